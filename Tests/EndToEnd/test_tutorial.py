"""Every command of the tutorials does what the tutorial says it does.

A block fenced as `console` holds commands, each on a line that starts with `$ `, and below each what it prints. Printed
lines must appear in this order; there may be others between them. `…` stands for any text within a line, and a line of
`…` alone for any lines. A command that ends in `&` goes on in the background until the tutorial ends.
"""

import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field

import command
import pytest

FOLDER = command.PACKAGE / "Documentation"
TUTORIALS = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("Tutorial*.md")) if FOLDER.is_dir() else []
BLOCK = re.compile(r"^```console[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass
class Step:
    command: str
    expected: list = field(default_factory=list)

    @property
    def runs_on(self):
        return self.command.rstrip().endswith("&")


def steps(text):
    found = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:]))
            elif found and found[-1].command.endswith("\\") and not found[-1].expected:
                found[-1].command += "\n" + line.removeprefix("> ")
            elif line.strip() and found:
                found[-1].expected.append(line.rstrip())
    return found


def pattern(line):
    return re.compile("".join(".*" if part == "…" else re.escape(part) for part in re.split("(…)", line.strip())))


def missing_line(expected, printed):
    """The first documented line that does not appear after the ones before it."""
    rest = iter(printed.splitlines())
    for line in expected:
        if line.strip() == "…":
            continue
        wanted = pattern(line)
        if not any(wanted.fullmatch(candidate.strip()) for candidate in rest):
            return line
    return None


class Shell:
    """One temporary folder and one set of shell variables through a whole tutorial."""

    def __init__(self, folder):
        self.home = folder
        self.folder = folder / "desk"
        self.folder.mkdir()
        programs = folder / "bin"
        programs.mkdir()
        (programs / "daylight").symlink_to(command.binary())
        self.environment = command.environment(
            PATH=f"{programs}:{os.environ['PATH']}", HOME=folder, TMPDIR=folder, LC_ALL="C.UTF-8", COLUMNS="120"
        )
        self.state = folder / "state.sh"
        self.state.write_text("")
        self.background = []

    def run(self, step):
        if step.runs_on:
            return self._run_on(step)
        # The folder and the variables a command leaves behind are those of the next one.
        script = f". {self.state}\n{step.command}\nstatus=$?\n{{ export -p; echo \"cd '$PWD'\"; }} > {self.state}\nexit $status\n"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def _run_on(self, step):
        output = self.home / f"background-{len(self.background)}.txt"
        with open(output, "wb") as file:
            process = subprocess.Popen(
                ["bash", "-c", f". {self.state}\nexec {step.command.rstrip().removesuffix('&')}"],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        self.background.append(process)
        for _ in range(600):
            printed = output.read_text(errors="replace")
            if process.poll() is not None or missing_line(step.expected, printed) is None:
                break
            time.sleep(0.1)
        return process.poll() or 0, printed

    def close(self):
        for process in self.background:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.background:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.skipif(not TUTORIALS, reason="there is no Documentation/Tutorial*.md")
@pytest.mark.parametrize("name", TUTORIALS, ids=str)
def test_tutorial_does_what_it_says(name, tmp_path):
    found = steps((FOLDER / name).read_text(encoding="utf-8"))
    assert found, f"{name} has no ```console block with a command"
    shell = Shell(tmp_path)
    try:
        for step in found:
            status, printed = shell.run(step)
            missing = missing_line(step.expected, printed)
            assert missing is None, f"$ {step.command}\nprints (exit code {status}):\n{printed}\nbut never: {missing}"
            # A tutorial may show a refusal; then it shows the words of it.
            assert status == 0 or step.expected, f"$ {step.command}\nends with {status}:\n{printed}"
    finally:
        shell.close()


TEXT = """
```console
$ mkdir room && cd room
$ export WORD=light
$ printf 'one\\ntwo %s\\nthree\\n' "$WORD"
one
two …
…
$ pwd
…/desk/room
```

```sh
$ this is not run
```
"""


def test_the_runner_finds_what_a_tutorial_says(tmp_path):
    found = steps(TEXT)
    assert [step.command.split()[0] for step in found] == ["mkdir", "export", "printf", "pwd"]
    shell = Shell(tmp_path)
    printed = [shell.run(step) for step in found]
    assert all(status == 0 for status, _ in printed)
    assert printed[2][1] == "one\ntwo light\nthree\n"
    assert all(missing_line(step.expected, text) is None for step, (_, text) in zip(found, printed, strict=True))


@pytest.mark.parametrize("expected", [["two", "one"], ["on"], ["one", "one"], ["… four"]])
def test_the_runner_notices_what_is_not_printed(expected):
    assert missing_line(expected, "one\ntwo\n") is not None
