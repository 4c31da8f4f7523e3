"""What the acts share."""

from collections.abc import Iterator
from contextlib import contextmanager

from handel.desks.warrants.models import State, Warrant
from handel.platform.access.roles import LEADERS, Role
from handel.platform.acts import Act
from handel.rules import Refused

AUTHORISERS = (Role.AUTHORISER, Role.COMMANDER)
SEARCHERS = (*LEADERS, Role.EXHIBITS)


def in_state(act: Act, reference: str, *states: State) -> Warrant:
    """The warrant, in one of the states in which this act can be done."""
    warrant = act.find(Warrant, reference, "operation")
    if warrant.state not in states:
        wanted = " or ".join(state.label for state in states)
        raise Refused(
            f"This can be done when it is {wanted}; it is {warrant.get_state_display()}.",
            "PACE 1984 ss.15-16",
            "Look at the warrant again: somebody else may have done this already.",
        )
    return warrant


@contextmanager
def our_fields(**ours: str) -> Iterator[None]:
    """Refusals of the rules inside name our input where the rule calls it otherwise."""
    try:
        yield
    except Refused as refusal:
        refusal.field = ours.get(refusal.field or "", refusal.field)
        raise
