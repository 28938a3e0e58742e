import pytest

from simulator.evidence.echo import content_words, echo, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("queries", "query"), ("masked", "masking"), ("lawyer's", "lawyers"), ("rate", "rates")],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_only_words_with_a_subject_count() -> None:
    assert content_words("and then the latency is what you would want") == {stem("latency")}


def test_echo_is_the_share_of_own_words_that_were_asked() -> None:
    asked = content_words("what latency budget would you set")
    assert echo("the latency budget", asked) == 1.0
    assert echo("latency of 2 seconds at peak", asked) == 0.25
    assert echo("and so on", asked) == 0.0
    assert echo("latency", frozenset()) == 0.0
