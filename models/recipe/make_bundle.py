"""Tunes the encoder and writes its graph into the bundle: `python make_bundle.py`.

  --fictional-only PATH   writes to PATH a model that knows no starter fiche, to learn what the recipe is worth
                          on fiches that it has never met
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from base_weights import load_base_weights
from bundle import write_graph
from integers import write_integer_graph
from network import Encoder
from pairs import load_material
from tune import Tuning
from vocabulary import BUNDLE, kept_pieces, load_tokenizer

SEED = 0
FIRST_TUNED = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fictional-only", type=Path)
    elsewhere: Path | None = parser.parse_args().fictional_only
    random.seed(SEED)
    torch.manual_seed(SEED)
    weights = load_base_weights()
    kept = kept_pieces(weights)
    encoder = Encoder(weights, kept, FIRST_TUNED)
    material = load_material(knows_corpus=elsewhere is None)
    tuning = Tuning(encoder, load_tokenizer(), material)
    print(f"before: nDCG@5 {tuning.measure():.3f}; {len(material.pairs)} pairs", flush=True)
    tuning.run(material.pairs, epochs=2, rate=4e-5, batch=32)
    tuned = {name: value.detach().numpy() for name, value in encoder.state_dict().items()}
    if elsewhere is None:
        # `npm run calibrate` writes the checksums again, once it has measured the new model.
        (BUNDLE / "SHA256SUMS").unlink(missing_ok=True)
    result = elsewhere or BUNDLE / "onnx" / "model_int8.onnx"
    with TemporaryDirectory() as folder:
        blocks = Path(folder) / "blocks.onnx"
        write_graph(blocks, weights, kept, tuned, FIRST_TUNED)
        write_integer_graph(blocks, result)


if __name__ == "__main__":
    main()
