import ArgumentParser
import Daylight
import Outbound
import Sponsorship

/// `daylight ads fetch DOMAIN`.
struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetch a site's ads.txt, app-ads.txt or sellers.json as the rules say.",
        discussion: """
            daylight ads fetch news.example > ads.txt

            Asks at the registered domain, https before http; follows up to five redirects within that domain and one to
            another. Private networks are not spoken to. The file goes to standard output, the way to it to standard error.

            Exit codes: 0 fetched, 1 there is no such file, 64 usage, 65 the file is too large, 69 no answer that tells.
            """)

    @Argument(help: ArgumentHelp("The site or advertising system.", valueName: "domain"))
    var domain: HostArgument

    @Option(help: "ads.txt, app-ads.txt or sellers.json.")
    var kind = "ads.txt"

    private var file: DeclarationFetch.Kind? { DeclarationFetch.Kind(rawValue: kind) }

    func validate() throws {
        guard file != nil else { throw ValidationError("--kind: expected ads.txt, app-ads.txt or sellers.json, found \(kind)") }
    }

    func run() throws {
        try reportingFailures {
            guard let file else { return }
            var fetch = DeclarationFetch(file, of: domain.host, suffixes: PublicSuffixFile.load())
            let client = try Self.client()
            var address = fetch.start
            while true {
                StandardError.say(address)
                let answer = try Self.ask(client, address, limit: file.byteLimit)
                let step = fetch.take(
                    .init(status: answer?.status, redirect: answer?.redirect, contentType: answer?.contentType))
                switch step {
                case .ask(let next): address = next
                case .use(let hasWrongType):
                    if hasWrongType { StandardError.say("daylight: sent as \(answer?.contentType ?? "no type")") }
                    return try Self.write(answer?.body ?? [])
                case .absent: throw Failure(.answerIsNo, "\(address): there is no such file")
                case .unavailable(let reason): throw Failure(.unavailable, "\(address): \(reason)")
                }
            }
        }
    }

    private static func client() throws -> OutboundClient {
        do {
            var limits = OutboundClient.Limits(allowsPrivateAddresses: false)
            limits.bytes = SellersReader.byteLimit
            return try OutboundClient(limits)
        } catch { throw Failure(.unavailable, error.description) }
    }

    /// `nil` when nobody answers.
    private static func ask(_ client: OutboundClient, _ address: String, limit: Int) throws -> OutboundAnswer? {
        do { return try client.send(OutboundRequest(address, limit: limit)) } catch {
            if error.isTooLarge { throw Failure(.malformedInput, error.description) }
            StandardError.say("daylight: \(error.description)")
            return nil
        }
    }

    private static func write(_ body: [UInt8]) throws {
        let output = try OutputFile.standardOutput()
        try body.withUnsafeBytes { try output.write($0) }
        try output.publish()
    }
}

extension DeclarationFetch.Kind {
    /// Largest file that is fetched.
    fileprivate var byteLimit: Int { self == .sellersJSON ? SellersReader.byteLimit : AdsTxt.Limits().bytes }
}
