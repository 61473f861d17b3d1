import HTTPTypes
import Testing

@testable import Server

@Suite struct ClientAddressTests {
    @Test("an IPv6 client is counted by its /64, an IPv4 one by its address, mapped or not")
    func networks() {
        #expect(ClientAddress("2001:db8:1:2:3:4:5:6") == ClientAddress("2001:db8:1:2::1"))
        #expect(ClientAddress("2001:db8:1:2::1") != ClientAddress("2001:db8:1:3::1"))
        #expect(ClientAddress("::ffff:192.0.2.1") == ClientAddress("192.0.2.1"))
        #expect(ClientAddress("192.0.2.1") != ClientAddress("192.0.2.2"))
        #expect(ClientAddress("fe80::1%eth0") == ClientAddress("fe80::2"))
        #expect(ClientAddress("not an address") == .unknown)
    }

    @Test("X-Forwarded-For is believed only from a trusted proxy, and only its last foreign entry")
    func forwarded() {
        let headers: HTTPFields = [.xForwardedFor: "198.51.100.9, 203.0.113.7, 10.0.0.2"]
        func client(_ peer: String?, _ trusted: Set<String>) -> ClientAddress {
            ClientAddress.of(peer: peer, headers: headers, trustedProxies: trusted)
        }
        #expect(client("192.0.2.1", []) == ClientAddress("192.0.2.1"))
        #expect(client("192.0.2.1", ["10.0.0.1"]) == ClientAddress("192.0.2.1"))
        #expect(client("10.0.0.1", ["10.0.0.1", "10.0.0.2"]) == ClientAddress("203.0.113.7"))
        #expect(client("10.0.0.1", ["10.0.0.1"]) == ClientAddress("10.0.0.2"))
        #expect(client(nil, ["10.0.0.1"]) == .unknown)
    }
}
