"""Who asks: a stakeholder's voice, manner, patience and what they press first; never what counts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.content.authored import Authored, Id, Line, Lines

Seconds = Annotated[float, Field(gt=0, le=3600)]


class Voice(Authored):
    """How the persona sounds when speech is on."""

    timbre: Literal["female", "male"]
    rate_wpm: Annotated[int, Field(ge=80, le=300)]
    """Words per minute."""
    pitch: Annotated[int, Field(ge=0, le=99)]
    """As espeak counts it: 50 is the voice's own."""


class Interruption(Authored):
    """How the persona breaks into a long monologue."""

    after_s: Seconds
    lines: Lines


class Persona(Authored):
    """A stakeholder who interviews."""

    id: Id
    name: Line
    role: Line
    voice: Voice
    style: Lines
    """How this person talks, for a language model that words the moves."""
    presses: tuple[Id, ...]
    """Criteria in the order this person cares about them; the rest follow by weight."""
    patience_s: Seconds
    """How long a silence may last before this person takes the floor."""
    follow_ups_per_probe: Annotated[int, Field(ge=0, le=3)]
    greeting: Line
    """Spoken once, before the scenario's opening. No question."""
    acknowledgements: Lines
    """Short neutral reactions before the next question, whether it stays on the subject or leaves it. Neither
    praise nor blame, no question, no number."""
    call_backs: Lines
    """Ways back to something said in passing, with `{quote}`: 'Earlier you said "{quote}".' No question."""
    does_not_know: Lines
    """Said when asked something no fact answers. No question."""
    cannot_say: Lines
    """Said in the wrap-up when asked something no fact answers. No question."""
    leaves_to_you: tuple[Line, ...] = ()
    """Said when asked to choose or to approve, which is the candidate's to do. No question. Without any it is
    `does_not_know`."""
    says_again: tuple[Line, ...] = ()
    """Said before a fact that was told and is asked about again. No question."""
    rest_later: tuple[Line, ...] = ()
    """Said behind answers where more was asked in one breath than is answered at once. No question."""
    rest_unknown: tuple[Line, ...] = ()
    """Said behind an answer where something else was asked with it that nobody has told the interviewer. No
    question."""
    not_yet: Lines
    """Said when asked about something still hidden; does not give away that there is something."""
    takes_time: Lines
    """Said when the candidate asks for a moment. No question."""
    nudges: Lines
    """Said into a long silence."""
    moves_on: Lines
    """Said when a subject is dropped: skipped, unknown to the candidate or exhausted. No question."""
    back_to_you: Lines
    """Said before the interviewer's own question where the candidate only asks. No question."""
    interruption: Interruption
    wrap_up: Lines
    """Said when time is nearly up; invites the candidate's questions. One question."""
    more_questions: Lines
    """Said after answering one of the candidate's closing questions. No question mark needed."""
    farewell: Lines
