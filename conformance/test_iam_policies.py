"""Managed policies, who has them, and OpenID Connect providers, in the order in which tools call them."""

import json
import time

import boto3
import journal
import pytest
from conftest import REGION
from expectations import fresh_name, refusal, token

ACCOUNT = "000000000000"
AWS_MANAGED = "arn:aws:iam::aws:policy/SecretsManagerReadWrite"


def document(action, effect="Allow", resource="*"):
    """A policy of one statement."""
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def trust():
    """A trust policy for the account itself."""
    principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def name():
    """A name that IAM takes and nobody else uses."""
    return fresh_name().replace("/", "-")


@pytest.fixture
def iam(server):
    """A boto3 client for IAM."""
    return server.client("iam")


@pytest.fixture
def policy(iam):
    """The ARN of a policy that allows reading secrets."""
    return iam.create_policy(PolicyName=name(), PolicyDocument=document("secretsmanager:GetSecretValue"))["Policy"][
        "Arn"
    ]


@pytest.fixture
def user(iam):
    """The name of a user."""
    return iam.create_user(UserName=name())["User"]["UserName"]


@pytest.fixture
def role(iam):
    """The name of a role."""
    return iam.create_role(RoleName=name(), AssumeRolePolicyDocument=trust())["Role"]["RoleName"]


def secrets_of(server, iam, user):
    """A client for Secrets Manager with the user's own key."""
    key = iam.create_access_key(UserName=user)["AccessKey"]
    session = boto3.session.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name=REGION)
    return session.client("secretsmanager", endpoint_url=server.endpoint)


# --- Policies by themselves ------------------------------------------------------------------------------------------


def test_a_policy_is_told_of_as_it_was_made(iam):
    text = '{ "Version": "2012-10-17",\n  "Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Sid": "a1"} }'
    made = iam.create_policy(
        PolicyName="Told+Of",
        Path="/team/a/",
        PolicyDocument=text,
        Description="what for",
        Tags=[{"Key": "Team", "Value": "a b+c"}],
    )["Policy"]
    assert made["Arn"] == f"arn:aws:iam::{ACCOUNT}:policy/team/a/Told+Of"
    assert made["PolicyId"].startswith("ANPA") and len(made["PolicyId"]) == 21
    got = iam.get_policy(PolicyArn=made["Arn"])["Policy"]
    assert got == made
    assert (got["DefaultVersionId"], got["AttachmentCount"], got["PermissionsBoundaryUsageCount"]) == ("v1", 0, 0)
    assert got["IsAttachable"] is True
    assert got["Description"] == "what for"
    assert got["Tags"] == [{"Key": "Team", "Value": "a b+c"}]
    version = iam.get_policy_version(PolicyArn=made["Arn"], VersionId="v1")["PolicyVersion"]
    # boto3 decodes the text and parses it.
    assert version["Document"] == json.loads(text)
    assert version["IsDefaultVersion"] is True
    iam.delete_policy(PolicyArn=made["Arn"])
    assert refusal(iam.get_policy, PolicyArn=made["Arn"]) == ("NoSuchEntity", f"Policy {made['Arn']} was not found.")


def test_a_document_comes_percent_encoded_and_unchanged(server, iam):
    text = '{"Version":"2012-10-17", "Statement":{"Effect":"Allow","Action":"kms:*","Resource":"arn:aws:kms:*:*:a+b~c"}}'
    arn = iam.create_policy(PolicyName=name(), PolicyDocument=text)["Policy"]["Arn"]
    seen = []
    iam.meta.events.register("before-parse.iam.GetPolicyVersion", lambda response_dict, **_: seen.append(response_dict))
    iam.get_policy_version(PolicyArn=arn, VersionId="v1")
    body = seen[0]["body"].decode()
    encoded = body.split("<Document>")[1].split("</Document>")[0]
    assert "%2Ba%" not in encoded
    assert "a%2Bb~c" in encoded and "+" not in encoded and "%2C%20%22Statement" in encoded
    assert '<GetPolicyVersionResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">' in body


def test_names_are_unique_without_regard_to_case(iam):
    taken = name()
    iam.create_policy(PolicyName=taken, PolicyDocument=document("kms:*"))
    refused = refusal(iam.create_policy, PolicyName=taken.upper(), Path="/x/", PolicyDocument=document("kms:*"))
    text = f"A policy called {taken.upper()} already exists. Duplicate names are not allowed."
    assert refused == ("EntityAlreadyExists", text)


def test_policies_that_are_none_are_refused(iam):
    refused = [
        ("x", "Syntax errors in policy."),
        (document("GetUser"), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
        (document("kms:*", resource="bucket"), 'Resource bucket must be in ARN format or "*".'),
    ]
    for text, message in refused:
        assert refusal(iam.create_policy, PolicyName=name(), PolicyDocument=text) == ("MalformedPolicyDocument", message)
    long = document([f"kms:{'a' * 1000}" for _ in range(7)])
    refused = refusal(iam.create_policy, PolicyName=name(), PolicyDocument=long)
    assert refused == ("LimitExceeded", "Cannot exceed quota for PolicySize: 6144")


def test_terraform_replaces_a_policy_version_by_version(iam, policy):
    """What `aws_iam_policy` calls: read, update with pruning, delete."""
    for number in range(2, 8):
        versions = iam.list_policy_versions(PolicyArn=policy)["Versions"]
        if len(versions) == 5:
            oldest = min((v for v in versions if not v["IsDefaultVersion"]), key=lambda v: int(v["VersionId"][1:]))
            iam.delete_policy_version(PolicyArn=policy, VersionId=oldest["VersionId"])
        changed = document(f"kms:Describe{number}")
        made = iam.create_policy_version(PolicyArn=policy, PolicyDocument=changed, SetAsDefault=False)["PolicyVersion"]
        assert (made["VersionId"], made["IsDefaultVersion"]) == (f"v{number}", False)
        assert "Document" not in made
        iam.set_default_policy_version(PolicyArn=policy, VersionId=made["VersionId"])
        default = iam.get_policy(PolicyArn=policy)["Policy"]["DefaultVersionId"]
        assert default == made["VersionId"]
        read = iam.get_policy_version(PolicyArn=policy, VersionId=default)["PolicyVersion"]
        assert read["Document"] == json.loads(changed)
    refused = refusal(iam.create_policy_version, PolicyArn=policy, PolicyDocument=document("kms:*"))
    assert refused[0] == "LimitExceeded" and refused[1].startswith("A managed policy can have up to 5 versions.")
    refused = refusal(iam.delete_policy_version, PolicyArn=policy, VersionId="v7")
    assert refused == ("DeleteConflict", "Cannot delete the default version of a policy.")
    refused = refusal(iam.delete_policy, PolicyArn=policy)
    assert refused[0] == "DeleteConflict" and refused[1].startswith("This policy has more than one version.")
    for version in iam.list_policy_versions(PolicyArn=policy)["Versions"]:
        if not version["IsDefaultVersion"]:
            iam.delete_policy_version(PolicyArn=policy, VersionId=version["VersionId"])
    iam.delete_policy(PolicyArn=policy)


def test_unknown_versions_and_arns_are_refused(iam, policy):
    text = f"Policy {policy} version v9 does not exist or is not attachable."
    assert refusal(iam.get_policy_version, PolicyArn=policy, VersionId="v9") == ("NoSuchEntity", text)
    assert refusal(iam.set_default_policy_version, PolicyArn=policy, VersionId="v9") == ("NoSuchEntity", text)
    code, text = refusal(iam.get_policy, PolicyArn="arn:aws:s3:::bucket/and/key")
    assert (code, text) == ("InvalidInput", "ARN arn:aws:s3:::bucket/and/key is not valid.")
    code, text = refusal(iam.get_policy_version, PolicyArn=policy, VersionId="1")
    assert code == "ValidationError" and "v[1-9][0-9]*" in text


def test_policies_are_tagged(iam, policy):
    iam.tag_policy(PolicyArn=policy, Tags=[{"Key": "b", "Value": "1"}, {"Key": "a", "Value": ""}])
    iam.tag_policy(PolicyArn=policy, Tags=[{"Key": "B", "Value": "2"}])
    pages = iam.get_paginator("list_policy_tags").paginate(PolicyArn=policy, PaginationConfig={"PageSize": 1})
    assert [tag for page in pages for tag in page["Tags"]] == [{"Key": "a", "Value": ""}, {"Key": "B", "Value": "2"}]
    iam.untag_policy(PolicyArn=policy, TagKeys=["b"])
    assert iam.get_policy(PolicyArn=policy)["Policy"]["Tags"] == [{"Key": "a", "Value": ""}]
    twice = [{"Key": "x", "Value": "1"}, {"Key": "X", "Value": "2"}]
    text = "Duplicate tag keys found. Please note that Tag keys are case insensitive."
    assert refusal(iam.tag_policy, PolicyArn=policy, Tags=twice) == ("InvalidInput", text)


def test_policies_are_listed_page_by_page(iam):
    path = f"/{name()}/"
    made = {iam.create_policy(PolicyName=name(), Path=path, PolicyDocument=document("kms:*"))["Policy"]["Arn"] for _ in range(5)}
    pages = iam.get_paginator("list_policies").paginate(Scope="Local", PathPrefix=path, PaginationConfig={"PageSize": 2})
    pages = list(pages)
    assert [len(page["Policies"]) for page in pages] == [2, 2, 1]
    listed = [policy for page in pages for policy in page["Policies"]]
    assert {policy["Arn"] for policy in listed} == made
    assert all("Tags" not in policy and "Description" not in policy for policy in listed)
    assert iam.list_policies(Scope="Local", PathPrefix=path, OnlyAttached=True)["Policies"] == []
    assert iam.list_policies(PathPrefix=path, PolicyUsageFilter="PermissionsBoundary")["Policies"] == []
    code, _ = refusal(iam.list_policies, Marker="nonsense")
    assert code == "ValidationError"


def test_the_policies_of_aws_are_there_and_stay_as_they_are(iam):
    listed = iam.list_policies(Scope="AWS")["Policies"]
    assert {policy["PolicyName"] for policy in listed} >= {"AdministratorAccess", "ReadOnlyAccess", "IAMFullAccess"}
    got = iam.get_policy(PolicyArn=AWS_MANAGED)["Policy"]
    version = iam.get_policy_version(PolicyArn=AWS_MANAGED, VersionId=got["DefaultVersionId"])["PolicyVersion"]
    assert "secretsmanager:*" in version["Document"]["Statement"][0]["Action"]
    code, text = refusal(iam.delete_policy, PolicyArn=AWS_MANAGED)
    assert code == "AccessDenied"
    assert text == f"User: arn:aws:iam::{ACCOUNT}:root is not authorized to perform: iam:DeletePolicy on resource: {AWS_MANAGED}"
    assert refusal(iam.tag_policy, PolicyArn=AWS_MANAGED, Tags=[{"Key": "a", "Value": "b"}])[0] == "AccessDenied"


def test_what_was_asked_and_made_is_recorded(server, iam):
    made = iam.create_policy(PolicyName=name(), PolicyDocument=document("kms:*"), Tags=[{"Key": "a", "Value": "b"}])
    arn = made["Policy"]["Arn"]
    (record,) = journal.of_request(server.data, made["ResponseMetadata"]["RequestId"])
    assert (record["eventSource"], record["eventName"], record["readOnly"]) == ("iam.amazonaws.com", "CreatePolicy", False)
    assert record["requestParameters"] == {
        "policyName": made["Policy"]["PolicyName"],
        "policyDocument": document("kms:*"),
        "tags": [{"key": "a", "value": "b"}],
    }
    policy = {"arn": arn, "policyId": made["Policy"]["PolicyId"], "defaultVersionId": "v1"}
    assert record["responseElements"] == {"policy": policy}
    read = iam.get_policy(PolicyArn=arn)
    (record,) = journal.of_request(server.data, read["ResponseMetadata"]["RequestId"])
    assert (record["eventName"], record["readOnly"]) == ("GetPolicy", True)
    assert (record["requestParameters"], record["responseElements"]) == ({"policyArn": arn}, None)


# --- Attaching -------------------------------------------------------------------------------------------------------


def test_access_changes_at_once(server, iam, policy, user):
    secret = server.client().create_secret(Name=fresh_name(), SecretString="v", ClientRequestToken=token())["ARN"]
    theirs = secrets_of(server, iam, user)
    denied = (
        "AccessDeniedException",
        f"User: arn:aws:iam::{ACCOUNT}:user/{user} is not authorized to perform: secretsmanager:GetSecretValue on "
        f"resource: {secret} because no identity-based policy allows the secretsmanager:GetSecretValue action",
    )
    assert refusal(theirs.get_secret_value, SecretId=secret) == denied
    iam.attach_user_policy(UserName=user, PolicyArn=policy)
    assert theirs.get_secret_value(SecretId=secret)["SecretString"] == "v"
    iam.create_policy_version(
        PolicyArn=policy, PolicyDocument=document("secretsmanager:*", effect="Deny"), SetAsDefault=True
    )
    code, text = refusal(theirs.get_secret_value, SecretId=secret)
    assert (code, text.partition(secret)[2]) == (denied[0], " with an explicit deny in an identity-based policy")
    iam.set_default_policy_version(PolicyArn=policy, VersionId="v1")
    assert theirs.get_secret_value(SecretId=secret)["SecretString"] == "v"
    iam.detach_user_policy(UserName=user, PolicyArn=policy)
    assert refusal(theirs.get_secret_value, SecretId=secret) == denied
    iam.attach_user_policy(UserName=user, PolicyArn=AWS_MANAGED)
    assert theirs.get_secret_value(SecretId=secret)["SecretString"] == "v"


def test_terraform_attaches_and_detaches(iam, policy, user, role):
    """What `aws_iam_user_policy_attachment`, `aws_iam_role_policy_attachment` and `aws_iam_policy_attachment` call."""
    for _ in range(2):
        iam.attach_user_policy(UserName=user, PolicyArn=policy)
        iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    expected = [{"PolicyName": policy.rsplit("/")[-1], "PolicyArn": policy}]
    pages = iam.get_paginator("list_attached_user_policies").paginate(UserName=user)
    assert [attached for page in pages for attached in page["AttachedPolicies"]] == expected
    pages = iam.get_paginator("list_attached_role_policies").paginate(RoleName=role)
    assert [attached for page in pages for attached in page["AttachedPolicies"]] == expected
    entities = iam.list_entities_for_policy(PolicyArn=policy)
    assert [user_["UserName"] for user_ in entities["PolicyUsers"]] == [user]
    assert [role_["RoleName"] for role_ in entities["PolicyRoles"]] == [role]
    assert entities["PolicyGroups"] == [] and entities["IsTruncated"] is False
    assert iam.list_entities_for_policy(PolicyArn=policy, EntityFilter="Role")["PolicyUsers"] == []
    assert iam.get_policy(PolicyArn=policy)["Policy"]["AttachmentCount"] == 2
    refused = refusal(iam.delete_policy, PolicyArn=policy)
    assert refused == ("DeleteConflict", "Cannot delete a policy attached to entities.")
    refused = refusal(iam.delete_role, RoleName=role)
    assert refused == ("DeleteConflict", "Cannot delete entity, must detach all policies first.")
    iam.detach_user_policy(UserName=user, PolicyArn=policy)
    iam.detach_role_policy(RoleName=role, PolicyArn=policy)
    refused = refusal(iam.detach_role_policy, RoleName=role, PolicyArn=policy)
    assert refused == ("NoSuchEntity", f"Policy {policy} was not found.")
    assert iam.list_entities_for_policy(PolicyArn=policy)["PolicyRoles"] == []
    iam.delete_policy(PolicyArn=policy)


def test_terraform_makes_and_removes_a_role_with_policies(iam, policy):
    """What `aws_iam_role` calls, `force_detach_policies` set."""
    role = name()
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust())
    iam.get_role(RoleName=role)
    assert iam.list_role_policies(RoleName=role)["PolicyNames"] == []
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    assert len(iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]) == 1
    assert iam.list_instance_profiles_for_role(RoleName=role)["InstanceProfiles"] == []
    for attached in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=role, PolicyArn=attached["PolicyArn"])
    iam.delete_role(RoleName=role)
    assert iam.get_policy(PolicyArn=policy)["Policy"]["AttachmentCount"] == 0


def test_ten_policies_are_attached_and_no_more(iam, role):
    for _ in range(10):
        arn = iam.create_policy(PolicyName=name(), PolicyDocument=document("kms:*"))["Policy"]["Arn"]
        iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    refused = refusal(iam.attach_role_policy, RoleName=role, PolicyArn=AWS_MANAGED)
    assert refused == ("LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10")
    pages = list(
        iam.get_paginator("list_attached_role_policies").paginate(RoleName=role, PaginationConfig={"PageSize": 4})
    )
    assert [len(page["AttachedPolicies"]) for page in pages] == [4, 4, 2]


def test_what_is_not_there_is_not_attached(iam, policy, user):
    missing = f"arn:aws:iam::{ACCOUNT}:policy/none-such"
    text = f"Policy {missing} does not exist or is not attachable."
    assert refusal(iam.attach_user_policy, UserName=user, PolicyArn=missing) == ("NoSuchEntity", text)
    refused = refusal(iam.attach_user_policy, UserName="nobody", PolicyArn=policy)
    assert refused == ("NoSuchEntity", "The user with name nobody cannot be found.")
    refused = refusal(iam.attach_role_policy, RoleName="nobody", PolicyArn=policy)
    assert refused == ("NoSuchEntity", "The role with name nobody cannot be found.")


def test_whoever_may_attach_only_one_policy_attaches_only_that(server, iam, policy, user):
    """The condition key `iam:PolicyARN`, by which teams let others hand out some rights and not all."""
    statement = {
        "Effect": "Allow",
        "Action": ["iam:AttachUserPolicy", "iam:DetachUserPolicy"],
        "Resource": "*",
        "Condition": {"ArnEquals": {"iam:PolicyARN": policy}},
    }
    delegating = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    delegation = iam.create_policy(PolicyName=name(), PolicyDocument=delegating)["Policy"]["Arn"]
    iam.attach_user_policy(UserName=user, PolicyArn=delegation)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    session = boto3.session.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name=REGION)
    theirs = session.client("iam", endpoint_url=server.endpoint)
    theirs.attach_user_policy(UserName=user, PolicyArn=policy)
    code, text = refusal(
        theirs.attach_user_policy, UserName=user, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess"
    )
    me = f"arn:aws:iam::{ACCOUNT}:user/{user}"
    assert code == "AccessDenied"
    assert text == (
        f"User: {me} is not authorized to perform: iam:AttachUserPolicy on resource: {me} because no identity-based "
        "policy allows the iam:AttachUserPolicy action"
    )


# --- OpenID Connect providers ----------------------------------------------------------------------------------------


def test_terraform_keeps_a_provider(iam):
    """What `aws_iam_openid_connect_provider` calls, from its making to its end."""
    url = f"https://oidc.example.com/id/{name()}"
    made = iam.create_open_id_connect_provider(
        Url=url,
        ClientIDList=["sts.amazonaws.com"],
        ThumbprintList=["9E99A48A9960B14926BB7F3B02E22DA2B0AB7280"],
        Tags=[{"Key": "a", "Value": "b"}],
    )
    arn = made["OpenIDConnectProviderArn"]
    assert arn == f"arn:aws:iam::{ACCOUNT}:oidc-provider/{url.removeprefix('https://')}"
    assert made["Tags"] == [{"Key": "a", "Value": "b"}]
    got = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert got["Url"] == url.removeprefix("https://")
    assert got["ClientIDList"] == ["sts.amazonaws.com"]
    assert got["ThumbprintList"] == ["9E99A48A9960B14926BB7F3B02E22DA2B0AB7280"]
    assert abs(got["CreateDate"].timestamp() - time.time()) < 40 * 86_400
    refused = refusal(iam.create_open_id_connect_provider, Url=url)
    assert refused == ("EntityAlreadyExists", f"Provider with url {url} already exists.")
    assert {"Arn": arn} in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    for _ in range(2):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="another")
        iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="sts.amazonaws.com")
    iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=arn, ThumbprintList=["a" * 40])
    iam.tag_open_id_connect_provider(OpenIDConnectProviderArn=arn, Tags=[{"Key": "c", "Value": "d"}])
    iam.untag_open_id_connect_provider(OpenIDConnectProviderArn=arn, TagKeys=["a"])
    got = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert (got["ClientIDList"], got["ThumbprintList"]) == (["another"], ["a" * 40])
    tags = iam.list_open_id_connect_provider_tags(OpenIDConnectProviderArn=arn)
    assert (tags["Tags"], tags["IsTruncated"]) == ([{"Key": "c", "Value": "d"}], False)
    for _ in range(2):
        iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    refused = refusal(iam.get_open_id_connect_provider, OpenIDConnectProviderArn=arn)
    assert refused == ("NoSuchEntity", f"OpenIDConnect Provider not found for arn {arn}")


def test_a_provider_of_ones_own_may_have_a_port(iam):
    url = f"https://keycloak.internal:8443/realms/{name()}"
    arn = iam.create_open_id_connect_provider(Url=url)["OpenIDConnectProviderArn"]
    got = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert (got["Url"], got["ClientIDList"], got["ThumbprintList"]) == (url.removeprefix("https://"), [], [])
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)


def test_urls_of_no_issuer_are_refused(iam):
    for url in ("http://example.com", "example.com", "https://example.com?x=1", "https://a@example.com"):
        refused = refusal(iam.create_open_id_connect_provider, Url=url)
        assert refused == ("ValidationError", "Invalid Open ID Connect Provider URL")
    refused = refusal(iam.create_open_id_connect_provider, Url="https://x.com", ThumbprintList=["a" * 40] * 6)
    assert refused == ("InvalidInput", "Thumbprint list must contain fewer than 5 entries.")
    many = [str(number) for number in range(101)]
    refused = refusal(iam.create_open_id_connect_provider, Url="https://x.com", ClientIDList=many)
    assert refused == ("LimitExceeded", "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100")
