import Daylight
import Glibc
import Testing

@testable import Server

@Suite struct MultipartTests {
    /// Lines end as `\n` here and as CR LF in the body.
    private func form(_ text: String, boundary: String = "X") throws -> MultipartForm {
        try MultipartForm(Array(text.replacing("\n", with: "\r\n").utf8), boundary: boundary)
    }

    private let head = "Content-Disposition: form-data; name="

    @Test("a form with a file is read as a browser sends it")
    func reading() throws {
        let read = try form(
            """
            --X
            Content-Disposition: form-data; name="title"

            Två
            rader
            --X
            Content-Disposition: form-data; name="file"; filename="a;b\\.txt"
            Content-Type: text/plain

            --Y
            %41+
            --X
            content-disposition:form-data;NAME=empty;filename=""
            Content-Type: application/octet-stream


            --X--

            """)
        #expect(read.fields.map(\.name) == ["title"] && read.fields[0].value == "Två\r\nrader")
        #expect(read.files == [.init(name: "file", bytes: Array("--Y\r\n%41+".utf8))])
    }

    @Test("bytes of a file come through untouched, whatever they are")
    func bytes() throws {
        let content = (0...255).map { UInt8($0) } + Array("\r\n--\r\n\r\n--XY".utf8.dropLast(3)) + [0x0D]
        let body =
            Array("--B\r\n\(head)\"f\"; filename=\"x\"\r\n\r\n".utf8) + content + Array("\r\n--B--".utf8)
        #expect(try MultipartForm(body, boundary: "B").files == [.init(name: "f", bytes: content)])
    }

    @Test(
        "what is no such form is refused",
        arguments: [
            "", "--X", "--X\n", "x\n--X--", "--X\n\n--X--", "--Xy\n\n", "--X\nContent-Type: text/plain\n\na\n--X--",
            "--X\nContent-Disposition: form-data; name=\"a\"\n\na", "--X\nContent-Disposition: form-data; name=\"a\"\n\na\n--Xy",
            "--X\nContent-Disposition: form-data; name=\"a\n\na\n--X--",
            "--X\nContent-Disposition: attachment; name=\"a\"\n\na\n--X--",
            "--X\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\n\na\n--X--",
            "--X\nContent-Disposition: form-data; name=\"\"\n\na\n--X--",
            "--X\nContent-Disposition: form-data; name=\"a\"\nContent-Disposition: form-data; name=\"b\"\n\na\n--X--",
            "--X\nContent-Disposition: form-data; name=\"a\"\nContent-Transfer-Encoding: base64\n\nYQ==\n--X--",
            "--X\nContent-Disposition: form-data; name=\"a\"\nno colon\n\na\n--X--",
        ])
    func malformed(_ text: String) {
        #expect(throws: InputError.self) { try form(text) }
    }

    @Test("parts, heads and the whole are bounded")
    func bounds() throws {
        let part = "\(head)\"a\"\n\nx\n--X"
        #expect(try form("--X\n" + [String](repeating: part, count: 64).joined(separator: "\n") + "--").fields.count == 64)
        #expect(throws: InputError.self) {
            try form("--X\n" + [String](repeating: part, count: 65).joined(separator: "\n") + "--")
        }
        let long = String(repeating: "y", count: MultipartForm.headLimit)
        #expect(throws: InputError.self) { try form("--X\n\(head)\"a\"\nY: \(long)\n\nx\n--X--") }
        let large = [UInt8](repeating: 0x61, count: MultipartForm.byteLimit + 1)
        #expect(throws: InputError.self) { try MultipartForm(Array("--X--".utf8) + large, boundary: "X") }
    }

    @Test("a boundary is read from the header, and one that is not allowed is none")
    func boundaries() {
        for (header, boundary) in [
            ("multipart/form-data; boundary=----WebKitFormBoundary7MA4", "----WebKitFormBoundary7MA4"),
            ("Multipart/Form-Data;charset=utf-8; Boundary=\"a b:'()+_,./=?\"", "a b:'()+_,./=?"),
            ("multipart/form-data; boundary=\(String(repeating: "b", count: 70));", String(repeating: "b", count: 70)),
            ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil), ("multipart/form-data; boundary=\"a ", nil),
            ("multipart/form-data; boundary=\"a \"", nil), ("multipart/form-data; boundary=a; boundary=b", nil),
            ("multipart/form-data; boundary=\(String(repeating: "b", count: 71))", nil),
            ("multipart/form-data; boundary=å", nil), ("multipart/mixed; boundary=a", nil),
        ] { #expect(MultipartForm.boundary(of: header) == boundary, "\(header)") }
    }

    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 20_000

    /// Hostile bodies: nothing may trap, and whatever is read is within the bounds.
    @Test func bodiesMayBeAnything() {
        var random = SplitMix64(seed: 7578)
        let pieces =
            [
                "--X", "--X--", "\r\n", "\r\n\r\n", "\r", "--", "X", "Content-Disposition: form-data", "; name=\"a\"", "; name=b",
                "; filename=\"c\"", "\"", ";", "=", ":", " ", "value", "\u{e5}", "Content-Transfer-Encoding: base64",
            ].map { Array($0.utf8) } + [[0xFF], [0]]
        let part = Array("\r\nContent-Disposition: form-data; name=\"a\"; filename=\"c\"\r\n\r\nvalue\r\n--X".utf8)
        var (read, refused) = (0, 0)
        for _ in 0..<Self.executions {
            var body = Array("--X".utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) { body += part }
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                body.insert(contentsOf: pieces.randomElement(using: &random)!, at: Int.random(in: 0...body.count, using: &random))
            }
            do throws(InputError) {
                let form = try MultipartForm(body + Array("--".utf8), boundary: "X")
                #expect(form.files.count + form.fields.count <= 6)
                read += 1
            } catch {
                refused += 1
            }
            _ = MultipartForm.boundary(of: String(decoding: body.dropFirst(3), as: UTF8.self))
        }
        #expect(read > Self.executions / 20 && refused > Self.executions / 20)
    }
}
