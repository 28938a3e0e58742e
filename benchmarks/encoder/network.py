"""The encoder in PyTorch, for training only: layers of MiniLM, one attention per criterion over the words."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

WIDTH = 384
HEAD = 32
WIDE = ((12, 512),) * 3
"""Heads and inner units of the layers that are trained on the labels, the first three of MiniLM's six."""
THIN = ((4, 256),) * 3
"""Those of the layers that ship, taught by the wide ones as well."""

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
"""Pieces, kinds (0 question, 1 answer), what is no padding, what may be attended to at the top."""
State = dict[str, torch.Tensor]


class Layer(nn.Module):
    """Every piece looks at every other, then is worked on by itself."""

    def __init__(self, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(WIDTH, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, WIDTH)
        self.n1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.n2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the rows of the next layer."""
        q, k, v = self.parts(x)
        near = (q @ k.transpose(-1, -2)).float() * HEAD**-0.5
        near = near.masked_fill(~mask[:, None, None, :], -1e9).softmax(-1)
        seen = (near.to(v.dtype) @ v).transpose(1, 2).flatten(2)
        x = self.n1(x + self.out(seen))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def parts(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return by head what each row asks, answers to and says."""
        return tuple(self.qkv(x).unflatten(-1, (3, self.heads, HEAD)).permute(2, 0, 3, 1, 4))


class Network(nn.Module):
    """Question and answer in; scores of every status of every criterion, and of every flag, out."""

    def __init__(self, pieces: int, shape: Sequence[tuple[int, int]], criteria: int, flags: int) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(heads, inner) for heads, inner in shape)
        self.criteria = criteria
        self.query = nn.Parameter(torch.randn(criteria + flags, WIDTH) * 0.02)
        self.own = nn.Parameter(torch.zeros(criteria, 4, WIDTH))
        self.shared = nn.Parameter(torch.zeros(4, WIDTH))
        self.bias = nn.Parameter(torch.zeros(criteria, 4))
        self.flag = nn.Parameter(torch.zeros(flags, WIDTH))
        self.flag_bias = nn.Parameter(torch.full((flags,), -2.0))
        self.top = nn.Dropout(0.1)

    def start(self, ids: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """Return the rows that the first layer reads."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds(kinds)
        return self.drop(self.norm(x))

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the scores of the statuses and of the flags."""
        ids, kinds, mask, spoken = batch
        x = self.start(ids, kinds)
        for layer in self.layers:
            x = layer(x, mask)
        x = x.float()
        near = torch.einsum("btd,nd->bnt", x, self.query).masked_fill(~spoken[:, None, :], -1e9).softmax(-1)
        pooled = self.top(torch.einsum("bnt,btd->bnd", near, x))
        c = pooled[:, : self.criteria]
        scores = torch.einsum("bcd,csd->bcs", c, self.own) + c @ self.shared.T + self.bias
        return scores, (pooled[:, self.criteria :] * self.flag).sum(-1) + self.flag_bias

    def heads(self) -> list[nn.Parameter]:
        """Return what is learned from nothing."""
        return [self.query, self.own, self.shared, self.bias, self.flag, self.flag_bias]


def from_minilm(state: State, count: int) -> State:
    """Return MiniLM's embeddings and first layers under the names used here."""
    e = "embeddings."
    found = {
        "words.weight": state[e + "word_embeddings.weight"],
        "places.weight": state[e + "position_embeddings.weight"],
        "kinds.weight": state[e + "token_type_embeddings.weight"],
        "norm.weight": state[e + "LayerNorm.weight"],
        "norm.bias": state[e + "LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "n1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "n2": "output.LayerNorm",
    }
    for n in range(count):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        for part in ("weight", "bias"):
            looks = [state[f"{old}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            found[f"{new}qkv.{part}"] = torch.cat(looks)
            for mine, theirs in names.items():
                found[f"{new}{mine}.{part}"] = state[f"{old}{theirs}.{part}"]
    return found


def narrowed(state: State, shape: Sequence[tuple[int, int]]) -> State:
    """Return `state` with only those heads and inner units of each layer that carry most."""
    found = dict(state)
    for n, (heads, inner) in enumerate(shape):
        p = f"layers.{n}."
        qkv, out = state[p + "qkv.weight"], state[p + "out.weight"]
        size = len(qkv) // 3
        value = qkv[2 * size :].unflatten(0, (-1, HEAD)).norm(dim=(1, 2))
        strongest = value * out.unflatten(1, (-1, HEAD)).norm(dim=(0, 2))
        kept = strongest.argsort(descending=True)[:heads].sort().values
        rows = (kept[:, None] * HEAD + torch.arange(HEAD)).flatten()
        three = torch.cat([rows, rows + size, rows + 2 * size])
        units = state[p + "up.weight"].norm(dim=1) * state[p + "down.weight"].norm(dim=0)
        best = units.argsort(descending=True)[:inner].sort().values
        for part in ("weight", "bias"):
            found[f"{p}qkv.{part}"] = state[f"{p}qkv.{part}"][three]
            found[f"{p}up.{part}"] = state[f"{p}up.{part}"][best]
        found[p + "out.weight"] = out[:, rows]
        found[p + "down.weight"] = state[p + "down.weight"][:, best]
    return found
