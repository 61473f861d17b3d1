public import Daylight

extension Digest {
    /// The digest as people read it out and compare it: sixteen groups of four hexadecimal digits (tally reference, section 2).
    public var groups: [String] {
        stride(from: 0, to: bytes.count, by: 2).map { Hex.encode(bytes[$0..<$0 + 2]) }
    }

    /// The first eight bytes in four groups: what a paper report carries, and what a station reads back by phone.
    public var shortGroups: [String] { Array(groups.prefix(4)) }
}

/// Asks a person to type two groups of a digest from the paper notice before a definition or a list of candidates is used, so
/// that comparing cannot be skipped by a glance (tally reference, section 2).
public struct DigestChallenge: Hashable, Sendable {
    public let digest: Digest
    /// Places of the two groups that are blanked, from 0, in order.
    public let blanked: [Int]

    /// - Parameter generator: chooses the groups; it should not be foreseeable.
    public init(_ digest: Digest, using generator: inout some RandomNumberGenerator) {
        self.digest = digest
        blanked = Array(digest.groups.indices.shuffled(using: &generator).prefix(2)).sorted()
    }

    /// The groups to show; `nil` where one is to be typed.
    public var shown: [String?] { digest.groups.enumerated().map { blanked.contains($0.offset) ? nil : $0.element } }

    /// Whether what was typed for the blanked groups, in order, is right. Capital letters and blanks around do not matter.
    public func isMet(by typed: [String]) -> Bool {
        let groups = digest.groups
        return typed.map { $0.lowercased().filter { $0 != " " } } == blanked.map { groups[$0] }
    }
}
