"""Which browser a login was made with, as its owner would say: most call themselves by their ancestors' names too."""

import pytest

from olofstrom.login.browsers import described

CHROMIUM = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.0 Safari/605.1.15", "Safari på Mac"),
        (f"Mozilla/5.0 (Linux; Android 15; K) {CHROMIUM}", "Chrome på Android"),
        (f"Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 {CHROMIUM}", "Samsung Internet på Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 16093.0.0) {CHROMIUM}", "Chrome på Chromebook"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROMIUM} OPR/120.0.0.0", "Opera på Linux"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) {WEBKIT} CriOS/140.0 Safari/604.1", "Chrome på iPhone"),
        (f"Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) {WEBKIT} FxiOS/140.0 Safari/604.1", "Firefox på iPad"),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROMIUM} EdgA/140.0.0.0", "Edge på Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox på Linux"),
        ("okänd sak (Windows NT 10.0)", "Okänd webbläsare på Windows"),
    ],
)
def test_a_browser_is_told_by_its_own_name(agent, name):
    assert described(agent) == name
