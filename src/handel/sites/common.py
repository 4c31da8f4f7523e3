"""What the two sites share: where data lives, which database, and the headers that every page carries.

Everything is read from the environment once, at start:

    HANDEL_DATA           the one folder with everything that is kept (default ./handel-data)
    DATABASE_URL          postgres://user:password@host:port/name for the desk; without it, SQLite in HANDEL_DATA
    PUBLIC_DATABASE_URL   the same for the public site (default: the desk's server, database NAME_public)
    HANDEL_HOSTS          host names served, separated by commas (default: this machine only)
    HANDEL_PUBLIC_URL     the public site's address as people see it
    HANDEL_TLS            "on" when pages are served over TLS, here or by a proxy in front
    HANDEL_BEHIND_PROXY   "on" when a proxy in front sets X-Forwarded-Proto
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HANDEL_DATA", "handel-data")).resolve()
# `handel demo` marks the folder that it fills: only there can the clock be set and may a visitor sign in as anyone.
DEMO = (DATA / "sample-operation").exists()


def on(name: str, default: bool = False) -> bool:
    """Whether the environment switches `name` on ("on", "1", "true", "yes")."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"on", "1", "true", "yes"}


def secret_key(site: str) -> str:
    """The site's own signing key, made at first use and kept outside the database, readable by its owner only."""
    path = DATA / site / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # the other process was first
            return path.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as Handel needs it: writers queue instead of failing, and a commit is on the disk when it returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON;",
        },
    }


def postgresql(url: str, *, suffix: str = "") -> dict[str, Any]:
    """Django's settings for a `postgres://` address; `suffix` is added to the database's name."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) + suffix,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


def desk_database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL")
    return postgresql(url) if url else sqlite(DATA / "desk" / "desk.sqlite3")


def public_database() -> dict[str, Any]:
    """The intake database: all that the public site can reach."""
    if url := os.environ.get("PUBLIC_DATABASE_URL"):
        return postgresql(url)
    if url := os.environ.get("DATABASE_URL"):
        return postgresql(url, suffix="_public")
    return sqlite(DATA / "public" / "public.sqlite3")


def static_folders() -> list[Path]:
    return [PACKAGE / "platform/web/static", PACKAGE / "platform/gazetteer/static"]


def static_version() -> str:
    """A short name for the static files as they are, so that browsers may keep them for ever."""
    digest = hashlib.sha256()
    for folder in static_folders():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                stat = path.stat()
                digest.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def templates(*, context_processors: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [PACKAGE / "platform/web/templates"],
            "APP_DIRS": False,
            "OPTIONS": {
                "environment": "handel.platform.web.jinja.environment",
                "context_processors": context_processors,
            },
        },
    ]


SECURE = on("HANDEL_TLS")
HOSTS = [host for host in os.environ.get("HANDEL_HOSTS", "").split(",") if host] or [
    "localhost",
    "127.0.0.1",
    "[::1]",
]
# A browser that was told so once asks this host for TLS only, on every port: never said of this machine's own name.
HSTS_SECONDS = 31_536_000 if SECURE and "HANDEL_HOSTS" in os.environ else 0

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # What was typed never reaches a log: the reporter sends the exception's type and place, not its values.
    "formatters": {"plain": {"()": "handel.platform.web.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
