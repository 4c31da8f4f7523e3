"""Every change of a release's state."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.text import slugify

from handel.desks.operations import queries as operations
from handel.desks.publicity import writing
from handel.desks.publicity.delivery import deliver
from handel.desks.publicity.facts import Fact, counted_from
from handel.desks.publicity.models import BEFORE_PUBLICATION, Edition, FrozenFact, Quotation, Release, State
from handel.desks.publicity.newsroom.words import version
from handel.desks.publicity.records import Records, read
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.platform.journal.queries import checkpoint
from handel.platform.references import new_reference
from handel.rules import Refused
from handel.rules.england_wales.calendar import london, show
from handel.rules.england_wales.media import MEDIA_APP, check_approval
from handel.rules.england_wales.reasons import require_reasons

__all__ = [
    "approve",
    "approve_quotation",
    "deliver",
    "draft",
    "edit",
    "propose_quotation",
    "publish",
    "retract",
    "supersede",
]

QUOTATION_PREFIX = "Q"


def draft(operation_reference: str, *, by: User, at: datetime) -> Release:
    """Start a release with a proposed text in which every figure is a placeholder for a fact.

    Raises `Refused` for whoever may not draw up the operation's releases.
    """
    with acting("release.draft", by=by, at=at, operation=Processing.COLLECTION) as act:
        operation = operations.operation(act.viewer, operation_reference)
        act.about(operation)
        act.require_role(operation.compartment_id, *Release.READ_ROLES, act="write its releases")
        records = read(act.viewer, operation_reference, at=at)
        return _start(act, records, writing.propose(counted_from(records)))


def edit(reference: str, *, parts: Mapping[str, str], edition: int | None = None, by: User, at: datetime) -> Release:
    """Change the text: `parts` are keys of `writing.PARTS`, those not named stay. Approvals are void from then on.

    `edition` is the number of the one that was read. Raises `Refused`, beside the part, for an unknown placeholder, a
    typed figure, what may not be published, a missing appeal, or when a colleague has edited it meanwhile.
    """
    with acting("release.edit", by=by, at=at) as act:
        release = _before_publication(act, reference, "edit a release")
        if edition is not None and edition != release.edition:
            raise Refused(
                "A colleague has edited this release since you opened it.",
                writing.POLICY,
                "Copy what you wrote, look at the release again and put your changes into it.",
            )
        text = release.text.parts | {part: parts[part].strip() for part in writing.PARTS if part in parts}
        writing.check_typed(text)
        records = read(act.viewer, release.operation.reference, at=at, release=release)
        facts, names = counted_from(records), records.names_withheld()
        for part in writing.PARTS:
            writing.check_public(writing.render(text[part], facts), names, field=part)
        release.edition += 1
        Edition.objects.create(release=release, number=release.edition, parts=text, by=by, at=at)
        _void_approval(release)
        act.tell(edition=release.edition)
        return release


def propose_quotation(reference: str, *, text: str, username: str, by: User, at: datetime) -> Release:
    """Put words to the person who is to be quoted; they stand for nothing until that person approves them.

    Words that were proposed or approved before are replaced, and approvals of the release are void. Raises `Refused`
    for a person who may not read the release, and for words that `edit` would refuse.
    """
    with acting("release.propose_quotation", by=by, at=at) as act:
        release = _before_publication(act, reference, "propose a quotation")
        text = " ".join(require_reasons(text, of="the words to quote", citation=MEDIA_APP, field="text").split())
        if "{" in text or "}" in text:
            raise Refused("A person's words hold no placeholder.", MEDIA_APP, "Write them as spoken.", field="text")
        writing.check_figures(text, field="text")
        records = read(act.viewer, release.operation.reference, at=at, release=release)
        writing.check_public(text, records.names_withheld(), field="text")
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None or not _writes(person, release.compartment_id, at):
            raise Refused(
                "This person does not belong to the operation as its leader or press officer, and so could not read "
                "the release to approve it.",
                "Need-to-know policy",
                "Have them added to the operation, or choose another person.",
                field="username",
            )
        Quotation.objects.create(
            reference=new_reference(QUOTATION_PREFIX),
            release=release,
            text=text,
            person=person,
            proposed_by=by,
            proposed_at=at,
        )
        _void_approval(release)
        return release


def approve_quotation(reference: str, *, by: User, at: datetime) -> Release:
    """Approve one's own words. Raises `Refused` for everybody but the person quoted."""
    with acting("release.approve_quotation", by=by, at=at) as act:
        release = _before_publication(act, reference, "approve a quotation")
        quotation = release.quotation
        if quotation is None or quotation.approved_at:
            raise Refused("No words wait for approval.", MEDIA_APP, "Propose a quotation first.")
        if quotation.person_id != by.pk:
            raise Refused(
                "Only the person quoted may approve the words.", MEDIA_APP, f"Ask {quotation.person} to approve them."
            )
        quotation.approved_by, quotation.approved_at = by, at
        quotation.save(update_fields=["approved_by", "approved_at"])
        _void_approval(release)
        act.references.append(quotation.reference)
        return release


def approve(reference: str, *, edition: int | None = None, by: User, at: datetime) -> Release:
    """Approve the release as it reads now, facts and all, as a second person; again when a figure has moved since.

    `edition` is the number of the one that was read. Raises `Refused` for whoever wrote any of it, before the person
    quoted has approved their words, and for what may not be published. Source: Media APP.
    """
    with acting("release.approve", by=by, at=at) as act:
        release = _before_publication(act, reference, "approve a release")
        if edition is not None and edition != release.edition:
            raise Refused("It was edited since you opened it.", MEDIA_APP, "Read it again, then approve it.")
        for writer in release.writers:
            check_approval(writer, by.pk)
        headline, paragraphs, _ = _as_published(act, release)
        read_now = version(headline, paragraphs)
        if release.approved_version == read_now:
            raise Refused("It is approved already.", MEDIA_APP, "Publish it.")
        release.state, release.approved_by, release.approved_at = State.APPROVED, by, at
        release.approved_version = read_now
        release.save(update_fields=["state", "approved_by", "approved_at", "approved_version"])
        act.tell(edition=release.edition, version=release.approved_version)
        return release


def publish(reference: str, *, embargo_until: datetime | None = None, by: User, at: datetime) -> Release:
    """Publish: freeze the facts and give the text to the public site, at once or when the embargo ends.

    The release that it supersedes is marked so. Raises `Refused` without a second person's approval, or when a figure
    has moved since: what the second person approved is what is published.
    """
    with acting("release.publish", by=by, at=at, operation=Processing.DISCLOSURE) as act:
        release = _before_publication(act, reference, "publish a release")
        if release.state != State.APPROVED:
            raise Refused("Nobody has approved it.", MEDIA_APP, "Ask a colleague who did not write it to approve it.")
        if embargo_until is not None and embargo_until <= at:
            raise Refused(
                f"{show(embargo_until)} is past.", MEDIA_APP, "Leave it empty to publish now.", field="embargo_until"
            )
        headline, paragraphs, facts = _as_published(act, release)
        if version(headline, paragraphs) != release.approved_version:
            raise Refused(
                "A figure has moved since the release was approved.",
                writing.POLICY,
                "Ask a second person to approve it again as it reads now.",
            )
        position = checkpoint()
        FrozenFact.objects.bulk_create(
            FrozenFact(
                release=release,
                key=fact.key,
                number=fact.number,
                value=fact.value,
                wording=fact.wording,
                references=list(fact.references),
                position=position,
            )
            for fact in facts
        )
        release.state, release.published_by, release.published_at = State.PUBLISHED, by, at
        release.headline, release.paragraphs, release.version = headline, paragraphs, release.approved_version
        release.slug, release.embargo_until = _slug(release, at), embargo_until
        release.public_edition += 1
        release.save()
        if release.supersedes:
            release.supersedes.state = State.SUPERSEDED
            release.supersedes.save(update_fields=["state"])
            act.about(release.supersedes)
        act.references += [reference for fact in facts for reference in fact.references]
        act.tell(version=release.version, position=position, embargo=embargo_until and embargo_until.isoformat())
        _deliver_afterwards(at)
        return release


def supersede(reference: str, *, by: User, at: datetime) -> Release:
    """Start a release with the text of a published one, and new figures, that takes its place when it is published.

    The quotation comes along for the person quoted to approve again. Raises `Refused` when it is not published, or is
    being superseded already.
    """
    with acting("release.supersede", by=by, at=at, operation=Processing.COLLECTION) as act:
        old = _find(act, reference, "supersede a release")
        if old.state != State.PUBLISHED:
            raise Refused("Only a published release is superseded.", MEDIA_APP, "Look at its later release.")
        if successor := Release.unguarded.filter(supersedes=old).first():
            raise Refused(f"{successor} is to supersede it already.", MEDIA_APP, f"Go on with {successor.reference}.")
        records = read(act.viewer, old.operation.reference, at=at)
        release = _start(act, records, old.text.parts, supersedes=old)
        if quoted := old.quotation:
            Quotation.objects.create(
                reference=new_reference(QUOTATION_PREFIX),
                release=release,
                text=quoted.text,
                person=quoted.person,
                proposed_by=by,
                proposed_at=at,
            )
        return release


def retract(reference: str, *, reason: str, by: User, at: datetime) -> Release:
    """Take a published release back: the public reads the reason in its place. Raises `Refused` without a reason."""
    with acting("release.retract", by=by, at=at) as act:
        release = _find(act, reference, "retract a release")
        if release.state not in (State.PUBLISHED, State.SUPERSEDED):
            raise Refused("Only a published release is retracted.", MEDIA_APP, "Edit the draft instead.")
        reason = require_reasons(reason, of="why it is retracted", citation=MEDIA_APP, field="reason")
        records = read(act.viewer, release.operation.reference, at=at)
        writing.check_public(reason, records.names_withheld(), field="reason")
        release.state, release.retracted_by, release.retracted_at = State.RETRACTED, by, at
        release.retraction_reason = reason
        release.public_edition += 1
        release.save()
        _deliver_afterwards(at)
        return release


def _find(act: Act, reference: str, what: str) -> Release:
    release = act.find(Release, reference, "operation", "supersedes")
    act.require_role(release.compartment_id, *Release.READ_ROLES, act=what)
    return release


def _before_publication(act: Act, reference: str, what: str) -> Release:
    release = _find(act, reference, what)
    if release.state not in BEFORE_PUBLICATION:
        raise Refused(
            "It has been published and is not changed any more.", MEDIA_APP, "Supersede it with a later release."
        )
    return release


def _start(act: Act, records: Records, parts: Mapping[str, str], **values: Release) -> Release:
    """A new draft about the operation."""
    operation = records.operation
    release = act.create(Release, compartment=operation.compartment, operation_id=operation.pk, author=act.by, **values)
    Edition.objects.create(release=release, number=1, parts=dict(parts), by=act.by, at=act.at)
    return release


def _void_approval(release: Release) -> None:
    release.state, release.approved_by, release.approved_at = State.DRAFT, None, None
    release.approved_version = ""
    release.save(update_fields=["state", "edition", "approved_by", "approved_at", "approved_version"])


def _as_published(act: Act, release: Release) -> tuple[str, list[dict[str, str]], Sequence[Fact]]:
    """The text with the facts of now, and the facts. Raises `Refused` for what may not be published."""
    records = read(act.viewer, release.operation.reference, at=act.at, release=release)
    facts = counted_from(records)
    parts = release.text.parts
    if "quotation" in {key for text in parts.values() for key in writing.placeholders(text)} and not records.quotation:
        raise Refused(
            "The person quoted has not approved the words.",
            MEDIA_APP,
            "Propose a quotation and have it approved, or take “{quotation}” out of the text.",
        )
    headline, paragraphs = writing.rendered(parts, facts)
    for text in (headline, *(paragraph["text"] for paragraph in paragraphs)):
        writing.check_public(text, records.names_withheld())
    return headline, paragraphs, facts


def _writes(person: User, compartment_id: int, at: datetime) -> bool:
    return compartment_id in Viewer.of(person, at=at).compartments(Release.READ_ROLES)


def _slug(release: Release, at: datetime) -> str:
    """The release's public address: the operation's name and the day."""
    base = f"{slugify(str(release.operation))}-{london(at).date().isoformat()}"
    taken = set(Release.unguarded.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := f"{base}-{number}" if number > 1 else base) in taken:
        number += 1
    return slug


def _deliver_afterwards(at: datetime) -> None:
    # When the public site's database is away the next round of the background work delivers it.
    transaction.on_commit(partial(deliver, at=at), robust=True)
