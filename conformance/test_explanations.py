"""Why somebody may or may not: Strongroom's own calls, by any client that signs for `strongroom`."""

import json

from expectations import fresh_name
from raw import call


def explain(server, **question):
    return call(server, "strongroom.ExplainAccess", question, service="strongroom")


def test_a_denial_is_explained_by_the_statement_that_denies(server, client):
    name = fresh_name("explained")
    arn = client.create_secret(Name=name, SecretString="x")["ARN"]
    statement = {
        "Sid": "NotFromHere", "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue",
        "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}},
    }
    client.put_resource_policy(
        SecretId=name, ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": statement})
    )
    status, answer = explain(server, Action="secretsmanager:GetSecretValue", SecretId=name)
    assert (status, answer["Allowed"], answer["PrincipalArn"]) == (200, False, "arn:aws:iam::000000000000:root")
    check = answer["Checks"][0]
    assert (check["Resource"], check["Decision"]) == (arn, "ExplicitDeny")
    assert check["Sentence"].endswith(" with an explicit deny in a resource-based policy")
    assert check["Statements"] == [
        {"PolicyType": "Resource", "StatementNumber": 1, "Sid": "NotFromHere", "Effect": "Deny", "Applies": True}
    ]
    elsewhere = {"aws:SourceIp": "192.0.2.1"}
    _, answer = explain(server, Action="secretsmanager:GetSecretValue", SecretId=name, Context=elsewhere)
    assert answer["Allowed"] is True
    statement = answer["Checks"][0]["Statements"][0]
    assert (statement["Applies"], statement["FailedConditions"]) == (False, ["IpAddress aws:SourceIp"])


def test_who_has_access_is_listed(server, client):
    name = fresh_name("explained")
    client.create_secret(Name=name, SecretString="x")
    statement = {
        "Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    client.put_resource_policy(
        SecretId=name, ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": statement})
    )
    status, answer = call(server, "strongroom.ListAccess", {"SecretId": name}, service="strongroom")
    assert (status, answer["Action"]) == (200, "secretsmanager:GetSecretValue")
    assert answer["PrincipalArns"][0] == "arn:aws:iam::000000000000:root"
    assert answer["ForeignPrincipals"] == ["444455556666"]
    status, answer = call(server, "strongroom.ListAccess", {"SecretId": fresh_name()}, service="strongroom")
    assert (status, answer["__type"]) == (400, "ResourceNotFoundException")


def test_what_is_asked_wrongly_is_refused(server):
    arn = "arn:aws:iam::000000000000:user/nobody"
    status, answer = explain(server, PrincipalArn=arn, Action="secretsmanager:GetSecretValue")
    assert (status, answer["__type"]) == (400, "ResourceNotFoundException")
    assert arn in answer["Message"]
    status, answer = explain(server, Action="everything")
    assert (status, answer["__type"]) == (400, "ValidationException")
    status, answer = call(server, "strongroom.ExplainAccess", {"Action": "kms:Decrypt"})
    assert (status, answer["__type"]) == (400, "InvalidSignatureException"), "signed for another service"
    status, answer = call(server, "strongroom.Unseal", {}, service="strongroom")
    assert (status, answer["__type"]) == (400, "UnknownOperationException")


def ask(server, *arguments):
    """Runs a command of `strongroom` that calls the server as any client does."""
    return server.program(server.binary, *arguments)


def test_the_command_line_tells_a_person(server, client):
    name = fresh_name("explained")
    arn = client.create_secret(Name=name, SecretString="x")["ARN"]
    told = ask(server, "explain", "secretsmanager:GetSecretValue", name)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[:2] == [
        "allowed: arn:aws:iam::000000000000:root",
        f"secretsmanager:GetSecretValue on {arn}: Allowed",
    ]
    statement = {
        "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*", "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "true"}},
    }
    client.put_resource_policy(
        SecretId=name, ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": statement})
    )
    told = ask(server, "explain", "secretsmanager:DeleteSecret", name, "--context", "aws:SecureTransport=true")
    assert told.stdout.startswith("denied: ")
    assert "  Deny   Resource  statement 1  applies\n" in told.stdout
    assert ask(server, "who-can", name).stdout.startswith("arn:aws:iam::000000000000:root\n")
    missing = ask(server, "who-can", fresh_name())
    assert missing.returncode == 1
    assert "ResourceNotFoundException: Secrets Manager can't find the specified secret." in missing.stderr


def test_the_command_line_speaks_https_with_a_private_authority(tls_server):
    told = ask(tls_server, "explain", "secretsmanager:ListSecrets")
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[1] == "secretsmanager:ListSecrets on *: Allowed"


def test_cve_class_03_what_governs_another_accounts_secret_is_not_told(server, client):
    name = fresh_name("explained")
    arn = client.create_secret(Name=name, SecretString="x")["ARN"]
    made = server.operate("account", "create", "333344445555")
    assert made.returncode == 0, made.stderr
    credentials = made.stdout.removeprefix("credentials: ").strip()
    foreign = {"AWS_SHARED_CREDENTIALS_FILE": credentials}
    for arguments in (["who-can", arn], ["explain", "secretsmanager:GetSecretValue", arn]):
        told = server.program(server.binary, *arguments, **foreign)
        assert (told.returncode, told.stdout) == (1, "")
        assert "ResourceNotFoundException" in told.stderr
    home = "arn:aws:iam::000000000000:root"
    told = server.program(server.binary, "explain", "kms:Decrypt", "--principal", home, **foreign)
    assert "ResourceNotFoundException" in told.stderr
