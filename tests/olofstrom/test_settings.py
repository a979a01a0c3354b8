"""The portal starts with safe settings or not at all, and says why in one line."""

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.engine, pytest.mark.slow]

SECRET = secrets.token_urlsafe(64)
PRODUCTION = {
    "PORTAL_SECRET_KEY": SECRET,
    "PORTAL_HOSTS": "portal.invalid",
    "PORTAL_MAIL_URL": "smtp://post.invalid",
}


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, "PORTAL_SECRET_KEY saknas"),
        ({"PORTAL_SECRET_KEY": "kort", "PORTAL_HOSTS": "portal.invalid"}, "PORTAL_SECRET_KEY är för kort"),
        ({"PORTAL_SECRET_KEY": SECRET}, "PORTAL_HOSTS saknas"),
        (PRODUCTION | {"PORTAL_DEVELOPMENT": "kanske"}, "'kanske' ska vara 1 eller 0"),
        (PRODUCTION | {"DATABASE_URL": "hej"}, "DATABASE_URL är fel skriven"),
        (PRODUCTION | {"PORTAL_OIDC_SERVER": "http://adfs.invalid"}, "PORTAL_OIDC_SERVER är fel skriven"),
        (PRODUCTION | {"PORTAL_LOG_DAYS": "30"}, "'30' ska vara ett heltal som är minst 90"),
    ],
)
@pytest.mark.parametrize("command", ["check", "createsuperuser"])
def test_a_command_refuses_to_start_with_one_line(manage, command, environment, reason):
    result = manage(command, **environment)

    assert result.returncode == 2
    assert result.stdout == ""
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", [("load_plan", "fixtures/exempel"), ("dump_plan", "plan"), ("gallra",), ("migrate",)]
)
def test_a_command_without_a_database_says_so_in_one_line(manage, tmp_path, command):
    result = manage(*command, PORTAL_DEVELOPMENT="1", DATABASE_URL=f"sqlite:///{tmp_path}/finns-inte/portal.sqlite3")

    assert result.returncode == 2
    assert result.stderr.startswith("Databasen går inte att använda (unable to open database file).")
    assert result.stderr.count("\n") == 1


def test_a_command_without_its_tables_says_how_they_are_made(manage, tmp_path):
    result = manage("gallra", PORTAL_DEVELOPMENT="1", DATABASE_URL=f"sqlite:///{tmp_path}/tom.sqlite3")

    assert result.returncode == 2
    assert result.stderr.endswith("kör: uv run manage.py migrate\n")
    assert result.stderr.count("\n") == 1


def test_a_web_server_refuses_to_start_with_one_line():
    code = "import olofstrom.wsgi"

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, env={}, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stderr.startswith("PORTAL_SECRET_KEY saknas")
    assert result.stderr.count("\n") == 1


def test_production_passes_the_check_for_deployment(manage):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (PRODUCTION, "[True, 730, None, False]"),
        (PRODUCTION | {"PORTAL_REQUIRE_MFA": "0", "PORTAL_LOG_DAYS": "90"}, "[False, 90, None, False]"),
        ({"PORTAL_DEVELOPMENT": "1"}, "[False, 730, None, True]"),
        ({"PORTAL_DEVELOPMENT": "1", "PORTAL_REQUIRE_MFA": "1"}, "[True, 730, None, True]"),
    ],
)
def test_second_factor_is_demanded_outside_development(manage, environment, expected):
    script = (
        "from django.conf import settings as s; hashers = ' '.join(s.PASSWORD_HASHERS); "
        "print([s.REQUIRE_MFA, s.LOG_DAYS, s.OIDC, 'DevelopmentHasher' in hashers])"
    )

    assert manage("shell", "--no-imports", "-c", script, **environment).stdout.strip() == expected


def test_production_locks_its_cookies_and_never_debugs(manage):
    wanted = (
        "DEBUG SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY "
        "CSRF_COOKIE_HTTPONLY SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS"
    )
    script = f"from django.conf import settings; print([getattr(settings, n) for n in '{wanted}'.split()])"

    result = manage("shell", "--no-imports", "-c", script, **PRODUCTION, PORTAL_DEBUG="1")

    names = ["'__Host-sessionid'", "'__Host-csrftoken'"]
    assert result.stdout.strip() == f"[False, {', '.join(names)}, True, True, True, True, True, 31536000]"
