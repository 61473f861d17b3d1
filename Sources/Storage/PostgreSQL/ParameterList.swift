/// Values laid out as libpq wants them: an address, a length and a format for each.
struct ParameterList {
    private var buffer: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) throws(StoreError) {
        for value in values {
            offsets.append(value == .null ? nil : buffer.count)
            let start = buffer.count
            formats.append(try append(value))
            lengths.append(Int32(buffer.count - start))
            buffer.append(0)
        }
    }

    /// Whole numbers go as text, because the server may have inferred a narrower type; bytes go as they are.
    ///
    /// - Returns: the format, 0 for text and 1 for binary.
    private mutating func append(_ value: SQLValue) throws(StoreError) -> Int32 {
        switch value {
        case .null: return 0
        case .integer(let number): buffer.append(contentsOf: String(number).utf8)
        case .text(let text):
            guard !text.utf8.contains(0) else { throw .rejected("text with a NUL byte") }
            buffer.append(contentsOf: text.utf8)
        case .bytes(let bytes):
            buffer.append(contentsOf: bytes)
            return 1
        }
        return 0
    }

    /// Hands out the arrays for the duration of one call.
    func withPointers<Result>(
        _ body: (
            _ count: Int32, _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        buffer.withUnsafeBytes { bytes in
            let pointers = offsets.map { offset in
                offset.flatMap { bytes.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return pointers.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(Int32(offsets.count), values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
