import Daylight

extension Simulation {
    /// The rows as CSV with the four columns every detector reads, and the text of the post.
    public var postsCSV: [UInt8] {
        var file = Array("object_id,account_id,content_id,timestamp_share,text\n".utf8)
        file.reserveCapacity(shares.count * 180)
        for share in shares {
            file.append(field: share.object)
            file.append(UInt8(ascii: ","))
            file.append(field: share.account)
            file.append(UInt8(ascii: ","))
            file.append(field: share.content)
            file.append(UInt8(ascii: ","))
            file.append(contentsOf: String(share.seconds).utf8)
            file.append(UInt8(ascii: ","))
            file.append(field: share.text)
            file.append(UInt8(ascii: "\n"))
        }
        return file
    }

    /// The register of declared groups as CSV, one membership a row.
    public var declaredCSV: [UInt8] {
        var file = Array("group,account_id\n".utf8)
        for membership in declaredGroups {
            file.append(field: membership.group)
            file.append(UInt8(ascii: ","))
            file.append(field: membership.account)
            file.append(UInt8(ascii: "\n"))
        }
        return file
    }

    /// The truth as JSON: planted groups with members and objects, and the other accounts by hazard class.
    public var truthJSON: [UInt8] {
        let groups = truth.groups.map { group in
            JSONValue.object([
                "name": .string(group.name), "class": .string(group.disguise.rawValue),
                "members": .array(group.members.map(JSONValue.string)),
                "objects": .array(group.objects.map(JSONValue.string)),
            ])
        }
        let accounts = Dictionary(grouping: truth.hazards.keys) { truth.hazards[$0] ?? .ordinary }
        var hazards = JSONObject()
        for hazard in HazardClass.allCases {
            hazards[hazard.rawValue] = .array((accounts[hazard] ?? []).sorted().map(JSONValue.string))
        }
        // A seed may be beyond what a JSON number holds exactly, so it is a string.
        let document: JSONValue = .object([
            "seed": .string(String(seed)), "shares": .integer(shares.count), "groups": .array(groups),
            "hazards": .object(hazards),
        ])
        return Array(CanonicalJSON.line(document).utf8) + [UInt8(ascii: "\n")]
    }
}

extension [UInt8] {
    /// Appends a field by RFC 4180: quoted only where a comma, a quote or a line end makes it necessary.
    fileprivate mutating func append(field: String) {
        let special: (UInt8) -> Bool = {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        guard field.utf8.contains(where: special) else {
            append(contentsOf: field.utf8)
            return
        }
        append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }
}
