"""Writes short invented texts in four languages, a fifth of them edits of earlier ones, and which are which."""

import itertools
import json
import random
import sys

ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "de": "abcdefghijklmnoprstuvwzäöüß",
    "bg": "абвгдежзийклмнопрстуфхцчшщъюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
}
LOOKS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "y": "у"}
CYRILLIC = {other: latin for latin, other in LOOKS.items()}
GREEK = {"ο": "o", "α": "a", "ν": "v"}
LOOK_ALIKES = {"en": LOOKS, "de": LOOKS, "bg": CYRILLIC, "el": GREEK}
KINDS = ("case", "homoglyph", "URL+emoji", "swap", "prefix", "one word", "truncated", "two words")
VOCABULARY = 2_000


class Writer:
    def __init__(self, seed, lengths):
        self.random = random.Random(seed)
        self.lengths = lengths
        self.words = {
            language: ["".join(self.random.choices(alphabet, k=self.random.randint(2, 10))) for _ in range(VOCABULARY)]
            for language, alphabet in ALPHABETS.items()
        }
        # Some words are frequent, most are rare, as in any language.
        self.weights = list(itertools.accumulate(1 / (rank + 5) for rank in range(VOCABULARY)))

    def text(self, language):
        return self.random.choices(self.words[language], cum_weights=self.weights, k=self.random.randint(*self.lengths))

    def edit(self, kind, language, words):
        words, vocabulary = list(words), self.words[language]
        place = self.random.randrange(len(words) - 1)
        match kind:
            case "case":
                return " ".join(words).upper()
            case "homoglyph":
                table = LOOK_ALIKES[language]
                return "".join(
                    table[letter] if letter in table and self.random.random() < 0.3 else letter for letter in " ".join(words))
            case "URL+emoji":
                return f"{' '.join(words)} \U0001f525\U0001f525 https://t.example/{self.random.randrange(10**9)}"
            case "swap":
                words[place], words[place + 1] = words[place + 1], words[place]
            case "prefix":
                words = self.random.choices(vocabulary, k=self.random.randint(1, 3)) + words
            case "one word":
                words[place] = self.random.choice(vocabulary)
            case "truncated":
                words = words[: len(words) * 4 // 5]
            case "two words":
                for place in self.random.sample(range(len(words)), 2):
                    words[place] = self.random.choice(vocabulary)
        return " ".join(words)


def write(path, planted_path, count, lengths=(9, 18), seed=11):
    """`lengths`: fewest and most words of a text."""
    writer = Writer(seed, lengths)
    rows, planted = [], []
    for number in range(count):
        if rows and writer.random.random() < 0.2:
            original = writer.random.randrange(len(rows))
            language, words = rows[original][:2]
            kind = writer.random.choice(KINDS)
            if len(words) >= 5:
                planted.append((number, original, kind))
                text = writer.edit(kind, language, words)
                rows.append((language, text.split(), text))
                continue
        language = writer.random.choice(list(ALPHABETS))
        words = writer.text(language)
        rows.append((language, words, " ".join(words)))
    with open(path, "w", encoding="utf-8") as file:
        file.write("id\tlang\ttext\n")
        file.writelines(f"r{number}\t{language}\t{text}\n" for number, (language, _, text) in enumerate(rows))
    with open(planted_path, "w", encoding="utf-8") as file:
        json.dump(planted, file)


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]), (int(sys.argv[4]), int(sys.argv[5])))
