"""Signatures made and judged by dkimpy, and by a plain signer, against `claims mail verify`."""

import os
import random
import re

import pytest

import program

pytest.importorskip("dkim")
pytest.importorskip("nacl")

import signing  # noqa: E402

HEAD = (
    b"Received: by mx.party.example; Mon, 02 Nov 2026 09:15:01 +0100\r\n"
    b"From:  Anna \t Novak <anna@party.example>\r\n"
    b"To: press@party.example,\r\n\tdesk@party.example\r\n"
    b"Subject: Draft\r\n  budget \r\n"
    b"Date: Mon, 02 Nov 2026 09:15:00 +0100\r\n"
    b"Message-ID: <a1@party.example>\r\n"
)
BODIES = {
    "plain": b"Please find  the draft. \r\n\r\nAnna\r\n",
    "empty": b"",
    "blank-lines": b"\r\n\r\n\r\n",
    "spaces-only": b"  \t\r\n \r\n",
    "no-last-line-end": b"text\r\n\tindented  line \t\r\nend",
    "trailing": b"text\r\n\r\n \r\n\t\r\n",
    "eight-bit": "Größe\u00a0 €\r\n".encode() + bytes(range(128, 256)) + b"\r\n",
    "dots": b".\r\n..\r\nFrom here\r\n",
}
METHODS = [(header, body) for header in ("simple", "relaxed") for body in ("simple", "relaxed")]
ROUNDS = int(os.environ.get("DAYLIGHT_FUZZ", 60))


@pytest.fixture(scope="module")
def keys():
    return {
        "rsa1024": signing.Key("rsa", 1024),
        "rsa2048": signing.Key("rsa", 2048),
        "rsa2048-bare": signing.Key("rsa", 2048, pkcs1=True),
        "rsa3072": signing.Key("rsa", 3072),
        "ed25519": signing.Key("ed25519"),
    }


@pytest.fixture
def judge(tmp_path):
    def judged(message, key, *options, record=None):
        mail = tmp_path / "mail.eml"
        mail.write_bytes(message)
        archive = signing.archive(tmp_path / "keys.json", k=record or key.record)
        return program.run("claims", "mail", "verify", mail, "--keys", archive, "--now", 1795500000, "--json", *options)

    return judged


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("methods", METHODS, ids="/".join)
@pytest.mark.parametrize("name", ["rsa1024", "rsa2048", "rsa2048-bare", "rsa3072", "ed25519"])
def test_what_dkimpy_signs_passes(keys, judge, name, methods, body):
    key = keys[name]
    outcome = judge(signing.by_dkimpy(HEAD + b"\r\n" + BODIES[body], key, *methods), key)
    (signature,) = outcome.summary["signatures"]
    assert (outcome.status, signature["verdict"]) == (0, "pass")
    assert signature["keyBits"] == key.bits and signature["canonicalization"] == "/".join(methods)
    assert signature["warnings"] == (["weak-key"] if name == "rsa1024" else [])
    assert signature["bodyTotal"] == len(signing.canonical_body(BODIES[body], methods[1]))


@pytest.mark.parametrize("methods", METHODS, ids="/".join)
def test_text_behind_a_signed_length(keys, judge, methods):
    key = keys["ed25519"]
    signed = signing.by_dkimpy(HEAD + b"\r\n" + BODIES["plain"], key, *methods, length=True)
    outcome = judge(signed + b"PS: added\r\n", key)
    (signature,) = outcome.summary["signatures"]
    assert signature["verdict"] == "pass" and signature["warnings"] == ["l-tag"]
    assert signature["bodyCovered"] < signature["bodyTotal"]
    shortened = signed.replace(b"Anna\r\n", b"")
    assert judge(shortened, key).summary["verdict"] == "fail-body"


def test_lines_in_bare_lf(keys, judge):
    signed = signing.by_dkimpy(HEAD + b"\r\n" + BODIES["plain"], keys["rsa2048"])
    outcome = judge(signed.replace(b"\r\n", b"\n"), keys["rsa2048"])
    assert outcome.summary["bareLF"] and outcome.summary["verdict"] == "pass"
    mixed = judge(signed.replace(b"\r\n", b"\n", 3), keys["rsa2048"])
    assert mixed.summary["bareLF"] and mixed.summary["verdict"] == "pass"


@pytest.mark.parametrize("methods", METHODS, ids="/".join)
def test_headers_that_stand_twice_are_taken_from_the_bottom(keys, judge, methods):
    head = HEAD.replace(b"Subject", b"X-Note: old\r\nX-Note: older\r\nCc: a@b.example\r\nCc: c@d.example\r\nSubject")
    include = [b"from", b"x-note", b"x-note", b"x-note", b"cc", b"subject", b"from"]
    key = keys["rsa2048"]
    signed = signing.by_dkimpy(head + b"\r\nx\r\n", key, *methods, include=include)
    (signature,) = judge(signed, key).summary["signatures"]
    assert signature["verdict"] == "pass" and signature["warnings"] == ["duplicate-header"]
    assert signature["headersCovered"] == ["from", "x-note", "cc", "subject"]
    assert signature["headersNotCovered"] == ["to", "cc", "date", "message-id"]
    # The third X-Note and the second From were signed as absent: adding one breaks the signature.
    assert judge(b"X-Note: new\r\n" + signed, key).summary["signatures"][0]["verdict"] == "fail-signature"
    # The upper Cc was not signed.
    assert judge(signed.replace(b"a@b.example", b"x@y.example"), key).summary["verdict"] == "pass"
    assert judge(signed.replace(b"c@d.example", b"x@y.example"), key).summary["verdict"] == "fail-signature"


def test_expiry_is_a_warning(keys, judge):
    message = HEAD + b"\r\n" + BODIES["plain"]
    for expiry, warnings in ((1795499999, ["expired"]), (1795500000, []), (10**30, [])):
        signed = signing.plainly(message, keys["ed25519"], f" t=1795400000; x={expiry};", ["From", "Subject"])
        (signature,) = judge(signed, keys["ed25519"]).summary["signatures"]
        assert (signature["verdict"], signature["warnings"]) == ("pass", warnings)
        assert signature["signedAt"] == 1795400000


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda text: text.replace(b"v=1", b"v=2"), "malformed"),
        (lambda text: text.replace(b"v=1;", b""), "malformed"),
        (lambda text: text.replace(b"v=1;", b"v=1; v=1;"), "malformed"),
        (lambda text: text.replace(b"v=1;", b"v=1;;"), "malformed"),
        (lambda text: text.replace(b"h=From:Subject", b"h=Subject"), "malformed"),
        (lambda text: text.replace(b"s=k;", b""), "malformed"),
        (lambda text: text.replace(b"d=party.example;", b"d=party.example; i=@example;"), "malformed"),
        (lambda text: text.replace(b"d=party.example;", b"d=party.example; i=@notparty.example;"), "malformed"),
        (lambda text: text.replace(b"c=relaxed/relaxed", b"c=loose"), "malformed"),
        (lambda text: text.replace(b"ed25519-sha256", b"ed25519-sha512"), "malformed"),
        (lambda text: text.replace(b"ed25519-sha256", b"rsa-sha1"), "malformed"),
        (lambda text: text.replace(b"ed25519-sha256", b"rsa-sha256"), "fail-signature"),
        (lambda text: text.replace(b"s=k;", b"s=other;"), "no-key"),
        (lambda text: text.replace(b"s=k;", b"s=k; l=99999999999999999999999999;"), "fail-body"),
        (lambda text: text.replace(b"s=k;", b"s=k; l=x;"), "malformed"),
        (lambda text: text.replace(b"d=party.example;", b"d=party.example; i=anna@a.party.example;"), "fail-signature"),
        (lambda text: text.replace(b"draft", b"Draft"), "fail-body"),
        (lambda text: text.replace(b"; bh=", b"; bh=!"), "fail-body"),
        (lambda text: text.replace(b"; b=", b"; b=!"), "fail-signature"),
        (lambda text: text.replace(b"; b=", b"; b=; x="), "malformed"),
        (lambda text: text.replace(b"Novak", b"Nowak"), "fail-signature"),
    ],
)
def test_changed_signatures(keys, judge, change, verdict):
    signed = signing.plainly(HEAD + b"\r\n" + BODIES["plain"], keys["ed25519"], "", ["From", "Subject"])
    assert judge(signed, keys["ed25519"]).summary["verdict"] == "pass"
    outcome = judge(change(signed), keys["ed25519"])
    assert (outcome.status, outcome.summary["signatures"][0]["verdict"]) == (1, verdict)
    warnings = outcome.summary["signatures"][0]["warnings"]
    assert ("obsolete-algorithm" in warnings) == (b"rsa-sha1" in change(signed))


@pytest.mark.parametrize(
    ("record", "verdict", "warnings"),
    [
        ("{}", "pass", []),
        ("{}; t=y", "pass", ["test-mode"]),
        ("{}; t=s:y", "pass", ["test-mode"]),
        ("{}; s=email", "pass", []),
        ("{}; s=*", "pass", []),
        ("{}; s=tlsrpt", "fail-signature", []),
        ("{}; h=sha1:sha256", "pass", []),
        ("{}; h=sha1", "fail-signature", []),
        ("v=DKIM1; k=ed25519; p=", "revoked", []),
        ("v=DKIM1; p=; t=y", "revoked", ["test-mode"]),
        ("v=DKIM2; p=", "no-key", []),
        ("nothing", "no-key", []),
        ("v=DKIM1; k=ed25519; p=AAAA", "fail-signature", []),
    ],
)
def test_key_records(keys, judge, record, verdict, warnings):
    key = keys["ed25519"]
    signed = signing.plainly(HEAD + b"\r\n" + BODIES["plain"], key, "", ["From", "Subject"])
    outcome = judge(signed, key, record=record.format(key.record))
    (signature,) = outcome.summary["signatures"]
    assert (signature["verdict"], signature["warnings"]) == (verdict, warnings)


def test_strict_keys_do_not_sign_for_subdomains(keys, judge):
    key = keys["ed25519"]
    signed = signing.plainly(HEAD + b"\r\nx\r\n", key, " i=anna@a.party.example;", ["From"])
    assert judge(signed, key).summary["verdict"] == "pass"
    assert judge(signed, key, record=key.record + "; t=s").summary["verdict"] == "fail-signature"


def test_short_rsa_keys_do_not_count(judge):
    # 512 bits of modulus, by hand: libraries refuse to make such keys.
    record = (
        "v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALVY0MBN2GsGWq2TRSdLJh1pxp1m"
        "xMWn0Sz8lH9CuHRvV0Vv3n1wq5dGmFQ4mVJ0m1x3Jt0b3rj0m0lqk2Z1bTMCAwEAAQ=="
    )
    key = signing.Key("rsa", 1024)
    signed = signing.plainly(HEAD + b"\r\nx\r\n", key, "", ["From"])
    (signature,) = judge(signed, key, record=record).summary["signatures"]
    assert (signature["verdict"], signature["keyBits"], signature["warnings"]) == ("fail-signature", 512, [])


def test_eleven_signatures(keys, judge):
    key = keys["ed25519"]
    signed = HEAD + b"\r\nx\r\n"
    for _ in range(11):
        signed = signing.plainly(signed, key, "", ["From"])
    signatures = judge(signed, key).summary["signatures"]
    assert [signature["verdict"] for signature in signatures] == ["pass"] * 10


def test_the_best_signature_decides(keys, judge):
    key = keys["ed25519"]
    signed = signing.plainly(HEAD + b"\r\nx\r\n", key, "", ["From"])
    signed = b"DKIM-Signature: v=1; nonsense\r\n" + signed.replace(b"; b=", b";\r\n b=\r\n ")
    outcome = judge(signed, key)
    assert outcome.status == 0
    assert [signature["verdict"] for signature in outcome.summary["signatures"]] == ["malformed", "pass"]


def test_random_damage_is_judged_as_dkimpy_does(keys, judge):
    """One byte changed, removed or added in mails that dkimpy signed."""
    source = random.Random(2026)
    agreed = {True: 0, False: 0}
    for turn in range(ROUNDS):
        key = keys[source.choice(["rsa1024", "rsa2048", "ed25519"])]
        body = source.choice(list(BODIES.values()))
        signed = bytearray(signing.by_dkimpy(HEAD + b"\r\n" + body, key, *source.choice(METHODS)))
        # The signature's own tags are judged by other rules than dkimpy's; what they sign is not.
        start = signed.index(b"\r\nReceived:") + 2
        place = source.randrange(start, len(signed))
        kind = turn % 3
        if kind == 0:
            signed[place] = source.choice(b" \tAz\x80")
        elif kind == 1:
            signed[place:place] = source.choice([b" ", b"\t", b"x", b"\r\n", b"\r\n "])
        else:
            del signed[place]
        message = bytes(signed)
        lines = message.partition(b"\r\n\r\n")[0].split(b"\r\n")
        # White space before a colon is allowed (RFC 6376, section 3.4.5), but not for dkimpy.
        is_plain = all(line[:1] in (b" ", b"\t") or re.match(rb"[!-9;-~]+:", line) for line in lines)
        # A carriage return alone ends no line; dkimpy drops it at the end of a field.
        is_plain = is_plain and not re.search(rb"[\r\n]", message.replace(b"\r\n", b""))
        if not is_plain or message.lower().count(b"\r\nfrom:") != 1:
            continue
        outcome = judge(message, key)
        if outcome.status == 65:
            continue
        expected = signing.holds_for_dkimpy(message, key)
        assert (outcome.summary["signatures"][0]["verdict"] == "pass") == expected, message
        agreed[expected] += 1
    assert min(agreed.values()) > ROUNDS / 20, agreed
