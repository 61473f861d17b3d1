#!/usr/bin/env python3
"""Times the reading of ads.txt files beside plain Python, on the same files in the same run; see README.md."""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SYSTEMS = [f"{name}.example" for name in (
    "north", "advertising-exchange", "open-market", "pub-platform", "index", "smart-ad-server", "reach", "ad-form", "sov", "rub",
)]
VARIABLE = re.compile(r"^([A-Za-z]+)\s*=\s*(.*)$")
HOST = re.compile(r"^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$")


def file(lines: int, seed: int) -> bytes:
    """Lines as sites have them: mostly in order, a tenth with capitals, blanks, comments or an error."""
    pick = random.Random(seed)
    text = ["# ads.txt", "OWNERDOMAIN=owner.example", "CONTACT=ads@owner.example"]
    for number in range(lines):
        system = pick.choice(SYSTEMS)
        account = f"pub-{pick.randrange(10**15, 10**16)}" if pick.random() < 0.4 else str(pick.randrange(10**4, 10**9))
        line = f"{system}, {account}, {'DIRECT' if pick.random() < 0.3 else 'RESELLER'}"
        if pick.random() < 0.7:
            line += f", {pick.getrandbits(64):016x}"
        odd = pick.random()
        if odd < 0.02:
            line = line.replace("RESELLER", "Reseller").replace(system, system.title())
        elif odd < 0.05:
            line += " # " + system
        elif odd < 0.06:
            line = line.split(",")[0]
        elif odd < 0.10:
            line = ""
        text.append(line)
    return ("\n".join(text) + "\n").encode()


def python(data: bytes) -> tuple[int, int]:
    """What one writes in an afternoon: lines, comments, fields, a pattern for hosts, a set for duplicates."""
    seen, records, variables, rejected = set(), [], [], 0
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        match = VARIABLE.match(line)
        if match:
            variables.append((number, match[1].upper(), match[2]))
            continue
        fields = [field.strip() for field in line.split(";", 1)[0].split(",")]
        domain = fields[0].lower()
        if len(fields) < 3 or not HOST.match(domain) or not fields[1] or fields[2].upper() not in ("DIRECT", "RESELLER"):
            rejected += 1
            continue
        key = (domain, fields[1], fields[2].upper())
        if key not in seen:
            seen.add(key)
            records.append((number, *key, fields[3] if len(fields) > 3 else None))
    return len(records), rejected


def python_rate(data: bytes, seconds: float) -> float:
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        python(data)
        count += 1
    return count * len(data) / (time.process_time() - start) / 1e6


def daylight_rate(program: str, path: Path, seconds: int) -> float:
    command = [program, "ads", "adstxt", str(path), "--measure", str(seconds), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["megabytesPerCPUSecond"]


def daylight_counts(program: str, path: Path) -> tuple[int, int]:
    answer = json.loads(subprocess.run([program, "ads", "adstxt", str(path), "--json"], capture_output=True, text=True).stdout)
    return len(answer["records"]), len(answer["rejected"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--daylight", default=os.environ.get("DAYLIGHT", str(ROOT / ".build/release/daylight")))
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}\n")
    print("| round | file | Daylight MB a CPU second | plain Python | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for number in range(1, options.rounds + 1):
            for lines in (500, 5_000, 75_000):
                data = file(lines, number)
                path = Path(name) / "ads.txt"
                path.write_bytes(data)
                assert daylight_counts(options.daylight, path) == python(data), "the two do not find the same"
                ours = daylight_rate(options.daylight, path, options.seconds)
                peer = python_rate(data, options.seconds)
                print(f"| {number} | {lines:,} lines, {len(data) / 1e6:.2f} MB | {ours:.0f} | {peer:.1f} | {ours / peer:.0f} |", flush=True)


if __name__ == "__main__":
    main()
