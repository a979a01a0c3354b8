"""One settings file for every place: the environment decides, and the defaults are the safe ones.

Development is what `manage.py portal` sets up on the own machine (PORTAL_DEVELOPMENT=1). Anywhere else
the portal refuses to start without a secret and host names of its own.
"""

import os
import secrets
import sys
from pathlib import Path

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from olofstrom.environment import (
    EnvironmentFault,
    database,
    directory,
    flag,
    mailers,
    portal_url,
    whole_number,
    words,
)

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ

try:
    DEVELOPMENT = flag(ENV.get("PORTAL_DEVELOPMENT"))
    DEBUG = DEVELOPMENT and flag(ENV.get("PORTAL_DEBUG"))
    PLAIN_STATIC = DEVELOPMENT and flag(ENV.get("PORTAL_PLAIN_STATIC"))  # unhashed files, for the tests
    BEHIND_TLS_PROXY = flag(ENV.get("PORTAL_BEHIND_TLS_PROXY"), default=not DEVELOPMENT)
    DATABASES = {"default": database(ENV.get("DATABASE_URL"), BASE_DIR)}
    MAILERS = mailers(ENV.get("PORTAL_MAIL_URL"), is_development=DEVELOPMENT)
    PAGE_CACHE_BYTES = whole_number(ENV.get("PORTAL_PAGE_CACHE_MB"), default=32, least=0) * 1024 * 1024  # 0 for none
    REPORT_DAYS = whole_number(ENV.get("PORTAL_REPORT_DAYS"), default=365)  # how long an answered message is kept
    LOG_DAYS = whole_number(ENV.get("PORTAL_LOG_DAYS"), default=730, least=90)  # how long the log is kept
    REQUIRE_MFA = flag(ENV.get("PORTAL_REQUIRE_MFA"), default=not DEVELOPMENT)
    OIDC = directory(
        ENV.get("PORTAL_OIDC_SERVER"),
        ENV.get("PORTAL_OIDC_CLIENT_ID"),
        ENV.get("PORTAL_OIDC_SECRET"),
        name=ENV.get("PORTAL_OIDC_NAME"),
        claim=ENV.get("PORTAL_OIDC_CLAIM"),
        demands_factor=ENV.get("PORTAL_OIDC_MFA"),
    )
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
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
    "olofstrom.login.gate.log_refusals",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "olofstrom.login.gate.expire_sessions",
    "olofstrom.login.gate.require_full_login",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
                "goals.site.requests.portal_context",
                "olofstrom.login.gate.login_clock",
            ],
            "builtins": ["indicators.templatetags.kept", "indicators.templatetags.swedish_format"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Length counts, never which characters: rules of that kind make people write what is easy to guess.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "olofstrom.password_validators.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "olofstrom.password_validators.LocalWordsValidator"},
]

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

MAX_QUERY_LENGTH = 4096  # characters of an address; a longer one is refused

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
            else "olofstrom.assets.HashedStaticFiles"
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
# A browser keeps a cookie called __Host- only from this very host, over TLS; the own machine has no TLS.
SESSION_COOKIE_NAME = "sessionid" if DEVELOPMENT else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEVELOPMENT else "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "olofstrom.views.csrf_failure"
DEFAULT_FROM_EMAIL = ENV.get("PORTAL_MAIL_FROM") or "portalen@localhost"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a sheet without scripts sends up to eight a row, and there are 450 rows

AUTHENTICATION_BACKENDS = ["olofstrom.roles.RoleBackend"]
PASSWORD_HASHERS = [*global_settings.PASSWORD_HASHERS, "olofstrom.login.hashers.GivenHasher"]
if DEVELOPMENT:
    PASSWORD_HASHERS.append(
        "olofstrom.login.hashers.DevelopmentHasher"
    )  # last, so that nothing is hashed by it unasked
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"  # also when the address asks to be sent on to another site
LOGIN_IDLE_MINUTES = 60
LOGIN_LONGEST_HOURS = 12
SESSION_ENGINE = "olofstrom.login.session_store"
SESSION_COOKIE_AGE = 24 * 3600  # past the longest login, which ends by our own clock and is told of
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# django-allauth: a login by user name, since e-mail addresses here are neither unique nor proved.
ACCOUNT_ADAPTER = "olofstrom.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = (
    False  # counted in memory, and by process; olofstrom/login/throttle.py counts in the log
)
ACCOUNT_FORMS = {
    "login": "olofstrom.login.forms.LoginForm",
    "reauthenticate": "olofstrom.login.forms.ReauthenticateForm",
    "change_password": "olofstrom.login.forms.ChangePasswordForm",
}
MFA_ADAPTER = "olofstrom.login.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for a telephone whose clock is wrong and a person who types slowly
MFA_FORMS = {
    "authenticate": "olofstrom.login.forms.CodeForm",
    "reauthenticate": "olofstrom.login.forms.CodeReauthenticateForm",
    "activate_totp": "olofstrom.login.forms.AppForm",
    "add_webauthn": "olofstrom.login.forms.AddKeyForm",
    "edit_webauthn": "olofstrom.login.forms.EditKeyForm",
    "authenticate_webauthn": "olofstrom.login.forms.KeyForm",
    "reauthenticate_webauthn": "olofstrom.login.forms.KeyReauthenticateForm",
    "login_webauthn": "olofstrom.login.forms.KeyLoginForm",
}
SOCIALACCOUNT_ADAPTER = "olofstrom.login.oidc.DirectoryAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC.as_app()] if OIDC else []},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "bare": {"format": "{message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "events": {"class": "logging.StreamHandler", "formatter": "bare", "stream": "ext://sys.stdout"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A page that is not there is the visitor's answer, not the operator's news; a page that breaks is.
        "django.request": {"level": "ERROR"},
        # One line of JSON for each row of the log, so that it can be shipped out; the own machine is spared.
        "malportalen.events": {
            "handlers": ["nowhere" if DEVELOPMENT else "events"],
            "level": "INFO",
            "propagate": False,
        },
        # Robots try other host names all day; each gets its 400, and a traceback in the log would help nobody.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
