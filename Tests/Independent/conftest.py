import csv
import os
from pathlib import Path

import pytest

import program
import quirky


def pytest_sessionstart(session):
    if not program.binary().is_file():
        pytest.exit(f"{program.binary()} is not there: run `swift build`, or name the program in DAYLIGHT", returncode=2)


@pytest.fixture(scope="session")
def election(tmp_path_factory):
    """A simulated election: posts, register of declared groups, truth."""
    folder = tmp_path_factory.mktemp("election")
    outcome = program.run("simulate", folder, "--seed", 7, "--preset", "demo")
    assert outcome.status == 0, outcome.stderr
    return folder


@pytest.fixture(scope="session")
def declared(election):
    with open(election / "declared.csv", encoding="utf-8", newline="") as file:
        return [(row["group"], row["account_id"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="session", params=[1, 2, 3])
def awkward(request, tmp_path_factory):
    """Small files full of quirks; the third has fractions of seconds."""
    path = tmp_path_factory.mktemp("quirky") / "posts.csv"
    return quirky.write(path, quirky.rows(request.param, fractions=request.param == 3))


@pytest.fixture(scope="session")
def real_posts():
    folder = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data"))
    path = folder / "authenticity/russian_coord_tweets.csv"
    if not path.is_file():
        pytest.skip(f"the real data set is not at {path}; name its folder in DAYLIGHT_SHARED_DATA")
    return path
