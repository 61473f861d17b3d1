import Daylight
import HTTPTypes

/// Pages that explain.
struct ExplanationRoutes: Sendable {
    let site: Site

    /// When the pages were last checked against WCAG 2.2.
    private static let tested = CivilDate(daysSinceEpoch: 20_780)

    var routes: [Route] {
        [
            Route(.get, SitePath.method, access: .everyone) { call in try await site.page(MethodPage(), for: call) },
            Route(.get, SitePath.receipts, access: .everyone) { call in
                try await site.page(ReceiptPage(policy: site.observatory.current.policyPath), for: call)
            },
            Route(.get, SitePath.accessibility, access: .everyone) { call in
                let page = AccessibilityPage(
                    organisation: site.configuration.organisation, contact: site.configuration.contact, tested: Self.tested)
                return try await site.page(page, for: call)
            },
        ]
    }
}
