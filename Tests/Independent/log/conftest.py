import shutil

import pytest
from auditing import BUNDLES, HASHES, SIZE, make
from logs import Log
from merkle import Tree
from notes import W1
from servers import witness
from statements import signer
from witnessing import KEY, SECOND


@pytest.fixture
def log(tmp_path):
    """An empty log that admits two signers."""
    return Log(tmp_path / "log", signers=(signer(0), signer(1)))


@pytest.fixture
def key_file(tmp_path):
    """The private key of a witness."""
    path = tmp_path / "witness.key"
    path.write_text(W1.file)
    return path


@pytest.fixture
def server(tmp_path, key_file):
    """A witness of two logs that has cosigned nothing yet."""
    with witness(tmp_path / "state", key_file, KEY.vkey, SECOND.vkey) as server:
        yield server


@pytest.fixture(scope="session")
def tree():
    """What the audited trees hold."""
    return Tree(b"entry %d" % index for index in range(SIZE))


@pytest.fixture(scope="session")
def original(tree, tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("audit") / "tree", tree)
    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == {"checkpoint", *HASHES, *BUNDLES}
    return folder


@pytest.fixture
def folder(original, tmp_path):
    """A sound tree of 600 entries that a test may damage."""
    return shutil.copytree(original, tmp_path / "tree")
