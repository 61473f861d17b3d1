public import Daylight

/// The warning that goes with a leak wherever it is spoken of. It follows from the findings and adds nothing to them.
public struct LeakLabel: Hashable, Sendable {
    /// What stands first, about whether the items are authentic.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Some item has no finding yet.
        case notAssessed = "not-assessed"
        /// Something speaks for some items and against others.
        case mixed
        /// Something speaks against some items, and for none.
        case contradicted
        /// Nothing is known about any item.
        case unverified
        /// Something speaks for some items, nothing is known of the others.
        case partlyVerified = "partly-verified"
        /// Something speaks for each item.
        case eachSupported = "each-supported"
    }

    public let kind: Kind
    /// Whole sentences, the first about ``kind``.
    public let sentences: [String]

    public var text: String { sentences.joined(separator: " ") }

    public init(_ leak: LeakCase) {
        let levels = leak.items.map { $0.findings[.authentic]?.level }
        let count = Count(levels)
        kind = count.kind
        sentences = [count.sentence] + Self.others(leak) + Self.signatures(leak.items)
    }

    /// How many items have each level of authenticity.
    private struct Count {
        let total, open, unknown, supported, verified, against, fabricated: Int

        init(_ levels: [LeakLevel?]) {
            total = levels.count
            open = levels.count { $0 == nil }
            unknown = levels.count { $0 == .unknown }
            supported = levels.count { $0?.isFor ?? false }
            verified = levels.count { $0 == .verifiedPart }
            against = levels.count { $0?.isAgainst ?? false }
            fabricated = levels.count { $0 == .fabricated }
        }

        var kind: Kind {
            if supported > 0, against > 0 { return .mixed }
            if open > 0 { return .notAssessed }
            if against > 0 { return .contradicted }
            if supported == 0 { return .unverified }
            return unknown > 0 ? .partlyVerified : .eachSupported
        }

        var sentence: String {
            let rest = unknown + open
            let unverified = rest == 0 ? "" : " \(rest) \(rest == 1 ? "is" : "are") not verified."
            return switch kind {
            case .notAssessed:
                "Not verified: \(open) of \(Self.items(total)) \(open == 1 ? "has" : "have") not been assessed."
            case .mixed:
                "Mixed archive of \(Self.items(total)): \(support), \(objections).\(unverified) One item that holds says nothing "
                    + "about the next."
            case .contradicted: "Of \(Self.items(total)): \(objections); nothing speaks for any other.\(unverified)"
            case .unverified: "Not verified: nobody could show of any of \(Self.items(total)) that it is authentic."
            case .partlyVerified:
                "Of \(Self.items(total)): \(support).\(unverified) One item that holds says nothing about the next."
            case .eachSupported:
                "Of \(Self.items(total)): \(support). Each item was looked at for itself, and only in part."
            }
        }

        /// What speaks for items.
        private var support: String {
            let consistent = supported - verified
            let parts = [
                verified > 0 ? "\(verified) verified in part" : nil,
                consistent > 0 ? "\(consistent) with nothing against \(consistent == 1 ? "it" : "them")" : nil,
            ]
            return parts.compactMap { $0 }.joined(separator: ", ")
        }

        private var objections: String {
            let contradicted = against - fabricated
            let parts = [
                contradicted > 0 ? "\(contradicted) contradicted" : nil, fabricated > 0 ? "\(fabricated) made up" : nil,
            ]
            return parts.compactMap { $0 }.joined(separator: ", ")
        }

        private static func items(_ number: Int) -> String { "\(number) \(number == 1 ? "item" : "items")" }
    }

    /// What the other three aspects add.
    private static func others(_ leak: LeakCase) -> [String] {
        func levels(_ aspect: LeakAspect) -> [LeakLevel?] { leak.items.map { $0.findings[aspect]?.level } }
        func isOpen(_ level: LeakLevel?) -> Bool { level == nil || level == .unknown }
        var sentences: [String] = []
        let altered = levels(.complete).count { $0?.isAgainst ?? false }
        if altered > 0 { sentences.append("\(altered) \(altered == 1 ? "was" : "were") altered, or parts are missing.") }
        let lawful = levels(.lawful)
        if lawful.contains(where: { $0?.isAgainst ?? false }) {
            sentences.append("It was hacked or stolen, in whole or in part.")
        } else if lawful.contains(where: isOpen) {
            sentences.append("How it was obtained is not known.")
        }
        if levels(.gain).contains(where: isOpen) { sentences.append("Who released it and who gains is not known.") }
        return sentences
    }

    /// What the signatures of mails show, and no more than that (credibility reference, section 9.4).
    private static func signatures(_ items: [LeakItem]) -> [String] {
        let mails = items.compactMap(\.mail)
        let signed = mails.count(where: \.isSignedByItsServer)
        let inPart = mails.count { $0.isSignedByItsServer && $0.isSignedInPartOnly }
        let anybody = mails.count(where: \.isSignedByAnybody)
        let failed = mails.count(where: \.hasFailed)
        var sentences: [String] = []
        if signed > 0 {
            let which = signed == 1 ? "1 mail was" : "\(signed) mails were"
            sentences.append(
                "\(which) signed by a server of the domain that is named\(inPart > 0 ? ", \(inPart) in part only" : ""). "
                    + "That does not show who wrote it, that its date is right, or that the archive is complete.")
        }
        if anybody > 0 {
            let which = anybody == 1 ? "1 mail was" : "\(anybody) mails were"
            sentences.append("\(which) signed with a key that was published: anybody may have done that.")
        }
        if failed > 0 {
            let which = failed == 1 ? "1 mail" : "\(failed) mails"
            sentences.append("The signature of \(which) does not hold, which is often harmless and decides nothing.")
        }
        return sentences
    }
}

extension LeakLabel {
    public var json: JSONValue {
        ["kind": .string(kind.rawValue), "text": .string(text), "sentences": .array(sentences.map(JSONValue.string))]
    }
}
