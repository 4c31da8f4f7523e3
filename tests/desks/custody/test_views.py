"""The pages of the custody desk."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.desks.custody.conftest import Desk, utc

from handel.desks.custody import acts, queries
from handel.desks.custody.models import Arrest, Detention
from handel.desks.operations.models import Operation
from handel.platform.access.standing import compartment
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event

Browse = Callable[[User], Client]
Detained = Callable[..., Detention]


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def ago() -> Callable[[float], str]:
    """ago(2): the time two hours ago."""
    return lambda hours: text(timezone.now() - timedelta(hours=hours))


def test_board_puts_first_what_runs_out_first(
    detained: Detained, desk: Desk, browse: Browse, ago: Callable[[float], str], arrest: Callable[..., Arrest]
) -> None:
    detained(ago(4), ago(3), ago(3), person_name="Later Sample")
    detained(ago(9), ago(8), ago(5.5), person_name="Sooner Sample")
    detained(ago(9), ago(8), ago(7), person_name="Overdue Sample")
    arrest(ago(1), person_name="Travelling Sample")
    page = browse(desk.sergeant).get(reverse("custody:board"))
    content = page.content.decode()
    assert page.status_code == 200
    order = [content.index(name) for name in ("Overdue S", "Sooner S", "Later S", "Travelling S")]
    assert order == sorted(order)
    assert "1 hour over" in content
    assert "inspector or above" in content
    stream = reverse("live:stream", args=[compartment("Custody").pk])
    assert f'data-live="{stream}"' in content
    fragment = browse(desk.sergeant).get(reverse("custody:board_fragment")).content.decode()
    assert "Overdue Sample" in fragment
    assert "<html" not in fragment


def test_board_is_live_for_those_who_run_the_operation(
    operation: Operation, inspector: User, outsider: User, browse: Browse
) -> None:
    stream = reverse("live:stream", args=[operation.compartment_id]).encode()
    assert stream in browse(inspector).get(reverse("custody:board")).content
    assert b"data-live" not in browse(outsider).get(reverse("custody:board")).content


def test_empty_board_says_what_begins_a_detention(desk: Desk, browse: Browse) -> None:
    assert b"Nobody whom you may see is in custody" in browse(desk.sergeant).get(reverse("custody:board")).content


def test_board_takes_as_many_statements_for_thirty_as_for_three(
    detained: Detained, desk: Desk, look: Callable[[User], Viewer]
) -> None:
    def statements() -> int:
        viewer = look(desk.sergeant)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queries.board(viewer)
        return len(captured)

    for _ in range(3):
        detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    few = statements()
    for _ in range(27):
        detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    assert statements() == few == 2


def test_pages_are_found_by_those_who_may_see_them_alone(
    detained: Detained, desk: Desk, inspector: User, officer: User, outsider: User, browse: Browse, operation: Operation
) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    show, made = detention.get_absolute_url(), detention.arrest.get_absolute_url()
    listed = reverse("custody:arrests", args=[operation.reference])
    expected = {
        desk.sergeant: (200, 200, 404),
        inspector: (200, 200, 200),
        officer: (404, 200, 200),
        outsider: (404, 404, 404),
    }
    for user, statuses in expected.items():
        client = browse(user)
        assert tuple(client.get(url).status_code for url in (show, made, listed)) == statuses
    assert b"Robin Sample" not in browse(outsider).get(reverse("custody:board")).content


ACTS = ["authorise", "review", "extend", "record_warrant", "record_event", "delay_rights", "give_rights", "charge"]


@pytest.mark.parametrize("name", [*ACTS, "release", "answer_bail"])
def test_every_form_opens_and_keeps_what_was_typed(
    detained: Detained, desk: Desk, outsider: User, browse: Browse, name: str
) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    url = reverse(f"custody:{name}", args=[detention.reference])
    assert browse(desk.sergeant).get(url).status_code == 200
    assert browse(outsider).get(url).status_code == 404
    times = ("reviewed_at", "authorised_at", "extended_at", "issued_at", "happened_at", "delayed_at", "given_at")
    typed = dict.fromkeys((*times, "charged_at", "released_at", "answered_at"), "half past nine")
    refused = browse(desk.sergeant).post(url, typed)
    assert refused.status_code == 422
    assert b"half past nine" in refused.content
    assert detention.events.count() == 3


def test_refused_review_keeps_the_words_and_names_the_rule(
    detained: Detained, desk: Desk, browse: Browse, ago: Callable[[float], str]
) -> None:
    detention = detained(ago(2), ago(1.5), ago(1))
    typed = {
        "representations": "None were made",
        "decision": "Interview still to be held",
        "reviewed_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }
    url = reverse("custody:review", args=[detention.reference])
    page = browse(desk.sergeant).post(url, typed)
    assert page.status_code == 422
    assert b"Interview still to be held" in page.content
    assert b"PACE 1984 s.40(1)(b)" in page.content
    done = browse(desk.inspector).post(url, typed, follow=True)
    assert b"Review recorded" in done.content


def test_arrest_is_made_on_its_page(officer: User, operation: Operation, browse: Browse) -> None:
    url = reverse("custody:make_arrest", args=[operation.reference])
    typed = {
        "person_name": "Alex Sample",
        "born_on": "2010-01-31",
        "gender": "male",
        "arrested_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "arrested_where": "elsewhere",
        "place": "Stairwell",
        "offence": "mda_s5_3",
        "grounds": "Dropped a bag of wraps when he saw us",
        "facts": "standard",
        "told": "on",
        "cautioned": "on",
        "reply": "Not mine",
    }
    assert browse(officer).get(url).status_code == 200
    refused = browse(officer).post(url, typed)
    assert refused.status_code == 422
    assert "Choose an answer to “Why was the arrest necessary?”" in refused.content.decode()
    assert b"Dropped a bag" in refused.content
    again = browse(officer).post(url, typed | {"reasons": ["investigation"]})
    assert b"does not say anything about this case" in again.content
    made = browse(officer).post(
        url, typed | {"reasons": ["investigation"], "facts": "The telephone would be wiped"}, follow=True
    )
    assert b"appropriate adult" in made.content
    assert b"Not mine" in made.content


def test_register_finds_by_name_and_state_and_keeps_names_out_of_the_journal(
    detained: Detained, desk: Desk, outsider: User, browse: Browse, last_event: Callable[[], Event]
) -> None:
    times = ("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    first = detained(*times, person_name="Robin Sample")
    detained(*times, person_name="Alex Specimen")
    out = utc("2026-11-24 09:00")
    acts.release(
        first.reference,
        outcome="bail",
        reason="Tests",
        conditions_met="ABCD",
        released_at=out,
        by=desk.sergeant,
        at=out,
    )
    client, url = browse(desk.sergeant), reverse("custody:register")

    def found(**asked: str) -> tuple[bool, bool]:
        content = client.get(url, asked).content
        return b"Robin Sample" in content, b"Alex Specimen" in content

    assert found() == (True, True)
    assert found(state="bailed") == (True, False)
    assert found(search="specimen ALEX") == (False, True)
    assert "alex" not in str(last_event().detail).lower()
    assert found(search=first.reference.lower()) == (True, False)
    assert found(search="nobody") == (False, False)
    assert b"Robin" not in browse(outsider).get(url).content


def test_letting_go_is_offered_until_the_station_is_reached(
    arrest: Callable[..., Arrest], desk: Desk, officer: User, browse: Browse
) -> None:
    made = arrest()
    url = made.get_absolute_url()
    assert b"Release before reaching a station" in browse(officer).get(url).content
    gate = utc("2026-11-24 06:55")
    acts.arrive(made.reference, station="Central", arrived_at=gate, by=desk.sergeant, at=gate)
    assert b"Release before reaching a station" not in browse(officer).get(url).content


def test_detention_page_tells_of_breaches_and_how_the_clock_ran(detained: Detained, desk: Desk, browse: Browse) -> None:
    detention = detained("2026-11-20 06:10", "2026-11-20 06:55", "2026-11-20 07:20")
    url = detention.get_absolute_url()
    page = browse(desk.sergeant).get(url).content.decode()
    assert "Detention has run out" in page
    assert "PACE 1984 s.41(2)(d)" in page
    late = utc("2026-11-21 08:00")
    acts.release(
        detention.reference,
        outcome="under_investigation",
        reason="Tests of the wraps",
        released_at=late,
        by=desk.sergeant,
        at=late,
    )
    page = browse(desk.sergeant).get(url).content.decode()
    assert "Detention had run out 21 November 2026 at 6:55am GMT" in page
    assert "Detention has run out" not in page
