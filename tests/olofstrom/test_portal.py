"""One command serves the portal: at once, with what was there before, and with a clear word when it cannot."""

import re
import resource
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

pytestmark = [pytest.mark.engine, pytest.mark.slow]

START_LIMIT = 15  # seconds from nothing to the first page
AS_LOADING = 20  # times the work of loading the command alone: less than two cores do in START_LIMIT when idle
LOADS = 5
IDLE_PORT = 1  # of PostgreSQL that is not there
IMPORTED = re.compile(r"""^import [^;]*?["'](\.[^"']+)["'];$""", re.MULTILINE)  # the address of an imported script


def get(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as response:
        return response, response.read()


def status_and_text(url):
    try:
        response, body = get(url)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()
    return response.status, body.decode()


def work_of_children():
    """Return the processor time, in seconds, of every process that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def one_line(result):
    assert result.returncode == 2, result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


def test_the_first_start_answers_in_time_and_stops_when_told(serve, manage, tmp_path):
    loading = work_of_children()
    for _ in range(LOADS):
        manage("portal", "--help")
    loading = (work_of_children() - loading) / LOADS
    work, begun = work_of_children(), time.monotonic()
    with serve(tmp_path, PORTAL_STATIC_ROOT=str(tmp_path / "static")) as portal:
        _, page = get(portal.url + "/")
        waited = time.monotonic() - begun
        portal.process.send_signal(signal.SIGINT)
        code = portal.process.wait(timeout=10)
    worked = work_of_children() - work

    # On a busy computer the waiting says nothing of the portal; its work beside that of loading the command does.
    assert waited < START_LIMIT or worked < AS_LOADING * loading, (waited, worked, loading)
    assert "Olofströms kommun" in page.decode()
    assert "Visar: Olofströms kommun" in portal.lines
    assert code == 0


def test_files_have_names_of_their_content_and_come_as_brotli(portal_server):
    _, page = get(portal_server.url + "/")
    address = re.search(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', page.decode())[1]

    response, _ = get(portal_server.url + address, **{"Accept-Encoding": "br"})

    assert response.headers["Content-Encoding"] == "br"
    assert "immutable" in response.headers["Cache-Control"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_script_asks_for_another_by_the_name_of_its_content(portal_server, static_root):
    scripts = [path for path in static_root.glob("js/**/*.js") if IMPORTED.search(path.read_text(encoding="utf-8"))]
    asked = {(path.parent / name).resolve() for path in scripts for name in IMPORTED.findall(path.read_text("utf-8"))}

    assert static_root / "js" / "sheet" in {path.parent for path in asked}
    assert [path for path in asked if not path.is_file()] == []
    assert [path.name for path in asked if not re.search(r"\.[0-9a-f]{12}\.js$", path.name)] == []
    assert [path for path in asked if not path.with_name(f"{path.name}.br").is_file()] == []


def test_a_second_start_keeps_the_data_and_changes_the_password(serve, tmp_path):
    with serve(tmp_path) as first:
        pass
    with sqlite3.connect(tmp_path / "portal.sqlite3") as database:
        database.execute("UPDATE indicators_portal SET title = 'Vår egen portal'")
    database.close()

    with serve(tmp_path) as second:
        _, page = get(second.url + "/")

    assert "Vår egen portal" in page.decode()
    assert not any("fylls" in line for line in second.lines)
    assert first.password != second.password


def test_a_lost_database_is_told_in_swedish_and_found_again(serve, postgresql_server, tmp_path):
    with serve(tmp_path, DATABASE_URL=postgresql_server.get_uri()) as portal:
        before = status_and_text(portal.url + "/")
        postgresql_server.stop()
        lost, unready = status_and_text(portal.url + "/"), status_and_text(portal.url + "/readyz")
        alive = status_and_text(portal.url + "/healthz")
        postgresql_server.start()
        after = status_and_text(portal.url + "/")

    assert (before[0], lost[0], unready[0], alive[0], after[0]) == (200, 500, 503, 200, 200)
    assert "Något gick fel hos oss" in lost[1]
    assert unready[1] == "Databasen svarar inte.\n"
    assert after[1] == before[1]


def test_the_example_says_that_it_is_one(example_server):
    _, page = get(example_server.url + "/")

    assert "Exempeldata" in page.decode()
    assert any("(exempeldata)" in line for line in example_server.lines)


def test_the_printed_login_opens_the_admin(example_server):
    login = example_server.url + "/konto/logga-in/?next=/admin/"
    jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', jar.open(login, timeout=10).read())[1].decode()
    form = {"login": "administrator", "password": example_server.password, "csrfmiddlewaretoken": token}

    answer = jar.open(login, urllib.parse.urlencode(form).encode(), timeout=10)

    assert answer.url == example_server.url + "/admin/"


def test_the_example_prints_one_person_for_each_role(example_server, portal_server):
    assert set(example_server.passwords) == {"Användare", "administrator", "inmatare", "godkannare", "samordnare"}
    assert set(portal_server.passwords) == {"Användare", "administrator"}
    assert any("Bildningsförvaltningen och Kommunledningskontoret" in line for line in example_server.lines)


def test_a_busy_port_is_named_with_the_way_out(manage, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = manage("portal", "--port", str(port), DATABASE_URL=f"sqlite:///{tmp_path}/portal.sqlite3")

    assert f"Port {port} är upptagen" in one_line(result)
    assert "--port" in result.stderr


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("hej", "DATABASE_URL är fel skriven"),
        ("sqlite:////finns/inte/portal.sqlite3", "går inte att skriva till"),
        ("sqlite:////proc/portal.sqlite3", "går inte att skriva till"),
        (f"sqlite:///{__file__}", "går inte att skriva till"),
        (f"postgresql://a:b@127.0.0.1:{IDLE_PORT}/portal", "PostgreSQL svarar inte som väntat"),
    ],
    ids=["oläslig", "mappen finns inte", "mappen är skrivskyddad", "ingen databas", "PostgreSQL nere"],
)
def test_a_database_that_cannot_be_used_is_named(manage, url, reason):
    assert reason in one_line(manage("portal", "--port", "0", DATABASE_URL=url))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--port", "hej"], "--port ska vara ett tal"),
        (["--port", "70000"], "--port ska vara ett tal"),
        (["--data", "stockholm"], "--data ska vara olofstrom eller exempel"),
        (["--host", "0.0.0.0"], "Sätt då PORTAL_SECRET_KEY och PORTAL_HOSTS"),
    ],
)
def test_a_wrong_choice_is_explained(manage, tmp_path, arguments, reason):
    assert reason in one_line(manage("portal", *arguments, DATABASE_URL=f"sqlite:///{tmp_path}/portal.sqlite3"))


def test_another_municipality_is_never_mixed_in(manage, serve, tmp_path):
    with serve(tmp_path, "--data", "exempel"):
        pass

    result = manage("portal", "--data", "olofstrom", "--port", "0", DATABASE_URL=f"sqlite:///{tmp_path}/portal.sqlite3")

    assert "Databasen innehåller redan" in one_line(result)


def test_help_is_in_swedish(manage):
    result = manage("portal", "--help")

    assert result.returncode == 0
    assert result.stdout.startswith("Användning: uv run manage.py portal")
    for english in ("options", "usage", "show this", "exit"):
        assert english not in result.stdout
