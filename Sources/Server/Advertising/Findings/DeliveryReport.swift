import Daylight
import Exposure

/// Whom the variants of an ad were delivered to, in cells of people. It stays in the store: only ``PublishedReach`` is shown.
struct DeliveryReport: Hashable, Sendable {
    struct Cell: Hashable, Sendable {
        let name: String
        /// Weight of the cell among those whom the ad would have reached by chance.
        let baseline: Double
        /// Who they are, when age, gender and place say it; `nil` for groups of another kind, which are never published.
        let people: AudienceCell?
    }

    struct Variant: Hashable, Sendable {
        let name: String
        let landingPage: String?
        /// People reached per cell.
        let reached: [Int64]
    }

    /// Most cells, and most variants.
    static let limit = 500
    private static let largestCount: Int64 = 1 << 53

    /// People who may vote where the ad ran.
    let eligible: Int64
    /// People addressed.
    let addressed: Int64
    let cells: [Cell]
    let variants: [Variant]

    /// - Throws: ``InputError`` naming the member.
    init(_ json: JSONValue) throws(InputError) {
        let report = try MemberReader(json)
        eligible = try report.integer("eligible", in: 1...Self.largestCount)
        addressed = try report.integer("addressed", in: 1...eligible)
        cells = try Self.parts(report, "cells") { reader, _ throws(InputError) in try Cell(reader) }
        let count = cells.count
        variants = try Self.parts(report, "variants") { reader, path throws(InputError) in
            try Variant(reader, path: path, cells: count, limit: Self.largestCount)
        }
    }

    private static func parts<Part>(
        _ report: MemberReader, _ name: String, _ read: (MemberReader, String) throws(InputError) -> Part
    ) throws(InputError) -> [Part] {
        let elements = try report.array(name)
        guard (1...limit).contains(elements.count) else {
            throw InputError(field: name, expected: "1 to \(limit) of them", found: "\(elements.count)")
        }
        var parts: [Part] = []
        for (index, element) in elements.enumerated() {
            let path = "\(name)[\(index)]."
            parts.append(try read(try MemberReader(element, path: path), path))
        }
        return parts
    }

    /// People reached in each cell by any variant.
    var totals: [Int64] {
        cells.indices.map { cell in SafeCount.sum(variants.map { $0.reached[cell] }) }
    }

    /// The reach as it may be published; no rows when a cell is of a kind that is not published.
    var published: PublishedReach {
        var reach: [AudienceCell: Int64] = [:]
        for (cell, total) in zip(cells, totals) {
            guard let people = cell.people else { return PublishedReach([:]) }
            reach[people] = SafeCount.sum([reach[people] ?? 0, total])
        }
        return PublishedReach(reach)
    }
}

extension DeliveryReport {
    /// As it was read, in one order.
    var json: JSONValue {
        [
            "eligible": .integer(eligible), "addressed": .integer(addressed), "cells": .array(cells.map(\.json)),
            "variants": .array(variants.map(\.json)),
        ]
    }
}

extension DeliveryReport.Cell {
    fileprivate init(_ reader: MemberReader) throws(InputError) {
        name = try reader.string("name")
        guard let weight = reader.optional("baseline")?.doubleValue, weight >= 0, weight.isFinite else {
            throw reader.fault("baseline", "a weight of at least 0", reader.optional("baseline"))
        }
        baseline = weight
        guard reader.optional("country") != nil else {
            people = nil
            return
        }
        let youngest = try reader.integer("youngest", in: 0...150)
        let oldest: Int64? = reader.optional("oldest") == nil ? nil : try reader.integer("oldest", in: youngest...150)
        people = AudienceCell(
            place: AudienceCell.Place(country: try reader.string("country"), region: reader.optional("region")?.stringValue),
            ages: AudienceCell.Ages(Int(youngest), to: oldest.map { Int($0) }), gender: try reader.string("gender"))
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["name": .string(name), "baseline": .real(baseline)]
        if let people {
            object["country"] = .string(people.place.country)
            if let region = people.place.region { object["region"] = .string(region) }
            object["youngest"] = .integer(people.ages.youngest)
            if let oldest = people.ages.oldest { object["oldest"] = .integer(oldest) }
            object["gender"] = .string(people.gender)
        }
        return .object(object)
    }
}

extension DeliveryReport.Variant {
    fileprivate init(_ reader: MemberReader, path: String, cells: Int, limit: Int64) throws(InputError) {
        name = try reader.string("name")
        landingPage = reader.optional("landingPage")?.stringValue
        var reached: [Int64] = []
        for (index, element) in try reader.array("reached").enumerated() {
            guard let count = element.integerValue, (0...limit).contains(count) else {
                throw InputError(
                    field: "\(path)reached[\(index)]", expected: "a whole number from 0 to 2⁵³", found: element.kind)
            }
            reached.append(count)
        }
        guard reached.count == cells else {
            throw InputError(
                field: "\(path)reached", expected: "\(cells) counts, one for each cell", found: "\(reached.count)")
        }
        self.reached = reached
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["name": .string(name)]
        if let landingPage { object["landingPage"] = .string(landingPage) }
        object["reached"] = .array(reached.map { .integer($0) })
        return .object(object)
    }
}
