"""The process: restarts, locks, and the folder it keeps."""

import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import pytest
from expectations import fresh_name

CANARY = "canary-5f1d9f0c7be24ad3a6d1"


def run(binary, *arguments, environment=None, seconds=20):
    """Runs the program until it ends; returns its exit code and what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("STRONGROOM_", "AWS_"))}
    result = subprocess.run([binary, *arguments], env=clean | (environment or {}), stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=seconds)
    return result.returncode, result.stdout + result.stderr


def get(server, path):
    try:
        with urllib.request.urlopen(server.endpoint + path, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as failure:
        return failure.code, failure.read().decode()


def test_health_and_readiness(server):
    assert get(server, "/health") == (200, "ok\n")
    assert get(server, "/ready") == (200, "ready\n")


def test_everything_acknowledged_survives_a_kill(start_server):
    server = start_server()
    names = [fresh_name("kill") for _ in range(50)]
    client = server.client()
    for name in names:
        client.create_secret(Name=name, SecretString=name)
    server.kill()
    client = start_server().client()
    for name in names:
        assert client.get_secret_value(SecretId=name)["SecretString"] == name
    assert len(list(client.get_paginator("list_secrets").paginate().search("SecretList[]"))) == len(names)


def test_a_served_folder_is_locked(binary, server):
    code, said = run(binary, "serve", "--data", server.data, "--listen", "127.0.0.1:0")
    assert code != 0 and "in use" in said and str(server.process.pid) in said, said


def test_the_folder_is_its_owners_alone(server):
    for path in [server.data, *server.data.iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_lost_root_key_is_never_replaced(binary, start_server):
    server = start_server()
    server.client().create_secret(Name="x", SecretString="y")
    server.stop()
    key = server.data / "root-key"
    kept = key.read_bytes()
    key.unlink()
    code, said = run(binary, "serve", "--data", server.data, "--listen", "127.0.0.1:0")
    assert code != 0 and "root-key" in said and not key.exists()
    key.write_text("00" * 32)
    key.chmod(0o600)
    assert "does not open" in run(binary, "serve", "--data", server.data, "--listen", "127.0.0.1:0")[1]
    key.write_bytes(kept)
    assert start_server().client().get_secret_value(SecretId="x")["SecretString"] == "y"


def test_a_passphrase_leaves_no_trace_in_the_environment(binary, tmp_path):
    words = "correct horse " + CANARY
    config = tmp_path / "strongroom.toml"
    config.write_text('[root_key]\nprovider = "passphrase"\n')
    environment = {
        "PATH": os.environ["PATH"],
        "STRONGROOM_ROOT_KEY_PASSPHRASE": words,
        "STRONGROOM_ROOT_ACCESS_KEY_ID": "AKIAPRESETPRESET0000",
        "STRONGROOM_ROOT_SECRET_ACCESS_KEY": CANARY * 2,
    }
    arguments = [binary, "serve", "--config", config, "--data", tmp_path / "data", "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        endpoint = process.stdout.readline().removeprefix("endpoint: ").strip()
        assert CANARY.encode() not in Path(f"/proc/{process.pid}/environ").read_bytes()
        assert CANARY.encode() not in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        client = boto3.client("sts", endpoint_url=endpoint, region_name="us-east-1",
                              aws_access_key_id="AKIAPRESETPRESET0000", aws_secret_access_key=CANARY * 2)
        assert client.get_caller_identity()["Account"] == "000000000000"
    finally:
        process.terminate()
        assert process.wait(20) == 0
    wrong = environment | {"STRONGROOM_ROOT_KEY_PASSPHRASE": "wrong horse battery"}
    assert "does not open" in run(binary, *arguments[1:], environment=wrong)[1]
    del wrong["STRONGROOM_ROOT_KEY_PASSPHRASE"]
    assert "passphrase is missing" in run(binary, *arguments[1:], environment=wrong)[1]


def test_a_folder_belongs_to_its_account(binary, start_server):
    server = start_server()
    server.stop()
    arguments = ("serve", "--data", server.data, "--listen", "127.0.0.1:0", "--account", "111122223333")
    code, said = run(binary, *arguments)
    assert code != 0 and "belongs to account 000000000000" in said


def test_a_refused_address_leaves_no_folder_behind(binary, tmp_path):
    for arguments in (["--listen", "0.0.0.0:0"], ["--listen", "0.0.0.0:0", "--test-clock"]):
        code, said = run(binary, "serve", "--data", tmp_path / "data", *arguments)
        assert code != 0 and "loopback" in said
        assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("lisen = '127.0.0.1:0'", "the nearest known one is `listen`"),
        ("[tls]\ncertifcate = 'x'", "the nearest known one is `tls.certificate`"),
        ("account = '1'", "12 digits"),
        ("listen = '0.0.0.0:0'", "loopback"),
        ("listen = '0.0.0.0:0'\ntest_clock = true", "loopback"),
        ("[tls]\ncertificate = '/none'\nkey = '/none'", "/none"),
        ("listen =", "not a configuration"),
    ],
)
def test_a_wrong_configuration_is_explained(binary, tmp_path, text, complaint):
    config = tmp_path / "strongroom.toml"
    config.write_text(text)
    code, said = run(binary, "serve", "--config", config, "--data", tmp_path / "data")
    assert code != 0 and complaint in said, said


def test_a_test_clock_is_asked_for(binary, tmp_path):
    process = subprocess.Popen([binary, "serve", "--data", tmp_path / "data", "--listen", "127.0.0.1:0"],
                               stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().startswith("endpoint: ")
        code, said = run(binary, "clock", "advance", "1d", "--data", tmp_path / "data")
        assert code != 0 and "--test-clock" in said
        code, said = run(binary, "status", "--data", tmp_path / "data")
        assert code == 0 and "account: 000000000000" in said
    finally:
        process.terminate()
        process.wait(20)
    code, said = run(binary, "status", "--data", tmp_path / "data")
    assert code != 0 and "no server answers" in said


def test_what_was_accepted_is_finished(start_server):
    environment = dict(os.environ)
    server = start_server()
    server.client().create_secret(Name="x", SecretString="y")
    outcomes = []

    def read():
        client = server.client()
        try:
            while True:
                client.get_secret_value(SecretId="x")
        except Exception as failure:  # the server is gone: nothing but a refused connection may be seen
            outcomes.append(type(failure).__name__)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0
    for reader in readers:
        reader.join(60)
    assert outcomes and set(outcomes) <= {"EndpointConnectionError", "ConnectionClosedError"}, outcomes
    assert not (server.data / "operator.sock").exists()
    # Clients that are made at once take turns in exchanging it.
    assert dict(os.environ) == environment


def test_a_server_that_nobody_listens_to_serves(binary, tmp_path):
    with subprocess.Popen([binary, "serve", "--listen", "127.0.0.1:0", "--data", tmp_path / "data"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.close()
        deadline = time.monotonic() + 20
        while process.poll() is None and not (tmp_path / "data" / "operator.sock").exists():
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)
        status = [binary, "status", "--data", tmp_path / "data"]
        assert subprocess.run(status, capture_output=True, timeout=20).returncode == 0
        process.terminate()
        assert process.wait(20) == 0
