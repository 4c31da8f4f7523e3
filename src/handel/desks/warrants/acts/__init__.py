"""Every change of a warrant's state."""

from handel.desks.warrants.acts.application import apply, authorise, issue, refused_by_court
from handel.desks.warrants.acts.execution import authorise_entry, endorse, execute, return_to_court

__all__ = [
    "apply",
    "authorise",
    "authorise_entry",
    "endorse",
    "execute",
    "issue",
    "refused_by_court",
    "return_to_court",
]
