import Daylight
import Glibc
import Outbound
import Tally

/// One host of a feed, or a folder with a copy of it.
struct FeedHost {
    enum Answer {
        case found([UInt8])
        case missing
        /// Longer than anything that could have been signed.
        case tooLarge
    }

    /// The address or path as it was given, without a slash at the end.
    let name: String
    private let client: OutboundClient?

    init(_ source: String) throws {
        var name = source
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        self.name = name
        guard name.hasPrefix("http://") || name.hasPrefix("https://") else {
            client = nil
            return
        }
        do throws(OutboundError) {
            // The addresses are the observer's own words; rehearsals are on machines nearby.
            var limits = OutboundClient.Limits(allowsPrivateAddresses: true)
            limits.connectSeconds = 5
            limits.seconds = 60
            limits.bytes = ResultsManifest.byteLimit
            client = try OutboundClient(limits)
        } catch {
            throw Failure(.unavailable, error.description)
        }
    }

    /// - Throws: ``Failure`` (69) when there is no answer, or another than the file or that there is none.
    func fetch(_ path: String, limit: Int) throws -> Answer {
        guard FeedFile.isSafe(path) else { throw Failure(.internalFault, "\(path) is no path of a feed") }
        guard let client else { return try read("\(name)/\(path)", limit: limit) }
        let answer: OutboundAnswer
        do throws(OutboundError) {
            answer = try client.send(OutboundRequest("\(name)/\(path)", limit: limit))
        } catch {
            guard !error.isTooLarge else { return .tooLarge }
            throw Failure(.unavailable, error.description)
        }
        switch answer.status {
        case 200: return .found(answer.body)
        case 404, 410: return .missing
        default: throw Failure(.unavailable, "\(name)/\(path): status \(answer.status)")
        }
    }

    private func read(_ path: String, limit: Int) throws -> Answer {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT, access(name, F_OK) == 0 else { throw Failure(.unavailable, "\(path): \(systemMessage())") }
            return .missing
        }
        guard Int(status.st_size) <= limit else { return .tooLarge }
        return .found(try CountFile.bytes(path, limit: limit))
    }
}
