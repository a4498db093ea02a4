"""An account with one of each thing in it, and all that its root sees there."""

import base64
import json
import secrets
import uuid

from issuer import encoded

KEY_ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def identity_policy(mark, **more):
    """A policy whose statement is called `mark`. It takes nothing from a client on the loopback interface."""
    return json.dumps({"Version": "2012-10-17", "Statement": {
        "Sid": mark, "Effect": "Deny", "Action": "secretsmanager:GetSecretValue", "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "true"}}} | more})


def resource_policy(mark):
    return identity_policy(mark, Principal="*")


def trust_policy(mark, account):
    """One by which an account says itself who of its own may assume the role."""
    return json.dumps({"Version": "2012-10-17", "Statement": {
        "Sid": mark, "Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole"}})


def furnish(client):
    """Makes one of each thing in the account of `client`; returns by what each may be asked for, and its ids.

    What the account says of its things bears a mark, which stands in none of their names: nobody can ask by it.
    """
    account = client("sts").get_caller_identity()["Account"]
    suffix, mark = secrets.token_hex(4), secrets.token_hex(16)
    things = {"account": account, "suffix": suffix, "mark": mark, "root": f"arn:aws:iam::{account}:root"}
    identities = of_iam(client("iam"), **things)
    keys = of_kms(client("kms"), **things)
    return things | identities | keys | of_secrets_manager(client("secretsmanager"), **things)


def of_iam(iam, account, suffix, mark, **_):
    said = {"Tags": [{"Key": "kept", "Value": mark}]}
    policy = iam.create_policy(
        PolicyName=f"policy-{suffix}", PolicyDocument=identity_policy(mark), Description=mark, **said)["Policy"]
    user = iam.create_user(UserName=f"user-{suffix}", **said)["User"]
    by_user = {"UserName": user["UserName"]}
    iam.put_user_policy(**by_user, PolicyName="own", PolicyDocument=identity_policy(mark))
    iam.attach_user_policy(**by_user, PolicyArn=policy["Arn"])
    role = iam.create_role(RoleName=f"role-{suffix}", AssumeRolePolicyDocument=trust_policy(mark, account),
                           Description=mark, **said)["Role"]
    by_role = {"RoleName": role["RoleName"]}
    iam.put_role_policy(**by_role, PolicyName="own", PolicyDocument=identity_policy(mark))
    iam.attach_role_policy(**by_role, PolicyArn=policy["Arn"])
    url = f"idp-{suffix}.example.com"
    provider = iam.create_open_id_connect_provider(Url=f"https://{url}", ClientIDList=[mark], **said)
    return {
        "user": user["UserName"], "user_arn": user["Arn"], "user_id": user["UserId"],
        "access_key": iam.create_access_key(**by_user)["AccessKey"]["AccessKeyId"],
        "role": role["RoleName"], "role_arn": role["Arn"], "role_id": role["RoleId"],
        "policy": policy["Arn"], "policy_name": policy["PolicyName"], "policy_id": policy["PolicyId"],
        "provider": provider["OpenIDConnectProviderArn"], "provider_url": url, "token": token(url),
    }


def token(provider_url):
    """A token that a provider could have issued, with a signature that it did not make."""
    claims = {"iss": f"https://{provider_url}", "sub": "s", "aud": "a", "iat": 0, "exp": 1}
    signed = [encoded(json.dumps(part).encode()) for part in ({"alg": "ES256", "kid": "k1"}, claims)]
    return ".".join([*signed, encoded(bytes(64))])


def of_kms(kms, root, suffix, mark, **_):
    key = kms.create_key(Description=mark, Tags=[{"TagKey": "kept", "TagValue": mark}])["KeyMetadata"]
    by_key, alias = {"KeyId": key["KeyId"]}, f"alias/{suffix}"
    kms.create_alias(AliasName=alias, TargetKeyId=key["KeyId"])
    grant = kms.create_grant(
        **by_key, Name=mark, GranteePrincipal=root, RetiringPrincipal=root, Operations=["Decrypt"])
    sealed = kms.encrypt(**by_key, Plaintext=mark)["CiphertextBlob"]
    return {
        "key": key["Arn"], "key_id": key["KeyId"], "grant": grant["GrantId"],
        "alias": alias, "alias_arn": key["Arn"].replace(f"key/{key['KeyId']}", alias),
        "plaintext": base64.b64encode(mark.encode()).decode(), "ciphertext": base64.b64encode(sealed).decode(),
    }


def of_secrets_manager(client, suffix, mark, **_):
    made = client.create_secret(
        Name=f"secret-{suffix}", SecretString=mark, Description=mark, Tags=[{"Key": "kept", "Value": mark}])
    client.put_resource_policy(SecretId=made["ARN"], ResourcePolicy=resource_policy(mark))
    return {"secret": made["ARN"], "secret_name": made["Name"], "secret_part": made["ARN"][:-7],
            "version": made["VersionId"]}


def altered(things):
    """The same names, so altered that nothing bears them."""
    key = uuid.uuid4()
    swaps = {
        things["suffix"]: secrets.token_hex(4), things["grant"]: secrets.token_hex(32), things["key_id"]: str(key),
        things["access_key"]: "AKIA" + "".join(secrets.choice(KEY_ID_CHARACTERS) for _ in range(16)),
    }

    def swapped(text):
        for name, other in swaps.items():
            text = text.replace(name, other)
        return text

    found = {name: swapped(value) for name, value in things.items()}
    # A ciphertext names the key that made it.
    sealed = base64.b64decode(things["ciphertext"]).replace(uuid.UUID(things["key_id"]).bytes, key.bytes)
    return found | {"ciphertext": base64.b64encode(sealed).decode(), "token": token(found["provider_url"])}


def inventory(client):
    """All that the root of an account sees in it, but for when something was last used."""
    return [*secrets_seen(client("secretsmanager")), *keys_seen(client("kms")), *identities_seen(client("iam"))]


def seen(operation, **members):
    answer = operation(**members)
    return {name: value for name, value in answer.items() if name not in ("ResponseMetadata", "LastAccessedDate")}


def secrets_seen(client):
    for secret in client.list_secrets(IncludePlannedDeletion=True)["SecretList"]:
        for operation in (client.describe_secret, client.get_resource_policy, client.get_secret_value):
            yield seen(operation, SecretId=secret["ARN"])


def keys_seen(kms):
    yield seen(kms.list_aliases)
    for key in kms.list_keys()["Keys"]:
        for operation in (kms.describe_key, kms.get_key_policy, kms.get_key_rotation_status, kms.list_grants,
                          kms.list_key_rotations, kms.list_resource_tags):
            yield seen(operation, KeyId=key["KeyId"])


def identities_seen(iam):
    for user in iam.list_users()["Users"]:
        by_user = {"UserName": user["UserName"]}
        for operation in (iam.get_user, iam.list_access_keys, iam.list_attached_user_policies):
            yield seen(operation, **by_user)
        for name in iam.list_user_policies(**by_user)["PolicyNames"]:
            yield seen(iam.get_user_policy, **by_user, PolicyName=name)
    for role in iam.list_roles()["Roles"]:
        by_role = {"RoleName": role["RoleName"]}
        for operation in (iam.get_role, iam.list_attached_role_policies):
            yield seen(operation, **by_role)
        for name in iam.list_role_policies(**by_role)["PolicyNames"]:
            yield seen(iam.get_role_policy, **by_role, PolicyName=name)
    for policy in iam.list_policies(Scope="Local")["Policies"]:
        by_policy = {"PolicyArn": policy["Arn"]}
        yield seen(iam.get_policy, **by_policy)
        for version in iam.list_policy_versions(**by_policy)["Versions"]:
            yield seen(iam.get_policy_version, **by_policy, VersionId=version["VersionId"])
    for provider in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]:
        yield seen(iam.get_open_id_connect_provider, OpenIDConnectProviderArn=provider["Arn"])
