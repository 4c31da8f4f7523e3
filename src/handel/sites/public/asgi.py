"""ASGI entry point of the public site."""

import os

from django.core.asgi import get_asgi_application

from handel.sites.settle import settle

os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.public.settings"
application = get_asgi_application()
settle()
