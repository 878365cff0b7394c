"""One settings file: SQLite out of the box, PostgreSQL and production by environment variables.

Every variable read here is listed in `docs/operating.md`; nothing else changes behaviour.
"""

import os
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DEBUG = env.bool("DEBUG", False)
TESTING = env.bool("TESTING", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])


def secret_key() -> str:
    """The key from the environment, or one made once and kept under var/ for a machine of one's own."""
    given: str | None = env.str("SECRET_KEY", None)
    if given:
        return given
    if env.bool("PRODUCTION", False):
        raise ImproperlyConfigured("SECRET_KEY is not set. Set it in the environment before running in production.")
    from django.core.management.utils import get_random_secret_key

    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        # Never readable by others, not even for a moment; and of two processes that begin at once, one makes it.
        with suppress(FileExistsError), open(path, "x", opener=partial(os.open, mode=0o600)) as file:
            file.write(get_random_secret_key())
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = secret_key()
PRODUCTION = env.bool("PRODUCTION", False)

INSTALLED_APPS = [
    "newsarchive",
    "articles",
    "people",
    "metrics",
    "newsarchive.apps.DeskAdminConfig",  # django.contrib.admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "rest_framework",
    "django_filters",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsarchive.api.headers.ApiHeaders",
    "newsarchive.uploads.limits.LengthLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsarchive.urls"
WSGI_APPLICATION = "newsarchive.wsgi.application"
ASGI_APPLICATION = "newsarchive.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'archive.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR.mkdir(exist_ok=True)
    # Two importers, or an importer and an editor, may write at once: take the write lock at the start and wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    # A list shows its first fifty rows. Workers beside each other read thousands before the first of them is asked
    # to stop: a search of a common word took ten times as long with them.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c max_parallel_workers_per_gather=0".strip()

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "newsarchive.api.limits.address_of"
AXES_LOCKOUT_CALLABLE = "newsarchive.api.errors.locked_out"  # a page for people, a problem for programs

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "newsarchive.formats"
TIME_ZONE = env.str("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["newsarchive.api.access.ModelPermissions"],
    "DEFAULT_FILTER_BACKENDS": ["newsarchive.api.filtering.AskedFilters"],
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "newsarchive.api.pages.PagesRenderer",
    ],
    "DEFAULT_PAGINATION_CLASS": "newsarchive.api.paging.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "newsarchive.api.schema.ViewSchema",
    "DEFAULT_THROTTLE_CLASSES": ["newsarchive.api.limits.MinuteThrottle"],
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
    "EXCEPTION_HANDLER": "newsarchive.api.errors.answer_error",
    "VIEW_NAME_FUNCTION": "newsarchive.api.pages.name_page",
    "VIEW_DESCRIPTION_FUNCTION": "newsarchive.api.pages.describe_page",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Requests a minute that an account, or an address without one, may send to the API; 0 is without limit.
API_RATE = env.int("API_RATE", 600)
API_RATE_ANONYMOUS = env.int("API_RATE_ANONYMOUS", 60)
# Whether what people reviewed can be read without an account.
PUBLIC_READ = env.bool("PUBLIC_READ", False)
# Origins whose pages may read the API in a browser; none unless set.
CORS_ORIGINS = env.list("CORS_ORIGINS", [])
REST_KNOX = {"TOKEN_TTL": timedelta(days=30)}
LOGIN_REDIRECT_URL = "/api/v1/"
SPECTACULAR_SETTINGS = {
    "TITLE": "newsarchive",
    "DESCRIPTION": "An archive of Chinese local newspapers: papers, pages, stories, people and figures.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],  # the schema tells nothing of what the archive holds
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "newsarchive.api.schema.document_errors",
        "newsarchive.api.schema.loosen_shapes",
        "newsarchive.api.examples.add_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        "StatusEnum": "articles.curation.Status",
        "PartEnum": "articles.models.ArticleSpan.Part",
        "ArticleKindEnum": "articles.models.Article.Kind",
        "MetricKindEnum": "metrics.models.Metric.Kind",
    },
}

# The page is the only origin: no inline script, nothing fetched from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"

if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# An article's form holds its people and figures, some fifteen fields each, and the whole of its text.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# A page is text. What is larger than this is something else, and is reported, not read.
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", 20 * 1024 * 1024)

# A fault of ours is written where the server's own words go. Django's default mails it to ADMINS, of whom there are
# none, and prints it with DEBUG alone.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_debug": {"()": "django.utils.log.RequireDebugFalse"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR", "filters": ["without_debug"]}},
    "loggers": {"django.request": {"handlers": ["stderr"]}},
}

# What may be sent to be imported at once, from the admin or by programs; zip archives are counted unpacked.
UPLOAD_MAX_FILES = env.int("UPLOAD_MAX_FILES", 500)
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 64 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * UPLOAD_MAX_FILES  # beyond it Django itself refuses, in fewer words than ours
# Days after which files that were looked at and not stored are thrown away.
UPLOADS_KEPT_DAYS = env.int("UPLOADS_KEPT_DAYS", 7)

# Whoever edited an article may not confirm it: somebody else looks at it first.
FOUR_EYES = env.bool("FOUR_EYES", False)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
