import Daylight

extension NoticeReader {
    mutating func readStatements(_ parts: inout NoticeParts) {
        readPeriod(&parts)
        readProcesses(&parts)
        readOfficialLinks(&parts)
        readRepositoryLink(&parts)
        readNotification(&parts)
        readSuspension(&parts)
        readReach(&parts)
    }

    private mutating func readPeriod(_ parts: inout NoticeParts) {
        let period = notice.members("period")
        if let period { refuseUnknown(period, ["start", "end"]) }
        parts.lastDay = period?.day("end")
        guard let start = period?.day("start"), let end = period?.day("end") else {
            return findings.add(
                .n04, "period", "Give the first and the last day of publication, such as 2026-08-17, as \"start\" and \"end\".")
        }
        parts.period = Period(start: start, end: end)
        if parts.period == nil {
            findings.add(.n22, "period", "The period ends on \(end), before it starts on \(start): exchange or correct the days.")
        }
    }

    private mutating func readProcesses(_ parts: inout NoticeParts) {
        guard let list = notice.list("linkedProcesses"), list.count <= Self.longestList else {
            return findings.add(
                .n09, "linkedProcesses",
                "List the elections, referendums and legislative or regulatory processes that the ad is linked to; [] for none.")
        }
        parts.linkedProcesses = list.compactMap { process($0.members, at: $0.path) }
    }

    private mutating func process(_ members: NoticeMembers?, at path: String) -> LinkedProcess? {
        if let members { refuseUnknown(members, ["kind", "level", "name", "territory", "date"]) }
        guard let members, let kind = members.choice("kind", LinkedProcess.Kind.self),
            let level = members.choice("level", LinkedProcess.Level.self), let name = members.text("name", .name),
            let territory = members.text("territory", .name),
            members["date"]?.stringValue == nil || members.day("date") != nil
        else {
            findings.add(
                .n09, path,
                """
                Give kind (election, referendum, legislative, regulatory), level (Union, national, regional, local), name and \
                territory, and a date only if it is a real day such as 2026-09-13.
                """)
            return nil
        }
        return LinkedProcess(kind: kind, level: level, name: name, territory: territory, date: members.day("date"))
    }

    /// Whether an entry says that people vote, whatever else may be wrong with it.
    private var isLinkedToVote: Bool {
        notice.list("linkedProcesses")?.contains { $0.members?.choice("kind", LinkedProcess.Kind.self)?.isVote ?? false } ?? false
    }

    private mutating func readOfficialLinks(_ parts: inout NoticeParts) {
        let links = notice["officialInfoLinks"]?.arrayValue ?? []
        if links.isEmpty, isLinkedToVote {
            findings.add(
                .n23, "officialInfoLinks",
                """
                Link the page on which the election authority says how to take part, an https address such as \
                https://www.val.se/; it is due whenever an election or referendum is linked.
                """)
        }
        guard links.count <= Self.longestList else {
            return findings.add(.n23, "officialInfoLinks", "Expected at most \(Self.longestList) links, found \(links.count).")
        }
        for (index, value) in links.enumerated() {
            if let link = officialLink(value, at: "officialInfoLinks[\(index)]") { parts.officialInfoLinks.append(link) }
        }
    }

    private mutating func officialLink(_ value: JSONValue, at path: String) -> SecureLink? {
        guard let link = value.stringValue.flatMap({ SecureLink($0) }) else {
            findings.add(
                .n23, path,
                """
                Expected the https address of the authority's page on how to take part, found \(Found.words(value)); the \
                page of the election authority of the country or municipality will do.
                """)
            return nil
        }
        guard !link.isUnder(context.notOfficialHosts) else {
            findings.add(
                .n23, path,
                "\(link.host) is not an authority's page (a summary of laws or a campaign's page does not do): link the authority."
            )
            return nil
        }
        return link
    }

    private mutating func readRepositoryLink(_ parts: inout NoticeParts) {
        switch notice["repositoryLink"] {
        case .string("notYetAvailable")?: parts.repositoryLink = .notYetAvailable
        case .string("notOnline")?: parts.repositoryLink = .notOnline
        case .string(let text)?:
            if let link = SecureLink(text), link.isUnder(context.repositoryHosts) {
                parts.repositoryLink = .entry(link)
            } else {
                findings.add(
                    .n24, "repositoryLink",
                    """
                    “\(Found.clipped(text))” is not the ad's page in the European repository (a summary of the law is not, \
                    either): write "notYetAvailable" while the repository is not open, or "notOnline" for an ad that is \
                    only printed or broadcast.
                    """)
            }
        case let value:
            findings.add(
                .n11, "repositoryLink",
                """
                Give the ad's page in the European repository, or "notYetAvailable", or "notOnline"; found \
                \(Found.words(value)).
                """)
        }
    }

    private mutating func readNotification(_ parts: inout NoticeParts) {
        let members = notice.members("notificationMechanism")
        if let members { refuseUnknown(members, ["url", "text"]) }
        if let members, let url = members["url"]?.stringValue.flatMap({ SecureLink($0) }), let text = members.text("text", .free)
        {
            parts.notificationMechanism = NotificationMechanism(url: url, text: text)
        } else {
            findings.add(
                .n12, "notificationMechanism",
                "Say where and how a reader reports the ad: an https address as \"url\" and an explanation as \"text\".")
        }
    }

    private mutating func readSuspension(_ parts: inout NoticeParts) {
        let members = notice.members("priorSuspension")
        if let members { refuseUnknown(members, ["suspendedOrDiscontinued", "reason", "date", "earlierVersion"]) }
        let earlier = members?.text("earlierVersion", .free)
        switch members?["suspendedOrDiscontinued"]?.boolValue {
        case nil:
            findings.add(
                .n13, "priorSuspension",
                """
                Say whether the ad or an earlier version was stopped for breaking the Regulation: \
                {"suspendedOrDiscontinued": false}, or true with reason and date.
                """)
        case false?: parts.priorSuspension = .never(earlierVersion: earlier)
        case true?:
            if let reason = members?.text("reason", .free), let date = members?.day("date") {
                parts.priorSuspension = .suspended(reason: reason, date: date, earlierVersion: earlier)
            } else {
                findings.add(.n13, "priorSuspension", "The ad was stopped before: give the reason and the day.")
            }
        }
    }

    private mutating func readReach(_ parts: inout NoticeParts) {
        guard let reach = notice.members("reach") else { return }
        refuseUnknown(reach, ["views", "asOf", "engagements"])
        let done = reach.members("engagements")
        if let done { refuseUnknown(done, ["clicks", "shares", "reactions", "comments"]) }
        guard let views = reach.count("views"), let asOf = reach.day("asOf") else {
            return findings.add(
                .n16, "reach",
                "Give the views as a whole number and the day they were counted on as \"asOf\", or leave reach out.")
        }
        parts.reach = Reach(
            views: views,
            engagements: done.map {
                Reach.Engagements(
                    clicks: $0.count("clicks"), shares: $0.count("shares"), reactions: $0.count("reactions"),
                    comments: $0.count("comments"))
            }, asOf: asOf)
    }
}
