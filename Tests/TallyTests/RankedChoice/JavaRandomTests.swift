import Tally
import Testing

/// The published vectors of `java.util.Random` and `HashSet` (tally reference, section 7.4).
struct JavaRandomTests {
    @Test func doublesFollowTheSeed() {
        var random = JavaRandom(seed: 1234)
        #expect(random.nextDouble() == 0.6465821602909256)
        #expect(random.nextDouble() == 0.9513577109193919)
        #expect(random.nextDouble() == 0.8575884598068334)
    }

    @Test func aListIsShuffledAsJavaDoes() {
        var random = JavaRandom(seed: 2026)
        var list = ["A", "B", "C", "D", "E"]
        random.shuffle(&list)
        #expect(list == ["C", "D", "B", "A", "E"])
    }

    @Test func boundsThatAreNoPowersOfTwoAreEvenlyDrawn() {
        var random = JavaRandom(seed: 7)
        for bound in [1, 2, 3, 10, 1 << 30, Int32.max] as [Int32] {
            for _ in 0..<100 { #expect((0..<bound).contains(random.nextInt(bound))) }
        }
    }

    @Test func hashesAndTheirOrder() {
        #expect(JavaHashOrder.hash("Farkas") == 2_097_124_230)
        #expect(JavaHashOrder.hash("") == 0)
        let order = JavaHashOrder.order(["Farkas", "Gallo", "Horvat", "Aalto", "Berg"])
        #expect(order == ["Horvat", "Gallo", "Aalto", "Berg", "Farkas"])
    }

    @Test func namesThatHashAlikeStayInTheirOrder() {
        #expect(JavaHashOrder.hash("Aa") == JavaHashOrder.hash("BB"))
        #expect(JavaHashOrder.order(["Aa", "BB"]) == ["Aa", "BB"])
        #expect(JavaHashOrder.order(["BB", "Aa"]) == ["BB", "Aa"])
    }
}
