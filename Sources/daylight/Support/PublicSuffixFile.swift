import Daylight

/// The Public Suffix List as Debian installs it (package `publicsuffix`).
enum PublicSuffixFile {
    private static let path = "/usr/share/publicsuffix/public_suffix_list.dat"
    private static let limit = 4 << 20

    /// The installed list; where there is none, the suffixes that everybody meets.
    static func load(_ sections: PublicSuffixList.Sections = .registries) -> PublicSuffixList {
        guard let bytes = try? InputFile.bytes(path, limit: limit) else { return .wellKnown }
        return PublicSuffixList(parsing: bytes, sections: sections)
    }
}
