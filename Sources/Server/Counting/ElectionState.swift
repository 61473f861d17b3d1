import Daylight
import EvidenceLog
import HashTreeCollections
import Storage
import Tally

/// An election as the server holds it in memory: its definition, and what became of every report. Made from the store, and made
/// again from it whenever the server starts. Those who read it hold the state of one moment while the next is made, so a copy has to
/// cost little however many reports there are.
struct ElectionState: Sendable {
    /// Where the store keeps a report: its unit, and which of the unit's reports it is.
    struct Place: Hashable, Sendable {
        let unit: String
        let arrival: Int
    }

    let record: CountRecord
    let definition: ElectionDefinition
    let json: JSONObject
    /// Of the definition.
    let digest: Digest
    private(set) var ledger: ReportLedger
    /// Where each accepted report is, by its digest.
    private var places: TreeDictionary<Digest, Place> = [:]
    /// How many reports the store has of each unit.
    private var arrivals: TreeDictionary<String, Int> = [:]
    /// The same for refused ones.
    private var refusals: TreeDictionary<String, Int> = [:]

    /// Most refused reports that are kept of a unit.
    private static let refusalLimit = 20

    var id: String { record.election }
    /// Whether anything was kept that was read by this definition.
    var hasRecords: Bool { !arrivals.isEmpty || !refusals.isEmpty }

    /// - Throws: ``StoreError/damaged(_:)`` for a record that is none.
    init(_ record: CountRecord) throws {
        do throws(InputError) {
            let value = try JSONParser.parse(record.body, limits: CountDesk.limits)
            definition = try ElectionDefinition(value)
            json = value.objectValue ?? JSONObject()
            digest = try ElectionDefinition.digest(of: value)
        } catch {
            throw StoreError.damaged("definition of \(record.election), version \(record.version): \(error)")
        }
        self.record = record
        ledger = ReportLedger(definition)
    }

    /// What became of a report.
    struct Taking: Sendable {
        let outcome: ReportLedger.Outcome
        /// Which of the unit's reports, or of its refused ones, it is for the store; `nil` for one that is not kept.
        let number: Int?
    }

    /// Counts a report that came in. What is refused is kept where its own station or the office sent it: else anybody could mark a
    /// station.
    mutating func take(_ envelope: ReportEnvelope, from source: CountDesk.Source) -> Taking {
        let outcome = ledger.take(envelope)
        let unit = envelope.report.unitId
        if outcome.isAccepted {
            let arrival = arrivals[unit, default: 0] + 1
            arrivals[unit] = arrival
            places[envelope.digest] = Place(unit: unit, arrival: arrival)
            return Taking(outcome: outcome, number: arrival)
        }
        guard outcome.isEvidence(from: source), refusals[unit, default: 0] < Self.refusalLimit else {
            ledger.forget(outcome)
            return Taking(outcome: outcome, number: nil)
        }
        let refusal = refusals[unit, default: 0] + 1
        refusals[unit] = refusal
        return Taking(outcome: outcome, number: refusal)
    }

    /// Counts a stored record again.
    mutating func takeAgain(_ record: CountRecord) throws {
        do throws(InputError) {
            let value = try JSONParser.parse(record.body, limits: CountDesk.limits)
            switch ReportEnvelope.read(value, of: definition) {
            case .success(let envelope): _ = take(envelope, from: .office(record.author))
            case .failure(let rejection): throw rejection.fault
            }
        } catch {
            throw StoreError.damaged("report of \(record.key), \(record.version): \(error)")
        }
    }

    /// The open findings about one unit, by code.
    func findings(about unit: String) -> [CountFinding] { ledger.findings.filter { $0.unit == unit }.sorted() }

    /// Where an accepted report is.
    func place(of report: Digest) -> Place? { places[report] }

    /// The current report of a unit.
    func current(_ unit: Int) -> ReportLedger.Entry? { ledger[unit] }

    /// What an election is called on the log: the beginning of a digest, since an id may come from outside.
    static func subject(_ report: StationReport, _ digest: Digest, of election: String) -> Statement.Resource {
        let tag = LoggedReports.tag(of: report.unitId, version: report.version, in: election)
        return Statement.Resource(name: "result:\(tag)", sha256: digest)
    }

    static func subject(_ election: String) -> String { "election:" + Digest(of: Array(election.utf8)).hex.prefix(16) }
}

extension ReportLedger.Outcome {
    /// Whether a report that does not count is worth keeping: not one that came twice, nor one of no unit, nor one that nobody
    /// answers for.
    func isEvidence(from source: CountDesk.Source) -> Bool {
        let nothing: Set<FindingCode> = source == .station ? [.duplicate, .f504, .f505, .altered] : [.duplicate, .f504]
        return !findings.contains { nothing.contains($0.code) }
    }
}
