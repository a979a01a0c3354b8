"""Keys (passkeys), shown by a small authenticator of the tests' own: what opens, and what must not."""

import json
import secrets
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

pytestmark = pytest.mark.django_db
PRESENT, VERIFIED = 0x01, 0x04
BOTH = PRESENT | VERIFIED
ASKS = {"Accept": "application/json"}


class Key:
    """A device with one key in it, for one account at one site."""

    def __init__(self, site="testserver"):
        self.secret, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.site, self.handle = site, b""

    def _client_data(self, kind, challenge, origin):
        kind = CollectedClientData.TYPE(kind)
        return CollectedClientData.create(kind, websafe_decode(challenge), origin or f"https://{self.site}")

    def _answer(self, response):
        own = websafe_encode(self.id)
        facts = {"id": own, "rawId": own, "type": "public-key", "clientExtensionResults": {"credProps": {"rk": True}}}
        return json.dumps(facts | {"response": {name: websafe_encode(value) for name, value in response.items()}})

    def made(self, options, origin=""):
        """Return what a browser posts of a new key."""
        self.handle = websafe_decode(options["user"]["id"])
        data = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self.secret.public_key()))
        told = AuthenticatorData.create(sha256(self.site.encode()).digest(), BOTH | 0x40, 0, data)
        client = self._client_data("webauthn.create", options["challenge"], origin)
        return self._answer(
            {
                "clientDataJSON": client,
                "attestationObject": AttestationObject.create("none", told, {}),
                "transports": b"",
            }
        )

    def shown(self, options, flags=BOTH, origin=""):
        """Return what a browser posts of a key that is shown."""
        told = AuthenticatorData.create(sha256(self.site.encode()).digest(), flags, 0)
        client = self._client_data("webauthn.get", options["challenge"], origin)
        signature = self.secret.sign(told + client.hash, ec.ECDSA(hashes.SHA256()))
        answer = {
            "clientDataJSON": client,
            "authenticatorData": told,
            "signature": signature,
            "userHandle": self.handle,
        }
        return self._answer(answer)


@pytest.fixture
def key(eva, log_in):
    """Return a key of Eva's."""
    log_in(client := Client())
    found = Key()
    options = client.get("/konto/nycklar/ny/").context["js_data"]["creation_options"]["publicKey"]
    form = {"credential": found.made(plain(options)), "name": "Jobbdatorn", "passwordless": "on"}
    assert client.post("/konto/nycklar/ny/", form)["Location"] == "/konto/reservkoder/"
    client.post("/konto/logga-ut/")
    return found


def plain(options):
    """Return options as a browser gets them."""
    return json.loads(json.dumps(dict(options)))


def asked(client):
    return client.get("/konto/logga-in/nyckel/", headers=ASKS).json()["request_options"]["publicKey"]


def show(client, credential, **form):
    return client.post("/konto/logga-in/nyckel/", {"credential": credential, **form})


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_a_key_opens_alone_where_two_factors_are_demanded(client, key, told, settings):
    settings.REQUIRE_MFA = True

    answer = show(client, key.shown(asked(client)), next="/admin/goals/")

    assert answer["Location"] == "/admin/goals/"
    assert is_in(client)
    assert told("login")[-1].detail == "nyckel"
    assert told("factor")[0].detail == "Lade till nyckel: Jobbdatorn"


def test_a_key_is_the_second_step_after_the_password(client, key, log_in, told, settings):
    settings.REQUIRE_MFA = True
    assert log_in(client)["Location"] == "/konto/logga-in/kod/"
    options = plain(client.get("/konto/logga-in/kod/").context["js_data"]["request_options"]["publicKey"])

    client.post("/konto/logga-in/kod/", {"credential": key.shown(options)})

    assert is_in(client)
    assert told("login")[-1].detail == "lösenord och nyckel"


def test_what_a_key_has_signed_opens_once(client, key):
    signed = key.shown(asked(client))
    show(client, signed)
    client.post("/konto/logga-ut/")

    show(client, signed)
    show(other := Client(), signed)

    assert not is_in(client)
    assert not is_in(other)


def test_what_was_signed_for_another_visit_opens_nothing(client, key):
    signed = key.shown(asked(Client()))
    asked(client)

    assert "Nyckeln gick inte att använda här" in client.get(show(client, signed)["Location"]).text
    assert not is_in(client)


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver", "https://testserver.evil.example"])
def test_what_was_signed_at_another_site_opens_nothing(client, key, origin):
    show(client, key.shown(asked(client), origin=origin))

    assert not is_in(client)


def test_key_without_user_verification_opens_nothing_alone(client, key):
    show(client, key.shown(asked(client), flags=PRESENT))

    assert not is_in(client)


def test_key_answering_anothers_challenge_opens_nothing(client, key, ada, log_in):
    log_in(client, "ada")
    options = client.get("/konto/nycklar/ny/").context["js_data"]["creation_options"]["publicKey"]
    own = Key()
    client.post("/konto/nycklar/ny/", {"credential": own.made(plain(options)), "name": ""})
    client.post("/konto/logga-ut/")
    log_in(client, "ada")
    options = plain(client.get("/konto/logga-in/kod/").context["js_data"]["request_options"]["publicKey"])
    assert options["userVerification"] == "preferred"
    client.post("/konto/logga-ut/")

    show(client, key.shown(options, flags=PRESENT))

    assert not is_in(client)


def test_a_strangers_key_opens_nothing(client, key):
    stranger = Key()
    stranger.id, stranger.handle = key.id, key.handle

    show(client, stranger.shown(asked(client)))

    assert not is_in(client)


def test_key_of_inactive_account_fails_like_a_wrong_password(client, key, eva, told):
    eva.is_active = False
    eva.save()

    answer = show(client, key.shown(asked(client)))

    assert "Det gick inte att logga in." in client.get(answer["Location"]).text
    assert not is_in(client)
    assert told("login_failed")[-1].detail == "Kontot får inte användas"


def test_a_factor_shown_for_one_account_is_not_another_ones(client, key, ada, log_in, settings):
    settings.REQUIRE_MFA = True
    eva = Authenticator.objects.get(type="webauthn").user
    eva.is_active = False
    eva.save()
    show(client, key.shown(asked(client)))

    log_in(client, "ada")

    assert client.get("/admin/")["Location"] == "/konto/"


def test_a_lost_key_opens_nothing_once_it_is_taken_away(client, key, eva):
    Authenticator.objects.filter(user=eva).delete()

    show(client, key.shown(asked(client)))

    assert not is_in(client)


def test_a_key_made_for_another_site_is_not_added(client, eva, log_in):
    log_in(client)
    options = client.get("/konto/nycklar/ny/").context["js_data"]["creation_options"]["publicKey"]

    answer = client.post(
        "/konto/nycklar/ny/", {"credential": Key().made(plain(options), "https://evil.example"), "name": ""}
    )

    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
