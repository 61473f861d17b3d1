public import Daylight

extension NoticeContext {
    /// Longest list in a context.
    private static let longestList = 10_000

    /// Reads the object of `--context`; members that are not known are passed over.
    ///
    /// - Throws: ``InputError`` naming the member that is there but cannot be used: a rule must not fall silent by a typing error.
    public init(_ object: JSONObject) throws(InputError) {
        self.init()
        now = try Self.instant(object["now"], "now")
        if let name = object["zone"]?.present {
            guard let zone = name.stringValue.flatMap({ Zone($0) }) else {
                throw Self.fault("zone", "a time zone such as Europe/Brussels", name)
            }
            self.zone = zone
        }
        repositoryHosts = try Self.hosts(object["repositoryHosts"], "repositoryHosts")
        notOfficialHosts = try Self.hosts(object["notOfficialHosts"], "notOfficialHosts")
        for (index, value) in try Self.list(object["publications"], "publications").enumerated() {
            publications.append(try Self.publication(value, "publications[\(index)]"))
        }
        if let value = object["delivery"]?.present { delivery = try Self.delivery(value) }
    }

    private static func fault(_ field: String, _ expected: String, _ found: JSONValue?) -> InputError {
        InputError(field: field, expected: expected, found: Found.words(found))
    }

    private static func list(_ value: JSONValue?, _ field: String) throws(InputError) -> [JSONValue] {
        guard let value = value?.present else { return [] }
        guard let list = value.arrayValue, list.count <= longestList else {
            throw fault(field, "a list of at most \(longestList)", value)
        }
        return list
    }

    private static func hosts(_ value: JSONValue?, _ field: String) throws(InputError) -> [String] {
        var hosts: [String] = []
        for (index, value) in try list(value, field).enumerated() {
            guard let host = value.present?.stringValue else { throw fault("\(field)[\(index)]", "a host name", value) }
            hosts.append(host)
        }
        return hosts
    }

    private static func instant(_ value: JSONValue?, _ field: String) throws(InputError) -> Timestamp? {
        guard let value = value?.present else { return nil }
        guard let instant = value.stringValue.flatMap({ Timestamp(iso8601: $0) }) else {
            throw fault(field, "an instant such as 2026-05-15T10:00:00+02:00", value)
        }
        return instant
    }

    private static func publication(_ value: JSONValue, _ field: String) throws(InputError) -> Publication {
        guard let firstAt = try instant(value["firstAt"], "\(field).firstAt") else {
            throw fault("\(field).firstAt", "an instant", value["firstAt"])
        }
        return Publication(firstAt: firstAt, lastAt: try instant(value["lastAt"], "\(field).lastAt"))
    }

    private static func delivery(_ value: JSONValue) throws(InputError) -> Delivery {
        guard value.objectValue != nil else { throw fault("delivery", "an object", value) }
        let eligible = try count(value["eligible"], "delivery.eligible")
        let addressed = try count(value["addressed"], "delivery.addressed")
        var narrowness: Narrowness?
        if let eligible, let addressed {
            guard let known = Narrowness(eligible: eligible, addressed: addressed) else {
                throw fault("delivery.addressed", "at least 1 and at most the \(eligible) eligible", value["addressed"])
            }
            narrowness = known
        }
        return Delivery(
            narrowness: narrowness, divergence: try measure(value["jsd"], "delivery.jsd"),
            mutualInformation: try measure(value["nmi"], "delivery.nmi"))
    }

    private static func count(_ value: JSONValue?, _ field: String) throws(InputError) -> Int64? {
        guard let value = value?.present else { return nil }
        guard let count = value.integerValue, count >= 0 else { throw fault(field, "a whole number", value) }
        return count
    }

    private static func measure(_ value: JSONValue?, _ field: String) throws(InputError) -> Double? {
        guard let value = value?.present else { return nil }
        guard let measure = value.doubleValue, measure.isFinite, measure >= 0 else {
            throw fault(field, "a number from 0", value)
        }
        return measure
    }
}
