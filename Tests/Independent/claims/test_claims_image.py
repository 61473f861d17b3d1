"""Picture hashes: the published samples, files of every kind, and pictures that the public implementation hashes too."""

import json
import os
import random
import struct
import zlib
from pathlib import Path

import pytest

import program

SHARED = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility"
SAMPLES = SHARED / "contract/image"
PHOTOGRAPHS = {
    "aaa-orig.jpg": "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22",
    "blur-a-lot.jpg": "f8f8f0cee0f4a84f0637022a038f67f0b36e26d596621e1d33e6b39c4e9c9b22",
    "high-contrast.jpg": "f8f8f0cee0f4a84f06370a2a068f67f0b36e26d596621e1d33e6339c4e9c9b22",
    "square-128x128.jpg": "d8f8f1eec0f4a84f0e37022a078f63f0b36e2ed596621e1d33e6239c4e9c9b22",
    "square-256x256.jpg": "d8f8f0cec4f4a84f0637022a078f67f0b36e2ee5b6621e1d33e6239c4e9c9b22",
    "shrink-a-lot.jpg": "d0f8f1ccc0f4a84d0a370a3a228f67f0b36e2ed5b6623e1d33e6339c4e9c9b22",
    "bridge-2-rotate-90.jpg": "30a10efd71cc3d429013d48d0ffffc52e34e0e17ada952a9d29685211ea9e5af",
    "bridge-5-flipx.jpg": "f8f80f31e0f417b20e37f5cd028f980fb36ed02a9662c1e233e64c634e9c64dd",
}
VIEWS = ["rotate90", "rotate180", "rotate270", "flipX", "flipY", "flipPlus", "flipMinus"]


def distance(first, second):
    return (int(first, 16) ^ int(second, 16)).bit_count()


def hashed(*files):
    return program.run("claims", "image", "hash", *files, "--json")


def includes(found, expected):
    """Whether all that is expected is found; an error is any text."""
    if isinstance(expected, dict):
        return all(name in found and includes(found[name], value) for name, value in expected.items() if name != "error") and (
            bool(expected.get("error")) == bool(found.get("error")) if "error" in expected else True
        )
    return found == expected


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the samples are not at {SAMPLES}")
def test_sample(monkeypatch):
    monkeypatch.chdir(SAMPLES)
    outcome = hashed("square.ppm", "wide.ppm", "tall.png", "truncated.png", "--dihedral")
    assert outcome.status == 65
    expected = json.loads((SAMPLES / "expected.json").read_text())["images"]
    found = outcome.summary["images"]
    assert [image["file"] for image in found] == ["square.ppm", "wide.ppm", "tall.png", "truncated.png"]
    for image, wanted in zip(found[:3], expected):
        assert includes(image, wanted)
        assert list(image["dihedral"]) == VIEWS
        assert not image["error"]
    assert found[3]["error"] and "hash" not in found[3]


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the photographs are not at {SHARED}")
def test_photographs(tmp_path):
    files = [SHARED / name for name in PHOTOGRAPHS]
    images = hashed(*files).summary["images"]
    for image, hash in zip(images, PHOTOGRAPHS.values()):
        assert image["quality"] >= 80
        assert distance(image["hash"], hash) <= 10
    known = tmp_path / "known.tsv"
    known.write_text(f"id\thash\tquality\nbridge\t{images[0]['hash']}\t{images[0]['quality']}\n")
    outcome = program.run("claims", "image", "match", "--corpus", known, *files, "--json")
    assert outcome.status == 0
    views = [[(match["id"], match["view"]) for match in image["matches"]] for image in outcome.summary["images"]]
    assert views[:6] == [[("bridge", None)]] * 6
    assert [view[0][0] for view in views[6:]] == ["bridge", "bridge"]
    assert all(view[0][1] for view in views[6:])


def pixmap(path, width, height, seed=1, head=b""):
    random_ = random.Random(seed)
    path.write_bytes(b"P6\n" + head + b"%d %d\n255\n" % (width, height) + random_.randbytes(3 * width * height))
    return path


def png(width, height, data=b""):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    good = pixmap(tmp_path / "good.ppm", 70, 66)
    other = tmp_path / "note.png"
    other.write_text("no picture")
    outcome = hashed(other, good)
    assert outcome.status == 65
    first, second = outcome.summary["images"]
    assert first["error"] and second["hash"] and not second["error"]
    assert hashed(good, tmp_path / "none.png", other).status == 66
    assert hashed(good).status == 0


def test_content_not_name(tmp_path):
    as_pixmap, as_jpeg = pixmap(tmp_path / "a.ppm", 30, 40), pixmap(tmp_path / "a.jpg", 30, 40, head=b"# a comment\n")
    first, second = hashed(as_pixmap, as_jpeg).summary["images"]
    assert first["hash"] == second["hash"]


def test_small_sides(tmp_path):
    for width, height in [(4, 90), (90, 4), (1, 1)]:
        outcome = hashed(pixmap(tmp_path / "small.ppm", width, height))
        image = outcome.summary["images"][0]
        assert outcome.status == 0
        assert (image["hash"], image["quality"], image["width"], image["height"]) == ("0" * 64, 0, width, height)


def test_too_many_pixels(tmp_path):
    for name, content in [
        ("a.ppm", b"P6 40000001 1 255 "),
        ("b.ppm", b"P5 999999999 999999999 255 "),
        ("c.png", png(100_000, 100_000)),
        ("d.png", png(40_000, 1_001)),
    ]:
        (tmp_path / name).write_bytes(content)
        outcome = hashed(tmp_path / name)
        assert outcome.status == 65
        assert "pixels" in outcome.summary["images"][0]["error"] or name == "c.png"


def test_trimmed(tmp_path):
    width, height, bar = 120, 100, 13
    inside = pixmap(tmp_path / "inside.ppm", width, height, seed=4)
    rows = inside.read_bytes()[-3 * width * height :]
    (tmp_path / "barred.ppm").write_bytes(
        b"P6 %d %d 255\n" % (width, height + 2 * bar) + bytes(3 * width * bar) + rows + bytes(3 * width * bar))
    first, second = hashed(inside, tmp_path / "barred.ppm").summary["images"]
    assert first["trimmed"] is None
    assert second["trimmed"] == {
        "hash": first["hash"], "quality": first["quality"], "x": 0, "y": bar, "width": width, "height": height}


@pytest.mark.parametrize("seed", range(4))
def test_against_pdqhash(seed, tmp_path):
    """Bit for bit, on noise and on smooth pictures of odd sizes."""
    numpy, pdqhash = pytest.importorskip("numpy"), pytest.importorskip("pdqhash")
    generator = numpy.random.default_rng(seed)
    pictures = []
    for number in range(40):
        width, height = (int(side) for side in generator.integers(5, 400, 2))
        if number == 0:
            width, height = 64, 64
        pixels = generator.integers(0, 256, (height, width, 3), dtype=numpy.uint8)
        if number % 2:
            rows, columns = numpy.mgrid[0:height, 0:width]
            steps = [numpy.sin(columns / (7 + channel) + rows / (11 - channel)) for channel in range(3)]
            pixels = (numpy.stack(steps, -1) * 127 + 128).astype(numpy.uint8)
        file = tmp_path / f"{number}.ppm"
        file.write_bytes(b"P6 %d %d 255\n" % (width, height) + pixels.tobytes())
        pictures.append((file, numpy.ascontiguousarray(pixels)))
    images = hashed(*(file for file, _ in pictures), "--dihedral").summary["images"]
    for image, (file, pixels) in zip(images, pictures):
        bits, quality = pdqhash.compute(pixels)
        assert (image["hash"], image["quality"]) == (text(bits), quality)
        # Of 64 × 64 pixels the public implementation hashes the views from a filtered picture, but the picture itself from one
        # that is not.
        if pixels.shape[:2] != (64, 64):
            hashes, _ = pdqhash.compute_dihedral(pixels)
            assert list(image["dihedral"].values()) == [text(bits) for bits in hashes[1:]], file


def text(bits):
    return f"{int(''.join(str(int(bit)) for bit in bits), 2):064x}"
