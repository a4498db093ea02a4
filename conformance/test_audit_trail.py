"""The audit trail as a file: what verification finds, what a crash leaves, what happens if it cannot be written."""

import contextlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import raw
from conftest import Server
from expectations import token
from journal import assert_intact, events, lines, records, verify

DEADLINE_MS = 1_500
# Beyond this a call hangs, however slow the machine is.
PATIENCE_SECONDS = 25
ROTATING = f"[audit]\nsegment_mib = 1\ndeadline_ms = {DEADLINE_MS}\n"
POLICY = ('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},'
          '"Action":"secretsmanager:GetSecretValue","Resource":"*"}]' + " " * 15_000 + "}")


def segments(data):
    return sorted((data / "audit").glob("trail-*.jsonl"))


def await_that(condition, what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


# What verification finds


@pytest.fixture(scope="module")
def closed(binary, tmp_path_factory):
    """The data of a server that was stopped twice, a trail of two segments; it is left as it is."""
    folder = tmp_path_factory.mktemp("closed")
    for number in range(2):
        server = Server(binary, folder)
        client = server.client()
        for each in range(10):
            client.create_secret(Name=f"{number}-{each}", SecretString="x")
            client.get_secret_value(SecretId=f"{number}-{each}")
        server.stop()
    return server


@pytest.fixture
def damaged(closed, tmp_path):
    """Damages a copy of a trail; returns what verification says of it. `change` gets the lines of the first segment."""

    def damage(change, segment=0):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(closed.data, copy)
        path = segments(copy)[segment]
        changed = change(path.read_bytes().splitlines(keepends=True))
        path.unlink() if changed is None else path.write_bytes(b"".join(changed))
        code, said = verify(closed.binary, "--data", copy)
        assert code == 1 and "The trail is NOT intact." in said and "the audit trail is not intact" in said, said
        return [line for line in said.splitlines() if line.startswith("WRONG")]

    return damage


def test_a_good_trail_is_intact_while_it_is_written_and_after(start_server):
    server = start_server()
    server.client().create_secret(Name="one", SecretString="x")
    assert_intact(server.binary, server.data)
    server.stop()
    assert "WARN" not in server.log.read_text()
    said = assert_intact(server.binary, server.data)
    assert "note" not in said
    key = re.search(r"^first key (\S+)$", said, re.MULTILINE)[1]
    assert_intact(server.binary, server.data, "--root", key)
    other = key[:-1] + ("0" if key[-1] != "0" else "1")
    code, said = verify(server.binary, "--data", server.data, "--root", other)
    assert code == 1 and "descends from another first key" in said
    # A copy by itself proves less, and says so.
    code, said = verify(server.binary, "--trail", server.data / "audit", "--root", key)
    assert code == 0 and "no head was given" in said
    assert verify(server.binary, "--trail", server.folder / "none")[0] == 1
    restarted = start_server()
    assert "note" not in assert_intact(restarted.binary, restarted.data, "--root", key)


def test_the_trail_is_its_owners_alone(closed):
    for path in [closed.data / "audit", *segments(closed.data)]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_changed_record_is_named(damaged):
    (wrong,) = damaged(lambda lines: [*lines[:4], lines[4].replace(b"0-1", b"0-2", 1), *lines[5:]])
    assert ":6: record 6 does not follow from the one before: one of the two was changed" in wrong


def test_a_removed_record_is_named(damaged):
    (wrong,) = damaged(lambda lines: lines[:4] + lines[5:])
    assert ":5: records 5 to 5 are missing before this one" in wrong


def test_swapped_records_are_named(damaged):
    wrong = damaged(lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]])
    assert any("records 5 to 5 are missing before this one" in line for line in wrong)
    assert any("record 5 stands out of order" in line for line in wrong)


def test_a_repeated_record_is_named(damaged):
    wrong = damaged(lambda lines: [*lines[:5], lines[4], *lines[5:]])
    assert any("record 5 is repeated" in line for line in wrong)


def test_an_invented_record_is_named(damaged, closed):
    last = len(lines(closed.data))

    def invent(lines):
        line = lines[-1].replace(f'"sequence":{last}'.encode(), f'"sequence":{last + 1}'.encode())
        return [*lines, line]

    assert any(f"record {last + 1} does not follow" in line for line in damaged(invent, segment=-1))


def test_a_cut_tail_is_named(damaged, closed):
    last = len(lines(closed.data))
    # The very last is the signed head's own record, which vouches up to the one before it.
    (wrong,) = damaged(lambda lines: lines[:-3], segment=-1)
    assert f"records {last - 2} to {last - 1} are missing at the end: the trail was cut" in wrong


def test_a_removed_segment_is_named(damaged, closed):
    first = len(segments(closed.data)[0].read_bytes().splitlines())
    last = len(lines(closed.data))
    assert f"records 1 to {first} are missing before this one" in damaged(lambda _: None)[0]
    wrong = damaged(lambda _: None, segment=-1)
    assert f"records {first + 1} to {last - 1} are missing at the end: the trail was cut" in wrong[0]


def test_a_removed_trail_is_named(closed, tmp_path):
    shutil.copytree(closed.data, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy" / "audit")
    code, said = verify(closed.binary, "--data", tmp_path / "copy")
    assert code == 1 and "there is no record" in said


def test_no_changed_byte_goes_unnoticed(damaged, closed):
    choices = random.Random(7)
    for segment, path in enumerate(segments(closed.data)):
        content = path.read_bytes()
        # Anywhere, and in the last record, behind which no other stands.
        places = [choices.randrange(len(content)) for _ in range(10)]
        places += [choices.randrange(content.rfind(b"\n", 0, -1) + 1, len(content) - 1) for _ in range(4)]
        for place in places:
            changed = bytearray(content)
            changed[place] ^= 1 << choices.randrange(7)
            assert damaged(lambda _, changed=changed: [bytes(changed)], segment)


def test_a_server_goes_on_behind_a_cut_and_the_trail_says_so(closed, start_server, tmp_path):
    shutil.copytree(closed.data, tmp_path / "data")
    path = segments(tmp_path / "data")[-1]
    last = len(lines(closed.data))
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-4]))
    server = start_server()
    server.client().list_secrets()
    code, said = verify(server.binary, "--data", server.data)
    assert code == 1 and f"records {last - 3} to {last - 1} were lost before the trail was opened here" in said


# What survives


@pytest.mark.parametrize("sync", ["os", "disk"])
def test_a_killed_server_leaves_each_acknowledged_call_on_the_trail_once(start_server, tmp_path, sync):
    config = tmp_path / "audit.toml"
    config.write_text(f'[audit]\nsync = "{sync}"\n')
    answered, made = [], []

    def work(server, number):
        name = f"secret-{number}"
        with contextlib.suppress(OSError, AssertionError, ConnectionError, http.client.HTTPException):
            while True:
                version = token()
                for target, body in (
                    ("PutSecretValue", {"SecretId": name, "SecretString": version, "ClientRequestToken": version}),
                    ("GetSecretValue", {"SecretId": name, "VersionId": version}),
                ):
                    payload = json.dumps(body).encode()
                    headers = raw.signed_headers(server, payload, "secretsmanager." + target)
                    status, answer, _ = raw.send(server, payload, headers)
                    assert status == 200
                    answered.append(answer["x-amzn-RequestId"])
                made.append((name, version))

    server = start_server("--config", config)
    for number in range(4):
        server.client().create_secret(Name=f"secret-{number}", SecretString="x")
    choices = random.Random()
    for _ in range(6):
        writers = [threading.Thread(target=work, args=(server, number)) for number in range(4)]
        for writer in writers:
            writer.start()
        time.sleep(choices.uniform(0.1, 0.6))
        server.kill()
        for writer in writers:
            writer.join(PATIENCE_SECONDS)
            assert not writer.is_alive()
        server = start_server("--config", config)
        assert_intact(server.binary, server.data)
    found = events(server.data)
    times = Counter(event.get("requestID") for event in found)
    assert len(answered) > 20
    assert {times[request] for request in answered} == {1}
    assert set(Counter(event["eventID"] for event in records(server.data)).values()) == {1}
    # Nor is a change without its record that was made and never answered.
    recorded = {event["requestParameters"]["clientRequestToken"] for event in found
                if event["eventName"] in ("CreateSecret", "PutSecretValue") and "errorCode" not in event}
    client = server.client()
    for number in range(4):
        listed = {"SecretId": f"secret-{number}", "IncludeDeprecated": True, "MaxResults": 100}
        while listed is not None:
            page = client.list_secret_version_ids(**listed)
            assert {version["VersionId"] for version in page["Versions"]} <= recorded
            listed = listed | {"NextToken": page["NextToken"]} if "NextToken" in page else None
    assert {version for _, version in made} <= recorded


def test_a_change_is_recorded_even_if_its_caller_goes_away(start_server):
    server = start_server()
    client = server.client()
    client.create_secret(Name="one", SecretString="x")
    versions = [token() for _ in range(40)]
    for version in versions:
        body = {"SecretId": "one", "SecretString": version, "ClientRequestToken": version}
        payload = json.dumps(body).encode()
        headers = raw.signed_headers(server, payload, "secretsmanager.PutSecretValue")
        connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc)
        connection.request("POST", "/", body=payload, headers=headers)
        connection.close()

    def recorded():
        return Counter((event.get("requestParameters") or {}).get("clientRequestToken") for event in events(server.data)
                       if event["eventName"] == "PutSecretValue")

    def made():
        listed = client.list_secret_version_ids(SecretId="one", IncludeDeprecated=True, MaxResults=100)["Versions"]
        return {version["VersionId"] for version in listed} & set(versions)

    # Some may be gone before they were read; those that were carried out settle in a moment.
    await_that(lambda: made() and made() == set(recorded()), "a change has no record")
    server.stop()
    assert set(recorded().values()) == {1}


def test_a_root_key_that_lies_elsewhere_is_found_by_the_configuration(start_server, tmp_path):
    config = tmp_path / "strongroom.toml"
    config.write_text(f"[root_key]\npath = '{tmp_path / 'the-key'}'\n")
    server = start_server("--config", config)
    assert_intact(server.binary, server.data)
    server.stop()
    code, said = verify(server.binary, "--data", server.data)
    assert code == 1 and "root-key" in said and not (server.data / "root-key").exists(), said
    assert_intact(server.binary, server.data, "--config", config)


# A trail that cannot be written


def timed(server, operation, body, **signing):
    """Makes a call that must not hang; returns its status and answer."""
    began = time.monotonic()
    answer = raw.call(server, f"secretsmanager.{operation}", body, **signing)
    assert time.monotonic() - began < PATIENCE_SECONDS
    return answer


def fill(server):
    """Makes calls with large records until one is refused."""
    for _ in range(400):
        status, answer = timed(server, "ValidateResourcePolicy", {"ResourcePolicy": POLICY})
        if status != 200:
            assert (status, answer["__type"]) == (500, "InternalServiceError")
            return
    pytest.fail("the trail takes everything")


def assert_refuses_everything_and_recovers(server, recover):
    """No call is answered and no change made that was refused; and all is well once the trail is."""
    # Sometimes a change gets through that found the trail well: then it is made, and its record is owed.
    made, refused = [], []
    for _ in range(12):
        version = token()
        body = {"SecretId": "one", "SecretString": version, "ClientRequestToken": version}
        status, answer = timed(server, "PutSecretValue", body)
        assert status == 200 or (status, answer["__type"]) == (500, "InternalServiceError"), answer
        (made if status == 200 else refused).append(version)
        status, answer = timed(server, "GetSecretValue", {"SecretId": "one"})
        assert (status, answer["__type"]) == (500, "InternalServiceError") and "SecretString" not in answer
    for operation, body, signing in (
        ("DescribeSecret", {"SecretId": "one"}, {}),
        ("ListSecrets", {}, {}),
        ("GetRandomPassword", {}, {}),
        ("BatchGetSecretValue", {"SecretIdList": ["one"]}, {}),
        ("GetSecretValue", {"SecretId": "none"}, {}),
        ("GetSecretValue", {"SecretId": "one"}, {"key": (server.key_id, "x" * 40)}),
    ):
        status, answer = timed(server, operation, body, **signing)
        # A stranger's record is small, and may just find room.
        stranger = (400, "InvalidSignatureException") if signing else None
        assert (status, answer["__type"]) in ((500, "InternalServiceError"), stranger), (operation, answer)
    assert refused
    recover()
    await_that(lambda: timed(server, "GetSecretValue", {"SecretId": "one"})[0] == 200, "the server does not recover")
    status, listed = timed(server, "ListSecretVersionIds",
                           {"SecretId": "one", "IncludeDeprecated": True, "MaxResults": 100})
    assert status == 200, listed
    versions = {version["VersionId"] for version in listed["Versions"]}
    assert versions >= set(made) and not versions & set(refused)

    def times():
        tokens = Counter((event.get("requestParameters") or {}).get("clientRequestToken")
                         for event in events(server.data) if "errorCode" not in event)
        return {tokens[version] for version in made}

    await_that(lambda: times() <= {1, 2} and 0 not in times(), "an owed record was not appended")
    assert times() <= {1}, "a record was appended twice"
    version = token()
    body = {"SecretId": "one", "SecretString": version, "ClientRequestToken": version}
    assert timed(server, "PutSecretValue", body)[0] == 200
    assert_intact(server.binary, server.data)


def test_a_folder_that_cannot_be_written_refuses_every_call_until_it_can(start_server, tmp_path):
    config = tmp_path / "audit.toml"
    config.write_text(ROTATING)
    server = start_server("--config", config)
    timed(server, "CreateSecret", {"Name": "one", "SecretString": "x", "ClientRequestToken": token()})
    folder, away = server.data / "audit", server.data / "away"
    # The present segment is still written to; the next one has no place.
    folder.rename(away)
    fill(server)
    assert_refuses_everything_and_recovers(server, lambda: away.rename(folder))
    log = server.log.read_text()
    for line in ("trail cannot be written", "a call was not recorded", "the audit trail can be written again"):
        assert line in log, log


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 256 KiB for the trail, and what makes it larger."""
    folder = tmp_path / "data" / "audit"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o700)

    def mount(options):
        return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True).returncode

    if os.geteuid() != 0 or mount("size=256k,mode=700") != 0:
        pytest.skip("only root can make a file system")
    yield lambda: mount("remount,size=16m")
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_refuses_every_call_until_there_is_room(small_disk, start_server, tmp_path):
    config = tmp_path / "audit.toml"
    config.write_text(ROTATING)
    server = start_server("--config", config)
    timed(server, "CreateSecret", {"Name": "one", "SecretString": "x", "ClientRequestToken": token()})
    fill(server)
    # There is room for records as small as can be.
    await_that(lambda: timed(server, "GetRandomPassword", {})[0] != 200, "the disk takes everything")
    assert_refuses_everything_and_recovers(server, small_disk)
    server.stop()
    assert_intact(server.binary, server.data)


@pytest.fixture
def piped(binary, tmp_path):
    """A server that copies its trail to a pipe which nobody reads, and what reads it."""
    config = tmp_path / "audit.toml"
    config.write_text(ROTATING + "stdout = true\n")
    data = tmp_path / "data"
    command = [binary, "serve", "--listen", "127.0.0.1:0", "--data", data, "--config", config]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("STRONGROOM_", "AWS_"))}
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=log, bufsize=0)
    heard = bytearray()
    while not (greeted := re.search(rb"^endpoint: (\S+)\n", heard, re.MULTILINE)):
        chunk = os.read(process.stdout.fileno(), 4_096)
        assert chunk, (tmp_path / "server.log").read_text()
        heard += chunk
    key_id, secret = re.findall(r"_key(?:_id)? = (\S+)", (data / "credentials").read_text())
    yield SimpleNamespace(binary=binary, data=data, process=process, endpoint=greeted[1].decode(), key_id=key_id,
                          secret=secret, heard=heard)
    process.kill()
    process.wait()


def hear(server):
    """Reads what the server writes, from now on to its end."""

    def read():
        while chunk := os.read(server.process.stdout.fileno(), 65_536):
            server.heard.extend(chunk)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    return reader


def test_a_copy_that_nobody_reads_refuses_every_call_until_somebody_does(piped):
    timed(piped, "CreateSecret", {"Name": "one", "SecretString": "x", "ClientRequestToken": token()})
    fill(piped)
    readers = []
    assert_refuses_everything_and_recovers(piped, lambda: readers.append(hear(piped)))
    piped.process.send_signal(signal.SIGTERM)
    assert piped.process.wait(PATIENCE_SECONDS) == 0
    readers[0].join(PATIENCE_SECONDS)
    # The copy holds every line of the trail, in order.
    copied = [line for line in bytes(piped.heard).split(b"\n") if line.startswith(b"{")]
    assert copied == lines(piped.data)


def test_a_change_whose_record_is_late_is_answered_and_recorded_once(piped):
    timed(piped, "CreateSecret", {"Name": "one", "SecretString": "x", "ClientRequestToken": token()})
    payload = json.dumps({"SecretId": "one", "ResourcePolicy": POLICY}).encode()
    answered, status = [], 200
    while status == 200:
        headers = raw.signed_headers(piped, payload, "secretsmanager.PutResourcePolicy")
        status, answer, _ = raw.send(piped, payload, headers)
        if status == 200:
            answered.append(answer["x-amzn-RequestId"])
        assert len(answered) < 400, "the trail takes everything"
    assert status == 500
    reader = hear(piped)
    await_that(lambda: timed(piped, "GetSecretValue", {"SecretId": "one"})[0] == 200, "the server does not recover")
    piped.process.send_signal(signal.SIGTERM)
    assert piped.process.wait(PATIENCE_SECONDS) == 0
    reader.join(PATIENCE_SECONDS)
    times = Counter(event.get("requestID") for event in events(piped.data))
    assert [times[request] for request in answered] == [1] * len(answered)
    assert "note" not in assert_intact(piped.binary, piped.data)


def test_a_server_whose_trail_is_stalled_can_be_stopped(piped):
    timed(piped, "CreateSecret", {"Name": "one", "SecretString": "x", "ClientRequestToken": token()})
    fill(piped)
    piped.process.send_signal(signal.SIGTERM)
    piped.process.wait(PATIENCE_SECONDS)
    assert_intact(piped.binary, piped.data)


def test_a_trail_that_cannot_be_opened_keeps_the_server_from_starting(start_server):
    server = start_server()
    server.stop()
    shutil.rmtree(server.data / "audit")
    (server.data / "audit").write_text("no folder")
    result = subprocess.run([server.binary, "serve", "--data", server.data, "--listen", "127.0.0.1:0"],
                            capture_output=True, text=True, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL)
    assert result.returncode == 1 and "the audit trail in" in result.stderr, result.stderr


@pytest.mark.parametrize(("text", "complaint"), [
    ("sync = 'both'", "audit.sync"), ("deadline_ms = 0", "`audit.deadline_ms` is zero"),
    ("segment_mib = 0", "`audit.segment_mib` is zero"),
    ("segment_hour = 1", "the nearest known one is `audit.segment_hours`"),
])
def test_wrong_settings_are_explained(binary, tmp_path, text, complaint):
    config = tmp_path / "strongroom.toml"
    config.write_text(f"[audit]\n{text}\n")
    result = subprocess.run([binary, "serve", "--config", config, "--data", tmp_path / "data"], capture_output=True,
                            text=True, timeout=PATIENCE_SECONDS, stdin=subprocess.DEVNULL)
    assert result.returncode == 1 and complaint in result.stderr, result.stderr
