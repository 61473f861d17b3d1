"""The same question to datasketch: normalise, signatures of 128 permutations, LSH at 0.5, exact verification."""

import json
import re
import sys
import unicodedata

from datasketch import MinHash, MinHashLSH

LATIN = str.maketrans("аеорсхуіοαν", "aeopcxyioav")
CYRILLIC = str.maketrans("aeopcxyi", "аеорсхуі")
GREEK = str.maketrans("oav", "οαν")


def unified(word):
    latin = word.translate(LATIN)
    if not re.search("[a-z]", word) or not re.search("[\u0370-\u052f]", latin):
        return latin if re.search("[a-z]", word) else word
    return word.translate(CYRILLIC if re.search("[\u0400-\u052f]", latin) else GREEK)


def key(text):
    """As much of Daylight's normalisation as a person would write in ten lines."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"https?://\S*", "", text)
    text = re.sub(r"[^\W_]+", lambda word: unified(word[0]), text)
    return " ".join(re.findall(r"[^\W_]+", text))


def main(path, out):
    with open(path, encoding="utf-8") as file:
        next(file)
        rows = [line.rstrip("\n").split("\t") for line in file]
    keys = [key(text) for _, _, text in rows]
    sets = [{text[place : place + 5] for place in range(max(1, len(text) - 4))} for text in keys]
    index = MinHashLSH(threshold=0.5, num_perm=128)
    signatures = MinHash.bulk([[shingle.encode() for shingle in shingles] for shingles in sets], num_perm=128)
    with index.insertion_session() as session:
        for number, signature in enumerate(signatures):
            session.insert(number, signature)
    found = []
    for number, signature in enumerate(signatures):
        for other in index.query(signature):
            if other != number and 2 * len(sets[number] & sets[other]) >= len(sets[number] | sets[other]):
                found.append((rows[number][0], rows[other][0]))
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"matches": [{"query": query, "claim": claim} for query, claim in found]}, file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
