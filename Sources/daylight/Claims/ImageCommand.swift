import ArgumentParser

/// `daylight claims image`: pictures, hashed and compared.
struct ImageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Hash pictures and find known ones among them.",
        discussion: """
            A perceptual hash (PDQ, 256 bits) finds a picture again after re-encoding, scaling, blur or a change of colours, and
            turned or mirrored. It does not see crops, added captions or small rotations.
            """,
        subcommands: [ImageHashCommand.self, ImageMatchCommand.self])
}
