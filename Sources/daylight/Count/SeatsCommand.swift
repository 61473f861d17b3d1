import ArgumentParser
import Daylight
import Tally

/// `daylight count seats`: how votes become seats.
struct SeatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seats",
        abstract: "Compute how votes become seats.",
        discussion: """
            EXAMPLES
              daylight count seats council.json
              daylight count seats - --json < council.json

            FILE is a JSON object with votes (list id to whole number) and either method and seats, or system, such as
            EP2024/SE. Optional: threshold (percent, base, compare), validVotes, votesCast, drawn (what lots said, in the order
            in which ties are met: chosen has the lists that get the seats), and for nlCouncil candidates. An array of such
            objects is answered by an array.

            Methods: dhondt, sainteLague, modSL14, modSL12, imperiali, danish, huntingtonHill, hareLR, droopExactLR,
            droopFloorPlus1LR, droopRoundedLR, imperialiLR, nlCouncil, nlHouse. Everything is computed exactly. A tie is
            never broken: the answer says who is tied and for how many seats.

            EXIT CODES
              0 every seat that can be given is given · 1 a tie is open, or full quotas exceed the seats
              64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Votes and method as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let (input, allocations) = try CountFile(path: file, json: json).read(limit: SeatQuestion.byteLimit) { bytes in
            let input = try SeatFile(parsing: bytes)
            return (input, try input.allocations())
        }
        switch input {
        case .one where json: print(CanonicalJSON.line(allocations[0].json))
        case .many where json: print(CanonicalJSON.line(.array(allocations.map(\.json))))
        case .one: allocations[0].say()
        case .many:
            for (index, allocation) in allocations.enumerated() {
                print("\(index > 0 ? "\n" : "")\(index + 1). \(allocation.heading)")
                allocation.say()
            }
        }
        if !allocations.allSatisfy(\.isFinal) { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }
}

extension SeatAllocation {
    /// What was allocated, where there are several.
    fileprivate var heading: String {
        let name = question.system.map { "\($0.code), " } ?? ""
        return "\(name)\(question.seats) seats, \(question.method.rawValue)"
    }

    /// Prints a line per list, and what the reader has to know besides.
    fileprivate func say() {
        for (list, seats) in zip(question.lists, seats) {
            print("\(list.id): \(list.votes) votes, \(seats) \(seats == 1 ? "seat" : "seats")")
        }
        if let lastSeat { print("last seat: \(words(lastSeat))") }
        if let nextInLine { print("next in line: \(words(nextInLine))") }
        if unassigned > 0 { print("not assigned: \(unassigned)") }
        if overAllocated > 0 { print("full quotas exceed the seats by \(overAllocated)") }
        if let tie { print("open tie for \(tie.seatsLeft): \(names(tie.tied)). Draw lots and add the outcome to drawn.") }
        if let note = question.system?.note, !note.isEmpty { print("note: \(note)") }
    }

    private func words(_ rank: Rank) -> String {
        "\(names(rank.lists)) with \(question.method.hasSquaredQuotients ? "√" : "")\(rank.quotient.text)"
    }

    private func names(_ lists: [Int]) -> String { lists.map { question.lists[$0].id }.joined(separator: ", ") }
}
