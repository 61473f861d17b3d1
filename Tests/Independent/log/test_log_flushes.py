"""What a power cut would leave: the order of writes, flushes and answers, as the kernel was asked for them."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from logs import Log
from merkle import Tree
from notes import W1, checkpoint, log_key
from program import binary
from servers import Server, add_checkpoint, witness_arguments
from statements import signed, written

KEY = log_key()
CALLS = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,fsync,fdatasync,syncfs,sync_file_range,rename,renameat,renameat2,link,linkat"
CALL = re.compile(r"\d+ +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+).*")


@pytest.fixture(scope="module")
def strace():
    if shutil.which("strace") is None:
        pytest.skip("Debian's strace is not installed")
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, text=True)
    if tried.returncode != 0:
        pytest.skip(f"strace may not trace here: {tried.stderr.strip()}")
    return lambda trace: ["strace", "-f", "-y", "-qq", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(trace)]


class Call:
    """One system call that succeeded: where in the trace it began and ended, and the file it was about."""

    def __init__(self, began, ended, name, arguments):
        self.began, self.ended, self.name, self.arguments = began, ended, name, arguments
        paths = re.findall(r"^\d+<([^>]*)>", arguments) or re.findall(r'"([^"]*)"', arguments)
        self.path = paths[0]
        self.target = paths[-1]

    @property
    def is_flush(self):
        return self.name in ("fsync", "fdatasync")

    @property
    def is_write(self):
        return "write" in self.name or "send" in self.name


def calls(trace):
    """The calls of all threads; one that was interrupted by another thread's is put together again."""
    waiting, found = {}, []
    for place, line in enumerate(trace.read_text(errors="replace").splitlines()):
        began = place
        if line.endswith("<unfinished ...>"):
            waiting[line.split()[0]] = place, line.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.fullmatch(r"(\d+) +<\.\.\. \w+ resumed>(.*)", line)
        if resumed:
            began, start = waiting.pop(resumed[1])
            line = start + resumed[2]
        call = CALL.fullmatch(line)
        if call and int(call["result"]) >= 0:
            found.append(Call(began, place, call["name"], call["arguments"]))
    return found


def assert_flushed(found, files, until):
    """Whatever was written to these files before a moment was flushed before it, and renamed only when flushed."""
    for write in [call for call in found if call.is_write and files(call.path) and call.began < until]:
        assert any(flush.is_flush and flush.path == write.path and write.ended < flush.began and flush.ended < until for flush in found), (
            f"{write.path} was written and not flushed"
        )


def assert_renamed_well(found, part, until):
    """Files with this part in their path came to their names by a rename of flushed content, and their folder was flushed behind it."""
    renames = [call for call in found if call.name.startswith("rename") and part in call.target and call.began < until]
    for rename in renames:
        source = rename.path.rsplit("/", 1)[-1]
        written_before = [call for call in found if call.is_write and call.path.rsplit("/", 1)[-1] == source and call.ended < rename.began]
        last = max(call.ended for call in written_before)
        assert any(call.is_flush and call.path.rsplit("/", 1)[-1] == source and last < call.began and call.ended < rename.began for call in found)
        folder = rename.target.rsplit("/", 1)[0].split("/")[-1]
        assert any(call.is_flush and call.path.rstrip("/").endswith(folder) and rename.ended < call.began and call.ended < until for call in found)
    return len(renames)


def test_an_answer_stands_behind_the_flushes(strace, tmp_path):
    log, trace = Log(tmp_path / "log"), tmp_path / "trace"
    process = subprocess.Popen(
        [*strace(trace), str(binary()), "log", "append", str(log.folder), "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    for number in range(5):
        process.stdin.write(written(signed(number)) + b"\n")
        process.stdin.flush()
        assert b'"ok":true' in process.stdout.readline()
    process.stdin.close()
    assert process.wait(30) == 0
    process.stdout.close()
    found = calls(trace)
    answers = [call for call in found if call.is_write and r"\"ok\":true" in call.arguments]
    assert len(answers) == 5
    journal = str(log.folder / "journal")
    records = [call for call in found if call.is_write and call.path == journal]
    flushes = [call for call in found if call.is_flush and call.path == journal]
    assert len(records) >= 5 and len(flushes) == len(records), "one flush a batch, no more"
    for number, answer in enumerate(answers, 1):
        assert_flushed(found, lambda path: path == journal, answer.began)
        assert assert_renamed_well(found, "/checkpoint", answer.began) >= number, "published before it is answered"
    publications = [call for call in found if call.name.startswith("rename") and call.target.endswith("checkpoint")]
    for publication, flush in zip(publications[-5:], flushes[-5:], strict=True):
        assert flush.ended < publication.began, "committed before it is published"


def test_a_new_log_is_on_the_disk_before_it_is_announced(strace, tmp_path):
    (tmp_path / "key").write_text(KEY.file)
    trace = tmp_path / "trace"
    words = ["log", "init", str(tmp_path / "log"), "--origin", KEY.name, "--key", str(tmp_path / "key"), "--json"]
    assert subprocess.run([*strace(trace), str(binary()), *words], capture_output=True).returncode == 0
    found = calls(trace)
    (announced,) = [call for call in found if call.is_write and call.path.startswith("pipe:") and call.arguments.startswith("1<")]
    names = {path.name for path in (tmp_path / "log").iterdir() if path.is_file() and path.stat().st_size}
    assert {"checkpoint"} < names
    assert_flushed(found, lambda path: path.startswith(str(tmp_path / "log")) or ".new" in path, announced.began)
    folders = [call for call in found if call.is_flush and call.path == str(tmp_path) and call.ended < announced.began]
    assert folders, "the folder that holds the new one is flushed too"


def stop_traced(server):
    """Stops the traced program, so that strace ends of itself with the trace complete."""
    tracer = server.process.pid
    for child in Path(f"/proc/{tracer}/task/{tracer}/children").read_text().split():
        os.kill(int(child), signal.SIGTERM)
    server.process.communicate(timeout=30)


def test_a_witness_remembers_before_it_answers(strace, tmp_path):
    (tmp_path / "key").write_text(W1.file)
    trace, state = tmp_path / "trace", tmp_path / "state"
    tree = Tree(b"%d" % number for number in range(6))
    server = Server(*witness_arguments(state, tmp_path / "key", KEY.vkey), before=strace(trace))
    try:
        for size in range(1, 6):
            request = add_checkpoint(size - 1, tree.consistency(size - 1, size), checkpoint(KEY, size, tree.root(size)))
            assert server.add(request).status == 200
    finally:
        stop_traced(server)
    found = calls(trace)
    answers = [call for call in found if call.is_write and "HTTP/1.1 200" in call.arguments]
    assert len(answers) == 5
    earlier = 0
    for answer in answers:
        kept = [call for call in found if call.is_write and call.path.startswith(str(state)) and earlier < call.began < answer.began]
        assert kept, "something was written down since the last answer"
        assert_flushed(found, lambda path: path.startswith(str(state)), answer.began)
        assert_renamed_well(found, str(state), answer.began)
        earlier = answer.began
