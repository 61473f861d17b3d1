import Daylight

extension CoordinationEvidence {
    /// Most members, edges or timeline entries that are read; an evidence file is bounded by its writer, a page by this.
    static let countLimit = 100_000

    /// Reads one cluster of an evidence file.
    ///
    /// - Throws: ``InputError`` naming the key that is missing or of another kind.
    init(_ json: JSONValue) throws(InputError) {
        let root = try Reader(json, path: "")
        cluster = try root.text("cluster")
        windowSeconds = try root.number("window_s")
        model = try root.text("model")
        rows = try root.whole("rows")
        accounts = try root.whole("accounts")
        null = try json["null"].map { value throws(InputError) in try NullModel(Reader(value, path: "null")) }
        members = try root.list("members", Member.init)
        edges = try root.list("edges", Edge.init)
        timeline = try root.list("timeline", Object.init)
        innocent = json["innocent"]?.objectValue?.members ?? []
        counterEvidence = json["counter_evidence"]?.arrayValue?.compactMap(\.stringValue) ?? []
        inputSHA256 = try root.text("input_sha256")
    }

    /// Reads the members of one object and says where a fault is.
    fileprivate struct Reader {
        let value: JSONValue
        let path: String

        init(_ value: JSONValue, path: String) throws(InputError) {
            guard value.objectValue != nil else {
                throw InputError(field: path.isEmpty ? "evidence" : path, expected: "an object", found: value.kind)
            }
            self.value = value
            self.path = path
        }

        func text(_ key: String) throws(InputError) -> String {
            guard let text = value[key]?.stringValue else { throw fault(key, "a string") }
            return text
        }

        func number(_ key: String) throws(InputError) -> JSONNumber {
            guard let number = value[key]?.numberValue else { throw fault(key, "a number") }
            return number
        }

        func whole(_ key: String) throws(InputError) -> Int64 {
            guard let number = value[key]?.integerValue, number >= 0 else { throw fault(key, "a whole number from 0") }
            return number
        }

        func list<Element>(_ key: String, _ read: (Reader) throws(InputError) -> Element) throws(InputError) -> [Element] {
            guard let items = value[key]?.arrayValue else { throw fault(key, "an array") }
            guard items.count <= CoordinationEvidence.countLimit else {
                throw InputError(
                    field: name(key), expected: "at most \(CoordinationEvidence.countLimit) entries", found: "\(items.count)")
            }
            var elements: [Element] = []
            for (index, item) in items.enumerated() { elements.append(try read(Reader(item, path: "\(name(key))[\(index)]"))) }
            return elements
        }

        private func fault(_ key: String, _ expected: String) -> InputError {
            InputError(field: name(key), expected: expected, found: value[key]?.kind ?? "nothing")
        }

        private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    }
}

extension CoordinationEvidence.NullModel {
    fileprivate init(_ reader: CoordinationEvidence.Reader) throws(InputError) {
        rows = try reader.number("rows")
        accounts = try reader.number("accounts")
        pairs = try reader.number("pairs")
        sumOfSquares = try reader.number("sum_squares")
        limit = reader.value["limit"]?.numberValue
    }
}

extension CoordinationEvidence.Member {
    fileprivate init(_ reader: CoordinationEvidence.Reader) throws(InputError) {
        account = try reader.text("account")
        rows = try reader.whole("rows")
        rowsInWindow = reader.value["rows_in_window"]?.integerValue
        share = reader.value["share"]?.doubleValue
    }
}

extension CoordinationEvidence.Edge {
    fileprivate init(_ reader: CoordinationEvidence.Reader) throws(InputError) {
        a = try reader.text("a")
        b = try reader.text("b")
        distinctObjects = try reader.whole("distinct_objects")
        pairs = try reader.whole("pairs")
        expected = try reader.number("expected")
        p = try reader.number("p")
        medianDelaySeconds = reader.value["median_delta_s"]?.numberValue
        synchrony = try reader.number("synchrony")
    }
}

extension CoordinationEvidence.Object {
    fileprivate init(_ reader: CoordinationEvidence.Reader) throws(InputError) {
        name = try reader.text("object")
        shares = try reader.list("shares", CoordinationEvidence.Share.init)
    }
}

extension CoordinationEvidence.Share {
    fileprivate init(_ reader: CoordinationEvidence.Reader) throws(InputError) {
        account = try reader.text("account")
        content = try reader.text("content")
        time = try reader.text("t")
        let after = try reader.number("after_first_s").double
        guard after.isFinite else { throw InputError(field: "after_first_s", expected: "a finite number", found: "\(after)") }
        secondsAfterFirst = after
    }
}
