"""Requests to a witness, and what its answers must be."""

import base64

from merkle import Tree, sha256
from notes import W1, checkpoint, checkpoint_text, log_key, note, open_checkpoint, split_note
from servers import add_checkpoint

KEY = log_key()
SECOND = log_key("log.daylight.example/2027", bytes(range(1, 33)))
STRANGER = log_key("stranger.example/log", bytes(32))
ROTATED = log_key(KEY.name, bytes(range(2, 34)))
TREE = Tree(b"entry %d" % index for index in range(64))
FORKED = Tree([b"other", *TREE.entries[1:]])
OTHER_LINE = KEY.line(b"another text\n")
ROOT0 = sha256(b"")
ZERO_OTHER_ROOT = add_checkpoint(0, [], checkpoint(KEY, 0, TREE.root(1)))


def grown(old, size, tree=TREE, key=KEY, start=None):
    """A sound request to grow from `old` to `size`."""
    return add_checkpoint(old if start is None else start, tree.consistency(old, size), checkpoint(key, size, tree.root(size)))


def assert_cosigned(answer, size, tree=TREE, key=KEY):
    """Signature lines of the witness over this checkpoint, and nothing else."""
    assert answer.status == 200, answer.body
    text = checkpoint_text(key.name, size, tree.root(size))
    opened = open_checkpoint(note(text, key.line(text), answer.body), key, [W1])
    assert list(opened.cosignatures) == [W1.name]
    names = {(name, key_id) for name, key_id, _ in split_note(note(text, answer.body))[1]}
    assert names == {(W1.name, W1.key_id)}
    return opened.cosignatures[W1.name]


def open_root(server):
    return base64.b64decode(server.monitor(KEY.name).body.split(b"\n")[2])
