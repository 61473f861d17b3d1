public import Daylight

/// A file that someone brings as evidence: what it is, before it is judged.
public enum OfflineEvidence: Sendable {
    /// A receipt, or a `.tlog-proof` with its entry.
    case receipt(Receipt)
    /// Two checkpoints that are said to contradict each other.
    case fork(ForkEvidence)
    /// A `.tlog-proof` without its entry.
    case unpaired
    /// A receipt whose content cannot be read, which therefore does not verify.
    case unreadable(ReceiptVerdict)

    /// Tells the kinds apart by their content, not by a file name.
    ///
    /// - Parameter entry: the entry's bytes beside a `.tlog-proof`; beside a receipt they must be the ones in it.
    /// - Throws: `InputError` if the file is none of the three.
    public init(parsing file: [UInt8], entry: [UInt8]? = nil) throws(InputError) {
        if file.starts(with: "c2sp.org/tlog-proof@".utf8) {
            self = entry.map { .receipt(Receipt(entry: $0, proof: file)) } ?? .unpaired
            return
        }
        let value = try JSONParser.parse(file, limits: .init(bytes: 4 << 20, depth: 8))
        if let object = value.objectValue, object["kind"] == "fork" {
            self = .fork(try ForkEvidence(object))
        } else if value["entry"]?.stringValue != nil, value["proof"]?.stringValue != nil {
            self = Self.receipt(file, entry: entry)
        } else {
            throw InputError(expected: "a receipt, a .tlog-proof or evidence of a fork", found: value.kind)
        }
    }

    private static func receipt(_ file: [UInt8], entry: [UInt8]?) -> OfflineEvidence {
        do {
            let receipt = try Receipt(parsing: file)
            guard let entry, entry != receipt.entry else { return .receipt(receipt) }
            throw InputError(source: "entry", expected: "the entry in the receipt", found: "other bytes")
        } catch {
            let statement = ReceiptVerdict.Statement(entry: [], signers: [], threshold: 1)
            return .unreadable(ReceiptVerdict(reason: "\(error)", statement: statement))
        }
    }
}

/// What judging evidence came to, for programs and for people.
public protocol OfflineVerdict: Sendable {
    /// Whether everything asked for was verified.
    var ok: Bool { get }
    /// Why not, when not `ok`.
    var reason: String? { get }
    /// What a reader may now rely on, one plain sentence each.
    var proven: [String] { get }
    /// What a reader may not conclude.
    var notProven: [String] { get }
    /// The answer of `daylight verify --json`.
    var json: JSONValue { get }
}

extension ReceiptVerdict: OfflineVerdict {}

/// What judging evidence of a fork came to.
public struct ForkVerdict: OfflineVerdict {
    private let verdict: ForkEvidence.Verdict
    /// Whether the fork is proven.
    public let ok: Bool
    /// Why it is not.
    public let reason: String?
    /// What a reader may now rely on.
    public let proven: [String]
    /// What a reader may not conclude.
    public let notProven: [String]

    /// Judges; with a policy the log must be one of its logs.
    public init(_ evidence: ForkEvidence, policy: TrustPolicy? = nil) {
        let (verdict, explanation) = evidence.judge()
        self.verdict = verdict
        let isKnown = policy?.logs.contains { evidence.vkey.utf8.elementsEqual($0.description.utf8) } ?? true
        ok = verdict == .fork && isKnown
        if ok {
            reason = nil
        } else {
            reason = isKnown ? explanation : "the key is of no log of the policy"
        }
        proven = ok ? ["The holder of the key \(evidence.vkey) signed two histories: \(explanation)."] : []
        notProven =
            ok
            ? ["Which of the two histories is right, and whether the key's holder meant to or lost the key."]
                + (policy == nil ? ["That the key is the log's: compare it with the key you know, or give --policy."] : [])
            : ["That the log told two histories."]
    }

    /// The answer of `daylight verify --json`.
    public var json: JSONValue {
        var object: JSONObject = ["ok": .bool(ok), "kind": "fork", "verdict": .string(verdict.rawValue)]
        if let reason { object["reason"] = .string(reason) }
        object["proven"] = .array(proven.map { .string($0) })
        object["notProven"] = .array(notProven.map { .string($0) })
        return .object(object)
    }
}
