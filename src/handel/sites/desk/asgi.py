"""ASGI entry point of the desk site."""

import os

from django.core.asgi import get_asgi_application

from handel.sites.settle import settle

os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.desk.settings"
application = get_asgi_application()
settle()

if os.environ.get("HANDEL_WORK") == "on":
    from handel.sites import work

    work.start()
