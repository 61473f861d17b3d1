import Credibility
import Daylight
import EvidenceLog

@testable import Server

extension PageSample {
    /// Every page in every state that its template knows.
    static func all() async throws -> [PageSample] {
        let words = Words(messages: try Messages.english())
        return try await findingPages(words) + adFindingPages() + moneyPages() + noticePages() + dutyPages() + libraryPages()
            + countPages() + auditPages() + feedPages() + factCheckPages() + notePages() + boardPages() + leakPages()
            + mainPages() + accountPages + dataPages + logPages
            + smallPages
    }

    private static func findingPages(_ words: Words) async throws -> [PageSample] {
        let small = try EvidenceSample.evidence()
        let large = try EvidenceSample.evidence(members: 240, objects: 48)
        let bare = try EvidenceSample.evidence(members: 2, objects: 1, isBare: true)
        let typed = DecisionForm(
            key: "k1", verdict: nil, reasons: "Because \(hostile)", problems: [.verdictMissing, .reasonsTooLong])
        let chosen = DecisionForm(key: "k2", verdict: .organic, reasons: "", problems: [.reasonsMissing])
        return [
            PageSample(name: "finding", page: await page(small, words, decisions: decisions, form: .open(.empty(key: "k0")))),
            PageSample(name: "finding-with-errors", page: await page(small, words, decisions: [], form: .open(typed))),
            PageSample(name: "finding-without-reasons", page: await page(bare, words, decisions: [], form: .open(chosen))),
            PageSample(name: "finding-large", page: await page(large, words, decisions: [], form: .notAllowed)),
            PageSample(
                name: "finding-bare", page: await page(bare.withoutTests, words, decisions: [], form: .signInFirst),
                chrome: .anonymous),
        ]
    }

    private static func page(
        _ evidence: CoordinationEvidence, _ words: Words, decisions: [FindingPage.DecisionRow], form: FindingPage.Form
    ) async -> FindingPage {
        FindingPage(
            id: Samples.finding.id, summary: Samples.finding.summary, created: .sample, dataFile: "demo-election.csv",
            dataPath: "/data/demo-election", evidence: evidence,
            network: await NetworkPicture(evidence, words).drawing(), timeline: TimelinePicture(evidence, words).drawing(),
            decisions: decisions, form: form)
    }

    static let decisions = [
        FindingPage.DecisionRow(
            verdict: .coordinatedAndDeceptive,
            reasons: .shown(
                "All five pass on every story of one site within a minute, day and night, and nothing else.\n\nThey deny knowing each other."
            ), reviewer: "Mara Lind", date: .sample, statement: 17, isCurrent: true),
        FindingPage.DecisionRow(
            verdict: .needMore, reasons: .withheld, reviewer: "Jo Ferreira", date: .sample, statement: 12, isCurrent: false),
        FindingPage.DecisionRow(
            verdict: .organic, reasons: .erased, reviewer: "Jo Ferreira", date: .sample, statement: 3, isCurrent: false),
    ]

    private static func mainPages() throws -> [PageSample] {
        let account = Samples.account("85d2d10f4a")
        return [
            PageSample(name: "home", page: home),
            PageSample(name: "home-empty", page: emptyHome, chrome: .anonymous),
            PageSample(
                name: "search",
                page: SearchPage(
                    query: "nordwind", understood: .words(["nordwind"]),
                    groups: [
                        SearchPage.Group(
                            kind: .accounts,
                            hits: [
                                SearchPage.Hit(title: "nordwind", path: "/ask?subject=account:nordwind", detail: "32 shares"),
                                SearchPage.Hit(title: "nordwind_fan", path: "/ask?subject=account:nordwind_fan", detail: ""),
                            ]),
                        SearchPage.Group(
                            kind: .findings,
                            hits: [SearchPage.Hit(title: Samples.finding.summary, path: "/findings/9f2c41d07be3a685", detail: "")]
                        ),
                    ], paging: Samples.paging)),
            PageSample(
                name: "search-subject",
                page: SearchPage(query: hostile, understood: .subject(account), groups: [], paging: .single(0)),
                chrome: .anonymous),
            PageSample(
                name: "search-empty", page: SearchPage(query: "", understood: .nothing, groups: [], paging: .single(0))),
            PageSample(name: "ask", page: AskPage(typed: "", problem: nil)),
            PageSample(name: "ask-with-error", page: AskPage(typed: hostile, problem: "Expected KIND:ID, found no colon")),
            PageSample(
                name: "subject",
                page: SubjectPage(
                    card: Samples.card,
                    activity: .rows(
                        (0..<6).map { row in
                            SubjectPage.ActivityRow(
                                time: Timestamp(seconds: 1_795_420_800 - 3600 * Int64(row)),
                                object: Samples.subject(.object, "https://news.example/2026/11/story-\(row)"),
                                content: "post-\(row)")
                        }, Samples.paging, Samples.downloads), findings: [Samples.finding], notes: [try item(.helpful)],
                    isSignedIn: true)),
            PageSample(
                name: "subject-unknown",
                page: SubjectPage(
                    card: AnswerCard(subject: account, answers: []), activity: .rows([], .single(0), Samples.downloads),
                    findings: [], notes: [], isSignedIn: false), chrome: .anonymous),
            PageSample(
                name: "findings",
                page: FindingsPage(
                    filter: .undecided, rows: Samples.findings, paging: Samples.paging, downloads: Samples.downloads)),
            PageSample(
                name: "findings-empty",
                page: FindingsPage(
                    filter: .verdict(.organic), rows: [], paging: .single(0), downloads: Samples.downloads)),
        ]
    }

    private static let check = HomePage.SelfCheck(
        command: "daylight verify receipt.json --policy policy.txt", downloadPath: "/log/17/receipt.json",
        downloadLabel: "Download the newest receipt")

    private static let home = HomePage(
        questions: [
            HomePage.QuestionLine(
                question: .isItARealPerson,
                state: .known(
                    figure: 3,
                    sentence: "3 groups of accounts acted together more often than chance allows; 1 waits for a decision.",
                    trend: .up(1), date: .sample, path: "/findings"))
        ],
        data: .loaded(lastImport: .sample, rows: 118_566, badRows: 12, dataSets: 2),
        log: HomePage.LogState(size: 18, checkpoint: .sample),
        changes: [
            HomePage.Change(date: .sample, sentence: "A reviewer decided on finding 9f2c41d07be3a685.", path: "/log/17"),
            HomePage.Change(date: .sample, sentence: "Demo election, week 47 was imported.", path: "/data/demo-election"),
        ], check: check)

    private static let emptyHome = HomePage(
        questions: [], data: .empty, log: HomePage.LogState(size: 0, checkpoint: nil), changes: [], check: check)

    private static var accountPages: [PageSample] {
        let scopes = [
            TokensPage.Scope(value: "findings:read", label: "Read findings and evidence", isChosen: true),
            TokensPage.Scope(value: "data:write", label: "Import data sets", isChosen: false),
        ]
        let token = TokensPage.Token(
            id: "t1", name: "nightly import", scopes: ["data:write"], created: .sample, lastUsed: nil)
        return [
            PageSample(name: "sign-in", page: SignInPage(name: "", returnPath: "/", problems: []), chrome: .anonymous),
            PageSample(
                name: "sign-in-with-errors",
                page: SignInPage(name: "mara", returnPath: "/findings", problems: [.refused, .passwordMissing]),
                chrome: .anonymous),
            PageSample(
                name: "tokens",
                page: TokensPage(
                    tokens: [token], scopes: scopes, name: "", outcome: .created(name: "reader", secret: "dlt_3f9a1c77"),
                    problems: [])),
            PageSample(
                name: "tokens-with-errors",
                page: TokensPage(
                    tokens: [], scopes: scopes, name: "x", outcome: .revoked(name: "old"), problems: [.nameTaken, .scopeMissing])),
        ]
    }

    private static var dataPages: [PageSample] {
        [
            PageSample(
                name: "data",
                page: DataSetsPage(rows: [Samples.dataSet], paging: .single(1), downloads: Samples.downloads)),
            PageSample(name: "data-empty", page: DataSetsPage(rows: [], paging: .single(0), downloads: Samples.downloads)),
            PageSample(
                name: "data-set",
                page: DataSetPage(
                    dataSet: Samples.dataSet, accounts: 4999, objects: 20_117, windowSeconds: JSONNumber(60),
                    badRowSamples: [
                        DataSetPage.BadRow(line: 7, column: "timestamp_share", expected: "seconds", found: hostile),
                        DataSetPage.BadRow(line: 9, column: "", expected: "4 fields", found: nil),
                    ], statement: 16, findings: Samples.findings,
                    recomputeCommand: "daylight accounts coordination demo-election.csv --window 60")),
            PageSample(
                name: "data-set-bare",
                page: DataSetPage(
                    dataSet: Samples.dataSet, accounts: 0, objects: 0, windowSeconds: JSONNumber(60), badRowSamples: [],
                    statement: nil, findings: [], recomputeCommand: "daylight accounts coordination demo-election.csv")),
        ]
    }

    private static var logPages: [PageSample] {
        let bodies: [(String, StatementPage.Content, StatementStanding, StatementPage.Earlier)] = [
            (
                "statement", .committed(Samples.digest, .shown([StatementPage.Field(name: "Verdict", value: "organic")])),
                .current, .statement(12)
            ),
            ("statement-withheld", .committed(Samples.digest, .withheld), .corrected(by: [19], latest: [19]), .none),
            ("statement-erased", .committed(Samples.digest, .erased), .corrected(by: [19, 21], latest: [23]), .mistaken(3)),
            ("statement-clear", .inTheClear([StatementPage.Field(name: "rows", value: "118566")]), .current, .none),
        ]
        return bodies.map { name, content, standing, supersedes in
            PageSample(
                name: name,
                page: StatementPage(
                    number: 17, origin: "log.daylight.example/2026", index: 4, leafHash: Samples.digest,
                    payloadType: Statement.payloadType,
                    predicateType: PredicateType.coordinationDecision.uri,
                    subjects: [
                        Statement.Resource(name: "demo.csv", sha256: Samples.digest), Statement.Resource(sha256: Samples.digest),
                    ],
                    keyIDs: [Samples.digest.hex], content: content, standing: standing, supersedes: supersedes,
                    payload: "{\n  \"_type\": \"https://in-toto.io/Statement/v1\"\n}", verifier: Samples.verifier,
                    verifyCommand: "daylight verify receipt-17.json --policy policy.txt", policy: "/log/policy"))
        } + [
            PageSample(
                name: "log",
                page: LogPage(
                    origin: "log.daylight.example/2026", verifierKey: "log.daylight.example/2026+31700d85+AQ==",
                    checkpoint: Samples.checkpoint, size: 18, checkpointPath: "/log/2026/checkpoint",
                    policyPath: "/log/2026/policy",
                    refusals: [
                        WitnessRefusal(witness: "Alma", isConflict: true, reason: ""),
                        WitnessRefusal(witness: hostile, isConflict: false, reason: ""),
                    ],
                    earlier: [
                        LogPage.Earlier(
                            origin: "log.daylight.example/2025", size: 1, checkpointPath: "/log/checkpoint",
                            policyPath: "/log/policy")
                    ],
                    entries: (0..<4).map {
                        LogPage.Entry(number: 17 - $0, kind: "coordination-decision", leafHash: Samples.digest)
                    },
                    paging: Samples.paging,
                    downloads: ListDownloads(csv: "/log/statements.csv", json: "/log/statements.json"))),
            PageSample(
                name: "log-empty",
                page: LogPage(
                    origin: "log.daylight.example/2026", verifierKey: "log.daylight.example/2026+31700d85+AQ==",
                    checkpoint: Samples.checkpoint, size: 0, checkpointPath: "/log/checkpoint", policyPath: "/log/policy",
                    refusals: [], earlier: [], entries: [], paging: .single(0),
                    downloads: ListDownloads(csv: "/log/statements.csv", json: "/log/statements.json")), chrome: .anonymous),
            PageSample(
                name: "decision-made",
                page: DecisionMadePage(
                    finding: Samples.finding.id, verdict: .organic, reasons: .shown("Fans of one club."), date: .sample,
                    isCurrent: true, statement: 18, leafHash: Samples.digest, policy: "/log/policy",
                    verifyCommand: "daylight verify receipt-18.json --policy policy.txt")),
            PageSample(name: "decision-withheld", page: decisionMade(.withheld), chrome: .anonymous),
            PageSample(name: "decision-erased", page: decisionMade(.erased)),
        ]
    }

    private static func decisionMade(_ reasons: ReviewerWords) -> DecisionMadePage {
        DecisionMadePage(
            finding: Samples.finding.id, verdict: .organic, reasons: reasons, date: .sample, isCurrent: false, statement: 18,
            leafHash: Samples.digest, policy: "/log/policy", verifyCommand: "daylight verify receipt-18.json --policy policy.txt")
    }

    private static var smallPages: [PageSample] {
        [
            PageSample(name: "method", page: MethodPage()),
            PageSample(name: "receipt", page: ReceiptPage(policy: "/log/policy")),
            PageSample(name: "verify", page: VerifyPage(verifier: Samples.openVerifier)),
            PageSample(
                name: "verifier-file",
                page: VerifierFile(
                    statement: 17, verifier: Samples.verifier, source: "https://observatory.example/statements/17")),
            PageSample(
                name: "accessibility",
                page: AccessibilityPage(
                    organisation: "Electoral Commission", contact: "access@observatory.example",
                    tested: CivilDate(daysSinceEpoch: 20_780))),
            PageSample(
                name: "error", page: ErrorPage(kind: .notFound, detail: "There is no finding \(hostile).", requestID: "req-7f3a")),
            PageSample(name: "error-bare", page: ErrorPage(kind: .internalFault, detail: "", requestID: "req-7f3b")),
        ]
    }
}

extension CoordinationEvidence {
    /// The same evidence without any innocent explanation tested and without a chance model.
    var withoutTests: CoordinationEvidence {
        var copy = self
        copy.innocent = []
        copy.null = nil
        // An identifier that is too long to be a subject has no page to link to.
        let unlinkable = String(repeating: "x", count: Subject.identifierLimit + 1)
        copy.members[0].account = unlinkable
        copy.edges[0].a = unlinkable
        copy.edges[0].b = unlinkable
        copy.timeline[0].name = unlinkable
        copy.timeline[0].shares[0].account = unlinkable
        return copy
    }
}
