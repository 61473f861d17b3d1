"""The tree of RFC 6962 §2.1, by its definition: recursion over leaf hashes, nothing clever."""

import hashlib


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf(entry):
    return sha256(b"\x00" + entry)


def node(left, right):
    return sha256(b"\x01" + left + right)


def split(count):
    """The largest power of two smaller than count."""
    return 1 << (count - 1).bit_length() - 1


class Tree:
    """A growing list of entries; every answer is for any size up to today's."""

    def __init__(self, entries=()):
        self.entries = []
        self.leaves = []
        self._roots = {}
        for entry in entries:
            self.append(entry)

    def append(self, entry):
        self.entries.append(bytes(entry))
        self.leaves.append(leaf(entry))

    def range(self, start, end):
        """MTH(D[start:end])"""
        if end == start:
            return sha256(b"")
        if end - start == 1:
            return self.leaves[start]
        if (start, end) not in self._roots:
            middle = start + split(end - start)
            self._roots[start, end] = node(self.range(start, middle), self.range(middle, end))
        return self._roots[start, end]

    def root(self, size):
        return self.range(0, size)

    def inclusion(self, index, size):
        return self._path(index, 0, size)

    def _path(self, index, start, end):
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return self._path(index, start, middle) + [self.range(middle, end)]
        return self._path(index, middle, end) + [self.range(start, middle)]

    def consistency(self, old, new):
        return self._sub(old, 0, new, True) if 0 < old < new else []

    def _sub(self, old, start, end, whole):
        if old == end:
            return [] if whole else [self.range(start, end)]
        middle = start + split(end - start)
        if old <= middle:
            return self._sub(old, start, middle, whole) + [self.range(middle, end)]
        return self._sub(old, middle, end, False) + [self.range(start, middle)]


def root_of_path(leaf_hash, index, size, path):
    """The root an inclusion path leads to, or None when it cannot be the path of that index; the recursion backwards."""
    if not 0 <= index < size or any(len(step) != 32 for step in path):
        return None
    if size == 1:
        return leaf_hash if not path else None
    if not path:
        return None
    middle = split(size)
    if index < middle:
        below = root_of_path(leaf_hash, index, middle, path[:-1])
        return below and node(below, path[-1])
    below = root_of_path(leaf_hash, index - middle, size - middle, path[:-1])
    return below and node(path[-1], below)


def roots_of_proof(old, new, proof, old_root):
    """The two roots a consistency proof leads to, or None when its length cannot be right; the recursion backwards."""

    def walk(old, size, rest, whole):
        if old == size:
            if whole:
                return None if rest else (old_root, old_root)
            return (rest[0], rest[0]) if len(rest) == 1 else None
        if not rest:
            return None
        middle = split(size)
        if old <= middle:
            below = walk(old, middle, rest[:-1], whole)
            return below and (below[0], node(below[1], rest[-1]))
        below = walk(old - middle, size - middle, rest[:-1], False)
        return below and (node(rest[-1], below[0]), node(rest[-1], below[1]))

    return walk(old, new, list(proof), True)


def is_included(leaf_hash, index, size, path, root):
    return root_of_path(leaf_hash, index, size, path) == root


def is_consistent(old, new, proof, old_root, new_root):
    if any(len(step) != 32 for step in proof) or old > new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    return roots_of_proof(old, new, proof, old_root) == (old_root, new_root)
