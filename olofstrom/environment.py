"""Settings from the environment: text in, plain values out, and a Swedish sentence when the text is wrong."""

import re
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock up front, so that two writers queue instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    # WAL lets readers go on while somebody writes, and NORMAL is enough with it to keep the file whole.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
    ),
}
# A database that was away is found again at once: the pool waits twice as long after each attempt until it gives up,
# and then a request begins anew. By its own five minutes the portal would be away for as long again as the database.
POOL = {"min_size": 1, "max_size": 10, "timeout": 5, "reconnect_timeout": 3}  # seconds
DATABASE_HELP = (
    "DATABASE_URL är fel skriven. Skriv till exempel sqlite:///portal.sqlite3 eller "
    "postgresql://användare:lösenord@värd:5432/databas."
)
MAX_NAME_LENGTH = 63  # bytes, of a database in PostgreSQL
MAIL_HELP = (
    "PORTAL_MAIL_URL är fel skriven. Skriv till exempel smtp+starttls://användare:lösenord@värd:587, smtps://värd "
    "eller smtp://värd."
)
URL_HELP = "PORTAL_URL är fel skriven. Skriv portalens adress, till exempel https://mal.olofstrom.se."
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
MAIL_TIMEOUT = 10  # seconds that a reader may have to wait for a mail server
OIDC_HELP = (
    "PORTAL_OIDC_SERVER är fel skriven. Skriv adressen till kommunens katalog, med https:// och utan frågetecken, till "
    "exempel https://login.microsoftonline.com/<katalogens id>/v2.0 eller https://adfs.kommunen.se/adfs."
)
PROVIDER = "kommunen"  # stands beside each person's number in the database, and so never changes
EVERYBODYS = {"common", "organizations", "consumers"}  # at Microsoft: the directories of all its customers at once
WELL_KNOWN = "/.well-known/openid-configuration"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
EXAMPLE = "exempel"  # the fictional municipality; its folder in fixtures/ has the same name


class EnvironmentFault(Exception):
    """A setting that the portal cannot start with; the message is in Swedish and shown as it is."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The municipality's own directory of people, which logs them in (OpenID Connect)."""

    server: str  # its issuer, without a final slash
    client_id: str
    secret: str
    name: str  # on the button: "Logga in med …"
    claim: str  # what it calls the name that is a user name here
    demands_factor: bool  # it asks for a second factor, so that the portal need not

    def as_app(self):
        """Return the directory as django-allauth wants it."""
        return {
            "provider_id": PROVIDER,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.server},
        }


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
    url = (url or "").strip()
    if not url:
        return _sqlite(base_dir / "portal.sqlite3")
    if not unquote(url).isprintable():
        raise EnvironmentFault(DATABASE_HELP)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EnvironmentFault(DATABASE_HELP) from error
    if parts.scheme == "sqlite":
        name = unquote(url.partition(":")[2].removeprefix("//").removeprefix("/"))
        if not name:
            raise EnvironmentFault(DATABASE_HELP)
        return _sqlite(Path(name) if Path(name).is_absolute() else base_dir / name)
    if (
        parts.scheme in {"postgres", "postgresql"}
        and 0 < len(unquote(parts.path.strip("/")).encode()) <= MAX_NAME_LENGTH
    ):
        return _postgresql(parts, port)
    raise EnvironmentFault(DATABASE_HELP)


def whole_number(text, default, *, least=1):
    """Return the whole number, from `least` on, that a text means, `default` for nothing; raises EnvironmentFault."""
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) < 100_000):
        wanted = "större än noll" if least == 1 else f"som är minst {least}"
        raise EnvironmentFault(f"Värdet {text!r} ska vara ett heltal {wanted}.")
    return int(text)


def directory(server, client_id, secret, *, name="", claim="", demands_factor=""):
    """Return the Directory that people log in by, or None where no server is given.

    Raises EnvironmentFault for an address that is not safe, or that would let in whoever has an account anywhere.
    """
    if not server:
        if client_id or secret:
            raise EnvironmentFault(
                "PORTAL_OIDC_SERVER saknas. Utan den används inte PORTAL_OIDC_CLIENT_ID och _SECRET."
            )
        return None
    issuer = server.strip().removesuffix(WELL_KNOWN).rstrip("/")
    _refuse_unsafe_directory(issuer)
    if not (client_id and secret):
        raise EnvironmentFault(
            "PORTAL_OIDC_CLIENT_ID och PORTAL_OIDC_SECRET ska sättas när PORTAL_OIDC_SERVER är satt."
        )
    claim = claim or "preferred_username"
    if not re.fullmatch(r"[\w.:/-]{1,100}", claim, re.ASCII):
        raise EnvironmentFault(
            f"PORTAL_OIDC_CLAIM {claim!r} är fel skriven. Skriv till exempel preferred_username eller upn."
        )
    return Directory(issuer, client_id, secret, name or "kommunens konto", claim, flag(demands_factor))


def is_safe_address(address):
    """Tell whether what is sent to an address stays secret on the way: by TLS, or on the own machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _refuse_unsafe_directory(issuer):
    try:
        parts, is_safe = urlsplit(issuer), is_safe_address(issuer)
        plain = not (parts.query or parts.fragment or parts.username or parts.port == 0)
    except ValueError as error:
        raise EnvironmentFault(OIDC_HELP) from error
    if not (is_safe and plain and issuer.isprintable() and " " not in issuer):
        raise EnvironmentFault(OIDC_HELP)
    if EVERYBODYS & set(parts.path.lower().split("/")):
        raise EnvironmentFault(
            "PORTAL_OIDC_SERVER gäller alla organisationer hos Microsoft. Ange kommunens egen katalog. Annars kan vem "
            "som helst skapa en katalog, ge sig själv ett användarnamn som finns här och bli insläppt."
        )


def mailers(url, *, is_development):
    """Return Django's mailers for a URL. Without one, mail is written in the terminal in development, else not at all.

    Raises EnvironmentFault for a URL that is not one of a mail server.
    """
    if not url:
        console = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
        return console if is_development else {}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EnvironmentFault(MAIL_HELP) from error
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise EnvironmentFault(MAIL_HELP)
    options = {
        "host": parts.hostname,
        "port": port or MAIL_PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": MAIL_TIMEOUT,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def portal_url(text, hosts, *, is_development):
    """Return where readers find the portal, without a final slash: as it is set, else by the first whole host name.

    Letters need it, for they are written where no reader has asked. Raises EnvironmentFault for what is no web address.
    """
    if text:
        try:
            parts = urlsplit(text)
            # To ask for a port that is none raises ValueError.
            whole = bool(parts.hostname) and (parts.port or 1)
        except ValueError as error:
            raise EnvironmentFault(URL_HELP) from error
        odd = not text.isprintable() or set(text) & set(" @?#")
        if parts.scheme not in {"http", "https"} or not whole or odd:
            raise EnvironmentFault(URL_HELP)
        return text.rstrip("/")
    if is_development:
        return "http://127.0.0.1:8000"
    whole = [host for host in hosts if not host.startswith((".", "*"))]
    return f"https://{whole[0]}" if whole else ""


def for_portal(arguments, given):
    """Return the settings that `manage.py portal` adds to the environment `given`, before Django reads it.

    On the own machine that is development, and a database of its own for the fictional municipality.
    Raises EnvironmentFault for an address that others reach, when the secret or the host names are missing.
    """
    parser = ArgumentParser(add_help=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--data")
    # The rest is for the command's own parser, which starts when the settings are there.
    chosen, _ = parser.parse_known_args(arguments)
    added = {}
    if chosen.host in LOOPBACK:
        # What is set is left as it is, 0 too.
        if not given.get("PORTAL_DEVELOPMENT"):
            added["PORTAL_DEVELOPMENT"] = "1"
    elif not (given.get("PORTAL_SECRET_KEY") and given.get("PORTAL_HOSTS")):
        raise EnvironmentFault(
            f"--host {chosen.host} gör att andra når portalen. Sätt då PORTAL_SECRET_KEY och PORTAL_HOSTS, "
            "eller utelämna --host så att portalen bara nås från din egen dator."
        )
    if chosen.data == EXAMPLE and not given.get("DATABASE_URL"):
        added["DATABASE_URL"] = f"sqlite:///{EXAMPLE}.sqlite3"
    return added


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
    # A folder of sockets has slashes, so it cannot stand as the host of an address.
    host = query.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": POOL, **query},
    }
