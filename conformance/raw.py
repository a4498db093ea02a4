"""Requests as no SDK sends them: signed by botocore's signer, then sent byte for byte."""

import contextlib
import http.client
import json
import socket
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

JSON = "application/x-amz-json-1.1"


def signed_headers(server, body, target, *, service="secretsmanager", region="us-east-1", method="POST", path="/",
                   headers=None, key=None):
    """The headers of a request that is signed as it is to be sent."""
    credentials = Credentials(*(key or (server.key_id, server.secret)))
    request = AWSRequest(method, server.endpoint + path, data=body, headers={
        "Content-Type": JSON, "Host": urlsplit(server.endpoint).netloc,
        **({"X-Amz-Target": target} if target is not None else {}), **(headers or {}),
    })
    SigV4Auth(credentials, service, region).add_auth(request)
    return dict(request.headers.items())


def send(server, body, headers, *, method="POST", path="/"):
    """Sends a request; returns the status, the headers and the body of the answer."""
    connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=30)
    try:
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def call(server, target, body, **signing):
    """Signs and sends a JSON request; returns the status and the decoded answer."""
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    status, headers, answer = send(server, payload, signed_headers(server, payload, target, **signing))
    assert headers["x-amzn-RequestId"] and headers["Date"]
    return status, json.loads(answer) if answer else None


def exchange(server, octets, seconds=30):
    """Sends octets as they are, and returns whatever comes until the server hangs up."""
    host, port = urlsplit(server.endpoint).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as connection:
        received = b""
        with contextlib.suppress(ConnectionError):
            connection.sendall(octets)
        while chunk := connection.recv(65_536):
            received += chunk
        return received
