import Daylight

/// One step from a version of the schema to the next. Once released its text never changes: a digest of it is stored.
struct Migration: Sendable {
    let version: Int
    let name: String
    let text: @Sendable (Dialect) -> String

    static let all: [Migration] = [.firstSchema, .secondSchema, .thirdSchema, .fourthSchema, .fifthSchema, .sixthSchema]

    func digest(_ dialect: Dialect) -> Digest { Digest(of: text(dialect).utf8) }
}
