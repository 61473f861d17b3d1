"""The rules for station reports against a second implementation, on made reports with planted mistakes."""

import json
import random

import program

LISTS = [(1, 3), (2, 2), (5, 1)]


def sound(generator, unit):
    lists = [
        {"number": number, "candidates": [{"number": i + 1, "votes": generator.randrange(0, 60)} for i in range(count)]}
        for number, count in LISTS
    ]
    for one in lists:
        one["total"] = sum(candidate["votes"] for candidate in one["candidates"])
    valid = sum(one["total"] for one in lists)
    blank, invalid = generator.randrange(0, 8), generator.randrange(0, 8)
    cast = valid + blank + invalid
    admitted = max(0, cast + generator.choice([0, 0, 0, 1, -1, 4, -20]))
    proxies = min(admitted, generator.randrange(0, 30))
    return {
        "unitId": unit, "version": 1, "phase": "first", "countingMethod": "decentral", "form": "station",
        "pollCards": admitted - proxies, "proxies": proxies, "admittedVoters": admitted,
        "listTotals": [{"number": one["number"], "total": one["total"]} for one in lists], "validVotes": valid,
        "blank": blank, "invalid": invalid, "votesCast": cast, "lists": lists, "moreBallots": max(0, cast - admitted),
        "fewerBallots": max(0, admitted - cast),
        "compare": {"equal": cast == admitted, "castGreater": cast > admitted, "castSmaller": cast < admitted},
        "differenceExplained": {"yes": cast != admitted, "no": False}, "registeredVoters": generator.choice([150, 300, 900]),
    }


def damage(generator, report):
    for _ in range(generator.randrange(0, 4)):
        kind = generator.randrange(0, 6)
        if kind == 0:
            name = generator.choice(["pollCards", "proxies", "admittedVoters", "validVotes", "blank", "invalid", "votesCast",
                                     "moreBallots", "fewerBallots"])
            report[name] = generator.choice([0, 1, 15, report[name] + 1, max(0, report[name] - 1), report[name] * 10])
        elif kind == 1:
            one = generator.choice(report["listTotals"])
            one["total"] = generator.choice([0, one["total"] + 9])
        elif kind == 2:
            one = generator.choice(report["lists"])
            one["total"] = generator.choice([0, one["total"] + 1])
        elif kind == 3:
            candidate = generator.choice(generator.choice(report["lists"])["candidates"])
            candidate["votes"] = generator.choice([0, candidate["votes"] + 3])
        elif kind == 4:
            report["compare"][generator.choice(list(report["compare"]))] ^= True
        else:
            report["differenceExplained"][generator.choice(["yes", "no"])] ^= True
    return report


def expected(r):
    codes = []
    names = ["pollCards", "proxies", "admittedVoters", "validVotes", "blank", "invalid", "votesCast"]
    a, b, d, e, f, g, h = (r[name] for name in names)
    i, j, c, x = r["moreBallots"], r["fewerBallots"], r["compare"], r["differenceExplained"]
    boxes = sum(one["total"] for one in r["listTotals"])
    conditions = {
        "F201": a + b != d, "F204": boxes > 0 and e == 0, "F202": boxes != e and not (boxes > 0 and e == 0),
        "F203": e + f + g != h and not (boxes > 0 and e == 0), "F301": c["equal"] and d != h,
        "F302": c["castGreater"] and h <= d, "F303": c["castSmaller"] and h >= d, "F304": sum(c.values()) != 1,
        "F305": d == h and (i or j), "F306": h > d and i != h - d, "F307": h > d and j, "F308": h < d and j != d - h,
        "F309": h < d and i, "F310": d != h and x["yes"] == x["no"],
        "W201": f >= -(-3 * h // 100) and not f == h == 0, "W202": g >= -(-3 * h // 100) and not g == h == 0,
        "W203": abs(d - h) >= 15 or (d != h and 100 * abs(d - h) >= 2 * h), "W204": h == 0,
        "F501": h > r["registeredVoters"], "W501": d > r["registeredVoters"],
    }
    codes += [code for code, holds in conditions.items() if holds]
    for one, box in zip(r["lists"], r["listTotals"]):
        votes = sum(candidate["votes"] for candidate in one["candidates"])
        if (votes > 0 or box["total"] > 0) and one["total"] == 0:
            codes.append(f"F401:{one['number']}")
            continue
        if one["total"] != votes:
            codes.append(f"F402:{one['number']}")
        if one["total"] != box["total"]:
            codes.append(f"F403:{one['number']}")
    return sorted(codes)


def test_made_reports(tmp_path):
    generator = random.Random(2026)
    count = 3_000
    reports = [damage(generator, sound(generator, f"S{index:04}")) for index in range(count)]
    units = [{"id": "M", "level": "municipality", "parent": None}]
    units += [{"id": report["unitId"], "level": "station", "parent": "M"} for report in reports]
    election = {
        "id": "E", "contestId": "1", "voterCards": False, "units": units,
        "lists": [{"number": number, "candidates": candidates} for number, candidates in LISTS],
    }
    file = tmp_path / "reports.json"
    file.write_text(json.dumps({"reports": [{"report": report} for report in reports], "election": election}))
    answer = program.run("count", "check", file, "--json").summary
    found = {report["unitId"]: [] for report in reports}
    for finding in answer["findings"]:
        if finding["code"] != "F502":
            number = f":{finding['list']}" if "list" in finding else ""
            found[finding["unit"]].append(finding["code"] + number)
    assert answer["rejected"] == []
    for report in reports:
        assert sorted(found[report["unitId"]]) == expected(report), report
