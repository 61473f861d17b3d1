"""Supply chains of 10.4 and 14.4, written from the specification alone."""

import datetime
import re
import urllib.parse

import specification_adstxt
from specification_common import bare_host, instant, root

FIELDS = ("asi", "sid", "hp", "rid", "name", "domain", "ext")


class Unreadable(Exception):
    pass


def decode(value):
    if re.search(r"%(?![0-9A-Fa-f]{2})", value):
        raise Unreadable
    try:
        return urllib.parse.unquote_to_bytes(value).decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable from None


def from_string(form):
    head, *nodes = form.split("!")
    fields = head.split(",")
    if len(fields) != 2 or not re.fullmatch("[0-9]", fields[1]):
        raise Unreadable
    made = []
    for node in nodes:
        values = [decode(value) for value in node.split(",")]
        if len(values) < 2 or len(values) > 7:
            raise Unreadable
        entry = {name: value for name, value in zip(FIELDS, values) if value}
        if "hp" in entry:
            if not re.fullmatch("[0-9]", entry["hp"]):
                raise Unreadable
            entry["hp"] = int(entry["hp"])
        made.append(entry)
    return {"ver": decode(fields[0]), "complete": int(fields[1]), "nodes": made}


def whole(value, *allowed):
    return not isinstance(value, bool) and value in allowed


def parse(schain):
    """The chain with hp filled in; Unreadable is C02."""
    if isinstance(schain, str):
        schain = from_string(schain)
    if not isinstance(schain, dict) or schain.get("ver") not in ("1.0", "1.1") or not whole(schain.get("complete"), 0, 1, 2):
        raise Unreadable
    nodes = schain.get("nodes")
    if not isinstance(nodes, list) or not 1 <= len(nodes) <= 20:
        raise Unreadable
    made = []
    for node in nodes:
        if not isinstance(node, dict):
            raise Unreadable
        sid, hp = node.get("sid"), node.get("hp")
        if not bare_host(node.get("asi")) or not isinstance(sid, str) or not 1 <= len(sid) <= 64:
            raise Unreadable
        if hp is None:
            hp = 1
        if not whole(hp, 0, 1) or (hp == 0 and schain["ver"] != "1.1"):
            raise Unreadable
        entry = {"asi": node["asi"], "sid": sid, "hp": hp}
        for name in ("rid", "name", "domain", "ext"):
            if node.get(name) not in (None, ""):
                entry[name] = node[name]
        made.append(entry)
    return {"ver": schain["ver"], "complete": schain["complete"], "nodes": made}


def string_form(chain):
    parts = [f"{chain['ver']},{chain['complete']}"]
    for node in chain["nodes"]:
        values = [urllib.parse.quote(str(node.get(name, "")), safe="-._~") for name in FIELDS[:-1]]
        while values and not values[-1]:
            values.pop()
        parts.append(",".join(values))
    return "!".join(parts)


def key(node):
    return node["asi"].lower(), node["sid"]


def check(given):
    """Verdict, findings as a set of (code, severity, node), the chain, and its string form."""
    def ended(code, severity, chain=None):
        verdict = "block" if severity == "block" else "allow"
        return verdict, {(code, severity, None)}, chain, string_form(chain) if chain else None

    schain = given.get("schain")
    if schain is None or (isinstance(schain, str) and not schain.strip()):
        return ended("C01", "warn")
    try:
        chain = parse(schain)
    except Unreadable:
        return ended("C02", "block")
    nodes = chain["nodes"]
    paid = [index for index, node in enumerate(nodes) if node["hp"] == 1]
    if any(key(one) == key(two) for one, two in zip(nodes, nodes[1:])) or len({key(nodes[index]) for index in paid}) < len(paid):
        return ended("C03", "block", chain)

    found = set()

    def fire(code, severity="warn", node=None):
        found.add((code, severity, node))

    now, fetched = instant(given.get("now")), given.get("fetchedAt") or {}
    times = [fetched.get("adsTxt"), *(fetched.get("sellersJson") or {}).values()]
    stale = bool(now) and any(instant(time) and now - instant(time) > datetime.timedelta(days=7) for time in times)
    if stale:
        fire("C16")
    bought = given.get("boughtFrom")
    if bought and nodes[-1]["asi"].lower() != bought.lower():
        fire("C04", "block", len(nodes) - 1)
    if chain["complete"] == 0:
        fire("C14")

    ads = None
    if isinstance(given.get("adsTxt"), str):
        ads = specification_adstxt.read(given["adsTxt"].encode())
    listed = {(record[1], record[2]) for record in ads["records"]} if ads else set()
    direct = {(record[1], record[2]) for record in ads["records"] if record[3] == "DIRECT"} if ads else set()
    usable = ads is not None and ads["state"] != "no-declaration"

    sellers = given.get("sellersJson")

    def seller(node):
        file = {name.lower(): file for name, file in sellers.items()}.get(node["asi"].lower()) if sellers is not None else None
        for entry in (file or {}).get("sellers") or []:
            if str(entry.get("seller_id")) == node["sid"]:
                return entry
        return None

    def kind(entry):
        return str(entry.get("seller_type", "")).upper()

    if paid:
        first = nodes[paid[0]]
        entry = seller(first)
        if chain["complete"] in (1, 2):
            if ads is not None and key(first) not in listed:
                fire("C05", "warn" if not usable or stale else "block", paid[0])
            elif usable and key(first) not in direct:
                fire("C06", node=paid[0])
            if entry and kind(entry) not in ("PUBLISHER", "BOTH"):
                fire("C07", node=paid[0])
            if entry and entry.get("domain") and usable:
                owners = {value for _, name, value in ads["variables"] if name == "OWNERDOMAIN"}
                if not owners and given.get("site"):
                    owners = {root(given["site"])}
                if owners:
                    if kind(entry) in ("INTERMEDIARY", "BOTH"):
                        owners |= {value.split(",")[0] for _, name, value in ads["variables"] if name == "MANAGERDOMAIN"}
                    if root(entry["domain"]) not in owners:
                        fire("C08", node=paid[0])
    for position, index in enumerate(paid):
        node = nodes[index]
        if usable and key(node) not in listed:
            fire("C09", node=index)
        if sellers is not None:
            entry = seller(node)
            if entry is None:
                fire("C10", node=index)
            elif entry.get("is_confidential") == 1:
                fire("C12", node=index)
            elif position > 0:
                before = nodes[paid[position - 1]]
                if kind(entry) not in ("INTERMEDIARY", "BOTH") or root(entry.get("domain") or "") != root(before["asi"]):
                    fire("C11", node=index)
    for index, node in enumerate(nodes):
        if node["hp"] == 0 and sellers is not None:
            entry = seller(node)
            if entry and entry.get("is_passthrough") != 1:
                fire("C13", "info", index)
    identifier = given.get("publisherId")
    if identifier and bought and len(paid) == 1 and nodes[paid[0]]["asi"].lower() == bought.lower() and identifier != nodes[paid[0]]["sid"]:
        fire("C15")
    return "block" if any(severity == "block" for _, severity, _ in found) else "allow", found, chain, string_form(chain)
