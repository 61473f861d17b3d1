import Daylight

extension FormField {
    /// What the partial template `form-fields` shows.
    ///
    /// - Parameter prefix: tells forms of one page apart in the ids of their inputs.
    func fields(_ words: Words, prefix: String = "") -> Fields {
        let id = prefix + name
        var fields: Fields = [
            "id": .text(id), "name": .text(name), "label": .text(words(label)), "value": .text(value),
            "hint": .optional(hint.map { words($0) }), "problem": .optional(problem.map { words($0) }),
        ]
        switch kind {
        case .line(let type, let limit, let autocomplete):
            fields["isLine"] = .flag(true)
            fields["type"] = .text(type)
            fields["limit"] = .text("\(limit)")
            fields["autocomplete"] = .optional(autocomplete)
        case .area: fields["isArea"] = .flag(true)
        case .check:
            fields["isCheck"] = .flag(true)
            fields["isChosen"] = .flag(!value.isEmpty)
        case .choice(let options):
            fields["isChoice"] = .flag(true)
            fields["options"] = .list(
                options.map { option in
                    [
                        "id": .text("\(id)-\(option.value)"), "name": .text(name), "value": .text(option.value),
                        "label": .text(option.label), "isChosen": .flag(option.value == value),
                    ]
                })
        }
        for kind in ["isLine", "isArea", "isCheck", "isChoice"] where fields[kind] == nil { fields[kind] = .flag(false) }
        return fields
    }

    /// Where the summary of problems leads: the first choice of several, or the input itself.
    private var target: String {
        if case .choice(let options) = kind, let first = options.first { "\(name)-\(first.value)" } else { name }
    }

    fileprivate func fault(_ words: Words, prefix: String) -> FieldProblem? {
        problem.map { FieldProblem(target: prefix + target, message: words($0)) }
    }
}

extension [FormField] {
    /// The fields with what was typed and what is wrong.
    func filled(_ filled: Filled) -> [FormField] {
        map { field in
            var field = field
            field.value = filled[field.name]
            field.problem = filled.problems[field.name]
            return field
        }
    }

    func fields(_ words: Words, prefix: String = "") -> Fields.Value { .list(map { $0.fields(words, prefix: prefix) }) }

    func faults(_ words: Words, prefix: String = "") -> [FieldProblem] { compactMap { $0.fault(words, prefix: prefix) } }
}
