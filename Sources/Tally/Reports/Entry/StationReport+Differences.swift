extension StationReport {
    /// Every field in which two entries of a report differ, as JSON pointers in the order of the form: what W001 marks while
    /// the second person types. What the first person typed is not said.
    public func differences(from other: StationReport) -> [String] {
        var paths: [String] = []
        func compare<Value: Equatable>(_ path: String, _ one: Value, _ two: Value) { if one != two { paths.append(path) } }
        compare("/unitId", unitId, other.unitId)
        compare("/version", version, other.version)
        compare("/phase", phase, other.phase)
        compare("/countingMethod", countingMethod, other.countingMethod)
        compare("/form", form, other.form)
        compare("/registeredVoters", counts.registeredVoters, other.counts.registeredVoters)
        compare("/pollCards", counts.pollCards, other.counts.pollCards)
        compare("/proxies", counts.proxies, other.counts.proxies)
        compare("/voterCards", counts.voterCards, other.counts.voterCards)
        compare("/admittedVoters", counts.admittedVoters, other.counts.admittedVoters)
        compare("/validVotes", counts.validVotes, other.counts.validVotes)
        compare("/blank", counts.blank, other.counts.blank)
        compare("/invalid", counts.invalid, other.counts.invalid)
        compare("/votesCast", counts.votesCast, other.counts.votesCast)
        paths += Self.indexed("/listTotals", listTotals, other.listTotals) { $0 == $1 ? [] : ["/total"] }
        return paths + body.differences(from: other.body)
    }

    /// The differences of two arrays: one path for the whole when their lengths differ.
    fileprivate static func indexed<Value>(
        _ path: String, _ one: [Value], _ other: [Value], _ differences: (Value, Value) -> [String]
    ) -> [String] {
        guard one.count == other.count else { return [path] }
        return zip(one, other).enumerated().flatMap { index, pair in
            differences(pair.0, pair.1).map { "\(path)/\(index)\($0)" }
        }
    }
}

extension ReportBody {
    fileprivate func differences(from other: ReportBody) -> [String] {
        var paths: [String] = []
        if let one = matrix, let two = other.matrix {
            paths += StationReport.indexed("/lists", one.lists, two.lists) { one, two in
                (one.total == two.total ? [] : ["/total"])
                    + StationReport.indexed("/candidates", one.candidates, two.candidates) { $0 == $1 ? [] : ["/votes"] }
            }
            if one.moreBallots != two.moreBallots { paths.append("/moreBallots") }
            if one.fewerBallots != two.fewerBallots { paths.append("/fewerBallots") }
        }
        if let one = boxes, let two = other.boxes {
            if one.equal != two.equal { paths.append("/compare/equal") }
            if one.castGreater != two.castGreater { paths.append("/compare/castGreater") }
            if one.castSmaller != two.castSmaller { paths.append("/compare/castSmaller") }
            if one.differenceExplained != two.differenceExplained { paths.append("/differenceExplained") }
        }
        if case .centralStation(_, _, let one) = self, case .centralStation(_, _, let two) = other {
            if one.otherReason != two.otherReason { paths.append("/extraInvestigation/otherReason") }
            if one.recounted != two.recounted { paths.append("/extraInvestigation/recounted") }
            if one.explained != two.explained { paths.append("/stationDifferences/explained") }
            if one.perList != two.perList { paths.append("/stationDifferences/perList") }
        }
        return paths
    }
}
