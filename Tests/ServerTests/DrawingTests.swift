import Daylight
import Testing

@testable import Server

@Suite struct DrawingTests {
    private func words() throws -> Words { Words(messages: try Messages.english()) }

    private func count(_ needle: String, _ text: String) -> Int {
        text.split(separator: needle, omittingEmptySubsequences: false).count - 1
    }

    @Test("names in a picture are text and never markup, and characters XML does not allow are replaced")
    func escaping() {
        #expect(SVGElement.escape("<b a='\"&\u{1}\u{FFFF}") == "&lt;b a=&#39;&quot;&amp;\u{FFFD}\u{FFFD}")
        let drawing = Drawing(title: hostile, description: hostile, width: 10, height: 10, [SVGElement("text", text: hostile)])
        #expect(!drawing.element.contains("<script"))
        #expect(!drawing.element.contains("\" onload"))
    }

    @Test(
        "coordinates have at most one decimal and are always finite",
        arguments: [(1.0, "1"), (1.25, "1.3"), (-0.04, "0"), (-2.5, "-2.5"), (.nan, "0"), (.infinity, "0"), (1e300, "1000000")])
    func coordinates(value: Double, text: String) {
        #expect(SVGNumber(value).text == text)
    }

    @Test("the network has a circle for each account and a line for each pair, and is the same every time")
    func network() async throws {
        let picture = try NetworkPicture(EvidenceSample.evidence(), words())
        let first = await picture.drawing()
        #expect(count("<circle", first.element) == 5)
        #expect(count("<line", first.element) == 9)
        #expect(first.element.contains("<title>") && first.element.contains("<desc>"))
        #expect(await picture.drawing() == first)
    }

    @Test("without the layout program the accounts stand on a circle")
    func fallback() async throws {
        let drawing = try await NetworkPicture(EvidenceSample.evidence(), words()).drawing(program: "no-such-layout-program")
        #expect(count("<circle", drawing.element) == 5)
        for point in NetworkLayout.circle(7) { #expect(abs(point.x * point.x + point.y * point.y - 1) < 1e-9) }
    }

    @Test("a layout program that says nothing useful is not trusted", arguments: ["true", "false", "yes", "cat"])
    func uselessProgram(program: String) async {
        let graph = Graph(nodeCount: 4, edges: [Graph.Edge(a: 0, b: 1, weight: 1)])
        #expect(await NetworkLayout.positions(of: graph, program: program) == NetworkLayout.circle(4))
    }

    @Test("a huge group is cut to its first accounts and strongest pairs, and the description says so")
    func bounded() async throws {
        let evidence = try EvidenceSample.evidence(members: 900, objects: 1)
        let drawing = try await NetworkPicture(evidence, words()).drawing(program: "no-such-layout-program")
        #expect(count("<circle", drawing.element) == NetworkPicture.nodeLimit)
        #expect(count("<line", drawing.element) + 2 * NetworkPicture.nodeLimit <= NetworkPicture.markLimit)
        #expect(drawing.description.contains("900 accounts"))
        #expect(drawing.description.contains("500 first accounts"))
    }

    @Test("only numbers reach the layout program")
    func dot() {
        let graph = Graph(nodeCount: 2, edges: [Graph.Edge(a: 0, b: 1, weight: 5_000_000)])
        #expect(NetworkLayout.dot(graph) == "graph g {\nn0;\nn1;\nn0 -- n1 [weight=100];\n}\n")
    }

    @Test(
        "a layout with a node missing, unknown or nowhere is refused",
        arguments: [
            "", "graph 1 2 3\nstop\n", "node n0 1 1", "node n0 1 1\nnode n2 1 1", "node n0 1 1\nnode n1 nan 1",
            "node n0 1 1\nnode n1 inf 1", "node n0 1 1\nnode m1 2 2", "node n0 1 1\nnode n1",
        ])
    func badLayout(plain: String) {
        #expect(NetworkLayout.parse(plain, nodeCount: 2) == nil)
    }

    @Test("a layout is read whatever else the program writes")
    func goodLayout() {
        let plain = "graph 1 2 3\nnode n1 2 3 0.4 0.4 n1 solid circle black lightgrey\nedge n0 n1\nnode n0 1 -1 x\nstop\n"
        #expect(NetworkLayout.parse(plain, nodeCount: 2) == [Point(x: 1, y: 1), Point(x: 2, y: -3)])
    }

    @Test("the timeline has a lane for each of the first objects, a dot for each share, and says how many more there are")
    func timeline() throws {
        let small = try TimelinePicture(EvidenceSample.evidence(), words()).drawing()
        #expect(count("<circle", small.element) == 30)
        #expect(count("picture-rule", small.element) == 6)
        let large = try TimelinePicture(EvidenceSample.evidence(members: 240, objects: 48), words()).drawing()
        #expect(count("picture-rule", large.element) == TimelinePicture.laneLimit)
        #expect(count("<circle", large.element) == TimelinePicture.laneLimit * TimelinePicture.dotLimit)
        #expect(large.element.contains("And 8 more objects"))
    }

    @Test("the scale has a few round values that begin at zero", arguments: [0.004, 1, 59, 60, 61, 3600, 1e7])
    func ticks(longest: Double) {
        let ticks = TimelinePicture.ticks(upTo: longest)
        #expect(ticks.first == 0)
        #expect((3...6).contains(ticks.count))
        #expect(ticks.allSatisfy { $0 <= longest })
    }

    @Test("a picture as a file is a document of its own with its styles inside")
    func file() throws {
        let text = String(decoding: try TimelinePicture(EvidenceSample.evidence(), words()).drawing().file, as: UTF8.self)
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(text.contains("<style>"))
        #expect(text.hasSuffix("</svg>\n"))
    }

    @Test("a long name keeps its beginning and its end")
    func shortened() {
        #expect(LabelText.shortened("abcdefghij", limit: 10) == "abcdefghij")
        #expect(LabelText.shortened("abcdefghijk", limit: 10) == "abcdef…ijk")
    }
}
