"""Turns the products of a graph in blocks into products of 8-bit integers, which cost half as much.

  python integers.py BLOCKS.onnx RESULT.onnx

An activation far larger than the others would leave these few of the 255 steps. Each product therefore divides its
input by a factor a channel and multiplies its weights by it (G. Xiao et al., "SmoothQuant", ICML 2023), and its bias
takes away the mean error that rounding leaves (M. Nagel et al., "Data-Free Quantization", ICCV 2019). Both are measured
on the fictional cases and requests of the training material.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from pairs import HERE
from vocabulary import load_tokenizer

MICROSOFT = "com.microsoft"
SMOOTHING = 0.75
TEXTS = 50
LONGEST = 512
# Largest weight. Processors without VNNI add two products on 16 bits: 2 · 255 · 64 still fits there. The inputs of the
# second product of a layer are nearly all near zero, where 127 fits too.
LARGEST = 64
LARGEST_AFTER_GELU = 127


class Product:
    """A product in blocks of 4 or 8 bits, read as dense weights."""

    def __init__(self, node: onnx.NodeProto, tensors: dict[str, np.ndarray]) -> None:
        sizes = {attribute.name: attribute.i for attribute in node.attribute}
        inputs, outputs, length = sizes["K"], sizes["N"], sizes["block_size"]
        codes, scales = tensors[node.input[1]], tensors[node.input[2]]
        if sizes["bits"] == 4:
            codes = np.stack([codes & 15, codes >> 4], axis=-1)
        blocks = codes.reshape(outputs, inputs // length, length).astype(np.float32)
        middle = 2 ** (sizes["bits"] - 1)
        dense = (blocks - middle) * scales.reshape(outputs, inputs // length, 1)
        self.source, self.bias_name, self.name = node.input[0], node.input[5], node.output[0]
        self.weights, self.bias = dense.reshape(outputs, inputs).T, tensors[self.bias_name]
        self.replaced = {node.input[1], node.input[2], self.bias_name}
        self.largest = LARGEST_AFTER_GELU if self.source.endswith("gelu") else LARGEST

    def quantised(self, activations: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Factors of the input, weights, their scales and the bias, from the inputs that texts give."""
        greatest = np.maximum(np.max([np.abs(rows).max(axis=0) for rows in activations], axis=0), 1e-5)
        factors = greatest**SMOOTHING / np.maximum(np.abs(self.weights).max(axis=1), 1e-5) ** (1 - SMOOTHING)
        factors /= np.exp(np.log(factors).mean())
        smooth = self.weights * factors[:, None]
        scales = np.abs(smooth).max(axis=0) / self.largest
        codes = np.round(smooth / scales)
        errors = [rows @ self.weights - rounded(rows / factors) @ (codes * scales) for rows in activations]
        bias = self.bias + np.concatenate(errors).mean(axis=0)
        return (1 / factors).astype(np.float32), codes.astype(np.int8), scales.astype(np.float32), bias.astype(np.float32)


def rounded(rows: np.ndarray) -> np.ndarray:
    """What DynamicQuantizeLinear keeps of a text."""
    low, high = min(0, rows.min()), max(0, rows.max())
    step = (high - low) / 255
    zero = np.round(-low / step)
    return (np.clip(np.round(rows / step) + zero, 0, 255) - zero) * step


def read_texts() -> list[str]:
    cases = json.loads((HERE / "material" / "cases.json").read_text(encoding="utf8"))
    every = cases[:: len(cases) // TEXTS]
    passages = [f"passage: {case['title']}. {case['summary']}" for case in every]
    return passages + [f"query: {case['queries'][0]}" for case in every]


def read_activations(model: onnx.ModelProto, names: list[str]) -> dict[str, list[np.ndarray]]:
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer = load_tokenizer()
    read: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for text in read_texts():
        ids = np.array([tokenizer.encode(text).ids[:LONGEST]], np.int64)
        for name, rows in zip(names, session.run(names, {"input_ids": ids, "attention_mask": np.ones_like(ids)})):
            read[name].append(rows[0])
    return read


def apart(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """The sum and the normalisation, each of which has a faster kernel than both together."""
    total, result = f"{node.output[0]}.sum", node.output[0]
    epsilon = node.attribute[0].f
    return [
        helper.make_node("Add", node.input[:2], [total], name=total),
        helper.make_node(
            "LayerNormalization", [total, *node.input[2:4]], [result], name=result, axis=-1, epsilon=epsilon
        ),
    ]


def write_integer_graph(blocks: Path, path: Path) -> None:
    model = onnx.load(str(blocks))
    graph = model.graph
    tensors = {
        tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer if tensor.name != "emb.word"
    }
    products = {
        node.output[0]: Product(node, tensors) for node in graph.node if node.op_type == "MatMulNBits"
    }
    activations = read_activations(model, sorted({product.source for product in products.values()}))
    nodes: list[onnx.NodeProto] = []
    added: list[onnx.TensorProto] = []
    for node in graph.node:
        product = products.get(node.output[0])
        if product is None:
            nodes += apart(node) if node.op_type == "SkipLayerNormalization" else [node]
            continue
        name = product.name
        values = product.quantised(activations[product.source])
        names = [f"{name}.{part}" for part in ("factors", "codes", "scales", "bias")]
        added += [numpy_helper.from_array(value, part) for value, part in zip(values, names)]
        factors, codes, scales, bias = names
        smooth = f"{name}.input"
        nodes.append(helper.make_node("Mul", [product.source, factors], [smooth], name=smooth))
        operands = [smooth, codes, scales, "", bias]
        nodes.append(helper.make_node("DynamicQuantizeMatMul", operands, [name], name=name, domain=MICROSOFT))
    replaced = set().union(*(product.replaced for product in products.values()))
    kept = [tensor for tensor in graph.initializer if tensor.name not in replaced]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + added)
    onnx.save(model, str(path))


if __name__ == "__main__":
    write_integer_graph(Path(sys.argv[1]), Path(sys.argv[2]))
