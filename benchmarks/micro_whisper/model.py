"""Whisper's architecture in PyTorch, small, with all positions behind the audio computed as one.

Training on 30 s windows is slow, and almost all of one is silence. So the encoder's positions after the audio
share one learned vector and all see silence: they come out the same, and one of them stands for the rest in
every attention, with the logarithm of their number added to its score. All 1,500 give the same result.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.whisper_folder import Shape

POSITIONS = 1500
"""Of Whisper's encoder: 30 s."""
AUDIO_POSITIONS = 500
"""Positions that hear something: 10 s."""
FRAMES = 2 * AUDIO_POSITIONS + 2
"""Mel frames given to the encoder; those of the last position are silent."""
WIDTH = 160
SHAPE = Shape(encoder_layers=4, decoder_layers=2, heads=2)
LETTERS = 28
"""Outputs of the letter head that training is helped by: the blank, space and 26 letters, some unused."""
_TEXT_POSITIONS = 448


class Attention(nn.Module):
    """Attention as Whisper's; keys without a bias."""

    def __init__(self) -> None:
        super().__init__()
        self.q_proj = nn.Linear(WIDTH, WIDTH)
        self.k_proj = nn.Linear(WIDTH, WIDTH, bias=False)
        self.v_proj = nn.Linear(WIDTH, WIDTH)
        self.out_proj = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor, seen: Tensor, scores: Tensor | None = None) -> Tensor:
        """Return what `x` takes from `seen`; `scores` are added, without them only the past is seen."""
        batch, length, _ = x.shape
        query, key, value = (
            layer(source).view(batch, -1, SHAPE.heads, WIDTH // SHAPE.heads).transpose(1, 2)
            for layer, source in ((self.q_proj, x), (self.k_proj, seen), (self.v_proj, seen))
        )
        found = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=scores, is_causal=scores is None
        )
        return self.out_proj(found.transpose(1, 2).reshape(batch, length, WIDTH))


class Layer(nn.Module):
    """A layer of the encoder, or of the decoder where it also looks at the encoder."""

    def __init__(self, *, looks_at_audio: bool) -> None:
        super().__init__()
        self.self_attn, self.self_attn_layer_norm = Attention(), nn.LayerNorm(WIDTH)
        if looks_at_audio:
            self.encoder_attn, self.encoder_attn_layer_norm = Attention(), nn.LayerNorm(WIDTH)
        self.fc1, self.fc2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.final_layer_norm = nn.LayerNorm(WIDTH)

    def forward(self, x: Tensor, scores: Tensor, audio: Tensor | None = None) -> Tensor:
        """Return the next layer's input; `scores` belong to the encoder's positions."""
        own = self.self_attn_layer_norm(x)
        x = x + self.self_attn(own, own, scores if audio is None else None)
        if audio is not None:
            x = x + self.encoder_attn(self.encoder_attn_layer_norm(x), audio, scores)
        return x + self.fc2(functional.gelu(self.fc1(self.final_layer_norm(x))))


class Encoder(nn.Module):
    """Mel frames to one vector for 20 ms each."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(80, WIDTH, 3, padding=1)
        self.conv2 = nn.Conv1d(WIDTH, WIDTH, 3, stride=2, padding=1)
        self.register_buffer("positions", _waves(AUDIO_POSITIONS))
        self.beyond = nn.Parameter(torch.randn(WIDTH) * 0.5)
        self.layers = nn.ModuleList(Layer(looks_at_audio=False) for _ in range(SHAPE.encoder_layers))
        self.layer_norm = nn.LayerNorm(WIDTH)

    def forward(self, mel: Tensor, scores: Tensor) -> Tensor:
        """Take (batch, 80, FRAMES)."""
        x = functional.gelu(self.conv2(functional.gelu(self.conv1(mel)))).transpose(1, 2)
        x = x + torch.cat([self.positions, self.beyond[None]])
        for layer in self.layers:
            x = layer(x, scores)
        return self.layer_norm(x)


class Decoder(nn.Module):
    """Tokens so far to scores of the next."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(vocabulary, WIDTH)
        nn.init.normal_(self.embed_tokens.weight, std=0.02)
        self.embed_positions = nn.Parameter(torch.randn(_TEXT_POSITIONS, WIDTH) * 0.01)
        self.layers = nn.ModuleList(Layer(looks_at_audio=True) for _ in range(SHAPE.decoder_layers))
        self.layer_norm = nn.LayerNorm(WIDTH)

    def forward(self, tokens: Tensor, audio: Tensor, scores: Tensor) -> Tensor:
        """Take (batch, length)."""
        x = self.embed_tokens(tokens) + self.embed_positions[: tokens.shape[1]]
        for layer in self.layers:
            x = layer(x, scores, audio)
        return functional.linear(self.layer_norm(x), self.embed_tokens.weight)


class MicroWhisper(nn.Module):
    """The whole, and a head that spells from the encoder alone (CTC): without it training hardly starts."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder(vocabulary)
        self.letters = nn.Linear(WIDTH, LETTERS)
        scores = torch.zeros(1, 1, 1, AUDIO_POSITIONS + 1)
        scores[..., -1] = math.log(POSITIONS - AUDIO_POSITIONS)
        self.register_buffer("scores", scores)

    def encode(self, mel: Tensor) -> Tensor:
        """Take (batch, 80, FRAMES), silent from five frames before the end."""
        return self.encoder(mel, self._scores(AUDIO_POSITIONS + 1, mel))

    def decode(self, tokens: Tensor, audio: Tensor) -> Tensor:
        """Return the scores of the token after each of `tokens`."""
        return self.decoder(tokens, audio, self._scores(tokens.shape[1], audio))

    def _scores(self, rows: int, like: Tensor) -> Tensor:
        kind = torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else like.dtype
        return self.scores.to(kind).expand(1, 1, rows, -1)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return a matrix by the name that a whole Whisper has it under."""
        if name == "encoder.embed_positions.weight":
            beyond = self.encoder.beyond[None].expand(POSITIONS - AUDIO_POSITIONS, -1)
            found = torch.cat([self.encoder.positions, beyond])
        else:
            shared = {
                "proj_out.weight": "decoder.embed_tokens.weight",
                "decoder.embed_positions.weight": "decoder.embed_positions",
            }
            found = self.state_dict()[shared.get(name, name)]
        return found.detach().float().numpy().copy()


def _waves(length: int) -> Tensor:
    step = math.log(10_000) / (WIDTH // 2 - 1)
    turns = torch.arange(length)[:, None] * torch.exp(-step * torch.arange(WIDTH // 2))[None]
    return torch.cat([turns.sin(), turns.cos()], 1)
