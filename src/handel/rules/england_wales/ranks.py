"""Ranks of the police, lowest first. "Detective" is a title, not a rank."""

from enum import IntEnum

from handel.rules import Refused


class Rank(IntEnum):
    """A rank, comparable: `Rank.INSPECTOR >= Rank.SERGEANT`. Commander includes assistant chief constable."""

    STAFF = 0
    CONSTABLE = 1
    SERGEANT = 2
    INSPECTOR = 3
    CHIEF_INSPECTOR = 4
    SUPERINTENDENT = 5
    CHIEF_SUPERINTENDENT = 6
    COMMANDER = 7

    @property
    def label(self) -> str:
        """The rank in words: "chief inspector"."""
        return "police staff" if self is Rank.STAFF else self.name.lower().replace("_", " ")

    @property
    def with_article(self) -> str:
        """The rank as a sentence needs it: "an inspector", "a sergeant", "a member of police staff"."""
        if self is Rank.STAFF:
            return "a member of police staff"
        return f"{'an' if self.label[0] in 'aeiou' else 'a'} {self.label}"


def require_rank(rank: Rank, at_least: Rank, citation: str, act: str) -> None:
    """Raise Refused unless `rank` is `at_least`. `act` completes "may ...": "authorise an application".

    >>> require_rank(Rank.INSPECTOR, Rank.INSPECTOR, "Code B 3.4", "authorise an application for a warrant")
    """
    if rank < at_least:
        raise Refused(
            f"Only {at_least.with_article} or above may {act}; you are recorded as {rank.with_article}.",
            citation,
            f"Ask {at_least.with_article} or above.",
        )
