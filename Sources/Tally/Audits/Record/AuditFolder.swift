public import Daylight

/// The public files of one audit, from which anyone can redo it.
///
/// `contest.json` says what was reported and how it is audited, `manifest.json` where the ballots are, `records.json` or
/// `batches.json` what was reported of each ballot or batch, and `event-000001.json`, `event-000002.json`… what was done. Each file
/// is RFC 8785 JSON; the first event holds the digests of the inputs, and each event that of the one before.
public struct AuditFolder: Sendable {
    /// Largest file in bytes.
    public static let byteLimit = AuditFile.byteLimit

    /// The name of the file of an event, counting from 1.
    public static func eventName(_ number: Int) -> String {
        let digits = String(number)
        return "event-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).json"
    }

    /// The number of the event in the file of this name; `nil` for other files.
    public static func eventNumber(_ name: String) -> Int? {
        guard name.hasPrefix("event-"), name.hasSuffix(".json"), let number = Int(name.dropFirst(6).dropLast(5)), number > 0,
            eventName(number) == name
        else { return nil }
        return number
    }

    /// The files that have to be there besides the events.
    ///
    /// - Parameter contest: content of `contest.json`.
    /// - Throws: ``InputError`` when that cannot be read.
    public static func required(by contest: [UInt8]) throws(InputError) -> [String] {
        do throws(InputError) {
            let method = try AuditFile.choice(AuditFile.reader(contest), "method", AuditSetup.Method.self)
            return AuditSetup.Part.allCases.filter { $0.isUsed(by: method) }.map(\.file)
        } catch { throw error.naming(AuditSetup.contestFile) }
    }

    /// The content of each input that is there, by name.
    let inputs: [String: [UInt8]]
    /// The content of each event by its number.
    let events: [Int: [UInt8]]

    public init(inputs: [String: [UInt8]], events: [Int: [UInt8]]) {
        self.inputs = inputs
        self.events = events
    }

    /// The same from one record, as a server gives it: `setup`, all inputs in one object, and `events`.
    ///
    /// - Throws: ``InputError`` for a record without these members.
    public init(record: JSONValue) throws(InputError) {
        let reader = try MemberReader(record, path: "/")
        var contest = try reader.object("setup")
        var inputs: [String: [UInt8]] = [:]
        for part in AuditSetup.Part.allCases {
            guard let rows = contest[part.rawValue] else { continue }
            contest[part.rawValue] = nil
            inputs[part.file] = try CanonicalJSON.bytes(of: .object([part.rawValue: rows]))
        }
        inputs[AuditSetup.contestFile] = try CanonicalJSON.bytes(of: .object(contest))
        var events: [Int: [UInt8]] = [:]
        for (index, event) in try reader.array("events").enumerated() { events[index + 1] = try CanonicalJSON.bytes(of: event) }
        self.init(inputs: inputs, events: events)
    }

    /// The inputs, read.
    ///
    /// - Throws: ``InputError`` naming the file.
    public func setup() throws(InputError) -> AuditSetup {
        var object = try parsed(AuditSetup.contestFile)
        for name in try Self.required(by: inputs[AuditSetup.contestFile] ?? []) {
            for member in try parsed(name).members where member.name == name.dropLast(5) { object[member.name] = member.value }
        }
        do throws(InputError) { return try AuditSetup(object) } catch {
            let part = AuditSetup.Part.allCases.first { error.field.hasPrefix("/\($0.rawValue)") }
            throw error.naming(part?.file ?? AuditSetup.contestFile)
        }
    }

    private func parsed(_ name: String) throws(InputError) -> JSONObject {
        guard let bytes = inputs[name] else { throw InputError(source: name, expected: "the file", found: "none") }
        do throws(InputError) { return try AuditFile.reader(bytes).object } catch { throw error.naming(name) }
    }

    /// The audit as far as it is.
    ///
    /// - Throws: ``InputError`` naming the file that cannot be read or does not follow from what was before.
    public func process() throws(InputError) -> AuditProcess {
        var process = AuditProcess(try setup())
        let values = try values()
        process.lookAhead = AuditProcess.largestSize(values)
        for (index, value) in values.enumerated() {
            do throws(AuditProcess.Fault) { try process.add(value) } catch {
                throw error.error.naming(Self.eventName(index + 1))
            }
        }
        return process
    }

    private func values() throws(InputError) -> [JSONValue] {
        guard events.count == events.keys.max() ?? 0 else {
            let missing = (1...events.count).first { events[$0] == nil } ?? 1
            throw InputError(source: Self.eventName(missing), expected: "the file", found: "none, but later ones")
        }
        return try (0..<events.count).map { index throws(InputError) in
            do throws(InputError) {
                return try JSONParser.parse(events[index + 1] ?? [], limits: .init(bytes: Self.byteLimit))
            } catch {
                throw error.naming(Self.eventName(index + 1))
            }
        }
    }
}
