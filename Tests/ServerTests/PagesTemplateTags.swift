@testable import Server

/// The tags of a template as a tree, for comparing with what pages give.
indirect enum TemplateTag: Sendable {
    case variable(String)
    /// Put in without escaping.
    case raw(String)
    case section(String, id: String, [TemplateTag])
    case inverted(String, id: String, [TemplateTag])
    case partial(String)
    /// A layout with the blocks it is given.
    case inherit(String, [TemplateTag])
    case block(String, [TemplateTag])

    struct Fault: Error { let reason: String }

    /// Reads every tag; text between them is left out.
    static func parse(_ text: String, template: String) throws -> [TemplateTag] {
        var pieces: [String] = []
        var rest = Substring(text)
        while let open = rest.range(of: "{{") {
            guard let close = rest[open.upperBound...].range(of: "}}") else {
                throw Fault(reason: "\(template): a tag is not closed")
            }
            pieces.append(String(rest[open.upperBound..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        var position = 0
        return try nodes(pieces, &position, closing: nil, template)
    }

    private static func nodes(_ pieces: [String], _ position: inout Int, closing: String?, _ template: String) throws
        -> [TemplateTag]
    {
        var nodes: [TemplateTag] = []
        while position < pieces.count {
            let piece = pieces[position]
            let id = "\(template) tag \(position): \(piece)"
            position += 1
            let name = String(piece.dropFirst().drop { $0 == " " })
            switch piece.first {
            case "#": nodes.append(.section(name, id: id, try self.nodes(pieces, &position, closing: name, template)))
            case "^": nodes.append(.inverted(name, id: id, try self.nodes(pieces, &position, closing: name, template)))
            case "<": nodes.append(.inherit(name, try self.nodes(pieces, &position, closing: name, template)))
            case "$": nodes.append(.block(name, try self.nodes(pieces, &position, closing: name, template)))
            case ">": nodes.append(.partial(name))
            case "&": nodes.append(.raw(name))
            case "/":
                guard name == closing else { throw Fault(reason: "\(id) closes \(closing ?? "nothing")") }
                return nodes
            default: nodes.append(.variable(piece))
            }
        }
        guard closing == nil else { throw Fault(reason: "\(template): \(closing ?? "") is not closed") }
        return nodes
    }
}

extension Substring {
    fileprivate func range(of needle: String) -> Range<Substring.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}

/// Walks templates with the fields of a page as the renderer does, and notes what is asked for and not there.
struct TagCheck {
    private let templates: [String: [TemplateTag]]
    private(set) var missing: Set<String> = []
    /// Sections whose inside was reached, by template and place.
    private(set) var reached: Set<String> = []
    private(set) var sections: Set<String> = []

    init(_ messages: Messages) throws {
        var templates: [String: [TemplateTag]] = [:]
        for template in Template.allCases {
            templates[template.rawValue] = try TemplateTag.parse(template.text(messages), template: template.rawValue)
        }
        self.templates = templates
        for tags in templates.values { collect(tags) }
    }

    var unreached: [String] { sections.subtracting(reached).sorted() }

    mutating func walk(_ template: Template, _ fields: Fields) {
        walk(templates[template.rawValue] ?? [], [fields], blocks: [:])
    }

    private mutating func collect(_ tags: [TemplateTag]) {
        for tag in tags {
            switch tag {
            case .section(_, let id, let inside), .inverted(_, let id, let inside):
                sections.insert(id)
                collect(inside)
            case .inherit(_, let inside), .block(_, let inside): collect(inside)
            case .variable, .raw, .partial: break
            }
        }
    }

    private mutating func walk(_ tags: [TemplateTag], _ scopes: [Fields], blocks: [String: [TemplateTag]]) {
        for tag in tags {
            switch tag {
            case .variable(let name):
                switch value(name, scopes) {
                case .text: break
                case .flag, .list, .group, .drawing, .source: missing.insert("\(name) is no text")
                case nil: missing.insert(name)
                }
            case .raw(let name): if value(name, scopes) == nil { missing.insert(name) }
            case .section(let name, let id, let inside): section(name, id, inside, scopes, blocks)
            case .inverted(let name, let id, let inside):
                if isEmpty(value(name, scopes), name) {
                    reached.insert(id)
                    walk(inside, scopes, blocks: blocks)
                }
            case .partial(let name): walk(templates[name] ?? missingTemplate(name), scopes, blocks: blocks)
            case .inherit(let name, let inside):
                var given = blocks
                for case .block(let block, let content) in inside { given[block] = content }
                walk(templates[name] ?? missingTemplate(name), scopes, blocks: given)
            case .block(let name, let standard): walk(blocks[name] ?? standard, scopes, blocks: blocks)
            }
        }
    }

    private mutating func missingTemplate(_ name: String) -> [TemplateTag] {
        missing.insert("template \(name)")
        return []
    }

    private mutating func section(
        _ name: String, _ id: String, _ inside: [TemplateTag], _ scopes: [Fields], _ blocks: [String: [TemplateTag]]
    ) {
        let inner: [[Fields]] =
            switch value(name, scopes) {
            case .text, .source, .flag(true): [scopes]
            case .flag(false): []
            case .list(let list): list.map { scopes + [$0] }
            case .group(let group): [scopes + [group]]
            case .drawing(let drawing):
                [scopes + [["svg": .text(drawing.element), "description": .text(drawing.description)]]]
            case nil: []
            }
        if value(name, scopes) == nil { missing.insert(name) }
        for scope in inner {
            reached.insert(id)
            walk(inside, scope, blocks: blocks)
        }
    }

    private mutating func isEmpty(_ value: Fields.Value?, _ name: String) -> Bool {
        switch value {
        case .flag(let flag): return !flag
        case .list(let list): return list.isEmpty
        case .text, .group, .drawing, .source: return false
        case nil:
            missing.insert(name)
            return true
        }
    }

    private func value(_ name: String, _ scopes: [Fields]) -> Fields.Value? {
        let path = name.split(separator: ".").map(String.init)
        for scope in scopes.reversed() {
            guard var value = scope[path[0]] else { continue }
            for step in path.dropFirst() {
                guard case .group(let group) = value, let next = group[step] else { return nil }
                value = next
            }
            return value
        }
        return nil
    }
}
