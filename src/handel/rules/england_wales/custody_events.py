"""What happens to a person in custody, as far as the detention clock is concerned."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from handel.rules.england_wales.calendar import require_aware
from handel.rules.england_wales.ranks import Rank


class EventType(StrEnum):
    """Kinds of event. The value is the word used in files and on the command line."""

    ARRESTED = "arrested"
    ENTERED_JURISDICTION = "entered_jurisdiction"
    ARRIVED = "arrived"
    DETENTION_AUTHORISED = "detention_authorised"
    REVIEW = "review"
    LEFT_FOR_HOSPITAL = "left_for_hospital"
    RETURNED = "returned"
    QUESTIONED = "questioned"
    EXTENSION = "extension"
    FURTHER_WARRANT = "further_warrant"
    TRANSFER_LEFT = "transfer_left"
    RELEASED_ON_BAIL = "released_on_bail"
    ANSWERED_BAIL = "answered_bail"
    ARRESTED_FOR_BREACH = "arrested_for_breach"
    FURTHER_ARREST = "further_arrest"
    REARRESTED_NEW_EVIDENCE = "rearrested_new_evidence"
    CHARGED = "charged"
    RELEASED = "released"


class Where(StrEnum):
    """Where an arrest was made, as far as it decides the relevant time (PACE 1984 s.41(2))."""

    ELSEWHERE = "elsewhere"
    STATION = "station"
    OTHER_AREA = "other_area"
    OUTSIDE_ENGLAND_AND_WALES = "outside_england_and_wales"


class HospitalPurpose(StrEnum):
    """Why a person was taken to hospital: time away counts unless it was for treatment (PACE 1984 s.41(6))."""

    TREATMENT = "treatment"
    INVESTIGATION = "investigation"


@dataclass(frozen=True)
class Event:
    """One event at an instant (aware; kept in UTC). Fields beyond the first two belong to the types named.

    - `until`: end of questioning (`questioned`), or the time to which detention is extended (`extension`; when
      it is left out, the latest that s.42 allows).
    - `where`: of the arrest (`arrested`, `rearrested_new_evidence`).
    - `in_investigating_area`: whether the station is in the police area that investigates (`arrived`).
    - `purpose`: of the hospital visit (`left_for_hospital`).
    - `about_transfer_offence`: questioned about the offence for which another area wants the person (`questioned`).
    - `hours`: period granted by the court, at most 36 (`further_warrant`: the first under s.43, later ones s.44).
    - `rank`: of the officer who reviewed or extended (`review`, `extension`); not checked when left out.
    - `indictable`: whether the offence is indictable (`extension`, `further_warrant`).
    """

    type: EventType
    at: datetime
    until: datetime | None = None
    where: Where = Where.ELSEWHERE
    in_investigating_area: bool = True
    purpose: HospitalPurpose = HospitalPurpose.TREATMENT
    about_transfer_offence: bool = False
    hours: int = 36
    rank: Rank | None = None
    indictable: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", EventType(self.type))
        object.__setattr__(self, "where", Where(self.where))
        object.__setattr__(self, "purpose", HospitalPurpose(self.purpose))
        object.__setattr__(self, "at", require_aware(self.at))
        if self.until is not None:
            object.__setattr__(self, "until", require_aware(self.until))


_YES_NO = ("in_investigating_area", "about_transfer_offence", "indictable")


def event_from(record: Mapping[str, object]) -> Event:
    """An event read from a file or the command line: times in ISO 8601 with an offset, ranks by name.

    Raises ValueError, in words for the person who wrote the file, for an unknown type, field, rank or time.

    >>> event_from({"type": "arrived", "at": "2015-09-22T05:50:00+01:00"}).at.isoformat()
    '2015-09-22T04:50:00+00:00'
    """
    unknown = set(record) - {field.name for field in fields(Event)}
    if unknown:
        raise ValueError(f"unknown field in event: {', '.join(sorted(unknown))}")
    if "type" not in record or "at" not in record:
        raise ValueError('an event needs a type and a time: {"type": ..., "at": ...}')
    values = dict(record)
    for name in ("at", "until"):
        if values.get(name) is not None:
            values[name] = datetime.fromisoformat(str(values[name]))
    if values.get("rank") is not None:
        rank = str(values["rank"]).upper().replace(" ", "_")
        if rank not in Rank.__members__:
            raise ValueError(f"unknown rank: {values['rank']}")
        values["rank"] = Rank[rank]
    for name in _YES_NO:
        if name in values and not isinstance(values[name], bool):
            raise ValueError(f"{name} must be true or false")
    hours = values.get("hours", 36)
    if not isinstance(hours, int) or isinstance(hours, bool):
        raise ValueError("hours must be a whole number")
    return Event(**values)  # type: ignore[arg-type]  # each value is checked here or by Event itself
