import Daylight
import Glibc
import Tally

/// The folder that `daylight count check --evidence` fills: one file for each finding that a file can show.
struct EvidenceFolder {
    let path: String
    /// Names of the files in it, with whether each proves its finding.
    private(set) var written: [(name: String, verdict: EvidenceVerdict)] = []
    private let left: [EvidenceMaker.Left]

    /// Makes the evidence and writes it: all files or none of those that were there keep standing.
    ///
    /// - Throws: ``InputError`` for input that cannot be used, ``Failure`` (73) naming the path.
    init(_ path: String, of bytes: [UInt8]) throws {
        self.path = path
        let maker = try EvidenceMaker(bytes)
        left = maker.left
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())")
        }
        var numbers: [String: Int] = [:]
        var files: [OutputFile] = []
        for (evidence, bytes, verdict) in maker.made {
            let name = Self.name(of: evidence)
            let number = numbers[name, default: 0] + 1
            numbers[name] = number
            let file = number == 1 ? "\(name).json" : "\(name)~\(number).json"
            let output = try OutputFile("\(path)/\(file)")
            try bytes.withUnsafeBytes(output.write)
            files.append(output)
            written.append((file, verdict))
        }
        for file in files { try file.publish() }
    }

    /// Code and unit in characters that every file system takes.
    private static func name(of evidence: CountEvidence) -> String {
        let unit = evidence.unit.unicodeScalars.prefix(40).map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
                ? Character(scalar) : "_"
        }
        return "\(evidence.kind.rawValue)-\(String(unit))"
    }

    /// The members `folder`, `files` and `left`.
    var json: JSONValue {
        [
            "folder": .string(path),
            "files": .array(
                written.map { name, verdict in
                    var object: JSONObject = ["file": .string(name), "ok": .bool(verdict.ok)]
                    if let reason = verdict.reason { object["reason"] = .string(reason) }
                    return .object(object)
                }), "left": .array(left.map { .object($0.json) }),
        ]
    }

    func say() {
        print("\(path): \(written.count) files of evidence")
        for (name, verdict) in written {
            guard let reason = verdict.reason else { continue }
            print("  \(name) proves nothing yet: \(reason)")
        }
        for finding in left { print("  no file for \(finding.code.rawValue) of \(finding.unit): \(finding.reason)") }
    }
}
