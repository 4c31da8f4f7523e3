"""Whatever is tried, in whatever order: the ledger holds only what the clock accepts, and a refusal adds nothing."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desks.custody.conftest import Desk, utc

from handel.desks.custody import acts
from handel.desks.custody.clocks import held
from handel.desks.custody.models import IN_CUSTODY, Detention
from handel.rules import Refused

TRIES = ["review", "extend", "charge", "no_further_action", "bail", "bail_to_court", "answer_bail", "authorise"]
EVENTS = ["left_for_hospital", "returned", "questioned", "further_arrest"]
ENDED = {"released", "released_on_bail"}


def attempt(what: str, detention: Detention, desk: Desk, when: object) -> None:
    """One act, by somebody who may do it, at `when`."""
    reference, sergeant = detention.reference, {"by": desk.sergeant, "at": when}
    if what in EVENTS:
        acts.record_event(reference, type=what, happened_at=when, **sergeant)
    elif what == "review":
        reason = {"reason_for_delay": "No inspector was free"}
        said = {"representations": "None", "decision": "Interview to be held"}
        acts.review(reference, reviewed_at=when, by=desk.inspector, at=when, **said, **reason)
    elif what == "extend":
        met = {"necessary": "Second interview", "diligent": True, "representations_heard": True, "until": None}
        acts.extend(reference, extended_at=when, by=desk.superintendent, at=when, **met)
    elif what == "charge":
        acts.charge(reference, offence="mda_s5_3", charged_at=when, **sergeant)
    elif what == "answer_bail":
        acts.answer_bail(reference, answered_at=when, **sergeant)
    elif what == "authorise":
        acts.authorise_detention(reference, grounds="Interview to be held", authorised_at=when, **sergeant)
    else:
        acts.release(reference, outcome=what, reason="Decided", conditions_met="ABCD", released_at=when, **sergeant)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(TRIES + EVENTS), st.integers(1, 600)), min_size=1, max_size=10))
def test_ledger_is_always_one_that_the_clock_accepts(
    detained: Callable[..., Detention], desk: Desk, tries: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        detention = detained("2026-11-24 06:10", "2026-11-24 06:55", None)
        when = utc("2026-11-24 07:00")
        for what, minutes in tries:
            when += timedelta(minutes=minutes)
            entries = detention.events.count()
            try:
                attempt(what, detention, desk, when)
            except Refused:
                assert detention.events.count() == entries
            else:
                assert detention.events.count() == entries + 1
            now = held(Detention.unguarded.get(pk=detention.pk), when)
            assert now.clock.refused == ()
            ended = detention.events.filter(type__in=[*ENDED, "answered_bail"]).last()
            assert now.detention.is_in_custody == (ended is None or ended.type not in ENDED)
            assert (now.clock.expires_at is None) == (now.detention.state not in IN_CUSTODY[:2])
        transaction.set_rollback(True)
