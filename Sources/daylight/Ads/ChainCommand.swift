import ArgumentParser
import Daylight
import Server
import Sponsorship

/// `daylight ads chain FILE`.
struct ChainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain", abstract: "Check through whose hands an advertising place came.",
        discussion: """
            daylight ads chain chain.json

            FILE is a JSON object with schain (object or string form) and what it is to be checked against: site, boughtFrom,
            publisherId, adsTxt, inventoryPartnerDomain, partnerAdsTxt, sellersJson, now, fetchedAt; and with the bid's dchain and
            buyersJson, to tell who pays. Only what is given is judged; who pays never blocks.

            With --files what is missing is taken from a folder that ads fetch fills.

            Exit codes: 0 allow, 1 block, 64 usage, 65 malformed input, 66 no such file.
            """)

    @Argument(help: ArgumentHelp("The chain and what to check it against, as JSON; - for standard input.", valueName: "file"))
    var path: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @Option(help: ArgumentHelp("Folder with files that ads fetch has fetched.", valueName: "folder"))
    var files: String?

    func run() throws {
        let answer = try JudgedFile(path: path, json: json).read(limit: SupplyChainFile.byteLimit) { bytes in
            let file = try SupplyChainFile(bytes, suffixes: PublicSuffixFile.load())
            return try files.map { try Self.complete(file, from: DeclarationFolder($0)) }?.answer() ?? file.answer()
        }
        print(json ? CanonicalJSON.line(answer.json) : Self.text(answer))
        if !answer.isAllowed { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private static func complete(_ file: SupplyChainFile, from folder: DeclarationFolder) throws -> SupplyChainFile {
        let now = file.now ?? SystemClock.now()
        var files = FetchedFiles()
        if let site = file.missingSite { try folder.add(.adsTxt, of: site, to: &files, now: now) }
        let systems = file.missingSystems
        for system in systems.sellers { try folder.add(.sellersJSON, of: system, to: &files, now: now) }
        for system in systems.buyers { try folder.add(.buyersJSON, of: system, to: &files, now: now) }
        return file.completed(with: files)
    }

    private static func text(_ answer: SupplyChainFile.Answer) -> String {
        let verdict = answer.isAllowed ? "Allowed." : "Blocked."
        let findings = answer.findings.map { "\($0.severity.rawValue) \($0.code.rawValue): \(answer.message($0))" }
        let origin = answer.authorisation.map { ["The first seller at this site: \($0.words)."] } ?? []
        let demand = answer.demand.map { [$0.words.printable] } ?? []
        return ([verdict] + findings + origin + (answer.chain.map { [$0.text] } ?? []) + demand).joined(separator: "\n")
    }
}
