import ArgumentParser
import Daylight
import Outbound
import Server
import Sponsorship

/// `daylight ads fetch DOMAIN`.
struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetch a site's ads.txt, app-ads.txt, sellers.json or buyers.json as the rules say.",
        discussion: """
            daylight ads fetch news.example > ads.txt
            daylight ads fetch ssp.example --kind sellers.json --into files

            Asks at the registered domain, https before http; follows up to five redirects within that domain and one to
            another. Private networks are not spoken to. The file goes to standard output, the way to it to standard error.
            With --into it goes to a folder for ads chain and ads money: nobody is asked while the copy there is fresh, and when
            no answer tells, a copy of up to seven days counts.

            Exit codes: 0 fetched, or a copy counts; 1 there is no such file; 64 usage; 65 the file is too large; 66 no such
            folder; 69 no answer that tells; 73 cannot write.
            """)

    @Argument(help: ArgumentHelp("The site or advertising system.", valueName: "domain"))
    var domain: HostArgument

    @Option(help: "ads.txt, app-ads.txt, sellers.json or buyers.json.")
    var kind = "ads.txt"

    @Option(help: ArgumentHelp("Keep it in this folder instead of printing it.", valueName: "folder"))
    var into: String?

    private var file: DeclarationFetch.Kind? { DeclarationFetch.Kind(rawValue: kind) }

    func validate() throws {
        let kinds = DeclarationFetch.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard file != nil else { throw ValidationError("--kind: expected one of \(kinds), found \(kind)") }
    }

    func run() throws {
        try reportingFailures {
            guard let file else { return }
            let fetch = DeclarationFetch(file, of: domain.host, suffixes: PublicSuffixFile.load())
            if let into { return try Self.refresh(file, fetch, in: DeclarationFolder(into)) }
            switch try Self.outcome(file, fetch) {
            case .file(let body, _, _): try Self.write(body)
            case .absent(let address): throw Failure(.answerIsNo, "\(address): there is no such file")
            case .unknown(let reason): throw Failure(.unavailable, reason)
            }
        }
    }

    /// Asks only when the copy in the folder is not fresh any more.
    private static func refresh(_ kind: DeclarationFetch.Kind, _ fetch: DeclarationFetch, in folder: DeclarationFolder) throws {
        let (host, now) = (fetch.domain, SystemClock.now())
        let earlier = try folder.copy(kind, of: host)?.copy
        if let earlier, earlier.standing(now: now) == .fresh { return try say(earlier, "is fresh", kind, host) }
        var reason = ""
        var answer: DeclarationCopy?
        switch try outcome(kind, fetch) {
        case .file(let body, let address, let seconds):
            let copy = DeclarationCopy(.file(Digest(of: body)), from: address, fetchedAt: now, freshSeconds: seconds)
            try folder.keep(copy, body, kind, of: host)
            answer = copy
        case .absent(let address):
            let copy = DeclarationCopy(
                .absent, from: address, fetchedAt: now, freshSeconds: DeclarationFetch.freshSeconds)
            try folder.keep(copy, [], kind, of: host)
            answer = copy
        case .unknown(let text): reason = text
        }
        guard let counting = DeclarationCopy.counting(answer, after: earlier, now: now) else {
            throw Failure(.unavailable, reason)
        }
        try say(counting, answer == nil ? "counts, since no answer tells (\(reason))" : "was fetched", kind, host)
    }

    private static func say(_ copy: DeclarationCopy, _ what: String, _ kind: DeclarationFetch.Kind, _ host: Host) throws {
        let sentence = "\(host) \(kind.rawValue) of \(copy.fetchedAt) \(what); fresh until \(copy.freshUntil)"
        if copy.content == .absent { throw Failure(.answerIsNo, "\(copy.address): there is no such file (\(sentence))") }
        print(sentence)
    }

    private enum Outcome {
        case file([UInt8], address: String, freshSeconds: Int64)
        case absent(String)
        case unknown(String)
    }

    private static func outcome(_ kind: DeclarationFetch.Kind, _ start: DeclarationFetch) throws -> Outcome {
        var fetch = start
        let client = try client()
        var address = fetch.start
        while true {
            StandardError.say(address)
            let answer = try ask(client, address, limit: kind.byteLimit)
            let step = fetch.take(.init(status: answer?.status, redirect: answer?.redirect, contentType: answer?.contentType))
            switch step {
            case .ask(let next): address = next
            case .use(let hasWrongType):
                if hasWrongType { StandardError.say("daylight: sent as \(answer?.contentType ?? "no type")") }
                let freshness = DeclarationCopy.Freshness(
                    cacheControl: answer?.cacheControl, age: answer?.age, expires: answer?.expires, date: answer?.date)
                return .file(answer?.body ?? [], address: address, freshSeconds: freshness.seconds(now: SystemClock.now()))
            case .absent: return .absent(address)
            case .unavailable(let reason): return .unknown("\(address): \(reason)")
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
