import pytest

from simulator.evidence.spoken_numbers import number_at, ordinal_at, spell


@pytest.mark.parametrize(
    ("words", "number", "after"),
    [
        ("ninety five percent", "95", 2),
        ("ninety - five", "95", 3),
        ("six hundred and fifty thousand two hundred and ten", "650210", 9),
        ("hundred and two hundred", "100", 1),
        ("a hundred contracts", "100", 2),
        ("nine thousand five hundred", "9500", 4),
        ("three and a bit", "3", 1),
        ("another cent and a half", "1.5 cent", 5),
    ],
)
def test_reads_the_longest_number_from_a_place(words: str, number: str, after: int) -> None:
    assert number_at(words.split(), 0) == (number, after)


@pytest.mark.parametrize(
    "words", ["contracts", "one lawyer", "k", "point of view", "a lawyer", "half of them"]
)
def test_finds_none_where_there_is_none(words: str) -> None:
    assert number_at(words.split(), 0) is None


def test_reads_a_rank() -> None:
    assert ordinal_at(["ninety", "fifth"], 0) == (95.0, 2)
    assert ordinal_at(["95", "th"], 0) == (95.0, 2)
    assert ordinal_at(["ninety", "five"], 0) is None


@pytest.mark.parametrize(
    ("value", "digits"), [(5.0, "5"), (0.25, "0.25"), (1e15, "1000000000000000"), (0.1 + 0.2, "0.3")]
)
def test_spells_without_exponent_or_dust(value: float, digits: str) -> None:
    assert spell(value) == digits


def test_endless_multiples_stop_at_a_sane_size() -> None:
    found = number_at(["nine", "hundred", *["billion"] * 50], 0)
    assert found is not None
    assert float(found[0]) <= 1e15
