"""One settings file for every place: the environment decides, and the defaults are the safe ones.

Development is what `manage.py portal` sets up on the own machine (PORTAL_DEVELOPMENT=1). Anywhere else
the portal refuses to start without a secret and host names of its own.
"""

import os
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from olofstrom.environment import EnvironmentFault, database, flag, mailers, portal_url, whole_number, words

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ

try:
    DEVELOPMENT = flag(ENV.get("PORTAL_DEVELOPMENT"))
    DEBUG = DEVELOPMENT and flag(ENV.get("PORTAL_DEBUG"))
    PLAIN_STATIC = DEVELOPMENT and flag(ENV.get("PORTAL_PLAIN_STATIC"))  # unhashed files, for the tests
    BEHIND_TLS_PROXY = flag(ENV.get("PORTAL_BEHIND_TLS_PROXY"), default=not DEVELOPMENT)
    DATABASES = {"default": database(ENV.get("DATABASE_URL"), BASE_DIR)}
    MAILERS = mailers(ENV.get("PORTAL_MAIL_URL"), is_development=DEVELOPMENT)
    REPORT_DAYS = whole_number(ENV.get("PORTAL_REPORT_DAYS"), default=365)  # how long an answered message is kept
except EnvironmentFault as error:
    raise ImproperlyConfigured(str(error)) from error

# Commands that neither serve nor sign anything need no secret and no host names.
OFFLINE = len(sys.argv) > 1 and sys.argv[1] in {
    "collectstatic",
    "dump_plan",
    "help",
    "load_plan",
    "makemigrations",
    "migrate",
    "verifiera",
    "version",
}

SECRET_KEY = ENV.get("PORTAL_SECRET_KEY", "")
if not SECRET_KEY:
    if not (DEVELOPMENT or OFFLINE):
        raise ImproperlyConfigured(
            "PORTAL_SECRET_KEY saknas. Sätt den till minst 50 slumpvisa tecken, till exempel från: "
            "python -c 'import secrets; print(secrets.token_urlsafe(64))'. "
            "På din egen dator startar du i stället med: uv run manage.py portal"
        )
    SECRET_KEY = secrets.token_urlsafe(64)
elif not DEVELOPMENT and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("PORTAL_SECRET_KEY är för kort: den ska ha minst 50 tecken.")

ALLOWED_HOSTS = words(ENV.get("PORTAL_HOSTS")) or (["localhost", "127.0.0.1", "[::1]"] if DEVELOPMENT else [])
if not ALLOWED_HOSTS and not OFFLINE:
    raise ImproperlyConfigured("PORTAL_HOSTS saknas. Ange portalens värdnamn, till exempel mal.olofstrom.se.")
try:
    PORTAL_URL = portal_url(ENV.get("PORTAL_URL"), ALLOWED_HOSTS, is_development=DEVELOPMENT)  # before links in letters
except EnvironmentFault as error:
    raise ImproperlyConfigured(str(error)) from error
CSRF_TRUSTED_ORIGINS = words(ENV.get("PORTAL_TRUSTED_ORIGINS"))

INSTALLED_APPS = [
    "olofstrom",
    "goals",
    "indicators",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # lets our templates take the place of Django's form templates
    "django_htmx",
    "simple_history",
]
MIDDLEWARE = [
    # The first three see every answer: static files, redirects and errors carry the same headers as pages.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "olofstrom.middleware.response_headers",
    "django.middleware.security.SecurityMiddleware",
    "olofstrom.middleware.refuse_hostile_queries",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "olofstrom.urls"
WSGI_APPLICATION = "olofstrom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goals.views.portal_context",
            ],
            "builtins": ["indicators.templatetags.swedish_format"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(ENV.get("PORTAL_STATIC_ROOT") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # only open data is for other sites
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the files to compress, and no file that could be cached too long
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = PLAIN_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if PLAIN_STATIC
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = not DEVELOPMENT
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEVELOPMENT
SECURE_HSTS_PRELOAD = not DEVELOPMENT
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEVELOPMENT
SESSION_COOKIE_NAME = "sessionid" if DEVELOPMENT else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEVELOPMENT else "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_FAILURE_VIEW = "olofstrom.views.csrf_failure"
DEFAULT_FROM_EMAIL = ENV.get("PORTAL_MAIL_FROM") or "portalen@localhost"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # also when the address asks to be sent on to another site

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A page that is not there is the visitor's answer, not the operator's news; a page that breaks is.
        "django.request": {"level": "ERROR"},
        # Robots try other host names all day; each gets its 400, and a traceback in the log would help nobody.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
