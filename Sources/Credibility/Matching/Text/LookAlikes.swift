/// Letters of other scripts that pass for Latin ones inside a word.
enum LookAlikes {
    private static let cyrillic: [(other: UInt32, latin: UInt32)] = pairs("аеорсхуі", "aeopcxyi")
    private static let greek: [(other: UInt32, latin: UInt32)] = pairs("οαν", "oav")

    private static func pairs(_ others: String, _ latins: String) -> [(other: UInt32, latin: UInt32)] {
        zip(others.unicodeScalars, latins.unicodeScalars).map { ($0.value, $1.value) }
    }

    /// Brings every word that mixes scripts to one: to Latin if all letters of the other script pass for Latin ones, otherwise
    /// to that script. A word with letters of three scripts goes to the one whose letter could not be Latin first.
    static func unify(_ scalars: inout [UInt32], _ classes: ScalarClasses) {
        var place = 0
        while place < scalars.count {
            guard !classes[scalars[place]].isDisjoint(with: .word) else {
                place += 1
                continue
            }
            let start = place
            var seen: ScalarClass = []
            while place < scalars.count, case let found = classes[scalars[place]], !found.isDisjoint(with: .word) {
                seen.formUnion(found)
                place += 1
            }
            if seen.contains(.latin), !seen.isDisjoint(with: [.cyrillic, .greek]) {
                unifyWord(&scalars, start..<place, classes)
            }
        }
    }

    private static func unifyWord(_ scalars: inout [UInt32], _ word: Range<Int>, _ classes: ScalarClasses) {
        let owner = scalars[word].first { scalar in
            !classes[scalar].isDisjoint(with: [.cyrillic, .greek]) && !(cyrillic + greek).contains { $0.other == scalar }
        }
        for place in word {
            if let owner {
                let table = classes[owner].contains(.cyrillic) ? cyrillic : greek
                if let pair = table.first(where: { $0.latin == scalars[place] }) { scalars[place] = pair.other }
            } else if let pair = (cyrillic + greek).first(where: { $0.other == scalars[place] }) {
                scalars[place] = pair.latin
            }
        }
    }
}
