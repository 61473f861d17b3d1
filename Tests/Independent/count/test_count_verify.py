"""A whole audit, made here with its public files, then altered in one place after another."""

import hashlib
import json
import random

import pytest

import program


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(path, value):
    path.write_text(json.dumps(value))


def tally(names, papers):
    return {name: sum(name in marks for marks in papers.values()) for name in names}


def sample(folder, manifest, size, replacement):
    question = {"sampler": "rivest", "seed": SEED, "manifest": manifest, "size": size, "withReplacement": replacement}
    write(folder.parent / "draw.json", question)
    return program.run("count", "audit", "sample", folder.parent / "draw.json", "--json").summary["draws"]


SEED = "31415926535897932384"
NAMES = ["Ann", "Bo", "Cy"]


def make(folder, method):
    folder.mkdir()
    draw = random.Random(7)
    manifest = [{"batch": f"B{number}", "ballots": 100} for number in range(1, 6)]
    papers = {
        (batch["batch"], position): draw.choices([["Ann"], ["Bo"], ["Cy"], []], [60, 25, 10, 5])[0]
        for batch in manifest
        for position in range(1, batch["ballots"] + 1)
    }
    contest = {"contest": "Mayor", "method": method, "riskLimit": "0.05", "ballots": 500, "votes": tally(NAMES, papers)}
    write(folder / "contest.json", contest)
    write(folder / "manifest.json", {"manifest": manifest})
    files = ["contest.json", "manifest.json"]
    if method == "supersimple":
        rows = [{"batch": batch, "position": position, "votes": marks} for (batch, position), marks in papers.items()]
        write(folder / "records.json", {"records": rows})
        files.append("records.json")
    commit(folder, files)
    write(folder / "seed.json", {"seed": SEED, "drawnAt": "2026-06-14T10:00:00Z", "withReplacement": True})
    for number, size in [(1, 5), (2, 90)]:
        draws = sample(folder, manifest, size, True)
        places = {(row["batch"], row["position"]) for row in draws}
        found = [{"batch": batch, "position": position, "votes": papers[batch, position]} for batch, position in sorted(places)]
        risk = measure(folder, contest, [papers[row["batch"], row["position"]] for row in draws])
        write(folder / f"round-{number}.json", {"sample": draws, "interpretations": found, "p": risk})
    return folder


def commit(folder, files):
    write(
        folder / "commitments.json",
        {"committedAt": "2026-06-14T09:00:00Z", "files": {name: digest(folder / name) for name in files}},
    )


def measure(folder, contest, papers):
    if contest["method"] == "bravo":
        found = {name: sum(name in marks for marks in papers) for name in NAMES}
    else:
        found = {"n": len(papers)}
    write(folder.parent / "measure.json", {**contest, "sample": found})
    return program.run("count", "audit", "measure", folder.parent / "measure.json", "--json").summary["p"]


def verify(folder):
    outcome = program.run("count", "audit", "verify", folder, "--json")
    return outcome, {finding["code"] for finding in outcome.summary.get("findings", [])}


def change(path, alter):
    value = json.loads(path.read_text())
    alter(value)
    write(path, value)


@pytest.mark.parametrize("method", ["bravo", "supersimple"])
def test_sound_audit_is_confirmed(method, tmp_path):
    outcome, codes = verify(make(tmp_path / "audit", method))
    assert codes == set()
    assert outcome.status == 0
    assert outcome.summary["confirmed"] is True
    assert [row["draws"] for row in outcome.summary["rounds"]] == [5, 90]


ALTERATIONS = {
    "vote moved after the commitment": ("contest.json", lambda value: value["votes"].update(Cy=0), "COMMITMENT"),
    "seed before the commitment": ("seed.json", lambda value: value.update(drawnAt="2026-06-14T09:00:00Z"), "SEED_EARLY"),
    "short seed": ("seed.json", lambda value: value.update(seed="123"), "SEED_SHORT"),
    "another seed": ("seed.json", lambda value: value.update(seed=SEED[::-1]), "SAMPLE"),
    "ballot left out": ("round-2.json", lambda value: value["sample"].pop(4), "SAMPLE"),
    "ballot not looked at": ("round-2.json", lambda value: value["interpretations"].pop(), "INTERPRETATION"),
    "better risk announced": ("round-2.json", lambda value: value.update(p=value["p"] / 2), "RISK"),
    "paper says otherwise": (
        "round-2.json",
        lambda value: [row.update(votes=["Bo"]) for row in value["interpretations"]],
        "NOT_CONFIRMED",
    ),
    "record moved": ("records.json", lambda value: value["records"][0].update(votes=[], position=101), "RECORDS"),
}


@pytest.mark.parametrize("name", ALTERATIONS)
def test_alteration_is_found(name, tmp_path):
    file, alter, code = ALTERATIONS[name]
    folder = make(tmp_path / "audit", "supersimple")
    change(folder / file, alter)
    outcome, codes = verify(folder)
    assert outcome.status == 1
    assert code in codes
    assert outcome.summary["confirmed"] is False


def test_first_round_alone_is_not_enough(tmp_path):
    folder = make(tmp_path / "audit", "supersimple")
    (folder / "round-2.json").unlink()
    outcome, codes = verify(folder)
    assert (outcome.status, codes) == (1, {"NOT_CONFIRMED"})


def test_missing_and_malformed_files(tmp_path):
    folder = make(tmp_path / "audit", "bravo")
    (folder / "seed.json").write_text("{")
    outcome = program.run("count", "audit", "verify", folder, "--json")
    assert outcome.status == 65
    assert outcome.summary["error"]["file"] == "seed.json"
    (folder / "seed.json").unlink()
    outcome = program.run("count", "audit", "verify", folder, "--json")
    assert outcome.status == 66
    assert outcome.summary["error"]["message"]
