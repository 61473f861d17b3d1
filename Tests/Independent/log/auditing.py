"""Trees as any log might publish them, and what an audit says of them."""

import tiles
from notes import checkpoint, log_key
from program import run

KEY = log_key()
SIZE = 600
# What a checkpoint of size 600 asks for.
HASHES = ["tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"]
BUNDLES = ["tile/entries/000", "tile/entries/001", "tile/entries/002.p/88"]


def audit(place, *options, key=KEY):
    return run("log", "audit", place, "--vkey", key.vkey, *options, "--json")


def assert_sound(outcome, size, root, key=KEY):
    assert outcome.status == 0, outcome.stdout.decode() + outcome.stderr
    assert {"ok": True, "origin": key.name, "size": size, "root": root.hex()}.items() <= outcome.summary.items()


def assert_fault(outcome, path):
    assert outcome.status == 1, outcome.stderr
    found = outcome.summary
    assert (found["ok"], found["path"]) == (False, path), found
    assert found["reason"]


def make(folder, tree, size=None, key=KEY):
    """A `tlog-tiles` tree as any log might publish it."""
    size = len(tree.entries) if size is None else size
    return tiles.write(folder, {"checkpoint": checkpoint(key, size, tree.root(size)), **tiles.files(tree, size)})


def change_entry(folder, path, index, entry):
    entries = tiles.unbundle((folder / path).read_bytes())
    entries[index] = entry
    (folder / path).write_bytes(tiles.bundle(entries))
