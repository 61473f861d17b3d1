import Testing
@Test func stubDaylight() {}
