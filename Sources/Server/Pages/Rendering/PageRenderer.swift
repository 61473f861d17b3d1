import Mustache

/// Turns pages into HTML. Made once when the server starts; every fault in a template shows then.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    let words: Words

    /// - Throws: ``TemplateFault`` for a phrase a template asks for and the catalogue lacks, or an error of the template
    ///   parser.
    init() throws {
        let messages = try Messages.english()
        var library = MustacheLibrary()
        for template in Template.allCases {
            let text = try template.text(messages)
            try library.register(text, named: template.rawValue)
        }
        self.library = library
        self.words = Words(messages: messages)
    }

    /// The whole HTML document of a page.
    func render<Content: Page>(_ page: Content, chrome: Chrome) -> String {
        let fields = fields(of: page, chrome: chrome)
        return library.render(fields, withTemplate: Content.template.rawValue) ?? ""
    }

    /// What the template of a page sees: the page's own fields, and the frame's under `chrome`.
    func fields<Content: Page>(of page: Content, chrome: Chrome) -> Fields {
        page.fields(words).adding([
            "title": .text(page.title(words)),
            "chrome": .group(chrome.fields(words, section: Content.section)),
        ])
    }
}
