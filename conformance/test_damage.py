"""What whoever can write to the data folder can do: damage it, and be found out. No value is ever the wrong one."""

import os
import sqlite3
import subprocess

import pytest
from expectations import refusal

@pytest.fixture
def stopped(start_server):
    """A server with two secrets, stopped; and how to start it again."""
    server = start_server()
    client = server.client()
    for name in ("one", "other"):
        client.create_secret(Name=name, SecretString=name * 50)
    server.stop()
    return server, start_server


def database(server):
    return server.data / "store.db"


def keys(server, kind):
    """The keys of one kind of record, in order."""
    return sorted(key for key in all_keys(server) if b"\0\x01" + kind + b"\0\x01" in key)


def all_keys(server):
    with sqlite3.connect(database(server)) as connection:
        return [key for (key,) in connection.execute("SELECT k FROM kv")]


def value(server, key):
    with sqlite3.connect(database(server)) as connection:
        return connection.execute("SELECT v FROM kv WHERE k = ?", (key,)).fetchone()[0]


def change(server, statement, *arguments):
    with sqlite3.connect(database(server)) as connection:
        assert connection.execute(statement, arguments).rowcount == 1
    connection.close()


def refused_start(server):
    """What the server says when it will not start."""
    result = subprocess.run([server.binary, "serve", "--data", server.data, "--listen", "127.0.0.1:0"],
                            capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL)
    assert result.returncode != 0
    return result.stderr


def read_both(server):
    """What reading each secret comes to."""
    client = server.client()
    outcomes = {}
    for name in ("one", "other"):
        try:
            outcomes[name] = client.get_secret_value(SecretId=name)["SecretString"]
        except client.exceptions.ClientError as failure:
            outcomes[name] = failure.response["Error"]["Code"]
    return outcomes


@pytest.mark.parametrize("kind", [b"secret", b"version", b"value", b"kms-key-version"])
def test_a_flipped_byte_in_a_record_is_named_and_never_served(stopped, kind):
    server, start = stopped
    key = keys(server, kind)[0]
    record = value(server, key)
    content = database(server).read_bytes()
    at = content.find(record[-24:])
    assert at > 0 and content.count(record[-24:]) == 1
    with database(server).open("r+b") as file:
        file.seek(at + 5)
        file.write(bytes([content[at + 5] ^ 1]))
    running = start()
    outcomes = read_both(running)
    assert "InternalServiceError" in outcomes.values(), outcomes
    assert all(text in (name * 50, "InternalServiceError") for name, text in outcomes.items()), outcomes
    log = running.log.read_text()
    assert "is damaged" in log and kind.decode() in log, log


def test_a_record_copied_over_another_is_damaged(stopped):
    server, start = stopped
    values = keys(server, b"value")
    change(server, "UPDATE kv SET v = (SELECT v FROM kv WHERE k = ?) WHERE k = ?", values[0], values[1])
    running = start()
    outcomes = read_both(running)
    assert sorted(outcomes.values()).count("InternalServiceError") == 1, outcomes
    assert all(text in (name * 50, "InternalServiceError") for name, text in outcomes.items()), outcomes
    assert "is damaged" in running.log.read_text()


def test_an_access_key_moved_to_another_id_signs_nothing(stopped):
    server, start = stopped
    (key,) = [key for key in all_keys(server) if b"access-key\0\x01" in key]
    moved = key.replace(server.key_id.encode(), b"AKIAMOVEDMOVEDMOVED0")
    assert moved != key
    change(server, "UPDATE kv SET k = ? WHERE k = ?", moved, key)
    running = start()
    # The account has no key under its own id any more, and the moved record vouches for nothing.
    client = running.client()
    assert refusal(client.get_secret_value, SecretId="one")[0] == "UnrecognizedClientException"
    thief = running.client(AWS_ACCESS_KEY_ID="AKIAMOVEDMOVEDMOVED0", AWS_SECRET_ACCESS_KEY=server.secret)
    assert refusal(thief.get_secret_value, SecretId="one")[0] == "InternalServiceError"
    assert "access-key/AKIAMOVEDMOVEDMOVED0/` is damaged" in running.log.read_text()


def test_a_damaged_account_is_found_at_the_start(stopped):
    server, _ = stopped
    (key,) = [key for key in all_keys(server) if key.startswith(b"saccount\0\x01")]
    change(server, "UPDATE kv SET k = ? WHERE k = ?", key.replace(b"000000000000", b"111122223333"), key)
    assert "is damaged" in refused_start(server)


def test_a_lost_account_gets_no_new_key(stopped):
    server, _ = stopped
    credentials = (server.data / "credentials").read_bytes()
    (key,) = [key for key in all_keys(server) if key.startswith(b"saccount\0\x01")]
    change(server, "DELETE FROM kv WHERE k = ?", key)
    # Whoever can write the store, and waits for the next start, must not become the root of what is in it.
    assert "lost its account" in refused_start(server)
    assert (server.data / "credentials").read_bytes() == credentials


def test_a_damaged_index_is_found_at_the_start(stopped):
    server, _ = stopped
    key = keys(server, b"secret")[0]
    content = bytearray(database(server).read_bytes())
    # A key stands twice: in the table and in its index. One that differs from the other is found by no query.
    places = [at for at in range(len(content)) if content.startswith(key, at)]
    assert len(places) == 2
    content[places[0] + len(key) - 3] ^= 1
    database(server).write_bytes(content)
    assert "store.db" in refused_start(server)


def test_a_lost_keyring_is_not_made_anew(stopped):
    server, _ = stopped
    change(server, "DELETE FROM kv WHERE k = ?", b"k/keyring")
    assert "lost its keyring" in refused_start(server)


def test_a_truncated_database_is_refused(stopped):
    server, _ = stopped
    os.truncate(database(server), database(server).stat().st_size // 2)
    assert "store.db" in refused_start(server)


def test_what_is_not_damaged_still_works(stopped):
    server, start = stopped
    value_key = keys(server, b"value")[0]
    change(server, "UPDATE kv SET v = zeroblob(200) WHERE k = ?", value_key)
    running = start()
    client = running.client()
    assert sorted(read_both(running).values())[0] == "InternalServiceError"
    client.create_secret(Name="new", SecretString="x")
    assert client.get_secret_value(SecretId="new")["SecretString"] == "x"
    assert len(client.list_secrets()["SecretList"]) == 3
    assert refusal(client.get_secret_value, SecretId="none")[0] == "ResourceNotFoundException"


def test_a_damaged_duty_keeps_no_other_waiting(start_server):
    server = start_server()
    client = server.client()
    names = [f"doomed-{number}" for number in range(40)]
    for name in names:
        client.create_secret(Name=name, SecretString="x")
        client.delete_secret(SecretId=name, RecoveryWindowInDays=7)
    server.stop()
    with sqlite3.connect(database(server)) as connection:
        due = connection.execute("SELECT k FROM kv WHERE instr(k, ?) ORDER BY k", (b"due\0\x01",)).fetchall()
    change(server, "UPDATE kv SET v = zeroblob(100) WHERE k = ?", due[0][0])
    running = start_server()
    running.advance("8d")
    left = running.client().list_secrets(IncludePlannedDeletion=True, MaxResults=100)["SecretList"]
    # The damaged entry hides those of its own shard, one of eight, and no other's.
    assert 1 <= len(left) <= 20, [secret["Name"] for secret in left]
    assert "what is due could not be read" in running.log.read_text()


def test_a_secret_that_cannot_be_read_costs_no_other_its_access_date(start_server):
    server = start_server()
    client = server.client()
    names = [f"read-{number:02}" for number in range(60)]
    for name in names:
        client.create_secret(Name=name, SecretString="x")
    server.stop()
    # The version's dates are damaged: the value itself can be read, its date of access cannot be written.
    change(server, "UPDATE kv SET v = zeroblob(100) WHERE k = ?", keys(server, b"version")[7])
    running = start_server()
    client = running.client()
    for name in names:
        try:
            client.get_secret_value(SecretId=name)
        except client.exceptions.ClientError as failure:
            assert failure.response["Error"]["Code"] == "InternalServiceError"
    running.stop()
    client = start_server().client()
    dated = [name for name in names if "LastAccessedDate" in client.describe_secret(SecretId=name)]
    assert len(dated) == 59
