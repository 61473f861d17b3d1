import Daylight

/// The members of a record that came as JSON or XML, where one and several, number and text are the same.
struct RecordMembers {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    /// The identifier, as JSON and XML have it.
    var id: String? { text("@id") ?? text("@ObjectId") }

    /// All values of a member; a single one is a list of one.
    func list(_ name: String) -> [RecordMembers] {
        switch value[name] {
        case nil, .null?: []
        case .array(let items)?: items.map(RecordMembers.init)
        case let item?: [RecordMembers(item)]
        }
    }

    /// The first value of a member as a text.
    func text(_ name: String) -> String? { list(name).first?.text }

    /// The value itself as a text.
    var text: String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// A rank; `nil` when the member is absent.
    func rank(_ name: String) throws(InputError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let rank = Int(text), (1...RankedBallots.highestRank).contains(rank) else {
            throw InputError(field: name, expected: "a rank from 1 to \(RankedBallots.highestRank)", found: "\"\(text)\"")
        }
        return rank
    }
}
