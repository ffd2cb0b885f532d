"""Training pairs: a request and the text that answers it, with a near miss where one was written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"


@dataclass
class Pair:
    query: str
    answer: str
    also: frozenset[str] = frozenset()
    miss: str | None = None


@dataclass
class Material:
    """Texts by document id (several forms of each document), and the pairs that name them."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)


def read_json(path: Path):
    return json.loads(path.read_text(encoding="utf8"))


def labels() -> dict[str, str]:
    entries = read_json(CORPUS / "themes.json") + read_json(CORPUS / "levers.json")
    return {entry["id"]: entry["label"] for entry in entries}


def whole_fiche(title: str, themes: list[str], levers: list[str], summary: str, names: dict[str, str]) -> str:
    """The form that the service embeds (`wholeFiche` in src/domain/matching/passages.ts)."""
    labelled = (("Thèmes", themes), ("Leviers", levers))
    said = [f" {label} : {', '.join(names[id] for id in ids)}." for label, ids in labelled if ids]
    return f"{title}.{''.join(said)} {summary}"


def _forms(title: str, themes: list[str], levers: list[str], summary: str, names: dict[str, str]) -> list[str]:
    return [f"{title}. {summary}", whole_fiche(title, themes, levers, summary, names), summary]


def load_material(knows_corpus: bool) -> Material:
    """@param knows_corpus adds the requests written for starter fiches"""
    names, material = labels(), Material()
    fiches = {fiche["id"]: fiche for fiche in read_json(CORPUS / "experiences.json")}
    for written in read_json(HERE / "material" / "requests.json") if knows_corpus else []:
        fiche = fiches[written["id"]]
        levers = [use["lever"] for use in fiche["levers"]]
        material.texts[fiche["id"]] = _forms(fiche["title"], fiche["themes"], levers, fiche["summary"], names)
        material.pairs += [Pair(query, fiche["id"], frozenset(written["also"])) for query in written["queries"]]
    for index, case in enumerate(read_json(HERE / "material" / "cases.json")):
        id, miss = f"case-{index}", f"miss-{index}"
        material.texts[id] = _forms(case["title"], case["themes"], case["levers"], case["summary"], names)
        material.texts[miss] = [case["near"]]
        material.pairs += [Pair(query, id, miss=miss) for query in case["queries"]]
    return material
