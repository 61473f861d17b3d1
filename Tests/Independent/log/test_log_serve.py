"""`log serve`: the tiles of a log over HTTP, nothing else, and how they may be kept."""

import re
import socket
import threading

import pytest
import tiles
from logs import Log
from merkle import Tree
from notes import open_checkpoint
from program import run
from servers import Server, serve, serve_arguments
from statements import as_stored, signed, signer, statement

SIZES = [1, 5, 300]


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """A log that was published at 1, 5 and 300 entries."""
    log = Log(tmp_path_factory.mktemp("serve") / "log")
    for start, end in zip([0, *SIZES], SIZES, strict=False):
        status, answers = log.append(*(signed(number) for number in range(start, end)))
        assert status == 0
    return log


@pytest.fixture(scope="module")
def tree():
    return Tree(as_stored(statement(number), signer(0)) for number in range(300))


@pytest.fixture(scope="module")
def server(log):
    with serve(log.folder) as server:
        yield server


def assert_is_tile(answer):
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/octet-stream"
    assert directives(answer) == {"public", "max-age=31536000", "immutable"}
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["etag"]
    assert "content-encoding" not in answer.headers, "nothing else was asked for"


def directives(answer):
    return {part.strip() for part in answer.headers.get("cache-control", "").split(",")} - {""}


def test_the_checkpoint(server, log):
    answer = server.get("checkpoint")
    assert (answer.status, answer.body) == (200, log.checkpoint())
    assert re.fullmatch("text/plain; *charset=utf-8", answer.headers["content-type"].lower())
    assert answer.headers["access-control-allow-origin"] == "*"
    kept = directives(answer)
    age = [int(part.split("=")[1]) for part in kept if part.startswith("max-age=")]
    assert kept & {"no-cache", "no-store"} or age and age[0] <= 10, kept
    assert open_checkpoint(answer.body, log.key).size == 300


def test_every_tile_and_bundle(server, tree):
    for path, data in tiles.files(tree, 300).items():
        answer = server.get(path)
        assert_is_tile(answer)
        assert answer.body == data, path


def test_partial_tiles_of_earlier_sizes_stay_until_the_full_one_is_there(tmp_path, tree):
    log = Log(tmp_path / "log")
    with serve(log.folder) as server:
        sizes = set()
        for start, end in [(0, 3), (3, 10)]:
            _, answers = log.append(*(signed(number) for number in range(start, end)))
            sizes |= {answer["size"] for answer in answers}
        assert len(sizes) >= 2 and max(sizes) == 10
        for size in sizes:
            for path, data in tiles.files(tree, size).items():
                assert server.get(path).body == data, path
        for width in (11, 255):
            for kind in (0, "entries"):
                assert server.get(tiles.tile_path(kind, 0, width)).status == 404, "no published size implied it"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002", "tile/0/001", "tile/0/001.p/45", "tile/1/000", "tile/1/000.p/2", "tile/2/000", "tile/2/000.p/1",
        "tile/entries/001", "tile/entries/001.p/45", "tile/entries/002", "tile/entries/x001/000", "tile/63/000",
    ],
)  # fmt: skip
def test_tiles_that_are_not_there_yet_are_not_remembered(path, server):
    answer = server.get(path)
    assert answer.status == 404
    assert not directives(answer) & {"immutable", "max-age=31536000"}


@pytest.mark.parametrize(
    "path",
    [
        "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/000", "tile/0/x000", "tile/00/000", "tile/64/000",
        "tile/0/000/", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/01", "tile/0/000.p/256", "tile/0/000.p/256", "tile//0/000",
        "tile/0//000", "/tile/0/000", "tile/0/../0/000", "./tile/0/000", "tile/./0/000", "tile/0/%30%30%30", "%74ile/0/000", "tile%2F0%2F000",
        "tile/0/000?", "tile/0/000?x=1", "checkpoint?", "checkpoint/", "checkpoint%00", "Checkpoint", "TILE/0/000", "tile/data/000", "tile/-1/000",
        "tile/+0/000", "tile/entries", "tile/entries/", "tile/entries/0", "journal", "key", "lock", "log.json", "../log/checkpoint", "..%2flog%2fkey",
        "tile/0/../../key", "tile/entries/../../journal", "tile/0/000.p/../../000", "tile/0/000%20", "tile/0/000;x", "tile/0/000#x", "index.html",
        "tile/entries/000.p/1\\..\\..\\key",
    ],
)  # fmt: skip
def test_everything_else_is_not_found(path, server):
    assert server.get(path).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/000"])
def test_other_methods_are_not_allowed(method, path, server, log):
    before = log.checkpoint()
    answer = server.ask(method, "/" + path, b"" if method in ("POST", "PUT", "PATCH") else None)
    assert answer.status == 405
    assert {word.strip() for word in answer.headers.get("allow", "GET, HEAD").split(",")} >= {"GET", "HEAD"}
    assert log.checkpoint() == before


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/001.p/44"])
def test_head_is_get_without_its_body(path, server):
    full, head = server.get(path), server.ask("HEAD", "/" + path)
    assert head.status == 200 and head.body == b""
    for name in ("content-type", "content-length", "etag", "cache-control"):
        assert head.headers.get(name) == full.headers.get(name), name
    assert int(head.headers["content-length"]) == len(full.body)
    assert server.ask("HEAD", "/tile/0/009").status == 404


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000"])
def test_what_is_known_is_not_sent_again(path, server):
    full = server.get(path)
    tag = full.headers["etag"]
    assert re.fullmatch('(W/)?"[\\x21\\x23-\\x7e]+"', tag)
    for known in (tag, f'"other", {tag}', "*", f"{tag} , W/\"x\""):
        answer = server.get(path, If_None_Match=known)
        assert (answer.status, answer.body) == (304, b""), known
        assert answer.headers.get("etag") == tag
        assert server.ask("HEAD", "/" + path, If_None_Match=known).status == 304
    for other in ('"other"', tag.replace('"', "", 1), ""):
        assert server.get(path, If_None_Match=other).status == 200, other
    assert server.get("tile/0/009", If_None_Match="*").status == 404


def test_a_new_checkpoint_has_a_new_tag(tmp_path):
    log = Log(tmp_path / "log")
    with serve(log.folder) as server:
        tags = []
        for number in range(4):
            log.append(signed(number))
            answer = server.get("checkpoint", If_None_Match=tags[-1] if tags else '"none"')
            assert answer.status == 200, "a change must be seen at once"
            assert open_checkpoint(answer.body, log.key).size == number + 1
            tags.append(answer.headers["etag"])
        assert len(set(tags)) == 4
        assert server.get("checkpoint", If_None_Match=tags[-1]).status == 304


@pytest.mark.parametrize("path", ["tile/0/000", "tile/entries/000", "tile/0/001.p/44"])
def test_a_range_of_bytes(path, server):
    data = server.get(path).body
    size = len(data)
    cases = {
        "bytes=0-31": (0, 32), "bytes=32-63": (32, 64), "bytes=0-0": (0, 1), f"bytes={size - 1}-{size - 1}": (size - 1, size), "bytes=100-": (100, size),
        "bytes=-32": (size - 32, size), f"bytes=10-{size + 100}": (10, size), f"bytes=-{size + 5}": (0, size), "bytes=0-": (0, size),
    }  # fmt: skip
    for asked, (start, end) in cases.items():
        answer = server.get(path, Range=asked)
        assert (answer.status, answer.body) == (206, data[start:end]), asked
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
        assert answer.headers["content-length"] == str(end - start)
        assert answer.headers["content-type"] == "application/octet-stream"
        head = server.ask("HEAD", "/" + path, Range=asked)
        assert head.status in (200, 206) and head.body == b""


def test_ranges_beyond_the_end_or_of_another_form(server):
    size = len(server.get("tile/0/000").body)
    beyond = server.get("tile/0/000", Range=f"bytes={size}-{size + 5}")
    assert (beyond.status, beyond.headers.get("content-range")) == (416, f"bytes */{size}")
    for ignored in ("bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "lines=0-5", "bytes=+1-2", "bytes=0x1-2"):
        answer = server.get("tile/0/000", Range=ignored)
        assert answer.status == 200 and len(answer.body) == size, ignored
    several = server.get("tile/0/000", Range="bytes=0-1,4-5")
    assert several.status in (200, 206, 416)
    assert server.get("tile/0/009", Range="bytes=0-1").status == 404


def test_a_range_of_another_version_is_answered_whole(server):
    tag = server.get("tile/0/000").headers["etag"]
    assert server.get("tile/0/000", Range="bytes=0-1", If_Range='"other"').status == 200
    if not tag.startswith("W/"):
        assert server.get("tile/0/000", Range="bytes=0-1", If_Range=tag).status == 206


def test_published_is_readable_at_every_moment(tmp_path):
    """Whatever checkpoint is served while the log grows, the tiles it implies are served too, and lead to its root."""
    log = Log(tmp_path / "log")
    stop, seen, tree = threading.Event(), {}, Tree(as_stored(statement(number), signer(0)) for number in range(400))
    with serve(log.folder) as server:

        def grow():
            for start in range(0, 400, 25):
                log.append(*(signed(number) for number in range(start, start + 25)))
            stop.set()

        writer = threading.Thread(target=grow)
        writer.start()
        while not stop.is_set():
            head = open_checkpoint(server.get("checkpoint").body, log.key)
            if head.size in seen:
                continue
            assert head.size > max(seen, default=-1)
            seen[head.size] = head.root
            assert head.root == tree.root(head.size)
            for path, data in tiles.files(tree, head.size).items():
                # A partial tile may have gone if the full one is there by now.
                answer = server.get(path)
                if answer.status == 404 and ".p/" in path:
                    answer = server.get(path.split(".p/")[0])
                    answer.body = answer.body[: len(data)]
                assert (answer.status, answer.body) == (200, data), path
        writer.join()
    assert len(seen) > 3


def test_stopping_and_addresses(log, tmp_path):
    server = Server(*serve_arguments(log.folder))
    taken = run("log", "serve", log.folder, "--listen", f"127.0.0.1:{server.port}")
    assert taken.status == 69 and taken.stdout == b"" and taken.stderr
    assert server.get("checkpoint").status == 200
    # A client that keeps its connection open does not keep the server.
    idle = socket.create_connection((server.host, server.port))
    assert server.stop() == 0
    idle.close()
    again = Server(*serve_arguments(log.folder, f"127.0.0.1:{server.port}"))
    assert again.port == server.port
    assert again.stop() == 0
    assert run("log", "serve", tmp_path / "nothing", "--listen", "127.0.0.1:0").status == 66
    assert run("log", "serve", log.folder, "--listen", "tea").status in (64, 65)


def test_reading_beside_a_writer_and_two_readers(log):
    with serve(log.folder) as one, serve(log.folder) as two:
        assert one.get("checkpoint").body == two.get("checkpoint").body
        assert log.append(signed(0))[0] == 0


def test_hostile_requests_do_not_stop_the_server(server):
    for raw in [b"\0" * 100, b"GET\r\n\r\n", b"GET /checkpoint HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nA: " + b"b" * 200_000]:
        with socket.create_connection((server.host, server.port), timeout=10) as connection:
            try:
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(100)
            except OSError:
                pass
    assert server.get("checkpoint").status == 200
