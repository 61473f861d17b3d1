public import Daylight

/// Through whose hands an advertising place came, as a bid request says it (OpenRTB SupplyChain object 1.0 and 1.1;
/// sponsorship reference, sections 10.3 and 14.4).
public struct SupplyChain: Hashable, Sendable {
    public enum Version: String, Hashable, Sendable {
        case first = "1.0"
        /// May have nodes outside the payment flow.
        case second = "1.1"
    }

    /// Whether the chain reaches back to the owner of the place.
    public enum Completeness: Int64, Hashable, Sendable {
        case incomplete = 0
        case complete = 1
        /// Payment and technical path are both complete (guidance of 1.1).
        case completeInPaymentAndTechnique = 2
    }

    /// One seller.
    public struct Node: Hashable, Sendable {
        /// The advertising system, in its canonical form.
        public let system: Host
        /// The same as written.
        public let writtenSystem: String
        /// The seller's account there, of 1 to 64 characters; compared exactly.
        public let account: String
        /// Whether money goes through this node (`hp`).
        public let isPaid: Bool
        public let requestID: String?
        public let name: String?
        public let domain: String?
        public let extensions: JSONValue?

        /// Whether both are the same account.
        public func isSameAccount(as other: Node) -> Bool {
            // Swift calls two spellings of one letter equal; accounts are exact.
            system == other.system && account.utf8.elementsEqual(other.account.utf8)
        }
    }

    public static let nodeLimit = 20
    public static let accountLimit = 64

    public let version: Version
    public let completeness: Completeness
    /// 1 to 20, from the owner of the place to the buyer.
    public let nodes: [Node]

    /// Reads the object form or the string form.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(json: JSONValue) throws(InputError) {
        switch json {
        case .object(let object): try self.init(object)
        case .string(let text): try self.init(text)
        default: throw InputError(field: "schain", expected: "an object or its string form", found: json.kind)
        }
    }

    private init(_ object: JSONObject) throws(InputError) {
        let nodes = object["nodes"]
        guard let elements = nodes?.arrayValue else {
            throw InputError(field: "nodes", expected: "a list", found: nodes?.kind ?? "nothing")
        }
        try self.init(
            version: object["ver"]?.stringValue, completeness: object["complete"]?.integerValue, count: elements.count
        ) { (index) throws(InputError) in
            try Node(elements[index], field: "nodes[\(index)]")
        }
    }

    private init(_ text: String) throws(InputError) {
        let parts = text.split(separator: "!", omittingEmptySubsequences: false).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        var values: [[String]] = []
        for (index, part) in parts.enumerated() {
            var fields: [String] = []
            for field in part {
                guard let decoded = PercentCoding.decode(Array(field.utf8)) else {
                    throw InputError(field: "part \(index)", expected: "% and two hexadecimal digits", found: String(field))
                }
                fields.append(String(decoding: decoded, as: UTF8.self))
            }
            values.append(fields)
        }
        guard let head = values.first, head.count == 2 else {
            throw InputError(field: "part 0", expected: "ver,complete", found: String(text.prefix { $0 != "!" }))
        }
        let completeness: Int64? =
            switch head[1] {
            case "0": 0
            case "1": 1
            case "2": 2
            default: nil
            }
        try self.init(version: head[0], completeness: completeness, count: values.count - 1) { (index) throws(InputError) in
            try Node(fields: values[index + 1], field: "nodes[\(index)]")
        }
    }

    private init(
        version: String?, completeness: Int64?, count: Int, node: (Int) throws(InputError) -> Node
    ) throws(InputError) {
        guard let known = version.flatMap(Version.init) else {
            throw InputError(field: "ver", expected: "1.0 or 1.1", found: version ?? "nothing of the kind")
        }
        guard let complete = completeness.flatMap(Completeness.init) else {
            throw InputError(
                field: "complete", expected: "0, 1 or 2", found: completeness.map(String.init) ?? "nothing of the kind")
        }
        guard (1...Self.nodeLimit).contains(count) else {
            throw InputError(field: "nodes", expected: "1 to \(Self.nodeLimit) nodes", found: "\(count)")
        }
        var nodes: [Node] = []
        for index in 0..<count {
            let next = try node(index)
            guard next.isPaid || known == .second else {
                throw InputError(field: "nodes[\(index)].hp", expected: "1 in version 1.0", found: "0")
            }
            nodes.append(next)
        }
        (self.version, self.completeness, self.nodes) = (known, complete, nodes)
    }

    /// Whether the chain says that it starts with the owner of the place.
    public var isComplete: Bool { completeness != .incomplete }
}
