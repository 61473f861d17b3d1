import pytest

import command


def pytest_sessionstart(session):
    if not command.binary().is_file():
        pytest.exit(f"{command.binary()} is not there: run `swift build`, or name the program in DAYLIGHT", returncode=2)
