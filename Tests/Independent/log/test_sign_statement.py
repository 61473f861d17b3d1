"""The page about keeping a log can be followed: a key from openssl, a statement from the script, an entry in the log."""

import json
import subprocess
import sys

import program

SCRIPT = program.PACKAGE / "Documentation/sign_statement.py"


def openssl(*words, folder):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def test_a_statement_signed_by_the_script_becomes_an_entry_whose_receipt_verifies(tmp_path):
    openssl("genpkey", "-algorithm", "ed25519", "-out", "private.pem", folder=tmp_path)
    openssl("pkey", "-in", "private.pem", "-pubout", "-out", "signer.pem", folder=tmp_path)
    (tmp_path / "creative.png").write_bytes(b"the creative bytes")
    words = ["private.pem", "ad:1", "creative.png", "https://example.org/sponsorship/v1", '{"payer":"Example Party"}']
    line = subprocess.run([sys.executable, SCRIPT, *words], cwd=tmp_path, check=True, capture_output=True).stdout
    log, signer, receipts = tmp_path / "log", tmp_path / "signer.pem", tmp_path / "receipts"
    assert program.run("log", "init", log, "--origin", "log.example/1", "--signer", signer).status == 0
    added = program.run("log", "append", log, "--receipts", receipts, "--json", stdin=line)
    assert added.status == 0 and json.loads(added.stdout)["index"] == 0, added.stderr
    policy = tmp_path / "trusted.policy"
    policy.write_bytes(program.run("log", "policy", log).stdout)
    assert program.run("verify", receipts / "0.json", "--policy", policy, "--signer", signer).status == 0
    vkey = (log / "log.vkey").read_text().strip()
    assert program.run("log", "audit", log, "--vkey", vkey, "--statements").status == 0


def test_a_log_with_entries_that_wait_for_witnesses_is_not_retired(tmp_path):
    openssl("genpkey", "-algorithm", "ed25519", "-out", "private.pem", folder=tmp_path)
    openssl("pkey", "-in", "private.pem", "-pubout", "-out", "signer.pem", folder=tmp_path)
    (tmp_path / "file").write_bytes(b"bytes")
    words = ["private.pem", "ad:1", "file", "https://example.org/sponsorship/v1", '{"payer":"Example Party"}']
    line = subprocess.run([sys.executable, SCRIPT, *words], cwd=tmp_path, check=True, capture_output=True).stdout
    log = tmp_path / "log"
    witness = program.run("log", "key", "alma.example", tmp_path / "alma.key", "--witness").stdout.decode().strip()
    # Nobody listens on port 1.
    policy = tmp_path / "witnessed.policy"
    policy.write_text(f"witness Alma {witness} http://127.0.0.1:1\nquorum Alma\n")
    made = program.run(
        "log", "init", log, "--origin", "log.example/1", "--signer", tmp_path / "signer.pem", "--policy", policy)
    assert made.status == 0, made.stderr
    assert program.run("log", "append", log, stdin=line).status == 69
    assert program.run("log", "retire", log).status == 64
    refused = program.run("log", "retire", log, "--yes")
    assert refused.status == 69 and "1 entries wait" in refused.stderr
    # The same log without witnesses can publish what waited, and then be retired.
    (tmp_path / "alone.policy").write_text("quorum none\n")
    assert program.run("log", "policy", log, "--set", tmp_path / "alone.policy").status == 0
    retired = program.run("log", "retire", log, "--yes")
    assert retired.status == 0 and b"at 1 entries" in retired.stdout
    assert program.run("log", "append", log, stdin=line).status == 69
