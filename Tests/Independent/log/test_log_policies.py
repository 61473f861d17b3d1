"""`log check` of trust policies."""

import itertools
import random

from checking import check, judge
from merkle import Tree
from notes import LOG, WITNESS, Key, base64_of, checkpoint_text, log_key, note, witness_key

KEY = log_key()
W = [witness_key(number) for number in range(1, 6)]
LOG_LINE = f"log {KEY.vkey}"
WITNESSES = [f"witness W{number} {key.vkey}" for number, key in enumerate(W, 1)]


def policy(*lines, cosigned=None, end="\n"):
    text = end.join([*lines, ""])
    made = {"kind": "policy", "policyBase64": base64_of(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))}
    return made if cosigned is None else {**made, "cosigned": cosigned}


def renamed(key, name):
    return Key(name, key.kind, key.seed).vkey


MET, UNMET = dict(satisfied=True), dict(satisfied=False)


def test_valid_policies():
    head = [LOG_LINE, *WITNESSES[:3]]
    deep = [LOG_LINE, *WITNESSES, "group a any W1 W2", "group b 2 W3 W4 W5", "group c all a b", "quorum c"]
    many = [f"witness X{number} {witness_key(number).vkey}" for number in range(1, 41)]
    members = " ".join(f"X{number}" for number in range(1, 41))
    cases = {
        "no quorum": (policy(LOG_LINE, "quorum none"), MET),
        "one witness": (policy(*head, "quorum W1", cosigned=["W1"]), MET),
        "another witness": (policy(*head, "quorum W1", cosigned=["W2", "W3"]), UNMET),
        "any": (policy(*head, "group g any W1 W2", "quorum g", cosigned=["W2"]), MET),
        "any of none": (policy(*head, "group g any W1 W2", "quorum g", cosigned=["W3"]), UNMET),
        "all": (policy(*head, "group g all W1 W2", "quorum g", cosigned=["W2", "W1"]), MET),
        "not all": (policy(*head, "group g all W1 W2", "quorum g", cosigned=["W2", "W3"]), UNMET),
        "two of three": (policy(*head, "group g 2 W1 W2 W3", "quorum g", cosigned=["W1", "W3"]), MET),
        "one of three": (policy(*head, "group g 2 W1 W2 W3", "quorum g", cosigned=["W3"]), UNMET),
        "a witness twice is one": (policy(*head, "group g 2 W1 W2 W3", "quorum g", cosigned=["W3", "W3"]), UNMET),
        "strangers do not count": (policy(*head, "group g any W1", "quorum g", cosigned=["W9", "g"]), UNMET),
        "groups of groups": (policy(*deep, cosigned=["W1", "W4", "W5"]), MET),
        "groups of groups, one short": (policy(*deep, cosigned=["W1", "W2", "W5"]), UNMET),
        "nobody": (policy(*head, "quorum W1", cosigned=[]), UNMET),
        "addresses": (policy(LOG_LINE + " https://log.example/", WITNESSES[0] + " https://w.example/", "quorum W1", cosigned=["W1"]), MET),
        "comments, blanks and tabs": (policy("# x", "", "  \t ", "\t#y", "  log\t" + KEY.vkey + "  ", "\t" + WITNESSES[0], "quorum\tW1 ", cosigned=["W1"]), MET),
        "quorum before other lines": (policy(WITNESSES[0], "quorum W1", LOG_LINE, WITNESSES[1], cosigned=["W1"]), MET),
        "quorum is also a member": (policy(*head, "group g any W1", "quorum W1", cosigned=["W1"]), MET),
        "a name in capitals is another": (policy(LOG_LINE, f"witness w {W[0].vkey}", f"witness W {W[1].vkey}", "quorum w", cosigned=["W"]), UNMET),
        "40 witnesses": (policy(LOG_LINE, *many, f"group g 40 {members}", "quorum g", cosigned=[f"X{number}" for number in range(1, 41)]), MET),
        "40 logs": (policy(*(f"log {log_key(f'log{number}', bytes([number]) * 32).vkey}" for number in range(40)), "quorum none"), MET),
        "40 groups": (policy(LOG_LINE, *many, *(f"group g{number} any X{number}" for number in range(1, 41)), "quorum g40", cosigned=["X40"]), MET),
        "two keys of one origin": (policy(LOG_LINE, f"log {log_key(KEY.name, bytes(32)).vkey}", "quorum none"), MET),
        "a name that is no UTF-8": (policy(LOG_LINE, f"witness \udcff {W[0].vkey}", "quorum \udcff", cosigned=[]), UNMET),
        "keywords as names": (policy(LOG_LINE, f"witness log {W[0].vkey}", "group any any log", "quorum any", cosigned=["log"]), MET),
    }
    judge(cases)


def test_invalid_policies():
    head = [LOG_LINE, *WITNESSES[:3]]
    cases = {
        "empty": [""],
        "no quorum": head,
        "two quorums": [*head, "quorum W1", "quorum W2"],
        "the same quorum twice": [*head, "quorum W1", "quorum W1"],
        "quorum of nobody known": [*head, "quorum W9"],
        "quorum defined later": [LOG_LINE, "quorum W1", WITNESSES[0]],
        "quorum of two": [*head, "quorum W1 W2"],
        "quorum of nothing": [*head, "quorum"],
        "quorum of a log": [*head, f"quorum {KEY.name}"],
        "member defined later": [LOG_LINE, "group g any W1", WITNESSES[0], "quorum g"],
        "group as its own member": [*head, "group g any g", "quorum g"],
        "group without members": [*head, "group g any", "quorum W1"],
        "group of 0": [*head, "group g 0 W1 W2", "quorum g"],
        "k above n": [*head, "group g 3 W1 W2", "quorum g"],
        "k with a leading zero": [*head, "group g 02 W1 W2", "quorum g"],
        "k with a sign": [*head, "group g +2 W1 W2", "quorum g"],
        "k beyond 64 bits": [*head, f"group g {2**64 + 1} W1 W2", "quorum g"],
        "k in words": [*head, "group g most W1 W2", "quorum g"],
        "ANY": [*head, "group g ANY W1 W2", "quorum g"],
        "member twice in a group": [*head, "group g 2 W1 W1 W2", "quorum g"],
        "member of two groups": [*head, "group g any W1", "group h any W1 W2", "quorum g"],
        "a log as member": [*head, f"group g any {KEY.name}", "quorum g"],
        "a name twice": [*head, f"witness W1 {W[4].vkey}", "quorum W1"],
        "a group like a witness": [*head, "group W1 any W2", "quorum W1"],
        "none as a witness": [*head, f"witness none {W[4].vkey}", "quorum none"],
        "none as a group": [*head, "group none any W1", "quorum none"],
        "none as a member": [*head, "group g any none W1", "quorum g"],
        "one key, two witnesses": [*head, f"witness X {renamed(W[0], 'other.example')}", "quorum W1"],
        "one vkey, two witnesses": [*head, f"witness X {W[0].vkey}", "quorum W1"],
        "one key, two logs": [*head, f"log {renamed(KEY, 'other.example')}", "quorum W1"],
        "one log twice": [LOG_LINE, LOG_LINE, "quorum none"],
        "a log's key as witness": [LOG_LINE, f"witness X {KEY.vkey}", "quorum none"],
        "a witness's key as log": [f"log {W[0].vkey}", "quorum none"],
        "unknown keyword": [LOG_LINE, "tea", "quorum none"],
        "keyword in capitals": [LOG_LINE.replace("log", "LOG", 1), "quorum none"],
        "log without a vkey": ["log", "quorum none"],
        "log with too much": [f"{LOG_LINE} https://log.example/ more", "quorum none"],
        "witness without a vkey": [LOG_LINE, "witness W1", "quorum none"],
        "witness with too much": [LOG_LINE, f"{WITNESSES[0]} https://w.example/ more", "quorum none"],
        "vkey with a wrong key ID": [LOG_LINE.replace("31700d85", "31700d86"), "quorum none"],
        "vkey cut short": [LOG_LINE[:-1], "quorum none"],
        "comment behind": [LOG_LINE, "quorum none # nobody"],
        "a control byte": [LOG_LINE, "# \x01", "quorum none"],
        "delete": [LOG_LINE, "# \x7f", "quorum none"],
        "a form feed": [LOG_LINE, "\x0c", "quorum none"],
    }
    asked = {name: (policy(*lines), False) for name, lines in cases.items()}
    asked["CR LF"] = policy(LOG_LINE, "quorum none", end="\r\n"), False
    asked["no newline at the end"] = {"kind": "policy", "policyBase64": base64_of(f"{LOG_LINE}\nquorum none".encode())}, False
    judge(asked)


def test_quorums_count_as_their_definition_does():
    chance = random.Random(10)
    objects, expected = [], []
    for _ in range(120):
        names = [f"W{number}" for number in range(1, 6)]
        lines, satisfied = [LOG_LINE, *WITNESSES], {}
        free = names[:]
        for number in range(chance.randrange(1, 4)):
            members = chance.sample(free, chance.randrange(1, min(4, len(free)) + 1))
            least = chance.choice(["any", "all", str(chance.randrange(1, len(members) + 1))])
            lines.append(f"group g{number} {least} {' '.join(members)}")
            satisfied[f"g{number}"] = (1 if least == "any" else len(members) if least == "all" else int(least), members)
            free = [name for name in free if name not in members] + [f"g{number}"]
        quorum = chance.choice([*names, *satisfied])
        lines.append(f"quorum {quorum}")
        cosigned = chance.sample(names, chance.randrange(6))

        def holds(name, cosigned=cosigned, satisfied=satisfied):
            if name not in satisfied:
                return name in cosigned
            least, members = satisfied[name]
            return sum(map(holds, members)) >= least

        objects.append(policy(*lines, cosigned=cosigned))
        expected.append(holds(quorum))
    assert {True, False} == set(expected)
    assert [answer["satisfied"] for answer in check(objects)] == expected


def test_kinds_of_keys_are_told_apart():
    """The same 32 bytes as a log's and as a witness's key are two verifiers."""
    log, twin = Key("x.example", LOG, bytes(32)), Key("x.example", WITNESS, bytes(32))
    assert log.key_id != twin.key_id
    text = b"x.example\n0\n" + base64_of(Tree().root(0)).encode() + b"\n"
    lines = list(itertools.permutations([log.line(text), twin.cosignature(text, 1)]))
    cases = {str(place): ({"kind": "note", "noteBase64": base64_of(note(text, *pair)), "vkeys": [twin.vkey]}, dict(verified=["x.example"])) for place, pair in enumerate(lines)}
    judge(cases)


def test_names_are_bytes():
    """Two spellings that look alike, composed and decomposed, are two names."""
    one, other = "gr\u00f6\u00dfe", "gro\u0308\u00dfe"
    first, second = f"witness {one} {W[0].vkey}", f"witness {other} {W[1].vkey}"
    cases = {
        "two witnesses": (policy(LOG_LINE, first, second, f"group g all {one} {other}", "quorum g", cosigned=[one, other]), MET),
        "the other cosigned": (policy(LOG_LINE, first, f"quorum {one}", cosigned=[other]), UNMET),
        "the other in the quorum": (policy(LOG_LINE, first, f"quorum {other}"), False),
    }
    signing = log_key(one, bytes(32))
    text = checkpoint_text(one, 7, bytes(32))
    line = signing.line(text).replace(one.encode(), other.encode())
    cases["a line under the other name"] = {"kind": "note", "noteBase64": base64_of(note(text, line)), "vkeys": [signing.vkey]}, False
    judge(cases)
