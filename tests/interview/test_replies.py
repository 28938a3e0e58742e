"""A model's reply is read the same however it is cut into pieces, and whatever the model wraps around it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.interview.replies import LONGEST_SENTENCE, ReplyReader

REPLY = '{"move": "probe", "addressed": ["cost-target"], "utterance": "Okay. Who pays for that?"}'


def read(*pieces: str) -> tuple[list[str], str | None, tuple[str, ...]]:
    reader = ReplyReader()
    sentences = [sentence for piece in pieces for sentence in reader.feed(piece)] + reader.end()
    return sentences, reader.move, reader.addressed


def cut(text: str, places: list[int]) -> list[str]:
    edges = [0, *sorted({place % (len(text) + 1) for place in places}), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def test_a_reply_has_move_criteria_and_sentences() -> None:
    assert read(REPLY) == (["Okay.", "Who pays for that?"], "probe", ("cost-target",))


def test_a_sentence_comes_as_soon_as_it_has_ended() -> None:
    reader = ReplyReader()
    assert reader.feed('{"move": "probe", "addressed": [], "utterance": "Okay, five cents.') == []
    assert reader.feed(" Wh") == ["Okay, five cents."]
    assert reader.feed("o pays?") == []
    assert reader.feed('"') == ["Who pays?"]
    assert not reader.is_over
    assert reader.feed("}") == []
    assert reader.is_over


def test_nothing_is_handed_out_before_the_move_is_known() -> None:
    reader = ReplyReader()
    assert reader.feed('{"utterance": "Okay. Who pays?", ') == []
    assert reader.feed('"move": "probe"') == []
    assert reader.feed("}") == ["Okay.", "Who pays?"]


@pytest.mark.parametrize(
    "reply",
    [
        f"```json\n{REPLY}\n```",
        f"<think>A {{plan}} with \"braces\".</think>\n\n{REPLY}",
        f"Here is my reply:\n{REPLY}\nI hope it helps. Who else?",
        REPLY.replace(", ", " ,\n\t"),
        json.dumps(json.loads(REPLY), indent=2),
        REPLY.replace('"addressed"', '"note": {"a": ["}", 1]}, "other": null, "addressed"'),
    ],
    ids=["fence", "thinking", "preface", "spaces", "indented", "other keys"],
)  # fmt: skip
def test_what_stands_around_it_is_passed_over(reply: str) -> None:
    sentences, move, addressed = read(reply)
    assert [" ".join(s.split()) for s in sentences] == ["Okay.", "Who pays for that?"]
    assert (move, addressed) == ("probe", ("cost-target",))


def test_a_reply_without_an_object_is_the_utterance() -> None:
    assert read("<think>Hm.</think>Okay. ", "Who pays?") == (["Okay.", "Who pays?"], None, ())
    assert read("```\nWho pays?\n```") == (["Who pays?"], None, ())


def test_escapes_are_read() -> None:
    utterance = 'She said "no".\n\nThat\u2019s \U0001f984 \\ of it?'
    assert read(json.dumps({"move": "probe", "utterance": utterance}))[0] == [
        'She said "no".',
        "That\u2019s \U0001f984 \\ of it?",
    ]
    assert read('{"move": "probe", "utterance": "a\\ud83d b\\uzzzz\\udc00c?"}')[0] == ["a b\ufffd\ufffdc?"]


@pytest.mark.parametrize(
    "text", ["It costs 99.5 cents, e.g. a lot.", "Mr. Smith vs. the U.S. office.", "Wait... what?"]
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    expected = ["Wait...", "what?"] if text.startswith("Wait") else [text]
    assert read(json.dumps({"move": "probe", "utterance": text}))[0] == expected


def test_a_sentence_without_an_end_is_handed_out_at_the_longest() -> None:
    reader = ReplyReader()
    found = reader.feed('{"move": "probe", "utterance": "' + "word " * 400)
    assert len(found[0]) <= LONGEST_SENTENCE


def test_a_reply_that_breaks_off_gives_what_there_was() -> None:
    assert read('{"move": "probe", "addressed": [], "utterance": "Okay. Who pa')[0] == ["Okay.", "Who pa"]
    assert read('{"move": "probe", "addr')[0] == []
    assert read("")[0] == []


@given(
    utterance=st.text(),
    move=st.sampled_from(["probe", "press-vague"]),
    order=st.permutations(["move", "addressed", "utterance"]),
    ascii_only=st.booleans(),
    places=st.lists(st.integers(0, 10_000), max_size=20),
)
def test_any_cut_of_any_object_reads_the_same(
    utterance: str, move: str, order: list[str], ascii_only: bool, places: list[int]
) -> None:
    values = {"move": move, "addressed": ["a", "b"], "utterance": utterance}
    reply = json.dumps({key: values[key] for key in order}, ensure_ascii=ascii_only)
    whole = read(reply)
    assert whole[1:] == (move, ("a", "b"))
    if len(utterance) <= LONGEST_SENTENCE:
        assert " ".join(whole[0]).split() == utterance.split()
    assert read(*cut(reply, places)) == whole
    assert read(*reply) == whole


@given(st.text(alphabet='{}[]",:\\u 0aé.?\n<think>/`'), st.lists(st.integers(0, 10_000), max_size=20))
def test_any_cut_of_any_text_reads_the_same_and_nothing_raises(text: str, places: list[int]) -> None:
    assert read(*cut(text, places)) == read(text)
