public import Daylight

extension ScreenData {
    /// Reads a file of reports (tally reference, sections 11.3 and 11.4) and takes the current report of every station that was
    /// accepted; rejected and distrusted reports are the business of ``CountCheck``.
    ///
    /// The optional member `history` holds `{"unitId","listTotals":[{"number","total"}]}` for stations whose figures of the
    /// election before are known.
    ///
    /// - Throws: ``InputError`` when the file cannot be used.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let file = try ReportsFile(bytes)
        let definition = file.definition
        let history = try file.history()
        var ledger = ReportLedger(definition)
        var revisions: [[Int64]] = []
        var received: [Int: Timestamp] = [:]
        try file.forEachEnvelope { _, envelope in
            guard case .success(let envelope) = envelope, let index = definition.units.index(of: envelope.report.unitId),
                definition.units.units[index].level == .station
            else { return }
            let previous = ledger[index]
            ledger.take(envelope)
            guard let entry = ledger[index], entry.report.version != previous?.report.version else { return }
            received[index] = envelope.receivedAt
            if let previous { revisions.append(zip(entry.report.listTotals, previous.report.listTotals).map { $0 - $1 }) }
        }
        let units = definition.units.units
        self.init(
            lists: definition.lists.map(\.number),
            stations: ledger.reported.sorted().compactMap { index in
                guard let report = ledger[index]?.report, units[index].level == .station else { return nil }
                return ScreenedStation(
                    unit: report.unitId, stratum: units[index].parent ?? "",
                    registered: report.counts.registeredVoters ?? units[index].registeredVoters,
                    cast: report.counts.votesCast, valid: report.counts.validVotes, votes: report.listTotals,
                    receivedAt: received[index], history: history[report.unitId])
            }, revisions: revisions)
    }
}

extension ReportsFile {
    /// List votes of the election before by unit, in the order of the definition's lists; zero for a list not named.
    fileprivate func history() throws(InputError) -> [String: [Int64]] {
        var history: [String: [Int64]] = [:]
        for (index, value) in (try member("history")?.arrayValue ?? []).enumerated() {
            let path = "/history/\(index)/"
            let reader = try MemberReader(value, path: path)
            var votes: [Int64: Int64] = [:]
            for (place, value) in try reader.array("listTotals").enumerated() {
                let list = try MemberReader(value, path: "\(path)listTotals/\(place)/")
                votes[try list.integer("number", in: BallotList.numberRange)] = try list.integer(
                    "total", in: StationReport.countRange)
            }
            history[try reader.string("unitId")] = definition.lists.map { votes[Int64($0.number)] ?? 0 }
        }
        return history
    }
}
