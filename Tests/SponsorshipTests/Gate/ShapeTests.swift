import Testing

@testable import Sponsorship

/// What lines had before spares work and changes nothing.
@Suite struct ShapeTests {
    private let scan = Scan()

    @Test func aNameThatComesTwiceIsRefusedHoweverOftenItsObjectWasSeen() {
        for _ in 1...3 {
            #expect(scan.fault(#"{"a":1,"b":{"c":2},"d":3}"#) == nil)
            #expect(scan.fault(#"{"a":1,"b":{"c":2},"a":3}"#) == 19)
            #expect(scan.fault(#"{"a":1,"b":{"c":2,"c":3}}"#) == 18)
            #expect(scan.fault(#"{"a":1,"b":{"c":2},"\u0061":3}"#) == 19)
            #expect(scan.fault(#"{"a" :1,"b":{"c":2}, "b":3}"#) == 21)
        }
    }

    /// Names as they are written would end at the quote inside.
    @Test func aNameWithEscapesIsNotTakenForWhatItMeans() {
        for _ in 1...3 {
            #expect(scan.fault(#"{"a\":1,\"b":2}"#) == nil)
            #expect(scan.fault(#"{"a":1,"b":2}"#) == nil)
            #expect(scan.fault(#"{"a":1,"b":2,"a\":1,\"b":3}"#) == nil)
            #expect(scan.fault(#"{"a":1,"b":2,"b":3}"#) == 13)
        }
    }

    @Test(arguments: [1, 4, 5, 6, 12, 13, 14, 60, 61, 62, 63, 64, 200])
    func namesOfEveryLengthAreTold(apart length: Int) {
        let name = String(repeating: "n", count: length)
        for place in 0..<length {
            var other = Array(name)
            other[place] = "m"
            for _ in 1...2 {
                #expect(scan.fault("{\"\(name)\":1,\"\(String(other))\":2}") == nil)
                #expect(scan.fault("{\"\(name)\":1,\"\(String(other))\":2,\"\(name)\":3}") == 2 * length + 11)
                #expect(scan.fault("{\"\(name)\":1,\"\(String(other))\":2,\"\(String(other))\":3}") == 2 * length + 11)
            }
        }
    }

    @Test func anObjectThatHasMoreNamesThanAnyShapeHasEachOnce() {
        for count in [47, 48, 49, 50, 100] {
            let members = (0..<count).map { "\"n\($0)\":0" }.joined(separator: ",")
            for _ in 1...2 {
                #expect(scan.fault("{\(members)}") == nil)
                #expect(scan.fault("{\(members),\"n0\":1}") == members.utf8.count + 2)
                #expect(scan.fault("{\(members),\"n\(count - 1)\":1}") == members.utf8.count + 2)
            }
        }
    }

    /// More names than there is memory for, of which it is emptied, and objects inside objects that have no shape.
    @Test func othersNamesChangeNothing() {
        let known = #"{"request":{"id":"q","imp":[{"id":"i1"}]},"response":{"seatbid":[{"bid":[{"id":"b"}]}]}}"#
        for round in 0..<40 {
            let others = (0..<40).map { first in
                "{\"r\(round)\":{\"f\(first)\":0,\((0..<20).map { "\"s\(round).\(first).\($0)\":{\"x\":1}" }.joined(separator: ","))}}"
            }
            #expect(scan.fault("[\(others.joined(separator: ","))]") == nil)
            #expect(scan.fault(known) == nil)
            #expect(scan.fault(known.replacing("]}}", with: "],\"seatbid\":1}}")) == known.utf8.count - 1)
        }
    }

    @Test func membersAreFoundInObjectsOfAnyShape() throws {
        let gate = Gate()
        let others = (0..<12).map { "B/x\($0)=1" }
        for _ in 1...2 {
            for other in others {
                #expect(try gate.answer(GateLine("\(other) B/adomain=[\"elsewhere.example\"]").text).rules() == "B09")
            }
        }
    }
}
