"""Nobody lets words of their own out alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from handel.desks.publicity import acts, queries
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank


def test_who_proposed_the_words_quoted_does_not_approve_the_release(
    operation: Any, inspector: User, colleague: Any, look: Any, now: datetime
) -> None:
    press, third = (colleague(name, Role.PRESS, Rank.STAFF) for name in ("press", "third"))
    release = acts.draft(operation.reference, by=press, at=now)
    reference, at = release.reference, now + timedelta(minutes=1)
    # The one quoted proposes the words, too: nobody else has read them yet.
    acts.propose_quotation(reference, text="We go on listening.", username="inspector", by=inspector, at=at)
    acts.approve_quotation(reference, by=inspector, at=at)
    assert not queries.may_approve(look(inspector), queries.release(look(inspector), reference))
    with pytest.raises(Refused, match="may not approve it"):
        acts.approve(reference, by=inspector, at=at)
    assert acts.approve(reference, by=third, at=at).state == "approved"
