"""Offices send their counts as a table or in EML_NL, and the figures are published."""

import json

import demo
import pytest
from test_proof_drill import ADDRESS, Count

COLUMNS = ["pollCards", "proxies", "admittedVoters", "validVotes", "blank", "invalid", "votesCast"]


@pytest.fixture(scope="module")
def count(tmp_path_factory):
    running = Count(tmp_path_factory.mktemp("count"))
    yield running
    assert running.server.stop() == 0


def send(count, body, media_type, address=ADDRESS):
    headers = {"Content_Type": media_type, "Authorization": f"Bearer {count.token}"}
    return demo.Visitor(count.server)._ask("POST", f"{address}/reports", body.encode(), headers)


def figures(first):
    """The boxes of a sound report in which the first list has so many votes and the second thirty."""
    return [first + 25, 10, first + 35, first + 30, 3, 2, first + 35]


def table(*units):
    lines = [",".join(["unitId", *COLUMNS, "list 2", "list 1"])]
    for place, unit in enumerate(units):
        lines.append(",".join(map(str, [unit, *figures(70 + place), 30, 70 + place])))
    return "\r\n".join(lines) + "\r\n"


def eml(unit, first):
    """A count of one station, with its total."""
    reasons = dict(zip(("geldige stempassen", "geldige volmachtbewijzen", "toegelaten kiezers"), figures(first), strict=False))
    votes = "".join(
        f'<Selection><AffiliationIdentifier Id="{number}"><RegisteredName>L{number}</RegisteredName></AffiliationIdentifier>'
        f"<ValidVotes>{total}</ValidVotes></Selection>"
        for number, total in ((1, first), (2, 30))
    )
    votes += f'<Cast>300</Cast><TotalCounted>{first + 30}</TotalCounted><RejectedVotes ReasonCode="blanco">3</RejectedVotes>'
    votes += '<RejectedVotes ReasonCode="ongeldig">2</RejectedVotes>'
    votes += "".join(f'<UncountedVotes ReasonCode="{reason}">{figure}</UncountedVotes>' for reason, figure in reasons.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><EML xmlns="urn:oasis:names:tc:evs:schema:eml" '
        'xmlns:kr="http://www.kiesraad.nl/extensions" Id="510b" SchemaVersion="5"><TransactionId>1</TransactionId>'
        '<ManagingAuthority><AuthorityIdentifier Id="0363">Town</AuthorityIdentifier><AuthorityAddress/></ManagingAuthority>'
        "<kr:CreationDateTime>2026-11-22T23:40:00.000</kr:CreationDateTime><Count><EventIdentifier/><Election>"
        '<ElectionIdentifier Id="GR2026"><ElectionName>Council</ElectionName><ElectionCategory>GR</ElectionCategory>'
        '<kr:ElectionDomain Id="0363">Town</kr:ElectionDomain><kr:ElectionDate>2026-11-22</kr:ElectionDate></ElectionIdentifier>'
        f'<Contests><Contest><ContestIdentifier Id="1"/><TotalVotes>{votes}</TotalVotes><ReportingUnitVotes>'
        f'<ReportingUnitIdentifier Id="0363::{unit}">Hall</ReportingUnitIdentifier>{votes}</ReportingUnitVotes>'
        "</Contest></Contests></Election></Count></EML>"
    )


def test_a_table_and_a_count_in_eml_are_taken_and_published(count):
    answer = send(count, table("S1", "nowhere"), "text/csv; charset=utf-8")
    assert answer.status == 200, answer.text
    outcomes = [report["outcome"] for report in json.loads(answer.body)["reports"]]
    assert outcomes == ["accepted", "refused"]
    answer = send(count, eml("S2", 83), "application/xml")
    assert answer.status == 200, answer.text
    assert [report["outcome"] for report in json.loads(answer.body)["reports"]] == ["accepted"]
    count.publish()
    published = next((count.feed / "csv").iterdir()).read_text()
    assert [line.split(",")[-2:] for line in published.splitlines()[1:]] == [["70", "30"], ["83", "30"]]
    again = send(count, eml("S2", 83), "text/xml")
    assert [report["outcome"] for report in json.loads(again.body)["reports"]] == ["duplicate"]


@pytest.mark.parametrize(
    ("body", "media_type", "status", "words"),
    [
        (table("S1").replace("votesCast", "cast"), "text/csv", 422, ["line 1", "known column"]),
        (table("S1").replace(",105,", ",1O5,"), "text/csv", 422, ["line 2", "column 4", "whole number"]),
        (eml("S1", 70).replace("<Cast>300", "<Cast>301", 1), "application/xml", 422, ["sum of the reports"]),
        (eml("S1", 70).replace("GR2026", "GR2027"), "application/xml", 422, ["GR2026"]),
        (table("S1"), "text/plain", 415, ["text/csv"]),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole_and_says_where(count, body, media_type, status, words):
    answer = send(count, body, media_type)
    assert answer.status == status, answer.text
    for word in words:
        assert word in answer.text, answer.text


def test_a_table_of_an_election_that_is_not_there(count):
    assert send(count, table("S1"), "text/csv", "/api/v1/elections/none").status == 404


def test_the_command_line_reads_the_same_files(count, tmp_path):
    (tmp_path / "election.json").write_text(json.dumps(count.definition | {"requireSignatures": False}))
    for name, body, units in (("count.csv", table("S1", "S2"), {"S1", "S2"}), ("count.eml.xml", eml("S2", 83), {"S2"})):
        (tmp_path / name).write_text(body)
        made = demo.daylight("count", "import", "reports", tmp_path / name, "--definition", tmp_path / "election.json")
        assert made.returncode == 0, made.stderr
        assert {report["report"]["unitId"] for report in json.loads(made.stdout)["reports"]} == units
        (tmp_path / "reports.json").write_text(made.stdout)
        checked = json.loads(demo.daylight("count", "check", tmp_path / "reports.json", "--json").stdout)
        assert not [finding for finding in checked["findings"] if finding["severity"] == "error"], checked
