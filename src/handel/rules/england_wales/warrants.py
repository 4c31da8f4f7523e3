"""Search warrants: what an application needs, how long a warrant lasts, how it is executed, endorsed and returned."""

from collections.abc import Collection, Hashable
from datetime import date, datetime

from handel.rules import Refused, Step
from handel.rules.england_wales.calendar import add_months, london, show, show_date
from handel.rules.england_wales.provision import Answer
from handel.rules.england_wales.ranks import Rank, require_rank
from handel.rules.england_wales.reasons import require_other_person, require_reasons
from handel.rules.england_wales.warrant_tables import (
    ENACTMENTS,
    REASONABLE_HOURS,
    S8_ACCESS_CONDITIONS,
    Enactment,
    enactment_on,
)

__all__ = [
    "ENACTMENTS", "REASONABLE_HOURS", "S8_ACCESS_CONDITIONS", "Answer", "Enactment", "check_application",
    "check_authority", "check_endorsement", "check_execution", "enactment_on", "last_day", "return_due",
]  # fmt: skip


# fmt: off
_STREET_WORDS = frozenset({
    "road", "street", "avenue", "lane", "close", "drive", "way", "place", "square", "terrace", "gardens", "grove",
    "crescent", "court", "mews", "walk", "row", "hill", "park", "estate", "rd", "st", "ave",
})
# fmt: on


def check_application(
    enactment: str,
    on: date,
    *,
    grounds: str,
    articles: str,
    address: str,
    enquiries: str,
    access_conditions: Collection[str] = (),
    only_anonymous: bool,
    corroboration_sought: str = "",
) -> tuple[Step, ...]:
    """Before an inspector is asked for authority, on a day.

    `enquiries` says what was found out about the occupier, the premises and earlier searches. `only_anonymous` is True
    when every source of the grounds is anonymous: then `corroboration_sought` says what was done to find corroboration.
    The test is that it was sought, not that it was found. Raises Refused. Source: PACE s.8, s.15; Code B 3.1-3.3, 3.6.
    """
    law = enactment_on(enactment, on)
    steps = [Step(f"The grounds must give reason to {law.value.test}", law.citation)]
    require_reasons(grounds, of="the grounds for the warrant", citation="PACE 1984 s.15(2)(a)", field="grounds")
    require_reasons(articles, of="the articles sought", citation="PACE 1984 s.15(2)(c)", field="articles")
    if not _is_specific(address):
        raise Refused(
            f"“{address.strip()}” does not name one set of premises." if address.strip() else "No address is given.",
            "PACE 1984 s.15(2)(b), Code B 3.2",
            "Give the number or name of the building, and the flat where there is one.",
            field="address",
        )
    require_reasons(
        enquiries,
        of="the enquiries made about the occupier, the premises and earlier searches",
        citation="Code B 3.3",
        field="enquiries",
    )
    if law.value.needs_access_condition:
        steps += _access_steps(access_conditions)
    if only_anonymous:
        require_reasons(
            corroboration_sought,
            of="what was done to seek corroboration of the anonymous information",
            citation="Code B 3.1",
            field="corroboration_sought",
        )
        steps.append(Step("Corroboration of anonymous information was sought", "Code B 3.1"))
    return tuple(steps)


def _access_steps(conditions: Collection[str]) -> list[Step]:
    unknown = set(conditions) - set(S8_ACCESS_CONDITIONS)
    if unknown or not conditions:
        raise Refused(
            "No access condition is chosen."
            if not unknown
            else f"Unknown access condition: {', '.join(sorted(unknown))}.",
            "PACE 1984 s.8(1)(e), s.8(3)",
            "Choose at least one of the four conditions that applies to these premises.",
            field="access_conditions",
        )
    return [Step(S8_ACCESS_CONDITIONS[key], f"PACE 1984 s.8(3)({key})") for key in sorted(conditions)]


def _is_specific(address: str) -> bool:
    """A number or a name of a building comes first; a street or an estate alone names no premises."""
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if not parts:
        return False
    if any(character.isdigit() for character in parts[0]):
        return True
    return len(parts) > 1 and parts[0].split()[-1].lower().rstrip(".") not in _STREET_WORDS


def check_authority(
    applicant_id: Hashable,
    authoriser_id: Hashable,
    authoriser_rank: Rank,
    at: datetime,
    *,
    urgent_reason: str = "",
) -> tuple[Step, ...]:
    """Before an application is authorised in writing, signed `at`: by an inspector or above, not by the applicant.

    With an `urgent_reason` (why it cannot wait, and that no inspector is readily available) the senior officer on duty,
    a sergeant or above, may authorise it. Raises Refused. Source: Code B 3.4 (unconfirmed).
    """
    require_other_person(applicant_id, authoriser_id, "authorise", "Code B 3.4")
    if urgent_reason:
        require_reasons(urgent_reason, of="why it is urgent", citation="Code B 3.4(a)", field="urgent_reason")
        require_rank(authoriser_rank, Rank.SERGEANT, "Code B 3.4(a)", "authorise an urgent application for a warrant")
        why = f"urgent, no inspector readily available: the senior officer on duty, {authoriser_rank.label}"
    else:
        require_rank(authoriser_rank, Rank.INSPECTOR, "Code B 3.4(a)", "authorise an application for a warrant")
        why = f"by {authoriser_rank.with_article} who is not the applicant"
    return (Step(f"Signed written authority {show(at)}, {why}", "Code B 3.4"),)


def last_day(enactment: str, issued: date, printed_expiry: date | None) -> Answer:
    """The last day on which the warrant may be executed: the earlier of the enactment's limit and the printed date.

    The day of issue is not counted, the last day is. Source: MDA 1971 s.23(3), PACE 1984 s.16(3).

    >>> last_day("pace_s8", date(2026, 11, 30), None).day.isoformat()
    '2027-02-28'
    """
    law = enactment_on(enactment, issued)
    months = law.value.limit_months
    limit = add_months(issued, months)
    steps = [
        Step(f"Issued {show_date(issued)}", "PACE 1984 s.15(6)(a)(ii)"),
        Step(
            f"{months} month{'s' if months > 1 else ''} from the date of issue: {show_date(limit)}",
            law.citation,
        ),
    ]
    if printed_expiry is not None and printed_expiry < limit:
        steps.append(Step(f"The date printed on the warrant is earlier: {show_date(printed_expiry)}", "the warrant"))
        limit = printed_expiry
    return Answer(limit, tuple(steps))


def check_execution(
    enactment: str,
    issued: date,
    printed_expiry: date | None,
    entered_at: datetime,
    reasons_for_hour: str,
    entries_so_far: int,
    entries_allowed: int | None,
    inspector_authority_for_entry: bool,
    executed_by_rank: Rank,
) -> tuple[Step, ...]:
    """Before an entry under a warrant. `entries_allowed` is None for a warrant of unlimited entries.

    Raises Refused: not executed by a constable, before issue or out of time, at an unreasonable hour without
    recorded reasons, more entries than allowed, a second or later entry without an inspector's written authority.
    Source: PACE 1984 s.16(1), (3), (3B), (4).
    """
    require_rank(executed_by_rank, Rank.CONSTABLE, "PACE 1984 s.16(1)", "execute a warrant")
    last = last_day(enactment, issued, printed_expiry)
    local = london(entered_at)
    if local.date() < issued:
        raise Refused(
            f"The warrant was not issued until {show_date(issued)}.",
            "PACE 1984 s.16(1)",
            "Check the time of entry and the date of issue.",
            field="entered_at",
        )
    if local.date() > last.day:
        raise Refused(
            f"The warrant could be executed up to {show_date(last.day)}.",
            last.steps[-1].citation,
            "Do not enter under it. Return it to the court, and apply again if it is still needed.",
            field="entered_at",
        )
    steps = [*last.steps, _check_entries(entries_so_far, entries_allowed, inspector_authority_for_entry)]
    if REASONABLE_HOURS[0] <= local.time() < REASONABLE_HOURS[1]:
        steps.append(Step(f"Entry {show(entered_at)} is at a reasonable hour", "PACE 1984 s.16(4)"))
    else:
        require_reasons(
            reasons_for_hour,
            of=f"why entry at a reasonable hour (not {show(entered_at)}) may frustrate the purpose of the search",
            citation="PACE 1984 s.16(4)",
            field="reasons_for_hour",
        )
        steps.append(Step(f"Entry {show(entered_at)}: reasons for the hour are recorded", "PACE 1984 s.16(4)"))
    return tuple(steps)


def _check_entries(so_far: int, allowed: int | None, inspector_authority: bool) -> Step:
    if allowed is not None and so_far >= allowed:
        raise Refused(
            f"The warrant allows {allowed} {'entry' if allowed == 1 else 'entries'}, and {so_far} already made.",
            "PACE 1984 s.15(5), s.16",
            "Do not enter under it. Return it to the court, and apply again if it is still needed.",
        )
    if so_far and not inspector_authority:
        raise Refused(
            "A second or later entry needs the written authority of an inspector or above.",
            "PACE 1984 s.16(3B)",
            "Ask an inspector to authorise this entry in writing.",
            field="inspector_authority_for_entry",
        )
    return Step(
        f"Entry {so_far + 1} of {allowed or 'any number'}",
        "PACE 1984 s.16(3B)" if so_far else "PACE 1984 s.15(5)",
    )


def check_endorsement(
    *,
    sought_found: bool | None,
    found: str = "",
    others_seized: bool | None,
    others: str = "",
    entered_at: datetime | None,
    in_charge: str,
    officers: Collection[str],
    copy_served: str,
) -> tuple[Step, ...]:
    """Before an executed warrant is endorsed, one endorsement for each address.

    Whether what was sought was found, and whether anything else was seized, must each be answered, and described when
    the answer is yes. `in_charge` names the occupier or the person in charge, or says that nobody was there.
    Raises Refused. Source: PACE 1984 s.16(9), Code B 8.2.
    """
    for answer, text, what, field in (
        (sought_found, found, "the articles or persons sought were found", "found"),
        (others_seized, others, "any other articles were seized", "others"),
    ):
        if answer is None:
            raise Refused(
                f"The endorsement must say whether {what}.",
                "PACE 1984 s.16(9)",
                "Answer yes or no.",
                field=field,
            )
        if answer:
            require_reasons(text, of="what it was and where it was found", citation="Code B 8.2(i)", field=field)
    if entered_at is None:
        raise Refused("The date and time of execution are missing.", "Code B 8.2(ii)", "Give them.", field="entered_at")
    require_reasons(
        in_charge,
        of="the occupier or person in charge, or that nobody was there",
        citation="Code B 8.2",
        field="in_charge",
    )
    if not officers:
        raise Refused("No officer is named.", "Code B 8.2(iii)", "Name the officers who searched.", field="officers")
    require_reasons(copy_served, of="how the copy was served", citation="PACE 1984 s.16(5)-(7)", field="copy_served")
    return (
        Step(
            f"Articles or persons sought {'were' if sought_found else 'were not'} found",
            "PACE 1984 s.16(9)(a)",
        ),
        Step(f"Other articles {'were' if others_seized else 'were not'} seized", "PACE 1984 s.16(9)(b)"),
    )


def return_due(enactment: str, issued: date, printed_expiry: date | None, executed_at: datetime | None) -> Answer:
    """When the warrant is to go back to the court: once executed, or on its last day if it was not.

    An unexecuted warrant at its end is a return still to be made, not a closed one. Source: PACE 1984 s.16(10).
    """
    if executed_at is not None:
        day = london(executed_at).date()
        return Answer(day, (Step(f"Executed {show(executed_at)}: return it to the court", "PACE 1984 s.16(10)(a)"),))
    last = last_day(enactment, issued, printed_expiry)
    step = Step(
        f"Not executed: return it to the court on its last day, {show_date(last.day)}",
        "PACE 1984 s.16(10)(b)",
    )
    return Answer(last.day, (*last.steps, step))
