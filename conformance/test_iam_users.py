"""Users, roles and access keys: who is let in, what each may do, and that an end is an end at once."""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import boto3
import pytest
from expectations import fresh_name, refusal

ACCOUNT = "000000000000"
INVALID_TOKEN = "The security token included in the request is invalid."


def name(prefix="u"):
    """A name of IAM's that nobody else uses on the shared server."""
    return fresh_name(prefix).replace("/", "-")


def document(effect="Allow", action="secretsmanager:*", resource="*", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": effect, "Action": action, "Resource": resource, **more}]})


def trust(principal):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]})


def arn(kind, of):
    return f"arn:aws:iam::{ACCOUNT}:{kind}/{of}"


def denied(user, action, resource, reason=None):
    reason = reason or f"because no identity-based policy allows the {action} action"
    on = f" on resource: {resource}" if resource else ""
    return f"User: {arn('user', user)} is not authorized to perform: {action}{on} {reason}"


def as_holder(server, key, service="secretsmanager"):
    """A client that signs with an access key."""
    session = boto3.session.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name="us-east-1")
    return session.client(service, endpoint_url=server.endpoint)


@pytest.fixture
def iam(server):
    return server.client("iam")


@pytest.fixture
def user(iam):
    """A user without rights, and an access key of it."""
    made = iam.create_user(UserName=name())["User"]["UserName"]
    return made, iam.create_access_key(UserName=made)["AccessKey"]


def test_a_user_is_told_of_as_it_was_made(iam):
    made, tags = name(), [{"Key": "team", "Value": "red"}]
    user = iam.create_user(UserName=made, Path="/ops/", Tags=tags)["User"]
    assert user["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/ops/{made}" and user["UserId"].startswith("AIDA")
    assert user["Path"] == "/ops/" and user["Tags"] == tags
    assert user["CreateDate"].microsecond == 0
    assert iam.get_user(UserName=made.upper())["User"] == user
    assert refusal(iam.create_user, UserName=made.upper()) == (
        "EntityAlreadyExists", f"User with name {made.upper()} already exists.")
    assert refusal(iam.get_user, UserName="nobody") == (
        "NoSuchEntity", "The user with name nobody cannot be found.")
    assert refusal(iam.create_user, UserName=name(), Tags=[{"Key": "a", "Value": ""}, {"Key": "A", "Value": ""}]) == (
        "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")


def test_keys_sign_and_policies_decide(server, client, iam, user):
    who, key = user
    mine = as_holder(server, key)
    secret = fresh_name("iam")
    secret_arn = client.create_secret(Name=secret, SecretString="s")["ARN"]
    read = "secretsmanager:GetSecretValue"
    assert as_holder(server, key, "sts").get_caller_identity()["Arn"] == arn("user", who)
    assert refusal(mine.get_secret_value, SecretId=secret) == (
        "AccessDeniedException", denied(who, read, secret_arn))
    # What a policy says counts from the next call on.
    policy = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": read, "Resource": secret_arn},
        {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}]})
    iam.put_user_policy(UserName=who, PolicyName="read", PolicyDocument=policy)
    assert mine.get_secret_value(SecretId=secret)["SecretString"] == "s"
    shown = iam.get_user_policy(UserName=who, PolicyName="read")
    assert shown["PolicyDocument"] == json.loads(policy)
    iam.put_user_policy(UserName=who, PolicyName="deny", PolicyDocument=document("Deny"))
    assert refusal(mine.get_secret_value, SecretId=secret) == (
        "AccessDeniedException",
        denied(who, read, secret_arn, "with an explicit deny in an identity-based policy"))
    iam.delete_user_policy(UserName=who, PolicyName="deny")
    assert mine.get_secret_value(SecretId=secret)["SecretString"] == "s"
    assert iam.list_user_policies(UserName=who)["PolicyNames"] == ["read"]
    # So does the status of a key.
    iam.update_access_key(UserName=who, AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert refusal(mine.get_secret_value, SecretId=secret) == ("UnrecognizedClientException", INVALID_TOKEN)
    [listed] = iam.list_access_keys(UserName=who)["AccessKeyMetadata"]
    assert (listed["AccessKeyId"], listed["Status"]) == (key["AccessKeyId"], "Inactive")
    iam.update_access_key(UserName=who, AccessKeyId=key["AccessKeyId"], Status="Active")
    assert mine.get_secret_value(SecretId=secret)["SecretString"] == "s"
    # And the end of either.
    assert refusal(iam.delete_user, UserName=who) == (
        "DeleteConflict", "Cannot delete entity, must delete policies first.")
    iam.delete_user_policy(UserName=who, PolicyName="read")
    assert refusal(iam.delete_user, UserName=who) == (
        "DeleteConflict", "Cannot delete entity, must delete access keys first.")
    iam.delete_access_key(UserName=who, AccessKeyId=key["AccessKeyId"])
    assert refusal(mine.get_secret_value, SecretId=secret) == ("UnrecognizedClientException", INVALID_TOKEN)
    iam.delete_user(UserName=who)
    assert refusal(iam.delete_user, UserName=who)[0] == "NoSuchEntity"


def test_there_are_two_keys_at_most(iam, user):
    who, _ = user
    iam.create_access_key(UserName=who)
    assert refusal(iam.create_access_key, UserName=who) == (
        "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2")
    assert refusal(iam.delete_access_key, UserName=who, AccessKeyId="AKIAAAAAAAAAAAAAAAAA") == (
        "NoSuchEntity", "The Access Key with id AKIAAAAAAAAAAAAAAAAA cannot be found.")


def test_the_root_has_keys_of_its_own(start_server):
    server = start_server()
    iam = server.client("iam")
    [first] = iam.list_access_keys()["AccessKeyMetadata"]
    assert first["AccessKeyId"] == server.key_id
    second = iam.create_access_key()["AccessKey"]
    assert as_holder(server, second, "sts").get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:root"
    assert refusal(iam.create_access_key)[0] == "LimitExceeded"
    as_holder(server, second, "iam").delete_access_key(AccessKeyId=server.key_id)
    assert refusal(iam.list_access_keys) == ("InvalidClientTokenId", INVALID_TOKEN)
    # Neither the file with the first key nor another start brings it back.
    server.stop()
    again = start_server()
    assert refusal(again.client("iam").list_access_keys) == ("InvalidClientTokenId", INVALID_TOKEN)
    [left] = as_holder(again, second, "iam").list_access_keys()["AccessKeyMetadata"]
    assert left["AccessKeyId"] == second["AccessKeyId"]


def test_a_user_manages_its_own_keys_and_no_others(server, iam, user):
    who, key = user
    iam.put_user_policy(UserName=who, PolicyName="own", PolicyDocument=document(
        action="iam:*AccessKey*", resource=f"arn:aws:iam::{ACCOUNT}:user/${{aws:username}}"))
    mine = as_holder(server, key, "iam")
    second = mine.create_access_key()["AccessKey"]
    assert second["UserName"] == who and len(mine.list_access_keys()["AccessKeyMetadata"]) == 2
    mine.delete_access_key(AccessKeyId=second["AccessKeyId"])
    other = iam.create_user(UserName=name())["User"]["UserName"]
    assert refusal(mine.create_access_key, UserName=other) == (
        "AccessDenied", denied(who, "iam:CreateAccessKey", arn("user", other)))


def test_the_last_use_of_a_key_survives_a_restart(start_server):
    server = start_server()
    iam = server.client("iam")
    who = iam.create_user(UserName="alice")["User"]["UserName"]
    key = iam.create_access_key(UserName=who)["AccessKey"]
    used = lambda client: client.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])
    assert used(iam)["AccessKeyLastUsed"] == {"ServiceName": "N/A", "Region": "N/A"}
    before = datetime.now(timezone.utc) - timedelta(seconds=1)
    as_holder(server, key, "sts").get_caller_identity()
    first = used(iam)
    assert first["UserName"] == who
    last = first["AccessKeyLastUsed"]
    assert (last["ServiceName"], last["Region"]) == ("sts", "us-east-1")
    assert before <= last["LastUsedDate"] <= datetime.now(timezone.utc)
    server.stop()
    assert used(start_server().client("iam"))["AccessKeyLastUsed"] == last


def test_a_boundary_confines(server, client, iam, user):
    # Its policy allows all, and what bounds it nothing of secrets.
    who, key = user
    boundary = iam.create_policy(PolicyName=name("b"), PolicyDocument=document(action="sts:*"))["Policy"]["Arn"]
    iam.put_user_policy(UserName=who, PolicyName="all", PolicyDocument=document(action="*"))
    mine = as_holder(server, key)
    assert "SecretList" in mine.list_secrets()
    iam.put_user_permissions_boundary(UserName=who, PermissionsBoundary=boundary)
    assert iam.get_user(UserName=who)["User"]["PermissionsBoundary"] == {
        "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": boundary}
    assert refusal(mine.list_secrets) == ("AccessDeniedException", denied(
        who, "secretsmanager:ListSecrets", None,
        "because no permissions boundary allows the secretsmanager:ListSecrets action"))
    assert iam.get_policy(PolicyArn=boundary)["Policy"]["PermissionsBoundaryUsageCount"] == 1
    iam.delete_user_permissions_boundary(UserName=who)
    assert "SecretList" in mine.list_secrets()
    assert iam.get_policy(PolicyArn=boundary)["Policy"]["PermissionsBoundaryUsageCount"] == 0


def test_no_boundary_of_another_account(iam, user):
    who, _ = user
    for foreign in (f"arn:aws:iam::{ACCOUNT}:policy/none", "arn:aws:iam::111122223333:policy/none"):
        assert refusal(iam.put_user_permissions_boundary, UserName=who, PermissionsBoundary=foreign) == (
            "NoSuchEntity", f"Policy {foreign} does not exist or is not attachable.")


def test_tags_and_conditions(server, iam, user):
    who, key = user
    iam.put_user_policy(UserName=who, PolicyName="tag", PolicyDocument=document(
        action=["iam:TagUser", "iam:ListUserTags"],
        Condition={"StringEquals": {"aws:RequestTag/team": "red"}, "ForAllValues:StringEquals": {"aws:TagKeys": "team"}}))
    mine = as_holder(server, key, "iam")
    mine.tag_user(UserName=who, Tags=[{"Key": "team", "Value": "red"}])
    for tags in ([{"Key": "team", "Value": "blue"}], [{"Key": "team", "Value": "red"}, {"Key": "b", "Value": ""}]):
        assert refusal(mine.tag_user, UserName=who, Tags=tags) == (
            "AccessDenied", denied(who, "iam:TagUser", arn("user", who)))
    iam.tag_user(UserName=who, Tags=[{"Key": "Team", "Value": "blue"}, {"Key": "a", "Value": "1 + 1"}])
    assert iam.list_user_tags(UserName=who)["Tags"] == [
        {"Key": "a", "Value": "1 + 1"}, {"Key": "Team", "Value": "blue"}]
    iam.untag_user(UserName=who, TagKeys=["A"])
    assert iam.get_user(UserName=who)["User"]["Tags"] == [{"Key": "Team", "Value": "blue"}]


def test_paginators_find_all(start_server):
    iam = start_server().client("iam")
    names = [f"user-{number:02}" for number in range(13)]
    for number, user in enumerate(names):
        iam.create_user(UserName=user, Path="/even/" if number % 2 == 0 else "/odd/")
        iam.create_role(RoleName=user, AssumeRolePolicyDocument=trust({"AWS": ACCOUNT}))
        iam.put_user_policy(UserName=names[0], PolicyName=user, PolicyDocument='{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}')
        iam.tag_role(RoleName=names[0], Tags=[{"Key": user, "Value": ""}])

    def all_of(operation, key, **arguments):
        pages = list(iam.get_paginator(operation).paginate(PaginationConfig={"PageSize": 3}, **arguments))
        assert all(len(page[key]) <= 3 for page in pages) and not pages[-1]["IsTruncated"]
        return [entry for page in pages for entry in page[key]]

    assert [user["UserName"] for user in all_of("list_users", "Users")] == names
    assert [user["UserName"] for user in all_of("list_users", "Users", PathPrefix="/even")] == names[::2]
    assert [role["RoleName"] for role in all_of("list_roles", "Roles")] == names
    assert all_of("list_user_policies", "PolicyNames", UserName=names[0]) == names
    assert [tag["Key"] for tag in all_of("list_role_tags", "Tags", RoleName=names[0])] == names
    assert refusal(iam.list_users, Marker="bm90LW91cnM") == ("ValidationError", "Invalid Marker.")
    summary = iam.get_account_summary()["SummaryMap"]
    assert (summary["Users"], summary["Roles"], summary["AccountAccessKeysPresent"]) == (13, 13, 1)


def test_a_role_is_told_of_as_it_was_made(iam):
    role, text = name("r"), trust({"AWS": ACCOUNT}).replace(", ", ",  ")
    made = iam.create_role(RoleName=role, AssumeRolePolicyDocument=text, Description="for ä & <b>",
                           MaxSessionDuration=7200, Tags=[{"Key": "k", "Value": "v"}])["Role"]
    assert made["Arn"] == arn("role", role) and made["RoleId"].startswith("AROA")
    assert made["AssumeRolePolicyDocument"] == json.loads(text)
    assert (made["MaxSessionDuration"], made["Description"]) == (7200, "for ä & <b>")
    told = iam.get_role(RoleName=role)["Role"]
    assert {key: told[key] for key in made} == made
    iam.update_role(RoleName=role, Description="other")
    told = iam.get_role(RoleName=role)["Role"]
    assert (told["MaxSessionDuration"], told["Description"]) == (3600, "other")
    assert iam.update_role_description(RoleName=role, Description="third")["Role"]["Description"] == "third"
    iam.update_assume_role_policy(RoleName=role, PolicyDocument=trust({"Service": "ec2.amazonaws.com"}))
    iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=document(resource="arn:aws:s3:::a+b %20/*"))
    shown = iam.get_role_policy(RoleName=role, PolicyName="p")["PolicyDocument"]
    assert shown["Statement"][0]["Resource"] == "arn:aws:s3:::a+b %20/*"
    assert iam.list_instance_profiles_for_role(RoleName=role)["InstanceProfiles"] == []
    assert refusal(iam.delete_role, RoleName=role) == (
        "DeleteConflict", "Cannot delete entity, must delete policies first.")
    assert refusal(iam.delete_role_policy, RoleName=role, PolicyName="q") == (
        "NoSuchEntity", "The role policy with name q cannot be found.")
    iam.delete_role_policy(RoleName=role, PolicyName="p")
    iam.delete_role(RoleName=role)
    assert refusal(iam.get_role, RoleName=role) == (
        "NoSuchEntity", f"The role with name {role} cannot be found.")


def test_a_trust_policy_outlives_whom_it_names(iam):
    role, who = name("r"), name()
    invalid = ("MalformedPolicyDocument", f'Invalid principal in policy: "AWS":"{arn("user", who)}"')
    make = dict(RoleName=role, AssumeRolePolicyDocument=trust({"AWS": arn("user", who)}))
    assert refusal(iam.create_role, **make) == invalid
    user_id = iam.create_user(UserName=who)["User"]["UserId"]
    iam.create_role(**make)
    named = lambda: iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]
    assert named() == {"AWS": arn("user", who)}
    iam.delete_user(UserName=who)
    assert named() == {"AWS": user_id}
    iam.create_user(UserName=who)
    assert named() == {"AWS": user_id}, "a namesake is somebody else"
    assert refusal(iam.create_role, RoleName=role, AssumeRolePolicyDocument="{}")[0] == "MalformedPolicyDocument"


def test_policies_that_are_none_are_refused(iam, user):
    who, _ = user
    for text, message in [
        ("{", "Syntax errors in policy."),
        (document(action="Get"), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
        (document(resource="x"), 'Resource x must be in ARN format or "*".'),
        (document(Principal="*"), "Has prohibited field Principal"),
    ]:
        assert refusal(iam.put_user_policy, UserName=who, PolicyName="p", PolicyDocument=text) == (
            "MalformedPolicyDocument", message)
    long = document(resource="arn:aws:s3:::" + "x" * 2048)
    assert refusal(iam.put_user_policy, UserName=who, PolicyName="p", PolicyDocument=long) == (
        "LimitExceeded", f"Maximum policy size of 2048 bytes exceeded for user {who}")
    assert refusal(iam.create_user, UserName="a b") == (
        "ValidationError",
        "1 validation error detected: Value 'a b' at 'userName' failed to satisfy constraint: "
        r"Member must satisfy regular expression pattern: [\w+=,.@-]+")


def test_a_renamed_user_keeps_its_keys(server, iam, user):
    who, key = user
    after = name()
    iam.update_user(UserName=who, NewUserName=after, NewPath="/moved/")
    identity = as_holder(server, key, "sts").get_caller_identity()
    assert identity["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/moved/{after}"
    assert as_holder(server, key, "sts").get_caller_identity()["UserId"] == identity["UserId"]
    assert refusal(iam.get_user, UserName=who)[0] == "NoSuchEntity"


def test_what_force_destroy_asks_for(iam, user):
    who, _ = user
    assert iam.list_groups_for_user(UserName=who)["Groups"] == []
    assert iam.list_ssh_public_keys(UserName=who)["SSHPublicKeys"] == []
    assert iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"] == []
    assert iam.list_mfa_devices(UserName=who)["MFADevices"] == []
    assert iam.list_signing_certificates(UserName=who)["Certificates"] == []
    assert iam.list_service_specific_credentials(UserName=who)["ServiceSpecificCredentials"] == []
    for operation in (iam.delete_login_profile, iam.get_login_profile):
        assert refusal(operation, UserName=who) == (
            "NoSuchEntity", f"Login Profile for User {who} cannot be found.")


def test_the_secret_of_a_key_is_told_once(start_server):
    server = start_server()
    iam = server.client("iam")
    iam.create_user(UserName="alice")
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    server.stop()
    trail = "".join(path.read_text() for path in (server.data / "audit").iterdir() if path.is_file())
    records = [json.loads(line) for line in trail.splitlines() if '"CreateAccessKey"' in line]
    [record] = [record for record in records if record.get("eventName") == "CreateAccessKey"]
    told = record["responseElements"]["accessKey"]
    assert told["accessKeyId"] == key["AccessKeyId"] and told["userName"] == "alice" and told["status"] == "Active"
    assert set(told) == {"accessKeyId", "status", "userName", "createDate"}
    for path in server.folder.rglob("*"):
        if path.is_file():
            assert key["SecretAccessKey"].encode() not in path.read_bytes(), path


def test_a_days_work_with_the_cli(start_server):
    server = start_server()
    aws = lambda *arguments: server.cli("iam", *arguments)
    assert aws("create-user", "--user-name", "alice", "--tags", "Key=team,Value=red")["User"]["UserName"] == "alice"
    key = aws("create-access-key", "--user-name", "alice")["AccessKey"]
    signed = dict(AWS_ACCESS_KEY_ID=key["AccessKeyId"], AWS_SECRET_ACCESS_KEY=key["SecretAccessKey"])
    program = Path(sys.executable).with_name("aws")
    listed = lambda: server.program(program, "--output", "json", "secretsmanager", "list-secrets", **signed)
    assert "no identity-based policy allows the secretsmanager:ListSecrets action" in listed().stderr
    assert aws("put-user-policy", "--user-name", "alice", "--policy-name", "list",
               "--policy-document", document(action="secretsmanager:ListSecrets")) is None
    assert json.loads(listed().stdout)["SecretList"] == []
    assert aws("get-user-policy", "--user-name", "alice", "--policy-name", "list")["PolicyDocument"] == json.loads(
        document(action="secretsmanager:ListSecrets"))
    assert aws("list-users")["Users"][0]["UserName"] == "alice"
    role = aws("create-role", "--role-name", "app", "--assume-role-policy-document", trust({"AWS": arn("user", "alice")}))
    assert role["Role"]["Arn"] == arn("role", "app")
    assert aws("update-access-key", "--user-name", "alice", "--access-key-id", key["AccessKeyId"], "--status", "Inactive") is None
    assert INVALID_TOKEN in listed().stderr
    assert "must delete policies first" in aws("delete-user", "--user-name", "alice")
    for arguments in (
        ("delete-user-policy", "--user-name", "alice", "--policy-name", "list"),
        ("delete-access-key", "--user-name", "alice", "--access-key-id", key["AccessKeyId"]),
        ("delete-user", "--user-name", "alice"),
        ("delete-role", "--role-name", "app"),
    ):
        assert aws(*arguments) is None
    assert "cannot be found" in aws("get-user", "--user-name", "alice")
