"""A spoken interview: a microphone, a voice, a screen and its keys, and how each of them may fail."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, suppress
from pathlib import Path

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.engines.speech_to_text import SpeechToText
from simulator.engines.text_to_speech import TextToSpeech
from simulator.engines.text_to_speech.chain import Chain
from simulator.engines.voice_activity.silero import Silero
from simulator.front_ends.captions import welcome_lines
from simulator.front_ends.typed import UnreadableInputError, answer_in, meant, unsent_words
from simulator.front_ends.voice import hearing as heard
from simulator.front_ends.voice.answering import Answering, HeldBack
from simulator.front_ends.voice.devices import native_messages_hidden
from simulator.front_ends.voice.echo import Echo
from simulator.front_ends.voice.hearing import Hearing
from simulator.front_ends.voice.screen import Drafting, Key, Screen, State, Typed
from simulator.front_ends.voice.segmenting import HandedOver, SpokeOn
from simulator.front_ends.voice.sink import Sink
from simulator.front_ends.voice.source import AnswerEnded, SoundLost, Source, SourceEnded
from simulator.front_ends.voice.speaking import Speaking
from simulator.interview.actions import (
    Acknowledge,
    Action,
    Duck,
    EnterPhase,
    PauseSpeaking,
    ResumeSpeaking,
    ShowNotice,
    StopSpeaking,
)
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    Command,
    Engine,
    EngineFailed,
    EngineRecovered,
    FailureKind,
)
from simulator.recording.draft import Draft
from simulator.recording.tracks import Tracks
from simulator.run_interview import Inbox, Progress, Report, Uttered
from simulator.transcript import Speaker, Turn

LAST_WORDS_S = 5.0
"""How long the words of what was being said may take when the interview ends."""
PRESSED_TWICE_S = 0.6
"""A key that hands over does not break in on the answer to itself."""
SHORTEST_GAP_S = 0.1
"""Of lost sound that is told at once: half a syllable. A shorter one is recorded only."""

_COMMANDS = {
    Key.REPEAT: Command.REPEAT,
    Key.HINT: Command.HINT,
    Key.SKIP: Command.SKIP,
    Key.END: Command.END,
}


class VoiceFrontEnd:
    """Speaking with the interviewer."""

    def __init__(
        self,
        scenario: Scenario,
        persona: Persona,
        screen: Screen,
        source: Source,
        sink: Sink,
        speech_to_text: SpeechToText,
        voices: Sequence[TextToSpeech],
        echo: Echo,
        *,
        folder: Path,
        push_to_talk: bool = False,
        confirm: bool = False,
    ) -> None:
        """Hear the candidate from `source` and let the best of `voices` speak; both tracks go to `folder`.

        All devices are closed at the end of `listen`. With `push_to_talk` only a key hands over, with
        `confirm` another one lets the words count. The session's time is `source.now()`. Raises
        UnavailableError where the model that finds speech is missing.
        """
        self._scenario = scenario
        self._phases = {phase.id: phase.title for phase in scenario.phases}
        self._persona = persona
        self._screen = screen
        self._source = source
        self._sink = sink
        self._draft = Draft(folder)
        self._answering = (
            HeldBack(self._put, confirm=confirm) if push_to_talk or confirm else Answering(self._put)
        )
        self._tracks = Tracks(folder, self._track_failed)
        self._chain = Chain(voices, self._report) if voices else None
        self._speaking = Speaking(self._chain, persona.voice, sink, begins=self._begins, report=self._report)
        self._hearing = Hearing(
            source,
            sink,
            speech_to_text,
            Silero(),
            self._report,
            echo=echo,
            tracks=self._tracks,
            level=screen.level,
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._inbox: Inbox | None = None
        self._progress: Callable[[], Progress] | None = None
        self._is_open = asyncio.Event()
        self._has_ended = asyncio.Event()
        """The source has given all there was."""
        self._is_settled = asyncio.Event()
        """Every stretch has its words."""
        self._is_settled.set()
        self._kept = self._draft.left
        """What is held back, as it is kept for the case that this process dies."""
        self._partial = ""
        self._is_voiced = False
        """The candidate is speaking."""
        self._is_delivering = False
        self._sounds = False
        """The utterance that is being delivered has begun to sound."""
        self._is_paused = False
        self._key_at = float("-inf")
        """When the last key handed over, on the loop's clock."""

    # What the interview wants

    def welcome(self, recording: str) -> None:
        """Show what is about to happen."""
        title, *lines = welcome_lines(self._scenario, self._persona, recording)
        self._screen.quiet("\n".join([title, *lines]))

    def recall(self, turns: Sequence[Turn]) -> None:
        """Show the last turns; the floor is the candidate's unless the interviewer speaks."""
        for turn in turns:
            if turn.speaker is Speaker.CANDIDATE:
                self._screen.candidate(turn.text)
            else:
                self._screen.interviewer(turn.text)
        self._source.release()

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        """Hear the candidate until they leave, or until the source has ended and was answered."""
        self._inbox, self._progress = inbox, progress
        self._loop = asyncio.get_running_loop()
        with native_messages_hidden():
            self._sink.start(self._source)
            self._hearing.start()
            self._speaking.prepare((*self._persona.acknowledgements, *self._persona.nudges))
            self._answering.begin(unsent_words(self._draft.left))
            self._show()
            self._is_open.set()
            try:
                await self._until_over()
            finally:
                await self._close()

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        """Say an utterance; a sentence is shown when it begins to sound."""
        await self._is_open.wait()
        self._source.hold()
        self._show_turn()
        self._is_delivering, self._sounds, self._is_paused = True, False, False
        self._show()
        try:
            return await self._speaking.speak(sentences)
        finally:
            self._is_delivering = False
            self._source.release()
            self._answering.interviewer_done()
            self._show()

    def carry_out(self, action: Action) -> None:
        """Lower, stop or take up the voice, acknowledge, or show a notice or a heading."""
        match action:
            case Acknowledge(text):
                self._speaking.acknowledge(text)
            case Duck():
                self._speaking.duck()
            case PauseSpeaking():
                self._is_paused = True
                self._speaking.pause()
            case ResumeSpeaking():
                self._is_paused = False
                self._speaking.resume()
            case StopSpeaking():
                self._speaking.stop()
            case ShowNotice(_, text):
                self._screen.quiet(text)
            case EnterPhase(phase):
                self._show_turn()
                self._screen.heading(self._phases[phase])

    def warn(self, message: str) -> None:
        """Show a warning."""
        self._screen.warn(message)

    def unsent_words(self) -> str:
        """Return what was said and held back."""
        return self._answering.unsent

    # From the beginning to the end

    async def _until_over(self) -> None:
        typing = asyncio.create_task(self._read_keys())
        ended = asyncio.create_task(self._has_ended.wait())
        try:
            await asyncio.wait({typing, ended}, return_when=asyncio.FIRST_COMPLETED)
            if typing.done():
                typing.result()
            else:
                await self._end_of_source()
        finally:
            typing.cancel()
            ended.cancel()
            await asyncio.gather(typing, ended, return_exceptions=True)

    async def _end_of_source(self) -> None:
        """Let the last answer count, and wait for what is said to it."""
        self._answering.hand_over()
        self._confirm()
        assert self._inbox is not None
        await self._inbox.join()

    def _confirm(self) -> None:
        """Send what a recorded answer was understood as: nobody looks at it."""
        if isinstance(self._answering, HeldBack) and self._answering.is_confirming:
            self._answering.send()

    async def _close(self) -> None:
        """Let what is being said become words, then let go of everything, even where cancelled meanwhile."""
        try:
            await self._words_there()
        finally:
            self._speaking.stop()
            await asyncio.shield(asyncio.to_thread(self._let_go))

    def _let_go(self) -> None:
        self._hearing.close()  # it feeds the tracks, and drains the sink
        self._speaking.close()
        self._sink.close()
        self._tracks.close()

    async def _words_there(self) -> None:
        """Wait for the words of what has been said until now, but not for ever."""
        if self._answering.stretches:
            self._hearing.hand_over()
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_S):
                    await self._is_settled.wait()

    # What is typed

    async def _read_keys(self) -> None:
        assert self._progress is not None
        async with aclosing(self._screen.inputs(self._progress)) as inputs:
            async for given in inputs:
                match given:
                    case Typed(text):
                        await self._typed(text)
                    case Drafting(goes_on):
                        self._answering.drafting(goes_on=goes_on)
                    case Key.HAND_OVER:
                        self._hand_over()
                    case Key.EDIT:
                        await self._edit()
                    case Key.RETAKE:
                        self._retake()
                    case _:
                        self._command(_COMMANDS[given])
                self._show()

    async def _typed(self, line: str) -> None:
        try:
            text = answer_in(line)
        except UnreadableInputError as error:
            self.warn(f"Not sent: {error}.")
            return
        assert self._progress is not None
        match meant(text, self._progress(), self._scenario, self._screen.quiet, self.warn):
            case Uttered():
                await self._words_there()
                self._answering.typed(text)
            case CandidateCommanded(command):
                self._command(command)

    def _command(self, command: Command) -> None:
        if command is Command.SKIP:
            self._answering.drop()
        self._put(CandidateCommanded(command))

    def _hand_over(self) -> None:
        """Give the floor to the other side, whoever has it."""
        assert self._loop is not None
        now = self._loop.time()
        if self._is_delivering:
            if self._sounds and now - self._key_at > PRESSED_TWICE_S:
                self._put(CandidateBrokeIn(""))
            return
        self._key_at = now
        if isinstance(self._answering, HeldBack) and self._answering.is_confirming:
            self._answering.send()
        else:
            self._hearing.hand_over()
            self._answering.hand_over()

    async def _edit(self) -> None:
        answering = self._answering
        if isinstance(answering, HeldBack) and answering.is_confirming:
            before = answering.unsent
            answering.correct(before, (await self._screen.edit(before)).strip())

    def _retake(self) -> None:
        if self._answering.is_confirming:
            self._answering.drop()

    # What is heard, and what fails

    def _report(self, report: heard.Report) -> None:
        """Take a report from any thread to the event loop."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has closed: the interview is over
                self._loop.call_soon_threadsafe(self._take, report)

    def _take(self, report: heard.Report) -> None:
        answering, over = self._answering, self._is_delivering
        match report:
            case heard.SpeechStarted():
                self._is_voiced = True
                answering.started(over=over)
            case heard.Paused(silence_s):
                self._is_voiced = False
                answering.paused(silence_s)
            case heard.PartialWords(words):
                self._partial = words
                if over:
                    answering.broke_in(words)
            case heard.Words(text):
                self._partial = ""
                answering.said(text, over=over)
            case heard.NothingMadeOut():
                self._partial = ""
                answering.said_nothing()
            case SpokeOn(voice_s):
                if over and not self._is_paused:
                    answering.spoke_on(voice_s)
            case HandedOver():
                pass
            case SoundLost(seconds):
                self._lost_sound(seconds)
            case AnswerEnded():
                if isinstance(answering, HeldBack):  # else its words tell, as if they were spoken now
                    answering.hand_over()
                    self._confirm()
            case SourceEnded():
                self._has_ended.set()
            case EngineFailed():
                self._put(report)
                self._tell_of(report)
            case EngineRecovered(engine):
                self._put(report)
                if engine is Engine.SPEECH_TO_TEXT:
                    self._screen.quiet("Your words are made out again.")
        if answering.stretches:
            self._is_settled.clear()
        else:
            self._is_settled.set()
        self._show()

    def _lost_sound(self, seconds: float) -> None:
        self._put(EngineFailed(Engine.MICROPHONE, FailureKind.OVERLOADED))
        self._put(EngineRecovered(Engine.MICROPHONE))
        if seconds >= SHORTEST_GAP_S:
            self.warn(f"{seconds:.1f} s of your voice were lost: this machine is too busy.")

    def _track_failed(self, error: OSError) -> None:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        self._report(EngineFailed(Engine.TRACKS, FailureKind.DISK_FULL if is_full else FailureKind.UNUSABLE))

    def _tell_of(self, failed: EngineFailed) -> None:
        match failed.engine:
            case Engine.MICROPHONE:
                self.warn("The microphone is gone: type your answers from now on.")
                self._screen.type_from_now_on()
            case Engine.SPEECH_TO_TEXT:
                self.warn(
                    f"Your words cannot be made out ({failed.kind}): type your answer, or say it again."
                )
                self._screen.type_from_now_on()
            case Engine.TEXT_TO_SPEECH:
                next_voice = self._chain.name if self._chain else "none"
                what = f"{next_voice} goes on" if next_voice != "none" else "read the words here"
                self.warn(f"The interviewer's voice failed ({failed.kind}): {what}.")
            case Engine.LOUDSPEAKER:
                self.warn("The loudspeaker is gone: read the interviewer's words here.")
            case Engine.TRACKS:
                self.warn(f"The sound is not kept any more ({failed.kind}); the words are.")

    def _put(self, report: Report) -> None:
        if self._inbox is not None:
            self._inbox.put_nowait(report)

    # What is shown

    def _begins(self, sentence: str) -> None:
        self._sounds = True
        self._show()
        self._screen.interviewer(sentence)

    def _show_turn(self) -> None:
        """Show what the candidate has said as said: somebody else has the floor."""
        turn = self._answering.take()
        if turn:
            self._screen.candidate(turn)

    def _show(self) -> None:
        if self._answering.unsent != self._kept:
            self._kept = self._answering.unsent
            self._draft.keep(self._kept)
        self._screen.words(self._answering.words, self._partial)
        self._screen.state(self._state)

    @property
    def _state(self) -> State:
        if self._is_delivering:
            return State.SPEAKING if self._sounds else State.THINKING
        if self._answering.is_confirming:
            return State.CONFIRMING
        if self._answering.stretches and not self._is_voiced:
            return State.TRANSCRIBING
        return State.LISTENING
