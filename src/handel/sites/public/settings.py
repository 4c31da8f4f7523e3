"""Settings of the public site: its own process, its own database, public keys only, no account and no script.

The environment's variables are told in `handel.sites.common`.
"""

from handel.sites import common

SITE = "public"
DEBUG = False
SECRET_KEY = common.secret_key("public")
ALLOWED_HOSTS = common.HOSTS
ROOT_URLCONF = "handel.sites.public.urls"
ASGI_APPLICATION = "handel.sites.public.asgi.application"
WSGI_APPLICATION = "handel.sites.public.wsgi.application"
DEMO = common.DEMO

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "handel.platform.web",
    "handel.desks.reports.intake",
    "handel.desks.publicity.newsroom",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "handel.platform.web.middleware.headers",
    "handel.platform.web.middleware.addresses",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

TEMPLATES = common.templates(
    context_processors=["django.template.context_processors.request", "handel.platform.web.context.site"]
)

DATABASES = {"default": common.public_database()}
DATABASE_ROUTERS = ["handel.sites.router.SiteRouter"]
PUBLIC_SITE_DATABASE = "default"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The one cookie: it ties the steps of a form to this browser and ends with it.
CSRF_COOKIE_NAME = "handel"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = common.SECURE
SECURE_HSTS_SECONDS = common.HSTS_SECONDS
# Not "no-referrer": browsers would then send the form with "Origin: null", which the check against forgery refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if common.on("HANDEL_BEHIND_PROXY") else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": common.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    | {"script-src": ["'none'"], "worker-src": ["'none'"], "connect-src": ["'none'"]}
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATICFILES_DIRS = common.static_folders()
STATIC_URL = f"/static/{common.static_version()}/"
STATIC_ROOT = None
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False
SERVESTATIC_MAX_AGE = 31_536_000
# An answer that is no page (a form to be filled in again, an address that is not there) would be logged with its time,
# and so tell when somebody was writing to us. Only faults are logged here.
FAULTS = {name: {"level": "ERROR"} for name in ("django.request", "django.security")}
LOGGING = common.LOGGING | {"loggers": common.LOGGING["loggers"] | FAULTS}
PUBLIC_KEYS_ROOT = common.DATA / "public" / "keys"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# What is sent stays in memory, also what is too long to be taken: a temporary file would hold it in plain text.
FILE_UPLOAD_HANDLERS: list[str] = []  # no form here takes a file
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
