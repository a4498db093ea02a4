"""Sessions: of roles, on the word of an identity provider, and of users; who gets them, what they may, how they end."""

import json
import os
import time
import urllib.error
import urllib.request
from unittest import mock

import boto3
import botocore
import pytest
from authority import Authority
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec
from expectations import fresh_name
from issuer import Issuer, encoded
from journal import events, lines, of_request

ACCOUNT = "000000000000"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
AUDIENCE = "sts.amazonaws.com"
SUBJECT = "system:serviceaccount:shop:cart"
READING = {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue", "kms:Decrypt"], "Resource": "*"}
ASSUMING = {"Effect": "Allow", "Action": "sts:*", "Resource": "*"}
ALL_OF_STS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trusting(principal, actions=("sts:AssumeRole",), **more):
    return document({"Effect": "Allow", "Principal": principal, "Action": list(actions)} | more)


def make_role(server, trust, *statements, **more):
    """Makes a role with an inline policy; returns its name and its ARN."""
    iam, name = server.client("iam"), fresh_name("role").replace("/", "-")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, **more)["Role"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document(*statements))
    return name, role["Arn"]


def make_user(server, *statements):
    """Makes a user with a key; returns the name and the credentials."""
    iam, name = server.client("iam"), fresh_name("user").replace("/", "-")
    iam.create_user(UserName=name)
    if statements:
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=document(*statements))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return name, {"AccessKeyId": key["AccessKeyId"], "SecretAccessKey": key["SecretAccessKey"]}


def signing_as(server, credentials, service="secretsmanager", config=None):
    """A client that signs with these credentials."""
    with mock.patch.dict(os.environ, server.environment(), clear=True):
        return boto3.session.Session(
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials.get("SessionToken"),
        ).client(service, config=config)


def refused(call, **members):
    """The code, the text and the status of a refusal."""
    with pytest.raises(ClientError) as caught:
        call(**members)
    response = caught.value.response
    return (response["Error"]["Code"], response["Error"]["Message"], response["ResponseMetadata"]["HTTPStatusCode"])


def make_secret(server):
    name = fresh_name("sessions")
    server.client().create_secret(Name=name, SecretString="of the session")
    return name


@pytest.fixture(scope="module")
def app(server):
    """A user who may assume roles, a role that trusts the account, and a secret that the role may read."""
    role, arn = make_role(server, trusting({"AWS": ROOT}, ALL_OF_STS), READING, ASSUMING, MaxSessionDuration=7200)
    user, key = make_user(server, ASSUMING)
    return {"role": role, "arn": arn, "user": user, "key": key, "secret": make_secret(server)}


def assume(server, app, **more):
    sts = signing_as(server, app["key"], "sts")
    return sts.assume_role(**{"RoleArn": app["arn"], "RoleSessionName": "s1"} | more)


def test_a_user_assumes_a_role_and_has_its_rights(server, app):
    assert refused(signing_as(server, app["key"]).get_secret_value, SecretId=app["secret"])[0] == "AccessDeniedException"
    answer = assume(server, app)
    credentials, session = answer["Credentials"], answer["AssumedRoleUser"]
    assert credentials["AccessKeyId"].startswith("ASIA") and len(credentials["AccessKeyId"]) == 20
    assert len(credentials["SecretAccessKey"]) == 40 and len(credentials["SessionToken"]) < 4096
    assert session["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/{app['role']}/s1"
    assert session["AssumedRoleId"].startswith("AROA") and session["AssumedRoleId"].endswith(":s1")
    assert abs(credentials["Expiration"].timestamp() - time.time() - 3600) < 60
    read = signing_as(server, credentials).get_secret_value(SecretId=app["secret"])
    assert read["SecretString"] == "of the session"
    identity = signing_as(server, credentials, "sts").get_caller_identity()
    assert (identity["Arn"], identity["UserId"]) == (session["Arn"], session["AssumedRoleId"])
    denied = refused(signing_as(server, credentials).delete_secret, SecretId=app["secret"])
    assert denied[1].startswith(f"User: {session['Arn']} is not authorized to perform: secretsmanager:DeleteSecret")


def test_a_presigned_identity_carries_its_session(server, app):
    credentials = assume(server, app)["Credentials"]
    sts = signing_as(server, credentials, "sts")
    url = sts.generate_presigned_url("get_caller_identity", HttpMethod="GET")
    with urllib.request.urlopen(url) as answer:
        assert f"assumed-role/{app['role']}/s1".encode() in answer.read()
    without = url.replace("X-Amz-Security-Token=", "X-Amz-Security-Nothing=")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(without)
    assert caught.value.code == 403 and b"InvalidClientTokenId" in caught.value.read()


def test_cve_class_05_key_and_token_belong_together(server, app):
    one, other = assume(server, app)["Credentials"], assume(server, app)["Credentials"]
    token = one["SessionToken"]
    invalid = "The security token included in the request is invalid"
    wrong = {
        "another key's": one | {"SessionToken": other["SessionToken"]},
        "altered": one | {"SessionToken": token[:-1] + ("A" if token[-1] != "A" else "B")},
        "garbage": one | {"SessionToken": "garbage"},
        "lacking": {name: value for name, value in one.items() if name != "SessionToken"},
        "of a key that lives long": app["key"] | {"SessionToken": token},
    }
    for what, credentials in wrong.items():
        code, text, status = refused(signing_as(server, credentials).get_secret_value, SecretId=app["secret"])
        assert (code, text, status) == ("UnrecognizedClientException", invalid, 400), what
        code, text, status = refused(signing_as(server, credentials, "sts").get_caller_identity)
        assert (code, text, status) == ("InvalidClientTokenId", invalid, 403), what
    forged = one | {"SecretAccessKey": other["SecretAccessKey"]}
    assert refused(signing_as(server, forged).get_secret_value, SecretId=app["secret"])[0] == "InvalidSignatureException"


def test_what_may_not_be_assumed_is_denied_alike(server, app):
    sts = signing_as(server, app["key"], "sts")
    shut, shut_arn = make_role(server, trusting({"AWS": "999988887777"}))
    caller = f"arn:aws:iam::{ACCOUNT}:user/{app['user']}"
    for arn in (shut_arn, f"arn:aws:iam::{ACCOUNT}:role/none", "arn:aws:iam::999988887777:role/none"):
        text = f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}"
        assert refused(sts.assume_role, RoleArn=arn, RoleSessionName="s1") == ("AccessDenied", text, 403)
    root = server.client("sts")
    text = "Roles may not be assumed by root accounts."
    assert refused(root.assume_role, RoleArn=app["arn"], RoleSessionName="s1") == ("AccessDenied", text, 403)


def test_an_external_id_is_asked_for(server, app):
    condition = {"StringEquals": {"sts:ExternalId": "agreed"}}
    _, arn = make_role(server, trusting({"AWS": ROOT}, Condition=condition))
    assert assume(server, app, RoleArn=arn, ExternalId="agreed")["Credentials"]
    for members in ({}, {"ExternalId": "other"}):
        sts = signing_as(server, app["key"], "sts")
        assert refused(sts.assume_role, RoleArn=arn, RoleSessionName="s1", **members)[0] == "AccessDenied"


def test_session_policies_confine(server, app):
    nothing = document({"Effect": "Allow", "Action": "sts:*", "Resource": "*"})
    answer = assume(server, app, Policy=nothing)
    assert 0 < answer["PackedPolicySize"] < 100
    code, text, _ = refused(signing_as(server, answer["Credentials"]).get_secret_value, SecretId=app["secret"])
    assert code == "AccessDeniedException"
    assert text.endswith("because no session policy allows the secretsmanager:GetSecretValue action"), text
    reading = assume(server, app, Policy=document(READING))["Credentials"]
    assert signing_as(server, reading).get_secret_value(SecretId=app["secret"])
    sts = signing_as(server, app["key"], "sts")
    named = {"RoleArn": app["arn"], "RoleSessionName": "s1"}
    assert refused(sts.assume_role, **named, Policy="{")[::2] == ("MalformedPolicyDocument", 400)
    tags = [{"Key": f"key-{number}", "Value": "v" * 200} for number in range(50)]
    code, text, status = refused(sts.assume_role, **named, Tags=tags)
    assert (code, status) == ("PackedPolicyTooLarge", 400) and text.startswith("Packed policy consumes "), text


def test_durations_are_bounded(server, app):
    sts = signing_as(server, app["key"], "sts")
    named = {"RoleArn": app["arn"], "RoleSessionName": "s1"}
    assert assume(server, app, DurationSeconds=7200)["Credentials"]
    beyond_role = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    assert refused(sts.assume_role, **named, DurationSeconds=7201) == ("ValidationError", beyond_role, 400)
    unchecked = signing_as(server, app["key"], "sts", Config(parameter_validation=False))
    code, text, _ = refused(unchecked.assume_role, **named, DurationSeconds=899)
    assert code == "ValidationError" and "'durationSeconds' failed to satisfy constraint" in text
    chained = signing_as(server, assume(server, app)["Credentials"], "sts")
    assert chained.assume_role(**named, DurationSeconds=3600)
    beyond_chain = ("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
                    "chaining.")
    assert refused(chained.assume_role, **named, DurationSeconds=3601) == ("ValidationError", beyond_chain, 400)


def test_tags_and_source_identity_go_on(server, app):
    tags = [{"Key": "team", "Value": "blue"}]
    first = assume(server, app, Tags=tags, TransitiveTagKeys=["team"], SourceIdentity="jane")
    assert first["SourceIdentity"] == "jane"
    condition = {"StringEquals": {"aws:PrincipalTag/team": "blue", "aws:SourceIdentity": "jane"}}
    _, arn = make_role(server, trusting({"AWS": ROOT}, ALL_OF_STS), READING | {"Condition": condition})
    sts = signing_as(server, first["Credentials"], "sts")
    second = sts.assume_role(RoleArn=arn, RoleSessionName="s2")
    assert second["SourceIdentity"] == "jane"
    assert signing_as(server, second["Credentials"]).get_secret_value(SecretId=app["secret"])
    third = assume(server, app, RoleArn=arn)["Credentials"]
    assert refused(signing_as(server, third).get_secret_value, SecretId=app["secret"])[0] == "AccessDeniedException"


def test_a_deleted_role_ends_its_sessions_for_good(server, app):
    name, arn = make_role(server, trusting({"AWS": ROOT}), READING)
    client = signing_as(server, assume(server, app, RoleArn=arn)["Credentials"])
    assert client.get_secret_value(SecretId=app["secret"])
    iam = server.client("iam")
    iam.delete_role_policy(RoleName=name, PolicyName="own")
    iam.delete_role(RoleName=name)
    assert refused(client.get_secret_value, SecretId=app["secret"])[0] == "UnrecognizedClientException"
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusting({"AWS": ROOT}))
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document(READING))
    assert refused(client.get_secret_value, SecretId=app["secret"])[0] == "UnrecognizedClientException"


def test_a_denial_on_the_time_of_issue_revokes_sessions(server, app):
    name, arn = make_role(server, trusting({"AWS": ROOT}), READING)
    old = signing_as(server, assume(server, app, RoleArn=arn)["Credentials"])
    assert old.get_secret_value(SecretId=app["secret"])
    time.sleep(1.1)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    revoking = {"Effect": "Deny", "Action": "*", "Resource": "*",
                "Condition": {"DateLessThan": {"aws:TokenIssueTime": now}}}
    server.client("iam").put_role_policy(RoleName=name, PolicyName="revoked", PolicyDocument=document(revoking))
    assert refused(old.get_secret_value, SecretId=app["secret"])[0] == "AccessDeniedException"
    new = signing_as(server, assume(server, app, RoleArn=arn)["Credentials"])
    assert new.get_secret_value(SecretId=app["secret"])


def test_a_session_of_ones_own(server, app):
    name, key = make_user(server, READING, {"Effect": "Allow", "Action": "iam:*", "Resource": "*"})
    credentials = signing_as(server, key, "sts").get_session_token()["Credentials"]
    assert abs(credentials["Expiration"].timestamp() - time.time() - 43200) < 60
    assert signing_as(server, credentials).get_secret_value(SecretId=app["secret"])
    sts = signing_as(server, credentials, "sts")
    assert sts.get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/{name}"
    text = "Cannot call GetSessionToken with session credentials"
    assert refused(sts.get_session_token) == ("AccessDenied", text, 403)
    assert refused(signing_as(server, credentials, "iam").get_user)[::2] == ("InvalidClientTokenId", 403)
    root = server.client("sts").get_session_token(DurationSeconds=129600)["Credentials"]
    assert abs(root["Expiration"].timestamp() - time.time() - 3600) < 60
    assert signing_as(server, root).list_secrets()


def test_what_is_handed_out_is_recorded_without_what_is_secret(start_server):
    server = start_server()
    _, arn = make_role(server, trusting({"AWS": ROOT}), READING)
    user, key = make_user(server, ASSUMING)
    answer = signing_as(server, key, "sts").assume_role(RoleArn=arn, RoleSessionName="s1", ExternalId="agreed")
    credentials = answer["Credentials"]
    (record,) = of_request(server.data, answer["ResponseMetadata"]["RequestId"])
    assert record["requestParameters"] == {"roleArn": arn, "roleSessionName": "s1", "externalId": "agreed"}
    assert record["readOnly"] is True and record["userIdentity"]["userName"] == user
    assert record["responseElements"] == {
        "credentials": {"accessKeyId": credentials["AccessKeyId"],
                        "expiration": credentials["Expiration"].strftime("%Y-%m-%dT%H:%M:%SZ")},
        "assumedRoleUser": {"assumedRoleId": answer["AssumedRoleUser"]["AssumedRoleId"],
                            "arn": answer["AssumedRoleUser"]["Arn"]},
    }
    signing_as(server, credentials, "sts").get_caller_identity()
    identity = events(server.data)[-1]["userIdentity"]
    assert identity["type"] == "AssumedRole" and identity["arn"] == answer["AssumedRoleUser"]["Arn"]
    assert identity["sessionContext"]["sessionIssuer"]["arn"] == arn
    trail = b"\n".join(lines(server.data)) + server.log.read_bytes()
    for secret in (credentials["SecretAccessKey"], credentials["SessionToken"], key["SecretAccessKey"]):
        assert secret.encode() not in trail


@pytest.fixture
def cluster(start_server, tmp_path):
    """A server over TLS, an issuer that it is told to trust, and a role for one of the issuer's service accounts."""
    authority = Authority(tmp_path)
    (tmp_path / "issuer").mkdir()
    issuer = Issuer(authority, tmp_path / "issuer")
    settings = f"[[identity_provider]]\nissuer = '{issuer.url}'\nca_file = '{authority.path}'\n"
    server = start_server(authority=authority, settings=settings)
    provider = server.client("iam").create_open_id_connect_provider(
        Url=issuer.url, ClientIDList=[AUDIENCE], ThumbprintList=["0" * 40])["OpenIDConnectProviderArn"]
    condition = {"StringEquals": {f"{issuer.name}:sub": SUBJECT, f"{issuer.name}:aud": AUDIENCE}}
    trust = trusting({"Federated": provider}, ["sts:AssumeRoleWithWebIdentity"], Condition=condition)
    role, arn = make_role(server, trust, READING)
    yield {"server": server, "issuer": issuer, "provider": provider, "role": role, "arn": arn,
           "token_file": tmp_path / "token"}
    issuer.stop()


def unsigned(server):
    with mock.patch.dict(os.environ, server.environment(), clear=True):
        return boto3.session.Session().client("sts", config=Config(signature_version=botocore.UNSIGNED))


class Known:
    """A session of a role, and its user, who have both read already: the server knows who signs."""

    def __init__(self, server):
        self.iam, self.secret = server.client("iam"), make_secret(server)
        self.managed = self.policy(READING)
        self.role, arn = make_role(server, trusting({"AWS": ROOT}, ALL_OF_STS))
        self.iam.attach_role_policy(RoleName=self.role, PolicyArn=self.managed)
        self.user, key = make_user(server, ASSUMING, READING)
        self.key_id = key["AccessKeyId"]
        credentials = assume(server, {"arn": arn, "key": key}, PolicyArns=[{"arn": self.policy(READING)}])["Credentials"]
        self.session, self.lasting = signing_as(server, credentials), signing_as(server, key)
        forged = credentials["SessionToken"][:-4] + "AAAA"
        self.forged = signing_as(server, credentials | {"SessionToken": forged})
        self.tokenless = signing_as(server, {name: credentials[name] for name in ("AccessKeyId", "SecretAccessKey")})
        self.with_token = signing_as(server, key | {"SessionToken": credentials["SessionToken"]})

    def policy(self, *statements):
        name = fresh_name("policy").replace("/", "-")
        return self.iam.create_policy(PolicyName=name, PolicyDocument=document(*statements))["Policy"]["Arn"]

    def reads(self, client):
        """How reading ends."""
        try:
            return client.get_secret_value(SecretId=self.secret)["SecretString"]
        except ClientError as refusal:
            return refusal.response["Error"]["Code"]


DENYING = document({"Effect": "Deny", "Action": "*", "Resource": "*"})
DENIED, NOBODY = "AccessDeniedException", "UnrecognizedClientException"

# What is done to a known signer, which of the two, and how its next call ends.
CHANGES = {
    "a policy of the role is detached": ("session", DENIED, lambda known: known.iam.detach_role_policy(
        RoleName=known.role, PolicyArn=known.managed)),
    "its version in force is another": ("session", DENIED, lambda known: known.iam.create_policy_version(
        PolicyArn=known.managed, PolicyDocument=DENYING, SetAsDefault=True)),
    "the role is given a denial": ("session", DENIED, lambda known: known.iam.put_role_policy(
        RoleName=known.role, PolicyName="deny", PolicyDocument=DENYING)),
    "the role is given a boundary": ("session", DENIED, lambda known: known.iam.put_role_permissions_boundary(
        RoleName=known.role, PermissionsBoundary=known.policy(ASSUMING))),
    "the role is deleted": ("session", NOBODY, lambda known: (
        known.iam.detach_role_policy(RoleName=known.role, PolicyArn=known.managed),
        known.iam.delete_role(RoleName=known.role))),
    "the user's policy is another": ("lasting", DENIED, lambda known: known.iam.put_user_policy(
        UserName=known.user, PolicyName="own", PolicyDocument=document(ASSUMING))),
    "the key is inactive": ("lasting", NOBODY, lambda known: known.iam.update_access_key(
        UserName=known.user, AccessKeyId=known.key_id, Status="Inactive")),
    "the key is deleted": ("lasting", NOBODY, lambda known: known.iam.delete_access_key(
        UserName=known.user, AccessKeyId=known.key_id)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_counts_from_the_next_call_of_whoever_is_known(server, change):
    who, ending, make = CHANGES[change]
    known = Known(server)
    client = getattr(known, who)
    assert [known.reads(client) for _ in range(3)] == ["of the session"] * 3
    make(known)
    assert known.reads(client) == ending


def test_a_known_key_is_none_without_its_own_token(server):
    known = Known(server)
    for client in (known.session, known.lasting):
        assert [known.reads(client) for _ in range(2)] == ["of the session"] * 2
    assert [known.reads(client) for client in (known.forged, known.tokenless, known.with_token)] == [NOBODY] * 3
    assert known.reads(known.session) == "of the session"


def test_a_role_and_a_token_file_are_all_that_boto3_needs(cluster):
    server, issuer = cluster["server"], cluster["issuer"]
    secret = make_secret(server)
    cluster["token_file"].write_text(issuer.token())
    told = {name: value for name, value in server.environment().items()
            if name not in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE")}
    told |= {"AWS_ROLE_ARN": cluster["arn"], "AWS_WEB_IDENTITY_TOKEN_FILE": str(cluster["token_file"])}
    assert not {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} & set(told)
    with mock.patch.dict(os.environ, told, clear=True):
        session = boto3.session.Session()
        read = session.client("secretsmanager").get_secret_value(SecretId=secret)
        identity = session.client("sts").get_caller_identity()
    assert read["SecretString"] == "of the session"
    assert identity["Arn"].startswith(f"arn:aws:sts::{ACCOUNT}:assumed-role/{cluster['role']}/botocore-session-")
    assert issuer.asked == 1
    (record,) = [event for event in events(server.data) if event["eventName"] == "AssumeRoleWithWebIdentity"]
    assert record["userIdentity"] == {
        "type": "WebIdentityUser", "principalId": f"{cluster['provider']}:{AUDIENCE}:{SUBJECT}",
        "userName": SUBJECT, "identityProvider": cluster["provider"],
    }
    assert record["requestParameters"]["roleArn"] == cluster["arn"]
    assert set(record["responseElements"]["credentials"]) == {"accessKeyId", "expiration"}
    reading = [event for event in events(server.data) if event["eventName"] == "GetSecretValue"][-1]
    context = reading["userIdentity"]["sessionContext"]
    assert context["webIdFederationData"]["federatedProvider"] == cluster["provider"]
    trail = b"\n".join(lines(server.data)) + server.log.read_bytes()
    assert cluster["token_file"].read_bytes() not in trail


def test_a_web_identity_is_told_of(cluster):
    members = {"RoleArn": cluster["arn"], "RoleSessionName": "s1", "WebIdentityToken": cluster["issuer"].token()}
    answer = unsigned(cluster["server"]).assume_role_with_web_identity(**members)
    assert answer["SubjectFromWebIdentityToken"] == SUBJECT
    assert (answer["Provider"], answer["Audience"]) == (cluster["issuer"].url, AUDIENCE)
    # A signature that comes along does not matter, right or wrong.
    wrong = {"AccessKeyId": "AKIAEXAMPLEEXAMPLE00", "SecretAccessKey": "x" * 40}
    assert signing_as(cluster["server"], wrong, "sts").assume_role_with_web_identity(**members)["Credentials"]


def test_cve_class_04_tokens_that_do_not_hold(cluster):
    server, issuer = cluster["server"], cluster["issuer"]
    sts, forger, now = unsigned(server), ec.generate_private_key(ec.SECP256R1()), int(time.time())
    good = issuer.token()
    head, payload, signature = good.split(".")
    none = encoded(json.dumps({"alg": "none"}).encode())
    own_key = {"jwk": issuer._public("k1", forger)}
    missing_key = ("Couldn't retrieve verification key from your identity provider,  please reference "
                   "AssumeRoleWithWebIdentity documentation for requirements")
    no_jwt = "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
    cases = {
        "garbage": ("garbage", "InvalidIdentityToken", no_jwt),
        "unsigned": (f"{none}.{payload}.", "InvalidIdentityToken", None),
        "a shared secret": (issuer.token({"alg": "HS256"}), "InvalidIdentityToken", None),
        "forged": (issuer.token(key=forger), "InvalidIdentityToken", None),
        "forged with its key": (issuer.token(own_key, key=forger), "InvalidIdentityToken", None),
        "another payload": (f"{head}.{issuer.token(sub='other').split('.')[1]}.{signature}", "InvalidIdentityToken",
                            None),
        "an unknown key": (issuer.token({"kid": "k2"}), "InvalidIdentityToken", missing_key),
        "expired": (issuer.token(exp=now - 1), "ExpiredTokenException", None),
        "not yet": (issuer.token(nbf=now + 3600), "InvalidIdentityToken", None),
        "an audience": (issuer.token(aud="other"), "InvalidIdentityToken", "Incorrect token audience"),
        "an issuer": (issuer.token(iss="https://other.example.com"), "InvalidIdentityToken",
                      "No OpenIDConnect provider found in your account for https://other.example.com"),
    }
    for what, (token, code, text) in cases.items():
        members = {"RoleArn": cluster["arn"], "RoleSessionName": "s1", "WebIdentityToken": token}
        found = refused(sts.assume_role_with_web_identity, **members)
        assert found[::2] == (code, 400), (what, found)
        assert text in (None, found[1]), (what, found)
    denied = ("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403)
    for arn, token in (
        (cluster["arn"], issuer.token(sub="system:serviceaccount:shop:other")),
        (f"arn:aws:iam::{ACCOUNT}:role/none", good),
    ):
        members = {"RoleArn": arn, "RoleSessionName": "s1", "WebIdentityToken": token}
        assert refused(sts.assume_role_with_web_identity, **members) == denied


def test_cve_class_06_nothing_else_is_let_in_without_a_signature(cluster):
    sts = unsigned(cluster["server"])
    calls = [
        (sts.get_caller_identity, {}),
        (sts.get_session_token, {}),
        (sts.assume_role, {"RoleArn": cluster["arn"], "RoleSessionName": "s1"}),
    ]
    for call, members in calls:
        assert refused(call, **members)[::2] == ("MissingAuthenticationToken", 403)
