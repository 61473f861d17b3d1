/// Edges put by until the threshold is known: in byte order they differ so little that most take seven bytes.
final class EdgeSpool {
    private static let chunkSize = 1 << 20
    /// No edge takes more: seven numbers of at most ten bytes.
    private static let edgeLimit = 70

    private let scratch: (any ScratchFile)?
    private var chunks: [ByteBuffer] = []
    private var current = ByteBuffer(capacity: chunkSize)
    private var previous: (first: UInt32, second: UInt32) = (0, 0)
    private(set) var count = 0

    /// - Parameter scratch: where full chunks go; without it they stay in memory.
    init(scratch: (any ScratchFile)?) {
        self.scratch = scratch
    }

    func append(_ edge: Edge) throws {
        let step = edge.first - previous.first
        let place = step == 0 ? edge.second - previous.second : edge.second
        current.write(upTo: Self.edgeLimit) { cursor in
            cursor.put(varint: UInt64(step))
            cursor.put(varint: UInt64(place))
            cursor.put(varint: UInt64(edge.weight))
            cursor.put(varint: UInt64(edge.sumDelta))
            cursor.put(varint: UInt64(edge.olderContents))
            cursor.put(varint: UInt64(edge.newerContents))
            cursor.put(varint: UInt64(edge.objects))
        }
        previous = (edge.first, edge.second)
        count += 1
        if current.count > Self.chunkSize - Self.edgeLimit { try close() }
    }

    private func close() throws {
        // Each chunk starts from nothing, so that it can be read by itself.
        previous = (0, 0)
        if let scratch {
            let length = UInt32(current.count)
            try withUnsafeBytes(of: length) { try scratch.append($0) }
            try scratch.append(current.bytes)
            current.removeAll()
        } else {
            chunks.append(current)
            current = ByteBuffer(capacity: Self.chunkSize)
        }
    }

    /// All edges again, in the same order.
    func forEach(_ body: (Edge) throws -> Void) throws {
        if let scratch { try forEachChunk(scratch) { try Self.read($0, body) } }
        for chunk in chunks { try Self.read(chunk.bytes, body) }
        try Self.read(current.bytes, body)
    }

    private func forEachChunk(_ file: any ScratchFile, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var offset = 0
        while offset < file.byteCount {
            var length: UInt32 = 0
            _ = try withUnsafeMutableBytes(of: &length) { try file.read(into: $0, at: offset) }
            var chunk = [UInt8](repeating: 0, count: Int(length))
            _ = try chunk.withUnsafeMutableBytes { try file.read(into: $0, at: offset + 4) }
            try chunk.withUnsafeBytes(body)
            offset += 4 + Int(length)
        }
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, _ body: (Edge) throws -> Void) throws {
        var position = 0
        func next() -> UInt64 {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                let byte = bytes[position]
                position += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
        }
        var first: UInt32 = 0
        var second: UInt32 = 0
        while position < bytes.count {
            let step = UInt32(next())
            let place = UInt32(next())
            second = step == 0 ? second + place : place
            first += step
            try body(
                Edge(
                    first: first, second: second, weight: Int(next()), sumDelta: Int64(next()), olderContents: Int(next()),
                    newerContents: Int(next()), objects: Int(next())))
        }
    }
}
