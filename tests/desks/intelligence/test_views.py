import csv
import io
import re

import pytest
from django.urls import reverse, reverse_lazy

from handel.desks.intelligence import acts
from handel.desks.intelligence.models import IntelligenceReport
from handel.platform.journal.models import Event, Operation

LIST = reverse_lazy("intelligence:list")


def address(name, reference):
    return reverse(f"intelligence:{name}", kwargs={"reference": reference})


def plain(answer):
    """A page without the token of its forms, which is another each time."""
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())


@pytest.mark.parametrize("name", ["show", "edit", "release"])
def test_pages_of_a_draft_are_there_for_the_desk_and_not_for_others(name, draft, officer, inspector, outsider, browse):
    assert browse(officer).get(address(name, draft.reference)).status_code == 200
    for stranger in (inspector, outsider):
        hidden = browse(stranger).get(address(name, draft.reference))
        unknown = browse(stranger).get(address(name, "IR-000000"))
        assert hidden.status_code == unknown.status_code == 404
        assert plain(hidden).replace(draft.reference, "IR-000000") == plain(unknown)


@pytest.mark.parametrize("name", ["submit", "waiting"])
def test_pages_of_the_desk(name, officer, outsider, browse):
    assert browse(officer).get(reverse(f"intelligence:{name}")).status_code == 200
    assert browse(outsider).get(reverse(f"intelligence:{name}")).status_code == 404


def test_nobody_reads_without_signing_in(draft, client):
    for page in (LIST, reverse("intelligence:export"), address("show", draft.reference)):
        assert client.get(page).status_code == 302


def test_the_text_never_stands_without_its_conditions(released, officer, operation, inspector, browse, now):
    report = released(text="Stored in the bin shed.", handling="C", conditions="Not to partners.")
    acts.disseminate(report.reference, to=operation.compartment, reason="Same corner", by=officer, at=now)
    for person in (officer, inspector):
        for page in (LIST, address("show", report.reference), reverse("intelligence:export")):
            shown = browse(person).get(page).content.decode()
            assert "Stored in the bin shed." in shown
            assert "Not to partners." in shown


def test_the_grade_is_explained_in_words(released, officer, browse):
    page = browse(officer).get(address("show", released().reference)).content.decode()
    assert "Grade 2BP" in page
    for words in ("Untested", "Known indirectly to the source but corroborated", "Lawful sharing permitted"):
        assert words in page


def test_an_empty_list_says_what_to_do_next(officer, outsider, browse):
    assert "Look at what waits from the report desk" in browse(officer).get(LIST).content.decode()
    assert "No intelligence is shared with you" in browse(outsider).get(LIST).content.decode()


def test_filters_keep_what_was_asked(released, officer, browse):
    found, other = released(), released(text="A garage in Kilburn Lane.")
    page = browse(officer).get(LIST, {"search": "kilbrun lane", "state": "released"}).content.decode()
    assert other.reference in page
    assert found.reference not in page
    assert 'value="kilbrun lane"' in page
    assert "fits these filters" in browse(officer).get(LIST, {"search": "bicycle"}).content.decode()


def test_a_long_list_is_paged_and_the_journal_names_the_page(released, officer, browse):
    for _ in range(51):
        released()
    page = browse(officer).get(LIST, {"page": "2"})
    assert page.content.decode().count("<article>") == 1
    shown = Event.objects.latest("id").detail["lists"][0]
    assert (shown["count"], shown["query"]["page"]) == (1, 2)


def test_one_look_is_one_event(draft, officer, browse):
    before = Event.objects.count()
    browse(officer).get(address("show", draft.reference))
    event = Event.objects.latest("id")
    assert Event.objects.count() == before + 1
    assert (event.verb, [str(subject) for subject in event.subjects.all()]) == (
        "intelligence_report",
        [draft.reference],
    )


def test_an_export_is_a_disclosure_of_each_report_and_holds_no_formula(released, officer, outsider, browse):
    report = released(text='=HYPERLINK("http://example.org","Sold here")')
    answer = browse(officer).get(reverse("intelligence:export"))
    assert answer["Content-Type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["Text"] == '\'=HYPERLINK("http://example.org","Sold here")'
    assert (row["Reference"], row["Grade"], row["Received"]) == (report.reference, "2BP", "2026-11-23")
    event = Event.objects.latest("id")
    assert (event.operation, event.actor) == (Operation.DISCLOSURE, officer)
    assert [str(subject) for subject in event.subjects.all()] == [report.reference]
    nothing = browse(outsider).get(reverse("intelligence:export")).content.decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(nothing))) == []


def typed(**changed):
    values = {
        "origin": "officer",
        "text": "Sold at the corner.",
        "source_identified": "yes",
        "source": "1",
        "assessment": "A",
        "handling": "P",
        "conditions": "",
        "marking": "2",
    }
    return values | changed


def test_a_report_is_submitted_changed_and_released(officer, second, browse):
    browse(officer).post(reverse("intelligence:submit"), typed())
    report = IntelligenceReport.unguarded.get()
    assert "Sold at the corner." in browse(officer).get(address("edit", report.reference)).content.decode()
    browse(officer).post(address("edit", report.reference), typed(text="Sold at the garage."))
    page = browse(second).get(address("release", report.reference)).content.decode()
    assert "Sold at the garage." in page
    assert '<input type="hidden" name="edition" value="2">' in page
    done = browse(second).post(address("release", report.reference), {"edition": "2"}, follow=True)
    assert "Intelligence report released" in done.content.decode()
    report.refresh_from_db()
    assert (report.state, report.text, report.released_by) == ("released", "Sold at the garage.", second)


def test_a_refused_form_keeps_what_was_typed_and_names_the_rule(officer, browse):
    answer = browse(officer).post(
        reverse("intelligence:submit"), typed(source_identified="no", text="Typed with care.")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Typed with care." in page and "intelligence report" in page and "cannot be identified" in page
    assert not IntelligenceReport.unguarded.exists()


def test_a_marking_above_ones_own_clearance_is_not_offered(officer, browse):
    page = browse(officer).get(reverse("intelligence:submit")).content.decode()
    assert "OFFICIAL-SENSITIVE" in page
    assert "TOP SECRET" not in page
    assert browse(officer).post(reverse("intelligence:submit"), typed(marking="4")).status_code == 422


def test_a_draft_changed_since_it_was_read_is_shown_again(draft, officer, second, browse):
    browse(officer).post(address("edit", draft.reference), typed(text="Changed meanwhile."))
    answer = browse(second).post(address("release", draft.reference), {"edition": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Changed meanwhile." in page
    assert '<input type="hidden" name="edition" value="2">' in page


def test_an_item_is_read_and_taken(item, officer, outsider, browse):
    waiting = item()
    assert waiting.text in browse(officer).get(reverse("intelligence:waiting")).content.decode()
    page = browse(officer).get(address("take", waiting.reference)).content.decode()
    assert waiting.text in page and waiting.conditions in page
    assert browse(outsider).get(address("take", waiting.reference)).status_code == 404
    assert browse(outsider).post(address("take", waiting.reference)).status_code == 404
    done = browse(officer).post(address("take", waiting.reference), follow=True)
    assert "Intelligence report released" in done.content.decode()
    assert "Nothing waits" in browse(officer).get(reverse("intelligence:waiting")).content.decode()


def test_ones_own_item_is_refused_in_words(item, officer, browse):
    answer = browse(officer).post(address("take", item(author=officer).reference))
    assert answer.status_code == 422
    assert "Ask a colleague to release it" in answer.content.decode()


def test_what_was_written_is_text_and_never_markup(released, officer, browse):
    report = released(text="<script>alert(1)</script>")
    for page in (LIST, address("show", report.reference)):
        assert "<script>alert" not in browse(officer).get(page).content.decode()
