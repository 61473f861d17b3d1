"""What the gate reads of a line, as types for msgspec: everything else is passed over."""

from msgspec import Raw, Struct


class Transparency(Struct):
    domain: str | None = None
    dsaparams: list[int] | None = None


class Imp(Struct):
    id: str | None = None


class Publisher(Struct):
    id: str | None = None
    domain: str | None = None


class Site(Struct):
    domain: str | None = None
    publisher: Publisher | None = None


class User(Struct):
    id: str | None = None
    buyeruid: str | None = None
    eids: list[Raw] | None = None
    yob: int | None = None


class Device(Struct):
    ifa: str | None = None


class RequestDSA(Struct):
    dsarequired: int | None = None
    pubrender: int | None = None
    datatopub: int | None = None
    transparency: list[Transparency] | None = None


class RequestTTPA(Struct):
    scope: int = 1
    political: int = 1
    consent: int = 0


class RegulationsExtension(Struct):
    dsa: RequestDSA | None = None
    ttpa: RequestTTPA | None = None


class Regulations(Struct):
    coppa: int = 0
    ext: RegulationsExtension | None = None


class Node(Struct):
    asi: str | None = None
    sid: str | None = None


class Chain(Struct):
    nodes: list[Node] | None = None


class Source(Struct):
    schain: Chain | None = None


class Request(Struct):
    id: str | None = None
    imp: list[Imp] | None = None
    site: Site | None = None
    user: User | None = None
    device: Device | None = None
    regs: Regulations | None = None
    source: Source | None = None
    cur: list[str] | None = None
    wseat: list[str] | None = None
    bseat: list[str] | None = None


class BidDSA(Struct):
    behalf: str | None = None
    paid: str | None = None
    adrender: int | None = None
    transparency: list[Transparency] | None = None


class Criterion(Struct):
    c: str | None = None
    src: str | None = None


class BidTTPA(Struct):
    political: int = 0
    notice: str | None = None
    noticehash: str | None = None
    election: list[str] | None = None
    targeting: int | None = None
    criteria: list[Criterion] | None = None


class BidExtension(Struct):
    dsa: BidDSA | None = None
    ttpa: BidTTPA | None = None


class Bid(Struct):
    id: str | None = None
    impid: str | None = None
    adomain: list[str] | None = None
    crid: str | None = None
    cid: str | None = None
    dealid: str | None = None
    ext: BidExtension | None = None


class SeatBid(Struct):
    seat: str | None = None
    bid: list[Bid] | None = None


class Response(Struct):
    id: str | None = None
    cur: str | None = None
    seatbid: list[SeatBid] | None = None


class Line(Struct):
    request: Request
    response: Response
