"""`daylight ads import`: bands are intervals, bad rows are told and the good ones kept."""

import csv
import io
import json
from decimal import Decimal

import program
import pytest

GOOGLE = """Ad_ID,Advertiser_Name,Date_Range_Start,Date_Range_End,Impressions,Spend_Range_Min_EUR,Spend_Range_Max_EUR
CR1,"Kustpartiet, lokalt",2024-05-01,2024-05-02,10k-100k,0,100
CR2,Havsfonden,2024-05-01,2024-05-02,> 10M,30000,
CR3,Tyst,,,,,
"""


def run(source, content, *options):
    return program.run("ads", "import", source, "-", *options, stdin=content.encode())


def test_sums_are_those_of_the_rows():
    answer = run("google", GOOGLE, "--json").summary
    rows = list(csv.DictReader(io.StringIO(GOOGLE)))
    low = sum(Decimal(row["Spend_Range_Min_EUR"] or 0) for row in rows)
    (spend,) = answer["totals"]["spend"]
    assert (Decimal(spend["low"]), spend["high"], spend["currency"]) == (low, None, "EUR")
    assert answer["totals"]["impressions"] == {"low": 10_010_001, "high": None}
    assert answer["totals"]["adsWithoutSpend"] == 1
    assert [ad["id"] for ad in answer["ads"]] == [row["Ad_ID"] for row in rows]


def test_a_bad_row_is_told_by_its_line_and_the_others_are_kept():
    outcome = run("google", GOOGLE + "CR4,Bad,soon,,,,\n", "--json")
    assert outcome.status == 1
    (error,) = outcome.summary["rejected"]
    assert error["line"] == 5 and error["field"] == "date_range_start" and error["file"] == "-"
    assert len(outcome.summary["ads"]) == 3


def test_people_read_intervals():
    said = run("google", GOOGLE).stdout.decode()
    assert "3 ads, 0 rows" in said and "Spent: 30000.00 or more EUR (1 ads do not tell)." in said


def test_the_other_sources_are_read():
    meta = {"data": [{"id": "1", "currency": "EUR", "spend": {"lower_bound": "100", "upper_bound": "499"}}]}
    assert run("meta", json.dumps(meta), "--json").summary["totals"]["spend"] == [
        {"low": "100.00", "high": "499.00", "currency": "EUR"}
    ]
    assert run("propublica", "id,advertiser\n1,X\n", "--json").summary["ads"][0]["advertiser"] == "X"
    notice = {"schema": "openttpa.transparency_notice.v1", "campaign": {"id": "c-1"}, "transparency_notice": {}}
    draft = run("openttpa", json.dumps(notice), "--json")
    assert draft.status == 0 and draft.summary["notice"]["noticeId"] == "c-1"
    assert {"N01", "N02", "N05"} <= {finding["rule"] for finding in draft.summary["missing"]}


@pytest.mark.parametrize(
    ("source", "content"), [("meta", "{}"), ("meta", "x"), ("google", "a,b\n"), ("propublica", ""), ("openttpa", "{}")]
)
def test_another_file_is_malformed(source, content):
    outcome = run(source, content, "--json")
    assert outcome.status == 65 and outcome.summary["error"]["message"]
