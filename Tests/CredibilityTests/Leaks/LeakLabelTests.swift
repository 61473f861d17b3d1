import Daylight
import Testing

@testable import Credibility

@Suite struct LeakLabelTests {
    @Test(
        "what stands first follows from the levels of authenticity",
        arguments: [
            ([LeakLevel.verifiedPart, .fabricated], LeakLabel.Kind.mixed),
            ([.consistent, .contradicted, .unknown], .mixed),
            ([.contradicted, .unknown], .contradicted),
            ([.fabricated], .contradicted),
            ([.unknown, .unknown], .unverified),
            ([.verifiedPart, .unknown], .partlyVerified),
            ([.verifiedPart, .consistent], .eachSupported),
        ])
    func kinds(levels: [LeakLevel], kind: LeakLabel.Kind) throws {
        #expect(LeakLabel(try LeakSample.assessed(levels)).kind == kind)
    }

    @Test("a mixed archive says so, with counts, and that one item says nothing about the next")
    func mixed() throws {
        let label = LeakLabel(try LeakSample.assessed([.verifiedPart, .consistent, .fabricated, .contradicted, .unknown]))
        #expect(
            label.sentences[0]
                == "Mixed archive of 5 items: 1 verified in part, 1 with nothing against it, 1 contradicted, 1 made up. "
                + "1 is not verified. One item that holds says nothing about the next.")
        let partly = LeakLabel(try LeakSample.assessed([.verifiedPart, .unknown, .unknown]))
        #expect(
            partly.sentences[0]
                == "Of 3 items: 1 verified in part. 2 are not verified. One item that holds says nothing about the next.")
    }

    @Test("an item without a finding is not verified, whatever the others are")
    func open() throws {
        var leak = try LeakSample.leak()
        try leak.assess(0, .authentic, try LeakSample.finding(.verifiedPart))
        #expect(LeakLabel(leak).kind == .notAssessed)
        #expect(LeakLabel(leak).sentences[0] == "Not verified: 2 of 3 items have not been assessed.")
        try leak.assess(1, .authentic, try LeakSample.finding(.fabricated))
        #expect(LeakLabel(leak).kind == .mixed, "that items contradict each other must not wait for the last one")
    }

    @Test("no signature, whatever it says, makes a label speak of a forgery or of anything verified")
    func signatures() throws {
        let verdicts: [MailFinding.Verdict] = [.none, .malformed] + DKIMFinding.Verdict.allCases.map { .signed($0) }
        for verdict in verdicts {
            for warnings in [[], DKIMFinding.Warning.allCases] + DKIMFinding.Warning.allCases.map({ [$0] }) {
                let mail = LeakSample.mail(verdict, warnings)
                let label = LeakLabel(try LeakSample.assessed([.unknown], mails: [mail]))
                #expect(label.kind == .unverified)
                for word in ["forge", "fake", "fabricated", "made up", "genuine", "verified in part"] {
                    #expect(!label.text.lowercased().contains(word), "\(verdict.name): \(label.text)")
                }
            }
        }
    }

    @Test("a signature that holds says what it says and no more; one of a published key says that anybody may have made it")
    func passes() throws {
        let mails = [
            LeakSample.mail(.signed(.pass)), LeakSample.mail(.signed(.pass), [.keyDisclosed]),
            LeakSample.mail(.signed(.failBody)), LeakSample.mail(.signed(.pass), notCovered: ["subject"]),
        ]
        let label = LeakLabel(try LeakSample.assessed(mails.map { _ in .unknown }, mails: mails))
        #expect(
            label.sentences.suffix(3) == [
                "2 mails were signed by a server of the domain that is named, 1 in part only. "
                    + "That does not show who wrote it, that its date is right, or that the archive is complete.",
                "1 mail was signed with a key that was published: anybody may have done that.",
                "The signature of 1 mail does not hold, which is often harmless and decides nothing.",
            ])
    }

    @Test("how it was obtained and who gains are said apart from whether it is authentic")
    func others() throws {
        let hacked = LeakLabel(try LeakSample.assessed([.verifiedPart], other: .contradicted))
        #expect(hacked.kind == .eachSupported)
        #expect(hacked.text.contains("It was hacked or stolen, in whole or in part."))
        #expect(hacked.text.contains("1 was altered, or parts are missing."))
        let unknown = LeakLabel(try LeakSample.assessed([.verifiedPart], other: .unknown))
        #expect(unknown.text.contains("How it was obtained is not known. Who released it and who gains is not known."))
    }

    @Test("guidance follows from the case and the days to the vote")
    func guidance() throws {
        let open = try LeakSample.leak()
        #expect(open.guidance(at: LeakSample.now).contains(.agreeWhoDecides))
        let near = open.guidance(at: LeakSample.lastHours)
        #expect(near.contains(.seniorApproval) && near.contains(.silenceRules) && !near.contains(.agreeWhoDecides))
        #expect(near.contains(.sayOriginUnknown) && !near.contains(.sayHacked) && near.contains(.separatePrivate))
        let mixed = try LeakSample.assessed(
            [.verifiedPart, .fabricated], other: .contradicted, mails: [LeakSample.mail(.signed(.failBody))])
        let told = mixed.guidance(at: LeakSample.now)
        for guidance in [LeakGuidance.eachItemForItself, .failureIsNoForgery, .sayHacked, .twoPersons, .noDeadline] {
            #expect(told.contains(guidance))
        }
        #expect(!told.contains(.separatePrivate) && !told.contains(.sayOriginUnknown))
        let released = try LeakSample.leak(in: .released).guidance(at: LeakSample.now)
        #expect(released.contains(.correctVisibly) && !released.contains(.twoPersons) && !released.contains(.informAffected))
        #expect(try LeakSample.leak(in: .closed).guidance(at: LeakSample.now) == [])
    }
}
