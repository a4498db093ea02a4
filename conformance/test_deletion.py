"""Deleting, having back, and what is left when the window has ended."""

import time

import pytest
from expectations import INVALID_NAME, MARKED, NOT_FOUND, fresh_name, refusal


def scheduled(client, **arguments):
    name = fresh_name("deletion")
    client.create_secret(Name=name, SecretString="x")
    return name, client.delete_secret(SecretId=name, **arguments)


@pytest.mark.parametrize("days", [7, 30, None])
def test_the_window_is_as_long_as_asked(client, days):
    window = {"RecoveryWindowInDays": days} if days else {}
    name, deleted = scheduled(client, **window)
    created = client.describe_secret(SecretId=name)["CreatedDate"]
    assert round((deleted["DeletionDate"] - created).total_seconds() / 86_400) == (days or 30)
    assert client.describe_secret(SecretId=name)["DeletedDate"] == deleted["DeletionDate"]


@pytest.mark.parametrize("days", [-1, 0, 6, 31, 2**40])
def test_a_window_outside_its_bounds_is_refused(client, days):
    name = fresh_name("deletion")
    client.create_secret(Name=name, SecretString="x")
    assert refusal(client.delete_secret, SecretId=name, RecoveryWindowInDays=days) == (
        "InvalidParameterException",
        "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
    )


def test_without_recovery_there_is_no_window(client):
    name = fresh_name("deletion")
    client.create_secret(Name=name, SecretString="x")
    assert refusal(
        client.delete_secret, SecretId=name, RecoveryWindowInDays=7, ForceDeleteWithoutRecovery=True
    ) == (
        "InvalidParameterException",
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    )
    client.delete_secret(SecretId=name, RecoveryWindowInDays=7, ForceDeleteWithoutRecovery=False)


def test_the_window_is_looked_at_last_and_a_contradiction_first(client):
    contradiction = (
        "InvalidParameterException",
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    )
    window, both = {"RecoveryWindowInDays": 5}, {"RecoveryWindowInDays": 5, "ForceDeleteWithoutRecovery": True}
    name = fresh_name("deletion")
    assert refusal(client.delete_secret, SecretId=name, **window) == NOT_FOUND
    assert refusal(client.delete_secret, SecretId=name, **both) == contradiction
    name, _ = scheduled(client)
    assert refusal(client.delete_secret, SecretId=name, **window) == MARKED
    assert refusal(client.delete_secret, SecretId=name, **both) == contradiction


def test_what_is_scheduled_can_be_described_and_restored_only(client):
    name, _ = scheduled(client)
    policy = '{"Version":"2012-10-17","Statement":[]}'
    for operation, arguments in (
        (client.get_secret_value, {}),
        (client.put_secret_value, {"SecretString": "y"}),
        (client.update_secret, {"Description": "y"}),
        (client.tag_resource, {"Tags": [{"Key": "a", "Value": "b"}]}),
        (client.untag_resource, {"TagKeys": ["a"]}),
        (client.get_resource_policy, {}),
        (client.put_resource_policy, {"ResourcePolicy": policy}),
        (client.delete_resource_policy, {}),
        (client.delete_secret, {}),
    ):
        assert refusal(operation, SecretId=name, **arguments) == MARKED, operation
    assert refusal(client.create_secret, Name=name, SecretString="x") == (
        "InvalidRequestException",
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
    )
    assert client.list_secret_version_ids(SecretId=name)["Versions"]
    restored = client.restore_secret(SecretId=name)
    assert restored["Name"] == name
    assert "DeletedDate" not in client.describe_secret(SecretId=name)
    assert client.get_secret_value(SecretId=name)["SecretString"] == "x"
    assert client.restore_secret(SecretId=name)["ARN"] == restored["ARN"]


def test_forced_deletion_is_at_once_and_frees_the_name(client):
    name, first = scheduled(client)
    forced = client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    assert forced["ARN"] == first["ARN"]
    assert refusal(client.describe_secret, SecretId=name) == NOT_FOUND
    again = client.create_secret(Name=name, SecretString="new")
    assert again["ARN"] != first["ARN"]
    assert refusal(client.get_secret_value, SecretId=first["ARN"]) == NOT_FOUND
    assert client.get_secret_value(SecretId=name)["SecretString"] == "new"


def test_forced_deletion_of_nothing_succeeds(client):
    name = fresh_name("never")
    deleted = client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    assert deleted["Name"] == name and deleted["DeletionDate"] and name in deleted["ARN"]
    assert refusal(client.delete_secret, SecretId="not a name", ForceDeleteWithoutRecovery=True) == INVALID_NAME


def test_the_purge_comes_with_the_end_of_the_window_and_not_before(start_server):
    server = start_server()
    client = server.client()
    kept, gone, restored = fresh_name(), fresh_name(), fresh_name()
    for name in (kept, gone, restored):
        client.create_secret(Name=name, SecretString=name)
    client.delete_secret(SecretId=gone, RecoveryWindowInDays=30)
    client.delete_secret(SecretId=restored, RecoveryWindowInDays=7)
    client.restore_secret(SecretId=restored)
    server.advance("29d23h")
    assert client.describe_secret(SecretId=gone)["DeletedDate"]
    server.advance("2h")
    assert refusal(client.describe_secret, SecretId=gone) == NOT_FOUND
    for name in (kept, restored):
        assert client.get_secret_value(SecretId=name)["SecretString"] == name
    listed = client.list_secrets(IncludePlannedDeletion=True)["SecretList"]
    assert {entry["Name"] for entry in listed} == {kept, restored}


def test_a_purge_survives_a_kill(start_server):
    server = start_server()
    client = server.client()
    name = fresh_name()
    client.create_secret(Name=name, SecretString="x")
    for number in range(100):
        client.put_secret_value(SecretId=name, SecretString=str(number))
    client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    server.kill()
    client = start_server().client()
    assert refusal(client.describe_secret, SecretId=name) == NOT_FOUND
    assert client.list_secrets(IncludePlannedDeletion=True)["SecretList"] == []


def test_deprecated_versions_are_pruned_beyond_a_hundred_and_a_day(start_server):
    server = start_server()
    client = server.client()
    name = fresh_name()
    versions = [client.create_secret(Name=name, SecretString="0")["VersionId"]]
    for number in range(1, 120):
        versions.append(client.put_secret_value(SecretId=name, SecretString=str(number))["VersionId"])

    def kept():
        pages = {}
        found = []
        while True:
            page = client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True, **pages)
            found += [entry["VersionId"] for entry in page["Versions"]]
            if "NextToken" not in page:
                return set(found)
            pages = {"NextToken": page["NextToken"]}

    assert kept() == set(versions)
    server.advance("23h")
    assert kept() == set(versions)
    server.advance("2h")
    # Oldest first, and the hundred youngest stay.
    assert kept() == set(versions[-100:])
    assert client.get_secret_value(SecretId=name)["SecretString"] == "119"


def test_the_clock_moves_forward_and_stays(start_server):
    server = start_server()
    server.client().create_secret(Name="before", SecretString="x")
    server.advance("400d")
    server.stop()
    client = start_server().client()
    created = client.create_secret(Name="after", SecretString="x")
    assert created
    dates = {entry["Name"]: entry["CreatedDate"] for entry in client.list_secrets()["SecretList"]}
    assert (dates["after"] - dates["before"]).days == 400
    assert abs(time.time() - dates["before"].timestamp()) < 300
