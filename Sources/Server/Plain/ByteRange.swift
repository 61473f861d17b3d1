import HTTPTypes

/// A single byte range (RFC 9110 §14); several at once are answered with the whole, as the standard allows.
enum ByteRange {
    private enum Wish: Equatable {
        case range(Range<Int>)
        case unsatisfiable
        case ignored
    }

    /// The part that was asked for, of an answer that holds the whole.
    static func answer(_ whole: PlainAnswer, to request: PlainRequest, tag: String) -> PlainAnswer {
        var answer = whole
        answer.headers[.acceptRanges] = "bytes"
        guard request.method == .get, let field = request.headers[.range] else { return answer }
        if let condition = request.headers[.ifRange], condition != tag { return answer }
        switch wish(field, count: whole.body.count) {
        case .ignored: break
        case .unsatisfiable:
            answer.status = .rangeNotSatisfiable
            answer.headers[.contentRange] = "bytes */\(whole.body.count)"
            answer.body = []
        case .range(let range):
            answer.status = .partialContent
            answer.headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(whole.body.count)"
            answer.body = Array(whole.body[range])
        }
        return answer
    }

    private static func wish(_ field: String, count: Int) -> Wish {
        let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return .ignored }
        let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return .ignored }
        switch (number(ends[0]), number(ends[1])) {
        case (let first?, let last?):
            guard first <= last else { return .ignored }
            return first < count ? .range(first..<min(last + 1, count)) : .unsatisfiable
        case (let first?, nil):
            guard ends[1].isEmpty else { return .ignored }
            return first < count ? .range(first..<count) : .unsatisfiable
        case (nil, let suffix?):
            guard ends[0].isEmpty else { return .ignored }
            return suffix > 0 && count > 0 ? .range(max(0, count - suffix)..<count) : .unsatisfiable
        case (nil, nil): return .ignored
        }
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
