"""`daylight ads label`: an independent reader finds the address in the QR code that the program draws."""

import json
import re
import shutil
import subprocess

import program
import pytest

NOTICE = {
    "noticeId": "n-1", "adId": "a-1", "version": 1, "language": "fi", "adLanguages": ["fi"], "publisher": "Rannikko Oy",
    "sponsor": {
        "kind": "naturalPerson", "name": "Aino Esimerkki", "email": "aino@esimerkki.example", "country": "FI"
    },
    "controllingEntity": "none", "payer": "sameAsSponsor", "period": {"start": "2027-01-02", "end": "2027-01-03"},
    "amountsAd": {"amount": "80.00", "currency": "EUR"}, "fundsOrigin": {"kind": "private", "place": "insideUnion"},
    "amountsMethod": "Ilman arvonlisäveroa, lopullinen", "linkedProcesses": [], "repositoryLink": "notOnline",
    "notificationMechanism": {"url": "https://rannikko.example/ilmoita", "text": "Lomake"},
    "priorSuspension": {"suspendedOrDiscontinued": False}, "techniquesUsed": False,
}
ADDRESS = "https://rannikko.example/t/7K3M9QXA"


def label(*options, notice=NOTICE, address=ADDRESS):
    return program.run("ads", "label", "-", "--address", address, *options, stdin=json.dumps(notice).encode())


def picture(svg, path):
    """The drawing as a grey map of 8 × 8 pixels a module."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg).group(1))
    dark = [[False] * side for _ in range(side)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        dark[int(y)][int(x) : int(x) + int(run)] = [True] * int(run)
    scale = 8
    rows = (bytes(0 if module else 255 for module in row for _ in range(scale)) for row in dark for _ in range(scale))
    path.write_bytes(b"P5 %d %d 255\n" % (side * scale, side * scale) + b"".join(rows))
    return path


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg of the package zbar-tools is not installed")
@pytest.mark.parametrize("length", [14, 26, 35, 42, 62, 84, 106, 122, 152, 180, 200, 213])
def test_an_independent_reader_finds_the_address(length, tmp_path):
    address = "https://a.example/"[:length] + "".join(chr(0x61 + i * 7 % 26) for i in range(max(0, length - 18)))
    address = address if length >= 18 else "https://a.fi/x"
    outcome = label("--format", "svg", address=address)
    assert outcome.status == 0, outcome.stderr
    image = picture(outcome.stdout.decode(), tmp_path / "code.pgm")
    read = subprocess.run(["zbarimg", "--quiet", "--raw", image], capture_output=True, text=True, timeout=60)
    assert read.stdout.strip() == address


def test_each_medium_carries_the_label():
    carried = label("--json").summary
    assert carried["language"] == "fi" and carried["address"] == ADDRESS
    assert [statement["item"] for statement in carried["statements"]] == ["advertisement", "sponsor", "notice"]
    for name in ("html", "print", "spoken", "svg"):
        assert label("--format", name).stdout.decode().rstrip("\n") == carried[name]
    assert label("--format", "caption").stdout.decode().splitlines() == carried["caption"]
    assert "Poliittinen mainos" in carried["html"] and "Aino Esimerkki" in carried["spoken"]


def test_a_notice_with_faults_has_no_label():
    outcome = label(notice=NOTICE | {"payer": "not yet known"})
    assert outcome.status == 1 and not outcome.stdout and "validate" in outcome.stderr


def test_a_language_without_words_is_refused():
    outcome = label("--json", notice=NOTICE | {"language": "is", "adLanguages": ["is"]})
    assert outcome.status == 65 and outcome.summary["error"]["field"] == "language"


@pytest.mark.parametrize("address", ["http://a.example/", "a.example", "https://a.example/" + "x" * 200])
def test_an_address_that_cannot_be_drawn_is_a_wrong_option(address):
    assert label(address=address).status == 64
