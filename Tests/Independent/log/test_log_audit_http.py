"""`log audit` of a log that is somewhere else."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from auditing import BUNDLES, SIZE, assert_fault, assert_sound, audit, change_entry
from file_server import Quiet, served

SAMPLES = Path(__file__).parent / "contract"


def test_over_http_it_is_the_same(folder, tree, tmp_path):
    prefix = shutil.copytree(folder, tmp_path / "site/logs/2026")
    with served(tmp_path / "site") as url:
        url += "/logs/2026"
        assert_sound(audit(url), SIZE, tree.root(SIZE))
        for path in ("tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/88"):
            kept = (prefix / path).read_bytes()
            (prefix / path).unlink()
            assert_fault(audit(url), path)
            (prefix / path).write_bytes(kept[:-1])
            assert_fault(audit(url), path)
            (prefix / path).write_bytes(kept)
        change_entry(prefix, BUNDLES[1], 9, b"other")
        assert_fault(audit(url), BUNDLES[1])
        (prefix / "checkpoint").write_bytes(b"tea\n")
        assert_fault(audit(url), "checkpoint")
        (prefix / "checkpoint").unlink()
        assert audit(url).status == 66


class Endless(Quiet):
    """Sends one file without end."""

    path_without_end = ""

    def copyfile(self, source, outputfile):
        super().copyfile(source, outputfile)
        with suppress(OSError):  # the reader has hung up
            while self.path.endswith(self.path_without_end):
                outputfile.write(bytes(1 << 16))

    def send_header(self, name, value):
        if name != "Content-Length":
            super().send_header(name, value)


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/002.p/88"])
def test_a_server_that_sends_without_end_is_cut_off(path, folder):
    handler = type("Handler", (Endless,), {"path_without_end": path})
    with served(folder, handler) as url:
        outcome = audit(url)
    assert outcome.status in (1, 69), outcome
    if outcome.status == 1:
        assert_fault(outcome, path)


def test_nobody_there():
    with served(SAMPLES) as url:
        pass
    outcome = audit(url)
    assert outcome.status in (66, 69) and outcome.stdout == b"" and outcome.stderr
