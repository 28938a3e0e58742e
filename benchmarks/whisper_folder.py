"""A Whisper written as a folder that faster-whisper loads, from any function that gives its matrices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import WhisperSpec
from numpy.typing import NDArray

Tensors = Callable[[str], NDArray[np.float32]]
"""A matrix by its name, such as `encoder.layers.0.fc1.weight`: the names that PyTorch's Whispers have."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many layers and heads a Whisper has."""

    encoder_layers: int
    decoder_layers: int
    heads: int


def write(
    folder: Path,
    shape: Shape,
    tensors: Tensors,
    vocabulary: Sequence[str],
    never_first: Sequence[int],
    alignment_heads: Sequence[tuple[int, int]],
) -> None:
    """Write the model with 8-bit weights. `never_first` are tokens that no answer begins with.

    `alignment_heads` are the layers and heads of the decoder that follow the audio; they give word times.
    """
    spec = WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    for side, layers in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        layers.position_encodings.encodings = tensors(f"{side}.embed_positions.weight")
        _norm(layers.layer_norm, tensors, f"{side}.layer_norm")
        for number, layer in enumerate(layers.layer):
            _layer(layer, tensors, f"{side}.layers.{number}")
    for name in ("conv1", "conv2"):
        _weights(getattr(spec.encoder, name), tensors, f"encoder.{name}")
    spec.decoder.embeddings.weight = tensors("decoder.embed_tokens.weight")
    spec.decoder.projection.weight = tensors("proj_out.weight")
    spec.register_vocabulary(list(vocabulary))
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = list(never_first)
    spec.config.lang_ids = []
    spec.config.alignment_heads = [list(pair) for pair in alignment_heads]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def _layer(layer: Any, tensors: Tensors, name: str) -> None:
    own, other = f"{name}.self_attn", f"{name}.encoder_attn"
    _fuse(layer.self_attention.linear[0], tensors, own, "qkv")
    _weights(layer.self_attention.linear[1], tensors, f"{own}.out_proj")
    _norm(layer.self_attention.layer_norm, tensors, f"{own}_layer_norm")
    if hasattr(layer, "attention"):
        _fuse(layer.attention.linear[0], tensors, other, "q")
        _fuse(layer.attention.linear[1], tensors, other, "kv")
        _weights(layer.attention.linear[2], tensors, f"{other}.out_proj")
        _norm(layer.attention.layer_norm, tensors, f"{other}_layer_norm")
    _weights(layer.ffn.linear_0, tensors, f"{name}.fc1")
    _weights(layer.ffn.linear_1, tensors, f"{name}.fc2")
    _norm(layer.ffn.layer_norm, tensors, f"{name}.final_layer_norm")


def _fuse(linear: Any, tensors: Tensors, name: str, parts: str) -> None:
    """Whisper's keys have no bias."""
    weights = [tensors(f"{name}.{part}_proj.weight") for part in parts]
    biases = [
        np.zeros(len(weight), np.float32) if part == "k" else tensors(f"{name}.{part}_proj.bias")
        for part, weight in zip(parts, weights, strict=True)
    ]
    linear.weight, linear.bias = np.concatenate(weights), np.concatenate(biases)


def _weights(spec: Any, tensors: Tensors, name: str) -> None:
    spec.weight, spec.bias = tensors(f"{name}.weight"), tensors(f"{name}.bias")


def _norm(spec: Any, tensors: Tensors, name: str) -> None:
    spec.gamma, spec.beta = tensors(f"{name}.weight"), tensors(f"{name}.bias")
