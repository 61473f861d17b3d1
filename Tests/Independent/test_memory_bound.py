"""A memory bound changes where the work is done, not what comes out, and leaves nothing behind."""

import os

import duckdb
import pytest
from program import coordination

ROWS = int(os.environ.get("DAYLIGHT_LARGE_ROWS", "100000"))
TABLES = ["edges", "pairs", "flagged", "groups"]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "posts.csv"
    duckdb.execute(
        f"""
        COPY (
            SELECT 'object-' || CAST(floor(power({ROWS} / 8, random())) AS BIGINT) AS object_id,
                   'a-rather-long-account-name-' || CAST(floor({ROWS} / 10 * power(random(), 2)) AS BIGINT) AS account_id,
                   'content-' || range AS content_id,
                   1700000000 + CAST(floor(random() * {ROWS}) AS BIGINT) AS timestamp_share
            FROM range({ROWS})
        ) TO '{path}' (HEADER)
        """
    )
    return path


def outputs(path, folder, *options):
    folder.mkdir()
    tmpdir = folder / "tmp"
    tmpdir.mkdir()
    files = {name: folder / name for name in TABLES}
    arguments = [part for name, file in files.items() for part in (f"--{name}", file)]
    outcome = coordination(path, "--window", 10, *arguments, "--json", *options, tmpdir=tmpdir)
    assert outcome.status == 0, outcome.stderr
    assert list(tmpdir.iterdir()) == []
    assert sorted(entry.name for entry in folder.iterdir()) == sorted([*TABLES, "tmp"])
    summary = outcome.summary
    summary.pop("seconds")
    return {name: file.read_bytes() for name, file in files.items()}, summary


@pytest.fixture(scope="module")
def unbounded(large, tmp_path_factory):
    return outputs(large, tmp_path_factory.mktemp("unbounded") / "run")


@pytest.mark.parametrize("bound", ["1MiB", "64MiB"])
def test_bounded_memory_gives_the_same_bytes(large, unbounded, tmp_path, bound):
    tables, summary = outputs(large, tmp_path / "run", "--memory", bound)
    assert summary == unbounded[1]
    assert summary["edges"] > 0
    for name in TABLES:
        assert tables[name] == unbounded[0][name], name


def test_the_same_run_twice_gives_the_same_bytes(large, unbounded, tmp_path):
    assert outputs(large, tmp_path / "run") == unbounded


def test_bad_input_in_a_bounded_run_leaves_nothing(tmp_path):
    tmpdir = tmp_path / "tmp"
    tmpdir.mkdir()
    path = tmp_path / "posts.csv"
    rows = "".join(f"o{number % 9},a{number % 7},c{number},{number}\n" for number in range(5000))
    path.write_text("object_id,account_id,content_id,timestamp_share\n" + rows + '"never closed,a,c,1\n')
    outcome = coordination(path, "--memory", "64MiB", "--edges", tmp_path / "edges.tsv", tmpdir=tmpdir)
    assert outcome.status == 65
    assert list(tmpdir.iterdir()) == []
    assert not (tmp_path / "edges.tsv").exists()
