/// A picture in SVG that is safe to put into a page as it stands.
///
/// It can only be made from ``SVGElement``s, whose names are written in the source of this program and whose texts and
/// attribute values are escaped when they are written.
struct Drawing: Hashable, Sendable {
    /// The `svg` element without a style of its own; its classes are styled by `Resources/drawing.css`.
    let element: String
    /// What the picture shows, in one or two sentences, for those who do not see it.
    let description: String
    private let width: Int
    private let height: Int
    private let inner: String

    /// A picture with its title and description as its first children.
    init(title: String, description: String, width: Int, height: Int, _ content: [SVGElement]) {
        self.description = description
        self.width = width
        self.height = height
        let children = [SVGElement("title", text: title), SVGElement("desc", text: description)] + content
        inner = children.map(\.text).joined()
        element = Self.opening(width: width, height: height, namespace: false) + inner + "</svg>"
    }

    /// The same picture as a file of its own, with the styles inside.
    var file: [UInt8] {
        let style = "<style>" + String(decoding: PackageResources.drawing_css, as: UTF8.self) + "</style>"
        let text = Self.opening(width: width, height: height, namespace: true) + style + inner + "</svg>\n"
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)".utf8)
    }

    private static func opening(width: Int, height: Int, namespace: Bool) -> String {
        let xmlns = namespace ? " xmlns=\"http://www.w3.org/2000/svg\"" : ""
        return "<svg\(xmlns) class=\"picture\" role=\"img\" viewBox=\"0 0 \(width) \(height)\""
            + " width=\"\(width)\" height=\"\(height)\">"
    }
}
