"""Policies and envelopes distorted at random: the program and plain Python must accept the same ones."""

import importlib.util
import json
import random

import pytest
from checking import check
from cryptography.exceptions import InvalidSignature
from notes import base64_of, log_key, witness_key
from program import PACKAGE
from statements import TYPE, envelope, pae, signature, signer, statement, written

KEY, W, ANN = log_key(), [witness_key(number) for number in range(1, 5)], signer(0)
POLICY = "\n".join(
    [
        "# whom we trust", f"log {KEY.vkey} https://log.example/", *(f"witness W{number} {key.vkey}" for number, key in enumerate(W, 1)),
        "group inner any W1 W2", "group outer 2 inner W3 W4", "quorum outer", "",
    ]
).encode()  # fmt: skip
WORDS = [
    *(b"none W1 W2 inner outer any all 0 1 2 02 99 log witness group quorum # +".split()),
    b"\n", b" ", b"\t", b"\r", b"\0", b"\x7f", b"\xff", b"quorum none\n", b"group g any W3\n", b"witness X ",
    *(key.vkey.encode() for key in (*W, KEY, witness_key(9), log_key("x.example", bytes(32)))),
]  # fmt: skip
# Half a surrogate is left out: Python reads it although it is no text.
PIECES = [
    *b'" , : { } [ ] null true 1 -0 1e5 01 .5 \\ \\u0061 \\ud83d\\ude00 \\/ = - _ NaN "x":1, "keyid":"", "sig":"", "sig":"YQ==",'.split(b" "),
    b" ", b"\n", b"\t", b"\0", b"\x0c", b"\xff", b"\xc2\xa0", b"\xef\xbb\xbf", b"\x1f", b"\x7f",
]  # fmt: skip


def distorted_policy(chance):
    data = POLICY
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        between = chance.choice([b"\n", b" "])
        parts = data.split(between)
        place = chance.randrange(len(parts))
        change = chance.randrange(4)
        if change == 0:
            parts.insert(place, chance.choice(WORDS))
        elif change == 1:
            parts[place] = chance.choice(WORDS)
        elif change == 2:
            parts.insert(chance.randrange(len(parts)), parts[place])
        else:
            parts.insert(chance.randrange(len(parts)), parts.pop(place))
        data = between.join(parts)
    return data


def distorted_envelope(chance):
    small, body = b"a", statement(1)
    whole = chance.choice([envelope(small, signature(ANN, small)), envelope(body, {"sig": "YWJj"}, signature(ANN, body, keyid=None))])
    data = bytearray(chance.choice([written(whole), json.dumps(whole, indent=1).encode()]))
    for _ in range(chance.choice([0, 1, 1, 2])):
        marks = [place for place, byte in enumerate(data) if byte in b'"{}[],:']
        place = chance.choice(marks) + chance.randrange(2) if marks and chance.random() < 0.7 else chance.randrange(len(data) + 1)
        data[place : place + chance.choice([0, 1, 1, 2, 5])] = chance.choice([b"", *PIECES])
    return bytes(data)


@pytest.fixture(scope="module")
def verifier():
    spec = importlib.util.spec_from_file_location("verify_receipt", PACKAGE / "Documentation/verify_receipt.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def accepted(read, data):
    try:
        return bool(read(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, InvalidSignature):
        return False


def assert_agree(read, made, objects):
    theirs = [accepted(read, data) for data in made]
    ours = [answer["ok"] for answer in check(objects)]
    assert [(data, their) for data, their, our in zip(made, theirs, ours, strict=True) if their != our] == []
    assert len(made) / 50 < sum(ours) < len(made) * 0.9, "enough of both kinds"


def test_policies(verifier):
    chance = random.Random(10)
    made = [distorted_policy(chance) for _ in range(3000)]
    assert_agree(verifier.read_policy, made, [{"kind": "policy", "policyBase64": base64_of(data)} for data in made])


def test_envelopes(verifier):
    chance = random.Random(11)
    made = [distorted_envelope(chance) for _ in range(3000)]
    keys = [{"spkiBase64": base64_of(ANN.der)}]

    def read(data):
        whole = json.loads(data.decode(), object_pairs_hook=verifier.unique, parse_constant=lambda name: verifier.need(False, name))
        alphabet = str.maketrans("-_", "+/")
        signatures = [verifier.decode(each["sig"].translate(alphabet)) for each in whole["signatures"]]
        body = verifier.decode(whole["payload"].translate(alphabet))
        verifier.need(whole["payloadType"] == TYPE and all(isinstance(each.get("keyid", ""), str) for each in whole["signatures"]), "form")
        return any(accepted(lambda each: ANN.private.public_key().verify(each, pae(body)) is None, each) for each in signatures)

    assert_agree(read, made, [{"kind": "dsse", "envelopeBase64": base64_of(data), "keys": keys} for data in made])
