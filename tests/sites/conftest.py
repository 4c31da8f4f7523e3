"""People for the tests of the sites."""

from tests.desks.conftest import browse, now, outsider, person, sign_in_without_second_factor  # noqa: F401
