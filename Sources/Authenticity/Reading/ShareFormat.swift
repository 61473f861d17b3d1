/// The two shapes of a share file.
public enum ShareFormat: String, CaseIterable, Sendable {
    case csv
    case jsonLines = "jsonl"

    /// JSON Lines by the endings `.jsonl` and `.ndjson`; anything else is CSV.
    public init(fileName: String) {
        self = fileName.hasSuffix(".jsonl") || fileName.hasSuffix(".ndjson") ? .jsonLines : .csv
    }
}

/// Bounds on a share file.
public enum ShareLimits {
    /// Longest row in bytes, quotes included.
    public static let row = 1_048_576
    /// A NUL byte within this many first bytes means the file is not text.
    public static let binaryProbe = 65_536
}
