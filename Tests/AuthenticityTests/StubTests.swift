import Testing
@Test func stubAuthenticity() {}
