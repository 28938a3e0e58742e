from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.recording.foreign import read_transcript
from simulator.reporting import transcript_forms
from simulator.transcript import Speaker, Transcript, Turn

CREATED = "2026-01-31T20:15:00+01:00"
TRANSCRIPT = Transcript(
    (
        Turn(Speaker.INTERVIEWER, "Why --> *now*?", 0.0, 3661.5),
        Turn(Speaker.CANDIDATE, "p95 < 2 s & <v Ben>cheap</v>: 5 &amp; 6", 3661.5, 3662.0),
        Turn(Speaker.INTERVIEWER, "Fine.", 3662.0, 3662.0),
    )
)


def test_json_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(transcript_forms.as_json(TRANSCRIPT, "mine", CREATED, "legal-assistant", None))
    back = read_transcript(path)
    assert (back.id, back.scenario, back.persona, back.transcript) == (
        "mine",
        "legal-assistant",
        None,
        TRANSCRIPT,
    )


def test_captions_come_back_with_the_same_words_and_speakers(tmp_path: Path) -> None:
    path = tmp_path / "t.vtt"
    path.write_text(transcript_forms.as_vtt(TRANSCRIPT, "Dana <VP> & Co"))
    text = path.read_text()
    assert "01:01:01.500 --> 01:01:02.000\n" in text
    assert "01:01:02.000 --> 01:01:02.001\n" in text, "a caption must end after it begins"
    back = read_transcript(path)
    assert [(t.speaker, t.text) for t in back.transcript.turns] == [
        (t.speaker, t.text) for t in TRANSCRIPT.turns
    ]
    assert "Dana <VP> & Co" in back.notes[0]


def test_markdown_shows_words_as_they_were_said() -> None:
    text = transcript_forms.as_markdown(TRANSCRIPT, "A *title*", "2026-01-31", "Dana")
    assert text.startswith("# A \\*title\\*\n\n2026-01-31\n\n**Dana** 00:00 Why --\\> \\*now\\*?\n")
    assert "<v" not in text.replace("\\<v", "")


_TURNS = st.lists(
    st.tuples(st.sampled_from(Speaker), st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)),
    min_size=1,
    max_size=6,
)


@given(_TURNS)
def test_any_words_come_back_from_json(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[Speaker, str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "forms.json"
    transcript = Transcript(tuple(Turn(who, text, float(n), float(n)) for n, (who, text) in enumerate(said)))
    path.write_text(transcript_forms.as_json(transcript, "a", CREATED, "b", "c"), encoding="utf-8")
    assert read_transcript(path).transcript == transcript
