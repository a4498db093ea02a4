"""Resource policies: kept as given, refused when malformed, and obeyed even by the account's root."""

import json

import boto3
import pytest
from conftest import REGION
from expectations import fresh_name, refusal


def policy(effect="Allow", principal="*", action="secretsmanager:GetSecretValue", **rest):
    statement = {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*", **rest}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.fixture
def name(client):
    name = fresh_name("policy")
    client.create_secret(Name=name, SecretString="x")
    return name


ACCOUNT = {"AWS": "arn:aws:iam::000000000000:root"}


def test_a_policy_comes_back_as_it_was_put(client, name):
    assert "ResourcePolicy" not in client.get_resource_policy(SecretId=name)
    assert client.list_resource_policies(SecretId=name)["ResourcePolicies"] == []
    text = policy().replace("{", "{\n ", 1)
    answer = client.put_resource_policy(SecretId=name, ResourcePolicy=text)
    assert answer["Name"] == name
    assert client.get_resource_policy(SecretId=name)["ResourcePolicy"] == text
    assert client.list_resource_policies(SecretId=name)["ResourcePolicies"] == [{"PolicyName": "default"}]
    client.delete_resource_policy(SecretId=name)
    client.delete_resource_policy(SecretId=name)
    assert "ResourcePolicy" not in client.get_resource_policy(SecretId=name)


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"Version":"2012-10-17"}', policy(effect="allow"), policy(action=[]), policy(Extra=1)],
)
def test_a_malformed_policy_is_refused(client, name, text):
    expected = ("MalformedPolicyDocumentException", "This resource policy contains a syntax error.")
    assert refusal(client.put_resource_policy, SecretId=name, ResourcePolicy=text) == expected
    assert refusal(client.validate_resource_policy, ResourcePolicy=text) == expected
    assert "ResourcePolicy" not in client.get_resource_policy(SecretId=name)


def test_broad_access_is_refused_on_request(client, name):
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy())
    assert refusal(
        client.put_resource_policy, SecretId=name, ResourcePolicy=policy(), BlockPublicPolicy=True
    ) == (
        "PublicPolicyException",
        "You can't attach a resource-based policy that allows broad access to the secret.",
    )
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy(principal=ACCOUNT), BlockPublicPolicy=True)
    assert client.validate_resource_policy(ResourcePolicy=policy(principal=ACCOUNT)) ["PolicyValidationPassed"]
    validated = client.validate_resource_policy(SecretId=name, ResourcePolicy=policy())
    assert validated["PolicyValidationPassed"] is False and len(validated["ValidationErrors"]) == 1


LOCKED_OUT = (
    "InvalidParameterException",
    "Your requested changes will not allow you to manage this secret in the future.",
)


@pytest.mark.parametrize(
    "action",
    ["*", "secretsmanager:*", "secretsmanager:PutResourcePolicy", "secretsmanager:DeleteResourcePolicy"],
)
def test_a_policy_that_locks_its_author_out_is_refused(client, name, action):
    text = policy(effect="Deny", action=action)
    assert refusal(client.put_resource_policy, SecretId=name, ResourcePolicy=text) == LOCKED_OUT
    assert "ResourcePolicy" not in client.get_resource_policy(SecretId=name)
    finding = {
        "CheckName": "LockOutCheck",
        "ErrorMessage": "This resource policy will not allow you to manage this secret in the future.",
    }
    for secret in ({"SecretId": name}, {}):
        validated = client.validate_resource_policy(ResourcePolicy=text, **secret)
        assert validated["PolicyValidationPassed"] is False and validated["ValidationErrors"] == [finding]


def test_whom_else_a_policy_shuts_out_is_its_authors_affair(client, name):
    foreign = {"StringNotEquals": {"aws:PrincipalAccount": "000000000000"}}
    text = policy(effect="Deny", action="secretsmanager:*", Condition=foreign)
    assert client.validate_resource_policy(SecretId=name, ResourcePolicy=text)["ValidationErrors"] == []
    client.put_resource_policy(SecretId=name, ResourcePolicy=text)
    client.delete_resource_policy(SecretId=name)


def test_tags_that_lock_out_whoever_changes_them_are_refused(client, name):
    arn = client.describe_secret(SecretId=name)["ARN"]
    client.tag_resource(SecretId=name, Tags=[{"Key": "team", "Value": "red"}])
    others = {"StringNotEquals": {"aws:ResourceTag/team": "red"}}
    text = policy(effect="Deny", action="secretsmanager:*", Condition=others)
    client.put_resource_policy(SecretId=name, ResourcePolicy=text)
    for action, operation, arguments in (
        ("TagResource", client.tag_resource, {"Tags": [{"Key": "team", "Value": "blue"}]}),
        ("UntagResource", client.untag_resource, {"TagKeys": ["team"]}),
    ):
        assert refusal(operation, SecretId=name, **arguments) == (
            "AccessDeniedException",
            f"User: arn:aws:iam::000000000000:root is not authorized to perform: secretsmanager:{action} "
            f"on resource: {arn} with an explicit deny in a resource-based policy",
        )
    assert client.describe_secret(SecretId=name)["Tags"] == [{"Key": "team", "Value": "red"}]
    client.tag_resource(SecretId=name, Tags=[{"Key": "cost", "Value": "1"}])


def test_an_explicit_deny_binds_the_root(client, name):
    arn = client.describe_secret(SecretId=name)["ARN"]
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy(effect="Deny"))
    assert refusal(client.get_secret_value, SecretId=name) == (
        "AccessDeniedException",
        "User: arn:aws:iam::000000000000:root is not authorized to perform: secretsmanager:GetSecretValue "
        f"on resource: {arn} with an explicit deny in a resource-based policy",
    )
    batch = client.batch_get_secret_value(SecretIdList=[name])
    assert [error["ErrorCode"] for error in batch["Errors"]] == ["AccessDeniedException"]
    client.describe_secret(SecretId=name)
    client.delete_resource_policy(SecretId=name)
    assert client.get_secret_value(SecretId=name)["SecretString"] == "x"


def test_a_deny_sees_what_the_call_asks_for(client, name):
    previous = {"StringEquals": {"secretsmanager:VersionStage": "AWSPREVIOUS"}}
    client.put_secret_value(SecretId=name, SecretString="y")
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy(effect="Deny", Condition=previous))
    assert client.get_secret_value(SecretId=name)["SecretString"] == "y"
    assert client.get_secret_value(SecretId=name, VersionStage="AWSCURRENT")["SecretString"] == "y"
    assert refusal(client.get_secret_value, SecretId=name, VersionStage="AWSPREVIOUS")[0] == "AccessDeniedException"
    tagged = {"StringEquals": {"aws:ResourceTag/locked": "yes"}}
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy(effect="Deny", Condition=tagged))
    assert client.get_secret_value(SecretId=name)["SecretString"] == "y"
    client.tag_resource(SecretId=name, Tags=[{"Key": "locked", "Value": "yes"}])
    assert refusal(client.get_secret_value, SecretId=name)[0] == "AccessDeniedException"


def test_the_one_policy_is_named_default(client, name):
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy(), PolicyName="default")
    assert client.get_resource_policy(SecretId=name, PolicyName="default")["ResourcePolicy"] == policy()
    other = {"SecretId": name, "PolicyName": "other"}
    assert refusal(client.put_resource_policy, ResourcePolicy=policy(), **other)[0] == "InvalidParameterException"
    assert refusal(client.delete_resource_policy, **other)[0] == "InvalidParameterException"
    assert refusal(client.get_resource_policy, **other)[0] == "ResourceNotFoundException"


UNSUPPORTED = ("MalformedPolicyDocumentException", "This resource policy contains an unsupported principal.")


def of_user(iam, user):
    """A client that signs as a user, with a key made for that."""
    key = iam.create_access_key(UserName=user)["AccessKey"]
    return boto3.client(
        "secretsmanager", endpoint_url=iam.meta.endpoint_url, region_name=REGION,
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"],
    ), key["AccessKeyId"]


@pytest.mark.parametrize(
    "principal",
    [
        "arn:aws:iam::000000000000:user/none", "arn:aws:iam::000000000000:role/none",
        "arn:aws:sts::000000000000:assumed-role/none/s", "AIDACKCEVSQ6C2EXAMPLE", "AROACKCEVSQ6C2EXAMPLE",
    ],
)
def test_a_principal_that_does_not_exist_is_refused(client, name, principal):
    text = policy(principal={"AWS": principal})
    assert refusal(client.put_resource_policy, SecretId=name, ResourcePolicy=text) == UNSUPPORTED
    assert refusal(client.validate_resource_policy, ResourcePolicy=text) == UNSUPPORTED
    assert refusal(client.validate_resource_policy, SecretId=name, ResourcePolicy=text) == UNSUPPORTED
    assert "ResourcePolicy" not in client.get_resource_policy(SecretId=name)


def test_principals_of_accounts_that_are_not_kept_here_are_taken_as_they_are(client, name):
    text = policy(principal={"AWS": ["arn:aws:iam::999988887777:user/anybody", "999988887777"]})
    client.put_resource_policy(SecretId=name, ResourcePolicy=text)
    assert client.get_resource_policy(SecretId=name)["ResourcePolicy"] == text


def test_cve_class_03_a_namesake_has_nothing_by_a_resource_policy(server, client, name):
    iam, who = server.client("iam"), fresh_name("named").replace("/", "-")
    first = iam.create_user(UserName=who)["User"]
    text = policy(principal={"AWS": first["Arn"]})
    client.put_resource_policy(SecretId=name, ResourcePolicy=text)
    signed, key = of_user(iam, who)
    assert signed.get_secret_value(SecretId=name)["SecretString"] == "x"
    assert client.get_resource_policy(SecretId=name)["ResourcePolicy"] == text

    iam.update_user(UserName=who, NewUserName=f"{who}-renamed")
    assert signed.get_secret_value(SecretId=name)["SecretString"] == "x"
    principal = lambda: json.loads(client.get_resource_policy(SecretId=name)["ResourcePolicy"])["Statement"][0]["Principal"]
    assert principal() == {"AWS": f"{first['Arn']}-renamed"}
    iam.update_user(UserName=f"{who}-renamed", NewUserName=who)

    iam.delete_access_key(UserName=who, AccessKeyId=key)
    iam.delete_user(UserName=who)
    assert principal() == {"AWS": first["UserId"]}
    assert iam.create_user(UserName=who)["User"]["Arn"] == first["Arn"]
    namesake, _ = of_user(iam, who)
    assert refusal(namesake.get_secret_value, SecretId=name)[0] == "AccessDeniedException"
    assert principal() == {"AWS": first["UserId"]}
    client.put_resource_policy(SecretId=name, ResourcePolicy=text)
    assert namesake.get_secret_value(SecretId=name)["SecretString"] == "x"
