"""The plot of signal against noise: where answers stand, what marks the regions, and that it always fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.grading.scorecard import AnswerGrade
from simulator.reporting.matrix import Region, as_text, matrix


def plot(*answers: tuple[float, float]) -> list[str]:
    graded = [(n, AnswerGrade(n, signal, noise)) for n, (signal, noise) in enumerate(answers, start=1)]
    return [as_text(row) for row in matrix(graded)]


def test_an_answer_stands_at_its_signal_and_noise() -> None:
    lines = plot((10, 0), (0, 3), (4, 10))
    assert lines[1].split()[2] == "1"
    assert lines[11].split()[2 + 3] == "2"
    assert lines[7].split()[2 + 10] == "3"
    assert len(lines) == 14


def test_regions_are_marked_by_the_net() -> None:
    rows = matrix([(1, AnswerGrade(1, 0, 0))])
    for row, signal in zip(rows[1:12], range(10, -1, -1), strict=True):
        for noise, cell in enumerate(row[1:]):
            net = signal - noise
            assert cell.region is (
                Region.STRONG if net >= 5 else Region.AGAINST if net < 0 else Region.BETWEEN
            )


def test_answers_in_one_place_share_it_or_are_told_to_be_more() -> None:
    assert plot((6, 0), (6, 0))[5].split()[2] == "1,2"
    assert plot(*[(6, 0)] * 3)[5].split()[2] == "1…"


def test_nothing_is_plotted_where_nothing_was_answered() -> None:
    assert plot() == []


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=1, max_size=120))
def test_it_fits_sixty_columns_and_shows_the_first_answer(answers: list[tuple[float, float]]) -> None:
    lines = plot(*answers)
    assert max(map(len, lines)) <= 58
    assert any("1" in line.split("|")[1] for line in lines[1:12])
