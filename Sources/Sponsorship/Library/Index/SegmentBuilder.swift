import Daylight

/// Makes a segment of ads.
struct SegmentBuilder {
    private var columns = Segment.Columns()
    private var text = Segment.WordText()
    private var numbers = TextNumbers()
    /// Words of the ad at hand.
    private var wordsLeft = 0

    var isEmpty: Bool { columns.sequences.isEmpty }
    var isFull: Bool {
        Segment.isFull(rows: columns.sequences.count, words: text.ranks.count, bytes: numbers.texts.bytes.count)
    }

    mutating func append(_ ad: LibraryAd, tables: inout LibraryTables) {
        columns.append(ad, tables: &tables)
        wordsLeft = SearchWords.documentLimit
        takeWords(of: ad.content.title)
        if let sponsor = ad.sponsor { takeWords(of: sponsor) }
        if let payer = ad.payer, payer != ad.sponsor { takeWords(of: payer) }
        if let name = ad.controllingEntity.name { takeWords(of: name) }
        takeWords(of: ad.publisher)
        for election in ad.elections { takeWords(of: election) }
        text.headEnds.append(UInt32(text.ranks.count))
        takeWords(of: ad.content.text)
        for creative in ad.content.creatives { take(CreativeWord.bytes(creative)) }
        text.starts.append(UInt32(text.ranks.count))
    }

    private mutating func takeWords(of string: String) {
        let before = text.ranks.count
        SearchWords.visit(string, limit: wordsLeft) { text.ranks.append(numbers.insert($0)) }
        wordsLeft -= text.ranks.count - before
        text.ranks.append(Segment.textEnd)
    }

    private mutating func take(_ word: [UInt8]) {
        text.ranks.append(word.withUnsafeBufferPointer { numbers.insert($0) })
    }

    func finished() -> Segment {
        let order = numbers.sorted()
        var words = ByteTexts()
        var ranks = [UInt32](repeating: 0, count: order.count)
        for (rank, number) in order.enumerated() {
            words.append(numbers.texts[Int(number)])
            ranks[Int(number)] = UInt32(rank)
        }
        var text = text
        for index in text.ranks.indices where text.ranks[index] != Segment.textEnd {
            text.ranks[index] = ranks[Int(text.ranks[index])]
        }
        return Segment(columns: columns, words: words, text: text)
    }
}

/// A creative's hash among the words: it starts with a byte that no word has, so that nobody finds it by typing.
enum CreativeWord {
    static func bytes(_ digest: Digest) -> [UInt8] { [0xFF] + digest.bytes }
}

extension Segment.Columns {
    fileprivate mutating func append(_ ad: LibraryAd, tables: inout LibraryTables) {
        ids.append(ad.id.utf8)
        versions.append(ad.version)
        sequences.append(ad.sequence)
        starts.append(Int32(ad.period.start.daysSinceEpoch))
        ends.append(ad.period.end.map { Int32($0.daysSinceEpoch) } ?? .max)
        amounts.append(Segment.Band(low: ad.amount?.lowUnits ?? 0, high: ad.amount?.highUnits ?? 0))
        reaches.append(ad.reach.map { Segment.Band(low: $0.low, high: $0.highUnits) } ?? .unknown)
        let currency = tables.currency(of: ad)
        for field in LibraryField.allCases {
            groups[field.index].append(tables.group(ad, field, currency: currency))
        }
    }
}
