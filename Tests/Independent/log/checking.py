"""Asking `log check` about many objects in one call."""

import json

from program import run


def check(objects):
    """The answers, in order, as dictionaries; their form is checked here once for every test."""
    text = "".join(json.dumps({"id": place, **thing}) + "\n" for place, thing in enumerate(objects))
    outcome = run("log", "check", stdin=text.encode())
    found = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [answer.pop("id") for answer in found] == list(range(len(objects)))
    assert all(answer["ok"] is True or answer["ok"] is False and answer["reason"] for answer in found)
    faults = [answer for answer in found if answer.get("reason", "").startswith("input: ")]
    assert outcome.status == (65 if faults else 0 if all(answer["ok"] for answer in found) else 1)
    return found


def judge(cases):
    """Checks {name: (object, wanted)}; wanted is False, or the results that must be there."""
    wrong = []
    for (name, (_, wanted)), answer in zip(cases.items(), check([thing for thing, _ in cases.values()]), strict=True):
        results = wanted or {}
        if answer["ok"] != (wanted is not False) or any(answer.get(key) != value for key, value in results.items()):
            wrong.append((name, answer))
    assert wrong == []
