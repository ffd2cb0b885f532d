"""The encoder in PyTorch, in two halves: layers that stay as they are, and layers to tune."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from base_weights import BaseWeights

PAD = 1


class Layer(nn.Module):
    """A post-norm BERT layer, named as in the packed file."""

    def __init__(self, weights: BaseWeights, index: int) -> None:
        super().__init__()
        shape = weights.shape
        self.heads = shape.heads

        def linear(name: str, outputs: int, inputs: int) -> nn.Linear:
            made = nn.Linear(inputs, outputs)
            made.weight.data = torch.tensor(weights.dense(f"l{index}.{name}.w", (outputs, inputs)))
            made.bias.data = torch.tensor(weights.floats(f"l{index}.{name}.b"))
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
            made.weight.data = torch.tensor(weights.floats(f"l{index}.{name}.w"))
            made.bias.data = torch.tensor(weights.floats(f"l{index}.{name}.b"))
            return made

        hidden, inner = shape.hidden, shape.inner
        self.q, self.k, self.v, self.ao = (linear(name, hidden, hidden) for name in ("q", "k", "v", "ao"))
        self.fi, self.fo = linear("fi", inner, hidden), linear("fo", hidden, inner)
        self.aln, self.oln = norm("aln"), norm("oln")

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        context = F.scaled_dot_product_attention(
            split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask[:, None, None, :]
        )
        x = self.aln(x + self.ao(context.transpose(1, 2).reshape(batch, length, hidden)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Encoder(nn.Module):
    def __init__(self, weights: BaseWeights, kept: list[int], first_tuned: int) -> None:
        super().__init__()
        shape = weights.shape
        words = torch.tensor(weights.dense("emb.word", (shape.vocabulary, shape.hidden))[kept])
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        self.positions = nn.Parameter(torch.tensor(weights.positions()), requires_grad=False)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.norm.weight.data = torch.tensor(weights.floats("emb.ln.w"))
        self.norm.bias.data = torch.tensor(weights.floats("emb.ln.b"))
        self.layers = nn.ModuleList([Layer(weights, index) for index in range(shape.layers)])
        self.first_tuned = first_tuned
        for name, parameter in self.named_parameters():
            parts = name.split(".")
            parameter.requires_grad = parts[0] == "layers" and int(parts[1]) >= first_tuned

    @torch.no_grad()
    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """States below the tuned layers; they never change, so they are computed once."""
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        for layer in self.layers[: self.first_tuned]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor) -> Tensor:
        for layer in self.layers[self.first_tuned :]:
            x = layer(x, mask)
        return x


def pool(states: Tensor, mask: Tensor) -> Tensor:
    """Mean of the states under the mask, of length 1."""
    return F.normalize((states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True), dim=1)


def pad(states: list[Tensor]) -> tuple[Tensor, Tensor]:
    length = max(len(state) for state in states)
    mask = torch.zeros(len(states), length, dtype=torch.bool)
    padded = torch.zeros(len(states), length, states[0].shape[1])
    for row, state in enumerate(states):
        padded[row, : len(state)] = state
        mask[row, : len(state)] = True
    return padded, mask
