import Daylight

/// Parts of an XML document in the shape of JSON: an element with text only is a text, another one an object with its
/// attributes (`@name`) and an array for each kind of child. One extraction then serves both forms of a format.
struct XMLTree: Sendable {
    private struct Node {
        var object = JSONObject()
        var children: [(name: String, values: [JSONValue])] = []
        var text = ""
    }

    /// Depth at which a tree begins: 1 is the root element.
    private let rootDepth: Int
    /// Most kinds of children of one element.
    private static let kindLimit = 256
    /// Largest tree in bytes of the document.
    private static let byteLimit = 16 << 20

    private var reader: XMLReader
    private var depth = 0
    private var nodes: [Node] = []
    /// Where the tree began.
    private var start = 0

    init(rootDepth: Int) {
        self.rootDepth = rootDepth
        reader = XMLReader(limits: XMLLimits(bytes: 1 << 46))
    }

    mutating func append(_ piece: UnsafeRawBufferPointer) { reader.append(piece) }

    mutating func finish() { reader.finish() }

    /// The next tree and the name of its root; `nil` when it has not come yet.
    mutating func next() throws(InputError) -> (name: String, value: JSONValue)? {
        while let event = try reader.next() {
            switch event {
            case .start(let start):
                depth += 1
                guard depth >= rootDepth else { continue }
                if nodes.isEmpty { self.start = start.byte }
                guard start.byte - self.start <= Self.byteLimit else {
                    throw InputError(
                        place: .byte(self.start), expected: "at most \(Self.byteLimit) bytes in one record", found: "more")
                }
                var node = Node()
                for attribute in start.attributes { node.object["@" + attribute.name.local] = .string(attribute.value) }
                nodes.append(node)
            case .text(let text):
                if !nodes.isEmpty { nodes[nodes.count - 1].text += text }
            case .end(let name):
                depth -= 1
                guard let node = nodes.popLast() else { continue }
                let value = Self.value(node)
                guard nodes.isEmpty else {
                    try Self.add(name.local, value, to: &nodes[nodes.count - 1])
                    continue
                }
                return (name.local, value)
            case .finished: return nil
            }
        }
        return nil
    }

    private static func add(_ name: String, _ value: JSONValue, to node: inout Node) throws(InputError) {
        if let index = node.children.firstIndex(where: { $0.name == name }) {
            node.children[index].values.append(value)
        } else {
            guard node.children.count < kindLimit else {
                throw InputError(field: name, expected: "at most \(kindLimit) kinds of elements in one", found: "more")
            }
            node.children.append((name, [value]))
        }
    }

    private static func value(_ node: Node) -> JSONValue {
        guard !node.children.isEmpty || !node.object.members.isEmpty else { return .string(node.text) }
        var object = node.object
        for child in node.children { object[child.name] = .array(child.values) }
        return .object(object)
    }
}
