"""`ads validate` of 14.1, written from the specification alone."""

import re
from decimal import Decimal

from specification_common import (
    date, https_host, instant, integer, local_day, money, name_key, narrowness, text, under, zone_of)

TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
PARTY = {"kind": None, "name": None, "email": None, "country": None, "establishment": None, "postalAddress": None,
         "registerId": {"register": None, "number": None}, "politicalActorRole": None}
MONEY = {"amount": None, "currency": None, "estimate": None}
PERIOD = {"start": None, "end": None}
SHAPE = {
    "noticeId": None, "adId": None, "version": None, "language": None, "adLanguages": None, "publisher": None,
    "campaignId": None, "createdAt": None, "modifiedAt": None, "previousVersionHash": None, "techniquesStatement": None,
    "ext": None, "sponsor": PARTY, "coSponsors": [PARTY], "controllingEntity": PARTY, "payer": PARTY, "period": PERIOD,
    "amountsAd": MONEY, "otherBenefits": {"value": MONEY, "description": None}, "amountsCampaign": MONEY,
    "fundsOrigin": {"kind": None, "place": None}, "amountsMethod": None,
    "linkedProcesses": [{"kind": None, "level": None, "name": None, "territory": None, "date": None}],
    "officialInfoLinks": None, "repositoryLink": None, "notificationMechanism": {"url": None, "text": None},
    "priorSuspension": {"suspendedOrDiscontinued": None, "reason": None, "date": None, "earlierVersion": None},
    "techniquesUsed": None,
    "techniques": {
        "groups": [{"mode": None, "parameter": None, "operator": None, "values": None, "dataCategory": None, "dataSource": None}],
        "dataCategories": None, "goalsMechanismsLogic": None,
        "aiSystem": {"used": None, "description": None, "purpose": None}, "disseminationPeriod": PERIOD,
        "individualsReached": None, "policyLink": None, "rightsLink": None, "riskAssessmentLink": None},
    "reach": {"views": None, "asOf": None,
              "engagements": {"clicks": None, "shares": None, "reactions": None, "comments": None}},
}


def unknown_members(value, shape, path=""):
    if isinstance(shape, list) and isinstance(value, list):
        for index, entry in enumerate(value):
            yield from unknown_members(entry, shape[0], f"{path}[{index}]")
    elif isinstance(shape, dict) and isinstance(value, dict):
        for name, entry in value.items():
            below = f"{path}.{name}" if path else name
            if name in shape:
                yield from unknown_members(entry, shape[name], below)
            else:
                yield below


def party_faults(party):
    """Names of the members of a Party that are missing or malformed."""
    if party.get("kind") not in ("naturalPerson", "legalPerson"):
        yield "kind"
    if text(party.get("name")) is None:
        yield "name"
    parts = (text(party.get("email")) or "").split("@")
    if len(parts) != 2 or not parts[0] or "." not in parts[1]:
        yield "email"
    if not isinstance(party.get("country"), str) or not re.fullmatch("[A-Z]{2}", party["country"]):
        yield "country"
    if party.get("kind") == "legalPerson" and text(party.get("establishment")) is None:
        yield "establishment"


def registration(party):
    identifier = party.get("registerId")
    if not isinstance(identifier, dict):
        return None
    pair = text(identifier.get("register")), text(identifier.get("number"))
    return pair if all(pair) else None


def absent(value):
    return value is None or (isinstance(value, str) and text(value) is None)


def validate(notice, context=None):
    """Findings as a set of (rule, field, severity)."""
    context = context or {}
    found = set()

    def fire(rule, field, severity="block"):
        found.add((rule, field, severity))

    get = notice.get
    for field in unknown_members(notice, SHAPE):
        fire("N00", field)

    for name in ("noticeId", "adId"):
        if not isinstance(get(name), str) or not re.fullmatch("[A-Za-z0-9._:-]{1,64}", get(name)):
            fire("N00", name)
    if not integer(get("version"), 1):
        fire("N00", "version")
    language = get("language")
    if not isinstance(language, str) or not re.fullmatch(TAG, language):
        fire("N00", "language")
        language = None
    languages = get("adLanguages")
    if not isinstance(languages, list) or not languages or not all(isinstance(tag, str) and re.fullmatch(TAG, tag) for tag in languages):
        fire("N00", "adLanguages")
    elif language and language.split("-")[0].lower() not in {tag.split("-")[0].lower() for tag in languages}:
        fire("N27", "language")
    if text(get("publisher")) is None:
        fire("N00", "publisher")
    for name in ("campaignId", "createdAt", "modifiedAt", "previousVersionHash", "techniquesStatement"):
        if get(name) is not None and not isinstance(get(name), str):
            fire("N00", name)

    sponsor = get("sponsor")
    if isinstance(sponsor, dict):
        for name in party_faults(sponsor):
            fire("N01", f"sponsor.{name}")
    else:
        fire("N01", "sponsor")
        sponsor = {}
    if isinstance(get("coSponsors"), list):
        for index, party in enumerate(get("coSponsors")):
            if not isinstance(party, dict):
                fire("N01", f"coSponsors[{index}]")
                continue
            for name in party_faults(party):
                fire("N01", f"coSponsors[{index}].{name}")

    controlling = get("controllingEntity")
    if isinstance(controlling, dict):
        if any(party_faults(controlling)):
            fire("N02", "controllingEntity")
        same_name = (text(controlling.get("name")) and text(sponsor.get("name"))
                     and name_key(controlling["name"]) == name_key(sponsor["name"]))
        if same_name or (registration(sponsor) and registration(controlling) == registration(sponsor)):
            fire("N28", "controllingEntity", "warn")
    elif controlling != "none":
        fire("N02", "controllingEntity")

    payer = get("payer")
    if isinstance(payer, dict):
        if any(party_faults(payer)):
            fire("N03", "payer")
    elif payer not in ("sameAsSponsor", "sameAsControllingEntity") or (payer == "sameAsControllingEntity" and controlling == "none"):
        fire("N03", "payer")

    period = get("period") if isinstance(get("period"), dict) else {}
    start, end = date(period.get("start")), date(period.get("end"))
    if start is None or end is None:
        fire("N04", "period")
    elif end < start:
        fire("N22", "period")

    ad, campaign = get("amountsAd"), get("amountsCampaign")
    if absent(ad):
        fire("N05", "amountsAd")
    elif not money(ad):
        fire("N20", "amountsAd")
    benefits = get("otherBenefits")
    if not absent(benefits):
        if not isinstance(benefits, dict) or not money(benefits.get("value")) or text(benefits.get("description")) is None:
            fire("N20", "otherBenefits")
    if absent(campaign):
        if text(get("campaignId")):
            fire("N06", "amountsCampaign")
    elif not money(campaign):
        fire("N20", "amountsCampaign")
    elif money(ad) and ad["currency"] == campaign["currency"] and Decimal(ad["amount"]) > Decimal(campaign["amount"]):
        fire("N21", "amountsAd")

    origin = get("fundsOrigin") if isinstance(get("fundsOrigin"), dict) else {}
    if origin.get("kind") not in ("public", "private", "mixed") or origin.get("place") not in ("insideUnion", "outsideUnion", "both"):
        fire("N07", "fundsOrigin")
    if text(get("amountsMethod")) is None:
        fire("N08", "amountsMethod")

    election = False
    if isinstance(get("linkedProcesses"), list):
        for index, entry in enumerate(get("linkedProcesses")):
            entry = entry if isinstance(entry, dict) else {}
            election = election or entry.get("kind") in ("election", "referendum")
            if (entry.get("kind") not in ("election", "referendum", "legislative", "regulatory")
                    or entry.get("level") not in ("Union", "national", "regional", "local")
                    or text(entry.get("name")) is None or text(entry.get("territory")) is None
                    or (text(entry.get("date")) and date(entry["date"]) is None)):
                fire("N09", f"linkedProcesses[{index}]")
    else:
        fire("N09", "linkedProcesses")

    links = get("officialInfoLinks") if isinstance(get("officialInfoLinks"), list) else []
    if election and not links:
        fire("N23", "officialInfoLinks")
    for index, link in enumerate(links):
        host = https_host(link)
        if host is None or any(under(host, other) for other in context.get("notOfficialHosts") or []):
            fire("N23", f"officialInfoLinks[{index}]")

    repository = text(get("repositoryLink"))
    if repository is None:
        fire("N11", "repositoryLink")
    elif repository not in ("notYetAvailable", "notOnline"):
        host = https_host(repository)
        if host is None or not any(under(host, other) for other in context.get("repositoryHosts") or []):
            fire("N24", "repositoryLink")

    mechanism = get("notificationMechanism") if isinstance(get("notificationMechanism"), dict) else {}
    if https_host(mechanism.get("url")) is None or text(mechanism.get("text")) is None:
        fire("N12", "notificationMechanism")

    suspension = get("priorSuspension") if isinstance(get("priorSuspension"), dict) else {}
    suspended = suspension.get("suspendedOrDiscontinued")
    if not isinstance(suspended, bool) or (suspended and (text(suspension.get("reason")) is None or date(suspension.get("date")) is None)):
        fire("N13", "priorSuspension")

    used = get("techniquesUsed")
    if not isinstance(used, bool):
        fire("N14", "techniquesUsed")
    if used is True:
        techniques = get("techniques")
        if not isinstance(techniques, dict):
            fire("N25", "techniques")
        else:
            for name, kind in (("groups", list), ("dataCategories", list), ("goalsMechanismsLogic", str), ("aiSystem", dict),
                               ("disseminationPeriod", dict), ("policyLink", str), ("rightsLink", str), ("riskAssessmentLink", str)):
                value = techniques.get(name)
                if not isinstance(value, kind) or value == [] or absent(value):
                    fire("N25", f"techniques.{name}")
            if not integer(techniques.get("individualsReached"), 0):
                fire("N25", "techniques.individualsReached")

    reach = get("reach")
    if isinstance(reach, dict) and (not integer(reach.get("views"), 0) or date(reach.get("asOf")) is None):
        fire("N16", "reach")

    zone = zone_of(context.get("zone"))
    if start and end:
        for publication in context.get("publications") or []:
            for name in ("firstAt", "lastAt"):
                moment = instant(publication.get(name))
                if moment and not start <= local_day(moment, zone) <= end:
                    fire("N22", "period", "warn")
    delivery = context.get("delivery") or {}
    if used is False:
        eligible, addressed = delivery.get("eligible"), delivery.get("addressed")
        narrow = eligible is not None and addressed is not None and 1 <= addressed <= eligible and narrowness(eligible, addressed)[1] == "block"
        if narrow or (delivery.get("jsd") or 0) >= 0.2 or (delivery.get("nmi") or 0) >= 0.2:
            fire("N26", "techniquesUsed", "hold")
    now = instant(context.get("now"))
    if now and end and (local_day(now, zone) - end).days > 30:
        for name in ("amountsAd", "amountsCampaign"):
            if money(get(name)) and get(name).get("estimate") is True:
                fire("N29", name, "warn")
    return found
