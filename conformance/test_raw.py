"""What SDKs cannot send: malformed requests, wrong signatures, hostile sizes. The server answers, and lives."""

import base64
import datetime
import json
import random

import pytest
from expectations import INVALID_NAME, fresh_name, token
from raw import JSON, call, exchange, send, signed_headers

CREATE = "secretsmanager.CreateSecret"
GET = "secretsmanager.GetSecretValue"
LIST = "secretsmanager.ListSecrets"
TOKEN_MISSING = {
    "__type": "InvalidRequestException",
    "Message": "You must provide a ClientRequestToken value. We recommend a UUID-type value.",
}


def test_the_answer_is_what_the_protocol_says(server):
    status, answer = call(server, LIST, {"Unknown": 1, "MaxResults": None})
    assert status == 200 and "SecretList" in answer
    payload = json.dumps({"SecretId": "unknown"}).encode()
    status, headers, body = send(server, payload, signed_headers(server, payload, GET))
    assert (status, headers["Content-Type"]) == (400, JSON)
    assert body == (
        b'{"__type":"ResourceNotFoundException","Message":"Secrets Manager can\'t find the specified secret."}'
    )


def test_operations_without_output_answer_with_an_empty_body(server):
    name = fresh_name("raw")
    assert call(server, CREATE, {"Name": name})[0] == 200
    tags = [{"Key": "a", "Value": "b"}]
    assert call(server, "secretsmanager.TagResource", {"SecretId": name, "Tags": tags}) == (200, None)


@pytest.mark.parametrize("tag", [{}, {"Value": "v"}, {"Key": None}])
def test_a_tag_has_a_key(server, tag):
    message = (
        "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: "
        "Member must not be null"
    )
    for target, body in ((CREATE, {"Name": fresh_name("raw")}), ("secretsmanager.TagResource", {"SecretId": "unknown"})):
        answer = {"__type": "ValidationException", "message": message}
        assert call(server, target, {**body, "Tags": [tag]}) == (400, answer)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", None),
        (b"{", None),
        (b'{"Name":"x",}', None),
        (b"null", None),
        (b'"text"', None),
        (b"\xff\xfe", None),
        (b'{"Name":"\xff"}', None),
        (b"[]", "Start of list found where not expected"),
        (b'{"Name":1}', "NUMBER_VALUE can not be converted to a String"),
        (b'{"Name":true}', "TRUE_VALUE can not be converted to a String"),
        (b'{"Name":{}}', "Start of structure or map found where not expected."),
        (b'{"Name":[]}', "Start of list found where not expected"),
        (b'{"Tags":"x"}', "Expected list or null"),
    ],
)
def test_what_is_no_request_is_a_serialization_failure(server, body, message):
    expected = {"__type": "SerializationException"} | ({"Message": message} if message else {})
    assert call(server, CREATE, body) == (400, expected)


@pytest.mark.parametrize("target", [None, "", "CreateSecret", "SecretsManager.CreateSecret", "secretsmanager.createsecret",
                                    "secretsmanager.RotateSecret", "secretsmanager.ReplicateSecretToRegions",
                                    "TrentService.Explode", "secretsmanager.", "x" * 5_000])
def test_an_operation_that_nobody_serves_is_unknown(server, target):
    assert call(server, target, {}) == (400, {"__type": "UnknownOperationException"})


def test_violations_are_told_together_and_secrets_not_at_all(server):
    status, answer = call(server, CREATE, {"Name": "", "SecretString": "", "ClientRequestToken": "short"})
    assert status == 400 and answer["__type"] == "ValidationException"
    assert answer["message"] == (
        "3 validation errors detected: "
        "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; "
        "Value 'short' at 'clientRequestToken' failed to satisfy constraint: "
        "Member must have length greater than or equal to 32; "
        "Value at 'secretString' failed to satisfy constraint: Member must have length greater than or equal to 1"
    )
    status, answer = call(server, CREATE, {})
    assert answer["message"] == (
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
    )


def test_a_token_is_never_made_up(server):
    name = fresh_name("raw")
    for target, body in (
        (CREATE, {"Name": name, "SecretString": "x"}),
        ("secretsmanager.PutSecretValue", {"SecretId": name, "SecretString": "x"}),
        ("secretsmanager.UpdateSecret", {"SecretId": name, "SecretString": "x"}),
    ):
        assert call(server, target, body) == (400, TOKEN_MISSING)
    # A name that is none comes before the token, a missing token before a missing secret.
    body = {"SecretId": "a b", "SecretString": "x"}
    code, message = INVALID_NAME
    assert call(server, "secretsmanager.PutSecretValue", body)[1] == {"__type": code, "message": message}


def test_bad_base64_and_a_too_large_blob(server):
    blob = lambda text: call(server, CREATE, {"Name": fresh_name("raw"), "SecretBinary": text,
                                              "ClientRequestToken": token()})
    assert blob("%%%")[1]["__type"] == "SerializationException"
    status, answer = blob(base64.b64encode(b"x" * 65_537).decode())
    assert answer["message"] == (
        "1 validation error detected: Value at 'secretBinary' failed to satisfy constraint: "
        "Member must have length less than or equal to 65536"
    )
    assert blob(base64.b64encode(b"x" * 65_536).decode())[0] == 200


def test_the_quota_counts_bytes(server):
    body = {"Name": fresh_name("raw"), "SecretString": "ü" * 32_769, "ClientRequestToken": token()}
    assert call(server, CREATE, body)[1]["__type"] == "ValidationException"


@pytest.mark.parametrize("depth", [33, 1_000, 100_000])
def test_cve_class_11_deep_nesting_is_refused(server, depth):
    body = b'{"a":' + b"[" * depth + b"]" * depth + b"}"
    assert call(server, LIST, body) == (400, {"__type": "SerializationException"})


def test_large_bodies_are_refused_early(server):
    body = b'{"a":"' + b"x" * (1024 * 1024) + b'"}'
    status, answer = call(server, LIST, body)
    assert (status, answer["__type"]) == (413, "RequestEntityTooLargeException")
    # Far too much: the server stops reading, and answers if it is still heard.
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\nConnection: close\r\n\r\n"
    assert exchange(server, head + b"x" * (9 * 1024 * 1024)).startswith(b"HTTP/1.1 413")
    chunked = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    assert exchange(server, chunked + chunk * 17 + b"0\r\n\r\n").startswith(b"HTTP/1.1 413")


def test_large_headers_are_refused(server):
    large = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Large: " + b"x" * 17_000 + b"\r\n\r\n"
    assert exchange(server, large).startswith(b"HTTP/1.1 431")
    many = b"POST / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 200 + b"\r\n"
    assert exchange(server, many).startswith(b"HTTP/1.1 431")


def test_other_methods_and_paths_are_unknown(server):
    for method, path in (("GET", "/"), ("PUT", "/"), ("POST", "/elsewhere"), ("POST", "/../"), ("DELETE", "/%2e")):
        status, _, body = send(server, b"{}", signed_headers(server, b"{}", LIST, method=method, path=path),
                               method=method, path=path)
        assert (status, json.loads(body)) == (400, {"__type": "UnknownOperationException"}), (method, path)


# Signatures


def refused(server, change, target=LIST, body=b"{}", **signing):
    """The answer to a signed request whose headers were changed after signing."""
    headers = signed_headers(server, body, target, **signing)
    change(headers)
    status, _, answer = send(server, body, headers)
    answer = json.loads(answer)
    assert status == 400
    return answer["__type"], answer.get("message") or answer.get("Message")


MISMATCH = (
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details.",
)


def test_without_a_signature(server):
    assert refused(server, lambda headers: headers.pop("Authorization")) == (
        "MissingAuthenticationTokenException",
        "Request is missing Authentication Token",
    )


def test_a_wrong_secret_and_a_tampered_request(server):
    untouched = lambda headers: None
    assert refused(server, untouched, key=(server.key_id, "wrong" * 8)) == MISMATCH
    assert refused(server, lambda headers: headers.update({"X-Amz-Target": "secretsmanager.GetRandomPassword"})) == MISMATCH
    assert refused(server, lambda headers: headers.update({"Content-Type": JSON + "; x=y"})) == MISMATCH
    flip = lambda headers: headers.update({"Authorization": headers["Authorization"][:-1] + (
        "0" if headers["Authorization"][-1] != "0" else "1")})
    assert refused(server, flip) == MISMATCH
    headers = signed_headers(server, b'{"MaxResults":1}', LIST)
    status, _, answer = send(server, b'{"MaxResults":2}', headers)
    assert json.loads(answer)["message"] == MISMATCH[1]


def test_an_unknown_key_is_told_whatever_it_asks_for(server):
    name = fresh_name("raw")
    assert call(server, CREATE, {"Name": name})[0] == 200
    for secret_id in (name, "unknown"):
        body = json.dumps({"SecretId": secret_id}).encode()
        assert refused(server, lambda headers: None, target=GET, body=body, key=("AKIAUNKNOWNUNKNOWN00", "x" * 40)) == (
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        )


def test_a_session_token_that_nobody_issued(server):
    assert refused(server, lambda headers: None, headers={"X-Amz-Security-Token": "made up"})[0] == (
        "UnrecognizedClientException"
    )


def test_the_scope_must_be_the_service_and_a_region(server):
    untouched = lambda headers: None
    assert refused(server, untouched, service="iam", region="mars-1") == (
        "InvalidSignatureException",
        "Credential should be scoped to a valid region, not 'mars-1'. "
        "Credential should be scoped to correct service: 'secretsmanager'.",
    )


def test_an_unsigned_target_is_refused(server):
    headers = signed_headers(server, b"{}", None)
    status, _, answer = send(server, b"{}", headers | {"X-Amz-Target": LIST})
    assert json.loads(answer)["__type"] == "InvalidSignatureException"


@pytest.mark.parametrize(("minutes", "text"), [(-6, "Signature expired: "), (6, "Signature not yet current: ")])
def test_old_and_future_requests(server, monkeypatch, minutes, text):
    import botocore.auth
    import botocore.compat

    moved = botocore.compat.get_current_datetime() + datetime.timedelta(minutes=minutes)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_, **__: moved)
    code, message = refused(server, lambda headers: None)
    assert code == "InvalidSignatureException" and message.startswith(text)
    assert f"{moved:%Y%m%dT%H%M%SZ}" in message and message.endswith("- 5 min.)" if minutes < 0 else "+ 5 min.)")


def test_a_presigned_identity_and_no_presigned_secret(server):
    sts = server.client("sts")
    for method in ("GET", "POST"):
        url = sts.generate_presigned_url("get_caller_identity", HttpMethod=method)
        path = url.removeprefix(server.endpoint)
        status, headers, body = send(server, None, {}, method=method, path=path)
        assert status == 200 and b"<Account>000000000000</Account>" in body, body
        assert headers["Content-Type"] == "text/xml"
        tampered = path.replace("X-Amz-Expires=3600", "X-Amz-Expires=3601")
        status, _, body = send(server, None, {}, method=method, path=tampered)
        assert status == 403 and b"<Code>SignatureDoesNotMatch</Code>" in body
    url = server.client().generate_presigned_url("list_secrets")
    path = url.removeprefix(server.endpoint)
    status, _, body = send(server, b"{}", {"X-Amz-Target": LIST, "Content-Type": JSON}, path=path)
    assert status == 400 and json.loads(body)["__type"] == "IncompleteSignatureException"


def test_query_failures_are_xml(server):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for body, status, code in (
        (b"Action=GetCallerIdentity&Version=2011-06-15", 403, "MissingAuthenticationToken"),
        (b"Action=Unknown&Version=2011-06-15", 400, "InvalidAction"),
        (b"Version=2011-06-15", 400, "MissingAction"),
    ):
        answered, _, answer = send(server, body, form)
        assert answered == status and f"<Code>{code}</Code>".encode() in answer, answer


# Hostility


def test_noise_never_ends_the_server(server):
    noise = random.Random(20261123)
    for _ in range(200):
        octets = noise.randbytes(noise.randrange(1, 400))
        if noise.random() < 0.7:
            octets = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(octets) + octets
        else:
            octets += b"\r\n\r\n"
        exchange(server, octets)
    assert call(server, LIST, {})[0] == 200


def test_signed_noise_gets_an_answer(server):
    noise = random.Random(20261124)
    seeds = [b'{"Name":"x","SecretString":"y","Tags":[{"Key":"a"}]}', b'{"SecretId":"x","VersionStages":["A"]}']
    targets = [CREATE, GET, LIST, "secretsmanager.PutSecretValue", "secretsmanager.PutResourcePolicy"]
    for _ in range(300):
        body = bytearray(noise.choice(seeds))
        for _ in range(noise.randrange(1, 6)):
            body[noise.randrange(len(body))] = noise.randrange(256)
        status, answer = call(server, noise.choice(targets), bytes(body))
        assert status in (200, 400) and (status == 200 or answer["__type"] != "InternalServiceError"), body
