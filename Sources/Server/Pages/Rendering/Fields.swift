import Mustache

/// What a template may ask for, by name.
///
/// This is the only way from a page to a template. A template sees names of this type and never looks into a Swift
/// value by reflection, so what a page shows is what its `fields` list.
struct Fields: Sendable, ExpressibleByDictionaryLiteral {
    /// Something a template can show, repeat or test.
    enum Value: Sendable {
        /// Escaped when it is shown.
        case text(String)
        /// Only for sections.
        case flag(Bool)
        case list([Fields])
        case group(Fields)
        /// Put into the page as it stands, see ``Drawing``.
        case drawing(Drawing)
        /// Put into the page as it stands, see ``InlineSource``.
        case source(InlineSource)
    }

    private(set) var values: [String: Value]

    init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(elements, uniquingKeysWith: { _, last in last })
    }

    subscript(_ name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// These fields and more; the others win where both have a name.
    func adding(_ other: Fields) -> Fields {
        var sum = self
        sum.values.merge(other.values) { _, new in new }
        return sum
    }
}

extension Fields.Value {
    /// Text that is shown, or a section that is skipped.
    static func optional(_ text: String?) -> Fields.Value { text.map { .text($0) } ?? .flag(false) }

    /// A group that is shown, or a section that is skipped.
    static func optional(_ group: Fields?) -> Fields.Value { group.map { .group($0) } ?? .flag(false) }

    /// A list whose elements have the single field `text`.
    static func texts(_ texts: [String]) -> Fields.Value { .list(texts.map { ["text": .text($0)] }) }
}

extension Fields: MustacheParent {
    /// Absence is `false` and not `nil`: for `nil` the template would look for the name further out.
    func child(named name: String) -> Any? {
        switch values[name] {
        case .text(let text): text
        case .flag(let flag): flag
        case .list(let list): list
        case .group(let group): group
        case .source(let source): source.text
        case .drawing(let drawing): ["svg": drawing.element, "description": drawing.description]
        case nil: nil
        }
    }
}
