import Daylight
import Foundation
import Sponsorship
import Testing

/// The words of labels and notices: complete where they must be, and what is missing can be seen.
@Suite struct NoticeWordsTests {
    /// Languages whose notices and forms are translated; in all others only the label is.
    private static let translated: Set = ["de", "en", "fr", "pl", "sv"]

    @Test func all24OfficialLanguagesOfTheUnionHaveTheWordsOfTheLabel() throws {
        #expect(NoticeLanguages.all.count == 24)
        for language in NoticeLanguages.all {
            let words = try #require(NoticeLanguages.words(LanguageTag(language)!))
            #expect(words.language.text == language)
        }
        #expect(NoticeLanguages.words(LanguageTag("sv-FI")!)?[.sponsor] == "Sponsor")
        #expect(NoticeLanguages.words(LanguageTag("tlh")!) == nil)
    }

    @Test func everyFileOfTheFolderIsALanguage() throws {
        let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
        let folder = package.appending(path: "Sources/Sponsorship/Resources/labels")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.map { $0.replacing(".messages", with: "") }.sorted() == NoticeLanguages.all)
    }

    @Test(arguments: NoticeLanguages.all) func aLanguageLacksNoWordThatItShouldHave(_ language: String) throws {
        let words = try #require(NoticeLanguages.words(LanguageTag(language)!))
        #expect(words.unknownKeys == [])
        let expected = Self.translated.contains(language) ? [] : NoticeWord.allCases
        #expect(words.missing == expected, "a language is either translated whole or not at all")
    }

    @Test(arguments: [
        ("language = en\nlabel.sponsor", 2), ("language = en\nlanguage = sv", 2), ("# x\n\nkey =", 3), ("= text", 1),
    ])
    func aBrokenLineIsNamed(_ text: String, _ line: Int) {
        #expect { try NoticeWords(parsing: text) } throws: { ($0 as? InputError)?.place == .line(line) }
    }

    @Test func aLabelWithoutAWordIsRefused() {
        #expect { try NoticeWords(parsing: "language = xx") } throws: {
            ($0 as? InputError)?.field == "label.political-advertisement"
        }
        #expect { try NoticeWords(parsing: "label.sponsor = S") } throws: { ($0 as? InputError)?.field == "language" }
    }
}
