public import Daylight

extension SupplyChain {
    /// The object form, with `hp` in every node and without absent members.
    public var json: JSONValue {
        [
            "ver": .string(version.rawValue), "complete": .integer(completeness.rawValue),
            "nodes": .array(nodes.map(\.json)),
        ]
    }

    /// The canonical string form: values percent-encoded but for letters, digits and `-._~`, without `ext`, without empty
    /// fields at the end.
    public var text: String {
        (["\(version.rawValue),\(completeness.rawValue)"] + nodes.map(\.text)).joined(separator: "!")
    }
}

extension SupplyChain.Node {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["asi": .string(writtenSystem), "sid": .string(account), "hp": .integer(isPaid ? 1 : 0)]
        object["rid"] = requestID.map { .string($0) }
        object["name"] = name.map { .string($0) }
        object["domain"] = domain.map { .string($0) }
        object["ext"] = extensions
        return .object(object)
    }

    fileprivate var text: String {
        var fields = [writtenSystem, account, isPaid ? "1" : "0", requestID ?? "", name ?? "", domain ?? ""]
        while fields.last == "" { fields.removeLast() }
        return fields.map(PercentCoding.encode).joined(separator: ",")
    }
}
