import Daylight
import FoundationEssentials
import Testing

@testable import Server

/// Renders every page with sample data and checks what holds for all. With `DAYLIGHT_PAGES_PREVIEW=DIR` in the
/// environment the pages are also written to that folder.
@Suite struct PagesPreviewTests {
    @Test("every page has a language, a title, landmarks and exactly one first heading")
    func frame() async throws {
        for (sample, html) in try await rendered() {
            #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">"), "\(sample)")
            #expect(count("<h1", html) == 1, "\(sample)")
            #expect(!html.contains("<title> –"), "\(sample)")
            // A file to keep stands alone: there is no site around it to lead to.
            guard sample != "verifier-file" else { continue }
            #expect(count("<main id=\"main\"", html) == 1, "\(sample)")
            #expect(count("<header", html) == 1 && count("<footer", html) == 1, "\(sample)")
            #expect(html.contains("href=\"#main\""), "\(sample)")
        }
    }

    @Test("but for the verifier no page holds a script, a style or an event handler, and what people typed comes out as text")
    func contentSecurity() async throws {
        for (sample, page) in try await rendered() {
            let html = withoutLinkedData(withoutVerifier(page), sample)
            for forbidden in ["<script", "<style", " style=\"", " onload=\"", "javascript:", "{{", "}}", "http://"] {
                let isTyped = forbidden == "{{" || forbidden == "}}"
                #expect(!html.contains(forbidden) || (isTyped && html.contains("{{csrf}}")), "\(sample): \(forbidden)")
            }
        }
    }

    @Test("every input has a label, every table a caption and a scope on its headings, every identifier is there once")
    func accessibility() async throws {
        for (sample, html) in try await rendered() {
            let identifiers = values(of: "id", html)
            #expect(Set(identifiers).count == identifiers.count, "\(sample)")
            #expect(count("<table", html) == count("<caption", html), "\(sample)")
            #expect(count("<th ", html) == count("scope=\"", html), "\(sample)")
            #expect(count("<th>", html) == 0, "\(sample)")
            let labelled = Set(values(of: "for", html))
            for tag in tags("input", html) + tags("textarea", html) where !tag.contains("type=\"hidden\"") {
                let id = values(of: "id", tag).first ?? ""
                #expect(labelled.contains(id), "\(sample): \(tag)")
            }
            for target in values(of: "aria-describedby", html).flatMap({ $0.split(separator: " ") }) {
                #expect(identifiers.contains(String(target)), "\(sample): \(target)")
            }
            for anchor in values(of: "href", html) where anchor.hasPrefix("#") {
                #expect(identifiers.contains(String(anchor.dropFirst())), "\(sample): \(anchor)")
            }
        }
    }

    @Test("every form that changes something carries the token of the visitor")
    func tokens() async throws {
        for (sample, html) in try await rendered() {
            #expect(count("method=\"post\"", html) == count("name=\"csrf\" value=\"token-", html), "\(sample)")
        }
    }

    @Test("a rejected decision keeps what was typed and marks the fields")
    func rejected() async throws {
        let html = try #require(try await rendered().first { $0.name == "finding-with-errors" }).html
        #expect(html.contains("role=\"alert\""))
        #expect(html.contains("<title>Error: "))
        #expect(html.contains("Because &lt;script&gt;"))
        #expect(count("aria-invalid=\"true\"", html) == 1)
    }

    @Test("the same page is the same bytes")
    func deterministic() async throws {
        let first = try await rendered()
        let second = try await rendered()
        for (left, right) in zip(first, second) { #expect(left.html == right.html, "\(left.name)") }
    }

    @Test("pages for looking at are written where the environment says")
    func preview() async throws {
        guard let folder = ProcessInfo.processInfo.environment["DAYLIGHT_PAGES_PREVIEW"] else { return }
        let files = FileManager.default
        for asset in StaticAsset.all {
            let path = folder + asset.path
            try files.createDirectory(
                atPath: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), withIntermediateDirectories: true)
            try Data(asset.bytes).write(to: URL(filePath: path))
        }
        for (name, html) in try await rendered() { try Data(html.utf8).write(to: URL(filePath: "\(folder)/\(name).html")) }
        let words = Words(messages: try Messages.english())
        let evidence = try EvidenceSample.evidence()
        try await Data(NetworkPicture(evidence, words).drawing().file).write(to: URL(filePath: "\(folder)/network.svg"))
        try Data(TimelinePicture(evidence, words).drawing().file).write(to: URL(filePath: "\(folder)/timeline.svg"))
    }

    /// The page without the verifier's script, which must be there as it was compiled in or by its address.
    private func withoutVerifier(_ html: String) -> String {
        let own = [
            "<script type=\"module\" src=\"\(SitePath.verifier)\"></script>",
            "<script type=\"module\">\(InlineSource.verifier.text)</script>",
            "<style>\(InlineSource.stylesheet.text)</style>",
        ]
        return own.reduce(html) { $0.split(separator: $1, omittingEmptySubsequences: false).joined() }
    }

    /// Linked data are no script that runs; nothing in them may look like markup.
    private func withoutLinkedData(_ html: String, _ sample: String) -> String {
        let pieces = html.split(separator: #"<script type="application/ld+json">"#, omittingEmptySubsequences: false)
        return pieces.enumerated().map { index, piece in
            guard index > 0 else { return String(piece) }
            let parts = piece.split(separator: "</script>", maxSplits: 1, omittingEmptySubsequences: false)
            #expect(parts.count == 2 && !parts[0].contains("<"), "\(sample)")
            return parts.count == 2 ? String(parts[1]) : String(piece)
        }.joined()
    }

    private func rendered() async throws -> [(name: String, html: String)] {
        let renderer = try PageRenderer()
        return try await PageSample.all().map { ($0.name, $0.html(renderer)) }
    }

    private func count(_ needle: String, _ text: String) -> Int {
        text.split(separator: needle, omittingEmptySubsequences: false).count - 1
    }

    private func values(of attribute: String, _ html: String) -> [String] {
        html.split(separator: " \(attribute)=\"", omittingEmptySubsequences: false).dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
    }

    private func tags(_ name: String, _ html: String) -> [String] {
        html.split(separator: "<\(name) ", omittingEmptySubsequences: false).dropFirst().map { " " + $0.prefix { $0 != ">" } }
    }
}
