"""Ranked-choice counts ballot by ballot with decimals, written from the rules alone; slow and plain on purpose."""

from collections import defaultdict
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal, localcontext

NOBODY = "exhausted"


class JavaRandom:
    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & (1 << 48) - 1

    def bits(self, count):
        self.state = (self.state * 0x5DEECE66D + 0xB) & (1 << 48) - 1
        return self.state >> (48 - count)

    def double(self):
        return ((self.bits(26) << 27) + self.bits(27)) * 2.0**-53


def hash_order(names):
    """The order of a Java HashSet made of a list."""

    def code(name):
        value = 0
        for character in name:
            value = (value * 31 + ord(character)) & 0xFFFFFFFF
        return value ^ value >> 16

    capacity = 16
    while capacity < int(len(names) / 0.75) + 1:
        capacity *= 2
    return sorted(names, key=lambda name: code(name) & (capacity - 1))


class Count:
    """One tabulation. A ballot is a list of (rank, set of names)."""

    def __init__(self, rules, names, excluded, ballots, random):
        self.rules, self.names, self.ballots, self.random = rules, names, ballots, random
        self.field = [name for name in names if name not in excluded]
        self.places = int(rules["decimalPlacesForVoteArithmetic"])
        self.mode = rules["winnerElectionMode"]
        self.percentage = self.mode == "bottomsUpUsingPercentageThreshold"
        self.seats = 0 if self.percentage else 1 if self.mode == "multiPassIrv" else int(rules["numberOfWinners"])
        self.surplus = self.mode.startswith("multiWinner") and self.seats > 1
        self.two = rules["continueUntilTwoCandidatesRemain"]
        self.eliminated, self.won, self.rounds = {}, {}, []
        self.recipient = [None] * len(ballots)
        self.status = [None] * len(ballots)
        self.value = [Decimal(1)] * len(ballots)
        self.kept = {}
        with localcontext() as context:
            context.prec = 120
            self.run()

    def cut(self, value, places=None, rounding=ROUND_DOWN):
        return value.quantize(Decimal(1).scaleb(-(self.places if places is None else places)), rounding)

    def continuing(self, name):
        return name in self.field and name not in self.eliminated and (self.two or name not in self.won)

    def run(self):
        while self.goes_on():
            self.round()

    def goes_on(self):
        number = len(self.rounds)
        if number == 0:
            return True
        final = self.surplus and self.seats <= len(self.field) and number in self.won.values()
        if self.two:
            return len(self.eliminated) + len(self.won) + 1 < len(self.field) or number in self.eliminated.values()
        if self.percentage:
            return not self.won
        if len(self.won) >= len(self.field):
            return final
        return len(self.won) < self.seats or final

    def walk(self, ballot):
        if self.surplus and len(self.won) >= self.seats:
            return None, "finalRoundSurplus"
        last, seen = 0, set()
        for rank, names in ballot:
            if self.rules["maxSkippedRanksAllowed"] != "unlimited":
                if rank - last > int(self.rules["maxSkippedRanksAllowed"]) + 1:
                    return None, "skippedRankings"
            last = rank
            if self.rules["exhaustOnDuplicateCandidate"]:
                if seen & names:
                    return None, "repeatedRankings"
                seen |= names
            alive = [name for name in names if self.continuing(name)]
            if len(names) > 1:
                if self.rules["overvoteRule"] == "exhaustImmediately":
                    return None, "overvotes"
                if self.rules["overvoteRule"] == "alwaysSkipToNextRank":
                    continue
                if len(alive) > 1:
                    return None, "overvotes"
            if alive:
                return alive[0], None
        return None, "exhaustedChoices"

    def round(self):
        number = len(self.rounds) + 1
        tally = {name: Decimal(0) for name in self.field if self.continuing(name)}
        inactive, moved = defaultdict(Decimal), defaultdict(lambda: defaultdict(Decimal))
        for index, ballot in enumerate(self.ballots):
            holder = self.recipient[index]
            if holder in self.won and not self.surplus and not self.two:
                continue
            if self.status[index] is None and not (holder and self.continuing(holder)):
                if not ballot:
                    self.status[index] = "undervote"
                else:
                    self.recipient[index], self.status[index] = self.walk(ballot)
                    if holder:
                        moved[holder][self.recipient[index] or NOBODY] += self.value[index]
            if self.status[index] is None:
                tally[self.recipient[index]] += self.value[index]
            elif self.status[index] != "undervote":
                inactive[self.status[index]] += self.value[index]
        shown = dict(tally)
        for name, round_won in self.won.items():
            if self.two:
                continue
            if self.surplus and round_won == number - 1 and self.kept[name] > self.threshold:
                moved[name]["residual surplus"] += self.kept[name] - self.threshold
                self.kept[name] = self.threshold
            shown[name] = self.kept[name]
        if self.rounds:
            for result in self.rounds[-1]["results"].items():
                result[1].update({target: value for target, value in moved[result[0][1]].items() if value})
        self.set_threshold(number, sum(tally.values()))
        self.rounds.append({
            "tally": shown, "threshold": self.threshold, "inactive": {name: value for name, value in inactive.items() if value},
            "results": {},
        })
        winners = self.winners(tally)
        if winners:
            for name in winners:
                self.won[name] = number
                self.rounds[-1]["results"]["elected", name] = {}
                self.kept[name] = tally[name]
                if self.surplus:
                    self.keep(name, tally[name])
        elif self.percentage or len(self.won) < self.seats or self.two and len(self.eliminated) + 2 < len(self.field):
            for name in self.losers(tally):
                self.eliminated[name] = number
                self.rounds[-1]["results"]["eliminated", name] = {}

    def keep(self, winner, tally):
        over = tally - self.threshold
        fraction = self.cut(over / tally) if over > 0 else Decimal(0)
        self.kept[winner] = Decimal(0)
        for index, holder in enumerate(self.recipient):
            if holder == winner:
                transfer = self.cut(self.value[index] * fraction)
                self.kept[winner] += self.value[index] - transfer
                self.value[index] = transfer

    def set_threshold(self, number, active):
        if self.percentage:
            self.threshold = active * Decimal(self.rules["multiSeatBottomsUpPercentageThreshold"]) / 100
            return
        once = self.seats > 1 or self.rules["doesFirstRoundDetermineThreshold"]
        if number > 1 and (once or self.two and self.won):
            return
        places = self.places if self.rules["nonIntegerWinningThreshold"] else 0
        if self.rules["hareQuota"]:
            self.threshold = self.cut(active / self.seats, places, ROUND_CEILING)
        else:
            self.threshold = self.cut(active / (self.seats + 1), places) + Decimal(1).scaleb(-places)

    def winners(self, tally):
        if self.percentage:
            return list(tally) if all(value >= self.threshold for value in tally.values()) else []
        unfilled = self.seats - len(self.won)
        if unfilled <= 0:
            return []
        best = max(tally.values())
        leaders = [name for name in tally if tally[name] == best]
        found = []
        if len(tally) <= unfilled:
            found = list(tally)
        elif self.rules["doesFirstRoundDetermineThreshold"] and len(tally) == self.seats + 1:
            found = leaders
        elif self.mode != "bottomsUp":
            found = [name for name in tally if tally[name] >= self.threshold and tally[name] > 0]
        one = self.mode == "multiWinnerAllowOnlyOneWinnerPerRound" or self.rules["doesFirstRoundDetermineThreshold"]
        if len(found) > 1 and one or not found and self.seats == 1 and len(tally) == 2:
            return [self.break_tie(leaders, winner=True)] if len(leaders) > 1 else leaders
        return found

    def losers(self, tally):
        if self.percentage and self.rules["cutoffElimination"]:
            below = [name for name in tally if tally[name] < self.threshold]
            if below and len(below) < len(tally):
                return below
        if self.rules["batchElimination"]:
            batch = self.batch(tally)
            if len(batch) > 1:
                return batch
        least = min(tally.values())
        last = [name for name in tally if tally[name] == least]
        return [self.break_tie(last, winner=False)] if len(last) > 1 else last

    def batch(self, tally):
        smallest = 2 if self.two else max(1, self.seats - len(self.won))
        best = []
        for level in sorted(set(tally.values())):
            below = [name for name in tally if tally[name] < level]
            if sum(tally[name] for name in below) < level and len(tally) - len(below) >= smallest:
                best = below
        return best

    def break_tie(self, tied, winner):
        mode = self.rules["tiebreakMode"]
        if mode == "useCandidateOrder":
            return (min if winner else max)(tied, key=self.names.index)
        left = sorted(tied)
        if mode == "previousRoundCountsThenRandom":
            for earlier in reversed(self.rounds[:-1]):
                values = {name: earlier["tally"][name] for name in left}
                wanted = (max if winner else min)(values.values())
                left = hash_order([name for name in hash_order(left) if values[name] == wanted])
                if len(left) == 1:
                    return left[0]
        return left[int(self.random.double() * len(left))]


def passes(rules, names, excluded, ballots):
    """All tabulations of a contest."""
    random = JavaRandom(int(rules["randomSeed"]))
    excluded, counts = set(excluded), []
    for _ in range(int(rules["numberOfWinners"]) if rules["winnerElectionMode"] == "multiPassIrv" else 1):
        if len(excluded) == len(names):
            break
        counts.append(Count(rules, names, excluded, ballots, random))
        excluded |= set(counts[-1].won)
    return counts
