import Daylight

extension SearchPage {
    static var template: Template { .search }
    static var section: NavigationSection? { .ask }

    func title(_ words: Words) -> String {
        query.isEmpty ? words(.titleSearch) : words(.titleSearchFor, ["query": query])
    }

    func fields(_ words: Words) -> Fields {
        [
            "query": .text(query),
            "hasQuery": .flag(!query.isEmpty),
            "understood": .text(understood.text(words)),
            "direct": .optional(understood.path),
            "groups": .list(groups.map { $0.fields(words) }),
            "hasHits": .flag(!groups.isEmpty),
            "paging": .group(paging.fields(words, counted: .results)),
        ]
    }
}

extension SearchPage.Understood {
    fileprivate func text(_ words: Words) -> String {
        switch self {
        case .nothing: words(.understoodNothing)
        case .subject(let subject):
            words(.understoodSubject, ["kind": words(subject.kind), "identifier": subject.identifier])
        case .finding(let id): words(.understoodFinding, ["id": id.text])
        case .logEntry(let index): words(.understoodLogEntry, ["index": words.number(index)])
        case .words(let typed): words(.understoodWords, ["words": typed.map { "“\($0)”" }.joined(separator: ", ")])
        }
    }

    /// The one page the typed text names.
    fileprivate var path: String? {
        switch self {
        case .nothing, .words: nil
        case .subject(let subject): SitePath.ask(subject)
        case .finding(let id): SitePath.finding(id)
        case .logEntry(let index): SitePath.statement(index)
        }
    }
}

extension SearchPage.Group {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "heading": .text(words(kind)), "id": .text("\(kind)"),
            "hits": .list(
                hits.map { hit in
                    [
                        "title": .text(hit.title), "path": .text(hit.path),
                        "detail": .optional(hit.detail.isEmpty ? nil : hit.detail),
                    ]
                }),
        ]
    }
}

extension AskPage {
    static var template: Template { .ask }
    static var section: NavigationSection? { .ask }

    func title(_ words: Words) -> String {
        problem == nil ? words(.titleAsk) : words(.titleWithErrors, ["title": words(.titleAsk)])
    }

    func fields(_ words: Words) -> Fields {
        let problems = problem.map { [FieldProblem(target: "subject", message: $0)] } ?? []
        return [
            "typed": .text(typed), "problems": problems.summary, "problem": problems.message(at: "subject"),
            "questions": .list(
                Question.allCases.map { ["number": .text(String($0.rawValue)), "title": .text($0.title)] }),
        ]
    }
}
