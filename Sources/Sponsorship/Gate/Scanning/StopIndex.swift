#if arch(x86_64)
    private import _Builtin_intrinsics.intel.sse2
#endif

/// Where strings can end, found ahead of reading: one bit for each byte of the line.
///
/// A scanner that looks for the end of a string from its start cannot begin the next string before. Here bytes are compared
/// in blocks that do not wait for each other (Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019, stage 1), and
/// reading has to wait for no more than one look at the bits. Stops are quotes and what only unusual strings have:
/// backslashes, control characters, bytes outside ASCII. Those strings are read byte for byte, so that quotes behind
/// backslashes need not be told apart beforehand.
struct StopIndex {
    typealias Pointer = UnsafePointer<UInt8>

    private static let blockLength = 64
    /// A line is indexed piece by piece: its context is seldom asked for.
    private static let pieceLength = 1024
    /// Bytes that one look at the bits covers.
    private static let lookLength = 57

    /// Bytes of memory for the bits of so many bytes, of one block more, and of what a look reads behind them.
    static func capacity(_ count: Int) -> Int { count / 8 + 32 }

    /// Behind the line. Here stands a NUL, or no string gets so far.
    private let last: Pointer
    /// The bit of an address is in the byte at an eighth of the address from here: then a place need not be turned into a
    /// distance from the start and back.
    private let bits: UnsafeMutableRawPointer
    /// The bits of what comes before are known, since the last jump; zeros stand behind them.
    private var end: Pointer

    /// - Parameters:
    ///   - count: bytes of the line.
    ///   - memory: for the bits; nobody else uses it at the same time.
    init(_ start: Pointer, count: Int, memory: UnsafeMutableRawPointer) {
        last = start + count
        bits = memory - Int(bitPattern: start) >> 3
        end = start
    }

    /// The first stop here or behind.
    @inline(__always)
    mutating func stop(from pointer: Pointer) -> Pointer {
        let found = look(pointer)
        if found == 0 || pointer > end { return farStop(from: pointer) }
        return pointer + found.trailingZeroBitCount
    }

    /// The bits from here on, the first one lowest.
    @inline(__always)
    private func look(_ pointer: Pointer) -> UInt64 {
        let address = UInt(bitPattern: pointer)
        let word = bits.loadUnaligned(fromByteOffset: Int(bitPattern: address &>> 3), as: UInt64.self)
        return UInt64(littleEndian: word) &>> UInt64(truncatingIfNeeded: address & 7)
    }

    /// The same where nothing is known yet, or the string is long.
    @inline(never)
    private mutating func farStop(from first: Pointer) -> Pointer {
        var pointer = first
        // Nobody asks for what was jumped over.
        if pointer > end { end = pointer }
        while true {
            if pointer + Self.lookLength > end, end <= last { index() }
            let found = look(pointer)
            if found != 0 { return pointer + found.trailingZeroBitCount }
            pointer = min(pointer + Self.lookLength, end)
        }
    }

    /// Makes the bits of one more piece.
    private mutating func index() {
        let stop = min(end + Self.pieceLength, last + 1)
        let shift = UInt64(UInt(bitPattern: end) & 7)
        // The bits of the bytes before.
        var carry = UInt64(bits.load(fromByteOffset: Int(bitPattern: UInt(bitPattern: end) &>> 3), as: UInt8.self))
        carry &= (1 &<< shift) &- 1
        while end < stop {
            let block = UnsafeRawPointer(end)
            let stops =
                UInt64(Self.stops(block)) | UInt64(Self.stops(block + 16)) &<< 16
                | UInt64(Self.stops(block + 32)) &<< 32 | UInt64(Self.stops(block + 48)) &<< 48
            let place = Int(bitPattern: UInt(bitPattern: end) &>> 3)
            bits.storeBytes(of: (stops &<< shift | carry).littleEndian, toByteOffset: place, as: UInt64.self)
            // In two steps, since a shift by 64 is none.
            carry = (stops &>> 1) &>> (63 &- shift)
            end += Self.blockLength
        }
        let place = Int(bitPattern: UInt(bitPattern: end) &>> 3)
        bits.storeBytes(of: carry.littleEndian, toByteOffset: place, as: UInt64.self)
    }

    #if arch(x86_64)
        /// The stops among 16 bytes, the first in the lowest bit. Every x86-64 has SSE2.
        @inline(__always)
        private static func stops(_ pointer: UnsafeRawPointer) -> UInt16 {
            let bytes = pointer.loadUnaligned(as: __m128i.self)
            let marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x22)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x5C)))
            // Bytes outside ASCII are negative numbers.
            let stops = _mm_or_si128(marks, _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)))
            return UInt16(truncatingIfNeeded: _mm_movemask_epi8(stops))
        }
    #else
        /// The stops among 16 bytes, the first in the lowest bit.
        @inline(__always)
        private static func stops(_ pointer: UnsafeRawPointer) -> UInt16 {
            let bytes = pointer.loadUnaligned(as: SIMD16<UInt8>.self)
            // Bytes outside ASCII are negative numbers.
            let signed = unsafeBitCast(bytes, to: SIMD16<Int8>.self)
            let stops: SIMDMask<SIMD16<Int8>> =
                (bytes .== SIMD16<UInt8>(repeating: 0x22)) .| (bytes .== SIMD16<UInt8>(repeating: 0x5C))
                .| (signed .< SIMD16<Int8>(repeating: 0x20))
            // Eight bytes with one bit each add up to a byte with all of them.
            let weights = SIMD8<UInt8>(1, 2, 4, 8, 16, 32, 64, 128)
            let bits = unsafeBitCast(stops, to: SIMD16<UInt8>.self) & SIMD16(lowHalf: weights, highHalf: weights)
            return (UInt16(bits.lowHalf.wrappedSum()) | UInt16(bits.highHalf.wrappedSum()) &<< 8).littleEndian
        }
    #endif
}
