/// The fields of a chain, ordered into sets (RFC 8617, sections 4.1 and 4.2).
struct ARCFields {
    /// Most sets of a chain.
    static let mostSets = 50
    /// Most bytes of all fields of a chain together: each seal is over all before it.
    private static let byteLimit = 1 << 20

    /// Places of the three fields of one server.
    struct Set {
        let results: Int
        let message: Int
        let seal: Int

        /// In the order in which they are sealed.
        var places: [Int] { [results, message, seal] }
    }

    /// What is wrong with the fields.
    struct Fault: Error {
        let text: String
    }

    /// From the first server to the newest.
    let sets: [Set]

    private static let names = ["arc-authentication-results", "arc-message-signature", "arc-seal"]

    /// Reads the fields of a message.
    ///
    /// - Throws: ``Fault`` for instances that are not 1, 2 and so on, each with one field of each kind.
    init(_ message: MailMessage) throws(Fault) {
        let places = message.fields.indices.filter { Self.names.contains(message.fields[$0].name) }
        guard places.count <= Self.mostSets * Self.names.count else { throw Fault(text: "more than \(Self.mostSets) sets") }
        let size = places.reduce(0) { $0 + message.fields[$1].raw.count }
        guard size <= Self.byteLimit else { throw Fault(text: "more than \(Self.byteLimit) bytes of fields") }
        var found: [Int: [String: Int]] = [:]
        for place in places {
            let field = message.fields[place]
            guard let instance = Self.instance(message.bytes[field.value]) else {
                throw Fault(text: "\(field.name) without an instance from 1 to \(Self.mostSets)")
            }
            guard found[instance, default: [:]].updateValue(place, forKey: field.name) == nil else {
                throw Fault(text: "\(field.name) of instance \(instance) twice")
            }
        }
        var sets: [Set] = []
        for instance in 1...max(found.count, 1) where !found.isEmpty {
            let set = found[instance] ?? [:]
            guard let results = set[Self.names[0]], let message = set[Self.names[1]], let seal = set[Self.names[2]] else {
                throw Fault(text: "no whole set of instance \(instance)")
            }
            sets.append(Set(results: results, message: message, seal: seal))
        }
        self.sets = sets
    }

    /// The number in a tag `i`: the first of authentication results, any of the others.
    private static func instance(_ value: ArraySlice<UInt8>) -> Int? {
        for part in value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            let text = part.filter { !DKIMTagList.isSpace($0) }
            guard text.first == UInt8(ascii: "i"), text.dropFirst().first == UInt8(ascii: "=") else { continue }
            let digits = text.dropFirst(2)
            guard (1...2).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
            let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            return (1...mostSets).contains(number) ? number : nil
        }
        return nil
    }

    /// What stands behind the instance of authentication results, on one line.
    static func results(_ value: ArraySlice<UInt8>, limit: Int) -> String {
        let text = value.drop { $0 != UInt8(ascii: ";") }.dropFirst()
        let words = text.split { DKIMTagList.isSpace($0) }.map { String(decoding: $0, as: UTF8.self) }
        return String(words.joined(separator: " ").prefix(limit))
    }
}
