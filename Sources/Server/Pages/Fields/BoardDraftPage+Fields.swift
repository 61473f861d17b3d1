import Credibility
import Daylight

extension BoardDraftPage {
    static var template: Template { .boardDraft }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleBoardDraft) }

    func fields(_ words: Words) -> Fields {
        let path = SitePath.boardVersion(draft.id, draft.version)
        let contested = mayHear ? tally.contested : []
        let remarks = mayHear ? remarks(words) : []
        return [
            "board": .text(SitePath.board), "heading": .text(draft.title), "about": .text(words.about(draft)),
            "policy": .optional(policy.map { SitePath.policy($0) }), "version": .text(words.number(draft.version)),
            "opened": .text(words.moment(draft.opened)), "closes": .text(words.moment(draft.closes)),
            "isOpen": .flag(isOpen), "newest": .optional(isNewest ? nil : SitePath.boardDraft(draft.id)),
            "review": .optional(mayReview ? SitePath.boardReview(draft.id) : nil),
            "change": .optional(mayChange ? SitePath.editBoardDraft(draft.id) : nil),
            "reviews": .text(words.number(tally.counted.count)),
            "kinds": .list(
                zip(BoardKind.allCases, tally.reviewers).map { kind, count in
                    ["kind": .text(words(kind)), "count": .text(words.number(count))]
                }),
            "erased": .optional(erased > 0 ? words(.boardErased, ["n": words.number(erased)]) : nil),
            "mayHear": .flag(mayHear), "clauses": .list(mayHear ? tally.clauses.map { fields(of: $0, words) } : []),
            "texts": .list(
                mayHear
                    ? []
                    : draft.clauses.enumerated().map { place, clause in
                        ["place": .text(words.number(place + 1)), "text": .text(clause.text)]
                    }), "hasContested": .flag(!contested.isEmpty),
            "contested": .list(contested.map { opinions(on: $0, words) }),
            "remarks": .list(remarks), "hasRemarks": .flag(!remarks.isEmpty),
            "draftFile": .text("\(path)/draft.json"), "reviewsFile": .text("\(path)/reviews.json"),
            "tallyFile": .text("\(path)/tally.csv"), "versions": versionRows(words),
            "hasChanges": .flag(changes != nil),
            "changes": .list(changes.map { $0.changes.map { fields(of: $0, words) } } ?? []),
            "isReordered": .flag(changes?.isReordered ?? false),
            "isUnchanged": .flag(changes.map { $0.changes.isEmpty && !$0.isReordered } ?? false),
        ]
    }

    private func text(_ place: Int) -> String { draft.clauses[place - 1].text }

    private func fields(of clause: BoardTally.Clause, _ words: Words) -> Fields {
        [
            "place": .text(words.number(clause.place)), "text": .text(text(clause.place)),
            "score": .text(NumberText.plain(Double(clause.score) / Double(BoardScore.one), decimals: 3)),
            "value": .text("\(clause.score)"), "one": .text("\(BoardScore.one)"),
            "kinds": .list(
                zip(BoardKind.allCases, clause.counts).map { kind, counts in
                    [
                        "kind": .text(words(kind)), "hasVotes": .flag(counts.votes > 0), "agree": .text("\(counts.agree)"),
                        "votes": .text("\(max(1, counts.votes))"), "figures": .text(words.figures(counts)),
                        "against": .text(
                            words(
                                .boardAgainst,
                                ["disagree": words.number(counts.disagree), "unsure": words.number(counts.unsure)])),
                    ]
                }),
        ]
    }

    private func opinions(on clause: BoardTally.Clause, _ words: Words) -> Fields {
        guard let apart = clause.apart else { return [:] }
        return [
            "place": .text(words.number(clause.place)), "text": .text(text(clause.place)),
            "why": .text(
                words(
                    .boardApart,
                    [
                        "highest": words(apart.highest), "agree": words.figures(clause[apart.highest]),
                        "lowest": words(apart.lowest), "disagree": words.figures(clause[apart.lowest]),
                    ])),
        ]
    }

    private typealias Said = (review: BoardReview, vote: BoardVote?, text: String)

    /// Comments on the whole, then on each clause in the draft's order.
    private func remarks(_ words: Words) -> [Fields] {
        var whole: [Said] = []
        var byClause: [String: [Said]] = [:]
        for review in tally.counted {
            if let comment = review.comment { whole.append((review, nil, comment)) }
            for remark in review.remarks {
                guard let comment = remark.comment else { continue }
                byClause[remark.clause, default: []].append((review, remark.vote, comment))
            }
        }
        let groups = draft.clauses.enumerated().compactMap { place, clause in
            byClause[clause.id].map { group($0, place: place + 1, words) }
        }
        return whole.isEmpty ? groups : [group(whole, place: nil, words)] + groups
    }

    private func group(_ said: [Said], place: Int?, _ words: Words) -> Fields {
        let rest = said.count - Self.commentLimit
        return [
            "place": .optional(place.map { words.number($0) }), "count": .text(words.number(said.count)),
            "comments": .list(
                said.prefix(Self.commentLimit).map { review, vote, text in
                    [
                        "text": .text(text), "name": .text(review.reviewer.name),
                        "path": .text(SitePath.boardReviewer(review.reviewer.id)), "kind": .text(words(review.reviewer.kind)),
                        "vote": .optional(vote.map { words($0) }),
                    ]
                }), "rest": .optional(rest > 0 ? words(.boardMoreComments, ["n": words.number(rest)]) : nil),
        ]
    }

    private func versionRows(_ words: Words) -> Fields.Value {
        .list(
            versions.reversed().map { version in
                [
                    "number": .text(words.number(version.number)), "created": .text(words.moment(version.created)),
                    "path": .text(SitePath.boardVersion(draft.id, version.number)),
                    "isShown": .flag(version.number == draft.version),
                    "statement": .optional(version.statement.map { SitePath.statement($0) }),
                ]
            })
    }

    private func fields(of change: BoardChanges.Change, _ words: Words) -> Fields {
        var fields: Fields = [
            "added": .flag(false), "removed": .flag(false), "words": .flag(false), "before": .flag(false), "after": .flag(false),
        ]
        switch change {
        case .added(let clause): fields["added"] = .text(clause.text)
        case .removed(let clause): fields["removed"] = .text(clause.text)
        case .reworded(let before, let clause, let evidence):
            fields["before"] = .text(before)
            fields["after"] = .text(clause.text)
            // Where only marks or capitals differ, no word does, and both texts say it better.
            guard let evidence, evidence.parts.contains(where: \.isDifferent) else { return fields }
            fields["words"] = .group(["parts": .list(evidence.parts.map(\.fields))])
        }
        return fields
    }
}

extension WordEvidence.Part {
    fileprivate var isDifferent: Bool { if case .both = self { false } else { true } }

    fileprivate var fields: Fields {
        var fields: Fields = ["same": .flag(false), "gone": .flag(false), "new": .flag(false)]
        switch self {
        case .both(let words): fields["same"] = .text(words.joined(separator: " "))
        case .onlyQuery(let words): fields["gone"] = .text(words.joined(separator: " "))
        case .onlyClaim(let words): fields["new"] = .text(words.joined(separator: " "))
        }
        return fields
    }
}

extension Words {
    /// `3 of 4`: how many agree of those who voted.
    fileprivate func figures(_ counts: BoardCounts) -> String {
        self(.boardOf, ["agree": number(counts.agree), "votes": number(counts.votes)])
    }
}
