"""Keys of KMS as boto3 and the AWS CLI use them: made, named, rotated, disabled, deleted, granted."""

import base64
import json

import boto3
import pytest
import raw
from expectations import fresh_name, refusal
from journal import events

ACCOUNT = "000000000000"
REGION = "us-east-1"


@pytest.fixture
def kms(server):
    """A boto3 client for KMS."""
    return server.client("kms")


def arn_of(key_id):
    return f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{key_id}"


def new_key(kms, **arguments):
    return kms.create_key(**arguments)["KeyMetadata"]["KeyId"]


def new_user(server, name=None):
    return server.client("iam").create_user(UserName=name or fresh_name("user").replace("/", "-"))["User"]


def as_user(server, name):
    """A client for KMS that signs as a user, with a key made for that."""
    iam = server.client("iam")
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return boto3.client(
        "kms", endpoint_url=iam.meta.endpoint_url, region_name=REGION,
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"],
    )


def again(server, user):
    """Deletes a user with its keys, and makes another one of the same name."""
    iam, name = server.client("iam"), user["UserName"]
    for key in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]:
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName=name)
    return new_user(server, name)


def governed_by(principal):
    """A key policy by which the account governs, and a principal may encrypt."""
    statement = lambda who, action: {"Effect": "Allow", "Principal": {"AWS": who}, "Action": action, "Resource": "*"}
    statements = [statement(ACCOUNT, "kms:*"), statement(principal, "kms:Encrypt")]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def test_a_days_work_with_the_cli(start_server):
    server = start_server()
    aws = lambda *arguments: server.cli("kms", *arguments)
    made = aws("create-key", "--description", "for the shop")["KeyMetadata"]
    key, arn = made["KeyId"], made["Arn"]
    assert arn == arn_of(key)
    assert (made["KeyState"], made["KeyManager"], made["KeySpec"], made["Origin"]) == (
        "Enabled", "CUSTOMER", "SYMMETRIC_DEFAULT", "AWS_KMS")
    assert aws("create-alias", "--alias-name", "alias/shop", "--target-key-id", key) is None

    plaintext = server.folder / "plaintext"
    plaintext.write_bytes(b"hunter2")
    encrypted = []
    for _ in range(3):
        sealed = aws("encrypt", "--key-id", "alias/shop", "--plaintext", f"fileb://{plaintext}",
                     "--encryption-context", "app=shop")
        assert sealed["KeyId"] == arn
        encrypted.append(base64.b64decode(sealed["CiphertextBlob"]))
        assert aws("rotate-key-on-demand", "--key-id", key)["KeyId"] == key
    materials = set()
    for number, ciphertext in enumerate(encrypted):
        blob = server.folder / f"ciphertext-{number}"
        blob.write_bytes(ciphertext)
        opened = aws("decrypt", "--ciphertext-blob", f"fileb://{blob}", "--encryption-context", "app=shop")
        assert base64.b64decode(opened["Plaintext"]) == b"hunter2"
        assert opened["KeyId"] == arn
        materials.add(opened["KeyMaterialId"])
    assert len(materials) == 3 and all(len(material) == 64 for material in materials)
    assert len(aws("list-key-rotations", "--key-id", key)["Rotations"]) == 3

    aws("disable-key", "--key-id", key)
    refused = aws("decrypt", "--ciphertext-blob", f"fileb://{server.folder / 'ciphertext-0'}",
                  "--encryption-context", "app=shop")
    assert refused.endswith(f"An error occurred (DisabledException) when calling the Decrypt operation: {arn} is disabled.")
    aws("enable-key", "--key-id", key)

    scheduled = aws("schedule-key-deletion", "--key-id", key, "--pending-window-in-days", "7")
    assert (scheduled["KeyId"], scheduled["KeyState"], scheduled["PendingWindowInDays"]) == (arn, "PendingDeletion", 7)
    refused = aws("encrypt", "--key-id", key, "--plaintext", f"fileb://{plaintext}")
    assert f"{arn} is pending deletion" in refused
    assert aws("cancel-key-deletion", "--key-id", key)["KeyId"] == arn
    assert aws("describe-key", "--key-id", key)["KeyMetadata"]["KeyState"] == "Disabled"

    aws("schedule-key-deletion", "--key-id", key, "--pending-window-in-days", "7")
    server.advance("6d")
    assert aws("describe-key", "--key-id", "alias/shop")["KeyMetadata"]["KeyState"] == "PendingDeletion"
    server.advance("1d")
    assert f"Key '{arn}' does not exist" in aws("describe-key", "--key-id", key)
    gone = f"Alias arn:aws:kms:{REGION}:{ACCOUNT}:alias/shop is not found."
    assert gone in aws("describe-key", "--key-id", "alias/shop")
    deleted = [event for event in events(server.data) if event["eventName"] == "DeleteKey"]
    assert [event["resources"][0]["ARN"] for event in deleted] == [arn]
    rotated = [event for event in events(server.data) if event["eventName"] == "RotateKey"]
    assert [event["eventType"] for event in rotated] == ["AwsServiceEvent"] * 3


def test_another_context_opens_nothing_and_tells_nothing(server, kms):
    key = new_key(kms)
    sealed = kms.encrypt(KeyId=key, Plaintext=b"x", EncryptionContext={"a": "1", "b": "2"})["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=sealed, EncryptionContext={"b": "2", "a": "1"})["Plaintext"] == b"x"
    for context in ({}, {"a": "1"}, {"a": "1", "b": "3"}, {"A": "1", "b": "2"}):
        code, message = refusal(kms.decrypt, CiphertextBlob=sealed, EncryptionContext=context)
        assert (code, message) == ("InvalidCiphertextException", "")
    body = {"CiphertextBlob": base64.b64encode(sealed).decode()}
    refused = raw.call(server, "TrentService.Decrypt", body, service="kms")
    assert refused == (400, {"__type": "InvalidCiphertextException"})


# What is in the model and not served: keys of other kinds, key stores, material from elsewhere.
NOT_SERVED = {
    "ConnectCustomKeyStore", "CreateCustomKeyStore", "Decapsulate", "DeleteCustomKeyStore",
    "DeleteImportedKeyMaterial", "DeriveSharedSecret", "DescribeCustomKeyStores", "DisconnectCustomKeyStore",
    "Encapsulate", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext", "GenerateMac", "GetKeyLastUsage",
    "GetParametersForImport", "GetPublicKey", "ImportKeyMaterial", "ReplicateKey", "Sign", "UpdateCustomKeyStore",
    "UpdatePrimaryRegion", "Verify", "VerifyMac",
}


def served(kms):
    return sorted(set(kms.meta.service_model.operation_names) - NOT_SERVED)


def test_every_operation_of_the_model_is_served_or_is_known_not_to_be(server, kms):
    for operation in served(kms):
        _, document = raw.call(server, f"TrentService.{operation}", {}, service="kms")
        assert (document or {}).get("__type") != "UnknownOperationException", operation
    for operation in NOT_SERVED & set(kms.meta.service_model.operation_names):
        status, document = raw.call(server, f"TrentService.{operation}", {}, service="kms")
        unknown = operation == "GetKeyLastUsage"
        expected = "UnknownOperationException" if unknown else "UnsupportedOperationException"
        assert (status, document["__type"]) == (400, expected), operation


@pytest.mark.parametrize("stranger, code", [
    ("unsigned", "MissingAuthenticationTokenException"), ("signed wrongly", "InvalidSignatureException"),
    ("of an unknown key", "UnrecognizedClientException"), ("for another service", "InvalidSignatureException"),
])
def test_no_operation_is_done_for_a_stranger(server, kms, stranger, code):
    key = new_key(kms)
    body = json.dumps({
        "KeyId": key, "AliasName": "alias/stranger", "TargetKeyId": key, "DestinationKeyId": key, "Plaintext": "YQ==",
        "CiphertextBlob": "YQ==", "NumberOfBytes": 16, "Policy": "{}", "GranteePrincipal": "x",
        "RetiringPrincipal": "x", "Operations": ["Decrypt"], "GrantId": "7", "Description": "d",
        "Tags": [{"TagKey": "k", "TagValue": "v"}], "TagKeys": ["k"],
    }).encode()
    signing = {"signed wrongly": {"key": (server.key_id, "x" * 40)},
               "of an unknown key": {"key": ("AKIASTRANGER00000000", "x" * 40)},
               "for another service": {"service": "secretsmanager"}}.get(stranger, {})
    for operation in served(kms):
        headers = raw.signed_headers(server, body, f"TrentService.{operation}", **({"service": "kms"} | signing))
        if stranger == "unsigned":
            del headers["Authorization"]
        status, _, answer = raw.send(server, body, headers)
        assert (status, json.loads(answer)["__type"]) == (400, code), operation
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["Enabled"] is True


def test_the_wrong_key_is_told_apart(kms):
    one, other = new_key(kms), new_key(kms)
    sealed = kms.encrypt(KeyId=one, Plaintext=b"x")["CiphertextBlob"]
    assert refusal(kms.decrypt, CiphertextBlob=sealed, KeyId=other) == (
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation.",
    )
    moved = kms.re_encrypt(CiphertextBlob=sealed, DestinationKeyId=other, DestinationEncryptionContext={"a": "b"})
    assert (moved["SourceKeyId"], moved["KeyId"]) == (arn_of(one), arn_of(other))
    opened = kms.decrypt(CiphertextBlob=moved["CiphertextBlob"], EncryptionContext={"a": "b"}, KeyId=other)
    assert opened["Plaintext"] == b"x"


@pytest.mark.parametrize("asked, length", [({"KeySpec": "AES_256"}, 32), ({"KeySpec": "AES_128"}, 16),
                                           ({"NumberOfBytes": 1024}, 1024)])
def test_data_keys(kms, asked, length):
    key = new_key(kms)
    made = kms.generate_data_key(KeyId=key, EncryptionContext={"a": "b"}, **asked)
    assert len(made["Plaintext"]) == length
    opened = kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext={"a": "b"})
    assert opened["Plaintext"] == made["Plaintext"]
    assert opened["KeyMaterialId"] == made["KeyMaterialId"]
    hidden = kms.generate_data_key_without_plaintext(KeyId=key, **asked)
    assert "Plaintext" not in hidden
    assert len(kms.decrypt(CiphertextBlob=hidden["CiphertextBlob"])["Plaintext"]) == length


def test_a_call_that_is_only_tried(kms):
    key = new_key(kms)
    code, _ = refusal(kms.generate_data_key, KeyId=key, KeySpec="AES_256", DryRun=True)
    assert code == "DryRunOperationException"
    kms.disable_key(KeyId=key)
    code, _ = refusal(kms.generate_data_key, KeyId=key, KeySpec="AES_256", DryRun=True)
    assert code == "DisabledException"


def test_names(kms):
    one, other = new_key(kms), new_key(kms)
    name = "alias/" + fresh_name("names")
    kms.create_alias(AliasName=name, TargetKeyId=one)
    assert refusal(kms.create_alias, AliasName=name, TargetKeyId=other) == (
        "AlreadyExistsException", f"An alias with the name arn:aws:kms:{REGION}:{ACCOUNT}:{name} already exists")
    kms.update_alias(AliasName=name, TargetKeyId=other)
    listed = kms.list_aliases(KeyId=other)["Aliases"]
    assert [(alias["AliasName"], alias["TargetKeyId"]) for alias in listed] == [(name, other)]
    assert kms.list_aliases(KeyId=one)["Aliases"] == []
    pages = kms.get_paginator("list_aliases").paginate(PaginationConfig={"PageSize": 1})
    assert name in [alias["AliasName"] for page in pages for alias in page["Aliases"]]
    kms.delete_alias(AliasName=name)
    assert refusal(kms.describe_key, KeyId=name)[0] == "NotFoundException"
    assert refusal(kms.create_alias, AliasName="alias/aws/x", TargetKeyId=one)[0] == "NotAuthorizedException"
    assert refusal(kms.delete_alias, AliasName="alias/aws/secretsmanager")[0] == "NotAuthorizedException"


def test_the_key_of_secrets_manager(kms):
    described = kms.describe_key(KeyId="alias/aws/secretsmanager")["KeyMetadata"]
    assert described["KeyManager"] == "AWS"
    key = described["KeyId"]
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is True
    policy = json.loads(kms.get_key_policy(KeyId=key)["Policy"])
    assert policy["Id"] == "auto-secretsmanager-2"
    for refused in (kms.schedule_key_deletion, kms.disable_key, kms.disable_key_rotation):
        assert refusal(refused, KeyId=key)[0] == "AccessDeniedException"
    assert refusal(kms.encrypt, KeyId=key, Plaintext=b"x")[0] == "AccessDeniedException"


def test_policies(kms):
    key = new_key(kms)
    policy = json.loads(kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"])
    assert policy["Id"] == "key-default-1"
    assert policy["Statement"][0]["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    assert kms.list_key_policies(KeyId=key)["PolicyNames"] == ["default"]
    policy["Statement"][0]["Principal"] = {"AWS": "arn:aws:iam::111122223333:root"}
    assert refusal(kms.put_key_policy, KeyId=key, PolicyName="default", Policy=json.dumps(policy)) == (
        "MalformedPolicyDocumentException",
        "The new key policy will not allow you to update the key policy in the future.",
    )
    text = json.dumps(policy)
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=text, BypassPolicyLockoutSafetyCheck=True)
    code, message = refusal(kms.encrypt, KeyId=key, Plaintext=b"x")
    assert (code, message) == (
        "AccessDeniedException",
        f"User: arn:aws:iam::{ACCOUNT}:root is not authorized to perform: kms:Encrypt on resource: {arn_of(key)} "
        "because no resource-based policy allows the kms:Encrypt action",
    )


def test_automatic_rotation(start_server):
    server = start_server()
    kms = server.client("kms")
    key = new_key(kms)
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is False
    before = kms.encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90)
    status = kms.get_key_rotation_status(KeyId=key)
    assert (status["KeyRotationEnabled"], status["RotationPeriodInDays"]) == (True, 90)
    material = kms.describe_key(KeyId=key)["KeyMetadata"]["CurrentKeyMaterialId"]
    server.advance("90d")
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["CurrentKeyMaterialId"] != material
    rotations = kms.list_key_rotations(KeyId=key, IncludeKeyMaterial="ALL_KEY_MATERIAL")["Rotations"]
    assert [entry.get("RotationType") for entry in rotations] == [None, "AUTOMATIC"]
    assert [entry["KeyMaterialState"] for entry in rotations] == ["NON_CURRENT", "CURRENT"]
    assert kms.decrypt(CiphertextBlob=before)["Plaintext"] == b"x"
    kms.disable_key_rotation(KeyId=key)
    server.advance("400d")
    assert len(kms.list_key_rotations(KeyId=key)["Rotations"]) == 1
    rotated = [event for event in events(server.data) if event["eventName"] == "RotateKey"]
    assert [event["resources"][0]["ARN"] for event in rotated] == [arn_of(key)]


def test_tags(kms):
    key = new_key(kms, Tags=[{"TagKey": "team", "TagValue": "red"}])
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": "stage", "TagValue": "test"}])
    tags = {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=key)["Tags"]}
    assert tags == {"team": "red", "stage": "test"}
    kms.untag_resource(KeyId=key, TagKeys=["team"])
    assert [tag["TagKey"] for tag in kms.list_resource_tags(KeyId=key)["Tags"]] == ["stage"]
    assert refusal(kms.tag_resource, KeyId=key, Tags=[{"TagKey": "aws:x", "TagValue": ""}])[0] == "TagException"
    kms.update_key_description(KeyId=key, Description="other")
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["Description"] == "other"


def test_grants(server, kms):
    key = new_key(kms)
    grantee = new_user(server)["Arn"]
    asked = {
        "KeyId": key, "GranteePrincipal": grantee, "Operations": ["Decrypt", "GenerateDataKey"], "Name": "app",
        "Constraints": {"EncryptionContextSubset": {"app": "shop"}},
    }
    made = kms.create_grant(**asked)
    assert len(made["GrantId"]) == 64
    assert kms.create_grant(**asked)["GrantId"] == made["GrantId"]
    (listed,) = kms.list_grants(KeyId=key)["Grants"]
    assert (listed["GrantId"], listed["GranteePrincipal"], listed["KeyId"]) == (made["GrantId"], grantee, arn_of(key))
    assert sorted(listed["Operations"]) == ["Decrypt", "GenerateDataKey"]
    assert listed["Constraints"] == {"EncryptionContextSubset": {"app": "shop"}}
    assert listed["IssuingAccount"] == f"arn:aws:iam::{ACCOUNT}:root"
    kms.retire_grant(GrantToken=made["GrantToken"])
    assert kms.list_grants(KeyId=key)["Grants"] == []
    assert refusal(kms.revoke_grant, KeyId=key, GrantId=made["GrantId"])[0] == "InvalidGrantIdException"
    retiring = new_user(server)["Arn"]
    made = kms.create_grant(KeyId=key, GranteePrincipal=grantee, RetiringPrincipal=retiring, Operations=["Encrypt"])
    assert [entry["GrantId"] for entry in kms.list_retirable_grants(RetiringPrincipal=retiring)["Grants"]] == [
        made["GrantId"]]
    kms.revoke_grant(KeyId=key, GrantId=made["GrantId"])


@pytest.mark.parametrize("kind", [{"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY"}, {"MultiRegion": True},
                                  {"Origin": "EXTERNAL"}, {"KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"}])
def test_kinds_of_keys_that_are_not_served(kms, kind):
    assert refusal(kms.create_key, **kind)[0] == "UnsupportedOperationException"


def test_keys_survive_a_sudden_end(start_server):
    server = start_server()
    kms = server.client("kms")
    key = new_key(kms)
    kms.create_alias(AliasName="alias/kept", TargetKeyId=key)
    sealed = kms.encrypt(KeyId="alias/kept", Plaintext=b"x")["CiphertextBlob"]
    kms.rotate_key_on_demand(KeyId=key)
    server.kill()
    kms = start_server().client("kms")
    assert kms.describe_key(KeyId="alias/kept")["KeyMetadata"]["KeyId"] == key
    assert kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == b"x"


def test_records_say_which_key_and_never_what(start_server):
    server = start_server()
    kms = server.client("kms")
    key = new_key(kms)
    canary = b"canary-2f1a9be04c7d48d6"
    sealed = kms.encrypt(KeyId=key, Plaintext=canary, EncryptionContext={"app": "shop"})["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=sealed, EncryptionContext={"app": "shop"})["Plaintext"] == canary
    kms.generate_data_key(KeyId=key, KeySpec="AES_256")
    kms.disable_key(KeyId=key)
    recorded = {event["eventName"]: event for event in events(server.data)}
    for name in ("CreateKey", "Encrypt", "Decrypt", "GenerateDataKey", "DisableKey"):
        event = recorded[name]
        assert event["eventSource"] == "kms.amazonaws.com"
        assert event["resources"] == [{"accountId": ACCOUNT, "type": "AWS::KMS::Key", "ARN": arn_of(key)}], name
        assert event["readOnly"] is (name not in ("CreateKey", "DisableKey")), name
    assert recorded["Decrypt"]["requestParameters"]["encryptionContext"] == {"app": "shop"}
    assert recorded["Decrypt"]["responseElements"] is None
    text = json.dumps(recorded)
    assert canary.decode() not in text and base64.b64encode(canary).decode() not in text


@pytest.mark.parametrize("principal", [
    f"arn:aws:iam::{ACCOUNT}:user/none", f"arn:aws:iam::{ACCOUNT}:role/none",
    f"arn:aws:sts::{ACCOUNT}:assumed-role/none/s", "AIDACKCEVSQ6C2EXAMPLE"])
def test_principals_that_do_not_exist_are_refused(kms, principal):
    invalid = ("MalformedPolicyDocumentException", "Policy contains a statement with one or more invalid principals.")
    assert refusal(kms.create_key, Policy=governed_by(principal)) == invalid
    key = new_key(kms)
    put = dict(KeyId=key, PolicyName="default", Policy=governed_by(principal))
    assert refusal(kms.put_key_policy, **put) == invalid
    assert refusal(kms.put_key_policy, **put, BypassPolicyLockoutSafetyCheck=True) == invalid
    nobody = ("InvalidArnException", f"ARN does not refer to a valid principal: {principal}")
    grant = dict(KeyId=key, Operations=["Encrypt"])
    assert refusal(kms.create_grant, **grant, GranteePrincipal=principal) == nobody
    retired = dict(GranteePrincipal=f"arn:aws:iam::{ACCOUNT}:root", RetiringPrincipal=principal)
    assert refusal(kms.create_grant, **grant, **retired) == nobody
    away = "arn:aws:iam::999988887777:user/anybody"
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=governed_by(away))
    kms.create_grant(**grant, GranteePrincipal=away)
    assert kms.get_key_policy(KeyId=key)["Policy"] == governed_by(away)


def test_cve_class_03_a_namesake_has_nothing_by_a_key_policy(server, kms):
    user = new_user(server)
    policy = governed_by(user["Arn"])
    key = new_key(kms, Policy=policy)
    assert as_user(server, user["UserName"]).encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
    assert kms.get_key_policy(KeyId=key)["Policy"] == policy
    namesake = again(server, user)
    assert namesake["Arn"] == user["Arn"]
    signed = as_user(server, user["UserName"])
    assert refusal(signed.encrypt, KeyId=key, Plaintext=b"x")[0] == "AccessDeniedException"
    shown = json.loads(kms.get_key_policy(KeyId=key)["Policy"])
    assert shown["Statement"][1]["Principal"] == {"AWS": user["UserId"]}
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
    assert signed.encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]


def test_cve_class_03_a_namesake_has_no_grant_of_an_earlier_one(server, kms):
    user, key = new_user(server), new_key(kms)
    grant = dict(KeyId=key, GranteePrincipal=user["Arn"], RetiringPrincipal=user["Arn"], Operations=["Encrypt"])
    made = kms.create_grant(**grant)
    assert as_user(server, user["UserName"]).encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
    again(server, user)
    signed = as_user(server, user["UserName"])
    assert refusal(signed.encrypt, KeyId=key, Plaintext=b"x")[0] == "AccessDeniedException"
    assert refusal(signed.retire_grant, GrantToken=made["GrantToken"])[0] == "AccessDeniedException"
    (listed,) = kms.list_grants(KeyId=key)["Grants"]
    assert (listed["GranteePrincipal"], listed["RetiringPrincipal"]) == (user["UserId"], user["UserId"])
    assert kms.list_grants(KeyId=key, GranteePrincipal=user["Arn"])["Grants"] == []
    assert kms.list_retirable_grants(RetiringPrincipal=user["Arn"])["Grants"] == []
    kms.create_grant(**grant)
    assert signed.encrypt(KeyId=key, Plaintext=b"x")["CiphertextBlob"]
    (anew,) = kms.list_grants(KeyId=key, GranteePrincipal=user["Arn"])["Grants"]
    assert anew["GranteePrincipal"] == user["Arn"]
