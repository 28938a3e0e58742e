from __future__ import annotations

import json

from simulator.reporting import listing

RECORDING: listing.Row = {
    "id": "2026-01-31-2015-legal-assistant-vp",
    "created": "2026-01-31T20:15:00+01:00",
    "scenario": "legal-assistant",
    "persona": "vp",
    "minutes": 44.6,
    "verdict": "hire",
    "mode": "realistic",
    "ended": True,
    "sound": True,
    "problem": None,
}
UNREADABLE = {**dict.fromkeys(RECORDING), "id": "lost", "ended": False, "problem": "lost\x1b[2J: no header"}


def test_recordings_have_columns_with_names() -> None:
    rows = [
        RECORDING,
        {**RECORDING, "ended": False},
        {**RECORDING, "persona": None, "mode": "imported", "sound": False},
        UNREADABLE,
    ]
    lines = listing.as_lines({"recordings": rows}).splitlines()
    assert lines[1].split() == ["date", "scenario", "persona", "min", "verdict", "ended", "sound", "name"]
    assert lines[2].split() == [
        "2026-01-31",
        "20:15",
        "legal-assistant",
        "vp",
        "45",
        "hire",
        "yes",
        "yes",
        RECORDING["id"],
    ]
    assert [line.split()[-3:-1] for line in lines[3:6]] == [
        ["no", "yes"],
        ["imported", "-"],
        ["unreadable", "-"],
    ]
    assert lines[6] == "  lost: lost[2J: no header", "what is wrong, without what a terminal acts on"


def test_a_narrow_terminal_leaves_out_what_the_name_tells() -> None:
    lines = listing.as_lines({"recordings": [RECORDING]}, 80).splitlines()
    assert lines[1].split() == ["name", "min", "verdict", "ended"]
    assert max(map(len, lines)) <= 80


def test_nothing_yet() -> None:
    assert (
        listing.as_lines({"recordings": [], "personas": []}, 80)
        == "recordings\n  none yet\n\npersonas\n  none yet\n"
    )


def test_json_has_every_field() -> None:
    assert json.loads(listing.as_json({"recordings": [RECORDING]})) == {"recordings": [RECORDING]}


def test_what_cannot_be_used_is_listed_with_what_is_wrong_below_the_others() -> None:
    rows: list[listing.Row] = [
        {"id": "mine", "minutes": None, "title": None, "problem": "scenarios/mine.yaml:3: no such key"},
        {"id": "theirs", "minutes": 45.0, "title": "Theirs", "problem": None},
    ]
    assert listing.as_lines({"scenarios": rows}).splitlines() == [
        "scenarios",
        "  id      minutes  title",
        "  mine    -        -",
        "  theirs  45       Theirs",
        "  mine: scenarios/mine.yaml:3: no such key",
    ]
