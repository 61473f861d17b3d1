"""`log check` against the recursion of RFC 6962: what holds, and what no longer holds after one change."""

import random

import pytest
from checking import check, judge
from merkle import Tree, is_consistent, is_included, leaf, node
from tiles import number

LARGEST = 300
# Every small tree, and the large ones around a full tile.
SIZES = [*range(1, 131), 255, 256, 257, 299, LARGEST]


@pytest.fixture(scope="module")
def tree():
    return Tree(f"entry {index}".encode() for index in range(LARGEST))


def answers(objects):
    """The `ok` of each object, all asked in one call."""
    return [answer["ok"] for answer in check(objects)]


def inclusion(index, size, leaf_hash, root, path):
    return {
        "kind": "inclusion",
        "index": index,
        "size": size,
        "leafHash": leaf_hash.hex(),
        "root": root.hex(),
        "proof": [step.hex() for step in path],
    }


def consistency(old, new, old_root, new_root, proof):
    return {
        "kind": "consistency",
        "oldSize": old,
        "newSize": new,
        "oldRoot": old_root.hex(),
        "newRoot": new_root.hex(),
        "proof": [step.hex() for step in proof],
    }


def disagreements(asked, expected):
    """The names of the objects [(name, object)] that are answered otherwise than expected."""
    found = answers([thing for _, thing in asked])
    return [name for (name, _), ok, wanted in zip(asked, found, expected, strict=True) if ok != wanted]


def flipped(data, chance):
    place = chance.randrange(len(data) * 8)
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def changed_steps(steps, chance):
    """Some ways in which a list of hashes can be wrong."""
    stranger = leaf(b"stranger")
    place = chance.randrange(len(steps) + 1)
    yield "one hash more", steps[:place] + [stranger] + steps[place:]
    yield "a hash twice", steps + steps[-1:] if steps else [stranger]
    if steps:
        place = chance.randrange(len(steps))
        yield "one bit", steps[:place] + [flipped(steps[place], chance)] + steps[place + 1 :]
        yield "one hash less", steps[:place] + steps[place + 1 :]
        yield "a hash of 31 bytes", steps[:place] + [steps[place][:31]] + steps[place + 1 :]
        yield "a hash of 33 bytes", steps[:place] + [steps[place] + b"\0"] + steps[place + 1 :]
    if len(steps) > 1:
        yield "the other way round", steps[::-1]


def test_every_leaf_of_every_tree_proves(tree):
    objects = [
        inclusion(index, size, tree.leaves[index], tree.root(size), tree.inclusion(index, size))
        for size in SIZES
        for index in range(size)
    ]
    assert len(objects) > 9_000
    assert all(answers(objects))


def test_every_growth_proves(tree):
    sizes = sorted({0, *SIZES})
    objects = [
        consistency(old, new, tree.root(old), tree.root(new), tree.consistency(old, new))
        for new in sizes
        for old in sizes
        if old <= new
    ]
    assert len(objects) > 9_000
    assert all(answers(objects))


def test_changed_inclusion_proofs_are_judged_as_by_the_definition(tree):
    chance = random.Random(6962)
    asked, expected = [], []

    def ask(name, index, size, leaf_hash, root, path):
        asked.append((f"{name}: {index} in {size}", inclusion(index, size, leaf_hash, root, path)))
        expected.append(is_included(leaf_hash, index, size, path, root))

    for size in [*range(1, 18), 64, 65, 100, 255, 256, 257, LARGEST]:
        for index in {0, size - 1, *(chance.randrange(size) for _ in range(4))}:
            leaf_hash, root, path = tree.leaves[index], tree.root(size), tree.inclusion(index, size)
            for name, steps in changed_steps(path, chance):
                ask(name, index, size, leaf_hash, root, steps)
            ask("leaf", index, size, flipped(leaf_hash, chance), root, path)
            ask("root", index, size, leaf_hash, flipped(root, chance), path)
            ask("the entry's own hash as root", index, size, leaf_hash, leaf_hash, path)
            for other in {index - 1, index + 1, size, size - 1 - index, 2**63 - 1} - {index, -1}:
                ask("other index", other, size, leaf_hash, root, path)
            for other in {size - 1, size + 1, 2 * size, 0, 2**63 - 1} - {size}:
                ask("other size", index, other, leaf_hash, root, path)
    assert len(asked) > 1_200
    assert expected.count(False) > 1_100
    assert disagreements(asked, expected) == []


def test_changed_consistency_proofs_are_judged_as_by_the_definition(tree):
    chance = random.Random(9162)
    asked, expected = [], []

    def ask(name, old, new, old_root, new_root, proof):
        asked.append((f"{name}: {old} to {new}", consistency(old, new, old_root, new_root, proof)))
        expected.append(is_consistent(old, new, proof, old_root, new_root))

    for new in [*range(1, 18), 64, 65, 255, 256, 257, LARGEST]:
        for old in {0, 1, new, *(chance.randrange(new + 1) for _ in range(5))}:
            old_root, new_root, proof = tree.root(old), tree.root(new), tree.consistency(old, new)
            for name, steps in changed_steps(proof, chance):
                ask(name, old, new, old_root, new_root, steps)
            ask("old root", old, new, flipped(old_root, chance), new_root, proof)
            ask("new root", old, new, old_root, flipped(new_root, chance), proof)
            ask("the roots exchanged", old, new, new_root, old_root, proof)
            ask("the sizes exchanged", new, old, new_root, old_root, proof)
            for other in {old - 1, old + 1} - {-1}:
                ask("other old size", other, new, old_root, new_root, proof)
            for other in {new - 1, new + 1, 2 * new}:
                ask("other new size", old, other, old_root, new_root, proof)
    assert len(asked) > 1_200
    assert disagreements(asked, expected) == []


def test_the_largest_proof_has_63_hashes():
    steps = [leaf(b"%d" % place) for place in range(63)]
    # The first leaf of 2^63 − 1 stands on the left of each of them.
    root = leaf(b"first")
    for step in steps:
        root = node(root, step)
    asked = [
        inclusion(0, 2**63 - 1, leaf(b"first"), root, steps),
        inclusion(0, 2**63 - 1, leaf(b"first"), node(root, root), [*steps, root]),
    ]
    assert answers(asked) == [True, False]


WRONG_PATHS = [
    "tile/64/000",
    "tile/00/000",
    "tile/-1/000",
    "tile/+1/000",
    "tile/0/0",
    "tile/0/00",
    "tile/0/0000",
    "tile/0/1000",
    "tile/0/x000/001",
    "tile/0/x001",
    "tile/0/001/002",
    "tile/0/x001/x002",
    "tile/0/x001/2",
    "tile/0/X001/000",
    "tile/0/000.p/0",
    "tile/0/000.p/00",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000.p",
    "tile/0/000.P/1",
    "tile/0/000.p/1/",
    "tile/0/000.p/1/2",
    "tile/0/000.p/+1",
    "tile/0/x001.p/5/000",
    "tile/0/x010/x000/x000/x000/x000/x000/000",
    "tile/0/x009/x223/x372/x036/x854/x775/808",
    "tile/0/٠٠٠",
    "tile/entries/",
    "tile/entries",
    "tile/Entries/000",
    "tile/data/000",
    "tile//000",
    "tile",
    "checkpoint",
    "tile/0/000 ",
    " tile/0/000",
    "/tile/0/000",
    "tile/0/%30%30%30",
    "tile/0/../0/000",
    "tile/0/000?x",
]


def test_tile_paths_have_one_spelling():
    chance = random.Random(8)
    indices = [0, 1, 255, 999, 1000, 1001, 999_999, 1_000_000, 1_234_067, 10**9, 2**63 - 1]
    indices += [chance.randrange(10 ** chance.randrange(1, 18)) for _ in range(200)]
    cases = {}

    def ask(path, **results):
        cases[path] = {"kind": "tile-path", "path": path}, results or False

    for index in indices:
        level = chance.randrange(64)
        width = chance.randrange(1, 256)
        ask(f"tile/{level}/{number(index)}", level=level, index=index, width=256)
        ask(f"tile/{level}/{number(index)}.p/{width}", level=level, index=index, width=width)
        ask(f"tile/entries/{number(index)}.p/{width}", level="entries", index=index, width=width)
    for path in WRONG_PATHS:
        ask(path)
    judge(cases)
