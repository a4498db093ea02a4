"""What is never in the process's memory, its folder or its log: values, once the calls that carried them are over.

The memory is read from outside, through /proc, which takes root.
"""

import base64
import contextlib
import gc
import hmac
import json
import os
import re
import resource
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import httpx
import pytest
from authority import Authority
from expectations import token
from raw import signed_headers

SECONDS_MAX = 30
VALUE_BYTES_MAX = 65_536
BODY_BYTES_MAX = 1 << 20
NOBODY = 65_534
WRITES = {"CreateSecret", "PutSecretValue", "UpdateSecret"}

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="the process is undumpable: only root reads its memory")


class Canaries:
    """Values that nobody else has. Each tells the way it went, and is found by any part of it, in base64 too."""

    def __init__(self):
        self.marker = secrets.token_hex(6)
        self.ways = []

    def value(self, way, bytes_min=60):
        """A value that goes this way."""
        self.ways.append(way)
        # 15 bytes, so that each repetition begins where a group of base64 does.
        once = f"{self.marker}{len(self.ways):03}"
        return once * -(-bytes_min // len(once))

    def found(self, octets):
        """The ways of the values that these octets hold."""
        plain = self.marker.encode()
        coded = base64.b64encode(plain)
        numbers = [int(number) for number in re.findall(plain + rb"(\d{3})", octets)]
        numbers += [int(base64.b64decode(number)) for number in re.findall(coded + rb"([A-Za-z0-9]{4})", octets)]
        cut_off = {"a value cut off"} if not numbers and (plain in octets or coded in octets) else set()
        return {self.ways[number - 1] for number in numbers} | cut_off


def memory(pid):
    """What a process's memory holds: the line of /proc/<pid>/smaps that begins each region, its flags, its octets."""
    smaps = Path(f"/proc/{pid}/smaps").read_text()
    regions = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) (r.*)\n(?:(?![0-9a-f]+-).*\n)*?VmFlags: (.*)$", smaps, re.MULTILINE)
    with open(f"/proc/{pid}/mem", "rb", 0) as octets:
        for start, end, name, flags in regions:
            if name.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            with contextlib.suppress(OSError, ValueError, OverflowError):
                octets.seek(int(start, 16))
                yield f"{start} {name}", flags.split(), octets.read(int(end, 16) - int(start, 16))


def assert_nowhere_in_memory(pid, found):
    """Asserts that the search `found` finds nothing in the memory of a process whose connections are closed.

    A connection's buffers live as long as the connection, and a closed one is let go of a moment later.
    """
    assert any(b"strongroom" in octets for _, _, octets in memory(pid)), "the scan itself finds nothing"
    deadline = time.monotonic() + SECONDS_MAX
    while remains := {place: what for place, _, octets in memory(pid) if (what := found(octets))}:
        assert time.monotonic() < deadline, remains
        time.sleep(0.5)


def assert_nowhere_on_disk(server, found, but=()):
    """Asserts that the search `found` finds nothing in the data folder and the log of a server that has stopped."""
    files = [path for path in server.folder.rglob("*") if path.is_file() and path.name not in but]
    assert server.log in files and server.data / "store.db" in files
    remains = {path: what for path in files if (what := found(path.read_bytes()))}
    assert not remains, remains


@pytest.fixture(params=["HTTP/1.1", "HTTP/2", "HTTP/1.1 over TLS", "HTTP/2 over TLS"])
def spoken(request, start_server, tmp_path):
    """A server, one without TLS with all there is to say in its log, and a client that speaks to it in one way."""
    secure, http2 = "TLS" in request.param, "HTTP/2" in request.param
    authority = Authority(tmp_path) if secure else None
    talkative = tmp_path / "talkative.toml"
    talkative.write_text("[log]\nfilter = 'trace'\n")
    server = start_server(authority=authority) if secure else start_server("--config", talkative)
    verify = ssl.create_default_context(cafile=authority.path) if secure else False
    with httpx.Client(http1=not http2, http2=http2, verify=verify, trust_env=False, timeout=SECONDS_MAX) as client:
        assert client.get(server.endpoint + "/health").http_version == request.param.split()[0]
        yield server, client


def calling(server, client):
    """What makes a call over a client: signed, unless another access key is named."""

    def call(operation, body, **signing):
        if operation in WRITES and isinstance(body, dict):
            body = {"ClientRequestToken": token()} | body
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = signed_headers(server, payload, f"secretsmanager.{operation}", **signing)
        return client.post(server.endpoint + "/", content=payload, headers=headers)

    return call


def carry(call, canaries):
    """Sends and fetches values in every way that is served."""
    coded = lambda way: base64.b64encode(canaries.value(way).encode()).decode()
    written = {
        "text": [("CreateSecret", {"Name": "text", "SecretString": canaries.value("created")}),
                 ("PutSecretValue", {"SecretId": "text", "SecretString": canaries.value("put")}),
                 ("UpdateSecret", {"SecretId": "text", "SecretString": canaries.value("updated")})],
        "json": [("CreateSecret", {"Name": "json", "SecretString": json.dumps({"password": canaries.value("JSON")})})],
        "large": [("CreateSecret", {"Name": "large", "SecretString": canaries.value("large", 60_000)})],
        "binary": [("CreateSecret", {"Name": "binary", "SecretBinary": coded("created in binary")}),
                   ("PutSecretValue", {"SecretId": "binary", "SecretBinary": coded("put in binary")}),
                   ("UpdateSecret", {"SecretId": "binary", "SecretBinary": coded("updated in binary")})],
    }
    for name, calls in written.items():
        for operation, body in calls:
            assert call(operation, body).status_code == 200, body
        member = "SecretBinary" if name == "binary" else "SecretString"
        assert call("GetSecretValue", {"SecretId": name}).json()[member] == calls[-1][1][member]
        if len(calls) > 1:
            previous = call("GetSecretValue", {"SecretId": name, "VersionStage": "AWSPREVIOUS"}).json()
            assert previous[member] == calls[-2][1][member]
    assert len(call("BatchGetSecretValue", {"SecretIdList": [*written]}).json()["SecretValues"]) == len(written)


def values_refused(canaries):
    """Calls that are refused, with a value where one belongs."""
    value = canaries.value
    create = lambda way, **more: ("CreateSecret", {"Name": "new", "SecretString": value(way)} | more)
    return [
        create("under a name that is refused", Name="no name"),
        create("with a token that is refused", ClientRequestToken="short"),
        create("with a region that is refused", AddReplicaRegions=[{"Region": "?"}]),
        create("with a key that there is none of", KmsKeyId="alias/none"),
        create("under a name that is taken", Name="text"),
        create("beside a binary one", SecretBinary=base64.b64encode(value("beside a text").encode()).decode()),
        ("CreateSecret", {"Name": "new", "SecretString": value("beyond its length", VALUE_BYTES_MAX + 1)}),
        ("CreateSecret", {"Name": "new", "SecretString": {"x": value("in an object")}}),
        ("CreateSecret", {"Name": "new", "SecretString": [value("in a list")]}),
        ("CreateSecret", {"Name": "new", "SecretBinary": value("in no base64") + "?"}),
        ("PutSecretValue", {"SecretId": "none", "SecretString": value("for a secret that there is none of")}),
        ("UpdateSecret", {"SecretId": "none", "SecretString": value("updating what there is none of")}),
        ("CreateSecret", b'{"SecretString": "' + value("in broken JSON").encode()),
        ("CreateSecret", b"[" * 1_000 + b'"' + value("in deep JSON").encode() + b'"' + b"]" * 1_000),
        ("CreateSecret", {"SecretString": value("in a body beyond its length", BODY_BYTES_MAX)}),
        ("NoSuchOperation", {"SecretString": value("for an operation that there is none of")}),
        ("RotateSecret", {"SecretId": "text", "SecretString": value("for an operation that is not served")}),
    ]


def values_misplaced(canaries):
    """Calls that are refused for a value where none belongs: a caller may be told of it.

    What could be a name is kept as one, were it only to remember that nothing is called so.
    """
    value = canaries.value
    put = {"SecretId": "text", "SecretString": "x"}
    return [
        ("CreateSecret", {"Name": value("as a name") + "?", "SecretString": "x"}),
        ("CreateSecret", {"Name": "new", "Description": value("as a description", 2_049)}),
        ("CreateSecret", {"Name": "new", "Tags": value("as tags")}),
        ("CreateSecret", {"Name": "new", "Tags": [{"Key": value("as a tag", 129), "Value": "x"}]}),
        ("CreateSecret", {"Name": "new", "KmsKeyId": value("as a key")}),
        ("GetSecretValue", {"SecretId": value("as a secret's name") + "?"}),
        ("GetSecretValue", {"SecretId": "text", "VersionId": value("as a version", 65)}),
        ("GetSecretValue", {"SecretId": "text", "VersionStage": value("as a label", 257)}),
        ("PutSecretValue", put | {"ClientRequestToken": value("as a token", 65)}),
        ("PutSecretValue", put | {"VersionStages": [value("as a label to put", 257)]}),
        ("PutResourcePolicy", {"SecretId": "text", "ResourcePolicy": value("as a policy")}),
        ("PutResourcePolicy", {"SecretId": "text", "ResourcePolicy": json.dumps({"Version": value("in a policy")})}),
        ("ListSecrets", {"Filters": [{"Key": value("as a filter"), "Values": ["x"]}]}),
        ("ListSecrets", {"NextToken": value("as a page")}),
        (value("as an operation"), {}),
    ]


def refuse(server, call, canaries, misplaced):
    """Sends values in calls that are refused: for what they ask, or for who they are of."""
    for operation, body in values_refused(canaries):
        answer = call(operation, body)
        assert answer.status_code >= 400, (operation, answer.text)
        assert not canaries.found(answer.content), (operation, answer.text)
    for operation, body in values_misplaced(misplaced):
        answer = call(operation, body)
        assert answer.status_code >= 400, (operation, answer.text)
    keys = {"signed wrongly": (server.key_id, "x" * 40), "of a stranger": ("AKIASTRANGER00000000", "x" * 40)}
    for way, key in keys.items():
        answer = call("CreateSecret", {"Name": "new", "SecretString": canaries.value(way)}, key=key)
        assert answer.status_code >= 400 and not canaries.found(answer.content), answer.text
    for header in ("X-Amz-Security-Token", "X-Other"):
        value = canaries.value("in the header " + header)
        call("CreateSecret", {"Name": "new"}, headers={header: value})


@needs_root
def test_cve_class_10_no_value_stays_where_it_was_carried(spoken):
    server, client = spoken
    canaries, misplaced = Canaries(), Canaries()
    call = calling(server, client)
    carry(call, canaries)
    refuse(server, call, canaries, misplaced)
    client.close()
    assert_nowhere_in_memory(server.process.pid, lambda octets: canaries.found(octets) | misplaced.found(octets))
    server.stop()
    assert_nowhere_on_disk(server, canaries.found)
    assert not misplaced.found(server.log.read_bytes())


@needs_root
def test_cve_class_10_no_value_stays_where_sdks_carried_it(start_server):
    server = start_server()
    canaries = Canaries()
    client = server.client()
    client.create_secret(Name="x", SecretString=canaries.value("by boto3"))
    client.put_secret_value(SecretId="x", SecretBinary=canaries.value("by boto3 in binary"))
    client.get_secret_value(SecretId="x")
    client.batch_get_secret_value(SecretIdList=["x"])
    client.close()
    # Closing empties the client's pools; their connections close when nobody refers to them any more.
    gc.collect()
    value = canaries.value("by the CLI")
    put = server.cli("secretsmanager", "put-secret-value", "--secret-id", "x", "--secret-string", value)
    assert put["VersionId"], put
    assert_nowhere_in_memory(server.process.pid, canaries.found)
    server.stop()
    assert_nowhere_on_disk(server, canaries.found)


@needs_root
def test_cve_class_10_no_password_stays_that_was_made_up(spoken):
    server, client = spoken
    call = calling(server, client)
    answers = [call("GetRandomPassword", {"PasswordLength": length}).json() for length in [24, 64, 500, 4_096] * 8]
    passwords = [answer["RandomPassword"].encode() for answer in answers]
    client.close()
    found = lambda octets: {password for password in passwords if password[:24] in octets or password[-24:] in octets}
    assert_nowhere_in_memory(server.process.pid, found)
    server.stop()
    assert_nowhere_on_disk(server, found)


@needs_root
def test_cve_class_10_no_credential_stays_that_the_server_was_told(binary, tmp_path):
    """Neither half of what unlocks the server: the passphrase of the keyring, and the secret of an access key."""
    passphrase, secret = "correct horse " + secrets.token_hex(16), secrets.token_hex(20)
    config = tmp_path / "strongroom.toml"
    config.write_text('[root_key]\nprovider = "passphrase"\n')
    environment = {"STRONGROOM_ROOT_KEY_PASSPHRASE": passphrase, "STRONGROOM_ROOT_SECRET_ACCESS_KEY": secret,
                   "STRONGROOM_ROOT_ACCESS_KEY_ID": "AKIAPRESETPRESET0000"}
    found = lambda octets: {"credential" for told in (passphrase, secret) if told[8:].encode() in octets}
    for _ in ("the first start", "a later one"):
        command = [binary, "serve", "--config", config, "--data", tmp_path / "data", "--listen", "127.0.0.1:0"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                endpoint = process.stdout.readline().removeprefix("endpoint: ").strip()
                client = boto3.client("sts", endpoint_url=endpoint, region_name="us-east-1",
                                      aws_access_key_id="AKIAPRESETPRESET0000", aws_secret_access_key=secret)
                assert client.get_caller_identity()["Account"] == "000000000000"
                client.close()
                assert_nowhere_in_memory(process.pid, found)
            finally:
                process.terminate()


@needs_root
def test_cve_class_10_no_generated_credential_stays(server):
    """The secret that the server made up itself stands in the file that tells it to its owner, and nowhere else."""
    server.client("sts").get_caller_identity()
    found = lambda octets: {"secret"} if server.secret.encode() in octets else set()
    assert_nowhere_in_memory(server.process.pid, found)
    assert_nowhere_on_disk(server, found, but=["credentials"])


@needs_root
def test_keys_lie_in_locked_memory(server):
    """A signing key is the one long-lived key that a caller knows, too."""
    pid = server.process.pid
    server.client().list_secrets()
    sign = lambda key, text: hmac.digest(key, text.encode(), "sha256")
    keys = []
    for day in {datetime.now(UTC) - timedelta(minutes=5), datetime.now(UTC)}:
        key = ("AWS4" + server.secret).encode()
        for element in (f"{day:%Y%m%d}", "us-east-1", "secretsmanager", "aws4_request"):
            key = sign(key, element)
        keys.append(key)
    places = {place: flags for place, flags, octets in memory(pid) if any(key in octets for key in keys)}
    assert places, "the signing key is nowhere"
    assert all("lo" in flags for flags in places.values()), places
    locked = re.search(r"VmLck:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert int(locked[1]) > 0


def leaves_a_core(process):
    """Whether a process that breaks down leaves a core file."""
    process.send_signal(signal.SIGABRT)
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT).si_code == os.CLD_DUMPED


def test_cve_class_10_no_core_file(start_server, tmp_path):
    server = start_server()
    limits = Path(f"/proc/{server.process.pid}/limits").read_text()
    assert re.search(r"Max core file size\s+0\s+0", limits)
    assert not leaves_a_core(server.process)


@pytest.fixture
def start_as_nobody(binary):
    """Starts servers of a user without rights, with so much memory to lock: `start_as_nobody(bytes)`."""
    # The tests' own folders are closed to other users.
    with contextlib.ExitStack() as ended:
        folder = Path(ended.enter_context(tempfile.TemporaryDirectory()))
        os.chown(folder, NOBODY, NOBODY)
        program = shutil.copy(binary, folder)

        def start(locked_bytes_max):
            limit = lambda: resource.setrlimit(resource.RLIMIT_MEMLOCK, (locked_bytes_max, locked_bytes_max))
            log = folder / "log"
            with log.open("wb") as out:
                process = ended.enter_context(subprocess.Popen(
                    [program, "serve", "--data", folder / "data", "--listen", "127.0.0.1:0"], cwd=folder, stdout=out,
                    stderr=out, user=NOBODY, group=NOBODY, extra_groups=[], preexec_fn=limit))
            ended.callback(process.terminate)
            deadline = time.monotonic() + SECONDS_MAX
            while "endpoint: " not in log.read_text():
                assert time.monotonic() < deadline and process.poll() is None, log.read_text()
                time.sleep(0.02)
            return process, log

        yield start


@needs_root
def test_the_memory_is_closed_to_other_processes_of_the_same_user(start_as_nobody):
    process, _ = start_as_nobody(65_536)
    owner = Path(f"/proc/{process.pid}/mem").stat().st_uid
    with subprocess.Popen(["sleep", "60"], user=NOBODY, group=NOBODY, extra_groups=[]) as other:
        assert Path(f"/proc/{other.pid}/mem").stat().st_uid == NOBODY, "the system closes every process"
        other.kill()
    assert owner == 0


@needs_root
@pytest.mark.parametrize(("locked_bytes_max", "warnings"), [(65_536, 0), (0, 1)])
def test_keys_are_locked_as_far_as_the_system_allows(start_as_nobody, locked_bytes_max, warnings):
    process, log = start_as_nobody(locked_bytes_max)
    locked = re.search(r"VmLck:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
    assert (int(locked[1]) > 0) == (locked_bytes_max > 0)
    assert log.read_text().count("may be written to swap") == warnings


@needs_root
def test_the_scan_finds_a_value_that_is_there(server):
    canaries = Canaries()
    value = canaries.value("half sent").encode()
    with socket.create_connection((urlsplit(server.endpoint).hostname, urlsplit(server.endpoint).port)) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + value)
        deadline = time.monotonic() + SECONDS_MAX
        while not any(canaries.found(octets) for _, _, octets in memory(server.process.pid)):
            assert time.monotonic() < deadline, "the value is nowhere"
            time.sleep(0.1)
    assert_nowhere_in_memory(server.process.pid, canaries.found)
