/// The values that ads have in one field, each with a number.
///
/// An ad may have several values: it has one *set* of them. A set together with a currency is a *group*: all ads of a group
/// add to the same counts and sums, so that a column of group numbers is all that counting has to read.
struct FieldTable: Sendable {
    /// The values of an ad that does not say.
    static let emptySet: UInt32 = 0
    /// The currency of an ad that tells no amount.
    static let noCurrency: UInt32 = 0
    /// Stands for "there is none"; no text of the library has this character.
    private static let noneText = "\u{0}"

    private let field: LibraryField
    private var numbers = Sharded<String, UInt32>()
    private var keys = Sharded<String, UInt32>()
    private(set) var texts = Chunked<String>()
    private var setNumbers = Sharded<[UInt32], UInt32>()
    private(set) var sets = Chunked<[UInt32]>()
    /// The number of the set that holds just this value.
    private var singles = Chunked<UInt32>()
    private var groupNumbers = Sharded<UInt64, UInt32>()
    private(set) var groups = Chunked<Group>()

    struct Group: Sendable {
        let set: UInt32
        let currency: UInt32
    }

    init(_ field: LibraryField) {
        self.field = field
        _ = number(ofSet: [])
    }

    // MARK: - Writing

    mutating func group(_ text: String, currency: UInt32) -> UInt32 {
        group(singles[Int(number(of: text))], currency)
    }

    mutating func group(_ text: String?, currency: UInt32) -> UInt32 {
        if let text { group(text, currency: currency) } else { group(Self.emptySet, currency) }
    }

    mutating func group(_ controller: LibraryAd.ControllingEntity, currency: UInt32) -> UInt32 {
        switch controller {
        case .known(let name): group(name, currency: currency)
        case .none: group(Self.noneText, currency: currency)
        case .unknown: group(Self.emptySet, currency)
        }
    }

    mutating func group(_ texts: [String], currency: UInt32) -> UInt32 {
        guard texts.count != 1 else { return group(texts[0], currency: currency) }
        guard !texts.isEmpty else { return group(Self.emptySet, currency) }
        let values = Set(texts.map { number(of: $0) }).sorted()
        return group(values.count == 1 ? singles[Int(values[0])] : number(ofSet: values), currency)
    }

    mutating func number(of text: String) -> UInt32 {
        if let number = numbers[text] { return number }
        let key = key(of: text)
        let number = keys[key] ?? appendValue(text, key: key)
        numbers[text] = number
        return number
    }

    private mutating func appendValue(_ text: String, key: String) -> UInt32 {
        let number = UInt32(texts.count)
        texts.append(text)
        keys[key] = number
        singles.append(self.number(ofSet: [number]))
        return number
    }

    private mutating func number(ofSet values: [UInt32]) -> UInt32 {
        if let number = setNumbers[values] { return number }
        let number = UInt32(sets.count)
        sets.append(values)
        setNumbers[values] = number
        return number
    }

    private mutating func group(_ set: UInt32, _ currency: UInt32) -> UInt32 {
        let key = UInt64(set) << 32 | UInt64(currency)
        if let number = groupNumbers[key] { return number }
        let number = UInt32(groups.count)
        groups.append(Group(set: set, currency: currency))
        groupNumbers[key] = number
        return number
    }

    // MARK: - Reading

    /// Whether the ads of each group have one of the values.
    func membership(of values: Set<LibraryValue>) -> [Bool] {
        var wanted = Set<UInt32>()
        for value in values {
            switch value {
            case .text(let text): if let number = keys[key(of: text)] { wanted.insert(number) }
            case .none: if let number = keys[Self.noneText] { wanted.insert(number) }
            case .unknown: break
            }
        }
        let takesEmpty = values.contains(.unknown)
        return (0..<groups.count).map { index in
            let members = sets[Int(groups[index].set)]
            return members.isEmpty ? takesEmpty : members.contains(where: wanted.contains)
        }
    }

    func value(_ number: Int) -> LibraryValue {
        let text = texts[number]
        return text == Self.noneText ? .none : .text(text)
    }

    private func key(of text: String) -> String {
        field.isName && text != Self.noneText ? NameKey(text).text : text
    }
}
