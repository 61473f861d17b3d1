"""`log check` of envelopes and statements, one fault at a time."""

import base64
import json

from checking import check, judge
from notes import base64_of
from statements import TYPE, envelope, pae, signature, signer, statement, written

ANN, BEN, EVE = signer(0), signer(1), signer(2)
BODY = statement(1)
# The order of the group of Ed25519: S and S + L are the same number there, but only the smaller one may be written.
ORDER = 2**252 + 27742317777372353535851937790883648493


def dsse(made, *keys, **more):
    data = made if isinstance(made, bytes) else written(made)
    spki = [key if isinstance(key, dict) else {"spkiBase64": base64_of(key.der)} for key in keys or (ANN,)]
    return {"kind": "dsse", "envelopeBase64": base64_of(data), "keys": spki, **more}


def signed_by(*keys):
    return envelope(BODY, *(signature(key, BODY) for key in keys))


def named(key, keyid):
    return {"spkiBase64": base64_of(key.der), "keyid": keyid}


def raised():
    """A signature with S above the order of the group."""
    made = bytearray(ANN.sign(BODY))
    larger = int.from_bytes(made[32:], "little") + ORDER
    return base64_of(made[:32] + larger.to_bytes(32, "little"))


def test_envelopes():
    one = dict(keyids=[ANN.keyid])
    both = sorted([ANN.keyid, BEN.keyid])
    body = statement(1, predicate={"text": "?>?>ÿÿ~~"})
    url = base64.urlsafe_b64encode(body).decode()
    assert "-" in url or "_" in url
    plain = signed_by(ANN)
    cases = {
        "sound": (dsse(plain), one),
        "with blanks": (dsse(json.dumps(plain, indent=2).encode()), one),
        "unknown fields": (dsse({**plain, "x": {"y": [1, None]}}), one),
        "no keyid": (dsse(envelope(BODY, signature(ANN, BODY, keyid=None))), one),
        "another's keyid": (dsse(envelope(BODY, signature(ANN, BODY, keyid=BEN.keyid)), ANN, BEN), one),
        "both sign": (dsse(signed_by(ANN, BEN), ANN, BEN, threshold=2), None),
        "a stranger signs too": (dsse(signed_by(EVE, ANN)), one),
        "a signature that fails is skipped": (dsse(envelope(BODY, {"sig": base64_of(bytes(64))}, signature(ANN, BODY))), one),
        "a signature of another length is skipped": (dsse(envelope(BODY, {"sig": "YQ=="}, signature(ANN, BODY))), one),
        "payload in the URL alphabet": (dsse(envelope(body, signature(ANN, body), payload=url)), one),
        "empty body": (dsse(envelope(b"", signature(ANN, b""))), one),
        "body that is no JSON": (dsse(envelope(b"tea", signature(ANN, b"tea"))), one),
        "keys twice are one": (dsse(plain, ANN, ANN, threshold=1), one),
        "keys twice are not two": (dsse(plain, ANN, ANN, threshold=2), False),
        "a signature twice is not two": (dsse(envelope(BODY, signature(ANN, BODY), signature(ANN, BODY, keyid="x")), ANN, BEN, threshold=2), False),
        "threshold 2, one signs": (dsse(plain, ANN, BEN, threshold=2), False),
        "by another": (dsse(plain, BEN), False),
        "by another who lies": (dsse(envelope(BODY, signature(EVE, BODY, keyid=ANN.keyid))), False),
        "on another body": (dsse(envelope(BODY, signature(ANN, statement(2)))), False),
        "on the bare body": (dsse(envelope(BODY, {"sig": base64_of(ANN.private.sign(BODY))})), False),
        "another type, signed as such": (dsse(envelope(BODY, signature(ANN, BODY, payload_type="text/plain"), payload_type="text/plain")), False),
        "another type, signed as ours": (dsse(envelope(BODY, signature(ANN, BODY), payload_type="text/plain")), False),
        "type in capitals": (dsse(envelope(BODY, signature(ANN, BODY, payload_type=TYPE.upper()), payload_type=TYPE.upper())), False),
        "S above the order": (dsse(envelope(BODY, {"sig": raised()})), False),
        "a byte more": (dsse(envelope(BODY, {"sig": base64_of(ANN.sign(BODY) + b"0")})), False),
        "payload with unused bits": (dsse(envelope(b"a", signature(ANN, b"a"), payload="YR==")), False),
        "payload in hex": (dsse(envelope(BODY, signature(ANN, BODY), payload=BODY.hex())), False),
        "payload with a line break": (dsse(envelope(BODY, signature(ANN, BODY), payload=base64_of(BODY)[:8] + "\n" + base64_of(BODY)[8:])), False),
        "no payload": (dsse({key: value for key, value in plain.items() if key != "payload"}), False),
        "no type": (dsse({key: value for key, value in plain.items() if key != "payloadType"}), False),
        "no signatures": (dsse({key: value for key, value in plain.items() if key != "signatures"}), False),
        "no signature": (dsse(envelope(BODY)), False),
        "signatures is an object": (dsse({**plain, "signatures": plain["signatures"][0]}), False),
        "a signature is text": (dsse({**plain, "signatures": [plain["signatures"][0]["sig"]]}), False),
        "keyid is a number": (dsse({**plain, "signatures": [{**plain["signatures"][0], "keyid": 1}]}), False),
        "a key twice": (dsse(b'{"payload":"",' + written(plain)[1:]), False),
        "an unknown key twice": (dsse(b'{"x":1,"x":1,' + written(plain)[1:]), False),
        "a key twice, once escaped": (dsse(b'{"p\\u0061yload":"",' + written(plain)[1:]), False),
        "a key twice in a signature": (dsse(written(plain).replace(b'"sig":', b'"sig":"","sig":')), False),
        "text behind": (dsse(written(plain) + b"x"), False),
        "a list": (dsse(b"[" + written(plain) + b"]"), False),
        "byte order mark": (dsse(b"\xef\xbb\xbf" + written(plain)), False),
        "not UTF-8": (dsse(written({**plain, "x": "y"}).replace(b'"y"', b'"\xff"')), False),
        "a comma too many": (dsse(written(plain)[:-1] + b",}"), False),
        "empty": (dsse(b""), False),
    }
    judge(cases)
    (found,) = check([dsse(signed_by(ANN, BEN), ANN, BEN, threshold=2)])
    assert sorted(found["keyids"]) == both
    (found,) = check([dsse(plain, named(ANN, "whatever the verifier calls it"))])
    assert found["keyids"] == [ANN.keyid], "our keyid is in the answer"


SHA256, SHA512, SHA1 = "0a" * 32, "0b" * 64, "0c" * 20


def thing(**fields):
    return {"name": "x", "digest": {"sha256": SHA256}, **fields}


def test_statements():
    kind = dict(predicateType="https://daylight.example/test/number/v1")

    def made(**changes):
        return statement(1, **changes)

    def subjects(*several):
        return made(subject=list(several))

    bodies = {
        "sound": (made(), kind),
        "with blanks": (json.dumps(json.loads(made()), indent=1).encode(), kind),
        "no predicate": (made(predicate=None), kind),
        "unknown fields": (made(extra=[1]), kind),
        "two subjects": (subjects(thing(), thing(name="y")), kind),
        "two subjects without names": (subjects({"digest": {"sha256": SHA256}}, {"digest": {"sha256": SHA256}}), kind),
        "two names that look alike": (subjects(thing(name="\u00e9"), thing(name="e\u0301")), kind),
        "two keys that look alike": (made(predicate={"\u00e9": 1, "e\u0301": 2}), kind),
        "sha512": (subjects(thing(digest={"sha512": SHA512})), kind),
        "gitCommit of 40": (subjects(thing(digest={"gitCommit": SHA1})), kind),
        "gitCommit of 64": (subjects(thing(digest={"gitCommit": SHA256})), kind),
        "every field": (subjects(thing(uri="pkg:x", content="YQ==", downloadLocation="https://x/", mediaType="text/plain", annotations={"a": 1})), kind),
        "no _type": (made(_type=None), False),
        "_type of 0.1": (made(_type="https://in-toto.io/Statement/v0.1"), False),
        "_type with a slash": (made(_type="https://in-toto.io/Statement/v1/"), False),
        "_type is a number": (made(_type=1), False),
        "no subject": (made(subject=None), False),
        "subject is an object": (made(subject=thing()), False),
        "empty subject": (subjects(), False),
        "a subject is text": (subjects("x"), False),
        "no digest": (subjects({"name": "x", "uri": "https://x/"}), False),
        "one of two has no digest": (subjects(thing(), {"name": "y"}), False),
        "empty digest": (subjects(thing(digest={})), False),
        "digest is text": (subjects(thing(digest=SHA256)), False),
        "digest is a number": (subjects(thing(digest={"sha256": 1})), False),
        "sha256 of 63": (subjects(thing(digest={"sha256": SHA256[1:]})), False),
        "sha256 of 66": (subjects(thing(digest={"sha256": SHA256 + "00"})), False),
        "sha256 in capitals": (subjects(thing(digest={"sha256": SHA256.upper()})), False),
        "sha256 in other letters": (subjects(thing(digest={"sha256": SHA256[:-1] + "g"})), False),
        "sha512 of 64": (subjects(thing(digest={"sha512": SHA256})), False),
        "gitCommit of 41": (subjects(thing(digest={"gitCommit": SHA1 + "0"})), False),
        "one of two digests is wrong": (subjects(thing(digest={"sha256": SHA256, "sha512": SHA256})), False),
        "a name twice": (subjects(thing(), thing(digest={"sha512": SHA512})), False),
        "a uri twice": (subjects(thing(uri="u"), thing(name="y", uri="u")), False),
        "name is a number": (subjects(thing(name=1)), False),
        "no predicateType": (made(predicateType=None), False),
        "empty predicateType": (made(predicateType=""), False),
        "predicateType is a number": (made(predicateType=1), False),
        "predicate is text": (made(predicate="x"), False),
        "predicate is a list": (made(predicate=[]), False),
        "a key twice": (made()[:-1] + b',"predicate":{}}', False),
        "a key twice, deep inside": (made().replace(b'"predicate":{', b'"predicate":{"number":1,'), False),
        "a key twice in a digest": (made().replace(b'"sha256":', b'"sha256":"","sha256":'), False),
        "a list": (b"[]", False),
        "null": (b"null", False),
        "empty": (b"", False),
        "text behind": (made() + b"{}", False),
        "not UTF-8": (made().replace(b"a/b", b"a\xffb"), False),
        "a half surrogate": (made().replace(b"a/b", b"\\ud800"), False),
        "too deep": (made().replace(b'"a/b"', b"[" * 20_000 + b"]" * 20_000), False),
    }
    judge({name: ({"kind": "statement", "statementBase64": base64_of(body)}, wanted) for name, (body, wanted) in bodies.items()})


def test_pae_is_the_signed_text():
    paes = [("", b""), ("a b", "é".encode()), ("größe", b"\0\xff"), (TYPE, statement(1)), ("x" * 300, b"y" * 5000)]
    cases = {kind[:20]: ({"kind": "pae", "payloadType": kind, "bodyBase64": base64_of(body)}, dict(paeHex=pae(body, kind).hex())) for kind, body in paes}
    judge(cases)


def test_input_faults_are_told_apart_from_unsound_objects():
    inclusion = {"kind": "inclusion", "index": 0, "size": 1, "leafHash": SHA256, "root": SHA256, "proof": []}
    sound = check([inclusion])[0]
    assert sound == {"ok": True}
    for wrong in [
        {"kind": "tea"},
        {"kind": 1},
        {},
        {"kind": "inclusion"},
        {**inclusion, "index": "0"},
        {**inclusion, "index": 0.5},
        {**inclusion, "index": True},
        {**inclusion, "index": None},
        {**inclusion, "proof": SHA256},
        {**inclusion, "proof": [1]},
        {**inclusion, "root": 1},
        {"kind": "vkey", "vkey": None},
        {"kind": "note", "noteBase64": "", "vkeys": "x"},
        {"kind": "dsse", "envelopeBase64": "", "keys": [{"keyid": "x"}]},
        {"kind": "dsse", "envelopeBase64": "", "keys": {}},
        {"kind": "fork", "vkey": "x", "checkpointsBase64": "x"},
        {"kind": "policy", "policyBase64": "", "cosigned": "W1"},
    ]:
        (answer,) = check([wrong])
        assert answer["reason"].startswith("input: "), wrong
    for unsound in [
        {**inclusion, "root": SHA256[:-2]},
        {**inclusion, "root": SHA256.upper()},
        {**inclusion, "proof": ["tea"]},
        {"kind": "vkey", "vkey": ""},
        {"kind": "tile-path", "path": ""},
    ]:
        (answer,) = check([unsound])
        assert not answer["reason"].startswith("input: "), unsound
