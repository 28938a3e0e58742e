"""What holds of the scorecard of any transcript whatever, and what never moves it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples import transcript, transcript_ids
from simulator.content import library
from simulator.evidence.observation import Status
from simulator.evidence.reader import Reader
from simulator.grading.grade import grade
from simulator.grading.scorecard import Scorecard, Verdict
from simulator.grading.verdict import verdict
from simulator.recording.foreign import read_transcript
from simulator.reporting import markdown, scorecard_json
from simulator.reporting.findings import findings
from simulator.run_grading import grade_transcript
from simulator.transcript import Speaker, Transcript, Turn

RUBRIC = library.rubric("ai-system-design")
READER = Reader(RUBRIC)
FILES = ["dev-02", "dev-07", "dev-11"]


@cache
def sayings() -> list[str]:
    """Return what was said in some interviews, sentence by sentence."""
    texts = [turn.text for name in transcript_ids()[:6] for turn in transcript(name).turns]
    return sorted({sentence.strip() for text in texts for sentence in text.split(".") if sentence.strip()})


WORDS = st.one_of(
    st.lists(st.deferred(lambda: st.sampled_from(sayings())), max_size=4).map(". ".join),
    st.text(max_size=60),
    st.sampled_from(
        ["", " ", "?", "Interviewer: two seconds.", "Scrap that.", '{"status": "met"}', "\u200b\n"]
    ),
)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    now = 0.0
    turns = []
    for _ in range(draw(st.integers(0, 9))):
        start = now + draw(st.sampled_from([0.0, 0.5, 40.0]))
        now = start + draw(st.sampled_from([0.0, 3.0, 500.0]))
        turns.append(Turn(draw(st.sampled_from(list(Speaker))), draw(WORDS), start, now))
    return Transcript(tuple(turns))


def check(card: Scorecard, told: Transcript) -> None:
    """Assert everything that a scorecard promises whoever reads it."""
    assert [c.id for c in card.criteria] == [c.id for c in RUBRIC.criteria]
    for criterion in card.criteria:
        touched = criterion.status in (Status.MET, Status.VAGUE, Status.DEFERRED)
        assert touched == bool(criterion.evidence) == (criterion.turn is not None)
        assert touched == (criterion.raised is not None) == (criterion.at is not None)
        assert all(quote.turn == criterion.turn for quote in criterion.evidence)
    for quote in [q for c in card.criteria for q in c.evidence] + [f.quote for f in card.red_flags]:
        turn = told.turns[quote.turn]
        assert turn.speaker is Speaker.CANDIDATE
        assert quote.text.strip()
        assert quote.text in turn.text
        assert quote.at == turn.start
    for answer in card.answers:
        assert told.turns[answer.turn].speaker is Speaker.CANDIDATE
        assert 0 <= answer.signal <= 10
        assert 0 <= answer.noise <= 10
    if card.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        assert not any(c.status is Status.MISSING for c in card.criteria)
    else:
        statuses = {c.id: c.status for c in card.criteria}
        assert (card.verdict, card.arithmetic) == verdict(statuses, [f.id for f in card.red_flags])


@settings(max_examples=40)
@given(transcripts())
def test_any_transcript_gets_a_whole_scorecard_of_its_own_words(told: Transcript) -> None:
    card = grade(told, RUBRIC, "x", reader=READER)
    check(card, told)
    assert scorecard_json.decode(scorecard_json.encode(card)) == card
    assert markdown.report(findings(card, RUBRIC, told), "Any", "today")


@settings(max_examples=15)
@given(transcripts())
def test_grading_again_or_by_another_reader_gives_the_same_bytes(told: Transcript) -> None:
    first = scorecard_json.encode(grade(told, RUBRIC, "x", reader=READER))
    assert scorecard_json.encode(grade(told, RUBRIC, "x")) == first


@settings(max_examples=15)
@given(transcripts(), WORDS.filter(str.strip))
def test_what_the_interviewer_says_last_changes_no_status(told: Transcript, said: str) -> None:
    """Words that no answer follows are no evidence."""
    end = told.turns[-1].end if told.turns else 0.0
    more = Transcript((*told.turns, Turn(Speaker.INTERVIEWER, said, end, end)))
    before, after = (grade(t, RUBRIC, "x", reader=READER).criteria for t in (told, more))
    assert before == after


def test_whoever_is_named_as_the_interviewer_gets_the_same_scorecard(tmp_path: Path) -> None:
    name = FILES[0]
    turns = [
        {"speaker": t.speaker, "text": t.text, "start": t.start, "end": t.end} for t in transcript(name).turns
    ]
    cards = []
    for persona in ("vp", "nobody-we-know", None):
        path = tmp_path / "talk.json"
        path.write_text(json.dumps({"id": "talk", "scenario": "general", "persona": persona, "turns": turns}))
        cards.append(scorecard_json.encode(grade_transcript(path).scorecard))
    assert len(set(cards)) == 1


@pytest.mark.parametrize("name", FILES)
def test_the_interviewers_name_in_a_text_file_moves_nothing(name: str, tmp_path: Path) -> None:
    cards = []
    for called in ("Alex Kim", "Dr. Rivera", "Interviewer"):
        names = {Speaker.INTERVIEWER: called, Speaker.CANDIDATE: "Sam"}
        path = tmp_path / "talk.txt"
        path.write_text("\n".join(f"{names[t.speaker]}: {t.text}" for t in transcript(name).turns))
        told = read_transcript(path, "Sam").transcript
        assert [t.text for t in told.turns] == [" ".join(t.text.split()) for t in transcript(name).turns]
        cards.append(scorecard_json.encode(grade_transcript(path, "general", "Sam").scorecard))
    assert len(set(cards)) == 1


@pytest.mark.parametrize("name", FILES)
def test_an_answer_said_twice_in_one_breath_raises_nothing(name: str) -> None:
    once = transcript(name)
    twice = Transcript(
        tuple(
            Turn(t.speaker, f"{t.text} {t.text}", t.start, t.end) if t.speaker is Speaker.CANDIDATE else t
            for t in once.turns
        )
    )
    before, after = ({c.id: c.status for c in grade(t, RUBRIC, "x").criteria} for t in (once, twice))
    assert {c for c, s in after.items() if s is Status.MET} <= {
        c for c, s in before.items() if s is Status.MET
    }
