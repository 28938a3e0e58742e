from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from simulator.recording.foreign import ForeignError, read_transcript

OTTER = """Mock interview
Saturday

Ben Ode  0:03
Design an assistant.

Ana Silva  0:12
Who are the users?
Latency: two seconds.

Ben Ode  1:02
Fine.
"""


def _said(path: Path, text: str, candidate: str | None = "Ana Silva") -> list[tuple[str, str, float]]:
    path.write_text(text, encoding="utf-8")
    turns = read_transcript(path, candidate).transcript.turns
    assert all(turn.start == turn.end for turn in turns), "how long a turn took is not told"
    return [(turn.speaker.value[0], turn.text, turn.start) for turn in turns]


def test_names_and_times_above_the_words(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    assert _said(path, OTTER) == [
        ("i", "Design an assistant.", 3.0),
        ("c", "Who are the users? Latency: two seconds.", 12.0),
        ("i", "Fine.", 62.0),
    ]
    assert read_transcript(path, "Ana Silva").notes == (
        "2 lines before the first speaker left out",
        "candidate: Ana Silva (1); interviewer: Ben Ode (2)",
    )


@pytest.mark.parametrize(
    "text",
    [
        "[Ben Ode] 10:02:31\nDesign it.\n\n[Ana Silva] 10:02:50 AM\nWho?\n",
        "[10:02:31] Ben Ode: Design it.\n[10:02:50] Ana Silva: Who?\n",
        "**Ben Ode** (10:02:31):\nDesign it.\n**Ana Silva** (10:02:50):\nWho?\n",
        "10:02:31\nBen Ode: Design it.\n10:02:50\nAna Silva: Who?\n",
        "10:02:31\n\nBen Ode: Design it.\n\n10:02:50\n\nAna Silva: Who?\n",
    ],
)
def test_forms_of_time_and_a_time_of_day_counts_from_the_first(tmp_path: Path, text: str) -> None:
    assert _said(tmp_path / "t.txt", text) == [("i", "Design it.", 0.0), ("c", "Who?", 19.0)]


def test_roles_need_no_name_and_lines_go_on(tmp_path: Path) -> None:
    text = "Interviewer: Design it.\nCANDIDATE: Who are the users?\nI assume lawyers.\n\nInterviewer: Fine.\n"
    assert _said(tmp_path / "t.txt", text, None) == [
        ("i", "Design it.", 0.0),
        ("c", "Who are the users? I assume lawyers.", 0.0),
        ("i", "Fine.", 0.0),
    ]


def test_what_a_sentence_begins_with_is_no_speaker(tmp_path: Path) -> None:
    text = "Ana Silva: One.\nSo the answer is: two.\nit is this: three.\n12:30 is lunch: four.\nBen (Acme): Fine.\n"
    assert _said(tmp_path / "t.txt", text) == [
        ("c", "One. So the answer is: two. it is this: three. 12:30 is lunch: four.", 0.0),
        ("i", "Fine.", 0.0),
    ]


def test_second_speaker_of_a_stretch_between_times(tmp_path: Path) -> None:
    stretches = "\n\n".join(f"0{n}:00\nBen Ode: Hi\nAna Silva: Who?" for n in range(4))
    assert [turn[0] for turn in _said(tmp_path / "t.txt", stretches)] == list("ic" * 4)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Just words\nand more.", "no line names its speaker"),
        (OTTER.replace("1:02", "0:11"), "line 11: the time is before the one above it"),
        (OTTER.replace("1:02", "0:75"), 'line 11: "Ben Ode  0:75" is no time'),
        (OTTER.replace("Ana", "Anna"), 'no speaker "Ana Silva"; there is "Ben Ode", "Anna Silva"'),
    ],
)
def test_faults_name_the_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ForeignError) as caught:
        _said(tmp_path / "t.txt", text)
    assert str(caught.value).startswith(f"{tmp_path / 't.txt'}: {fault}")


@pytest.mark.parametrize("part", ["A", "Ana ", "A-", "[[**", "12:", "(", " ", "Ana: x\n", "A\n"])
def test_hostile_text_does_not_hang_the_reader(tmp_path: Path, part: str) -> None:
    path = tmp_path / "t.txt"
    path.write_text(part * (500_000 // len(part)) + "x")
    with contextlib.suppress(ForeignError):
        read_transcript(path, "Ana")
