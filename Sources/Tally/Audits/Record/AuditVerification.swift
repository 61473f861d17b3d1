public import Daylight

/// An audit done again from its public files: whether every step was as it had to be, and whether the outcome is confirmed.
public struct AuditVerification: Sendable {
    public enum Code: String, Hashable, Sendable {
        /// An input is not the one that was committed to.
        case commitment = "COMMITMENT"
        /// The file of an event is not what was written: its digest, its place in the chain or its form is wrong.
        case altered = "ALTERED"
        /// An event is missing between others.
        case missing = "MISSING"
        /// An event that was not possible: a seed too short or before the commitment, an entry by the same person twice…
        case refused = "REFUSED"
        /// A sample or a risk that does not follow from what was before.
        case outcome = "OUTCOME"
        /// The audit did not end with a confirmed outcome.
        case notConfirmed = "NOT_CONFIRMED"
    }

    public struct Finding: Hashable, Sendable {
        public let code: Code
        public let file: String
        public let message: String
    }

    /// A measured round.
    public struct Round: Sendable {
        public let number: Int
        /// Draws in all at its end.
        public let draws: Int
        /// The risk of each contest, by id.
        public let risks: [(contest: String, p: Double)]
    }

    /// The audit as far as everything fits; `nil` when its inputs are not those that were committed to.
    public private(set) var process: AuditProcess?
    public private(set) var findings: [Finding] = []

    /// Whether nothing was found and the outcome is confirmed.
    public var isConfirmed: Bool { findings.isEmpty }

    /// - Throws: ``InputError`` naming the input that cannot be read, unless a commitment shows that it was altered.
    public init(_ folder: AuditFolder) throws(InputError) {
        checkCommitment(folder)
        guard findings.isEmpty else { return }
        var process = AuditProcess(try folder.setup())
        check(folder, &process)
        self.process = process
        guard findings.isEmpty, process.isOutcomeConfirmed != true else { return }
        let file = process.entries.isEmpty ? AuditSetup.contestFile : AuditFolder.eventName(process.entries.count)
        findings.append(
            Finding(
                code: .notConfirmed, file: file,
                message: process.stage == .counted
                    ? "the hand count has another outcome" : "the audit is not at its end. Next: \(process.stage.next)"))
    }

    /// Compares the bytes of the inputs with the digests of the first event.
    private mutating func checkCommitment(_ folder: AuditFolder) {
        guard let bytes = folder.events[1], let commit = try? JSONParser.parse(bytes),
            case .object(let object) = commit, AuditEntry.digest(of: object).hex == object["sha256"]?.stringValue
        else { return }
        for member in commit["files"]?.objectValue?.members ?? [] {
            guard let input = folder.inputs[member.name], Digest(of: input).hex != member.value.stringValue else { continue }
            findings.append(
                Finding(code: .commitment, file: member.name, message: "is not the file whose digest was committed to"))
        }
    }

    private mutating func check(_ folder: AuditFolder, _ process: inout AuditProcess) {
        let values = folder.events.mapValues { try? JSONParser.parse($0, limits: .init(bytes: AuditFolder.byteLimit)) }
        process.lookAhead = AuditProcess.largestSize(values.values.compactMap(\.self))
        for number in stride(from: 1, through: values.keys.max() ?? 0, by: 1) {
            let file = AuditFolder.eventName(number)
            guard let known = values[number] else {
                findings.append(Finding(code: .missing, file: file, message: "is missing, but later events are there"))
                return
            }
            guard let value = known, (try? CanonicalJSON.bytes(of: value)) == folder.events[number] else {
                findings.append(Finding(code: .altered, file: file, message: "is not RFC 8785 JSON"))
                return
            }
            do throws(AuditProcess.Fault) { try process.add(value) } catch {
                let code: Code =
                    switch error.kind {
                    case .altered: .altered
                    case .refused: .refused
                    case .wrongOutcome: .outcome
                    }
                findings.append(Finding(code: code, file: file, message: error.error.description))
                return
            }
        }
    }
}

extension AuditVerification {
    /// The rounds that were measured.
    public var rounds: [Round] {
        guard let process, let rounds = process.rounds else { return [] }
        return rounds.risks.enumerated().map { index, risks in
            Round(
                number: index + 1, draws: rounds.sizes[index],
                risks: zip(process.setup.contests, risks).map { ($0.id, $1) })
        }
    }

    /// The answer of `daylight count audit verify --json`.
    public var json: JSONValue {
        var answer: JSONObject = [:]
        if let process {
            answer = [
                "audit": .string(process.setup.name), "method": .string(process.setup.method.rawValue),
                "riskLimit": .real(process.setup.limit.value), "stage": .string(process.stage.rawValue),
                "events": .integer(process.entries.count), "head": .string(process.head.hex),
            ]
        }
        answer["confirmed"] = .bool(isConfirmed)
        answer["rounds"] = .array(
            rounds.map { round in
                var risks = JSONObject()
                for (contest, p) in round.risks { risks[contest] = .real(p) }
                return [
                    "round": .integer(round.number), "draws": .integer(round.draws),
                    "p": .real(round.risks.map(\.p).max() ?? 1), "risks": .object(risks),
                ]
            })
        answer["findings"] = .array(
            findings.map { ["code": .string($0.code.rawValue), "file": .string($0.file), "message": .string($0.message)] })
        return .object(answer)
    }
}
