"""Matching of texts: the published samples, every code point, and small sets against comparison of all pairs."""

import json
import os
import random
import sys
import unicodedata
from pathlib import Path

import numpy
import pytest

import program

sys.path.insert(0, str(Path(__file__).parent))
import specification_match as specification  # noqa: E402

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract/match"
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnopqrsßtuvwxyzäöü",
    "абвгдежзиклмнопрстухцчшя",
    "αβγδεζηθικλμνοπρστυφχψω",
)
NUMBERS = ("1,200", "1 200", "12.000.000", "1900", "3’5", "7")
LOOKS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "y": "у"}


def match(corpus, queries, *options):
    outcome = program.run("claims", "match", "--corpus", corpus, "--queries", queries, *options, "--json")
    assert outcome.status == 0, outcome.stderr
    return outcome.summary


def write(path, rows):
    path.write_text("id\tlang\ttext\n" + "".join(f"{id}\ten\t{text}\n" for id, text in rows), encoding="utf-8")
    return path


def assert_same(found, expected):
    assert [(match["query"], match["claim"], match["decision"]) for match in found] == [match[:3] for match in expected]
    for match, (_, _, _, jaccard, containment) in zip(found, expected):
        assert match["jaccard"] == pytest.approx(jaccard, abs=1e-6)
        assert match["containment"] == pytest.approx(containment, abs=1e-6)


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not at {FOLDER}")
def test_sample():
    answer = match(FOLDER / "corpus.tsv", FOLDER / "queries.tsv")
    assert (answer["corpus"], answer["queries"], answer["badRows"]) == (4, 9, 0)
    expected = json.loads((FOLDER / "expected.json").read_text())
    assert_same(answer["matches"], [tuple(match.values()) for match in expected])


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("option", ["--corpus", "--queries"])
def test_duplicate_id(option):
    other = {"--corpus": "--queries", "--queries": "--corpus"}[option]
    outcome = program.run(
        "claims", "match", option, FOLDER / "bad-duplicate-id.tsv", other, FOLDER / "corpus.tsv", "--json")
    assert outcome.status == 65
    assert (outcome.summary["error"]["line"], outcome.summary["error"]["field"]) == (3, "id")


def word(random_, alphabet):
    return "".join(random_.choice(alphabet) for _ in range(random_.randint(1, 9)))


def edited(random_, text):
    words = text.split()
    kind = random_.randrange(9)
    if kind == 0:
        return text.upper()
    if kind == 1:
        return "".join(LOOKS.get(character, character) if random_.random() < 0.3 else character for character in text)
    if kind == 2:
        return f"@{text}!! \U0001f525 https://t.example/{random_.random()}"
    if kind == 3:
        return " ".join(words[: max(1, len(words) * 3 // 4)])
    if kind == 4:
        return " ".join(word(random_, ALPHABETS[0]) for _ in range(random_.randint(1, 30))) + " " + text
    if kind == 5:
        return unicodedata.normalize("NFD", text)
    if kind == 6:
        return "\u200b".join(text)
    for _ in range(kind - 6):
        words[random_.randrange(len(words))] = word(random_, ALPHABETS[0])
    return " ".join(words)


def some_texts(random_, count):
    words = [[word(random_, alphabet) for _ in range(40)] for alphabet in ALPHABETS]
    texts = []
    for _ in range(count):
        if texts and random_.random() < 0.6:
            texts.append(edited(random_, random_.choice(texts)))
        else:
            vocabulary = random_.choice(words)
            picked = [random_.choice(vocabulary) for _ in range(random_.randint(1, 16))]
            if random_.random() < 0.3:
                picked.insert(random_.randrange(len(picked)), random_.choice(NUMBERS))
            texts.append(" ".join(picked))
    return texts


@pytest.mark.parametrize("seed", range(6))
def test_all_pairs_of_two_files(seed, tmp_path):
    random_ = random.Random(seed)
    texts = some_texts(random_, 300)
    corpus = [(f"c{number}", text) for number, text in enumerate(texts[::2])]
    queries = [(f"q{number}", text) for number, text in enumerate(texts[1::2])]
    # An id of both files is never matched with itself.
    queries[5] = ("c7", queries[5][1])
    files = write(tmp_path / "corpus.tsv", corpus), write(tmp_path / "queries.tsv", queries)
    expected = specification.matches(corpus, queries)
    assert len(expected) > 50
    assert_same(match(*files)["matches"], expected)
    assert_same(match(*files, "--threads", 3)["matches"], expected)


@pytest.mark.parametrize("seed", range(3))
def test_all_pairs_of_one_file(seed, tmp_path):
    rows = [(f"r{number}", text) for number, text in enumerate(some_texts(random.Random(seed), 250))]
    file = write(tmp_path / "rows.tsv", rows)
    assert_same(match(file, file)["matches"], specification.matches(rows, rows))


@pytest.mark.parametrize("seed", range(2))
def test_overlapping_files(seed, tmp_path):
    rows = [(f"r{number}", text) for number, text in enumerate(some_texts(random.Random(seed), 250))]
    corpus, queries = rows[:170], rows[100:]
    files = write(tmp_path / "corpus.tsv", corpus), write(tmp_path / "queries.tsv", queries)
    assert_same(match(*files)["matches"], specification.matches(corpus, queries))


def test_every_code_point(tmp_path):
    """Each assigned code point between letters, in capitals and as marks: the key is that of Python's Unicode database.

    A text matches as `same` with 1 and 1 exactly if the keys are equal or have the same shingles; the texts are short, where
    only equal keys match.
    """
    corpus, queries = [], []
    points = [
        point for point in range(0x20, 0x110000)
        if not 0xD800 <= point < 0xE000 and not 0xE000 <= point < 0xF900 and point < 0xF0000
        and unicodedata.category(chr(point)) != "Cn"
        and not 0xAC00 + 600 < point < 0xD7A4 and not 0x20000 + 99 < point < 0x2F800
    ]
    for number, point in enumerate(points):
        character = chr(point)
        text = f"{character}A{character}\u0301 b{character}\u0323{character}о"
        expected = specification.key(text)
        assert len(expected) < 100
        if expected and len(expected) < 19:
            # The key of a key is itself, so it stands for itself in the corpus; a number makes it the only one.
            corpus.append((f"c{number}", f"{expected} {number:x}"))
            queries.append((f"q{number}", f"{text} {number:x}"))
    files = write(tmp_path / "corpus.tsv", corpus), write(tmp_path / "queries.tsv", queries)
    found = {(match["query"], match["claim"]) for match in match(*files)["matches"]}
    missing = [row for row in queries if (row[0], "c" + row[0][1:]) not in found]
    stable = [row for row in missing if specification.key(specification.key(row[1])) == specification.key(row[1])]
    assert not stable, [(row, ascii(row[1])) for row in stable[:20]]
    assert len(missing) < 300


@pytest.mark.parametrize(
    "text, status, bad",
    [
        ("", 65, 0),
        ("id\tlang\n", 65, 0),
        ("id\tlang\ttext", 0, 0),
        ("\ufefftext\tid\tother\tlang\r\nshort\ta\t\ten\r\n", 0, 0),
        ("id\tlang\ttext\na\ten\n\nb\ten\tx\ty\nc\ten\tfine", 0, 3),
        ('id\tlang\ttext\n"\ten\t"quoted\n', 0, 0),
        ("id\tlang\ttext\na\ten\tone\na\ten\ttwo\n", 65, 0),
    ],
)
def test_table(text, status, bad, tmp_path):
    corpus, queries = tmp_path / "corpus.tsv", write(tmp_path / "queries.tsv", [("q", "nothing")])
    corpus.write_text(text, encoding="utf-8", newline="")
    outcome = program.run("claims", "match", "--corpus", corpus, "--queries", queries, "--json")
    assert outcome.status == status
    if status == 0:
        assert outcome.summary["badRows"] == bad
        assert outcome.stderr.count("corpus.tsv:") == bad


def test_missing_file(tmp_path):
    outcome = program.run("claims", "match", "--corpus", tmp_path / "none", "--queries", tmp_path / "none", "--json")
    assert outcome.status == 66


def reworded(claims, texts):
    """By NumPy: pairs whose cosine is at least 0.75, at most ten claims of a text."""
    claims, texts = (numpy.asarray(rows, dtype=numpy.float32).astype(float) for rows in (claims, texts))
    cosines = (texts @ claims.T) / numpy.outer(numpy.linalg.norm(texts, axis=1), numpy.linalg.norm(claims, axis=1))
    pairs = []
    for text, row in enumerate(cosines):
        near = sorted(numpy.flatnonzero(row >= 0.75), key=lambda claim: (-row[claim], claim))[:10]
        pairs += [(f"q{text}", f"c{claim}", row[claim]) for claim in sorted(near)]
    return pairs


@pytest.mark.parametrize(("dimension", "threads"), [(1, 1), (16, 2), (100, 3)])
def test_what_vectors_show_is_what_numpy_computes(tmp_path, dimension, threads):
    chance = numpy.random.default_rng(dimension)
    vectors = {}
    for name, count in (("c", 90), ("q", 60)):
        vectors[name] = chance.normal(size=(count, dimension)) + 1.5 * chance.normal(size=(count, 1)) + 1.5
        # No wording in common.
        words = ["".join(chance.choice(list(ALPHABETS[0]), 9)) for _ in range(8 * count)]
        write(tmp_path / f"{name}.tsv", [(f"{name}{row}", " ".join(words[8 * row : 8 * row + 8])) for row in range(count)])
        lines = [f"{name}{row}\t{' '.join(map(repr, map(float, vector)))}\n" for row, vector in enumerate(vectors[name])]
        (tmp_path / f"{name}-vectors.tsv").write_text("id\tvector\n" + "".join(lines))
    found = match(
        tmp_path / "c.tsv", tmp_path / "q.tsv", "--corpus-vectors", tmp_path / "c-vectors.tsv", "--query-vectors",
        tmp_path / "q-vectors.tsv", "--threads", threads,
    )["matches"]
    expected = reworded(vectors["c"], vectors["q"])
    assert [(pair["query"], pair["claim"]) for pair in found] == [pair[:2] for pair in expected]
    for pair, (_, _, cosine) in zip(found, expected, strict=True):
        assert pair["decision"] == "reworded" and abs(pair["cosine"] - cosine) < 1e-9
        assert pair["level"] == ("match" if pair["cosine"] >= 0.95 else "suggest")


BARE = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})


def without_accents(text):
    apart = unicodedata.normalize("NFD", text).translate(BARE)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not 0x300 <= ord(c) <= 0x36F))


def test_without_accents_means_the_texts_without_them(tmp_path):
    """Polish, French and Greek: what is named besides is what the texts without accents show, and never enough to act on."""
    chance = random.Random(57)
    words = {
        "pl": "głosy sfałszowano wczoraj późną nocą żółte urny zniknęły świadkowie twierdzą że łącznie tysiąc kartek".split(),
        "fr": "l'élection a été truquée à évry dès le début où des témoins français ont vu brûler çà et là".split(),
        "el": "χιλιάδες ψηφοδέλτια κάηκαν χθες το βράδυ στην πόλη λένε οι μάρτυρες της οδού ΟΔΟΣ".split(),
    }
    claims, texts = [], []
    for number in range(90):
        chosen = [chance.choice(words[chance.choice("pl fr el".split())] if chance.random() < 0.1 else words["pl fr el".split()[number % 3]]) for _ in range(9)]
        claims.append((f"c{number}", " ".join(chosen)))
        if chance.random() < 0.5:
            chosen[chance.randrange(9)] = "inaczej"
        text = " ".join(without_accents(word) if chance.random() < 0.8 else word for word in chosen)
        texts.append((f"q{number}", text.upper() if chance.random() < 0.3 else text))
    corpus, queries = write(tmp_path / "c.tsv", claims), write(tmp_path / "q.tsv", texts)
    wording = match(corpus, queries)["matches"]
    assert match(corpus, queries, "--threads", 3)["matches"] == wording, "the usual answer knows nothing of it"
    bare = match(
        write(tmp_path / "bc.tsv", [(id, without_accents(text)) for id, text in claims]),
        write(tmp_path / "bq.tsv", [(id, without_accents(text)) for id, text in texts]))["matches"]
    found = match(corpus, queries, "--ignore-accents")["matches"]
    assert match(corpus, queries, "--ignore-accents", "--threads", 2)["matches"] == found
    known = {(pair["query"], pair["claim"]) for pair in wording}
    besides = [pair for pair in bare if (pair["query"], pair["claim"]) not in known]
    assert [pair for pair in found if "key" not in pair] == wording
    assert [pair for pair in found if "key" in pair] == [
        {**pair, "level": "suggest", "key": "without-accents"} for pair in besides
    ]
    assert sum(pair["decision"] == "same" for pair in besides) > 10
