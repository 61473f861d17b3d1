/// The namespace declarations in scope, innermost last.
struct XMLNamespaces: Sendable {
    static let xml = "http://www.w3.org/XML/1998/namespace"
    static let xmlns = "http://www.w3.org/2000/xmlns/"
    static let reserved = [xml, xmlns]

    private struct Binding: Sendable {
        let prefix: String
        let uri: String
    }

    private var bindings: [Binding] = []

    var count: Int { bindings.count }

    /// Adds a declaration of the tag whose declarations began after the first `before` ones; `false` when the tag has declared
    /// the prefix already.
    mutating func bind(_ prefix: String, _ uri: String, before: Int) -> Bool {
        guard !bindings[before...].contains(where: { $0.prefix == prefix }) else { return false }
        bindings.append(Binding(prefix: prefix, uri: uri))
        return true
    }

    /// Forgets all but the outermost declarations.
    mutating func keep(_ count: Int) { bindings.removeLast(bindings.count - count) }

    /// What a prefix (empty: no prefix) stands for; `nil` when nothing was declared.
    func uri(of prefix: String) -> String? {
        if let binding = bindings.last(where: { $0.prefix == prefix }) { return binding.uri }
        return prefix == "xml" ? Self.xml : nil
    }
}
