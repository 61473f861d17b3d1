#!/usr/bin/env python3
"""Times the gate's decisions beside decoding alone, on the same requests in the same run; see README.md."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import data
import msgspec
import orjson
import shapes
import simdjson

ROOT = Path(__file__).resolve().parent.parent.parent


def rate(decode, lines, seconds):
    """Lines for a CPU second, the best of as many passes as there is time for."""
    best, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.process_time()
        for line in lines:
            decode(line)
        best = max(best, len(lines) / (time.process_time() - start))
    return best


def peers():
    parser = simdjson.Parser()

    def pysimdjson(line):
        # The parser is used again, so its document must be gone before the next line.
        return parser.parse(line)["request"]["id"]

    return {
        "msgspec, typed": msgspec.json.Decoder(shapes.Line).decode, "orjson": orjson.loads, "pysimdjson": pysimdjson,
    }


def gate(program, path, seconds):
    command = [program, "ads", "gate", str(path), "--measure", "--json", "--seconds", str(int(seconds))]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--daylight", default=os.environ.get("DAYLIGHT", str(ROOT / ".build/release/daylight")))
    options = parser.parse_args()
    parts = list(data.lines(options.lines))
    decoded = [b'{"request":' + request + b',"response":' + response + b"}" for _, request, response in parts]
    mean = sum(len(request) for _, request, _ in parts) / len(parts), sum(map(len, decoded)) / len(decoded)
    print(f"{platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}; {len(parts)} lines, ", end="")
    print(f"mean request {mean[0]:.0f} bytes, with response {mean[1]:.0f}\n")
    print("| round | what | lines for a CPU second | Daylight × | p50, µs | p99, µs |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line, _, _ in parts))
        for number in range(1, options.rounds + 1):
            ours = gate(options.daylight, path, options.seconds)
            best = ours["bestPerCPUSecond"]
            print(f"| {number} | Daylight, decisions | {best:,.0f} | 1.00 | {ours['p50']} | {ours['p99']} |", flush=True)
            for name, decode in peers().items():
                found = rate(decode, decoded, options.seconds)
                print(f"| {number} | {name}, decoding only | {found:,.0f} | {best / found:.2f} | | |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
