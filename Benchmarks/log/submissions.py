#!/usr/bin/env python3
"""How many signed statements a server takes over HTTP, beside the bare signature check; see README.md."""

import argparse
import base64
import hashlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from nacl.signing import SigningKey

ROOT = Path(__file__).resolve().parent.parent.parent
TYPE = "application/vnd.in-toto+json"


def envelope(key: SigningKey, number: int, size: int) -> bytes:
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"digest": {"sha256": hashlib.sha256(b"%d" % number).hexdigest()}}],
        "predicateType": "https://daylight.example/benchmark/v1",
        "predicate": {"number": number, "text": "x" * size},
    }
    body = json.dumps(statement).encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(body), body)
    signature = base64.b64encode(key.sign(signed).signature).decode()
    payload = base64.b64encode(body).decode()
    return json.dumps({"payload": payload, "payloadType": TYPE, "signatures": [{"sig": signature}]}).encode()


def pem(key: SigningKey) -> str:
    spki = bytes.fromhex("302a300506032b6570032100") + bytes(key.verify_key)
    return f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(spki).decode()}\n-----END PUBLIC KEY-----\n"


def cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server:
    def __init__(self, program: str, folder: Path, key: SigningKey):
        data = str(folder / "data")
        run = lambda *words, **more: subprocess.run([program, *words], check=True, capture_output=True, text=True, **more)
        (folder / "posts.csv").write_text("object_id,account_id,content_id,timestamp_share\n")
        run("import", str(folder / "posts.csv"), "--data", data)
        (folder / "signer.pem").write_text(pem(key))
        run("log", "signers", f"{data}/log", "--add", str(folder / "signer.pem"))
        run("people", "add", "benchmark", "--password-file", "-", "--data", data, input="a password of some length\n")
        self.token = run("people", "token", "benchmark", "--scope", "append", "--data", data).stdout.strip()
        command = [program, "serve", "--data", data, "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r":(\d+)$", self.process.stdout.readline().strip()).group(1))

    def send(self, bodies: list[bytes], failures: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/jsonl"}
        for body in bodies:
            connection.request("POST", "/log/entries", body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status != 200 or '"ok":false' in text:
                failures.append(f"{answer.status} {text[:200]}")


def bare_rate(program: str) -> float:
    """Signature checks for a CPU second and nothing else, by the same program on the same machine just now."""
    words = [program, "log", "measure", "--seconds", "1", "--json"]
    lines = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
    return next(line["perCPUSecond"] for line in lines if line["name"].startswith("Ed25519"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60_000)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--size", type=int, default=700, help="padding of a statement, in bytes")
    parser.add_argument("--daylight", default=os.environ.get("DAYLIGHT", str(ROOT / ".build/release/daylight")))
    options = parser.parse_args()
    key = SigningKey.generate()
    envelopes = [envelope(key, number, options.size) for number in range(options.count)]
    bodies = [b"\n".join(envelopes[i : i + options.batch]) for i in range(0, options.count, options.batch)]
    with tempfile.TemporaryDirectory() as folder:
        server = Server(options.daylight, Path(folder), key)
        try:
            failures: list[str] = []
            shares = [bodies[i :: options.connections] for i in range(options.connections)]
            used, start = cpu_seconds(server.process.pid), time.monotonic()
            threads = [threading.Thread(target=server.send, args=(share, failures)) for share in shares]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            wall, used = time.monotonic() - start, cpu_seconds(server.process.pid) - used
        finally:
            server.process.terminate()
            server.process.wait()
    size = len(envelopes[0])
    print(f"{options.count} envelopes of {size} bytes, {options.batch} a request, {options.connections} connections")
    rate, bare = options.count / used, bare_rate(options.daylight)
    print(f"{options.count / wall:,.0f}/s, {rate:,.0f} per CPU second of the server, {len(failures)} failures")
    print(f"{rate / bare:.0%} of {bare:,.0f} bare signature checks per CPU second")
    for failure in failures[:3]:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
