"""Lines for the gate: good ones, each fault alone, faults together, and lines that are malformed."""

import copy
import json

URL = "https://norr.example/t/K7QX20ZM"
BID = {
    "id": "b1", "impid": "i1", "price": 9.5, "adomain": ["kust.example"], "crid": "cr9", "cid": "c1",
    "ext": {"dsa": {"behalf": "Kustpartiet", "paid": "Havsfonden", "adrender": 1, "transparency": [{"domain": "dsp.example", "dsaparams": [2]}]},
            "ttpa": {"political": 1, "notice": URL, "noticehash": "a1", "election": ["SE"], "targeting": 0,
                     "criteria": [{"c": "context", "src": "contextual", "inc": 1}, {"c": "age", "src": "declared", "inc": 1}]}}}
PLAIN = {"id": "b2", "impid": "i2", "adomain": ["cars.example"],
         "ext": {"dsa": {"behalf": "Cars", "paid": "Cars", "transparency": [{"domain": "dsp.example", "dsaparams": [1]}]}}}
CHAIN = {"ver": "1.0", "complete": 1, "nodes": [{"asi": "net.example", "sid": "88", "hp": 1}, {"asi": "ex.example", "sid": "5", "hp": 1}]}
SUPPLY = {"boughtFrom": "ex.example", "adsTxt": "net.example,88,DIRECT\nex.example,5,RESELLER\nOWNERDOMAIN=norr.example\n", "sellersJson": {
    "net.example": {"version": "1.0", "sellers": [{"seller_id": "88", "seller_type": "PUBLISHER", "name": "N", "domain": "norr.example"}]},
    "ex.example": {"version": "1.0", "sellers": [{"seller_id": "5", "seller_type": "INTERMEDIARY", "name": "N", "domain": "net.example"}]}}}
LINE = {
    "request": {
        "id": "q1", "imp": [{"id": "i1"}, {"id": "i2"}], "site": {"domain": "www.norr.example", "publisher": {"id": "88"}},
        "regs": {"coppa": 0, "ext": {"dsa": {"dsarequired": 2, "pubrender": 1, "datatopub": 2, "transparency": [{"domain": "ssp.example", "dsaparams": [2]}]},
                                     "ttpa": {"scope": 1, "political": 1, "consent": 1}}},
        "user": {"id": "u1", "yob": 1990}, "device": {"ifa": "x"}, "cur": ["SEK", "EUR"], "wseat": ["north", "south"], "bseat": ["evil"],
        "source": {"schain": CHAIN}},
    "response": {"id": "q1", "cur": "SEK", "seatbid": [{"seat": "north", "bid": [BID]}, {"seat": "south", "bid": [PLAIN]}]},
    "context": {"now": "2026-08-20T12:00:00+02:00", "zone": "Europe/Stockholm", "policy": {
        "elections": {"SE": {"date": "2026-09-13", "votingAge": 18}, "AT": {"date": "2026-10-04", "votingAge": 16},
                      "far": {"date": "2027-05-31", "pollsClose": "2027-05-31T20:00:00+02:00", "announcedAt": "2027-03-20T09:00:00+01:00"}},
        "votingAge": 18, "publisherAcceptsPolitical": True, "proxies": ["audience"],
        "notices": {
            URL: {"hash": "a1", "sponsor": "Kustpartiet", "payer": "Havsfonden", "period": {"start": "2026-08-17", "end": "2026-09-13"},
                  "domains": ["kust.example"], "label": "complete", "eligibility": "unionLegalPersonNotThirdCountryControlled",
                  "controllerCountry": None, "elections": ["AT"], "crids": ["cr9"], "cids": ["c9"], "dealids": ["d9"]},
            "https://other.example/n": {"hash": "b", "sponsor": "Other", "payer": "sameAsSponsor", "period": {"start": "2026-01-01", "end": "2026-12-31"},
                                        "domains": ["other.example", "kust.example"], "label": "incomplete", "eligibility": "notDeclared",
                                        "controllerCountry": "US", "elections": ["SE"]}},
        "lists": [{"name": "L", "date": "2026-01-01", "domains": ["bad.example", "bad.co.uk"], "accounts": ["net.example/99", "ex.example/7"], "effect": "block"},
                  {"name": "W", "date": "2026-01-01", "domains": ["warn.example", "bad.example"], "effect": "warn"}],
        "supplyChain": SUPPLY}}}

ABSENT = object()
A, N, P = ("response", "seatbid", 0, "bid", 0), ("context", "policy", "notices", URL), ("context", "policy")
Q, D, T = ("request",), ("request", "regs", "ext", "dsa"), ("request", "regs", "ext", "ttpa")
BD, BT = (*A, "ext", "dsa"), (*A, "ext", "ttpa")
CODES = ("context", "siteCountry", "deviceType", "location", "age", "gender", "interests", "personality", "audience", "racialOrigin", "politicalOpinion",
         "religion", "tradeUnion", "genetic", "biometric", "health", "sexLife", "Health", "", "bogus", "politicalOpinion ", "secretProxy", ABSENT, None)
SOURCES = ("contextual", "declared", "observed", "inferred", "lookalike", "thirdParty", "customList", "Observed", "look-alike", "", "bogus", ABSENT, None)
NAMES = ("Kustpartiet", "KUSTPARTIET", "Kustpartiet e.V.", "Kustpartiet, e V", "kust partiet", "Kuſtpartiet", " Kustpartiet\u2003AB ", "Kustpartiet GmbH & Co. KG",
         "Kustpartiet AB AB", "Kustpartiet sp. z o.o.", "Kustpartiet Sp z o o", "Kustpartiet spzoo", "Ｋustpartiet", "K.u.s.t.p.a.r.t.i.e.t", "Kustpartiet,Ltd",
         "Kustpartiet\u200bAB", "Kustpartiet\u00a0LTD.", "Kustpartiet\u2028inc", "Havsfonden", "havsfonden oy", "Havs,fonden", "Havs , fonden", "Havs fonden", "", " ", None, ABSENT,
         "Straße e.V.", "STRASSE", "Ströms", "Stro\u0308ms", "STRÖMS", "x" * 100, "x" * 101, "ö" * 100, "ö" * 101, "o\u0308" * 100, "o\u0308" * 101, "🇸🇪" * 50, "🇸🇪" * 51,
         "ﬁrma", "FIRMA", "İstanbul", "i\u0307stanbul", "istanbul", "ΣΊΣΥΦΟΣ", "σίσυφος", "ẞ", "ss", "ŉ", "\u02bcn", "ǰ", "Ꮎ", "ꮎ", "AG", ".", "e.V.")
DOMAINS = (["kust.example"], ["www.kust.example"], ["KUST.example"], ["kust.example", "a.kust.example"], ["kust.example", "other.example"], ["notkust.example"],
           ["other.example"], ["cars.example"], [], ABSENT, None, [""], ["kust.example", "kust.example"], ["a.co.uk", "b.co.uk"], ["example"], ["evil.example/kust.example"],
           ["kust.example.evil.example"], ["kust.example."], [".kust.example"])
STRINGS = ("x", "", " ", None, ABSENT)
NUMBERS = (0, 1, 2, 3, -1, 4, 1.5, 10 ** 12, None, ABSENT)
INSTANTS = tuple(f"2026-{day}T{time}" for day in ("08-16", "08-17", "09-13", "09-14", "06-12", "06-13", "07-03", "07-04", "10-04", "10-05", "12-31")
                 for time in ("00:00:00+02:00", "21:59:59Z", "22:00:00Z", "22:00:01Z", "23:59:59+02:00", "12:00:00-05:00"))
FAR = ("2027-02-27T23:00:00Z", "2027-02-27T22:59:59Z", "2027-02-28T12:00:00Z", "2027-03-20T08:00:00Z", "2027-03-20T07:59:59Z", "2027-05-31T18:00:00Z", "2027-05-31T18:00:01Z")
ELIGIBILITY = ("unionCitizen", "residentThirdCountryVoter", "unionLegalPersonNotThirdCountryControlled", "notEligible", "notDeclared")
TRANSPARENCY = ([], ABSENT, None, [{}], [{"domain": "dsp.example", "dsaparams": [1]}], [{"domain": "dsp.example", "dsaparams": [3, 2]}],
                [{"domain": "dsp.example", "dsaparams": [2]}, {"domain": "x.example", "dsaparams": [4]}], [{"domain": "https://dsp.example", "dsaparams": [2]}],
                [{"domain": "dsp.example:80", "dsaparams": [2]}], [{"domain": "dsp.example/x", "dsaparams": [2]}], [{"domain": "dsp.example", "dsaparams": []}],
                [{"domain": "dsp.example"}], [{"domain": "*.dsp.example", "dsaparams": [2]}], [{"domain": "dsp example", "dsaparams": [0]}],
                [{"domain": "dsp.example", "dsaparams": [-1]}], [{"domain": "dsp.example", "dsaparams": [2.5]}])
CHAINS = (None, ABSENT, CHAIN, {**CHAIN, "complete": 0}, {**CHAIN, "ver": "2"}, {**CHAIN, "nodes": CHAIN["nodes"][1:]}, {**CHAIN, "nodes": CHAIN["nodes"][:1]},
          {**CHAIN, "nodes": CHAIN["nodes"] + CHAIN["nodes"][1:]}, {**CHAIN, "nodes": [{"asi": "net.example", "sid": "99", "hp": 1}, CHAIN["nodes"][1]]},
          {**CHAIN, "ver": "1.1", "nodes": [CHAIN["nodes"][0], {"asi": "mid.example", "sid": "1", "hp": 0}, CHAIN["nodes"][1]]},
          {**CHAIN, "nodes": [CHAIN["nodes"][0], {"asi": "EX.example", "sid": "7", "hp": 1}]}, {**CHAIN, "nodes": [{"asi": "NET.example", "sid": "88"}, CHAIN["nodes"][1]]})
VALUES = [
    ((*Q, "id"), ("q2", "Q1", "q1 ", "q\u0301")), (("response", "id"), ("q2", "Q1")),
    ((*Q, "imp"), ([{"id": "i1"}], [{"id": "i3"}], [], ABSENT, [{"id": "i1"}] * 2, [{"id": f"i{number}"} for number in range(100)])),
    ((*Q, "site", "domain"), ("bad.example", "www.bad.example", "BAD.example", "bad.co.uk", "x.bad.co.uk", "warn.example", "notbad.example", "co.uk", ABSENT, "bad.example.org")),
    ((*Q, "site", "publisher", "id"), ("5", "88", ABSENT)), ((*Q, "site"), (ABSENT,)), ((*Q, "app"), ({"domain": "bad.example", "bundle": "x"}, {"bundle": "bad.example"})),
    ((*Q, "regs", "coppa"), NUMBERS), ((*Q, "regs"), (ABSENT, None, {})), ((*Q, "regs", "ext"), (ABSENT, {})), (D, (ABSENT, None, {})), (T, (ABSENT, None, {})),
    ((*D, "dsarequired"), NUMBERS), ((*D, "pubrender"), NUMBERS), ((*D, "datatopub"), NUMBERS), ((*D, "transparency"), TRANSPARENCY),
    ((*T, "scope"), NUMBERS), ((*T, "political"), NUMBERS), ((*T, "consent"), NUMBERS),
    ((*Q, "user", "id"), ("", None, ABSENT, "x")), ((*Q, "user"), (ABSENT, {}, {"buyeruid": "x"}, {"eids": [{}]}, {"eids": []}, {"yob": 2010})),
    ((*Q, "user", "yob"), (2008, 2009, 2010, 2011, 2012, 2026, 2030, 0, None, ABSENT)), ((*Q, "user", "eids"), ([{"source": "x"}], [], None)), ((*Q, "user", "buyeruid"), ("x", "")),
    ((*Q, "device"), (ABSENT, {}, {"ifa": ""}, {"ifa": "y"})), ((*Q, "cur"), (["USD"], ["EUR"], ABSENT, None, ["sek"])), (("response", "cur"), ("EUR", "USD", "sek", ABSENT, None, "")),
    ((*Q, "wseat"), (["south"], ABSENT, None, ["north"], ["NORTH"])), ((*Q, "bseat"), (["north"], ["south"], [], ABSENT)),
    (("response", "seatbid", 0, "seat"), ("evil", "other", "south")), (("response", "seatbid"), ([], ABSENT, None, [{}], [{"seat": "north", "bid": []}])),
    ((*A, "id"), ("b2", "b1 ", "é")), (("response", "seatbid", 1, "bid", 0, "id"), ("b1",)), ((*A, "impid"), ("i2", "i9", "I1")),
    ((*A, "adomain"), DOMAINS), (("response", "seatbid", 1, "bid", 0, "adomain"), DOMAINS), ((*A, "crid"), ("cr9", "cr1", ABSENT)), ((*A, "cid"), ("c9",)), ((*A, "dealid"), ("d9", "d1")),
    (("response", "seatbid", 1, "bid", 0, "cid"), ("c9", "C9")), (("response", "seatbid", 1, "bid", 0, "dealid"), ("d9",)), (("response", "seatbid", 1, "bid", 0, "crid"), ("cr9",)),
    ((*A, "ext"), (ABSENT, None, {}, {"dsa": {}}, {"ttpa": {"political": 1}}, {"ttpa": {"political": 1, "notice": URL, "noticehash": "a1"}})),
    (BD, (ABSENT, None, {})), ((*BD, "behalf"), NAMES), ((*BD, "paid"), NAMES), ((*BD, "adrender"), NUMBERS), ((*BD, "transparency"), TRANSPARENCY),
    (BT, (ABSENT, None, {})), ((*BT, "political"), NUMBERS), ((*BT, "notice"), ("https://other.example/n", URL + "/", URL.upper(), "", ABSENT, None)),
    ((*BT, "noticehash"), ("a2", "", ABSENT, "b")), ((*BT, "election"), (["far"], ["SE", "far"], [], ABSENT, ["nowhere"], ["se"], ["AT"])), ((*BT, "targeting"), NUMBERS),
    ((*BT, "criteria"), ([], ABSENT, None, [{}])), ((*BT, "criteria", 0, "c"), CODES), ((*BT, "criteria", 0, "src"), SOURCES), ((*BT, "criteria", 1, "c"), CODES),
    ((*BT, "criteria", 1, "src"), SOURCES), ((*BT, "criteria", 1, "inc"), (0, "x", None)),
    (("context", "now"), INSTANTS + FAR), (("context", "zone"), ("Europe/Lisbon", "Europe/Helsinki", ABSENT, "Atlantic/Azores")),
    ((*P, "elections"), ({}, ABSENT, None)), ((*P, "elections", "SE"), ({"date": "2026-05-31"}, {"date": "2026-09-13", "votingAge": 16}, {"date": "2026-11-20"}, {"date": "2026-11-17"},
        {"date": "2026-08-20", "pollsClose": "2026-08-20T12:00:00+02:00"}, {"date": "2026-08-20", "pollsClose": "2026-08-20T11:59:59+02:00"},
        {"date": "2026-09-13", "announcedAt": "2026-08-20T12:00:00+02:00"}, {"date": "2026-09-13", "announcedAt": "2026-08-20T10:00:01Z"}, {"date": "2026-09-13", "votingAge": 19})),
    ((*P, "votingAge"), (16, 21, ABSENT)), ((*P, "publisherAcceptsPolitical"), (False, True, ABSENT)), ((*P, "proxies"), (["age"], ["secretProxy", "context"], [], ABSENT)),
    ((*P, "notices"), ({}, ABSENT)), ((*N, "hash"), ("a2",)), ((*N, "sponsor"), tuple(name for name in NAMES if isinstance(name, str) and name.strip())),
    ((*N, "payer"), ("sameAsSponsor", "Betala", *[name for name in NAMES if isinstance(name, str) and name.strip()])),
    ((*N, "domains"), (["other.example"], [], ["KUST.example"], ["example"], ["kust.example", "x.example"], ["www.kust.example"])), ((*N, "label"), ("incomplete", "complete")),
    ((*N, "eligibility"), ELIGIBILITY), ((*N, "controllerCountry"), ("SE", "GR", "EL", "US", "GB", "NO", "CH", None, ABSENT)), ((*N, "elections"), (["far"], [], ABSENT, ["SE"])),
    ((*N, "crids"), (ABSENT, ["x"])), ((*N, "period"), ({"start": "2026-08-20", "end": "2026-08-20"}, {"start": "2026-08-21", "end": "2026-09-13"})),
    ((*P, "lists"), ([], ABSENT)), ((*P, "lists", 0, "effect"), ("warn",)), ((*P, "supplyChain"), (ABSENT, None)), ((*P, "supplyChain", "adsTxt"), ("", "net.example,88,RESELLER\n", ABSENT)),
    ((*P, "supplyChain", "boughtFrom"), ("net.example", "EX.EXAMPLE", ABSENT)), ((*P, "supplyChain", "sellersJson"), ({}, ABSENT)), ((*Q, "source", "schain"), CHAINS),
    ((*Q, "source"), ({"ext": {"schain": CHAIN}}, {"ext": {"schain": CHAINS[3]}})), ((*Q, "ext"), ({"schain": CHAIN},)),
]
BY_PATH = dict(VALUES)
WRONG = {str: (5, True, [], {}), int: ("1", True, [], {}), list: ("x", 5, {}, True), dict: ("x", 5, [], True), bool: ("x", 1, [], {}, 0)}
# Members no rule reads, and those whose content is a foreign file.
UNREAD = {"price", "inc", "source", "sellersJson", "votingAges"}


def read_members(value, path=()):
    for name, entry in value.items() if isinstance(value, dict) else enumerate(value):
        if name not in UNREAD:
            yield (*path, name), entry
            if isinstance(entry, (dict, list)):
                yield from read_members(entry, (*path, name))


EXTRA_WRONG = [
    ((*Q, "imp"), [5]), ((*Q, "imp", 0, "id"), 5), ((*Q, "cur"), [5]), ((*Q, "wseat"), ["north", {}]), ((*Q, "user", "eids"), "x"), ((*A, "adomain"), ["kust.example", 5]),
    ((*BT, "election"), [5]), ((*BT, "criteria"), ["x"]), ((*BT, "criteria"), {}), ((*BD, "transparency"), {}), ((*BD, "transparency"), [{"domain": 5}]),
    ((*BD, "transparency"), [{"domain": "x.example", "dsaparams": ["1"]}]), ((*D, "transparency"), [{"domain": "x.example", "dsaparams": 1}]), ((*BD, "behalf"), 5),
    ((*BD, "paid"), ["x"]), ((*D, "dsarequired"), "2"), ((*D, "dsarequired"), True), ((*T, "consent"), "1"), ((*T, "consent"), True), ((*BT, "political"), "1"),
    ((*BT, "targeting"), False), ((*Q, "user", "yob"), "2010"), ((*Q, "device", "ifa"), 5), ((*N, "domains"), "kust.example"), ((*N, "crids"), [5]), ((*N, "hash"), 5),
    ((*P, "publisherAcceptsPolitical"), 1), ((*P, "proxies"), "age"), ((*P, "lists"), {}), ((*P, "lists", 0, "domains"), [5]), ((*P, "lists", 0, "accounts"), "x"), (("context", "now"), 5),
    (("context", "zone"), 5), ((*P, "elections"), []), ((*P, "elections", "SE"), "2026-09-13"), ((*P, "notices"), []), ((*P, "votingAge"), "18"), (P, "x"), (("response", "seatbid"), {}),
    (("response", "seatbid", 0, "bid"), {}), (("response", "seatbid", 0, "seat"), 5), (("response", "cur"), 5), (("response", "id"), 5), ((*Q, "site"), "x"),
    ((*Q, "site", "publisher"), "x"), ((*Q, "app"), "x"), ((*Q, "user"), []), ((*Q, "device"), "x"), ((*Q, "regs"), []), ((*Q, "regs", "ext"), "x"), (("request",), []), (("response",), "x"),
    (("context",), 5), (("request",), ABSENT), (("response",), None), (("context",), ABSENT), ((*A, "impid"), 1), ((*A, "id"), 1), ((*A, "crid"), 9), ((*A, "cid"), 1), ((*A, "dealid"), 1),
    ((*A, "ext"), "x"), (BD, "x"), (BT, [])]


def put(line, path, value):
    for step in path[:-1]:
        if not isinstance(line, (dict, list)) or (isinstance(line, dict) and step not in line) or (isinstance(line, list) and step >= len(line)):
            return False
        line = line[step]
    if not isinstance(line, (dict, list)) or (isinstance(line, list) and path[-1] >= len(line)):
        return False
    if value is ABSENT:
        if isinstance(line, dict):
            line.pop(path[-1], None)
    else:
        line[path[-1]] = copy.deepcopy(value)
    return True


def text_of(line, random=None):
    if random is not None and random.random() < 0.3:
        return json.dumps(line, ensure_ascii=random.random() < 0.5, separators=random.choice(((",", ":"), (" , ", " : "))))
    return json.dumps(line)


def changed(*changes):
    line = copy.deepcopy(LINE)
    for path, value in changes:
        put(line, path, value)
    return line


def singles():
    yield LINE
    for path, values in VALUES:
        for value in values:
            yield changed((path, value))
    for path, value in EXTRA_WRONG:
        yield changed((path, value))
    for path, value in read_members(LINE):
        if value is not None:
            for wrong in WRONG[type(value)]:
                yield changed((path, wrong))


def pair(random, count):
    line = copy.deepcopy(LINE)
    for _ in range(count):
        path, values = random.choice(VALUES)
        put(line, path, random.choice(values))
    if random.random() < 0.05:
        put(line, *random.choice(EXTRA_WRONG))
    if random.random() < 0.15:
        seatbids = line.get("response", {}).get("seatbid") if isinstance(line.get("response"), dict) else None
        if isinstance(seatbids, list) and seatbids and isinstance(seatbids[0], dict):
            another = copy.deepcopy(BID)
            another["id"] = random.choice(("b1", "b3", "b4"))
            if isinstance(seatbids[0].get("bid"), list):
                seatbids[0]["bid"].append(another)
    return line


GOOD = json.dumps(LINE).encode()
SMALL = {"request": {"id": "q"}, "response": {"id": "q"}, "context": {}}


def nested(levels):
    """A line with this many levels of arrays and objects in all."""
    arrays = levels - 2
    return b'{"request":{"id":"q","x":' + b"[" * arrays + b"]" * arrays + b'},"response":{"id":"q"},"context":{}}'


def raw():
    """Lines as bytes, malformed in each way of the contract, and some that only look so."""
    small = json.dumps(SMALL).encode()

    def other(content):
        return b'{"request":{"id":"q","x":' + content + b'},"response":{"id":"q"},"context":{}}'

    yield from (small, small + b" \t", b" " + small, small + b"x", small + b"{}", small[:-1], small + b"\x00", b"\xef\xbb\xbf" + small, b"[]", b"5", b'"x"', b"null", b"{}", b"{",
                b"nonsense", small.replace(b":", b"=", 1), small.replace(b",", b",,", 1), small[:-1] + b",}")
    yield from map(other, (
        b'"\\ud800"', b'"\\udc00"', b'"\\ud83d\\ude00"', b'"\\ude00\\ud83d"', b'"\\ud83dx"', b'"\\ud83d\\u0041"', b'"\\uD800\\uDBFF"', b'"\xff"', b'"\xc0\x80"', b'"\xed\xa0\x80"',
        b'"\xf4\x90\x80\x80"', b'"\xe2\x82"', b'"\xf0\x9f\x98\x80"', b'"\xc3\xa9"', b'"\x01"', b'"\t"', b'"\x7f"', b'"\\u0000"', b'"\\x41"', b'"\\u00g0"', b'"\\u12"', b'"\\a"', b'"\\/\\b\\f\\n\\r\\t"',
        b"NaN", b"Infinity", b"-Infinity", b"-", b"01", b"1.", b".5", b"1e", b"1e+", b"+1", b"0x10", b"1e400", b"-0", b"1E-5", b"1" + b"0" * 400, b"tru", b"True", b"nul", b"truex",
        b"[1,]", b"[,1]", b"[1 2]", b"{,}", b'{"a":1,}', b'{"a"}', b'{"a":}', b"{a:1}", b'{"a":1,"a":2}', b'{"a":1,"\\u0061":2}', b'{"a":{"b":1,"b":1}}', b'{"a":1,"A":2}', b"/* */1", b"'x'",
        '{"é":1,"e\u0301":2}'.encode(), '{"é":1,"\\u00e9":2}'.encode(), b'{"":1,"":2}', b'[{"x":1},{"x":1}]', b'{"\\ud83d\\ude00":1,"\xf0\x9f\x98\x80":1}', b'{"\\ud800":1}',
        b"[[]", b"[]]", b'"abc', b"\x0b1", b"\xc2\xa01", b"1\x00", b'{"a":1 "b":2}', b'{"a":1,"b":2,"a":3}', b'{"K":1,"\xe2\x84\xaa":2}'))
    for levels in (3, 20, 30, 31, 32, 36, 40, 100, 5000):
        yield nested(levels)
    yield small.replace(b'"id": "q"', b'"id": "q", "id": "q"', 1)
    yield small[:-1] + b', "request": {}}'
    yield small[:-1] + b', "\\u0072equest": {}}'
    yield small[:-1] + b', "other": [1, {"x": "\\ud83d"}]}'
    yield small[:-1] + b', "other": {"x": 1, "x": 1}}'
    yield small[:-1] + b', "other": null}'
    for cut in range(0, len(GOOD), 97):
        yield GOOD[:cut] + b"}" if GOOD[:cut].strip() else b"{"
    for count in (99, 100, 101, 200):
        yield text_of(changed((("request", "imp"), [{"id": f"i{number}"} for number in range(1, count + 1)]))).encode()
    for count in (499, 500, 501):
        bids = [{"id": f"b{number}", "impid": "i1"} for number in range(count)]
        yield text_of(changed((("response", "seatbid"), [{"seat": "north", "bid": bids[:250]}, {"seat": "south", "bid": bids[250:]}]))).encode()
