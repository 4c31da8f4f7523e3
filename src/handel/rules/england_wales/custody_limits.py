"""The periods of the custody clock, dated."""

from datetime import date, timedelta

from handel.rules.england_wales.provision import Provision

HOUR = timedelta(hours=1)
PACE_IN_FORCE = date(1986, 1, 1)

BASIC_LIMIT = 24 * HOUR  # s.41(1)
SUPERINTENDENT_LIMIT = 36 * HOUR  # s.42(1)
COURT_WARRANT_LIMIT = 36 * HOUR  # s.43(12), s.44(3)(a)
ABSOLUTE_LIMIT = 96 * HOUR  # s.44(3)(b)
LATE_SITTING = 6 * HOUR  # s.43(5)(b)
FIRST_REVIEW = 6 * HOUR  # s.40(3)(a)
LATER_REVIEW = 9 * HOUR  # s.40(3)(b), (c)
AREA_TO_AREA = 24 * HOUR  # s.41(2)(a), (b), s.41(5)
RIGHTS_DELAY = 36 * HOUR  # s.56(3), s.58(5)

# Time at the station after an arrest under s.46A that does not count.
BREACH_ALLOWANCE = (
    Provision(0 * HOUR, "PACE 1984 s.47(6)", PACE_IN_FORCE, date(2022, 10, 27), confirmed=False),
    Provision(
        3 * HOUR,
        "PACE 1984 s.47(6) as amended by PCSC Act 2022 Sch.4 Pt 5",
        date(2022, 10, 28),
        None,
        confirmed=False,
    ),
)
