import ArgumentParser
import Credibility
import Daylight
import EvidenceLog
import Glibc
import Server
import Sponsorship
import Storage

/// Where an installation keeps its things: the options every command shares that touches stored facts.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with the store, the log and the keys (or DAYLIGHT_DATA).", valueName: "folder"))
    var data: String?

    /// `DATABASE_URL`, when the store is PostgreSQL.
    static var databaseURL: String? { variable("DATABASE_URL") }

    var directory: String { data ?? Self.variable("DAYLIGHT_DATA") ?? "daylight-data" }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Opens store, log and keys, making them on a first start.
    func observatory(host: String = "localhost", logsPending: Bool = true) async throws -> Observatory {
        try await Self.reportingStoreFailures {
            try await Observatory.open(configuration(host: host), now: SystemClock.now(), logsPending: logsPending)
        }
    }

    /// The same, or `nil` while a server holds the log.
    func observatoryUnlessServed(host: String) async throws -> Observatory? {
        do {
            return try await Observatory.open(
                configuration(host: host),
                now: SystemClock.now())
        } catch LogError.locked {
            return nil
        } catch {
            return try await Self.reportingStoreFailures { throw error }
        }
    }

    private func configuration(host: String) -> ObservatoryConfiguration {
        ObservatoryConfiguration(
            dataDirectory: directory, databaseURL: Self.databaseURL, host: host, witnesses: HTTPWitnesses())
    }

    /// The key that signs this installation's statements.
    func signer() throws -> StatementSigner {
        do {
            return try StatementSigner.load(from: "\(directory)/\(Observatory.signerPath)")
        } catch {
            throw Failure(.unavailable, "\(error)")
        }
    }

    /// Whether a server's log is there already.
    var hasLog: Bool { access("\(directory)/log", F_OK) == 0 }

    /// Opens the store alone: enough to read, and possible while a server holds the log.
    func store() async throws -> Store {
        var status = stat()
        let exists = stat(directory, &status) == 0
        guard Self.databaseURL != nil || (exists && status.st_mode & S_IFMT == S_IFDIR) else {
            let fault = exists ? "is not a folder" : "no such folder"
            throw Failure(.missingInput, "\(directory): \(fault); make one with daylight demo or daylight import")
        }
        return try await Self.reportingStoreFailures {
            try await Store.open(Store.Location(databaseURL: Self.databaseURL, dataDirectory: directory))
        }
    }

    /// What the publisher of political ads decided, in `advertising.json` and `political.json`; the defaults where there is none.
    func advertising() throws -> AdvertisingConfiguration {
        var configuration =
            try read(
                AdvertisingConfiguration.fileName, limit: AdvertisingConfiguration.byteLimit,
                AdvertisingConfiguration.init(reading:)) ?? AdvertisingConfiguration()
        configuration.politicalLists = try read(PoliticalLists.fileName, limit: PoliticalLists.byteLimit) {
            bytes throws(InputError) in try PoliticalLists(bytes)
        }
        return configuration
    }

    /// Whose fact-checks are relied on: the list in `signatories.csv`, empty where there is none, and known
    /// pictures in `pictures.tsv`.
    func factChecks() throws -> FactCheckConfiguration {
        var configuration = FactCheckConfiguration()
        configuration.suffixes = PublicSuffixFile.load(.registriesAndPrivate)
        if let list = try read(
            FactCheckConfiguration.fileName, limit: FactCheckConfiguration.byteLimit, SignatoryList.init(parsing:))
        {
            configuration.signatories = list
        }
        if let pictures = try read(
            FactCheckConfiguration.pictureFileName, limit: FactCheckConfiguration.pictureByteLimit,
            KnownPictures.init(parsing:))
        {
            configuration.pictures = KnownPicturePlaces(pictures)
        }
        return configuration
    }

    /// How notes are scored: what `notes.json` and `topics.tsv` say, the defaults where they are not there.
    func notes() throws -> NoteConfiguration {
        var configuration = NoteConfiguration()
        _ = try read(NoteConfiguration.fileName, limit: NoteConfiguration.byteLimit) { bytes throws(InputError) in
            try configuration.take(bytes)
        }
        _ = try read(NoteConfiguration.topicsFileName, limit: NoteConfiguration.byteLimit) { bytes throws(InputError) in
            try configuration.takeTopics(bytes)
        }
        return configuration
    }

    /// Everything that the operator decides by files in the data folder.
    func settings() throws -> OfficeSettings {
        OfficeSettings(advertising: try advertising(), factChecks: try factChecks(), notes: try notes())
    }

    /// A file of the data folder; `nil` where there is none.
    private func read<Value>(
        _ name: String, limit: Int, _ parse: ([UInt8]) throws(InputError) -> Value
    ) throws -> Value? {
        let path = "\(directory)/\(name)"
        guard access(path, F_OK) == 0 else { return nil }
        let bytes: [UInt8]
        do { bytes = try InputFile.bytes(path, limit: limit) } catch let failure as Failure {
            // It is there and is not what it should be: nobody gave its name, so that nothing is missing.
            throw Failure(.malformedInput, failure.message)
        }
        do { return try parse(bytes) } catch { throw Failure(.malformedInput, error.naming(path).description) }
    }

    /// Turns the errors of store, log and observatory into failures with the exit code that fits.
    static func reportingStoreFailures<Result>(_ work: () async throws -> Result) async throws -> Result {
        do { return try await work() } catch let failure as Failure { throw failure } catch let error as InputError {
            throw Failure(.malformedInput, error.description)
        } catch let error as StoreError {
            throw Failure(.unavailable, "store: \(error)")
        } catch let error as LogError {
            throw Failure(.unavailable, "log: \(error)")
        } catch ObservatoryError.person(let error) {
            throw Failure(.malformedInput, error.description)
        } catch let error as ObservatoryError {
            let reason: Failure.Reason =
                switch error {
                case .noStatement: .missingInput
                case .wordsOnTheLog: .malformedInput
                case .logNameUsed: .cannotCreateOutput
                default: .unavailable
                }
            throw Failure(reason, "\(error)")
        }
    }
}
