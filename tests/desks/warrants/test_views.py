"""Pages of the warrants desk."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from handel.desks.warrants import acts, printed, queries
from handel.desks.warrants.models import Entry, State, Warrant
from handel.platform.access.roles import Role
from handel.platform.clock import service as clock
from handel.platform.journal.models import Event, Operation, Outcome
from handel.rules.england_wales.ranks import Rank

from .conftest import STATEMENTS

PAGES = [
    "show", "authorise", "issue", "refused", "authorise_entry", "execute", "endorse", "return", "application", "notice",
]  # fmt: skip


@pytest.fixture(autouse=True)
def story(settings, now):
    """Pages are looked at on 23 November 2026."""
    settings.DEMO = True
    clock.set_story(now)


def address(name, warrant=None):
    return reverse(f"warrants:{name}", kwargs={"reference": warrant.reference} if warrant else None)


def plain(answer):
    """A page without the token against forgery, which is another one each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def tags(answer):
    """The words of a page's status tags."""
    return re.findall(r'class="govuk-tag[^>]*>\s*([^<]+?)\s*<', answer.content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_there_for_who_runs_it_and_not_for_others(name, issued, applicant, colleague, outsider, browse):
    made_up = reverse(f"warrants:{name}", kwargs={"reference": "W-000000"})
    assert browse(applicant).get(address(name, issued)).status_code == 200
    for stranger in (outsider, colleague("team", Role.TEAM)):
        hidden, unknown = browse(stranger).get(address(name, issued)), browse(stranger).get(made_up)
        assert hidden.status_code == unknown.status_code == 404
        assert plain(hidden).replace(issued.reference, "W-000000") == plain(unknown)


def test_an_application_has_no_notice(drafted, applicant, browse):
    assert browse(applicant).get(address("notice", drafted)).status_code == 404


def test_the_register_shows_what_cannot_wait(issued, applicant, outsider, browse):
    assert tags(browse(applicant).get(address("list"))) == ["Issued"]
    clock.set_story(datetime(2026, 12, 21, 10, tzinfo=UTC))
    assert tags(browse(applicant).get(address("list"))) == ["Issued", "Out of time", "Return due"]
    assert "Do not enter under this warrant" in browse(applicant).get(address("show", issued)).content.decode()
    empty = browse(outsider).get(address("list")).content.decode()
    assert "14 Third Avenue" not in empty
    assert "1 warrant" not in empty


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("search=thrid+avenue", True),
        ("search=harrow+road", False),
        ("state=issued", True),
        ("state=refused", False),
        ("state=out+of+time", False),
        ("state=nonsense", True),
        ("page=99", True),
    ],
)
def test_the_register_filters(issued, applicant, browse, asked, found):
    page = browse(applicant).get(f"{address('list')}?{asked}").content.decode()
    assert ("14 Third Avenue" in page) is found
    assert found or "Clear filters" in page


def typed(operation, **changed):
    yes_no = {"anonymous_only": "no", "persons_sought": "yes", "entries_sought": "1"}
    values = {key: value for key, value in STATEMENTS.items() if value is not None}
    return {"operation": operation.reference} | values | yes_no | changed


def test_applying_leads_to_the_application(operation, applicant, browse):
    answer = browse(applicant).post(address("apply"), typed(operation))
    warrant = Warrant.unguarded.get()
    assert answer.headers["Location"] == address("show", warrant)
    assert (warrant.applicant, warrant.persons_sought, warrant.ward) == (applicant, True, "Queen's Park")


def test_a_refused_application_keeps_what_was_typed_and_says_why(operation, applicant, browse, last_event):
    answer = browse(applicant).post(address("apply"), typed(operation, grounds="as above", articles="Scales & <bags>"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "PACE 1984 s.15(2)(a)" in page
    assert "as above" in page
    assert "Scales &amp; &lt;bags&gt;" in page
    assert not Warrant.unguarded.exists()


def test_only_operations_that_one_runs_are_offered(operation, applicant, colleague, browse):
    planner = colleague("planner", Role.PLANNER)
    assert "Operation Handel" in browse(applicant).get(address("apply")).content.decode()
    assert "You run no open operation" in browse(planner).get(address("apply")).content.decode()
    answer = browse(planner).post(address("apply"), typed(operation))
    assert answer.status_code == 422
    assert not Warrant.unguarded.exists()


def test_an_entry_out_of_time_is_refused_on_the_page(issued, applicant, browse):
    clock.set_story(datetime(2026, 12, 21, 14, tzinfo=UTC))
    entry = {
        "entered_at": "2026-12-21T10:00",
        "left_at": "2026-12-21T11:00",
        "officers": "PC 1234\nPC 5678",
        "occupier_present": "yes",
        "notice_given": "yes",
        "copy_left_with": "the occupier",
    }
    answer = browse(applicant).post(address("execute", issued), entry)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The warrant could be executed up to 20 December 2026." in page
    assert "2026-12-21T10:00" in page
    assert "PC 5678" in page
    assert not Entry.objects.exists()
    event = Event.objects.filter(verb="warrant.execute", outcome=Outcome.REFUSED).get()
    assert event.subjects.get().reference == issued.reference


def test_a_warrant_goes_its_whole_way_over_the_pages(drafted, applicant, authoriser, browse):
    clock.set_story(datetime(2026, 11, 19, 15, tzinfo=UTC))
    posts = [
        (authoriser, "authorise", {"note": "Necessary: nothing less finds the drugs."}, State.AUTHORISED),
        (
            applicant,
            "issue",
            {"court": "A court", "issued_on": "2026-11-19", "entries_allowed": "1", "persons_covered": "no"},
            State.ISSUED,
        ),
        (
            applicant,
            "execute",
            {
                "entered_at": "2026-11-19T05:00",
                "left_at": "2026-11-19T06:30",
                "reasons_for_hour": "Drugs are flushed away when the occupier is awake.",
                "officers": "PC 1234\nPC 5678",
                "occupier_present": "no",
                "notice_given": "no",
                "copy_left_with": "on the kitchen table",
            },
            State.EXECUTED,
        ),
        (
            applicant,
            "endorse",
            {"sought_found": "no", "others_seized": "no", "other_seized": "left over"},
            State.ENDORSED,
        ),
        (applicant, "return", {"returned_on": "2026-11-19"}, State.RETURNED),
    ]
    for person, name, values, state in posts:
        answer = browse(person).post(address(name, drafted), values)
        assert answer.status_code == 302, answer.content.decode()
        assert Warrant.unguarded.get().state == state
        assert browse(applicant).get(address("show", drafted)).status_code == 200
    entry = Entry.objects.select_related("endorsement").get()
    assert entry.officers == ["PC 1234", "PC 5678"]
    assert entry.entered_at == datetime(2026, 11, 19, 5, tzinfo=UTC)
    assert entry.endorsement.other_seized == ""


def test_an_endorsement_that_says_yes_says_what(executed, applicant, browse):
    values = {"sought_found": "no", "others_seized": "yes", "other_seized": ""}
    answer = browse(applicant).post(address("endorse", executed), values)
    assert answer.status_code == 422
    assert "Write what else was seized" in answer.content.decode()
    assert Warrant.unguarded.get().state == State.EXECUTED


@pytest.mark.parametrize(
    ("who", "rank", "offered"),
    [
        (Role.AUTHORISER, Rank.INSPECTOR, ["authorise"]),
        (Role.AUTHORISER, Rank.SERGEANT, []),
        (Role.COMMANDER, Rank.INSPECTOR, ["authorise"]),
        (Role.INVESTIGATOR, Rank.INSPECTOR, []),
        (Role.EXHIBITS, Rank.CONSTABLE, []),
    ],
)
def test_a_page_offers_what_the_person_may_do(drafted, colleague, look, who, rank, offered):
    viewer = look(colleague("max", who, rank))
    assert [name for _, name in queries.acts_open_to(viewer, drafted)] == offered


def test_the_acts_offered_on_the_way(apply, authoriser, applicant, look):
    def offered(person):
        row = queries.warrant(look(person), warrant.reference)
        return [name for _, name in queries.acts_open_to(look(person), row)]

    warrant = apply(entries_sought=2)
    at = datetime(2026, 11, 19, 15, tzinfo=UTC)
    assert (offered(applicant), offered(authoriser)) == ([], ["authorise"])
    acts.authorise(warrant.reference, note="Necessary: nothing less.", by=authoriser, at=at)
    assert (offered(applicant), offered(authoriser)) == (["issue", "refused"], [])
    acts.issue(warrant.reference, court="A court", issued_on=date(2026, 11, 19), entries_allowed=2, by=applicant, at=at)
    assert (offered(applicant), offered(authoriser)) == (["execute", "return"], [])
    entry = {"occupier_present": True, "copy_left_with": "the occupier", "notice_given": True}
    acts.execute(warrant.reference, entered_at=at, left_at=at, **entry, by=applicant, at=at)
    assert (offered(applicant), offered(authoriser)) == (["endorse"], [])
    acts.endorse(warrant.reference, sought_found=False, by=applicant, at=at)
    assert (offered(applicant), offered(authoriser)) == (["return"], ["authorise_entry"])
    acts.authorise_entry(warrant.reference, reasons="More was hidden", by=authoriser, at=at)
    assert (offered(applicant), offered(authoriser)) == (["execute", "return"], [])


@pytest.mark.parametrize("name", ["application", "notice"])
def test_a_print_is_a_disclosure_in_the_journal(issued, applicant, browse, last_event, name):
    answer = browse(applicant).get(address(name, issued))
    assert answer.headers["Content-Type"] == "application/pdf"
    event = last_event()
    assert (event.operation, event.actor) == (Operation.DISCLOSURE, applicant)
    assert event.subjects.get().reference == issued.reference
    assert "printed" in browse(applicant).get(address("show", issued)).content.decode()
    with pikepdf.open(BytesIO(answer.content)) as document:
        assert document.Root.MarkInfo.Marked


def test_the_notice_holds_nothing_of_the_grounds(issued, applicant, now):
    """The same notice whatever the grounds, the reports and the disclosure say."""
    before = printed.notice(issued, by=applicant, at=now)
    issued.grounds = issued.disclosure = issued.corroboration_sought = issued.occupier_enquiries = "something else"
    assert printed.notice(issued, by=applicant, at=now) == before
    issued.address = "16 Third Avenue"
    assert printed.notice(issued, by=applicant, at=now) != before


def test_one_look_is_one_event(issued, applicant, browse):
    client = browse(applicant)
    before = Event.objects.count()
    client.get(address("show", issued))
    event = Event.objects.latest("id")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.subjects.get().reference) == ("warrant", issued.reference)
