"""Contrastive tuning of the upper layers: a request is drawn to its answer, away from the other answers and the near misses."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from measure import load_judged, ndcg
from network import PAD, Encoder, pad, pool
from pairs import CORPUS, Material, Pair, labels, read_json, whole_fiche

MAX_TOKENS = 224
CHUNK = 16
TEMPERATURE = 0.03
NEVER = -1e4


class Tuning:
    def __init__(self, encoder: Encoder, tokenizer: Tokenizer, material: Material) -> None:
        self.encoder, self.tokenizer = encoder, tokenizer
        self.forms = {id: len(forms) for id, forms in material.texts.items()}
        keys = [(id, form) for id, forms in material.texts.items() for form in range(len(forms))]
        texts = [f"passage: {material.texts[id][form]}" for id, form in keys]
        self.passages = dict(zip(keys, self.lower(texts)))

    def lower(self, texts: Sequence[str]) -> list[Tensor]:
        """States below the tuned layers, computed once for each text."""
        encodings = [encoding.ids[:MAX_TOKENS] for encoding in self.tokenizer.encode_batch(list(texts))]
        states: list[Tensor] = [torch.empty(0)] * len(texts)
        for chosen in by_length([len(ids) for ids in encodings]):
            length = max(len(encodings[index]) for index in chosen)
            ids = torch.full((len(chosen), length), PAD)
            for row, index in enumerate(chosen):
                ids[row, : len(encodings[index])] = torch.tensor(encodings[index])
            lower = self.encoder.lower(ids, ids != PAD)
            for row, index in enumerate(chosen):
                states[index] = lower[row, : len(encodings[index])].half()
        return states

    def encode(self, states: list[Tensor]) -> Tensor:
        vectors: list[Tensor] = [torch.empty(0)] * len(states)
        for chosen in by_length([len(state) for state in states]):
            padded, mask = pad([states[index].float() for index in chosen])
            for index, vector in zip(chosen, pool(self.encoder.upper(padded, mask), mask)):
                vectors[index] = vector
        return torch.stack(vectors)

    def loss(self, pairs: Sequence[Pair], queries: list[Tensor]) -> Tensor:
        answers = list(dict.fromkeys([pair.answer for pair in pairs] + [pair.miss for pair in pairs if pair.miss]))
        passages = [self.passages[(id, random.randrange(self.forms[id]))] for id in answers]
        scores = self.encode(queries) @ self.encode(passages).T / TEMPERATURE
        also = torch.tensor([[id in pair.also for id in answers] for pair in pairs])
        right = torch.tensor([answers.index(pair.answer) for pair in pairs])
        return F.cross_entropy(scores.masked_fill(also, NEVER), right)

    def run(self, pairs: Sequence[Pair], *, epochs: int, rate: float, batch: int) -> None:
        queries = self.lower([f"query: {pair.query}" for pair in pairs])
        tuned = [parameter for parameter in self.encoder.parameters() if parameter.requires_grad]
        steps = epochs * (len(pairs) // batch)
        optimiser = torch.optim.AdamW(tuned, lr=rate, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.1)
        started, step = time.monotonic(), 0
        for epoch in range(epochs):
            order = random.sample(range(len(pairs)), len(pairs))
            for start in range(0, len(order) - batch + 1, batch):
                chosen = order[start : start + batch]
                loss = self.loss([pairs[index] for index in chosen], [queries[index] for index in chosen])
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(tuned, 1.0)
                optimiser.step()
                schedule.step()
                step += 1
                if step % 20 == 0:
                    print(f"{step}/{steps}, loss {loss.item():.3f}, {time.monotonic() - started:.0f} s", flush=True)
            print(f"epoch {epoch + 1}: nDCG@5 {self.measure():.3f}", flush=True)

    @torch.no_grad()
    def measure(self) -> float:
        """Mean nDCG@5 on the judged requests, in [0, 1], by the cosine of request and whole fiche alone."""
        names = labels()
        fiches = read_json(CORPUS / "experiences.json")
        texts = [
            whole_fiche(
                fiche["title"], fiche["themes"], [use["lever"] for use in fiche["levers"]], fiche["summary"], names
            )
            for fiche in fiches
        ]
        vectors = self.encode(self.lower([f"passage: {text}" for text in texts]))
        judged = load_judged()
        queries = self.encode(self.lower([f"query: {text}" for text, _grades in judged]))
        order = (queries @ vectors.T).argsort(1, descending=True).tolist()
        values = [ndcg([fiches[at]["id"] for at in row], grades) for row, (_, grades) in zip(order, judged)]
        return sum(values) / len(values)


def by_length(lengths: Sequence[int]) -> list[list[int]]:
    """Indices in groups of like length, which waste little padding."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index])
    return [order[start : start + CHUNK] for start in range(0, len(order), CHUNK)]
