"""`accounts toolkit` makes the directed networks of coordination-network-toolkit: by definition, and on real data."""

import collections
import csv
import hashlib
import random
import re
from xml.etree import ElementTree

import pytest
from program import run

HEADER = ["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"]
NETWORKS = ["co_retweet", "co_link", "co_tweet", "co_reply", "co_post", "co_similar_tweet"]
WORDS = re.compile(r"\w+(?:['.]\w+)*|[^\w\s]")


def messages(seed, count=250):
    chance = random.Random(seed)
    result = []
    for number in range(count):
        result.append(
            [
                f"m{chance.randrange(count)}", chance.choice(["ann", "bob", 'c"d', "e,f", "Zo\u00eb", "zed"]), "name",
                chance.choice(["", "", "r1", "r2", "r3"]), chance.choice(["", "", "q1", "q2"]),
                chance.choice(["", "Vote now", "vote  NOW @ann", "@bob,x hello", "hello", "no", "it's 3.14 now, vote 'now'",
                    "vote now it's 3.14"]), str(chance.randrange(900)),
                " ".join(chance.sample(["u1", "u2", "u3"], chance.randrange(3))),
            ]
        )
    return result


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
    return path


def things(row, network, empty_links):
    _, _, _, repost, reply, text, _, urls = row
    if network == "co_retweet":
        return {repost} - {""}
    if network == "co_post":
        return {""}
    if network == "co_similar_tweet":
        return set() if repost else {""}
    if repost:
        return set()
    if network == "co_reply":
        return {reply} - {""}
    if network == "co_tweet":
        return {" ".join(word for word in drop_mentions(text.lower()).split())}
    return set(urls.split()) or ({""} if empty_links else set())


def drop_mentions(text):
    kept, inside = "", False
    for character in text:
        inside = (inside or character == "@") and not character.isspace()
        kept += "" if inside else character
    return kept


def similar(one, other, least=0.8):
    one, other = ({word for word in WORDS.findall(drop_mentions(text.lower())) if word != "'"} for text in (one, other))
    return bool(one and other) and len(one & other) / len(one | other) >= least


def definition(rows, network, window, least, loops, empty_links):
    first = {}
    for row in rows:
        first.setdefault(row[0], row)
    beside = collections.defaultdict(set)
    for one in first.values():
        for other in first.values():
            common = things(one, network, empty_links) & things(other, network, empty_links)
            if network == "co_similar_tweet" and not similar(one[5], other[5]):
                continue
            if common and abs(int(one[6]) - int(other[6])) <= window:
                beside[one[1], other[1]].add(one[0])
    return {
        pair: len(ids) for pair, ids in beside.items() if len(ids) >= least and (loops or pair[0] != pair[1])
    }


def edges(text):
    lines = list(csv.reader(text.splitlines()))
    assert lines[0] == ["source", "target", "weight", "edge_type"]
    return {(line[0], line[1]): int(line[2]) for line in lines[1:]}, {line[3] for line in lines[1:]}


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("options", [(5, 1, True), (30, 2, False)], ids=["all", "usual"])
def test_edges_are_those_of_the_definition(network, options, tmp_path):
    window, least, loops = options
    rows = messages(window)
    path = write(tmp_path / "messages.csv", rows)
    command = ["--network", network, "--window", window, "--min-weight", least] + (["--loops"] if loops else [])
    outcome = run("accounts", "toolkit", path, *command)
    assert outcome.status == 0, outcome.stderr
    found, kinds = edges(outcome.stdout.decode())
    assert found == definition(rows, network, window, least, loops, False)
    assert list(found) == sorted(found, key=lambda pair: (pair[0].encode(), pair[1].encode()))
    assert kinds == {network}
    assert all(field.startswith('"') for line in outcome.stdout.decode().splitlines() for field in [line])


def test_messages_without_links_are_joined_only_on_request(tmp_path):
    rows = messages(7)
    path = write(tmp_path / "messages.csv", rows)
    outcome = run("accounts", "toolkit", path, "--network", "co_link", "--window", 20, "--empty-links")
    assert edges(outcome.stdout.decode())[0] == definition(rows, "co_link", 20, 2, False, True)
    assert run("accounts", "toolkit", path, "--network", "co_tweet", "--empty-links").status == 64


def test_the_graph_has_the_edges_and_describes_the_accounts(tmp_path):
    rows = messages(11)
    rows[0][2], rows[0][5] = "zz <&>", "a\x01b\t<\"&'>\nend"
    path, out = tmp_path / "messages.csv", tmp_path / "graph.graphml"
    write(path, rows)
    options = ["--network", "co_post", "--window", 20, "--min-weight", 1, "--graphml", out]
    outcome = run("accounts", "toolkit", path, *options)
    assert outcome.status == 0, outcome.stderr
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.parse(out).getroot()
    graph = root.find(f"{space}graph")
    assert graph.get("edgedefault") == "directed"
    data = lambda element: {item.get("key"): item.text or "" for item in element.findall(f"{space}data")}
    found = {(edge.get("source"), edge.get("target")): data(edge) for edge in graph.findall(f"{space}edge")}
    wanted = edges(outcome.stdout.decode())[0]
    assert {pair: int(values["weight"]) for pair, values in found.items()} == wanted
    assert all(values["edge_type"] == "co_post" for values in found.values())
    nodes = {node.get("id"): data(node) for node in graph.findall(f"{space}node")}
    assert set(nodes) == {account for pair in wanted for account in pair}
    first = {}
    for row in rows:
        first.setdefault(row[0], row)
    for account, values in nodes.items():
        own = [row for row in first.values() if row[1] == account]
        assert values["username"] == max(row[2] for row in own)
        newest = [row[5] for row in sorted(reversed(own), key=lambda row: -int(row[6]))][:10]
        shown = [values[f"message_{number}"] for number in range(10)]
        assert shown == [text.replace("\x01", "\ufffd") for text in newest] + [""] * (10 - len(newest))


@pytest.mark.parametrize(
    "window, count, total, checksum",
    [
        (10, 2184, 2193, "927cbe1ff5e08f7b5dc96bf5b560ea2e82845543cefe462faca879ff77169e78"),
        (60, 12_412, 12_523, "20e09984e1abe6d503df7a5e926401f5303c8c063c2eaa4ad2f32c72c4897a21"),
    ],
)
def test_real_data_give_the_toolkits_own_edges(real_posts, tmp_path, window, count, total, checksum):
    path, out = tmp_path / "messages.csv", tmp_path / "edges.csv"
    with open(real_posts, newline="") as source:
        write(
            path,
            (
                [row["content_id"], row["account_id"], "", row["object_id"], "", "", row["timestamp_share"], ""]
                for row in csv.DictReader(source)
            ),
        )
    options = ["--network", "co_retweet", "--window", window, "--min-weight", 1, "--output", out, "--json"]
    outcome = run("accounts", "toolkit", path, *options)
    assert outcome.status == 0, outcome.stderr
    summary = outcome.summary
    assert (summary["posts"] - summary["repeated_ids"], summary["edges"], summary["weight"]) == (35_085, count, total)
    found, _ = edges(out.read_text())
    lines = sorted(f"{a}\t{b}\t{weight}\n" for (a, b), weight in found.items())
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == checksum
    looped = run("accounts", "toolkit", path, *options[:6], "--loops", "--output", out, "--json").summary["edges"]
    assert looped == count + 9509
