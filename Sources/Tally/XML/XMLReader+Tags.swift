import Daylight

extension XMLReader {
    mutating func readEndTag() throws(InputError) -> Bool {
        guard let end = try endOfToken(">", from: position + 2, limit: limits.tagBytes) else { return false }
        let nameEnd = try endOfName(from: position + 2, to: end - 1)
        let rest = skipSpace(from: nameEnd, to: end - 1)
        guard rest == end - 1 else { throw fault(rest, "\">\"") }
        guard let element = open.last else { throw fault(position, "no end tag outside the root element") }
        guard buffer[position + 2..<nameEnd].elementsEqual(element.qualifiedName) else {
            throw InputError(
                place: .byte(base + position), field: element.name.local, expected: "the end tag of this element",
                found: String(decoding: buffer[position..<end], as: UTF8.self))
        }
        consume(to: end)
        try close(element)
        return true
    }

    private mutating func close(_ element: OpenElement) throws(InputError) {
        open.removeLast()
        namespaces.keep(element.bindingCount)
        if open.isEmpty { stage = .epilog }
        try emit(.end(element.name))
    }

    /// The index after the `>` of a start tag, which may also stand inside quotes.
    private mutating func endOfStartTag() throws(InputError) -> Int? {
        var index = max(position + 1, searched)
        while index < buffer.count {
            let byte = buffer[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                try checkLength(index + 1, limits.tagBytes)
                return index + 1
            }
            index += 1
        }
        searched = index
        try checkLength(index, limits.tagBytes)
        return nil
    }

    mutating func readStartTag() throws(InputError) -> Bool {
        guard stage == .prolog || stage == .content else { throw fault(position, "nothing after the root element") }
        guard let tagEnd = try endOfStartTag() else { return false }
        guard open.count < limits.depth else {
            throw InputError(place: .byte(base + position), expected: "at most \(limits.depth) open elements", found: "more")
        }
        let isEmpty = buffer[tagEnd - 2] == UInt8(ascii: "/")
        let end = isEmpty ? tagEnd - 2 : tagEnd - 1
        let nameEnd = try endOfName(from: position + 1, to: end)
        let written = try attributes(from: nameEnd, to: end)
        let bindingCount = namespaces.count
        for attribute in written { try declareNamespace(attribute, before: bindingCount) }
        let name = try resolve(position + 1..<nameEnd, isAttribute: false)
        var attributes: [XMLAttribute] = []
        for attribute in written where !isNamespaceDeclaration(attribute.name) {
            let resolved = try resolve(attribute.name, isAttribute: true)
            guard !attributes.contains(where: { $0.name == resolved }) else {
                throw InputError(
                    place: .byte(base + attribute.name.lowerBound), field: resolved.local,
                    expected: "each attribute once in a tag", found: "it again")
            }
            attributes.append(XMLAttribute(name: resolved, value: attribute.value))
        }
        let element = OpenElement(
            qualifiedName: Array(buffer[position + 1..<nameEnd]), name: name, bindingCount: bindingCount)
        let start = XMLStart(name: name, attributes: attributes, byte: base + position)
        open.append(element)
        stage = .content
        consume(to: tagEnd)
        try emit(.start(start))
        if isEmpty { try close(element) }
        return true
    }

    /// An attribute whose name is not resolved yet.
    private struct WrittenAttribute {
        let name: Range<Int>
        let value: String
    }

    private func attributes(from start: Int, to end: Int) throws(InputError) -> [WrittenAttribute] {
        var attributes: [WrittenAttribute] = []
        var index = start
        while true {
            let space = index
            index = skipSpace(from: index, to: end)
            if index == end { return attributes }
            guard index > space else { throw fault(index, "white space, \"/>\" or \">\"") }
            guard attributes.count < limits.attributes else {
                throw InputError(
                    place: .byte(base + index), expected: "at most \(limits.attributes) attributes in a tag", found: "more")
            }
            let name = index..<(try endOfName(from: index, to: end))
            let value = try quoted(from: try skipEquals(from: name.upperBound, to: end), to: end)
            attributes.append(WrittenAttribute(name: name, value: try attributeValue(value)))
            index = value.upperBound + 1
        }
    }

    private func isNamespaceDeclaration(_ name: Range<Int>) -> Bool {
        has("xmlns", at: name.lowerBound) && (name.count == 5 || buffer[name.lowerBound + 5] == UInt8(ascii: ":"))
    }

    private mutating func declareNamespace(_ attribute: WrittenAttribute, before bindingCount: Int) throws(InputError) {
        guard isNamespaceDeclaration(attribute.name) else { return }
        let at = base + attribute.name.lowerBound
        guard namespaces.count < limits.namespaces else {
            throw InputError(place: .byte(at), expected: "at most \(limits.namespaces) namespaces in scope", found: "more")
        }
        let prefix = String(decoding: buffer[attribute.name].dropFirst(6), as: UTF8.self)
        let isDefault = attribute.name.count == 5
        // Namespaces in XML 1.0, section 3: these two cannot be rebound, and a prefix cannot be unbound.
        let isFine =
            isDefault
            ? !XMLNamespaces.reserved.contains(attribute.value)
            : !prefix.isEmpty && !prefix.utf8.contains(UInt8(ascii: ":")) && prefix != "xmlns" && !attribute.value.isEmpty
                && attribute.value != XMLNamespaces.xmlns && (prefix == "xml") == (attribute.value == XMLNamespaces.xml)
        guard isFine else {
            throw InputError(
                place: .byte(at), field: prefix, expected: "a namespace that may be declared", found: "\"\(attribute.value)\"")
        }
        guard namespaces.bind(prefix, attribute.value, before: bindingCount) else {
            throw InputError(
                place: .byte(at), field: prefix, expected: "each namespace declared once in a tag", found: "it again")
        }
    }

    private func resolve(_ range: Range<Int>, isAttribute: Bool) throws(InputError) -> XMLName {
        let bytes = buffer[range]
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            return XMLName(
                namespace: isAttribute ? "" : namespaces.uri(of: "") ?? "", local: String(decoding: bytes, as: UTF8.self))
        }
        let local = bytes[(colon + 1)...]
        guard colon > range.lowerBound, try endOfName(from: colon + 1, to: range.upperBound) == range.upperBound,
            !local.contains(UInt8(ascii: ":"))
        else { throw fault(colon, "one prefix and one name") }
        let prefix = String(decoding: bytes[..<colon], as: UTF8.self)
        guard let uri = namespaces.uri(of: prefix) else {
            throw InputError(
                place: .byte(base + range.lowerBound), field: prefix, expected: "a prefix that was declared", found: "another")
        }
        return XMLName(namespace: uri, local: String(decoding: local, as: UTF8.self))
    }
}
