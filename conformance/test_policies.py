"""Resource policies: kept as given, refused when malformed, and obeyed even by the account's root."""

import json

import pytest
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
