public import Daylight

/// A mail before it is signed, and what becomes of it afterwards.
public struct SimulatedMail: Sendable {
    public let kind: MailKind
    /// Name of its file.
    public let file: String
    public let domain: String
    /// Which of the domain's keys signs it; `nil` when none does.
    public let selector: String?
    private let headers: [(name: String, value: String)]
    private let body: String
    private let addition: String
    private let signedAt: Int64

    private static let lines = [
        "The printer asks for the final list by Wednesday.", "Please keep the hall free on Saturday from nine.",
        "I would rather talk about the water tariff than about the ferry.", "Who brings the banner to the market square?",
        "The treasurer has the receipts of the last two months.", "Nobody has answered the letter of the choir yet.",
        "Let us count the posters again before we order new ones.", "The radio wants ten minutes with you on Thursday.",
    ]
    private static let subjects = ["Saturday", "Posters", "Your call", "Radio interview", "Receipts", "Draft of the letter"]

    init(_ number: Int, _ kind: MailKind, start: Int64, using random: inout SeededGenerator) {
        self.kind = kind
        file = "mail-\(number + 1).eml"
        let party = random.pick(Names.parties)
        domain = "\(Names.slug(party)).example"
        selector = kind == .unsigned ? nil : kind == .disclosedKey ? SimulatedLeak.oldSelector : SimulatedLeak.selector
        let day = start / 86_400 - Int64(random.integer(in: 5...60))
        let second = Int64(random.integer(in: 25_200...72_000))
        signedAt = day * 86_400 + second
        headers = [
            ("From", "\(party) <office@\(domain)>"), ("To", "team@\(domain)"), ("Subject", random.pick(Self.subjects)),
            ("Date", Self.date(day, second)), ("Message-ID", "<\(number + 1).\(signedAt)@\(domain)>"),
            ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=us-ascii"),
        ]
        body = random.shuffled(Self.lines).prefix(random.integer(in: 3...6)).map { $0 + "\r\n" }.joined()
        addition =
            "And tell \(random.pick(Names.places)) that the \(random.integer(in: 100...900)) cards are in the boiler room.\r\n"
    }

    /// As mails write it (RFC 5322, section 3.3), in UTC.
    private static func date(_ day: Int64, _ second: Int64) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        // The first day of the era was a Thursday.
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let parts = CivilDate(daysSinceEpoch: day).description.split(separator: "-").compactMap { Int($0) }
        func two(_ number: Int64) -> String { "\(number < 10 ? "0" : "")\(number)" }
        let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
        return "\(weekdays[Int(day % 7)]), \(two(Int64(parts[2]))) \(months[parts[1] - 1]) \(parts[0]) \(time) +0000"
    }

    /// The file, signed by a server that was given exactly this text and then perhaps changed.
    ///
    /// - Parameter sign: makes the signature over the hash of what is signed, with the key of a selector.
    public func found(signedBy sign: (String, Digest) throws -> [UInt8]) rethrows -> [UInt8] {
        let head = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        guard let selector else { return Array((head + "\r\n" + body).utf8) }
        let field = "DKIM-Signature: " + unsigned(selector)
        let signature = Base64.encode(try sign(selector, Digest(of: Array(signedText(selector).utf8))))
        return changed("\(field)\(signature)\r\n", head)
    }

    /// The value of the signature's field up to the signature (RFC 6376, section 3.5).
    private func unsigned(_ selector: String) -> String {
        let length = kind == .appended ? " l=\(body.utf8.count);" : ""
        let hash = Base64.encode(Digest(of: Array(body.utf8)).bytes)
        return "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=\(domain); s=\(selector); t=\(signedAt);\(length)"
            + " h=from:to:subject:date:message-id; bh=\(hash); b="
    }

    /// In relaxed form, which here only means small letters in names: fields have no space to spare, lines end in CRLF.
    private func signedText(_ selector: String) -> String {
        headers.prefix(5).map { "\($0.name.lowercased()):\($0.value)\r\n" }.joined() + "dkim-signature:\(unsigned(selector))"
    }

    private func changed(_ signature: String, _ head: String) -> [UInt8] {
        let whole = signature + head + "\r\n" + body
        switch kind {
        case .alteredBody: return Array((signature + head + "\r\n" + addition + body).utf8)
        case .alteredSubject:
            let other = headers.map { $0.name == "Subject" ? "Subject: The boxes\r\n" : "\($0.name): \($0.value)\r\n" }
            return Array((signature + other.joined() + "\r\n" + body).utf8)
        case .addedFrom: return Array(("From: The Chair <chair@\(domain)>\r\n" + whole).utf8)
        case .appended: return Array((whole + addition).utf8)
        case .relayed:
            let received = "Received: from out.\(domain) by mx.archive.example; \(headers[3].value)\r\nX-Spam: no\r\n"
            return Array((received + whole + "\r\n\r\n").utf8)
        case .savedWithLF: return whole.utf8.filter { $0 != 0x0D }
        case .genuine, .disclosedKey, .unsigned: return Array(whole.utf8)
        }
    }
}
