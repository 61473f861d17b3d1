"""`log audit`: a sound log is sound, and one fault leads to its file."""

import struct
from pathlib import Path

import pytest
import tiles
from auditing import BUNDLES, HASHES, KEY, SIZE, assert_fault, assert_sound, audit, change_entry, make
from logs import Log
from merkle import Tree, leaf, sha256
from notes import checkpoint, checkpoint_text, log_key, note, witness_key
from program import run
from servers import serve
from statements import as_stored, signed, signer, statement

SAMPLES = Path(__file__).parent / "contract"


def test_the_sample_trees():
    root = "d10ce7464720961c9301ffc85f656d55fe10e6384d6dc1479169fce1d7f41551"
    assert_sound(audit(SAMPLES / "tree"), 7, bytes.fromhex(root))
    assert_fault(audit(SAMPLES / "tree-bad-bundle"), "tile/entries/000.p/7")


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 513])
def test_sound_trees(size, tree, tmp_path):
    assert_sound(audit(make(tmp_path, tree, size)), size, tree.root(size))


def test_a_tree_of_three_levels(tmp_path):
    """The 70,000 entries of the worked example, whose roots are known; then a fault at the top."""
    large = Tree(b"%d" % index for index in range(70_000))
    make(tmp_path, large)
    root = bytes.fromhex("1a4cdfcb66374a0c0dcbef49acbd4976d13ee864fb3cb241fc943cad04f02f7e")
    assert_sound(audit(tmp_path), 70_000, root)
    (tmp_path / "tile/2/000.p/1").write_bytes(leaf(b"other"))
    assert_fault(audit(tmp_path), "tile/2/000.p/1")


def test_our_own_log(tmp_path):
    log = Log(tmp_path / "log", signers=(signer(0), signer(1)))
    assert_sound(audit(log.folder, "--statements"), 0, sha256(b""))
    log.append(*(signed(number, signer(number % 2)) for number in range(300)))
    tree = Tree(as_stored(statement(number), signer(number % 2)) for number in range(300))
    assert_sound(audit(log.folder, "--statements"), 300, tree.root(300))
    with serve(log.folder) as server:
        assert_sound(audit(server.url, "--statements"), 300, tree.root(300))
        assert_sound(audit(server.url + "/", "--statements"), 300, tree.root(300))


def test_audit_only_reads(folder):
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert audit(folder).status == 0
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize("path", HASHES + BUNDLES)
def test_a_missing_file_is_named(path, folder):
    (folder / path).unlink()
    assert_fault(audit(folder), path)


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data[:-32], lambda data: data + b"\0", lambda data: data + bytes(32), lambda _: b""])
@pytest.mark.parametrize("path", HASHES)
def test_a_hash_tile_of_wrong_length_is_named(path, change, folder):
    (folder / path).write_bytes(change((folder / path).read_bytes()))
    assert_fault(audit(folder), path)


BUNDLE_FAULTS = {
    "cut": lambda data: data[:-1],
    "cut after a length": lambda data: data[: -len(b"entry 599")],
    "a byte more": lambda data: data + b"\0",
    "an entry less": lambda data: tiles.bundle(tiles.unbundle(data)[:-1]),
    "an entry more": lambda data: tiles.bundle(tiles.unbundle(data) + [b"entry"]),
    "an entry too long": lambda data: data[:-11] + struct.pack(">H", 10) + data[-9:],
    "empty": lambda data: b"",
}


@pytest.mark.parametrize("change", BUNDLE_FAULTS.values(), ids=BUNDLE_FAULTS.keys())
@pytest.mark.parametrize("path", BUNDLES)
def test_a_bundle_that_cannot_be_read_is_named(path, change, folder):
    (folder / path).write_bytes(change((folder / path).read_bytes()))
    assert_fault(audit(folder), path)


@pytest.mark.parametrize("place", [0, 31, 32, -1])
@pytest.mark.parametrize("path", HASHES)
def test_a_changed_hash_is_named_by_its_tile(path, place, folder):
    data = bytearray((folder / path).read_bytes())
    data[place] ^= 1
    (folder / path).write_bytes(data)
    assert_fault(audit(folder), path)


@pytest.mark.parametrize(("path", "index"), [(path, index) for path in BUNDLES for index in (0, 40, 87)])
@pytest.mark.parametrize("entry", [b"other", b""], ids=["other", "empty"])
def test_a_changed_entry_is_named_by_its_bundle(path, index, entry, folder):
    change_entry(folder, path, index, entry)
    assert_fault(audit(folder), path)


def test_two_entries_exchanged_are_named_by_their_bundle(folder):
    entries = tiles.unbundle((folder / BUNDLES[1]).read_bytes())
    entries[3], entries[4] = entries[4], entries[3]
    (folder / BUNDLES[1]).write_bytes(tiles.bundle(entries))
    assert_fault(audit(folder), BUNDLES[1])


def test_the_lowest_of_two_changed_tiles_is_named(folder):
    for path in (HASHES[1], HASHES[3]):
        (folder / path).write_bytes(bytes((folder / path).stat().st_size))
    assert_fault(audit(folder), HASHES[1])


def test_the_first_of_two_changed_bundles_is_named(folder):
    change_entry(folder, BUNDLES[2], 0, b"other")
    change_entry(folder, BUNDLES[1], 7, b"other")
    assert_fault(audit(folder), BUNDLES[1])


def test_a_tree_that_was_not_signed(folder, tree, tmp_path):
    """Entries and tiles agree with each other and not with the checkpoint."""
    other = Tree([*tree.entries[:-1], b"other"])
    tiles.write(folder, tiles.files(other, SIZE))
    assert_fault(audit(folder), "checkpoint")


def checkpoint_faults(tree):
    root = tree.root(SIZE)
    text = checkpoint_text(KEY.name, SIZE, root)
    yield "empty", b""
    yield "no note", b"tea\n"
    yield "not signed", text
    yield "signed by another", checkpoint(log_key(seed=bytes(32)), SIZE, root)
    yield "known key, other text", note(text, KEY.line(text + b"x\n"))
    yield "other origin", checkpoint(KEY, SIZE, root, origin="other.example/log")
    yield "cosigned only", note(text, witness_key(1).cosignature(text, 1))
    yield "CR LF", checkpoint(KEY, SIZE, root).replace(b"\n", b"\r\n")
    yield "a newline more", checkpoint(KEY, SIZE, root) + b"\n"
    for name, wrong in {
        "size 0600": text.replace(b"\n600\n", b"\n0600\n"),
        "size with a sign": text.replace(b"\n600\n", b"\n+600\n"),
        "root of 31 bytes": checkpoint_text(KEY.name, SIZE, root[:31]),
        "two lines": f"{KEY.name}\n600\n".encode(),
        "size 0 with a root": checkpoint_text(KEY.name, 0, root),
    }.items():
        yield name, note(wrong, KEY.line(wrong))


FAULTS = dict(checkpoint_faults(Tree(b"entry %d" % index for index in range(SIZE))))


@pytest.mark.parametrize("data", FAULTS.values(), ids=FAULTS.keys())
def test_an_unsound_checkpoint_is_named(data, folder):
    (folder / "checkpoint").write_bytes(data)
    assert_fault(audit(folder), "checkpoint")


def test_a_signed_root_of_another_tree(folder):
    (folder / "checkpoint").write_bytes(checkpoint(KEY, SIZE, sha256(b"other")))
    assert_fault(audit(folder), "checkpoint")


def test_lines_of_others_on_the_checkpoint_do_not_matter(folder, tree):
    text = checkpoint_text(KEY.name, SIZE, tree.root(SIZE), extensions=["an extension"])
    lines = [witness_key(1).cosignature(text, 1), KEY.line(text), log_key("other.example", bytes(32)).line(b"else\n")]
    (folder / "checkpoint").write_bytes(note(text, *lines))
    assert_sound(audit(folder), SIZE, tree.root(SIZE))


def test_files_that_the_size_does_not_ask_for_are_ignored(folder, tree):
    extra = {"tile/0/002": b"x", "tile/0/002.p/87": b"", "tile/0/003": b"x", "tile/2/000.p/1": b"x", "tile/1/000.p/1": b"?", "tea": b"", "tile/entries/002": b"x"}
    tiles.write(folder, extra)
    assert_sound(audit(folder), SIZE, tree.root(SIZE))


def test_what_is_not_there(tmp_path, folder):
    for place in (tmp_path / "nothing", folder):
        (folder / "checkpoint").unlink(missing_ok=True)
        outcome = audit(place)
        assert outcome.status == 66 and outcome.stdout == b"" and outcome.stderr


def test_a_vkey_that_is_none(folder):
    for wrong in ("tea", KEY.vkey[:-1], KEY.vkey.replace("+31700d85+", "+31700d86+")):
        outcome = run("log", "audit", folder, "--vkey", wrong, "--json")
        assert outcome.status in (64, 65) and outcome.stdout == b"" and outcome.stderr, wrong


def test_statements_are_looked_at_when_asked(tmp_path):
    """A log of other things is sound as a log; as one of statements it is not."""
    good = [as_stored(statement(number), signer(0)) for number in range(300)]
    no_statement = as_stored(statement(1, subject=[]), signer(0))
    for name, entry in {"no envelope": b"tea", "no statement": no_statement, "a key twice": b'{"payload":"",' + good[0][1:]}.items():
        for index, path in [(0, "tile/entries/000"), (299, "tile/entries/001.p/44")]:
            place = make(tmp_path / f"{name} {index}", Tree([*good[:index], entry, *good[index + 1 :]]))
            assert audit(place).status == 0
            assert_fault(audit(place, "--statements"), path)
    assert audit(make(tmp_path / "good", Tree(good)), "--statements").status == 0
