"""Times ranked-choice counts by Daylight, PyRankVote and VoteKit; prints a Markdown table."""

import argparse
import contextlib
import importlib.util
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

PACKAGE = Path(__file__).resolve().parents[2]
FULL = 1_041_313


@dataclass(frozen=True)
class Cost:
    cpu: float
    wall: float
    peak: int


def measure(command, log):
    """Runs a command as a child and returns what the kernel charged it, its own children included."""
    start = time.monotonic()
    with open(log, "wb") as output:
        child = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.PIPE)
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if child.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} ended with {child.returncode}:\n{errors.decode()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def winners_of(log):
    """Who was elected, whichever program says so."""
    answer = json.loads(log.read_text())
    if "winners" in answer:
        return set(answer["winners"])
    return {result["elected"] for round in answer["results"] for result in round["tallyResults"] if "elected" in result}


def row(program, count, seats, cost, winners):
    return (
        f"| {program} | {count:,} | {seats} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak / 2**20:.0f} | "
        f"{', '.join(sorted(winners))} |"
    )


def run_case(options, count, seats, folder):
    config = data.write(folder, count, seats)
    log = folder / "daylight.json"
    cost = measure([options.daylight, "count", "rcv", config, "--json"], log)
    mine = winners_of(log)
    print(row("Daylight", count, seats, cost, mine), flush=True)
    for peer, limit in (("pyrankvote", FULL), ("votekit", options.votekit_limit)):
        if count > limit:
            continue
        if importlib.util.find_spec(peer) is None:
            print(f"{peer} is not installed and was left out", file=sys.stderr)
            continue
        log = folder / f"{peer}.json"
        cost = measure([sys.executable, PACKAGE / "Benchmarks/tally/peers.py", peer, config], log)
        theirs = winners_of(log)
        print(row(peer, count, seats, cost, theirs), flush=True)
        if seats == 1 and theirs != mine:
            sys.exit(f"{peer} elected {theirs}, Daylight {mine}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--daylight", type=Path, default=PACKAGE / ".build/release/daylight")
    parser.add_argument("--folder", type=Path, help="keep the ballots here for another run")
    parser.add_argument("--votekit-limit", type=int, default=20_000, help="most ballots VoteKit is given")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    print("| Program | Ballots | Seats | CPU s | Wall s | Peak MiB | Elected |\n|---|--:|--:|--:|--:|--:|---|")
    with contextlib.ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        for count, seats in ((options.votekit_limit, 1), (options.votekit_limit, 3), (FULL, 1), (FULL, 3)):
            run_case(options, count, seats, folder)


if __name__ == "__main__":
    main()
