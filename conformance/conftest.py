"""Starts servers for the tests, and clients that find them by the environment alone.

A server lives in a temporary folder, listens on a free port of the loopback interface, and is stopped, its whole
process group with it, when its fixture ends. Nothing outside the temporary folder is touched.
"""

import configparser
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from unittest import mock

import boto3
import pytest
from authority import Authority

START_SECONDS_MAX = 20
STOP_SECONDS_MAX = 10
COMMAND_SECONDS_MAX = 60
REGION = "us-east-1"

# There is one environment for all threads: two that exchange it at once would leave it changed.
_environment_lock = threading.Lock()


class Server:
    """A running server, and the clients and commands that speak to it."""

    def __init__(self, binary, folder, arguments=(), authority=None, settings=""):
        """Starts the server; its data and its log lie in `folder`, which may hold an earlier server's.

        With an authority, the server has a certificate of it, and clients trust it. `settings` are further lines of its
        configuration file.
        """
        self.binary = binary
        self.folder = Path(folder)
        self.authority = authority
        if authority or settings:
            arguments = (*arguments, "--config", self._configured(settings))
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.ended = False
        # A file and not a pipe: nobody reads on, and a full pipe would stop the server.
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [binary, "serve", "--listen", "127.0.0.1:0", "--data", self.data, "--test-clock", *arguments],
                cwd=self.folder,
                env=self._clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self.endpoint = self._await_endpoint()
            self.key_id, self.secret = self._first_key()
        except BaseException:
            self.stop()
            raise

    def _configured(self, settings):
        """The configuration file of a server with these settings, and a certificate if there is an authority."""
        if self.authority:
            certificate, key = self.authority.issue(self.folder)
            settings = f"[tls]\ncertificate = '{certificate}'\nkey = '{key}'\n{settings}"
        config = self.folder / "strongroom.toml"
        config.write_text(settings)
        return config

    def _await_endpoint(self):
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            # Only whole lines: the last one may still be written to.
            for line in self.log.read_text(errors="replace").split("\n")[:-1]:
                if line.startswith("endpoint: "):
                    return line.removeprefix("endpoint: ").strip()
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        pytest.fail(f"the server did not start:\n{self.log.read_text(errors='replace')}", pytrace=False)

    def _first_key(self):
        credentials = configparser.RawConfigParser()
        credentials.read_string((self.data / "credentials").read_text())
        default = credentials["default"]
        return default["aws_access_key_id"], default["aws_secret_access_key"]

    def _clean_environment(self):
        """The environment without what would configure a client or a server: each test says what it means."""
        foreign = ("AWS_", "BOTO", "STRONGROOM_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return kept | {"HOME": str(self.folder), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}

    def environment(self, region=REGION):
        """All that an unmodified AWS client is told. Each reads its own names of the same things."""
        trusted = str(self.authority.path) if self.authority else None
        authority = {"AWS_CA_BUNDLE": trusted, "NODE_EXTRA_CA_CERTS": trusted, "SSL_CERT_FILE": trusted}
        return self._clean_environment() | (authority if trusted else {}) | {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": region,
            "AWS_REGION": region,
            "AWS_SHARED_CREDENTIALS_FILE": str(self.data / "credentials"),
            "AWS_CONFIG_FILE": str(self.folder / "no-config"),
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service="secretsmanager", region=REGION, config=None, **variables):
        """A boto3 client, configured by the environment, and by what no variable can say."""
        environment = self.environment(region) | variables
        with _environment_lock, mock.patch.dict(os.environ, environment, clear=True):
            return boto3.session.Session().client(service, config=config)

    def program(self, *arguments, region=REGION, **variables):
        """Runs a foreign program that finds the server by the environment; returns how it ended."""
        return subprocess.run(
            arguments,
            cwd=self.folder,
            env=self.environment(region) | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS_MAX,
        )

    def cli(self, *arguments, region=REGION):
        """Runs `aws …`; returns the parsed JSON (None if it printed nothing), or the error text if it failed."""
        aws = Path(sys.executable).with_name("aws")
        result = self.program(aws, "--output", "json", *arguments, region=region)
        if result.returncode != 0:
            return result.stderr.strip()
        return json.loads(result.stdout) if result.stdout.strip() else None

    def operate(self, *arguments):
        """Runs `strongroom …` on the server's data folder, as its operator would; returns how it ended."""
        return subprocess.run(
            [self.binary, *arguments, "--data", self.data],
            cwd=self.folder,
            env=self._clean_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS_MAX,
        )

    def advance(self, duration):
        """Moves the service clock forward, for example by `30d`; returns when all work due then was tried once."""
        result = self.operate("clock", "advance", duration)
        assert result.returncode == 0, result.stderr

    def kill(self):
        """Ends the server without warning, as a power cut would; its folder may be served again."""
        self._signal(signal.SIGKILL)
        self.process.wait()
        self.ended = True

    def stop(self):
        """Ends the server as an operator would, and whatever is left of its process group after that."""
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS_MAX)
        self.kill()

    def _signal(self, number):
        # Once ended, the group's number may be another's.
        if self.ended:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def built(variable):
    """What `cargo xtask test conformance` builds or installs, and names in the environment."""
    path = os.environ.get(variable)
    if not path:
        pytest.fail(f"{variable} is not set: run `cargo xtask test conformance`", pytrace=False)
    return Path(path).resolve()


@pytest.fixture(scope="session")
def binary():
    """The server's binary."""
    return built("STRONGROOM_BIN")


@pytest.fixture(scope="session")
def server(binary, tmp_path_factory):
    """The server that tests share; take `start_server` to restart one or to have its clock to oneself."""
    running = Server(binary, tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def tls_server(binary, tmp_path_factory):
    """The server that tests share over HTTPS, whose certificate is of a private authority."""
    folder = tmp_path_factory.mktemp("tls-server")
    running = Server(binary, folder, authority=Authority(folder))
    yield running
    running.stop()


@pytest.fixture(params=["http", "https"])
def either_server(request):
    """The shared servers, one after the other."""
    return request.getfixturevalue({"http": "server", "https": "tls_server"}[request.param])


@pytest.fixture
def start_server(binary, tmp_path):
    """Starts servers of this test alone: `start_server()`, or `start_server("--account", "111122223333")`.

    A second call serves the same folder, so the first server has to be stopped or killed before.
    With `authority=`, it is served over HTTPS; `settings=` are lines of its configuration file.
    """
    started = []

    def start(*arguments, authority=None, settings=""):
        started.append(Server(binary, tmp_path, arguments, authority, settings))
        return started[-1]

    yield start
    for running in started:
        running.stop()


@pytest.fixture
def client(server):
    """A boto3 client for Secrets Manager."""
    return server.client()


@pytest.fixture
def cli(server):
    """The AWS CLI: `cli("secretsmanager", "list-secrets")`."""
    return server.cli


@pytest.fixture
def advance(server):
    """Moves the clock of the shared server: `advance("30d")`."""
    return server.advance
