"""A text is parted where one may breathe, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.front_ends.voice.phrasing import clauses, sentences


def test_sentences_end_where_they_end():
    assert sentences(
        'Logged. You said "p95 under 200 ms." What if it is 2.5 s, e.g. at night? 3 of us ask!'
    ) == [
        "Logged.",
        'You said "p95 under 200 ms."',
        "What if it is 2.5 s, e.g. at night?",
        "3 of us ask!",
    ]


def test_only_a_long_sentence_is_parted():
    assert clauses("Who, of all people, owns it?") == ["Who, of all people, owns it?"]
    assert clauses("Yes, what happens when the model fails at night, and who gets woken up by it first?") == [
        "Yes, what happens when the model fails at night,",
        "and who gets woken up by it first?",
    ]


@given(st.text(alphabet="ab .,;?!\"'A1—:", max_size=300))
def test_no_word_is_lost(text):
    parts = [part for sentence in sentences(text) for part in clauses(sentence)]
    assert " ".join(parts).split() == text.split()
