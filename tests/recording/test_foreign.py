from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.recording.foreign import MAX_BYTES, ForeignError, ForeignTranscript, read_transcript
from simulator.transcript import Speaker, Transcript, Turn

_TURNS = [
    {"start": 0, "end": 14.2, "speaker": "interviewer", "text": "Go."},
    {"start": 14.2, "end": 61.8, "speaker": "candidate", "text": "Größe?"},
]


def _turns(index: int, **change: Any) -> bytes:
    turns = [dict(turn) for turn in _TURNS]
    turns[index] |= change
    return json.dumps({"turns": turns}).encode()


def _without(key: str) -> bytes:
    return json.dumps({"turns": [{k: v for k, v in _TURNS[0].items() if k != key}]}).encode()


def _fault(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(ForeignError) as caught:
        read_transcript(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}: ")
    return message.removeprefix(f"{path}: ")


def test_transcript_as_in_the_codebook(tmp_path: Path) -> None:
    path = tmp_path / "dev-01.json"
    path.write_text(
        json.dumps({"id": "a", "scenario": "b", "persona": "c", "turns": _TURNS}), encoding="utf-8"
    )
    assert read_transcript(path) == ForeignTranscript(
        "a",
        "b",
        "c",
        Transcript(
            (
                Turn(Speaker.INTERVIEWER, "Go.", 0.0, 14.2),
                Turn(Speaker.CANDIDATE, "Größe?", 14.2, 61.8),
            )
        ),
    )


def test_only_turns_must_be_there_and_other_keys_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"tool": 1, "turns": [_TURNS[0] | {"words": []}]}).encode())
    found = read_transcript(path)
    assert (found.id, found.scenario, found.persona, len(found.transcript.turns)) == ("mine", None, None, 1)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"{", "not JSON: line 1, column 2: "),
        (b"\xff\xfe{", "not UTF-8: byte 0 is 0xff"),
        (b"[" * 100_000, "not a transcript: nested too deeply"),
        (b'{"turns":' + b"9" * 5000 + b"}", "not JSON: a number of more digits than can be read"),
        (b"[]", 'not a transcript: expected an object with "turns"'),
        (b"null", 'not a transcript: expected an object with "turns"'),
        (b"{}", 'lacks "turns", the list of what was said'),
        (b'{"turns":{}}', 'lacks "turns", the list of what was said'),
        (b'{"turns":[]}', '"turns" is empty'),
        (b'{"turns":[7]}', "turn 0: expected an object"),
        (json.dumps({"id": 7, "turns": _TURNS}).encode(), '"id" is 7, not text'),
        (_without("start"), 'turn 0: lacks "start"'),
        (_without("end"), 'turn 0: lacks "end"'),
        (_without("speaker"), 'turn 0: lacks "speaker"'),
        (_without("text"), 'turn 0: lacks "text"'),
        (
            _turns(1, speaker="Candidate"),
            'turn 1: unknown speaker "Candidate"; there is candidate, interviewer',
        ),
        (_turns(1, speaker=["candidate"]), "turn 1: unknown speaker "),
        (_turns(1, text=None), 'turn 1: "text" is '),
        (_turns(1, text="\ud800"), 'turn 1: "text" holds half a character (a lone surrogate)'),
        (_turns(1, start=14.1), "turn 1: starts at 14.1 s, before the turn before it ends at 14.2 s"),
        (_turns(0, start=-1), 'turn 0: "start" is -1, not seconds from the start of an interview'),
        (_turns(1, end=14.1), "turn 1: ends at 14.1 s, before it starts at 14.2 s"),
        (
            _turns(1, end=1_790_000_000),
            'turn 1: "end" is 1790000000, not seconds from the start of an interview',
        ),
        (_turns(1, end="61.8"), 'turn 1: "end" is "61.8", not a number of seconds'),
        (_turns(1, end=True), 'turn 1: "end" is true, not a number of seconds'),
        (_turns(1, end=float("nan")), "not JSON: NaN is no number"),
        (_turns(1, end=0).replace(b'"end": 0', b'"end": 1e999'), 'turn 1: "end" is inf, not seconds from'),
        (_turns(1, end=0).replace(b'"end": 0', b'"end": 1' + b"0" * 400), 'turn 1: "end" is 1000'),
    ],
)
def test_faults_are_one_line_with_file_and_turn(tmp_path: Path, data: bytes, fault: str) -> None:
    assert _fault(tmp_path / "t.json", data).startswith(fault)


def test_too_large_a_file_is_not_read(tmp_path: Path) -> None:
    assert "more than 5 MB" in _fault(tmp_path / "t.json", b" " * (MAX_BYTES + 1))
    assert "empty" in _fault(tmp_path / "t.json", b" " * MAX_BYTES)


def test_what_is_no_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ForeignError, match=r"none\.json: cannot be read: No such file"):
        read_transcript(tmp_path / "none.json")
    with pytest.raises(ForeignError, match="cannot be read: "):
        read_transcript(tmp_path)


@given(st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["turns", "start", "end", "speaker", "text"]), inner, max_size=4)
    )).map(lambda document: json.dumps(document).encode()))  # fmt: skip
def test_any_bytes_are_a_transcript_or_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    for name in ("any.json", "any.vtt", "any.txt"):
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(data)
        try:
            read_transcript(path)
        except ForeignError as error:
            assert str(error).isprintable()  # noqa: PT017 - whether it raises is not the point


def test_json_says_itself_who_the_candidate_is(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"turns": _TURNS}))
    assert len(read_transcript(path, "Candidate").transcript.turns) == 2
    with pytest.raises(ForeignError, match="leave out --candidate"):
        read_transcript(path, "Ana")
