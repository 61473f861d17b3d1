/// Files and what they say: `state | line:domain/id/relationship[/cert] | variables | refused lines | line:warning`.
enum AdsTxtCases {
    static let all: [(String, String)] = records + variables + files

    private static let records: [(String, String)] = [
        ("SSP.Example, AbC, direct", "declared | 1:ssp.example/AbC/D |  |  | 1:domain-case 1:relationship-case"),
        (
            "# N\r\nnorth.example, 88, DIRECT, 0123456789abcdef\r\nfar.example,tag=5%2Cx,RESELLER;note\r\n",
            "declared | 2:north.example/88/D/0123456789abcdef 3:far.example/tag=5,x/R |  |  | "
        ),
        ("ssp.example, abc=1, DIRECT", "declared | 1:ssp.example/abc=1/D |  |  | "),
        ("a.example,1,DIRECT#x,y", "declared | 1:a.example/1/D |  |  | "),
        ("\t a.example\t,\t1 , DIRECT \t", "declared | 1:a.example/1/D |  |  | "),
        ("\u{A0}a.example\u{2003},\u{3000}1,DIRECT", "declared | 1:a.example/1/D |  |  | 1:unusual-space"),
        ("a.example,1\u{A0}2,DIRECT", "declared | 1:a.example/1\u{A0}2/D |  |  | "),
        ("a.example,1", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example;x,1,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example,1,DIRECT;,,,,", "declared | 1:a.example/1/D |  |  | "),
        ("a.example,1,DIRECT,", "declared | 1:a.example/1/D |  |  | "),
        ("a.example,1,DIRECT,,", "declared | 1:a.example/1/D |  |  | 1:extra-field"),
        ("a.example,1,DIRECT,ABCDEF012", "declared | 1:a.example/1/D/ABCDEF012 |  |  | 1:bad-cert"),
        ("a.example,1,DIRECT,abcdef01", "declared | 1:a.example/1/D/abcdef01 |  |  | 1:bad-cert"),
        ("a.example,1,DIRECT,abcdef012", "declared | 1:a.example/1/D/abcdef012 |  |  | "),
        (
            "a.example,1,DIRECT,0123456789abcdef0", "declared | 1:a.example/1/D/0123456789abcdef0 |  |  | 1:bad-cert"
        ),
        ("a.example,1,DIRECT,f00dfeed1,x;y", "declared | 1:a.example/1/D/f00dfeed1 |  |  | 1:extra-field"),
        ("a.example,,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example, \u{A0} ,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example,1,BOTH", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example,1,DIRECT RESELLER", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("A.example,1,BOTH\nb.example,1,Reseller", "declared | 2:b.example/1/R |  | 1 | 2:relationship-case"),
        ("https://a.example,1,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example/ads,1,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example:80,1,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("*.a.example,1,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("localhost,1,DIRECT", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("BÜCHER.example,1,DIRECT", "declared | 1:xn--bcher-kva.example/1/D |  |  | 1:domain-case 1:idn-converted"),
        ("a.example,100%,DIRECT", "declared | 1:a.example/100%/D |  |  | 1:bad-percent-encoding"),
        ("a.example,%E9,DIRECT", "declared | 1:a.example/%E9/D |  |  | 1:bad-percent-encoding"),
        ("a.example,%c3%a9%2c%zz,DIRECT", "declared | 1:a.example/%c3%a9%2c%zz/D |  |  | 1:bad-percent-encoding"),
        ("a.example,%C3%A9,DIRECT", "declared | 1:a.example/é/D |  |  | "),
        (
            "a.example,\(String(repeating: "é", count: 256)),DIRECT\nb.example,\(String(repeating: "1", count: 257)),DIRECT",
            "declared | 1:a.example/\(String(repeating: "é", count: 256))/D |  | 2 | "
        ),
        (
            "a.example,\(String(repeating: "%2C", count: 256)),DIRECT\na.example,\(String(repeating: "%2C", count: 257)),DIRECT",
            "declared | 1:a.example/\(String(repeating: ",", count: 256))/D |  | 2 | "
        ),
        (
            "a.example,1,DIRECT\nA.example,1,direct,XX\na.example,1,RESELLER\na.example,1,RESELLER",
            "declared | 1:a.example/1/D 3:a.example/1/R |  |  | 2:bad-cert 2:domain-case 2:duplicate-record "
                + "2:relationship-case 3:relationship-conflict 4:duplicate-record 4:relationship-conflict"
        ),
        ("a.example,x,DIRECT\na.example,X,DIRECT", "declared | 1:a.example/x/D 2:a.example/X/D |  |  | "),
        ("a.example,1,DIRECT\u{85}", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example,1,DIRECT\u{C}", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("a.example,1,DIRECT # \u{7}", "declared | 1:a.example/1/D |  |  | "),
        ("a.example,1,DIRECT;\u{7F}", "no-declaration |  |  | 1 | 0:no-valid-lines"),
    ]

    private static let variables: [(String, String)] = [
        (
            "ownerdomain = O.Example \nContact=mailto:a@b.example?subject=a=b",
            "declared |  | 1:OWNERDOMAIN=o.example 2:CONTACT=mailto:a@b.example?subject=a=b |  | 1:domain-case"
        ),
        ("CONTACT=a, b;c", "declared |  | 1:CONTACT=a, b;c |  | "),
        ("OWNERDOMAIN\t=\to.example", "declared |  | 1:OWNERDOMAIN=o.example |  | "),
        ("OWNERDOMAIN\u{A0}=o.example", "declared |  | 1:OWNERDOMAIN=o.example |  | 1:unusual-space"),
        (
            "OWNERDOMAIN=a.example\nOWNERDOMAIN=b.example\nCONTACT=x",
            "declared |  | 2:OWNERDOMAIN=b.example 3:CONTACT=x |  | 2:ownerdomain-repeated"
        ),
        ("OWNERDOMAIN=a.example\nOWNERDOMAIN=http://b.example", "declared |  | 1:OWNERDOMAIN=a.example | 2 | "),
        (
            "MANAGERDOMAIN=m.example,se\nMANAGERDOMAIN=n.example, SE\nMANAGERDOMAIN=g.example\nMANAGERDOMAIN=h.example,DE",
            "declared |  | 2:MANAGERDOMAIN=n.example,SE 3:MANAGERDOMAIN=g.example 4:MANAGERDOMAIN=h.example,DE |  | "
                + "2:managerdomain-repeated"
        ),
        ("MANAGERDOMAIN=m.example,SWE", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("SUBDOMAIN=a.b.example\nSUBDOMAIN=c.b.example", "declared |  | 1:SUBDOMAIN=a.b.example 2:SUBDOMAIN=c.b.example |  | "),
        ("INVENTORYPARTNERDOMAIN=p.example", "declared |  | 1:INVENTORYPARTNERDOMAIN=p.example |  | "),
        ("SUBDOMAIN=https://a.b.example/", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("OWNERDOMAIN=", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("OWNERDOMAIN= # o.example", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("COLOR=blue", "no-declaration |  |  |  | 0:no-valid-lines 1:unknown-variable"),
        ("OWNER-DOMAIN=o.example", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("=o.example", "no-declaration |  |  | 1 | 0:no-valid-lines"),
        ("OWNERDOMAIN=å.example", "declared |  | 1:OWNERDOMAIN=xn--5ca.example |  | 1:idn-converted"),
    ]

    private static let files: [(String, String)] = [
        ("", "no-declaration |  |  |  | 0:no-valid-lines"),
        ("\n \t\n# nothing\n", "no-declaration |  |  |  | 0:no-valid-lines"),
        ("\u{FEFF}", "no-declaration |  |  |  | 0:no-valid-lines 1:byte-order-mark"),
        ("\u{FEFF}a.example,1,DIRECT", "declared | 1:a.example/1/D |  |  | 1:byte-order-mark"),
        ("a.example,1,DIRECT\n\u{FEFF}b.example,1,DIRECT", "declared | 1:a.example/1/D |  | 2 | "),
        ("placeholder.example.com, placeholder, DIRECT, placeholder", "declared-nobody |  |  |  | "),
        (
            "# none\n placeholder.example.com,placeholder,DIRECT,placeholder\nplaceholder.example.com, placeholder, DIRECT, placeholder",
            "declared-nobody |  |  |  | "
        ),
        (
            "placeholder.example.com, placeholder, DIRECT, placeholder\na.example,1,DIRECT",
            "declared | 2:a.example/1/D |  |  | "
        ),
        ("placeholder.example.com, placeholder, DIRECT", "declared | 1:placeholder.example.com/placeholder/D |  |  | "),
        (
            "\n<html><body>404, sorry, DIRECT</body></html>\na.example,1,direct\nCOLOR=blue",
            "no-declaration |  |  | 2 | 0:no-valid-lines 2:looks-like-html"
        ),
        ("# x\n<html>\na.example,1,DIRECT", "declared | 3:a.example/1/D |  | 2 | "),
        ("a.example,1,DIRECT\r\rb\r\nc.example,1,RESELLER\n", "declared | 1:a.example/1/D 4:c.example/1/R |  | 3 | "),
        (
            "a\na.example,1,DIRECT\nb\nOWNERDOMAIN=o.example\nc",
            "declared | 2:a.example/1/D | 4:OWNERDOMAIN=o.example | 1 3 5 | "
        ),
    ]
}
