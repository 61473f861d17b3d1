/// Finds tabs and line feeds eight bytes at a time.
enum TSVCutter {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// The high bit of every byte that is zero, and no other bit.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 { ~(((word & lows) &+ lows) | word | lows) }

    /// Cuts one line that begins at `start`.
    ///
    /// - Parameters:
    ///   - size: how many bytes there are.
    ///   - ends: gets the end of each field; further fields than it holds are counted only.
    /// - Returns: the number of fields, and the place of the line feed or `nil` where the bytes end before it.
    @inline(__always)
    static func cut(
        _ start: UnsafeRawPointer, size: Int, ends: UnsafeMutableBufferPointer<UInt32>
    ) -> (fields: Int, feed: Int?) {
        let tab = UInt8(ascii: "\t")
        let (tabs, feeds) = (ones &* UInt64(tab), ones &* UInt64(UInt8(ascii: "\n")))
        var (fields, position) = (0, 0)
        while position + 8 <= size {
            let word = start.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            var hits = zeroBytes(word ^ tabs) | zeroBytes(word ^ feeds)
            while hits != 0 {
                let place = position + hits.trailingZeroBitCount >> 3
                if fields < ends.count { ends[fields] = UInt32(truncatingIfNeeded: place) }
                fields += 1
                if start.load(fromByteOffset: place, as: UInt8.self) != tab { return (fields, place) }
                hits &= hits - 1
            }
            position += 8
        }
        while position < size {
            let byte = start.load(fromByteOffset: position, as: UInt8.self)
            if byte == tab || byte == UInt8(ascii: "\n") {
                if fields < ends.count { ends[fields] = UInt32(truncatingIfNeeded: position) }
                fields += 1
                if byte != tab { return (fields, position) }
            }
            position += 1
        }
        return (fields, nil)
    }
}
