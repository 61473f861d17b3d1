/// How much of everything an ``XMLReader`` takes.
public struct XMLLimits: Sendable {
    /// Bytes of the document.
    public var bytes: Int
    /// Elements open at once.
    public var depth: Int
    /// Bytes of one tag.
    public var tagBytes: Int
    /// Attributes of one tag, namespace declarations among them.
    public var attributes: Int
    /// Namespace declarations in scope at once.
    public var namespaces: Int
    /// Bytes of character data between two tags, and of one comment or processing instruction.
    public var textBytes: Int

    public init(
        bytes: Int = 256 << 20, depth: Int = 64, tagBytes: Int = 64 << 10, attributes: Int = 64, namespaces: Int = 32,
        textBytes: Int = 1 << 20
    ) {
        self.bytes = bytes
        self.depth = depth
        self.tagBytes = tagBytes
        self.attributes = attributes
        self.namespaces = namespaces
        self.textBytes = textBytes
    }
}
