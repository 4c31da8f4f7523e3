"""WSGI entry point of the desk site."""

import os

from django.core.wsgi import get_wsgi_application

from handel.sites.settle import settle

os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.desk.settings"
application = get_wsgi_application()
settle()
