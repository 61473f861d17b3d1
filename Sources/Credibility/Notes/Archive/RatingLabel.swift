/// How helpful a rater found a note.
public enum RatingLabel: UInt8, CaseIterable, Sendable {
    case notHelpful, somewhatHelpful, helpful

    /// 0, 0.5 or 1.
    @inlinable public var value: Double { Double(rawValue) / 2 }
}

/// Label and reasons of one rating, packed: what every step after reading looks at.
struct RatingMarks: Sendable {
    private static let labelShift: UInt32 = 30
    private static let sampleBit: UInt32 = 1 << 29
    private let bits: UInt32

    /// - Parameter label: `nil` for a rating that says nothing.
    @inline(__always)
    init(_ label: RatingLabel?, _ tags: TagSet, isSampled: Bool = false) {
        bits = tags.rawValue | UInt32(label?.rawValue ?? 3) << Self.labelShift | (isSampled ? Self.sampleBit : 0)
    }

    @inline(__always) var label: RatingLabel? { RatingLabel(rawValue: UInt8(bits >> Self.labelShift)) }
    @inline(__always) var tags: TagSet { TagSet(rawValue: bits & (Self.sampleBit - 1)) }
    /// Whether the rater was asked as part of a sample of the population.
    @inline(__always) var isSampled: Bool { bits & Self.sampleBit != 0 }
    /// Only for ratings that have a label: twice the value, 0, 1 or 2.
    @inline(__always) var doubledValue: UInt32 { bits >> Self.labelShift }
    /// Only for ratings that have a label.
    @inline(__always) var value: Double { Double(doubledValue) / 2 }
}
