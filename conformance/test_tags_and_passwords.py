"""Tags, and passwords that nobody chose."""

import string

import pytest
from expectations import fresh_name, refusal


def tags(client, name):
    described = client.describe_secret(SecretId=name)
    return [(tag["Key"], tag["Value"]) for tag in described["Tags"]] if "Tags" in described else None


def test_tags_are_set_in_place_and_removed(client):
    name = fresh_name("tags")
    client.create_secret(Name=name, SecretString="x")
    assert tags(client, name) is None
    client.tag_resource(SecretId=name, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    client.tag_resource(SecretId=name, Tags=[{"Key": "c", "Value": "3"}, {"Key": "a", "Value": "4"}])
    assert tags(client, name) == [("a", "4"), ("b", "2"), ("c", "3")]
    client.untag_resource(SecretId=name, TagKeys=["b", "unknown"])
    assert tags(client, name) == [("a", "4"), ("c", "3")]
    client.untag_resource(SecretId=name, TagKeys=["a", "c"])
    assert tags(client, name) == []


def test_an_empty_list_of_tags_is_as_good_as_none(client):
    name = fresh_name("tags")
    client.create_secret(Name=name, SecretString="x", Tags=[])
    assert tags(client, name) is None
    client.tag_resource(SecretId=name, Tags=[])
    assert tags(client, name) is None


@pytest.mark.parametrize(
    "added",
    [
        [{"Key": "aws:x", "Value": "1"}],
        [{"Key": "AWS:x", "Value": "1"}],
        [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}],
        [{"Key": "a<b", "Value": "1"}],
        [{"Key": str(number), "Value": ""} for number in range(51)],
    ],
)
def test_tags_that_aws_refuses(client, added):
    name = fresh_name("tags")
    client.create_secret(Name=name, SecretString="x")
    assert refusal(client.tag_resource, SecretId=name, Tags=added)[0] == "InvalidParameterException"
    assert refusal(client.create_secret, Name=fresh_name(), Tags=added)[0] == "InvalidParameterException"
    assert tags(client, name) is None


def test_a_password_has_every_class_unless_told_otherwise(client):
    make = lambda **rules: client.get_random_password(**rules)["RandomPassword"]
    password = make()
    assert len(password) == 32
    classes = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation)
    assert all(set(password) & set(members) for members in classes)
    assert set(make(PasswordLength=64, ExcludePunctuation=True, ExcludeUppercase=True)) <= set(
        string.ascii_lowercase + string.digits
    )
    assert " " in make(PasswordLength=4096, IncludeSpace=True)
    assert make() != make()


def test_passwords_that_cannot_be_made(client):
    password = client.get_random_password
    assert refusal(password, PasswordLength=3) == (
        "InvalidParameterException",
        "Password length is too short based on the required types.",
    )
    assert refusal(password, ExcludeCharacters=string.digits) == (
        "InvalidParameterException",
        "All characters of the desired type have been excluded",
    )
    assert refusal(password, ExcludeCharacters=string.printable, RequireEachIncludedType=False) == (
        "InvalidParameterException",
        "All characters have been excluded from selection",
    )
    assert refusal(password, PasswordLength=4097) == (
        "ValidationException",
        "1 validation error detected: Value '4097' at 'passwordLength' failed to satisfy constraint: "
        "Member must have value less than or equal to 4096",
    )
