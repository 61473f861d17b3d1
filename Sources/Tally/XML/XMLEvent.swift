/// A name with its namespace resolved (Namespaces in XML 1.0).
public struct XMLName: Hashable, Sendable, CustomStringConvertible {
    /// The namespace's URI; empty when the name is in none.
    public let namespace: String
    /// The part after the prefix.
    public let local: String

    public init(namespace: String = "", local: String) {
        self.namespace = namespace
        self.local = local
    }

    public var description: String { namespace.isEmpty ? local : "{\(namespace)}\(local)" }
}

/// An attribute of a start tag. Namespace declarations are not among them.
public struct XMLAttribute: Hashable, Sendable {
    public let name: XMLName
    /// The value with references replaced and white space made spaces.
    public let value: String

    public init(name: XMLName, value: String) {
        self.name = name
        self.value = value
    }
}

/// A start tag.
public struct XMLStart: Hashable, Sendable {
    public let name: XMLName
    /// In the order written; no expanded name twice.
    public let attributes: [XMLAttribute]
    /// The offset of the tag's `<`, from 0.
    public let byte: Int

    /// The value of an attribute; by default of one without a prefix.
    public subscript(_ local: String, namespace: String = "") -> String? {
        attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
    }
}

/// What an ``XMLReader`` meets, in the order of the document.
public enum XMLEvent: Hashable, Sendable {
    case start(XMLStart)
    /// All character data up to the next tag in one piece: CDATA sections joined, comments and instructions left out.
    case text(String)
    case end(XMLName)
    /// The document is complete and well-formed. Once.
    case finished
}
