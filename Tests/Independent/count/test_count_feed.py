"""Publications of results are found to be what was signed, and every attack on them within two polls."""

import base64
import fcntl
import json
import os
import shutil
import signal
import subprocess
import time

import pytest

import feed
import program


@pytest.fixture
def election(tmp_path):
    return feed.Election(tmp_path)


@pytest.fixture
def site(election):
    """A second publication, served, and already seen once by an observer whose state is kept."""
    election.published()
    election.reports["T0/S0"] = feed.report("T0/S0", 900, version=2)
    election.published("--correction", "T0/S0=typing-error: two digits were exchanged")
    with feed.serving(election.out) as url:
        state = election.folder / "state.json"
        assert feed.codes(election.monitor(url, "--state", state, status=0)) == set()
        yield election, url, state


def found(site, *options, polls=2):
    election, url, state = site
    lines = election.monitor(url, "--state", state, "--every", 1, "--polls", polls, *options, status=1)
    return feed.codes(lines)


def test_a_publication_is_what_it_says(election):
    answer = election.published()
    assert (answer["seq"], answer["unitsReported"], answer["unitsTotal"]) == (1, 6, 6)
    manifest = election.manifest
    assert manifest["previousManifestSha256"] is None and manifest["status"] == "partial-unofficial"
    assert [file["path"] for file in manifest["files"]] == sorted(file["path"] for file in manifest["files"])
    for file in manifest["files"]:
        content = (election.out / file["path"]).read_bytes()
        assert (feed.digest(content), len(content)) == (file["sha256"], file["bytes"])
    for report in election.reports.values():
        name = feed.digest(feed.canonical(report))
        assert (election.out / f"reports/{name}.json").read_bytes() == feed.canonical(report)
    assert (election.out / f"definitions/{election.definition}.json").read_bytes() == feed.canonical(election.election)
    assert len(manifest["signatures"]) == 2 and election.index["ttlSeconds"] <= 60
    assert election.index["manifest"]["sha256"] == feed.digest((election.out / "manifest-1.json").read_bytes())
    rows = next((election.out / "csv").iterdir()).read_text().splitlines()
    assert len(rows) == 7 and rows[0].endswith("list 1,list 3,list 7")


def test_its_sums_stand_the_check_of_reports(election):
    election.published()
    sums = [json.loads(path.read_text()) for path in (election.out / "aggregates").iterdir()]
    assert sorted(document["unitId"] for document in sums) == ["N", "T0", "T1"]
    national = next(document for document in sums if document["unitId"] == "N")
    assert national["fields"]["votesCast"] == sum(report["votesCast"] for report in election.reports.values())
    assert [entry["unitId"] for entry in national["inputs"]] == sorted(election.stations)
    file = election.folder / "check.json"
    envelopes = [{"report": report} for report in election.reports.values()]
    file.write_text(json.dumps({"election": election.election, "reports": envelopes, "aggregates": sums}))
    assert program.run("count", "check", file, "--json").summary["findings"] == []
    national["fields"]["blank"] += 1
    file.write_text(json.dumps({"election": election.election, "reports": envelopes, "aggregates": sums}))
    assert [finding["code"] for finding in program.run("count", "check", file, "--json").summary["findings"]] == ["F503"]


def test_pages_need_no_script_and_say_their_status(election):
    election.published()
    pages = list((election.out / "pages/1").iterdir())
    assert len(pages) == 1 + len(election.election["units"])
    for page in pages:
        text = page.read_text()
        assert "<script" not in text and "partial-unofficial" in text and "Alma <&>" not in text
    station = (election.out / "pages/1/unit-3.html").read_text()
    name = feed.digest(feed.canonical(election.reports["T0/S0"]))
    assert " ".join(name[place : place + 4] for place in range(0, 16, 4)) in station
    assert f'data-src="{name}#/votesCast"' in station and 'href="unit-2.html"' in station


def test_all_is_well_from_a_folder_and_over_http(site):
    election, url, state = site
    for source in (election.out, url):
        polls = election.monitor(source, status=0)
        assert polls[0]["ok"] and polls[0]["hosts"][0]["sumsChecked"] == 3 and polls[0]["hosts"][0]["notChecked"] == 0


def test_a_digit_on_a_page(site):
    election, *_ = site
    feed.change_digit(election.out / "pages/2/unit-2.html", b'value="')
    assert "DEFACED" in found(site)


def test_a_digit_on_the_first_page(site):
    election, *_ = site
    feed.change_digit(election.out / "pages/2/index.html", b'">')
    assert "DEFACED" in found(site)


def test_another_entry_page(site):
    election, *_ = site
    (election.out / "pages/index.html").write_text("<p>List 1 has won with 99 %")
    assert "DEFACED" in found(site)


@pytest.mark.parametrize("folder, code", [("reports", "ALTERED"), ("aggregates", "ALTERED"), ("envelopes", "ALTERED")])
def test_a_digit_in_a_file(site, folder, code):
    election, *_ = site
    listed = [file["path"] for file in election.manifest["files"] if file["path"].startswith(folder)]
    feed.change_digit(election.out / listed[-1])
    assert code in found(site)


def test_a_digit_in_the_manifest(site):
    election, *_ = site
    feed.change_digit(election.out / "manifest-2.json", b'"unitsReported"')
    assert found(site) & {"ROLLED_BACK", "UNSIGNED"} == {"ROLLED_BACK", "UNSIGNED"}


def test_an_older_manifest_is_changed_or_removed(site):
    election, *_ = site
    before = feed.change_digit(election.out / "manifest-1.json", b'"unitsReported"')
    assert "ROLLED_BACK" in found(site)
    (election.out / "manifest-1.json").unlink()
    assert "ROLLED_BACK" in found(site)
    (election.out / "manifest-1.json").write_bytes(before)
    election.monitor(site[1], "--state", site[2], status=0)


def test_a_file_is_removed(site):
    election, *_ = site
    (election.out / "pages/2/unit-4.html").unlink()
    assert "DEFACED" in found(site)


def test_a_removed_signature(site):
    election, *_ = site
    manifest = election.manifest
    manifest["signatures"].pop()
    (election.out / "manifest-2.json").write_bytes(feed.canonical(manifest))
    assert "UNSIGNED" in found(site)


def test_an_unsigned_index(site):
    election, *_ = site
    index = election.index
    index["signatures"] = []
    (election.out / "index.json").write_bytes(feed.canonical(index))
    assert "UNSIGNED" in found(site)


def test_the_same_publisher_twice_is_one(election):
    assert election.publish(keys=[election.keys[0]] * 2).status == 65
    assert not (election.out / "index.json").exists()


def test_an_older_publication(site):
    election, *_ = site
    copy = election.folder / "copy"
    shutil.copytree(election.out, copy)
    election.published()
    election.monitor(site[1], "--state", site[2], status=0)
    shutil.copy(copy / "index.json", election.out / "index.json")
    assert "ROLLED_BACK" in found(site)


def test_a_publication_that_is_taken_away(site):
    election, url, state = site
    (election.out / "index.json").unlink()
    assert found(site) == {"ROLLED_BACK"}
    assert program.run("count", "monitor", url, "--definition", election.definition).status == 69


def test_an_end_of_updates(election):
    election.published("--ttl", 1)
    with feed.serving(election.out) as url:
        election.monitor(url, status=0)
        time.sleep(3)
        polls = election.monitor(url, "--every", 1, "--polls", 2, status=1)
        assert feed.codes(polls) == {"STALLED"}
        refreshed = program.run("count", "publish", "--refresh", "--out", election.out, "--key", election.keys[0], "--json")
        assert refreshed.status == 0 and refreshed.summary["seq"] == 1
        election.monitor(url, status=0)


def test_two_manifests_of_one_number(site):
    election, url, state = site
    copy = election.folder / "copy"
    shutil.copytree(election.out, copy)
    election.published()
    here, election.out = election.out, copy
    election.reports["T1/S2"] = feed.report("T1/S2", 1, version=2)
    election.published("--correction", "T1/S2=recount: counted again")
    election.out = here
    with feed.serving(copy) as other:
        evidence = election.folder / "evidence"
        options = ("--also", other, "--state", state, "--evidence", evidence, "--every", 1, "--polls", 2)
        lines = election.monitor(url, *options, status=1)
        assert feed.codes(lines[:1]) == {"SPLIT_VIEW"} and lines[0]["findings"][0]["host"] == other
    (file,) = evidence.iterdir()
    again = program.run("count", "monitor", file, "--recheck", "--json")
    assert again.status == 1 and again.summary["unconfirmed"] == []
    assert {finding["code"] for finding in again.summary["confirmed"]} == {"SPLIT_VIEW"}


def test_evidence_is_judged_again_and_cannot_be_made_up(site):
    election, *_ = site
    feed.change_digit(election.out / "pages/2/unit-2.html", b'value="')
    evidence = election.folder / "evidence"
    found(site, "--evidence", evidence)
    (file,) = evidence.iterdir()
    outcome = program.run("count", "monitor", file, "--recheck", "--json")
    assert outcome.status == 1 and outcome.summary["confirmed"] and outcome.summary["unconfirmed"] == []
    document = json.loads(file.read_text())
    for finding in document["findings"]:
        finding["where"] = "pages/2/unit-3.html"
    file.write_text(json.dumps(document))
    outcome = program.run("count", "monitor", file, "--recheck", "--json")
    assert outcome.status == 0 and outcome.summary["confirmed"] == []


def test_checkpoints_of_two_logs(election):
    def note(size, root):
        return f"log.example\n{size}\n{base64.b64encode(bytes([root]) * 32).decode()}\n\n— log.example AAAAAAAA\n"

    head = election.folder / "head"
    head.write_text(note(7, 1))
    election.published("--checkpoint", head)
    witnessed = election.folder / "witnessed"
    witnessed.write_text(note(7, 1))
    election.monitor(election.out, "--witness", witnessed, status=0)
    witnessed.write_text(note(7, 2))
    assert feed.codes(election.monitor(election.out, "--witness", witnessed, status=1)) == {"SPLIT_VIEW"}
    state = election.folder / "state"
    election.monitor(election.out, "--state", state, status=0)
    head.write_text(note(6, 1))
    election.published("--checkpoint", head)
    assert "SPLIT_VIEW" in feed.codes(election.monitor(election.out, "--state", state, status=1))


def test_certified_results_only_change_by_recount_or_court(election):
    election.published(status="certified")
    assert election.publish(status="partial-unofficial").status == 65
    election.reports["T0/S0"] = feed.report("T0/S0", 900, version=2)
    assert election.publish("--correction", "T0/S0=typing-error: wrong", status="certified").status == 65
    assert election.published("--correction", "T0/S0=court: judgment of 3 July", status="certified")["seq"] == 2
    assert election.published(status="recount")["seq"] == 3
    election.monitor(election.out, status=0)


def test_a_replaced_report_needs_its_reason(election):
    election.published()
    election.reports["T0/S0"] = feed.report("T0/S0", 900, version=2)
    outcome = election.publish()
    assert outcome.status == 65 and "T0/S0" in outcome.summary["error"]["message"]
    assert election.index["seq"] == 1


def test_missing_stations_are_said_and_forbid_complete(election):
    del election.reports["T1/S1"]
    assert election.publish(status="complete-unofficial").status == 65
    assert election.published()["unitsReported"] == 5
    assert "the others are missing" in (election.out / "pages/1/unit-6.html").read_text()
    election.monitor(election.out, status=0)


def test_two_reports_of_one_version_are_left_out_and_named(election):
    election.extra = [{"report": feed.report("T0/S1", 5)}]
    answer = election.published()
    assert answer["leftOut"] == [{"unit": "T0/S1", "code": "EQUIVOCATION"}] and answer["unitsReported"] == 5


def test_reports_with_errors_are_not_published(election):
    election.reports["T0/S1"]["blank"] += 1
    outcome = election.publish()
    assert outcome.status == 1 and outcome.summary["findings"][0]["code"] == "F203" and not election.out.exists()
    assert election.published("--leave-out", "T0/S1")["unitsReported"] == 5


def test_a_rehearsal_is_a_test_everywhere(election):
    election.election["isTest"] = True
    assert election.publish().status == 65
    election.published(status="test")
    assert "This is a test" in (election.out / "pages/1/index.html").read_text()


def test_stopped_at_any_moment_the_former_publication_is_whole(election):
    election.published()
    for delay in range(12):
        election.reports["T0/S0"] = feed.report("T0/S0", 800 + delay, version=2 + delay)
        envelopes = [{"report": report} for report in election.reports.values()]
        election.file.write_text(json.dumps({"election": election.election, "reports": envelopes}))
        command = [program.binary(), "count", "publish", election.file, "--out", election.out, "--status", "partial-unofficial"]
        command += ["--correction", "T0/S0=recount: again", "--key", election.keys[0], "--key", election.keys[1], "--json"]
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.012 * delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        election.monitor(election.out, status=0)
        seq = election.index["seq"]
        outcome = program.run(*map(str, command[1:]))
        assert outcome.status == 0 or "--correction" in outcome.summary["error"]["message"], outcome.stderr
        election.monitor(election.out, status=0)
        assert election.index["seq"] in (seq, seq + 1)


def test_a_number_that_was_signed_is_not_used_again(election):
    election.published()
    index = (election.out / "index.json").read_bytes()
    election.reports["T0/S0"] = feed.report("T0/S0", 900, version=2)
    correction = ("--correction", "T0/S0=recount: again")
    election.published(*correction)
    second = (election.out / "manifest-2.json").read_bytes()
    # As if it had been stopped right before the index.
    (election.out / "index.json").write_bytes(index)
    election.monitor(election.out, status=0)
    answer = election.published(*correction)
    assert (answer["seq"], answer["resumed"]) == (2, True) and (election.out / "manifest-2.json").read_bytes() == second
    (election.out / "index.json").write_bytes(index)
    election.reports["T0/S1"] = feed.report("T0/S1", 901, version=2)
    answer = election.published("--correction", "T0/S1=recount: again")
    assert answer["seq"] == 3 and (election.out / "manifest-2.json").read_bytes() == second
    election.monitor(election.out, status=0)


def test_two_publishers_do_not_work_in_one_folder(election):
    election.published()
    folder = os.open(election.out, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    assert election.publish().status == 73
    os.close(folder)
    assert election.published()["seq"] == 2


def test_a_signed_report_is_accepted_and_its_digest_read_back(election):
    key = election.folder / "station.pem"
    public = program.run("count", "key", key, "--json").summary["publicKey"]
    election.election["units"][2]["keys"] = [{"keyId": "s0", "publicKey": public}]
    election.election["requireSignatures"] = True
    file = election.folder / "report.json"
    file.write_text(json.dumps(election.reports["T0/S0"]))
    options = ("--key", key, "--key-id", "s0", "--at", "2026-06-14T22:15:00Z")
    envelope = program.run("count", "sign", file, *options, "--json").summary
    name = feed.digest(feed.canonical(election.reports["T0/S0"]))
    groups = " ".join(name[place : place + 4] for place in range(0, 16, 4))
    assert envelope["sha256"] == name and envelope["readBack"] == groups
    assert groups in program.run("count", "sign", file, *options).stdout.decode()
    check = election.folder / "check.json"
    check.write_text(json.dumps({"election": election.election, "reports": [envelope]}))
    assert program.run("count", "check", check, "--json").status == 0


def test_keys_are_for_their_owner(election):
    assert os.stat(election.keys[0]).st_mode & 0o077 == 0
    assert program.run("count", "key", election.keys[0]).status == 73
    os.chmod(election.keys[0], 0o644)
    assert election.publish().status == 77


def test_exit_codes(election, tmp_path):
    election.published()
    assert program.run("count", "monitor", election.out, "--json").status == 64
    assert program.run("count", "monitor", election.out, "--definition", tmp_path / "none", "--json").status == 66
    assert program.run("count", "monitor", "http://127.0.0.1:9", "--definition", election.definition, "--json").status == 69
    assert program.run("count", "monitor", tmp_path / "none", "--definition", election.definition, "--json").status == 69
    state = tmp_path / "state"
    state.write_text("{}")
    assert program.run("count", "monitor", election.out, "--definition", election.definition, "--state", state).status == 65
    assert election.publish("--correction", "nonsense").status == 64
    assert election.publish("--correction", "T0/S0=recount: nothing was replaced").status == 65
