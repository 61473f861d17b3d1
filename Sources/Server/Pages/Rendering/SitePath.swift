import Daylight
import Sponsorship
import Tally

/// The address of every page and download that a page links to. The router serves exactly these.
enum SitePath {
    static let home = "/"
    /// `GET ?q=…`, and `after=…` for the next page.
    static let search = "/search"
    /// `GET ?subject=kind:identifier`.
    static let ask = "/ask"
    /// `GET ?filter=…&after=…`; see ``FindingsPage/Filter``.
    static let findings = "/findings"
    static let data = "/data"
    static let log = "/log"
    static let method = "/method"
    static let receipts = "/receipts"
    static let verify = "/verify"
    /// The verifier as a file to keep.
    static let verifierFile = "/verify/daylight-verify.html"
    static let accessibility = "/accessibility"
    static let signIn = "/sign-in"
    static let signOut = "/sign-out"
    static let tokens = "/tokens"
    static let stylesheet = "/assets/daylight.css"
    static let favicon = "/assets/daylight.svg"
    static let verifier = "/assets/verifier.js"

    static func ask(_ subject: Subject) -> String { "\(ask)?subject=\(PercentEncoding.query(subject.description))" }
    static func search(_ query: String) -> String { "\(search)?q=\(PercentEncoding.query(query))" }
    static func answer(_ subject: Subject) -> String { "/api/v1/ask?subject=\(PercentEncoding.query(subject.description))" }
    static func finding(_ id: Finding.ID) -> String { "\(findings)/\(id)" }
    /// Where the decision form is sent.
    static func decision(_ id: Finding.ID) -> String { "\(findings)/\(id)/decisions" }
    static func evidence(_ id: Finding.ID) -> String { "\(findings)/\(id)/evidence.json" }
    static func edgesCSV(_ id: Finding.ID) -> String { "\(findings)/\(id)/edges.csv" }
    static func timelineCSV(_ id: Finding.ID) -> String { "\(findings)/\(id)/timeline.csv" }
    static func networkSVG(_ id: Finding.ID) -> String { "\(findings)/\(id)/network.svg" }
    static func timelineSVG(_ id: Finding.ID) -> String { "\(findings)/\(id)/timeline.svg" }
    static func dataSet(_ id: String) -> String { "\(data)/\(PercentEncoding.query(id))" }
    /// A log's files; the first log's are under ``log`` itself.
    static func log(_ name: LogName) -> String { "\(log)/\(name)" }
    static func statement(_ number: Int) -> String { "/statements/\(number)" }
    static func receipt(_ number: Int) -> String { "/statements/\(number)/receipt.json" }
    /// The receipt in one file that verifies itself.
    static func receiptFile(_ number: Int) -> String { "/statements/\(number)/receipt.html" }
    static let factChecks = "/fact-checks"
    static let newFactCheck = "/fact-checks/new"
    static let factCheckFeed = "/fact-checks/feed.json"
    static func factCheck(_ id: String) -> String { "/fact-checks/\(id)" }
    static let notes = "/notes"
    static let notesCSV = "/notes.csv"
    static let notesJSON = "/notes.json"
    static let newNote = "/notes/new"
    /// Where a note is written; whoever has not signed in does that first.
    static func newNote(on subject: Subject? = nil, isSignedIn: Bool) -> String {
        let path = newNote + (subject.map { "?subject=\(PercentEncoding.query($0.description))" } ?? "")
        return isSignedIn ? path : signIn(returningTo: path)
    }
    static let scoreNotes = "/notes/score"
    static let takeBackRatings = "/notes/take-back"
    static func note(_ id: Int64) -> String { "/notes/\(id)" }
    static func noteRun(_ number: Int) -> String { "/notes/runs/\(number)" }
    static func noteTable(_ name: String) -> String { "/notes/tables/\(name)" }
    static let feed = "/feed"
    static let newPolicy = "/feed/policies/new"
    static func policy(_ version: String) -> String { "/feed/policies/\(PercentEncoding.query(version))" }
    static func policyFile(_ version: String) -> String { "\(policy(version))/policy.json" }
    /// A feed as it was served; who knows the address is its reader.
    static func servedFeed(_ name: String) -> String { "/feeds/\(name)" }
    static func feedRecord(_ name: String) -> String { "/feeds/\(name)/served.json" }
    static func feedOpening(_ name: String) -> String { "/feeds/\(name)/opening.json" }
    /// The library of political ads.
    static let ads = "/ads"
    static let newNotice = "/ads/new"
    static let money = "/ads/money"
    static let moneyCSV = "/ads/money.csv"
    static let moneyEdgesCSV = "/ads/money/edges.csv"
    static let moneyJSON = "/ads/money.json"
    static let moneySVG = "/ads/money.svg"
    static let pledges = "/ads/pledges"
    static let pledgesCSV = "/ads/pledges.csv"
    static let pledgesJSON = "/ads/pledges.json"
    static func adsCSV(_ query: String) -> String { query.isEmpty ? "/ads.csv" : "/ads.csv?\(query)" }
    static func adsJSONLines(_ query: String) -> String { query.isEmpty ? "/ads.jsonl" : "/ads.jsonl?\(query)" }
    static func adsDSA39(_ query: String) -> String { query.isEmpty ? "/ads/dsa-39.jsonl" : "/ads/dsa-39.jsonl?\(query)" }
    static func sponsor(_ name: String) -> String { "/ads/sponsors/\(PercentEncoding.query(name))" }
    static func checkDraft(_ id: String) -> String { "/ads/drafts/\(PercentEncoding.query(id))" }
    static func draft(_ id: String, _ question: NoticeQuestion) -> String { "\(checkDraft(id))/\(question.slug)" }
    static func publishDraft(_ id: String) -> String { "\(checkDraft(id))/publish" }
    static func discardDraft(_ id: String) -> String { "\(checkDraft(id))/discard" }
    static func notice(_ code: ShortCode) -> String { "/t/\(code)" }
    static func notice(_ code: ShortCode, _ version: Int64) -> String { "/t/\(code)/versions/\(version)" }
    static func noticeJSON(_ code: ShortCode, _ version: Int64) -> String { "\(notice(code, version))/notice.json" }
    static func noticeLinkedData(_ code: ShortCode) -> String { "/t/\(code)/notice.jsonld" }
    static func noticeQR(_ code: ShortCode) -> String { "/t/\(code)/qr.svg" }
    static func noticeLabel(_ code: ShortCode) -> String { "/t/\(code)/label" }
    static func creative(_ digest: Digest) -> String { "/creatives/\(digest.hex)" }
    static func adsWith(_ creative: Digest) -> String { "/ads?creative=\(creative.hex)" }
    static func reviseNotice(_ code: ShortCode) -> String { "/t/\(code)/revise" }
    /// Where a reader says that an ad may break the rules (Regulation (EU) 2024/900 Art. 15).
    static func reportAd(_ code: ShortCode) -> String { "/t/\(code)/report" }
    static func stopAd(_ code: ShortCode) -> String { "/t/\(code)/stop" }
    /// What a notifier comes back to.
    static func notification(_ reference: String) -> String { "/notifications/\(PercentEncoding.query(reference))" }
    static let notifications = "/ads/notifications"
    static let notificationsCSV = "/ads/notifications.csv"
    static let notificationsJSON = "/ads/notifications.json"
    static let answerNotifications = "/ads/notifications/answer"
    static func eraseNotifier(_ reference: String) -> String { "\(notifications)/\(PercentEncoding.query(reference))/erase" }
    /// Requests of authorities and interested entities.
    static let inquiries = "/ads/requests"
    static let inquiriesCSV = "/ads/requests.csv"
    static let inquiriesJSON = "/ads/requests.json"
    /// The place of one request on their page.
    static func inquiry(_ key: String) -> String { "\(inquiries)#r-\(key)" }
    static func acknowledgeInquiry(_ key: String) -> String { "\(inquiries)/\(PercentEncoding.query(key))/acknowledge" }
    static func answerInquiry(_ key: String) -> String { "\(inquiries)/\(PercentEncoding.query(key))/answer" }
    static func inquiryExport(_ key: String) -> String { "\(inquiries)/\(PercentEncoding.query(key))/export.json" }
    /// The queue for the European repository.
    static let repository = "/ads/repository"
    static let repositoryLines = "/ads/repository.jsonl"
    static let repositoryXML = "/ads/repository.xml"
    static func acceptSubmission(_ code: ShortCode) -> String { "\(repository)/\(code)/accept" }
    static let declarations = "/ads/declarations"
    static let due = "/ads/due"
    static let dueCSV = "/ads/due.csv"
    static let dueJSON = "/ads/due.json"
    /// The elections that are counted.
    static let elections = "/elections"
    static func election(_ id: String) -> String { "\(elections)/\(PercentEncoding.query(id))" }
    static func unit(_ election: String, _ unit: String) -> String {
        "\(self.election(election))/units/\(PercentEncoding.query(unit))"
    }
    /// The signed feed of an election's results.
    static func results(_ election: String) -> String { "/results/\(PercentEncoding.query(election))" }
    static func publish(_ election: String) -> String { "\(self.election(election))/publish" }
    static func audit(_ election: String, _ key: String) -> String {
        "\(self.election(election))/audits/\(PercentEncoding.query(key))"
    }
    static func newAudit(_ election: String) -> String { audit(election, "new") }
    static func auditRecord(_ election: String, _ key: String) -> String { "\(audit(election, key))/record.json" }
    static func retrievalList(_ election: String, _ key: String, _ round: Int) -> String {
        "\(audit(election, key))/rounds/\(round)"
    }
    static func retrievalCSV(_ election: String, _ key: String, _ round: Int) -> String {
        "\(retrievalList(election, key, round))/papers.csv"
    }
    static func reading(_ election: String, _ key: String, _ paper: AuditPaper) -> String {
        let position = paper.position.map { "&position=\($0)" } ?? ""
        return "\(audit(election, key))/reading?batch=\(PercentEncoding.query(paper.batch))\(position)"
    }
    static let defineElection = "/count"
    /// Where reports are typed.
    static func entries(_ election: String) -> String { "/count/\(PercentEncoding.query(election))" }
    static func entry(_ election: String, _ unit: String) -> String { "\(entries(election))/\(PercentEncoding.query(unit))" }
    static func entrySection(_ election: String, _ unit: String, _ section: EntrySheet.Section) -> String {
        "\(entry(election, unit))/\(section.slug)"
    }
    /// The sounding board.
    static let board = "/board"
    static let newBoardDraft = "/board/drafts/new"
    static let newBoardReviewer = "/board/reviewers/new"
    static func boardDraft(_ id: String) -> String { "/board/drafts/\(id)" }
    static func boardReview(_ id: String) -> String { "\(boardDraft(id))/review" }
    static func editBoardDraft(_ id: String) -> String { "\(boardDraft(id))/edit" }
    static func boardVersion(_ id: String, _ version: Int) -> String { "\(boardDraft(id))/versions/\(version)" }
    static func boardReviewer(_ id: String) -> String { "/board/reviewers/\(id)" }
    static func editBoardReviewer(_ id: String) -> String { "\(boardReviewer(id))/edit" }
    static func revokeToken(_ id: String) -> String { "\(tokens)/\(PercentEncoding.query(id))/revoke" }
    /// Case files of leaks.
    static let leaks = "/leaks"
    static let leaksCSV = "/leaks.csv"
    static let leaksJSON = "/leaks.json"
    static let newLeak = "/leaks/new"
    static func leak(_ id: String) -> String { "\(leaks)/\(id)" }
    static func leakFile(_ id: String) -> String { "\(leak(id))/case.json" }
    static func signIn(returningTo path: String) -> String { "\(signIn)?return=\(PercentEncoding.query(path))" }
}

/// Percent-encoding (RFC 3986 §2.1) of one query value or path segment.
enum PercentEncoding {
    private static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

    /// Every byte but the unreserved ones is escaped, so the text is safe as a query value and as a path segment.
    static func query(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: Hex.encode([byte]).uppercased().utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
