"""A well-formed request for every operation of every service, and what strangers to its things are answered.

In requests and answers, `$name` is a thing of the account that is asked about and `$own_name` the stranger's own one of
that kind (both as `estate.furnish` calls them). Answers also know `$caller`, the `$action` that was missing, and `$on`,
which names the resource that it was missing on.
"""

import uuid

from estate import identity_policy, resource_policy, trust_policy

# The sentence of a denial, and which side it is that does not allow the call.
_NOT_AUTHORIZED = "User: $caller is not authorized to perform: $action$on"
NOT_ALLOWED = _NOT_AUTHORIZED + " because no identity-based policy allows the $action action"
NOT_SHARED = _NOT_AUTHORIZED + " because no resource-based policy allows the $action action"


def answered(text):
    """The answer of a call that is carried out: a part of it, which is the caller's own."""
    return None, text


class Row:
    """A request, and what is answered to whom."""

    def __init__(self, on, abroad, *, action=None, home=None, root=None, own=None, undone_by=None, **members):
        """`on` is what the permission is asked for, and `action` which, unless it has the operation's own name.

        Another account is answered `abroad`, and its root `root` where that differs; a user of the same account who has
        no policy is denied, or answered `home`. In the `own` members another account names what is its own, since the
        call would not come to the other members else. What a call makes there is `undone_by` another operation.
        """
        self.on, self.action, self.members = on, action, members
        self.home, self.abroad, self.root = home, abroad, root or abroad
        self.own, self.undone_by = own or {}, undone_by

    def of(self, service, operation):
        """Says of which operation it is; returns the row."""
        self.service, self.operation = service, operation
        self.permission = f"{service}:{self.action or operation}"
        return self

    def __str__(self):
        return f"{self.service}-{self.operation}"


# Secrets Manager, and Strongroom's own service

CLOSED = ("AccessDeniedException", NOT_SHARED)
NO_SECRET = ("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
NO_USE_OF_KMS = ("AccessDeniedException", "Access to KMS is not allowed")

RESOURCE_POLICY = resource_policy("$own_mark")
TOKEN = {"ClientRequestToken": str(uuid.uuid4())}


def on_secret(**members):
    return Row("$secret", CLOSED, **{"SecretId": "$secret"} | members)


SECRETS_MANAGER = {
    "BatchGetSecretValue": Row("*", answered('"SecretValues":[]'), SecretIdList=["$secret"]),
    "CreateSecret": Row("new", NO_USE_OF_KMS, Name="new", KmsKeyId="$key"),
    "DeleteResourcePolicy": on_secret(),
    "DeleteSecret": on_secret(),
    "DescribeSecret": on_secret(),
    "GetRandomPassword": Row("*", answered("RandomPassword")),
    "GetResourcePolicy": on_secret(),
    "GetSecretValue": on_secret(),
    "ListResourcePolicies": on_secret(),
    "ListSecretVersionIds": on_secret(),
    "ListSecrets": Row("*", answered("$own_secret")),
    "PutResourcePolicy": on_secret(ResourcePolicy=RESOURCE_POLICY),
    "PutSecretValue": on_secret(SecretString="x", **TOKEN),
    "RestoreSecret": on_secret(),
    "TagResource": on_secret(Tags=[{"Key": "a", "Value": "b"}]),
    "UntagResource": on_secret(TagKeys=["kept"]),
    "UpdateSecret": on_secret(Description="x"),
    "UpdateSecretVersionStage": on_secret(VersionStage="x", MoveToVersionId="$version"),
    "ValidateResourcePolicy": on_secret(action="PutResourcePolicy", ResourcePolicy=RESOURCE_POLICY),
}

NO_PRINCIPAL = ("ResourceNotFoundException", "Strongroom can't find the principal $user_arn.")

STRONGROOM = {
    "ExplainAccess": Row("*", NO_PRINCIPAL, PrincipalArn="$user_arn", Action="kms:Decrypt"),
    "ListAccess": Row("*", NO_SECRET, action="ExplainAccess", SecretId="$secret"),
}

# KMS

# Source: KMS API reference, "Cross-account use" of each operation: most reach the keys of the caller's account alone.
OUT_OF_REACH = ("AccessDeniedException", "Key `$key` is another account's.")
HIDDEN = ("AccessDeniedException", "The ciphertext refers to a customer master key that does not exist, does not exist "
                                   "in this region, or you are not allowed to access.")
NO_ALIAS = ("NotFoundException", "Alias arn:aws:kms:us-east-1:$own_account:$alias is not found.")


def on_key(abroad=OUT_OF_REACH, **members):
    return Row("$key", abroad, **{"KeyId": "$key"} | members)


KMS = {
    "CancelKeyDeletion": on_key(),
    "CreateAlias": Row("$alias_arn", OUT_OF_REACH, AliasName="$alias", TargetKeyId="$key"),
    "CreateGrant": on_key(CLOSED, GranteePrincipal="$own_root", Operations=["Decrypt"]),
    "CreateKey": Row("*", answered("arn:aws:kms:us-east-1:$own_account:key/")),
    "Decrypt": Row("$key", HIDDEN, CiphertextBlob="$ciphertext"),
    "DeleteAlias": Row("$alias_arn", NO_ALIAS, AliasName="$alias"),
    "DescribeKey": on_key(CLOSED),
    "DisableKey": on_key(),
    "DisableKeyRotation": on_key(),
    "EnableKey": on_key(),
    "EnableKeyRotation": on_key(),
    "Encrypt": on_key(CLOSED, Plaintext="eA=="),
    "GenerateDataKey": on_key(CLOSED, KeySpec="AES_256"),
    "GenerateDataKeyWithoutPlaintext": on_key(CLOSED, KeySpec="AES_256"),
    "GenerateRandom": Row("*", answered("Plaintext"), NumberOfBytes=16),
    "GetKeyPolicy": on_key(),
    "GetKeyRotationStatus": on_key(CLOSED),
    "ListAliases": Row("*", answered("$own_alias_arn")),
    "ListGrants": on_key(CLOSED),
    "ListKeyPolicies": on_key(),
    "ListKeyRotations": on_key(),
    "ListKeys": Row("*", answered("$own_key")),
    "ListResourceTags": on_key(),
    "ListRetirableGrants": Row("*", answered('"Grants":[]'), RetiringPrincipal="$root"),
    "PutKeyPolicy": on_key(Policy=RESOURCE_POLICY),
    "ReEncrypt": Row("$key", HIDDEN, action="ReEncryptFrom", own={"DestinationKeyId": "$own_key"},
                     CiphertextBlob="$ciphertext", DestinationKeyId="$key"),
    "RetireGrant": on_key(CLOSED, GrantId="$grant"),
    "RevokeGrant": on_key(CLOSED, GrantId="$grant"),
    "RotateKeyOnDemand": on_key(),
    "ScheduleKeyDeletion": on_key(),
    "TagResource": on_key(Tags=[{"TagKey": "a", "TagValue": "b"}]),
    "UntagResource": on_key(TagKeys=["kept"]),
    "UpdateAlias": Row("$alias_arn", OUT_OF_REACH, own={"AliasName": "$own_alias"}, AliasName="$alias",
                       TargetKeyId="$key"),
    "UpdateKeyDescription": on_key(Description="x"),
}

# IAM

NO_USER = ("NoSuchEntity", "The user with name $user cannot be found.")
NO_ROLE = ("NoSuchEntity", "The role with name $role cannot be found.")
NO_POLICY = ("NoSuchEntity", "Policy $policy was not found.")
NO_PROVIDER = ("NoSuchEntity", "OpenIDConnect Provider not found for arn $provider")
NO_ACCESS_KEY = ("NoSuchEntity", "The Access Key with id $access_key cannot be found.")
NOT_ATTACHABLE = ("NoSuchEntity", "Policy $policy does not exist or is not attachable.")

TAGS = {"Tags.member.1.Key": "a", "Tags.member.1.Value": "b"}
TAG_KEYS = {"TagKeys.member.1": "kept"}
INLINE, DOCUMENT = {"PolicyName": "own"}, {"PolicyDocument": identity_policy("$own_mark")}
POLICY, VERSION = {"PolicyArn": "$policy"}, {"VersionId": "v1"}
BOUNDARY, ACCESS_KEY = {"PermissionsBoundary": "$policy"}, {"AccessKeyId": "$access_key"}
TRUST = trust_policy("$own_mark", "$own_account")


def on_user(abroad=NO_USER, **members):
    """Users have names alone, by which no other account's are found: whatever else a request names is tried with a
    user of one's own.
    """
    return Row("$user_arn", abroad, own={} if abroad is NO_USER else {"UserName": "$own_user"},
               **{"UserName": "$user"} | members)


def on_role(abroad=NO_ROLE, **members):
    """As with users."""
    return Row("$role_arn", abroad, own={} if abroad is NO_ROLE else {"RoleName": "$own_role"},
               **{"RoleName": "$role"} | members)


def on_policy(**members):
    return Row("$policy", NO_POLICY, **POLICY | members)


def on_provider(abroad=NO_PROVIDER, **members):
    return Row("$provider", abroad, **{"OpenIDConnectProviderArn": "$provider"} | members)


IAM = {
    "AddClientIDToOpenIDConnectProvider": on_provider(ClientID="c"),
    "AttachRolePolicy": on_role(NOT_ATTACHABLE, **POLICY),
    "AttachUserPolicy": on_user(NOT_ATTACHABLE, **POLICY),
    "CreateAccessKey": on_user(),
    # Another account may use the same names, and does not learn by that which there are.
    "CreateOpenIDConnectProvider": Row(
        "$provider", answered("arn:aws:iam::$own_account:oidc-provider/$provider_url"),
        undone_by="DeleteOpenIDConnectProvider", Url="https://$provider_url"),
    "CreatePolicy": Row(
        "$policy", answered("arn:aws:iam::$own_account:policy/$policy_name"), undone_by="DeletePolicy",
        PolicyName="$policy_name", **DOCUMENT),
    "CreatePolicyVersion": on_policy(**DOCUMENT),
    "CreateRole": Row(
        "$role_arn", answered("arn:aws:iam::$own_account:role/$role"), undone_by="DeleteRole",
        RoleName="$role", AssumeRolePolicyDocument=TRUST),
    "CreateUser": Row(
        "$user_arn", answered("arn:aws:iam::$own_account:user/$user"), undone_by="DeleteUser", UserName="$user"),
    "DeleteAccessKey": on_user(NO_ACCESS_KEY, **ACCESS_KEY),
    "DeleteLoginProfile": on_user(),
    # Source: IAM API reference, `DeleteOpenIDConnectProvider`: it does not fail for a provider that does not exist.
    "DeleteOpenIDConnectProvider": on_provider(answered("DeleteOpenIDConnectProviderResponse")),
    "DeletePolicy": on_policy(),
    "DeletePolicyVersion": on_policy(**VERSION),
    "DeleteRole": on_role(),
    "DeleteRolePermissionsBoundary": on_role(),
    "DeleteRolePolicy": on_role(**INLINE),
    "DeleteUser": on_user(),
    "DeleteUserPermissionsBoundary": on_user(),
    "DeleteUserPolicy": on_user(**INLINE),
    "DetachRolePolicy": on_role(NO_POLICY, **POLICY),
    "DetachUserPolicy": on_user(NO_POLICY, **POLICY),
    "GetAccessKeyLastUsed": Row("$user_arn", NO_ACCESS_KEY, **ACCESS_KEY),
    "GetAccountSummary": Row("*", answered("<key>Policies</key><value>1</value>")),
    "GetLoginProfile": on_user(),
    "GetOpenIDConnectProvider": on_provider(),
    "GetPolicy": on_policy(),
    "GetPolicyVersion": on_policy(**VERSION),
    "GetRole": on_role(),
    "GetRolePolicy": on_role(**INLINE),
    "GetUser": on_user(),
    "GetUserPolicy": on_user(**INLINE),
    "ListAccessKeys": on_user(),
    "ListAttachedRolePolicies": on_role(),
    "ListAttachedUserPolicies": on_user(),
    "ListEntitiesForPolicy": on_policy(),
    "ListGroupsForUser": on_user(),
    "ListInstanceProfilesForRole": on_role(),
    "ListMFADevices": on_user(),
    "ListOpenIDConnectProviderTags": on_provider(),
    "ListOpenIDConnectProviders": Row("*", answered("$own_provider")),
    "ListPolicies": Row("*", answered("$own_policy"), Scope="Local"),
    "ListPolicyTags": on_policy(),
    "ListPolicyVersions": on_policy(),
    "ListRolePolicies": on_role(),
    "ListRoleTags": on_role(),
    "ListRoles": Row("*", answered("$own_role_arn")),
    "ListSSHPublicKeys": on_user(),
    "ListServiceSpecificCredentials": on_user(),
    "ListSigningCertificates": on_user(),
    "ListUserPolicies": on_user(),
    "ListUserTags": on_user(),
    "ListUsers": Row("*", answered("$own_user_arn")),
    "ListVirtualMFADevices": Row("*", answered("<VirtualMFADevices")),
    "PutRolePermissionsBoundary": on_role(NOT_ATTACHABLE, **BOUNDARY),
    "PutRolePolicy": on_role(**INLINE | DOCUMENT),
    "PutUserPermissionsBoundary": on_user(NOT_ATTACHABLE, **BOUNDARY),
    "PutUserPolicy": on_user(**INLINE | DOCUMENT),
    "RemoveClientIDFromOpenIDConnectProvider": on_provider(ClientID="c"),
    "SetDefaultPolicyVersion": on_policy(**VERSION),
    "TagOpenIDConnectProvider": on_provider(**TAGS),
    "TagPolicy": on_policy(**TAGS),
    "TagRole": on_role(**TAGS),
    "TagUser": on_user(**TAGS),
    "UntagOpenIDConnectProvider": on_provider(**TAG_KEYS),
    "UntagPolicy": on_policy(**TAG_KEYS),
    "UntagRole": on_role(**TAG_KEYS),
    "UntagUser": on_user(**TAG_KEYS),
    "UpdateAccessKey": on_user(NO_ACCESS_KEY, **ACCESS_KEY, Status="Inactive"),
    "UpdateAssumeRolePolicy": on_role(PolicyDocument=TRUST),
    "UpdateOpenIDConnectProviderThumbprint": on_provider(**{"ThumbprintList.member.1": "0" * 40}),
    "UpdateRole": on_role(),
    "UpdateRoleDescription": on_role(Description="x"),
    "UpdateUser": on_user(NewPath="/moved/"),
}

# STS

NOT_ASSUMED = ("AccessDenied", _NOT_AUTHORIZED)
NO_ROOT = ("AccessDenied", "Roles may not be assumed by root accounts.")
NOT_TRUSTED = ("InvalidIdentityToken", "No OpenIDConnect provider found in your account for https://$own_provider_url")
NO_TOKEN = ("InvalidIdentityToken", "The ID Token provided is not a valid JWT. (You may see this error if you sent an "
                                    "Access Token)")
WHO = answered("<Arn>$caller</Arn>")
CREDENTIALS = answered("<Credentials><AccessKeyId>ASIA")

STS = {
    "AssumeRole": Row("$role_arn", NOT_ASSUMED, home=NOT_ASSUMED, root=NO_ROOT,
                      RoleArn="$role_arn", RoleSessionName="s1"),
    # It is the provider's signature that counts, and a provider counts in the accounts that trust it.
    "AssumeRoleWithWebIdentity": Row(
        "$role_arn", NOT_TRUSTED, home=NO_TOKEN, own={"WebIdentityToken": "$own_token"},
        RoleArn="$role_arn", RoleSessionName="s1", WebIdentityToken="none"),
    # Source: STS API reference, both operations, "Permissions": none is needed, not even another account's.
    "GetCallerIdentity": Row("*", WHO, home=WHO),
    "GetSessionToken": Row("*", CREDENTIALS, home=CREDENTIALS),
}

TABLES = {"iam": IAM, "kms": KMS, "secretsmanager": SECRETS_MANAGER, "strongroom": STRONGROOM, "sts": STS}
ROWS = {service: {operation: row.of(service, operation) for operation, row in rows.items()}
        for service, rows in TABLES.items()}

# Other ways to what is another account's: by a name that is one's own there, by part of an ARN, through a call about
# something of one's own.
NO_KEY = ("NotFoundException", "Key 'arn:aws:kms:us-east-1:$own_account:key/$key_id' does not exist")
NOT_THE_KEY = ("IncorrectKeyException",
               "The key ID in the request does not identify a CMK that can perform this operation.")
NO_SESSION_POLICY = ("ValidationError", NOT_ATTACHABLE[1])

OTHER_WAYS = [
    Row("$user_arn", NOT_ATTACHABLE, UserName="new", **BOUNDARY).of("iam", "CreateUser"),
    on_key(CLOSED, CiphertextBlob="$ciphertext").of("kms", "Decrypt"),
    Row("$own_key", NOT_THE_KEY, KeyId="$own_key", CiphertextBlob="$ciphertext").of("kms", "Decrypt"),
    Row("$alias", NO_ALIAS, KeyId="$alias").of("kms", "DescribeKey"),
    Row("$alias_arn", CLOSED, KeyId="$alias_arn").of("kms", "DescribeKey"),
    Row("$alias_arn", CLOSED, KeyId="$alias_arn", Plaintext="eA==").of("kms", "Encrypt"),
    Row("$key_id", NO_KEY, KeyId="$key_id").of("kms", "GetKeyPolicy"),
    on_key().of("kms", "ListAliases"),
    Row("$key", CLOSED, action="ReEncryptTo", CiphertextBlob="$own_ciphertext", DestinationKeyId="$key").of(
        "kms", "ReEncrypt"),
    Row("*", answered("$own_root"), RetiringPrincipal="$own_root").of("kms", "ListRetirableGrants"),
    Row("*", answered('"SecretValues":[]'), SecretIdList=["$secret_part"]).of("secretsmanager", "BatchGetSecretValue"),
    Row("new", NO_USE_OF_KMS, Name="new", KmsKeyId="$alias_arn").of("secretsmanager", "CreateSecret"),
    Row("$secret_name", NO_SECRET, SecretId="$secret_name").of("secretsmanager", "DescribeSecret"),
    Row("$secret_part", CLOSED, SecretId="$secret_part").of("secretsmanager", "DescribeSecret"),
    Row("$secret_part", CLOSED, SecretId="$secret_part").of("secretsmanager", "GetSecretValue"),
    Row("$own_secret", NO_USE_OF_KMS, SecretId="$own_secret", KmsKeyId="$key").of("secretsmanager", "UpdateSecret"),
    Row("*", NO_SECRET, SecretId="$secret", Action="kms:Decrypt").of("strongroom", "ExplainAccess"),
    Row("$own_role_arn", NO_SESSION_POLICY, root=NO_ROOT, RoleArn="$own_role_arn", RoleSessionName="s1",
        **{"PolicyArns.member.1.arn": "$policy"}).of("sts", "AssumeRole"),
]
