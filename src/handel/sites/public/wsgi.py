"""WSGI entry point of the public site."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.public.settings"
application = get_wsgi_application()
