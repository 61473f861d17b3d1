public import Daylight

extension AuditProcess {
    /// What is wrong with an entry of a record.
    struct Fault: Error {
        enum Kind {
            /// It cannot be read, is not sealed by its digest or does not follow the entry before.
            case altered
            /// The event was not possible.
            case refused
            /// What was published with it does not follow.
            case wrongOutcome
        }

        let kind: Kind
        let error: InputError
    }

    /// The audit as it was stored: `setup` (all files in one object) and `events`.
    public var json: JSONValue { ["setup": .object(setup.json), "events": record] }

    /// The entries alone, for whoever keeps the setup elsewhere.
    public var record: JSONValue { .array(entries.map(\.json)) }

    /// Reads an audit again, checking every step.
    ///
    /// - Throws: ``InputError`` naming the member that cannot be read or does not follow from what stands before it.
    public init(json: JSONValue) throws(InputError) {
        let reader = try MemberReader(json, path: "/")
        let setup: AuditSetup
        do throws(InputError) { setup = try AuditSetup(reader.object("setup")) } catch { throw error.inside("/setup") }
        try self.init(setup, record: reader.array("events"))
    }

    /// The same from a setup and the ``record``.
    public init(_ setup: AuditSetup, record: [JSONValue]) throws(InputError) {
        self.init(setup)
        lookAhead = Self.largestSize(record)
        for (index, entry) in record.enumerated() {
            do throws(Fault) { try add(entry) } catch { throw error.error.inside("/events/\(index)") }
        }
    }

    /// How many draws the rounds of a record ask for, as far as that can be seen.
    static func largestSize(_ record: [JSONValue]) -> Int {
        let sizes = record.compactMap { $0["event"] == .string("round") ? $0["size"]?.integerValue : nil }
        return Int(sizes.filter { $0 <= AuditFile.drawLimit }.max() ?? 0)
    }

    /// Adds an entry of a record: it has to be sealed, possible, and right in what it says followed. After a fault the audit is
    /// of no more use.
    mutating func add(_ json: JSONValue) throws(Fault) {
        let event: AuditEvent
        do throws(InputError) {
            let reader = try MemberReader(json, path: "")
            let stated = [try reader.string("sha256"), try reader.string("previous")]
            guard AuditEntry.digest(of: reader.object).hex == stated[0] else {
                throw InputError(field: "sha256", expected: "the digest of the event", found: stated[0])
            }
            guard head.hex == stated[1] else {
                throw InputError(field: "previous", expected: "the digest of the event before", found: stated[1])
            }
            event = try AuditEvent(reader)
        } catch { throw Fault(kind: .altered, error: error) }
        do throws(AuditRefusal) { try apply(event) } catch {
            throw Fault(
                kind: .refused, error: InputError(field: "event", expected: error.stage.next, found: error.reason))
        }
        guard let entry = entries.popLast(), entry.agrees(with: json) else {
            throw Fault(
                kind: .wrongOutcome,
                error: InputError(field: "event", expected: "what follows from the event", found: "something else"))
        }
        // Another machine may have computed a risk that differs in its last digit: what was published stays.
        entries.append(AuditEntry(entry, asStated: json))
    }
}

extension AuditEntry {
    /// Whether this is what the JSON says: risks to nine digits, all else exactly.
    func agrees(with json: JSONValue) -> Bool {
        guard json["sha256"] != .string(digest.hex) else { return true }
        guard case .measured(let risks) = outcome, case .object(var stated) = json, case .object(var own) = self.json,
            let statedRisks = stated["risks"]?.objectValue, statedRisks.members.count == risks.count
        else { return false }
        for name in ["risks", "sha256"] {
            stated[name] = nil
            own[name] = nil
        }
        return AuditEntry.digest(of: stated) == AuditEntry.digest(of: own)
            && risks.allSatisfy { contest, risk in
                guard let stated = statedRisks[contest]?.doubleValue else { return false }
                return abs(stated - risk) <= 1e-9 * max(stated, risk)
            }
    }
}
