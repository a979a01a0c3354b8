"""How mail is sent is read from one variable, and a faulty one is said in Swedish."""

import pytest

from olofstrom.environment import EnvironmentFault, mailers, whole_number


def test_mail_without_a_server_is_printed_in_development_only():
    assert mailers("", is_development=True)["default"]["BACKEND"].endswith("console.EmailBackend")
    assert mailers(None, is_development=False) == {}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://relay.example", ("relay.example", 25, "", "", False, False)),
        ("smtp+starttls://a%40b:p%2Fw@mail.example", ("mail.example", 587, "a@b", "p/w", True, False)),
        ("smtps://u:p@mail.example:4465", ("mail.example", 4465, "u", "p", False, True)),
    ],
)
def test_a_server_is_read_from_its_url(url, expected):
    options = mailers(url, is_development=True)["default"]["OPTIONS"]

    names = ("host", "port", "username", "password", "use_tls", "use_ssl")
    assert tuple(options[name] for name in names) == expected
    assert options["timeout"] > 0


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://x:port", "smtp://[x"])
def test_another_url_is_refused(url):
    with pytest.raises(EnvironmentFault, match="PORTAL_MAIL_URL är fel skriven"):
        mailers(url, is_development=False)


def test_a_number_of_days_is_a_whole_number():
    assert whole_number(None, default=365) == 365
    assert whole_number("90", default=365) == 90


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "٣", "9999999999"])
def test_another_number_of_days_is_refused(text):
    with pytest.raises(EnvironmentFault, match="heltal"):
        whole_number(text, default=365)
