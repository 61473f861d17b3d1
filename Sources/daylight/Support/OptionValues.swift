import ArgumentParser

/// Seconds on the command line: 0 or more, up to three decimals. Kept in milliseconds.
struct WindowOption: ExpressibleByArgument, Equatable {
    let milliseconds: Int64

    init?(argument: String) {
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...12).contains(whole.utf8.count), whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let seconds = Int64(whole), parts.count <= 2
        else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            let digits = parts[1]
            guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            fraction = Int64(digits + String(repeating: "0", count: 3 - digits.utf8.count)) ?? 0
        }
        milliseconds = seconds * 1000 + fraction
    }
}

/// An amount of memory: `64MiB`, `2GiB`, or plain bytes.
struct MemoryOption: ExpressibleByArgument, Equatable {
    static let smallest = 1 << 20

    let byteCount: Int

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let scales: [String: Int] = [
            "": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40, "kB": 1000, "KB": 1000,
            "MB": 1_000_000, "GB": 1_000_000_000,
        ]
        guard let number = Int(digits), let scale = scales[String(argument.dropFirst(digits.count))] else { return nil }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: scale)
        guard !isTooLarge, bytes >= Self.smallest else { return nil }
        byteCount = bytes
    }
}

/// How readers reach a server: `https://HOST` or `http://HOST`, perhaps with a port, without a path.
struct PublicAddress: ExpressibleByArgument, Equatable {
    let text: String
    /// Names the log that is made on a first start.
    let host: String

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty else { return nil }
        let host = parts[2].prefix { $0 != ":" }
        let port = parts[2].dropFirst(host.count)
        let isHost = !host.isEmpty && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "+") }
        guard isHost, port.isEmpty || UInt16(port.dropFirst()) != nil else { return nil }
        text = argument
        self.host = String(host)
    }

    static var defaultCompletionKind: CompletionKind { .default }
}

/// A whole number of 0 or more, written with digits only.
struct CountOption: ExpressibleByArgument, Equatable {
    let value: Int

    init?(argument: String) {
        guard argument.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(argument) else { return nil }
        self.value = value
    }
}
