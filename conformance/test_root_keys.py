"""Root keys: each provider from start to restart, sealed and open, rotated, changed, and recovered by shares."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import threading
import time
from base64 import b64encode

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from expectations import fresh_name
from raw import call
from test_process import get

SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "canary-pin-90125"
WORDS = "canary correct horse battery"
UNSEALED_SECONDS_MAX = 40
SECRETS = 5


class Folder:
    """A server's folder with its configuration; a server on it may be started, sealed or not."""

    def __init__(self, start_server, binary, path):
        self.start_server, self.binary, self.path = start_server, binary, path
        self.data = path / "data"
        self.log = path / "server.log"

    def config(self, text, name="strongroom.toml"):
        file = self.path / name
        file.write_text("[root_key]\n" + text)
        return file

    def secret_file(self, name, text):
        file = self.path / name
        file.write_text(text)
        file.chmod(0o600)
        return file

    def command(self, *arguments, words=None, environment=None):
        """Runs a command on the folder; returns its exit code and what it said."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("STRONGROOM_", "AWS_"))}
        result = subprocess.run([self.binary, *arguments, "--data", self.data], env=clean | (environment or {}),
                                input=words or "", capture_output=True, text=True, timeout=60)
        return result.returncode, result.stdout + result.stderr

    def done(self, *arguments, words=None):
        code, said = self.command(*arguments, words=words)
        assert code == 0, said
        return said

    def refuses_to_start(self, config):
        code, said = self.command("serve", "--config", config, "--listen", "127.0.0.1:0")
        assert code != 0
        return said


@pytest.fixture
def folder(start_server, binary, tmp_path):
    return Folder(start_server, binary, tmp_path)


@pytest.fixture
def token(folder, monkeypatch):
    """A token of SoftHSM in this test's folder, and the configuration that names it."""
    tokens = folder.path / "tokens"
    tokens.mkdir()
    settings = folder.path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", "strongroom-test", "--pin", PIN,
                    "--so-pin", "canary-so-pin"], check=True, capture_output=True)
    pin = folder.secret_file("pin", PIN)
    config = folder.config(f"provider = 'pkcs11'\nmodule = '{SOFTHSM}'\ntoken = 'strongroom-test'\npin_file = '{pin}'\n",
                           "token.toml")
    return tokens, config


def fill(server):
    """Secrets under new names, with what they are."""
    values = {fresh_name("root-key"): secrets.token_hex(8) for _ in range(SECRETS)}
    for name, value in values.items():
        server.client().create_secret(Name=name, SecretString=value)
    return values


def holds(server, values):
    client = server.client()
    return all(client.get_secret_value(SecretId=name)["SecretString"] == value for name, value in values.items())


def await_ready(server):
    deadline = time.monotonic() + UNSEALED_SECONDS_MAX
    while get(server, "/ready")[0] != 200:
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


def assert_sealed(server):
    """Everything but the health is refused, with a code that SDKs try again, and why is for the operator."""
    assert get(server, "/health") == (200, "sealed\n")
    assert get(server, "/ready") == (503, "sealed\n")
    status, answer = call(server, "secretsmanager.ListSecrets", {})
    assert (status, answer["__type"]) == (503, "ServiceUnavailable"), answer
    assert answer["message" if "message" in answer else "Message"] == "The server is sealed."
    with pytest.raises(ClientError) as refused:
        server.client("sts", config=Config(retries={"total_max_attempts": 1})).get_caller_identity()
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503


def assert_silent(folder, *secret):
    """No log, and nothing in the trail, holds a secret."""
    for file in [folder.log, *(folder.data / "audit").rglob("*")]:
        if file.is_file():
            content = file.read_bytes()
            assert not any(text.encode() in content for text in secret), file


def test_a_key_of_the_environment(folder, monkeypatch):
    key = b64encode(secrets.token_bytes(32)).decode()
    config = folder.config(f"provider = 'env'\nkey_file = '{folder.secret_file('key', key)}'\n")
    server = folder.start_server("--config", config)
    values = fill(server)
    server.stop()
    server = folder.start_server("--config", config)
    assert holds(server, values)
    server.stop()
    by_variable = folder.config("provider = 'env'\n", "variable.toml")
    arguments = ("serve", "--config", by_variable, "--listen", "127.0.0.1:0")
    for given, complaint in ((None, "root key is missing"), ("AAAA", "32 bytes in Base64"),
                             (b64encode(bytes(32)).decode(), "does not open")):
        environment = {"STRONGROOM_ROOT_KEY": given} if given else {}
        code, said = folder.command(*arguments, environment=environment)
        assert code != 0 and complaint in said, said
    clean = {"PATH": os.environ["PATH"], "STRONGROOM_ROOT_KEY": key}
    process = subprocess.Popen([folder.binary, *arguments, "--data", folder.data], env=clean, stdout=subprocess.PIPE,
                               text=True)
    try:
        assert process.stdout.readline().startswith("endpoint: ")
        with open(f"/proc/{process.pid}/environ", "rb") as environ:
            assert key.encode() not in environ.read()
    finally:
        process.terminate()
        assert process.wait(20) == 0
    assert_silent(folder, key)


def test_a_passphrase_that_is_entered(folder):
    config = folder.config("provider = 'passphrase'\npassphrase_file = '{}'\n".format(folder.secret_file("words", WORDS)))
    server = folder.start_server("--config", config)
    values = fill(server)
    server.stop()
    server = folder.start_server("--config", folder.config("provider = 'passphrase'\nask = true\n", "ask.toml"))
    assert_sealed(server)
    assert "nobody has entered the passphrase" in folder.done("status")
    code, said = folder.command("unseal")
    assert code != 0 and "nobody has entered" in said
    code, said = folder.command("unseal", "--passphrase", words="canary wrong horse battery\n")
    assert code != 0 and "does not open" in said
    assert_sealed(server)
    assert "the server is open" in folder.done("unseal", "--passphrase", words=WORDS + "\n")
    assert holds(server, values)
    code, said = folder.command("unseal")
    assert code != 0 and "not sealed" in said
    server.stop()
    assert_silent(folder, WORDS, "wrong horse")
    trail = b"".join(file.read_bytes() for file in (folder.data / "audit").rglob("*") if file.is_file())
    assert b'"Unseal"' in trail


def test_a_token_from_start_to_restart(folder, token):
    _, config = token
    server = folder.start_server("--config", config)
    values = fill(server)
    server.kill()
    server = folder.start_server("--config", config)
    assert holds(server, values)
    folder.done("root-key", "rotate")
    server.stop()
    server = folder.start_server("--config", config)
    assert holds(server, values)
    server.stop()
    assert_silent(folder, PIN)


def test_a_token_taken_away_seals_and_given_back_unseals(folder, token):
    tokens, config = token
    server = folder.start_server("--config", config)
    values = fill(server)
    server.stop()
    away = tokens.rename(folder.path / "away")
    tokens.mkdir()
    server = folder.start_server("--config", config)
    assert_sealed(server)
    assert "no token with the label `strongroom-test`" in folder.done("status")
    code, said = folder.command("unseal")
    assert code != 0 and "no token" in said
    code, said = folder.command("unseal", "--passphrase", words="whatever words\n")
    assert code != 0 and "not a passphrase" in said
    for arguments in (("root-key", "rotate"), ("root-key", "recovery", "create", "--shares", "3", "--threshold", "2"),
                      ("clock", "advance", "1d")):
        code, said = folder.command(*arguments)
        assert code != 0 and "sealed" in said
    # The folder is held meanwhile.
    assert "in use" in folder.refuses_to_start(config)
    tokens.rmdir()
    away.rename(tokens)
    await_ready(server)
    assert holds(server, values)
    server.stop()
    # The operator need not wait.
    tokens.rename(away)
    tokens.mkdir()
    server = folder.start_server("--config", config)
    time.sleep(3)
    tokens.rmdir()
    away.rename(tokens)
    folder.done("unseal")
    assert get(server, "/ready")[0] == 200 and holds(server, values)
    server.stop()
    assert_silent(folder, PIN)


def test_a_sealed_server_stops_when_told(folder, token):
    tokens, config = token
    folder.start_server("--config", config).stop()
    shutil.rmtree(tokens)
    tokens.mkdir()
    server = folder.start_server("--config", config)
    assert get(server, "/health") == (200, "sealed\n")
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0


def test_a_wrong_pin_is_not_tried_again(folder, token):
    _, config = token
    folder.start_server("--config", config).stop()
    (folder.path / "pin").write_text("canary-wrong-pin")
    assert "does not take the PIN" in folder.refuses_to_start(config)


def test_a_wrong_key_is_an_error_also_when_it_comes_late(folder, token):
    """The provider answers again, with something else: the process says so and ends."""
    tokens, config = token
    folder.start_server("--config", config).stop()
    tokens.rename(folder.path / "away")
    tokens.mkdir()
    server = folder.start_server("--config", config)
    assert_sealed(server)
    subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", "strongroom-test", "--pin", PIN,
                    "--so-pin", "canary-so-pin"], check=True, capture_output=True)
    assert server.process.wait(UNSEALED_SECONDS_MAX) != 0
    assert "no key with the label" in server.log.read_text()


def test_rotating_while_callers_read_and_write(folder):
    server = folder.start_server()
    values = fill(server)
    before = (folder.data / "root-key").read_bytes()
    stop, wrong = threading.Event(), []

    def work():
        client, name = server.client(), fresh_name("rotated")
        client.create_secret(Name=name, SecretString="0")
        written = 0
        while not stop.is_set():
            written += 1
            try:
                client.put_secret_value(SecretId=name, SecretString=str(written))
                assert client.get_secret_value(SecretId=name)["SecretString"] == str(written)
            except Exception as failure:
                wrong.append(failure)
                return
        values[name] = str(written)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for _ in range(5):
        assert "new root key" in folder.done("root-key", "rotate")
    stop.set()
    for worker in workers:
        worker.join(60)
    assert not wrong
    after = (folder.data / "root-key").read_bytes()
    assert after != before and not (folder.data / "root-key.next").exists()
    server.kill()
    server = folder.start_server()
    assert holds(server, values)
    server.stop()
    assert_silent(folder, before.decode().strip(), after.decode().strip())
    trail = b"".join(file.read_bytes() for file in (folder.data / "audit").rglob("*") if file.is_file())
    assert trail.count(b'"RotateRootKey"') == 5
    (folder.data / "root-key").write_bytes(before)
    assert "does not open" in folder.refuses_to_start(folder.config(""))


def test_rotating_is_taken_up_wherever_it_was_cut(folder):
    """Between the steps: the new key is made, the wrapping is stored, the files are exchanged."""
    server = folder.start_server()
    values = fill(server)
    key, following = folder.data / "root-key", folder.data / "root-key.next"
    old = key.read_bytes()
    folder.done("root-key", "rotate")
    server.kill()
    new = key.read_bytes()
    # Cut before the files were exchanged: the key in use is the old one, and the new one lies beside it.
    key.write_bytes(old)
    following.write_bytes(new)
    following.chmod(0o600)
    server = folder.start_server()
    assert holds(server, values) and key.read_bytes() == new and not following.exists()
    server.kill()
    # Cut before the wrapping was stored: the key beside it wrapped nothing, and the next rotation replaces it.
    following.write_text("00" * 32 + "\n")
    following.chmod(0o600)
    server = folder.start_server()
    assert holds(server, values) and key.read_bytes() == new
    folder.done("root-key", "rotate")
    assert not following.exists() and key.read_bytes() not in (old, new)
    server.kill()
    assert holds(folder.start_server(), values)


def test_what_the_operator_gives_is_changed_and_not_rotated(folder, token):
    _, in_token = token
    words = folder.config("provider = 'passphrase'\npassphrase_file = '{}'\n".format(folder.secret_file("words", WORDS)))
    server = folder.start_server("--config", words)
    values = fill(server)
    code, said = folder.command("root-key", "rotate")
    assert code != 0 and "root-key change" in said
    code, said = folder.command("root-key", "change", "--config", words, "--to", in_token)
    assert code != 0 and "in use" in said
    server.stop()
    in_file = folder.config("provider = 'file'\n", "file.toml")
    for before, after in ((words, in_token), (in_token, in_file), (in_file, words)):
        code, said = folder.command("root-key", "change", "--config", after, "--to", before)
        assert code != 0, said
        folder.done("root-key", "change", "--config", before, "--to", after)
        assert "which is not the one configured" in folder.refuses_to_start(before)
        server = folder.start_server("--config", after)
        assert holds(server, values)
        server.stop()
    assert_silent(folder, WORDS, PIN)


def create_shares(folder, shares=5, threshold=3):
    result = subprocess.run([folder.binary, "root-key", "recovery", "create", "--shares", str(shares), "--threshold",
                             str(threshold), "--data", folder.data], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.split()
    assert len(set(lines)) == shares and all(line.startswith("strongroom-share-") for line in lines)
    return lines


def test_shares_open_a_copy_without_its_token(folder, token, start_server):
    tokens, config = token
    server = folder.start_server("--config", config)
    values = fill(server)
    replaced, shares = create_shares(folder), create_shares(folder)
    server.stop()
    shutil.rmtree(tokens)
    in_file = folder.config("provider = 'file'\n", "file.toml")

    def recover(lines):
        return folder.command("root-key", "recover", "--config", in_file, words="\n".join(lines) + "\n")

    mistyped = shares[1][:-1] + ("0" if shares[1][-1] != "0" else "1")
    for lines, complaint in (
        (shares[:2], "2 different shares were given, and 3 are needed"),
        ([shares[0]] * 3, "1 different shares were given"),
        ([], "0 different shares were given"),
        (replaced[:3], "line 1 belongs to another store, or to shares that newer ones replaced"),
        ([shares[0], replaced[1], shares[2]], "line 2 belongs to another store"),
        ([shares[0], mistyped, shares[2]], "line 2 is no recovery share, or was mistyped"),
    ):
        code, said = recover(lines)
        assert code != 0 and complaint in said, said
        assert not any(line in said for line in lines if line)
    assert not (folder.data / "root-key").exists()
    code, said = recover([shares[4], shares[0], shares[2]])
    assert code == 0, said
    server = folder.start_server("--config", in_file)
    assert holds(server, values)
    server.stop()
    assert_silent(folder, *shares, *replaced, *(share.removeprefix("strongroom-share-") for share in shares))


def test_shares_of_another_store_open_nothing(folder, binary, start_server, tmp_path):
    server = folder.start_server()
    mine = create_shares(folder, 3, 2)
    code, said = folder.command("root-key", "recover", words="\n".join(mine))
    assert code != 0 and "in use" in said
    server.stop()
    first = folder.data.rename(tmp_path / "first")
    server = folder.start_server()
    values = fill(server)
    server.stop()
    code, said = folder.command("root-key", "recover", words="\n".join(mine))
    assert code != 0 and "no recovery shares were ever made" in said
    server = folder.start_server()
    create_shares(folder, 3, 2)
    server.stop()
    code, said = folder.command("root-key", "recover", words="\n".join(mine))
    assert code != 0 and "belongs to another store" in said
    assert holds(folder.start_server(), values) and first.exists()


def test_shares_that_make_no_sense_are_not_made(folder):
    folder.start_server()
    for shares, threshold in ((3, 1), (2, 3), (1, 1), (0, 0)):
        code, said = folder.command("root-key", "recovery", "create", "--shares", str(shares), "--threshold",
                                    str(threshold))
        assert code != 0 and "put together from 2 shares at least" in said, said


def test_cve_class_11_only_the_operator_reaches_the_root_key(folder, token):
    """No call over the network, signed or not, sealed or open, unseals, rotates or makes shares."""
    tokens, config = token
    server = folder.start_server("--config", config)
    wrapped = fill(server)
    before = sorted(file.name for file in tokens.rglob("*.object"))
    attempts = [f"{service}.{name}" for service in ("strongroom", "secretsmanager", "TrentService")
                for name in ("Unseal", "RootKeyRotate", "RecoveryCreate", "RootKeyRecover", "unseal", "root-key-rotate")]

    def try_all(status):
        for target in attempts:
            answer = call(server, target, {"command": "root-key-rotate", "shares": 3, "threshold": 2})
            assert answer[0] == status, (target, answer)
        for path in ("/unseal", "/v1/sys/unseal", "/v1/sys/rekey/init", "/root-key/rotate", "/operator.sock"):
            for method in ("GET", "POST", "PUT"):
                assert request(server, method, path) in (400, 404, 405, 503), (method, path)

    try_all(400)
    assert sorted(file.name for file in tokens.rglob("*.object")) == before
    server.stop()
    away = tokens.rename(folder.path / "away")
    tokens.mkdir()
    server = folder.start_server("--config", config)
    try_all(503)
    assert_sealed(server)
    socket = folder.data / "operator.sock"
    assert socket.stat().st_mode & 0o777 == 0o600
    tokens.rmdir()
    away.rename(tokens)
    folder.done("unseal")
    assert holds(server, wrapped)


def request(server, method, path):
    import http.client
    from urllib.parse import urlsplit

    connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=10)
    with contextlib.closing(connection):
        connection.request(method, path, body=json.dumps({"key": "00", "secret_shares": 1}))
        return connection.getresponse().status


def test_a_sealed_start_makes_no_half_store(folder, token):
    """A first start without its token makes the keyring once the token is there."""
    tokens, config = token
    tokens.rename(folder.path / "away")
    tokens.mkdir()
    process = subprocess.Popen([folder.binary, "serve", "--config", config, "--data", folder.data, "--listen",
                                "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout.readline().startswith("endpoint: ")
        assert not (folder.data / "credentials").exists()
        tokens.rmdir()
        (folder.path / "away").rename(tokens)
        folder.done("unseal")
        assert (folder.data / "credentials").exists()
    finally:
        process.terminate()
        assert process.wait(20) == 0
