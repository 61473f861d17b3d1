"""Running the program under test as a person would."""

import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


def binary():
    return Path(os.environ.get("DAYLIGHT", PACKAGE / ".build/debug/daylight")).resolve()


def environment(**changes):
    """This process's environment without what would lead the program to somebody's real data."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DAYLIGHT_DATA")}
    return kept | {name: str(value) for name, value in changes.items()}


@dataclass
class Outcome:
    status: int
    stdout: str
    stderr: str

    @property
    def said(self):
        return self.stdout + self.stderr


def run(*arguments, folder=None, stdin=None, timeout=120, **variables):
    done = subprocess.run(
        [str(binary()), *map(str, arguments)],
        cwd=folder,
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        env=environment(**variables),
        timeout=timeout,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def start(*arguments, **variables):
    """Starts the program and does not wait for it; what it says is thrown away."""
    return subprocess.Popen(
        [str(binary()), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(**variables),
        # A test run in the background ignores Ctrl-C, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
