"""What the audit trail says of calls: one record for each, with everything but what is secret."""

import base64
import json
import time
import uuid
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
import raw
from authority import Authority
from expectations import token
from journal import assert_intact, events, of_request, records

CANARY = "canary-0d8c1b52e7a94f6f93e4"
SOURCE = "secretsmanager.amazonaws.com"
NOT_SERVED = {
    "AssociateCrossAccountReplica", "CancelRotateSecret", "DisassociateCrossAccountReplica",
    "RemoveRegionsFromReplication", "ReplicateSecretToRegions", "RotateSecret", "StopReplicationToReplica",
}
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
    "Action": "secretsmanager:GetSecretValue", "Resource": "*",
}]})


class Row(NamedTuple):
    """A call that was carried out, and what its record is to say."""

    operation: str
    answer: dict
    parameters: dict
    elements: dict | None = None
    accessed: bool = True


def reading_denied(server):
    statement = {"Effect": "Deny", "Principal": {"AWS": root(server)}, "Action": "secretsmanager:GetSecretValue",
                 "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def root(server):
    return f"arn:aws:iam::{server.account}:root"


@pytest.fixture
def audited(start_server):
    """A server whose trail holds nothing but what the test does."""
    server = start_server("--account", "111122223333")
    server.account = "111122223333"
    return server


def spelled(date):
    """A date as CloudTrail spells those of Secrets Manager."""
    hour = date.hour % 12 or 12
    return f"{date:%b} {date.day}, {date.year} {hour}:{date:%M:%S %p}"


def written(client):
    """Calls that change something, all of one secret."""
    first, second = token(), token()
    tags = [{"Key": "team", "Value": "red"}, {"Key": "bare", "Value": ""}]
    made = client.create_secret(Name="one", Description="d", SecretString=CANARY, ClientRequestToken=first, Tags=tags,
                                KmsKeyId="alias/aws/secretsmanager")
    arn, of = made["ARN"], {"arn": made["ARN"], "name": "one"}
    asked = {"name": "one", "clientRequestToken": first, "description": "d", "kmsKeyId": "alias/aws/secretsmanager",
             "tags": [{"key": "team", "value": "red"}, {"key": "bare", "value": ""}]}
    yield Row("CreateSecret", made, asked, of | {"versionId": first})
    yield Row("PutSecretValue",
              client.put_secret_value(SecretId=arn, SecretString=CANARY, ClientRequestToken=second,
                                      VersionStages=["AWSCURRENT", "mine"]),
              {"secretId": arn, "clientRequestToken": second, "versionStages": ["AWSCURRENT", "mine"]},
              of | {"versionId": second})
    third = token()
    yield Row("UpdateSecret",
              client.update_secret(SecretId="one", SecretBinary=CANARY.encode(), ClientRequestToken=third,
                                   Description="e"),
              {"secretId": "one", "clientRequestToken": third, "description": "e"}, of | {"versionId": third})
    yield Row("UpdateSecretVersionStage",
              client.update_secret_version_stage(SecretId="one", VersionStage="mine", RemoveFromVersionId=second,
                                                 MoveToVersionId=third),
              {"secretId": "one", "versionStage": "mine", "removeFromVersionId": second, "moveToVersionId": third}, of)
    yield Row("TagResource", client.tag_resource(SecretId="one", Tags=[{"Key": "a", "Value": "b"}]),
              {"secretId": "one", "tags": [{"key": "a", "value": "b"}]}, accessed=False)
    yield Row("UntagResource", client.untag_resource(SecretId="one", TagKeys=["a"]),
              {"secretId": "one", "tagKeys": ["a"]}, accessed=False)
    yield Row("PutResourcePolicy",
              client.put_resource_policy(SecretId="one", ResourcePolicy=POLICY, BlockPublicPolicy=True),
              {"secretId": "one", "resourcePolicy": POLICY, "blockPublicPolicy": True}, of)
    yield Row("DeleteResourcePolicy", client.delete_resource_policy(SecretId="one"), {"secretId": "one"}, of)
    deleted = client.delete_secret(SecretId="one", RecoveryWindowInDays=9)
    yield Row("DeleteSecret", deleted, {"secretId": "one", "recoveryWindowInDays": 9},
              of | {"deletionDate": spelled(deleted["DeletionDate"].astimezone(UTC))})
    yield Row("RestoreSecret", client.restore_secret(SecretId="one"), {"secretId": "one"}, of)


def read(client):
    """Calls that only read."""
    one = {"secretId": "one"}
    yield Row("GetSecretValue", client.get_secret_value(SecretId="one", VersionStage="AWSPREVIOUS"),
              one | {"versionStage": "AWSPREVIOUS"})
    yield Row("DescribeSecret", client.describe_secret(SecretId="one"), one)
    yield Row("GetResourcePolicy", client.get_resource_policy(SecretId="one"), one)
    yield Row("ListSecretVersionIds",
              client.list_secret_version_ids(SecretId="one", MaxResults=5, IncludeDeprecated=True),
              one | {"maxResults": 5, "includeDeprecated": True})
    filters = [{"Key": "name", "Values": ["one"]}]
    yield Row("ListSecrets", client.list_secrets(Filters=filters, MaxResults=3, IncludePlannedDeletion=True),
              {"filters": [{"key": "name", "values": ["one"]}], "maxResults": 3, "includePlannedDeletion": True},
              accessed=False)
    yield Row("GetRandomPassword", client.get_random_password(PasswordLength=40, ExcludeNumbers=True),
              {"passwordLength": 40, "excludeNumbers": True}, accessed=False)
    yield Row("ListResourcePolicies", client.list_resource_policies(SecretId="one"), one, accessed=False)
    yield Row("ValidateResourcePolicy",
              client.validate_resource_policy(SecretId="one", ResourcePolicy=POLICY),
              one | {"resourcePolicy": POLICY}, accessed=False)
    yield Row("BatchGetSecretValue", client.batch_get_secret_value(SecretIdList=["one"]), {"secretIdList": ["one"]},
              accessed=False)


def envelope(server, row, is_read_only):
    """What the record of any call through an SDK has, apart from what differs each time."""
    expected = {
        "eventVersion": "1.11",
        "userIdentity": {
            "type": "Root", "principalId": server.account, "arn": root(server), "accountId": server.account,
            "accessKeyId": server.key_id,
        },
        "eventSource": SOURCE,
        "eventName": row.operation,
        "awsRegion": "us-east-1",
        "sourceIPAddress": "127.0.0.1",
        "requestParameters": row.parameters,
        "responseElements": row.elements,
        "requestID": row.answer["ResponseMetadata"]["RequestId"],
        "readOnly": is_read_only,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": server.account,
        "eventCategory": "Management",
    }
    arn = row.answer.get("ARN")
    resource = {"accountId": server.account, "type": "AWS::SecretsManager::Secret", "ARN": arn}
    return expected | ({"resources": [resource]} if row.accessed else {})


def test_every_operation_has_one_record_that_says_what_was_done(audited):
    client = audited.client()
    begun = int(time.time())
    writing, reading = list(written(client)), list(read(client))
    served = set(client.meta.service_model.operation_names) - NOT_SERVED
    assert {row.operation for row in writing + reading} == served
    for row, is_read_only in [*((row, False) for row in writing), *((row, True) for row in reading)]:
        answered = row.answer["ResponseMetadata"]["RequestId"]
        (record,) = [event for event in of_request(audited.data, answered) if event["eventName"] == row.operation]
        told = datetime.strptime(record.pop("eventTime"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        assert begun <= told <= time.time(), row.operation
        assert uuid.UUID(record.pop("eventID")) and "Botocore" in record.pop("userAgent")
        assert record.pop("chain")["node"]
        assert record == envelope(audited, row, is_read_only), row.operation
    ids = [event["eventID"] for event in records(audited.data)]
    assert len(ids) == len(set(ids))
    # Beside them stands what the batch disclosed, and what became of versions; nothing else.
    others = [event for event in events(audited.data)
              if event["eventType"] == "AwsApiCall" and event.get("requestID") not in
              {row.answer["ResponseMetadata"]["RequestId"] for row in writing + reading}]
    assert others == []


def test_sts_and_the_cli_are_recorded_alike(audited):
    identity = audited.client("sts").get_caller_identity()
    (record,) = of_request(audited.data, identity["ResponseMetadata"]["RequestId"])
    assert (record["eventSource"], record["eventName"]) == ("sts.amazonaws.com", "GetCallerIdentity")
    assert record["readOnly"] is True and record["responseElements"] is None
    assert record["userIdentity"]["arn"] == identity["Arn"]
    audited.cli("secretsmanager", "create-secret", "--name", "by-cli", "--secret-string", CANARY, region="eu-west-1")
    record = events(audited.data)[-1]
    assert (record["eventName"], record["awsRegion"]) == ("CreateSecret", "eu-west-1")
    assert record["userAgent"].startswith("aws-cli/") and record["requestParameters"]["name"] == "by-cli"


def test_each_secret_of_a_batch_has_a_record_of_its_own(audited):
    client = audited.client()
    arns = {name: client.create_secret(Name=name, SecretString=CANARY)["ARN"] for name in ("open", "shut")}
    client.put_resource_policy(SecretId="shut", ResourcePolicy=reading_denied(audited))
    batch = client.batch_get_secret_value(SecretIdList=["open", "shut", "none"])
    found = of_request(audited.data, batch["ResponseMetadata"]["RequestId"])
    assert found[0]["eventName"] == "BatchGetSecretValue"
    singles = {event["requestParameters"]["secretId"]: event for event in found[1:]}
    assert all(event["eventName"] == "GetSecretValue" and event["readOnly"] for event in singles.values())
    assert set(singles) == {arns["open"], "shut", "none"}
    assert singles[arns["open"]]["resources"][0]["ARN"] == arns["open"] and "errorCode" not in singles[arns["open"]]
    refused = {error["SecretId"]: error["Message"] for error in batch["Errors"]}
    assert {name: singles[name]["errorMessage"] for name in ("shut", "none")} == refused
    assert singles["shut"]["errorCode"] == "AccessDenied"
    assert singles["none"]["errorCode"] == "ResourceNotFoundException"


def send(server, body, *, target="secretsmanager.GetSecretValue", sign=True, change=None, key=None):
    """Sends a raw request; returns its id, its status and its answer."""
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = raw.signed_headers(server, payload, target, key=key) if sign else {"X-Amz-Target": target,
                                                                                 "Content-Type": raw.JSON}
    status, answered, answer = raw.send(server, payload, headers | (change or {}))
    return answered["x-amzn-RequestId"], status, json.loads(answer) if answer else {}


def code_of(answer):
    return answer["__type"].split("#")[-1]


def test_refused_calls_are_recorded_with_their_code_and_text(audited):
    client = audited.client()
    client.create_secret(Name="shut", SecretString=CANARY)
    client.put_resource_policy(SecretId="shut", ResourcePolicy=reading_denied(audited))
    for body, target, code in (
        ({"SecretId": "shut"}, "GetSecretValue", "AccessDeniedException"),
        ({"SecretId": "none"}, "GetSecretValue", "ResourceNotFoundException"),
        ({"SecretId": "shut", "RecoveryWindowInDays": 5}, "DeleteSecret", "InvalidParameterException"),
    ):
        request, status, answer = send(audited, body, target="secretsmanager." + target)
        assert status == 400 and code_of(answer) == code
        (record,) = of_request(audited.data, request)
        # CloudTrail drops the suffix of a denial, and of nothing else.
        assert record["errorCode"] == {"AccessDeniedException": "AccessDenied"}.get(code, code)
        assert record["errorMessage"] == answer.get("Message", answer.get("message"))
        assert record["requestParameters"]["secretId"] == body["SecretId"]
        assert record["responseElements"] is None and record["userIdentity"]["type"] == "Root"
        assert record["readOnly"] is (target == "GetSecretValue")


def test_a_call_that_is_not_understood_is_recorded_without_what_it_said(audited):
    request, _, answer = send(audited, {"SecretId": 7, "SecretString": CANARY}, target="secretsmanager.PutSecretValue")
    (record,) = of_request(audited.data, request)
    assert record["errorCode"] == code_of(answer) == "SerializationException"
    assert record["userIdentity"]["type"] == "Root" and record["requestParameters"] is None
    assert record["readOnly"] is False and record["eventName"] == "PutSecretValue"
    for body, target, code in (
        (b"{not json", "secretsmanager.GetSecretValue", "SerializationException"),
        ({"SecretId": CANARY}, "secretsmanager.Explode", "UnknownOperationException"),
        ({"SecretId": CANARY}, "", "UnknownOperationException"),
    ):
        request, _, answer = send(audited, body, target=target)
        (record,) = of_request(audited.data, request)
        assert record["errorCode"] == code_of(answer) == code
        # Nobody has looked at the signature.
        assert record["userIdentity"] == {"type": "Unknown", "accessKeyId": audited.key_id}
        assert record["requestParameters"] is None
        named = {"secretsmanager.GetSecretValue": "GetSecretValue", "": "Unknown"}
        assert record["eventName"] == named.get(target, target)


def test_strangers_are_recorded_by_the_key_that_they_claim_and_without_what_they_asked(audited):
    mine, wrong = audited.key_id, "x" * 40
    for arguments, claimed, code in (
        ({"key": (mine, wrong)}, mine, "InvalidSignatureException"),
        ({"key": ("AKIANOBODYNOBODYNOBO", wrong)}, "AKIANOBODYNOBODYNOBO", "UnrecognizedClientException"),
        ({"sign": False}, None, "MissingAuthenticationTokenException"),
        ({"change": {"X-Amz-Date": "20200101T000000Z"}}, mine, "InvalidSignatureException"),
        ({"change": {"Authorization": "AWS4-HMAC-SHA256 Credential=" + "A" * 300}}, None, None),
        # Who confuses the id with the secret must not find the secret on record.
        ({"key": ("wJalrXUtnFEMI0K7MDENG0bPxRfiCYEXAMPLEKEY", wrong)}, None, "UnrecognizedClientException"),
    ):
        request, status, answer = send(audited, {"SecretId": "one"}, **arguments)
        assert status in (400, 403) and code in (code_of(answer), None)
        (record,) = of_request(audited.data, request)
        identity = record["userIdentity"]
        assert identity["type"] == "Unknown" and set(identity) <= {"type", "accessKeyId"}
        assert identity.get("accessKeyId") == claimed
        assert "errorMessage" not in record and "EXAMPLEKEY" not in json.dumps(record)
        assert record["errorCode"] == code_of(answer) and record["sourceIPAddress"] == "127.0.0.1"
        assert record["requestParameters"] is None and "awsRegion" not in record


def test_what_is_no_call_at_all_is_recorded_too(audited):
    status, headers, _ = raw.send(audited, None, {}, method="GET", path="/favicon.ico")
    (record,) = of_request(audited.data, headers["x-amzn-RequestId"])
    assert (status, record["errorCode"], record["eventName"]) == (400, "UnknownOperationException", "Unknown")
    large = b'{"SecretId":"' + b"x" * 1_100_000 + b'"}'
    status, headers, _ = raw.send(audited, large, {"X-Amz-Target": "secretsmanager.GetSecretValue"})
    (record,) = of_request(audited.data, headers["x-amzn-RequestId"])
    assert status == 413 and record["eventName"] == "GetSecretValue" and record["requestParameters"] is None


def test_a_presigned_call_is_recorded_without_its_signature(audited):
    url = audited.client("sts").generate_presigned_url("get_caller_identity", HttpMethod="GET")
    for asked, kind in ((url, "Root"), (url[:-4] + "0000", "Unknown")):
        status, headers, _ = raw.send(audited, None, {}, method="GET", path=asked.removeprefix(audited.endpoint))
        (record,) = of_request(audited.data, headers["x-amzn-RequestId"])
        assert (status == 200) is (kind == "Root") and record["eventName"] == "GetCallerIdentity"
        assert (record["userIdentity"]["type"], record["userIdentity"]["accessKeyId"]) == (kind, audited.key_id)
        assert "Signature=" not in json.dumps(record) and "errorCode" not in record or kind == "Unknown"


def test_a_flood_of_strangers_is_counted(audited):
    calls = 150
    began = time.monotonic()
    for _ in range(calls):
        send(audited, {"SecretId": "one"}, key=(audited.key_id, "x" * 40))
    seconds = time.monotonic() - began
    audited.stop()
    found = events(audited.data)
    singles = [event for event in found if event.get("errorCode") == "InvalidSignatureException"]
    summaries = [event for event in found if event["eventName"] == "UnauthenticatedCallsCounted"]
    assert len(singles) <= 20 * (seconds + 1) + 1
    counted = sum(event["additionalEventData"]["count"] for event in summaries)
    # None is forgotten, not even by a server that stops before its count is over.
    assert len(singles) + counted == calls, (len(singles), counted)
    assert_intact(audited.binary, audited.data)


def service_events(server, since=0):
    told = [event for event in events(server.data)[since:] if event["eventType"] == "AwsServiceEvent"]
    for event in told:
        assert event["userIdentity"] == {"accountId": server.account, "invokedBy": SOURCE}
        assert event["eventSource"] == event["sourceIPAddress"] == event["userAgent"] == SOURCE
        assert event["requestParameters"] is None and event["responseElements"] is None
        assert event["awsRegion"] == "us-east-1" and event["recipientAccountId"] == server.account
        assert event["readOnly"] is False and "requestID" not in event
    return sorted((event["eventName"], event["additionalEventData"]["SecretId"],
                   event["additionalEventData"]["SecretVersionId"]) for event in told)


def test_what_becomes_of_versions_is_recorded(audited):
    client = audited.client()
    versions = [token(), token()]
    arn = client.create_secret(Name="doomed", SecretString="1", ClientRequestToken=versions[0])["ARN"]
    client.put_secret_value(SecretId="doomed", SecretString="2", ClientRequestToken=versions[1])

    def each(*names):
        return sorted((name, arn, version) for name in names for version in versions)

    def after(step, **arguments):
        since = len(events(audited.data))
        step(**arguments)
        return service_events(audited, since)

    started = each("StartSecretVersionDelete")
    assert after(client.delete_secret, SecretId="doomed", RecoveryWindowInDays=7) == started
    assert after(client.restore_secret, SecretId="doomed") == each("CancelSecretVersionDelete")
    assert after(client.restore_secret, SecretId="doomed") == []
    assert after(client.delete_secret, SecretId="doomed", RecoveryWindowInDays=7) == started
    assert after(audited.advance, duration="6d") == []
    assert after(audited.advance, duration="2d") == each("EndSecretVersionDelete")
    arn = client.create_secret(Name="doomed", SecretString="1", ClientRequestToken=versions[0])["ARN"]
    versions.pop()
    assert after(client.delete_secret, SecretId="doomed", ForceDeleteWithoutRecovery=True) == each(
        "EndSecretVersionDelete", "StartSecretVersionDelete")
    assert after(client.delete_secret, SecretId="never", ForceDeleteWithoutRecovery=True) == []


def test_pruned_versions_and_the_operators_commands_are_recorded(audited):
    client = audited.client()
    versions = [token() for _ in range(145)]
    arn = client.create_secret(Name="busy", SecretString="x", ClientRequestToken=versions[0])["ARN"]
    for number, version in enumerate(versions[1:]):
        client.put_secret_value(SecretId="busy", SecretString=str(number), ClientRequestToken=version)
    audited.advance("25h")
    kept = client.list_secret_version_ids(SecretId="busy", IncludeDeprecated=True, MaxResults=100)["Versions"]
    kept = {version["VersionId"] for version in kept}
    pruned = [("SecretVersionDeletion", arn, version) for version in versions if version not in kept]
    assert len(pruned) == 45 and service_events(audited) == sorted(pruned)
    (command,) = [event for event in events(audited.data) if event["eventName"] == "ClockAdvance"]
    assert command["userIdentity"] == {"type": "Operator"} and command["eventSource"] == "strongroom"
    assert command["requestParameters"] == {"seconds": 25 * 3_600} and command["readOnly"] is False


def test_how_a_connection_was_protected_is_recorded(start_server, tmp_path):
    server = start_server(authority=Authority(tmp_path))
    answer = server.client().list_secrets()
    (record,) = of_request(server.data, answer["ResponseMetadata"]["RequestId"])
    details = record["tlsDetails"]
    assert details.pop("tlsVersion") in ("TLSv1.2", "TLSv1.3")
    assert details.pop("cipherSuite").startswith("TLS_")
    assert details == {"clientProvidedHostHeader": server.endpoint.removeprefix("https://")}


def test_without_tls_there_are_no_such_details(audited):
    audited.client().list_secrets()
    assert "tlsDetails" not in events(audited.data)[-1]


def test_long_texts_are_recorded_within_bounds(audited):
    client = audited.client()
    client.create_secret(Name="long", Description="é" * 2_048, SecretString="x")
    policy = POLICY + " " * 15_000
    client.put_resource_policy(SecretId="long", ResourcePolicy=policy)
    created, put = events(audited.data)[-2:]
    assert created["requestParameters"]["description"] == "é" * 2_048
    assert put["requestParameters"]["resourcePolicy"] == policy
    request, _, _ = send(audited, {}, sign=False, change={"User-Agent": "u" * 3_000})
    (record,) = of_request(audited.data, request)
    assert record["userAgent"].startswith("uuu") and len(record["userAgent"].encode()) <= 1_024


def test_no_value_password_or_rotation_token_is_ever_recorded(audited):
    """The canary goes in by every member that may hold something secret: well formed, malformed, denied, unsigned."""
    client = audited.client()
    client.create_secret(Name="canary", SecretString=CANARY)
    client.create_secret(Name="shut", SecretString=CANARY)
    client.put_resource_policy(SecretId="shut", ResourcePolicy=reading_denied(audited))
    client.put_secret_value(SecretId="canary", SecretBinary=CANARY.encode())
    client.update_secret(SecretId="canary", SecretString=json.dumps({"password": CANARY}))
    client.get_secret_value(SecretId="canary")
    client.batch_get_secret_value(SecretIdList=["canary", "shut"])
    passwords = [client.get_random_password()["RandomPassword"] for _ in range(5)]
    encoded = base64.b64encode(CANARY.encode()).decode()
    names = ["SecretString", "SecretBinary", "RotationToken", "RandomPassword"]
    for operation in client.meta.service_model.operation_names:
        for wrong in (CANARY, encoded, CANARY * 4_000, [CANARY], {"a": CANARY}, CANARY + "é", "\x00" + CANARY):
            body = dict.fromkeys(names, wrong) | {"SecretId": "canary", "Name": "new", "ClientRequestToken": token()}
            target = f"secretsmanager.{operation}"
            raw.call(audited, target, body)
            raw.call(audited, target, {"SecretId": "shut", "SecretString": wrong, "ClientRequestToken": token()})
        send(audited, {"SecretString": CANARY}, target=target, sign=False)
    trail = b"".join(segment.read_bytes() for segment in sorted((audited.data / "audit").iterdir()))
    assert len(events(audited.data)) > 200
    for secret in [CANARY, encoded.rstrip("="), *passwords]:
        for spelling in (secret.encode(), json.dumps(secret)[1:-1].encode()):
            assert spelling not in trail
    assert CANARY.encode() not in audited.log.read_bytes()
