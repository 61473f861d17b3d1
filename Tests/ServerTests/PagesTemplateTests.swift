import Testing

@testable import Server

@Suite struct PagesTemplateTests {
    @Test("every key a template asks for is one the page gives, and every part of every template is reached by a sample")
    func keys() async throws {
        let renderer = try PageRenderer()
        var check = try TagCheck(Messages.english())
        for sample in try await PageSample.all() {
            check.walk(type(of: sample.page).template, sample.fields(renderer))
            #expect(check.missing == [], "\(sample.name)")
        }
        #expect(check.unreached == [])
    }

    @Test("no template puts text into a page unescaped, except drawings and files of ours", arguments: Template.allCases)
    func escaping(template: Template) {
        #expect(!template.source.contains("{{{"))
        #expect(!template.source.contains("{{%"), "a change of content type changes the escaping")
        let raw = template.source.split(separator: "{{&").dropFirst().map { String($0.prefix { $0 != "}" }) }
        let allowed: [Template: [String]] = [.drawing: ["svg"], .verifierFile: ["style", "script"], .factCheck: ["markup"]]
        #expect(raw == allowed[template] ?? [])
    }

    @Test("what stands inside the file to keep cannot end its own element", arguments: [InlineSource.stylesheet, .verifier])
    func inlineSources(source: InlineSource) {
        for end in ["</", "<!--", "\r"] { #expect(!source.text.lowercased().contains(end)) }
    }

    @Test("the script asks for the phrases that the page gives it, and for no other")
    func scriptPhrases() throws {
        let known = Set(VerifierPhrase.allCases.map(\.rawValue))
        let families = ["verdict", "field", "heading", "state", "not-proven.signature"]
        for phrase in known where !families.contains(where: phrase.hasPrefix) {
            #expect(InlineSource.verifier.text.contains("\"\(phrase)\""), "\(phrase)")
        }
        let steps = InlineSource.verifier.text.split(separator: "\"step.").dropFirst()
            .map { "step.\($0.prefix { $0 != "\"" })" }
        #expect(!steps.isEmpty)
        for step in steps { #expect(known.contains(step), "\(step)") }
    }

    @Test("nothing but a drawing is called svg")
    func onlyDrawings() async throws {
        let renderer = try PageRenderer()
        for sample in try await PageSample.all() {
            #expect(!names(in: sample.fields(renderer)).contains("svg"))
        }
    }

    private func names(in fields: Fields) -> Set<String> {
        var names = Set(fields.values.keys)
        for value in fields.values.values {
            switch value {
            case .group(let group): names.formUnion(self.names(in: group))
            case .list(let list): for item in list { names.formUnion(self.names(in: item)) }
            case .text, .flag, .drawing, .source: break
            }
        }
        return names
    }

    @Test("every phrase that is asked for is in the catalogue, and no other")
    func catalogue() throws {
        let messages = try Messages.english()
        var used = Words.everyKey
        for template in Template.allCases {
            for piece in template.source.split(separator: "{{t.").dropFirst() {
                used.insert(String(piece.prefix { $0 != "}" }))
            }
            if !template.source.hasPrefix("{{t."), template.source.contains("{{t.") { continue }
        }
        #expect(used.subtracting(messages.keys).sorted() == [])
        #expect(messages.keys.subtracting(used).sorted() == [])
    }

    @Test(
        "a catalogue with a line that is no phrase is refused",
        arguments: ["no sign", "key =", "= text", "a = 1\na = 2"])
    func badCatalogue(source: String) {
        #expect(throws: TemplateFault.self) { try Messages(parsing: source) }
    }

    @Test("a catalogue keeps equal signs in its texts and leaves comments out")
    func goodCatalogue() throws {
        let messages = try Messages(parsing: "# note\n\nformula =  a = b \n")
        #expect(messages["formula"] == "a = b")
        #expect(messages.keys == ["formula"])
    }
}
