"""Times the seats of the European Parliament: every system with lists, and Belgium's three colleges; prints a line."""

import argparse
import json
import os
import random
import statistics
import subprocess
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
# Ireland and Malta count ranked ballots.
SYSTEMS = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IT LT LU LV NL PL PT RO SE SI SK BE-NL BE-FR BE-DE".split()


def questions(repeats):
    chance = random.Random(2024)
    return [
        {"system": f"EP2024/{system}", "votes": {f"list {number}": int(10**7 * chance.random() ** 4) + 1000 for number in range(30)}}
        for _ in range(repeats) for system in SYSTEMS
    ]


def cost(program, repeats, folder):
    """CPU seconds of one run, start and text included."""
    path = Path(folder) / "questions.json"
    path.write_text(json.dumps(questions(repeats)))
    with open(Path(folder) / "answers.json", "wb") as output:
        child = subprocess.Popen([program, "count", "seats", path, "--json"], stdout=output)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    answers = json.loads((Path(folder) / "answers.json").read_bytes())
    assert child.returncode == 0 and len(answers) == repeats * len(SYSTEMS), child.returncode
    assert all(answer["assigned"] == answer["seats"] for answer in answers)
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--daylight", type=Path, default=PACKAGE / ".build/release/daylight")
    parser.add_argument("--repeats", type=int, default=60, help="how often the whole Parliament is allocated in one run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        once = statistics.median(cost(options.daylight, 1, folder) for _ in range(9))
        often = statistics.median(cost(options.daylight, options.repeats + 1, folder) for _ in range(5))
    each = (often - once) / options.repeats
    print(
        f"{len(SYSTEMS)} allocations of 30 lists, read from JSON and answered with every step: {1000 * each:.1f} CPU ms "
        f"(one run with its start: {1000 * once:.0f} ms)"
    )


if __name__ == "__main__":
    main()
