"""Section 4.5 of the credibility reference, written down again slowly and plainly, to compare the program with."""

import csv
import hashlib
import html
import json
import math
import re
import unicodedata
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

SUFFIXES = Path("/usr/share/publicsuffix/public_suffix_list.dat")
RECORD_PROBLEMS = (
    "bad-date multiple-values missing-verdict unknown-verdict rating-disagrees out-of-scale unknown-media-category "
    "host-unknown host-mismatch author-mismatch not-signatory signatory-expired"
).split()
DOCUMENT_PROBLEMS = (
    "bad-json too-deep too-large too-many-reviews bad-context missing-url bad-url missing-claim duplicate media-without-claim"
).split()
TRUST = set(RECORD_PROBLEMS[7:])
CATEGORIES = {
    "OriginalMediaContent",
    "DecontextualizedContent",
    "EditedOrCroppedContent",
    "TransformedContent",
    "StagedContent",
    "SatireOrParodyContent",
}
SCALE = ["false", "mostlyFalse", "mixed", "mostlyTrue", "true"]
WORDS = {
    "false": "false, pants on fire, fake, hoax, incorrect, not true, debunked, falsch, unwahr, frei erfunden, faux, "
    "infondé, infox, falso, bulo, no es cierto, no es verdad, bufala, non è vero, fałsz, nieprawda, nie jest "
    "prawdą, onwaar, fout, não é verdade, ψευδές, ψέμα",
    "mostlyFalse": "mostly false, largely false, größtenteils falsch, überwiegend falsch, plutôt faux, mayormente falso, "
    "perlopiù falso, częściowy fałsz, grotendeels onwaar, maioritariamente falso, κυρίως ψευδές",
    "misleading": "misleading, distorts, irreführend, trompeur, engañoso, fuorviante, wprowadza w błąd, manipulacja, "
    "misleidend, enganador, enganoso, παραπλανητικό",
    "missingContext": "missing context, lacks context, out of context, fehlender kontext, contexte manquant, hors contexte, "
    "falta contexto, descontextualizado, contesto mancante, fuori contesto, brak kontekstu, context "
    "ontbreekt, sem contexto, ελλιπές πλαίσιο",
    "mixed": "half true, mixture, partly false, partly true, teils falsch, teilweise richtig, partiellement faux, "
    "mitigé, verdad a medias, parzialmente falso, półprawda, częściowa prawda, deels waar, gedeeltelijk "
    "onwaar, meia verdade, parcialmente falso, εν μέρει αληθές",
    "unproven": "unproven, unsupported, no evidence, unbelegt, non prouvé, sans preuve, sin pruebas, no probado, non "
    "provato, niezweryfikowane, brak dowodów, onbewezen, sem provas, ατεκμηρίωτο",
    "satire": "satire, parodie, sátira, satira, satyra, σάτιρα",
    "altered": "altered, manipulated, doctored, deepfake, manipuliert, bearbeitet, montage, détourné, truqué, "
    "manipulado, montaje, manipolato, fotomontaggio, przerobione, zmanipulowane, gemanipuleerd, bewerkt, "
    "montagem, αλλοιωμένο",
    "mostlyTrue": "mostly true, largely accurate, größtenteils richtig, plutôt vrai, mayormente cierto, perlopiù vero, w "
    "większości prawda, grotendeels waar, maioritariamente verdadeiro, κυρίως αληθές",
    "true": "true, correct, accurate, wahr, richtig, vrai, exact, verdadero, cierto, vero, prawda, waar, juist, "
    "verdadeiro, certo, αληθές",
}
NEGATIONS = "not nicht pas no non nie niet não δεν όχι".split()


def letters(text):
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c if unicodedata.category(c).startswith("L") else " " for c in folded).split()


PHRASES = [(verdict, letters(phrase)) for verdict, row in WORDS.items() for phrase in row.split(", ")]
NEGATIONS = {letters(word)[0] for word in NEGATIONS}


def verdict_of_words(text):
    words, found = letters(text), []
    for verdict, phrase in PHRASES:
        for place in range(len(words) - len(phrase) + 1):
            if words[place : place + len(phrase)] == phrase:
                found.append((-len(" ".join(phrase)), place, verdict))
    if not found:
        return None
    _, place, verdict = min(found)
    if place and words[place - 1] in NEGATIONS:
        return "false" if verdict in ("true", "mostlyTrue") else None
    return verdict


def verdict_of_score(score):
    for limit, verdict in zip((0.125, 0.375, 0.625, 0.875), SCALE):
        if score < limit:
            return verdict
    return "true"


LOOKS = dict(zip("аеорсхуіοαν", "aeopcxyioav"))


def key(text):
    """Steps 1 to 6 of section 5.1."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"https?://\S*", "", text)
    text = re.sub(r"@(?=[^\W_])", "", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = re.sub(r"[^\W_]+", lambda word: one_script(word[0]), text)
    text = re.sub(r"(?<!\d)\d{1,3}(?:[ ,.'’]\d{3})+(?!\d)", lambda run: re.sub(r"\D", "", run[0]), text)
    return " ".join("".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text).split())


def one_script(word):
    def script(c):
        if 0x400 <= ord(c) <= 0x52F:
            return "CYRILLIC"
        if 0x370 <= ord(c) <= 0x3FF or 0x1F00 <= ord(c) <= 0x1FFF:
            return "GREEK"
        return "LATIN" if unicodedata.name(c, "").startswith("LATIN") else ""

    scripts = {script(c) for c in word}
    if "LATIN" not in scripts or not scripts & {"CYRILLIC", "GREEK"}:
        return word
    if all(script(c) not in ("CYRILLIC", "GREEK") or c in LOOKS for c in word):
        return "".join(LOOKS.get(c, c) for c in word)
    other = "CYRILLIC" if "CYRILLIC" in scripts else "GREEK"
    back = {latin: c for c, latin in LOOKS.items() if script(c) == other}
    return "".join(back.get(c, c) for c in word)


# Hosts.


def suffix_rules():
    return {line.split()[0] for line in SUFFIXES.read_text("utf-8").splitlines() if line.strip() and not line.startswith("//")}


RULES = suffix_rules() if SUFFIXES.is_file() else set()


def registrable(host):
    if host is None or "." not in host or re.fullmatch(r"[\d.]+", host) or ":" in host:
        return None
    labels = host.split(".")
    size = 1
    for count in range(1, len(labels) + 1):
        name = ".".join(labels[-count:])
        if "!" + name in RULES:
            size = count - 1
            break
        if name in RULES or count > 1 and "*." + ".".join(labels[1 - count :]) in RULES:
            size = count
    return ".".join(labels[-size - 1 :]) if len(labels) > size else None


def address(text, base):
    """The resolved address, or None for one that cannot be used."""
    if re.search(r"\s", text):
        return None
    url = text if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text) else (urljoin(base, text) if base else "")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return url


def host(url):
    return urlsplit(url).hostname


# Values.


def text(value, members=("@value", "name", "url")):
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return json.dumps(value)
    if isinstance(value, list):
        return text(value[0], members) if value else None
    for member in members:
        found = text(value.get(member), members)
        if found is not None:
            return found
    return None


def url(value):
    return text(value, ("@value", "url", "@id", "contentUrl"))


def several(value):
    return isinstance(value, list) and len(value) >= 2


def each(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def clean(value):
    if value is None:
        return None
    value = re.sub(r"</?[A-Za-z][^>]*>", " ", html.unescape(value))
    value = "".join(" " if unicodedata.category(c) == "Cc" else c for c in value)
    return " ".join(value.split()) or None


def number(value):
    if isinstance(value, list):
        return number(value[0]) if value else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    words = text(value)
    return float(words.replace(",", ".")) if words is not None and re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", words) else None


def day(value):
    form = r"(\d{4}-\d{2}-\d{2})([T ]([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?)?"
    match = re.fullmatch(form, value, re.ASCII)
    try:
        return date.fromisoformat(match[1]).isoformat() if match else None
    except ValueError:
        return None


def types(node):
    names = [name for name in each(node.get("@type")) if isinstance(name, str)]
    return {re.sub(r"^(https?://schema\.org/|schema:)", "", name) for name in names}


class Scripts(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.scripts, self.open = [], False

    def handle_starttag(self, tag, attributes):
        if tag == "script":
            kind = next((value or "" for name, value in attributes if name == "type"), "")
            self.open = kind.split(";")[0].strip().lower() == "application/ld+json"
            if self.open:
                self.scripts.append("")

    def handle_data(self, data):
        if self.open:
            self.scripts[-1] += data

    def handle_endtag(self, tag):
        if tag == "script":
            self.open = False


def depth(value):
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def unwrap(script):
    script = script.strip("\ufeff \t\r\n")
    while match := re.match(r"(//|/\*)?\s*(<!--|<!\[CDATA\[)\s*(\*/)?", script):
        script = re.sub(r"(//|/\*)?\s*(-->|\]\]>)\s*(\*/)?\s*$", "", script[match.end() :]).strip("\ufeff \t\r\n")
    return script


class Document:
    def __init__(self, content, found_at, signatories, feeds, today):
        self.found_at, self.today, self.feeds = found_at, today, feeds
        self.signatories = list(csv.DictReader(signatories.splitlines()))
        self.records, self.problems, self.source = [], set(), "page"
        content = content.strip("\ufeff \t\r\n")
        if content.startswith("<"):
            parser = Scripts()
            parser.feed(content)
            parser.close()
            roots = [root for script in parser.scripts for root in self.parse(script)]
        else:
            roots = [json.loads(content, strict=False)]
        tops = [(root, top) for root in roots for top in (root if isinstance(root, list) else [root]) if isinstance(top, dict)]
        good = [(root, top) for root, top in tops if self.is_schema(top)]
        if not content.startswith("<") and any("DataFeed" in types(top) for _, top in good):
            self.source = "feed"
        self.claims, self.media = [], []
        for root, top in good:
            self.walk(top, root, None)
        if self.source == "page" and len(self.claims) > 100:
            self.problems.add("too-many-reviews")
            self.claims = self.claims[:100]
        self.read()

    def parse(self, script):
        if len(script.encode()) > 1 << 20:
            self.problems.add("too-large")
            return []
        try:
            root = json.loads(re.sub(r"[\x00-\x1f]", " ", unwrap(script)))
        except ValueError:
            self.problems.add("bad-json")
            return []
        if depth(root) > 32:
            self.problems.add("too-deep")
            return []
        return [root]

    def is_schema(self, top):
        def known(value):
            return isinstance(value, str) and re.fullmatch(r"https?://schema\.org/?", value)

        context = top.get("@context")
        if context is None or known(context) or isinstance(context, list) and any(map(known, context)):
            return True
        if isinstance(context, dict) and known(context.get("@vocab")):
            return True
        self.problems.add("bad-context")
        return False

    def walk(self, value, root, item):
        for node in each(value):
            if isinstance(node, list):
                self.walk(node, root, item)
            if not isinstance(node, dict):
                continue
            inner = node.get("url") if "DataFeedItem" in types(node) else item
            if "MediaReview" in types(node):
                self.media.append((node, root, inner))
            if "ClaimReview" in types(node):
                self.claims.append((node, root, inner))
                continue
            for member in node.values():
                self.walk(member, root, inner)

    def base(self, item):
        return (
            self.found_at if self.source == "page" or item is None else address(url(item) or "", self.found_at) or self.found_at
        )

    def read(self):
        media = {}
        for node, root, item in self.media:
            where = address(url(node.get("url")), self.base(item)) if url(node.get("url")) else None
            media.setdefault(where, (node, root))
        for node, root, item in self.claims:
            self.record(node, root, item, media)
        if set(media) - {record["url"] for record in self.records}:
            self.problems.add("media-without-claim")

    def record(self, node, root, item, media):
        written = url(node.get("url"))
        if not written:
            return self.problems.add("missing-url")
        where = address(written, self.base(item))
        if where is None:
            return self.problems.add("bad-url")
        claim = clean(text(node.get("claimReviewed")))
        if claim is None:
            return self.problems.add("missing-claim")
        problems = set()
        author = resolved(node.get("author"), root)
        rating = resolved(node.get("reviewRating"), root)
        item_reviewed = resolved(node.get("itemReviewed"), root)
        item_reviewed = item_reviewed if isinstance(item_reviewed, dict) else {}
        claimant = resolved(item_reviewed.get("author"), root)
        members = rating if isinstance(rating, dict) else {}
        looked_at = [node.get(n) for n in "claimReviewed url datePublished inLanguage author reviewRating itemReviewed".split()]
        looked_at += [members.get(n) for n in "alternateName name ratingValue bestRating worstRating".split()]
        looked_at += [item_reviewed.get("author"), item_reviewed.get("datePublished")]
        if any(map(several, looked_at)):
            problems.add("multiple-values")
        days = []
        for value in (node.get("datePublished"), item_reviewed.get("datePublished")):
            written_day = text(value)
            days.append(day(written_day) if written_day is not None else None)
            if written_day is not None and days[-1] is None:
                problems.add("bad-date")
        words, verdict, score = self.rate(rating, problems)
        identity = hashlib.sha256(f"{where}\n{key(claim)}".encode()).hexdigest()
        if any(record["id"] == identity for record in self.records):
            return self.problems.add("duplicate")
        self.trust(where, author, item, problems)
        about = self.about(media[where], problems) if where in media else None
        self.records.append(
            {
                "id": identity,
                "url": where,
                "publisherDomain": registrable(host(where)),
                "publisherName": name(author),
                "claim": claim,
                "claimant": name(claimant),
                "claimDate": days[1],
                "appearances": appearances(item_reviewed),
                "reviewDate": days[0],
                "language": text(node.get("inLanguage")) or None,
                "verdictText": words,
                "verdict": verdict,
                "score": score,
                "media": about,
                "source": self.source,
                "status": "unverified" if problems & TRUST else "accepted",
                "problems": [problem for problem in RECORD_PROBLEMS if problem in problems],
            }
        )

    def rate(self, rating, problems):
        members = rating if isinstance(rating, dict) else {}
        if isinstance(rating, dict):
            words = clean(text(rating.get("alternateName"))) or clean(text(rating.get("name")))
        else:
            words = clean(text(rating))
        value, best, worst = (number(members.get(n)) for n in ("ratingValue", "bestRating", "worstRating"))
        score = None
        if value == -1:
            problems.add("out-of-scale")
        elif None not in (value, best, worst) and all(map(math.isfinite, (value, best, worst))) and best != worst:
            width = abs(best - worst)
            if min(best, worst) - width <= value <= max(best, worst) + width:
                score = min(max((value - worst) / (best - worst), 0), 1)
            else:
                problems.add("out-of-scale")
        worded = verdict_of_words(words) if words else None
        counted = verdict_of_score(score) if score is not None else None
        if worded in SCALE and counted and abs(SCALE.index(worded) - SCALE.index(counted)) >= 2:
            problems.add("rating-disagrees")
        verdict = worded or counted or "other"
        if words is None:
            problems.add("missing-verdict")
        elif verdict == "other":
            problems.add("unknown-verdict")
        return words, verdict, score

    def trust(self, where, author, item, problems):
        own = registrable(host(where))
        if self.found_at is None:
            problems.add("host-unknown")
        elif self.source == "feed" and host(self.found_at) in self.feeds:
            if item is not None:
                stated = address(url(item) or "", self.found_at)
                if stated is None or own is None or registrable(host(stated)) != own:
                    problems.add("host-mismatch")
        elif own is None or registrable(host(self.found_at)) != own:
            problems.add("host-mismatch")
        page = url(author.get("url")) if isinstance(author, dict) else None
        if page and re.match("https?://", page, re.I):
            if own is None or not address(page, None) or registrable(host(page)) != own:
                problems.add("author-mismatch")
        rows = [row for row in self.signatories if host(where) == row["domain"] or host(where).endswith("." + row["domain"])]
        if not rows:
            problems.add("not-signatory")
        elif not any(
            row["status"] in ("verified", "under-renewal")
            and (not row["since"] or row["since"] <= self.today)
            and (not row["until"] or row["until"] >= self.today)
            for row in rows
        ):
            problems.add("signatory-expired")

    def about(self, found, problems):
        node, root = found
        category = text(node.get("mediaAuthenticityCategory"))
        known = re.sub(r"^(https?://schema\.org/|schema:)", "", category or "").replace(
            "MissingContext", "DecontextualizedContent"
        )
        if category is not None and known not in CATEGORIES:
            problems.add("unknown-media-category")
        reviewed = resolved(node.get("itemReviewed"), root)
        items = []
        for copy in each(reviewed.get("mediaItemAppearance") if isinstance(reviewed, dict) else None):
            where = url(copy.get("contentUrl")) if isinstance(copy, dict) else url(copy)
            where = where if where and re.match("https?://", where) else None
            digest = text(copy.get("sha256")) if isinstance(copy, dict) else None
            if where or digest is not None:
                items.append({"url": where, "sha256": digest})
        return {
            "category": known if known in CATEGORIES else None,
            "context": clean(text(node.get("originalMediaContextDescription"))),
            "originals": web_addresses(each(node.get("originalMediaLink"))),
            "items": items,
        }


def name(value):
    if isinstance(value, dict):
        return clean(text(value.get("@value", value.get("name"))))
    return clean(text(value))


def resolved(value, root):
    while isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict) or list(value) != ["@id"]:
        return value
    return find(root, value["@id"]) or value


def find(value, identity):
    if isinstance(value, dict):
        if value.get("@id") == identity and len(value) > 1:
            return value
        value = list(value.values())
    for member in value if isinstance(value, list) else []:
        found = find(member, identity)
        if found:
            return found
    return None


def appearances(item):
    values = each(item.get("firstAppearance")) + each(item.get("appearance"))
    if "Claim" not in types(item):
        values += each(item.get("sameAs"))
    return web_addresses(values)


def web_addresses(values):
    found = [where for where in map(url, values) if where and re.match(r"https?://\S*$", where, re.I)]
    return list(dict.fromkeys(found))
