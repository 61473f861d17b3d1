import Daylight

/// Writes canonical JSON whose members are named in order: for documents with very many parts, which need no tree of values.
struct CanonicalText {
    private(set) var bytes: [UInt8] = []
    /// Whether the next member is the first one of its object.
    private var isFirst = true

    mutating func open() {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
    }

    mutating func close() {
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    mutating func name(_ name: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "\":".utf8)
    }

    mutating func member(_ name: String, _ text: String) {
        self.name(name)
        bytes.append(contentsOf: CanonicalJSON.lineBytes(.string(text)))
    }

    mutating func member(_ name: String, _ count: Int64) {
        self.name(name)
        bytes.append(contentsOf: String(count).utf8)
    }

    mutating func array<Elements: Sequence>(_ elements: Elements, _ write: (inout CanonicalText, Elements.Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        var isNext = false
        for element in elements {
            if isNext { bytes.append(UInt8(ascii: ",")) }
            isNext = true
            write(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
        isFirst = false
    }

    mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }
}
