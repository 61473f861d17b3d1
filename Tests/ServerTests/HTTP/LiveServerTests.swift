import Daylight
import FoundationEssentials
import Glibc
import Logging
import Testing

@testable import Server

@Suite struct LiveServerTests {
    @Test("the server listens, answers, refuses an oversized head, and stops when its task is cancelled")
    func live() async throws {
        let site = try await TestSite()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var configuration = ServerConfiguration(host: "127.0.0.1", port: 0)
        configuration.passwordCost = TestSite.cost
        let server = try DaylightServer(
            configuration: configuration, observatory: site.observatory,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onRunning: { port.yield($0) })
        let running = Task { try await server.run() }
        var iterator = ports.makeAsyncIterator()
        let number = try #require(await iterator.next())
        let answer = try exchange("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: number)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("\"status\":\"healthy\""))
        let huge = String(repeating: "x", count: 40_000)
        let refused = try exchange("GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: \(huge)\r\n\r\n", port: number)
        #expect(!refused.hasPrefix("HTTP/1.1 200"))
        running.cancel()
        _ = await running.result
        // The port may be somebody else's by now, but this server says nothing on it any more.
        #expect((try? exchange("GET /health HTTP/1.1\r\n\r\n", port: number))?.contains("healthy") != true)
    }

    /// Sends bytes to a port of this machine and reads until the other side closes.
    private func exchange(_ request: String, port: Int) throws -> String {
        struct Refused: Error {}
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Refused() }
        _ = Array(request.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
