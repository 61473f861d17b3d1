"""Starting `log serve` and `log witness`, and asking them without any comfort of an HTTP library."""

import http.client
import os
import re
import select
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass

from merkle import sha256
from notes import base64_of, split_note
from program import binary

STARTING = 30


@dataclass
class Answer:
    status: int
    headers: dict  # lower-case names
    body: bytes


class Server:
    """One running server of the program."""

    def __init__(self, *arguments, before=(), preexec=None):
        self.process = subprocess.Popen(
            [*before, str(binary()), *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=preexec,
        )  # fmt: skip
        try:
            self.host, self.port = self._listening()
        except BaseException:
            self.kill()
            raise

    def _listening(self):
        """Waits for the one line that says where the server listens."""
        deadline, line = time.monotonic() + STARTING, b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            byte = os.read(self.process.stdout.fileno(), 1) if ready else b""
            if not byte:
                self.process.kill()
                raise AssertionError(f"no line that says where it listens: {line!r} {self.process.stderr.read()[-2000:]!r}")
            line += byte
        found = re.fullmatch(rb"listening on http://(.+):([0-9]+)\n", line)
        assert found, line
        return found[1].decode(), int(found[2])

    @property
    def url(self):
        return f"http://{self.host}:{self.port}"

    def ask(self, method, target, body=None, timeout=30, **headers):
        """One request on a connection of its own; the target goes out as it is written."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", "/" + path, **headers)

    def add(self, body, **keywords):
        return self.ask("POST", "/add-checkpoint", body, **keywords)

    def monitor(self, origin):
        return self.get(sha256(origin.encode()).hex() + "/checkpoint")

    def recorded_size(self, origin):
        """The size a witness shows for an origin; None before it cosigned anything."""
        answer = self.monitor(origin)
        if answer.status == 404:
            return None
        assert answer.status == 200
        text, _ = split_note(answer.body)
        return int(text.split(b"\n")[1])

    def stop(self):
        """Asks the server to stop and answers its exit status."""
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)
        return self.process.returncode

    def kill(self):
        self.process.kill()
        self.process.communicate(timeout=30)


@contextmanager
def running(*arguments):
    server = Server(*arguments)
    try:
        yield server
    finally:
        server.kill()


def witness_arguments(state, key_file, *vkeys, listen="127.0.0.1:0"):
    logs = [word for vkey in vkeys for word in ("--log", vkey)]
    return ["log", "witness", "--listen", listen, "--state", state, "--key", key_file, *logs]


def witness(state, key_file, *vkeys):
    return running(*witness_arguments(state, key_file, *vkeys))


def serve_arguments(directory, listen="127.0.0.1:0"):
    return ["log", "serve", directory, "--listen", listen]


def serve(directory):
    return running(*serve_arguments(directory))


def add_checkpoint(old, proof, checkpoint):
    """The body of a request to a witness."""
    head = [f"old {old}", *map(base64_of, proof), ""]
    return "".join(f"{line}\n" for line in head).encode() + checkpoint
