"""A recording played back in the terminal: words come as they came, and the keys move about in time."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import Output

from simulator.evidence.observation import Status
from simulator.front_ends.captions import minutes
from simulator.front_ends.paragraphs import MAX_WIDTH
from simulator.reporting.playback import RED_FLAG, Finding, Passage
from simulator.reporting.wording import STANDINGS
from simulator.transcript import Speaker

if TYPE_CHECKING:
    from simulator.front_ends.soundtrack import Soundtrack

STEP_S = 10.0
FRAMES_PER_S = 10
TO_THE_TURN_BEFORE_S = 1.0
"""Back within this time of a turn's beginning means the turn before it."""

_STYLES = {Speaker.CANDIDATE: "bold ansigreen", Speaker.INTERVIEWER: "bold ansicyan"}
_QUIET = "ansibrightblack"
_FINDINGS = {STANDINGS[Status.MET]: "ansigreen", RED_FLAG: "bold ansired"}
_GAP = "ansiyellow"


class Playback:
    """Where in a recording the listener is; time goes on by itself unless paused or at the end."""

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        speed: float = 1.0,
        start: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin at `start` seconds, `speed` times as fast as it was."""
        self.passages = passages
        self.speed = speed
        self.length = max((passage.end for passage in passages), default=0.0)
        self.is_paused = False
        self._clock = clock
        self._base = min(max(0.0, start), self.length)
        self._since = clock()

    @property
    def position(self) -> float:
        """Seconds from the start of the interview."""
        if self.is_paused:
            return self._base
        return min(self.length, self._base + self.speed * (self._clock() - self._since))

    def pause(self) -> None:
        """Stop, or go on; at the end, from the beginning."""
        position = self.position
        self._go_to(0.0 if self.is_over else position)
        self.is_paused = not self.is_paused and position < self.length

    @property
    def is_over(self) -> bool:
        """All has been played."""
        return self.position >= self.length

    def seek(self, seconds: float) -> None:
        """Go forward, or back by a negative number."""
        self._go_to(self.position + seconds)

    def next_turn(self) -> None:
        """Go to where the next turn begins, or to the end."""
        position = self.position
        self._go_to(min((start for start in self._starts() if start > position), default=self.length))

    def previous_turn(self) -> None:
        """Go back to where this turn began, or the one before if it has only just begun."""
        before = self.position - TO_THE_TURN_BEFORE_S
        self._go_to(max((start for start in self._starts() if start < before), default=0.0))

    def _starts(self) -> list[float]:
        return [passage.start for passage in self.passages if passage.speaker]

    def _go_to(self, seconds: float) -> None:
        self._base, self._since = min(max(0.0, seconds), self.length), self._clock()


def screen(passages: Sequence[Passage], position: float, width: int, height: int) -> StyleAndTextTuples:
    """Return the last `height` lines of what has been said by `position`, the words of a turn one by one."""
    lines: list[StyleAndTextTuples] = []
    for passage in reversed([passage for passage in passages if passage.start <= position]):
        lines[:0] = [*_passage(passage, position, width), []]
        if len(lines) > height:
            break
    fragments: StyleAndTextTuples = []
    for line in lines[:-1][-height:]:
        fragments += [*line, ("", "\n")]
    return fragments


def _passage(passage: Passage, position: float, width: int) -> list[StyleAndTextTuples]:
    lead = f"{minutes(passage.start):>5}  "
    name = f"{passage.name}: " if passage.name else ""
    words = passage.text.split()
    is_whole = position >= passage.end
    if not is_whole:
        words = words[: ceil(len(words) * (position - passage.start) / (passage.end - passage.start))]
    indent = " " * len(lead)
    told = textwrap.wrap(
        " ".join(words), width, initial_indent=" " * len(lead + name), subsequent_indent=indent
    )
    first, *rest = told or [""]
    style = "" if passage.speaker else _QUIET
    lines: list[StyleAndTextTuples] = [
        [
            (_QUIET, lead),
            (_STYLES[passage.speaker] if passage.speaker else "", name),
            (style, first[len(lead + name) :]),
        ]
    ]
    lines += [[(style, line)] for line in rest]
    if is_whole:
        for finding in passage.findings:
            lines += _finding(finding, width, indent)
    return lines


def _finding(finding: Finding, width: int, indent: str) -> list[StyleAndTextTuples]:
    style = _FINDINGS.get(finding.standing, _GAP)
    told = textwrap.wrap(str(finding), width, initial_indent=f"{indent}• ", subsequent_indent=f"{indent}  ")
    return [[(style, line)] for line in told]


def play(
    playback: Playback,
    soundtrack: Soundtrack | None = None,
    note: str = "",
    *,
    keys_from: Input | None = None,
    screen_to: Output | None = None,
) -> None:
    """Play until the listener quits; keys and screen are the terminal's unless given.

    `note` stands in the bar. Raises RecordingError where the sound cannot be read.
    """
    transcript = Window(wrap_lines=False)
    bar = Window(FormattedTextControl(lambda: _bar(playback, note)), height=1, style="reverse")
    application: Application[None] = Application(
        Layout(HSplit([transcript, bar])),
        key_bindings=_keys(playback),
        full_screen=True,
        refresh_interval=1 / FRAMES_PER_S,
        input=keys_from,
        output=screen_to,
    )

    def shown() -> StyleAndTextTuples:
        if soundtrack is not None:
            soundtrack.follow()
        size = application.output.get_size()
        return screen(playback.passages, playback.position, min(size.columns, MAX_WIDTH), size.rows - 1)

    transcript.content = FormattedTextControl(shown)
    application.run()


def _bar(playback: Playback, note: str) -> str:
    state = "■" if playback.is_over else "⏸" if playback.is_paused else "▶"
    place = f" {state} {minutes(playback.position)} of {minutes(playback.length)} · {playback.speed:g}×"
    return " · ".join(filter(None, (place, note, "space pause", "←→ 10 s", "↑↓ turn", "q quit")))


def _keys(playback: Playback) -> KeyBindings:
    keys = KeyBindings()

    def bind(key: str, act: Callable[[], None]) -> None:
        @keys.add(key)
        def _(event: KeyPressEvent) -> None:
            act()

    bind("space", playback.pause)
    bind("left", lambda: playback.seek(-STEP_S))
    bind("right", lambda: playback.seek(STEP_S))
    bind("up", playback.previous_turn)
    bind("down", playback.next_turn)

    @keys.add("q")
    @keys.add("c-c")
    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit()

    return keys
