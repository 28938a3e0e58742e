"""A Whisper of base.en's size that costs what base.en costs and always makes out the same words.

Its matrices are random but for two things. Each layer adds little to what it is given, so that the decoder's
last state is the last token's own vector; and the projection gives for that the token that follows in a
fixed chain. So encoder, decoder and vocabulary are worked through in full, and the text is known beforehand.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from benchmarks import whisper_folder

SHAPE = whisper_folder.Shape(encoder_layers=6, decoder_layers=6, heads=8)
WIDTH, INNER, MELS, VOCABULARY = 512, 2048, 80, 51_864
WORDS = "contracts are deleted after thirty days and every access is logged so auditors see it later."
"""Sixteen words, each once and a token each: about five seconds of speech, and it sounds complete."""
FEATURES = {
    "chunk_length": 30,
    "feature_size": MELS,
    "hop_length": 160,
    "n_fft": 400,
    "sampling_rate": 16000,
    "feature_extractor_type": "WhisperFeatureExtractor",
}
_SPECIAL = (
    *("<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>"),
    *("<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"),
)
_SURE = 30.0
"""Score of the token that follows; the others have at most about 1."""
_QUIET = 0.002
"""Weight of what the layers add: small beside the vector of a token, which has a length of 1 a component."""


def make(folder: Path) -> None:
    """Write the model; takes a few seconds and 75 MB."""
    words = [f"Ġ{word}" for word in WORDS.split()]
    times = [f"<|{number * 0.02:.2f}|>" for number in range(1501)]
    fillers = [f"Ġfiller{number}" for number in range(VOCABULARY - len(words) - len(_SPECIAL) - len(times))]
    tokens = [*words, *fillers, *_SPECIAL, *times]
    ids = {token: number for number, token in enumerate(tokens)}
    chain = [ids["<|notimestamps|>"], *(ids[word] for word in words), ids["<|endoftext|>"]]
    whisper_folder.write(
        folder,
        SHAPE,
        _Matrices(chain).tensor,
        tokens,
        never_first=[ids["<|endoftext|>"]],
        alignment_heads=[(SHAPE.decoder_layers - 1, head) for head in range(SHAPE.heads)],
    )
    own = {token: number for token, number in ids.items() if token not in times}
    tokenizer = Tokenizer(models.WordLevel(own, unk_token="Ġfiller0"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace("Ġ", "always")]
    )
    tokenizer.decoder = decoders.Sequence([decoders.Replace("Ġ", " "), decoders.Fuse()])
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in _SPECIAL])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "preprocessor_config.json").write_text(json.dumps(FEATURES))


class _Matrices:
    """Random matrices of the right shape by name; the same each time."""

    def __init__(self, chain: list[int]) -> None:
        self._chance = np.random.default_rng(0)
        self._tokens = self._random(VOCABULARY, WIDTH)
        self._projection = self._random(VOCABULARY, WIDTH) * 0.01
        for last, following in pairwise(chain):
            self._projection[following] = self._tokens[last] * (_SURE / WIDTH)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return the matrix of that name."""
        match name:
            case "decoder.embed_tokens.weight":
                return self._tokens
            case "proj_out.weight":
                return self._projection
            case "encoder.conv1.weight":
                return self._random(WIDTH, MELS, 3) * 0.05
            case "encoder.conv2.weight":
                return self._random(WIDTH, WIDTH, 3) * 0.02
            case "encoder.embed_positions.weight":
                return self._random(1500, WIDTH)
            case "decoder.embed_positions.weight":
                return self._random(448, WIDTH) * _QUIET
        inner, is_bias = ".fc1." in name, name.endswith(".bias")
        if "norm" in name:
            return np.full(WIDTH, 0.0 if is_bias else 1.0, np.float32)
        rows = INNER if inner else WIDTH
        if is_bias:
            return self._random(rows) * _QUIET
        scale = _QUIET if re.search(r"out_proj|fc2", name) else 0.04
        return self._random(rows, INNER if ".fc2." in name else WIDTH) * scale

    def _random(self, *shape: int) -> NDArray[np.float32]:
        return self._chance.standard_normal(shape, np.float32)
