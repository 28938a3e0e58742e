"""How much of a transcript is read: several times what is said in an hour, however long the file."""

from __future__ import annotations

from dataclasses import replace

from simulator.transcript import Speaker, Transcript, Turn

MOST_TURNS = 4_000
"""One every second of an hour."""
MOST_READ = 300_000
"""Characters of both sides together; an hour of fast speech has 60,000."""
LONGEST_QUESTION = 4_000
"""Characters of one turn of the interviewer's, from its end, where the question is."""


def within_reach(transcript: Transcript) -> tuple[Transcript, str]:
    """Return the beginning of the transcript that is read, with a line that says where it ends, or none."""
    turns: list[Turn] = []
    left = MOST_READ
    for index, turn in enumerate(transcript.turns):
        if not left or index == MOST_TURNS:
            return Transcript(tuple(turns)), f"too long: nothing from turn {index} on was read"
        if turn.speaker is Speaker.INTERVIEWER:
            text = turn.text[-min(left, LONGEST_QUESTION) :]
        else:
            text = turn.text[:left]
        left -= len(text)
        turns.append(turn if text == turn.text else replace(turn, text=text))
        if turn.speaker is Speaker.CANDIDATE and text != turn.text:
            return Transcript(tuple(turns)), (
                f"too long: nothing after the first {len(text):,} characters of turn {index} was read"
            )
    return Transcript(tuple(turns)), ""
