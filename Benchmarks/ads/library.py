#!/usr/bin/env python3
"""How long the library's search takes with many ads, on SQLite and on PostgreSQL; see README.md."""

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PART = 200_000
CURRENCIES = ["EUR", "EUR", "EUR", "SEK", "PLN", "CZK"]
WORDS = [a + b for a in "bus tax road wind sea rail farm bank fish coal vote tram park snow".split() for b in
         "way light fare line house price union school bridge fund".split()]  # fmt: skip
QUERIES = {
    "one word": "q={word}", "two words": "q={word}+{other}", "phrase": "q=%22{word}+{other}%22",
    "sponsor": "sponsor={sponsor}", "currency and amount": "currency=EUR&min=1000&max=20000&sort=amount",
    "time and word": "from=2025-03-01&to=2025-04-30&q={word}", "everything, by month": "trend=month&split=currency",
    "all facets of a common word": "q={word}&facets=sponsor,payer,election,territory,technique,language,medium,month&top=50",
}  # fmt: skip


def ads(chance, first, count):
    """Ads as the Meta Ad Library API answers them: words and sponsors as unevenly common as in life."""
    for number in range(first, first + count):
        rank = min(int(chance.paretovariate(0.9)), 20_000)
        low = chance.choice([0, 100, 500, 1000, 5000, 10_000])
        words = [WORDS[min(int(chance.paretovariate(0.6)) - 1, 10_000) % len(WORDS)] for _ in range(24)]
        day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield {
            "id": str(number), "page_name": f"Sponsor {rank}", "bylines": f"Sponsor {rank}", "ad_delivery_start_time": day,
            "ad_delivery_stop_time": day, "currency": chance.choice(CURRENCIES), "languages": [chance.choice(["en", "sv", "pl", "de"])],
            "spend": {"lower_bound": str(low), "upper_bound": str(low + 499)}, "ad_creative_bodies": [" ".join(words)],
            "impressions": {"lower_bound": "1000", "upper_bound": "4999"},
        }  # fmt: skip


def cpu_seconds(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(process):
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) // 1024


def ask(port, query, number):
    """Milliseconds from the request to the last byte of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    # Every request from another address, so that the limit for one is not what is measured.
    headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    start = time.perf_counter()
    connection.request("GET", f"/api/repository?{query}", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - start) * 1000
    if answer.status == 503:
        return taken, None
    assert answer.status == 200, body[:500]
    return taken, json.loads(body)["total"]


def wait_until_read(port):
    """Seconds until the library answers with all of its ads: a request waits for them, but not longer than requests may."""
    start, number, total = time.perf_counter(), 1 << 23, None
    while total is None:
        total = ask(port, "limit=1", number)[1]
        number += 1
    return time.perf_counter() - start, total


def measure(program, folder, files, environment, rounds, chance):
    run = lambda *words: subprocess.run([program, *words, "--data", str(folder)], check=True, capture_output=True, env=environment)
    (files[0].parent / "posts.csv").write_text("object_id,account_id,content_id,timestamp_share\n")
    run("import", str(files[0].parent / "posts.csv"))
    start = time.monotonic()
    for file in files:
        run("ads", "import", "meta", str(file), "--store", "--json")
    print(f"import {time.monotonic() - start:.1f} s", end="; ")
    command = [program, "serve", "--data", str(folder), "--port", "0", "--trusted-proxy", "127.0.0.1"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    try:
        port = int(re.search(r":(\d+)$", server.stdout.readline().strip())[1])
        taken, total = wait_until_read(port)
        print(f"index of {total:,} ads built in {taken:.1f} s; peak {peak(server.pid)} MiB\n")
        print("| query | p50, ms | p99, ms | CPU of the server, ms |\n|---|---|---|---|")
        number = 1
        for name, template in QUERIES.items():
            taken, used = [], cpu_seconds(server.pid)
            for _ in range(rounds):
                words = {"word": chance.choice(WORDS), "other": chance.choice(WORDS)}
                sponsor = urllib.parse.quote(f"Sponsor {min(int(chance.paretovariate(0.9)), 20_000)}")
                taken.append(ask(port, template.format(**words, sponsor=sponsor), number)[0])
                number += 1
            used = (cpu_seconds(server.pid) - used) / rounds * 1000
            taken.sort()
            print(f"| {name} | {taken[rounds // 2]:.1f} | {taken[min(rounds - 1, rounds * 99 // 100)]:.1f} | {used:.1f} |", flush=True)
    finally:
        server.terminate()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=200, help="how often each query is asked, each time with other words")
    parser.add_argument("--stores", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--daylight", default=os.environ.get("DAYLIGHT", str(ROOT / ".build/release/daylight")))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder, chance, files = Path(folder), random.Random(1), []
        for first in range(0, options.ads, PART):
            files.append(folder / f"{first}.json")
            files[-1].write_text(json.dumps({"data": list(ads(chance, first, min(PART, options.ads - first)))}))
        for store in options.stores:
            print(f"\n{store}, {options.ads:,} ads, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}: ", end="", flush=True)
            environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            if store == "sqlite":
                measure(options.daylight, folder / store, files, environment, options.rounds, random.Random(2))
                continue
            holder = subprocess.Popen(
                [ROOT / "Tests/private-postgresql", "hold"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            try:
                lines = [holder.stdout.readline().strip().partition("=") for _ in range(2)]
                environment |= {name: value for name, _, value in lines if name == "DATABASE_URL"}
                measure(options.daylight, folder / store, files, environment, options.rounds, random.Random(2))
            finally:
                holder.stdin.close()
                holder.wait()


if __name__ == "__main__":
    sys.exit(main())
