"""Logging in in a real browser: by app, by codes in reserve, by keys and by the municipality's directory."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from tests.browser.axe import OF_COLOUR, violations
from tests.olofstrom.login.idp import CLIENT, SECRET, Directory, served

# What sticks out on the narrowest screen; a wide table scrolls inside its own region.
OVERFLOWS = """() => document.documentElement.scrollWidth <= 320 ? [] :
  [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > 321)
  .map(each => each.outerHTML.slice(0, 150))"""
REFUSALS = ("status of 401", "status of 403")  # noted by the browser when a page says that somebody is not let in


@pytest.fixture(scope="module")
def idp():
    with served(Directory()) as found:
        found.person |= {"preferred_username": "samordnare"}
        yield found


@pytest.fixture(scope="module")
def demanding(serve_loaded, example_database, idp):
    """Serve the fictional municipality as it is in earnest: with a second factor for everyone, and a directory."""
    earnest = {
        "PORTAL_REQUIRE_MFA": "1",
        "PORTAL_OIDC_SERVER": idp.url,
        "PORTAL_OIDC_CLIENT_ID": CLIENT,
        "PORTAL_OIDC_SECRET": SECRET,
        "PORTAL_OIDC_NAME": "Exempelunda kommun",
        "PORTAL_OIDC_MFA": "1",
    }
    with serve_loaded(example_database, **earnest) as portal:
        yield portal


@pytest.fixture
def official(new_context, demanding):
    """Return a function that opens a page; no page may have complained when the test is over.

    By name and not by number, since a key belongs to a name.
    """
    complaints = []
    base_url = demanding.url.replace("127.0.0.1", "localhost")

    def note(said):
        if said.type in {"error", "warning"} and not any(each in said.text for each in REFUSALS):
            complaints.append(said.text)

    def open_page(**options):
        page = new_context(base_url=base_url, reduced_motion="reduce", **options).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", note)
        return page

    yield open_page
    assert complaints == []


def check(page):
    """Hold a page to axe in light and dark, and to the narrowest screen."""
    assert violations(page) == [], page.url
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_COLOUR) == [], page.url
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(OVERFLOWS) == [], page.url
    page.set_viewport_size({"width": 1280, "height": 800})


def log_in(page, name, password):
    page.goto("/konto/logga-in/")
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()


def log_out(page):
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()


def code(secret, steps=0):
    step = list(totp.yield_hotp_counters_from_time())[1] + steps
    return totp.format_hotp_value(totp.hotp_value(secret, step))


def insert_key(page):
    """Give the browser a device that makes and shows keys, whose owner always says yes."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": device | {"isUserVerified": True}})


def heading(page):
    return page.get_by_role("heading", level=1)


def test_app_and_recovery_codes_work_without_javascript(official, demanding):
    page = official(java_script_enabled=False)
    log_in(page, "inmatare", demanding.passwords["inmatare"])
    expect(page.get_by_text("Ett steg kvar.")).to_be_visible()
    page.goto("/admin/")
    expect(heading(page)).to_have_text("Mitt konto")
    page.get_by_role("link", name="Lägg till en nyckel").click()
    expect(page.get_by_text("Nycklar kräver JavaScript")).to_be_visible()

    page.goto("/konto/app/")
    expect(page.get_by_role("img", name="QR-kod")).to_be_visible()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Kod").fill(code(secret))
    page.get_by_role("button", name="Lägg till appen").click()
    expect(heading(page)).to_have_text("Dina reservkoder")
    spare = page.locator(".codes li").all_inner_texts()
    page.get_by_role("link", name="Jag har sparat koderna").click()
    expect(heading(page)).to_have_text("Vad vill du göra?")
    log_out(page)

    log_in(page, "inmatare", demanding.passwords["inmatare"])
    page.get_by_label("Kod").fill(code(secret, 1))
    page.get_by_role("button", name="Fortsätt", exact=True).click()
    expect(heading(page)).to_have_text("Vad vill du göra?")
    log_out(page)

    log_in(page, "inmatare", demanding.passwords["inmatare"])
    page.get_by_label("Kod").fill(spare[0])
    page.get_by_role("button", name="Fortsätt", exact=True).click()
    expect(heading(page)).to_have_text("Vad vill du göra?")


def test_a_key_is_added_and_opens_alone_and_as_the_second_step(official, demanding):
    page = official()
    insert_key(page)
    log_in(page, "godkannare", demanding.passwords["godkannare"])
    page.get_by_role("link", name="Lägg till en nyckel").click()
    check(page)
    page.get_by_label("Vad ska nyckeln heta?").fill("Jobbdatorn")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(heading(page)).to_have_text("Dina reservkoder")
    log_out(page)

    page.goto("/admin/goals/goal/")
    page.get_by_role("button", name="Använd en nyckel").click()
    expect(heading(page)).to_have_text("Mål")
    assert page.url.endswith("/admin/goals/goal/"), "back to what was asked for"
    log_out(page)

    log_in(page, "godkannare", demanding.passwords["godkannare"])
    expect(heading(page)).to_contain_text("Steg 2 av 2")
    check(page)
    page.get_by_label("Kod").fill("000000")
    page.get_by_role("button", name="Fortsätt", exact=True).click()
    expect(page.get_by_role("link", name="Koden stämmer inte.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Använd en nyckel").click()
    expect(heading(page)).to_have_text("Vad vill du göra?")

    page.goto("/konto/nycklar/")
    expect(page.get_by_role("heading", name="Jobbdatorn")).to_be_visible()
    page.get_by_role("link", name="Byt namn på Jobbdatorn").click()
    page.get_by_label("Vad ska nyckeln heta?").fill("Telefonen")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Ta bort Telefonen").click()
    page.get_by_role("button", name="Ja, ta bort").click()
    page.goto("/admin/")
    expect(page.get_by_text("Ett steg kvar.")).to_be_visible()


def test_a_key_that_is_not_there_is_told_of_in_words(official):
    page = official()
    insert_key(page)  # an empty one
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name="Använd en nyckel").click()

    expect(page.get_by_role("alert")).to_contain_text("Ingen nyckel användes.")
    check(page)


def test_directory_lets_in_only_those_with_an_account(official, idp):
    page = official()
    page.goto("/admin/goals/goal/")
    page.get_by_role("button", name="Fortsätt med Exempelunda kommun").click()
    expect(heading(page)).to_have_text("Mål")
    assert page.url.endswith("/admin/goals/goal/")
    log_out(page)

    idp.person |= {"sub": "nummer-2", "preferred_username": "olle"}
    page.get_by_role("button", name="Fortsätt med Exempelunda kommun").click()
    expect(heading(page)).to_have_text("Du har inget konto här")
    check(page)
    page.goto("/konto/logga-in/kommunen/svar/?state=x")
    expect(heading(page)).to_have_text("Inloggningen blev inte klar")
    check(page)


def test_the_login_is_accessible_in_every_state(official):
    page = official()
    page.goto("/konto/logga-in/?next=/admin/&orsak=time")
    expect(page.get_by_text("Tiden har gått ut")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("link", name="Skriv ditt lösenord.")).to_be_visible()
    check(page)
    log_in(page, "finns inte", "fel")
    expect(page.get_by_role("alert").first).to_contain_text("Det gick inte att logga in.")
    check(page)


def test_every_page_of_the_account_is_accessible(official, demanding):
    page = official()
    log_in(page, "administrator", demanding.passwords["administrator"])
    check(page)  # something is missing
    page.goto("/konto/app/")
    check(page)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Kod").fill("123")
    page.get_by_role("button", name="Lägg till appen").click()
    check(page)
    page.get_by_label("Kod").fill(code(secret))
    page.get_by_role("button", name="Lägg till appen").click()
    expect(heading(page)).to_have_text("Dina reservkoder")
    check(page)
    insert_key(page)
    page.goto("/konto/nycklar/ny/")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(heading(page)).to_have_text("Mitt konto")
    check(page)
    for address in (
        "nycklar/",
        "losenord/",
        "inloggningar/",
        "app/ta-bort/",
        "reservkoder/",
        "reservkoder/nya/",
        "logga-ut/",
    ):
        page.goto(f"/konto/{address}")
        check(page)
    for address in ("bekrafta/", "bekrafta/kod/", "bekrafta/nyckel/"):
        page.goto(f"/konto/{address}?next=/konto/")
        expect(heading(page)).to_have_text("Visa att det är du")
        check(page)
    page.get_by_role("button", name="Använd en nyckel").click()
    expect(heading(page)).to_have_text("Mitt konto")
    page.goto("/konto/nycklar/")
    key = page.get_by_role("link", name="Byt namn").get_attribute("href").removesuffix("namn/")
    for what in ("namn/", "ta-bort/"):
        page.goto(key + what)
        check(page)

    page.goto("/konto/losenord/")
    page.get_by_role("button", name="Byt lösenord").click()
    expect(page.get_by_role("link", name="Skriv lösenordet du har nu.")).to_be_visible()
    check(page)
    for address in (
        "auth/user/",
        "auth/user/add/",
        "auth/user/2/change/",
        "auth/user/1/change/",
        "auth/user/2/password/",
        "auth/user/2/inloggning/",
        "indicators/event/",
        "indicators/event/1/change/",
    ):
        page.goto(f"/admin/{address}")
        check(page)


def test_person_is_warned_before_logout_and_stays_by_a_press(official, demanding):
    page = official()
    insert_key(page)
    page.clock.install()
    log_in(page, "samordnare", demanding.passwords["samordnare"])
    expect(heading(page)).to_have_text("Mitt konto")
    page.wait_for_load_state()  # the script, which runs after the page is read, has begun to count
    told = page.get_by_role("dialog", name="Du loggas snart ut")
    page.clock.fast_forward("54:00")
    expect(told).to_be_hidden()

    page.clock.fast_forward("01:01")
    expect(told).to_be_visible()
    check(page)
    page.get_by_role("button", name="Fortsätt vara inloggad").click()
    expect(told).to_be_hidden()

    page.clock.fast_forward("56:00")
    expect(told).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name="Fortsätt vara inloggad").click()
    expect(told).to_contain_text("Du är utloggad.")
    page.get_by_role("button", name="Stäng").click()
    expect(told).to_be_hidden()
