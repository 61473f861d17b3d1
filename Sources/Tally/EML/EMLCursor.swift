import Daylight

/// Goes through an EML document element by element (tally reference, section 9).
struct EMLCursor {
    private var reader: XMLReader
    /// Names of the open elements, for messages.
    private var path: [String] = []
    /// Offset of the last start tag.
    private var byte = 0

    init(_ document: [UInt8]) { reader = XMLReader(document, limits: XMLLimits(bytes: EMLImport.byteLimit)) }

    /// The next child of the open element; `nil` when the element ends. Text between children is skipped.
    mutating func child() throws(InputError) -> XMLStart? {
        while let event = try reader.next() {
            switch event {
            case .start(let start):
                path.append(start.name.eml)
                byte = start.byte
                return start
            case .end:
                path.removeLast()
                return nil
            case .finished: return nil
            case .text: continue
            }
        }
        return nil
    }

    /// The text of the element that was entered last, with white space collapsed; leaves the element.
    ///
    /// - Throws: ``InputError`` when it has children.
    mutating func text() throws(InputError) -> String {
        var text = ""
        while let event = try reader.next() {
            switch event {
            case .text(let piece): text += piece
            case .end:
                path.removeLast()
                return text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }.joined(separator: " ")
            case .start(let start): throw fault("text", "element \(start.name.eml)")
            case .finished: return text
            }
        }
        return text
    }

    /// Leaves the element that was entered last with everything in it.
    mutating func skip() throws(InputError) {
        var depth = 1
        while depth > 0, let event = try reader.next() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text, .finished: continue
            }
        }
        path.removeLast()
    }

    /// Reads to the end of the document.
    mutating func finish() throws(InputError) { while try reader.next() != nil {} }

    /// The text as a count; leaves the element.
    mutating func count() throws(InputError) -> Int64 {
        let text = try text()
        guard let count = EMLNumber.read(text, StationReport.countRange) else {
            throw fault("a whole number from 0 to \(StationReport.countRange.upperBound)", "\"\(text)\"")
        }
        return count
    }

    /// The text as a count, or nothing when the element is empty; leaves the element.
    mutating func optionalCount() throws(InputError) -> Int64? {
        let text = try text()
        if text.isEmpty { return nil }
        guard let count = EMLNumber.read(text, StationReport.countRange) else {
            throw fault("a whole number from 0 to \(StationReport.countRange.upperBound)", "\"\(text)\"")
        }
        return count
    }

    func fault(_ expected: String, _ found: String) -> InputError {
        InputError(place: .byte(byte), field: path.suffix(3).joined(separator: "/"), expected: expected, found: found)
    }

    /// The error that an attribute of the element is missing or wrong.
    func fault(_ start: XMLStart, _ attribute: String, _ expected: String) -> InputError {
        InputError(
            place: .byte(start.byte), field: "\(start.name.eml)@\(attribute)", expected: expected,
            found: start[attribute].map { "\"\($0)\"" } ?? "nothing")
    }

    /// A number from 1 as an attribute.
    func number(_ start: XMLStart, _ attribute: String) throws(InputError) -> Int {
        guard let number = start[attribute].flatMap({ EMLNumber.read($0, 1...999_999) }) else {
            throw fault(start, attribute, "a whole number from 1 to 999999")
        }
        return Int(number)
    }
}

/// Whole numbers as EML writes them.
enum EMLNumber {
    /// `nil` unless the text is digits alone and the number in the range.
    static func read(_ text: String, _ range: ClosedRange<Int64>) -> Int64? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text).flatMap { range.contains($0) ? $0 : nil }
    }
}

extension XMLName {
    static let emlNamespace = "urn:oasis:names:tc:evs:schema:eml"
    static let extensionNamespace = "http://www.kiesraad.nl/extensions"
    static let signatureNamespace = "http://www.w3.org/2000/09/xmldsig#"
    static let addressNamespace = "urn:oasis:names:tc:ciq:xsdschema:xAL:2.0"
    static let nameNamespace = "urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"

    /// The name with the prefix that EML_NL documents use; with the namespace itself for one that is not theirs.
    var eml: String {
        switch namespace {
        case Self.emlNamespace: local
        case Self.extensionNamespace: "kr:" + local
        case Self.addressNamespace: "xal:" + local
        case Self.nameNamespace: "xnl:" + local
        default: description
        }
    }
}
