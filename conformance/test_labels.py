"""Where labels are, after each of the ways to move them."""

import pytest
from expectations import NOT_FOUND, fresh_name, labels, refusal, token


@pytest.fixture
def secret(client):
    """A secret of three versions: its name, and their ids, oldest first."""
    name = fresh_name("labels")
    versions = [client.create_secret(Name=name, SecretString="1")["VersionId"]]
    for value in ("2", "3"):
        versions.append(client.put_secret_value(SecretId=name, SecretString=value)["VersionId"])
    return name, versions


def move(client, name, label, to=None, source=None):
    arguments = {"MoveToVersionId": to, "RemoveFromVersionId": source}
    named = {key: value for key, value in arguments.items() if value}
    return client.update_secret_version_stage(SecretId=name, VersionStage=label, **named)


def test_current_leaves_previous_behind_and_the_rest_is_deprecated(client, secret):
    name, (first, second, third) = secret
    assert labels(client, name) == {second: ["AWSPREVIOUS"], third: ["AWSCURRENT"]}
    listed = client.list_secret_version_ids(SecretId=name)["Versions"]
    assert {entry["VersionId"] for entry in listed} == {second, third}
    everything = client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
    deprecated = [entry for entry in everything if "VersionStages" not in entry]
    assert [entry["VersionId"] for entry in deprecated] == [first]
    value = client.get_secret_value(SecretId=name, VersionId=first)
    assert value["SecretString"] == "1" and "VersionStages" not in value


def test_a_rollback_swaps_current_and_previous(client, secret):
    name, (_, second, third) = secret
    answer = move(client, name, "AWSCURRENT", second, third)
    assert set(answer) == {"ARN", "Name", "ResponseMetadata"}
    assert labels(client, name) == {second: ["AWSCURRENT"], third: ["AWSPREVIOUS"]}
    assert client.get_secret_value(SecretId=name)["SecretString"] == "2"


def test_a_move_must_name_where_the_label_is(client, secret):
    name, (first, second, third) = secret
    attempt = lambda *arguments: refusal(lambda: move(client, name, *arguments))
    assert attempt("AWSCURRENT", second) == (
        "InvalidParameterException",
        "The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version "
        f"{third}, so you must explicitly reference that version in RemoveFromVersionId.",
    )
    assert attempt("AWSCURRENT", second, first)[0] == "InvalidParameterException"
    assert attempt("AWSCURRENT", None, third) == (
        "InvalidParameterException",
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    )
    assert attempt("MINE", None, third) == (
        "InvalidParameterException",
        f"Version stage MINE not found in version {third}",
    )
    unknown = token()
    assert attempt("MINE", unknown) == ("InvalidParameterException", f"Not a valid version: {unknown}")
    assert attempt("MINE")[0] == "InvalidParameterException"
    assert labels(client, name) == {second: ["AWSPREVIOUS"], third: ["AWSCURRENT"]}


def test_labels_of_ones_own(client, secret):
    name, (first, second, third) = secret
    move(client, name, "MINE", first)
    move(client, name, "AWSSOMETHING", third)
    assert labels(client, name)[first] == ["MINE"]
    move(client, name, "MINE", third, first)
    assert labels(client, name) == {second: ["AWSPREVIOUS"], third: ["AWSCURRENT", "AWSSOMETHING", "MINE"]}
    move(client, name, "MINE", source=third)
    assert labels(client, name)[third] == ["AWSCURRENT", "AWSSOMETHING"]
    put = client.put_secret_value(SecretId=name, SecretString="4", VersionStages=["AWSSOMETHING"])
    assert put["VersionStages"] == ["AWSSOMETHING"]
    assert labels(client, name)[third] == ["AWSCURRENT"]


def test_putting_a_current_version_ends_a_rotation(client, secret):
    name, (_, _, third) = secret
    pending = client.put_secret_value(SecretId=name, SecretString="4", VersionStages=["AWSPENDING"])["VersionId"]
    move(client, name, "AWSCURRENT", pending, third)
    assert labels(client, name)[pending] == ["AWSCURRENT", "AWSPENDING"]
    newest = client.put_secret_value(SecretId=name, SecretString="5")["VersionId"]
    assert labels(client, name) == {pending: ["AWSPREVIOUS"], newest: ["AWSCURRENT"]}


def test_the_twenty_first_label_is_refused(client):
    name = fresh_name("labels")
    version = client.create_secret(Name=name, SecretString="1")["VersionId"]
    for number in range(19):
        move(client, name, f"L{number}", version)
    assert refusal(lambda: move(client, name, "L19", version))[0] == "LimitExceededException"
    assert len(labels(client, name)[version]) == 20


def test_versions_come_in_pages(client, secret):
    name, versions = secret
    seen, token_next = [], {}
    while True:
        page = client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True, MaxResults=1, **token_next)
        seen += [entry["VersionId"] for entry in page["Versions"]]
        if "NextToken" not in page:
            break
        token_next = {"NextToken": page["NextToken"]}
    assert sorted(seen) == sorted(versions)
    expected = ("InvalidNextTokenException", "Invalid NextToken.")
    list_versions = client.list_secret_version_ids
    for made_up in ("made-up", "!"):
        assert refusal(list_versions, SecretId=name, NextToken=made_up) == expected
        assert refusal(list_versions, SecretId=fresh_name("unknown"), NextToken=made_up) == NOT_FOUND
    # A token answers the question that it was given for, and no other.
    assert refusal(list_versions, SecretId=name, IncludeDeprecated=False, **token_next) == expected
