"""Whole audits on the command line, from the setup to the outcome; what they say is computed a second way from the folder."""

import hashlib
import heapq
import json
import math
import random
from fractions import Fraction

import pytest

import program
from audits import (
    alpha_history,
    claim_sum,
    claim_value,
    draw_batches,
    following,
    optimal_comparison,
    seat_claims,
    shown,
    shrink_trunc,
    uniform,
)

SEED = "31415926535897932384"
LISTS = ["Ann", "Bo", "Cy"]
PLURALITY = {"id": "mayor", "outcome": "plurality"}
SEATS = {"id": "council", "outcome": "dhondt", "seats": 5}
SAINTE_LAGUE = {"id": "council", "outcome": "sainteLague", "seats": 6}
IRV = {"id": "chair", "outcome": "irv", "candidates": LISTS, "winner": "Ann"}
CASES = {
    "bravo": ("bravo", [PLURALITY]),
    "alpha seats": ("alpha", [SEATS]),
    "alpha plurality": ("alpha", [PLURALITY]),
    "supersimple": ("supersimple", [PLURALITY]),
    "comparison seats": ("comparison", [SEATS]),
    "comparison seats by Sainte-Lague": ("comparison", [SAINTE_LAGUE]),
    "comparison of two contests": ("comparison", [PLURALITY, SEATS]),
    "comparison of an elimination": ("comparison", [IRV]),
    "macro": ("macro", [PLURALITY]),
    "macro seats": ("macro", [SEATS]),
}


# Batches hide more than ballots do: many small ones leave something to sample.
SIZES = {"macro": {"batches": 300, "size": 7}}


def made(folder, name):
    method, contests = CASES[name]
    return Audit(folder, method, contests, **SIZES.get(method, {}))


def divisor(contest):
    return (lambda seats: 2 * seats + 1) if contest["outcome"] == "sainteLague" else (lambda seats: seats + 1)


def marks_of(rng, contest):
    if contest["outcome"] == "irv":
        order = rng.sample(LISTS, 3)
        order.sort(key=lambda name: rng.random() * {"Ann": 1, "Bo": 1.8, "Cy": 2.4}[name])
        return order[: rng.randint(0, 3)]
    return rng.choices([["Ann"], ["Bo"], ["Cy"], []], [58, 25, 12, 5])[0]


class Audit:
    """An audit in a folder and the paper it is about."""

    def __init__(self, folder, method, contests, seed=7, batches=20, size=50):
        self.folder, self.method, self.day = folder, method, 0
        rng = random.Random(seed)
        self.contests = [dict(contest) for contest in contests]
        self.manifest = [
            {"batch": f"B{number}", "ballots": size + number % 3, "jurisdiction": "North" if number % 2 else "South"}
            for number in range(1, batches + 1)
        ]
        self.papers = {
            (batch["batch"], position): {contest["id"]: marks_of(rng, contest) for contest in self.contests}
            for batch in self.manifest
            for position in range(1, batch["ballots"] + 1)
        }
        for contest in self.contests:
            if contest["outcome"] != "irv":
                contest["votes"] = self.tally(contest["id"], self.papers.values())

    def tally(self, contest, papers):
        return {name: sum(name in paper[contest] for paper in papers) for name in LISTS}

    def batch(self, name):
        return [paper for (batch, _), paper in self.papers.items() if batch == name]

    def setup(self):
        setup = {"audit": "Audit <1>", "method": self.method, "riskLimit": "0.05", "contests": self.contests}
        setup["manifest"] = self.manifest
        if self.method in ("supersimple", "comparison"):
            setup["records"] = [
                {"batch": batch, "position": position, "votes": votes} for (batch, position), votes in self.papers.items()
            ]
        if self.method == "macro":
            setup["batches"] = [
                {
                    "batch": row["batch"],
                    "votes": {contest["id"]: self.tally(contest["id"], self.batch(row["batch"])) for contest in self.contests},
                }
                for row in self.manifest
            ]
        return setup

    def begin(self):
        return program.run(
            "count", "audit", "begin", self.folder, "-", "--json", stdin=json.dumps(self.setup()).encode()
        )

    def step(self, events, by="Clerk"):
        self.day += 1
        at = f"2026-06-{14 + self.day // 24:02}T{self.day % 24:02}:00:00Z"
        return program.run(
            "count", "audit", "step", self.folder, "-", "--by", by, "--at", at, "--json", stdin=json.dumps(events).encode()
        )

    def done(self, events, by="Clerk"):
        outcome = self.step(events, by)
        assert outcome.status == 0, outcome.stdout + outcome.stderr.encode()
        return outcome.summary

    def open(self):
        assert self.begin().status == 0
        self.done({"event": "commit"})
        return self.done({"event": "seed", "digits": SEED, "rolledBy": ["Ann Berg", "Bo Dahl"]})

    def listed(self, number=None):
        options = [] if number is None else ["--round", number]
        sections = program.run("count", "audit", "list", self.folder, "--json", *options).summary["sections"]
        rows = [row for section in sections for row in section["batches"]]
        if self.method == "macro":
            return [{"batch": row["batch"]} for row in rows]
        return [{"batch": row["batch"], "position": position} for row in rows for position in row["positions"]]

    def reading(self, paper):
        if "position" in paper:
            return {"votes": self.papers[paper["batch"], paper["position"]]}
        papers = self.batch(paper["batch"])
        return {"votes": {contest["id"]: self.tally(contest["id"], papers) for contest in self.contests}}

    def enter(self, papers=None):
        rows = [{"event": "enter", **paper, **self.reading(paper)} for paper in papers or self.listed()]
        self.done(rows, "Ann Berg")
        return self.done(rows, "Bo Dahl")

    def run(self, rounds=8):
        status = self.open()
        for _ in range(rounds):
            if status["proposedNextSize"] is None:
                break
            self.done({"event": "round", "size": status["proposedNextSize"]})
            self.enter()
            status = self.done({"event": "measure"})
        return status

    def verify(self):
        return program.run("count", "audit", "verify", self.folder, "--json")


def events(folder):
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob("event-*.json"))]


# What follows from the folder alone.


def tickets(seed, manifest, count, replacement):
    prefix = hashlib.sha256(seed.encode()).hexdigest()
    heap = [
        ("0." + uniform(prefix + repr((row["batch"], position))), (row["batch"], position), 1)
        for row in manifest
        for position in range(1, row["ballots"] + 1)
    ]
    heapq.heapify(heap)
    draws = []
    for _ in range(count):
        ticket, (batch, position), generation = heapq.heappop(heap)
        draws.append({"batch": batch, "position": position, "ticket": shown(ticket), "draw": generation})
        if replacement:
            heapq.heappush(heap, (following(ticket), (batch, position), generation + 1))
    return draws


def leading(contest, rankings):
    """Claims about an elimination of three candidates, as the ones that are true with a lead, by brute force."""
    names, claims = contest["candidates"], []
    for winner in names:
        for loser in names:
            if winner == loser:
                continue
            claims.append((winner, loser, None))
            claims += [(winner, loser, frozenset(left)) for left in ([winner, loser], names)]
    return {claim: sum(ranked(claim, marks) for marks in rankings) for claim in claims}


def ranked(claim, marks):
    winner, loser, left = claim
    if left is None:
        if marks[:1] == [winner]:
            return 1
        first = next((name for name in marks if name in (winner, loser)), None)
        return -1 if first == loser else 0
    first = next((name for name in marks if name in left), None)
    return (first == winner) - (first == loser)


def inputs(folder):
    contest = json.loads((folder / "contest.json").read_bytes())
    manifest = json.loads((folder / "manifest.json").read_bytes())["manifest"]
    reported = {}
    for name, key in (("records", lambda row: (row["batch"], row["position"])), ("batches", lambda row: row["batch"])):
        if (folder / f"{name}.json").exists():
            reported = {key(row): row["votes"] for row in json.loads((folder / f"{name}.json").read_bytes())[name]}
    return contest, manifest, reported


def plurality_claims(votes):
    winner = max(votes, key=votes.get)
    return [{winner: 1, loser: -1} for loser in votes if loser != winner]


def claims_of(contest):
    if contest["outcome"] == "plurality":
        return plurality_claims(contest["votes"])
    return seat_claims(contest["votes"], contest["seats"], divisor(contest))


def bounds(contests, manifest, reported):
    """Exact largest shares of a margin that each batch could hide."""
    result = {}
    for row in manifest:
        result[row["batch"]] = max(
            Fraction(
                claim_sum(claim, reported[row["batch"]][contest["id"]]) - min(claim.values()) * row["ballots"],
                claim_sum(claim, contest["votes"]),
            )
            for contest in contests
            for claim in claims_of(contest)
        )
    return result


def recomputed(folder, draws, found):
    """The risk of each contest after these draws, given what was found on each paper (None: not found)."""
    setup, manifest, reported = inputs(folder)
    ballots = sum(row["ballots"] for row in manifest)
    risks = {}
    for contest in setup["contests"]:
        name = contest["id"]
        papers = [None if found[key] is None else found[key][name] for key in draws]
        records = [reported.get(key, {}).get(name) for key in draws]
        if setup["method"] == "bravo":
            risks[name] = bravo(contest, papers)
        elif setup["method"] == "supersimple":
            risks[name] = supersimple(contest, ballots, papers, records)
        elif setup["method"] == "macro":
            risks[name] = macro(setup["contests"], contest, manifest, reported, draws, papers)
        else:
            risks[name] = alpha(setup["method"], contest, ballots, papers, records, reported)
    return risks


def bravo(contest, papers):
    votes, worst = contest["votes"], 0
    for claim in plurality_claims(votes):
        winner, loser = claim
        share, risk = votes[winner] / (votes[winner] + votes[loser]), 1
        for marks in papers:
            if marks is None or loser in marks:
                risk /= 2 * (1 - share)
            elif winner in marks:
                risk /= 2 * share
        worst = max(worst, risk)
    return min(1, worst)


def supersimple(contest, ballots, papers, records):
    gamma, claims = 1.03905, plurality_claims(contest["votes"])
    margin = min(claim_sum(claim, contest["votes"]) for claim in claims) / ballots
    risk = 1
    for paper, record in zip(papers, records):
        over = 2
        if paper is not None and record is not None:
            over = max(
                sum(weight * ((name in record) - (name in paper)) for name, weight in claim.items()) for claim in claims
            )
        risk *= (1 - margin / (2 * gamma)) / (1 - over / (2 * gamma))
    return min(1, risk)


def alpha(method, contest, ballots, papers, records, reported):
    if contest["outcome"] == "irv":
        leads = leading(contest, [votes[contest["id"]] for votes in reported.values()])
        assorters = [
            (lambda marks, claim=claim: 0.5 + ranked(claim, marks) / 2, 0.5 + lead / (2 * ballots), 1)
            for claim, lead in needed(contest, leads)
        ]
    else:
        votes = contest["votes"]
        assorters = []
        for claim in claims_of(contest):
            blank = ballots - sum(votes.values())
            mean = (sum(votes[name] * claim_value(claim, [name]) for name in votes) + blank / 2) / ballots
            assorters.append((lambda marks, claim=claim: claim_value(claim, marks), mean, claim_value(claim, [best(claim)])))
    worst = 0
    for value, mean, upper in assorters:
        if method == "alpha":
            x = [0 if marks is None else value(marks) for marks in papers]
            history = alpha_history(x, ballots, 0.5, upper, shrink_trunc(mean, 100, (mean - 0.5) / 2, 0))
        else:
            margin = 2 * mean - 1
            x = [
                (1 - ((0.5 if record is None else value(record)) - (0 if marks is None else value(marks))) / upper)
                / (2 - margin / upper)
                for marks, record in zip(papers, records)
            ]
            history = alpha_history(x, ballots, 0.5, 2 / (2 - margin / upper), optimal_comparison(1e-4))
        worst = max(worst, min(history))
    return worst


def best(claim):
    return max(claim, key=claim.get)


def needed(contest, leads):
    """For three candidates: the claim with the largest lead against each of the four orders that another one survives."""
    from itertools import permutations

    found = {}
    hardest = None
    for order in permutations(contest["candidates"]):
        if order[-1] == contest["winner"]:
            continue
        against = [claim for claim in leads if forbids(claim, order)]
        lead = max(leads[claim] for claim in against)
        hardest = lead if hardest is None else min(hardest, lead)
        found[order] = max(against, key=leads.get)
    # The risk is that of the smallest lead; the others can only be smaller.
    return [(claim, leads[claim]) for claim in set(found.values()) if leads[claim] == hardest]


def forbids(claim, order):
    winner, loser, left = claim
    if left is None:
        return order.index(winner) < order.index(loser)
    return frozenset(order[order.index(winner) :]) == left


def macro(contests, contest, manifest, reported, draws, papers):
    shares = bounds(contests, manifest, reported)
    total = sum(shares.values())
    sizes = {row["batch"]: row["ballots"] for row in manifest}
    claims = claims_of(contest)
    groups = [claims] if contest["outcome"] == "plurality" else [[claim] for claim in claims]
    worst = 0
    for group in groups:
        risk = 1.0
        for batch, votes in zip(draws, papers):
            error = max(
                Fraction(
                    claim_sum(claim, reported[batch][contest["id"]])
                    - (min(claim.values()) * sizes[batch] if votes is None else claim_sum(claim, votes)),
                    claim_sum(claim, contest["votes"]),
                )
                for claim in group
            )
            taint = max(Fraction(0), error / shares[batch])
            risk = risk * float(1 - 1 / total) / float(1 - taint) if taint < 1 else math.inf
        worst = max(worst, min(1, risk))
    return worst


def settled(rows):
    """What two people agree on, or a third one resolved, by paper."""
    entries, found = {}, {}
    for row in rows:
        if row["event"] not in ("enter", "resolve"):
            continue
        key = (row["batch"], row["position"]) if "position" in row else row["batch"]
        reading = None if row.get("notFound") else row["votes"]
        if row["event"] == "resolve":
            assert row["actor"] not in [actor for actor, _ in entries[key]]
            found[key] = reading
        else:
            entries.setdefault(key, []).append((row["actor"], reading))
            if len(entries[key]) == 2:
                (one, first), (other, second) = entries[key]
                assert one != other
                if first == second:
                    found[key] = reading
    return found


def check(folder):
    """Redoes everything the folder says: digests, chain, draws, risks."""
    setup, manifest, reported = inputs(folder)
    rows = events(folder)
    assert rows[0]["event"] == "commit"
    previous = hashlib.sha256((folder / "contest.json").read_bytes()).hexdigest()
    for name, digest in rows[0]["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    for row in rows:
        sealed = {name: value for name, value in row.items() if name != "sha256"}
        text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert row["previous"] == previous
        if row["event"] != "measure":
            assert hashlib.sha256(text.encode()).hexdigest() == row["sha256"]
        previous = row["sha256"]
    assert rows[1]["at"] > rows[0]["at"]
    draws = []
    for number, row in enumerate(rows):
        if row["event"] == "round":
            if setup["method"] == "macro":
                names = draw_batches(SEED, bounds(setup["contests"], manifest, reported), row["size"])
                due = [{"batch": name} for name in names]
            else:
                due = tickets(SEED, manifest, row["size"], setup["method"] in ("bravo", "supersimple"))
            assert row["draws"] == due[len(draws) :]
            draws = due
        if row["event"] == "measure":
            found = settled(rows[:number])
            keys = [(draw["batch"], draw["position"]) if "position" in draw else draw["batch"] for draw in draws]
            risks = recomputed(folder, keys, found)
            assert row["risks"].keys() == risks.keys()
            for name, risk in risks.items():
                assert math.isclose(row["risks"][name], risk, rel_tol=1e-9), (name, row["risks"][name], risk)
    return previous


@pytest.mark.parametrize("name", CASES)
def test_audit_from_seed_to_confirmed_outcome(name, tmp_path):
    audit = made(tmp_path / "audit", name)
    status = audit.run()
    assert (status["stage"], status["confirmed"], status["p"] <= 0.05) == ("confirmed", True, True)
    outcome = audit.verify()
    assert (outcome.status, outcome.summary["confirmed"], outcome.summary["findings"]) == (0, True, [])
    assert outcome.summary["head"] == status["head"] == check(audit.folder)


@pytest.mark.parametrize("name", CASES)
def test_errors_and_missing_paper_count(name, tmp_path):
    """One round with paper that says otherwise and paper that is not there: p is what it has to be."""
    audit = made(tmp_path / "audit", name)
    status = audit.open()
    audit.done({"event": "round", "size": max(12, status["proposedNextSize"])})
    papers = audit.listed()
    audit.enter(papers[3:])
    rows = [{"event": "enter", **paper, **audit.reading(paper)} for paper in papers[:2]]
    moved = json.loads(json.dumps(rows[0]).replace('"Ann"', '"X"').replace('"Bo"', '"Ann"').replace('"X"', '"Bo"'))
    for person in ("Ann Berg", "Bo Dahl"):
        audit.done([moved, {"event": "enter", **papers[1], "notFound": True}], person)
    # Two people read the third paper differently; a third one resolves it.
    right = {**papers[2], **audit.reading(papers[2])}
    audit.done({"event": "enter", **right}, "Ann Berg")
    status = audit.done({"event": "enter", **papers[2], "notFound": True}, "Bo Dahl")
    assert status["papers"]["differing"] == [papers[2]]
    assert audit.step({"event": "measure"}).status == 1
    resolution = {"event": "resolve", **right, "reason": "It lay behind the next one."}
    for person in ("Ann Berg", "Bo Dahl"):
        assert audit.step(resolution, person).status == 1
    audit.done(resolution, "Cy Ek")
    status = audit.done({"event": "measure"})
    if audit.method not in ("bravo", "alpha"):
        assert {row["batch"] for row in status["discrepancies"]} >= {papers[1]["batch"]}
        assert any(row["found"] is None for row in status["discrepancies"])
    check(audit.folder)
    assert audit.verify().status == (0 if status["confirmed"] else 1)


@pytest.mark.parametrize("right", [True, False])
def test_audit_that_escalates_to_a_full_hand_count(right, tmp_path):
    audit = Audit(tmp_path / "audit", "bravo", [PLURALITY])
    status = audit.open()
    papers = audit.papers
    audit.papers = {place: {"mayor": ["Bo"]} for place in papers}
    audit.done({"event": "round", "size": status["proposedNextSize"]})
    audit.enter()
    status = audit.done({"event": "measure"})
    assert (status["stage"], status["confirmed"], status["p"]) == ("measured", None, 1)
    refused = audit.step({"event": "handCount", "results": {"mayor": {"votes": {"Ann": 1}}}})
    assert refused.status == 1
    assert "Next: " in refused.summary["refused"]
    audit.done({"event": "fullCount", "reason": "p is 1."})
    votes = {"Ann": 600, "Bo": 300, "Cy": 50} if right else {"Ann": 300, "Bo": 600, "Cy": 50}
    status = audit.done({"event": "handCount", "results": {"mayor": {"votes": votes}}})
    assert (status["stage"], status["confirmed"]) == ("counted", right)
    outcome = audit.verify()
    assert outcome.status == (0 if right else 1)
    assert [finding["code"] for finding in outcome.summary["findings"]] == ([] if right else ["NOT_CONFIRMED"])
    check(audit.folder)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    audit = Audit(tmp_path_factory.mktemp("audits") / "audit", "comparison", [SEATS], batches=6, size=20)
    assert audit.run()["confirmed"]
    return audit


def test_every_changed_byte_is_found(finished):
    rng = random.Random(5)
    files = sorted(finished.folder.iterdir())
    assert {"contest.json", "manifest.json", "records.json", "event-000001.json"} <= {path.name for path in files}
    for path in files if len(files) < 40 else rng.sample(files, 30) + files[:6] + files[-2:]:
        sound = path.read_bytes()
        for _ in range(3):
            place = rng.randrange(len(sound))
            changed = bytes([rng.choice([byte for byte in range(32, 127) if byte != sound[place]])])
            path.write_bytes(sound[:place] + changed + sound[place + 1 :])
            outcome = finished.verify()
            assert outcome.status == 1, (path.name, place, changed)
            assert path.name in [finding["file"] for finding in outcome.summary["findings"]]
            assert outcome.summary["confirmed"] is False
        path.write_bytes(sound + b"\n")
        assert finished.verify().status == 1
        path.write_bytes(sound)
    assert finished.verify().status == 0


def test_event_that_is_gone_is_found(finished):
    path = finished.folder / "event-000004.json"
    sound = path.read_bytes()
    path.unlink()
    outcome = finished.verify()
    assert [(row["code"], row["file"]) for row in outcome.summary["findings"]] == [("MISSING", path.name)]
    path.write_bytes(sound)
    last = sorted(finished.folder.glob("event-*.json"))[-1]
    sound = last.read_bytes()
    last.unlink()
    outcome = finished.verify()
    assert [row["code"] for row in outcome.summary["findings"]] == ["NOT_CONFIRMED"]
    last.write_bytes(sound)


def reseal(folder, change):
    """Changes the events and makes the chain fit again, as somebody would who wants it to look sound."""
    previous = None
    for path in sorted(folder.glob("event-*.json")):
        row = json.loads(path.read_bytes())
        change(row)
        row["previous"] = previous or row["previous"]
        row.pop("sha256")
        text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        row["sha256"] = previous = hashlib.sha256(text.encode()).hexdigest()
        path.write_text(json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


FORGERIES = {
    "seed before the commitment": (lambda row: row["event"] == "seed", {"at": "2026-06-01T00:00:00Z"}, "REFUSED"),
    "short seed": (lambda row: row["event"] == "seed", {"digits": "1234567890123456789"}, "REFUSED"),
    "another seed": (lambda row: row["event"] == "seed", {"digits": SEED[::-1]}, "OUTCOME"),
    "one person twice": (lambda row: row["event"] == "enter", {"actor": "Ann Berg"}, "REFUSED"),
    "better risk": (lambda row: row["event"] == "measure", {"risks": {"mayor": 0.001}}, "OUTCOME"),
    "other inputs": (lambda row: row["event"] == "commit", {"files": {}}, "OUTCOME"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_record_is_found(name, tmp_path):
    # The chain fits, but what it says is not what could have happened.
    audit = Audit(tmp_path / "audit", "bravo", [PLURALITY], batches=4)
    assert audit.run()["confirmed"]
    applies, members, code = FORGERIES[name]
    reseal(audit.folder, lambda row: row.update(members) if applies(row) else None)
    outcome = audit.verify()
    assert (outcome.status, [row["code"] for row in outcome.summary["findings"]]) == (1, [code])


def test_lists_are_in_the_order_of_the_storage(tmp_path):
    audit = Audit(tmp_path / "audit", "bravo", [PLURALITY])
    assert program.run("count", "audit", "list", audit.folder, "--json").status == 66
    audit.open()
    assert program.run("count", "audit", "list", audit.folder, "--json").status == 1
    audit.done({"event": "round", "size": 30})
    audit.enter()
    audit.done({"event": "measure"})
    audit.done({"event": "round", "size": 60})
    first, second = audit.listed(1), audit.listed(2)
    places = lambda rows: {(row["batch"], row["position"]) for row in rows}  # noqa: E731
    assert not places(first) & places(second)
    order = {row["batch"]: (row["jurisdiction"] != "North", index) for index, row in enumerate(audit.manifest)}
    keys = [(order[row["batch"]], row["position"]) for row in first]
    assert keys in (sorted(keys), sorted(keys, key=lambda key: ((not key[0][0], key[0][1]), key[1])))
    table = program.run("count", "audit", "list", audit.folder, "--round", 1, "--format", "csv").stdout.decode()
    rows = [line.split(",") for line in table.split("\r\n")[1:-1]]
    assert [{"batch": batch, "position": int(position)} for _, batch, position in rows] == first
    page = program.run("count", "audit", "list", audit.folder, "--format", "html").stdout.decode()
    assert "Audit &lt;1&gt;, round 2" in page
    assert page.count("<caption>") == len({row["batch"] for row in second})
    assert "round 2" in program.run("count", "audit", "list", audit.folder).stdout.decode()


def test_interrupted_audit_resumes(tmp_path):
    audit = Audit(tmp_path / "audit", "bravo", [PLURALITY])
    audit.open()
    audit.done({"event": "round", "size": 5})
    rows = [{"event": "enter", **paper, **audit.reading(paper)} for paper in audit.listed()]
    outcome = audit.step([rows[0], rows[0], rows[1]], "Ann Berg")
    assert outcome.status == 1
    assert "somebody else" in outcome.summary["refused"]
    status = program.run("count", "audit", "status", audit.folder, "--json").summary
    assert (status["papers"]["enteredOnce"], status["papers"]["waiting"]) == (1, len(rows) - 1)
    assert "votes" not in json.dumps(status)
    audit.done(rows[1:], "Ann Berg")
    audit.done(rows, "Bo Dahl")
    audit.done({"event": "measure"})
    assert audit.begin().status == 73


def test_wrong_files_are_answered(tmp_path):
    audit = Audit(tmp_path / "audit", "comparison", [SEATS])
    assert audit.verify().status == 66
    audit.contests[0]["votes"]["Ann"] += 1
    outcome = audit.begin()
    assert outcome.status == 65
    assert outcome.summary["error"]["field"] == "/contests/0/votes/Ann"
    audit.contests[0]["votes"]["Ann"] -= 1
    assert audit.begin().status == 0
    assert audit.step({"event": "dance"}).status == 65
    assert audit.step({"event": "seed", "digits": SEED, "rolledBy": ["A"]}).status == 1
    (audit.folder / "records.json").unlink()
    outcome = audit.verify()
    assert outcome.status == 66
    assert outcome.summary["error"]["message"]
