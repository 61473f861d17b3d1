import Daylight
import Tally
import Testing

/// Reads a document in pieces of a size.
func xmlEvents(_ document: [UInt8], pieces size: Int = .max, limits: XMLLimits = XMLLimits()) throws -> [XMLEvent] {
    var reader = XMLReader(limits: limits)
    var events: [XMLEvent] = []
    var start = 0
    while start < document.count {
        let end = min(document.count, size < document.count ? start + size : document.count)
        reader.append(document[start..<end])
        while let event = try reader.next() { events.append(event) }
        start = end
    }
    reader.finish()
    while let event = try reader.next() { events.append(event) }
    return events
}

struct XMLReaderTests {
    private func events(_ document: String) throws -> [XMLEvent] { try xmlEvents(Array(document.utf8)) }

    private func refused(_ document: String, at byte: Int, limits: XMLLimits = XMLLimits()) {
        let error = #expect(throws: InputError.self) { try xmlEvents(Array(document.utf8), limits: limits) }
        #expect(error?.place == .byte(byte), "\(document): \(error?.description ?? "")")
    }

    @Test func elementsTextAndAttributesComeInOrder() throws {
        let events = try events("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a x=\"1\" y='&lt;&#x41;'>t<b/>u</a>\n")
        let a = XMLName(local: "a")
        let attributes = [
            XMLAttribute(name: XMLName(local: "x"), value: "1"), XMLAttribute(name: XMLName(local: "y"), value: "<A"),
        ]
        guard case .start(let start) = events.first else { throw InputError(expected: "a start", found: "\(events)") }
        #expect(start.name == a && start.attributes == attributes && start.byte == 39 && start["y"] == "<A")
        #expect(events.dropFirst().first == .text("t"))
        #expect(Array(events.suffix(4)) == [.end(XMLName(local: "b")), .text("u"), .end(a), .finished])
    }

    @Test func namespacesAreResolved() throws {
        let events = try events("<EML xmlns='urn:e' xmlns:kr='urn:k'><kr:x kr:i='1' i='2'/><y xmlns=''/></EML>")
        let names = events.compactMap { if case .start(let start) = $0 { start.name } else { nil } }
        #expect(
            names == [
                XMLName(namespace: "urn:e", local: "EML"), XMLName(namespace: "urn:k", local: "x"), XMLName(local: "y"),
            ])
    }

    @Test func textIsOnePieceWhateverItIsWrittenAs() throws {
        #expect(try events("<a>x\r\ny<!-- no --><![CDATA[<&]]>&amp;<?go on?>z\r</a>")[1] == .text("x\ny<&&z\n"))
    }

    @Test func aByteOrderMarkMayStandFirst() throws {
        let document = [0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0'?><é/>".utf8)
        #expect(try xmlEvents(document).count == 3)
        #expect(try xmlEvents(document, pieces: 1).count == 3)
    }

    @Test func whatIsNotWellFormedIsRefusedWhereItStands() {
        refused("", at: 0)
        refused("<a>", at: 3)
        refused("<a></b>", at: 3)
        refused("<a></a><b/>", at: 7)
        refused("<a/>x", at: 4)
        refused("x<a/>", at: 0)
        refused("<a b=1/>", at: 5)
        refused("<a b='1' b='2'/>", at: 9)
        refused("<a b='1'c='2'/>", at: 8)
        refused("<a b='<'/>", at: 6)
        refused("<a>&copy;</a>", at: 3)
        refused("<a>& </a>", at: 3)
        refused("<a>&#0;</a>", at: 3)
        refused("<a>&#+65;</a>", at: 3)
        refused("<a>]]></a>", at: 3)
        refused("<a><!-- -- --></a>", at: 8)
        refused("<1/>", at: 1)
        refused("<a:b/>", at: 1)
        refused("<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", at: 34)
        refused("<a xmlns:p=''/>", at: 3)
        refused("<a>\u{1}</a>", at: 3)
        refused("<a>\u{FFFE}</a>", at: 3)
        refused("<a><?xml version='1.0'?></a>", at: 3)
        refused("<?xml version='1.1'?><a/>", at: 6)
        refused("<?xml version='1.0' encoding='latin1'?><a/>", at: 20)
    }

    @Test func declarationsOfEntitiesAreRefused() {
        refused("<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>", at: 0)
    }

    @Test func namesAreComparedByteByByte() {
        refused("<e\u{301}></\u{E9}>", at: 5)
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(throws: InputError.self) { try xmlEvents(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8)) }
        #expect(throws: InputError.self) { try xmlEvents(Array("<a".utf8) + [0xC3] + Array("/>".utf8)) }
    }

    @Test func everythingIsBounded() {
        refused(String(repeating: "<a>", count: 9), at: 24, limits: XMLLimits(depth: 8))
        refused("<a b='1' c='2' d='3'/>", at: 15, limits: XMLLimits(attributes: 2))
        refused("<a>12345678</a>", at: 3, limits: XMLLimits(textBytes: 7))
        refused("<a b='12345678'/>", at: 0, limits: XMLLimits(tagBytes: 8))
        refused("<a xmlns='u'><b xmlns='v'/></a>", at: 16, limits: XMLLimits(namespaces: 1))
        refused("<a>12345678</a>", at: 10, limits: XMLLimits(bytes: 10))
    }
}
