"""Keys, mails and signatures for tests: signed by dkimpy, and by a plain signer for what dkimpy does not offer."""

import base64
import hashlib
import json
import re

import dkim
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

DOMAIN = b"party.example"


class Key:
    """A private key with the record that its domain publishes."""

    def __init__(self, kind, bits=None, pkcs1=False):
        self.kind = kind
        if kind == "rsa":
            self.private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
            form = serialization.PublicFormat.PKCS1 if pkcs1 else serialization.PublicFormat.SubjectPublicKeyInfo
            public = self.private.public_key().public_bytes(serialization.Encoding.DER, form)
            self.bits = bits
        else:
            self.private = ed25519.Ed25519PrivateKey.generate()
            public = self.private.public_key().public_bytes_raw()
            self.bits = 256
        self.algorithm = f"{kind}-sha256".encode()
        self.record = f"v=DKIM1; k={kind}; p={base64.b64encode(public).decode()}"

    @property
    def for_dkimpy(self):
        if self.kind == "ed25519":
            return base64.b64encode(self.private.private_bytes_raw())
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )

    def sign(self, data):
        if self.kind == "ed25519":
            return self.private.sign(hashlib.sha256(data).digest())
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


def by_dkimpy(message, key, header="relaxed", body="relaxed", length=False, include=None):
    signer = dkim.DKIM(message)
    field = signer.sign(
        b"k",
        DOMAIN,
        key.for_dkimpy,
        signature_algorithm=key.algorithm,
        canonicalize=(header.encode(), body.encode()),
        include_headers=include,
        length=length,
    )
    return field + message


def holds_for_dkimpy(message, key):
    try:
        return dkim.DKIM(message).verify(dnsfunc=lambda name, timeout=5: key.record.encode())
    except dkim.DKIMException:
        return False


def plainly(message, key, tags, headers, header="relaxed", body="relaxed"):
    """Signs after RFC 6376 as it is written, with any further tags; for messages with CRLF and unfolded tags."""
    head, _, text = message.partition(b"\r\n\r\n")
    fields = [re.match(rb"([^:]+):(.*)", field + b"\r\n", re.S).groups() for field in re.split(rb"\r\n(?![ \t])", head)]
    canonical = canonical_body(text, body)
    length = re.search(r"\bl=(\d+)", tags)
    hashed = canonical[: int(length[1])] if length else canonical
    digest = base64.b64encode(hashlib.sha256(hashed).digest()).decode()
    value = (
        f" v=1; a={key.algorithm.decode()}; c={header}/{body}; d={DOMAIN.decode()}; s=k;{tags}"
        f" h={':'.join(headers)}; bh={digest}; b="
    ).encode()
    left, data = list(fields), b""
    for name in headers:
        places = [place for place, field in enumerate(left) if field[0].strip().lower() == name.lower().encode()]
        if places:
            data += canonical_field(*left.pop(places[-1]), header)
    data += canonical_field(b"DKIM-Signature", value, header).removesuffix(b"\r\n")
    return b"DKIM-Signature:" + value + base64.b64encode(key.sign(data)) + b"\r\n" + message


def canonical_field(name, value, method):
    if method == "simple":
        return name + b":" + value
    value = re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip(b" ")
    return name.strip().lower() + b":" + value + b"\r\n"


def canonical_body(text, method):
    if method == "relaxed":
        lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in text.split(b"\r\n")]
        text = b"\r\n".join(lines)
    while text.endswith(b"\r\n"):
        text = text[:-2]
    return text + b"\r\n" if text or method == "simple" else b""


def archive(path, **keys):
    path.write_text(json.dumps({f"{selector}._domainkey.{DOMAIN.decode()}": record for selector, record in keys.items()}))
    return path
