"""From the grounds to the court's answer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from handel.desks.intelligence import queries as intelligence_reports
from handel.desks.operations import queries as operations
from handel.desks.warrants import address as addresses
from handel.desks.warrants.acts.common import AUTHORISERS, in_state, our_fields
from handel.desks.warrants.models import Enactment, LinkedIntelligence, PremisesKind, State, Warrant
from handel.platform.access.roles import LEADERS
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import calendar
from handel.rules.england_wales import warrants as rules
from handel.rules.england_wales.ranks import Rank
from handel.rules.england_wales.reasons import require_reasons


def apply(
    operation_reference: str,
    *,
    enactment: Enactment,
    address: str,
    ward: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    premises_kind: PremisesKind,
    occupier_enquiries: str,
    articles: str,
    persons_sought: bool = False,
    grounds: str,
    intelligence: Sequence[str] = (),
    access_condition: str = "",
    anonymous_only: bool,
    corroboration_sought: str = "",
    disclosure: str,
    entries_sought: int = 1,
    community_impact: str,
    additional_grounds: str = "",
    by: User,
    at: datetime,
) -> Warrant:
    """Draft an application for a warrant to search one address; who drafts it is the applicant.

    Ward, latitude and longitude (degrees, WGS 84) are taken from the street where left empty. `intelligence` holds
    references of reports that the applicant may see. Raises `Refused` when a statement that the court needs is
    missing, and `NotFound` for an operation that is not there for this person.

    >>> apply("OP-7K3M9Q", enactment=Enactment.MDA_S23, address="14 Third Avenue", ..., by=officer, at=now).reference
    'W-4S8DY1'
    """
    with acting("warrant.apply", by=by, at=at, operation=Processing.COLLECTION) as act:
        operation = operations.operation(act.viewer, operation_reference)
        act.require_role(operation.compartment_id, *LEADERS, act="apply for a warrant")
        if operation.state != "open":
            raise Refused(f"{operation} is closed.", "Force policy on operations", "Apply in an open operation.")
        reports = _readable(act, intelligence)
        with our_fields(enquiries="occupier_enquiries", access_conditions="access_condition"):
            rules.check_application(
                enactment,
                calendar.london(at).date(),
                grounds=grounds,
                articles=articles,
                address=address,
                enquiries=occupier_enquiries,
                access_conditions=[access_condition] if access_condition else [],
                # Reports that may not be acted on alone do not become more by being several.
                only_anonymous=anonymous_only or (bool(reports) and all(each.needs_corroboration for each in reports)),
                corroboration_sought=corroboration_sought,
            )
        require_reasons(disclosure, of="what might weigh against it", citation="PACE Code B 3.6", field="disclosure")
        require_reasons(
            community_impact, of="the impact on the community", citation="PACE Code B 3.5", field="community_impact"
        )
        _check_new_grounds(act, address, additional_grounds)
        place = addresses.locate(address, ward=ward, latitude=latitude, longitude=longitude)
        warrant = act.create(
            Warrant,
            compartment_id=operation.compartment_id,
            marking=operation.marking,
            operation=operation,
            enactment=enactment,
            address=address.strip(),
            address_key=addresses.key(address),
            ward=place.ward,
            latitude=place.latitude,
            longitude=place.longitude,
            premises_kind=premises_kind,
            occupier_enquiries=occupier_enquiries,
            articles=articles,
            persons_sought=persons_sought,
            grounds=grounds,
            access_condition=access_condition,
            anonymous_only=anonymous_only,
            corroboration_sought=corroboration_sought,
            disclosure=disclosure,
            community_impact=community_impact,
            entries_sought=entries_sought,
            additional_grounds=additional_grounds,
            applicant=by,
        )
        LinkedIntelligence.objects.bulk_create(
            LinkedIntelligence(warrant=warrant, intelligence=each.reference) for each in reports
        )
        act.tell(enactment=str(enactment))
        return warrant


def authorise(reference: str, *, note: str, by: User, at: datetime) -> Warrant:
    """Sign the written authority for the application.

    Raises `Refused` below the rank of inspector, for the applicant, and for one who does not authorise here.
    """
    with acting("warrant.authorise", by=by, at=at) as act:
        warrant = in_state(act, reference, State.DRAFTED)
        act.require_role(warrant.compartment_id, *AUTHORISERS, act="authorise an application")
        rules.check_authority(warrant.applicant_id, by.pk, Rank(by.rank), at)
        note = require_reasons(note, of="why the application may be made", citation="PACE Code B 3.4", field="note")
        warrant.state, warrant.authorised_by, warrant.authorised_at = State.AUTHORISED, by, at
        warrant.authority_note = note
        warrant.save(update_fields=["state", "authorised_by", "authorised_at", "authority_note"])
        return warrant


def issue(
    reference: str,
    *,
    court: str,
    issued_on: date,
    printed_expiry: date | None = None,
    entries_allowed: int = 1,
    persons_covered: bool = False,
    by: User,
    at: datetime,
) -> Warrant:
    """Record that the court has issued the warrant; its last day follows from the enactment and what is printed.

    Raises `Refused` before the application is authorised, and for a day that is to come or before the authority.
    """
    with acting("warrant.issue", by=by, at=at) as act:
        warrant = in_state(act, reference, State.AUTHORISED)
        act.require_role(warrant.compartment_id, *LEADERS, act="record what the court did")
        if not calendar.london(warrant.authorised_at).date() <= issued_on <= calendar.london(at).date():
            raise Refused(
                "The day of issue lies between the day of the written authority and today.",
                "PACE Code B 3.4",
                "Copy the date from the warrant.",
                field="issued_on",
            )
        if entries_allowed > warrant.entries_sought:
            raise Refused(
                f"The application asked for fewer entries ({warrant.entries_sought}).",
                "PACE 1984 s.15(2A)",
                "Copy the number of entries from the warrant.",
                field="entries_allowed",
            )
        if printed_expiry is not None and printed_expiry < issued_on:
            raise Refused(
                "The warrant would end before the day of its issue.",
                "PACE 1984 s.15(6)",
                "Copy both dates from the warrant.",
                field="printed_expiry",
            )
        answer = rules.last_day(warrant.enactment, issued_on, printed_expiry)
        warrant.state, warrant.court, warrant.issued_on = State.ISSUED, court.strip(), issued_on
        warrant.printed_expiry, warrant.last_day = printed_expiry, answer.day
        warrant.entries_allowed, warrant.persons_covered = entries_allowed, persons_covered
        warrant.save()
        act.tell(issued_on=issued_on.isoformat(), last_day=answer.day.isoformat(), entries_allowed=entries_allowed)
        return warrant


def refused_by_court(reference: str, *, reason: str, by: User, at: datetime) -> Warrant:
    """Record that the court has refused the application. A new one for these premises needs additional grounds."""
    with acting("warrant.refused_by_court", by=by, at=at) as act:
        warrant = in_state(act, reference, State.AUTHORISED)
        act.require_role(warrant.compartment_id, *LEADERS, act="record what the court did")
        warrant.refusal_reason = require_reasons(
            reason, of="why the court refused", citation="PACE Code B 3.8", field="reason"
        )
        warrant.state, warrant.refused_at = State.REFUSED, at
        warrant.save(update_fields=["state", "refused_at", "refusal_reason"])
        return warrant


def _check_new_grounds(act: Act, address: str, additional_grounds: str) -> None:
    """After a refusal that this person can know of, an application for the same premises needs something new."""
    before = Warrant.objects.visible_to(act.viewer).filter(address_key=addresses.key(address), state=State.REFUSED)
    if not additional_grounds.strip() and (refused := before.first()):
        raise Refused(
            f"A court refused these premises before, on application {refused.reference}.",
            "PACE Code B 3.8",
            "Write the grounds that have been added since.",
            field="additional_grounds",
        )


def _readable(act: Act, references: Sequence[str]) -> Sequence[Any]:
    """The released intelligence reports of these references, when the applicant may see every one of them."""
    asked = list(dict.fromkeys(reference.strip().upper() for reference in references if reference.strip()))
    reports = [each for each in intelligence_reports.by_references(act.viewer, asked) if each.is_released]
    seen = {each.reference for each in reports}
    if unseen := [reference for reference in asked if reference not in seen]:
        raise Refused(
            f"There is no intelligence report {unseen[0]} that you may rely on.",
            "Need-to-know policy",
            "Copy the reference from a report that you can open.",
            field="intelligence",
        )
    return reports
