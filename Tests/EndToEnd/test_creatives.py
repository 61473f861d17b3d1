"""A picture of an ad from its sending to the library: kept by its hash, shown by the notice, found, given back."""

import hashlib
import http.client
import json
import re
import struct
import zlib

import pytest
from test_duties import Browser, data  # noqa: F401
from test_next_log import PASSWORD, Running
from tokens import token

ANSWERS = {
    "sponsor": {
        "sponsor-kind": "legalPerson", "sponsor-name": "Kustpartiet", "sponsor-email": "info@kustpartiet.example",
        "sponsor-country": "SE", "sponsor-establishment": "Hamngatan 3, Norrviken", "cosponsor": "no",
    },
    "control": {"control": "none"},
    "payer": {"payment": "sameAsSponsor"},
    "ad": {"title": "Flyer on school buses", "medium": "print", "language": "sv", "start": "2026-08-17", "end": "2026-09-13"},
    "money": {
        "amount": "12500.00", "currency": "SEK", "final": "final", "method": "Invoiced, without VAT", "funds-kind": "mixed",
        "funds-place": "insideUnion",
    },
    "vote": {"process": "none"},
    "aim": {"techniques": "no"},
    "past": {"suspended": "no"},
}  # fmt: skip


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height):
    rows = (b"\0" + bytes(3 * width)) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


PICTURE = png(40, 30)
HASH = hashlib.sha256(PICTURE).hexdigest()


def request(origin, method, path, body=None, secret=None, kind=None):
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=60)
    headers = {name: value for name, value in [("Content-Type", kind)] if value}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


@pytest.fixture
def server(data):  # noqa: F811
    (data / "advertising.json").write_text(json.dumps({"publisher": "Norrvikens Tidning AB", "country": "SE"}))
    with Running(data) as running:
        yield running


def signed_in(origin):
    browser = Browser(origin)
    status, _, _ = browser.submit("/sign-in", "/sign-in", name="anna", password=PASSWORD)
    assert status == 303
    return browser


def publish(origin, **ad):
    """Answers every question of the form, and returns the code of the notice."""
    browser = signed_in(origin)
    status, text, place = browser.submit("/ads/new", "/ads/new", lang="en")
    assert status == 303, text
    for question, answers in ANSWERS.items():
        assert place.endswith("/" + question)
        status, text, place = browser.submit(place, place, **{**answers, **(ad if question == "ad" else {})})
        assert status == 303, text
    status, text, label = browser.submit(place, place + "/publish", key="k1")
    assert status == 303, text
    return re.fullmatch(r"/t/([0-9A-Z]{8})/label", label)[1]


def test_a_picture_is_kept_shown_found_and_given_back(server):
    secret = token(server.origin, "anna", PASSWORD, "publish")

    def send(body, kind):
        status, _, answer = request(server.origin, "POST", "/api/v1/ads/creatives", body, secret, kind)
        return status, json.loads(answer)

    kept = {"sha256": HASH, "type": "image/png", "bytes": len(PICTURE), "width": 40, "height": 30}
    assert send(PICTURE, "image/png") == (201, kept)
    assert send(PICTURE, "image/png") == (200, kept)
    code = publish(server.origin, creatives=HASH)

    status, _, page = request(server.origin, "GET", f"/t/{code}")
    assert status == 200
    assert f'<img src="/creatives/{HASH}" alt="Flyer on school buses" width="40" height="30"' in page.decode()
    _, _, found = request(server.origin, "GET", f"/ads.jsonl?creative={HASH}")
    (row,) = [json.loads(line) for line in found.splitlines()]
    assert (row["id"], row["creatives"]) == (f"ad-{code}", [HASH])
    _, _, found = request(server.origin, "GET", f"/ads.jsonl?creative={'0' * 64}")
    assert found == b""

    status, headers, content = request(server.origin, "GET", f"/creatives/{HASH}")
    assert (status, content) == (200, PICTURE)
    assert headers["Content-Type"] == "image/png"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in headers["Cache-Control"]
    assert "sandbox" in headers["Content-Security-Policy"]


def test_a_picture_is_chosen_on_the_form(server):
    browser = signed_in(server.origin)
    _, _, place = browser.submit("/ads/new", "/ads/new", lang="de")
    place = place.rpartition("/")[0] + "/ad"

    def send(content, **fields):
        _, page, _ = browser.send("GET", place)
        fields["csrf"] = re.search(r'name="csrf" value="([^"]+)"', page)[1]
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{text}'.encode() for name, text in fields.items()]
        parts.append(
            b'Content-Disposition: form-data; name="creative-file"; filename="b.png"\r\nContent-Type: image/png\r\n\r\n' + content
        )
        body = b"".join(b"--limit\r\n" + part + b"\r\n" for part in parts) + b"--limit--\r\n"
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        headers = {"Content-Type": "multipart/form-data; boundary=limit", "Accept": "text/html", "Cookie": cookie}
        connection = http.client.HTTPConnection(browser.host, timeout=60)
        connection.request("POST", place, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    status, page = send(PICTURE[:20], **ANSWERS["ad"])
    assert status == 422
    assert "Eine Datei wurde nicht angenommen." in page
    assert 'value="Flyer on school buses"' in page
    status, page = send(PICTURE, **ANSWERS["ad"])
    assert status == 303, page
    assert HASH in browser.send("GET", place)[1]
    assert request(server.origin, "GET", f"/creatives/{HASH}")[2] == PICTURE


def test_what_is_no_creative_is_refused(server):
    secret = token(server.origin, "anna", PASSWORD, "publish")
    damaged = bytearray(PICTURE)
    damaged[19] ^= 1
    for body, kind, status in [
        (PICTURE, "image/jpeg", 415),
        (PICTURE, "application/octet-stream", 415),
        (b"GIF89a\x01\x00\x01\x00", "image/png", 422),
        (bytes(damaged), "image/png", 422),
        (PICTURE[:30], "image/png", 422),
        (png(12_001, 1), "image/png", 422),
        (PICTURE + bytes(5 << 20), "image/png", 413),
        (b"a" * (64 << 10) + b"b", "text/plain", 413),
    ]:
        found, headers, _ = request(server.origin, "POST", "/api/v1/ads/creatives", body, secret, kind)
        assert (found, headers["Content-Type"].split(";")[0]) == (status, "application/problem+json"), (kind, len(body))
        assert request(server.origin, "GET", f"/creatives/{hashlib.sha256(body).hexdigest()}")[0] == 404
    assert request(server.origin, "POST", "/api/v1/ads/creatives", PICTURE, None, "image/png")[0] == 401
