/// What is wrong with a line of an ads.txt file, so that it counts for nothing.
public enum AdsTxtFault: String, Hashable, Sendable, CaseIterable {
    case tooFewFields = "fewer than 3 fields; expected ad system, account, DIRECT or RESELLER"
    case badHost = "not a bare host name with a dot"
    case emptyAccount = "account id is empty"
    case longAccount = "account id has more than 256 characters"
    case unknownRelationship = "relationship is neither DIRECT nor RESELLER"
    case emptyValue = "variable has no value"
    case badCountry = "country is not two letters"
    case subdomainElsewhere = "subdomain is not below the root domain"
    case controlCharacter = "control character"
    case notUTF8 = "bytes that are not UTF-8"
}

/// What is taken from an ads.txt file although it should stand differently (sponsorship reference, section 14.3).
public enum AdsTxtWarning: String, Hashable, Sendable, CaseIterable {
    case byteOrderMark = "byte-order-mark"
    case looksLikeHTML = "looks-like-html"
    case noValidLines = "no-valid-lines"
    case unusualSpace = "unusual-space"
    case domainCase = "domain-case"
    case idnConverted = "idn-converted"
    case relationshipCase = "relationship-case"
    case extraField = "extra-field"
    case badPercentEncoding = "bad-percent-encoding"
    case badCertification = "bad-cert"
    case duplicateRecord = "duplicate-record"
    case relationshipConflict = "relationship-conflict"
    case ownerDomainRepeated = "ownerdomain-repeated"
    case managerDomainRepeated = "managerdomain-repeated"
    case unknownVariable = "unknown-variable"

    /// What it means, for a person.
    public var meaning: String {
        switch self {
        case .byteOrderMark: "the file starts with a byte order mark"
        case .looksLikeHTML: "this is a web page, not an ads.txt file"
        case .noValidLines: "no line says anything: this is no declaration, which is not the same as “nobody may sell”"
        case .unusualSpace: "a space other than blank and tab was cut off"
        case .domainCase: "host names are written in lower case"
        case .idnConverted: "host names are written as A-labels (xn--…)"
        case .relationshipCase: "DIRECT and RESELLER are written in capitals"
        case .extraField: "only four fields count"
        case .badPercentEncoding: "a % stands for nothing; the account id is kept as written"
        case .badCertification: "the certification id is not 9 to 16 lower-case hexadecimal digits"
        case .duplicateRecord: "an earlier line says the same"
        case .relationshipConflict: "an earlier line gives this account the other relationship"
        case .ownerDomainRepeated: "there is one owner; this line counts, not the earlier"
        case .managerDomainRepeated: "there is one manager a country; this line counts, not the earlier"
        case .unknownVariable: "no variable of this name is known; the line is passed over"
        }
    }
}
