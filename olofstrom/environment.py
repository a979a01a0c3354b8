"""Settings from the environment: text in, plain values out, and a Swedish sentence when the text is wrong."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock up front, so that two writers queue instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;",
}
DATABASE_HELP = (
    "DATABASE_URL är fel skriven. Skriv till exempel sqlite:///portal.sqlite3 eller "
    "postgresql://användare:lösenord@värd:5432/databas."
)


class EnvironmentFault(Exception):
    """A setting that the portal cannot start with; the message is in Swedish and shown as it is."""


def flag(text, *, default=False):
    """Return True for 1/true/ja/yes/on, False for 0/false/nej/no/off, `default` for nothing."""
    if not text:
        return default
    word = text.strip().lower()
    if word in {"1", "true", "ja", "yes", "on"}:
        return True
    if word in {"0", "false", "nej", "no", "off"}:
        return False
    raise EnvironmentFault(f"Värdet {text!r} ska vara 1 eller 0.")


def words(text):
    """Return the comma-separated words of a setting, without empty ones."""
    return [word.strip() for word in (text or "").split(",") if word.strip()]


def database(url, base_dir):
    """Return Django's database settings for a URL; SQLite beside the code when there is none.

    Raises EnvironmentFault for a URL that is neither SQLite nor PostgreSQL, or that cannot be read.
    """
    if not url:
        return _sqlite(base_dir / "portal.sqlite3")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EnvironmentFault(DATABASE_HELP) from error
    if parts.scheme == "sqlite":
        name = unquote(url.removeprefix("sqlite:").removeprefix("//").removeprefix("/"))
        if not name:
            raise EnvironmentFault(DATABASE_HELP)
        return _sqlite(Path(name) if Path(name).is_absolute() else base_dir / name)
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return _postgresql(parts, port)
    raise EnvironmentFault(DATABASE_HELP)


def _sqlite(path):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
        # A file, since browser tests serve from another thread; an in-memory database is not shared.
        "TEST": {"NAME": None},
    }


def _postgresql(parts, port):
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10, "timeout": 10}, **query},
    }
