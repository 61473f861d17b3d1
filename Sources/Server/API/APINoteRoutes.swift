import Credibility
import Daylight
import HTTPTypes
import Storage

/// Notes for programs: which there are, writing and rating.
struct APINoteRoutes: Sendable {
    let site: Site

    var routes: [Route] { [list, one, write, rate] }

    private var list: Route {
        Route(
            .get, "/api/v1/notes", query: [.subject],
            operation: Operation(
                id: "listNotes", summary: "The notes on a subject, those shown as helpful first.", tag: "Notes",
                schema: .object([Schema.property("notes", .list(Self.standing), "At most \(NoteDesk.subjectLimit).")]),
                example: ["notes": [Self.example]], problems: [.invalidParameter]), isShared: true
        ) { call in
            let subject: Subject
            do throws(InputError) { subject = try Subject(parsing: call.query["subject"] ?? "") } catch {
                throw Problem.invalidParameter("subject", error.description)
            }
            return .json(["notes": .array(try await site.notes.standings(on: subject).map(\.json))])
        }
    }

    private var one: Route {
        Route(
            .get, "/api/v1/notes/{note}",
            operation: Operation(
                id: "note", summary: "A note as it stands.", tag: "Notes", schema: Self.standing, example: Self.example,
                problems: [.notFound], parameters: ["note": "The note's id."]), isShared: true
        ) { call in .json(try await site.standing(call).json) }
    }

    private var write: Route {
        Route(
            .post, "/api/v1/notes", access: .role(.reader, scope: .note), body: .json,
            operation: Operation(
                id: "writeNote", summary: "Writes a note on a subject.", tag: "Notes", schema: Self.standing,
                example: Self.example, status: .created,
                body: .init(
                    schema: Self.draft,
                    example: [
                        "subject": "post:p-1", "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
                        "reasons": ["misleadingOutdatedInformation"], "trustworthySources": true,
                        "summary": "The figure is from 2019: https://statistics.example/turnout",
                    ]), problems: Self.problems)
        ) { call in
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            try Self.draft.check(call.json)
            return try await site.replays.once(call, user: token.user) {
                do {
                    let draft = try Self.read(call.json)
                    let note = try await site.notes.write(draft, by: token.user, now: call.now)
                    guard let standing = try await site.notes.standing(String(note.id)) else {
                        throw Problem.notFound("This note")
                    }
                    return .json(standing.json, status: .created, caching: .never)
                } catch let refusal as NoteDesk.Refusal { throw Problem(refusal) }
            }
        }
    }

    @inline(never)
    private static func read(_ body: JSONValue) throws(NoteDesk.Refusal) -> NoteDesk.Draft {
        do throws(InputError) {
            let reader = try MemberReader(body)
            return NoteDesk.Draft(
                subject: try Subject(parsing: try reader.string("subject")), classification: try choice(reader, "classification"),
                reasons: try choices(reader, "reasons"),
                hasTrustworthySources: reader.optional("trustworthySources")?.boolValue ?? false,
                summary: try reader.string("summary"))
        } catch { throw .malformed(error) }
    }

    @inline(never)
    private static func rating(_ body: JSONValue) throws(NoteDesk.Refusal) -> (label: RatingLabel, tags: [ExplanationTag]) {
        do throws(InputError) {
            let reader = try MemberReader(body)
            guard let label = RatingLabel(level: try reader.string("helpfulnessLevel")) else {
                throw reader.fault(
                    "helpfulnessLevel", "one of \(RatingLabel.allCases.map(\.level).joined(separator: ", "))",
                    reader.optional("helpfulnessLevel"))
            }
            return (label, try choices(reader, "tags"))
        } catch { throw .malformed(error) }
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ reader: MemberReader, _ name: String
    ) throws(InputError) -> Choice {
        guard let choice = Choice(rawValue: try reader.string(name)) else {
            throw reader.fault(
                name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))", reader.optional(name))
        }
        return choice
    }

    private static func choices<Choice: RawRepresentable<String>>(
        _ reader: MemberReader, _ name: String
    ) throws(InputError) -> [Choice] {
        var choices: [Choice] = []
        for (index, element) in try reader.array(name).enumerated() {
            guard let choice = element.stringValue.flatMap({ Choice(rawValue: $0) }) else {
                throw reader.fault("\(name)[\(index)]", "the name of a reason", element)
            }
            choices.append(choice)
        }
        return choices
    }

    private var rate: Route {
        Route(
            .post, "/api/v1/notes/{note}/ratings", access: .role(.reader, scope: .note), body: .json,
            operation: Operation(
                id: "rateNote", summary: "Rates a note, in the place of what the person said before.", tag: "Notes",
                schema: Self.standing, example: Self.example,
                body: .init(
                    schema: .object([
                        Schema.property(
                            "helpfulnessLevel", .choice(RatingLabel.allCases.map(\.level)), "How helpful the note is."),
                        Schema.property(
                            "tags", .list(.choice(WrittenRating.tags(for: .somewhatHelpful).map(\.rawValue))),
                            "Reasons, at least one."),
                    ]),
                    example: ["helpfulnessLevel": "HELPFUL", "tags": ["helpfulClear", "helpfulGoodSources"]]),
                problems: Self.problems + [.notFound], parameters: ["note": "The note's id."])
        ) { call in
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            let id = try await site.standing(call).note.id
            return try await site.replays.once(call, user: token.user) {
                do {
                    let (label, tags) = try Self.rating(call.json)
                    let standing = try await site.notes.rate(id, label, tags, by: token.user, now: call.now)
                    return .json(standing.json, caching: .never)
                } catch let refusal as NoteDesk.Refusal { throw Problem(refusal) }
            }
        }
    }

    private static let problems: [Problem.Kind] = [
        .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
    ]

    private static let draft = Schema.object([
        Schema.property("subject", .text(limit: 2100), "As KIND:ID."),
        Schema.property("classification", .choice(WrittenNote.Classification.allCases.map(\.rawValue)), "What it says."),
        Schema.property("reasons", .list(.choice(WrittenNote.Reason.allCases.map(\.rawValue))), "Why, at least one."),
        Schema.property("trustworthySources", .boolean, "Whether the writer trusts the sources.", optional: true),
        Schema.property("summary", .text(limit: 8000), "The note, at most 2,000 characters."),
    ])

    private static let standing = Schema.object([
        Schema.property("id", .text(limit: 20), "A signed 64-bit number."),
        Schema.property("subject", .text(limit: 2100), "As KIND:ID."),
        Schema.property("summary", .text(limit: 8000), "The note."),
        Schema.property(
            "classification", .choice(WrittenNote.Classification.allCases.map(\.rawValue)), "What the writer says."),
        Schema.property("reasons", .list(.choice(WrittenNote.Reason.allCases.map(\.rawValue))), "Why."),
        Schema.property("created", .text(limit: 40), "When it was written."),
        Schema.property("status", .choice(NoteStatus.allCases.map(\.rawValue)), "What readers are shown."),
        Schema.property("coreStatus", .choice(NoteStatus.allCases.map(\.rawValue)), "What the rules say."),
        Schema.property("held", .boolean, "Whether the status has to prove stable first."),
        Schema.property("locked", .boolean, "Whether the status stays for good."),
        Schema.property("ratings", .count, "How many people have rated it."),
        Schema.property("explanation", .text(limit: 1000), "Why it has its status, as last scored.", optional: true),
        Schema.property("rules", .list(.text(limit: 40)), "The rules that acted, as last scored.", optional: true),
        Schema.property("page", .text(limit: 200), "Where readers find it."),
    ])

    private static let example: JSONValue = [
        "id": "1866250000000000001", "subject": "post:p-1", "summary": "The figure is from 2019.",
        "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING", "reasons": ["misleadingOutdatedInformation"],
        "created": "2026-11-27T10:00:00.000Z", "status": "NEEDS_MORE_RATINGS", "coreStatus": "CURRENTLY_RATED_HELPFUL",
        "held": true, "locked": false, "ratings": 12,
        "explanation":
            "Not shown yet, because agreement has to last a while: found helpful by 6 of 6 and 6 of 6 raters who usually disagree.",
        "rules": ["InitialNMR", "GeneralCRH"], "page": "/notes/1866250000000000001",
    ]
}

extension NoteDesk.Standing {
    /// For programs; it names no rater.
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "id": .string(String(note.id)), "subject": .string(note.subject.description), "summary": .string(note.summary),
            "classification": .string(note.classification.rawValue),
            "reasons": .array(note.reasons.map { .string($0.rawValue) }),
            "created": .string(Timestamp(milliseconds: note.created).description), "status": .string(life.status.rawValue),
            "coreStatus": .string(life.coreStatus.rawValue), "held": .bool(life.heldSince != nil),
            "locked": .bool(life.locked != nil), "ratings": .integer(ratingCount), "page": .string(SitePath.note(note.id)),
        ]
        if let found {
            object["explanation"] = .string(found.explanation)
            object["rules"] = .array(found.rules.map { .string($0.rawValue) })
        }
        return .object(object)
    }
}
