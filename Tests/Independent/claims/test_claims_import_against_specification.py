"""Random pages and feeds of fact-checks, compared with the rules of the reference written down again."""

import hashlib
import json
import os
import random
import unicodedata

import pytest

import program
import specification_import as specification

PAGES = int(os.environ.get("DAYLIGHT_FUZZ", 120))
TODAY = "2026-11-23"
SIGNATORIES = """domain,name,network,status,since,until,evidence
check.example,Check,IFCN,verified,2023-01-01,2027-12-31,https://ifcn.example/check
late.example,Late,IFCN,verified,2020-01-01,2026-11-22,
now.example,Now,EFCSN,under-renewal,2026-11-23,2026-11-23,
gone.example,Gone,EFCSN,expired,,,
gone.example,Gone again,IFCN,verified,2027-01-01,,
one.github.io,Blog,local,verified,,,
"""
HOSTS = [
    "check.example",
    "www.check.example",
    "late.example",
    "now.example",
    "gone.example",
    "stranger.example",
    "one.github.io",
    "two.github.io",
    "a.co.uk",
    "Check.Example:8443",
    "192.0.2.1",
]
CLAIMS = [
    "The mayor sold 1,200 cards.",
    "the MAYOR sold 1 200 cards!",
    "Stra&szlig;e &amp; <b>more</b>",
    "сard",
    "a &lt;b&gt;tag&lt;/b&gt; @x",
    "&nbsp;",
    "",
    "zero\u200bwidth https://x.example/1,000 end",
    "İstanbul ŉ",
    "tab\there",
    "1 < 2",
    "&notit &#128; &#x41;",
    "приveт",
]
VERDICTS = [phrase for _, words in specification.PHRASES for phrase in [" ".join(words)]]
NEGATIONS = sorted(specification.NEGATIONS)


class Source(random.Random):
    def maybe(self, value, chance=0.8):
        return value if self.random() < chance else None

    def words(self):
        words = self.choice(VERDICTS)
        if self.random() < 0.2:
            words = f"{self.choice(NEGATIONS)} {words}"
        if self.random() < 0.3:
            words = f"{words}, {self.choice(['but', 'not', '12'])} {self.choice(VERDICTS)}"
        return self.choice([words, words.upper(), f"“{words}”!", "Four Pinocchios", "", "&nbsp;", words.title()])

    def number(self):
        return self.choice(
            [1, 2, 3, 4, 5, 0, -1, 9, 2.5, "1", "4,5", "4/5", "+3", "3.", 100, -7, None, True, [5, 1], {"@value": "2"}]
        )

    def address(self, path="/a"):
        scheme = self.choice(["https", "http"])
        return f"{scheme}://{self.choice(HOSTS)}{path}{self.choice(['', '#1', '?q=1'])}"

    def date(self):
        return self.choice(
            [
                "2026-11-10",
                "2026-02-30",
                "2026-11-10T10:00",
                "2026-11-10 10:00:00.5+01:00",
                "2026-11-10T25:00",
                "10.11.2026",
                "",
                None,
                2026,
                ["2026-11-10", "2026-11-11"],
                {"@value": "2026-11-10"},
                "2026-11-10T10:00:00-0930",
            ]
        )

    def wrapped(self, value):
        return self.choice([value] * 6 + [[value], [value, "other"], {"@value": value}, {"name": value}, [[value]]])

    def organization(self):
        node = {"@type": "Organization", "name": self.wrapped(self.choice(["Check &amp; Co", "Pr&uuml;fer", ""]))}
        if self.random() < 0.6:
            node["url"] = self.choice(
                [self.address(), "mailto:a@b.example", "https://check.example@b.example", "/about", {"@id": self.address()}]
            )
        return self.choice([node] * 5 + [[node], [node, node], "Check", {"@id": "#org"}, {"@id": "#nobody"}, None])

    def rating(self):
        node = {"@type": "Rating"}
        for name, value in (
            ("alternateName", self.maybe(self.wrapped(self.words()))),
            ("name", self.maybe(self.words(), 0.3)),
            ("ratingValue", self.maybe(self.number())),
            ("bestRating", self.maybe(self.choice([5, 1, "10", 5.0]))),
            ("worstRating", self.maybe(self.choice([1, 5, "0"]))),
        ):
            if value is not None:
                node[name] = value
        return self.choice([node] * 6 + [[node], [node, node], self.words(), {"@id": "#rating"}, None])

    def appearance(self):
        where = self.choice(
            ["https://social.example/1", "http://social.example/2", "ftp://x.example", "text", "https://a b.example"]
        )
        return self.choice([where, {"@type": "CreativeWork", "url": where}, {"@id": where}, 5])

    def claim(self):
        node = {"@type": self.choice(["Claim", "CreativeWork", ["schema:Claim", "Thing"]])}
        for name, value in (
            ("author", self.maybe(self.organization())),
            ("datePublished", self.maybe(self.date())),
            ("firstAppearance", self.maybe(self.appearance(), 0.5)),
            ("appearance", self.maybe([self.appearance() for _ in "ab"], 0.5)),
            ("sameAs", self.maybe(self.appearance(), 0.4)),
        ):
            if value is not None:
                node[name] = value
        return self.choice([node] * 6 + [[node], [node, node], {"@id": "#claim"}, "text", None])

    def context(self):
        return self.choice(
            ["https://schema.org"] * 5
            + [
                "http://schema.org/",
                None,
                ["https://x.example", "https://schema.org"],
                {"@vocab": "http://schema.org/"},
                "https://x.example",
            ]
        )

    def review(self):
        kind = self.choice(["ClaimReview", ["Review", "ClaimReview"], "http://schema.org/ClaimReview", "schema:ClaimReview"])
        node = {"@context": self.context(), "@type": kind}
        url = self.choice(
            [self.address()] * 6
            + ["/a", "b?c", "#2", "../x", "", "ftp://check.example/", "https://u@check.example/", "https:///x", " /a"]
        )
        for name, value in (
            ("url", self.maybe(self.wrapped(url), 0.95)),
            ("claimReviewed", self.maybe(self.wrapped(self.choice(CLAIMS)), 0.95)),
            ("datePublished", self.maybe(self.date())),
            ("author", self.maybe(self.organization())),
            ("reviewRating", self.maybe(self.rating())),
            ("itemReviewed", self.maybe(self.claim())),
            ("inLanguage", self.maybe(self.choice(["de", "en-GB", ["de", "en"], {"@type": "Language", "name": "German"}, ""]))),
        ):
            if value is not None:
                node[name] = value
        items = list(node.items())
        self.shuffle(items)
        return dict(items)

    def media(self):
        category = self.choice(
            ["EditedOrCroppedContent", "MissingContext", "https://schema.org/StagedContent", "Painted", None]
        )
        node = {"@type": "MediaReview", "url": self.choice([self.address(), "/a"])}
        if category:
            node["mediaAuthenticityCategory"] = category
        node["originalMediaContextDescription"] = self.choice(["A &amp; B", "", "<p>street</p>"])
        node["originalMediaLink"] = self.choice([self.appearance(), [self.appearance(), self.appearance()], None])
        node["itemReviewed"] = {
            "@type": "MediaReviewItem",
            "mediaItemAppearance": [
                {
                    "@type": "ImageObject",
                    "contentUrl": self.choice(["https://i.example/1", "x"]),
                    "sha256": self.choice(["ab", None]),
                }
                for _ in range(self.randrange(3))
            ],
        }
        return node

    def nodes(self):
        return [
            {"@id": "#org", "@type": "Organization", "name": "By reference", "url": self.address()},
            {"@id": "#rating", "alternateName": self.words()},
            {"@id": "#claim", "author": {"@id": "#org"}, "x": {"@id": "#claim"}},
        ]

    def root(self):
        reviews = [self.review() for _ in range(self.randrange(4))]
        for _ in range(self.randrange(3) // 2):
            media = self.media()
            if reviews and self.random() < 0.8:
                media["url"] = self.choice(reviews).get("url", "/a")
            reviews.append(media)
        nodes = self.nodes() if self.random() < 0.5 else []
        for review in reviews:
            if self.random() < 0.2:
                nodes.append({"@type": "Article", "hasPart": review})
            elif self.random() < 0.1:
                nodes.append({"@type": "Article", "review": [[review]]})
            else:
                nodes.append(review)
        self.shuffle(nodes)
        if len(nodes) == 1 and self.random() < 0.5:
            return nodes[0]
        return self.choice([nodes, {"@context": self.context(), "@graph": nodes}, {"@graph": nodes}])

    def script(self):
        text = json.dumps(self.root(), ensure_ascii=self.random() < 0.5).replace("</", "<\\/")
        if self.random() < 0.1:
            text = text.replace("\\t", "\t")
        if self.random() < 0.05:
            text = text[:-1]
        opening, closing = self.choice(
            [("", "")] * 4
            + [
                ("<!--", "-->"),
                ("\ufeff\n", "\n"),
                ("//<![CDATA[\n", "\n//]]>"),
                ("/*<![CDATA[*/", "/*]]>*/"),
                ("<![CDATA[", "]]>"),
            ]
        )
        kind = self.choice(["application/ld+json"] * 5 + ["Application/LD+JSON; charset=utf-8", "text/javascript"])
        return (
            self.choice([f'<script type="{kind}">', f"<script id=x data-a='>' type='{kind}' async>"])
            + opening
            + text
            + closing
            + "</script>"
        )

    def document(self):
        if self.random() < 0.65:
            parts = [
                self.choice([self.script()] * 5 + [f"<!-- {self.script().replace('--', '')} -->", "<p>text <br/> &amp;</p>"])
                for _ in range(3)
            ]
            return "<!doctype html><html><head><title>x</title>" + "".join(parts) + "</head><body><p>Article.</p></body></html>"
        if self.random() < 0.3:
            return json.dumps(self.root())
        items = []
        for _ in range(self.randrange(1, 5)):
            reviews = [self.review() for _ in range(self.randrange(1, 3))]
            item = {"@type": "DataFeedItem", "item": reviews if len(reviews) > 1 else reviews[0]}
            if self.random() < 0.7:
                item["url"] = self.choice([self.address(), "/x", "ftp://y.example"])
            items.append(item)
        feed = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": items}
        return json.dumps(self.choice([feed, [feed], [self.review(), feed]]))


@pytest.mark.skipif(not specification.RULES, reason=f"the Public Suffix List is not at {specification.SUFFIXES}")
def test_random_documents(tmp_path):
    source = Source(2026)
    (tmp_path / "list.csv").write_text(SIGNATORIES)
    (tmp_path / "feeds.txt").write_text("feeds.hub.example\n")
    seen, records = set(), 0
    for turn in range(PAGES):
        content = source.document()
        found_at = source.choice([source.address("/page/1"), "https://feeds.hub.example/all.json", None])
        file = tmp_path / "document"
        file.write_text(content, encoding="utf-8")
        options = ["--url", found_at] if found_at else []
        outcome = program.run(
            "claims",
            "import",
            file,
            *options,
            "--signatories",
            tmp_path / "list.csv",
            "--trusted-feeds",
            tmp_path / "feeds.txt",
            "--now",
            TODAY,
            "--json",
        )
        assert outcome.status == 0, (outcome.stderr, content)
        (document,) = outcome.summary["documents"]
        expected = specification.Document(content, found_at, SIGNATORIES, {"feeds.hub.example"}, TODAY)
        context = f"document {turn}: {found_at}\n{content}"
        assert document["source"] == expected.source, context
        found = [problem["code"] for problem in document["problems"]]
        assert found == [problem for problem in specification.DOCUMENT_PROBLEMS if problem in expected.problems], context
        assert len(document["records"]) == len(expected.records), context
        for record, wanted in zip(document["records"], expected.records):
            assert {member: record[member] for member in wanted} == wanted, context
            seen.update(record["problems"], [record["verdict"], record["status"]])
            records += 1
        seen.update(found)
    assert records > PAGES / 2
    if PAGES >= 120:
        missing = set(specification.RECORD_PROBLEMS) | {"bad-json", "bad-context", "missing-url", "bad-url", "missing-claim"}
        assert missing - seen == set()


def test_code_points_fold_alike(tmp_path):
    """Ids of claims with one letter, sign or mark each; all that this Python knows when DAYLIGHT_FUZZ is set."""
    step = 1 if "DAYLIGHT_FUZZ" in os.environ else 23
    points = [chr(point) for point in range(0x21, 0x110000) if not 0xD800 <= point < 0xE000]
    points = [point for point in points if unicodedata.category(point) not in ("Cn", "Co") and point not in "&<"][::step]
    claims = {f"https://check.example/{ord(point)}": f"a{point} {point}b 1{point}234 x" for point in points}
    reviews = [{"@type": "ClaimReview", "url": url, "claimReviewed": claim} for url, claim in claims.items()]
    (tmp_path / "feed.json").write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": reviews}))
    (document,) = program.run("claims", "import", tmp_path / "feed.json", "--json").summary["documents"]
    assert len(document["records"]) == len(claims) > 5_000
    for record in document["records"]:
        claim = specification.clean(claims[record["url"]])
        assert record["claim"] == claim
        identity = f"{record['url']}\n{specification.key(claim)}"
        assert record["id"] == hashlib.sha256(identity.encode()).hexdigest(), record["url"]
