"""What every answer carries, and which requests never reach a page."""

import pytest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATIC_FILE = "/static/vendor/README.md"


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    "path", ["/healthz", "/robots.txt", "/admin/", "/konto/logga-in/", "/finns-inte/", "/?q=%00", STATIC_FILE]
)
@pytest.mark.django_db
def test_every_answer_carries_the_same_protection(client, path):
    response = client.get(path)
    body(response)

    assert response["Content-Security-Policy"] == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize(
    "query",
    ["q=" + "x" * 10_000, "q=%00", "q=a%0Ab", "q=%1B%5B31m", "q=%7F", "q=%C2%85", "q=%FF%FE", "%00=1", "q=\x01"],
    ids=["10 kB", "noll", "radbyte", "escape", "del", "C1", "inte UTF-8", "i namnet", "rått"],
)
@pytest.mark.django_db
def test_a_hostile_query_gets_400_in_swedish(client, query):
    response = client.get("/", QUERY_STRING=query)

    assert response.status_code == 400
    assert "Adressen går inte att läsa" in response.text
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/mal/%00/", "/mal/%0A/", "/mal/%FF%FE/", "/mal/%C2%85/", "/mal/%2500/"])
@pytest.mark.django_db
def test_a_hostile_path_gets_400_in_swedish(client, path):
    response = client.get(path)

    assert response.status_code == 400
    assert "Adressen går inte att läsa" in response.text


@pytest.mark.parametrize(
    "query", ["q=trygghet+%C3%A5k+8", "q=räksmörgås".encode().decode("latin-1"), "q=%F0%9F%8C%B2", "ar=abc"]
)
@pytest.mark.django_db
def test_a_plain_query_is_not_hostile(client, query):
    assert client.get("/healthz", QUERY_STRING=query).status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "QUERY", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "X"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/admin/", "/finns-inte/", STATIC_FILE])
def test_a_method_the_portal_has_no_use_for_gets_405(client, method, path):
    response = client.generic(method, path)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_the_body_of_a_form_may_be_longer_than_an_address(client):
    response = client.post("/healthz", {"text": "å" * 100_000})

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.django_db
def test_admin_is_never_kept_by_a_cache(client):
    for path in ("/admin/", "/admin/login/", "/konto/logga-in/", "/konto/"):
        assert client.get(path)["Cache-Control"] == "no-store", path


@pytest.mark.django_db
def test_only_the_account_pages_may_ask_the_browser_for_keys(client):
    def policy(path):
        return client.get(path)["Permissions-Policy"]

    for use in ("get", "create"):
        assert f"publickey-credentials-{use}=(self)" in policy("/konto/logga-in/")
        assert f"publickey-credentials-{use}=()" in policy("/robots.txt")
        assert f"publickey-credentials-{use}=()" in policy("/admin/")


def test_public_page_is_kept_and_asked_about_without_a_login(client):
    anyone = client.get("/robots.txt")
    client.cookies["sessionid"] = "x" * 32
    official = client.get("/robots.txt")

    assert (anyone["Cache-Control"], official["Cache-Control"]) == ("public, no-cache", "private, no-cache")
    assert anyone["Vary"] == official["Vary"] == "Cookie"


@pytest.mark.django_db
def test_no_cookie_before_the_login_page(client):
    for path in ("/healthz", "/readyz", "/robots.txt", "/finns-inte/", "/?q=%00"):
        assert not client.get(path).cookies, path
    assert set(client.get("/konto/logga-in/").cookies) == {"csrftoken"}


def test_open_data_is_for_other_sites_scripts_too(client, example_plan):
    for kind in ("csv", "json"):
        response = client.get(f"/indikatorer/behoriga-larare.{kind}")

        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path", ["/indikatorer/finns-inte.csv", "/indikatorer/finns-inte.json", "/admin/finns-inte.csv"]
)
@pytest.mark.django_db
def test_a_file_that_is_not_open_data_stays_on_its_own_site(client, path):
    response = client.get(path)

    assert response.status_code in {302, 404}
    assert "Access-Control-Allow-Origin" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/robots.txt", "public, no-cache"),
        ("/finns-inte/", "private, no-cache"),
        ("/?q=%00", "private, no-cache"),
        ("/healthz", "max-age=0, no-cache, no-store, must-revalidate, private"),
    ],
)
@pytest.mark.django_db
def test_an_answer_says_how_long_it_may_be_kept(client, path, kept):
    assert client.get(path)["Cache-Control"] == kept


@pytest.mark.parametrize("length", [4096, 4097])
@pytest.mark.django_db
def test_a_query_has_a_longest_length(client, length):
    status = client.get("/healthz", QUERY_STRING="q=" + "x" * (length - 2)).status_code

    assert status == (200 if length == 4096 else 400)
