import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from handel.desks.exhibits import acts, queries
from handel.desks.exhibits.models import Exhibit
from handel.desks.operations import acts as operations
from handel.desks.warrants import acts as warrants
from handel.platform.access.roles import Role
from handel.platform.journal.models import Event

LIST = reverse("exhibits:list")
PAGES = ["show", "hand_over", "count_cash", "record_order", "record_substance", "photograph"]


def address(name, reference):
    return reverse(f"exhibits:{name}", args=[reference])


def plain(answer):
    """A page without the token of its forms, which is another each time."""
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())


def picture(**saved):
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "JPEG", **saved)
    return content.getvalue()


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    """Pages ask the clock; here it stands."""
    monkeypatch.setattr("handel.platform.clock.service.now", lambda: now)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_there_for_the_finder_and_not_for_outsiders(name, seize, finder, outsider, browse):
    exhibit = seize()
    assert browse(finder).get(address(name, exhibit.reference)).status_code == 200
    hidden = browse(outsider).get(address(name, exhibit.reference))
    unknown = browse(outsider).get(address(name, "EX-000000"))
    assert hidden.status_code == unknown.status_code == 404
    assert plain(hidden).replace(exhibit.reference, "EX-000000") == plain(unknown)


def test_the_page_for_seizing_is_for_those_who_may(operation, finder, colleague, outsider, browse):
    page = address("seize", operation.reference)
    assert browse(finder).get(page).status_code == 200
    for stranger in (outsider, colleague("pat", Role.PLANNER)):
        assert browse(stranger).get(page).status_code == 404


def seizure(**changed):
    values = {
        "kind": "suspected_drugs",
        "description": "Nine wraps in cling film",
        "substance": "heroin",
        "found_at": "2026-11-23T07:30",
        "found_where": "14 Third Avenue, kitchen",
        "power": "mda_s23_3",
        "seal": "A7",
    }
    return values | changed


def test_a_team_member_records_a_seizure_from_the_list_to_the_page(operation, finder, browse):
    client = browse(finder)
    assert address("seize", operation.reference) in client.get(LIST).content.decode()
    page = client.post(address("seize", operation.reference), seizure(), follow=True).content.decode()
    exhibit = Exhibit.unguarded.get()
    for words in (
        "Exhibit JAB/1",
        "Nine wraps in cling film",
        "what is believed to be heroin",
        "class A",
        "7:30am GMT",
    ):
        assert words in page
    assert exhibit.mark in client.get(LIST, {"operation": operation.reference}).content.decode()


def test_a_refused_form_keeps_what_was_typed_and_names_the_rule(operation, finder, browse):
    answer = browse(finder).post(address("seize", operation.reference), seizure(substance="icing sugar"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Nine wraps in cling film", "icing sugar", "A7", "MDA 1971 Sch.2"):
        assert words in page
    assert not Exhibit.unguarded.exists()


def test_cash_is_counted_handed_over_and_shown(seize, finder, keeper, browse, operation):
    exhibit = seize(power="poca_s294")
    client = browse(finder)
    wrong = client.post(address("count_cash", exhibit.reference), {"pence": "6OO", "second_counter": "kim"})
    assert wrong.status_code == 422 and "6OO" in wrong.content.decode()
    client.post(address("count_cash", exhibit.reference), {"pence": "£1,000.50", "second_counter": "kim"})
    assert exhibit.count.pence == 100_050
    typed = {
        "to": "kim",
        "place": "Station yard",
        "happened_at": "2026-11-23T09:00",
        "purpose": "Counted",
        "seal_before": "s1",
        "seal_after": "S2",
        "condition": "Intact",
    }
    unexplained = client.post(address("hand_over", exhibit.reference), typed)
    assert unexplained.status_code == 422 and "Station yard" in unexplained.content.decode()
    client.post(address("hand_over", exhibit.reference), typed | {"explanation": "Opened to count"})
    page = browse(keeper).get(address("show", exhibit.reference)).content.decode()
    for words in ("£1,000.50", "Jo Anne Baker to Kim Eeper", "Seal S2 in place of S1", "25 November 2026 at 7am GMT"):
        assert words in page
    assert "£1,000.50" in browse(keeper).get(LIST).content.decode()


def test_detained_cash_below_the_least_amount_is_marked(seize, finder, keeper, browse, now):
    for power, marked in (("poca_s294", True), ("pace_s19", False)):
        exhibit = seize(power=power)
        acts.count_cash(exhibit.reference, pence=99_999, second_counter="kim", by=finder, at=now)
        page = browse(keeper).get(address("show", exhibit.reference)).content.decode()
        assert ("least amount" in page) is marked


def test_buttons_are_only_for_what_one_may_do(seize, hand_over, finder, keeper, browse, now):
    exhibit = seize(kind="suspected_drugs")
    acted = {name: address(name, exhibit.reference) for name in PAGES[1:]}

    def offered(user):
        page = browse(user).get(address("show", exhibit.reference)).content.decode()
        return {name for name, link in acted.items() if f'href="{link}"' in page}

    assert offered(finder) == {"hand_over", "photograph"}
    assert offered(keeper) == {"hand_over", "photograph", "record_substance"}
    hand_over(exhibit, by=finder, to="kim")
    assert offered(finder) == set()


def test_who_handles_exhibits_goes_on_to_the_warrant_and_the_finder_reads_its_reference(
    seize, operation, finder, keeper, inspector, colleague, browse, now
):
    warrant = warrants.apply(
        operation.reference,
        enactment="mda_s23",
        address="14 Third Avenue, London W10",
        premises_kind="flat",
        occupier_enquiries="One tenant.",
        articles="Class A drugs",
        grounds="Buyers went in and came out.",
        anonymous_only=False,
        disclosure="None known.",
        community_impact="The ward panel supports it.",
        by=inspector,
        at=now,
    )
    exhibit = seize(warrant=warrant.reference)
    for user, linked in ((keeper, True), (finder, False)):
        page = browse(user).get(address("show", exhibit.reference)).content.decode()
        assert warrant.reference in page
        assert (f'href="{warrant.get_absolute_url()}"' in page) is linked


def test_who_left_the_operation_hands_over_what_they_still_hold(
    seize, finder, keeper, operation, inspector, browse, now
):
    exhibit = seize()
    operations.end_membership(operation.reference, username="jo", role=Role.TEAM, by=inspector, at=now)
    page = browse(finder).get(address("hand_over", exhibit.reference)).content.decode()
    assert 'value="kim"' in page and 'value="jo"' not in page


def test_filters_find_by_kind_holder_mark_words_and_any_seal(seize, hand_over, finder, keeper, browse):
    cash = seize(description="Roll of notes")
    telephone = seize(kind="telephone", description="Black Nokia")
    hand_over(cash, by=finder, to="kim", seal_after="NEW1", explanation="Counted")

    def found(**asked):
        page = browse(keeper).get(LIST, asked).content.decode()
        return {exhibit for exhibit in (cash, telephone) if exhibit.get_absolute_url() in page}

    assert found() == {cash, telephone}
    assert found(kind="telephone") == found(holder="jo") == found(search="nokia") == {telephone}
    assert found(search="jab/1") == found(search="new 1") == found(search="s1") == found(holder="kim") == {cash}
    assert found(search="nothing like it") == set()
    assert "fits these filters" in browse(keeper).get(LIST, {"search": "nothing"}).content.decode()


def test_an_empty_list_says_what_to_do_next(finder, outsider, browse):
    assert "Record a seizure" in browse(finder).get(LIST).content.decode()
    assert "No operation of yours" in browse(outsider).get(LIST).content.decode()


def test_a_list_asks_the_same_of_the_database_whatever_its_length(seize, finder, keeper, look, now, operation):
    def asked():
        viewer = look(keeper)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            rows, _ = queries.register(viewer, operation_reference=operation.reference)
            for row in rows:
                str(
                    (
                        row.last_movement.whereabouts,
                        row.last_movement.seal,
                        row.count,
                        row.identification,
                        row.operation,
                    )
                )
            queries.cash(viewer, operation.reference)
            queries.substances(viewer, operation.reference)
            queries.cash_clocks(viewer, operation.reference)
        return len(statements)

    seize(power="poca_s294")
    seize(kind="suspected_drugs")
    few = asked()
    for _ in range(5):
        seize(power="poca_s294")
        seize(kind="suspected_drugs")
    assert asked() == few


def test_a_photograph_is_kept_as_it_came_and_shown_without_what_the_camera_wrote(seize, finder, outsider, browse):
    exhibit = seize()
    exif = Image.Exif()
    exif[0x010E] = "Secret place"
    original = picture(exif=exif, comment=b"Secret owner")
    client = browse(finder)
    upload = SimpleUploadedFile("IMG_1.jpg", original)
    client.post(address("photograph", exhibit.reference), {"file": upload, "caption": "The notes, as found"})
    assert "The notes, as found" in client.get(address("show", exhibit.reference)).content.decode()
    where = reverse("exhibits:show_photograph", args=[exhibit.reference, 1])
    answer = client.get(where)
    assert b"Secret place" in original and b"Secret owner" in original
    assert b"Secret" not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (40, 30)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "image/jpeg")
    assert Event.objects.latest("id").verb == "exhibit.photograph"
    assert browse(outsider).get(where).status_code == 404
    assert client.get(reverse("exhibits:show_photograph", args=[exhibit.reference, 2])).status_code == 404


def test_what_is_no_photograph_is_refused_and_nothing_kept(seize, finder, browse, settings):
    exhibit = seize()
    upload = SimpleUploadedFile("IMG_1.jpg", b"<script>alert(1)</script>")
    answer = browse(finder).post(address("photograph", exhibit.reference), {"file": upload, "caption": "Caption typed"})
    assert answer.status_code == 422
    assert "Caption typed" in answer.content.decode()
    assert not exhibit.photographs.exists() and not settings.FILES_ROOT.exists()
