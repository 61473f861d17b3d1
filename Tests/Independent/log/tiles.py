"""Paths, hash tiles and entry bundles of C2SP tlog-tiles, made from a tree."""

import struct


def number(value):
    """1234067 → x001/x234/067"""
    groups = []
    while not groups or value:
        groups.insert(0, f"{value % 1000:03d}")
        value //= 1000
    return "/".join(["x" + group for group in groups[:-1]] + groups[-1:])


def tile_path(level, index, width=256):
    partial = "" if width == 256 else f".p/{width}"
    return f"tile/{level}/{number(index)}{partial}"


def parts(count):
    """(index, width) of the tiles that hold so many items."""
    whole = [(index, 256) for index in range(count // 256)]
    return whole + ([(count // 256, count % 256)] if count % 256 else [])


def bundle(entries):
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def unbundle(data):
    entries = []
    while data:
        (length,) = struct.unpack(">H", data[:2])
        assert len(data) >= 2 + length
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
    return entries


def files(tree, size):
    """Every file a log of that size needs, without its checkpoint: {path: bytes}."""
    found = {}
    for index, width in parts(size):
        found[tile_path("entries", index, width)] = bundle(tree.entries[index * 256 : index * 256 + width])
    level, span = 0, 1
    while size // span:
        for index, width in parts(size // span):
            first = index * 256
            hashes = [tree.range(place * span, (place + 1) * span) for place in range(first, first + width)]
            found[tile_path(level, index, width)] = b"".join(hashes)
        level, span = level + 1, span * 256
    return found


def write(folder, files_by_path):
    for path, data in files_by_path.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder
