/// The seven ways a square can be turned or mirrored, besides as it is.
public enum DihedralView: String, Hashable, Sendable, CaseIterable {
    case rotate90
    case rotate180
    case rotate270
    /// Upside down.
    case flipX
    /// As in a mirror.
    case flipY
    /// About the falling diagonal.
    case flipPlus
    /// About the rising diagonal.
    case flipMinus

    /// Whether rows become columns.
    var isTransposed: Bool {
        switch self {
        case .rotate90, .rotate270, .flipPlus, .flipMinus: true
        case .rotate180, .flipX, .flipY: false
        }
    }

    /// Whether the frequency in this row and column of the original changes its sign.
    func isNegated(row: Int, column: Int) -> Bool {
        switch self {
        case .rotate90, .flipY: column % 2 == 0
        case .rotate270, .flipX: row % 2 == 0
        case .rotate180, .flipMinus: (row + column) % 2 == 1
        case .flipPlus: false
        }
    }
}
