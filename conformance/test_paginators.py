"""botocore's paginators, over several pages, and what stands on them.

botocore has no waiter for Secrets Manager, and paginators for `ListSecrets` and `ListResourcePolicies` only: the first
test says so, and fails when a new botocore has more. `ListSecretVersionIds` and `BatchGetSecretValue` have paginators
in the SDKs for JavaScript and Rust, whose tests use them; `test_labels.py` and `test_listing.py` page them by hand.
"""

import json

import pytest
from botocore import xform_name
from expectations import fresh_name


@pytest.fixture(scope="module")
def folder(server):
    """A folder of seven secrets."""
    name = fresh_name("paginators")
    client = server.client()
    for number in range(7):
        client.create_secret(Name=f"{name}/{number}", SecretString=str(number))
    return name


def question(folder):
    return {"Filters": [{"Key": "name", "Values": [folder]}], "SortBy": "name", "SortOrder": "asc"}


def names(folder, *numbers):
    return [f"{folder}/{number}" for number in numbers]


def found(pages):
    return [entry["Name"] for page in pages for entry in page["SecretList"]]


def test_what_botocore_pages_and_waits_for(client):
    operations = client.meta.service_model.operation_names
    paged = [operation for operation in operations if client.can_paginate(xform_name(operation))]
    assert paged == ["ListResourcePolicies", "ListSecrets"]
    assert client.waiter_names == []


@pytest.mark.parametrize(("size", "sizes"), [(1, [1] * 7), (3, [3, 3, 1]), (7, [7]), (100, [7])])
def test_pages_are_of_the_size_asked_for(client, folder, size, sizes):
    paginator = client.get_paginator("list_secrets")
    pages = list(paginator.paginate(**question(folder), PaginationConfig={"PageSize": size}))
    assert [len(page["SecretList"]) for page in pages] == sizes
    assert found(pages) == names(folder, *range(7))


def test_a_list_is_cut_short_and_resumed(client, folder):
    """botocore's own token may point into the middle of a page."""
    paginator = client.get_paginator("list_secrets")
    first = paginator.paginate(**question(folder), PaginationConfig={"PageSize": 3, "MaxItems": 4}).build_full_result()
    assert found([first]) == names(folder, 0, 1, 2, 3)
    again = {"PageSize": 3, "StartingToken": first["NextToken"]}
    rest = paginator.paginate(**question(folder), PaginationConfig=again).build_full_result()
    assert found([rest]) == names(folder, 4, 5, 6)
    assert "NextToken" not in rest


def test_a_search_goes_over_all_pages(client, folder):
    pages = client.get_paginator("list_secrets").paginate(**question(folder), PaginationConfig={"PageSize": 2})
    assert list(pages.search("SecretList[].Name")) == names(folder, *range(7))


def test_policies_come_in_pages(client, folder):
    name = f"{folder}/0"
    statement = {"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:DeleteSecret", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    client.put_resource_policy(SecretId=name, ResourcePolicy=policy)
    try:
        pages = client.get_paginator("list_resource_policies").paginate(SecretId=name, PaginationConfig={"PageSize": 1})
        assert list(pages.search("ResourcePolicies[].PolicyName")) == ["default"]
    finally:
        client.delete_resource_policy(SecretId=name)


def test_the_cli_pages_by_itself(cli, folder):
    listing = ["secretsmanager", "list-secrets", "--sort-by", "name", "--sort-order", "asc",
               "--filters", f"Key=name,Values={folder}"]
    assert found([cli(*listing, "--page-size", "2")]) == names(folder, *range(7))
    first = cli(*listing, "--page-size", "2", "--max-items", "3")
    assert found([first]) == names(folder, 0, 1, 2)
    rest = cli(*listing, "--page-size", "2", "--starting-token", first["NextToken"])
    assert found([rest]) == names(folder, 3, 4, 5, 6)
    page = cli(*listing, "--no-paginate", "--max-results", "5")
    assert found([page]) == names(folder, *range(5)) and page["NextToken"]
