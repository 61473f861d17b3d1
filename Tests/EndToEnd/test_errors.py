"""What each command says when it is used wrongly: where, what was expected, what was found, and the right exit code."""

import re

import command
import pytest

HEADER = "object_id,account_id,content_id,timestamp_share\n"
FILES = {
    "good.csv": HEADER + "o,ann,c1,1700000000\no,bob,c2,1700000001\n",
    "no-time.csv": "object_id,account_id,content_id\no,ann,c1\n",
    "bad-rows.csv": HEADER + "o,ann,c1,1700000000\no,bob,c2,yesterday\no,cid,c3\n",
    "empty.csv": "",
    "binary.csv": "PK\x03\x04\x00\x00",
    "bad-rows.jsonl": '{"object_id":"o","account_id":"a","content_id":"c","timestamp_share":1}\n{"object_id":\n',
    "declared-wrong.csv": "name,account\nx,ann\n",
    "words.json": "not json",
    "object.json": '{"x":1}',
    "none.json": "[]",
    "short-password.txt": "short\n",
    "password.txt": "correct horse battery staple\n",
    "trust.policy": "log\n",
}

TABLES = {
    "notes": "noteId noteAuthorParticipantId createdAtMillis classification",
    "ratings": "noteId raterParticipantId createdAtMillis helpfulnessLevel notHelpfulOther notHelpfulIncorrect"
    " notHelpfulSourcesMissingOrUnreliable notHelpfulOpinionSpeculationOrBias notHelpfulMissingKeyPoints notHelpfulOutdated"
    " notHelpfulHardToUnderstand notHelpfulArgumentativeOrBiased notHelpfulOffTopic notHelpfulSpamHarassmentOrAbuse"
    " notHelpfulIrrelevantSources notHelpfulOpinionSpeculation notHelpfulNoteNotNeeded",
    "noteStatusHistory": "noteId currentStatus timestampMillisOfLatestNonNMRStatus",
    "userEnrollment": "participantId",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("errors")
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode("latin-1"))
    (folder / "place").mkdir()
    (folder / "settings" / "topics.tsv").mkdir(parents=True)
    (folder / "tables").mkdir()
    for name, columns in TABLES.items():
        (folder / "tables" / f"{name}-00000.tsv").write_text("\t".join(columns.split()) + "\n")
    assert command.run("import", "good.csv", "--data", "data", folder=folder).status == 0
    assert command.run("log", "init", "journal", "--origin", "log.example/1", folder=folder).status == 0
    assert command.run("people", "add", "maria", "--password-file", "password.txt", "--data", "data", folder=folder).status == 0
    return folder


def case(line, status, *words):
    return pytest.param(line.split(), status, words, id=line)


USAGE = [
    case("frobnicate", 64, "frobnicate"),
    case("accounts coordination", 64, "<file>"),
    case("accounts coordination good.csv --window zero", 64, "--window", "zero", "Seconds"),
    case("accounts coordination good.csv --window=-1", 64, "--window", "-1"),
    case("accounts coordination good.csv --alpha 2", 64, "--alpha", "between 0 and 1", "2"),
    case("accounts coordination good.csv --edge-weight 7", 64, "--edge-weight", "0 to 1", "7"),
    case("accounts coordination good.csv --min-participation none", 64, "--min-participation", "none"),
    case("accounts coordination good.csv --memory lots", 64, "--memory", "lots", "2GiB"),
    case("accounts coordination good.csv --semantics gephi", 64, "gephi", "daylight", "coortweet"),
    case("accounts coordination good.csv --format xml", 64, "xml", "csv", "jsonl"),
    case("accounts coordination good.csv --wndow 3", 64, "--wndow", "--window"),
    case("accounts coordination good.csv --null uniform", 64, "uniform", "degree", "bipartite"),
    case("accounts coordination good.csv --correction none", 64, "none", "bonferroni", "benjamini-hochberg"),
    case("accounts coordination good.csv --permutations 0", 64, "--permutations", "1 to 100000", "0"),
    case("accounts coordination good.csv --speed fast.tsv --speed-window 5", 64, "--speed", "coortweet"),
    case("accounts traces good.csv", 64, "--trace"),
    case("accounts traces good.csv --trace colour", 64, "colour", "share", "hashtag-sequence"),
    case("accounts traces good.csv --trace link --json", 64, "--json", "--output"),
    case("accounts toolkit good.csv --network co_dance", 64, "co_dance", "co_similar_tweet"),
    case("accounts evidence verify object.json", 64, "<file>"),
    case("import", 64, "<file>"),
    case("import good.csv --window often --data data", 64, "--window", "often"),
    case("ask", 64, "<subject>"),
    case("verify", 64, "<file>"),
    case("verify object.json --policy trust.policy --threshold 0", 64, "--threshold", "at least 1", "0"),
    case("log init", 64, "<directory>"),
    case("log init somewhere", 64, "--origin"),
    case("log prove journal x", 64, "x"),
    case("log prove journal --consistency 1", 64, "two sizes"),
    case("people add", 64, "<name>"),
    case("people add joe --data data", 64, "--password-file"),
    case("people add joe --password-file password.txt --role king --data data", 64, "king", "reviewer"),
    case("simulate", 64, "folder", "--check"),
    case("simulate place --preset huge", 64, "huge", "demo", "hard", "noise"),
    case("simulate place --seed a", 64, "--seed", "a"),
    case("simulate --check --runs 0", 64, "--runs", "0"),
    case("demo --port 99999 --data data", 64, "--port", "65535", "99999"),
    case("serve --port http --data data", 64, "--port", "http"),
    case("serve --port 0 --data data --public-url nonsense", 64, "--public-url", "https://", "nonsense"),
]
MALFORMED = [
    case("accounts coordination no-time.csv", 65, "no-time.csv:1", "timestamp_share", "expected", "found", "object_id"),
    case("accounts coordination empty.csv", 65, "empty.csv", "expected a header", "empty"),
    case("accounts coordination binary.csv", 65, "binary.csv", "binary", "expected", "found"),
    case("accounts coordination good.csv --declared declared-wrong.csv", 65, "declared-wrong.csv:1", "group", "found", "name"),
    case("accounts traces good.csv --trace reply", 65, "good.csv:1", "reply_to_id", "expected", "found", "object_id"),
    case("accounts toolkit good.csv --network co_link", 65, "good.csv:1", "urls", "expected", "found", "object_id"),
    case("accounts evidence verify words.json good.csv", 65, "words.json", "byte 0", "expected", "found"),
    case("accounts evidence verify object.json good.csv", 65, "object.json", "cluster", "expected", "found"),
    case("serve --port 0 --data settings", 65, "settings/topics.tsv", "folder"),
    case("import no-time.csv --data data", 65, "no-time.csv:1", "timestamp_share", "expected", "found"),
    case("ask ann --data data", 65, "KIND:ID", "account", "found ann"),
    case("ask planet:mars --data data", 65, "expected", "account", "found planet"),
    case("verify words.json --policy trust.policy", 65, "trust.policy", "1", "expected"),
    case("log prove journal 7", 65, "size 0", "found 7"),
    case("log show journal 7", 65, "size 0", "found 7"),
    case("log check words.json", 65, "byte 0", "expected", "found"),
    case("people add joe --password-file short-password.txt --data data", 65, "password", "at least 15", "found 5"),
]
MISSING = [
    case("accounts coordination nowhere.csv", 66, "nowhere.csv", "No such file"),
    case("accounts coordination place", 66, "place", "folder"),
    case("accounts coordination good.csv --declared nowhere.csv", 66, "nowhere.csv", "No such file"),
    case("accounts traces nowhere.csv --trace link", 66, "nowhere.csv", "No such file"),
    case("accounts toolkit place --network co_post", 66, "place", "folder"),
    case("accounts evidence verify nowhere.json good.csv", 66, "nowhere.json", "No such file"),
    case("accounts evidence verify none.json nowhere.csv", 66, "nowhere.csv", "No such file"),
    case("import nowhere.csv --data data", 66, "nowhere.csv", "No such file"),
    case("import good.csv --declared nowhere.csv --data data", 66, "nowhere.csv", "No such file"),
    case("ask account:ann --data nowhere", 66, "nowhere", "no such folder", "daylight import"),
    case("ask account:ann --data good.csv", 66, "good.csv", "folder"),
    case("verify nowhere.json --policy trust.policy", 66, "nowhere.json", "No such file"),
    case("verify words.json --policy nowhere.policy", 66, "nowhere.policy", "No such file"),
    case("log append nowhere good.csv", 66, "nowhere"),
    case("log append journal nowhere.jsonl", 66, "nowhere.jsonl", "No such file"),
    case("log checkpoint nowhere", 66, "nowhere"),
    case("log prove nowhere 0", 66, "nowhere"),
    case("log show nowhere 0", 66, "nowhere"),
    case("log check nowhere.jsonl", 66, "nowhere.jsonl", "No such file"),
    case("people add joe --password-file nowhere.txt --data data", 66, "nowhere.txt", "No such file"),
    case("people list --data nowhere", 66, "nowhere"),
]
OUTPUT = [
    case("accounts coordination good.csv --edges nowhere/edges.tsv", 73, "nowhere/edges.tsv", "No such file"),
    case("accounts coordination good.csv --pairs nowhere/pairs.tsv", 73, "nowhere/pairs.tsv"),
    case("accounts coordination good.csv --flagged nowhere/flagged.tsv", 73, "nowhere/flagged.tsv"),
    case("accounts coordination good.csv --groups nowhere/groups.json", 73, "nowhere/groups.json"),
    case("accounts traces good.csv --trace text --output nowhere/out.csv", 73, "nowhere/out.csv", "No such file"),
    case("log init journal --origin log.example/1", 73, "journal", "empty"),
    case("simulate good.csv", 73, "good.csv", "Not a directory"),
    case("claims notes publish tables --now 1790000000000 --out good.csv", 73, "good.csv", "not a folder"),
]


@pytest.mark.parametrize(("arguments", "status", "words"), USAGE + MALFORMED + MISSING + OUTPUT)
def test_a_mistake_is_explained(folder, arguments, status, words):
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    outcome = command.run(*arguments, folder=folder, timeout=20)
    assert outcome.status == status, outcome.said
    for word in words:
        assert word in outcome.said, outcome.said
    assert len(outcome.said.splitlines()) <= 8, f"too much to read: {outcome.said}"
    assert not re.search(r"Error Domain=|NSError|SQLITE_|Fatal error|Swift\.", outcome.said), outcome.said
    after = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    assert [path for path in after if path not in before and "data" not in path.parts] == [], "something is left behind"


@pytest.mark.parametrize("verb", [("accounts", "coordination"), ("import", "--data", "other")], ids=["coordination", "import"])
def test_bad_rows_are_named_and_the_good_ones_kept(folder, verb):
    outcome = command.run(*verb, "bad-rows.csv", folder=folder)
    assert outcome.status == 0, outcome.said
    assert "bad-rows.csv:3: timestamp_share: expected" in outcome.stderr
    assert "found yesterday" in outcome.stderr
    assert "bad-rows.csv:4: expected 4 fields, found 3" in outcome.stderr
    assert outcome.stdout.startswith("1 share")


def test_a_bad_line_of_json_is_named(folder):
    outcome = command.run("accounts", "coordination", "bad-rows.jsonl", folder=folder)
    assert outcome.status == 0, outcome.said
    assert "bad-rows.jsonl:2: expected one JSON object" in outcome.stderr


def test_a_refused_statement_says_why(folder):
    outcome = command.run("log", "append", "journal", "words.json", folder=folder)
    assert outcome.status == 1, outcome.said
    assert "malformed" in outcome.said
    assert "byte 0" in outcome.said


def test_the_same_name_twice_is_refused_in_words(folder):
    outcome = command.run("people", "add", "maria", "--password-file", "password.txt", "--data", "data", folder=folder)
    assert outcome.status not in (0, 70)
    assert "user of that name" in outcome.said
    assert command.run("people", "list", "--data", "data", folder=folder).stdout == "maria\treviewer\tactive\n"


def test_a_store_that_does_not_answer_is_named(folder):
    outcome = command.run("ask", "account:ann", folder=folder, DATABASE_URL="postgres://127.0.0.1:1/nothing")
    assert outcome.status == 69, outcome.said
    assert "127.0.0.1" in outcome.said
    assert "DATABASE_URL" in outcome.said


def test_secrets_of_a_store_stay_out_of_messages(folder):
    address = "postgres://daylight:sesame-open@127.0.0.1:1/nothing"
    outcome = command.run("ask", "account:ann", folder=folder, DATABASE_URL=address)
    assert outcome.status == 69, outcome.said
    assert "sesame-open" not in outcome.said


@pytest.mark.parametrize("name", ["demo", "serve", "ask", "verify", "import", "accounts", "log", "statements", "people", "simulate"])
def test_every_command_explains_itself(name):
    outcome = command.run("help", name)
    assert outcome.status == 0
    assert "USAGE: daylight" in outcome.stdout
    assert outcome.stdout.startswith("OVERVIEW: ")
