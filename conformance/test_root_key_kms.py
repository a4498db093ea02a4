"""The root key in a key-management service, which here is a second Strongroom, spoken to as anybody speaks to KMS."""

import http.server
import json
import secrets
import threading
import time
from base64 import b64decode, b64encode
from types import SimpleNamespace

import pytest
from conftest import Server
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from expectations import fresh_name
from test_process import get

UNSEALED_SECONDS_MAX = 40


@pytest.fixture
def kms(binary, tmp_path_factory):
    """A second server, and a key in it."""
    server = Server(binary, tmp_path_factory.mktemp("kms"))
    try:
        yield server, server.client("kms").create_key()["KeyMetadata"]["KeyId"]
    finally:
        server.stop()


def config(folder, server, key):
    secret = folder / "kms-secret"
    secret.write_text(server.secret)
    secret.chmod(0o600)
    file = folder / "kms.toml"
    file.write_text(f"[root_key]\nprovider = 'aws-kms'\nendpoint = '{server.endpoint}'\nregion = 'us-east-1'\n"
                    f"key_id = '{key}'\naccess_key_id = '{server.key_id}'\nsecret_access_key_file = '{secret}'\n")
    return file


def await_ready(server):
    deadline = time.monotonic() + UNSEALED_SECONDS_MAX
    while get(server, "/ready")[0] != 200:
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


def test_a_key_in_kms_from_start_to_restart(kms, start_server, tmp_path):
    server_of_keys, key = kms
    settings = config(tmp_path, server_of_keys, key)
    server = start_server("--config", settings)
    name = fresh_name("kms")
    server.client().create_secret(Name=name, SecretString="value")
    server.kill()
    server = start_server("--config", settings)
    assert server.client().get_secret_value(SecretId=name)["SecretString"] == "value"


def test_a_key_that_is_disabled_seals_and_enabled_unseals(kms, start_server, tmp_path):
    server_of_keys, key = kms
    settings = config(tmp_path, server_of_keys, key)
    server = start_server("--config", settings)
    name = fresh_name("kms")
    server.client().create_secret(Name=name, SecretString="value")
    server.stop()
    server_of_keys.client("kms").disable_key(KeyId=key)
    server = start_server("--config", settings)
    assert get(server, "/health") == (200, "sealed\n") and get(server, "/ready")[0] == 503
    server_of_keys.client("kms").enable_key(KeyId=key)
    await_ready(server)
    assert server.client().get_secret_value(SecretId=name)["SecretString"] == "value"
    assert server_of_keys.secret not in server.log.read_text()


class StandIn(http.server.ThreadingHTTPServer):
    """A service that answers the two calls as the API reference of AWS KMS has them, or denies them."""

    KEY = "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab"

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Call)
        self.key, self.denied, self.asked = AESGCM(AESGCM.generate_key(256)), False, []

    def answer(self, target, body):
        """The status and the members of the answer."""
        operation = target.removeprefix("TrentService.")
        self.asked.append(operation)
        assert body["KeyId"] == self.KEY and body["EncryptionContext"] == {"strongroom:purpose": "keyring"}
        if self.denied:
            return 400, {"__type": "AccessDeniedException", "Message": "not authorized to perform: kms:" + operation}
        bound = json.dumps(body["EncryptionContext"]).encode()
        if operation == "Encrypt":
            nonce = secrets.token_bytes(12)
            blob = nonce + self.key.encrypt(nonce, b64decode(body["Plaintext"]), bound)
            return 200, {"CiphertextBlob": b64encode(blob).decode(), "KeyId": self.KEY}
        blob = b64decode(body["CiphertextBlob"])
        try:
            plain = self.key.decrypt(blob[:12], blob[12:], bound)
        except InvalidTag:
            return 400, {"__type": "InvalidCiphertextException"}
        return 200, {"Plaintext": b64encode(plain).decode(), "KeyId": self.KEY}


class Call(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert "/us-east-1/kms/aws4_request" in self.headers["Authorization"]
        status, members = self.server.answer(self.headers["X-Amz-Target"], body)
        answer = json.dumps(members).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def stand_in():
    service = StandIn()
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield service
    service.shutdown()


def test_a_service_that_denies_seals_and_one_with_another_key_is_an_error(stand_in, start_server, tmp_path):
    address = f"http://127.0.0.1:{stand_in.server_address[1]}"
    known = SimpleNamespace(endpoint=address, key_id="AKIASTANDINSTANDIN00", secret="canary-kms-secret-4711")
    settings = config(tmp_path, known, StandIn.KEY)
    server = start_server("--config", settings)
    name = fresh_name("kms")
    server.client().create_secret(Name=name, SecretString="value")
    server.stop()
    assert stand_in.asked == ["Encrypt"]
    stand_in.denied = True
    server = start_server("--config", settings)
    assert get(server, "/health") == (200, "sealed\n") and get(server, "/ready") == (503, "sealed\n")
    assert "AccessDeniedException" in server.log.read_text()
    stand_in.denied = False
    await_ready(server)
    assert server.client().get_secret_value(SecretId=name)["SecretString"] == "value"
    server.stop()
    stand_in.denied, stand_in.key = True, AESGCM(AESGCM.generate_key(256))
    server = start_server("--config", settings)
    stand_in.denied = False
    assert server.process.wait(UNSEALED_SECONDS_MAX) != 0
    log = server.log.read_text()
    assert "does not open" in log and known.secret not in log
