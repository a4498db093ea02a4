"""HTTPS with a private authority: who is trusted, which HTTP is spoken, and a certificate that changes."""

import asyncio
import json
import signal
import socket
import ssl
import time
from urllib.parse import urlsplit

import httpx
import pytest
from authority import Authority
from botocore.exceptions import SSLError
from expectations import fresh_name
from raw import exchange, signed_headers

SECONDS_MAX = 30
REQUESTS_AT_ONCE = 100


def trusting(authority):
    return ssl.create_default_context(cafile=authority.path)


def address(server):
    url = urlsplit(server.endpoint)
    return url.hostname, url.port


def served_certificate(server):
    return ssl.get_server_certificate(address(server))


def test_boto3_and_the_cli_trust_what_they_are_told_to(tls_server):
    assert tls_server.endpoint.startswith("https://")
    name = fresh_name("tls")
    tls_server.client().create_secret(Name=name, SecretString="x")
    read = tls_server.cli("secretsmanager", "get-secret-value", "--secret-id", name)
    assert read["SecretString"] == "x", read
    assert tls_server.client("sts").get_caller_identity()["Account"] == "000000000000"


@pytest.mark.parametrize("trusted", ["another authority", "the public ones"])
def test_boto3_and_the_cli_trust_nobody_else(tls_server, tmp_path, monkeypatch, trusted):
    monkeypatch.setattr(tls_server, "authority", Authority(tmp_path) if trusted == "another authority" else None)
    told = tls_server.environment() | {"AWS_MAX_ATTEMPTS": "1"}
    monkeypatch.setattr(tls_server, "environment", lambda region: told)
    with pytest.raises(SSLError, match="CERTIFICATE_VERIFY_FAILED"):
        tls_server.client().list_secrets()
    assert "CERTIFICATE_VERIFY_FAILED" in tls_server.cli("secretsmanager", "list-secrets")


def test_a_policy_sees_that_the_transport_is_secure(server, tls_server):
    statement = {"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue", "Resource": "*",
                 "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    name = fresh_name("tls")
    for each in (server, tls_server):
        each.client().create_secret(Name=name, SecretString="x")
        each.client().put_resource_policy(SecretId=name, ResourcePolicy=policy)
    assert tls_server.client().get_secret_value(SecretId=name)["SecretString"] == "x"
    assert "AccessDeniedException" in server.cli("secretsmanager", "get-secret-value", "--secret-id", name)


def test_the_port_speaks_no_plaintext(tls_server):
    class Plain:
        endpoint = tls_server.endpoint.replace("https", "http")

    assert b"HTTP" not in exchange(Plain, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")


@pytest.mark.parametrize(("offered", "chosen"), [
    (["h2", "http/1.1"], "h2"), (["http/1.1", "h2"], "h2"), (["http/1.1"], "http/1.1"), ([], None),
])
def test_the_newest_http_that_is_offered_is_chosen(tls_server, offered, chosen):
    context = trusting(tls_server.authority)
    if offered:
        context.set_alpn_protocols(offered)
    with (
        socket.create_connection(address(tls_server)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        assert secure.selected_alpn_protocol() == chosen


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_is_of_today(tls_server, version):
    context = trusting(tls_server.authority)
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(address(tls_server)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        assert secure.version() == {"TLSv1_2": "TLSv1.2", "TLSv1_3": "TLSv1.3"}[version.name]


def test_many_calls_at_once_on_one_http2_connection(either_server):
    """Over TLS, HTTP/2 is agreed on; in plaintext it is spoken by who knows that it is understood."""
    secure = either_server.authority is not None
    name = fresh_name("http2")
    either_server.client().create_secret(Name=name, SecretString="x" * 10_000)
    body = json.dumps({"SecretId": name}).encode()
    headers = signed_headers(either_server, body, "secretsmanager.GetSecretValue")
    options = {
        "http1": secure, "http2": True, "limits": httpx.Limits(max_connections=1), "trust_env": False,
        "timeout": SECONDS_MAX, "verify": trusting(either_server.authority) if secure else False,
    }

    async def calls():
        async with httpx.AsyncClient(**options) as client:
            call = lambda: client.post(either_server.endpoint + "/", content=body, headers=headers)
            return await asyncio.gather(*(call() for _ in range(REQUESTS_AT_ONCE)))

    answers = asyncio.run(calls())
    assert {(answer.http_version, answer.status_code) for answer in answers} == {("HTTP/2", 200)}
    assert all(answer.json()["SecretString"] == "x" * 10_000 for answer in answers)
    assert len({answer.headers["x-amzn-requestid"] for answer in answers}) == REQUESTS_AT_ONCE


def test_a_changed_certificate_is_served_without_a_restart(start_server, tmp_path):
    server = start_server(authority=Authority(tmp_path))
    before, old = served_certificate(server), server.client()
    assert old.list_secrets()["SecretList"] == []
    # Another authority: who trusts the old one alone is refused from now on, and who trusts the new one is not.
    server.authority = Authority(tmp_path)
    server.authority.issue(tmp_path)
    await_true(lambda: served_certificate(server) != before, "the new certificate is not served")
    assert server.client().list_secrets()["SecretList"] == []
    after = served_certificate(server)
    (tmp_path / "key.pem").write_text("damaged")
    refused = "the changed certificate is not used"
    await_true(lambda: refused in server.log.read_text(), "the damaged key was not noticed")
    assert served_certificate(server) == after
    server.authority.issue(tmp_path)
    await_true(lambda: served_certificate(server) != after, "the repaired pair is not served")
    assert server.client().list_secrets()["SecretList"] == []


def await_true(condition, complaint):
    deadline = time.monotonic() + SECONDS_MAX
    while not condition():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.2)


def test_an_unfinished_handshake_does_not_delay_the_end(start_server, tmp_path):
    server = start_server(authority=Authority(tmp_path))
    with socket.create_connection(address(server)):
        assert served_certificate(server)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(SECONDS_MAX) == 0
        # A handshake has ten seconds.
        assert time.monotonic() - began < 8
