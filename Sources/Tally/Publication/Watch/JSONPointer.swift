import Daylight

extension JSONValue {
    /// The value at a JSON pointer (RFC 6901); `nil` when there is none. Steps are bounded by the pointer's own length.
    func at(pointer: some StringProtocol) -> JSONValue? {
        guard pointer.isEmpty || pointer.hasPrefix("/"), pointer.utf8.count <= 500 else { return nil }
        var value = self
        for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            switch value {
            case .object(let object):
                let name = step.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
                    .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
                guard let next = object[name] else { return nil }
                value = next
            case .array(let elements):
                guard let place = Int(step), String(place) == step, elements.indices.contains(place) else { return nil }
                value = elements[place]
            default: return nil
            }
        }
        return value
    }
}
