import Daylight

extension HomePage {
    static var template: Template { .home }
    static var section: NavigationSection? { nil }

    func title(_ words: Words) -> String { words(.titleHome) }

    func fields(_ words: Words) -> Fields {
        [
            "query": "",
            "questions": .list(Question.allCases.map { line($0, words) }),
            "data": .group(data.fields(words)),
            "log": .group(log.fields(words)),
            "changes": .list(changes.map { $0.fields(words) }),
            "hasChanges": .flag(!changes.isEmpty),
            "command": .text(check.command),
            "download": .group(["path": .text(check.downloadPath), "label": .text(check.downloadLabel)]),
            "dataPath": .text(SitePath.data),
            "logPath": .text(SitePath.log),
        ]
    }

    private func line(_ question: Question, _ words: Words) -> Fields {
        let state = questions.first { $0.question == question }?.state ?? .nothingKnown
        let frame: Fields = [
            "number": .text(String(question.rawValue)), "title": .text(question.title), "known": .flag(false),
        ]
        guard case .known(let figure, let sentence, let trend, let date, let path) = state else { return frame }
        return frame.adding([
            "known": .group([
                "figure": .text(words.number(figure)), "sentence": .text(sentence), "trend": .text(trend.text(words)),
                "date": .text(words.moment(date)), "path": .text(path),
            ])
        ])
    }
}

extension HomePage.QuestionLine.Trend {
    fileprivate func text(_ words: Words) -> String {
        switch self {
        case .noEarlierFigure: words(.trendNone)
        case .unchanged: words(.trendUnchanged)
        case .up(let by): words(.trendUp, ["n": words.number(by)])
        case .down(let by): words(.trendDown, ["n": words.number(by)])
        }
    }
}

extension HomePage.DataState {
    fileprivate func fields(_ words: Words) -> Fields {
        guard case .loaded(let lastImport, let rows, let badRows, let dataSets) = self else { return ["loaded": .flag(false)] }
        return [
            "loaded": .group([
                "lastImport": .text(words.moment(lastImport)), "rows": .text(words.number(rows)),
                "badRows": .text(words.number(badRows)), "dataSets": .text(words.number(dataSets)),
            ])
        ]
    }
}

extension HomePage.LogState {
    fileprivate func fields(_ words: Words) -> Fields {
        ["size": .text(words.number(size)), "checkpoint": .optional(checkpoint.map { words.moment($0) })]
    }
}

extension HomePage.Change {
    fileprivate func fields(_ words: Words) -> Fields {
        ["date": .text(words.day(date)), "sentence": .text(sentence), "path": .text(path)]
    }
}
