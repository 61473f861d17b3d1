"""A log made and filled by the program, seen from its command line."""

import json
from pathlib import Path

from notes import log_key, open_checkpoint
from program import run
from statements import signer, written


class Log:
    """A log in a folder, with the key of the worked examples so that tests know it."""

    def __init__(self, folder, *options, key=None, signers=(signer(0),), origin=None):
        self.folder = Path(folder)
        self.key = key or log_key()
        self.origin = origin or self.key.name
        beside = self.folder.parent
        key_file = beside / f"{self.folder.name}.key"
        key_file.write_text(self.key.file)
        words = []
        for number, admitted in enumerate(signers):
            pem = beside / f"{self.folder.name}.signer{number}.pem"
            pem.write_bytes(admitted.pem)
            words += ["--signer", pem]
        made = run("log", "init", self.folder, "--origin", self.origin, "--key", key_file, *words, *options, "--json")
        assert made.status == 0, made.stderr
        assert {"origin": self.origin, "vkey": self.key.vkey}.items() <= made.summary.items()

    def append(self, *envelopes, options=()):
        """Sends envelopes (values or bytes); the exit status and one answer each."""
        lines = [each if isinstance(each, bytes) else written(each) for each in envelopes]
        outcome = run("log", "append", self.folder, "--json", *options, stdin=b"".join(line + b"\n" for line in lines))
        answers = [json.loads(line) for line in outcome.stdout.splitlines()]
        return outcome.status, answers

    def checkpoint(self):
        outcome = run("log", "checkpoint", self.folder)
        assert outcome.status == 0, outcome.stderr
        return outcome.stdout

    def head(self, witnesses=()):
        return open_checkpoint(self.checkpoint(), self.key, witnesses)

    def entry(self, index):
        outcome = run("log", "show", self.folder, index)
        assert outcome.status == 0, outcome.stderr
        return outcome.stdout

    def proof(self, index):
        outcome = run("log", "prove", self.folder, index)
        assert outcome.status == 0, outcome.stderr
        return outcome.stdout

    def policy(self, path, *lines):
        path.write_text("".join(line + "\n" for line in [f"log {self.key.vkey}", *(lines or ["quorum none"])]))
        return path
