"""Times Daylight, DuckDB and coordination-network-toolkit on the same shares; prints a Markdown table."""

import argparse
import contextlib
import datetime
import hashlib
import os
import platform
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import data
import edges

PACKAGE = Path(__file__).resolve().parents[2]
TOOLKIT_LIMIT = 150_000


@dataclass(frozen=True)
class Case:
    name: str
    window: int
    rows: int = 0
    viral: bool = False

    @property
    def source(self):
        """Cases with the same rows share one file."""
        return "real" if self.name == "real" else f"rows-{self.rows}{'-viral' if self.viral else ''}"


CASES = [
    Case("real", 10),
    Case("110k", 10, 110_000),
    Case("1.1M", 10, 1_100_000),
    Case("viral10", 10, 1_100_000, viral=True),
    Case("viral60", 60, 1_100_000, viral=True),
    Case("11M", 10, 11_000_000),
]


@dataclass(frozen=True)
class Cost:
    cpu: float
    wall: float
    peak: int

    def __add__(self, other):
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


def measure(command, log):
    """Runs a command as a child and returns what the kernel charged it, its own children included."""
    start = time.monotonic()
    with open(log, "wb") as output:
        child = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if child.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} ended with {child.returncode}:\n{Path(log).read_text()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def run_daylight(options, case, posts, folder):
    command = [
        options.daylight, "accounts", "coordination", posts, "--semantics", "coortweet", "--window", case.window,
        "--min-participation", 2, "--edges", folder / "daylight.tsv", "--json",
    ]
    if options.memory:
        command += ["--memory", options.memory]
    return command, measure(command, folder / "daylight.log")


def run_duckdb(case, posts, folder):
    command = [sys.executable, edges.__file__, posts, case.window, 2, folder / "duckdb.tsv"]
    return command, measure(command, folder / "duckdb.log")


def run_toolkit(case, posts, folder):
    """Its own input format is prepared outside the measurement; loading it is part of its work, as it is of the others'."""
    messages, base = folder / "messages.csv", folder / "toolkit.db"
    base.unlink(missing_ok=True)
    data.write_messages(posts, messages)
    program = Path(sys.executable).parent / "compute_networks"
    load = [program, base, "preprocess", messages]
    compute = [
        program, base, "compute", "co_retweet", "--time_window", case.window, "--min_edge_weight", 1,
        "--output_file", folder / "toolkit.csv",
    ]
    return compute, measure(load, folder / "toolkit.log") + measure(compute, folder / "toolkit.log")


def fingerprint(path):
    """Number of edges and checksum of accounts, weight, sum of delays and both content counts."""
    digest, count = hashlib.sha256(), -1
    with open(path, "rb") as file:
        for line in file:
            count += 1
            digest.update(b"\t".join(line.rstrip(b"\n").split(b"\t")[:6]) + b"\n")
    return count, digest.hexdigest()


def run_case(options, case, folder):
    """Lines of the table for one case."""
    posts, rows = posts_of(case, folder)
    if posts is None:
        return [f"| {case.name} | – | the real data set is not here | | | | | |"]
    lines, base = [], None

    def report(tool, command, cost, count):
        nonlocal base
        base = base or cost.cpu
        print(shlex.join(str(part) for part in command), file=sys.stderr)
        lines.append(
            f"| {case.name} | {rows:,} | {tool} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak / 2**20:.0f} | "
            f"{count} | {cost.cpu / base:.1f} |"
        )

    command, cost = run_daylight(options, case, posts, folder)
    mine = fingerprint(folder / "daylight.tsv")
    report("Daylight", command, cost, f"{mine[0]:,}")
    if options.daylight_only:
        return lines
    command, cost = run_duckdb(case, posts, folder)
    others = fingerprint(folder / "duckdb.tsv")
    if mine != others:
        sys.exit(f"{case.name}: edges differ: Daylight {mine}, DuckDB {others}")
    report("DuckDB", command, cost, "the same")
    if rows <= TOOLKIT_LIMIT:
        command, cost = run_toolkit(case, posts, folder)
        report("coordination-network-toolkit", command, cost, "other rules")
    return lines


def posts_of(case, folder):
    """The file of a case, made if it is not there, and its number of rows."""
    if case.name == "real":
        shared = Path(os.environ.get("DAYLIGHT_SHARED_DATA", PACKAGE.parent / "shared/data"))
        path = shared / "authenticity/russian_coord_tweets.csv"
        return (path, 35_125) if path.is_file() else (None, 0)
    path = folder / f"{case.source}.csv"
    if not path.is_file():
        # In a process of its own: a child begins with its parent's memory, and that would count as its peak.
        subprocess.run([sys.executable, data.__file__, path, str(case.rows), *(["viral"] if case.viral else [])], check=True)
    return path, case.rows


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
    parser.add_argument("--rows", type=int)
    parser.add_argument("--memory")
    parser.add_argument("--daylight-only", action="store_true")
    default = os.environ.get("DAYLIGHT", PACKAGE / ".build/release/daylight")
    parser.add_argument("--daylight", type=Path, default=Path(default))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    options.daylight = options.daylight.resolve()
    if not options.daylight.is_file():
        parser.error(f"{options.daylight} is not there: run `make build`")
    return options


def main():
    options = arguments()
    cases = [case for case in CASES if options.cases is None or case.name in options.cases]
    if options.rows:
        cases = [Case(f"{options.rows:,}", 10, options.rows)]
    folder = options.folder or Path(tempfile.mkdtemp(prefix="daylight-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        print(f"{datetime.date.today()}; {machine()}; `{shlex.join(['run.py', *sys.argv[1:]])}`\n")
        print("| case | rows | tool | CPU s | wall s | peak MiB | edges | × CPU |")
        print("|---|---|---|---|---|---|---|---|")
        for case in cases:
            print("\n".join(run_case(options, case, folder)), flush=True)
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
