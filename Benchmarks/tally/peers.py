"""Counts a benchmark's ballots with a Python library: peers.py LIBRARY CONFIG; prints {"winners": [names]}."""

import csv
import json
import sys
from collections import Counter
from pathlib import Path


def ballots(config):
    """Rankings of names, first choice first."""
    table = Path(config["folder"]) / config["cvrFileSources"][0]["filePath"]
    with open(table, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)[1:]
        for row in rows:
            ranked = sorted((int(cell), name) for cell, name in zip(row[1:], names) if cell)
            yield [name for _, name in ranked]


def pyrankvote(config, names, seats):
    from pyrankvote import Ballot, Candidate, instant_runoff_voting, single_transferable_vote

    candidates = {name: Candidate(name) for name in names}
    papers = [Ballot(ranked_candidates=[candidates[name] for name in ranking]) for ranking in ballots(config)]
    if seats == 1:
        result = instant_runoff_voting(list(candidates.values()), papers)
    else:
        result = single_transferable_vote(list(candidates.values()), papers, number_of_seats=seats)
    return [winner.name for winner in result.get_winners()]


def votekit(config, names, seats):
    from votekit.ballot import RankBallot
    from votekit.elections import STV
    from votekit.pref_profile import RankProfile

    papers = Counter(tuple(ranking) for ranking in ballots(config))
    profile = RankProfile(
        candidates=names,
        ballots=[
            RankBallot(ranking=tuple(frozenset({name}) for name in ranking), weight=weight)
            for ranking, weight in papers.items()
            if ranking
        ],
    )
    election = STV(profile, m=seats, tiebreak="random")
    return [name for group in election.get_elected() for name in group]


def main():
    library, path = sys.argv[1:]
    config = json.loads(Path(path).read_text(encoding="utf-8"))
    config["folder"] = Path(path).parent
    names = [candidate["name"] for candidate in config["candidates"]]
    count = {"pyrankvote": pyrankvote, "votekit": votekit}[library]
    print(json.dumps({"winners": count(config, names, config["rules"]["numberOfWinners"])}))


if __name__ == "__main__":
    main()
