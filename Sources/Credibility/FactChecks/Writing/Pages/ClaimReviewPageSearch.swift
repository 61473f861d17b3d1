public import Daylight

/// Which pages of markup are asked for (`pages.list` of the Fact Check Tools interface, v1alpha1; credibility reference,
/// section 4.4).
public struct ClaimReviewPageSearch: Sendable {
    private enum Wanted: Sendable {
        case all
        case page(String)
        case under(Host)
    }

    private let wanted: Wanted
    public let paging: SearchPaging

    /// The parameters as texts.
    ///
    /// - Throws: ``InputError`` naming the parameter that is wrong; address and organisation do not go together.
    public init(
        url: String?, organization: String?, pageSize: String? = nil, pageToken: String? = nil, offset: String? = nil
    ) throws(InputError) {
        let address = url.flatMap { $0.isEmpty ? nil : $0 }
        let host = try SearchPaging.host("organization", organization)
        switch (address, host) {
        case (nil, nil): wanted = .all
        case (let address?, nil):
            guard let page = WebAddress(address) else {
                throw InputError(field: "url", expected: "an http or https address", found: String(address.prefix(80)))
            }
            wanted = .page(String(page.withoutFragment))
        case (nil, let host?): wanted = .under(host)
        case (_?, _?): throw InputError(field: "organization", expected: "nothing beside url", found: "both")
        }
        paging = try SearchPaging(
            pageSize: pageSize, pageToken: pageToken, offset: offset, sizes: .pages,
            question: ["pages", address ?? "", host?.text ?? ""])
    }

    /// Whether a page at this address is asked for.
    public func matches(_ address: WebAddress) -> Bool {
        switch wanted {
        case .all: true
        case .page(let text): address.text == text
        case .under(let host): address.host?.isUnder(host) ?? false
        }
    }
}
