import Daylight
import Sponsorship
import Testing

/// Rows of the three archives, in small files of our own.
@Suite struct ArchiveTests {
    private static let meta = """
        {"data": [
          {"id": "1", "page_name": "Kustpartiet", "currency": "SEK", "ad_creative_bodies": ["Rösta"],
           "ad_delivery_start_time": "2024-05-01", "ad_delivery_stop_time": "2024-05-09T07:00:00+0000",
           "spend": {"lower_bound": "100", "upper_bound": "499"}, "impressions": {"lower_bound": "1000", "upper_bound": "4999"},
           "eu_total_reach": 2314, "languages": ["sv"], "target_ages": ["18", "65+"], "target_gender": "All",
           "target_locations": [{"name": "Norrviken", "excluded": false}, {"name": "Söderviken", "excluded": true}],
           "beneficiary_payers": [{"payer": "Byrån AB", "beneficiary": "Kustpartiet", "current": true}]},
          {"id": "2", "bylines": "Havsfonden", "currency": "SEK", "spend": {"lower_bound": "1000000"},
           "impressions": {"upper_bound": "999"}},
          {"id": "3", "page_name": "Tyst"},
          {"id": "4", "currency": "SEK", "spend": {"lower_bound": "500", "upper_bound": "100"}},
          {"page_name": "no id"}, 5
        ]}
        """

    @Test func metasBandsStayBands() throws {
        let result = try MetaArchive.read(try JSONParser.parse(Self.meta.utf8))
        #expect(result.ads.map(\.id) == ["1", "2", "3"])
        #expect(result.rejected.map(\.field) == ["data[3].spend", "data[4].id", "data[5]"])
        let first = result.ads[0]
        #expect(first.spend == [MoneyInterval(low: Decimal("100")!, high: Decimal("499")!, currency: "SEK")!])
        #expect(first.impressions == CountInterval(low: 1000, high: 4999))
        #expect(first.reach == CountInterval(low: 2314, high: 2314))
        #expect(first.payer == "Byrån AB")
        #expect(first.end?.description == "2024-05-09")
        #expect(first.targeting["gender"] == .notUsed)
        #expect(first.targeting["locationExcluded"] == .values(["Söderviken"]))
        #expect(first.targeting["interests"] == nil)
        #expect(result.ads[1].spend[0].high == nil)
        #expect(result.spend["SEK"] == MoneyInterval(low: Decimal("1000100")!, high: nil, currency: "SEK"))
        #expect(result.impressions == CountInterval(low: 1000, high: 5998))
        #expect(result.adsWithoutSpend == 1)
        #expect(result.adsWithoutImpressions == 1)
    }

    @Test func googlesCurrenciesAreNotAddedToEachOther() throws {
        let file = """
            Ad_ID,Advertiser_Name,Regions,Date_Range_Start,Date_Range_End,Impressions,Spend_Range_Min_EUR,Spend_Range_Max_EUR,\
            Spend_Range_Min_SEK,Spend_Range_Max_SEK,Age_Targeting,Gender_Targeting,Geo_Targeting_Included
            CR1,"Kustpartiet, lokalt",EU,2024-05-01,2024-05-02,10k-100k,0,100,0,1000,"18-24, 25-34",Not targeted,Norrviken
            CR2,Havsfonden,"EU,SE",2024-05-01,2024-05-02,> 10M,30000,,350000,,Not targeted,,
            CR3,Bad,EU,soon,,10k,1,2,1,2,,,
            """
        let result = try GoogleArchive.read(Array(file.utf8))
        #expect(result.ads.map(\.advertiser) == ["Kustpartiet, lokalt", "Havsfonden"])
        #expect(result.ads[0].targeting["age"] == .values(["18-24", "25-34"]))
        #expect(result.ads[0].targeting["gender"] == .notUsed)
        #expect(result.ads[1].targeting["gender"] == nil)
        #expect(result.ads[1].regions == ["EU", "SE"])
        #expect(result.spend["EUR"] == MoneyInterval(low: Decimal("30000")!, high: nil, currency: "EUR"))
        #expect(result.spend["SEK"]?.low == Decimal("350000"))
        #expect(result.rejected.map(\.place) == [.line(4)])
        #expect(result.rejected.map(\.field) == ["date_range_start"])
    }

    @Test func propublicasGuessesAreNotTaken() throws {
        let file = """
            id,advertiser,paid_for_by,message,created_at,updated_at,lang,impressions,political_probability,targets
            1,Kustpartiet,Maja Exempel,"<p>Rösta ""nu""
            på söndag</p>",2018-05-01 10:00:00,2018-05-03,sv-SE,3,0.99,"[{""target"": ""Age"", ""segment"": ""18 and older""}]"
            2,X,,,,,,,,not json
            """
        let result = try ProPublicaArchive.read(Array(file.utf8))
        #expect(result.ads.count == 1)
        #expect(result.ads[0].impressions == nil)
        #expect(result.ads[0].text == "<p>Rösta \"nu\"\npå söndag</p>")
        #expect(result.ads[0].targeting == ["Age": .values(["18 and older"])])
        // A quoted field may hold a line end: the next row stands one line lower.
        #expect(result.rejected.map(\.place) == [.line(4)])
    }

    @Test(arguments: ["", "x,y\n1,2", "id,id\n", "id,a\n1,\"open", "id,a\n1,\"x\"y\n"]) func aFileThatIsNoTableIsRefused(
        _ file: String
    ) {
        #expect(throws: InputError.self) { try ProPublicaArchive.read(Array(file.utf8)) }
        #expect(throws: InputError.self) { try MetaArchive.read(.string(file)) }
    }
}
