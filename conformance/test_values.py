"""Making, reading and changing values, and doing it again with the same token."""

import re

import pytest
from expectations import INVALID_NAME, NOT_FOUND, fresh_name, labels, refusal, token

ARN = re.compile(r"arn:aws:secretsmanager:us-east-1:000000000000:secret:(.+)-[A-Za-z0-9]{6}")


def test_a_secret_comes_back_as_it_was_put(client):
    name = fresh_name()
    created = client.create_secret(Name=name, SecretString="s3cret ü \U0001f600")
    assert ARN.fullmatch(created["ARN"]).group(1) == name
    value = client.get_secret_value(SecretId=name)
    assert value["SecretString"] == "s3cret ü \U0001f600"
    assert value["VersionId"] == created["VersionId"]
    assert value["VersionStages"] == ["AWSCURRENT"]
    assert "SecretBinary" not in value
    assert value["CreatedDate"]


def test_binary_comes_back_as_binary(client):
    name = fresh_name()
    every_byte = bytes(range(256))
    client.create_secret(Name=name, SecretBinary=every_byte)
    value = client.get_secret_value(SecretId=name)
    assert value["SecretBinary"] == every_byte
    assert "SecretString" not in value
    client.put_secret_value(SecretId=name, SecretString="text now")
    assert client.get_secret_value(SecretId=name)["SecretString"] == "text now"


@pytest.mark.parametrize("size", [1, 65_536])
def test_the_smallest_and_the_largest_value(client, size):
    name = fresh_name()
    client.create_secret(Name=name, SecretString="x" * size, ClientRequestToken=token())
    assert len(client.get_secret_value(SecretId=name)["SecretString"]) == size


def test_one_byte_too_many_is_refused_without_showing_it(client):
    code, message = refusal(client.create_secret, Name=fresh_name(), SecretString="x" * 65_537)
    assert code == "ValidationException"
    assert message == (
        "1 validation error detected: Value at 'secretString' failed to satisfy constraint: "
        "Member must have length less than or equal to 65536"
    )


def test_a_secret_may_have_no_version(client):
    name = fresh_name()
    created = client.create_secret(Name=name, Description="")
    assert "VersionId" not in created
    described = client.describe_secret(SecretId=name)
    assert "VersionIdsToStages" not in described and "Description" not in described
    assert refusal(client.get_secret_value, SecretId=name) == (
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    )
    put = client.put_secret_value(SecretId=name, SecretString="first", VersionStages=["MINE"])
    assert sorted(put["VersionStages"]) == ["AWSCURRENT", "MINE"]


def test_a_secret_is_found_by_name_and_by_arn_with_or_without_its_end(client):
    name = fresh_name("prod/db")
    arn = client.create_secret(Name=name, SecretString="x")["ARN"]
    partial = arn[: -len("-AbCdEf")]
    for secret_id in (name, arn, partial):
        assert client.get_secret_value(SecretId=secret_id)["ARN"] == arn
    other_end = partial + "-AbCdEf"
    for secret_id in (other_end, name + arn[-7:], arn.replace("us-east-1", "eu-west-1"), "arn:aws:x"):
        assert refusal(client.get_secret_value, SecretId=secret_id) == NOT_FOUND


def test_an_arn_that_looks_complete_is_not_completed(client):
    name = fresh_name() + "-abcdef"
    arn = client.create_secret(Name=name, SecretString="x")["ARN"]
    assert refusal(client.get_secret_value, SecretId=arn[: -len("-AbCdEf")]) == NOT_FOUND
    assert client.get_secret_value(SecretId=arn)["Name"] == name


@pytest.mark.parametrize("name", ["white space", "a#b", "ä", "a*", "a\\b", "a\nb"])
def test_names_have_few_characters(client, name):
    assert refusal(client.create_secret, Name=name, SecretString="x") == INVALID_NAME
    for operation in (client.get_secret_value, client.describe_secret, client.delete_secret):
        assert refusal(operation, SecretId=name) == INVALID_NAME


def test_regions_and_their_secrets_are_apart(server, client):
    name = fresh_name()
    client.create_secret(Name=name, SecretString="here")
    elsewhere = server.client(region="eu-central-1")
    assert refusal(elsewhere.get_secret_value, SecretId=name) == NOT_FOUND
    assert "eu-central-1" in elsewhere.create_secret(Name=name, SecretString="there")["ARN"]
    assert client.get_secret_value(SecretId=name)["SecretString"] == "here"


def test_versions_are_selected_by_id_and_by_label(client):
    name = fresh_name()
    first = client.create_secret(Name=name, SecretString="1")["VersionId"]
    second = client.put_secret_value(SecretId=name, SecretString="2")["VersionId"]
    read = lambda **which: client.get_secret_value(SecretId=name, **which)["SecretString"]
    assert read() == "2"
    assert read(VersionStage="AWSPREVIOUS") == "1"
    assert read(VersionId=first) == "1"
    assert read(VersionId=second, VersionStage="AWSCURRENT") == "2"
    unknown = token()
    by_version = lambda **which: refusal(client.get_secret_value, SecretId=name, **which)
    assert by_version(VersionId=unknown) == (
        "ResourceNotFoundException",
        f"Secrets Manager can't find the specified secret value for VersionId: {unknown}",
    )
    assert by_version(VersionStage="NONE") == (
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for staging label: NONE",
    )
    assert by_version(VersionId=first, VersionStage="AWSCURRENT") == (
        "InvalidRequestException",
        "You provided a VersionStage that is not associated to the provided VersionId.",
    )
    assert by_version(VersionId=unknown, VersionStage="AWSCURRENT")[0] == "ResourceNotFoundException"


def test_a_repeated_creation_answers_as_the_first(client):
    name, version = fresh_name(), token()
    first = client.create_secret(Name=name, SecretString="x", ClientRequestToken=version)
    again = client.create_secret(Name=name, SecretString="x", ClientRequestToken=version)
    assert [again[key] for key in ("ARN", "Name", "VersionId")] == [first[key] for key in ("ARN", "Name", "VersionId")]
    assert refusal(client.create_secret, Name=name, SecretString="y", ClientRequestToken=version) == (
        "ResourceExistsException",
        f"You can't use ClientRequestToken {version} because that value is already in use for a version of secret "
        f"{first['ARN']}.",
    )
    assert refusal(client.create_secret, Name=name, SecretString="x") == (
        "ResourceExistsException",
        f"The operation failed because the secret {name} already exists.",
    )


@pytest.mark.parametrize("operation", ["put_secret_value", "update_secret"])
def test_a_repeated_version_changes_nothing(client, operation):
    name, version = fresh_name(), token()
    arn = client.create_secret(Name=name, SecretString="1")["ARN"]
    make = getattr(client, operation)
    make(SecretId=name, SecretString="2", ClientRequestToken=version)
    client.put_secret_value(SecretId=name, SecretString="3")
    before = labels(client, name)
    again = make(SecretId=name, SecretString="2", ClientRequestToken=version)
    assert again["VersionId"] == version
    assert labels(client, name) == before
    used = f"You can't use ClientRequestToken {version} because that value is already in use for a version of secret {arn}."
    for value in ({"SecretString": "other"}, {"SecretBinary": b"2"}):
        assert refusal(make, SecretId=name, ClientRequestToken=version, **value) == ("ResourceExistsException", used)


def test_tokens_need_not_be_uuids(client):
    name, version = fresh_name(), "terraform-20261123000000000000000001"
    assert client.create_secret(Name=name, SecretString="1", ClientRequestToken=version)["VersionId"] == version


def test_update_changes_what_it_names_and_nothing_else(client):
    name = fresh_name()
    client.create_secret(Name=name, SecretString="1", Description="before")
    described = lambda: client.describe_secret(SecretId=name)
    assert "VersionId" not in client.update_secret(SecretId=name, Description="after")
    assert described()["Description"] == "after"
    changed = described()["LastChangedDate"]
    assert "VersionId" not in client.update_secret(SecretId=name)
    assert described()["LastChangedDate"] == changed
    updated = client.update_secret(SecretId=name, SecretString="2")
    assert described()["Description"] == "after"
    assert labels(client, name)[updated["VersionId"]] == ["AWSCURRENT"]
    client.update_secret(SecretId=name, Description="")
    assert "Description" not in described()


def test_a_value_is_text_or_binary(client):
    name = fresh_name()
    both = {"SecretString": "x", "SecretBinary": b"x"}
    expected = (
        "InvalidParameterException",
        "You can't specify both a binary secret value and a string secret value in the same secret.",
    )
    assert refusal(client.create_secret, Name=name, **both) == expected
    client.create_secret(Name=name, SecretString="x")
    assert refusal(client.put_secret_value, SecretId=name, **both) == expected
    assert refusal(client.update_secret, SecretId=name, **both) == expected
    assert refusal(client.put_secret_value, SecretId=name) == (
        "InvalidRequestException",
        "You must provide either SecretString or SecretBinary.",
    )


def test_the_default_key_is_named_in_three_ways(client):
    name = fresh_name()
    client.create_secret(Name=name, SecretString="x", KmsKeyId="alias/aws/secretsmanager")
    assert client.describe_secret(SecretId=name)["KmsKeyId"] == "alias/aws/secretsmanager"
    version, = client.list_secret_version_ids(SecretId=name)["Versions"]
    assert version["KmsKeyIds"] == ["DefaultEncryptionKey"]
    client.update_secret(SecretId=name, KmsKeyId="")
    assert "KmsKeyId" not in client.describe_secret(SecretId=name)


def test_replicas_are_refused_and_not_forgotten(client):
    code, message = refusal(
        client.create_secret, Name=fresh_name(), SecretString="x", AddReplicaRegions=[{"Region": "eu-west-1"}]
    )
    assert code == "InvalidParameterException" and "AddReplicaRegions" in message


def test_describe_shows_what_there_is_and_nothing_else(client):
    name = fresh_name()
    client.create_secret(Name=name, SecretString="x")
    described = client.describe_secret(SecretId=name)
    described.pop("ResponseMetadata")
    assert set(described) == {"ARN", "Name", "CreatedDate", "LastChangedDate", "VersionIdsToStages"}
    client.get_secret_value(SecretId=name)
    accessed = client.describe_secret(SecretId=name)["LastAccessedDate"]
    assert (accessed.timestamp() % 86_400) == 0


def test_an_unknown_secret_is_not_found(client):
    name = fresh_name()
    for operation in (
        client.describe_secret,
        client.get_secret_value,
        client.delete_secret,
        client.restore_secret,
        client.get_resource_policy,
        client.delete_resource_policy,
        client.list_secret_version_ids,
        client.update_secret,
    ):
        assert refusal(operation, SecretId=name) == NOT_FOUND
