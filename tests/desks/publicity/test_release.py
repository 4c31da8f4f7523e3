"""A release from draft to publication: who may do what, what is refused, what is frozen."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.desks.publicity.conftest import AFTER, WORDS

from handel.desks.publicity import acts, queries, writing
from handel.desks.publicity.models import Edition, FrozenFact, Quotation, Release
from handel.desks.publicity.newsroom.words import version
from handel.desks.publicity.verbs import VERBS
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event, Outcome
from handel.platform.journal.queries import checkpoint
from handel.rules import Refused


def fresh(release):
    return Release.unguarded.get(pk=release.pk)


def test_a_draft_holds_no_figure_and_states_all_fifteen(draft):
    typed = " ".join(draft.text.parts.values())
    assert not re.search(r"\d", typed)
    assert {key for part in draft.text.parts.values() for key in writing.placeholders(part)} == set(writing.TITLES)
    writing.check_typed(draft.text.parts)


def test_a_draft_says_nothing_of_what_no_record_bears_out(operation, press):
    parts = acts.draft(operation.reference, by=press, at=AFTER).text.parts
    assert (
        parts["results"]
        == parts["custody"]
        == parts["recovered"]
        == parts["what"].replace("The searches were part of {area}.", "")
    )
    writing.check_typed(parts)


def test_outsiders_find_nothing_and_others_may_not_write(told, draft, outsider, searcher, press):
    for user in (outsider, searcher):
        for attempt in (
            lambda user=user: acts.edit(draft.reference, parts={}, by=user, at=AFTER),
            lambda user=user: acts.approve(draft.reference, by=user, at=AFTER),
            lambda user=user: acts.publish(draft.reference, by=user, at=AFTER),
            lambda user=user: acts.supersede(draft.reference, by=user, at=AFTER),
            lambda user=user: acts.retract(draft.reference, reason="Wrong", by=user, at=AFTER),
        ):
            with pytest.raises(NotFound):
                attempt()
    with pytest.raises(NotFound):
        acts.draft(told.operation.reference, by=outsider, at=AFTER)
    with pytest.raises(Refused, match="press officer"):
        acts.draft(told.operation.reference, by=searcher, at=AFTER)
    assert Release.unguarded.count() == 1
    assert Event.objects.latest("id").outcome == Outcome.REFUSED


@pytest.mark.parametrize(
    ("part", "text", "why"),
    [
        ("results", "There have been {arests}.", "is no fact"),
        ("results", "There have been {arrests.", "is no fact"),
        ("results", "There have been nine arrests.", "“nine” is a figure"),
        ("results", "There have been 9 arrests.", "“9” is a figure"),
        ("recovered", "Hundreds of pounds were found.", "is a figure"),
        ("headline", "Dealers arrested in {area}", "guilt as a fact"),
        ("results", "Robin Sample is in custody.", "may not be named"),
        ("results", "A Mr Young is in custody.", "may not be named"),
        ("notes", "One of them has previous convictions.", "is a figure"),
        ("notes", "Both have previous convictions.", "earlier convictions"),
        ("appeal", "Crimestoppers is confidential. {appeal}", "anonymous"),
        ("appeal", "Tell us.", "no appeal"),
        ("headline", " ", "has a headline"),
    ],
)
def test_what_may_not_be_typed_is_refused_beside_its_part(draft, press, part, text, why):
    with pytest.raises(Refused, match=why) as refusal:
        acts.edit(draft.reference, parts={part: text}, by=press, at=AFTER)
    assert refusal.value.field == part
    assert fresh(draft).edition == 1 and Edition.objects.count() == 1


def test_young_people_are_not_the_person_called_young(draft, press):
    acts.edit(draft.reference, parts={"next": "We divert young people from crime."}, by=press, at=AFTER)
    assert fresh(draft).edition == 2


def test_two_who_edit_at_once_do_not_overwrite_each_other(draft, press, press2):
    acts.edit(draft.reference, edition=1, parts={"next": "More will follow."}, by=press2, at=AFTER)
    with pytest.raises(Refused, match="colleague has edited"):
        acts.edit(draft.reference, edition=1, parts={"next": "Nothing will follow."}, by=press, at=AFTER)
    assert fresh(draft).text.parts["next"] == "More will follow."


def test_only_the_person_quoted_approves_the_words(draft, press, inspector, press2, searcher):
    with pytest.raises(Refused, match="No words wait"):
        acts.approve_quotation(draft.reference, by=inspector, at=AFTER)
    for text, username, why in (
        ("We found ten bags.", "inspector", "is a figure"),
        ("They have been taken off the streets.", "inspector", "guilt as a fact"),
        (WORDS, searcher.username, "could not read"),
    ):
        with pytest.raises(Refused, match=why):
            acts.propose_quotation(draft.reference, text=text, username=username, by=press, at=AFTER)
    acts.propose_quotation(draft.reference, text=WORDS, username="inspector", by=press, at=AFTER)
    for other in (press, press2):
        with pytest.raises(Refused, match="Only the person quoted"):
            acts.approve_quotation(draft.reference, by=other, at=AFTER)
    acts.approve_quotation(draft.reference, by=inspector, at=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quotation.objects.update(approved_by=press)


def test_a_second_person_approves_after_the_quotation(draft, press, press2, inspector):
    with pytest.raises(Refused, match="has not approved the words"):
        acts.approve(draft.reference, by=press2, at=AFTER)
    acts.propose_quotation(draft.reference, text=WORDS, username="inspector", by=press, at=AFTER)
    acts.approve_quotation(draft.reference, by=inspector, at=AFTER)
    with pytest.raises(Refused, match="may not approve it"):
        acts.approve(draft.reference, by=press, at=AFTER)
    acts.edit(draft.reference, parts={"next": "{Continues}."}, by=press2, at=AFTER)
    with pytest.raises(Refused, match="may not approve it"):
        acts.approve(draft.reference, by=press2, at=AFTER)
    assert acts.approve(draft.reference, by=inspector, at=AFTER).state == "approved"
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.unguarded.update(approved_by=press)


def test_an_edit_or_other_words_void_the_approval(approved, press, inspector, press2):
    with pytest.raises(Refused, match="approved already"):
        acts.approve(approved.reference, by=inspector, at=AFTER)
    acts.edit(approved.reference, parts={"next": "More will follow."}, by=press, at=AFTER)
    assert fresh(approved).state == "draft" and fresh(approved).approved_by is None
    with pytest.raises(Refused, match="Nobody has approved"):
        acts.publish(approved.reference, by=press, at=AFTER)
    acts.approve(approved.reference, by=press2, at=AFTER)
    acts.propose_quotation(approved.reference, text="Other words.", username="inspector", by=press, at=AFTER)
    assert fresh(approved).state == "draft"
    with pytest.raises(Refused, match="has not approved the words"):
        acts.approve(approved.reference, by=press2, at=AFTER)


def test_what_was_approved_is_what_is_published(approved, press, press2, arrest):
    arrest("Sam Third")
    with pytest.raises(Refused, match="A figure has moved"):
        acts.publish(approved.reference, by=press, at=AFTER)
    acts.approve(approved.reference, by=press2, at=AFTER)
    assert "Three arrests" in acts.publish(approved.reference, by=press, at=AFTER).headline


def test_publishing_freezes_the_facts_and_names_the_records(approved, told, press):
    position = checkpoint()
    release = acts.publish(approved.reference, by=press, at=AFTER)
    frozen = {row.key: row for row in release.frozen_facts.all()}
    assert list(frozen) == list(writing.TITLES)
    assert (frozen["arrests"].value, frozen["arrests"].wording) == (2, "two arrests")
    assert frozen["cash_recovered"].value == 100_000
    assert set(frozen["arrests"].references) == {row.reference for row in told.arrests}
    assert {row.position for row in frozen.values()} == {position}
    assert release.version == version(release.headline, release.paragraphs)
    event = Event.objects.filter(verb="release.publish").get()
    named = {subject.reference for subject in event.subjects.all()}
    assert named >= {row.reference for row in (*told.arrests, *told.cash)} and event.operation == "disclosure"
    for change in (
        lambda: FrozenFact.objects.update(wording="ten arrests"),
        lambda: Edition.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_is_published_is_not_changed(published, press, inspector):
    for attempt in (
        lambda: acts.edit(published.reference, parts={"next": "More."}, by=press, at=AFTER),
        lambda: acts.approve(published.reference, by=inspector, at=AFTER),
        lambda: acts.publish(published.reference, by=press, at=AFTER),
        lambda: acts.propose_quotation(published.reference, text="Yes.", username="inspector", by=press, at=AFTER),
    ):
        with pytest.raises(Refused, match="not changed any more"):
            attempt()


def test_staff_are_told_when_figures_have_moved(published, press, arrest, look):
    def account():
        return queries.account(look(press), queries.release(look(press), published.reference), at=AFTER)

    assert account().moved == []
    arrest("Sam Third")
    assert [(line.key, line.wording, line.now) for line in account().moved] == [
        ("arrests", "two arrests", "three arrests")
    ]
    assert account().headline == published.headline


def test_the_journal_holds_no_word_of_a_release(published):
    for event in Event.objects.filter(verb__startswith="release."):
        told = str(event.detail)
        assert WORDS not in told and "arrest" not in told and "Ida" not in told


def test_lists_and_releases_take_the_same_statements_however_many(
    told, published, press, look, django_assert_max_num_queries, django_assert_num_queries
):
    viewer = look(press)
    with django_assert_max_num_queries(2) as one:
        assert len(queries.releases(viewer, operation_reference=told.operation.reference)) == 1
    for _ in range(3):
        acts.draft(told.operation.reference, by=press, at=AFTER)
    with django_assert_num_queries(len(one)):
        assert [row.state for row in queries.releases(viewer)] == ["draft"] * 3 + ["published"]


def test_an_outsider_lists_nothing(published, outsider, look):
    assert queries.releases(look(outsider)) == []
    with pytest.raises(NotFound):
        queries.release(look(outsider), published.reference)


def test_who_is_charged_may_be_named_and_nobody_else(told, press, look):
    from handel.desks.custody import acts as custody
    from handel.desks.publicity.records import read

    sergeant = User.objects.get(username="sergeant")
    held = told.detentions[0]
    custody.authorise_detention(
        held, grounds="To secure evidence by interview", authorised_at=AFTER, by=sergeant, at=AFTER
    )
    custody.charge(held, offence="mda_s4_3a", charged_at=AFTER, by=sergeant, at=AFTER)
    withheld = read(look(press), told.operation.reference, at=AFTER).names_withheld()
    assert "Kit Young" in withheld and "Robin Sample" not in withheld


def test_every_verb_has_its_words():
    source = "".join(path.read_text() for path in Path(acts.__file__).parent.glob("*.py"))
    assert set(re.findall(r'(?:acting|write)\(\s*"(release\.[a-z_]+)"', source)) == set(VERBS)


def test_roles_that_write_are_those_that_read():
    assert {Role.PRESS, Role.INVESTIGATOR, Role.COMMANDER} == Release.READ_ROLES
