"""Times the note scorer and a fit with numpy on the same ratings; prints a Markdown table."""

import argparse
import contextlib
import datetime
import json
import math
import os
import platform
import shlex
import shutil
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
class Case:
    name: str
    ratings: int
    notes: int
    raters: int


CASES = [
    Case("56k", 56_384, 1_500, 2_000),
    Case("549k", 548_580, 9_000, 12_000),
    Case("10M", 10_000_000, 120_000, 150_000),
]


@dataclass(frozen=True)
class Cost:
    cpu: float
    wall: float
    peak: int


def measure(command, output):
    """Runs a command as a child and returns what the kernel charged it."""
    start = time.monotonic()
    with open(output, "wb") as file, open(f"{output}.err", "wb") as errors:
        child = subprocess.Popen([str(part) for part in command], stdout=file, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if child.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} ended with {child.returncode}:\n{Path(f'{output}.err').read_text()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def run_case(options, case, folder):
    """Lines of the table for one case."""
    tables, lines = folder / case.name, []
    if not (tables / "notes-00000.tsv").is_file():
        # In a process of its own: a child begins with its parent's memory, and that would count as its peak.
        sizes = [str(size) for size in (case.ratings, case.notes, case.raters)]
        subprocess.run([sys.executable, data.__file__, tables, *sizes], check=True)
    base, fit = None, None
    for diligence in ("none", "own"):
        out = folder / f"{case.name}-{diligence}"
        command = [options.daylight, "claims", "notes", "score", tables, "--out", out, "--diligence", diligence, "--json"]
        cost = measure([*command, "--threads", options.threads], folder / "daylight.json")
        base = base or cost.cpu
        fit = json.loads((out / "run.json").read_text())["firstFit"]
        name = "Daylight, core" if diligence == "none" else "Daylight, with diligence"
        lines.append(line(case, name, cost, fit["sweeps"], base))
    if not options.daylight_only:
        cost = measure([sys.executable, peer.__file__, tables / "ratings.npz"], folder / "peer.json")
        other = json.loads((folder / "peer.json").read_text())
        if fit["ratings"] != other["ratings"] or not math.isclose(fit["loss"], other["loss"], rel_tol=1e-9):
            sys.exit(f"{case.name}: the fits differ: {fit} and {other}")
        lines.append(line(case, "numpy, first fit only", cost, other["sweeps"], base))
    return lines


def line(case, tool, cost, sweeps, base):
    return (
        f"| {case.name} | {case.ratings:,} | {tool} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak / 2**20:.0f} | {sweeps} | "
        f"{cost.cpu / base:.1f} |")


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", nargs="+", choices=[case.name for case in CASES])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--daylight-only", action="store_true")
    parser.add_argument(
        "--daylight", type=Path, default=Path(os.environ.get("DAYLIGHT", PACKAGE / ".build/release/daylight")))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    options.daylight = options.daylight.resolve()
    if not options.daylight.is_file():
        parser.error(f"{options.daylight} is not there: run `make build`")
    return options


def main():
    options = arguments()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="daylight-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        print(f"{datetime.date.today()}; {machine()}; `{shlex.join(['run.py', *sys.argv[1:]])}`\n")
        print("| case | ratings | tool | CPU s | wall s | peak MiB | sweeps | × CPU |")
        print("|---|---|---|---|---|---|---|---|")
        for case in CASES:
            if options.cases is None or case.name in options.cases:
                print("\n".join(run_case(options, case, folder)), flush=True)
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
