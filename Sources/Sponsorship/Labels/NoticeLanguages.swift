import Daylight

/// The languages that labels can be written in: the 24 official ones of the Union. A new one is a file and its line here.
public enum NoticeLanguages {
    private static let files: [String: [UInt8]] = [
        "bg": PackageResources.bg_messages,
        "cs": PackageResources.cs_messages,
        "da": PackageResources.da_messages,
        "de": PackageResources.de_messages,
        "el": PackageResources.el_messages,
        "en": PackageResources.en_messages,
        "es": PackageResources.es_messages,
        "et": PackageResources.et_messages,
        "fi": PackageResources.fi_messages,
        "fr": PackageResources.fr_messages,
        "ga": PackageResources.ga_messages,
        "hr": PackageResources.hr_messages,
        "hu": PackageResources.hu_messages,
        "it": PackageResources.it_messages,
        "lt": PackageResources.lt_messages,
        "lv": PackageResources.lv_messages,
        "mt": PackageResources.mt_messages,
        "nl": PackageResources.nl_messages,
        "pl": PackageResources.pl_messages,
        "pt": PackageResources.pt_messages,
        "ro": PackageResources.ro_messages,
        "sk": PackageResources.sk_messages,
        "sl": PackageResources.sl_messages,
        "sv": PackageResources.sv_messages,
    ]

    /// The languages by their first subtags, in the order of the alphabet.
    public static let all: [String] = files.keys.sorted()

    /// The words of a language; script and country of the tag are passed over.
    ///
    /// - Returns: `nil` for a language without a file.
    public static func words(_ language: LanguageTag) -> NoticeWords? {
        files[language.language].flatMap { try? NoticeWords(parsing: String(decoding: $0, as: UTF8.self)) }
    }
}
