"""What the network makes of one answer: a probability of every status of every criterion, and of red flags.

Three thin layers of a BERT (MiniLM's width, 384) read `question [SEP] answer`; on top is one attention per
criterion over the words of the answer. What a criterion attends to, weighed by what it says there, makes up
its score exactly, so the clauses that carry it can be shown (`Scores.carried_by`).

The weights are made by `benchmarks/encoder`; the layout of the file is written in its `export.py`.
"""

from __future__ import annotations

import io
import pkgutil
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

import numpy as np

from simulator.evidence.criteria.weights import STATUSES
from simulator.evidence.encoder.exact import LONGEST, Arrays, Doubles, Layer, Look, Norm
from simulator.evidence.encoder.wordpiece import Token, WordPiece
from simulator.evidence.observation import Status

LONGEST_QUESTION = 48
"""Pieces; the end of a longer question is read."""
WINDOW = LONGEST - LONGEST_QUESTION - 3
"""Pieces of the answer read together; what the training saw. A longer answer is read in windows."""
OVERLAP = 48
"""Pieces that two neighbouring windows share."""
MOST_WINDOWS = 24
"""About 25 minutes of one uninterrupted speech; what comes after is not read."""
ROUNDED = 3
"""Decimals kept: the few sums at the top are in float64, whose last digits may differ between machines."""
_TOUCHING = len(STATUSES) - 1
"""All but `missing`."""


@dataclass(frozen=True)
class Scores:
    """What the encoder makes of one utterance."""

    criteria: dict[str, tuple[float, ...]]
    """Probabilities by criterion, in the order of STATUSES."""
    flags: dict[str, float]
    """Probability that the red flag is shown."""
    tokens: tuple[Token, ...]
    carried: dict[str, Doubles]
    """How much each token of the answer added: by criterion to each status over `missing`, by red flag to its
    being shown."""

    def carried_by(self, subject: str, start: int, end: int, status: Status = Status.MET) -> float:
        """Return how much the words at these offsets of the answer added to a criterion or a red flag."""
        first, last = (bisect_left(self.tokens, at, key=lambda token: token.start) for at in (start, end))
        rows = self.carried[subject]
        row = rows[0 if len(rows) == 1 else STATUSES.index(status) - 1]
        return round(float(row[first:last].sum()), ROUNDED)


class Encoder:
    """Holds the weights; keeps nothing between utterances but the words it has cut."""

    def __init__(self, arrays: Arrays) -> None:
        """Take the arrays of a weights file."""
        self._criteria = tuple(str(c) for c in arrays["criteria"])
        self._flags = tuple(str(f) for f in arrays["flags"])
        self._pieces = WordPiece(bytes(arrays["vocabulary"]).decode("utf-8").split("\n"))
        self._words = arrays["words"]
        self._word_scale = arrays["words.scale"].astype(np.float32)
        self._places = arrays["places"].astype(np.float32)
        self._kinds = arrays["kinds"].astype(np.float32)
        self._norm = Norm(arrays, "norm")
        self._look = Look(arrays, "query")
        self._own = arrays["own"].astype(np.float64)
        self._bias = arrays["bias"].astype(np.float64)
        self._flag = arrays["flag"].astype(np.float64)
        self._flag_bias = arrays["flag.bias"].astype(np.float64)
        self._rows = np.cumsum([_TOUCHING] * len(self._criteria) + [1] * len(self._flags))[:-1]
        """Where those of each subject end, of what is carried."""
        count = sum(name.endswith(".qkv") for name in arrays)
        head = int(arrays["head"])
        self._layers = [Layer(arrays, f"layers.{n}", head) for n in range(count)]

    def score(self, text: str, question: str = "") -> Scores:
        """Return what `text` says about every criterion; `question` is what was asked just before."""
        asked = [t.id for t in self._pieces.tokens(question[-4000:])][-LONGEST_QUESTION:]
        said = self._pieces.tokens(text[: WINDOW * MOST_WINDOWS * 8])
        starts = range(0, max(1, len(said) - OVERLAP), WINDOW - OVERLAP)[:MOST_WINDOWS]
        best, flags, part = self._window(asked, said[:WINDOW])
        carried = np.zeros((len(part), len(said)))
        carried[:, :WINDOW] = part
        for start in starts[1:]:
            window = said[start : start + WINDOW]
            scores, shown, part = self._window(asked, window)
            further, clearer = _reach(scores) > _reach(best), shown > flags
            best = np.where(further[:, None], scores, best)
            flags = np.where(clearer, shown, flags)
            outdone = np.r_[np.repeat(further, _TOUCHING), clearer]
            carried[outdone] = 0
            carried[outdone, start : start + len(window)] = part[outdone]
        return Scores(
            {c: tuple(row.tolist()) for c, row in zip(self._criteria, _rounded(best), strict=True)},
            dict(zip(self._flags, _rounded(1 / (1 + np.exp(-flags))).tolist(), strict=True)),
            tuple(said),
            dict(zip((*self._criteria, *self._flags), np.split(carried, self._rows), strict=True)),
        )

    def _window(self, asked: list[int], said: list[Token]) -> tuple[Doubles, Doubles, Doubles]:
        """Return the probabilities, the flags' scores, and what each piece carried."""
        pieces = self._pieces
        ids = np.array([pieces.cls, *asked, pieces.sep, *(t.id for t in said), pieces.sep])
        first = len(asked) + 2
        x = self._words[ids] * self._word_scale[ids]
        x += self._places[: len(ids)]
        x[:first] += self._kinds[0]
        x[first:] += self._kinds[1]
        x = self._norm(x)
        for layer in self._layers:
            x = layer(x)
        x = x[np.r_[0, first : len(ids)]]
        near, pooled = self._look(x)
        count = len(self._criteria)
        scores = np.einsum("cd,csd->cs", pooled[:count], self._own) + self._bias
        flags = (pooled[count:] * self._flag).sum(axis=1) + self._flag_bias
        pull = np.concatenate([(self._own[:, 1:] - self._own[:, :1]).reshape(-1, x.shape[1]), self._flag])
        near = np.concatenate([np.repeat(near[:count], _TOUCHING, axis=0), near[count:]])
        carried = near * (pull @ x.T.astype(np.float64))
        return _soft(scores), flags, carried[:, 1:-1]


@cache
def shipped() -> Encoder:
    """Return the encoder that comes with the program."""
    data = pkgutil.get_data(__package__, "weights.npz")
    assert data is not None, "the package lacks weights.npz"
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return Encoder({name: file[name] for name in file.files})


def _rounded(x: Doubles) -> Doubles:
    rounded: Doubles = np.rint(x * 10**ROUNDED) / 10**ROUNDED
    return rounded


def _reach(probabilities: Doubles) -> Doubles:
    """Order the windows of one answer: committed, then put off, then touched."""
    reach: Doubles = probabilities @ np.array([0, 1, 2, 4])
    return reach


def _soft(x: Doubles) -> Doubles:
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    probabilities: Doubles = powers / powers.sum(axis=-1, keepdims=True)
    return probabilities
