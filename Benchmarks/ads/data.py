"""Varied bid requests with their responses and a policy, the same for the same seed."""

import json
import random

NOTICES = 8
PARTIES = ["Kustpartiet", "Parti du Littoral", "Küstenliga e.V.", "Παράκτιο Κόμμα", "Brzegowa Lista", "Havsfonden AB", "Costa Viva"]
AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_{v} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.{v} Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel {v}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/13{v}.0.0.0 Mobile Safari/537.36",
]
WORDS = "budget harbour energy school transport weather football theatre vote council region river bridge tax housing climate".split()
CATEGORIES = ["context", "siteCountry", "deviceType"]
PERSONAL = ["age", "interests", "location", "politicalOpinion", "health", "audience"]


def policy():
    notices = {}
    for number in range(NOTICES):
        party = f"{PARTIES[number % len(PARTIES)]} {number}" if number >= len(PARTIES) else PARTIES[number]
        notices[f"https://ads.example/t/{number:08X}"] = {
            "hash": f"{number:064x}", "sponsor": party, "payer": "sameAsSponsor",
            "period": {"start": "2026-08-01", "end": "2026-09-13"}, "domains": [f"party{number}.example"],
            "label": "incomplete" if number == 6 else "complete",
            "eligibility": "notDeclared" if number == 7 else "unionCitizen", "controllerCountry": None,
            "elections": ["SE-2026"], "crids": [f"cr-{number}"],
        }
    return {
        "elections": {"SE-2026": {"date": "2026-09-13", "votingAge": 18}, "EU-2029": {"date": "2029-06-10", "votingAge": 16}},
        "publisherAcceptsPolitical": True, "notices": notices, "proxies": ["interests"],
        "lists": [{"name": "Rated sites", "date": "2026-08-01", "domains": [f"rated{n}.example" for n in range(20)],
                   "accounts": [f"dark{n}.example/{n}" for n in range(10)], "effect": "block"}],
    }


def context():
    return {"now": "2026-08-20T12:00:00+02:00", "zone": "Europe/Stockholm", "policy": policy()}


def identifier(chance, length=16):
    return f"{chance.getrandbits(4 * length):0{length}x}"


def segments(chance):
    names = [{"id": identifier(chance, 6), "name": " ".join(chance.sample(WORDS, 2))} for _ in range(chance.randrange(2, 6))]
    return [{"id": "dmp", "name": "segments", "segment": names}]


def imps(chance):
    found = []
    for number in range(chance.choice([1, 1, 1, 2, 2, 3])):
        sizes = [{"w": w, "h": h} for w, h in chance.sample([(300, 250), (728, 90), (320, 50), (970, 250), (160, 600)], 2)]
        found.append({
            "id": str(number + 1), "tagid": f"slot-{identifier(chance, 6)}", "bidfloor": round(chance.uniform(0.1, 3), 4),
            "bidfloorcur": "EUR", "secure": 1,
            "banner": {"format": sizes, "pos": chance.randrange(8), "api": [3, 5, 7], "btype": [4], "topframe": 1},
            "ext": {"gpid": f"/2218/{chance.choice(WORDS)}/{chance.choice(WORDS)}", "viewability": round(chance.random(), 3)},
        })
    return found


def request(chance, number):
    site = f"{chance.choice(WORDS)}{chance.randrange(500)}.example" if chance.random() > 0.02 else f"rated{chance.randrange(20)}.example"
    page = f"https://www.{site}/{chance.choice(WORDS)}/{chance.choice(WORDS)}-{identifier(chance, 8)}?ref={chance.choice(WORDS)}"
    consent = int(chance.random() < 0.3)
    user = {"data": segments(chance), "keywords": ",".join(chance.sample(WORDS, 5)), "geo": {"country": "SWE", "region": "SE-AB"}}
    if consent:
        user |= {"id": identifier(chance), "buyeruid": identifier(chance, 24), "yob": chance.randrange(1950, 2012)}
        user["eids"] = [{"source": "ids.example", "uids": [{"id": identifier(chance, 32), "atype": 1}]}]
    return {
        "id": identifier(chance, 32), "at": 1, "tmax": 250, "cur": ["EUR", "SEK"], "imp": imps(chance),
        "site": {
            "id": identifier(chance, 8), "name": site.split(".")[0].title() + " åldrig", "domain": site, "page": page,
            "cat": ["IAB12", "IAB11-4"], "ref": f"https://search.example/?q={chance.choice(WORDS)}", "mobile": 1,
            "publisher": {"id": str(chance.randrange(10_000)), "name": "Norrviken & Söner AB", "domain": site},
            "content": {"language": "sv", "title": " ".join(chance.sample(WORDS, 6)), "keywords": ",".join(chance.sample(WORDS, 3))},
        },
        "device": {
            "ua": chance.choice(AGENTS).format(v=chance.randrange(1, 10)), "devicetype": chance.choice([1, 2, 4, 5]),
            "ip": f"192.0.2.{chance.randrange(256)}", "language": "sv", "os": "Linux", "osv": "6.1", "js": 1, "w": 1080, "h": 2400,
            "geo": {"country": "SWE", "lat": round(chance.uniform(55, 69), 4), "lon": round(chance.uniform(11, 24), 4), "type": 2},
            "sua": {"browsers": [{"brand": "Chromium", "version": ["131", "0"]}], "platform": {"brand": "Linux"}, "mobile": 0},
        },
        "user": user,
        "regs": {"gdpr": 1, "coppa": 0, "ext": {
            "dsa": {"dsarequired": 2, "pubrender": chance.choice([0, 1, 2]), "datatopub": chance.choice([1, 2]),
                    "transparency": [{"domain": "ssp.example", "dsaparams": [2]}]},
            "ttpa": {"scope": 1, "political": 1, "elections": ["SE-2026"], "consent": consent}}},
        "source": {"fd": 1, "tid": identifier(chance, 32), "schain": {"ver": "1.0", "complete": 1, "nodes": [
            {"asi": f"ssp{chance.randrange(40)}.example", "sid": str(chance.randrange(100_000)), "hp": 1},
            {"asi": "exchange.example", "sid": str(chance.randrange(1_000)), "hp": 1}]}},
        "bcat": ["IAB25", "IAB26", "IAB7-39"], "badv": [f"blocked{n}.example" for n in range(chance.randrange(3, 8))],
    }


def bid(chance, asked, number):
    render = {0: 1, 1: 1, 2: 0}[asked["regs"]["ext"]["dsa"]["pubrender"]]
    found = {
        "id": f"b{number}", "impid": chance.choice(asked["imp"])["id"], "price": round(chance.uniform(0.2, 9), 3),
        "crid": f"c-{identifier(chance, 8)}", "cid": identifier(chance, 8), "w": 300, "h": 250,
        "nurl": f"https://win.example/{identifier(chance)}?p=${{AUCTION_PRICE}}", "cat": ["IAB11"],
    }
    dsa = {"adrender": render, "transparency": [{"domain": "dsp.example", "dsaparams": [2]}]}
    if chance.random() < 0.4:
        found["adomain"] = [f"shop{chance.randrange(5_000)}.example"]
        found["ext"] = {"dsa": dsa | {"behalf": f"Shop {number}", "paid": f"Shop {number}"}}
        return found
    notice = chance.randrange(NOTICES)
    party = f"{PARTIES[notice % len(PARTIES)]} {notice}" if notice >= len(PARTIES) else PARTIES[notice]
    found["adomain"] = [f"party{notice}.example"]
    criteria = [{"c": chance.choice(CATEGORIES), "src": "contextual", "inc": 1} for _ in range(chance.randrange(3))]
    ttpa = {"political": 1, "notice": f"https://ads.example/t/{notice:08X}", "noticehash": f"{notice:064x}",
            "declaration": f"d{notice}", "sponsor": party, "election": ["SE-2026"], "targeting": 0, "criteria": criteria}
    fault = chance.random()
    if fault < 0.04:
        ttpa["noticehash"] = identifier(chance, 64)
    elif fault < 0.08:
        criteria.append({"c": chance.choice(PERSONAL), "src": chance.choice(["declared", "inferred", "observed"]), "inc": 1})
    elif fault < 0.12:
        party = "Somebody Else"
    elif fault < 0.14:
        found["adomain"] = ["elsewhere.example"]
    found["ext"] = {"dsa": dsa | {"behalf": party, "paid": party}, "ttpa": ttpa}
    return found


def lines(count, seed=4):
    """Yields (line, request, response) as compact JSON bytes."""
    chance = random.Random(seed)
    encoded = dump(context())
    for number in range(count):
        asked = request(chance, number)
        bids = [bid(chance, asked, index) for index in range(chance.choice([1, 1, 2]))]
        answer = {"id": asked["id"], "cur": "EUR", "seatbid": [{"seat": "dsp", "bid": bids}]}
        parts = dump(asked), dump(answer)
        yield b'{"request":' + parts[0] + b',"response":' + parts[1] + b',"context":' + encoded + b"}", *parts


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
