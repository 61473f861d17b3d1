"""Notices with faults one at a time, in pairs and at random, for comparison with 14.1."""

import copy
import datetime

PARTY = {"kind": "legalPerson", "name": "Kustpartiet e.V.", "email": "info@kust.example", "establishment": "Hamngatan 3", "country": "SE"}
TECHNIQUES = {
    "groups": [{"mode": "include", "parameter": "age", "operator": "ge", "values": ["18"], "dataCategory": "age", "dataSource": "declared"}],
    "dataCategories": ["age"], "goalsMechanismsLogic": "who may vote", "aiSystem": {"used": False},
    "disseminationPeriod": {"start": "2026-08-17", "end": "2026-09-13"}, "individualsReached": 4021,
    "policyLink": "https://norr.example/policy", "rightsLink": "https://norr.example/rights",
    "riskAssessmentLink": "https://norr.example/risk"}
NOTICE = {
    "noticeId": "01KA:0.a_b-c", "adId": "ad-1", "version": 1, "language": "sv", "adLanguages": ["sv-SE", "fi"],
    "publisher": "Norrvikens Tidning", "sponsor": PARTY, "controllingEntity": "none", "payer": "sameAsSponsor",
    "period": {"start": "2026-08-17", "end": "2026-09-13"}, "amountsAd": {"amount": "12500.00", "currency": "SEK"},
    "fundsOrigin": {"kind": "mixed", "place": "insideUnion"}, "amountsMethod": "net, final",
    "linkedProcesses": [{"kind": "election", "level": "national", "name": "Riksdagsvalet", "date": "2026-09-13", "territory": "SE"}],
    "officialInfoLinks": ["https://val.example/rosta"], "repositoryLink": "notYetAvailable",
    "notificationMechanism": {"url": "https://norr.example/anmal", "text": "Form"},
    "priorSuspension": {"suspendedOrDiscontinued": False}, "techniquesUsed": False,
    "reach": {"views": 40211, "asOf": "2026-09-01"}}
RICH = {
    **NOTICE, "campaignId": "c-1", "createdAt": "2026-08-01T00:00:00Z", "modifiedAt": "2026-08-02T00:00:00Z",
    "previousVersionHash": "ab" * 32, "techniquesStatement": "Yes", "ext": {"any": [{"thing": None}]},
    "coSponsors": [{"kind": "naturalPerson", "name": "Maja Öster", "email": "m@o.example", "country": "FI"}],
    "controllingEntity": {**PARTY, "name": "Havsfonden", "registerId": {"register": "LEI", "number": "5"}, "postalAddress": "Box 1",
                          "politicalActorRole": "party"},
    "payer": {**PARTY, "name": "Betala AB"}, "otherBenefits": {"value": {"amount": "0", "currency": "SEK"}, "description": "room"},
    "amountsCampaign": {"amount": "30000", "currency": "SEK", "estimate": True},
    "priorSuspension": {"suspendedOrDiscontinued": True, "reason": "late", "date": "2026-08-18", "earlierVersion": "x"},
    "techniquesUsed": True, "techniques": TECHNIQUES,
    "reach": {"views": 0, "asOf": "2026-09-01", "engagements": {"clicks": 1, "shares": 2, "reactions": 3, "comments": 4}}}
BASES = (NOTICE, RICH, {**RICH, "techniquesUsed": False, "controllingEntity": "none"},
         {**NOTICE, "linkedProcesses": [], "officialInfoLinks": []})

ABSENT = object()
ANY = (ABSENT, None, "", " \u2003\n", "x", "none", 0, -1, 2.5, True, False, [], {}, [[]], ["x"], {"foo": 1}, 10 ** 12, "é", "0")
MONEYS = tuple({"amount": amount, "currency": "SEK"} for amount in (
    "1", "0", "0.0000", "1.", ".1", "1.00000", "1.2345", "123456789012345", "1234567890123456", "+1", "-1", "1,00", "1 000", " 1", "1 ",
    "1\n", "١", "１", "1e3", "12500.0001", "30000.0001", "30000", "", None, 5, 1.5, "up to 5")) + (
    {"amount": "1", "currency": "sek"}, {"amount": "1", "currency": "SE"}, {"amount": "1", "currency": "SEK\n"},
    {"amount": "1", "currency": "ÅEK"}, {"amount": "1"}, {"currency": "SEK"}, {"amount": "1", "currency": "SEK", "estimate": True},
    {"amount": "1", "currency": "SEK", "estimate": None}, {"amount": "99999", "currency": "EUR"},
    {"amount": "1", "currency": "SEK", "vat": "no"}, "see price list", "20 000–30 000", 5, [1], True)
DATES = ("2026-08-17", "2026-09-13", "2026-02-29", "2028-02-29", "2026-02-31", "2026-13-01", "2026-00-10", "2026-1-01", "20260101", "2026-08-17T00:00:00Z",
         "2026-08-17\n", " 2026-08-17", "２０２６-08-17", "0001-01-01", "9999-12-31", "", None, 20260817, ABSENT, "1900-02-29", "2000-02-29")
URLS = ("https://val.example", "HTTPS://VAL.Example/x?y#z", "http://val.example", "https://", "https:///x", "https:val.example", "https://?x", "val.example",
        "https://:443/", "https://val.example:8443/", "https://a b.example/", "https://val.example/a b", "ftp://val.example", "https://law.example/",
        "https://sub.LAW.example", "https://notlaw.example", "https://law.example@val.example/", "https://val.example@law.example/",
        "//val.example", " https://val.example", "https://val.example\n", "javascript:alert(1)", "https:/val.example", "https://rep.example/1",
        "https://x.rep.example/1", "https://rep.example.evil.example/", "https://xrep.example", "https://law.example\\@val.example/", "notOnline", "notonline",
        "not provided", "https://law.example:443", "https://law.example?x", "https://law.example#x", "https://evil.example/rep.example")
IDS = ("x", "a" * 64, "a" * 65, "a b", "é", "a\n", "a/b", "A.:_-9", "\u0000", "a\u0301")
TAGS = ("sv", "SV", "sv-SE", "FI", "de", "s", "swed", "sve", "sv_SE", "sv-", "sv-123456789", "sv-12345678", "i-klingon", "sv\n", "ſv", "sv-é", "")
EMAILS = ("a@b.c", "a@b", "@b.c", "a@", "a@@b.c", "a@b@c.d", "ab.c", "ö@ä.example", "a@b.example", "", " ", None, 5)
COUNTRIES = ("SE", "se", "SWE", "S", "XX", "ÅX", "SE\n", " SE", "", None, 5)
NAMES = ("Kustpartiet", "KUSTPARTIET E.V.", "kustpartiet,  ev", "Kustpartiet\u00a0eV", "Kustpartiet e. V.", "Kustpartiet GmbH", "Kust partiet", "K.u.s.t.partiet",
         "Kuſtpartiet", "Kustpartiet\u0301", "Kustpartiet e v", "Kustpartiet e.V. AB", "Havsfonden", "x" * 500)
INTEGERS = (0, 1, -1, 2, 10 ** 12, "1", True, None, ABSENT, 1.5, -0.5)
ENUMS = ("public", "private", "mixed", "insideUnion", "both", "election", "referendum", "legislative", "regulatory", "Union", "union", "national", "local",
         "Election", "election ", "naturalPerson", "legalPerson", "Legal Person", "EU", "sameAsSponsor", "sameAsControllingEntity", "sameassponsor", "None")

BY_NAME = {
    "noticeId": IDS, "adId": IDS, "version": INTEGERS, "language": TAGS, "amountsAd": MONEYS, "amountsCampaign": MONEYS, "value": MONEYS,
    "start": DATES, "end": DATES, "date": DATES, "asOf": DATES, "url": URLS, "repositoryLink": URLS, "policyLink": URLS, "email": EMAILS,
    "country": COUNTRIES, "name": NAMES, "views": INTEGERS, "individualsReached": INTEGERS, "kind": ENUMS, "place": ENUMS, "level": ENUMS,
    "payer": ENUMS, "controllingEntity": ENUMS, "estimate": (None, False, True), "amount": ("1", "2.5", "x"),
    "adLanguages": tuple([tag] for tag in TAGS) + (["sv", "x"], ["sv", 5], ["sv", None], []),
    "officialInfoLinks": tuple([url] for url in URLS) + tuple(["https://val.example", url] for url in URLS) + ([5], [None], [["x"]]),
    "registerId": ({"register": "LEI", "number": "5"}, {"register": "LEI", "number": "6"}, "x", None),
    "createdAt": ("2026-08-01T00:00:00Z", "yesterday", "2026-02-31T00:00:00Z"), "campaignId": ("c", " ", None)}


def is_open(path, value=None):
    """What the letter leaves open: half a register id, the inside of techniques."""
    inside = len(path) > 2 or (len(path) == 2 and (isinstance(value, dict) or (isinstance(value, list) and value != [])))
    return path[-2:-1] == ("registerId",) or (path[0] == "techniques" and inside)


def paths(value, path=()):
    if path:
        yield path
    if isinstance(value, dict):
        for name, entry in value.items():
            if name != "ext":
                yield from paths(entry, (*path, name))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from paths(entry, (*path, index))


def put(notice, path, value):
    for step in path[:-1]:
        notice = notice[step]
    if value is ABSENT:
        del notice[path[-1]]
    else:
        notice[path[-1]] = copy.deepcopy(value)


def mutate(random, notice):
    """One change somewhere; every fourth a member nobody knows."""
    known = [path for path in paths(notice) if not is_open(path)]
    path = random.choice(known)
    if random.random() < 0.12:
        target = notice
        for step in path[:-1]:
            target = target[step]
        if isinstance(target, dict):
            target[random.choice(("foo", "Name", "start ", "n\u0301ame", "@context", "", "noticeid", "views.x", "ext2"))] = random.choice((1, "x", [], {"y": 2}))
            return
    values = BY_NAME.get(path[-1], ())
    if values and random.random() < 0.75:
        value = random.choice(values)
    else:
        value = random.choice(ANY)
    if not is_open(path, value):
        put(notice, path, value)


def singles():
    """Each base, and each member of it in each of its faults, one at a time."""
    for base in BASES:
        yield base
        for path in paths(base):
            for value in (*BY_NAME.get(path[-1], ()), *ANY):
                if is_open(path, value):
                    continue
                notice = copy.deepcopy(base)
                put(notice, path, value)
                yield notice


def context(random):
    made = {}
    day = datetime.date(2026, 9, 13) + datetime.timedelta(days=random.choice((-28, -27, -1, 0, 1, 29, 30, 31, 32)))
    hour = random.choice(("00:00:00", "21:59:59", "22:00:00", "22:59:59", "23:59:59", "12:00:00"))
    if random.random() < 0.6:
        made["now"] = f"{day}T{hour}{random.choice(('Z', '+02:00', '-11:00', '+14:00'))}"
    if random.random() < 0.5:
        made["zone"] = random.choice(("Europe/Stockholm", "Europe/Lisbon", "Europe/Helsinki", "Asia/Kathmandu", "Pacific/Kiritimati"))
    if random.random() < 0.6:
        made["repositoryHosts"] = random.choice((["rep.example"], ["REP.example", "x.org"], [], ["val.example"]))
    if random.random() < 0.6:
        made["notOfficialHosts"] = random.choice((["law.example"], ["LAW.Example"], [], ["example"]))
    if random.random() < 0.5:
        made["publications"] = [
            {"firstAt": f"2026-{random.choice(('08-16', '08-17', '09-13', '09-14'))}T{hour}+02:00",
             **({"lastAt": f"2026-09-{random.choice(('12', '13', '14'))}T{hour}Z"} if random.random() < 0.5 else {})}
            for _ in range(random.randrange(3))]
    if random.random() < 0.6:
        eligible = random.choice((49_999, 50_000, 61_000_000, 4_096_000, 30_000, 1_000))
        addressed = random.choice((1, 999, 1_000, 1_500, 1_499, 2_500, 2_499, eligible, 14_892, 14_893))
        made["delivery"] = random.choice((
            {"eligible": eligible, "addressed": min(addressed, eligible)}, {"eligible": eligible}, {"jsd": random.choice((0.2, 0.19999999, 0, 1))},
            {"nmi": random.choice((0.2, 0.19999999, 0, 1))}, {"jsd": 0.1, "nmi": 0.3, "eligible": eligible, "addressed": eligible}))
    return made


def inputs(random, count):
    """Notices and contexts: half of them of the exhaustive list of single faults, the others with up to four changes."""
    exhaustive = list(singles())
    chosen = exhaustive if count >= 2 * len(exhaustive) else random.sample(exhaustive, count // 2)
    for notice in chosen:
        yield notice, (context(random) if random.random() < 0.3 else None)
    for _ in range(count - len(chosen)):
        notice = copy.deepcopy(random.choice(BASES))
        for _ in range(random.choice((1, 2, 2, 2, 3, 4))):
            mutate(random, notice)
        yield notice, (context(random) if random.random() < 0.7 else None)
