"""A day's work with the AWS CLI, as somebody types it."""

from expectations import fresh_name

SECRETS = "secretsmanager"


def test_a_days_work(start_server):
    server = start_server()
    aws = lambda *arguments: server.cli(SECRETS, *arguments)
    name = fresh_name("cli")
    created = aws("create-secret", "--name", name, "--secret-string", '{"user":"app"}', "--tags", "Key=team,Value=red")
    assert created["Name"] == name, created
    first = created["VersionId"]
    second = aws("put-secret-value", "--secret-id", name, "--secret-string", '{"user":"new"}')["VersionId"]
    assert aws("get-secret-value", "--secret-id", name)["SecretString"] == '{"user":"new"}'
    previous = aws("get-secret-value", "--secret-id", name, "--version-stage", "AWSPREVIOUS")
    assert previous["SecretString"] == '{"user":"app"}'
    aws("update-secret-version-stage", "--secret-id", name, "--version-stage", "AWSCURRENT",
        "--move-to-version-id", first, "--remove-from-version-id", second)
    assert aws("get-secret-value", "--secret-id", name)["VersionId"] == first
    listed = aws("list-secrets", "--filters", "Key=tag-key,Values=team")
    assert [entry["Name"] for entry in listed["SecretList"]] == [name]
    assert aws("tag-resource", "--secret-id", name, "--tags", "Key=a,Value=b") is None
    assert len(aws("get-random-password", "--password-length", "40")["RandomPassword"]) == 40
    assert "DeletionDate" in aws("delete-secret", "--secret-id", name, "--recovery-window-in-days", "7")
    assert "marked for deletion" in aws("get-secret-value", "--secret-id", name)
    assert aws("restore-secret", "--secret-id", name)["Name"] == name
    aws("delete-secret", "--secret-id", name)
    server.advance("30d")
    assert "can't find the specified secret" in aws("describe-secret", "--secret-id", name)


def test_binary_from_a_file(server, cli, tmp_path):
    name = fresh_name("cli")
    value = tmp_path / "value"
    value.write_bytes(bytes(range(256)))
    assert cli(SECRETS, "create-secret", "--name", name, "--secret-binary", f"fileb://{value}")["Name"] == name
    assert server.client().get_secret_value(SecretId=name)["SecretBinary"] == bytes(range(256))
