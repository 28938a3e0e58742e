"""A transformer's arithmetic that comes out the same, to the bit, on every machine.

Every sum is a sum of whole numbers below 2**24, which float32 adds without rounding in any order, whatever
the BLAS and its threads. What is left (products, quotients, roots, rounding) IEEE 754 settles one element at
a time. Values become whole numbers in steps of their `reach`, the greatest magnitude seen when the weights
were exported; what goes beyond is cut off.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Arrays = Mapping[str, npt.NDArray[np.generic]]

_EXACT = 2**24 - 1
"""The greatest whole number up to which float32 counts without gaps."""
LONGEST = 288
"""Rows that may be read together."""
_VALUE = 127
"""Steps of what is gathered."""
_WEIGHT = _EXACT // (LONGEST * _VALUE)
"""Steps of an attention weight, so that `LONGEST` of them times `_VALUE` are still counted exactly."""
_FINE = 32
"""Entries of the tables below for a step of one."""
_POWERS = np.rint(_WEIGHT * np.exp(-np.arange(8 * _FINE) / _FINE)).astype(np.float32)
"""Attention weights by how far a match is below the best one."""
_END = 32
"""Where the table of the activation ends on either side."""
_ACTIVATION = np.array(
    [
        k / _FINE * 0.5 * (1 + math.erf(k / _FINE / math.sqrt(2)))
        for k in range(-_END * _FINE, _END * _FINE + 1)
    ],
    dtype=np.float32,
)


class Product:
    """A matrix of whole numbers with a scale per column."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._whole = np.ascontiguousarray(arrays[name], dtype=np.float32)
        self.scale = arrays[f"{name}.scale"].astype(np.float32)
        self.steps = _EXACT // int(np.abs(self._whole).sum(axis=0).max())
        """Greatest magnitude of the whole numbers that it takes."""

    def __call__(self, whole: Floats) -> Floats:
        """Return the product with rows of whole numbers up to `steps`, in steps too."""
        product: Floats = whole @ self._whole
        return product


class Norm:
    """Layer normalisation; mean and spread are taken of whole multiples of 1/4096, counted in float64."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._weight = arrays[f"{name}.weight"].astype(np.float32)
        self._bias = arrays[f"{name}.bias"].astype(np.float32)

    def __call__(self, x: Floats) -> Floats:
        """Return the rows with mean and spread of their own taken out."""
        whole = np.rint(x * np.float32(4096)).astype(np.float64)
        mean = whole.sum(axis=1) / x.shape[1]
        squares = np.einsum("td,td->t", whole, whole) / x.shape[1]
        spread = np.sqrt(squares - mean * mean + 4096.0**2 * 1e-12)
        y: Floats = x - (mean / 4096).astype(np.float32)[:, None]
        y *= (4096 / spread).astype(np.float32)[:, None]
        y *= self._weight
        y += self._bias
        return y


class Layer:
    """Every row looks at every other, then is worked on by itself."""

    def __init__(self, arrays: Arrays, name: str, head: int) -> None:
        def product(part: str) -> tuple[Product, Floats]:
            return Product(arrays, f"{name}.{part}"), arrays[f"{name}.{part}.bias"].astype(np.float32)

        def reach(part: str) -> Floats:
            return arrays[f"{name}.{part}.reach"].astype(np.float32)

        self._head = head
        self._qkv, bias = product("qkv")
        width = len(bias) // 3
        most = math.isqrt(_EXACT // head)
        self._most = np.repeat(np.array([most, most, _VALUE], dtype=np.float32), width)
        unit = self._most / np.repeat([reach("q"), reach("k"), reach("v")], width)
        self._in = np.float32(self._qkv.steps) / reach("x")
        self._qkv_scale = self._qkv.scale * unit / np.float32(self._qkv.steps)
        self._qkv_bias = bias * unit
        self._closeness: Floats = reach("q") * reach("k") * np.float32(head**-0.5 * _FINE / most**2)
        self._out, self._out_bias = product("out")
        self._seen = np.float32(self._out.steps / _VALUE)
        self._out_scale = self._out.scale * reach("v") / np.float32(self._out.steps)
        self._n1 = Norm(arrays, f"{name}.n1")
        self._up, bias = product("up")
        self._middle = np.float32(self._up.steps) / reach("y")
        self._up_scale = self._up.scale * np.float32(_FINE / self._up.steps)
        self._up_bias = bias * np.float32(_FINE) + np.float32(_END * _FINE)
        self._down, self._down_bias = product("down")
        self._active = np.float32(self._down.steps) / reach("z")
        self._down_scale = self._down.scale / np.float32(self._down.steps)
        self._n2 = Norm(arrays, f"{name}.n2")

    def __call__(self, x: Floats) -> Floats:
        """Return the rows of the next layer."""
        mixed = self._qkv(steps(x, self._in, self._qkv.steps))
        mixed *= self._qkv_scale
        mixed += self._qkv_bias
        np.rint(mixed, out=mixed)
        np.minimum(mixed, self._most, out=mixed)
        np.maximum(mixed, -self._most, out=mixed)
        width = mixed.shape[1] // 3
        seen = np.empty((len(x), width), dtype=np.float32)
        # one head after the other: what it needs in between stays in the processor's cache
        for place in range(0, width, self._head):
            asking, asked, said = (
                mixed[:, at : at + self._head] for at in (place, place + width, place + 2 * width)
            )
            parts, whole = shares(asking @ asked.T, self._closeness)
            np.divide(parts @ said, whole, out=seen[:, place : place + self._head])
        seen *= self._seen
        y = self._out(np.rint(seen, out=seen))
        y *= self._out_scale
        y += self._out_bias
        y += x
        x = self._n1(y)
        inner = self._up(steps(x, self._middle, self._up.steps))
        inner *= self._up_scale
        inner += self._up_bias
        np.rint(inner, out=inner)
        np.maximum(inner, np.float32(0), out=inner)
        active = _ACTIVATION.take(inner.astype(np.int32), mode="clip")
        y = self._down(steps(active, self._active, self._down.steps))
        y *= self._down_scale
        y += self._down_bias
        y += x
        return self._n2(y)


class Look:
    """Each of some criteria gathers from the rows what it attends to."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._product = Product(arrays, name)
        self._reach = arrays[f"{name}.reach"].astype(np.float32)
        self._closeness = self._product.scale * np.float32(_FINE / self._product.steps)

    def __call__(self, x: Floats) -> tuple[Doubles, Doubles]:
        """Return how much each criterion takes of each row, and what it gathers."""
        near = self._product(steps(x, np.float32(self._product.steps) / self._reach, self._product.steps))
        parts, whole = shares((near * self._closeness).T, np.float32(1))
        gathered: Floats = parts @ steps(x, np.float32(_VALUE) / self._reach, _VALUE) / whole
        unit = self._reach.astype(np.float64) / _VALUE
        return (parts / whole).astype(np.float64), gathered.astype(np.float64) * unit


def steps(x: Floats, per_unit: Floats, most: int) -> Floats:
    """Return `x` in whole steps, `per_unit` of them to one (by column), at most `most` either way."""
    whole: Floats = x * per_unit
    np.rint(whole, out=whole)
    np.minimum(whole, np.float32(most), out=whole)
    return np.maximum(whole, np.float32(-most), out=whole)


def shares(match: Floats, closeness: Floats | np.float32) -> tuple[Floats, Floats]:
    """Return attention weights in whole steps and their sums by row."""
    below = match.max(axis=1, keepdims=True) - match
    below *= closeness
    np.rint(below, out=below)
    parts = _POWERS.take(below.astype(np.int32), mode="clip")
    return parts, parts.sum(axis=1, keepdims=True)
