import Credibility
public import Daylight

/// Takes a page or feed of fact-checks in at once: for the demo election.
public struct FactCheckImport: Sendable {
    private let desk: FactCheckDesk
    private let author: String

    /// - Parameter author: who is said to have published them.
    public init(into observatory: Observatory, configuration: FactCheckConfiguration, author: String) {
        desk = FactCheckDesk(observatory: observatory, configuration: configuration)
        self.author = author
    }

    /// Publishes what the document holds; what is known already stays as it is.
    ///
    /// - Parameter address: where it was found, an http or https address.
    /// - Throws: ``InputError`` for a document that cannot be read, or an error of store or log.
    public func take(_ document: [UInt8], foundAt address: String, now: Timestamp) async throws {
        let read = try ClaimDocument(document, foundAt: WebAddress(address), policy: desk.policy(now: now))
        for record in read.records { _ = try await desk.publish(record, by: author, now: now) }
    }
}
