"""People for the tests of the sites."""

import pytest
from tests.desks.conftest import People, browse, now, person, sign_in_without_second_factor  # noqa: F401

from handel.platform.accounts.models import User
from handel.rules.england_wales.ranks import Rank


@pytest.fixture
def outsider(person: People) -> User:  # noqa: F811
    """An inspector who has no part in anything; the sample operation knows others by plainer names."""
    return person("no-part", Rank.INSPECTOR)
