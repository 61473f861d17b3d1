import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// Verifying receipts in the reader's own browser, on a page and in a file to keep.
struct VerifyRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.verify, access: .everyone) { call in
                let page = VerifyPage(verifier: site.emptyVerifier)
                return try await site.page(page, for: call)
            },
            Route(.get, SitePath.verifierFile, access: .everyone) { _ in file },
            Route(.get, "/statements/{number}/receipt.html", access: .everyone, handle: receiptFile),
        ]
    }

    private var file: Reply {
        site.file(
            VerifierFile(
                verifier: site.emptyVerifier, source: site.configuration.publicURL + SitePath.verify),
            name: "daylight-verify.html")
    }

    private func receiptFile(_ call: Call) async throws -> Reply {
        let logged = try await site.logged(of: call)
        let number = Int(logged.number)
        let file = VerifierFile(
            statement: number, verifier: site.verifier(of: logged),
            source: site.configuration.publicURL + SitePath.statement(number))
        return site.file(file, name: "receipt-\(number).html")
    }
}

extension Site {
    /// The verifier with a receipt, its log's policy and this server's signer, all for the reader to replace.
    func verifier(of logged: StatementRecord.Logged) -> ReceiptVerifier {
        verifier(receipt: logged.receipt, policy: log(of: logged).settings.readersPolicy, isOpen: false)
    }

    /// The verifier for a receipt that the reader brings.
    fileprivate var emptyVerifier: ReceiptVerifier { verifier(receipt: "", policy: observatory.policy(), isOpen: true) }

    private func verifier(receipt: String, policy: String, isOpen: Bool) -> ReceiptVerifier {
        ReceiptVerifier(receipt: receipt, policy: policy, signers: observatory.signer.signerKey.pem, isOpen: isOpen)
    }

    /// A page that is kept as a file: it looks the same for everybody.
    fileprivate func file(_ page: VerifierFile, name: String) -> Reply {
        let chrome = Chrome(
            siteTitle: configuration.siteTitle, visitor: .anonymous, csrfToken: "", currentPath: SitePath.verify,
            freshness: .noData, policy: observatory.current.policyPath)
        return .download(Array(pages.render(page, chrome: chrome).utf8), type: MediaTypeText.html, name: name)
    }
}
