"""What every test stands on: a database lane and a data folder of its own, then Django."""

import django
from django.conf import settings

from tests import lanes
from tests.installation import install, installation, prepared  # noqa: F401

if settings.configured:
    raise RuntimeError("Settings were read before the tests chose a database: unset DJANGO_SETTINGS_MODULE.")
lanes.start()

django.setup()
