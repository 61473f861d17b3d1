/// The named character references of HTML (HTML Standard, section 13.5).
enum HTMLEntityNames {
    /// What each name stands for, without ampersand and semicolon.
    static let characters: [String: String] = {
        var table: [String: String] = [:]
        table.reserveCapacity(2_200)
        for part in [upToD, fromE] {
            for entry in part.split(separator: " ") {
                let sides = entry.split(separator: "=")
                let scalars = sides[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
                table[String(sides[0])] = String(String.UnicodeScalarView(scalars))
            }
        }
        return table
    }()

    /// The names that are read without a semicolon, too.
    static let bare = Set(withoutSemicolon.split(separator: " ").map(String.init))

    /// No name is longer.
    static let longest = 31
    /// No name that is read without a semicolon is longer.
    static let longestBare = 6
}
