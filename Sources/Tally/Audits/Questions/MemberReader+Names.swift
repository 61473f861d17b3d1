import Daylight

extension MemberReader {
    /// Names, each once.
    func names(_ name: String, limit: Int) throws(InputError) -> [String] {
        let elements = try array(name)
        guard elements.count <= limit else { throw fault(name, "at most \(limit) names", .integer(elements.count)) }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.stringValue, !names.contains(text) else {
                throw fault("\(name)/\(index)", "a name, once", element)
            }
            names.append(text)
        }
        return names
    }

    /// One of the names, by index.
    func mark(_ name: String, of names: [String]) throws(InputError) -> Int {
        let text = try string(name)
        guard let mark = names.firstIndex(of: text) else {
            throw fault(name, "a candidate of the contest", .string(text))
        }
        return mark
    }

    /// The names on a ballot, by index, each once; `nil` when the member is absent or null.
    func marks(_ name: String, of names: [String]) throws(InputError) -> [Int]? {
        guard let value = optional(name) else { return nil }
        guard let elements = value.arrayValue, elements.count <= names.count else {
            throw fault(name, "an array of names, or null", value)
        }
        var marks: [Int] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.stringValue, let mark = names.firstIndex(of: text) else {
                throw fault("\(name)/\(index)", "a name of the contest", element)
            }
            if !marks.contains(mark) { marks.append(mark) }
        }
        return marks
    }
}
