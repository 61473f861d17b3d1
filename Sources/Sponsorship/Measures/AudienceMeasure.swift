public import Daylight

/// A measure of an audience as `daylight ads measure` asks for it and is answered.
public enum AudienceMeasure {
    /// Kinds of question that are answered here.
    public static let kinds = ["narrowness"]
    /// Most people counted: above, a count has no exact double.
    static let largestCount: Int64 = 1 << 53

    /// The members of the answer; `nil` for another kind.
    ///
    /// - Throws: ``InputError`` for figures that the measure does not take.
    public static func answer(_ kind: String, _ item: MemberReader) throws(InputError) -> [JSONObject.Member]? {
        switch kind {
        case "narrowness": try narrowness(item)
        default: nil
        }
    }

    private static func narrowness(_ item: MemberReader) throws(InputError) -> [JSONObject.Member] {
        let eligible = try item.integer("E", in: 1...largestCount)
        let addressed = try item.integer("A", in: 1...eligible)
        guard let narrowness = Narrowness(eligible: eligible, addressed: addressed) else {
            throw item.fault("A", "at most as many as are eligible", item.optional("A"))
        }
        return [.init("bits", .real(narrowness.bits)), .init("verdict", .string(narrowness.verdict.rawValue))]
    }
}
