"""`ads measure` of 6.3, 7, 10.5, 11 and 14.6, written from the specification alone."""

import math
import re
from decimal import Decimal, getcontext
from fractions import Fraction

from specification_common import integer, narrowness, number, root, text


getcontext().prec = 50


class Wrong(Exception):
    pass


def require(condition):
    if not condition:
        raise Wrong


BIT = Decimal(2).ln()


def xlog(p, q):
    return p * (p / q).ln() if p else Decimal(0)


def entropy(shares):
    return -sum((xlog(p, 1) for p in shares), Decimal(0)) / BIT


def whole(values):
    require(isinstance(values, list) and all(integer(value, 0) for value in values))
    return values


def rate(value):
    """A decimal string that is not Money: its digits have no bound of their own."""
    require(isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value))
    return Fraction(value)


def decimal(value):
    require(isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,4})?", value))
    return Fraction(value)


def shown(value):
    """Exact, with two decimals at least."""
    digits = 2
    while (value * 10 ** digits).denominator != 1:
        digits += 1
    units = int(value * 10 ** digits)
    return f"{units // 10 ** digits}.{units % 10 ** digits:0{digits}d}"


def divergence(m):
    counts, baseline = whole(m.get("counts")), m.get("baseline")
    require(isinstance(baseline, list) and all(number(share) and share >= 0 for share in baseline))
    require(len(counts) == len(baseline) >= 2 and sum(counts) > 0 and sum(baseline) > 0)
    require(all(share or not count for count, share in zip(counts, baseline)))
    total, weight = Decimal(sum(counts)), sum(map(Decimal, baseline))
    pairs = [(count / total, Decimal(share) / weight) for count, share in zip(counts, baseline)]
    return {"TVD": float(sum(abs(p - q) for p, q in pairs) / 2),
            "JSD": float(sum(xlog(p, (p + q) / 2) + xlog(q, (p + q) / 2) for p, q in pairs) / 2 / BIT),
            "G": float(2 * total * sum(xlog(p, q) for p, q in pairs)), "df": len(counts) - 1, "biasBits": float((len(counts) - 1) / (2 * total * BIT))}


def variants(m):
    table = m.get("table")
    require(isinstance(table, list) and len(table) >= 2)
    for row in table:
        whole(row)
    require(len(table[0]) >= 2 and all(len(row) == len(table[0]) for row in table))
    total = Decimal(sum(map(sum, table)))
    require(total > 0)
    rows, columns = [sum(row) / total for row in table], [sum(column) / total for column in zip(*table)]
    mutual = sum(xlog(count / total, p * q) for row, p in zip(table, rows) for count, q in zip(row, columns)) / BIT
    bias = (len(rows) - 1) * (len(columns) - 1) / (2 * total * BIT)
    hv, hc = entropy(rows), entropy(columns)
    nmi = max(Decimal(0), mutual - bias) / min(hv, hc) if min(hv, hc) > 0 else Decimal(0)
    return {name: float(value) for name, value in (("I", mutual), ("HV", hv), ("HC", hc), ("bias", bias), ("NMI", nmi), ("effective", Decimal(2) ** hv))}


def proxy(m):
    cells = [m.get(name) for name in "abcd"]
    whole(cells)
    a, b, c, d = cells
    require(a + b > 0 and a + c > 0)
    lift = (a / (a + b)) / ((a + c) / (a + b + c + d))
    if 0 in cells:
        a, b, c, d = (cell + 0.5 for cell in cells)
    odds = a * d / (b * c)
    error = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    low = math.exp(math.log(odds) - 1.96 * error)
    return {"lift": lift, "OR": odds, "lo": low, "hi": math.exp(math.log(odds) + 1.96 * error),
            "verdict": "forbid" if lift >= 2 and low > 1.5 else "review" if lift >= 1.25 else "allow"}


def narrow(m):
    e, a = m.get("E"), m.get("A")
    whole([e, a])
    require(1 <= a <= e)
    bits, verdict = narrowness(e, a)
    return {"bits": bits, "verdict": verdict}


def revenue(m):
    whole([m.get("pageviews"), m.get("ads")])
    gross = m["pageviews"] * m["ads"] * rate(m.get("fill")) * rate(m.get("cpm")) / 1000
    return {"gross": shown(gross), "net": shown(gross * rate(m.get("share")))}


def payments(value):
    require(isinstance(value, list))
    made = []
    for entry in value:
        require(isinstance(entry, dict) and text(entry.get("from")) and text(entry.get("to")))
        made.append((entry["from"], entry["to"], decimal(entry.get("amount"))))
    return made


def net_of_chain(m):
    sponsor = m.get("sponsor")
    require(text(sponsor))
    nets = {}
    for payer, receiver, amount in payments(m.get("invoices")):
        nets[receiver] = nets.get(receiver, Fraction(0)) + amount
        nets[payer] = nets.get(payer, Fraction(0)) - amount
    nets.pop(sponsor, None)
    require(all(net >= 0 for net in nets.values()))
    return {"byProvider": {name: shown(net) for name, net in nets.items()}, "amountsAd": shown(sum(nets.values(), Fraction(0)))}


def flow(m):
    source, rated = m.get("source"), m.get("rated")
    require(text(source) and isinstance(rated, list) and all(isinstance(name, str) for name in rated))
    outgoing, incoming, names = {}, {}, {source}
    for payer, receiver, amount in payments(m.get("edges")):
        outgoing.setdefault(payer, []).append((receiver, amount))
        incoming[receiver] = incoming.get(receiver, 0) + amount
        names |= {payer, receiver}
    state = {}

    def order(name, into):
        require(state.get(name) != 1)
        if name not in state:
            state[name] = 1
            for receiver, _ in outgoing.get(name, ()):
                order(receiver, into)
            state[name] = 2
            into.append(name)

    sequence = []
    for name in names:
        order(name, sequence)
    for name in names:
        out = sum(amount for _, amount in outgoing.get(name, ()))
        require(not incoming.get(name) or out <= incoming[name])
    total = sum((amount for _, amount in outgoing.get(source, ())), Fraction(0))
    held = dict.fromkeys(names, Fraction(0)) | {source: total, "unknown": Fraction(0)}
    parts = dict.fromkeys(("rated", "unknown", "clean", "fees"), Fraction(0))
    for name in reversed(sequence):
        edges = outgoing.get(name, ())
        if not edges:
            parts["fees" if name == "fee" else "unknown" if name == "unknown" else "rated" if name in rated else "clean"] += held[name]
            continue
        out = sum(amount for _, amount in edges)
        base = out if name == source else max(out, incoming.get(name, Fraction(0)))
        if not base:
            continue
        for receiver, amount in edges:
            held[receiver] += held[name] * amount / base
        if base > out:
            parts["unknown"] += held[name] * (base - out) / base
    cents = {name: part * 100 for name, part in parts.items()}
    floors = {name: int(part) for name, part in cents.items()}
    missing = round(total * 100) - sum(floors.values()) if (total * 100).denominator == 1 else None
    if missing is None:
        raise LookupError("the sum is no whole cents: the letter does not say")
    by_rest = sorted(parts, key=lambda name: floors[name] - cents[name])
    for name in by_rest[:missing]:
        floors[name] += 1
    return {name: shown(Fraction(value, 100)) for name, value in floors.items()} | {"sum": shown(total)}


def pools(m):
    files, owner, rated = m.get("adsTxt"), m.get("owner"), m.get("rated")
    require(isinstance(files, dict) and isinstance(owner, dict) and isinstance(rated, list)
            and all(isinstance(name, str) for name in rated))
    accounts = {}
    for site, lines in files.items():
        require(isinstance(lines, list))
        for line in lines:
            require(isinstance(line, list) and len(line) == 3 and all(map(text, line)) and line[2] in ("DIRECT", "RESELLER"))
            if line[2] == "DIRECT":
                accounts.setdefault(f"{line[0]}/{line[1]}", set()).add(site)
    made = []
    for account, sites in sorted(accounts.items()):
        owners = {owner.get(site) or root(site) for site in sites}
        if len(owners) >= 2:
            made.append({"account": account, "owners": len(owners), "sites": sorted(sites), "ratedSites": sorted(sites & set(rated))})
    return {"pools": made}


KINDS = {"divergence": divergence, "variants": variants, "proxy": proxy, "narrowness": narrow, "revenue": revenue, "netOfChain": net_of_chain, "flow": flow, "pools": pools}


def answer(m):
    kind = {"kind": m.get("kind")}
    try:
        require(m.get("kind") in KINDS)
        return kind | KINDS[m["kind"]](m)
    except Wrong:
        return kind | {"error": True}


# Inputs

BAD = (None, "x", "", -1, 1.5, [], {}, True, "1", [1], [-1, 2], [1, "2"], [1.5, 2], "1.00000", "-1", "1,5", " 1")


def amount(random):
    return random.choice((f"{random.randrange(1000)}.{random.randrange(100):02d}", str(random.randrange(2000)), "0", "0.01", "100.00", "33.33"))


def one(random):
    kind = random.choice(list(KINDS))
    m = {"kind": kind}
    if kind == "divergence":
        size = random.choice((1, 2, 3, 6, 40))
        m |= {"counts": [random.choice((0, 1, random.randrange(10 ** 4), random.randrange(10 ** 7))) for _ in range(size)],
              "baseline": [random.choice((random.random(), random.randrange(1, 100), 0.2, 1e-9) + ((0,) if random.random() < 0.2 else ())) for _ in range(size if random.random() < 0.95 else size + 1)]}
    elif kind == "variants":
        columns = random.choice((1, 2, 3, 5))
        m["table"] = [[random.choice((0, random.randrange(100), random.randrange(10 ** 5))) for _ in range(columns if random.random() < 0.98 else columns + 1)]
                      for _ in range(random.choice((1, 2, 3, 8)))]
        if random.random() < 0.1:
            m["table"] = [[0] * columns, m["table"][0]]
    elif kind == "proxy":
        m |= {name: random.choice((0, 1, random.randrange(200), random.randrange(5000))) for name in "abcd"}
    elif kind == "narrowness":
        e = random.choice((1, 49_999, 50_000, 30_000, 61_000_000, 4096, 4096 * 256, 4096 * 4096, random.randrange(1, 10 ** 7)))
        m |= {"E": e, "A": random.choice((1, 999, 1000, e, e // 20, e // 20 + 1, e // 256, e // 4096, e + 1, 0, random.randrange(1, e + 1)))}
    elif kind == "revenue":
        number_ = lambda: random.choice(("0.7", "1", "0", "0.0001", "12.3456", "999.9", f"{random.random():.4f}"))  # noqa: E731
        m |= {"pageviews": random.choice((0, 1, 1_800_000, random.randrange(10 ** 9))), "ads": random.randrange(8), "fill": number_(), "cpm": number_(), "share": number_()}
    elif kind in ("netOfChain", "flow"):
        names = ["p", "agency", "ssp", "paper", "å", "r.example", "ok.example", "fee", "unknown", "o"]
        edges = []
        for _ in range(random.randrange(9)):
            one_, two = sorted(random.sample(range(len(names)), 2))
            if names[one_] in ("fee", "unknown"):
                continue
            edges.append({"from": names[one_], "to": names[two], "amount": amount(random)})
        if random.random() < 0.6:
            edges = [{"from": "p", "to": "agency", "amount": "5000.00"}, {"from": "o", "to": "agency", "amount": amount(random)}] + [
                edge for edge in edges if edge["from"] in ("agency",) and edge["to"] != "p"]
            edges += [{"from": "p", "to": "ssp", "amount": "3001.01"}, {"from": "ssp", "to": "r.example", "amount": "1000.01"}, {"from": "ssp", "to": random.choice(names[5:9]), "amount": amount(random)}]
        if random.random() < 0.05:
            edges.append({"from": "paper", "to": "p", "amount": "1"})
        random.shuffle(edges)
        m |= {"sponsor": "p", "invoices": edges} if kind == "netOfChain" else {"source": random.choice(("p", "p", "p", "o", "nobody")), "rated": ["r.example"] + random.choice(([], ["paper"])), "edges": edges}
    else:
        sites = ("u.example", "v.example", "w.example", "a.w.example", "x.co.uk", "y.co.uk", "xn--5ca.example")
        m |= {"adsTxt": {site: [[random.choice(("ssp.example", "x.example")), random.choice(("1", "2", "A")), random.choice(("DIRECT", "DIRECT", "RESELLER"))] for _ in range(random.randrange(4))]
                         for site in random.sample(sites, random.randrange(len(sites)))},
              "owner": {site: random.choice(("o1.example", "o2.example")) for site in random.sample(sites, random.randrange(4))}, "rated": random.sample(sites, 2)}
    if random.random() < 0.06:
        name = random.choice([name for name in m if name != "kind"])
        if random.random() < 0.3:
            del m[name]
        else:
            m[name] = random.choice(BAD)
    if random.random() < 0.01:
        m["kind"] = random.choice(("Proxy", ""))
    return m


def same(found, expected):
    if expected is True and isinstance(found, str):
        return bool(found.strip())
    if isinstance(expected, dict):
        return isinstance(found, dict) and set(found) == set(expected) and all(same(found[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return isinstance(found, (int, float)) and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(expected, str) and isinstance(found, str) and re.fullmatch(r"[0-9]+\.[0-9]+", expected):
        return Decimal(found) == Decimal(expected)
    return found == expected
