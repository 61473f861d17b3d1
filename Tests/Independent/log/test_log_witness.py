"""`log witness`: a log that grows is cosigned, and anybody may look; every path and size but those is refused."""

import base64
import http.client
import json
import time
from pathlib import Path

from merkle import Tree, sha256
from notes import W1, base64_of, checkpoint, checkpoint_text, note, open_checkpoint, witness_key
from program import run
from servers import add_checkpoint, witness, witness_arguments
from witnessing import KEY, ROOT0, SECOND, STRANGER, TREE, ZERO_OTHER_ROOT, assert_cosigned, grown

SAMPLES = Path(__file__).parent / "contract"


def test_the_sample_session(tmp_path):
    session = json.loads((SAMPLES / "witness-session.json").read_text())
    assert session["steps"]
    with witness(tmp_path / "state", SAMPLES / "witness.key", session["log"]) as server:
        for step in session["steps"]:
            answer = server.add(base64.b64decode(step["bodyBase64"]))
            assert answer.status == step["status"], step["name"]
            if "answer" in step:
                assert answer.body.decode() == step["answer"], step["name"]
            if "contentType" in step:
                assert answer.headers["content-type"] == step["contentType"], step["name"]
            assert server.recorded_size("log.daylight.example/2026") == (step["size"] or None), step["name"]


def test_a_log_grows_and_is_cosigned(server):
    now = time.time()
    for old, size in [(0, 0), (0, 1), (1, 1), (1, 2), (2, 7), (7, 8), (8, 8), (8, 31), (31, 64)]:
        stamp = assert_cosigned(server.add(grown(old, size)), size)
        assert abs(stamp - now) < 600, "POSIX seconds"
        shown = server.monitor(KEY.name)
        assert shown.status == 200
        opened = open_checkpoint(shown.body, KEY, [W1])
        assert (opened.origin, opened.size, opened.root) == (KEY.name, size, TREE.root(size))
        assert list(opened.cosignatures) == [W1.name]


def test_logs_do_not_mix(server):
    assert server.add(grown(0, 7)).status == 200
    other = Tree(b"%d" % index for index in range(9))
    assert_cosigned(server.add(grown(0, 9, other, SECOND)), 9, other, SECOND)
    assert (server.recorded_size(KEY.name), server.recorded_size(SECOND.name)) == (7, 9)
    assert server.add(grown(7, 8)).status == 200


def test_monitoring(server):
    for origin in (KEY.name, STRANGER.name):
        assert server.monitor(origin).status == 404, "nothing was cosigned"
    assert server.add(grown(0, 7)).status == 200
    known = sha256(KEY.name.encode()).hex()
    assert known == "9fa98b3894272c2b3e41b2cd8c9fabdb3489951da1f635c425aa6af8113bb5bf"
    assert server.get(f"{known}/checkpoint").headers["content-type"].startswith("text/plain")
    for path in (f"{known.upper()}/checkpoint", f"{known[:-1]}/checkpoint", f"{known}0/checkpoint", known, f"{known}/", f"{known}/tile/0/000", f"{known}/checkpoint/"):
        assert server.get(path).status == 404, path
    assert server.monitor(STRANGER.name).status == 404


def test_sign_subtree_and_everything_else(server):
    assert server.ask("POST", "/sign-subtree", b"x").status == 404
    assert server.ask("POST", "/add-entries", b"x").status == 404
    assert server.get("").status == 404
    assert server.get("add-checkpoint").status in (404, 405)
    assert server.ask("PUT", "/add-checkpoint", grown(0, 7)).status in (404, 405)
    assert server.recorded_size(KEY.name) is None


def test_before_anything_is_recorded(server):
    """Rows 5, 6 and 7 for a witness that knows size 0."""
    one = checkpoint(KEY, 1, TREE.root(1))
    assert server.add(ZERO_OTHER_ROOT).status == 422
    ahead = server.add(grown(3, 9))
    assert (ahead.status, ahead.body, ahead.headers["content-type"]) == (409, b"0\n", "text/x.tlog.size")
    assert server.add(add_checkpoint(0, [TREE.root(1)], one)).status == 422, "old 0 takes no proof"
    assert server.add(add_checkpoint(0, [TREE.root(1)], checkpoint(KEY, 0, ROOT0))).status == 422
    assert server.recorded_size(KEY.name) is None
    assert_cosigned(server.add(add_checkpoint(0, [], checkpoint(KEY, 0, ROOT0))), 0)
    assert server.add(ZERO_OTHER_ROOT).status == 422
    assert server.recorded_size(KEY.name) == 0
    assert_cosigned(server.add(add_checkpoint(0, [], one)), 1)


def test_extension_lines_are_cosigned_and_shown(server):
    text = checkpoint_text(KEY.name, 3, TREE.root(3), ["an extension"])
    answer = server.add(add_checkpoint(0, [], note(text, KEY.line(text))))
    assert answer.status == 200
    thing = {"kind": "cosignature", "checkpointBase64": base64_of(note(text, KEY.line(text))), "line": answer.body.decode(), "vkey": W1.vkey}
    assert run("log", "check", stdin=json.dumps(thing).encode()).status == 0
    assert server.monitor(KEY.name).body.startswith(text + b"\n")


def test_413_a_body_above_65536_bytes(server):
    padding = "— stranger {}\n"
    filler = padding.format(base64_of(bytes(4) + bytes(3000))).encode()
    sound = grown(0, 7)
    few = sound + filler * ((65_536 - len(sound)) // len(filler))
    assert server.add(few).status == 200
    assert server.add(few + filler * 3).status == 413
    assert server.add(b"x" * 65_537).status == 413
    assert server.add(b"x" * 65_536).status == 400
    assert server.recorded_size(KEY.name) == 7


def test_a_body_in_chunks_is_bounded_too(server):
    def chunked(data):
        connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
        try:
            connection.request("POST", "/add-checkpoint", iter([data[:100], data[100:]]), {"Transfer-Encoding": "chunked"}, encode_chunked=True)
            return connection.getresponse().status
        finally:
            connection.close()

    assert chunked(b"x" * 65_537) == 413
    assert chunked(grown(0, 7)) == 200


def test_files_that_are_missing_or_of_another_form(tmp_path, key_file):
    def status(key, *vkeys):
        outcome = run(*witness_arguments(tmp_path / "state", key, *vkeys), timeout=60)
        assert outcome.stdout == b"" and outcome.stderr
        return outcome.status

    assert status(tmp_path / "nothing", KEY.vkey) == 66
    for name, text in {
        "key of a log": KEY.file,
        "public key": W1.vkey + "\n",
        "wrong key ID": W1.file.replace(W1.key_id.hex(), "00000000"),
        "no newline": W1.file[:-1],
        "short": W1.file[:-6] + "\n",
    }.items():
        (tmp_path / "wrong").write_text(text)
        assert status(tmp_path / "wrong", KEY.vkey) == 65, name
    assert status(key_file, "tea") in (64, 65)


def test_the_name_is_that_of_the_key_file(tmp_path):
    named = witness_key(9, "zeugin.example/größe")
    (tmp_path / "key").write_text(named.file)
    with witness(tmp_path / "state", tmp_path / "key", KEY.vkey) as server:
        answer = server.add(grown(0, 7))
        assert answer.body.startswith(f"— {named.name} ".encode())
        assert list(open_checkpoint(server.monitor(KEY.name).body, KEY, [named]).cosignatures) == [named.name]
