"""Every operation held against strangers: unsigned, wrongly signed, without permission, from another account.

The operations are read from where they are declared, so one without a row fails. What users without permission get
from IAM and KMS stands with the tests of those services, which know their requests.
"""

import json
import re
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from expectations import fresh_name
from raw import JSON, send, signed_headers

SOURCES = Path(__file__).resolve().parent.parent / "crates" / "wire" / "src"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
STRANGER, ACCOUNT = "stranger", "000000000000"
USER = f"arn:aws:iam::{ACCOUNT}:user/{STRANGER}"

PREFIXES = {"secretsmanager": "secretsmanager", "kms": "TrentService", "strongroom": "strongroom"}
VERSIONS = {"iam": "2010-05-08", "sts": "2011-06-15"}
# Its token is what signs it.
UNSIGNED = "AssumeRoleWithWebIdentity"


def declared(service):
    """The names of a service's operations."""
    text = (SOURCES / f"{service}.rs").read_text()
    listed = text[text.index("_operations! {"):]
    return re.findall(r"^    ([A-Z]\w+): \w+, \"", listed[:listed.index("\n}")], re.MULTILINE)


class Row:
    """A request that is well-formed, and on what its permission is asked."""

    def __init__(self, *, action=None, on=None, **members):
        """`action` is asked for where it is not the operation's own name; `on` is the resource of the denial."""
        self.action, self.on, self.members = action, on, members


SECRET = {"SecretId": "ARN"}
POLICY = json.dumps({"Version": "2012-10-17", "Statement": {
    "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue", "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "true"}},
}})

ROWS = {
    "secretsmanager": {
        "BatchGetSecretValue": Row(on="*", SecretIdList=["ARN"]),
        "CreateSecret": Row(on="new", Name="new"),
        "DeleteResourcePolicy": Row(**SECRET),
        "DeleteSecret": Row(**SECRET),
        "DescribeSecret": Row(**SECRET),
        "GetRandomPassword": Row(on="*"),
        "GetResourcePolicy": Row(**SECRET),
        "GetSecretValue": Row(**SECRET),
        "ListResourcePolicies": Row(**SECRET),
        "ListSecretVersionIds": Row(**SECRET),
        "ListSecrets": Row(on="*"),
        "PutResourcePolicy": Row(**SECRET, ResourcePolicy=POLICY),
        "PutSecretValue": Row(**SECRET, SecretString="x", ClientRequestToken=str(uuid.uuid4())),
        "RestoreSecret": Row(**SECRET),
        "TagResource": Row(**SECRET, Tags=[{"Key": "a", "Value": "b"}]),
        "UntagResource": Row(**SECRET, TagKeys=["a"]),
        "UpdateSecret": Row(**SECRET, Description="x"),
        "UpdateSecretVersionStage": Row(**SECRET, VersionStage="x", MoveToVersionId=str(uuid.uuid4())),
        "ValidateResourcePolicy": Row(**SECRET, action="PutResourcePolicy", ResourcePolicy=POLICY),
    },
    "strongroom": {
        "ExplainAccess": Row(on="*", Action="kms:Decrypt"),
        "ListAccess": Row(on="*", action="ExplainAccess", SecretId="ARN"),
    },
}

SIGNED = [(service, operation) for service in [*ROWS, "iam", "kms", "sts"] for operation in declared(service)
          if operation != UNSIGNED]
OPERATIONS = [(service, operation) for service in ROWS for operation in declared(service)]


def row(service, operation):
    """The request of an operation; an empty one, where only the signature is looked at."""
    return ROWS.get(service, {}).get(operation, Row())


@pytest.mark.parametrize("service", ROWS)
def test_every_operation_has_a_row(service):
    assert declared(service) == sorted(declared(service)) != []
    assert set(declared(service)) == set(ROWS[service])


@pytest.fixture(scope="module")
def secret(server):
    """The ARN of a secret of the first account."""
    return server.client().create_secret(Name=fresh_name("row"), SecretString="x")["ARN"]


@pytest.fixture(scope="module")
def stranger(server):
    """The key of a user without any policy."""
    iam = server.client("iam")
    iam.create_user(UserName=STRANGER)
    made = iam.create_access_key(UserName=STRANGER)["AccessKey"]
    return made["AccessKeyId"], made["SecretAccessKey"]


@pytest.fixture(scope="module")
def foreigner(server):
    """The key of another account's root."""
    made = server.operate("account", "create", "222233334444")
    text = Path(made.stdout.removeprefix("credentials: ").strip()).read_text()
    found = dict(line.split(" = ") for line in text.splitlines() if " = " in line)
    return found["aws_access_key_id"], found["aws_secret_access_key"]


def ask(server, service, operation, secret, *, key=None, alter=lambda headers: headers):
    """Sends an operation's row; returns the status, the code and the message."""
    members = {name: secret if value == "ARN" else [secret] if value == ["ARN"] else value
               for name, value in row(service, operation).members.items()}
    if service in VERSIONS:
        body = urlencode({"Action": operation, "Version": VERSIONS[service], **members}).encode()
        headers = signed_headers(server, body, None, service=service, key=key, headers={"Content-Type": FORM})
    else:
        body = json.dumps(members).encode()
        headers = signed_headers(server, body, f"{PREFIXES[service]}.{operation}", service=service, key=key)
    status, _, answer = send(server, body, alter(headers))
    text = answer.decode()
    if service in VERSIONS:
        found = [re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL) for name in ("Code", "Message")]
        return status, *(match and match[1] for match in found)
    answer = json.loads(text) if text else {}
    return status, answer.get("__type"), answer.get("Message") or answer.get("message")


def without_authorization(headers):
    return {name: value for name, value in headers.items() if name != "Authorization"}


def with_another_signature(headers):
    return {**headers, "Authorization": headers["Authorization"][:-4] + "0000"}


@pytest.mark.parametrize(("service", "operation"), SIGNED)
def test_strangers_get_nothing(server, secret, service, operation):
    code = ask(server, service, operation, secret, alter=without_authorization)[1]
    assert code.removesuffix("Exception") == "MissingAuthenticationToken"
    code = ask(server, service, operation, secret, alter=with_another_signature)[1]
    assert code in {"InvalidSignatureException", "SignatureDoesNotMatch"}
    unknown = ("AKIAAAAAAAAAAAAAAAAA", server.secret)
    code = ask(server, service, operation, secret, key=unknown)[1]
    assert code in {"UnrecognizedClientException", "InvalidClientTokenId"}


@pytest.mark.parametrize(("service", "operation"), OPERATIONS)
def test_a_user_without_policies_may_nothing(server, secret, stranger, service, operation):
    asked = row(service, operation)
    _, code, message = ask(server, service, operation, secret, key=stranger)
    assert code.removesuffix("Exception") == "AccessDenied"
    action = f"{service}:{asked.action or operation}"
    resource = asked.on or secret
    on = "" if resource == "*" else f" on resource: {resource}"
    assert message == (
        f"User: {USER} is not authorized to perform: {action}{on} because no identity-based policy allows the "
        f"{action} action"
    )


@pytest.mark.parametrize(
    ("service", "operation"),
    [(service, operation) for service, operation in OPERATIONS if "ARN" in str(ROWS[service][operation].members)],
)
def test_another_account_may_nothing_to_what_is_not_its_own(server, secret, foreigner, service, operation):
    status, code, message = ask(server, service, operation, secret, key=foreigner)
    if operation == "BatchGetSecretValue":
        # It is done to no secret in particular; the one is refused by itself.
        assert status == 200 and code is None
        return
    if service == "strongroom":
        assert code == "ResourceNotFoundException"
        return
    assert code == "AccessDeniedException"
    assert "because no resource-based policy allows" in message
