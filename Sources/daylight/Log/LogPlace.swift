import EvidenceLog
import Outbound

/// A log that is named on the command line: a directory, or the address of a server.
enum LogPlace {
    /// - Throws: `LogError` if there is no such directory.
    static func source(_ place: String) throws(LogError) -> any LogSource {
        isURL(place) ? try ServedLogSource(at: place) : try LogFolder(at: place)
    }

    static func isURL(_ place: String) -> Bool {
        ["http://", "https://"].contains { place.lowercased().utf8.starts(with: $0.utf8) }
    }
}

/// The files of a log behind a server.
struct ServedLogSource: LogSource {
    private let prefix: String
    private let client: OutboundClient

    init(at url: String) throws(LogError) {
        prefix = url.utf8.last == UInt8(ascii: "/") ? url : url + "/"
        do {
            // Whoever names the address on the command line may reach it.
            client = try OutboundClient(.init(allowsPrivateAddresses: true))
        } catch {
            throw .unavailable(reason: error.description)
        }
    }

    func file(_ path: String, limit: Int) throws(LogError) -> [UInt8]? {
        let answer: OutboundAnswer
        do {
            answer = try client.send(OutboundRequest(prefix + path, limit: limit))
        } catch  where error.isTooLarge {
            throw .damaged(path: path, reason: "expected at most \(limit) bytes, found more")
        } catch {
            throw .unavailable(reason: error.description)
        }
        switch answer.status {
        case 200: break
        case 404, 410: return nil
        default: throw .unavailable(reason: "\(prefix)\(path): expected status 200, found \(answer.status)")
        }
        return answer.body
    }
}
