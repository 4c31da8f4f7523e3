"""Settings of the desk site. The environment's variables are told in `handel.sites.common`."""

import os

from handel.sites import common

SITE = "desk"
DEBUG = False
SECRET_KEY = common.secret_key("desk")
ALLOWED_HOSTS = common.HOSTS
ROOT_URLCONF = "handel.sites.desk.urls"
ASGI_APPLICATION = "handel.sites.desk.asgi.application"
WSGI_APPLICATION = "handel.sites.desk.wsgi.application"

# The sample operation may set the clock and lets a visitor sign in as any of its people; nothing else may.
DEMO = common.DEMO
PUBLIC_URL = os.environ.get("HANDEL_PUBLIC_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "handel.platform.accounts",
    "handel.platform.access",
    "handel.platform.journal",
    "handel.platform.clock",
    "handel.platform.files",
    "handel.platform.web",
    "handel.desks.reports",
    "handel.desks.reports.intake",
    "handel.desks.intelligence",
    "handel.desks.operations",
    "handel.desks.warrants",
    "handel.desks.search_day",
    "handel.desks.custody",
    "handel.desks.exhibits",
    "handel.desks.publicity",
    "handel.desks.publicity.newsroom",
    "handel.desks.oversight",
    "handel.workspaces.operation",
    "handel.workspaces.my_day",
    "handel.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "handel.platform.web.middleware.headers",
    "handel.platform.web.middleware.addresses",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "handel.platform.accounts.middleware.signed_in_only",
    "handel.platform.accounts.middleware.second_factor",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = common.templates(
    context_processors=[
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "handel.platform.web.context.site",
    ]
)

DATABASES = {"default": common.desk_database(), "public_site": common.public_database()}
DATABASE_ROUTERS = ["handel.sites.router.SiteRouter"]
PUBLIC_SITE_DATABASE = "public_site"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "handel.platform.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted by axes, below; wrong codes for each person, who has proved the password already.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/5m/key"}
ACCOUNT_FORMS = {
    "login": "handel.platform.accounts.forms.LoginForm",
    "reauthenticate": "handel.platform.accounts.forms.ReauthenticateForm",
    "change_password": "handel.platform.accounts.forms.ChangePasswordForm",
}
MFA_ADAPTER = "handel.platform.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "handel.platform.accounts.forms.AuthenticateForm",
    "reauthenticate": "handel.platform.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "handel.platform.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "handel.platform.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "handel.platform.accounts.forms.EditPasskeyForm",
    "authenticate_webauthn": "handel.platform.accounts.forms.AuthenticateByPasskeyForm",
    "login_webauthn": "handel.platform.accounts.forms.LoginByPasskeyForm",
    "reauthenticate_webauthn": "handel.platform.accounts.forms.ReauthenticateByPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Handel"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not common.SECURE
# Signing in without a second factor leads to setting one up, and nowhere else.
REQUIRE_SECOND_FACTOR = common.on("HANDEL_REQUIRE_SECOND_FACTOR", default=not DEMO)
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
# A person is never shut out by somebody else's attempts: what is locked is this name from this address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_DISABLE_ACCESS_LOG = True  # the journal tells who signed in

SESSION_COOKIE_NAME = "handel_desk"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a message opens the page for whoever is signed in
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = common.SECURE
CSRF_COOKIE_NAME = "handel_desk_csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = common.HSTS_SECONDS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if common.on("HANDEL_BEHIND_PROXY") else None
CONTENT_SECURITY_POLICY = common.CONTENT_SECURITY_POLICY

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

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
LOGGING = common.LOGGING
FILES_ROOT = common.DATA / "desk" / "files"
KEYS_ROOT = common.DATA / "desk" / "keys"
PUBLIC_KEYS_ROOT = common.DATA / "public" / "keys"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# An upload stays in memory: on its way to a temporary file it would lie on the disk in plain text.
FILE_UPLOAD_HANDLERS = ["handel.platform.files.uploads.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # the largest file, and the form around it
