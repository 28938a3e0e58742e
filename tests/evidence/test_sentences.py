import pytest

from simulator.evidence.sentences import key, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ('You said "fast." How fast?', ['You said "fast."', "How fast?"]),
        ("Well… go on", ["Well…", "go on"]),
        ("It costs 0.5 cents.", ["It costs 0.5 cents."]),
        ("", []),
    ],
)
def test_each_sentence_keeps_its_marks(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_the_same_words_are_the_same_sentence() -> None:
    assert key('"So, what is it?"') == key("So what is it.")
