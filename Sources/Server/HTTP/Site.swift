import Daylight
import Logging
import Storage

/// Everything the handlers work with, put together once when the server starts.
struct Site: Sendable {
    let configuration: ServerConfiguration
    let observatory: Observatory
    let pages: PageRenderer
    let metrics: Metrics
    let clock: @Sendable () -> Timestamp
    let entropy: Entropy
    let limits: Limiters
    let passwords: PasswordDesk
    let replays: Replays
    let networks = NetworkPictures()
    let library: LibraryDesk
    let gate: GateDesk
    let counts: CountDesk
    let audits: AuditDesk
    let factChecks: FactCheckDesk
    let factCheckPages: FactCheckPageDesk
    let notes: NoteDesk
    let board: BoardDesk
    let leaks: LeakDesk
    let logger: Logger

    init(
        configuration: ServerConfiguration, observatory: Observatory, clock: @escaping @Sendable () -> Timestamp,
        entropy: Entropy, logger: Logger
    ) throws {
        self.configuration = configuration
        self.observatory = observatory
        self.clock = clock
        self.entropy = entropy
        self.logger = logger
        pages = try PageRenderer()
        metrics = Metrics()
        limits = Limiters(configuration.limits)
        passwords = PasswordDesk(cost: configuration.passwordCost, entropy: entropy)
        replays = Replays(store: observatory.store)
        library = LibraryDesk(store: observatory.store, configuration: configuration.advertising)
        counts = CountDesk(observatory: observatory)
        audits = AuditDesk(observatory: observatory)
        factChecks = FactCheckDesk(observatory: observatory, configuration: configuration.factChecks)
        factCheckPages = FactCheckPageDesk(checks: factChecks, store: observatory.store)
        notes = NoteDesk(observatory: observatory, entropy: entropy, configuration: configuration.notes)
        board = BoardDesk(observatory: observatory, entropy: entropy, office: configuration.organisation)
        leaks = LeakDesk(observatory: observatory)
        gate = GateDesk(observatory: observatory, configuration: configuration, library: library)
    }

    var store: Store { observatory.store }
    var posts: PostMatching { PostMatching(factChecks: factChecks, notes: notes, leaks: leaks) }
    var feeds: FeedDesk { FeedDesk(observatory: observatory) }
    var answers: AnswerDesk {
        AnswerDesk(
            store: store, advertising: configuration.advertising, factChecks: configuration.factChecks,
            counts: CountSource(counts, audits))
    }
}

/// The published limits.
struct Limiters: Sendable {
    let address: RateLimiter
    let person: RateLimiter
    let signIn: RateLimiter
    let report: RateLimiter

    init(_ limits: ServerConfiguration.Limits) {
        address = RateLimiter(limits.address)
        person = RateLimiter(limits.person)
        signIn = RateLimiter(limits.signIn)
        report = RateLimiter(limits.report)
    }
}
