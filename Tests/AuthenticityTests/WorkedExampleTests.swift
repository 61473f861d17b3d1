import Daylight
import Testing

@testable import Authenticity

/// The worked example on which both reference tools were run.
@Suite("Worked example")
struct WorkedExampleTests {
    static let shares = """
        object_id,account_id,content_id,timestamp_share
        X,ann,c1,1000
        X,bob,c2,1004
        X,cid,c3,1010
        X,bob,c4,1012
        Y,bob,c5,2000
        Y,ann,c6,2000
        Y,dan,c7,2009
        Z,ann,c8,3000
        Z,bob,c9,3011
        c1,eve,c10,4000
        c1,ann,c1,4000
        W,cid,c11,5000
        W,cid,c12,5003
        W,dan,c13,5005
        V,ann,c14,6000
        V,bob,c15,6010
        V,eve,c16,6010

        """

    static func table(_ lines: [String]) -> String {
        lines.map { $0.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "\t") + "\n" }.joined()
    }

    static let edgeHeader = CoordinationNetwork.edgeColumns.joined(separator: " ")

    @Test("CooRTweet's twelve pairs, with the tie broken by first appearance", arguments: [1, 2])
    func pairs(minimum: Int) throws {
        let network = try Run(.cooRTweet, window: 10, minimum: minimum).network(Self.shares)
        #expect(
            try network.pairsTable
                == Self.table([
                    "object_id content_id content_id_y time_delta account_id account_id_y",
                    "V c14 c15 10 ann bob", "V c14 c16 10 ann eve", "V c15 c16 0 bob eve",
                    "W c11 c13 5 cid dan", "W c12 c13 2 cid dan",
                    "X c1 c2 4 ann bob", "X c1 c3 10 ann cid", "X c2 c3 6 bob cid", "X c3 c4 2 cid bob",
                    "Y c5 c7 9 bob dan", "Y c6 c5 0 ann bob", "Y c6 c7 9 ann dan",
                ]))
    }

    @Test("CooRTweet's edges with their counts by position in time")
    func edges() throws {
        let network = try Run(.cooRTweet, window: 10, minimum: 2).network(Self.shares)
        #expect(network.threshold == 1)
        #expect(
            try network.edgesTable
                == Self.table([
                    Self.edgeHeader,
                    "ann bob 3 14 3 3 4.666666666666667 1 1", "ann cid 1 10 1 1 10 1 0", "ann dan 1 9 1 1 9 1 0",
                    "ann eve 1 10 1 1 10 1 0", "bob cid 2 8 2 2 4 1 1", "bob dan 1 9 1 1 9 1 0", "bob eve 1 0 1 1 0 1 0",
                    "cid dan 2 7 2 1 3.5 0.5 1",
                ]))
        #expect(network.counts.objects == 4)
        #expect(network.counts.contents == 13)
        #expect(network.counts.accounts == 5)
        #expect(network.edgesOverThreshold == 3)
    }

    @Test("the weights' 0.9 quantile is 2.3")
    func quantile() throws {
        var run = Run(.cooRTweet, window: 10, minimum: 2)
        run.parameters.edgeQuantile = 0.9
        let threshold = try #require(try run.network(Self.shares).threshold)
        #expect(abs(threshold - 2.3) < 1e-12)
    }

    @Test("with m = 3 an account below the minimum stays when its partner is above")
    func participation() throws {
        let network = try Run(.cooRTweet, window: 10, minimum: 3).network(Self.shares)
        #expect(network.counts.prefilteredRows == 13)
        #expect(network.counts.pairs == 6)
        #expect(network.threshold == 2)
        #expect(
            try network.edgesTable
                == Self.table([
                    Self.edgeHeader, "ann bob 3 14 3 3 4.666666666666667 1 1", "ann cid 1 10 1 1 10 1 0",
                    "bob cid 2 8 2 2 4 1 0",
                ]))
    }

    @Test("one account's hundred shares around one share of another count by position, 51 and 51")
    func countsByPosition() throws {
        var lines = ["object_id,account_id,content_id,timestamp_share"]
        for index in 0..<100 { lines.append("X,a,a\(index),\(index < 50 ? 1000 : 1002)") }
        lines.append("X,b,b0,1001")
        let network = try Run(.cooRTweet, window: 10, minimum: 1).network(lines.joined(separator: "\n"))
        #expect(try network.edgesTable.hasSuffix("a\tb\t100\t100\t51\t51\t1\t1\t0\n"))
    }

    @Test("an object's name is compared with contents as bytes, and self-shares drop out")
    func selfShare() throws {
        let network = try Run(window: 10).network("object_id,account_id,content_id,timestamp_share\nc,a,c,1\nc,b,d,2\n")
        #expect(network.counts.pairs == 0)
        #expect(network.threshold == nil)
    }
}
