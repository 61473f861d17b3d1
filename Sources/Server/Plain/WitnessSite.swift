public import Daylight
public import EvidenceLog
import HTTPTypes

/// The addresses of a witness (C2SP `tlog-witness`): `add-checkpoint`, and the latest checkpoint of each log.
public struct WitnessSite: Sendable {
    private let witness: Witness
    private let clock: @Sendable () -> Timestamp

    /// - Parameter clock: the present moment, for the time in cosignatures.
    public init(_ witness: Witness, clock: @escaping @Sendable () -> Timestamp) {
        self.witness = witness
        self.clock = clock
    }

    func answer(_ request: PlainRequest) -> PlainAnswer {
        if request.path == "add-checkpoint" {
            guard request.method == .post else { return .notAllowed("POST") }
            let seconds = clock().seconds
            return Self.answer(witness.add(request.body, time: seconds > 0 ? UInt64(seconds) : 0))
        }
        guard let parts = request.path?.split(separator: "/", omittingEmptySubsequences: false), parts.count == 2,
            parts[1] == "checkpoint", let origin = Digest(hex: parts[0])
        else { return .notFound }
        guard request.isReading else { return .notAllowed("GET, HEAD") }
        guard let note = witness.checkpoint(of: origin) else { return .notFound }
        var answer = PlainAnswer(.ok, note)
        answer.headers[.cacheControl] = Reply.Caching.never.header
        answer.headers[.accessControlAllowOrigin] = "*"
        return answer
    }

    private static func answer(_ answer: Witness.Answer) -> PlainAnswer {
        switch answer {
        case .cosigned(let lines): PlainAnswer(.ok, lines)
        case .malformed(let reason): PlainAnswer(.badRequest, "\(reason)\n")
        case .unknownOrigin: PlainAnswer(.notFound, "no log of this origin is known\n")
        case .untrusted(let reason): PlainAnswer(.forbidden, "\(reason)\n")
        case .conflict(let size): PlainAnswer(.conflict, Array("\(size)\n".utf8), type: "text/x.tlog.size")
        case .inconsistent(let reason): PlainAnswer(.unprocessableContent, "\(reason)\n")
        case .failed(let reason): PlainAnswer(.internalServerError, "\(reason)\n")
        }
    }
}
