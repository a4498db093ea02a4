"""What tests say about answers: the code and text of a refusal, and names that no other test uses."""

import itertools
import uuid

import pytest
from botocore.exceptions import ClientError

NOT_FOUND = ("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
MARKED = (
    "InvalidRequestException",
    "You can't perform this operation on the secret because it was marked for deletion.",
)
INVALID_NAME = (
    "ValidationException",
    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
)

_numbers = itertools.count(1)


def fresh_name(prefix="test"):
    """A name that nobody else uses on the shared server."""
    return f"{prefix}/{next(_numbers)}-{uuid.uuid4().hex[:8]}"


def token():
    """A fresh version id."""
    return str(uuid.uuid4())


def refusal(operation, **arguments):
    """The code and message that a call is refused with."""
    with pytest.raises(ClientError) as refused:
        operation(**arguments)
    error = refused.value.response["Error"]
    return error["Code"], error["Message"]


def labels(client, name):
    """The labels of each version of a secret that has any."""
    described = client.describe_secret(SecretId=name)
    return {version: sorted(names) for version, names in described.get("VersionIdsToStages", {}).items()}
