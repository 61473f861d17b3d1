"""Matching of texts as the reference describes it (credibility reference, 5.1, 5.2, 11.2), pair by pair and without haste."""

import re
import unicodedata

CYRILLIC = dict(zip("аеорсхуі", "aeopcxyi"))
GREEK = dict(zip("οαν", "oav"))
URL = re.compile(r"https?://\S*")
GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:[ ,.'’]\d{3})+(?!\d)")


def is_word(character):
    return unicodedata.category(character)[0] in "LN"


def is_latin(character):
    return unicodedata.category(character)[0] == "L" and unicodedata.name(character, "").startswith("LATIN ")


def is_cyrillic(character):
    return unicodedata.category(character)[0] == "L" and "\u0400" <= character <= "\u052f"


def is_greek(character):
    is_block = "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff"
    return unicodedata.category(character)[0] == "L" and is_block


def unified(word):
    others = [character for character in word if is_cyrillic(character) or is_greek(character)]
    if not others or not any(map(is_latin, word)):
        return word
    foreign = [character for character in others if character not in CYRILLIC and character not in GREEK]
    if not foreign:
        table = CYRILLIC | GREEK
    else:
        table = {latin: other for other, latin in (CYRILLIC if is_cyrillic(foreign[0]) else GREEK).items()}
    return "".join(table.get(character, character) for character in word)


def words_and_gaps(text):
    piece = ""
    for character in text:
        if piece and is_word(piece[-1]) != is_word(character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def key(text):
    text = unicodedata.normalize("NFKC", text).casefold()
    text = URL.sub("", text)
    text = "".join(
        character
        for place, character in enumerate(text)
        if not (character == "@" and place + 1 < len(text) and is_word(text[place + 1]))
    )
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    text = "".join(unified(piece) if is_word(piece[0]) else piece for piece in words_and_gaps(text))
    text = GROUPS.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    return " ".join(piece for piece in words_and_gaps(text) if is_word(piece[0]))


def shingles(text):
    return {text[start : start + 5] for start in range(max(1, len(text) - 4))}


def decision(first, second):
    """(decision, Jaccard index, containment) of two keys, or None."""
    if not first or not second:
        return None
    if len(first) < 20 or len(second) < 20:
        return ("same", 1.0, 1.0) if first == second else None
    a, b = shingles(first), shingles(second)
    shared, smaller = len(a & b), min(len(a), len(b))
    union = len(a | b)
    figures = shared / union, shared / smaller
    if 5 * shared >= 4 * union:
        numbers = [set(re.findall(r"\d+", text)) for text in (first, second)]
        agree = numbers[0] <= numbers[1] or numbers[1] <= numbers[0]
        return ("same" if agree else "near", *figures)
    if smaller >= 40 and 10 * shared >= 9 * smaller:
        return ("quoted", *figures)
    if 2 * shared >= union:
        return ("near", *figures)
    return None


def matches(corpus, queries):
    """All matches of lists of (id, text), by query, then claim."""
    claims = [(id, key(text)) for id, text in corpus]
    found = []
    for query, text in queries:
        mine = key(text)
        for claim, other in claims:
            if query != claim and (answer := decision(mine, other)):
                found.append((query, claim, *answer))
    return found
