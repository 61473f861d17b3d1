import ArgumentParser
import Daylight
import EvidenceLog
import Server

/// `daylight log begin`.
struct LogBeginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin",
        abstract: "End a server's log for good and begin the next: for an election or a year that is over.",
        discussion: """
            systemctl stop daylight
            daylight log begin 2029-runoff --data /var/lib/daylight --yes
            systemctl start daylight

            The old log is served where it was, its receipts stay valid, and statements are numbered on from it; what
            waits in the store goes into the new one. That has a key of its own, and the signers and witnesses of the old
            one. Interrupted, nothing is lost: the same command goes on.
            Exit codes: 0 begun, 64 no such name, or without --yes, 66 no log in the data folder, 69 a server is running,
            or entries wait for witnesses, 73 there was a log of this name.
            """)

    @Argument(
        help: ArgumentHelp(
            "What the new log is called: a year, or a year and a word, for instance 2029-runoff.", valueName: "name"),
        transform: { text in
            guard let name = LogName(text) else {
                throw ValidationError(
                    "\(text): expected a year, or a year and a word in small letters, for instance 2029-runoff.")
            }
            return name
        })
    var name: LogName

    @OptionGroup var options: DataOptions

    @Option(help: ArgumentHelp("How readers will reach the server, if that has changed; it names the log.", valueName: "url"))
    var publicUrl: PublicAddress?

    @Flag(help: "Really end the present log: there is no way back.")
    var yes = false

    func validate() throws {
        guard yes else { throw ValidationError("The present log would take nothing more, for good. Say so with --yes.") }
    }

    func run() async throws {
        try await reportingFailures {
            guard options.hasLog else {
                throw Failure(.missingInput, "\(options.directory): expected a data folder with a log, found none")
            }
            // What waits goes into the new log: the present one may be an old copy, in which nothing must be signed.
            let observatory = try await options.observatory(logsPending: false)
            let (ended, begun) = try await DataOptions.reportingStoreFailures {
                try await observatory.beginLog(name, host: publicUrl?.host)
            }
            await observatory.close()
            print("\(ended.settings.origin) has ended at \(ended.checkpoint.size) entries and is served as before.")
            print("\(begun.settings.origin) has begun, under /log/\(name). Its public key, for witnesses and readers:")
            print(begun.settings.verifierKey)
        }
    }
}
