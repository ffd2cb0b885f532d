"""The ONNX graph in blocks, before `integers.py`: untouched weights keep their exact 4-bit codes, tuned layers are in 8-bit blocks (4 bits undo the tuning)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from base_weights import BLOCK_LENGTH, BaseWeights

MICROSOFT = "com.microsoft"
INT8_ACTIVATIONS = 4
Tuned = dict[str, np.ndarray]


def pack(codes: np.ndarray) -> np.ndarray:
    """Two 4-bit codes in a byte, the first one low."""
    return (codes[..., 0::2] | (codes[..., 1::2] << 4)).astype(np.uint8)


class Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def tensor(self, name: str, values: np.ndarray) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, name=outputs[0], **attributes))
        return outputs[0]


class Builder:
    """Writes the layers; `tuned` holds the parameters of the layers from `first_tuned` on, by their PyTorch names."""

    def __init__(self, weights: BaseWeights, kept: list[int], tuned: Tuned, first_tuned: int) -> None:
        self.weights, self.kept, self.tuned, self.first_tuned = weights, kept, tuned, first_tuned
        self.graph = Graph()

    def product(self, layer: int, source: str, names: list[str], outputs: int, inputs: int, result: str) -> str:
        if layer < self.first_tuned:
            parts = [self.weights.codes(f"l{layer}.{name}.w") for name in names]
            codes = pack(np.concatenate([part[0] for part in parts]).astype(np.uint8))
            scales = np.concatenate([part[1] for part in parts]).astype(np.float32)
            bias = np.concatenate([self.weights.floats(f"l{layer}.{name}.b") for name in names])
            bits = 4
        else:
            dense = np.concatenate([self.tuned[f"layers.{layer}.{name}.weight"] for name in names])
            blocks = dense.reshape(outputs, inputs // BLOCK_LENGTH, BLOCK_LENGTH)
            widths = np.abs(blocks).max(axis=2, keepdims=True) / 127
            codes = (np.round(blocks / np.where(widths == 0, 1, widths)) + 128).astype(np.uint8)
            scales = widths.reshape(-1).astype(np.float32)
            bias = np.concatenate([self.tuned[f"layers.{layer}.{name}.bias"] for name in names])
            bits = 8
        shape = (outputs, inputs // BLOCK_LENGTH, BLOCK_LENGTH * bits // 8)
        operands = [
            source,
            self.graph.tensor(f"{result}.w", codes.reshape(shape)),
            self.graph.tensor(f"{result}.s", scales),
            "",
            "",
            self.graph.tensor(f"{result}.b", bias),
        ]
        sizes = {"K": inputs, "N": outputs, "bits": bits, "block_size": BLOCK_LENGTH}
        return self.graph.node(
            "MatMulNBits", operands, [result], MICROSOFT, accuracy_level=INT8_ACTIVATIONS, **sizes
        )

    def norm(self, layer: int, name: str) -> list[str]:
        def values(kind: str, short: str) -> np.ndarray:
            if layer < self.first_tuned:
                return self.weights.floats(f"l{layer}.{name}.{short}")
            return self.tuned[f"layers.{layer}.{name}.{kind}"]

        prefix = f"l{layer}.{name}"
        return [
            self.graph.tensor(f"{prefix}.w", values("weight", "w")),
            self.graph.tensor(f"{prefix}.b", values("bias", "b")),
        ]

    def embeddings(self) -> str:
        shape, graph = self.weights.shape, self.graph
        codes, scales = self.weights.codes("emb.word")
        rows = codes.reshape(shape.vocabulary, shape.hidden)[self.kept]
        signed = ((rows.astype(np.int16) - 8) & 15).astype(np.uint8)
        words = onnx.TensorProto(name="emb.word", data_type=TensorProto.INT4, dims=rows.shape)
        words.raw_data = pack(signed).tobytes()
        graph.tensors.append(words)
        blocks = scales.reshape(shape.vocabulary, shape.hidden // BLOCK_LENGTH)[self.kept]
        graph.tensor("emb.word.s", blocks.astype(np.float32))
        sizes = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK_LENGTH}
        graph.node(
            "GatherBlockQuantized", ["emb.word", "input_ids", "emb.word.s"], ["emb.words"], MICROSOFT, **sizes
        )
        graph.tensor("emb.pos", self.weights.positions().astype(np.float32))
        graph.node("Shape", ["input_ids"], ["ids.length"], start=1, end=2)
        graph.tensor("zero", np.array([0], np.int64))
        graph.tensor("axis0", np.array([0], np.int64))
        graph.node("Slice", ["emb.pos", "zero", "ids.length", "axis0"], ["emb.positions"])
        graph.node("Add", ["emb.words", "emb.positions"], ["emb.sum"])
        scale = graph.tensor("emb.ln.w", self.weights.floats("emb.ln.w"))
        shift = graph.tensor("emb.ln.b", self.weights.floats("emb.ln.b"))
        return graph.node(
            "LayerNormalization", ["emb.sum", scale, shift], ["x0"], axis=-1, epsilon=shape.epsilon
        )

    def layer(self, index: int, source: str, result: str) -> str:
        shape, graph, prefix = self.weights.shape, self.graph, f"l{index}."
        hidden, inner, epsilon = shape.hidden, shape.inner, shape.epsilon
        self.product(index, source, ["q", "k", "v"], 3 * hidden, hidden, f"{prefix}qkv")
        queries, keys, values = (f"{prefix}{name}" for name in ("q", "k", "v"))
        graph.node("Split", [f"{prefix}qkv"], [queries, keys, values], axis=-1, num_outputs=3)
        heads = [queries, keys, values, "", "mask"]
        graph.node("MultiHeadAttention", heads, [f"{prefix}context"], MICROSOFT, num_heads=shape.heads)
        self.product(index, f"{prefix}context", ["ao"], hidden, hidden, f"{prefix}ao.y")
        attended = f"{prefix}attended"
        norm = self.norm(index, "aln")
        graph.node("SkipLayerNormalization", [f"{prefix}ao.y", source, *norm], [attended], MICROSOFT, epsilon=epsilon)
        self.product(index, attended, ["fi"], inner, hidden, f"{prefix}fi.y")
        graph.node("Gelu", [f"{prefix}fi.y"], [f"{prefix}gelu"], MICROSOFT)
        self.product(index, f"{prefix}gelu", ["fo"], hidden, inner, f"{prefix}fo.y")
        norm = self.norm(index, "oln")
        return graph.node(
            "SkipLayerNormalization", [f"{prefix}fo.y", attended, *norm], [result], MICROSOFT, epsilon=epsilon
        )


def write_graph(path: Path, weights: BaseWeights, kept: list[int], tuned: Tuned, first_tuned: int) -> None:
    builder = Builder(weights, kept, tuned, first_tuned)
    state = builder.embeddings()
    builder.graph.node("Cast", ["attention_mask"], ["mask"], to=TensorProto.INT32)
    last = weights.shape.layers - 1
    for index in range(weights.shape.layers):
        state = builder.layer(index, state, "last_hidden_state" if index == last else f"x{index + 1}")
    lengths = ["batch_size", "sequence_length"]
    graph = helper.make_graph(
        builder.graph.nodes,
        "multilingual-e5-small-fr-en",
        [helper.make_tensor_value_info(name, TensorProto.INT64, lengths) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info(state, TensorProto.FLOAT, [*lengths, weights.shape.hidden])],
        builder.graph.tensors,
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=10), str(path))
