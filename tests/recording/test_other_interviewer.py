from __future__ import annotations

import pytest

from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.interview.actions import Action, Duck, EndInterview, PauseSpeaking, Say
from simulator.interview.events import CandidateSaid, Event, InterviewerWorded
from simulator.interview.interview import Interview
from simulator.recording import other_interviewer
from simulator.recording.entry import Entry
from simulator.recording.header import Mode, new_header
from simulator.recording.other_interviewer import exchanges
from simulator.reporting.exchanges import as_lines
from tests.candidates import CANDIDATES, Step, hold, hold_aloud
from tests.interview.small import PERSONA, SCENARIO
from tests.recording.test_replay import EVENTS

HEADER = new_header(
    SCENARIO, PERSONA, created="2026-11-21T20:43:10+01:00", mode=Mode.PRACTICE, seed=5, settings={}
)


def _entries() -> list[Entry]:
    interview = Interview(SCENARIO, PERSONA, seed=5, practice=True)
    return [
        Entry(seq, at, event, tuple(interview.handle(event, at))) for seq, (at, event) in enumerate(EVENTS, 1)
    ]


OTHER = PERSONA.model_copy(
    update={"id": "other", "name": "Olga", "presses": tuple(reversed(PERSONA.presses)), "patience_s": 2.0}
)


def test_every_recorded_action_is_in_one_exchange() -> None:
    entries = _entries()
    found = exchanges(HEADER, entries, OTHER)
    assert [a for e in found for a in e.recorded] == [a for entry in entries for a in entry.actions]
    assert [e.said for e in found] == [
        "", "Success is one hour per review.", "/hint", "It should be cheap.", "I'd rather not say.", "/end",
    ]  # fmt: skip
    assert [e.at for e in found] == [0.0, 20.0, 30.0, 90.0, 400.0, 910.0]


def test_the_other_interviewer_hears_the_same_and_goes_its_own_way() -> None:
    found = exchanges(HEADER, _entries(), OTHER)
    assert any(exchange.differs for exchange in found)
    said = [action.text for exchange in found for action in exchange.other if isinstance(action, Say)]
    assert len(said) == len(set(said)), "it is one interview: no sentence comes twice"
    assert sum(isinstance(a, EndInterview) for e in found for a in e.other) == 1


def test_impatience_shows_in_the_silences() -> None:
    nudges = [
        sum(isinstance(action, Say) and action.move == "nudge" for e in found for action in e.other)
        for found in (exchanges(HEADER, _entries()[:3], PERSONA), exchanges(HEADER, _entries()[:3], OTHER))
    ]
    assert nudges == [0, 1], "it would not have waited so long"


def test_it_is_told_with_what_either_would_have_asked() -> None:
    found = exchanges(HEADER, _entries(), OTHER)
    lines = list(as_lines(found, PERSONA.name, "Olga"))
    differing = sum(exchange.differs for exchange in found)
    assert lines[-1].startswith(f"{differing} of 6 replies of Olga")
    first = next(exchange for exchange in found if exchange.differs)
    asked = next(action for action in first.other if isinstance(action, Say))
    assert any(line.strip().startswith("Olga (") and asked.text in line for line in lines)


def test_the_same_questions_are_not_told_twice() -> None:
    entries = _entries()[:4]
    found = exchanges(HEADER, entries, PERSONA)
    assert not any(exchange.differs for exchange in found)
    lines = list(as_lines(found, PERSONA.name, "Olga"))
    assert sum("the same" in line for line in lines) >= 2
    assert not any("Olga (" in line for line in lines)


def test_a_model_s_words_are_told_as_they_were_said() -> None:
    entries = _entries()
    asked = next(n for n, e in enumerate(entries) if n and any(isinstance(a, Say) for a in e.actions))
    say = next(action for action in entries[asked].actions if isinstance(action, Say))
    worded = [InterviewerWorded(text, say.move, ()) for text in ("Well now.", "In my own words?")]
    at = entries[asked].at
    entries[asked + 1 : asked + 1] = [Entry(100 + n, at, event, ()) for n, event in enumerate(worded)]
    told = [a.text for e in exchanges(HEADER, entries, OTHER) for a in e.recorded if isinstance(a, Say)]
    assert "Well now. In my own words?" in told
    assert say.text not in told


# Whole interviews

LIBRARY_SCENARIO = library.scenario("legal-assistant")
VP, COUNSEL = library.persona("vp"), library.persona("legal-counsel")
SPOKEN_HEADER = new_header(
    LIBRARY_SCENARIO, VP, created="2026-11-21T20:43:10+01:00", mode=Mode.REALISTIC, seed=1, settings={}
)


def _kept(steps: list[Step]) -> list[Entry]:
    return [Entry(seq, step.at, step.event, step.actions) for seq, step in enumerate(steps, 1)]


@pytest.fixture(scope="module")
def spoken() -> list[Entry]:
    steps = hold_aloud(LIBRARY_SCENARIO, VP, CANDIDATES["strong"]())
    kinds = {type(action) for step in steps for action in step.actions}
    assert {Duck, PauseSpeaking} <= kinds, "it is an interview in which the sides talk over each other"
    return _kept(steps)


@pytest.mark.parametrize("candidate", ["vague", "repeating", "everything-at-once"])
def test_the_same_interviewer_asks_the_same_of_what_was_said_aloud(candidate: str) -> None:
    entries = _kept(hold_aloud(LIBRARY_SCENARIO, VP, CANDIDATES[candidate]()))
    found = exchanges(SPOKEN_HEADER, entries, VP)
    assert len(found) > 20
    assert [exchange for exchange in found if exchange.differs] == []


def test_the_same_interviewer_asks_the_same_of_what_was_typed() -> None:
    found = exchanges(SPOKEN_HEADER, _kept(hold(LIBRARY_SCENARIO, VP, CANDIDATES["strong"]())), VP)
    assert [exchange for exchange in found if exchange.differs] == []


def test_what_counted_is_told_and_a_listeners_noise_is_not(spoken: list[Entry]) -> None:
    found = exchanges(SPOKEN_HEADER, spoken, COUNSEL)
    told = " ".join(exchange.said for exchange in found if exchange.said)
    words = [entry.event.text for entry in spoken if isinstance(entry.event, CandidateSaid)]
    assert "Mm-hm." in words
    assert told == " ".join(text for text in words if text != "Mm-hm.")


def test_another_one_reads_what_was_said_to_it(spoken: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes the turn after the first sentence has read that one, and hears the second by itself."""
    hasty = VP.model_copy(update={"patience_s": 1.0})
    heard: list[tuple[str, CandidateSaid]] = []

    class Listening(Interview):
        def handle(self, event: Event, now: float) -> list[Action]:
            if isinstance(event, CandidateSaid):
                heard.append((f"{self.candidate_turn} {event.text}".strip(), event))
            return super().handle(event, now)

    monkeypatch.setattr(other_interviewer, "interview_with", lambda persona, header: Listening(
        LIBRARY_SCENARIO, persona, seed=header.seed
    ))  # fmt: skip
    exchanges(SPOKEN_HEADER, spoken, hasty)
    reader = Reader(LIBRARY_SCENARIO.rubric, LIBRARY_SCENARIO.facts, LIBRARY_SCENARIO.probes)
    recorded = [entry.event for entry in spoken if isinstance(entry.event, CandidateSaid)]
    assert sum(event not in recorded for _, event in heard) > 0, "its turns are others"
    for turn, event in heard:
        assert event.reading.ending is reader.read(turn, since=len(turn) - len(event.text)).ending
        assert all(o.end <= len(turn) for o in event.reading.observations), "each is in the turn it is of"


def test_another_one_holds_a_whole_interview_of_what_was_said_aloud(spoken: list[Entry]) -> None:
    found = exchanges(SPOKEN_HEADER, spoken, COUNSEL)
    asked: list[Action] = [a for e in found for a in e.other if isinstance(a, Say) and a.move != "repeat"]
    assert len(asked) == len(set(asked))
    assert len(asked) > 20
    shown = {type(action) for e in found for action in (*e.recorded, *e.other)}
    assert not shown & {Duck, PauseSpeaking}, "how a voice is handled is no question"
    assert sum(exchange.differs for exchange in found) > len(found) / 2
