import Daylight
import Glibc

/// A body of `multipart/form-data` (RFC 7578), as browsers send a form with files.
///
/// Everything is bounded and nothing is decoded: names are taken as they stand, and a part with a transfer encoding is refused.
/// What a file is called is thrown away, since nothing may hang on it.
struct MultipartForm: Sendable {
    /// Most bytes of a body.
    static let byteLimit = 6 << 20
    /// Most parts.
    static let partLimit = 64
    /// Longest boundary in bytes (RFC 2046 §5.1.1).
    static let boundaryLimit = 70
    private static let boundaryBytes = Set(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ".utf8)
    /// Longest head of a part in bytes.
    static let headLimit = 2048

    /// A file that was chosen.
    struct File: Hashable, Sendable {
        /// The name of the input.
        let name: String
        let bytes: [UInt8]
    }

    /// The parts that are no files, in their order.
    private(set) var fields: [(name: String, value: String)] = []
    /// In their order; an input without a choice is none.
    private(set) var files: [File] = []

    /// - Parameter boundary: as ``boundary(of:)`` reads it.
    /// - Throws: ``InputError`` with the byte where the body is not such a form.
    init(_ body: [UInt8], boundary: String) throws(InputError) {
        guard body.count <= Self.byteLimit else { throw Self.fault(Self.byteLimit, "at most \(Self.byteLimit) bytes", "more") }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        guard body.starts(with: delimiter.dropFirst(2)) else { throw Self.fault(0, "the boundary", "something else") }
        var place = delimiter.count - 2
        for _ in 0...Self.partLimit {
            if body[place...].starts(with: "--".utf8) { return }
            // White space may stand between boundary and line end (RFC 2046 §5.1.1).
            place = body[place...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? body.count
            guard body[place...].starts(with: "\r\n".utf8) else {
                throw Self.fault(place, "a line end behind the boundary", "none")
            }
            let headEnd = try Self.headEnd(body, place)
            let head = try MultipartHead(body[min(place + 2, headEnd)..<headEnd], at: place)
            let start = headEnd + 4
            guard let end = Self.find(delimiter, in: body, from: start) else {
                throw Self.fault(body.count, "a boundary behind the last part", "the end")
            }
            try take(head, body[start..<end])
            place = end + delimiter.count
        }
        throw Self.fault(place, "at most \(Self.partLimit) parts", "more")
    }

    private mutating func take(_ head: MultipartHead, _ content: ArraySlice<UInt8>) throws(InputError) {
        guard !head.isFile else {
            // Browsers send an input without a choice as an empty file.
            if !content.isEmpty { files.append(File(name: head.name, bytes: Array(content))) }
            return
        }
        guard let value = String(validating: content, as: UTF8.self) else {
            throw Self.fault(content.startIndex, "a value in UTF-8", "something else")
        }
        fields.append((head.name, value))
    }

    /// Where the empty line behind a head begins.
    private static func headEnd(_ body: [UInt8], _ place: Int) throws(InputError) -> Int {
        let end = min(body.count, place + headLimit)
        guard let found = find(Array("\r\n\r\n".utf8), in: body, from: place, to: end) else {
            throw fault(place, "a head of at most \(headLimit) bytes and an empty line", "none")
        }
        return found
    }

    /// - Parameter needle: begins with a carriage return and has no other, unless it is very short, so that the search is linear.
    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
        body.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            let last = (end ?? bytes.count) - needle.count
            var place = start
            while place <= last, let found = memchr(base + place, 0x0D, last - place + 1) {
                place = UnsafeRawPointer(found) - base
                if memcmp(base + place, needle, needle.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }

    static func fault(_ place: Int, _ expected: String, _ found: String) -> InputError {
        InputError(place: .byte(place), field: "form", expected: expected, found: found)
    }

    /// The boundary that a `Content-Type` names; `nil` when it names none or one that RFC 2046 does not allow.
    static func boundary(of contentType: String) -> String? {
        guard let parameters = MultipartHead.parameters(Array(contentType.utf8)[...], of: "multipart/form-data") else {
            return nil
        }
        guard let boundary = parameters["boundary"], (1...boundaryLimit).contains(boundary.utf8.count) else { return nil }
        let isAllowed = boundary.utf8.allSatisfy(boundaryBytes.contains) && boundary.utf8.last != 0x20
        return isAllowed ? boundary : nil
    }
}

/// The head of one part.
struct MultipartHead: Hashable, Sendable {
    /// Longest name of a field in bytes.
    static let nameLimit = 200

    let name: String
    /// Whether a file was, or could have been, chosen.
    let isFile: Bool

    /// - Parameters:
    ///   - bytes: lines without the empty one.
    ///   - place: where they are in the body.
    init(_ bytes: ArraySlice<UInt8>, at place: Int) throws(InputError) {
        var disposition: [String: String]?
        var rest = bytes
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0D) ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...].dropFirst(2)
            guard let colon = line.firstIndex(of: 0x3A) else { throw MultipartForm.fault(place, "a header with a colon", "none") }
            let value = line[(colon + 1)...]
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "content-disposition":
                guard disposition == nil, let found = Self.parameters(value, of: "form-data") else {
                    throw MultipartForm.fault(place, "one Content-Disposition of form-data", "another")
                }
                disposition = found
            case "content-transfer-encoding":
                let encoding = String(decoding: value, as: UTF8.self).lowercased().filter { $0 != " " }
                guard ["7bit", "8bit", "binary"].contains(encoding) else {
                    throw MultipartForm.fault(place, "no transfer encoding (RFC 7578 §4.7)", encoding)
                }
            default: break
            }
        }
        guard let name = disposition?["name"], (1...Self.nameLimit).contains(name.utf8.count) else {
            throw MultipartForm.fault(place, "a name of 1 to \(Self.nameLimit) bytes", "none")
        }
        self.name = name
        isFile = disposition?["filename"] != nil
    }

    /// The parameters of a header such as `form-data; name="title"`, by lower-case name.
    ///
    /// A quotation mark ends a quoted value whatever stands before it: browsers write one inside as `%22` (HTML, "multipart form
    /// data"), and a backslash as itself.
    ///
    /// - Returns: `nil` when the header is of another kind, is not of that form, or names something twice.
    static func parameters(_ header: ArraySlice<UInt8>, of kind: String) -> [String: String]? {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        func text(_ bytes: ArraySlice<UInt8>) -> String? { String(validating: bytes, as: UTF8.self) }
        func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            let start = bytes.drop(while: isBlank)
            return start.prefix(start.lastIndex { !isBlank($0) }.map { $0 - start.startIndex + 1 } ?? 0)
        }
        var rest = header
        let first = rest.prefix { $0 != 0x3B }
        guard text(trimmed(first))?.lowercased() == kind else { return nil }
        rest = rest[first.endIndex...]
        var parameters: [String: String] = [:]
        while rest.first == 0x3B {
            rest = rest.dropFirst()
            let name = rest.prefix { $0 != 0x3D && $0 != 0x3B }
            // A semicolon at the end names nothing.
            guard rest[name.endIndex...].first == 0x3D else { return trimmed(rest).isEmpty ? parameters : nil }
            rest = rest[(name.endIndex + 1)...]
            let value: ArraySlice<UInt8>
            if rest.first == 0x22 {
                value = rest.dropFirst().prefix { $0 != 0x22 }
                guard value.endIndex < rest.endIndex else { return nil }
                rest = rest[(value.endIndex + 1)...].drop(while: isBlank)
            } else {
                let token = rest.prefix { $0 != 0x3B }
                rest = rest[token.endIndex...]
                value = trimmed(token)
            }
            guard let key = text(trimmed(name))?.lowercased(), !key.isEmpty, let value = text(value),
                parameters.updateValue(value, forKey: key) == nil
            else { return nil }
        }
        return rest.isEmpty ? parameters : nil
    }
}
