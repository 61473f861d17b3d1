import EvidenceLog
import Outbound

/// Witnesses over HTTP, at the addresses that a log's policy names.
struct HTTPWitnesses: WitnessTransport {
    private let client: OutboundClient

    /// `nil` if libcurl is not installed.
    init?() {
        // The addresses are the operator's own words; a drill has its witnesses on this machine.
        var limits = OutboundClient.Limits(allowsPrivateAddresses: true)
        limits.connectSeconds = 2
        limits.seconds = 5
        limits.bytes = 1 << 20
        guard let client = try? OutboundClient(limits) else { return nil }
        self.client = client
    }

    func addCheckpoint(_ body: [UInt8], to url: String) -> WitnessReply {
        send(OutboundRequest("\(url)/add-checkpoint", body: body))
    }

    func latestCheckpoint(_ path: String, at url: String) -> WitnessReply { send(OutboundRequest("\(url)/\(path)")) }

    private func send(_ request: OutboundRequest) -> WitnessReply {
        do {
            let answer = try client.send(request)
            return .answered(status: answer.status, contentType: answer.contentType, body: answer.body)
        } catch {
            return .unreachable(error.description)
        }
    }
}
