"""The clock of the duties against another implementation: Python's datetime and zoneinfo."""

import calendar
import datetime as dt
import json
import random
from zoneinfo import ZoneInfo

import pytest

import program

ZONES = ["Europe/Berlin", "Europe/Lisbon", "Europe/Helsinki", "Europe/Dublin", "America/Martinique", "Asia/Kolkata", "UTC"]
HOUR = dt.timedelta(hours=1)


def answers(file):
    outcome = program.run("ads", "deadlines", "-", "--json", stdin=json.dumps(file).encode())
    assert outcome.status == 0, outcome.stderr
    return outcome.summary["items"]


def plus_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def midnight(day, zone):
    return dt.datetime.combine(day, dt.time(), zone)


class Clock:
    def __init__(self, zone, holidays):
        self.zone, self.holidays = zone, set(holidays)

    def hours(self, event, count):
        utc = event.astimezone(dt.timezone.utc)
        local = utc.astimezone(self.zone)
        into_hour = dt.timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        latest = utc - into_hour + HOUR + count * HOUR
        return {name: self.text(instant) for name, instant in (("target", utc + count * HOUR), ("latest", latest))}

    def text(self, instant):
        return instant.astimezone(self.zone).replace(microsecond=0).isoformat()

    def works(self, day):
        return day.weekday() < 5 and day not in self.holidays

    def working_days(self, day, count):
        while count:
            day += dt.timedelta(days=1)
            count -= self.works(day)
        return day

    def month(self, day, months):
        day = plus_months(day, months)
        return day if self.works(day) else self.working_days(day, 1)

    def window(self, months, election, announced=None, closes=None):
        start = midnight(plus_months(election, -months), self.zone)
        return max(start, announced) if announced else start, closes or midnight(election + dt.timedelta(days=1), self.zone)

    def urgent(self, received, elections, applies):
        inside = any(first <= received <= last for first, last in (self.window(1, day) for day in elections))
        return self.hours(received, 48) if applies and inside else {"target": None, "latest": None}


def question(random, clock):
    """One item and what it has to be answered."""

    def day():
        return dt.date(2020, 1, 1) + dt.timedelta(days=random.randrange(6000))

    def instant():
        offset = dt.timezone(dt.timedelta(minutes=random.choice([0, 60, 120, 180, -210])))
        return dt.datetime(2020, 1, 1, tzinfo=offset) + dt.timedelta(seconds=random.randrange(6000 * 86400))

    kind = random.choice(
        ["repository", "notification", "authority", "art5Window", "lastMonth", "retention7y", "workingDays", "month"])
    item = {"kind": kind}
    if kind == "repository":
        event = instant()
        return item | {"event": event.isoformat()}, item | clock.hours(event, 72)
    if kind in ("notification", "authority"):
        received, size = instant(), random.choice(["micro", "small", "medium", "large", None])
        elections = [received.date() + dt.timedelta(days=random.randrange(-5, 60)) for _ in range(random.randrange(3))]
        asked = item | {"received": received.isoformat(), "elections": list(map(str, elections))}
        if size:
            asked["size"] = size
        if kind == "notification":
            return asked, item | clock.urgent(received, elections, size in ("large", None))
        local = received.astimezone(clock.zone).date()
        dates = {
            "acknowledge": str(clock.working_days(local, 2)),
            "answer": str(clock.working_days(local, 8 if size in ("large", None) else 12)),
        }
        return asked, item | dates | clock.urgent(received, elections, size in ("medium", "large", None))
    if kind in ("art5Window", "lastMonth"):
        election = day()
        closes = midnight(election, clock.zone) + 18 * HOUR if random.random() < 0.5 else None
        announced = midnight(election, clock.zone) - dt.timedelta(days=random.randrange(200)) if random.random() < 0.5 else None
        asked = item | {"election": str(election)}
        asked |= {"pollsClose": closes.isoformat()} if closes else {}
        asked |= {"announcedAt": announced.isoformat()} if announced else {}
        months, counts = (3, announced) if kind == "art5Window" else (1, None)
        start, end = clock.window(months, election, counts, closes)
        return asked, item | {"start": clock.text(start), "end": clock.text(end)}
    event = random.choice([day, instant])()
    local = event.astimezone(clock.zone).date() if isinstance(event, dt.datetime) else event
    text = event.isoformat()
    if kind == "retention7y":
        return item | {"last": text}, item | {"end": str(plus_months(local, 84))}
    count = random.randrange(1, 60)
    due = clock.working_days(local, count) if kind == "workingDays" else clock.month(local, count)
    return item | {"event": text, "n": count}, item | {"due": str(due)}


@pytest.mark.parametrize("zone", ZONES)
def test_agrees_with_datetime_and_zoneinfo(zone):
    seeded = random.Random(zone)
    holidays = [dt.date(2020, 1, 1) + dt.timedelta(days=seeded.randrange(7000)) for _ in range(300)]
    clock = Clock(ZoneInfo(zone), holidays)
    pairs = [question(seeded, clock) for _ in range(3000)]
    file = {"zone": zone, "holidays": list(map(str, holidays)), "items": [asked for asked, _ in pairs]}
    for (asked, expected), found in zip(pairs, answers(file), strict=True):
        assert found == expected, asked
