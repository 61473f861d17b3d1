"""Chains of forwarding servers (ARC, RFC 8617), sealed by dkimpy, against `claims mail verify`."""

import json
import random
import re

import pytest

import program

dkim = pytest.importorskip("dkim")
pytest.importorskip("authres")

import signing  # noqa: E402

HEAD = (
    b"From: Anna Novak <anna@party.example>\r\n"
    b"To: press@party.example\r\n"
    b"Subject: Draft budget\r\n"
    b"Date: Mon, 02 Nov 2026 09:15:00 +0100\r\n"
    b"Message-ID: <a1@party.example>\r\n"
)
BODY = b"\r\nPlease find  the draft. \r\n\r\nAnna\r\n"
SERVERS = [b"lists.example", b"mx.example", b"archive.example"]


@pytest.fixture(scope="module")
def keys():
    return {server: signing.Key("rsa", 2048) for server in SERVERS}


def seal(message, server, key):
    """What the next server adds; dkimpy takes its verdict of the chain so far from the results of its own name."""
    chain = b"pass" if b"ARC-Seal" in message else b"none"
    results = b"Authentication-Results: " + server + b"; arc=" + chain + b"; dkim=pass header.d=party.example\r\n"
    fields = dkim.arc_sign(results + message, b"k", server, key.for_dkimpy, server, include_headers=[b"from", b"to", b"subject", b"date"])
    assert fields
    return b"".join(fields) + message


def sealed(keys, count=3):
    message = HEAD + BODY
    for server in SERVERS[:count]:
        message = seal(message, server, keys[server])
    return message


@pytest.fixture
def judge(tmp_path, keys):
    def judged(message, without=(), **others):
        mail = tmp_path / "mail.eml"
        mail.write_bytes(message)
        records = {server.decode(): key.record for server, key in keys.items() if server not in without}
        records.update(others)
        archive = tmp_path / "keys.json"
        archive.write_text(
            "{" + ",".join(f'"k._domainkey.{domain}": "{record}"' for domain, record in records.items()) + "}"
        )
        outcome = program.run("claims", "mail", "verify", mail, "--keys", archive, "--now", 1795500000, "--json")
        # The verdict stays that of DKIM, which this mail does not have.
        assert (outcome.status, outcome.summary["verdict"]) == (1, "none"), outcome.stderr
        return outcome.summary["arc"]

    return judged


def dns(keys):
    def text(name, timeout=5):
        server = name.rstrip(b".").removeprefix(b"k._domainkey.")
        return keys[server].record.encode() if server in keys else None

    return text


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_chain_that_dkimpy_sealed(judge, keys, count):
    message = sealed(keys, count)
    assert dkim.arc_verify(message, dnsfunc=dns(keys))[0] == b"pass"
    found = judge(message)
    assert (found["status"], found["fault"]) == ("pass", None)
    assert [part["instance"] for part in found["sets"]] == list(range(1, count + 1))
    assert [part["domain"] for part in found["sets"]] == [server.decode() for server in SERVERS[:count]]
    assert [part["chainValidation"] for part in found["sets"]] == ["none", "pass", "pass"][:count]
    assert all(part["seal"] == "pass" and "dkim=pass" in part["results"] for part in found["sets"])


def test_a_mail_without_a_chain(judge):
    assert judge(HEAD + BODY) == {"status": "none", "fault": None, "sets": []}


def test_what_a_list_changed_before_the_newest_server_does_not_break_the_chain(judge, keys):
    message = sealed(keys, 1).replace(b"Subject: Draft", b"Subject: [list] Draft")
    assert judge(message)["status"] == "fail", "nobody sealed it so"
    message = seal(message, SERVERS[1], keys[SERVERS[1]])
    found = judge(message)
    assert found["status"] == "pass"
    assert [part["message"] for part in found["sets"]] == ["fail-signature", "pass"]


@pytest.mark.parametrize(
    "old, new, fault",
    [
        (b"Please", b"Please,", "message signature of instance 3: fail-body"),
        (b"Subject: Draft", b"Subject: Final", "message signature of instance 3: fail-signature"),
        (b"i=1; lists.example", b"i=1; other.example", "seal of instance 3: fail-signature"),
        (b"cv=none", b"cv=pass", "cv=pass in instance 1"),
        (b"cv=pass", b"cv=fail", "cv=fail in instance"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=4", "no whole set of instance 2"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=3", "arc-seal of instance 3 twice"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=0", "without an instance"),
        (b"ARC-Seal: i=2", b"ARC-Seal: i=51", "without an instance"),
        (b"ARC-Seal: i=1", b"X-Seal: i=1", "no whole set of instance 1"),
        (b"ARC-Seal: i=2;", b"ARC-Seal: i=2; h=from;", "seal of instance"),
    ],
)
def test_a_chain_that_somebody_changed(judge, keys, old, new, fault):
    message = sealed(keys)
    assert old in message
    found = judge(message.replace(old, new, 1))
    assert found["status"] == "fail" and fault in found["fault"], found


def test_keys(judge, keys):
    message = sealed(keys)
    found = judge(message, without=[SERVERS[1]])
    assert (found["status"], found["fault"]) == ("no-key", "seal of instance 2: no-key")
    assert judge(message, **{"mx.example": "v=DKIM1; p="})["fault"] == "seal of instance 2: revoked"
    weak = judge(message, **{"archive.example": keys[SERVERS[0]].record})
    assert weak["fault"] == "message signature of instance 3: fail-signature"


def test_a_published_key_is_warned_of_in_words_too(tmp_path, keys):
    (tmp_path / "mail.eml").write_bytes(sealed(keys))
    archive = {f"k._domainkey.{server.decode()}": {"record": key.record} for server, key in keys.items()}
    archive["k._domainkey.mx.example"]["disclosedSince"] = "2020-01-01"
    (tmp_path / "keys.json").write_text(json.dumps(archive))
    arguments = ("claims", "mail", "verify", tmp_path / "mail.eml", "--keys", tmp_path / "keys.json", "--now", 1795500000)
    found = program.run(*arguments, "--json").summary["arc"]["sets"]
    assert ["key-disclosed" in part["warnings"] for part in found] == [False, True, False]
    text = program.run(*arguments).stdout.decode()
    second = text.partition("    2: domain mx.example")[2].partition("    3: domain")[0]
    assert "warning: key-disclosed" in second and text.count("warning: key-disclosed") == 1, text


def test_a_chain_longer_than_it_may_be(judge, keys):
    one = sealed(keys, 1).partition(b"From:")[0]
    many = b"".join(re.sub(rb"i=1;", b"i=%d;" % instance, one) for instance in range(50, 0, -1))
    assert judge(many + HEAD + BODY)["status"] == "fail"
    assert "more than 50 sets" in judge(one + many + HEAD + BODY)["fault"]


def test_damaged_chains_pass_only_where_dkimpy_says_so(judge, keys):
    chance, message = random.Random(8617), sealed(keys, 2)
    head, judged = message.index(b"From:"), 0
    for _ in range(60):
        damaged = bytearray(message)
        for _ in range(chance.randrange(1, 3)):
            place = chance.randrange(head)
            if chance.random() < 0.5:
                damaged[place] = chance.randrange(32, 127)
            else:
                del damaged[place : place + chance.randrange(1, 4)]
        damaged = bytes(damaged)
        try:
            expected = dkim.arc_verify(damaged, dnsfunc=dns(keys))[0] == b"pass"
        except Exception:  # dkimpy falls over some of them
            expected = False
        try:
            found = judge(damaged)
        except AssertionError:
            continue  # not a mail any more
        judged += 1
        assert (found["status"] == "pass") == expected, damaged[:head]
    assert judged > 40
