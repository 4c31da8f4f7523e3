"""WSGI entry point of the desk site."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.desk.settings"
application = get_wsgi_application()
