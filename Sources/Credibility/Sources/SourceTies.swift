public import Daylight

/// A trust.txt file and when it was fetched.
public struct FetchedTrustTxt: Hashable, Sendable {
    public let file: TrustTxt
    public let day: CivilDate

    public init(file: TrustTxt, day: CivilDate) { (self.file, self.day) = (file, day) }
}

/// The ties of one source, from its own file and those of others (credibility reference, section 7.1).
public struct SourceTies: Hashable, Sendable {
    /// How old a file may be to confirm a tie, in days.
    public static let freshDays: Int64 = 30

    /// One tie as the source would say it.
    public struct Finding: Hashable, Sendable {
        public let tie: TrustTxt.Tie
        public let other: Host
        public let state: State
        /// Whose files say so, the source's own first.
        public let saidBy: [Statement]
    }

    /// Who says it, when and where.
    public struct Statement: Hashable, Sendable {
        public let host: Host
        public let day: CivilDate
        /// Line of its file, counting from 1.
        public let line: Int
    }

    /// Whether both sides say it.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Both, in files of the last 30 days.
        case confirmed
        /// Only one, or one of the files is older.
        case claimed
    }

    /// By tie and host.
    public let findings: [Finding]

    /// Puts together what a source says of others and others of it.
    ///
    /// - Parameters:
    ///   - source: its host.
    ///   - files: by host, the source's own among them if there is one.
    ///   - today: the day that the age of files is counted from.
    public init(of source: Host, in files: [Host: FetchedTrustTxt], today: CivilDate) {
        let source = Self.bare(source)
        var statements: [TrustTxt.Tie: [Host: [Statement]]] = [:]
        for (host, fetched) in files.sorted(by: { $0.key < $1.key }) {
            let author = Self.bare(host)
            for relation in fetched.file.relations where author == source || relation.other == source {
                guard author != relation.other else { continue }
                let isOwn = author == source
                let (tie, other) = isOwn ? (relation.tie, relation.other) : (relation.tie.counterpart, author)
                let statement = Statement(host: author, day: fetched.day, line: relation.line)
                let known = statements[tie]?[other] ?? []
                guard !known.contains(where: { $0.host == author }) else { continue }
                statements[tie, default: [:]][other] = isOwn ? [statement] + known : known + [statement]
            }
        }
        findings = TrustTxt.Tie.allCases.flatMap { tie in
            (statements[tie] ?? [:]).sorted { $0.key < $1.key }.map { other, saidBy in
                let areFresh = saidBy.allSatisfy { (0...Self.freshDays).contains(today.daysSinceEpoch - $0.day.daysSinceEpoch) }
                let state: State = saidBy.count == 2 && areFresh ? .confirmed : .claimed
                return Finding(tie: tie, other: other, state: state, saidBy: saidBy)
            }
        }
    }

    /// A host without `www.`, as ties compare them.
    public static func bare(_ host: Host) -> Host {
        guard host.text.hasPrefix("www."), let bare = Host(host.text.dropFirst(4)) else { return host }
        return bare
    }
}
