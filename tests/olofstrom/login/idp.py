"""A little directory of people that speaks OpenID Connect and signs its answers, for the tests to log in by."""

import base64
import hashlib
import json
import secrets
import time
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "malportalen", "klientens hemlighet"


@cache
def rsa_key(owner):
    """Return the owner's own key, the same throughout the run: making one takes longer than the test."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Directory:
    """The municipality's directory. Who is at the keyboard, and how its answers are spoilt, is set from outside."""

    def __init__(self):
        self.key = rsa_key("directory")
        self.signing_key, self.signing = self.key, "RS256"
        self.person = {"sub": "nummer-1", "preferred_username": "eva", "name": "Eva Ek", "email": "eva@exempel.se"}
        self.changes, self.codes, self.told_of_itself, self.broken = {}, {}, {}, False
        self.url = ""

    def document(self):
        facts = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return facts | self.told_of_itself

    def keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "k1", "use": "sig", "alg": "RS256"}]}

    def let_in(self, address):
        """Return where a person who says yes is sent back, as the browser does it."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form):
        """Return status and answer for a code, once, to whoever has the secret and the verifier that belongs to it."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("client_secret") != SECRET or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        facts = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.person}
        claims = {name: value for name, value in (facts | self.changes).items() if value is not None}
        signed = jwt.encode(claims, self.signing_key, algorithm=self.signing, headers={"kid": "k1"})
        return 200, {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def served(found):
    class Handler(BaseHTTPRequestHandler):
        def answer(self, status, content):
            body = b"<html>ingen JSON" if found.broken else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            if self.path.startswith("/authorize"):
                self.send_response(302)
                self.send_header("Location", found.let_in(self.path))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            pages = {"/.well-known/openid-configuration": found.document, "/keys": found.keys}
            self.answer(200, pages[self.path]())

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.answer(*found.token({name: values[0] for name, values in form.items()}))

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
