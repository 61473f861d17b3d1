public import Daylight

/// Recomputes an evidence file from the posts and says what differs.
public struct EvidenceCheck {
    /// One number of the file that the posts do not bear out.
    public struct Difference: Hashable, Sendable {
        /// Where in the file: `c-1 edges[3].p`.
        public let place: String
        public let stated: String
        public let recomputed: String
    }

    /// Largest relative difference of two reals that still agree.
    static let tolerance = 1e-6

    private let clusters: [JSONObject]

    /// Reads one cluster or an array of them.
    ///
    /// - Throws: ``InputError`` if the bytes are not an evidence file.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: 256 << 20, depth: 16))
        let items = value.arrayValue ?? [value]
        var clusters: [JSONObject] = []
        for item in items {
            guard let object = item.objectValue else {
                throw InputError(field: "cluster", expected: "an object for each cluster", found: item.kind)
            }
            try Self.require(object)
            clusters.append(object)
        }
        self.clusters = clusters
        guard Set(clusters.map { $0["window_s"]?.doubleValue ?? 0 }).count <= 1 else {
            throw InputError(field: "window_s", expected: "one window for all clusters of a file", found: "several")
        }
    }

    /// The keys every evidence file has, and what kind of value stands there.
    private static let required: [(key: String, kind: String)] = [
        ("cluster", "a string"), ("window_s", "a number"), ("model", "a string"), ("rows", "a number"),
        ("accounts", "a number"), ("null", "an object"), ("members", "an array"), ("edges", "an array"),
        ("timeline", "an array"), ("input_sha256", "a string"),
    ]

    private static func require(_ object: JSONObject) throws(InputError) {
        for (key, kind) in required {
            guard let value = object[key] else { throw InputError(field: key, expected: kind, found: "nothing") }
            guard value.kind == kind else { throw InputError(field: key, expected: kind, found: value.kind) }
        }
        guard let window = object["window_s"]?.doubleValue, window >= 0, window < 1e12 else {
            throw InputError(field: "window_s", expected: "seconds of 0 or more", found: "another number")
        }
        try requireFields(object, list: "members", [("account", "a string"), ("rows", "a number")])
        try requireFields(
            object, list: "edges",
            [
                ("a", "a string"), ("b", "a string"), ("distinct_objects", "a number"), ("pairs", "a number"),
                ("expected", "a number"), ("p", "a number"), ("synchrony", "a number"),
            ])
        try requireFields(object, list: "timeline", [("object", "a string"), ("shares", "an array")])
        for item in object["timeline"]?.arrayValue ?? [] {
            try requireFields(
                item.objectValue ?? [:], list: "shares", [("account", "a string"), ("content", "a string"), ("t", "a string")])
        }
    }

    private static func requireFields(
        _ object: JSONObject, list: String, _ fields: [(key: String, kind: String)]
    ) throws(InputError) {
        for (index, item) in (object[list]?.arrayValue ?? []).enumerated() {
            for (key, kind) in fields {
                let found = item[key]?.kind ?? "nothing"
                guard found == kind else {
                    throw InputError(field: "\(list)[\(index)].\(key)", expected: kind, found: found)
                }
            }
        }
    }

    /// The parameters the evidence was made with; what the file does not say is at its default.
    public var parameters: CoordinationParameters {
        var parameters = CoordinationParameters(.daylight)
        guard let first = clusters.first else { return parameters }
        parameters.windowMilliseconds = Int64(((first["window_s"]?.doubleValue ?? 60) * 1000).rounded())
        parameters.take(model: first["model"]?.stringValue ?? "")
        if let stated = first["parameters"] { parameters.take(stated) }
        return parameters
    }

    /// The accounts named in the file, as bytes.
    public var accounts: Set<[UInt8]> {
        var names: Set<[UInt8]> = []
        for cluster in clusters {
            for member in cluster["members"]?.arrayValue ?? [] {
                names.insert(Array((member["account"]?.stringValue ?? "").utf8))
            }
            for edge in cluster["edges"]?.arrayValue ?? [] {
                for end in ["a", "b"] { names.insert(Array((edge[end]?.stringValue ?? "").utf8)) }
            }
        }
        return names
    }

    /// Everything that differs between the file and a run over the posts with ``parameters``, watching ``accounts``.
    public func differences(from network: CoordinationNetwork) -> [Difference] {
        let recount = Recount(network)
        return clusters.flatMap { recount.differences($0) }
    }
}

extension CoordinationParameters {
    /// Null model, correction and level from a model's name, as far as it can be read.
    fileprivate mutating func take(model: String) {
        for null in Null.allCases {
            for correction in Correction.allCases {
                var other = self
                (other.null, other.correction) = (null, correction)
                let start = other.model.dropLast(JSONNumber(alpha).text.count)
                guard model.hasPrefix(start) else { continue }
                self = other
                if let alpha = Double(model.dropFirst(start.count)), alpha > 0, alpha < 1 { self.alpha = alpha }
                return
            }
        }
    }

    /// What the parameters in an evidence file say.
    fileprivate mutating func take(_ stated: JSONValue) {
        minimumParticipation = stated["min_participation"]?.integerValue.flatMap { Int(exactly: $0) } ?? 1
        if let alpha = stated["alpha"]?.doubleValue, alpha > 0, alpha < 1 { self.alpha = alpha }
        null = stated["null"]?.stringValue.flatMap(Null.init) ?? null
        correction = stated["correction"]?.stringValue.flatMap(Correction.init) ?? correction
        permutations = stated["permutations"]?.integerValue.flatMap { count in
            stated["seed"]?.stringValue.flatMap { UInt64($0) }.flatMap { seed in
                Permutations(count: Int(exactly: count) ?? 0, seed: seed)
            }
        }
    }
}
