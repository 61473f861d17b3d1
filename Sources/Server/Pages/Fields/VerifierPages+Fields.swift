import Daylight

extension ReceiptVerifier {
    func fields(_ words: Words) -> Fields {
        [
            "receipt": .text(receipt), "policy": .text(policy), "signers": .text(signers), "isOpen": .flag(isOpen),
            "words": .list(VerifierPhrase.allCases.map { ["key": .text($0.rawValue), "text": .text(words($0))] }),
        ]
    }

    /// What checks a receipt, a policy and a signer of these names without a browser.
    static let command = "daylight verify receipt.json --policy policy.txt --signer signer.pem"
}

extension VerifyPage {
    static var template: Template { .verify }
    static var section: NavigationSection? { .log }
    static var runsScript: Bool { true }

    func title(_ words: Words) -> String { words(.titleVerify) }

    func fields(_ words: Words) -> Fields {
        [
            "verifier": .group(verifier.fields(words)), "command": .text(ReceiptVerifier.command),
            "explanation": .text(SitePath.receipts), "file": .text(SitePath.verifierFile), "script": .text(SitePath.verifier),
        ]
    }
}

extension VerifierFile {
    static var template: Template { .verifierFile }
    static var section: NavigationSection? { nil }

    func title(_ words: Words) -> String {
        statement.map { words(.titleReceiptFile, ["index": words.number($0)]) } ?? words(.titleVerify)
    }

    func fields(_ words: Words) -> Fields {
        [
            "verifier": .group(verifier.fields(words)), "command": .text(ReceiptVerifier.command), "source": .text(source),
            "style": .source(.stylesheet), "script": .source(.verifier), "contentPolicy": .text(Self.contentPolicy),
        ]
    }

    /// Nothing may be loaded or sent; only the script and the style inside the file work, by their digests.
    static let contentPolicy =
        "default-src 'none'; script-src \(InlineSource.verifier.policyHash); style-src \(InlineSource.stylesheet.policyHash); "
        + "base-uri 'none'; form-action 'none'; \(SecurityHeaders.noMarkupFromScripts)"
}
