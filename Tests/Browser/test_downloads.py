"""Every list and every finding can be taken away, and what was taken away can be checked."""

import csv
import io
import json
import re
import xml.etree.ElementTree as tree

import demo
import pytest

LISTS = ["/findings", "/data", "/log/statements"]


def table(answer):
    assert answer.status == 200
    assert answer.fields["Content-Type"].startswith("text/csv")
    assert answer.fields["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.text)))


def document(answer):
    assert answer.status == 200
    assert answer.fields["Content-Type"].startswith("application/json")
    return json.loads(answer.body)


@pytest.fixture
def finding(visitor, undecided):
    return f"/findings/{undecided[0]}"


@pytest.mark.parametrize("path", LISTS)
def test_csv_and_json_hold_the_same_things(visitor, path):
    rows, members = table(visitor.get(path + ".csv")), document(visitor.get(path + ".json"))
    assert len(rows) == len(members) >= 1
    if "id" in rows[0]:
        assert [row["id"] for row in rows] == [member["id"] for member in members]


@pytest.mark.parametrize("path", ["/findings", "/data", "/log"])
def test_the_page_of_a_list_links_to_both(visitor, path):
    page = visitor.get(path).text
    for kind in ("csv", "json"):
        links = [link for link in re.findall(r'href="([^"]+)"', page) if re.search(rf"\.{kind}(\?|$)", link)]
        assert links, f"{path} offers no {kind.upper()} of its list"
        assert visitor.get(links[0].replace("&amp;", "&")).status == 200


def test_account_shares(visitor, finding):
    account = document(visitor.get(finding + "/evidence.json"))["members"][0]
    rows = table(visitor.get(f"/account/{account['account']}/shares.csv"))
    assert len(rows) == account["rows"]
    assert len(document(visitor.get(f"/account/{account['account']}/shares.json"))) == account["rows"]


def test_tables_of_a_finding_agree_with_its_evidence(visitor, finding):
    evidence = document(visitor.get(finding + "/evidence.json"))
    edges = table(visitor.get(finding + "/edges.csv"))
    assert len(edges) == len(evidence["edges"])
    assert [int(row["distinct_objects"]) for row in edges] == [edge["distinct_objects"] for edge in evidence["edges"]]
    shares = sum(len(entry["shares"]) for entry in evidence["timeline"])
    assert len(table(visitor.get(finding + "/timeline.csv"))) == shares


def test_evidence_follows_from_the_posts(server, visitor, finding, tmp_path):
    evidence = tmp_path / "evidence.json"
    evidence.write_bytes(visitor.get(finding + "/evidence.json").body)
    posts = server.data / "demo/posts.csv"
    outcome = demo.daylight("accounts", "evidence", "verify", evidence, posts)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    changed = json.loads(evidence.read_text())
    changed["edges"][0]["distinct_objects"] += 1
    evidence.write_text(json.dumps(changed))
    assert demo.daylight("accounts", "evidence", "verify", evidence, posts).returncode == 1


@pytest.mark.parametrize("name", ["network", "timeline"])
def test_pictures_are_files_of_their_own(visitor, finding, name):
    answer = visitor.get(f"{finding}/{name}.svg")
    assert answer.fields["Content-Type"].startswith("image/svg+xml")
    picture = tree.fromstring(answer.body)
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<script" not in answer.body


def test_nothing_changed_is_not_sent_again(visitor):
    first = visitor.get("/findings")
    again = visitor.get("/findings", If_None_Match=first.fields["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_the_answer_card_as_json_names_what_the_page_shows(visitor, finding):
    account = document(visitor.get(finding + "/evidence.json"))["members"][0]["account"]
    card = document(visitor.get(f"/api/v1/ask?subject=account%3A{account}", Accept="application/json"))
    assert len(card["answers"]) == 7
