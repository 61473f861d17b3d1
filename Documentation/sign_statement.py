#!/usr/bin/env python3
"""Signs a statement about a file: an in-toto Statement in a DSSE envelope, one line for `daylight log append`.

    sign_statement.py PRIVATE.pem NAME FILE PREDICATE_TYPE PREDICATE_JSON
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key

TYPE = "application/vnd.in-toto+json"


def envelope(key, name, content, predicate_type, predicate):
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": hashlib.sha256(content).hexdigest()}}],
        "predicateType": predicate_type,
        "predicate": predicate,
    }
    body = json.dumps(statement, separators=(",", ":")).encode()
    # What is signed: the lengths keep type and body apart, so that neither can be read as a part of the other.
    signed = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(body), body)
    signature = {"sig": base64.b64encode(key.sign(signed)).decode()}
    return {"payload": base64.b64encode(body).decode(), "payloadType": TYPE, "signatures": [signature]}


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    private, name, file, predicate_type, predicate = sys.argv[1:]
    key = load_pem_private_key(Path(private).read_bytes(), password=None)
    print(json.dumps(envelope(key, name, Path(file).read_bytes(), predicate_type, json.loads(predicate))))
