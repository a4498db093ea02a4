"""Every operation held against strangers: unsigned, wrongly signed, without permission, from another account.

The operations are read from where they are declared, so that one without a row fails (`rows.ROWS`).
"""

import html
import json
import re
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import urlencode

import estate
import pytest
from conftest import Server
from raw import send, signed_headers
from rows import NO_TOKEN, NOT_ALLOWED, NOT_TRUSTED, OTHER_WAYS, ROWS

SOURCES = Path(__file__).resolve().parent.parent / "crates" / "wire" / "src"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
AWAY = "222233334444"
EVERYTHING = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'
INVALID_TOKEN = "The security token included in the request is invalid."

PREFIXES = {"secretsmanager": "secretsmanager", "kms": "TrentService", "strongroom": "strongroom"}
VERSIONS = {"iam": "2010-05-08", "sts": "2011-06-15"}

EVERY = [row for rows in ROWS.values() for row in rows.values()]
# The token that it brings is signed, by its provider: no other signature is asked for, and none is looked at.
UNSIGNED = ROWS["sts"]["AssumeRoleWithWebIdentity"]
every_row = pytest.mark.parametrize("row", EVERY, ids=str)
every_signed_row = pytest.mark.parametrize("row", [row for row in EVERY if row is not UNSIGNED], ids=str)
every_way = pytest.mark.parametrize("row", EVERY + OTHER_WAYS, ids=str)


class Refusals(NamedTuple):
    """How a protocol says the same as the other ones."""

    status: int
    unsigned: str
    wrongly_signed: str
    unknown_key: str
    denied: str


IN_JSON = Refusals(400, "MissingAuthenticationTokenException", "InvalidSignatureException",
                   "UnrecognizedClientException", "AccessDeniedException")
IN_QUERY = Refusals(403, "MissingAuthenticationToken", "SignatureDoesNotMatch", "InvalidClientTokenId", "AccessDenied")


def declared():
    """The names of each service's operations, as the sources have them."""
    lists = {path.stem: re.search(r"^\w+_operations! \{\n(.*?)^\}", path.read_text(), re.MULTILINE | re.DOTALL)
             for path in SOURCES.glob("*.rs")}
    return {service: re.findall(r"^    (\w+): \w+, \"", found[1], re.MULTILINE)
            for service, found in lists.items() if found}


def test_every_operation_has_a_row():
    assert {service: sorted(rows) for service, rows in ROWS.items()} == declared()


@pytest.fixture(scope="module")
def server(binary, tmp_path_factory):
    """A server of these tests alone: all that there is in its accounts is known."""
    running = Server(binary, tmp_path_factory.mktemp("every-operation"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def home(server):
    """The things of the first account."""
    return estate.furnish(server.client)


@pytest.fixture(scope="module")
def client_away(server):
    """Makes clients that sign as the root of another account."""
    made = server.operate("account", "create", AWAY)
    credentials = made.stdout.removeprefix("credentials: ").strip()
    return lambda service: server.client(service, AWS_SHARED_CREDENTIALS_FILE=credentials)


@pytest.fixture(scope="module")
def away(client_away):
    """The things of the other account."""
    return estate.furnish(client_away)


class Caller:
    """Somebody who asks, with a key made for that: an account's root, or a new user with a policy or none."""

    def __init__(self, client, user=None, policy=None):
        iam, named = client("iam"), {"UserName": user} if user else {}
        if user:
            iam.create_user(**named)
        if policy:
            iam.put_user_policy(**named, PolicyName="own", PolicyDocument=policy)
        key = iam.create_access_key(**named)["AccessKey"]
        root = client("sts").get_caller_identity()["Arn"]
        self.is_root = user is None
        self.arn = root if self.is_root else root.removesuffix("root") + f"user/{user}"
        self.key = key["AccessKeyId"], key["SecretAccessKey"]


@pytest.fixture(scope="module")
def stranger(server):
    """A user of the first account without any policy."""
    return Caller(server.client, "stranger")


@pytest.fixture(scope="module", params=["root", "user"])
def foreigner(request, client_away):
    """Whoever may do most in the other account: its root, and a user who may do everything."""
    return Caller(client_away) if request.param == "root" else Caller(client_away, "foreigner", EVERYTHING)


def names(things, own):
    """What rows may name: an account's things, and those of whoever asks."""
    return things | {f"own_{name}": value for name, value in own.items()}


def filled(part, named):
    """A part of a row with the names put in."""
    return json.loads(Template(json.dumps(part)).substitute(named))


def ask(server, row, members, *, key=None, alter=lambda headers: headers):
    """Sends a row's request; returns the status, the code of a refusal, and its text or else the whole answer."""
    signing = {"service": row.service, "key": key}
    if row.service in VERSIONS:
        body = urlencode({"Action": row.operation, "Version": VERSIONS[row.service], **members}).encode()
        headers = signed_headers(server, body, None, **signing, headers={"Content-Type": FORM})
    else:
        body = json.dumps(members).encode()
        headers = signed_headers(server, body, f"{PREFIXES[row.service]}.{row.operation}", **signing)
    status, _, answer = send(server, body, alter(headers))
    return status, *(refusal_in(answer.decode()) if status != 200 else (None, answer.decode()))


def refusal_in(text):
    """The code and the text of a refusal."""
    if text.startswith("{"):
        answer = json.loads(text)
        return answer["__type"], answer.get("Message") or answer.get("message")
    return [html.unescape(re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL)[1]) for name in ("Code", "Message")]


def check(answer, expected, row, named, caller):
    """Holds an answer to what is expected of a row."""
    _, code, text = answer
    on = filled(row.on, named)
    # Of what is done to nothing in particular KMS alone says that it is done to anything.
    is_said = on != "*" or row.service == "kms"
    words = {"caller": caller.arn, "action": row.permission, "on": f" on resource: {on}" if is_said else ""}
    expected_code, expected_text = filled(expected, named | words)
    assert code == expected_code, text
    # Of an answer that is no refusal a part is expected.
    assert text == expected_text or code is None and expected_text in text


def without_authorization(headers):
    return {name: value for name, value in headers.items() if name != "Authorization"}


def with_another_signature(headers):
    return {**headers, "Authorization": headers["Authorization"][:-4] + "0000"}


@every_signed_row
def test_nothing_is_done_without_a_signature(server, home, row):
    refusals = IN_QUERY if row.service in VERSIONS else IN_JSON
    members = filled(row.members, names(home, home))
    refused = lambda **signing: ask(server, row, members, **signing)
    assert refused(alter=without_authorization)[:2] == (refusals.status, refusals.unsigned)
    assert refused(alter=with_another_signature)[:2] == (refusals.status, refusals.wrongly_signed)
    unknown = ("AKIAAAAAAAAAAAAAAAAA", server.secret)
    assert refused(key=unknown) == (refusals.status, refusals.unknown_key, INVALID_TOKEN)


def test_nothing_is_done_without_a_token_where_none_signs(server, home):
    own = estate.altered(home)
    for token, refusal in (("none", NO_TOKEN), ("$own_token", NOT_TRUSTED)):
        named = names(home, own)
        members = filled(UNSIGNED.members | {"WebIdentityToken": token}, named)
        assert ask(server, UNSIGNED, members, alter=without_authorization) == (400, *filled(refusal, named))


@every_row
def test_a_user_without_policies_may_nothing(server, home, stranger, row):
    refusals = IN_QUERY if row.service in VERSIONS else IN_JSON
    named = names(home, home)
    # What a service does not know changes nothing.
    answer = ask(server, row, filled(row.members, named) | {"Unknown": "x"}, key=stranger.key)
    check(answer, row.home or (refusals.denied, NOT_ALLOWED), row, named, stranger)
    assert row.home or answer[0] == refusals.status


def ask_abroad(server, row, things, away, foreigner):
    """Sends a row about an account's things from the other one, and takes back what that made there.

    Returns the answer.
    """
    answer = ask(server, row, filled(row.members | row.own, names(things, away)), key=foreigner.key)
    if row.undone_by and answer[0] == 200:
        undoing = ROWS[row.service][row.undone_by]
        moved = {name: value.replace(things["account"], away["account"]) for name, value in things.items()}
        assert ask(server, undoing, filled(undoing.members, names(moved, away)), key=foreigner.key)[0] == 200
    return answer


@every_way
def test_another_account_learns_nothing(server, home, away, foreigner, row):
    """It is told nothing that it did not say itself, and of what is there the same as of what is not."""
    for things in (home, estate.altered(home)):
        named = names(things, away)
        answer = ask_abroad(server, row, things, away, foreigner)
        said = json.dumps(filled(row.members | row.own, named))
        assert [name for name, value in home.items() if value in answer[2] and value not in said] == []
        check(answer, row.root if foreigner.is_root else row.abroad, row, named, foreigner)


def test_another_account_changes_nothing(server, home, away, foreigner):
    before = estate.inventory(server.client)
    assert all(home[name] in str(before) for name in ("mark", "version", "key_id", "policy_id", "role_id", "user_id"))
    for row in EVERY + OTHER_WAYS:
        ask_abroad(server, row, home, away, foreigner)
    assert estate.inventory(server.client) == before
