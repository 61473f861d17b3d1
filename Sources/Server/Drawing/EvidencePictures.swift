public import Daylight

/// The pictures of a group for those who have no page: standalone SVG files.
public struct EvidencePictures: Sendable {
    private let evidence: CoordinationEvidence
    private let words: Words

    /// - Parameter evidence: one group, as an evidence file holds it.
    /// - Throws: ``InputError`` if it is no evidence file.
    public init(_ evidence: JSONValue) throws {
        self.evidence = try CoordinationEvidence(evidence)
        words = Words(messages: try Messages.english())
    }

    /// Who acted with whom.
    public func network() async -> [UInt8] { Array(await NetworkPicture(evidence, words).drawing().file) }

    /// Who shared what, seconds after the first.
    public func timeline() -> [UInt8] { Array(TimelinePicture(evidence, words).drawing().file) }
}
