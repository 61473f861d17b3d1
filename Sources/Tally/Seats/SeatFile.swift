public import Daylight

/// The input of `daylight count seats`: one question, or an array of them, as for states that elect on the same day.
public enum SeatFile: Sendable {
    case one(SeatQuestion)
    case many([SeatQuestion])

    /// Most questions of an array.
    static let questionLimit = 10_000

    /// - Throws: ``InputError`` naming the member by its JSON pointer.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: SeatQuestion.byteLimit))
        guard case .array(let elements) = value else {
            self = .one(try SeatQuestion(value))
            return
        }
        guard (1...Self.questionLimit).contains(elements.count) else {
            throw InputError(expected: "1 to \(Self.questionLimit) elections", found: "\(elements.count)")
        }
        self = .many(try Self.each(elements) { element throws(InputError) in try SeatQuestion(element) })
    }

    /// The answers, in the order of the questions.
    public func allocations() throws(InputError) -> [SeatAllocation] {
        switch self {
        case .one(let question): [try SeatAllocation(question)]
        case .many(let questions):
            try Self.each(questions) { question throws(InputError) in try SeatAllocation(question) }
        }
    }

    /// Does the same with each, and says of which one a fault is.
    private static func each<Element, Result>(
        _ elements: [Element], _ work: (Element) throws(InputError) -> Result
    ) throws(InputError) -> [Result] {
        var results: [Result] = []
        results.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(InputError) {
                results.append(try work(element))
            } catch {
                throw InputError(field: "/\(index)\(error.field)", expected: error.expected, found: error.found)
            }
        }
        return results
    }
}
