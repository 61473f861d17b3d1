"""Ties of trust.txt files in a folder."""

import os

import program

DAY = 1795392000  # 2026-11-23


def check(folder, host, *options):
    return program.run("claims", "source", "check", host, "--trust", folder, "--now", "2026-11-23", "--json", *options)


def write(folder, host, text, age=0):
    path = folder / f"{host}.txt"
    path.write_text(text)
    os.utime(path, (DAY - age * 86400, DAY - age * 86400))


def test_both_sides_must_say_it(tmp_path):
    write(tmp_path, "paper.example", "belongto=https://www.press.example/\ndisclosure=https://paper.example/about\nno sign\n")
    write(tmp_path, "press.example", "member=https://paper.example\nmember=https://other.example\n", age=30)
    outcome = check(tmp_path, "paper.example")
    assert outcome.status == 0 and ":3: no-equals-sign" in outcome.stderr
    tie, disclosure = outcome.summary["signals"]
    assert tie["statement"] == "belongto press.example: confirmed" and tie["current"]
    assert tie["saidBy"] == "paper.example, press.example" and tie["date"] == "2026-11-23"
    assert disclosure["link"] == "https://paper.example/about"
    (claimed,) = check(tmp_path, "other.example").summary["signals"]
    assert claimed["statement"] == "belongto press.example: claimed" and claimed["saidBy"] == "press.example"
    write(tmp_path, "press.example", "member=https://paper.example\n", age=31)
    assert check(tmp_path, "paper.example").summary["signals"][0]["statement"] == "belongto press.example: claimed"


def test_codes_of_principles_expire(tmp_path):
    signatories = tmp_path / "list.csv"
    signatories.write_text(
        "domain,name,network,status,since,until,evidence\n"
        'check.example,"Check, Ltd",IFCN,verified,2024-01-01,2026-11-22,https://ifcn.example/check\n'
    )
    (signal,) = check(tmp_path, "www.check.example", "--signatories", signatories).summary["signals"]
    assert not signal["current"] and "expired" in signal["statement"] and signal["saidBy"] == "IFCN"


def test_nothing_known(tmp_path):
    outcome = check(tmp_path, "nobody.example")
    assert outcome.status == 1 and outcome.summary["signals"] == []
    write(tmp_path, "page.example", "<!doctype html>member=https://nobody.example")
    assert check(tmp_path, "nobody.example").status == 1
    assert check(tmp_path / "none", "nobody.example").status == 66
    write(tmp_path, "large.example", "#" * 65537)
    assert check(tmp_path, "nobody.example").status == 65
