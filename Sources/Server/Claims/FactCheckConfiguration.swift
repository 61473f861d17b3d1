public import Credibility
public import Daylight

/// Whose fact-checks an operator relies on.
public struct FactCheckConfiguration: Sendable {
    /// Name of the file in the data folder with the list of signatories.
    public static let fileName = "signatories.csv"
    /// Largest file, in bytes.
    public static let byteLimit = 16 << 20

    /// Name of the file in the data folder with the hashes of known pictures.
    public static let pictureFileName = "pictures.tsv"
    /// Largest such file, in bytes.
    public static let pictureByteLimit = 64 << 20

    public var signatories = SignatoryList()
    /// The Public Suffix List with its private section.
    public var suffixes = PublicSuffixList.wellKnown

    /// Pictures whose addresses and hashes (PDQ) are known, for finding checks by a picture's address.
    public var pictures = KnownPicturePlaces()

    public init() {}
}
