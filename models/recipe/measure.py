"""nDCG@5 of the encoder alone on the judged requests. It chooses nothing by itself: `npm run evaluate` decides."""

from __future__ import annotations

import math
from pathlib import Path

from pairs import read_json

EVALUATION = Path(__file__).parent.parent.parent / "evaluation"
DEPTH = 5
USEFUL = 1.5


def load_judged() -> list[tuple[str, dict[str, float]]]:
    """The requests that have a useful experience, with the grades (0 to 3) of their experiences."""
    judgments = {entry["id"]: entry["experiences"] for entry in read_json(EVALUATION / "judgments.json")}
    judged = [(profile["priorities"], judgments[profile["id"]]) for profile in read_json(EVALUATION / "profiles.json")]
    return [(text, grades) for text, grades in judged if max(grades.values(), default=0) >= USEFUL]


def ndcg(ranking: list[str], grades: dict[str, float]) -> float:
    def sum_of(values: list[float]) -> float:
        return sum((2**value - 1) / math.log2(rank + 2) for rank, value in enumerate(values[:DEPTH]))

    return sum_of([grades.get(id, 0) for id in ranking]) / sum_of(sorted(grades.values(), reverse=True))
