"""One settings file, read from the environment; policy values are data, not settings.

A fresh clone runs without any. A wrong value raises `WrongSetting`, which every start turns into one sentence.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from lianxin.config.env import Environment, WrongSetting
from lianxin.core import keys

env = Environment()

PACKAGE_DIR = Path(__file__).resolve().parent.parent
_CHECKOUT = PACKAGE_DIR.parent
_HOME_BY_DEFAULT = _CHECKOUT / "var" if (_CHECKOUT / "pyproject.toml").exists() else Path.home() / ".lianxin"
HOME = env.folder("LIANXIN_HOME", str(_HOME_BY_DEFAULT))
WEB_DIST = Path(env.text("LIANXIN_WEB_DIST", str(PACKAGE_DIR / "web_dist")))


def _database() -> dict[str, Any]:
    url = env.text("DATABASE_URL", f"sqlite:///{HOME / 'lianxin.sqlite3'}")
    expected = "请写 sqlite:///文件路径 或 postgresql://用户:密码@主机:端口/库名。"
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise WrongSetting(f"DATABASE_URL 不对。{expected}")
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        raise WrongSetting(f"DATABASE_URL 读不懂。{expected}") from None
    if database["NAME"] in ("", ":memory:"):
        raise WrongSetting(f"DATABASE_URL 没有写库名。{expected}")
    return _sqlite(database) if database["ENGINE"].endswith("sqlite3") else _postgres(database)


def _sqlite(database: dict[str, Any]) -> dict[str, Any]:
    path = Path(database["NAME"]).expanduser().absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WrongSetting(f"DATABASE_URL:{path.parent} 建不了这个文件夹：{problem.strerror}。") from problem
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.R_OK | os.W_OK):
        raise WrongSetting(f"DATABASE_URL 指向的文件 {path} 打不开，请检查路径和权限。")
    options = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
    return {**database, "NAME": str(path), "OPTIONS": options}


def _postgres(database: dict[str, Any]) -> dict[str, Any]:
    # Commands and workers see every station; web requests stand behind the wall of accounts/wall.py.
    asked = database.get("OPTIONS", {})
    options = {**asked, "options": f"{asked.get('options', '')} -c lianxin.station=*".strip()}
    return {**database, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _database()}

# AES or the SM series; the hash behind the search indexes is fixed by the first start (see core/keys.py).
CIPHER = env.choice("LIANXIN_CIPHER", "aes", tuple(keys.DIGESTS))
KEYRING = keys.load(Path(env.text("LIANXIN_KEY_FILE", str(HOME / "keys.json"))).expanduser(), CIPHER)
SECRET_KEY = KEYRING.secret_key

# Invented people (IDs of area 990101, phones 100…) are accepted only where this is on: tests and the demo.
DEMO_RANGES = env.switch("LIANXIN_DEMO_RANGES")
# One-click sign-in for the demo station; the server refuses it for any other address than this machine's own.
DEMO_SIGN_IN = env.switch("LIANXIN_DEMO_SIGN_IN")
IDLE_LOCK = timedelta(minutes=env.number("LIANXIN_IDLE_LOCK_MINUTES", 15, least=1, most=240))
UPLOAD_LIMIT_BYTES = env.number("LIANXIN_UPLOAD_LIMIT_MB", 30, least=1, most=30) * 1024 * 1024

DEBUG = False
ALLOWED_HOSTS = env.words("LIANXIN_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = env.switch("LIANXIN_HTTPS")
# Behind nginx or Caddy, which must set X-Forwarded-Proto itself and drop what the browser sent.
BEHIND_PROXY = env.switch("LIANXIN_BEHIND_PROXY")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "lianxin.core",
    "lianxin.audit",
    "lianxin.accounts",
    "lianxin.registry",
    "lianxin.campaigns",
    "lianxin.visits",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lianxin.config.problems.answer_in_one_shape",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lianxin.accounts.wall.end_with_request",
]
ROOT_URLCONF = "lianxin.config.urls"
WSGI_APPLICATION = "lianxin.config.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["lianxin.accounts.hashing.StationArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lianxin.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "lianxin.accounts.passwords.WithoutOwnLogin"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Fifteen minutes from the fifth wrong password, however often somebody tries in between.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = ["username"]
# The name under which Django hands the login to its backends, whatever the column is called.
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    # Locked by account, whatever the address: level 3 of GB/T 22239 asks for it; a password reset lifts it.
    "axes.W006",
    # Its middleware would write over our own answer to a locked account.
    "axes.W002",
]

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Uploads stay in memory: a temporary file would hold names and phones in clear. Larger requests are refused unread.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
REQUEST_LIMIT_BYTES = FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES + 64 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "OPTIONS": {"id_function": "lianxin.core.ids.new_id"},
    }
}

STATIC_URL = "/static/"
WHITENOISE_ROOT = WEB_DIST if WEB_DIST.exists() else None
WHITENOISE_INDEX_FILE = False
WHITENOISE_MAX_AGE = 0


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """Built files carry their content's hash in the name and never change."""
    return "/assets/" in url


LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The lines of django.request and axes tell what the browser is told anyway, and the latter quote what was typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "redacting": {
            "()": "lianxin.core.logs.RedactingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "redacting"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LIANXIN_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING")),
    },
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
