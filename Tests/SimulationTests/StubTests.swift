import Testing
@Test func stubSimulation() {}
