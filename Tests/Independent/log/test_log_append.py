"""`log append`: what is admitted, how it is stored, what is refused and why."""

import base64
import json
import subprocess

import pytest
from merkle import leaf
from program import binary, run
from statements import as_stored, envelope, signature, signed, signer, statement, written

ANN, BEN, EVE = signer(0), signer(1), signer(2)


def test_entries_are_stored_as_the_specification_writes_them(log):
    status, answers = log.append(signed(1), signed(2, BEN, ANN), signed(3, ANN, EVE))
    assert status == 0
    assert [answer["index"] for answer in answers] == [0, 1, 2]
    assert log.entry(0) == as_stored(statement(1), ANN)
    assert log.entry(1) == as_stored(statement(2), ANN, BEN)
    assert [answer["leafHash"] for answer in answers] == [leaf(log.entry(index)).hex() for index in range(3)]
    third = json.loads(log.entry(2))["signatures"]
    assert third == [signature(ANN, statement(3)), signature(EVE, statement(3))], "strangers' signatures are kept, behind ours"


def test_what_the_sender_calls_a_key_does_not_matter(log):
    body = statement(1)
    lie = envelope(body, signature(ANN, body, keyid=BEN.keyid))
    status, answers = log.append(lie, signed(1))
    assert status == 0
    assert log.entry(0) == as_stored(body, ANN)
    assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(0, False), (0, True)]
    nameless = statement(2)
    assert log.append(envelope(nameless, signature(BEN, nameless, keyid=None)))[0] == 0
    assert log.entry(1) == as_stored(nameless, BEN)


def test_the_envelope_may_be_spelt_otherwise(log):
    """Blanks, other order, unknown fields and the URL alphabet are read; the entry is written our way."""
    body = statement(1, predicate={"text": "?>?>~~~ÿÿÿ"})
    url = base64.urlsafe_b64encode(body).decode()
    assert url != base64.b64encode(body).decode()
    made = {"extra": [1], "signatures": [{"x": 1, "sig": signature(ANN, body)["sig"]}], "payloadType": "application/vnd.in-toto+json", "payload": url}
    line = json.dumps(made, indent=None, separators=(" , ", " : ")).encode()
    status, answers = log.append(line)
    assert (status, answers[0]["ok"]) == (0, True), answers
    assert log.entry(0) == as_stored(body, ANN)


def test_a_repeat_is_answered_with_the_first_index(log):
    first = signed(1)
    status, answers = log.append(first, signed(2), first)
    assert status == 0
    assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(0, False), (1, False), (0, True)]
    status, answers = log.append(first)
    assert (status, answers[0]["index"], answers[0]["duplicate"], answers[0]["size"]) == (0, 0, True, 2)
    assert answers[0]["leafHash"] == leaf(log.entry(0)).hex()
    assert log.head().size == 2


def test_other_signers_make_another_statement(log):
    status, answers = log.append(signed(1, ANN), signed(1, BEN), signed(1, BEN, ANN), signed(1, ANN, BEN))
    assert status == 0
    assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(0, False), (1, False), (2, False), (2, True)]


def refusals():
    body = statement(1)
    whole = signed(1)
    yield "no JSON", b"tea", "malformed"
    yield "no object", b"[]", "malformed"
    yield "nothing signed", written(envelope(body)), "malformed"
    yield "no payload", written({key: value for key, value in whole.items() if key != "payload"}), "malformed"
    yield "no payloadType", written({key: value for key, value in whole.items() if key != "payloadType"}), "malformed"
    yield "payload is no base64", written({**whole, "payload": "!"}), "malformed"
    yield "payload is a number", written({**whole, "payload": 1}), "malformed"
    yield "signature is no base64", written({**whole, "signatures": [{"sig": "!"}]}), "malformed"
    yield "signature without sig", written({**whole, "signatures": [{"keyid": ""}]}), "malformed"
    yield "a key twice", b'{"payload":"",' + written(whole)[1:], "malformed"
    yield "not UTF-8", written(whole).replace(b"payloadType", b"payload\xff"), "malformed"
    yield "stranger", written(signed(1, EVE)), "signer"
    other = statement(2)
    yield "signature of another body", written(envelope(body, signature(ANN, other))), "signer"
    short = signature(ANN, body)["sig"][:40]
    yield "signature of 30 bytes", written(envelope(body, {"sig": short})), "signer"
    for name, changes in STATEMENT_FAULTS.items():
        wrong = statement(1, **changes)
        yield name, written(envelope(wrong, signature(ANN, wrong))), "statement"
    for name, wrong in {"no JSON in the body": b"tea", "a key twice in the body": body[:-1] + b',"predicate":{}}', "an empty body": b""}.items():
        yield name, written(envelope(wrong, signature(ANN, wrong))), "statement"
    yield "too large", written(signed(1, ANN, padding=49_000)), "too-large"


SHA256, SHA512 = "0a" * 32, "0b" * 64
STATEMENT_FAULTS = {
    "other _type": dict(_type="https://in-toto.io/Statement/v0.1"),
    "no _type": dict(_type=None),
    "no subject": dict(subject=None),
    "empty subject": dict(subject=[]),
    "subject without digest": dict(subject=[{"name": "x"}]),
    "empty digest": dict(subject=[{"name": "x", "digest": {}}]),
    "short sha256": dict(subject=[{"digest": {"sha256": SHA256[2:]}}]),
    "capitals in sha256": dict(subject=[{"digest": {"sha256": SHA256.upper()}}]),
    "sha512 of 64 digits": dict(subject=[{"digest": {"sha512": SHA256}}]),
    "gitCommit of 41 digits": dict(subject=[{"digest": {"gitCommit": "0" * 41}}]),
    "a digest that is a number": dict(subject=[{"digest": {"sha256": 1}}]),
    "names twice": dict(subject=[{"name": "x", "digest": {"sha256": SHA256}}, {"name": "x", "digest": {"sha512": SHA512}}]),
    "no predicateType": dict(predicateType=None),
    "predicateType is a number": dict(predicateType=1),
    "predicate is a list": dict(predicate=[1]),
}


@pytest.mark.parametrize(("line", "error"), [(line, error) for _, line, error in refusals()], ids=[name for name, _, _ in refusals()])
def test_what_is_refused_and_how(line, error, log):
    status, answers = log.append(line, signed(99))
    assert status == 1
    assert answers[0]["ok"] is False and answers[0]["error"] == error and answers[0]["reason"], answers
    assert (answers[1]["ok"], answers[1]["index"]) == (True, 0), "the lines behind it are not held up"
    assert log.head().size == 1


def test_payload_of_another_type_is_refused(log):
    body = statement(1)
    status, answers = log.append(envelope(body, signature(ANN, body, payload_type="text/plain"), payload_type="text/plain"))
    assert (status, answers[0]["ok"]) == (1, False)


def test_the_largest_entry_has_65535_bytes(log):
    """As stored: what the sender writes may be longer."""
    body = statement(1, padding=48_000)

    def sized(size):
        """An envelope whose stored form has that size, by the length of a stranger's keyid."""
        bare = len(written(envelope(body, signature(ANN, body), signature(EVE, body, keyid=""))))
        return envelope(body, signature(ANN, body), signature(EVE, body, keyid="k" * (size - bare)))

    status, answers = log.append(sized(65_536), written(sized(65_535)).replace(b",", b" , "))
    assert status == 1
    assert (answers[0]["ok"], answers[0]["error"]) == (False, "too-large")
    assert (answers[1]["ok"], answers[1]["index"]) == (True, 0)
    assert len(log.entry(0)) == 65_535


def test_without_json_the_exit_status_is_the_same(log):
    assert run("log", "append", log.folder, stdin=written(signed(1)) + b"\n").status == 0
    assert run("log", "append", log.folder, stdin=b"tea\n").status == 1
    assert run("log", "append", log.folder, log.folder / "nothing", stdin=b"").status == 66
    assert run("log", "append", log.folder.parent / "nothing", stdin=b"").status == 66


def test_a_second_writer_is_turned_away(log):
    writer = subprocess.Popen([str(binary()), "log", "append", str(log.folder), "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        writer.stdin.write(written(signed(1)) + b"\n")
        writer.stdin.flush()
        # Answers do not wait for the end of the input.
        assert json.loads(writer.stdout.readline())["index"] == 0
        outcome = run("log", "append", log.folder, "--json", stdin=written(signed(2)) + b"\n")
        assert outcome.status == 69 and outcome.stdout == b"" and outcome.stderr
        assert log.head().size == 1, "reading needs no lock"
        assert run("log", "show", log.folder, 0).status == 0
    finally:
        writer.stdin.close()
        assert writer.wait(30) == 0
