public import Credibility
public import Daylight

/// Opens, assesses and releases a case file at once: for the demo election.
public struct LeakImport: Sendable {
    /// Who does what; the third only where one is needed.
    public struct People: Sendable {
        public let author: String
        public let second: String
        public let senior: String

        public init(author: String, second: String, senior: String) {
            self.author = author
            self.second = second
            self.senior = senior
        }
    }

    private let desk: LeakDesk
    private let people: People

    public init(into observatory: Observatory, people: People) {
        desk = LeakDesk(observatory: observatory)
        self.people = people
    }

    /// Releases a case; one that is there already stays as it is.
    ///
    /// - Parameter assess: writes findings and settles the checklist.
    /// - Throws: ``LeakRefusal`` for a case that is not ready, or an error of store or log.
    public func release(
        _ file: LeakCase, now: Timestamp, assess: @escaping @Sendable (inout LeakCase) throws(LeakRefusal) -> Void
    ) async throws {
        let opened = try await desk.open(file, by: people.author, now: now)
        guard opened.leak.state == .new else { return }
        do {
            try await change(opened.leak.id, now, assess)
            try await change(opened.leak.id, now) { [people] leak throws(LeakRefusal) in
                try leak.conclude(by: people.author, reason: "Every item was looked at for itself.", at: now)
                try leak.propose(by: people.author, reason: "It is passed on without any warning.", at: now)
                try leak.approve(by: people.second, isSenior: false, reason: "Nothing private is repeated.", at: now)
                guard leak.state == .seconded else { return }
                try leak.approve(by: people.senior, isSenior: true, reason: "It cannot wait until after the vote.", at: now)
            }
        } catch LeakDesk.Refusal.refused(let refusal) {
            throw refusal
        }
    }

    private func change(
        _ id: String, _ now: Timestamp, _ change: @escaping @Sendable (inout LeakCase) throws(LeakRefusal) -> Void
    ) async throws {
        _ = try await desk.change(id, by: people.author, now: now, change)
    }
}
