"""Requests to a witness made of sound and unsound parts and distorted at random: plain Python gives the same status."""

import base64
import collections
import http.client
import random
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from merkle import is_consistent, leaf
from notes import W1, base64_of, checkpoint_text, note
from servers import add_checkpoint, witness
from witnessing import FORKED, KEY, ROOT0, ROTATED, SECOND, STRANGER, TREE, grown

LOGS = {KEY.name: [KEY, ROTATED], SECOND.name: [SECOND]}
RECORDED = {KEY.name: 7, SECOND.name: 0}
COUNT = 1200


def need(condition):
    if not condition:
        raise ValueError


def decoded(text):
    data = base64.b64decode(text, validate=True)
    need(base64_of(data) == text)
    return data


def decimal(text):
    need(re.fullmatch("0|[1-9][0-9]*", text) and int(text) < 1 << 63)
    return int(text)


def parsed(body):
    """Old size, proof, text, signature lines, origin, size and root; raises where the form is wrong."""
    head, gap, checkpoint = body.partition(b"\n\n")
    first, *proof = head.decode().split("\n")
    need(gap and first.startswith("old ") and len(proof) <= 63)
    steps = [decoded(line) for line in proof]
    cut = checkpoint.rindex(b"\n\n") + 1
    text, rest = checkpoint[:cut].decode(), checkpoint[cut + 1 :].decode().split("\n")
    need(rest.pop() == "" and 1 <= len(rest) <= 100 and not re.search(rb"[^\n -\xff]", checkpoint))
    lines = []
    for dash, name, encoded in (line.split(" ", 2) for line in rest):
        need(dash == "—" and name and not re.search(r"[\s+]", name) and len(decoded(encoded)) >= 5)
        lines.append((name, decoded(encoded)[:4], decoded(encoded)[4:]))
    origin, size, root, *extensions = text.removesuffix("\n").split("\n")
    need(origin and all(extensions) and all(len(each) == 32 for each in [*steps, decoded(root)]))
    return decimal(first[4:]), steps, text.encode(), lines, origin, decimal(size), decoded(root)


def signs(key, signature, text):
    try:
        return Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text) is None
    except InvalidSignature:
        return False


def status(body):
    """The status of the first row of the protocol's table that the request fails."""
    try:
        old, proof, text, lines, origin, size, root = parsed(body)
    except (ValueError, LookupError):
        return 400
    if origin not in LOGS:
        return 404
    trusted = {(key.name, key.key_id): key for key in LOGS[origin]}
    verdicts = [signs(trusted[name, key_id], signature, text) for name, key_id, signature in lines if (name, key_id) in trusted]
    if not verdicts or not all(verdicts):
        return 403
    if old > size:
        return 400
    if old != RECORDED[origin]:
        return 409
    if size == 0 and root != ROOT0:
        return 422
    return 200 if is_consistent(old, size, proof, TREE.root(old), root) else 422


def request(chance):
    tree, size = chance.choice([TREE, TREE, FORKED]), chance.choice([0, 1, 6, 7, 7, 8, 9, 31])
    old = chance.choice([7, 7, 7, 7, 7, 0, 6, 8, 31])
    key = chance.choice([KEY] * 6 + [ROTATED, SECOND, STRANGER])
    origin = chance.choice([KEY.name] * 8 + [key.name, SECOND.name, STRANGER.name])
    root = chance.choice([tree.root(size)] * 5 + [leaf(b"x")])
    text = checkpoint_text(origin, size, root, chance.choice([[]] * 6 + [["x"], [""]]))
    others = [KEY.line(text), ROTATED.line(b"x\n"), STRANGER.line(text), SECOND.line(b"y\n"), W1.cosignature(text, 1)]
    # One line of each key: of two, the second is skipped by one rule and must not fail by another.
    lines = {line.split(b" ")[1]: line for line in chance.choices([key.line(text)] * 5 + others, k=chance.choice([1, 1, 1, 2, 3]))}
    wrong = [[], [leaf(b"q")], tree.consistency(min(old, size), size)]
    proof = tree.consistency(min(7, size), size) if chance.random() < 0.7 else chance.choice(wrong)
    data = bytearray(add_checkpoint(old, proof, note(text, *lines.values())))
    for _ in range(chance.choice([0, 0, 0, 0, 1, 1, 2])):
        place = chance.randrange(len(data) + 1)
        piece = chance.choice([b"", b"\n", b" ", b"=", b"0", b"+", b"\r", b"\xff", b"A", b"\t", "— ".encode()])
        data[place : place + chance.choice([0, 1, 1, 3, 20])] = piece
    return bytes(data)


def test_each_request_gets_the_status_of_its_first_fault(tmp_path):
    chance, met = random.Random(8), collections.Counter()
    (tmp_path / "key").write_text(W1.file)
    with witness(tmp_path / "state", tmp_path / "key", KEY.vkey, ROTATED.vkey, SECOND.vkey) as server:
        assert server.add(grown(0, 7)).status == 200
        connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
        for data in (request(chance) for _ in range(COUNT)):
            wanted = status(data)
            if wanted == 200 and parsed(data)[4:6] != (KEY.name, 7):
                continue  # it would grow what is recorded
            connection.request("POST", "/add-checkpoint", data)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == wanted, data
            met[wanted] += 1
        connection.close()
        assert server.recorded_size(KEY.name) == 7
    assert min(met[each] for each in (200, 400, 403, 404, 409, 422)) > 5, met
