// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built the same way: Swift 6, explicit imports, and no warning left standing.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A room is a library target plus the test target that mirrors it.
func room(_ name: String, dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
        swiftSettings: settings)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hashTrees: Target.Dependency = .product(name: "HashTreeCollections", package: "swift-collections")

let package = Package(
    name: "daylight",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "daylight", targets: ["DaylightCommand"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        room("Daylight", dependencies: [crypto]),
        room("EvidenceLog", dependencies: ["Daylight", crypto]),
        room("Authenticity", dependencies: ["Daylight"]),
        room("Sponsorship", dependencies: ["Daylight", crypto], resources: [.embedInCode("Resources")]),
        room("Exposure", dependencies: ["Daylight"]),
        room(
            "Credibility",
            dependencies: ["Daylight", crypto, .product(name: "CryptoExtras", package: "swift-crypto")]),
        room("Pictures", dependencies: ["Daylight", "CTurboJPEG", "CPNG", "CWebP"]),
        room(
            "Tally",
            dependencies: ["Daylight", "EvidenceLog", crypto, hashTrees, .product(name: "BigInt", package: "BigInt")]),
        room("Outbound", dependencies: ["CCurl"]),
        room("Simulation", dependencies: ["Daylight"]),
        room(
            "Storage",
            dependencies: ["Daylight", "CPostgreSQL", .product(name: "GRDB", package: "GRDB.swift")]),
        room(
            "Server",
            dependencies: [
                "Daylight", "EvidenceLog", "Authenticity", "Sponsorship", "Exposure", "Credibility", "Tally", "Storage",
                crypto, hashTrees,
                .product(name: "BigInt", package: "BigInt"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            resources: [.embedInCode("Resources")]),
        .executableTarget(
            name: "DaylightCommand",
            dependencies: [
                "Daylight", "EvidenceLog", "Authenticity", "Sponsorship", "Exposure", "Credibility", "Pictures", "Tally",
                "Outbound",
                "Simulation", "Storage", "Server",
                crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/daylight",
            swiftSettings: settings),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebp", providers: [.apt(["libwebp-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        tests("Daylight"),
        tests("EvidenceLog", dependencies: ["Daylight", crypto]),
        tests("Authenticity", dependencies: ["Daylight"]),
        tests("Sponsorship", dependencies: ["Daylight"]),
        tests("Exposure", dependencies: ["Daylight"]),
        tests("Credibility", dependencies: ["Daylight", crypto]),
        tests("Pictures", dependencies: ["Daylight"]),
        tests("Tally", dependencies: ["Daylight", "EvidenceLog", crypto, .product(name: "BigInt", package: "BigInt")]),
        tests("Outbound"),
        tests("Simulation", dependencies: ["Daylight"]),
        tests("Storage", dependencies: ["Daylight"]),
        tests(
            "Server",
            dependencies: [
                "Credibility", "Daylight", "EvidenceLog", "Exposure", "Sponsorship", "Storage", "Tally",
                .product(name: "BigInt", package: "BigInt"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
