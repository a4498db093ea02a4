"""botocore as an independent signer: whatever it signs is let in, and nothing of it may be changed on the way."""

import http.client
import json
import random
from urllib.parse import quote, urlsplit

from raw import signed_headers

REQUESTS = 1_000
TARGET = "secretsmanager.ListSecrets"
# What a canonical form could mistake for something else.
LETTERS = "aZ09-._~!*'();:@&=+$,/?#[]% \"<>\\^`{|}é中😀"
BLANK = [" ", "  ", "   ", "\t", " \t "]


def text(chance, letters=LETTERS, most=8):
    return "".join(chance.choice(letters) for _ in range(chance.randrange(most)))


def query(chance):
    """A query as a client would write it: parts that repeat, are empty, have no value, or stand in no order."""
    parts = []
    for _ in range(chance.randrange(5)):
        name, value = quote(text(chance) or "n", safe="~"), quote(text(chance), safe="~")
        parts += [chance.choice([f"{name}={value}", f"{name}=", name])] * chance.choice([1, 1, 2])
    chance.shuffle(parts)
    return "?" + "&".join(parts) if parts else ""


def headers(chance):
    """Headers whose values begin, end and go on with blanks of any length."""
    names = {f"X-Meta-{text(chance, 'abC019', 5)}x" for _ in range(chance.randrange(4))}
    words = lambda: chance.choice(BLANK).join(text(chance, "aZ09,;=()'é中", 6) or "w" for _ in range(3))
    return {name: chance.choice(["", *BLANK]) + words() + chance.choice(["", *BLANK]) for name in names}


def changed(chance, path, sent, body):
    """The request with one signed part changed, and which one."""
    signed = [name for name in sent if name.startswith("X-Meta-")]
    what = chance.choice(["query", "body", "target", "time", "signature", *(["header"] if signed else [])])
    if what == "query":
        path += ("&" if "?" in path else "?") + "added=1"
    elif what == "body":
        body += b" "
    elif what == "target":
        sent["X-Amz-Target"] = "secretsmanager.GetRandomPassword"
    elif what == "time":
        second = sent["X-Amz-Date"][-2]
        sent["X-Amz-Date"] = sent["X-Amz-Date"][:-2] + str((int(second) + 1) % 10) + "Z"
    elif what == "signature":
        last = sent["Authorization"][-1]
        sent["Authorization"] = sent["Authorization"][:-1] + ("0" if last != "0" else "1")
    else:
        sent[chance.choice(signed)] += "x"
    return what, path, sent, body


def test_what_botocore_signs_is_let_in_and_nothing_that_was_changed(server):
    chance = random.Random(20261128)
    connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=30)

    def answer(path, sent, body):
        # A header's text is signed as UTF-8, so that is how it is sent.
        connection.request("POST", path, body=body, headers={name: value.encode() for name, value in sent.items()})
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    for _ in range(REQUESTS):
        path = "/" + query(chance)
        body = json.dumps({"MaxResults": chance.randrange(1, 100), "Ignored": text(chance)}).encode()
        sent = signed_headers(server, body, TARGET, path=path, headers=headers(chance))
        status, told = answer(path, sent, body)
        assert status == 200 and "SecretList" in told, (path, sent, told)
        what, *request = changed(chance, path, sent, body)
        status, told = answer(*request)
        assert status == 400 and told["__type"] == "InvalidSignatureException", (what, request, told)
    connection.close()
