"""The classes of flaw that other secrets managers had, tried from outside. Class 10 has test_memory.py to itself."""

import json
import socket
import uuid
from urllib.parse import urlsplit

import h2.config
import h2.connection
import h2.errors
import h2.events
import pytest
from expectations import NOT_FOUND, fresh_name, refusal
from raw import call, send, signed_headers

STREAMS_RESET = 1_000
SECONDS_MAX = 60
VALUE = "the value that nobody may have"
LABEL = "AWSCURRENT"

# What each operation on a secret needs beside the secret.
ON_A_SECRET = {
    "DeleteResourcePolicy": {},
    "DeleteSecret": {"RecoveryWindowInDays": 7},
    "DescribeSecret": {},
    "GetResourcePolicy": {},
    "GetSecretValue": {},
    "ListResourcePolicies": {},
    "ListSecretVersionIds": {},
    "PutResourcePolicy": {"ResourcePolicy": '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",'
                                            '"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}'},
    "PutSecretValue": {"SecretString": "x", "ClientRequestToken": str(uuid.uuid4())},
    "RestoreSecret": {},
    "TagResource": {"Tags": [{"Key": "k", "Value": "v"}]},
    "UntagResource": {"TagKeys": ["kept"]},
    "UpdateSecret": {"Description": "changed", "SecretString": "x", "ClientRequestToken": str(uuid.uuid4())},
    "UpdateSecretVersionStage": {"VersionStage": "NEW"},
    "ValidateResourcePolicy": {"ResourcePolicy": '{"Version":"2012-10-17","Statement":[]}'},
}
# And those that are about no secret in particular.
WITHOUT_A_SECRET = {
    "BatchGetSecretValue": {"SecretIdList": ["x"]},
    "CreateSecret": {"Name": "made/by-a-stranger", "SecretString": "x", "ClientRequestToken": str(uuid.uuid4())},
    "GetRandomPassword": {},
    "ListSecrets": {},
}


def state(client, name):
    """All that can be seen of a secret."""
    described = client.describe_secret(SecretId=name)
    kept = ("ARN", "Description", "LastChangedDate", "Tags", "VersionIdsToStages", "DeletedDate")
    return ([described.get(member) for member in kept], client.get_secret_value(SecretId=name)["SecretString"],
            client.get_resource_policy(SecretId=name).get("ResourcePolicy"))


@pytest.fixture
def secret(client):
    """A secret with everything that a stranger could change: its name and its ARN."""
    name = fresh_name("threat")
    tags = [{"Key": "kept", "Value": "1"}]
    return name, client.create_secret(Name=name, SecretString=VALUE, Description="kept", Tags=tags)["ARN"]


def test_every_operation_that_is_served_is_tried(server, client):
    for operation in client.meta.service_model.operation_names:
        _, answer = call(server, f"secretsmanager.{operation}", {})
        is_served = (answer or {}).get("__type") != "UnknownOperationException"
        assert is_served == (operation in ON_A_SECRET | WITHOUT_A_SECRET), operation


# Class 1: path and name canonicalisation


def test_cve_class_01_a_denied_secret_has_no_other_name(client, secret):
    """However a secret is spelled, what finds it finds its policy, and what does not find it discloses nothing."""
    name, arn = secret
    partial, last = arn[:-7], name.rsplit("/", 1)[1]
    spellings = [name, arn, partial]
    strange = [name.upper(), name.title(), "/" + name, name + "/", name.replace("/", "//"), name.replace("/", "/./"),
               name.replace("/", "/x/../"), name.replace("/", "%2F"), name.replace("/", "%2f"), name.replace("/", "\\"),
               name + " ", " " + name, name + "\0", name + "\n", name + "*", name + "?", "*", last,
               name.replace("t", "\uff54"), "../" + name, "secret:" + name, arn.upper(), arn.replace("aws", "AWS", 1),
               arn + "*", partial + "-??????", " " + arn,
               arn.replace("secret:", "secret:/"), arn.replace("secret:", "Secret:"), arn.replace(name, name + "/"),
               arn.replace(":000000000000:", "::"), arn.replace("us-east-1", ""), arn + ":", arn + ":" + LABEL,
               arn.replace("secretsmanager", "SecretsManager")]
    nothing_there = ("ResourceNotFoundException", "ValidationException")
    assert all(client.get_secret_value(SecretId=spelling)["SecretString"] == VALUE for spelling in spellings)
    for spelling in strange:
        assert refusal(client.get_secret_value, SecretId=spelling)[0] in nothing_there, spelling
    deny = {"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}
    client.put_resource_policy(SecretId=name, ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": [deny]}))
    for spelling in spellings:
        assert refusal(client.get_secret_value, SecretId=spelling)[0] == "AccessDeniedException", spelling
        assert client.batch_get_secret_value(SecretIdList=[spelling])["SecretValues"] == [], spelling


# Class 2: gaps between policies and limits


@pytest.mark.parametrize(("operation", "most"),
                         [("BatchGetSecretValue", 20), ("ListSecretVersionIds", 100), ("ListSecrets", 100)])
def test_cve_class_02_no_limit_is_skipped_by_an_odd_one(server, secret, operation, most):
    """A limit of zero, or less, is refused and does not stand for no limit."""
    which = {"BatchGetSecretValue": {"Filters": [{"Key": "name", "Values": ["x"]}]},
             "ListSecretVersionIds": {"SecretId": secret[0]}, "ListSecrets": {}}[operation]
    for limit in (0, -1, most + 1, 2**31, 2**32, -(2**63)):
        status, answer = call(server, f"secretsmanager.{operation}", which | {"MaxResults": limit})
        assert status == 400 and answer["__type"] in ("ValidationException", "SerializationException"), (limit, answer)
    assert call(server, f"secretsmanager.{operation}", which | {"MaxResults": most})[0] == 200


# Class 3: tenant crossing


@pytest.mark.parametrize("operation", sorted(ON_A_SECRET))
def test_cve_class_03_no_operation_reaches_another_tenant(server, client, secret, operation):
    """A secret of this region is not there for another region, nor under the ARN of another account or partition."""
    name, arn = secret
    before = state(client, name)
    body = ON_A_SECRET[operation]
    moved = arn.replace("us-east-1", "eu-central-1")
    elsewhere = [(arn, "eu-central-1"), (name, "eu-central-1"), (arn[:-7], "eu-central-1"),
                 (moved, "us-east-1"), (moved, "eu-central-1"),
                 (arn.replace("arn:aws:", "arn:aws-cn:"), "us-east-1")]
    for secret_id, region in elsewhere:
        status, answer = call(server, f"secretsmanager.{operation}", {"SecretId": secret_id} | body, region=region)
        assert (status, answer.get("__type"), answer.get("Message")) == (400, *NOT_FOUND), (secret_id, region, answer)
    # Of another account's secrets, nobody learns which there are.
    foreign = arn.replace("000000000000", "111122223333")
    for secret_id in (foreign, foreign[:-7], foreign.replace(name, "none")):
        status, answer = call(server, f"secretsmanager.{operation}", {"SecretId": secret_id} | body)
        assert (status, answer["__type"]) == (400, "AccessDeniedException"), (secret_id, answer)
    assert state(client, name) == before


def test_cve_class_03_no_listing_shows_another_tenants_secrets(server, client, secret):
    name, arn = secret
    elsewhere = server.client(region="eu-central-1")
    filters = [{"Key": "name", "Values": [name]}]
    assert [found["ARN"] for found in client.list_secrets(Filters=filters)["SecretList"]] == [arn]
    assert elsewhere.list_secrets(Filters=filters)["SecretList"] == []
    assert elsewhere.batch_get_secret_value(Filters=filters)["SecretValues"] == []
    assert elsewhere.batch_get_secret_value(SecretIdList=[arn, name])["SecretValues"] == []


def test_cve_class_03_a_page_belongs_to_its_tenant_and_question(server, client):
    for _ in range(2):
        client.create_secret(Name=fresh_name("page"), SecretString="x")
    token_of_page = client.list_secrets(MaxResults=1)["NextToken"]
    elsewhere = server.client(region="eu-central-1")
    assert refusal(elsewhere.list_secrets, MaxResults=1, NextToken=token_of_page)[0] == "InvalidNextTokenException"
    assert refusal(client.batch_get_secret_value, Filters=[{"Key": "all", "Values": ["x"]}],
                   NextToken=token_of_page)[0] == "InvalidNextTokenException"
    client.list_secrets(MaxResults=1, NextToken=token_of_page)


# Class 6: credentials that nobody meant to issue


@pytest.mark.parametrize("operation", sorted(ON_A_SECRET | WITHOUT_A_SECRET))
@pytest.mark.parametrize("stranger", ["unsigned", "signed wrongly", "of an unknown key", "with a made-up session"])
def test_cve_class_06_a_refusal_brings_nothing_along(server, client, secret, operation, stranger):
    """Who is refused gets a code and a sentence, and changes nothing."""
    name, _ = secret
    before = state(client, name)
    on_a_secret = {"SecretId": name} if operation in ON_A_SECRET else {}
    body = json.dumps(on_a_secret | (ON_A_SECRET | WITHOUT_A_SECRET)[operation]).encode()
    signing = {"signed wrongly": {"key": (server.key_id, "x" * 40)},
               "of an unknown key": {"key": ("AKIASTRANGER00000000", "x" * 40)},
               "with a made-up session": {"headers": {"X-Amz-Security-Token": "x" * 100}}}.get(stranger, {})
    headers = signed_headers(server, body, f"secretsmanager.{operation}", **signing)
    if stranger == "unsigned":
        del headers["Authorization"]
    status, answered, answer = send(server, body, headers)
    assert status >= 400 and set(json.loads(answer)) <= {"__type", "message", "Message"}, answer
    assert VALUE.encode() not in answer and "Set-Cookie" not in answered
    assert state(client, name) == before
    assert refusal(client.describe_secret, SecretId="made/by-a-stranger") == NOT_FOUND


@pytest.mark.parametrize("target", [
    "TrentService.Rotate", "TrentService.ServiceKey", "TrentService.Erase", "strongroom.Unseal",
    "strongroom.AdvanceClock", "strongroom.Status", "secretsmanager.Purge", "secretsmanager.Sweep",
    "secretsmanager.AddRootAccessKey",
    "secretsmanager.GetSecretValue.Decrypt", "operator.clock", "iam.CreateAccessKey",
    "AWSSecurityTokenServiceV20110615.GetSessionToken",
])
def test_cve_class_06_what_is_internal_is_not_routed(server, target):
    assert call(server, target, {}) == (400, {"__type": "UnknownOperationException"})


@pytest.mark.parametrize("action", ["AssumeRole", "AssumeRoot", "GetFederationToken", "CreateAccessKey"])
def test_cve_class_06_no_credentials_are_issued(server, action):
    refuses_credentials(server, action)


@pytest.mark.parametrize("action", ["GetSessionToken", "AssumeRole", "AssumeRoleWithWebIdentity"])
@pytest.mark.parametrize("stranger", ["unsigned", "signed wrongly", "of an unknown key", "with a made-up session"])
def test_cve_class_06_a_stranger_is_issued_no_credentials(server, action, stranger):
    refuses_credentials(server, action, stranger)


def refuses_credentials(server, action, stranger=None):
    role = "RoleArn=arn:aws:iam::000000000000:role/x&RoleSessionName=xx&Name=xx&WebIdentityToken=xxxx"
    body = f"Action={action}&Version=2011-06-15&{role}".encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    session = {"X-Amz-Security-Token": "x" * 100} if stranger == "with a made-up session" else {}
    signing = {"signed wrongly": {"key": (server.key_id, "x" * 40)},
               "of an unknown key": {"key": ("AKIASTRANGER00000000", "x" * 40)}}.get(stranger, {})
    headers = signed_headers(server, body, None, service="sts", headers=form | session, **signing)
    if stranger == "unsigned":
        del headers["Authorization"]
    status, _, answer = send(server, body, headers)
    assert status >= 400 and b"Credentials" not in answer and b"SecretAccessKey" not in answer, answer


@pytest.mark.parametrize("path", ["/operator", "/operator.sock", "/status", "/clock", "/clock/advance",
                                  "/v1/sys/unseal", "/metrics", "/health/../operator", "//",
                                  "/credentials", "/root-key", "/store.db"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_cve_class_06_the_operator_is_not_on_the_network(server, method, path):
    status, _, answer = send(server, b"", {}, method=method, path=path)
    assert status >= 400 and server.secret.encode() not in answer


# Class 8: what a refusal lets one guess


def test_cve_class_08_a_forged_page_is_refused_for_no_cause(client):
    """A paging token is sealed: wherever it is altered, and however it is cut, the answer is the same."""
    for _ in range(2):
        client.create_secret(Name=fresh_name("page"), SecretString="x")
    good = client.list_secrets(MaxResults=1)["NextToken"]
    forged = [good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1:] for place in range(len(good) - 2)]
    forged += [good[:length] for length in range(1, len(good), 7)] + [good + "AAAA", good * 2, "x"]
    assert len({refusal(client.list_secrets, MaxResults=1, NextToken=token_) for token_ in forged}) == 1
    client.list_secrets(MaxResults=1, NextToken=good)


# Class 11: denial of service


def test_cve_class_11_a_peer_that_opens_and_resets_streams_is_cut_off(server):
    """CVE-2023-44487: each stream is taken back at once, so no bound on open ones is ever reached."""
    peer = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
    peer.initiate_connection()
    for stream in range(1, 2 * STREAMS_RESET, 2):
        peer.send_headers(stream, [(":method", "POST"), (":scheme", "http"), (":authority", "x"), (":path", "/")])
        peer.reset_stream(stream, h2.errors.ErrorCodes.CANCEL)
    host, port = urlsplit(server.endpoint).netloc.split(":")
    told = []
    with socket.create_connection((host, int(port)), timeout=SECONDS_MAX) as connection:
        try:
            connection.sendall(peer.data_to_send())
            while received := connection.recv(65_536):
                told += peer.receive_data(received)
        except ConnectionError:
            told.append("hung up")
    # A server that bore with it would find the connection silent at last, and end it without an error.
    ended = [event.error_code for event in told if isinstance(event, h2.events.ConnectionTerminated)]
    assert "hung up" in told or ended[-1:] == [h2.errors.ErrorCodes.ENHANCE_YOUR_CALM], told
    assert call(server, "secretsmanager.ListSecrets", {})[0] == 200
