"""Several accounts in one server: made by its operator alone, and strangers to each other."""

import json
import stat
from pathlib import Path

import pytest
from expectations import fresh_name, refusal

HOME, AWAY = "000000000000", "111122223333"


@pytest.fixture(scope="module")
def away(server):
    """A client of Secrets Manager in the second account, as its root."""
    made = server.operate("account", "create", AWAY)
    assert made.returncode == 0, made.stderr
    credentials = Path(made.stdout.removeprefix("credentials: ").strip())
    assert stat.S_IMODE(credentials.stat().st_mode) == 0o600
    return lambda service="secretsmanager": server.client(
        service, AWS_SHARED_CREDENTIALS_FILE=str(credentials)
    )


def test_an_account_is_made_once(server, away):
    assert away("sts").get_caller_identity()["Account"] == AWAY
    listed = server.operate("account", "list").stdout.split()
    assert listed[0] == HOME and AWAY in listed[1:]
    for account, complaint in [(AWAY, "exists already"), (HOME, "exists already"), ("12", "12 digits")]:
        refused = server.operate("account", "create", account)
        assert refused.returncode != 0 and complaint in refused.stderr
    assert away("sts").get_caller_identity()["Account"] == AWAY, "the credentials are still those of the account"


def test_nothing_crosses_unless_both_sides_say_so(client, away):
    name = fresh_name("account")
    arn = client.create_secret(Name=name, SecretString="home")["ARN"]
    foreign = away()
    missing = ("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
    assert refusal(foreign.get_secret_value, SecretId=name) == missing
    assert foreign.list_secrets()["SecretList"] == []
    denied = (
        "AccessDeniedException",
        f"User: arn:aws:iam::{AWAY}:root is not authorized to perform: secretsmanager:DescribeSecret on resource: "
        f"{arn} because no resource-based policy allows the secretsmanager:DescribeSecret action",
    )
    assert refusal(foreign.describe_secret, SecretId=arn) == denied
    assert refusal(foreign.delete_secret, SecretId=arn)[0] == "AccessDeniedException"
    # The same name is another secret there.
    assert foreign.create_secret(Name=name, SecretString="away")["ARN"].split(":")[4] == AWAY
    assert client.get_secret_value(SecretId=name)["SecretString"] == "home"
    assert [secret["Name"] for secret in foreign.list_secrets()["SecretList"]] == [name]


def test_a_resource_policy_lets_another_account_in_but_not_to_the_default_key(client, away):
    name = fresh_name("account")
    arn = client.create_secret(Name=name, SecretString="home")["ARN"]
    statement = {"Effect": "Allow", "Principal": {"AWS": AWAY}, "Action": "secretsmanager:*", "Resource": "*"}
    client.put_resource_policy(
        SecretId=name, ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": statement})
    )
    foreign = away()
    assert foreign.describe_secret(SecretId=arn)["Name"] == name
    default_key = (
        "InvalidRequestException",
        "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS "
        "service key.",
    )
    assert refusal(foreign.get_secret_value, SecretId=arn) == default_key
    assert refusal(foreign.put_secret_value, SecretId=arn, SecretString="x") == default_key
    # A partial ARN names the secret from elsewhere as well.
    assert foreign.list_secret_version_ids(SecretId=arn[:-7])["ARN"] == arn


def test_making_an_account_is_on_record(server, away):
    trail = "".join(path.read_text() for path in sorted((server.data / "audit").iterdir()))
    records = [json.loads(line) for line in trail.splitlines() if "AccountCreate" in line and AWAY in line]
    assert records[0]["userIdentity"] == {"type": "Operator"}
    assert records[0]["requestParameters"] == {"account": AWAY}
