"""ads.txt of 10.1 and 14.3, written from the specification alone."""

import re
import urllib.parse

from specification_common import bare_host, under

SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
KNOWN = {"CONTACT", "SUBDOMAIN", "INVENTORYPARTNERDOMAIN", "OWNERDOMAIN", "MANAGERDOMAIN"}
PLACEHOLDER = ["placeholder.example.com", "placeholder", "DIRECT", "placeholder"]


class Rejected(Exception):
    pass


class TooLarge(Exception):
    pass


def lines_of(data):
    """LF, CRLF and CR end a line."""
    lines = re.split(rb"\r\n|\n|\r", data)
    return lines[:-1] if lines[-1] == b"" else lines


def read(data, root=None):
    if len(data) > 4 << 20:
        raise TooLarge
    warnings, rejected, records, variables = set(), [], [], []
    bom = data.startswith(b"\xef\xbb\xbf")
    if bom:
        data = data[3:]
        warnings.add((1, "byte-order-mark"))
    lines = lines_of(data)
    if len(lines) > 100_000:
        raise TooLarge
    html = data.lstrip(b" \t\r\n\v\f").startswith(b"<")
    placeholder = False
    for number, line in enumerate(lines, 1):
        if html and line.lstrip(b" \t\v\f").startswith(b"<") and not any(code == "looks-like-html" for _, code in warnings):
            warnings.add((number, "looks-like-html"))
        noted = set()

        def trim(text):
            inner = text.strip(" \t" + SPACES)
            start = text.find(inner) if inner else len(text)
            around = text[:start] + text[start + len(inner):]
            if any(character in SPACES for character in around):
                noted.add("unusual-space")
            return inner

        def host(value):
            if any("A" <= character <= "Z" for character in value):
                noted.add("domain-case")
            value = value.lower()
            if not value.isascii():
                try:
                    value = value.encode("idna").decode("ascii")
                except UnicodeError:
                    raise Rejected from None
                noted.add("idn-converted")
            if not bare_host(value):
                raise Rejected
            return value

        try:
            cut = line.split(b"#", 1)[0]
            try:
                text = cut.decode("utf-8")
            except UnicodeDecodeError:
                raise Rejected from None
            if any((ord(character) < 0x20 and character != "\t") or 0x7F <= ord(character) <= 0x9F for character in text):
                raise Rejected
            text = trim(text)
            if not text:
                warnings |= {(number, code) for code in noted}
                continue
            if re.match(r"[A-Za-z]+\s*=", text.split(",", 1)[0]):
                name, value = text.split("=", 1)
                name, value = trim(name).upper(), trim(value)
                if name not in KNOWN:
                    warnings |= {(number, code) for code in noted | {"unknown-variable"}}
                    continue
                if not value:
                    raise Rejected
                key = None
                if name == "MANAGERDOMAIN":
                    place, _, country = value.partition(",")
                    value, country = host(trim(place)), trim(country).upper()
                    if "," in text.split("=", 1)[1] and not re.fullmatch("[A-Z]{2}", country):
                        raise Rejected
                    value, key = (f"{value},{country}" if country else value), country
                elif name != "CONTACT":
                    value = host(value)
                if name == "SUBDOMAIN" and root and (not under(value, root) or value == root.lower()):
                    raise Rejected
                if name in ("OWNERDOMAIN", "MANAGERDOMAIN"):
                    before = [entry for entry in variables if entry[1] == name and entry[3] == key]
                    if before:
                        variables.remove(before[0])
                        noted.add(f"{name.lower()}-repeated")
                variables.append((number, name, value, key))
            else:
                fields = text.split(";", 1)[0].split(",")
                fields = [trim(field) for field in fields[:4]] + fields[4:]
                if fields == PLACEHOLDER:
                    placeholder = True
                    continue
                if len(fields) < 3:
                    raise Rejected
                if len(fields) > 4:
                    noted.add("extra-field")
                domain = host(fields[0])
                account = fields[1]
                if re.search(r"%(?![0-9A-Fa-f]{2})", account):
                    noted.add("bad-percent-encoding")
                else:
                    try:
                        account = urllib.parse.unquote_to_bytes(account).decode("utf-8")
                    except UnicodeDecodeError:
                        noted.add("bad-percent-encoding")
                if not account or len(account) > 256:
                    raise Rejected
                relation = fields[2].upper()
                if relation not in ("DIRECT", "RESELLER") or not fields[2].isascii():
                    raise Rejected
                if relation != fields[2]:
                    noted.add("relationship-case")
                cert = fields[3] if len(fields) > 3 and fields[3] else None
                if cert and not re.fullmatch("[0-9a-f]{9,16}", cert):
                    noted.add("bad-cert")
                others = {entry[3] for entry in records if entry[1:3] == (domain, account)}
                if others - {relation}:
                    noted.add("relationship-conflict")
                if relation in others:
                    noted.add("duplicate-record")
                else:
                    records.append((number, domain, account, relation, cert))
        except Rejected:
            rejected.append(number)
            continue
        warnings |= {(number, code) for code in noted}

    if html:
        records, variables = [], []
        warnings = {warning for warning in warnings if warning[1] in ("byte-order-mark", "looks-like-html")}
    state = ("no-declaration" if html or not (records or variables or placeholder)
             else "declared-nobody" if placeholder and not records else "declared")
    if state == "no-declaration":
        warnings.add((0, "no-valid-lines"))
    return {"state": state, "records": records, "variables": [entry[:3] for entry in variables], "rejected": rejected, "warnings": warnings}
