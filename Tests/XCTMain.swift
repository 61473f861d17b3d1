import Testing

/// The entry point of the test program. Having one spares the build the index store, which test discovery would need
/// and which costs a third of the build: every test here is a Swift Testing one and finds itself.
@main
struct TestProgram {
    static func main() async {
        await Testing.__swiftPMEntryPoint() as Never
    }
}
