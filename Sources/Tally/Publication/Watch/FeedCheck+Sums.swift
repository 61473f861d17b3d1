import Daylight

extension FeedCheck {
    /// A sum as it was read from its file.
    private struct Sum {
        let path: String
        let unit: Int
        let aggregate: Aggregate
    }

    /// Redoes every fetched sum from the reports it lists, or from the sums right below it where those were not all fetched.
    mutating func checkSums(_ files: inout FeedFiles) {
        var sums: [Int: Sum] = [:]
        for path in files.paths(in: "aggregates/") where files.isSound(path) {
            guard let sum = read(path, &files) else { continue }
            if let other = sums[sum.unit] {
                find(.wrongSum, path, expected: "one sum of unit \(sum.aggregate.unitId)", found: "another in \(other.path)")
            } else {
                sums[sum.unit] = sum
            }
        }
        for sum in sums.values.sorted(by: { $0.path < $1.path }) {
            if let entries = entries(of: sum, files) {
                sumsChecked += 1
                let rollUp = RollUp(entries, of: files.definition)
                for difference in rollUp.differences(sum.aggregate, unit: sum.unit) {
                    find(
                        .wrongSum, "\(sum.path)#\(difference.path)", expected: "the reports' sum", found: difference.message
                    )
                }
            } else {
                compareWithChildren(sum, sums, files)
            }
        }
    }

    private mutating func read(_ path: String, _ files: inout FeedFiles) -> Sum? {
        guard let value = files.json(path) else { return nil }
        do throws(InputError) {
            let aggregate = try Aggregate(value, path: "/")
            let tree = files.definition.units
            guard let unit = tree.index(of: aggregate.unitId) else {
                find(.wrongSum, "\(path)#/unitId", expected: "a unit of the definition", found: aggregate.unitId)
                return nil
            }
            let stations = Set(tree.stations(in: unit))
            var seen: Set<Int> = []
            for (index, input) in aggregate.inputs.enumerated() {
                let place = "\(path)#/inputs/\(index)"
                guard let station = tree.index(of: input.unitId), stations.contains(station), seen.insert(station).inserted
                else {
                    find(.wrongSum, place, expected: "a station below \(aggregate.unitId), once", found: input.unitId)
                    return nil
                }
                guard files.listed["reports/\(input.digest).json"] != nil else {
                    find(.wrongSum, place, expected: "a published report", found: input.digest)
                    return nil
                }
            }
            if value["received"]?.integerValue != Int64(seen.count) {
                find(.wrongSum, "\(path)#/received", expected: "\(seen.count) inputs", found: "another number")
            }
            if value["expected"]?.integerValue != Int64(stations.count) {
                find(.wrongSum, "\(path)#/expected", expected: "\(stations.count) stations", found: "another number")
            }
            return Sum(path: path, unit: unit, aggregate: aggregate)
        } catch {
            find(.wrongSum, "\(path)#\(error.field)", expected: error.expected, found: error.found)
            return nil
        }
    }

    /// The reports that a sum lists; `nil` unless all of them may be relied on and are of the units and versions it says.
    private mutating func entries(of sum: Sum, _ files: FeedFiles) -> [Int: ReportLedger.Entry]? {
        var entries: [Int: ReportLedger.Entry] = [:]
        for input in sum.aggregate.inputs {
            guard let digest = Digest(hex: input.digest), let report = files.reports[digest],
                let unit = files.definition.units.index(of: input.unitId)
            else { return nil }
            if report.unitId != input.unitId || report.version != input.version {
                find(
                    .wrongSum, "\(sum.path)#/inputs", expected: "\(input.unitId) version \(input.version) as \(input.digest)",
                    found: "\(report.unitId) version \(report.version)")
            }
            entries[unit] = ReportLedger.Entry(report: report, digest: digest)
        }
        return entries
    }

    private mutating func compareWithChildren(_ sum: Sum, _ sums: [Int: Sum], _ files: FeedFiles) {
        let tree = files.definition.units
        let children = tree.children(of: sum.unit).filter { tree.units[$0].level != .station }
        let parts = children.compactMap { sums[$0]?.aggregate }
        // A station right below would have to be among the reports, and those were not all fetched.
        guard children.count == tree.children(of: sum.unit).count, parts.count == children.count else {
            notChecked += 1
            return
        }
        sumsChecked += 1
        let inputs = Set(parts.flatMap { $0.inputs.map(\.digest) })
        if inputs != Set(sum.aggregate.inputs.map(\.digest)) {
            find(.wrongSum, "\(sum.path)#/inputs", expected: "the inputs of the sums below", found: "others")
        }
        for (field, count) in sum.aggregate.fields {
            let stated = parts.compactMap { part in part.fields.first { $0.field == field }?.count }
            let total = stated.reduce(0, saturatingSum)
            guard stated.count == parts.count, total != count else { continue }
            find(.wrongSum, "\(sum.path)#/fields/\(field.rawValue)", expected: "\(total), the sums below", found: "\(count)")
        }
        for (index, list) in (sum.aggregate.listTotals ?? []).enumerated() {
            let total = parts.map { part in part.listTotals?.first { $0.number == list.number }?.total ?? 0 }
                .reduce(0, saturatingSum)
            guard total != list.total else { continue }
            find(
                .wrongSum, "\(sum.path)#/fields/listTotals/\(index)/total", expected: "\(total), the sums below",
                found: "\(list.total)")
        }
    }
}

/// Sums of hostile sums may go beyond a word; such a one differs from any that can be stated.
private func saturatingSum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
}
