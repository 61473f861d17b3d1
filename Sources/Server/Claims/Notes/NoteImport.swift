public import Credibility
public import Daylight
import Storage
import Synchronization

/// Takes notes and ratings in at once: for the demo election.
public struct NoteImport: Sendable {
    private let desk: NoteDesk

    public init(into observatory: Observatory) {
        desk = NoteDesk(observatory: observatory, entropy: .system, configuration: NoteConfiguration())
    }

    /// Stores notes and ratings and publishes what they have reached by now, unless there are notes already.
    ///
    /// - Throws: an error of store or log.
    public func take(_ notes: [WrittenNote], _ ratings: [WrittenRating], now: Timestamp) async throws {
        guard try await desk.reading({ $0.notes.isEmpty }) else { return }
        try await desk.store.add(
            try notes.map { try NoteDesk.record(of: $0, now: now) } + ratings.map { try NoteDesk.record(of: $0, now: now) })
        desk.book.withLock { $0 = nil }
        // What is held back at first has waited its hour when it is looked at again.
        _ = try await desk.scoreNow(Timestamp(seconds: now.seconds - 3600))
        _ = try await desk.scoreNow(now)
    }
}
