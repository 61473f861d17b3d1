"""Public holidays against the PyPI package `holidays`, with the days on which we differ and why."""

import datetime as dt

import pytest

import program

holidays = pytest.importorskip("holidays")

STATES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
YEARS = range(2025, 2031)
# A government frees these for one year.
ONE_YEAR = {
    "BG": {"2025-12-31", "2026-01-02"},
    "GR": {"2027-05-04"},
    "HU": {"2025-05-02", "2025-10-24", "2026-01-02", "2026-08-21"},
    "LV": {"2025-05-02", "2025-11-17", "2026-01-02", "2026-06-22"},
}


def weekday(day):
    return day.weekday() < 5


def ours_alone(state):
    if state == "NL":
        # Algemene termijnenwet Art. 3 counts Liberation Day every year.
        return {f"{year}-05-05" for year in YEARS if year % 5}
    if state == "SE":
        # Lag (1930:173) equates these eves with Sundays; Midsummer Eve is the Friday from 19 to 25 June.
        fridays = {dt.date(year, 6, day) for year in YEARS for day in range(19, 26) if dt.date(year, 6, day).weekday() == 4}
        return {str(day) for day in fridays} | {f"{year}-12-{day}" for year in YEARS for day in (24, 31)}
    return set()


@pytest.mark.parametrize("state", STATES)
def test_agrees_with_the_package_but_for_known_days(state):
    outcome = program.run("ads", "holidays", state, "--from", YEARS[0], "--to", YEARS[-1], "--json")
    assert outcome.status == 0, outcome.stderr
    ours = outcome.summary["holidays"]
    assert ours == sorted(set(ours)) and all(weekday(dt.date.fromisoformat(day)) for day in ours)
    theirs = {str(day) for day in holidays.country_holidays(state, years=YEARS) if weekday(day)}
    expected = {day for day in ours_alone(state) if weekday(dt.date.fromisoformat(day))}
    assert set(ours) - theirs == expected
    assert theirs - set(ours) == ONE_YEAR.get(state, set())


@pytest.mark.parametrize("options", [("XX", "--from", 2026), ("DE", "--from", 2024), ("DE", "--from", 2027, "--to", 2026)])
def test_refuses_other_states_and_years(options):
    assert program.run("ads", "holidays", *options).status == 64
