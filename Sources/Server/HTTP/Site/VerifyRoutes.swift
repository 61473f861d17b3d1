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
                let page = VerifyPage(verifier: site.verifier(receipt: "", isOpen: true))
                return try await site.page(page, for: call)
            },
            Route(.get, SitePath.verifierFile, access: .everyone) { _ in file },
            Route(.get, "/statements/{index}/receipt.html", access: .everyone, handle: receiptFile),
        ]
    }

    private var file: Reply {
        site.file(
            VerifierFile(
                verifier: site.verifier(receipt: "", isOpen: true), source: site.configuration.publicURL + SitePath.verify),
            name: "daylight-verify.html")
    }

    private func receiptFile(_ call: Call) async throws -> Reply {
        let index = try StatementRoutes.index(of: call)
        guard let logged = try await site.store.statement(atIndex: index)?.logged else {
            throw Problem.notFound("This statement")
        }
        let file = VerifierFile(
            index: Int(index), verifier: site.verifier(receipt: logged.receipt, isOpen: false),
            source: site.configuration.publicURL + SitePath.statement(Int(index)))
        return site.file(file, name: "receipt-\(index).html")
    }
}

extension Site {
    /// The verifier with this log's policy and this server's signer, both for the reader to replace.
    func verifier(receipt: String, isOpen: Bool) -> ReceiptVerifier {
        ReceiptVerifier(
            receipt: receipt, policy: observatory.log.policy(), signers: observatory.signer.signerKey.pem, isOpen: isOpen)
    }

    /// A page that is kept as a file: it looks the same for everybody.
    fileprivate func file(_ page: VerifierFile, name: String) -> Reply {
        let chrome = Chrome(
            siteTitle: configuration.siteTitle, visitor: .anonymous, csrfToken: "", currentPath: SitePath.verify,
            freshness: .noData)
        return .download(Array(pages.render(page, chrome: chrome).utf8), type: MediaTypeText.html, name: name)
    }
}
