"""What the tests of whole years and of letters stand on: a database that processes share, and a mail server."""

import socketserver
from email import message_from_string, policy
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.processes import LIMIT, run, shared_database, started

PREAMBLE = """
from indicators.models import *
from indicators.reporting.values.changes import *
from indicators.reporting.values.moving import *
from indicators.reporting.values.saving import *
from indicators.reporting.round.rounds import *
from indicators.vocabulary import *
from tests.indicators.reporting.stage import *
"""


class Shared:
    """A database beside that of the tests, and processes that act on it at the same time."""

    limit = LIMIT

    def __init__(self, address):
        self.address = address
        self.name = urlsplit(address).path.removeprefix("/")

    def start(self, code, **environment):
        return started(self.address, PREAMBLE + code, **environment)

    def ask(self, code):
        """Run some code to its end and return what it printed."""
        process = self.start(code)
        out, errors = process.communicate(timeout=self.limit)
        assert process.returncode == 0, errors
        return out.strip()

    def wait_until_ready(self, *processes):
        for process in processes:
            assert process.stdout.readline() == "redo\n", process.stderr.read()

    def go(self, *processes):
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()

    def end(self, *processes):
        said = [process.communicate(timeout=self.limit) for process in processes]
        assert [process.returncode for process in processes] == [0] * len(processes), said
        return [out.strip() for out, _ in said]

    def run_at_once(self, *codes, **environment):
        """Let pieces of code go at the same moment, once each has said that it is ready; return what they printed."""
        return run([self.start(code, **environment) for code in codes])


@pytest.fixture(scope="session")
def shared(tmp_path_factory, copied_tables, manage, django_db_blocker):
    with shared_database(
        "delad", tmp_path_factory.mktemp("delad"), copied_tables, manage, django_db_blocker
    ) as address:
        yield Shared(address)


class Conversation(socketserver.StreamRequestHandler):
    """One sender's letters, as a mail server takes them."""

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        self.say("220 postkontoret")
        to = []
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "RCPT":
                to.append(line.partition("<")[2].partition(">")[0])
                self.say("550 Adressen finns inte" if to[-1] in self.server.refused else "250 Ok")
            elif word == "DATA":
                self.say("354 Skriv")
                if not self._take(to):
                    return
                to = []
            elif word == "QUIT":
                self.say("221 Hej")
                return
            else:
                self.say("250 Ok")

    def _take(self, to):
        """Take a letter in; return whether the conversation goes on."""
        lines = []
        while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
            lines.append(line)
        self.server.letters.append((to, message_from_string("".join(lines), policy=policy.default)))
        if set(to) & self.server.cut_off:
            return False  # the letter has come, but its sender is never told
        if set(to) & self.server.held:
            self.server.holds.set()
            self.server.let_go.wait()
            return False
        self.say("250 Tack")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters = []
        self.refused, self.cut_off, self.held = set(), set(), set()
        self.holds, self.let_go = Event(), Event()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def mailers(self):
        options = {"host": "127.0.0.1", "port": self.server_address[1], "timeout": 10}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}

    def addresses(self):
        return sorted(address for to, _ in self.letters for address in to)


@pytest.fixture
def mail_server():
    """Return a mail server on this machine: `letters` is what it has taken in, `refused` are addresses unknown to it.

    Of those in `cut_off` it takes the letter in and hangs up before it says so; those in `held` wait until `let_go`.
    """
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.let_go.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def eva_reads(client, eva):
    client.force_login(eva.user)
    return client


@pytest.fixture
def karl_reads(karl):
    reader = Client()
    reader.force_login(karl.user)
    return reader
