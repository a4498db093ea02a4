"""Secrets under KMS keys of one's own: the caller's rights on the key count, copies are kept, states are told."""

import json
from pathlib import Path

import pytest
from expectations import fresh_name, refusal

ACCOUNT, AWAY = "000000000000", "444455556666"
DENIED = ("AccessDeniedException", "Access to KMS is not allowed")


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(action, **rest):
    return {"Effect": "Allow", "Action": action, "Resource": "*", **rest}


@pytest.fixture(scope="module")
def kms(server):
    return server.client("kms")


@pytest.fixture
def key(kms):
    return kms.create_key()["KeyMetadata"]


@pytest.fixture(scope="module")
def user(server):
    """Makes users with one policy; answers a function from services to clients that sign as the user."""
    iam = server.client("iam")

    def make(*statements):
        name = fresh_name("user").replace("/", "-")
        iam.create_user(UserName=name)
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=document(*statements))
        made = iam.create_access_key(UserName=name)["AccessKey"]
        variables = {"AWS_ACCESS_KEY_ID": made["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": made["SecretAccessKey"]}
        return lambda service="secretsmanager": server.client(service, **variables)

    return make


def key_ids(client, name):
    versions = client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
    return {version["VersionId"]: version["KmsKeyIds"] for version in versions}


@pytest.mark.parametrize("form", ["KeyId", "Arn", "alias"])
def test_a_key_may_be_named_in_each_way_and_is_echoed_so(client, kms, key, form):
    named = key.get(form)
    if form == "alias":
        named = "alias/" + fresh_name("key").replace("/", "-")
        kms.create_alias(AliasName=named, TargetKeyId=key["KeyId"])
    name = fresh_name("key")
    made = client.create_secret(Name=name, SecretString="one", KmsKeyId=named)
    assert client.describe_secret(SecretId=name)["KmsKeyId"] == named
    assert client.get_secret_value(SecretId=name)["SecretString"] == "one"
    assert key_ids(client, name) == {made["VersionId"]: [named]}


def test_a_key_that_is_none_is_refused(client):
    for named in ["nonsense", "alias/none", "1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:eu-west-1:1:key/x"]:
        code, message = refusal(client.create_secret, Name=fresh_name("key"), SecretString="x", KmsKeyId=named)
        assert (code, message) == (
            "InvalidParameterException", f"KMS key `{named}` does not exist, or not here."
        )
    # A key is tried even if there is nothing to encrypt yet.
    assert refusal(client.create_secret, Name=fresh_name("key"), KmsKeyId="alias/none")[0] == "InvalidParameterException"


def test_an_old_version_opens_after_rotations_of_its_key(client, kms, key):
    name = fresh_name("key")
    client.create_secret(Name=name, SecretString="before", KmsKeyId=key["KeyId"])
    for _ in range(2):
        kms.rotate_key_on_demand(KeyId=key["KeyId"])
    assert client.get_secret_value(SecretId=name)["SecretString"] == "before"
    client.put_secret_value(SecretId=name, SecretString="after")
    assert client.get_secret_value(SecretId=name)["SecretString"] == "after"
    assert client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")["SecretString"] == "before"


def test_a_key_out_of_use_is_told_with_its_state(client, kms, key):
    name = fresh_name("key")
    client.create_secret(Name=name, SecretString="x", KmsKeyId=key["KeyId"])

    def told(state, code):
        for work, operation, arguments in [
            ("decrypt", client.get_secret_value, {"SecretId": name}),
            ("encrypt", client.put_secret_value, {"SecretId": name, "SecretString": "y"}),
        ]:
            failure, message = refusal(operation, **arguments)
            assert failure == f"{work.capitalize()}ionFailure"
            start = f"Secrets Manager can't {work} the secret value: {key['Arn']} {state}. (Service: AWSKMS; Status Code: 400; "
            assert message.startswith(start + f"Error Code: {code}; Request ID: ")

    kms.disable_key(KeyId=key["KeyId"])
    told("is disabled", "DisabledException")
    kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
    told("is pending deletion", "KMSInvalidStateException")
    kms.cancel_key_deletion(KeyId=key["KeyId"])
    kms.enable_key(KeyId=key["KeyId"])
    assert client.get_secret_value(SecretId=name)["SecretString"] == "x"


def test_a_change_of_key_leaves_both_copies(client, kms, key):
    name, other = fresh_name("key"), kms.create_key()["KeyMetadata"]
    first = client.create_secret(Name=name, SecretString="one")["VersionId"]
    second = client.put_secret_value(SecretId=name, SecretString="two")["VersionId"]
    client.update_secret(SecretId=name, KmsKeyId=key["KeyId"])
    default = "DefaultEncryptionKey"
    assert key_ids(client, name) == {first: [default, key["KeyId"]], second: [default, key["KeyId"]]}
    third = client.update_secret(SecretId=name, KmsKeyId=other["KeyId"], SecretString="three")["VersionId"]
    ids = key_ids(client, name)
    assert ids[third] == [other["KeyId"]]
    assert ids[second] == [default, key["KeyId"], other["KeyId"]]
    # Either key opens a version that has both.
    kms.disable_key(KeyId=other["KeyId"])
    assert client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")["SecretString"] == "two"
    assert refusal(client.get_secret_value, SecretId=name)[0] == "DecryptionFailure"
    client.update_secret(SecretId=name, KmsKeyId="")
    assert "KmsKeyId" not in client.describe_secret(SecretId=name)
    assert key_ids(client, name)[third] == [other["KeyId"]], "what cannot be decrypted stays as it is"


def test_the_callers_own_rights_on_the_key_count(client, kms, key, user):
    name = fresh_name("key")
    client.create_secret(Name=name, SecretString="x", KmsKeyId=key["KeyId"])
    without, with_key = user(allow("secretsmanager:*")), user(allow("secretsmanager:*"), allow("kms:Decrypt"))
    assert refusal(without().get_secret_value, SecretId=name) == DENIED
    assert refusal(without().put_secret_value, SecretId=name, SecretString="y") == DENIED
    assert refusal(without().create_secret, Name=fresh_name("key"), KmsKeyId=key["KeyId"]) == DENIED
    assert with_key().get_secret_value(SecretId=name)["SecretString"] == "x"
    assert refusal(with_key().put_secret_value, SecretId=name, SecretString="y") == DENIED
    # The service's own key needs no rights on it.
    plain = fresh_name("key")
    without().create_secret(Name=plain, SecretString="z")
    assert without().get_secret_value(SecretId=plain)["SecretString"] == "z"


def test_a_key_may_be_for_this_service_and_one_secret_alone(client, kms, user):
    name = fresh_name("key")
    through = {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com", "kms:CallerAccount": ACCOUNT},
        "StringLike": {"kms:EncryptionContext:SecretARN": f"arn:aws:secretsmanager:*:*:secret:{name}-*"},
    }
    root = allow("kms:*", Principal={"AWS": ACCOUNT})
    use = allow(["kms:Decrypt", "kms:GenerateDataKey"], Principal={"AWS": "*"}, Condition=through)
    key = kms.create_key(Policy=document(root, use))["KeyMetadata"]["KeyId"]
    someone = user(allow("secretsmanager:*"))
    someone().create_secret(Name=name, SecretString="x", KmsKeyId=key)
    assert someone().get_secret_value(SecretId=name)["SecretString"] == "x"
    assert refusal(someone().create_secret, Name=fresh_name("other"), KmsKeyId=key) == DENIED
    assert refusal(someone("kms").generate_data_key, KeyId=key, KeySpec="AES_256")[0] == "AccessDeniedException"


def test_another_account_reads_under_a_shared_key(server, client, kms):
    made = server.operate("account", "create", AWAY)
    credentials = Path(made.stdout.removeprefix("credentials: ").strip())
    foreign = server.client(AWS_SHARED_CREDENTIALS_FILE=str(credentials))
    name = fresh_name("key")
    root = allow("kms:*", Principal={"AWS": ACCOUNT})
    key = kms.create_key(Policy=document(root))["KeyMetadata"]["KeyId"]
    arn = client.create_secret(Name=name, SecretString="shared", KmsKeyId=key)["ARN"]
    policy = document(allow("secretsmanager:*", Principal={"AWS": AWAY}))
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy)
    assert refusal(foreign.get_secret_value, SecretId=arn) == DENIED
    share = allow(["kms:Decrypt", "kms:GenerateDataKey"], Principal={"AWS": AWAY})
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=document(root, share))
    assert foreign.get_secret_value(SecretId=arn)["SecretString"] == "shared"
    foreign.put_secret_value(SecretId=arn, SecretString="theirs")
    assert client.get_secret_value(SecretId=name)["SecretString"] == "theirs"


def test_a_denied_key_is_explained(server, client, kms, key, user):
    name = fresh_name("key")
    client.create_secret(Name=name, SecretString="x", KmsKeyId=key["KeyId"])
    someone = user(allow("secretsmanager:*"))
    arn = someone("sts").get_caller_identity()["Arn"]
    told = server.program(server.binary, "explain", "secretsmanager:GetSecretValue", name, "--principal", arn)
    lines = told.stdout.splitlines()
    assert lines[0] == f"denied: {arn}"
    assert f"kms:Decrypt on {key['Arn']}: ImplicitDeny" in lines
    assert "  Allow  Identity  own  statement 1  applies" in lines
    assert arn not in server.program(server.binary, "who-can", name).stdout
    statement = allow("kms:*", Principal={"AWS": [ACCOUNT, arn]})
    kms.put_key_policy(KeyId=key["KeyId"], PolicyName="default", Policy=document(statement))
    assert arn in server.program(server.binary, "who-can", name).stdout.splitlines()


def test_policies_confine_to_a_key_however_it_is_named(server, client, kms, key, user):
    other = kms.create_key()["KeyMetadata"]["KeyId"]
    alias = "alias/" + fresh_name("key").replace("/", "-")
    kms.create_alias(AliasName=alias, TargetKeyId=key["KeyId"])
    condition = {"ArnEquals": {"secretsmanager:KmsKeyArn": key["Arn"]}}
    confined = user(
        allow("secretsmanager:CreateSecret", Condition=condition), allow("secretsmanager:UpdateSecret", Condition=condition),
        allow("kms:*"),
    )()
    name = fresh_name("key")
    for named in [key["KeyId"], key["Arn"], alias]:
        confined.create_secret(Name=fresh_name("key"), SecretString="x", KmsKeyId=named)
        client.create_secret(Name=name, SecretString="x")
        confined.update_secret(SecretId=name, KmsKeyId=named)
        client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    client.create_secret(Name=name, SecretString="x")
    for named in [{}, {"KmsKeyId": ""}, {"KmsKeyId": other}, {"KmsKeyId": "alias/none"}, {"KmsKeyId": "nonsense"}]:
        code, _ = refusal(confined.create_secret, Name=fresh_name("key"), SecretString="x", **named)
        assert code == "AccessDeniedException"
        assert refusal(confined.update_secret, SecretId=name, Description="d", **named)[0] == "AccessDeniedException"
