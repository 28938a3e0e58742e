from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simulator.evidence.criteria.weights import STATUSES
from simulator.evidence.encoder import shipped
from simulator.evidence.encoder.encoder import WINDOW
from simulator.evidence.encoder.exact import Product
from simulator.evidence.encoder.wordpiece import CLS, SEP, UNKNOWN, WordPiece

ENCODER = shipped()
SAID = "A first token in eight hundred milliseconds at p95; if the model is down, the old search answers."
ASKED = "How fast must it be?"
ROOT = Path(__file__).parents[3]


def likeliest(criterion: str, text: str, question: str = "") -> str:
    shares = ENCODER.score(text, question).criteria[criterion]
    return STATUSES[max(range(len(STATUSES)), key=lambda at: shares[at])]


@pytest.mark.parametrize(
    ("criterion", "text", "question", "status"),
    [
        ("latency-target", SAID, ASKED, "met"),
        ("latency-target", "It should be snappy.", ASKED, "vague"),
        ("latency-target", "We can tune speed after the launch.", ASKED, "deferred"),
        ("latency-target", "The lawyers sit in Ghent.", "Who are they?", "missing"),
        pytest.param(
            *("latency-target", "The lawyers sit in Ghent.", ASKED, "missing"),
            marks=pytest.mark.xfail(
                strict=True, reason="a short answer about something else counts as touching"
            ),
        ),
        (
            "fallback",
            "If the model times out after three seconds we show the cached answer.",
            "And if it is down?",
            "met",
        ),
    ],
)
def test_it_tells_the_statuses_of_plain_answers_apart(
    criterion: str, text: str, question: str, status: str
) -> None:
    assert likeliest(criterion, text, question) == status


def test_shares_are_probabilities_and_every_word_has_its_place() -> None:
    scores = ENCODER.score(SAID, ASKED)
    for shares in scores.criteria.values():
        assert sum(shares) == pytest.approx(1, abs=0.003)
    assert all(0 <= shown <= 1 for shown in scores.flags.values())
    assert [SAID[t.start : t.end] for t in scores.tokens[:3]] == ["A", "first", "token"]


def test_the_clause_that_earns_it_carries_it() -> None:
    scores = ENCODER.score(SAID, ASKED)
    cut = SAID.index(";")
    assert scores.carried_by("latency-target", 0, cut) > scores.carried_by("latency-target", cut, len(SAID))


def test_a_long_answer_is_read_to_its_end() -> None:
    filler = "The lawyers sit in Ghent and their coffee is good. " * (WINDOW // 5)
    alone = ENCODER.score(filler, ASKED).criteria["latency-target"][-1]
    for text in (f"{SAID} {filler}", f"{filler} {SAID}", f"{filler} {SAID} {filler}"):
        assert ENCODER.score(text, ASKED).criteria["latency-target"][-1] > alone


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 5000, "\u0301" * 300, "語" * 300])
def test_any_text_gets_scores(text: str) -> None:
    assert len(ENCODER.score(text).criteria) == 20


def test_whole_numbers_are_added_without_rounding_in_any_order() -> None:
    rng = np.random.default_rng(3)
    whole = rng.integers(-127, 128, (384, 40))
    product = Product({"m": whole.astype(np.int8), "m.scale": np.ones(40, np.float32)}, "m")
    rows = rng.integers(-product.steps, product.steps + 1, (50, 384))
    assert np.array_equal(product(rows.astype(np.float32)), rows @ whole)


def test_another_process_with_more_threads_gives_the_same_bytes() -> None:
    code = (
        "import sys; from simulator.evidence.encoder import shipped; s = shipped().score(*sys.argv[1:]);"
        "sys.stdout.write(repr((s.criteria, s.flags, [v.tolist() for v in s.carried.values()])))"
    )
    told = {
        subprocess.check_output(
            [sys.executable, "-c", code, SAID, ASKED],
            cwd=ROOT,
            env=os.environ | {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads},
        )
        for threads in ("1", "2")
    }
    assert len(told) == 1


def test_words_are_cut_into_the_longest_pieces_with_their_places() -> None:
    pieces = WordPiece([UNKNOWN, CLS, SEP, "re", "##triev", "##al", "cafe", "5", "%"])
    text = "Retrieval, Café 5%"
    found = [(t.id, text[t.start : t.end]) for t in pieces.tokens(text)]
    assert found == [(3, "Re"), (4, "triev"), (5, "al"), (0, ","), (6, "Café"), (7, "5"), (8, "%")]
