"""Running the program under test and reading what it writes."""

import json
import math
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}


def binary():
    return Path(os.environ.get("DAYLIGHT", PACKAGE / ".build/debug/daylight")).resolve()


@dataclass
class Outcome:
    status: int
    stdout: bytes
    stderr: str

    @property
    def summary(self):
        return json.loads(self.stdout)


def run(*arguments, stdin=None, tmpdir=None, timeout=600):
    environment = dict(os.environ)
    if tmpdir is not None:
        environment["TMPDIR"] = str(tmpdir)
    done = subprocess.run(
        [str(binary()), *map(str, arguments)],
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        timeout=timeout,
    )
    return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def coordination(path, *options, **keywords):
    return run("accounts", "coordination", path, *options, **keywords)


def unescape(text):
    """Undoes the escapes of F.3 in an id."""
    result, characters = [], iter(text)
    for character in characters:
        result.append(ESCAPES[next(characters)] if character == "\\" else character)
    return "".join(result)


def table(path):
    """Rows of a tab-separated table as dictionaries of text, and its column names."""
    lines = Path(path).read_bytes().decode("utf-8").split("\n")
    assert lines[-1] == "", "the last line must end with a line feed"
    names = lines[0].split("\t")
    rows = []
    for line in lines[1:-1]:
        fields = line.split("\t")
        assert len(fields) == len(names), line
        rows.append(dict(zip(names, fields)))
    return names, rows


def log10_of(text):
    """Decimal logarithm of a number as it is written, also far below the range of a double."""
    mantissa, _, exponent = text.lower().partition("e")
    return math.log10(float(mantissa)) + int(exponent or 0)
