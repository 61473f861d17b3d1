/// Questions of one file, each answered in its place: a wrong one by an error that costs the others nothing.
public struct AnsweredItems: Sendable {
    /// In the order of the items: the item's `kind` (`null` when it has none) and the answer's members, or `error`.
    public let answers: [JSONObject]
    /// How many items were answered by an error.
    public let faultCount: Int

    /// - Parameter answer: makes the members of an item's answer from its kind and its members.
    public init(
        _ items: [JSONValue],
        answer: (_ kind: String, _ item: MemberReader) throws(InputError) -> [JSONObject.Member]
    ) {
        var faultCount = 0
        answers = items.map { item in
            var answered: JSONObject = ["kind": item["kind"]?.stringValue.map(JSONValue.string) ?? .null]
            do throws(InputError) {
                let reader = try MemberReader(item)
                for member in try answer(try reader.string("kind"), reader) { answered[member.name] = member.value }
            } catch {
                faultCount += 1
                answered["error"] = .string(error.description)
            }
            return answered
        }
        self.faultCount = faultCount
    }
}
