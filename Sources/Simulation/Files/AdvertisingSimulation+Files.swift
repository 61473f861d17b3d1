import Daylight

extension AdvertisingSimulation {
    /// Every file by its path, folders before a slash.
    ///
    /// Notices are read by `daylight ads validate`, bids by `daylight ads gate`, `measures.json` by `daylight ads measure`, and
    /// each site's ads.txt by `daylight ads adstxt`.
    public var files: [(path: String, bytes: [UInt8])] {
        let notices = ads.compactMap { ad in ad.notice.map { ("notices/\(ad.id).json", Self.file(.object($0))) } }
        let declarations = ads.compactMap(\.declaration).map(JSONValue.object)
        return notices
            + [
                ("declarations.json", Self.file(.array(declarations))), ("bids.jsonl", bidsFile),
                ("delivery.json", Self.file(deliveryJSON)), ("measures.json", Self.file(["measures": .array(measures)])),
                ("invoices.json", Self.file(invoicesJSON)), ("rated.json", Self.file(ratedJSON)),
                ("truth.json", Self.file(truthJSON)), ("sellers/\(Self.exchange).json", Self.file(sellersJSON)),
            ]
            + sellers.map { seller in
                ("sites/\(seller.site)/ads.txt", Array("\(Self.exchange), \(seller.account), DIRECT\n".utf8))
            }
    }

    private static func file(_ value: JSONValue) -> [UInt8] { Array(CanonicalJSON.line(value).utf8) + [UInt8(ascii: "\n")] }

    private var bidsFile: [UInt8] {
        let policy = policy(proxies: [Self.proxyCriterion])
        return ads.flatMap { Self.file(.object(gateLine($0, policy: policy))) }
    }

    private static func counts(_ counts: [Int64]) -> JSONValue { .array(counts.map { .integer($0) }) }

    private var deliveryJSON: JSONValue {
        .array(
            ads.map { ad in
                [
                    "ad": .string(ad.id), "cells": .array(ad.delivery.cells.map(JSONValue.string)),
                    "baseline": .array(ad.delivery.baseline.map(JSONValue.real)),
                    "table": .array(ad.delivery.table.map(Self.counts)), "eligible": .integer(ad.delivery.eligible),
                    "addressed": .integer(ad.delivery.addressed),
                ]
            })
    }

    /// Measures of every ad, then of every criterion, then of the accounts that sites share.
    private var measures: [JSONValue] {
        ads.flatMap { Self.measures(of: $0) } + panels.map { Self.measure(of: $0) } + [poolsMeasure]
    }

    private static func measures(of ad: SimulatedAd) -> [JSONValue] {
        let delivery = ad.delivery
        var measures: [JSONValue] = [
            [
                "kind": "divergence", "ad": .string(ad.id), "counts": counts(delivery.totals),
                "baseline": .array(delivery.baseline.map(JSONValue.real)),
            ],
            ["kind": "narrowness", "ad": .string(ad.id), "E": .integer(delivery.eligible), "A": .integer(delivery.addressed)],
            [
                "kind": "netOfChain", "ad": .string(ad.id), "sponsor": .string(ad.payments[0].from),
                "invoices": .array(ad.payments.map(payment)),
            ],
            [
                "kind": "flow", "ad": .string(ad.id), "source": .string(ad.payments[0].from),
                "rated": .array(listedSites.map(JSONValue.string)), "edges": .array(ad.paymentsAndFees.map(payment)),
            ],
        ]
        if delivery.table.count > 1 {
            measures.append(["kind": "variants", "ad": .string(ad.id), "table": .array(delivery.table.map(counts))])
        }
        return measures
    }

    private static func measure(of panel: CriterionPanel) -> JSONValue {
        var measure: JSONObject = ["kind": "proxy", "criterion": .string(panel.criterion), "trait": .string(panel.trait)]
        for (name, count) in zip(["a", "b", "c", "d"], panel.counts) { measure[name] = .integer(count) }
        return .object(measure)
    }

    private var poolsMeasure: JSONValue {
        var adsTxt = JSONObject()
        for seller in sellers { adsTxt[seller.site] = [[.string(Self.exchange), .string(seller.account), "DIRECT"]] }
        return [
            "kind": "pools", "adsTxt": .object(adsTxt), "owner": [:], "rated": .array(Self.listedSites.map(JSONValue.string)),
        ]
    }

    private static func payment(_ payment: Payment) -> JSONValue {
        ["from": .string(payment.from), "to": .string(payment.to), "amount": .string(payment.amount)]
    }

    private var invoicesJSON: JSONValue {
        .array(ads.map { ["ad": .string($0.id), "invoices": .array($0.payments.map(Self.payment))] })
    }

    private var ratedJSON: JSONValue {
        [
            "name": "Invented list of rated sources", "date": "2026-09-01",
            "criteria": "Invented: repeats falsehoods about how the vote is counted.",
            "domains": .array(Self.listedSites.map(JSONValue.string)),
        ]
    }

    private var sellersJSON: JSONValue {
        let accounts = Set(sellers.map(\.account)).sorted()
        return [
            "version": "1.0",
            "sellers": .array(
                accounts.map { account in
                    let sites = sellers.filter { $0.account == account }.map(\.site)
                    return [
                        "seller_id": .string(account), "seller_type": sites.count > 1 ? "INTERMEDIARY" : "PUBLISHER",
                        "name": .string(account), "domain": .string(sites[0]),
                    ]
                }),
        ]
    }

    private var truthJSON: JSONValue {
        [
            "seed": .string(String(seed)),
            "ads": .array(
                ads.map { ad in
                    [
                        "ad": .string(ad.id), "kind": .string(ad.kind.rawValue), "planted": .bool(ad.kind.isPlanted),
                        "rules": .array(ad.kind.rules.map(JSONValue.string)),
                    ]
                }),
        ]
    }
}
