extension ScreenAnswer {
    /// Runs the screens over the figures.
    public init(_ data: ScreenData, _ parameters: ScreenParameters = ScreenParameters()) {
        let outliers = OutlierScreen(data, parameters)
        let swaps = SwapScreen(data, outliers, parameters)
        var screens = [DigitScreens.lastDigit(data, parameters)]
        if parameters.runsSecondDigit { screens.append(DigitScreens.secondDigit(data, parameters)) }
        screens += [SpikeScreen.turnout(data, parameters), SpikeScreen.leaderShare(data, parameters)]
        screens += outliers.results
        screens += [CouplingScreen.result(data, parameters), swaps.result(parameters)]
        screens += RevisionScreen.results(data)
        screens.append(ArrivalScreen.result(data))
        // The screens of stations one by one count their stations; every other p is one test.
        let single = screens.count { $0.p != nil && $0.screen != "S4" }
        self.init(
            tests: outliers.tests + swaps.tested + single, screens: screens, flags: outliers.flags,
            suggestions: swaps.suggestions)
    }
}
