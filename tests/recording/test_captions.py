from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from simulator.recording.foreign import ForeignError, read_transcript
from simulator.transcript import Turn

TEAMS = """WEBVTT

NOTE made by a meeting

1f3
00:00:01.000 --> 00:00:04.000 align:start
<v Ben Ode>Design an <i>assistant</i>.</v>

00:05.000 --> 00:09.500
<v.loud Ana Silva>Who are the &lt;users&gt;? Is the pain
the wait, or the miss?</v>

00:00:09.000 --> 00:00:12.000
<v Ana Silva>Note: I assume the wait.</v><v Ben Ode>Fine.</v>
"""
ZOOM = """1
00:00:01,000 --> 00:00:04,000
Ben Ode: Design an assistant.

2
00:00:05,000 --> 00:00:09,500
Ana Silva: So the point is this: cost.

3
00:00:09,600 --> 00:00:11,500
<b>And</b> the price is five cents.
"""


def _read(path: Path, text: str, candidate: str | None = "Ana Silva") -> list[Turn]:
    path.write_text(text, encoding="utf-8")
    return list(read_transcript(path, candidate).transcript.turns)


def _fault(path: Path, text: str, candidate: str | None = "Ana Silva") -> str:
    with pytest.raises(ForeignError) as caught:
        _read(path, text, candidate)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_voice_tags(tmp_path: Path) -> None:
    assert _read(tmp_path / "t.vtt", TEAMS) == [
        Turn("interviewer", "Design an assistant.", 1.0, 4.0),
        Turn(
            "candidate",
            "Who are the <users>? Is the pain the wait, or the miss? Note: I assume the wait.",
            5.0,
            12.0,
        ),
        Turn("interviewer", "Fine.", 12.0, 12.0),
    ]


@pytest.mark.parametrize("name", ["t.srt", "t.txt", "t.vtt"])
def test_names_before_a_colon_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    assert _read(tmp_path / name, ZOOM, "ana  silva") == [
        Turn("interviewer", "Design an assistant.", 1.0, 4.0),
        Turn("candidate", "So the point is this: cost. And the price is five cents.", 5.0, 11.5),
    ]


def test_crossing_and_shuffled_cues_are_put_in_order_without_overlap(tmp_path: Path) -> None:
    cues = (
        "00:08.000 --> 00:12.000\n<v B>Two",
        "00:01.000 --> 00:09.000\n<v A>One",
        "00:11.000 --> 00:11.500\n<v A>Three",
    )
    turns = _read(tmp_path / "t.vtt", "WEBVTT\n\n" + "\n\n".join(cues), "A")
    assert [(turn.text, turn.start, turn.end) for turn in turns] == [
        ("One", 1.0, 9.0),
        ("Two", 9.0, 12.0),
        ("Three", 12.0, 12.0),
    ]


def test_who_was_taken_for_whom_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.vtt"
    path.write_text(TEAMS)
    assert read_transcript(path, "ANA SILVA").notes == ("candidate: Ana Silva (2); interviewer: Ben Ode (2)",)


def test_captions_before_the_first_name_are_counted_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "t.srt"
    path.write_text("1\n00:00:00,000 --> 00:00:01,000\nhello all\n\n" + ZOOM)
    assert read_transcript(path, "Ana Silva").notes[0].startswith("1 caption has no speaker")


@pytest.mark.parametrize(
    ("text", "candidate", "fault"),
    [
        (TEAMS, None, 'which speaker is the candidate? there is "Ben Ode", "Ana Silva"; say --candidate NAME'),
        (TEAMS, "Anna Silva", 'no speaker "Anna Silva"; there is "Ben Ode", "Ana Silva"; did you mean "Ana Silva"?'),
        (TEAMS.replace("00:05.000", "0x:05.000"), "Ana Silva", 'line 9: "0x:05.000" is no time'),
        (TEAMS.replace("00:05.000", "00:75.000"), "Ana Silva", 'line 9: "00:75.000" is no time'),
        (TEAMS.replace("00:05.000", "00:50.000"), "Ana Silva", "line 9: the caption ends before it starts"),
        (TEAMS.replace("00:05.000 --> 00:09.500\n", ""), "Ana Silva", "line 9: no caption: expected "),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhello", "Ana Silva", "no caption names its speaker"),
        ("WEBVTT\n", "Ana Silva", "no caption in it"),
        ("WEBVTT\n\n99:00:01.000 --> 99:00:02.000\n<v A>x", "A", "something is said 356402 s from the start"),
    ],
)  # fmt: skip
def test_faults_name_the_line(tmp_path: Path, text: str, candidate: str | None, fault: str) -> None:
    assert _fault(tmp_path / "t.vtt", text, candidate).startswith(fault)


@pytest.mark.parametrize("tag", ["<v.", "<v A", "<c.", "{\\a", "&", "<v A>"])
def test_hostile_tags_do_not_hang_the_reader(tmp_path: Path, tag: str) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + tag * (2_000_000 // len(tag))
    with contextlib.suppress(ForeignError):
        _read(tmp_path / "t.vtt", text, "A")
