"""The words behind a decision are erased on the command line; the log, its receipts and the pages stay sound."""

import json
import re

import demo
import pytest


@pytest.fixture(scope="module")
def corrected(server, signed_in, decision):
    """The indices of a decision's statement and of the one that corrects it, whose words are to be erased."""
    finding = decision.split("/decisions/")[0]
    earlier = int(re.search(r"/statements/(\d+)", signed_in.get(decision).text)[1])
    page = signed_in.get(finding).text
    fields = {
        "csrf": re.search(r'name="csrf" value="([^"]+)"', page)[1],
        "key": re.search(r'name="key" value="([^"]+)"', page)[1],
        "verdict": "organic",
        "reasons": "Zacharias told us that they are friends.",
    }
    answers = [signed_in.post(finding + "/decisions", fields) for _ in range(2)]
    assert [answer.status for answer in answers] == [303, 303]
    assert answers[0].fields["Location"] == answers[1].fields["Location"], "the form was sent twice and decided twice"
    later = int(re.search(r"/statements/(\d+)", signed_in.get(answers[0].fields["Location"]).text)[1])
    assert later > earlier
    return finding, earlier, later


def statements(server, *arguments):
    return demo.daylight("statements", *arguments, "--data", server.data)


def test_which_statement_is_current_is_said_everywhere(server, visitor, corrected):
    finding, earlier, later = corrected
    assert f'href="/statements/{later}"' in visitor.get(f"/statements/{earlier}").text
    assert f'href="/statements/{earlier}"' in visitor.get(f"/statements/{later}").text
    assert json.loads(visitor.get(f"/api/v1/statements/{earlier}").body)["supersededBy"] == [later]
    outcome = statements(server, "show", earlier)
    assert outcome.returncode == 1
    assert f"corrected by statement {later}" in outcome.stdout
    outcome = statements(server, "show", later, "--json")
    assert outcome.returncode == 0
    assert json.loads(outcome.stdout)["current"] is True
    account = json.loads(visitor.get(f"{finding}/evidence.json").body)["members"][0]["account"]
    outcome = demo.daylight("ask", f"account:{account}", "--data", server.data)
    assert f"Receipt of statement {later}, still current" in outcome.stdout
    assert f"Statement {earlier}, which statement {later} corrects" in outcome.stdout


def test_words_are_erased_for_good_and_receipts_stay(server, visitor, signed_in, corrected, tmp_path):
    finding, _, later = corrected
    receipt, policy = tmp_path / "receipt.json", tmp_path / "policy"
    receipt.write_bytes(visitor.get(f"/statements/{later}/receipt.json").body)
    policy.write_bytes(visitor.get("/log/policy").body)
    assert "Zacharias" in signed_in.get(finding).text
    refused = statements(server, "erase", later)
    assert refused.returncode == 64
    assert "--yes" in refused.stderr
    assert "Zacharias" in signed_in.get(finding).text
    erased = statements(server, "erase", later, "--yes")
    assert erased.returncode == 0, erased.stderr
    assert "still verify" in erased.stdout
    for path in (finding, f"/statements/{later}", "/search?q=zacharias", f"/api/v1{finding}"):
        assert "Zacharias told us" not in signed_in.get(path).text
    assert "erased" in signed_in.get(f"/statements/{later}").text
    assert demo.daylight("verify", receipt, "--policy", policy).returncode == 0
    assert "before" in statements(server, "erase", later, "--yes").stdout
    for file in server.data.iterdir():
        if file.is_file():
            assert b"Zacharias told us" not in file.read_bytes(), f"the words are left in {file.name}"


def test_what_cannot_be_erased_is_named(server):
    outcome = statements(server, "erase", 0, "--yes")
    assert outcome.returncode == 65
    assert "stands in the log in full" in outcome.stderr
    outcome = statements(server, "erase", 4711, "--yes")
    assert outcome.returncode == 66
    assert "4711" in outcome.stderr
    assert statements(server, "show", 4711).returncode == 66
