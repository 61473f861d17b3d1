public import Daylight

/// A file of reviews: one review, or `{"reviews": [...]}` as a server hands them out.
public enum BoardReviewFile {
    /// Largest file, in bytes.
    public static let byteLimit = 64 << 20

    /// Reads a file.
    ///
    /// - Throws: ``InputError`` naming byte or member, and in a list the place of the review.
    public static func reviews(parsing bytes: [UInt8]) throws(InputError) -> [BoardReview] {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: byteLimit, depth: 8))
        guard let list = value["reviews"] else { return [try BoardReview(value)] }
        guard let values = list.arrayValue, values.count <= BoardReview.countLimit else {
            throw InputError(
                field: "reviews", expected: "an array of at most \(BoardReview.countLimit) reviews",
                found: list.arrayValue.map { "\($0.count)" } ?? list.kind)
        }
        var reviews: [BoardReview] = []
        for (index, value) in values.enumerated() {
            do throws(InputError) { reviews.append(try BoardReview(value)) } catch {
                var error = error
                error.field = error.field.isEmpty ? "reviews[\(index)]" : "reviews[\(index)].\(error.field)"
                throw error
            }
        }
        return reviews
    }

    public static func json(_ reviews: [BoardReview]) -> JSONValue { ["reviews": .array(reviews.map(\.json))] }
}
