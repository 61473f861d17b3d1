"""What the contracts share, written from the specification alone: JSON, instants, hosts, name keys, windows."""

import calendar
import datetime
import json
import re
import unicodedata
from zoneinfo import ZoneInfo

UTC = datetime.timezone.utc
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


class Malformed(Exception):
    pass


# JSON: RFC 8259 with the bounds of section 14

def _object(pairs):
    seen = {}
    for name, value in pairs:
        if name in seen:
            raise Malformed(f"{name!r} twice")
        seen[name] = value
    return seen


def _constant(name):
    raise Malformed(name)


def _integer(text):
    return int(text) if len(text) < 4000 else float("inf")


def _surrogates(value):
    if isinstance(value, str):
        if any(0xD800 <= ord(character) < 0xE000 for character in value):
            raise Malformed("a surrogate alone")
    elif isinstance(value, list):
        for entry in value:
            _surrogates(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            _surrogates(name)
            _surrogates(entry)


def depth(value):
    """Levels of objects and arrays: {} has one."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


def read_json(data, bound=16 << 20, levels=32):
    if len(data) > bound:
        raise Malformed("too large")
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Malformed(str(error)) from None
    _surrogates(value)
    if not isinstance(value, dict) or depth(value) > levels:
        raise Malformed("no object, or too deep")
    return value


def blank(text):
    return not text.strip(WHITE)


def text(value):
    """A required text, or None where it counts as absent."""
    return value if isinstance(value, str) and not blank(value) else None


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def integer(value, least):
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


# Days and instants

def date(value):
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return datetime.date(*map(int, value.split("-")))
    except ValueError:
        return None


def instant(value):
    if not isinstance(value, str):
        return None
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2}):([0-9]{2}))", value)
    if not found or date(found[1]) is None or int(found[2]) > 23 or int(found[3]) > 59 or int(found[4]) > 59:
        return None
    offset = 0
    if found[5]:
        if int(found[6]) > 23 or int(found[7]) > 59:
            return None
        offset = (int(found[6]) * 60 + int(found[7])) * (-1 if found[5] == "-" else 1)
    moment = datetime.datetime.combine(date(found[1]), datetime.time(*map(int, found.group(2, 3, 4))), UTC)
    return moment - datetime.timedelta(minutes=offset)


def local_day(moment, zone):
    return moment.astimezone(zone).date()


def midnight(day, zone):
    return datetime.datetime.combine(day, datetime.time(), zone).astimezone(UTC)


def months(day, count):
    """The same day of a month before or after, or the last the month has."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def polls_close(election, close, zone):
    return close or midnight(election + datetime.timedelta(days=1), zone)


def art5_window(election, close, announced, zone):
    start = midnight(months(election, -3), zone)
    return max(start, announced) if announced else start, polls_close(election, close, zone)


def last_month(election, close, zone):
    return midnight(months(election, -1), zone), polls_close(election, close, zone)


# Hosts

SUFFIXES = {"com", "org", "net", "de", "se", "eu", "fr", "uk", "co.uk", "org.uk", "jp", "co.jp", "ck"}


def under(host, above):
    host, above = host.lower(), above.lower()
    return host == above or host.endswith("." + above)


def root(host):
    """Public suffix + 1 for the suffixes the generators use; any other top-level name counts under `*`."""
    labels = host.lower().split(".")
    for start in range(len(labels)):
        if ".".join(labels[start:]) in SUFFIXES:
            suffix = len(labels) - start
            break
    else:
        suffix = 1
    return ".".join(labels[-suffix - 1:])


LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"


def bare_host(value):
    """Whether it is a host with a dot, and nothing else."""
    return isinstance(value, str) and re.fullmatch(rf"(?i:{LABEL}(?:\.{LABEL})+)", value) is not None


def https_host(value):
    """The host of an https URL, or None."""
    if not isinstance(value, str):
        return None
    found = re.fullmatch(r"(?i:https)://(?:[^/?#@\s\\]*@)?([^/?#@:\s\\\[\]]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?([/?#][^\s\\]*)?", value)
    return found[1].lower() if found else None


# Names

LEGAL_FORMS = """e v, ev, eg, gbr, gmbh, ggmbh, mbh, ug, ag, kg, ohg, sa, sas, sarl, asbl, aisbl, vzw, bv, nv, srl, spa, sl,
ab, oy, as, aps, sp z o o, spzoo, sro, kft, ood, eood, ltd, limited, plc, llc, inc"""
FORMS = sorted((form.strip() for form in LEGAL_FORMS.split(",")), key=len, reverse=True)


def name_key(name):
    key = unicodedata.normalize("NFC", name).casefold().replace(".", "").replace(",", " ")
    key = re.sub(f"[{WHITE}]+", " ", key).strip(" ")
    for form in FORMS:
        if key.endswith(" " + form):
            return key[:-len(form) - 1]
    return key


def money(value):
    return (isinstance(value, dict)
            and isinstance(value.get("amount"), str) and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,4})?", value["amount"]) is not None
            and isinstance(value.get("currency"), str) and re.fullmatch("[A-Z]{3}", value["currency"]) is not None
            and isinstance(value.get("estimate", False), (bool, type(None))))


def narrowness(eligible, addressed):
    """Bits and verdict of 7.1."""
    import math
    bits = math.log2(eligible / addressed)
    if bits >= 12 or (eligible >= 50_000 and addressed < 1_000) or (eligible < 50_000 and addressed * 20 < eligible):
        return bits, "block"
    return bits, "review" if bits >= 8 else "allow"


def zone_of(name, default="Europe/Brussels"):
    return ZoneInfo(name or default)
