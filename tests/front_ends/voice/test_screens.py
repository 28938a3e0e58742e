from __future__ import annotations

import asyncio
import io
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import ColorDepth, DummyOutput
from prompt_toolkit.styles import Attrs

from simulator.content import library
from simulator.front_ends.voice.live_screen import LiveScreen
from simulator.front_ends.voice.plain_screen import PlainScreen
from simulator.front_ends.voice.screen import Drafting, Key, State, Typed, is_live
from simulator.run_interview import Progress

SCENARIO, PERSONA = library.scenario("legal-assistant"), library.persona("vp")
DIM = "ansibrightblack"


def progress() -> Progress:
    return Progress("Clarify", 83.0)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


class Paper(DummyOutput):
    """A terminal of 100 columns that never scrolls, and remembers the colour of each character."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self.row = self.column = 0
        self.colour = ""

    def get_size(self) -> Size:
        return Size(rows=30, columns=100)

    def write(self, data: str) -> None:
        for character in data:
            if character == "\n":
                self.row, self.column = self.row + 1, 0
            elif character == "\r":
                self.column = 0
            else:
                self.cells[self.row, self.column] = character, self.colour
                self.column += 1

    write_raw = write

    def set_attributes(self, attrs: Attrs, color_depth: ColorDepth) -> None:
        self.colour = attrs.color or ""

    def reset_attributes(self) -> None:
        self.colour = ""

    def cursor_up(self, amount: int) -> None:
        self.row -= amount

    def cursor_down(self, amount: int) -> None:
        self.row += amount

    def cursor_forward(self, amount: int) -> None:
        self.column += amount

    def cursor_backward(self, amount: int) -> None:
        self.column = max(0, self.column - amount)

    def erase_end_of_line(self) -> None:
        self.cells = {
            at: cell for at, cell in self.cells.items() if at < (self.row, self.column) or at[0] > self.row
        }

    def erase_down(self) -> None:
        self.cells = {at: cell for at, cell in self.cells.items() if at < (self.row, self.column)}

    def text(self, colour: str | None = None) -> str:
        """Return what stands there in words a space apart, perhaps only what has a colour."""
        places = sorted(self.cells)
        shown = "".join(
            ("\n" if column == 0 else "")
            + (self.cells[row, column][0] if colour in {None, self.cells[row, column][1]} else " ")
            for row, column in places
        )
        return " ".join(shown.split())


class Live:
    """Somebody at a live screen."""

    def __init__(self, keyboard: PipeInput) -> None:
        self.keyboard = keyboard
        self.paper = Paper()
        self.screen = LiveScreen(SCENARIO, PERSONA, keyboard, self.paper)
        self.given: list[Key | Typed] = []
        self.is_over = False

    async def run(self) -> None:
        async for given in self.screen.inputs(progress):
            self.given.append(given)
        self.is_over = True

    async def sees(self, text: str, colour: str | None = None) -> None:
        await until(lambda: text in self.paper.text(colour))


@asynccontextmanager
async def live() -> AsyncIterator[Live]:
    with create_pipe_input() as keyboard:
        seat = Live(keyboard)
        running = asyncio.create_task(seat.run())
        await seat.sees("listening")
        try:
            yield seat
        finally:
            keyboard.send_text("\x04")
            await running


def test_the_live_screen_shows_state_floor_clock_level_and_words() -> None:
    async def watch() -> None:
        async with live() as seat:
            await seat.sees("you have the floor")
            await seat.sees("Clarify · 1:23 of 45:00")
            await seat.sees("Enter hands over")
            for _ in range(3):
                seat.screen.level(-12.0)
            await seat.sees("████████████")
            seat.screen.words("Five cents a query,", "two sec")
            await seat.sees("You: Five cents a query, two sec")
            await seat.sees("two sec", DIM)
            assert "query" not in seat.paper.text(DIM)
            for state in State:
                seat.screen.state(state)
                await seat.sees(str(state))
            seat.screen.candidate("Five cents a query, two seconds.")
            await seat.sees("You: Five cents a query, two seconds.")
            seat.screen.state(State.SPEAKING)
            seat.screen.interviewer("And if it's down?")
            await seat.sees(f"{PERSONA.name}: And if it's down?")
            seat.screen.interviewer("Who gets the call?")
            seat.screen.state(State.LISTENING)
            await seat.sees(f"{PERSONA.name}: And if it's down? Who gets the call?")
            seat.screen.warn("No microphone any more: type your answers.")
            await seat.sees("No microphone any more")

    asyncio.run(watch())


def test_a_long_turn_shows_its_last_lines() -> None:
    async def watch() -> None:
        async with live() as seat:
            seat.screen.words(" ".join(f"word{number}" for number in range(400)), "end")
            await seat.sees("word399 end")
            assert "word0 " not in seat.paper.text()

    asyncio.run(watch())


def test_keys_hand_over_ask_and_leave_only_at_the_second_time() -> None:
    async def press() -> None:
        async with live() as seat:
            seat.keyboard.send_text("\r xeahs")
            await until(lambda: len(seat.given) == 6)
            assert seat.given == [
                *(Key.HAND_OVER, Key.HAND_OVER, Key.EDIT),
                *(Key.REPEAT, Key.HINT, Key.SKIP),
            ]
            seat.keyboard.send_text("q")
            await seat.sees("again ends the interview")
            seat.keyboard.send_text("xq")
            seat.keyboard.send_text("q")
            await until(lambda: len(seat.given) == 7)
            assert seat.given[-1] is Key.END
            seat.keyboard.send_text("\x03\x03")
            await until(lambda: seat.is_over)

    asyncio.run(press())


def test_an_answer_can_be_typed_and_words_can_be_corrected() -> None:
    async def press() -> None:
        async with live() as seat:
            seat.keyboard.send_text("tpgvector, q\r")
            await until(lambda: len(seat.given) == 2)
            assert seat.given == [Drafting(True), Typed("pgvector, q")]
            seat.keyboard.send_text("tno\x1b")
            await seat.sees("> no")
            editing = asyncio.create_task(seat.screen.edit("p g vector is enough"))
            await seat.sees("> p g vector is enough")
            seat.keyboard.send_text("\x01\x0bpgvector is enough\r")
            assert await editing == "pgvector is enough"
            assert seat.given[2:] == [Drafting(True), Drafting(False)]
            seat.screen.type_from_now_on()
            seat.keyboard.send_text("one\r/skip\r\r")
            await until(lambda: len(seat.given) == 8)
            assert seat.given[4:] == [Drafting(True), Typed("one"), Typed("/skip"), Key.HAND_OVER]

    asyncio.run(press())


def plain(*, is_a_person: bool = True) -> tuple[PlainScreen, io.StringIO, int]:
    reading, writing = os.pipe()
    output = io.StringIO()
    return PlainScreen(PERSONA, reading, output, is_a_person=is_a_person), output, writing


def test_the_plain_screen_reads_lines_as_keys_and_answers() -> None:
    async def read() -> None:
        screen, output, writing = plain()
        os.write(writing, b"\nE\n/time\nFive cents.\nq\n")
        os.close(writing)
        given = [one async for one in screen.inputs(progress)]
        assert given == [Key.HAND_OVER, Key.EDIT, Typed("/time"), Typed("Five cents."), Key.END]
        assert "Enter hands over" in output.getvalue()

    asyncio.run(read())


def test_the_end_of_a_pipe_ends_a_spoken_interview_only_where_nothing_can_be_heard() -> None:
    async def read() -> None:
        screen, _, writing = plain(is_a_person=False)
        os.close(writing)
        reading = asyncio.create_task(anext(screen.inputs(progress), None))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(reading), 0.05)
        screen.type_from_now_on()
        assert await asyncio.wait_for(reading, 5) is None

    asyncio.run(read())


def test_the_plain_screen_prints_each_word_once_and_moves_no_cursor() -> None:
    async def show() -> None:
        screen, output, _ = plain()
        screen.heading("Clarify")
        screen.interviewer("Go ahead.")
        screen.words("", "five")
        screen.words("Five cents", "a qu")
        screen.words("Five cents a query.", "")
        screen.candidate("Five cents a query.")
        screen.state(State.SPEAKING)
        screen.interviewer("Right.")
        screen.interviewer("And the latency?")
        screen.words("To seconds.", "")
        screen.candidate("Two seconds.")
        screen.state(State.CONFIRMING)
        screen.level(-20.0)
        assert output.getvalue() == (
            "\n── Clarify ──\n\nDana Okafor: Go ahead.\nYou: Five cents\n  a query.\n\n"
            "Dana Okafor: Right.\n  And the latency?\nYou: To seconds.\nYou: Two seconds.\n\n"
            "(Enter sends it · e corrects it · r takes it again · q ends)\n"
        )

    asyncio.run(show())


def test_the_plain_screen_names_a_state_that_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.front_ends.voice.plain_screen.STATE_AFTER_S", 0.01)

    async def show() -> None:
        screen, output, _ = plain()
        screen.state(State.TRANSCRIBING)
        screen.state(State.THINKING)
        await until(lambda: "thinking" in output.getvalue())
        assert "transcribing" not in output.getvalue()

    asyncio.run(show())


def test_words_are_corrected_in_plain_lines_too() -> None:
    async def correct() -> None:
        screen, output, writing = plain()
        os.write(writing, b"\n")
        inputs = screen.inputs(progress)
        await anext(inputs)
        for line, expected in ((b"pgvector\n", "pgvector"), (b"\n", "p g vector")):
            following = asyncio.ensure_future(anext(inputs))
            editing = asyncio.create_task(screen.edit("p g vector"))
            await asyncio.sleep(0)
            os.write(writing, line)
            assert await asyncio.wait_for(editing, 5) == expected
            os.write(writing, b"\n")
            await following
        assert "empty line keeps" in output.getvalue()

    asyncio.run(correct())


@pytest.mark.parametrize(
    ("is_terminal", "environment", "expected"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (True, {"TERM": "xterm", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
    ],
)
def test_a_screen_that_is_redrawn_is_only_for_a_terminal_close_by(
    is_terminal: bool, environment: dict[str, str], expected: bool
) -> None:
    assert is_live(is_terminal, environment) is expected
