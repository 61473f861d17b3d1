public import Daylight

/// A question to `claims:imageSearch` of the Fact Check Tools interface (v1alpha1; credibility reference, section 4.4): which
/// claims go with a picture, found by its address.
///
/// No picture is fetched. A check is found when the address is one of its appearances or of the copies that it reviews, or when
/// it is that of a known picture that looks like one of them (PDQ, section 6).
public struct FactCheckImageSearch: Sendable {
    /// Longest address, in bytes.
    public static let longestAddress = 2_048

    /// The picture's address.
    public let image: WebAddress
    /// A range of BCP 47.
    public let languageCode: String?
    public let paging: SearchPaging

    /// The parameters as texts.
    ///
    /// - Throws: ``InputError`` naming the parameter that is wrong.
    public init(
        imageUri: String?, languageCode: String? = nil, pageSize: String? = nil, pageToken: String? = nil, offset: String? = nil
    ) throws(InputError) {
        let text = imageUri ?? ""
        guard text.utf8.count <= Self.longestAddress else {
            throw InputError(field: "imageUri", expected: "at most \(Self.longestAddress) bytes", found: "\(text.utf8.count)")
        }
        guard let image = WebAddress(text) else {
            throw InputError(
                field: "imageUri", expected: "an http or https address", found: text.isEmpty ? "nothing" : String(text.prefix(80))
            )
        }
        self.image = image
        self.languageCode = LanguageRange.of(languageCode)
        paging = try SearchPaging(
            pageSize: pageSize, pageToken: pageToken, offset: offset, sizes: .claims,
            question: ["image", image.text, self.languageCode ?? ""])
    }

    /// The page of claims that the records give, newest first; `{}` when there is none.
    ///
    public func answer(from records: [FactCheck], pictures: KnownPicturePlaces) -> JSONValue {
        let places = pictures.lookalikes(of: PicturePlace(image))
        let found = records.filter { record in
            LanguageRange.contains(record.language, languageCode)
                && (record.appearances + (record.media?.items.compactMap(\.url) ?? [])).contains { address in
                    WebAddress(address).map(PicturePlace.init).map(places.contains) ?? false
                }
        }
        return paging.answer("results", from: CheckedClaim.grouped(found)) { ["claim": $0.json] }
    }
}

/// Where a picture is: its address without scheme and fragment, the host in lower case.
struct PicturePlace: Hashable {
    let text: String

    init(_ address: WebAddress) {
        text = address.authority.lowercased() + address.resource
    }
}
