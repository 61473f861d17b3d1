"""`daylight count screen` on an election made here, in which it is known what was planted."""

import json
import math
import random

import program


def planted(stations=1_000, municipalities=20, padded=10, swapped=5):
    """The file, the stations with added ballots, and those whose lists 1 and 6 were exchanged."""
    generator = random.Random(4)
    places = [0.4 + 0.3 * generator.gauss(0, 1) for _ in range(municipalities)]
    order = list(range(stations))
    generator.shuffle(order)
    stuffed, exchanged = set(order[:padded]), set(order[padded : padded + swapped])
    units = [{"id": f"M{index}", "level": "municipality", "parent": None} for index in range(municipalities)]
    reports = []
    for index in range(stations):
        registered = generator.randrange(500, 2_000)
        share = 1 / (1 + math.exp(-(places[index % municipalities] + 0.15 * generator.gauss(0, 1))))
        cast = sum(generator.random() < share for _ in range(registered))
        weights = [math.exp(-0.5 * number + 0.12 * generator.gauss(0, 1)) for number in range(6)]
        votes = [0] * 6
        for choice in generator.choices(range(6), weights, k=cast):
            votes[choice] += 1
        if index in stuffed:
            extra = int(0.6 * (registered - cast))
            votes[0], cast = votes[0] + extra, cast + extra
        if index in exchanged:
            votes[0], votes[5] = votes[5], votes[0]
        unit = f"S{index}"
        parent = f"M{index % municipalities}"
        units.append({"id": unit, "level": "station", "parent": parent, "registeredVoters": registered})
        reports.append({"report": {
            "form": "totals", "unitId": unit, "version": 1, "phase": "first", "countingMethod": "decentral",
            "pollCards": cast, "proxies": 0, "admittedVoters": cast, "validVotes": cast, "blank": 0, "invalid": 0,
            "votesCast": cast, "listTotals": [{"number": k + 1, "total": v} for k, v in enumerate(votes)],
        }})
    election = {
        "id": "E", "contestId": "1", "voterCards": False, "units": units,
        "lists": [{"number": number + 1, "candidates": 1} for number in range(6)],
    }
    names = [{f"S{index}" for index in some} for some in (stuffed, exchanged)]
    return {"election": election, "reports": reports}, *names


def names_in(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


def test_what_was_planted_is_found(tmp_path):
    file, padded, exchanged = planted()
    path = tmp_path / "reports.json"
    path.write_text(json.dumps(file))
    outcome = program.run("count", "screen", path, "--json", "--redraws", 100)
    assert outcome.status == 0
    answer = outcome.summary
    turnout = {flag["unit"] for flag in answer["flags"] if flag["measure"] == "turnout"}
    assert len(turnout & padded) >= 9
    assert len({flag["unit"] for flag in answer["flags"]} - padded - exchanged) <= 10
    swaps = {one["unit"]: set(one["lists"]) for one in answer["suggestions"] if one["kind"] == "swap"}
    assert sum(swaps.get(unit) == {1, 6} for unit in exchanged) >= 4
    assert {screen["screen"] for screen in answer["screens"]} == {"S1", "S3", "S4", "S5", "S6", "S7", "S8"}
    assert all(screen["caveat"] and screen["parameters"] is not None for screen in answer["screens"])
    assert answer["tests"] >= 7 * 1_000
    assert not [name for name in names_in(answer) if "fraud" in name.lower() or "score" in name.lower()]
    assert program.run("count", "screen", path, "--json", "--redraws", 100).stdout == outcome.stdout


def test_second_digits_only_when_asked(tmp_path):
    path = tmp_path / "reports.json"
    path.write_text(json.dumps(planted(stations=40, municipalities=2)[0]))
    screens = program.run("count", "screen", path, "--json", "--redraws", 10, "--second-digit").summary["screens"]
    assert "S2" in {screen["screen"] for screen in screens}
    assert program.run("count", "screen", path, "--redraws", 0).status == 64
    assert program.run("count", "screen", tmp_path / "none.json", "--json").status == 66
