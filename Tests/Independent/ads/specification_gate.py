"""`ads gate` of 14.2, written from the specification alone."""

import datetime
import json
import unicodedata

import specification_chain
from specification_common import (
    WHITE, Malformed, art5_window, bare_host, blank, date, depth, instant, local_day, name_key, number, read_json, root, text, under, zone_of)

SPECIAL = {"racialOrigin", "politicalOpinion", "religion", "tradeUnion", "genetic", "biometric", "health", "sexLife"}
CONTEXTUAL = {"context", "siteCountry", "deviceType"}
CATEGORIES = CONTEXTUAL | SPECIAL | {"location", "age", "gender", "interests", "personality", "audience"}
NOT_FROM_PERSON = {"observed", "inferred", "lookalike", "thirdParty", "customList"}
SOURCES = NOT_FROM_PERSON | {"contextual", "declared"}
UNION = set("AT BE BG HR CY CZ DK EE FI FR DE GR EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())

S, N, B, ANYTHING = "string", "number", "bool", "anything"
CHAIN = ANYTHING
DSA = {"transparency": [{"domain": S, "dsaparams": [N]}]}
REQUEST = {
    "id": S, "imp": [{"id": S}], "wseat": [S], "bseat": [S], "cur": [S],
    "site": {"domain": S, "publisher": {"id": S}}, "app": {"domain": S},
    "regs": {"coppa": N, "ext": {"dsa": {"dsarequired": N, "pubrender": N, "datatopub": N, **DSA}, "ttpa": {"scope": N, "political": N, "consent": N}}},
    "user": {"id": S, "buyeruid": S, "eids": [ANYTHING], "yob": N}, "device": {"ifa": S}}
RESPONSE = {"id": S, "cur": S, "seatbid": [{"seat": S, "bid": [{
    "id": S, "impid": S, "adomain": [S], "cid": S, "crid": S, "dealid": S,
    "ext": {"dsa": {"behalf": S, "paid": S, "adrender": N, **DSA},
            "ttpa": {"political": N, "notice": S, "noticehash": S, "election": [S], "targeting": N, "criteria": [{"c": S, "src": S}]}}}]}]}
ELECTION = {"date": S, "votingAge": N, "pollsClose": S, "announcedAt": S}
NOTICE = {"hash": S, "sponsor": S, "payer": S, "period": {"start": S, "end": S}, "domains": [S], "label": S, "eligibility": S,
          "controllerCountry": S, "elections": [S], "crids": [S], "cids": [S], "dealids": [S]}
CONTEXT = {"now": S, "zone": S, "policy": {
    "elections": {"*": ELECTION}, "votingAge": N, "publisherAcceptsPolitical": B, "notices": {"*": NOTICE}, "proxies": [S],
    "lists": [{"name": S, "date": S, "domains": [S], "accounts": [S], "effect": S}],
    "supplyChain": {"boughtFrom": S, "adsTxt": S, "sellersJson": ANYTHING}}}


def typed(value, shape, entry=False):
    """Refuses a member that a rule reads with the wrong JSON type; null is absent."""
    if shape == ANYTHING or (value is None and not entry):
        return
    if shape == S:
        right = isinstance(value, str)
    elif shape == N:
        right = number(value)
    elif shape == B:
        right = isinstance(value, bool)
    elif isinstance(shape, list):
        right = isinstance(value, list)
        if right:
            for item in value:
                typed(item, shape[0], entry=True)
    else:
        right = isinstance(value, dict)
        if right:
            for name, below in shape.items():
                for found in (value.values() if name == "*" else [value.get(name)]):
                    typed(found, below, entry=name == "*")
    if not right:
        raise Malformed(f"{value!r} is no {shape}")


def get(value, *path):
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def many(value):
    return value or []


def key(value):
    return None if value is None or blank(value) else name_key(value)


def judge(line):
    """Decisions of one line: [(impid, bid, verdict, {(rule, effect)})]."""
    try:
        return _judge(line)
    except Malformed:
        return [(None, None, "block", {("J01", "block")})]


def _judge(line):
    whole = read_json(line, bound=1 << 20)
    request, response, context = (whole.get(name) for name in ("request", "response", "context"))
    if not all(isinstance(part, dict) for part in (request, response, context)):
        raise Malformed("a part is missing")
    typed(request, REQUEST)
    typed(response, RESPONSE)
    typed(context, CONTEXT)
    if len(many(request.get("imp"))) > 100 or sum(len(many(seat.get("bid"))) for seat in many(response.get("seatbid"))) > 500:
        raise Malformed("too many")

    zone = zone_of(text(context.get("zone")))
    now = instant(context.get("now"))
    policy = context.get("policy") or {}
    elections, notices = policy.get("elections") or {}, policy.get("notices") or {}
    ttpa_of_request = get(request, "regs", "ext", "ttpa") or {}
    dsa_of_request = get(request, "regs", "ext", "dsa") or {}
    consent = ttpa_of_request.get("consent") == 1

    always = set()
    places = {root(place) for place in (text(get(request, "site", "domain")), text(get(request, "app", "domain"))) if place}
    schain = next((chain for chain in (get(request, "source", "schain"), get(request, "source", "ext", "schain"), get(request, "ext", "schain"))
                   if chain is not None), None)
    for entry in many(policy.get("lists")):
        if places & {domain.lower() for domain in many(entry.get("domains"))}:
            always.add(("M01", entry.get("effect")))
        if isinstance(schain, dict):
            accounts = set(many(entry.get("accounts")))
            for node in schain["nodes"]:
                if f"{node['asi'].lower()}/{node['sid']}" in accounts:
                    always.add(("M02", "warn"))
    if policy.get("supplyChain") is not None:
        supply = policy["supplyChain"]
        given = {"schain": schain, "site": get(request, "site", "domain"), "publisherId": get(request, "site", "publisher", "id"), **supply}
        for code, severity, _ in specification_chain.check(given)[1]:
            if severity != "info":
                always.add((code, severity))
    if response.get("id") != request.get("id"):
        always.add(("B10", "block"))
    if many_present(request.get("cur")) and (text(response.get("cur")) or "USD") not in request["cur"]:
        always.add(("B10", "block"))
    impressions = {imp.get("id") for imp in many(request.get("imp"))}

    decisions, seen = [], set()
    for seatbid in many(response.get("seatbid")):
        seat = seatbid.get("seat")
        for bid in many(seatbid.get("bid")):
            fired = set(always)

            def fire(rule, effect="block"):
                fired.add((rule, effect))

            if (many_present(request.get("wseat")) and seat not in request["wseat"]) or seat in many(request.get("bseat")):
                fire("B10")
            if bid.get("impid") not in impressions or bid.get("id") in seen:
                fire("B10")
            seen.add(bid.get("id"))

            required = dsa_of_request.get("dsarequired")
            dsa = get(bid, "ext", "dsa")
            if dsa is None:
                if required in (2, 3):
                    fire("B01")
            else:
                for name in ("behalf", "paid"):
                    value = dsa.get(name)
                    if (required in (2, 3) and text(value) is None) or (value and len(unicodedata.normalize("NFC", value)) > 100):
                        fire("B02")
                render = dsa_of_request.get("pubrender"), dsa.get("adrender")
                if (render[0] == 0 and render[1] != 1) or render == (2, 1):
                    fire("B03")
                if dsa_of_request.get("datatopub") == 2 and not dsa.get("transparency"):
                    fire("B04")
                for entry in many(dsa.get("transparency")) + many(dsa_of_request.get("transparency")):
                    if not bare_host(entry.get("domain")) or any(code not in (1, 2, 3) for code in many(entry.get("dsaparams"))):
                        fire("B05", "warn")

            ttpa = get(bid, "ext", "ttpa") or {}
            domains = many(bid.get("adomain"))
            indexed = any(
                any(under(domain, other) for domain in domains for other in many(notice.get("domains")))
                or any(bid.get(name) is not None and bid[name] in many(notice.get(name + "s")) for name in ("crid", "cid", "dealid"))
                for notice in notices.values())
            if ttpa.get("political") == 1 or indexed:
                if ttpa_of_request.get("political") == 0 or policy.get("publisherAcceptsPolitical") is False:
                    fire("B06")
                if ttpa_of_request.get("scope") != 0:
                    judge_political(fire, request, bid, ttpa, dsa, dsa_of_request, policy, elections, notices, consent, now, zone, domains)
            effects = {effect for _, effect in fired}
            verdict = "block" if "block" in effects else "hold" if "hold" in effects else "allow"
            decisions.append((bid.get("impid"), bid.get("id"), verdict, fired))
    return decisions


def many_present(value):
    return value is not None


def judge_political(fire, request, bid, ttpa, dsa, dsa_of_request, policy, elections, notices, consent, now, zone, domains):
    notice = notices.get(ttpa.get("notice"))
    linked = set(many(ttpa.get("election")))
    if notice is None:
        fire("B07")
    else:
        linked |= set(many(notice.get("elections")))
        if ttpa.get("noticehash") != notice.get("hash"):
            fire("B07")
        payer = notice["sponsor"] if notice.get("payer") == "sameAsSponsor" else notice.get("payer")
        if dsa and ((key(dsa.get("behalf")) is not None and key(dsa["behalf"]) != key(notice["sponsor"]))
                    or (key(dsa.get("paid")) is not None and key(dsa["paid"]) != key(payer))):
            fire("B08", "hold")
        if not domains or len({root(domain) for domain in domains}) > 1 or any(
                not any(under(domain, other) for other in many(notice.get("domains"))) for domain in domains):
            fire("B09")
        if not date(notice["period"]["start"]) <= local_day(now, zone) <= date(notice["period"]["end"]):
            fire("B11")
        if notice.get("label") != "complete":
            fire("L01")
    linked = [elections[identifier] for identifier in linked if identifier in elections]
    if notice is not None:
        inside = False
        for election in linked:
            start, end = art5_window(date(election["date"]), instant(election.get("pollsClose")), instant(election.get("announcedAt")), zone)
            inside = inside or start <= now <= end
        if inside and notice.get("eligibility") == "notDeclared":
            fire("D04")
        country = notice.get("controllerCountry")
        if inside and (notice.get("eligibility") == "notEligible" or (country is not None and not blank(country) and country not in UNION)):
            fire("D05")

    proxies = set(many(policy.get("proxies")))
    for criterion in many(ttpa.get("criteria")):
        category, source = criterion.get("c"), criterion.get("src")
        if (category in SPECIAL or category in proxies) and source != "contextual":
            fire("T01")
        if source in NOT_FROM_PERSON:
            fire("T02")
        if source != "contextual" and not consent:
            fire("T03")
        if (category not in CATEGORIES or source not in SOURCES or (source == "contextual" and category not in CONTEXTUAL)
                or (category == "context" and source != "contextual")):
            fire("T10", "hold")

    general = policy.get("votingAge") if policy.get("votingAge") is not None else 18
    age = max((general if election.get("votingAge") is None else election["votingAge"] for election in linked), default=general)
    born = get(request, "user", "yob")
    if get(request, "regs", "coppa") == 1 or (born is not None and now.astimezone(zone).year - born < age - 1):
        fire("T04")
    if not consent and (get(request, "user", "id") or get(request, "user", "buyeruid") or get(request, "user", "eids") or get(request, "device", "ifa")):
        fire("T05")
    if ttpa.get("targeting") == 0:
        entries = many(get(dsa, "transparency")) + many(dsa_of_request.get("transparency"))
        if any(code in (1, 3) for entry in entries for code in many(entry.get("dsaparams"))):
            fire("T08")
