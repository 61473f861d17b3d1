import Daylight
import Server
import Simulation
import Sponsorship

/// The political advertising of the demo election, as its publishers would report it: notices, deliveries, bids, money, pledges.
struct DemoAdvertising {
    let simulation: AdvertisingSimulation
    let office: AdvertisingImport

    /// Records everything; what is there already stays as it is.
    func record() async throws {
        for ad in simulation.ads {
            guard let notice = ad.notice else { continue }
            let code = try await office.publish(notice: notice, named: Self.name(ad))
            try await office.record(delivery: Self.delivery(ad.delivery), of: code)
        }
        try await recordBids()
        try await office.record(money: money)
        for pledge in pledges { try await office.record(pledge: pledge) }
    }

    private static func name(_ ad: SimulatedAd) -> String { "demo \(ad.id)" }

    /// The code of the ad's notice; for an ad without one, what the bid calls it.
    private static func subject(_ ad: SimulatedAd) -> String {
        ad.notice == nil ? bid(ad)["crid"]?.stringValue ?? ad.id : AdvertisingImport.code(for: name(ad))
    }

    private static func bid(_ ad: SimulatedAd) -> JSONValue {
        ad.response["seatbid"]?.arrayValue?.first?["bid"]?.arrayValue?.first ?? .null
    }

    /// Names and domains that the ad is bid for under.
    private static func sponsors(_ ad: SimulatedAd) -> [String] {
        let behalf = bid(ad)["ext"]?["dsa"]?["behalf"]?.stringValue
        return [behalf].compactMap { $0 } + (bid(ad)["adomain"]?.arrayValue ?? []).compactMap(\.stringValue)
    }

    private func recordBids() async throws {
        let proxies = try AdvertisingCheck.proxies(simulation.panels)
        let policy = simulation.policy(proxies: proxies)
        let panels = simulation.panels.filter { proxies.contains($0.criterion) }
            .map { AdvertisingImport.Panel(criterion: $0.criterion, trait: $0.trait, counts: $0.counts) }
        let gate = Gate()
        for ad in simulation.ads {
            let line = CanonicalJSON.line(.object(simulation.gateLine(ad, policy: policy)))
            let decision = try JSONParser.parse(gate.decide(line: Array(line.utf8), now: ad.biddenAt))
            try await office.record(
                decision: decision, about: Self.subject(ad), sponsors: Self.sponsors(ad), panels: panels)
        }
    }

    private static func delivery(_ delivery: AdDelivery) -> JSONValue {
        let cells = zip(delivery.cells, delivery.baseline).map { name, share in cell(name, share) }
        let variants = delivery.table.enumerated().map { index, counts in
            JSONValue.object([
                "name": .string("variant \(index + 1)"), "reached": .array(counts.map { .integer($0) }),
            ])
        }
        return [
            "eligible": .integer(delivery.eligible), "addressed": .integer(delivery.addressed), "cells": .array(cells),
            "variants": .array(variants),
        ]
    }

    /// `18-34 f` is people of an age and a gender; what a score of personality sorted people into is not.
    private static func cell(_ name: String, _ share: Double) -> JSONValue {
        var cell: JSONObject = ["name": .string(name), "baseline": .real(share)]
        let parts = name.split(separator: " ")
        let ages = parts[0].split(whereSeparator: { "-+".contains($0) }).compactMap { Int64($0) }
        guard parts.count == 2, let youngest = ages.first else { return .object(cell) }
        cell["country"] = "BE"
        cell["youngest"] = .integer(youngest)
        if ages.count == 2 { cell["oldest"] = .integer(ages[1]) }
        cell["gender"] = .string(String(parts[1]))
        return .object(cell)
    }

    /// Every order is invoiced by itself, so that one advertiser's money does not mix with another's.
    private var money: JSONValue {
        let declared = simulation.ads.filter { $0.notice != nil }
        let payments = declared.flatMap { ad in
            let parties = Set(ad.payments.dropLast().map(\.to)).subtracting([Self.sponsor(ad)])
            func name(_ party: String) -> String { parties.contains(party) ? "\(party), order \(ad.id)" : party }
            return ad.paymentsAndFees.map { payment in
                JSONValue.object([
                    "from": .string(name(payment.from)), "to": .string(name(payment.to)), "amount": .string(payment.amount),
                    "evidence": "invoice",
                ])
            }
        }
        return [
            "currency": "EUR", "advertisers": .array(declared.map { .string(Self.sponsor($0)) }),
            "payments": .array(payments), "sites": .object(sites),
            "lists": [
                [
                    "name": "Invented list of rated sources", "publisher": "Invented institute for media research",
                    "date": "2026-09-01", "criteria": "Invented: repeats falsehoods about how the vote is counted.",
                    "appeal": "https://institute.example/appeal",
                    "sites": .array(AdvertisingSimulation.listedSites.map(JSONValue.string)),
                ]
            ],
        ]
    }

    private var sites: JSONObject {
        var sites = JSONObject()
        for (site, account) in simulation.sellers {
            sites[site] = ["adsTxt": .string("\(AdvertisingSimulation.exchange), \(account), DIRECT\n")]
        }
        return sites
    }

    private static func sponsor(_ ad: SimulatedAd) -> String { ad.notice?["sponsor"]?["name"]?.stringValue ?? "" }

    /// Each party promises everything, for every name and domain that its ads run under.
    private var pledges: [JSONValue] {
        let parties = Set(simulation.ads.map(\.party)).sorted()
        return parties.map { party in
            let ads = simulation.ads.filter { $0.party == party }
            let names = Set(ads.map(Self.sponsor) + ads.flatMap(Self.sponsors)).subtracting([""]).sorted()
            return [
                "party": .string(party), "sponsors": .array(names.map(JSONValue.string)), "since": "2026-06-01",
                "link": "https://pledges.example/", "promises": .array(AdvertisingImport.promises.map(JSONValue.string)),
            ]
        }
    }
}
