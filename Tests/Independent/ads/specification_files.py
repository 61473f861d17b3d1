"""ads.txt files and supply chains, good, sloppy and hostile, for comparison with 14.3 and 14.4."""

import copy

from specification_common import bare_host

HOSTS = ("a.example", "b.example", "A.example", "ssp.Example", "å.example", "münchen.example", "xn--5ca.example", "example", "http://a.example", "a.example/x",
         "a.example:80", "*.a.example", "", "a..example", ".a.example", "a example", "co.uk", "owner.co.uk", "a-b.example", "mailto:a@b.example")
IDS = ("1", "AbC", "abc", "1%2C2", "1%2c2", "%", "%zz", "a%", "%C3%A5", "%ff", "x" * 256, "x" * 257, "å", "", "a b", "pub-1", "%41", "%25", "a=b")
RELATIONS = ("DIRECT", "RESELLER", "direct", "Reseller", "BOTH", "", "DIRECT RESELLER", "DIRECT\u0301", "ＤIRECT")
CERTS = ("0123456789abcdef", "012345678", "01234567", "0123456789abcdef0", "ABCDEF012345", "xyz", "", "0123456789ABCDEF")
SPACES = ("", " ", "\t", "  ", "\xa0", "\u2003", "\u3000 ")
VARIABLES = ("OWNERDOMAIN", "ownerdomain", "MANAGERDOMAIN", "ManagerDomain", "CONTACT", "contact", "SUBDOMAIN", "INVENTORYPARTNERDOMAIN", "COLOR", "OWNERDOMAINS", "X")
COUNTRIES = ("SE", "se", "De", "FI")
ENDS = (b"\n", b"\n", b"\n", b"\r\n", b"\r")


def line(random):
    kind = random.random()
    space = lambda: random.choice(SPACES) if random.random() < 0.25 else ""  # noqa: E731
    often = lambda common, all: common if random.random() < 0.7 else random.choice(all)  # noqa: E731
    if kind < 0.55:
        fields = [random.choice(HOSTS[:3]) if random.random() < 0.8 else random.choice(HOSTS), often(random.choice(("1", "2")), IDS),
                  often(random.choice(("DIRECT", "RESELLER")), RELATIONS), often("0123456789abcdef", CERTS), "more", "and more"]
        text = ",".join(space() + field + space() for field in fields[:random.choice((1, 2, 3, 3, 3, 3, 4, 4, 5, 6))])
        if random.random() < 0.1:
            text += random.choice((";", ";ext,=x", " ; k=v", ";#", ";%"))
    elif kind < 0.85:
        name = random.choice(VARIABLES)
        value = random.choice(HOSTS[:8]) if random.random() < 0.8 else random.choice(HOSTS)
        if name.upper() == "MANAGERDOMAIN" and random.random() < 0.6:
            value += space() + "," + space() + random.choice(COUNTRIES)
        if name.upper() == "CONTACT":
            value = random.choice(("mailto:x@y.example?a=b", "Editor, Street 1", "https://x.example/", "a", ""))
        if name in ("COLOR", "X", "OWNERDOMAINS"):
            value = random.choice(("blue", "a=b"))
        text = f"{space()}{name}{random.choice(('', '', ' '))}={space()}{value}{space()}"
    elif kind < 0.9:
        text = random.choice(("placeholder.example.com, placeholder, DIRECT, placeholder", "placeholder.example.com,placeholder,DIRECT,placeholder"))
    else:
        text = random.choice(("", " ", "\t", "# note", "garbage", ",", ",,", ",,,", "=", "=x", "a.example, abc=1, DIRECT", "a=b, c", "ssp.example, x=y, RESELLER",
                              "<b>", "a.example,\x071,DIRECT", "a.example,1\x7f,DIRECT", "a.example,1\x85,DIRECT", "a.example\x00,1,DIRECT", "a.example,1,DIRECT\x0c", ";", ";a.example,1,DIRECT"))
    if random.random() < 0.1:
        text += random.choice(("#", " # x", "#\x07", "# å"))
    data = text.encode()
    if random.random() < 0.02:
        data += random.choice((b"\xff", b"#\xff", b"\xc3", b"\xed\xa0\x80", b",\xe2\x82"))
    return data


def ads_txt(random):
    data = b"\xef\xbb\xbf" if random.random() < 0.1 else b""
    if random.random() < 0.04:
        data += random.choice((b"<html>", b"\n <!doctype html>\n", b"  <a", b"\r\n\t<html>, DIRECT,1"))
        if random.random() < 0.5:
            data += b"\n"
    end = random.choice(ENDS)
    lines = [line(random) for _ in range(random.choice((0, 1, 2, 3, 5, 8, 12)))]
    if random.random() < 0.06:
        lines = [b"placeholder.example.com, placeholder, DIRECT, placeholder", random.choice((b"", b"# x", b"garbage", b"a.example,1,DIRECT"))]
    for number, entry in enumerate(lines):
        data += entry + (end if random.random() < 0.95 else random.choice(ENDS)) if number < len(lines) - 1 or random.random() < 0.7 else entry
    return data, random.choice((None, None, "b.example", "a.example", "A.Example", "owner.co.uk"))


# Chains

ASI = ("a.example", "b.example", "c.example", "A.example", "sub.a.example", "d.co.uk")
SID = ("1", "2", "7,1", "x!y", "å", "a b", "%", "x" * 64, "a-b_c.~", "10", "A", "a")


def node(random, version):
    made = {"asi": random.choice(ASI[:4]) if random.random() < 0.9 else random.choice(ASI), "sid": random.choice(SID[:2]) if random.random() < 0.75 else random.choice(SID)}
    if random.random() < 0.8:
        made["hp"] = 0 if version == "1.1" and random.random() < 0.25 else 1
    for name, value in (("rid", "r 1"), ("name", "Åå!"), ("domain", "x.example")):
        if random.random() < 0.15:
            made[name] = value
    return made


BAD_CHAINS = (
    ("ver", "2.0"), ("ver", None), ("ver", 1.0), ("ver", "1"), ("complete", 3), ("complete", "1"), ("complete", None), ("complete", True), ("complete", -1),
    ("nodes", []), ("nodes", None), ("nodes", "x"), ("nodes", ["x"]), ("nodes", [{"asi": "a.example", "sid": "1"}] * 21))
BAD_NODES = (("asi", "a"), ("asi", "http://a.example"), ("asi", None), ("asi", ""), ("asi", 5), ("asi", "a.example/x"), ("asi", "*.example"), ("asi", "a.example:1"), ("sid", ""),
             ("sid", "x" * 65), ("sid", None), ("sid", 5), ("hp", 2), ("hp", "1"), ("hp", -1), ("hp", True), ("hp", None), ("sid", "å" * 64), ("sid", "å" * 65))
BAD_STRINGS = ("1.0", "1.0,1", "1.0,1!", "1.0,1!a.example", "1.0,1!a.example,", "1.0,1!,1", "1.0!a.example,1,1", "1.0,x!a.example,1,1", "1.0,!a.example,1,1", ",1!a.example,1,1", "2.0,1!a.example,1,1",
               "1.0,3!a.example,1,1", "1.0,1!a.example,1,2", "1.0,1!a.example,1,0", "1.1,1!a.example,1,0", "1.0,1!a.example,1,x", "1.0,1!a.example,%zz,1", "1.0,1!a.example,%,1", "1.0,1!a.example,%4,1",
               "1.0,1!a.example,%ff,1", "1.0,1!!a.example,1,1", "1.0,1!a.example,1,1!", "1.0,1!a.example,1,1,,,", "1.0,1!a.example,1,1,,,,", "1.0,1!a.example,1,,r", "1.0,1!a.example,1", "x", "!", ",",
               "1.0,1!a.example,7%2C1,1,,,", "1.0,1!a.example,1,1,%C3%A5,n%21,b.example", "1.0,1!A.example,a+b,1", "1.0,1!a.example, 1,1", "1.0,2!a.example,1,1!b.example,1,1", "1.1,0!a.example,1,0!b.example,2,1")


def seller(random, sid):
    made = {"seller_id": sid, "seller_type": random.choice(("PUBLISHER", "INTERMEDIARY", "BOTH", "publisher", "Intermediary", "both"))}
    if random.random() < 0.85:
        made["domain"] = random.choice(("site.example", "www.site.example", "owner.example", "a.example", "b.example", "B.example", "sub.a.example", "manager.example", "x.co.uk"))
    if random.random() < 0.2:
        made["is_confidential"] = random.choice((0, 1, 1))
    if random.random() < 0.3:
        made["is_passthrough"] = random.choice((0, 1))
    if sid.isdigit() and random.random() < 0.1:
        made["seller_id"] = int(sid)
    return made


def chain(random):
    version = random.choice(("1.0", "1.1"))
    schain = {"ver": version, "complete": random.choice((0, 1, 1, 1, 2)), "nodes": [node(random, version) for _ in range(random.choice((1, 2, 2, 3, 3, 4, 20)) if random.random() < 0.95 else 21)]}
    given = {}
    fault = random.random()
    if fault < 0.06:
        name, value = random.choice(BAD_CHAINS)
        schain[name] = value
    elif fault < 0.14:
        name, value = random.choice(BAD_NODES)
        random.choice(schain["nodes"])[name] = value
    elif fault < 0.24:
        schain = random.choice(BAD_STRINGS)
    elif fault < 0.26:
        schain = None
    elif fault < 0.36:
        import specification_chain
        try:
            schain = specification_chain.string_form(specification_chain.parse(schain))
        except specification_chain.Unreadable:
            pass
    nodes = schain["nodes"] if isinstance(schain, dict) and isinstance(schain.get("nodes"), list) else []
    known = [(entry.get("asi"), entry.get("sid")) for entry in nodes if isinstance(entry, dict) and isinstance(entry.get("sid"), str) and isinstance(entry.get("asi"), str)]
    if random.random() < 0.98:
        given["schain"] = schain
    if random.random() < 0.7:
        given["site"] = random.choice(("site.example", "www.site.example", "SITE.example", "x.co.uk", "a.x.co.uk"))
    if random.random() < 0.7:
        given["boughtFrom"] = known[-1][0] if known and bare_host(known[-1][0]) and random.random() < 0.8 else random.choice(ASI)
    if random.random() < 0.5:
        given["publisherId"] = random.choice(SID[:3])
    if random.random() < 0.8:
        lines = [f"{asi}, {sid.replace('%', '%25').replace(',', '%2C')}, {random.choice(('DIRECT', 'DIRECT', 'RESELLER', 'direct'))}" for asi, sid in known if random.random() < 0.8]
        if random.random() < 0.5:
            lines.append(f"OWNERDOMAIN={random.choice(('site.example', 'owner.example', 'OWNER.example'))}")
        if random.random() < 0.3:
            lines.append(f"MANAGERDOMAIN={random.choice(('manager.example', 'a.example, SE', 'b.example'))}")
        if random.random() < 0.08:
            lines = [random.choice(("", "garbage", "<html>", "placeholder.example.com, placeholder, DIRECT, placeholder"))]
        random.shuffle(lines)
        given["adsTxt"] = "\n".join(lines) + "\n"
    if random.random() < 0.75:
        files = {}
        for asi, sid in known:
            if random.random() < 0.9:
                file = files.setdefault(asi.lower(), {"version": "1.0", "sellers": []})
                if random.random() < 0.9 and all(str(entry["seller_id"]) != sid for entry in file["sellers"]):
                    file["sellers"].append(seller(random, sid))
        given["sellersJson"] = files
    if random.random() < 0.3:
        given["now"] = "2026-08-20T12:00:00Z"
    if random.random() < 0.4:
        time = lambda: random.choice(("2026-08-13T12:00:00Z", "2026-08-13T11:59:59Z", "2026-08-19T00:00:00Z", "2026-08-13T14:00:00+02:00", "2026-08-13T13:59:59+02:00"))  # noqa: E731
        given["fetchedAt"] = random.choice(({"adsTxt": time()}, {"sellersJson": {"a.example": time(), "b.example": time()}}, {"adsTxt": time(), "sellersJson": {}}))
    return copy.deepcopy(given)
