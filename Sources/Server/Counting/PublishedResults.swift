import Daylight
import Tally

/// The newest publication of an election's results, with what its figures are read from.
struct PublishedResults: Sendable {
    let manifest: ResultsManifest
    /// Of the manifest's file.
    let digest: Digest
    /// Published reports, by the unit's index.
    let reports: [Int: CollectedReport]
    /// Published sums of units above the stations, by index.
    let aggregates: [Int: AggregateDocument]

    /// A unit's figures as its file has them; `nil` while none were published.
    func figures(_ unit: Int, of definition: ElectionDefinition) -> Figures? {
        if let report = reports[unit], definition.units.units[unit].level == .station {
            return Figures(report, registered: definition.units.units[unit].registeredVoters)
        }
        return aggregates[unit].flatMap { $0.received == 0 ? nil : Figures($0) }
    }

    struct Figures: Sendable {
        let listTotals: [Int64]
        /// By the name of the box in section 11.3.
        let boxes: [(box: ReportBox, count: Int64)]
        let registered: Int64?
        /// Digest and folder of the file, and where in it the figures begin.
        let digest: Digest
        let path: String
        private let prefix: String

        init(_ collected: CollectedReport, registered: Int64?) {
            let counts = collected.report.counts
            listTotals = collected.report.listTotals
            boxes = [
                (.pollCards, counts.pollCards), (.proxies, counts.proxies), (.voterCards, counts.voterCards),
                (.admittedVoters, counts.admittedVoters), (.validVotes, counts.validVotes), (.blank, counts.blank),
                (.invalid, counts.invalid), (.votesCast, counts.votesCast),
            ].compactMap { box, count in count.map { (box, $0) } }
            self.registered = counts.registeredVoters ?? registered
            digest = collected.digest
            path = "reports/\(digest.hex).json"
            prefix = ""
        }

        init(_ sum: AggregateDocument) {
            listTotals = sum.listTotals
            boxes = [
                .pollCards, .proxies, .voterCards, .admittedVoters, .validVotes, .blank, .invalid, .votesCast,
            ].compactMap { box in sum.count(box.rawValue).map { (box, $0) } }
            registered = sum.count("registeredVoters")
            digest = sum.digest
            path = "aggregates/\(digest.hex).json"
            prefix = "/fields"
        }

        func source(list: Int) -> String { "\(digest.hex)#\(prefix)/listTotals/\(list)/total" }
        func source(_ box: ReportBox) -> String { "\(digest.hex)#\(prefix)/\(box.rawValue)" }

        func count(_ box: ReportBox) -> Int64 { boxes.first { $0.box == box }?.count ?? 0 }

        /// Votes cast of registered voters, 0 to 1 and above; `nil` where these are not known.
        var turnout: Double? { registered.flatMap { $0 > 0 ? Double(count(.votesCast)) / Double($0) : nil } }

        /// A list's share of the votes on all lists.
        func share(_ list: Int) -> Double {
            let sum = listTotals.reduce(0, +)
            return sum == 0 ? 0 : Double(listTotals[list]) / Double(sum)
        }

        /// The list with most votes; `nil` when two have as many.
        var leading: Int? {
            guard let most = listTotals.max(), most > 0 else { return nil }
            let first = listTotals.firstIndex(of: most)
            return first == listTotals.lastIndex(of: most) ? first : nil
        }
    }
}
