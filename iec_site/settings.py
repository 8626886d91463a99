"""Settings of the site. What differs between machines comes from the environment or `.env`."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _

from quotas.management.database_file import existing_only

from .database import PATIENCE, SQLITE, check_database, sqlite_file
from .environment import (
    Environment,
    check_allowed_host,
    check_email,
    check_listening_host,
    check_redis,
    check_secret,
    check_site_address,
    check_trusted_origin,
    say,
)
from .release import release

BASE_DIR = Path(__file__).resolve().parent.parent

# The environment: everything that is read from it is read here, and listed in .env.example. A wrong
# value, or a name in .env that is none of these, ends the process with a line that names it.

env = Environment(BASE_DIR / ".env")

SECRET_KEY = env.str("SECRET_KEY", validate=check_secret)
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], check_allowed_host)
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS", [], check_trusted_origin)
SITE_URL = env.str("SITE_URL", default="", validate=check_site_address)
DATABASE_URL = env.str("DATABASE_URL", default="", validate=check_database(BASE_DIR))
REDIS_URL = env.str("REDIS_URL", default="", validate=check_redis)
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="", validate=check_email)
TRUSTED_PROXIES = env.whole_number("TRUSTED_PROXIES", 0, 0, 20)
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR")
FIGURES_STALE_AFTER_DAYS = env.whole_number("FIGURES_STALE_AFTER_DAYS", 0, 0, 100_000)
HOST = env.str("HOST", default="127.0.0.1", validate=check_listening_host)
PORT = env.whole_number("PORT", 8000, 1, 65535)
WEB_CONCURRENCY = env.whole_number("WEB_CONCURRENCY", 2, 1, 256)

env.refuse()
env.warn()

CSRF_TRUSTED_ORIGINS = [origin.rstrip("/") for origin in CSRF_TRUSTED_ORIGINS]
DATABASE_IS_CHOSEN = bool(DATABASE_URL)
DATABASE_URL = DATABASE_URL or "sqlite:///db.sqlite3"
if SITE_URL and not validate_host(urlsplit(SITE_URL).hostname, ALLOWED_HOSTS):
    ALLOWED_HOSTS.append(urlsplit(SITE_URL).hostname)  # the site answers at its own address
if "*" in ALLOWED_HOSTS and not DEBUG:
    say("ALLOWED_HOSTS=* lets anybody ask for the site under any name")
SITE_URL = SITE_URL.rstrip("/").lower() or "http://127.0.0.1:8000"
SERVED_OVER_HTTPS = urlsplit(SITE_URL).scheme == "https"
# A browser takes a cookie of such a name over https only. The stricter __Host- is for cookies that
# every page is sent, and ours are for the admin.
COOKIE_PREFIX = "__Secure-" if SERVED_OVER_HTTPS else ""
RELEASE = release(BASE_DIR, SITE_URL, CONTACT_EMAIL)

# What the site is made of

INSTALLED_APPS = [
    "iec_site.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "axes",
    "csp",
    "django_filters",
    "django_tables2",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "quotas",
]

# PublicPageMiddleware answers with a kept page before anything below it runs.
MIDDLEWARE = [
    "iec_site.middleware.cookies_are_for_the_admin",
    "iec_site.middleware.errors_are_not_kept",
    "quotas.caching.outage.DatabaseAway",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quotas.api.middleware.OpenToAnyOrigin",
    "quotas.caching.pages.PublicPageMiddleware",
    "quotas.drafts.middleware.ShowDueDrafts",
    "iec_site.middleware.cross_origin_resource_policy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "iec_site.middleware.language_of_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "quotas.files.upload_limit.limit_bodies",
    "iec_site.middleware.public_pages_are_read_only",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "iec_site.urls"
WSGI_APPLICATION = "iec_site.wsgi.application"

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
                "quotas.context_processors.site",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] != SQLITE:
    DATABASE["OPTIONS"] = PATIENCE | DATABASE.get("OPTIONS", {})
else:
    DATABASE["OPTIONS"] = {
        # Take the write lock at once, so that two writers wait instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    if DATABASE["NAME"] != ":memory:":
        # Only `migrate` makes a new file, so that a wrong address is an error and no empty site.
        DATABASE["NAME"] = existing_only(sqlite_file(DATABASE_URL, BASE_DIR))

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

CACHES = {
    # Whole pages, some 10 to 40 KB each.
    "default": {
        "BACKEND": "quotas.caching.redis.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "TIMEOUT": 86400,
        "OPTIONS": {
            "socket_connect_timeout": 0.5,
            "socket_timeout": 0.5,
            "serializer": "quotas.caching.redis.AsBytes",
        },
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 86400,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # Parts that many pages share while the data stays as it is; in the process, to be quick.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "TIMEOUT": 86400,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# Languages and times

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
# The words of templates and settings stand with those of the one app.
LOCALE_PATHS = [BASE_DIR / "quotas" / "locale"]
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
LANGUAGE_COOKIE_PATH = "/admin/"
FORMAT_MODULE_PATH = "iec_site.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Toronto"

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "iec_site.static_files.SmallStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True


def WHITENOISE_ADD_HEADERS_FUNCTION(headers, path, url):
    # Our frame in a sandbox, as WordPress makes them, has no origin, so it counts as another site.
    for_frames = url.startswith((f"{STATIC_URL}css/", f"{STATIC_URL}js/embed/"))
    headers["Cross-Origin-Resource-Policy"] = "cross-origin" if for_frames else "same-origin"


# Staff: their cookies never leave the admin, so public pages cannot come to depend on them.

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
# In the session: Django's own cookie for messages would be sent to the public pages too.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SERVED_OVER_HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "quotas.accounts.sessions"
# A session ends after two hours without a request, and by quotas.accounts.sessions after twelve in
# all.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True

# After five failed log-ins one waits a quarter of an hour: by account and address together, so that
# nobody can lock out another person. Failures while waiting do not make the wait longer. Besides,
# quotas.accounts.lockout.Lockout slows one address that tries many accounts, and the reverse.

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "quotas.accounts.lockout.Lockout"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "quotas.accounts.lockout.counted_address"
AXES_LOCKOUT_CALLABLE = "quotas.accounts.lockout.locked_out"
# The record of a failed log-in has stars in place of these fields; forms of passwords make one too.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "proof", "csrfmiddlewaretoken"]
AXES_SENSITIVE_PARAMETERS += ["old_password", "new_password1", "new_password2"]
AXES_SENSITIVE_PARAMETERS += ["password1", "password2"]
AXES_VERBOSE = False
# The name under which an app on a phone keeps its codes.
OTP_TOTP_ISSUER = "IEC Quotas"

# Versions of records: who changed them, when and why

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
}
X_FRAME_OPTIONS = "DENY"
# A body is refused by its length before it is read: above the first limit from strangers, above the
# second from staff, whose largest file is the official feed. It stays in memory.
MOST_BYTES = 64 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# More parameters than fit into an address that gunicorn takes, so that too many get a sentence of
# ours and not Django's bare 400.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# The server that ends TLS in front of us sends this header; only then HSTS is sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

# Log: one line for each error, log-in and change of the rights of an account, beside the server's
# own log. Axes would write the same once more, without the names.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "iec_site.log_lines.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"away": {"()": "quotas.caching.outage.WithoutTraceback"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["away"]}
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "axes": {"level": "ERROR"},
    },
}
