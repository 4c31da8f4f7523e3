"""What every test stands on: a database lane and a data folder of its own, then Django."""

import importlib.util

import django
from django.conf import settings

from tests import lanes
from tests.installation import install, installation, prepared  # noqa: F401

if settings.configured:
    raise RuntimeError("Settings were read before the tests chose a database: unset DJANGO_SETTINGS_MODULE.")
lanes.start()


def stands(app: str) -> bool:
    try:
        return importlib.util.find_spec(app) is not None
    except ModuleNotFoundError:
        return False


# While the floors are being laid: only the applications that stand already. Goes when all of them do.
settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if stands(app)]
django.setup()
