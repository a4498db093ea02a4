"""Peers that ask for much and show nothing: what they cost, how long they are borne, and that others are served."""

import contextlib
import os
import re
import resource
import signal
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from expectations import fresh_name, refusal
from raw import call
from test_process import get, run

MIB = 1_024 * 1_024
HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
HALF_A_HEADER = b"POST / HTTP/1.1\r\nHo"
IDLE = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
def connect():
    """Opens connections to a server, each with something said on it."""
    with contextlib.ExitStack() as opened:
        def connect(server, said=b""):
            host, port = urlsplit(server.endpoint).netloc.split(":")
            connection = opened.enter_context(socket.create_connection((host, int(port)), timeout=60))
            connection.sendall(said)
            return connection
        yield connect


def memory(server, kind="VmRSS"):
    """What the server's process holds in memory now, in octets; by `VmHWM`, the most that it ever held."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(rf"{kind}:\s+(\d+) kB", status)[1]) * 1_024


def cut_off(connection):
    """Waits until the server has closed a connection; what it said before does not matter."""
    with contextlib.suppress(ConnectionError):
        while connection.recv(65_536):
            pass
    return True


def test_a_silent_connection_is_closed(server, connect):
    silent = [connect(server, said) for said in (b"", HALF_A_HEADER, HTTP2_PREFACE[:10], HTTP2_PREFACE)]
    # Each of them would raise a timeout after a minute. HTTP/2 has its own way of asking whether somebody is there.
    assert all(cut_off(connection) for connection in silent)


def test_silent_connections_do_not_delay_the_end(start_server, connect):
    server = start_server()
    kinds = (b"", HALF_A_HEADER, HTTP2_PREFACE[:10], HTTP2_PREFACE, IDLE)
    for kind in kinds * 10:
        connect(server, kind)
    with socket.socket(socket.AF_UNIX) as operator:
        operator.connect(str(server.data / "operator.sock"))
        assert get(server, "/ready") == (200, "ready\n")
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0
        took = time.monotonic() - began
    print(f"ended after {took:.2f} s with 50 silent connections")
    # Far less than the twenty seconds that calls are given, and more than a slow machine needs.
    assert took < 10


def test_a_thousand_idle_connections_cost_little(start_server, connect):
    server = start_server()
    before = memory(server)
    idle = [connect(server, IDLE) for _ in range(1_000)]
    assert all(connection.recv(1_024).startswith(b"HTTP/1.1 200") for connection in idle)
    grown = memory(server) - before
    print(f"a thousand idle connections cost {grown / MIB:.1f} MiB")
    assert grown < 64 * MIB


def test_a_body_in_single_octets_costs_its_size(start_server, connect):
    server = start_server()
    before = memory(server)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    unfinished = [connect(server, head + b"1\r\nx\r\n" * (MIB // 4)) for _ in range(8)]
    for connection in unfinished:
        connection.sendall(b"0\r\n\r\n")
        assert b"SerializationException" in connection.recv(4_096)
    grown = memory(server, "VmHWM") - before
    print(f"2 MiB in single octets cost {grown / MIB:.1f} MiB")
    assert grown < 24 * MIB


def test_as_many_files_may_be_open_as_the_system_allows(start_server):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, soft), hard))
    try:
        server = start_server()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    limits = Path(f"/proc/{server.process.pid}/limits").read_text()
    soft, hard = re.search(r"Max open files\s+(\S+)\s+(\S+)", limits).groups()
    assert soft == hard


def processor_seconds(server):
    """How much of a processor's time the server has used."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_lack_of_files_is_waited_out(start_server, connect):
    server = start_server()
    limits = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    assert get(server, "/ready") == (200, "ready\n")
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (3, limits[1]))
    began, used = time.monotonic(), processor_seconds(server)
    waiting = connect(server, IDLE)
    with socket.socket(socket.AF_UNIX) as operator:
        operator.connect(str(server.data / "operator.sock"))
        operator.sendall(b'{"command":"status"}\n')
        told = ("a connection was not accepted", "an operator was not let in")
        while any(server.log.read_text().count(line) < 3 for line in told):
            assert time.monotonic() - began < 60, "nobody is told"
            time.sleep(0.1)
        took, used = time.monotonic() - began, processor_seconds(server) - used
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, limits)
        assert waiting.recv(1_024).startswith(b"HTTP/1.1 200")
        assert b'"outcome":"done"' in operator.recv(1_024)
    print(f"{used:.2f} s of processor time in {took:.1f} s without files")
    assert used < took / 2
    assert all(server.log.read_text().count(line) <= took + 3 for line in told)


# Calls

THROTTLED = ("ThrottlingException", "Rate exceeded")
ONCE = Config(retries={"total_max_attempts": 1})
AGAIN = Config(retries={"total_max_attempts": 20, "mode": "standard"})


@pytest.fixture
def start_limited(start_server, tmp_path):
    """Starts a server with such a section of limits."""
    def start(section):
        config = tmp_path / "strongroom.toml"
        config.write_text(section)
        return start_server("--config", config)
    return start


def outcome(operation, **arguments):
    """The code and message that a call is refused with, the status 400 with them; nothing if it is answered."""
    try:
        operation(**arguments)
    except ClientError as refused:
        assert refused.response["ResponseMetadata"]["HTTPStatusCode"] == 400
        return refused.response["Error"]["Code"], refused.response["Error"]["Message"]


def test_an_operation_beyond_its_rate_is_throttled_and_no_other(start_limited):
    server = start_limited("[limits.operations]\nGetRandomPassword = 1\n")
    client, elsewhere = (server.client(region=region, config=ONCE) for region in ("us-east-1", "eu-west-1"))
    # One per second is let in; no machine is so slow that all of them are.
    outcomes = [outcome(client.get_random_password) for _ in range(50)]
    assert outcomes[0] is None and set(outcomes) == {None, THROTTLED}
    assert outcome(elsewhere.get_random_password) is None
    assert all(outcome(client.list_secrets) is None for _ in range(20))
    assert outcome(client.create_secret, Name="x", SecretString="y") is None


def test_a_client_that_tries_again_gets_through(start_limited):
    client = start_limited("[limits.operations]\nGetRandomPassword = 1\n").client(config=AGAIN)
    assert len({client.get_random_password()["RandomPassword"] for _ in range(3)}) == 3


def test_nothing_is_throttled_unless_it_is_asked_for(server):
    client = server.client(config=ONCE)
    with ThreadPoolExecutor(8) as callers:
        assert not any(callers.map(lambda _: outcome(client.get_random_password), range(400)))


def test_strangers_use_up_nobodys_rate(start_limited):
    server = start_limited("[limits.operations]\nCreateSecret = 1\n")
    body = {"Name": "x", "SecretString": "y", "ClientRequestToken": "0" * 32}
    for key in ((server.key_id, "w" * 40), ("AKIAIOSFODNN7EXAMPLE", "w" * 40)):
        codes = {call(server, "secretsmanager.CreateSecret", body, key=key)[1]["__type"] for _ in range(20)}
        assert len(codes) == 1 and codes <= {"InvalidSignatureException", "UnrecognizedClientException"}
    assert outcome(server.client(config=ONCE).create_secret, Name="x", SecretString="y") is None


def test_a_call_that_is_still_coming_takes_no_place(start_limited, connect):
    server = start_limited("[limits]\ncalls_in_progress_max = 1\n")
    for _ in range(20):
        connect(server, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf a body")
    assert outcome(server.client(config=ONCE).get_random_password) is None


def test_a_call_for_which_there_is_no_place_is_turned_away_at_once(start_limited):
    server = start_limited("[limits]\ncalls_in_progress_max = 1\n")
    client = server.client(config=ONCE)
    with contextlib.closing(sqlite3.connect(server.data / "store.db")) as store, ThreadPoolExecutor(1) as caller:
        # Whoever writes now waits until this lock is released. He may find the place taken at first by the calls below.
        store.execute("BEGIN IMMEDIATE")
        create = server.client(config=AGAIN).create_secret
        writing = caller.submit(outcome, create, Name=fresh_name(), SecretString="x")
        while (told := outcome(client.get_random_password)) is None:
            assert not writing.done(), "nobody was turned away"
        assert told == THROTTLED
        assert get(server, "/health") == (200, "ok\n")
        assert get(server, "/ready") == (200, "ready\n")
        store.rollback()
        assert writing.result(60) is None
    assert outcome(client.get_random_password) is None
    assert "too many calls are in progress" in server.log.read_text()


# The operator


def test_a_silent_operator_holds_nobody_up(binary, start_server):
    server = start_server()
    with contextlib.ExitStack() as opened:
        for _ in range(4):
            silent = opened.enter_context(socket.socket(socket.AF_UNIX))
            silent.connect(str(server.data / "operator.sock"))
        # One at a time, each of them would take five seconds before the answer comes.
        code, said = run(binary, "status", "--data", server.data, seconds=15)
        assert code == 0 and "state: ready" in said


def test_the_clock_moves_by_one_advance_at_a_time(binary, start_server):
    server = start_server()

    def today():
        said = run(binary, "status", "--data", server.data)[1]
        return date.fromisoformat(re.search(r"service clock: (\d+-\d+-\d+)", said)[1])

    before = today()
    with contextlib.ExitStack() as opened:
        operators = [opened.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(20)]
        for operator in operators:
            operator.connect(str(server.data / "operator.sock"))
            operator.sendall(b'{"command":"clock-advance","seconds":86400}\n')
        for operator in operators:
            assert b'"outcome":"done"' in operator.recv(4_096)
    # Two that began together would have moved it once only. One day more, if it was midnight meanwhile.
    assert (today() - before).days in (20, 21)


# The store

DOUBT = """
CREATE TABLE parent(id INTEGER PRIMARY KEY);
CREATE TABLE child(parent INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);
CREATE TRIGGER doubt AFTER INSERT ON kv BEGIN INSERT INTO child VALUES (1); END;
"""
NO_DOUBT = "DROP TRIGGER doubt; DROP TABLE child; DROP TABLE parent;"


def change_store(server, script):
    """Changes the store's file behind the server's back."""
    with contextlib.closing(sqlite3.connect(server.data / "store.db")) as database:
        database.executescript(script)


def test_a_server_whose_store_takes_no_more_writes_ends_to_be_started_again(start_server):
    server = start_server()
    client = server.client()
    client.create_secret(Name="before", SecretString="x")
    # The one thing that fails is the commit itself, as when the disk does not confirm it.
    change_store(server, DOUBT)
    code, _ = refusal(client.create_secret, Name="doubtful", SecretString="x")
    assert code == "InternalServiceError"
    assert server.process.wait(60) == 1
    assert "the store takes no more writes" in server.log.read_text()
    change_store(server, NO_DOUBT)
    client = start_server().client()
    assert client.get_secret_value(SecretId="before")["SecretString"] == "x"
    client.create_secret(Name="after", SecretString="x")


# Partitions


def test_the_account_lives_in_the_partition_of_its_regions(binary, start_server, tmp_path):
    config = tmp_path / "strongroom.toml"
    config.write_text("regions = ['cn-north-1']\n")
    server = start_server("--config", config)
    client = server.client(region="cn-north-1")
    assert client.create_secret(Name="x", SecretString="y")["ARN"].startswith("arn:aws-cn:")
    assert client.get_secret_value(SecretId="x")["SecretString"] == "y"
    identity = server.client("sts", region="cn-north-1").get_caller_identity()
    assert identity["Arn"] == "arn:aws-cn:iam::000000000000:root"
    server.stop()
    config.write_text("regions = ['eu-west-1']\n")
    code, said = run(binary, "serve", "--data", server.data, "--listen", "127.0.0.1:0", "--config", config)
    assert code != 0 and "belongs to an account of partition `aws-cn`" in said
    config.write_text("regions = ['eu-west-1', 'cn-north-1']\n")
    code, said = run(binary, "serve", "--data", tmp_path / "other", "--listen", "127.0.0.1:0", "--config", config)
    assert code != 0 and "an account lives in one partition" in said and not (tmp_path / "other").exists()
