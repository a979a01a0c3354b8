"""Settings from the environment: what is understood, and the Swedish sentence when it is not."""

from pathlib import Path

import pytest

from olofstrom.environment import (
    EnvironmentFault,
    database,
    directory,
    flag,
    for_portal,
    portal_url,
    whole_number,
    words,
)

HERE = Path("/srv/portal")


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("ja", True), ("ON", True), ("0", False), (" nej ", False)]
)
def test_flag_reads_yes_and_no(text, expected):
    assert flag(text) is expected


@pytest.mark.parametrize("text", ["", None])
def test_flag_falls_back_where_nothing_is_said(text):
    assert flag(text, default=True) is True
    assert flag(text) is False


def test_flag_refuses_what_is_neither():
    with pytest.raises(EnvironmentFault, match="'kanske' ska vara 1 eller 0"):
        flag("kanske")


def test_words_leaves_out_the_empty_ones():
    assert words(" a.se, ,b.se,") == ["a.se", "b.se"]
    assert words(None) == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", "/srv/portal/portal.sqlite3"),
        ("sqlite:///data.sqlite3", "/srv/portal/data.sqlite3"),
        ("sqlite:////var/lib/data.sqlite3", "/var/lib/data.sqlite3"),
        ("sqlite:///mina%20data.sqlite3", "/srv/portal/mina data.sqlite3"),
        (" SQLite:////var/lib/data.sqlite3\n", "/var/lib/data.sqlite3"),
    ],
)
def test_database_finds_the_sqlite_file(url, name):
    chosen = database(url, HERE)

    assert (chosen["ENGINE"], chosen["NAME"]) == ("django.db.backends.sqlite3", name)


def test_sqlite_waits_for_its_turn_and_keeps_its_keys():
    options = database("", HERE)["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=20000"):
        assert pragma in options["init_command"]


def test_database_reads_every_part_of_a_postgresql_address():
    chosen = database("postgresql://p%C3%A5l:hemligt%40@db.invalid:5433/m%C3%A5l?sslmode=require", HERE)

    assert chosen["ENGINE"] == "django.db.backends.postgresql"
    assert [chosen[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        *("pål", "hemligt@", "db.invalid", "5433", "mål")
    ]
    assert chosen["OPTIONS"]["sslmode"] == "require"
    assert chosen["OPTIONS"]["pool"]["max_size"] == 10


def test_database_takes_a_socket_folder_for_host():
    assert database("postgresql://postgres@/portal?host=/run/postgresql", HERE)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        "hej",
        "mysql://a/b",
        "postgresql://",
        "postgresql://värd",
        "postgresql://a:b/c",
        "sqlite:",
        "sqlite:///",
        "sqlite:///a%00b.sqlite3",
        "sqlite:///a\nb.sqlite3",
        "postgresql://värd/%00",
        f"postgresql://värd/{'å' * 32}",
        "://",
        "[",
    ],
)
def test_database_says_how_an_address_is_written(url):
    with pytest.raises(EnvironmentFault, match="DATABASE_URL är fel skriven"):
        database(url, HERE)


@pytest.mark.parametrize("host", [[], ["--host", "127.0.0.1"], ["--host=localhost"], ["--host", "::1"]])
def test_portal_on_the_own_machine_is_development(host):
    assert for_portal(host, {}) == {"PORTAL_DEVELOPMENT": "1"}


def test_loopback_portal_is_not_development_when_told_so():
    assert for_portal([], {"PORTAL_DEVELOPMENT": "0"}) == {}


@pytest.mark.parametrize(
    "given", [{}, {"PORTAL_DEVELOPMENT": "1"}, {"PORTAL_SECRET_KEY": "x" * 50}, {"PORTAL_HOSTS": "a.se"}]
)
def test_portal_for_others_needs_secret_and_host_names(given):
    with pytest.raises(EnvironmentFault, match=r"--host 0\.0\.0\.0 gör att andra når portalen"):
        for_portal(["--host", "0.0.0.0"], given)


def test_portal_for_others_is_not_development():
    assert for_portal(["--host", "0.0.0.0"], {"PORTAL_SECRET_KEY": "x" * 50, "PORTAL_HOSTS": "a.se"}) == {}


def test_the_fictional_municipality_has_a_database_of_its_own():
    assert for_portal(["--data", "exempel"], {})["DATABASE_URL"] == "sqlite:///exempel.sqlite3"
    assert "DATABASE_URL" not in for_portal(["--data", "exempel"], {"DATABASE_URL": "sqlite:///a.sqlite3"})
    assert "DATABASE_URL" not in for_portal(["--data", "olofstrom"], {})


@pytest.mark.parametrize(
    ("text", "hosts", "expected"),
    [
        ("https://mal.olofstrom.se/", ["annan.se"], "https://mal.olofstrom.se"),
        ("http://[::1]:8000", [], "http://[::1]:8000"),
        ("https://olofstrom.se/mal", [], "https://olofstrom.se/mal"),
        (None, [".olofstrom.se", "*", "mal.olofstrom.se"], "https://mal.olofstrom.se"),
        ("", ["*"], ""),
    ],
)
def test_portal_address_is_set_or_that_of_its_first_host(text, hosts, expected):
    assert portal_url(text, hosts, is_development=False) == expected


def test_on_the_own_machine_the_portal_is_where_it_is_served():
    assert portal_url(None, ["localhost"], is_development=True) == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "text",
    [
        "mal.olofstrom.se",
        "ftp://mal.olofstrom.se",
        "https://",
        "https://[x",
        "https://mal.se:port",
        "https://mal.se/?a=1",
        "https://mal.se/#a",
        "https://eva:hemligt@mal.se",
        "https://mal.se\nhttps://ond.se",
        "https://mal se",
    ],
)
def test_what_is_no_web_address_is_refused(text):
    with pytest.raises(EnvironmentFault, match="PORTAL_URL är fel skriven"):
        portal_url(text, [], is_development=False)


def test_the_log_is_kept_long_enough():
    assert whole_number("90", default=730, least=90) == 90
    assert whole_number("", default=730, least=90) == 730
    with pytest.raises(EnvironmentFault, match="som är minst 90"):
        whole_number("89", default=730, least=90)


def test_without_a_directory_nobody_logs_in_by_one():
    assert directory(None, None, None) is None
    assert directory("", "", "", name="x", claim="upn", demands_factor="1") is None


@pytest.mark.parametrize(
    "address",
    [
        "https://login.microsoftonline.com/0f8a-11/v2.0",
        "https://adfs.exempel.se/adfs/",
        " https://adfs.exempel.se/adfs/.well-known/openid-configuration ",
        "http://127.0.0.1:8080",
        "http://localhost:8080/idp",
        "http://[::1]:8080",
    ],
)
def test_a_directory_is_known_by_its_issuer(address):
    found = directory(address, "portalen", "hemligt")

    assert address.strip().startswith(found.server)
    assert not found.server.endswith(("/", "configuration"))
    assert (found.name, found.claim, found.demands_factor) == ("kommunens konto", "preferred_username", False)


def test_directory_can_be_named_and_trusted_with_mfa():
    found = directory("https://adfs.exempel.se/adfs", "a", "b", name="Exempelby", claim="upn", demands_factor="ja")

    assert (found.name, found.claim, found.demands_factor) == ("Exempelby", "upn", True)


@pytest.mark.parametrize(
    "address",
    [
        "adfs.exempel.se",
        "http://adfs.exempel.se/adfs",
        "http://127.0.0.1.exempel.se/",
        "https://",
        "https://a@adfs.exempel.se/",
        "https://adfs.exempel.se/?x=1",
        "https://adfs.exempel.se/#x",
        "https://adfs.exempel.se:port/",
        "https://[x/",
        "https://adfs.exempel.se/a b",
        "https://adfs.exempel.se/\0",
        "ftp://adfs.exempel.se/",
        "javascript:alert(1)",
    ],
)
def test_a_directory_that_is_not_safe_is_refused(address):
    with pytest.raises(EnvironmentFault, match="PORTAL_OIDC_SERVER är fel skriven"):
        directory(address, "portalen", "hemligt")


@pytest.mark.parametrize("tenant", ["common", "organizations", "Consumers"])
def test_a_directory_of_everybody_is_refused_and_the_reason_told(tenant):
    with pytest.raises(EnvironmentFault, match="alla organisationer hos Microsoft"):
        directory(f"https://login.microsoftonline.com/{tenant}/v2.0", "portalen", "hemligt")


@pytest.mark.parametrize(
    ("server", "client_id", "secret", "more", "said"),
    [
        ("", "portalen", "", {}, "PORTAL_OIDC_SERVER saknas"),
        ("https://adfs.exempel.se/adfs", "", "hemligt", {}, "PORTAL_OIDC_CLIENT_ID och PORTAL_OIDC_SECRET"),
        ("https://adfs.exempel.se/adfs", "portalen", "", {}, "PORTAL_OIDC_CLIENT_ID och PORTAL_OIDC_SECRET"),
        ("https://adfs.exempel.se/adfs", "a", "b", {"claim": "för namn"}, "PORTAL_OIDC_CLAIM 'för namn' är fel"),
        ("https://adfs.exempel.se/adfs", "a", "b", {"demands_factor": "kanske"}, "'kanske' ska vara 1 eller 0"),
    ],
)
def test_half_a_directory_is_told_of(server, client_id, secret, more, said):
    with pytest.raises(EnvironmentFault, match=said):
        directory(server, client_id, secret, **more)
