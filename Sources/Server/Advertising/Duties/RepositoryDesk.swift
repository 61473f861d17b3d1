import Daylight
import Sponsorship
import Storage

/// The queue of notices for the European repository (TTPA Art. 13), and what will be sent there.
struct RepositoryDesk: Sendable {
    private let store: Store
    private let turn: Turnstile
    let notices: NoticeDesk
    private let shelf: NoticeShelf

    init(_ site: Site) {
        store = site.store
        turn = site.observatory.advertisingTurn
        notices = NoticeDesk(site)
        shelf = site.notices
    }

    /// A submission with the notice as it stands.
    struct Entry: Sendable {
        let submission: Kept<Submission>
        let published: PublishedNotice

        /// Whether the repository holds an earlier version than the one in force.
        var hasChanged: Bool {
            submission.content.acceptance.map { $0.version < published.notice.version } ?? false
        }

        var isWaiting: Bool { submission.content.state == .queued || hasChanged }
    }

    /// All of them, the one that was published last first.
    func entries() async throws -> [Entry] {
        var entries: [Entry] = []
        for submission in try await store.duties(Submission.self) {
            guard let code = ShortCode(submission.key), let published = try await shelf.notice(code) else { continue }
            entries.append(Entry(submission: submission, published: published))
        }
        return entries
    }

    /// Says under which identifier the repository took the version that is in force.
    func accept(_ code: ShortCode, repositoryID: String, by author: String, now: Timestamp) async throws -> Bool {
        try await turn.run { [store, shelf] in
            guard let kept = try await store.duty(Submission.self, code.text), let published = try await shelf.notice(code) else {
                return false
            }
            let acceptance = Submission.Acceptance(
                repositoryID: repositoryID, version: published.notice.version, at: now)
            guard kept.content.acceptance?.version != acceptance.version else { return true }
            try await store.advance(kept, to: kept.content.accepted(acceptance), by: author, now: now)
            return true
        }
    }

    /// What is to be sent, one line each: the notice as JSON-LD in an envelope that says which ad it is, where it stands and in
    /// which language.
    func bundle(_ entry: Entry) -> JSONObject {
        var object = envelope(entry)
        object["envelope"] = .object(entry.published.notice.linkedData)
        return object
    }

    private func envelope(_ entry: Entry) -> JSONObject {
        let (published, submission) = (entry.published, entry.submission.content)
        var object: JSONObject = [
            "localId": .string(published.code.text), "url": .string(notices.address(published.code)),
            "language": .string(published.notice.language.text), "noticeVersion": .integer(published.notice.version),
            "firstPublished": .string(submission.firstAt.description),
        ]
        object["repositoryId"] = submission.acceptance.map { .string($0.repositoryID) }
        return object
    }

    /// The same as XML: an element for each element of the notice. What only this program keeps beside it is left out.
    func xml(_ entries: [Entry]) -> String {
        let documents = entries.map { entry in
            var object = envelope(entry)
            var notice = JSONObject()
            for member in entry.published.notice.json.members where member.name != "ext" { notice[member.name] = member.value }
            object["notice"] = .object(notice)
            return XMLText.element("submission", .object(object), indent: 1)
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<submissions>\n\(documents.joined())</submissions>\n"
    }
}

/// JSON as XML: members become elements, the entries of a list the same element again.
enum XMLText {
    static func element(_ name: String, _ value: JSONValue, indent: Int) -> String {
        let margin = String(repeating: " ", count: 2 * indent)
        switch value {
        case .array(let entries): return entries.map { element(name, $0, indent: indent) }.joined()
        case .object(let object):
            let inner = object.members.map { member in
                isName(member.name)
                    ? element(member.name, member.value, indent: indent + 1)
                    : element("member", ["name": .string(member.name), "value": member.value], indent: indent + 1)
            }
            return "\(margin)<\(name)>\n\(inner.joined())\(margin)</\(name)>\n"
        case .null: return "\(margin)<\(name)/>\n"
        case .string(let text): return "\(margin)<\(name)>\(escape(text))</\(name)>\n"
        case .bool, .number: return "\(margin)<\(name)>\(CanonicalJSON.line(value))</\(name)>\n"
        }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isLetter else { return false }
        return text.utf8.count <= 64 && text.utf8.allSatisfy { $0.isLetter || (0x30...0x39).contains($0) }
    }

    /// Characters that XML 1.0 cannot hold are replaced.
    private static func escape(_ text: String) -> String {
        let allowed = text.unicodeScalars.map { scalar -> Character in
            let isHeld = scalar.value >= 0x20 || "\t\n\r".unicodeScalars.contains(scalar)
            return Character(isHeld && scalar.value != 0xFFFE && scalar.value != 0xFFFF ? scalar : "\u{FFFD}")
        }
        return HTMLText.escape(String(allowed))
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
