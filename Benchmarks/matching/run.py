"""Times Daylight and datasketch on the same texts and counts the planted edits they find; prints Markdown tables."""

import argparse
import collections
import contextlib
import datetime
import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import data
import peer

PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    cpu: float
    wall: float
    peak: int


def measure(command, out, log):
    """Runs a command as a child and returns what the kernel charged it."""
    start = time.monotonic()
    with open(out, "wb") as output, open(log, "wb") as errors:
        child = subprocess.Popen([str(part) for part in command], stdout=output, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if child.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} ended with {child.returncode}:\n{Path(log).read_text()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def found_pairs(path):
    answer = json.loads(path.read_text(encoding="utf-8"))
    return {(match["query"], match["claim"]) for match in answer["matches"]}


def recall(pairs, planted):
    """Planted edits that were found, of all, by kind."""
    found, all_ = collections.Counter(), collections.Counter()
    for number, original, kind in planted:
        for name in (kind, "all"):
            all_[name] += 1
            found[name] += (f"r{number}", f"r{original}") in pairs
    return {name: found[name] / all_[name] for name in all_}


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--words", type=int, nargs=2, default=(9, 18), metavar=("FEWEST", "MOST"), help="words of a text")
    parser.add_argument("--daylight-only", action="store_true")
    default = os.environ.get("DAYLIGHT", PACKAGE / ".build/release/daylight")
    parser.add_argument("--daylight", type=Path, default=Path(default))
    options = parser.parse_args()
    options.daylight = options.daylight.resolve()
    if not options.daylight.is_file():
        parser.error(f"{options.daylight} is not there: run `make build`")
    return options


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="daylight-benchmark-") as folder:
        folder = Path(folder)
        texts, planted, ours, theirs = (folder / name for name in ("texts.tsv", "planted.json", "ours.json", "theirs.json"))
        # In a process of its own: a child begins with its parent's memory, and that would count as its peak.
        subprocess.run([sys.executable, data.__file__, texts, planted, str(options.rows), *map(str, options.words)], check=True)
        command = [options.daylight, "claims", "match", "--corpus", texts, "--queries", texts, "--json"]
        costs = {"Daylight": measure(command, ours, folder / "log")}
        pairs = {"Daylight": found_pairs(ours)}
        if not options.daylight_only:
            command = [sys.executable, peer.__file__, texts, theirs]
            costs["datasketch"] = measure(command, folder / "out", folder / "log")
            pairs["datasketch"] = found_pairs(theirs)
        edits = json.loads(planted.read_text())
    print(f"{datetime.date.today()}; {machine()}; `{shlex.join(['run.py', *sys.argv[1:]])}`\n")
    print("| texts | tool | CPU s | wall s | texts/CPU s | peak MB | pairs | × CPU |\n|---|---|---|---|---|---|---|---|")
    base = costs["Daylight"].cpu
    for tool, cost in costs.items():
        print(
            f"| {options.rows:,} | {tool} | {cost.cpu:.2f} | {cost.wall:.2f} | {options.rows / cost.cpu:,.0f} | "
            f"{cost.peak / 1e6:.0f} | {len(pairs[tool]):,} | {cost.cpu / base:.1f} |")
    names = ["all", *data.KINDS]
    print(f"\n| found of {len(edits):,} edits | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    for tool in costs:
        parts = recall(pairs[tool], edits)
        print(f"| {tool} | {' | '.join(f'{parts[name]:.4f}' for name in names)} |")


if __name__ == "__main__":
    main()
