"""The pieces of the full vocabulary that the bundle keeps: those of its committed tokenizer."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer

from base_weights import BaseWeights

BUNDLE = Path(__file__).parent.parent / "e5-small-essaimage"
TOKENIZER = BUNDLE / "tokenizer.json"
MASK = "<mask>"


def load_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TOKENIZER))


def kept_pieces(weights: BaseWeights) -> list[int]:
    """Rows of the full embedding table, in the order of the committed vocabulary."""
    rows = {piece: row for row, piece in enumerate(weights.pieces)}
    rows.setdefault(MASK, weights.shape.vocabulary - 1)
    pieces = json.loads(TOKENIZER.read_text(encoding="utf8"))["model"]["vocab"]
    return [rows[piece] for piece, _score in pieces]
