"""Other people's code reads what we write: Go's note and tlog, securesystemslib, in-toto-attestation, pymerkle."""

import copy
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pymerkle
import pytest
import tiles
from checking import check
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from logs import Log
from merkle import Tree
from notes import base64_of, checkpoint, checkpoint_text, log_key, note, signature_line
from program import run
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey
from statements import as_stored, body_of, signed, signer, statement

ANN, BEN = signer(0), signer(1)
GO_SOURCES = "/usr/share/gocode"
SIZES = [1, 2, 3, 127, 128, 255, 256, 257, 600, 699, 700]
COUNT = 700


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """700 entries signed by one or two, in three full bundles' worth of batches, and some of their proofs beside them."""
    log = Log(tmp_path_factory.mktemp("clients") / "log", signers=(ANN, BEN))
    for start, end in [(0, 1), (1, 256), (256, 600), (600, COUNT)]:
        status, _ = log.append(*(signed(number, *signers_of(number)) for number in range(start, end)))
        assert status == 0
    proofs = log.folder.parent / "log.proofs"
    proofs.mkdir()
    for index in (0, 1, 127, 255, 256, 511, 512, 698, 699):
        (proofs / f"{index}.tlog-proof").write_bytes(log.proof(index))
    return log


def signers_of(number):
    return (ANN, BEN) if number % 3 == 0 else (BEN,) if number % 3 == 1 else (ANN,)


@pytest.fixture(scope="module")
def entries(log):
    found = []
    for index, width in tiles.parts(COUNT):
        found += tiles.unbundle((log.folder / tiles.tile_path("entries", index, width)).read_bytes())
    return found


@pytest.fixture(scope="module")
def goclient(tmp_path_factory):
    """Built from Debian's golang-golang-x-mod-dev; nothing is fetched."""
    if shutil.which("go") is None or not Path(GO_SOURCES, "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.skip("Debian's golang-go and golang-golang-x-mod-dev are not installed")
    folder = tmp_path_factory.mktemp("go")
    shutil.copy(Path(__file__).parent / "goclient/main.go", folder)
    settings = dict(GO111MODULE="off", GOPATH=GO_SOURCES, GOPROXY="off", GOFLAGS="", GOCACHE=str(folder / "cache"), CGO_ENABLED="0")
    built = subprocess.run(["go", "build", "-o", "goclient", "main.go"], cwd=folder, env={**os.environ, **settings}, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr

    def client(place, vkey, *sizes, notes=()):
        lines = "".join(base64_of(each) + "\n" for each in notes)
        return subprocess.run([str(folder / "goclient"), str(place), vkey, *map(str, sizes)], input=lines, capture_output=True, text=True)

    return client


def test_go_opens_the_checkpoint_and_proves_every_record(goclient, log):
    done = goclient(log.folder, log.key.vkey, *SIZES)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found == {"origin": log.origin, "size": COUNT, "records": COUNT, "growths": len(SIZES), "tiles": found["tiles"]}
    assert found["tiles"] > 0


@pytest.mark.parametrize("size", [1, 255, 256, 257, 513])
def test_go_reads_smaller_trees(size, goclient, tmp_path):
    log = Log(tmp_path / "log")
    log.append(*(signed(number) for number in range(size)))
    done = goclient(log.folder, log.key.vkey, *(old for old in SIZES if old <= size))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["records"] == size


def test_go_reads_a_tree_of_three_levels_which_we_audit(goclient, tmp_path):
    """The two agree about a tree that neither made: 70,000 entries in our Python model's tiles."""
    tree, key = Tree(b"%d" % index for index in range(70_000)), log_key()
    folder = tiles.write(tmp_path / "tree", {"checkpoint": checkpoint(key, 70_000, tree.root(70_000)), **tiles.files(tree, 70_000)})
    done = goclient(folder, key.vkey, 65_535, 65_536, 65_537)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["records"] > 900
    assert run("log", "audit", folder, "--vkey", key.vkey).status == 0


def test_go_refuses_what_was_changed(goclient, log, tmp_path):
    assert goclient(log.folder, log_key(seed=bytes(32)).vkey).returncode == 1
    for path in ("checkpoint", "tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/188"):
        folder = shutil.copytree(log.folder, tmp_path / path.replace("/", "-"))
        data = bytearray((folder / path).read_bytes())
        data[40] ^= 1
        (folder / path).write_bytes(data)
        assert goclient(folder, log.key.vkey, *SIZES).returncode == 1, path


TEXT = checkpoint_text(log_key().name, 7, bytes(range(32)))
PIECES = [
    b"\n", b"\n\n", b" ", b"=", b"+", b"A", b"/", b"\r", b"\t", b"\0", b"\x7f", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf",
    *(text.encode() for text in ("— ", "é", "\u00a0", "\u2028", log_key().name)),
    log_key().line(TEXT), log_key().line(b"x\n"), log_key("x.example", bytes(32)).line(TEXT),
]  # fmt: skip


def distorted_note(chance):
    """A note that may be sound, with up to three changes anywhere in it."""
    text = chance.choice([TEXT, TEXT, TEXT, b"", b"\n", b"a\n\nb\n", b"a"])
    unknown = signature_line("q", b"abcd", bytes(chance.randrange(80)))
    data = bytearray(note(text, *(chance.choice([log_key().line(text), *PIECES[-3:], unknown]) for _ in range(chance.randrange(4)))))
    for _ in range(chance.choice([0, 0, 1, 1, 1, 2, 3])):
        place = chance.randrange(len(data) + 1)
        removed = chance.choice([0, 1, 1, 2, 5, 40])
        data[place : place + removed] = chance.choice([b"", *PIECES])
    return bytes(data)


def test_go_opens_the_same_notes_as_we_do(goclient):
    chance = random.Random(2019)
    notes = [distorted_note(chance) for _ in range(6000)]
    done = goclient("-", log_key().vkey, notes=notes)
    assert done.returncode == 0, done.stderr
    theirs = [line == "true" for line in done.stdout.splitlines()]
    ours = [answer["ok"] for answer in check([{"kind": "note", "noteBase64": base64_of(each), "vkeys": [log_key().vkey]} for each in notes])]
    assert [each for each, their, our in zip(notes, theirs, ours, strict=True) if their != our] == []
    assert 300 < sum(ours) < 5000


def keys(*signers):
    return [SSlibKey(key.keyid, "ed25519", "ed25519", {"public": key.hex}) for key in signers]


def test_securesystemslib_verifies_every_envelope(entries):
    for number, entry in enumerate(entries):
        made = Envelope.from_dict(json.loads(entry))
        assert made.payload == statement(number) == body_of(entry)
        accepted = made.verify(keys(ANN, BEN), threshold=len(signers_of(number)))
        assert accepted.keys() == {key.keyid for key in signers_of(number)}
        if len(signers_of(number)) == 1:
            with pytest.raises(VerificationError):
                made.verify(keys(ANN, BEN), threshold=2)


def test_securesystemslib_refuses_what_was_changed(entries):
    for entry in entries[:30]:
        value = json.loads(entry)
        other = copy.deepcopy(value)
        other["payload"] = json.loads(entries[100])["payload"]
        with pytest.raises(VerificationError):
            Envelope.from_dict(other).verify(keys(ANN, BEN), threshold=1)


def test_we_admit_envelopes_that_securesystemslib_signed(tmp_path):
    log = Log(tmp_path / "log")
    made = Envelope(statement(5), "application/vnd.in-toto+json", {})
    made.sign(CryptoSigner(ANN.private, keys(ANN)[0]))
    status, answers = log.append(made.to_dict())
    assert (status, answers[0]["ok"]) == (0, True), answers
    assert log.entry(0) == as_stored(statement(5), ANN)


def test_in_toto_reads_and_validates_every_statement(entries):
    for number, entry in enumerate(entries):
        parsed = json_format.Parse(body_of(entry), statement_pb2.Statement())
        Statement.copy_from_pb(parsed).validate()
        assert parsed.subject[0].name == f"thing:{number}"
        assert parsed.predicate["number"] == number


def test_pymerkle_computes_the_same_roots(log, entries):
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    model = Tree(entries)
    for size in SIZES:
        assert tree.get_root(size) == model.root(size)
    assert log.head().root == tree.get_root(COUNT)
