"""The accounts of the own machine open nothing anywhere else, whatever they are opened with."""

import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from olofstrom.login.development_accounts import make_accounts
from olofstrom.login.hashers import development_password

BASE_DIR = Path(__file__).resolve().parents[3]
LIMIT = 60  # seconds that a server may take to start
PRODUCTION = {
    "PORTAL_DEVELOPMENT": "0",
    "PORTAL_SECRET_KEY": secrets.token_urlsafe(64),
    "PORTAL_HOSTS": "portal.invalid,127.0.0.1",
    "PORTAL_REQUIRE_MFA": "0",
}


@pytest.mark.django_db
class TestThePassword:
    def test_it_opens_and_stays_marked(self, client, account, log_in):
        user = account("utvecklare")
        user.password = development_password("bara här och nu 1")
        user.save()

        log_in(client, "utvecklare", "bara här och nu 1")

        assert client.get("/admin/").status_code == 200
        user.refresh_from_db()
        assert user.password.startswith("development$"), "a login does not hash it for use elsewhere"

    def test_elsewhere_it_opens_nothing_and_an_open_login_closes(self, client, account, log_in, settings):
        user = account("utvecklare")
        user.password = development_password("bara här och nu 1")
        user.save()
        log_in(client, "utvecklare", "bara här och nu 1")
        by_force = Client()
        by_force.force_login(user)

        settings.DEVELOPMENT = False

        assert client.get("/admin/").status_code == 302
        assert by_force.get("/admin/").status_code == 302
        log_in(other := Client(), "utvecklare", "bara här och nu 1")
        assert other.get("/admin/").status_code == 302

    def test_it_is_not_changed_into_one_that_opens_elsewhere(self, client, account, log_in):
        user = account("utvecklare", is_superuser=True)
        user.password = development_password("bara här och nu 1")
        user.save()
        log_in(client, "utvecklare", "bara här och nu 1")
        new = "åtta hundar på en brygga"

        answer = client.post(
            "/konto/losenord/", {"oldpassword": "bara här och nu 1", "password1": new, "password2": new}
        )

        assert "Kontot finns bara på den här datorn" in answer.text
        user.refresh_from_db()
        assert check_password("bara här och nu 1", user.password)

    def test_accounts_are_made_in_development_only(self, settings, django_user_model):
        settings.DEVELOPMENT = False

        with pytest.raises(RuntimeError):
            make_accounts(with_roles=True)
        assert not django_user_model.objects.exists()


class Abroad:
    """A portal served as it is outside development, and what it writes to standard output."""

    def __init__(self, url, static_root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        shell = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))}
        self.process = subprocess.Popen(
            [sys.executable, BASE_DIR / "manage.py", "portal", "--port", str(self.port)],
            env=shell | PRODUCTION | {"DATABASE_URL": url, "PORTAL_STATIC_ROOT": str(static_root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines, self.serves = [], Event()
        self.reader = Thread(target=self._read)
        self.reader.start()
        assert self.serves.wait(LIMIT), "".join(self.lines)

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("Avsluta med"):
                self.serves.set()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=LIMIT)
        self.reader.join()
        self.process.stdout.close()


@pytest.fixture
def abroad(static_root):
    """Return a function that serves a database as it is served outside development."""
    running = []

    def start(url):
        running.append(Abroad(url, static_root))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            each.stop()


class Browser:
    """Speaks as a browser behind a proxy that ends TLS: cookies are kept although the last step is plain."""

    def __init__(self, port):
        self.port, self.cookies, self.lines = port, {}, []

    def ask(self, method, path, **form):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"X-Forwarded-Proto": "https", "Cookie": cookies, "Referer": f"https://127.0.0.1:{self.port}/"}
        body = urlencode(form) if form else None
        link.request(method, path, body, headers | {"Content-Type": "application/x-www-form-urlencoded"})
        answer = link.getresponse()
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        link.close()
        return answer, text

    def log_in(self, name, password):
        _, page = self.ask("GET", "/konto/logga-in/")
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        return self.ask("POST", "/konto/logga-in/", login=name, password=password, csrfmiddlewaretoken=token)


@pytest.mark.engine
def test_real_server_refuses_development_accounts(serve, abroad, manage, tmp_path):
    url = f"sqlite:///{tmp_path}/portal.sqlite3"
    with serve(tmp_path, "--data", "exempel") as portal:
        logins = {name: portal.passwords[name] for name in ("administrator", "inmatare", "samordnare")}
    made = manage(
        "createsuperuser",
        "--noinput",
        "--username",
        "riktig",
        "--email",
        "r@exempel.se",
        DATABASE_URL=url,
        DJANGO_SUPERUSER_PASSWORD="sju katter under ett tak",
        **PRODUCTION,
    )
    assert made.returncode == 0, made.stderr
    portal = abroad(url)

    for name, password in logins.items():
        browser = Browser(portal.port)
        answer, text = browser.log_in(name, password)
        assert answer.status == 200
        assert "Det gick inte att logga in" in text
        assert browser.ask("GET", "/admin/")[0].status == 302
    browser = Browser(portal.port)
    answer, _ = browser.log_in("riktig", "sju katter under ett tak")

    assert answer.headers["Location"] == "/admin/"
    assert browser.ask("GET", "/admin/")[0].status == 200
    assert {"__Host-sessionid", "__Host-csrftoken"} <= set(browser.cookies)
    cookie = next(each for each in answer.headers.get_all("Set-Cookie") if each.startswith("__Host-sessionid"))
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "expires" not in cookie.lower(), "gone when the browser is closed"

    portal.stop()
    told = [json.loads(line) for line in portal.lines if line.startswith("{")]
    assert [(each["kind"], each["subject"]) for each in told] == [
        *(("login_failed", name) for name in logins),
        ("login", "riktig"),
    ]
    assert not any(password in "".join(portal.lines) for password in (*logins.values(), "sju katter under ett tak"))
