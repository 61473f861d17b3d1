import Daylight

extension RuleMessage {
    private var notice: NoticeRecord? { judgement.notice.map { judge.pointee.policy.notices[$0] } }

    func writeNotice(_ rule: GateRule, to sink: inout ByteSink) {
        guard let notice else {
            guard bid.notice != nil else { return sink.write("The bid names no notice.") }
            sink.write("Notice ")
            write(bid.notice, to: &sink)
            return sink.write(" is unknown.")
        }
        switch rule {
        case .B07:
            sink.write("Notice ")
            write(bid.notice, to: &sink)
            sink.write(" has changed: its hash is ")
            write(notice.hash, to: &sink)
            sink.write(", not ")
            write(bid.noticeHash, to: &sink)
        case .B08: writePayer(notice, to: &sink)
        case .B09: writeDomains(notice, to: &sink)
        case .B11:
            sink.write(raw: day.description)
            sink.write(" is outside the published period, ")
            writeDays(notice, to: &sink)
        case .L01: sink.write("The label is not complete: no label, no ad")
        case .D04:
            sink.write("Since ")
            writeWindowStart(notice, to: &sink)
            sink.write(" the sponsor has to declare its place in the Union; ")
            writeElection(notice, to: &sink)
        default: writeSponsor(notice, to: &sink)
        }
        sink.write(".")
    }

    private func writePayer(_ notice: NoticeRecord, to sink: inout ByteSink) {
        var sentence = Sentence()
        if judge.pointee.isOther(bid.dsa?.behalf, notice.sponsor) {
            sentence.next(in: &sink)
            sink.write("behalf ")
            write(bid.dsa?.behalf, to: &sink)
            sink.write(" is not the notice's sponsor ")
            write(notice.sponsor?.text, to: &sink)
        }
        if judge.pointee.isOther(bid.dsa?.paid, notice.payer) {
            sentence.next(in: &sink)
            sink.write("paid ")
            write(bid.dsa?.paid, to: &sink)
            sink.write(" is not the notice's payer ")
            write(notice.payer?.text, to: &sink)
        }
    }

    private func writeDomains(_ notice: NoticeRecord, to sink: inout ByteSink) {
        if bid.advertiserDomains.isEmpty { return sink.write("adomain is empty") }
        sink.write("adomain ")
        write(list: judge.pointee.facts.texts[bid.advertiserDomains], to: &sink) { write($0, to: &$1) }
        if judge.pointee.hasSeveralRoots(bid) { return sink.write(" has several registered domains") }
        sink.write(" is under none of the notice's domains ")
        write(list: judge.pointee.policy.texts[notice.domains], to: &sink) { write($0, to: &$1) }
    }

    private var day: CivilDate { judge.pointee.policy.zone.day(of: Timestamp(milliseconds: judge.pointee.now)) }

    private func writeDays(_ notice: NoticeRecord, to sink: inout ByteSink) {
        guard let first = notice.firstDay, let last = notice.lastDay else {
            return sink.write("of which the notice says nothing")
        }
        sink.write(raw: first.description)
        sink.write(" to ")
        sink.write(raw: last.description)
    }

    private func writeWindowStart(_ notice: NoticeRecord, to sink: inout ByteSink) {
        guard let election = judge.pointee.electionOfWindow(bid, notice) else { return }
        sink.write(raw: judge.pointee.policy.zone.text(Timestamp(milliseconds: election.window.start)))
    }

    private func writeElection(_ notice: NoticeRecord, to sink: inout ByteSink) {
        guard let election = judge.pointee.electionOfWindow(bid, notice) else { return }
        write(election.id, to: &sink)
        sink.write(" is on ")
        sink.write(raw: election.date.description)
    }

    private func writeSponsor(_ notice: NoticeRecord, to sink: inout ByteSink) {
        sink.write("The sponsor is ")
        if notice.eligibility == .notEligible {
            sink.write("declared not to be eligible")
        } else {
            sink.write("controlled from ")
            write(notice.controllerCountry, to: &sink)
            sink.write(", outside the Union")
        }
        sink.write(" and may not advertise before the vote; ")
        writeElection(notice, to: &sink)
    }

    // MARK: Targeting

    func writeTargeting(_ rule: GateRule, to sink: inout ByteSink) {
        switch rule {
        case .T01: writeCriteria("Special category: ", to: &sink) { judge.pointee.isSpecial($0) }
        case .T02:
            writeCriteria("Data not collected from the person: ", to: &sink) { $0.knownSource?.isCollectedElsewhere == true }
        case .T03: writeCriteria("No separate explicit consent for ", to: &sink) { judge.pointee.needsConsent($0) }
        case .T10: writeCriteria("A person has to look at ", to: &sink) { Judge.isOpen($0) }
        case .T04: writeAge(to: &sink)
        case .T05: sink.write("Identifiers of the person were sent without separate consent.")
        default:
            sink.write("The ad is declared untargeted; the transparency parameters name profiling or precise location.")
        }
    }

    private func writeAge(to sink: inout ByteSink) {
        if request.isForChildren { return sink.write("The request is for children (coppa 1).") }
        sink.write("Born in ")
        write(figure: request.yearOfBirth, to: &sink)
        sink.write("; the voting age is ")
        write(figure: judge.pointee.votingAge(bid, judgement.notice), to: &sink)
        sink.write(".")
    }

    /// The criteria that are meant, as category and source.
    private func writeCriteria(_ before: StaticString, to sink: inout ByteSink, _ isMeant: (Criterion) -> Bool) {
        sink.write(before)
        write(list: judge.pointee.facts.criteria[bid.criteria].filter(isMeant), to: &sink) { criterion, sink in
            write(criterion.category, to: &sink)
            sink.write(" (")
            if let source = criterion.source {
                sink.write(escaping: String(source.string.prefix(40)))
            } else {
                sink.write("no source")
            }
            sink.write(")")
        }
        sink.write(".")
    }
}
