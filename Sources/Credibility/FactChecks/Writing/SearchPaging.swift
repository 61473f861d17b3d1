public import Daylight

/// Which part of a list an answer of the Fact Check Tools interface holds (v1alpha1; credibility reference, section 4.4).
public struct SearchPaging: Hashable, Sendable {
    /// How many items a page holds.
    public let size: Int
    /// How many items come before the page.
    public let offset: Int
    /// What a token carries of the parameters that must repeat.
    private let question: String

    /// The sizes of pages that a list has.
    public struct Sizes: Hashable, Sendable {
        public let usual: Int
        public let largest: Int

        /// Claims of a search.
        public static let claims = Sizes(usual: 10, largest: 100)
        /// Pages of markup.
        public static let pages = Sizes(usual: 10, largest: 50)
    }

    /// The parameters as texts.
    ///
    /// - Parameter question: every other parameter, in a fixed order: a token is taken with the same ones only.
    /// - Throws: ``InputError`` naming the parameter that is wrong: a number out of range, an offset with a token, a token of
    ///   another question.
    public init(
        pageSize: String?, pageToken: String?, offset: String?, sizes: Sizes, question: [String]
    ) throws(InputError) {
        let size = try Self.number("pageSize", pageSize, in: 0...Int64(sizes.largest)) ?? 0
        self.size = size == 0 ? sizes.usual : Int(size)
        let text = (question + [String(self.size)]).joined(separator: "\n")
        self.question = String(Digest(of: Array(text.utf8)).hex.prefix(16))
        let start = try Self.number("offset", offset, in: 0...Int64(Int32.max)) ?? 0
        guard let pageToken, !pageToken.isEmpty else {
            self.offset = Int(start)
            return
        }
        guard offset == nil else {
            throw InputError(field: "offset", expected: "nothing beside pageToken", found: "\(start)")
        }
        let parts = pageToken.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int32(parts[0]), position > 0, parts[1] == self.question else {
            throw InputError(field: "pageToken", expected: "a token of this question, unchanged", found: pageToken)
        }
        self.offset = Int(position)
    }

    /// The page's part of a list.
    public struct Part<Item> {
        public let items: ArraySlice<Item>
        /// Token of the next page; `nil` on the last one.
        public let next: String?

        /// The part as the named member; `{}` when it is empty.
        ///
        /// - Parameter elements: what stands for each item.
        public func answer(_ name: String, _ elements: [JSONValue]) -> JSONValue {
            guard !elements.isEmpty else { return [:] }
            var answer = JSONObject()
            answer[name] = .array(elements)
            answer["nextPageToken"] = next.map(JSONValue.string)
            return .object(answer)
        }
    }

    public func part<Item>(of items: [Item]) -> Part<Item> {
        let start = min(offset, items.count)
        let end = min(start + size, items.count)
        return Part(items: items[start..<end], next: end < items.count ? "\(end)-\(question)" : nil)
    }

    /// The page's part of a list as the named member, and the token of the next page; `{}` behind the end.
    func answer<Item>(_ name: String, from items: [Item], _ json: (Item) -> JSONValue) -> JSONValue {
        let part = part(of: items)
        return part.answer(name, part.items.map(json))
    }

    /// A whole number in a range; `nil` for an empty parameter.
    static func number(
        _ name: String, _ text: String?, in range: ClosedRange<Int64>
    ) throws(InputError) -> Int64? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw InputError(
                field: name, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", found: text)
        }
        return number
    }

    /// A host's name; `nil` for an empty parameter.
    static func host(_ name: String, _ text: String?) throws(InputError) -> Host? {
        guard let text, !text.isEmpty else { return nil }
        guard let host = Host(text) else { throw InputError(field: name, expected: "a host name", found: text) }
        return host
    }
}
