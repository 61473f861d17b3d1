import Dispatch
import Glibc
import Testing

@testable import Outbound

@Suite struct OutboundTests {
    private func client(_ change: (inout OutboundClient.Limits) -> Void = { _ in }) throws -> OutboundClient {
        var limits = OutboundClient.Limits(allowsPrivateAddresses: true)
        limits.seconds = 10
        change(&limits)
        return try OutboundClient(limits)
    }

    @Test("status, media type and body come back as they were sent, and a body goes out as it is")
    func exchange() throws {
        let server = try CannedServer("HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size\r\nContent-Length: 2\r\n\r\n7\n")
        defer { server.stop() }
        let answer = try client().send(OutboundRequest(server.url + "/add", body: Array("old 0\n\n".utf8)))
        #expect(answer.status == 409 && answer.contentType == "text/x.tlog.size" && answer.body == Array("7\n".utf8))
        let request = server.request()
        #expect(request.hasPrefix("POST /add HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\nold 0\n\n"))
    }

    @Test("how long an answer stays fresh is told as it was sent, and nothing is left of the answer before")
    func freshness() throws {
        let fields = "cache-control: max-age=60\r\nAge: 5\r\nExpires: 0\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
        let server = try CannedServer("HTTP/1.1 200 OK\r\n\(fields)Content-Length: 0\r\n\r\n")
        defer { server.stop() }
        let silent = try CannedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { silent.stop() }
        let client = try client()
        let answer = try client.send(OutboundRequest(server.url))
        #expect(answer.cacheControl == "max-age=60" && answer.age == "5" && answer.expires == "0")
        #expect(answer.date == "Sun, 06 Nov 1994 08:49:37 GMT")
        let next = try client.send(OutboundRequest(silent.url))
        #expect(next.cacheControl == nil && next.age == nil && next.expires == nil && next.date == nil)
    }

    @Test("a redirect is an answer like any other, and is not followed")
    func redirect() throws {
        let elsewhere = try CannedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { elsewhere.stop() }
        let server = try CannedServer("HTTP/1.1 302 Found\r\nLocation: \(elsewhere.url)/\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        #expect(try client().send(OutboundRequest(server.url)).status == 302)
        #expect(!elsewhere.wasAsked)
    }

    @Test("an answer above the bound is refused as too large, announced or not")
    func large() throws {
        let body = String(repeating: "x", count: 2000)
        for head in ["Content-Length: 2000\r\n", "Connection: close\r\n"] {
            let server = try CannedServer("HTTP/1.1 200 OK\r\n\(head)\r\n\(body)")
            defer { server.stop() }
            let error = #expect(throws: OutboundError.self) {
                try client().send(OutboundRequest(server.url, limit: 1999))
            }
            #expect(error?.isTooLarge == true)
        }
    }

    @Test("addresses of this machine and of private networks are out of reach unless an operator named them")
    func privateAddresses() throws {
        let server = try CannedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let strict = try client { limits in
            limits.allowsPrivateAddresses = false
            limits.connectSeconds = 2
        }
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"] {
            #expect(throws: OutboundError.self, "\(host)") {
                try strict.send(OutboundRequest("http://\(host):\(server.port)/"))
            }
        }
        #expect(!server.wasAsked)
        #expect(try client().send(OutboundRequest(server.url)).status == 200)
    }

    @Test(
        "nothing but HTTP is spoken",
        arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://x/"])
    func schemes(_ url: String) throws {
        #expect(throws: OutboundError.self) { try client().send(OutboundRequest(url)) }
    }
}

/// Listens on a free port of this machine and answers every connection's first request with the same bytes.
private final class CannedServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let requests = Requests()

    var url: String { "http://127.0.0.1:\(port)" }
    var wasAsked: Bool { requests.count > 0 }

    struct Unavailable: Error {}

    init(_ answer: String) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, address, &length) == 0
            }
        }
        guard isListening else { throw Unavailable() }
        port = UInt16(bigEndian: address.sin_port)
        let (requests, bytes) = (requests, Array(answer.utf8))
        DispatchQueue.global().async {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Only here: a number that is free again may already be another listener's.
                    close(listener)
                    return
                }
                requests.add(Self.request(on: connection))
                _ = bytes.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
                shutdown(connection, Int32(SHUT_RDWR))
                close(connection)
            }
        }
    }

    /// Its port may then be another's.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    func request() -> String { requests.first }

    /// Head and, if one is announced, body.
    private static func request(on connection: Int32) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return text }
            text += String(decoding: buffer[..<count], as: UTF8.self)
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let announced = parts[0].split(separator: "Content-Length: ").dropFirst().first?.prefix { $0.isNumber }
            if parts[1].utf8.count >= announced.flatMap({ Int($0) }) ?? 0 { return text }
        }
    }
}

/// What a ``CannedServer`` was sent.
private final class Requests: @unchecked Sendable {
    private let lock = DispatchQueue(label: "requests")
    private var all: [String] = []

    var count: Int { lock.sync { all.count } }
    var first: String { lock.sync { all.first ?? "" } }

    func add(_ request: String) { lock.sync { all.append(request) } }
}
