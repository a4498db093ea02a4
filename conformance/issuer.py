"""An OpenID Connect issuer, as a cluster or a CI service runs one: it signs tokens, and serves its keys over TLS."""

import base64
import http.server
import json
import ssl
import threading
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Issuer:
    """An issuer on a free port of the loopback interface, with a certificate of `authority`."""

    def __init__(self, authority, folder):
        self.keys = {"k1": ec.generate_private_key(ec.SECP256R1())}
        self.asked = 0
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*authority.issue(folder))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.name = f"localhost:{self.server.server_port}"
        self.url = f"https://{self.name}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _handler(self):
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                documents = {"/.well-known/openid-configuration": issuer.discovery, "/keys": issuer.key_set}
                document = documents.get(self.path)
                body = json.dumps(document() if document else {}).encode()
                self.send_response(200 if document else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler

    def discovery(self):
        self.asked += 1
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}

    def key_set(self):
        return {"keys": [self._public(name, key) for name, key in self.keys.items()]}

    @staticmethod
    def _public(name, key):
        numbers = key.public_key().public_numbers()
        x, y = (encoded(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": name, "x": x, "y": y}

    def token(self, header=None, key=None, **claims):
        """A token about a service account, signed by `k1` unless another key is given."""
        now = int(time.time())
        claims = {"iss": self.url, "sub": "system:serviceaccount:shop:cart", "aud": ["sts.amazonaws.com"],
                  "iat": now, "nbf": now, "exp": now + 3600} | claims
        header = {"alg": "ES256", "typ": "JWT", "kid": "k1"} | (header or {})
        message = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
        signature = (key or self.keys["k1"]).sign(message.encode(), ec.ECDSA(hashes.SHA256()))
        signature = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(signature))
        return f"{message}.{encoded(signature)}"
