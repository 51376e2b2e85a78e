"""All settings, from the environment. Nothing is started or opened by importing this module.

| variable | meaning | default |
|---|---|---|
| DATABASE_URL | the PostgreSQL to use | an embedded one in TRILATERALE_STATE |
| TRILATERALE_STATE | folder of the embedded database and the secret key | `.state` in the project |
| DATABASE_POOL | connections that one site process keeps open; 0: no pool | 0 |
| STATEMENT_SECONDS | how long the database may take to answer a reader; 0: as long as it takes | 2 for the site |
| DEBUG | Django's debug pages | off |
| SECRET_KEY | signs sessions | made on first use, in TRILATERALE_STATE |
| ALLOWED_HOSTS | comma-separated host names | localhost, 127.0.0.1, [::1] |
| HTTPS | the site is behind HTTPS: secure cookies, HSTS | off |
| LOG_FORMAT | `json`: a JSON object a line, for each request too; `text`: warnings and errors | text (gunicorn: json) |
| TRUSTED_PROXIES | comma-separated addresses or networks of proxies whose X-Forwarded-For counts | this machine |
| RATE_LIMITS | 0: nobody is refused for asking too often; for benchmarks | 1 |
| FACETS_FROM | articles from which on each process counts facets in memory; 0: never | 500 |
| SPACY_MODEL | a French spaCy model that is installed | fr_core_news_sm |
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from config.logs import configuration

ROOT = Path(__file__).resolve().parent.parent
STATE = Path(os.environ.get("TRILATERALE_STATE") or ROOT / ".state")


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _number(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is no whole number: {text}")
    return int(text)


def _kept_secret() -> str:
    """The key of this installation, made once in a file that only its owner reads."""
    path = STATE / "secret_key"
    try:
        STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        key = get_random_secret_key()
        file.write(key)
    return key


def _names(name: str, default: str) -> list[str]:
    return [each.strip() for each in (os.environ.get(name) or default).split(",") if each.strip()]


DEBUG = _flag("DEBUG")
HTTPS = _flag("HTTPS")
SECRET_KEY = os.environ.get("SECRET_KEY") or SimpleLazyObject(_kept_secret)
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = _names("ALLOWED_HOSTS", ",".join(LOOPBACK))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

INSTALLED_APPS = [
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "config",  # after the three: it shows their tables in a way of its own
    "articles",
    "articles.dossiers",
    "articles.senders",
    "procrastinate.contrib.django",
    "articles.work",
    "entities",
    "template_partials",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "csp",
]

MIDDLEWARE = [
    "config.readiness.probes",
    "config.observing.observed",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, against those who guess secrets from sizes
    "config.middleware.database_unreachable",
    "config.middleware.permissions_policy",
    "config.middleware.patience",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.not_shared",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.not_too_much",
    "config.middleware.french_first",
    "config.middleware.no_nul",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.limiting.limited",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
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


STATEMENT_SECONDS = _number("STATEMENT_SECONDS", 0)


def _named(address: str) -> dict[str, Any]:
    try:
        named = dict(dj_database_url.parse(address))
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL is no address of a database") from error
    if named["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL is no address of a PostgreSQL database")
    return named


def _database() -> dict[str, Any]:
    pool_size = _number("DATABASE_POOL", 0)
    # check: a pooled connection that the server has dropped is replaced before a reader meets it
    pool = {"min_size": 1, "max_size": pool_size, "timeout": 10, "max_idle": 300} if pool_size else False
    named: dict[str, Any]
    if os.environ.get("DATABASE_URL"):
        named = _named(os.environ["DATABASE_URL"])
    else:
        named = {
            "ENGINE": "config.postgres",
            "NAME": "trilaterale",
            "EMBEDDED_FOLDER": STATE / "postgres",
        }
    options = named.get("OPTIONS", {})
    if STATEMENT_SECONDS:
        options = {
            **options,
            "options": f"{options.get('options', '')} -c statement_timeout={STATEMENT_SECONDS}s".strip(),
        }
    named["OPTIONS"] = {**options, "pool": pool, "connect_timeout": 10}
    named["CONN_HEALTH_CHECKS"] = True
    return named


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [ROOT / "config" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarity", {}), ("MinimumLength", {"min_length": 12}), ("CommonPassword", {}),
        ("NumericPassword", {}),
    )
]  # fmt: skip
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Wrong passwords for one account from one address lock the two for a while; no stranger locks an account out elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who logged in when is nobody's business
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "config.limiting.address_for_lockout"
AXES_LOCKOUT_CALLABLE = "config.limiting.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
OTP_TOTP_ISSUER = "Trilatérale"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS for sibling hosts: not ours to promise
if not HTTPS and set(ALLOWED_HOSTS) <= set(LOOPBACK):  # what nobody else can reach needs no HTTPS
    SILENCED_SYSTEM_CHECKS += [f"security.W{number}" for number in ("004", "008", "012", "016")]
SECURE_REFERRER_POLICY = "same-origin"
TRUSTED_PROXIES = _names("TRUSTED_PROXIES", "127.0.0.1,::1")
RATE_LIMITS = os.environ.get("RATE_LIMITS", "1").lower() not in {"0", "false", "no", "off"}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

SHOW_WORDS = "articles.curation.replay_words"  # called where a form of a name is set aside, or back in use
FACETS_FROM = _number("FACETS_FROM", 500)
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # only workers know the tasks, which bring the language model
SPACY_MODEL = os.environ.get("SPACY_MODEL", "fr_core_news_sm")

LOGGING = configuration(os.environ.get("LOG_FORMAT", "text"))
METRICS_FOLDER = STATE / "metrics"
