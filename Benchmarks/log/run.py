#!/usr/bin/env python3
"""Times the evidence log beside its peers, on the same disk in the same run; see README.md."""

import argparse
import json
import os
import platform
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FLUSHES = ("fsync", "fdatasync", "sync_file_range", "syncfs")


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def rates(count: int, start: float, used: float) -> dict[str, float]:
    return {"perSecond": count / (time.monotonic() - start), "perCPUSecond": count / (cpu() - used)}


def daylight(program: str, folder: Path, seconds: float) -> dict[str, dict[str, float]]:
    command = [program, "log", "measure", "--json", "--seconds", str(int(seconds)), "--folder", str(folder)]
    lines = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {line["name"]: line for line in lines}


def flushes(program: str, folder: Path) -> dict[str, int]:
    """Flushes as the kernel counted them, so that a rate cannot hide that there were none."""
    command = ["strace", "-f", "-c", "-e", ",".join(FLUSHES), program, "log", "measure", "--seconds", "1"]
    report = subprocess.run([*command, "--folder", str(folder)], check=True, capture_output=True, text=True).stderr
    calls = (line.split() for line in report.splitlines())
    return {words[-1]: int(words[3]) for words in calls if words and words[-1] in FLUSHES}


def go(folder: Path, seconds: float, size: int) -> dict[str, float]:
    peer = folder / "peer"
    if not peer.exists():
        source = folder / "source"
        shutil.copytree(HERE / "peer", source)
        (source / "go.mod").write_text(
            "module peer\n\ngo 1.19\n\nrequire golang.org/x/mod v0.0.0\n\n"
            "replace golang.org/x/mod => /usr/share/gocode/src/golang.org/x/mod\n"
        )
        environment = os.environ | {
            "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOSUMDB": "off", "GOCACHE": str(folder / "cache"),
        }
        subprocess.run(["go", "build", "-o", str(peer), "."], cwd=source, env=environment, check=True)
    return json.loads(subprocess.check_output([str(peer), str(seconds), str(size), str(folder)]))


def sqlite(folder: Path, seconds: float, size: int) -> dict[str, float]:
    """The same thing with the engine's journal: rows of entries, 1,024 a transaction, WAL and FULL."""
    path = folder / f"peer-{size}.sqlite"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    count, start, used = 0, time.monotonic(), cpu()
    while time.monotonic() - start < seconds:
        database.execute("BEGIN")
        rows = ((count + i, (count + i).to_bytes(8, "little") + bytes(size - 8)) for i in range(1024))
        database.executemany("INSERT INTO entries VALUES (?, ?)", rows)
        database.execute("COMMIT")
        count += 1024
    found = rates(count, start, used)
    database.close()
    return found


def libsodium(seconds: float) -> dict[str, float]:
    from nacl.signing import SigningKey

    key = SigningKey.generate()
    signed = key.sign(bytes(1024))
    count, start, used = 0, time.monotonic(), cpu()
    while time.monotonic() - start < seconds:
        for _ in range(64):
            key.verify_key.verify(signed.message, signed.signature)
        count += 64
    return rates(count, start, used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--daylight", default=os.environ.get("DAYLIGHT", str(ROOT / ".build/release/daylight")))
    parser.add_argument("--folder", help="on the disk that is meant; a temporary folder otherwise")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}\n")
    print("| round | what | Daylight | peer | ratio |\n|---|---|---|---|---|")
    for number in range(1, options.rounds + 1):
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            measure(options, Path(name), number)
    if shutil.which("strace"):
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            print(f"\nFlushes in one traced run of a second for each measurement: {flushes(options.daylight, Path(name))}")


def measure(options: argparse.Namespace, folder: Path, number: int) -> None:
    ours = daylight(options.daylight, folder, options.seconds)

    def line(what: str, key: str, unit: str, peer: float | None = None, peer_name: str = "") -> None:
        value = ours[what][key]
        beside = "" if peer is None else f"{peer:,.0f} {peer_name}"
        ratio = "" if peer is None else f"{value / peer:.2f}"
        figure = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
        print(f"| {number} | {what} | {figure} {unit} | {beside} | {ratio} |", flush=True)

    line("fdatasync of 4096 bytes", "perSecond", "/s")
    for size in (256, 1024):
        what = f"appends of {size} bytes"
        tlog, rows = go(folder, options.seconds, size), sqlite(folder, options.seconds, size)
        line(what, "perSecond", "/s", tlog["perSecond"], "/s Go tlog, two flushes a batch")
        line(what, "perCPUSecond", "/CPU s", tlog["perCPUSecond"], "/CPU s Go tlog")
        line(what, "perSecond", "/s", rows["perSecond"], "/s SQLite WAL FULL")
        line(what, "batchesPerSecond", "batches/s")
    latency = "latency at 1000/s of 1024 bytes, in milliseconds"
    line(latency, "p50", "ms")
    line(latency, "p99", "ms")
    sodium = libsodium(options.seconds)["perCPUSecond"]
    for what in ours:
        if what.startswith(("Ed25519", "admissions")):
            line(what, "perCPUSecond", "/CPU s", sodium, "/CPU s libsodium verifications")
        elif what.startswith(("receipts", "inclusion")):
            line(what, "perCPUSecond", "/CPU s")


if __name__ == "__main__":
    sys.exit(main())
