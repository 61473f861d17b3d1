"""`ads deadlines` of 2.1 and 14.5, written from the specification alone."""

import datetime
from zoneinfo import ZoneInfo

from specification_common import UTC, art5_window, date, instant, integer, last_month, local_day, months, text

DAY = datetime.timedelta(days=1)


class Wrong(Exception):
    pass


def show(moment, zone):
    return None if moment is None else moment.astimezone(zone).isoformat(timespec="seconds")


def hours(event, count, zone):
    local = event.astimezone(zone)
    into = local.minute * 60 + local.second
    return event + datetime.timedelta(hours=count), event + datetime.timedelta(seconds=3600 - into, hours=count)


def need(value):
    if value is None:
        raise Wrong
    return value


def optional_instant(item, name):
    value = item.get(name)
    return None if value is None or (isinstance(value, str) and text(value) is None) else need(instant(value))


def day_of(value, zone):
    moment = instant(value)
    return local_day(moment, zone) if moment else need(date(value))


def answer(item, zone, holidays):
    def works(day):
        return day.weekday() < 5 and day not in holidays

    def working(day, count):
        while count:
            day += DAY
            count -= works(day)
        return day.isoformat()

    kind = item.get("kind")
    if kind == "repository":
        target, latest = hours(need(instant(item.get("event"))), 72, zone)
        return {"target": show(target, zone), "latest": show(latest, zone)}
    if kind in ("notification", "authority"):
        received = need(instant(item.get("received")))
        if not isinstance(item.get("elections"), list):
            raise Wrong
        elections = [need(date(entry)) for entry in item["elections"]]
        size = text(item.get("size")) or ("large" if item.get("size") is None or isinstance(item.get("size"), str) else "?")
        if size not in ("micro", "small", "medium", "large"):
            raise Wrong
        inside = any(start <= received <= end for start, end in (last_month(election, None, zone) for election in elections))
        timed = inside and size in (("large",) if kind == "notification" else ("medium", "large"))
        target, latest = hours(received, 48, zone) if timed else (None, None)
        made = {"target": show(target, zone), "latest": show(latest, zone)}
        if kind == "authority":
            day = local_day(received, zone)
            made |= {"acknowledge": working(day, 2), "answer": working(day, 8 if size == "large" else 12)}
        return made
    if kind in ("art5Window", "lastMonth"):
        election = need(date(item.get("election")))
        close, announced = optional_instant(item, "pollsClose"), optional_instant(item, "announcedAt")
        start, end = art5_window(election, close, announced, zone) if kind == "art5Window" else last_month(election, close, zone)
        return {"start": show(start, zone), "end": show(end, zone)}
    if kind == "retention7y":
        return {"end": months(day_of(item.get("last"), zone), 84).isoformat()}
    if kind in ("workingDays", "month"):
        day = day_of(item.get("event"), zone)
        if not integer(item.get("n"), 1):
            raise Wrong
        if kind == "workingDays":
            return {"due": working(day, item["n"])}
        due = months(day, item["n"])
        while not works(due):
            due += DAY
        return {"due": due.isoformat()}
    raise Wrong


def answers(file):
    """The items, with "error" for a wrong one, and the exit code."""
    zone = ZoneInfo(file["zone"])
    holidays = {date(day) for day in file["holidays"]}
    made = []
    for item in file["items"]:
        kind = {"kind": item.get("kind")}
        try:
            made.append(kind | answer(item, zone, holidays))
        except Wrong:
            made.append(kind | {"error": True})
    return made, 65 if any("error" in item for item in made) else 0


# Inputs

ZONES = ("Europe/Berlin", "Europe/Lisbon", "Europe/Helsinki", "Atlantic/Azores", "Atlantic/Canary", "Europe/Dublin", "Asia/Nicosia", "Indian/Reunion", "America/Cayenne", "Europe/Malta",
         "Asia/Kathmandu")
DAYS = ("2026-03-26", "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30", "2026-10-22", "2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26", "2026-05-31", "2026-04-30", "2026-05-01",
        "2024-02-29", "2028-02-29", "2026-12-31", "2027-01-01", "2026-02-28", "2026-05-13", "2026-08-31", "2026-11-30", "2025-10-26", "2030-06-09", "2029-09-23", "2100-02-28", "2096-02-29")
TIMES = ("00:00:00", "00:00:01", "00:30:00", "00:59:59", "01:00:00", "01:30:00", "02:00:00", "02:30:00", "03:00:00", "12:00:00", "12:30:00", "21:59:59", "22:00:00", "22:00:01", "23:00:00", "23:59:59")
OFFSETS = ("Z", "+01:00", "+02:00", "+03:00", "-01:00", "+00:00", "-00:00", "+05:45", "-11:00", "+14:00")
BAD = ("2026-02-31", "2026-13-01", "2026-1-1", "", None, 5, True, [], "2026-02-31T00:00:00Z", "2026-05-15T10:00:00", "2026-05-15T10:00+02:00", "2026-05-15 10:00:00Z", "2026-05-15T24:00:00Z",
       "2026-05-15T10:60:00Z", "2026-05-15T10:00:00+0200", "20260515T100000Z", "tomorrow", "2026-05-15T10:00:00+24:00", "２026-05-15", "2026-05-15T10:00:00Z\n", "2025-02-29", {"x": 1})


def inputs(random):
    def moment():
        return f"{random.choice(DAYS)}T{random.choice(TIMES)}{random.choice(OFFSETS)}"

    def either():
        return random.choice(DAYS) if random.random() < 0.5 else moment()

    items = []
    for _ in range(40):
        kind = random.choice(("repository", "notification", "authority", "art5Window", "lastMonth", "retention7y", "workingDays", "month"))
        item = {"kind": kind}
        if kind == "repository":
            item["event"] = moment()
        elif kind in ("notification", "authority"):
            item |= {"received": moment(), "elections": [random.choice(DAYS) for _ in range(random.randrange(4))]}
            if random.random() < 0.5:
                item["received"] = f"{random.choice(('2026-04-29', '2026-04-30', '2026-05-31', '2026-06-01'))}T{random.choice(TIMES)}{random.choice(OFFSETS)}"
                item["elections"].append("2026-05-31")
            if random.random() < 0.6:
                item["size"] = random.choice(("micro", "small", "medium", "large", None))
        elif kind in ("art5Window", "lastMonth"):
            item["election"] = random.choice(DAYS)
            if random.random() < 0.4:
                item["pollsClose"] = f"{item['election']}T20:00:00{random.choice(OFFSETS[1:4])}"
            if random.random() < 0.5:
                year, month = int(item["election"][:4]), int(item["election"][5:7])
                earlier = months(datetime.date(year, month, 1), -random.randrange(1, 5))
                item["announcedAt"] = f"{earlier}T{random.choice(TIMES)}{random.choice(OFFSETS)}"
        elif kind == "retention7y":
            item["last"] = either()
        else:
            item |= {"event": either(), "n": random.choice((1, 2, 3, 8, 12, 13, 24, 100))}
        if random.random() < 0.12:
            name = random.choice([name for name in item if name != "kind"])
            if random.random() < 0.3:
                del item[name]
            elif name == "elections":
                item[name] = random.choice(("2026-05-31", ["2026-05-31", random.choice(BAD)], None, 5))
            elif name == "n":
                item[name] = random.choice((0, -1, 1.5, "2", None, True))
            elif name == "size":
                item[name] = random.choice(("huge", "Large", 5))
            else:
                item[name] = random.choice(BAD)
        if random.random() < 0.02:
            item["kind"] = random.choice(("tomorrow", "Month", ""))
        items.append(item)
    return {"zone": random.choice(ZONES), "holidays": random.sample(DAYS, random.randrange(8)) + ["2026-06-01", "2026-04-03", "2026-04-06"], "items": items}
