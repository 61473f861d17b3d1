#!/usr/bin/env python3
"""`kill -9` of a log that is being written to, many times, against a model of what must be there.

    DAYLIGHT=.build/debug/daylight python Tests/Independent/log/kill.py --kills 1000

After every kill, before anything heals the folder: the published checkpoint covers every acknowledged entry, its root is
that of the entries in the bundles, and no two checkpoints seen anywhere, the journal's bytes included, give one size two
roots. A server that reads beside the writer, and is killed now and then, shows the same. Statements that were not
acknowledged are sent again by later rounds, as submitters do; none may come in twice.
"""

import argparse
import collections
import contextlib
import functools
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tiles  # noqa: E402
from checking import check  # noqa: E402
from logs import Log  # noqa: E402
from merkle import Tree  # noqa: E402
from notes import base64_of, open_checkpoint  # noqa: E402
from program import binary, run  # noqa: E402
from servers import Server, serve_arguments  # noqa: E402
from statements import body_of, signed, statement, written  # noqa: E402


def notes_of(origin):
    """Finds the checkpoints of an origin in any bytes."""
    return re.compile(re.escape(origin).encode() + rb"\n[0-9]+\n[^\n]+\n\n(?:\xe2\x80\x94 [^\n]+\n)+")


class Writer:
    """One run of `log append` that gets lines until it is killed."""

    def __init__(self, folder, receipts=None):
        options = ["--receipts", str(receipts)] if receipts else []
        self.process = subprocess.Popen(
            [str(binary()), "log", "append", str(folder), "--json", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.said = bytearray()
        self.answering = threading.Event()
        self.threads = [threading.Thread(target=self._listen, daemon=True)]
        self.threads[0].start()

    def _listen(self):
        while data := self.process.stdout.read1(1 << 16):
            self.said += data
            self.answering.set()
        self.answering.set()

    def send(self, lines):
        """Feeds in the background, in pieces, as fast as they are taken."""
        self.threads.append(threading.Thread(target=self._feed, args=(lines,), daemon=True))
        self.threads[-1].start()

    def _feed(self, lines):
        try:
            for line in lines:
                self.process.stdin.write(line + b"\n")
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass

    def kill(self):
        """The answers that were written whole before the end."""
        self.process.kill()
        status = self.process.wait()
        for thread in self.threads:
            thread.join()
        complaint = self.process.stderr.read().decode()
        assert status == -9, f"ended by itself with {status}: {complaint}"
        self.process.stdout.close()
        self.process.stderr.close()
        return [json.loads(line) for line in bytes(self.said).split(b"\n")[:-1]]


class Drill:
    """One log through all the kills, and what is known of it."""

    def __init__(self, folder, seed=6962, options=()):
        self.folder = Path(folder)
        self.chance = random.Random(seed)
        self.log = Log(self.folder / "log", *options)
        self.receipts = self.folder / "receipts"
        self.tree = Tree()
        self.index_of = {}  # number of a statement → its index
        self.roots = {}  # size → root of every checkpoint ever seen
        self.acknowledged = {}  # index → leaf hash
        self.pending = []  # numbers that were sent and not acknowledged
        self.next_number = 0
        self.seen_notes = set()
        self.outcomes = collections.Counter()
        self.note = notes_of(self.log.origin)
        self.reader = Server(*serve_arguments(self.log.folder))

    def numbers(self):
        """What a round sends: some of what was lost sight of, then new ones."""
        again = self.chance.sample(self.pending, min(len(self.pending), self.chance.randrange(200)))
        count = self.chance.choice([1, 5, 40, 300, 1200])
        new = list(range(self.next_number, self.next_number + count))
        self.next_number += count
        sent = again + new
        self.chance.shuffle(sent)
        return sent

    def round(self):
        sent = self.numbers()
        lines = [self.line(number) for number in sent]
        writer = Writer(self.log.folder, self.receipts if self.chance.random() < 0.3 else None)
        writer.send(lines)
        # While it starts and recovers; or while it answers, around the commit and the publication.
        if self.chance.random() < 0.4:
            time.sleep(self.chance.uniform(0, 0.06))
        else:
            writer.answering.wait(20)
            time.sleep(self.chance.choice([0, self.chance.uniform(0, 0.01), self.chance.uniform(0, 0.2)]))
        answers = writer.kill()
        self.outcomes["nothing" if not answers else "part" if len(answers) < len(sent) else "all"] += 1
        self.see()
        self.believe(sent, answers)
        if self.chance.random() < 0.1:
            self.reader.kill()
            self.reader = Server(*serve_arguments(self.log.folder))

    @functools.cache
    def line(self, number):
        return written(signed(number, padding=number % 7 * 150))

    def see(self):
        """Reads what the killed process left, through nothing but the files' formats."""
        published = (self.log.folder / "checkpoint").read_bytes()
        checkpoint = open_checkpoint(published, self.log.key)
        assert self.reader.get("checkpoint").body == published
        for index in range(len(self.tree.entries), checkpoint.size):
            self.tree.append(self.published(index, checkpoint.size))
            number = json.loads(body_of(self.tree.entries[-1]))["predicate"]["number"]
            assert number not in self.index_of, f"statement {number} is at {self.index_of[number]} and at {index}"
            self.index_of[number] = index
        assert checkpoint.size == len(self.tree.entries), "the published log shrank"
        assert checkpoint.root == self.tree.root(checkpoint.size), "the bundles are not what was signed"
        self.remember(checkpoint)
        for head in self.journal_heads():
            self.outcomes["ahead of the publication"] += head.size > checkpoint.size
            self.remember(head)

    def published(self, index, size):
        """An entry from its bundle; the file must be there as the published checkpoint says."""
        number = index // 256
        if getattr(self, "bundle", None) is None or self.bundle[0] != (number, size):
            path = tiles.tile_path("entries", number, min(256, size - number * 256))
            data = (self.log.folder / path).read_bytes()
            assert self.reader.get(path).body == data
            self.bundle = (number, size), tiles.unbundle(data)
        return self.bundle[1][index % 256]

    def journal_heads(self):
        """Every signed checkpoint in the bytes of the journal, committed or not."""
        data = b"".join(path.read_bytes() for path in sorted(self.log.folder.glob("journal*")))
        for found in self.note.finditer(data):
            if found[0] in self.seen_notes:
                continue
            try:
                yield open_checkpoint(found[0], self.log.key)
            except Exception as error:  # a torn record may end within a note
                assert found.end() > len(data) - 64, error
                continue
            self.seen_notes.add(found[0])

    def remember(self, head):
        assert head.origin == self.log.origin
        assert self.roots.setdefault(head.size, head.root) == head.root, f"two roots of size {head.size}"

    def believe(self, sent, answers):
        """Each acknowledged line is under the checkpoint that was published when the process died."""
        assert len(answers) <= len(sent)
        for number, answer in zip(sent, answers, strict=False):
            assert answer["ok"], answer
            index = answer["index"]
            assert index < answer["size"] <= len(self.tree.entries), "acknowledged and not published"
            assert self.index_of[number] == index
            assert body_of(self.tree.entries[index]) == statement(number, padding=number % 7 * 150)
            assert answer["leafHash"] == self.tree.leaves[index].hex()
            self.acknowledged[index] = answer["leafHash"]
            self.outcomes["duplicates"] += answer["duplicate"]
        known = set(sent[: len(answers)])
        self.pending = [number for number in {*self.pending, *sent} if number not in known][-3000:]

    def finish(self):
        """One run without a kill; then everything that was ever acknowledged proves, and files given out are whole."""
        status, answers = self.log.append(*(self.line(number) for number in self.pending[:500]))
        assert status == 0
        self.see()
        self.believe(self.pending[:500], answers)
        size = len(self.tree.entries)
        assert sorted(self.index_of.values()) == list(range(size)), "indices are unique and dense"
        for head_size, root in self.roots.items():
            assert head_size > size or root == self.tree.root(head_size), f"size {head_size} was signed with another root"
        assert max(self.roots) <= size
        self.proofs_verify(size)
        self.receipts_verify()
        for path, data in tiles.files(self.tree, size).items():
            assert (self.log.folder / path).read_bytes() == self.reader.get(path).body == data, path

    def close(self):
        self.reader.kill()

    def proofs_verify(self, size):
        for index in self.chance.sample(sorted(self.acknowledged), min(20, len(self.acknowledged))):
            (self.folder / "entry").write_bytes(self.log.entry(index))
            (self.folder / "proof").write_bytes(self.log.proof(index))
            policy = self.log.policy(self.folder / "policy")
            outcome = run("verify", self.folder / "proof", "--entry", self.folder / "entry", "--policy", policy, "--json")
            assert (outcome.status, outcome.summary["index"], outcome.summary["size"]) == (0, index, size)
        root = self.tree.root(size).hex()
        objects = [
            {"kind": "inclusion", "index": index, "size": size, "leafHash": leaf_hash, "root": root,
             "proof": [step.hex() for step in self.tree.inclusion(index, size)]}
            for index, leaf_hash in self.acknowledged.items()
        ]  # fmt: skip
        assert all(answer["ok"] for answer in check(objects))

    def receipts_verify(self):
        policy = base64_of(self.log.policy(self.folder / "policy").read_bytes())
        objects, indices = [], []
        for path in self.receipts.glob("[0-9]*.json"):
            receipt = json.loads(path.read_bytes())
            proof = base64_of(receipt["proof"].encode())
            objects.append({"kind": "proof", "proofBase64": proof, "entryBase64": receipt["entry"], "policyBase64": policy})
            indices.append(int(path.stem))
        found = check(objects)
        assert all(answer["ok"] for answer in found)
        assert [answer["index"] for answer in found] == indices
        self.outcomes["receipts"] = len(indices)


def drill(folder, kills, seed=6962, progress=lambda done: None):
    """Runs the drill and answers what happened; raises where a promise is broken."""
    with contextlib.closing(Drill(folder, seed)) as found:
        for done in range(1, kills + 1):
            found.round()
            progress(done)
        found.finish()
    return dict(found.outcomes, entries=len(found.tree.entries), acknowledged=len(found.acknowledged), checkpoints=len(found.roots))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=6962)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = lambda done: print(f"\r{done} kills", end="", file=sys.stderr, flush=True)  # noqa: E731
        outcome = drill(folder, arguments.kills, arguments.seed, report if sys.stderr.isatty() else lambda done: None)
    print(json.dumps(outcome))


if __name__ == "__main__":
    main()
