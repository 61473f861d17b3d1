import Daylight
import EvidenceLog
import Glibc
import HTTPTypes
import Storage

/// Adding statements of admitted signers to the log from outside, as one envelope or as JSON Lines of many.
///
/// What comes this way is in the log and its tiles; it has no page, since nothing of it is in the store.
struct SubmissionRoutes: Sendable {
    /// Most bytes of a body: some thousand statements at once.
    static let bodyLimit = 8 << 20
    /// Most envelopes of a body.
    private static let lineLimit = 8192
    /// How many envelopes one task checks; their signatures are most of the work.
    private static let portion = 64

    let site: Site

    private var log: DurableLog { site.observatory.log }

    var routes: [Route] {
        [
            Route(
                .post, "/log/entries", access: .role(.reviewer, scope: .append), body: .envelopes, handle: submit)
        ]
    }

    private func submit(_ call: Call) async throws -> Reply {
        // A session's cookie travels by itself; only a token shows that a program meant it.
        guard case .program = call.visitor else { throw Problem.signInNeeded }
        return call.mediaType == "application/jsonl" ? try await many(call.body) : try await one(call.body)
    }

    /// One envelope: its receipt, once it is published.
    private func one(_ body: [UInt8]) async throws -> Reply {
        let admission = Admission(signers: log.settings.signers)
        do {
            let appended = try await log.append(admission.admit(body))
            let receipt = try await log.receipt(for: appended.index)
            return Reply(type: MediaTypeText.json, body: receipt.file, caching: .never)
        } catch let refusal as Admission.Refusal {
            throw Problem(refusal)
        } catch let error as LogError {
            throw Problem(error)
        }
    }

    /// One envelope a line: one answer a line, in order, once all are published.
    private func many(_ body: [UInt8]) async throws -> Reply {
        let lines = try Self.lines(of: body)
        let admission = Admission(signers: log.settings.signers)
        let log = log
        var answers = [[UInt8]](repeating: [], count: (lines.count + Self.portion - 1) / Self.portion)
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for number in answers.indices {
                let start = number * Self.portion
                let portion = lines[start..<min(start + Self.portion, lines.count)]
                group.addTask { (number, await Self.append(portion, of: body, admission, to: log)) }
            }
            for try await (number, text) in group { answers[number] = text }
        }
        return Reply(type: "application/jsonl", body: Array(answers.joined()), caching: .never)
    }

    /// Where the lines are that are not empty.
    ///
    /// - Throws: ``Problem`` too-large once there are too many line ends, before anything is made of the rest: eight million
    ///   of them would become as many ranges.
    private static func lines(of body: [UInt8]) throws(Problem) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for _ in 0...lineLimit {
            let length = body[start...].withUnsafeBytes { rest -> Int? in
                guard let first = rest.baseAddress, let end = memchr(first, 0x0A, rest.count) else { return nil }
                return UnsafeRawPointer(end) - first
            }
            let end = length.map { start + $0 } ?? body.count
            if start < end { lines.append(start..<end) }
            guard length != nil else { return lines }
            start = end + 1
        }
        throw Problem(.tooLarge, "At most \(lineLimit) envelopes at once; these are more lines.")
    }

    /// Admits and appends some lines, and waits once for all of them: a task for each would cost as much as its signature.
    private static func append(
        _ lines: ArraySlice<Range<Int>>, of body: [UInt8], _ admission: Admission, to log: DurableLog
    ) async -> [UInt8] {
        var refusals: [Int: Admission.Refusal] = [:]
        var entries: [Admission.Entry] = []
        for (number, line) in lines.enumerated() {
            do throws(Admission.Refusal) {
                entries.append(try admission.admit(Array(body[line])))
            } catch {
                refusals[number] = error
            }
        }
        var outcomes = await log.append(entries).makeIterator()
        var text: [UInt8] = []
        for number in 0..<lines.count {
            if let refusal = refusals[number] {
                text += CanonicalJSON.lineBytes(refusal.json)
            } else if let outcome = outcomes.next() {
                text += CanonicalJSON.lineBytes(json(of: outcome))
            }
            text.append(0x0A)
        }
        return text
    }

    private static func json(of outcome: Result<Appended, LogError>) -> JSONValue {
        switch outcome {
        case .success(let appended): appended.json
        case .failure(let error): ["ok": false, "error": "unavailable", "reason": .string(error.description)]
        }
    }
}

extension Problem {
    fileprivate init(_ refusal: Admission.Refusal) {
        switch refusal.kind {
        case .malformed, .statement: self.init(.malformedRequest, refusal.description)
        case .signer: self.init(.notAllowed, refusal.description)
        case .tooLarge: self.init(.tooLarge, refusal.description)
        }
    }

    /// Why the log cannot take a statement now.
    fileprivate init(_ error: LogError) {
        var headers = HTTPFields()
        headers[.retryAfter] = "1"
        self.init(.unavailable, error.description, headers: headers)
    }
}
