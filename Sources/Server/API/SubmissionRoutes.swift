import Daylight
import EvidenceLog
import HTTPTypes
import Storage
import Synchronization

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
        // Counted before anything is made of them: eight million line ends would become as many arrays.
        let count = body.count { $0 == 0x0A }
        guard count <= Self.lineLimit else {
            throw Problem(.tooLarge, "At most \(Self.lineLimit) envelopes at once; these are \(count) lines.")
        }
        let lines = body.split(separator: 0x0A).map { Array($0) }
        let admission = Admission(signers: log.settings.signers)
        let log = log
        var answers = [String](repeating: "", count: lines.count)
        try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for start in stride(from: 0, to: lines.count, by: Self.portion) {
                let portion = lines[start..<min(start + Self.portion, lines.count)]
                group.addTask { (start, await Self.append(portion, admission, to: log)) }
            }
            for try await (start, texts) in group { answers.replaceSubrange(start..<start + texts.count, with: texts) }
        }
        let text = answers.map { $0 + "\n" }.joined()
        return Reply(type: "application/jsonl", body: Array(text.utf8), caching: .never)
    }

    /// Admits and appends some lines, and waits once for all of them: a task for each would cost as much as its signature.
    private static func append(
        _ lines: ArraySlice<[UInt8]>, _ admission: Admission, to log: DurableLog
    ) async -> [String] {
        let answers = Mutex([String](repeating: "", count: lines.count))
        let left = Atomic(lines.count)
        await withCheckedContinuation { continuation in
            let answer = { @Sendable (number: Int, json: JSONValue) in
                let line = CanonicalJSON.line(json)
                answers.withLock { $0[number] = line }
                if left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { continuation.resume() }
            }
            for (number, line) in lines.enumerated() {
                do throws(Admission.Refusal) {
                    log.submit(try admission.admit(line)) { answer(number, json(of: $0)) }
                } catch {
                    answer(number, error.json)
                }
            }
        }
        return answers.withLock { $0 }
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
