import Daylight

extension MethodPage {
    static var template: Template { .method }
    static var section: NavigationSection? { .method }

    func title(_ words: Words) -> String { words(.titleMethod) }

    func fields(_ words: Words) -> Fields { ["findings": .text(SitePath.findings)] }
}

extension ReceiptPage {
    static var template: Template { .receipt }
    static var section: NavigationSection? { .log }

    func title(_ words: Words) -> String { words(.titleReceipt) }

    func fields(_ words: Words) -> Fields {
        ["log": .text(SitePath.log), "policy": .text(policy), "verify": .text(SitePath.verify)]
    }
}

extension AccessibilityPage {
    static var template: Template { .accessibility }
    static var section: NavigationSection? { nil }

    func title(_ words: Words) -> String { words(.titleAccessibility) }

    func fields(_ words: Words) -> Fields {
        ["organisation": .text(organisation), "contact": .text(contact), "tested": .text(words.day(tested))]
    }
}

extension ErrorPage {
    static var template: Template { .error }
    static var section: NavigationSection? { nil }

    func title(_ words: Words) -> String { words(kind) }

    func fields(_ words: Words) -> Fields {
        [
            "detail": .optional(detail.isEmpty ? nil : detail), "advice": .text(words(ErrorAdvice(kind: kind))),
            "requestID": .text(requestID), "home": .text(SitePath.home), "query": "",
        ]
    }
}
