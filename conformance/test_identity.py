"""Who am I: the first call anybody makes with a new endpoint."""

ACCOUNT = "000000000000"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"


def test_boto3_is_the_account_root(server):
    identity = server.client("sts").get_caller_identity()
    assert identity["Account"] == ACCOUNT
    assert identity["Arn"] == ROOT


def test_the_cli_is_the_account_root(cli):
    identity = cli("sts", "get-caller-identity")
    assert identity["Account"] == ACCOUNT, identity
    assert identity["Arn"] == ROOT
