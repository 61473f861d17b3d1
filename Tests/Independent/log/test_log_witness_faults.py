"""`log witness`: every status of the protocol, and which of two faults decides."""

import pytest
from merkle import leaf
from notes import W1, base64_of, checkpoint, checkpoint_text, log_key, note, open_checkpoint
from servers import add_checkpoint, witness
from witnessing import FORKED, KEY, OTHER_LINE, ROTATED, SECOND, STRANGER, TREE, ZERO_OTHER_ROOT, grown, open_root


@pytest.fixture(scope="module")
def at_seven(tmp_path_factory):
    """A witness that cosigned size 7; its tests must not let it grow."""
    folder = tmp_path_factory.mktemp("witness")
    (folder / "key").write_text(W1.file)
    with witness(folder / "state", folder / "key", KEY.vkey, ROTATED.vkey, SECOND.vkey) as server:
        assert server.add(grown(0, 7)).status == 200
        yield server


SOUND = checkpoint(KEY, 9, TREE.root(9))
LINES = [base64_of(step) for step in TREE.consistency(7, 9)]


def body(*lines, rest=SOUND):
    return "".join(f"{line}\n" for line in lines).encode() + rest


# Row 1 of the table: what does not parse is 400, whatever else is wrong with it.
UNREADABLE = {
    "empty": b"",
    "no old line": SOUND,
    "old without a size": body("old", *LINES, ""),
    "old in capitals": body("OLD 7", *LINES, ""),
    "old with a leading zero": body("old 07", *LINES, ""),
    "old with a sign": body("old +7", *LINES, ""),
    "old with two spaces": body("old  7", *LINES, ""),
    "old with a space behind": body("old 7 ", *LINES, ""),
    "old in other digits": body("old ٧", *LINES, ""),
    "old beyond 64 bits": body(f"old {2**64 + 7}", *LINES, ""),
    "old beyond the largest size": body(f"old {2**63}", *LINES, ""),
    "a line before old": body("", "old 7", *LINES, ""),
    "no empty line": body("old 7", *LINES),
    "two empty lines": body("old 7", *LINES, "", ""),
    "64 proof lines": body("old 7", *[base64_of(leaf(b"x"))] * 64, ""),
    "a hash of 31 bytes": body("old 7", base64_of(bytes(31)), ""),
    "a hash of 33 bytes": body("old 7", base64_of(bytes(33)), ""),
    "a hash without padding": body("old 7", LINES[0].rstrip("="), *LINES[1:], ""),
    "a hash with unused bits": body("old 7", base64_of(bytes(32))[:-2] + "B=", ""),
    "a hash in hex": body("old 7", TREE.consistency(7, 9)[0].hex(), ""),
    "a hash in the URL alphabet": body("old 7", base64_of(b"\xff" * 32).replace("/", "_"), ""),
    "a blank behind a hash": body("old 7", LINES[0] + " ", *LINES[1:], ""),
    "CR LF": grown(7, 9).replace(b"\n", b"\r\n"),
    "no checkpoint": body("old 7", *LINES, "", rest=b""),
    "no signature lines": body("old 7", *LINES, "", rest=SOUND.split(b"\n\n")[0] + b"\n\n"),
    "no signature": body("old 7", *LINES, "", rest=SOUND.split(b"\n\n")[0] + b"\n"),
    "the last newline lost": grown(7, 9)[:-1],
    "a newline more": grown(7, 9) + b"\n",
    "a byte that is no UTF-8": grown(7, 9).replace(b"\n9\n", b"\n9\xff\n"),
    "a control byte": grown(7, 9).replace(b"\n9\n", b"\n9\x01\n"),
    "a signature line of no form": grown(7, 9) + b"tea\n",
    "a signature that is no base64": grown(7, 9) + "— x !\n".encode(),
    "101 signature lines": grown(7, 9) + b"".join("— x YWJjZGVm\n".encode() for _ in range(100)),
}


for size in ("09", "+9", "-9", "", "9 ", "1e1", str(2**63)):
    text = f"{KEY.name}\n{size}\n{base64_of(TREE.root(9))}\n".encode()
    UNREADABLE[f"size {size!r}"] = body("old 7", *LINES, "", rest=note(text, KEY.line(text)))


for name, text in {
    "root of 31 bytes": checkpoint_text(KEY.name, 9, bytes(31)),
    "root without padding": checkpoint_text(KEY.name, 9, TREE.root(9)).replace(b"=", b""),
    "an empty extension line": checkpoint_text(KEY.name, 9, TREE.root(9), [""]),
    "two lines": f"{KEY.name}\n9\n".encode(),
}.items():
    UNREADABLE[name] = body("old 7", *LINES, "", rest=note(text, KEY.line(text)))


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_400_what_does_not_parse(data, at_seven):
    assert at_seven.add(data).status == 400
    assert at_seven.recorded_size(KEY.name) == 7


def signed_by(*lines, size=9, tree=TREE, old=7):
    return add_checkpoint(old, tree.consistency(7, size) if size > 7 else [], note(checkpoint_text(KEY.name, size, tree.root(size)), *lines))


def own_line(size=9, tree=TREE, key=KEY):
    return key.line(checkpoint_text(KEY.name, size, tree.root(size)))


# Each case has the faults of a row and of later rows together; the first row decides.
IN_ORDER = {
    # row 1 before 2 … 7
    "unreadable, unknown origin": (400, add_checkpoint("07", [], checkpoint(STRANGER, 3, TREE.root(3)))),
    "unreadable, not signed": (400, signed_by(OTHER_LINE, old="x")),
    "unreadable, wrong old": (400, add_checkpoint(3, [b"short"], SOUND)),
    # row 2 before 3 … 7
    "unknown origin": (404, grown(0, 7, key=STRANGER)),
    "unknown origin, signed by a known log": (404, add_checkpoint(0, [], checkpoint(KEY, 7, TREE.root(7), origin=STRANGER.name))),
    "unknown origin, old beyond size": (404, add_checkpoint(9, [], checkpoint(STRANGER, 7, TREE.root(7)))),
    "unknown origin, size 0 with a root": (404, add_checkpoint(0, [], checkpoint(STRANGER, 0, TREE.root(7)))),
    # row 3 before 4 … 7
    "not signed by a known key": (403, signed_by(STRANGER.line(checkpoint_text(KEY.name, 9, TREE.root(9))))),
    "known name, unknown key": (403, signed_by(own_line(key=log_key(KEY.name, bytes(32))))),
    "signed by the key of another log": (403, signed_by(SECOND.line(checkpoint_text(KEY.name, 9, TREE.root(9))))),
    "known key, other text": (403, signed_by(OTHER_LINE)),
    "one trusted key signs, another fails": (403, signed_by(own_line(), ROTATED.line(b"another text\n"))),
    "one trusted key fails, another signs": (403, signed_by(ROTATED.line(b"another text\n"), own_line())),
    "not signed, old beyond size": (403, add_checkpoint(12, [], note(checkpoint_text(KEY.name, 9, TREE.root(9)), OTHER_LINE))),
    "not signed, wrong old": (403, signed_by(OTHER_LINE, old=3)),
    "not signed, wrong root": (403, signed_by(OTHER_LINE, tree=FORKED)),
    "not signed, size 0 with a root": (403, add_checkpoint(0, [], note(checkpoint_text(KEY.name, 0, TREE.root(3)), OTHER_LINE))),
    # row 4 before 5 … 7
    "old beyond size": (400, add_checkpoint(7, [], checkpoint(KEY, 3, TREE.root(3)))),
    "old beyond size and not recorded": (400, add_checkpoint(12, TREE.consistency(7, 9), SOUND)),
    "old beyond size 0 with a root": (400, add_checkpoint(7, [], checkpoint(KEY, 0, TREE.root(3)))),
    # row 5 before 6 and 7
    "old is not what is recorded": (409, grown(3, 9)),
    "old 0 is not what is recorded": (409, grown(0, 9)),
    "old is ahead of what is recorded": (409, grown(8, 9)),
    "wrong old, wrong proof": (409, add_checkpoint(3, [leaf(b"x")], SOUND)),
    "wrong old, other tree": (409, grown(3, 9, FORKED)),
    "wrong old, size 0 with a root": (409, ZERO_OTHER_ROOT),
    "an older size again": (409, grown(3, 3)),
    # row 7
    "proof missing": (422, add_checkpoint(7, [], SOUND)),
    "one hash missing": (422, add_checkpoint(7, TREE.consistency(7, 9)[:-1], SOUND)),
    "one hash too many": (422, add_checkpoint(7, [*TREE.consistency(7, 9), leaf(b"x")], SOUND)),
    "another hash": (422, add_checkpoint(7, [leaf(b"x"), *TREE.consistency(7, 9)[1:]], SOUND)),
    "63 hashes": (422, add_checkpoint(7, [leaf(b"x")] * 63, SOUND)),
    "a tree that begins otherwise, with a proof of its own": (422, grown(7, 9, FORKED)),
    "the same size, another root": (422, add_checkpoint(7, [], checkpoint(KEY, 7, FORKED.root(7)))),
    "the same size and root, with a proof": (422, add_checkpoint(7, [leaf(b"x")], checkpoint(KEY, 7, TREE.root(7)))),
    # no fault
    "the same size and root": (200, grown(7, 7)),
    "the same, with lines of strangers": (200, add_checkpoint(7, [], note(checkpoint_text(KEY.name, 7, TREE.root(7)), STRANGER.line(b"x\n"), own_line(7)))),
    "the same, signed by the other key of this log": (200, add_checkpoint(7, [], note(checkpoint_text(KEY.name, 7, TREE.root(7)), own_line(7, key=ROTATED)))),
}


@pytest.mark.parametrize(("status", "data"), IN_ORDER.values(), ids=IN_ORDER.keys())
def test_the_first_fault_decides(status, data, at_seven):
    answer = at_seven.add(data)
    assert answer.status == status, answer.body
    if status == 409:
        assert answer.headers["content-type"] == "text/x.tlog.size"
        assert answer.body == b"7\n"
    if status == 200:
        text = checkpoint_text(KEY.name, 7, TREE.root(7))
        assert list(open_checkpoint(note(text, KEY.line(text), answer.body), KEY, [W1]).cosignatures) == [W1.name]
    assert at_seven.recorded_size(KEY.name) == 7
    assert open_root(at_seven) == TREE.root(7)
