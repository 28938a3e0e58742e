"""A transcript to read elsewhere: Markdown, WebVTT captions, or JSON that `simulate grade` takes back."""

from __future__ import annotations

import html
import json

from simulator.reporting.findings import clock, readable
from simulator.reporting.markdown import escaped
from simulator.transcript import Speaker, Transcript

FORMS = ("md", "json", "vtt")
SHORTEST_CAPTION_S = 0.001
"""A caption must end after it begins."""


def as_markdown(transcript: Transcript, title: str, date: str, interviewer: str) -> str:
    """Return what was said under a heading; `interviewer` is the name to show."""
    names = _names(interviewer)
    turns = (
        f"**{escaped(names[turn.speaker])}** {clock(turn.start)} {escaped(turn.text)}"
        for turn in transcript.turns
    )
    return "\n\n".join(filter(None, (f"# {escaped(title)}", escaped(date), *turns))) + "\n"


def as_json(transcript: Transcript, name: str, created: str, scenario: str, persona: str | None) -> str:
    """Return it as the codebook writes transcripts, with when it began (ISO 8601); `persona` where known."""
    document: dict[str, object] = {"id": name, "created": created, "scenario": scenario}
    if persona is not None:
        document["persona"] = persona
    document["turns"] = [
        {"start": turn.start, "end": turn.end, "speaker": turn.speaker.value, "text": turn.text}
        for turn in transcript.turns
    ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_vtt(transcript: Transcript, interviewer: str) -> str:
    """Return it as captions with voice tags, the candidate called so, so that it can be graded as it is."""
    names = _names(interviewer)
    cues = (
        f"{_moment(turn.start)} --> {_moment(max(turn.end, turn.start + SHORTEST_CAPTION_S))}\n"
        f"<v {_in_cue(names[turn.speaker])}>{_in_cue(turn.text)}\n"
        for turn in transcript.turns
    )
    return "\n".join(("WEBVTT\n", *cues))


def _names(interviewer: str) -> dict[Speaker, str]:
    return {Speaker.CANDIDATE: "Candidate", Speaker.INTERVIEWER: readable(interviewer) or "Interviewer"}


def _in_cue(text: str) -> str:
    return html.escape(readable(text), quote=False)


def _moment(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
