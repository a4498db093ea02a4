"""The audit trail of a server as a reader of its files sees it, and the program that checks it."""

import json
import os
import subprocess


def lines(folder):
    """The whole lines of a data folder's trail, in order."""
    segments = sorted((folder / "audit").glob("trail-*.jsonl"))
    return [line for segment in segments for line in segment.read_bytes().split(b"\n")[:-1]]


def records(folder):
    """All records, in order."""
    return [json.loads(line) for line in lines(folder)]


def events(folder):
    """All records but those that the trail keeps of itself."""
    return [record for record in records(folder) if record["eventType"] in ("AwsApiCall", "AwsServiceEvent")]


def of_request(folder, request_id):
    """The records of one call."""
    return [event for event in events(folder) if event.get("requestID") == request_id]


def verify(binary, *arguments):
    """Runs `strongroom audit verify`; returns its exit code and what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("STRONGROOM_", "AWS_"))}
    result = subprocess.run([binary, "audit", "verify", *arguments], env=clean, stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=60)
    return result.returncode, result.stdout + result.stderr


def assert_intact(binary, data, *arguments):
    """Checks a trail and has it be intact; returns what was said."""
    code, said = verify(binary, "--data", data, *arguments)
    assert code == 0 and "The trail is intact." in said and "WRONG" not in said, said
    return said
