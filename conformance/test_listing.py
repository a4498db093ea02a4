"""Listing: filters, orders, pages."""

import pytest
from expectations import INVALID_NAME, NOT_FOUND, fresh_name, refusal

SECRETS = {
    "testing1/one-abc": ("a secret", {"env": "prod", "team": "red"}),
    "testing1/two": ("an secret", {"env": "dev"}),
    "testing2/one": ("asecret", {"team": "blue"}),
    "/rooted": ("thesecret", {}),
    "prod/AppBeta/x": ("one two", {}),
    "COMPANYthings": ("one and two", {"Environment": "production"}),
    "plain": ("", {}),
}


@pytest.fixture(scope="module")
def client(binary, tmp_path_factory):
    """A server whose secrets are exactly these, made in this order."""
    from conftest import Server

    server = Server(binary, tmp_path_factory.mktemp("listing"))
    client = server.client()
    for name, (description, tags) in SECRETS.items():
        tag_list = [{"Key": key, "Value": value} for key, value in tags.items()]
        client.create_secret(Name=name, SecretString="x", Description=description, Tags=tag_list)
    yield client
    server.stop()


def found(client, *filters, **arguments):
    """The names that filters find, in order: each filter is a key and its values."""
    filters = [{"Key": key, "Values": list(values)} for key, *values in filters]
    listed = client.list_secrets(Filters=filters, **arguments)
    assert "NextToken" not in listed
    return [entry["Name"] for entry in listed["SecretList"]]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ([("name", "testing1")], {"testing1/one-abc", "testing1/two"}),
        ([("name", "testing1 one")], set()),
        ([("name", "Testing1")], set()),
        ([("name", "testing1/o", "plain")], {"testing1/one-abc", "plain"}),
        ([("name", "!/")], set(SECRETS) - {"/rooted"}),
        ([("description", "a")], {"testing1/one-abc", "testing1/two", "testing2/one", "COMPANYthings"}),
        ([("description", "a secret")], {"testing1/one-abc", "testing1/two"}),
        ([("description", "o t")], {"prod/AppBeta/x", "COMPANYthings"}),
        ([("description", "one"), ("description", "two")], {"prod/AppBeta/x", "COMPANYthings"}),
        ([("tag-key", "env")], {"testing1/one-abc", "testing1/two"}),
        ([("tag-key", "Env")], {"COMPANYthings"}),
        ([("tag-value", "prod")], {"testing1/one-abc", "COMPANYthings"}),
        ([("tag-key", "team"), ("tag-value", "prod")], {"testing1/one-abc"}),
        ([("all", "AppBeta")], {"prod/AppBeta/x"}),
        ([("all", "beta")], {"prod/AppBeta/x"}),
        ([("all", "Ythings")], {"COMPANYthings"}),
        ([("all", "company")], set()),
        ([("all", "+")], set()),
        ([("primary-region", "us")], set()),
        ([("owning-service", "rds")], set()),
        ([], set(SECRETS)),
    ],
)
def test_filters(client, filters, names):
    assert set(found(client, *filters)) == names


def test_the_default_order_is_that_of_creation(client):
    assert found(client) == list(SECRETS)
    assert found(client, SortOrder="desc") == list(reversed(SECRETS))
    assert found(client, SortBy="created-date") == list(SECRETS)


def test_the_order_by_name(client):
    assert found(client, SortBy="name") == sorted(SECRETS)
    assert found(client, SortBy="name", SortOrder="desc") == sorted(SECRETS, reverse=True)


def test_the_order_by_change_and_by_access(client):
    client.update_secret(SecretId="testing1/two", Description="an secret")
    assert found(client, SortBy="last-changed-date")[-1] == "testing1/two"


@pytest.mark.parametrize("sort", ["created-date", "last-accessed-date", "last-changed-date", "name"])
@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_show_each_secret_once(client, sort, order, size):
    paginator = client.get_paginator("list_secrets")
    pages = paginator.paginate(SortBy=sort, SortOrder=order, PaginationConfig={"PageSize": size})
    names = [entry["Name"] for page in pages for entry in page["SecretList"]]
    assert sorted(names) == sorted(SECRETS)
    assert names == found(client, SortBy=sort, SortOrder=order)


def test_a_page_begins_behind_the_one_before_whatever_changed(client):
    first = client.list_secrets(SortBy="name", MaxResults=3)
    name = "aaa-came-in-between"
    client.create_secret(Name=name, SecretString="x")
    try:
        rest = client.list_secrets(SortBy="name", MaxResults=100, NextToken=first["NextToken"])
        names = [entry["Name"] for page in (first, rest) for entry in page["SecretList"]]
        assert sorted(set(names)) == sorted(names)
        assert set(SECRETS) <= set(names)
    finally:
        client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)


def test_a_token_belongs_to_its_question(client):
    token = client.list_secrets(MaxResults=1)["NextToken"]
    assert token.isascii()
    expected = ("InvalidNextTokenException", "Invalid NextToken.")
    for arguments in (
        {"NextToken": "x"},
        {"NextToken": token[:-1]},
        {"NextToken": token, "SortBy": "name"},
        {"NextToken": token, "SortOrder": "desc"},
        {"NextToken": token, "IncludePlannedDeletion": True},
        {"NextToken": token, "Filters": [{"Key": "name", "Values": ["t"]}]},
    ):
        assert refusal(client.list_secrets, **arguments) == expected, arguments


def test_malformed_filters_are_refused(client):
    filtered = lambda **one: refusal(client.list_secrets, Filters=[one])
    assert filtered(Values=["x"]) == ("InvalidParameterException", "Invalid filter key")
    assert filtered(Key="name") == ("InvalidParameterException", "Invalid filter values for key: name")
    code, message = filtered(Key="invalid", Values=["x"])
    assert code == "ValidationException"
    assert message == (
        "1 validation error detected: Value 'invalid' at 'filters.1.member.key' failed to satisfy constraint: "
        "Member must satisfy enum value set: "
        "[all, name, tag-key, description, tag-value, primary-region, owning-service]"
    )


def test_what_is_scheduled_for_deletion_is_listed_on_request_only(client):
    name = fresh_name("listing")
    client.create_secret(Name=name, SecretString="x")
    client.delete_secret(SecretId=name)
    assert found(client, ("name", name)) == []
    listed = client.list_secrets(Filters=[{"Key": "name", "Values": [name]}], IncludePlannedDeletion=True)
    assert [entry["Name"] for entry in listed["SecretList"]] == [name]
    assert listed["SecretList"][0]["DeletedDate"]
    client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)


def test_an_entry_has_what_describe_has(client):
    name = "testing1/one-abc"
    client.get_secret_value(SecretId=name)
    entry = client.list_secrets(Filters=[{"Key": "name", "Values": [name]}])["SecretList"][0]
    described = client.describe_secret(SecretId=name)
    described.pop("ResponseMetadata")
    described["SecretVersionsToStages"] = described.pop("VersionIdsToStages")
    assert entry == described


def test_a_batch_reads_many_and_reports_each_failure(client):
    names = ["plain", "testing2/one", "unknown", "white space"]
    batch = client.batch_get_secret_value(SecretIdList=names)
    assert [value["Name"] for value in batch["SecretValues"]] == ["plain", "testing2/one"]
    assert all(value["SecretString"] == "x" and value["VersionId"] for value in batch["SecretValues"])
    errors = {error["SecretId"]: (error["ErrorCode"], error["Message"]) for error in batch["Errors"]}
    # The code is one of the API's own here; the text is that of a single call.
    assert errors == {"unknown": NOT_FOUND, "white space": ("InvalidParameterException", INVALID_NAME[1])}


def test_a_batch_by_filters_comes_in_pages(client):
    seen, token = [], {}
    while True:
        batch = client.batch_get_secret_value(
            Filters=[{"Key": "name", "Values": ["testing"]}], MaxResults=2, **token
        )
        assert batch["Errors"] == []
        seen += [value["Name"] for value in batch["SecretValues"]]
        if "NextToken" not in batch:
            break
        token = {"NextToken": batch["NextToken"]}
    assert seen == ["testing1/one-abc", "testing1/two", "testing2/one"]


def test_a_batch_is_by_list_or_by_filters(client):
    exclusive = (
        "InvalidParameterException",
        "Either 'SecretIdList' or 'Filters' must be provided, but not both.",
    )
    filters = [{"Key": "name", "Values": ["x"]}]
    batch = client.batch_get_secret_value
    assert refusal(batch) == exclusive
    # No filters are not filters that match everything.
    assert refusal(batch, Filters=[]) == exclusive
    assert refusal(batch, Filters=[], MaxResults=2) == exclusive
    assert [value["Name"] for value in batch(SecretIdList=["plain"], Filters=[])["SecretValues"]] == ["plain"]
    assert refusal(batch, SecretIdList=["x"], Filters=filters) == exclusive
    assert refusal(batch, SecretIdList=["x"], MaxResults=2) == (
        "InvalidParameterException",
        "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
    )
