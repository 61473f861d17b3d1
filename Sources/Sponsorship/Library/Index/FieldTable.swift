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

    struct Group: Sendable {
        let set: UInt32
        let currency: UInt32
        /// The value of its ads where they have just one; else `unknown` or `several`.
        let value: UInt32

        static let unknown = UInt32.max
        static let several = UInt32.max - 1
    }

    private let field: LibraryField
    /// Every way in which a value is written, and the value that it is.
    private var spellings = TextNumbers()
    private var spelled = Chunked<UInt32>()
    /// What the spellings of one value have in common; its number is the value's.
    private var keys = TextNumbers()
    /// How each value was written first.
    private(set) var texts = Chunked<String>()
    /// The number of the set that holds just this value.
    private var singles = Chunked<UInt32>()
    private(set) var sets = Chunked<[UInt32]>()
    private var setNumbers: [[UInt32]: UInt32] = [:]
    private(set) var groups = Chunked<Group>()
    private var groupNumbers = GroupNumbers()

    init(_ field: LibraryField) {
        self.field = field
        appendSet([])
    }

    // MARK: - Writing

    mutating func group(_ text: String?, currency: UInt32) -> UInt32 {
        guard let text else { return group(set: Self.emptySet, currency) }
        return group(value: value(text), currency: currency)
    }

    mutating func group(_ controller: LibraryAd.ControllingEntity, currency: UInt32) -> UInt32 {
        switch controller {
        case .known(let name): group(name, currency: currency)
        case .none: group(Self.noneText, currency: currency)
        case .unknown: group(nil, currency: currency)
        }
    }

    mutating func group(_ texts: [String], currency: UInt32) -> UInt32 {
        guard texts.count > 1 else { return group(texts.first, currency: currency) }
        let values = Set(texts.map { value($0) }).sorted()
        guard values.count > 1 else { return group(value: values[0], currency: currency) }
        if let set = setNumbers[values] { return group(set: set, currency) }
        setNumbers[values] = UInt32(sets.count)
        return group(set: appendSet(values), currency)
    }

    mutating func group(value: UInt32, currency: UInt32) -> UInt32 { group(set: singles[Int(value)], currency) }

    /// The number of the value that is written so.
    mutating func value(_ text: String) -> UInt32 {
        let spelling = text.withBytes { spellings.insert($0) }
        if spelling == spelled.count { spelled.append(newSpelling(text)) }
        return spelled[Int(spelling)]
    }

    private mutating func newSpelling(_ text: String) -> UInt32 {
        let value = key(of: text).withBytes { keys.insert($0) }
        guard value == texts.count else { return value }
        texts.append(text)
        singles.append(appendSet([value]))
        return value
    }

    @discardableResult
    private mutating func appendSet(_ values: [UInt32]) -> UInt32 {
        sets.append(values)
        return UInt32(sets.count - 1)
    }

    private mutating func group(set: UInt32, _ currency: UInt32) -> UInt32 {
        if let number = groupNumbers[set, currency] { return number }
        let members = sets[Int(set)]
        let value = members.count == 1 ? members[0] : members.isEmpty ? Group.unknown : Group.several
        groups.append(Group(set: set, currency: currency, value: value))
        groupNumbers[set, currency] = UInt32(groups.count - 1)
        return UInt32(groups.count - 1)
    }

    // MARK: - Reading

    /// Whether the ads of each group have one of the values.
    func membership(of values: Set<LibraryValue>) -> [Bool] {
        let wanted = values.compactMap { number(of: $0) }
        var membership = [Bool](repeating: false, count: groups.count)
        groups.visit { index, group in
            membership[index] =
                group.value == Group.several
                ? sets[Int(group.set)].contains { wanted.contains($0) } : wanted.contains(group.value)
        }
        return membership
    }

    private func number(of value: LibraryValue) -> UInt32? {
        switch value {
        case .text(let text): key(of: text).withBytes { keys.number(of: $0) }
        case .none: Self.noneText.withBytes { keys.number(of: $0) }
        case .unknown: Group.unknown
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

/// The numbers of groups by set and currency: at hand for the first few currencies, as most libraries have no more.
private struct GroupNumbers: Sendable {
    private static let width = 8
    /// For each set the numbers and one of its groups in the first currencies; 0 where there is none.
    private var near = Chunked<UInt32>()
    private var far: [UInt64: UInt32] = [:]

    subscript(set: UInt32, currency: UInt32) -> UInt32? {
        get {
            guard currency < Self.width else { return far[UInt64(set) << 32 | UInt64(currency)] }
            let place = Int(set) * Self.width + Int(currency)
            guard place < near.count, near[place] > 0 else { return nil }
            return near[place] - 1
        }
        set {
            guard let newValue else { return }
            guard currency < Self.width else { return far[UInt64(set) << 32 | UInt64(currency)] = newValue }
            while near.count < (Int(set) + 1) * Self.width { near.append(0) }
            near[Int(set) * Self.width + Int(currency)] = newValue + 1
        }
    }
}

extension String {
    fileprivate func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var copy = self
        return copy.withUTF8(body)
    }
}
