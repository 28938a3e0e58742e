"""The interview: events in, actions out; decides each move, whoever listens and however it is worded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from simulator.content.persona import Persona
from simulator.content.scenario import Fact, Phase, Probe, Scenario, Visibility
from simulator.evidence.asides import (
    asks_again,
    asks_to_decide,
    asks_what_is_meant,
    checks_in,
    has_said_it,
    is_lost,
    offers_more,
    wants_other_words,
    wants_to_end,
    wants_to_move_on,
)
from simulator.evidence.observation import Act, Ending, Observation, Reading, Status
from simulator.evidence.position import Positions
from simulator.evidence.questions import asks_beyond, things_asked
from simulator.evidence.sentences import sentences, whole_sentences
from simulator.interview.actions import (
    Acknowledge,
    Action,
    EndInterview,
    EndReason,
    EnterPhase,
    Move,
    NoticeKind,
    Say,
    ShowNotice,
)
from simulator.interview.agenda import Agenda, AskProbe, Challenge, Enter, Reveal
from simulator.interview.conduct import Conduct, ConductRule
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    CandidateLeft,
    CandidatePaused,
    CandidateSaid,
    CandidateSpokeOn,
    CandidateStarted,
    CandidateStopped,
    CandidateTookBack,
    CandidateYielded,
    Command,
    Departure,
    Engine,
    EngineFailed,
    EngineRecovered,
    Event,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    InterviewStarted,
    ModelCalled,
    TimePassed,
)
from simulator.interview.figures import Figure, figure_of
from simulator.interview.floor import Due, Floor, Holder
from simulator.interview.ledger import Ledger
from simulator.interview.patience import Patience
from simulator.interview.script import Script, quotable

GRACE_S = 120.0
"""A candidate in mid-sentence at the end of the time gets this long to finish it."""
QUESTIONS_IN_A_ROW = 3
"""After this many questions without an answer the interviewer asks one of their own."""
QUESTIONS_IN_A_ROW_AT_FIRST = 6
"""The same in the first phase, which is there for the candidate's questions."""
FACTS_AT_ONCE = 2
"""More answers in one breath are not taken in."""
FOLLOW_UPS_TO_A_CONSTRAINT = 1
"""A reaction to a late constraint that says nothing specific is pressed once, in the words of a probe."""
MOMENTS = 3
"""A candidate who asked for a moment is given this many times the usual patience."""
SUBSTANTIAL_WORDS = 12
"""With so much said to a press, and no answer heard in it, it may be the interviewer who is deaf."""
LOST_WORDS = 15
"""Who says more than that has an answer, though they began by not understanding."""
ENDING_WORDS = 25
"""Who says more than that ends an answer by it, not the interview."""
CALL_BACK_WORDS = 3
"""Fewer, said a while ago, bring nothing back to mind."""
DESIGN_WORDS = 25
"""A turn with a component and so many words tells a design: nobody asks for it as if it had not been told."""
UNDERSTOOD_FROM = 0.6
"""Of a question, this share is enough to know what is asked."""
CLOSING_REMARK_WORDS = 6
"""In the wrap-up a remark of fewer words ("thanks, bye") is a goodbye."""

_NOTHING_SAID = Reading(Act.THINKING, asks=False, facts=(), observations=(), quantities=(), proposes_at=None)

_ENDINGS = {
    Departure.INPUT_ENDED: EndReason.INPUT_ENDED,
    Departure.INTERRUPTED: EndReason.INTERRUPTED,
}


class _CandidateTurn:
    """What the candidate has said since the interviewer last took their turn."""

    def __init__(self) -> None:
        self.text = ""
        self.reading = _NOTHING_SAID

    def add(self, utterance: CandidateSaid) -> None:
        self.text = f"{self.text} {utterance.text}" if self.text else utterance.text
        self.reading = utterance.reading

    def __bool__(self) -> bool:
        return self.reading is not _NOTHING_SAID

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def asks(self) -> bool:
        """It asks the interviewer something about the subject: only questions to them are after facts."""
        return self.reading.asks or bool(self.reading.facts)

    @property
    def ends_in_a_question(self) -> bool:
        """It ends in a question mark, behind more than "Does that make sense?"."""
        is_for_show = self.reading.ending is Ending.CLOSING or checks_in(self.text)
        return self.text.rstrip().endswith("?") and not is_for_show

    @property
    def asks_again(self) -> bool:
        """It asks about something that was told before, and says so."""
        return self.asks and asks_again(self.text)

    @property
    def commits(self) -> bool:
        """It holds something definite, whatever was asked."""
        return any(observation.status is Status.MET for observation in self.reading.observations)

    def observed(self, criterion: str) -> tuple[Observation, str] | None:
        """Return the observation on a criterion with its verbatim words."""
        for observation in self.reading.observations:
            if observation.criterion == criterion:
                start, end = whole_sentences(self.text, observation.start, observation.end)
                return observation, self.text[start:end]
        return None


class Interview:
    """One interview from greeting to farewell; `now` is seconds since its start."""

    def __init__(
        self,
        scenario: Scenario,
        persona: Persona,
        *,
        seed: int,
        practice: bool = False,
        patience: float = 1.0,
    ) -> None:
        """Begin anew; `patience` is how many times as long as the persona's own a pause may last."""
        self._scenario = scenario
        self._persona = persona
        self._practice = practice
        self._conduct = Conduct(scenario)
        self._script = Script(persona, self._conduct, seed)
        self._agenda = Agenda(scenario, persona)
        self._floor = Floor(persona.patience_s, Patience(persona.patience_s, patience))
        self._positions = Positions()
        self._ledger = Ledger()
        self._facts = {fact.id: fact for fact in scenario.facts}
        self._locked = {fact.id for fact in scenario.facts if fact.visibility is Visibility.HIDDEN}
        self._told: set[str] = set()
        self._revealed: set[str] = set()
        self._touched: dict[str, list[tuple[int, str]]] = {}
        """By criterion the turns that touched it and did not only ask, each with the words that did."""
        self._figures: dict[str, Figure] = {}
        self._said_back: set[str] = set()
        """The candidate's words that have been quoted to them."""
        self._has_heard_design = False
        self._turn = _CandidateTurn()
        self._turns = 0
        self._probe: Probe | None = None
        self._follow_ups_left = 0
        self._has_pressed = False
        self._questions_in_a_row = 0
        self._was_done = False
        self._was_to_repeat = False
        self._last_asked: Say | None = None
        self._saying: Say | None = None
        """The last utterance, in the script's words until there are others."""
        self._is_worded = False
        self._script_words = ""
        """What the script had for it; a model may have been cut off before it came to the question."""
        self._unheard = ""
        """The rest of the last question, from the sentence in which the candidate cut it off too early."""
        self._pending: Command | None = None
        self._gave_time = False
        self._has_acknowledged = False
        self._time_up_shown = False
        self._now = 0.0
        self.is_over = False
        for fact in scenario.facts:
            if fact.visibility is Visibility.STATED:
                self._ledger.fact_told(fact.text)

    @property
    def phase(self) -> Phase:
        """The phase the interview is in."""
        return self._agenda.phase

    @property
    def floor_holder(self) -> Holder:
        """Who has the right to speak."""
        return self._floor.holder

    @property
    def is_delivering(self) -> bool:
        """An utterance was ordered and has not ended."""
        return self._floor.is_delivering

    @property
    def stretches(self) -> int:
        """How many stretches of the candidate's speech have been begun and have no words yet."""
        return self._floor.stretches

    @property
    def candidate_turn(self) -> str:
        """What the candidate has said since the interviewer last took their turn."""
        return self._turn.text

    @property
    def revealed(self) -> frozenset[str]:
        """The ids of the constraints that the candidate has been told."""
        return frozenset(self._revealed)

    def broken_by(self, text: str) -> tuple[ConductRule, ...]:
        """Return the rules of conduct that saying `text` now would break."""
        return self._conduct.broken_by(text)

    @property
    def wake_at(self) -> float | None:
        """When to send `TimePassed` if nothing else has happened; None only when the interview is over."""
        if self.is_over:
            return None
        clock = self._agenda.end_due_s + GRACE_S
        if self._floor.holder is Holder.CANDIDATE and not self._time_up_shown:
            clock = self._agenda.end_due_s
        elif self._floor.holder is Holder.NOBODY:
            clock = self._agenda.end_due_s if self._agenda.is_wrapping_up else self._agenda.wrap_up_due_s
        return min(clock, self._floor.due[0]) if self._floor.due else clock

    def handle(self, event: Event, now: float) -> list[Action]:
        """Take in an event at `now` and return what is to be done, in order.

        A `now` before an earlier one counts as that one. After the end nothing more is done.
        """
        self._now = max(self._now, now)
        if self.is_over:
            return []
        floor = self._floor
        match event:
            case InterviewStarted():
                return self._open()
            case TimePassed():
                return self._pass_time()
            case CandidateLeft(departure):
                return [self._end(_ENDINGS[departure])]
            case CandidateStarted():
                floor.started(self._now)
                actions: list[Action] = []
            case CandidatePaused(silence_s):
                actions = floor.paused(self._now, silence_s)
            case CandidateStopped():
                actions = floor.no_words(self._now)
            case EngineFailed(Engine.SPEECH_TO_TEXT):
                actions = floor.no_more_words(self._now)
            case CandidateSpokeOn(voice_s):
                actions = floor.spoke_on(voice_s)
            case CandidateBrokeIn(words):
                actions = floor.first_words(self._now, words)
            case CandidateYielded():
                return self._take_handover()
            case CandidateSaid():
                actions = self._hear(event)
            case CandidateCommanded(command):
                actions = self._obey(command)
            case InterviewerWorded():
                self._say_in_other_words(event)
                actions = []
            case InterviewerFinished() | InterviewerCutOff():
                if isinstance(event, InterviewerCutOff):
                    self._unheard = self._not_heard(event.heard)
                if floor.is_delivering:
                    floor.delivered(self._now, MOMENTS if self._gave_time else 1)
                actions = []
            case CandidateTookBack() | EngineFailed() | EngineRecovered() | ModelCalled():
                return []
        return actions or self._do_what_waited()

    # What the candidate does

    def _open(self) -> list[Action]:
        if self._last_asked is not None:
            return []
        text = f"{self._persona.greeting} {self._scenario.opening}"
        return [EnterPhase(self.phase.id), self._say(text, Move.OPEN, self._scenario.id)]

    def _hear(self, utterance: CandidateSaid) -> list[Action]:
        floor, yields = self._floor, utterance.yields
        counts, actions = floor.words(self._now, utterance.text, utterance.reading.ending, yields=yields)
        if not counts:
            return actions
        self._turn.add(utterance)
        is_long = self._now - floor.since > self._persona.interruption.after_s
        if is_long and floor.is_clear and not floor.is_handed_over:
            break_in = self._script.line(self._persona.interruption.lines)
            if break_in is not None:
                return self._take_turn(break_in)
        return actions

    def _take_handover(self) -> list[Action]:
        floor = self._floor
        before, actions = floor.is_handed_over, floor.handed_over(self._now)
        if before or actions or not floor.is_handed_over or floor.is_delivering:
            return actions
        return [*self._acknowledge(), *self._do_what_waited()]

    def _acknowledge(self) -> list[Action]:
        """React in a word or two, to be heard while the answer is still being made.

        Who cut off a question has answered none: they get the rest of it.
        """
        text = "" if self._unheard else self._script.short_acknowledgement()
        self._has_acknowledged = bool(text)
        return [Acknowledge(text)] if text else []

    def _acknowledgement(self) -> str:
        """Return a short reaction to lead the next words with, unless there was one just now."""
        return "" if self._has_acknowledged else self._script.acknowledgement()

    def _do_what_waited(self) -> list[Action]:
        """Do what the candidate asked for, once nobody speaks and every word is there."""
        floor = self._floor
        if self._pending is not None and not (floor.is_delivering or floor.awaits_words):
            command, self._pending = self._pending, None
            return self._do(command)
        return self._take_turn() if floor.is_handed_over and floor.is_clear else []

    def _say_in_other_words(self, worded: InterviewerWorded) -> None:
        """Take note of a model's words in place of the script's."""
        said = self._saying
        if said is None:
            return
        self._conduct.said(worded.text)
        text = worded.text if not self._is_worded else f"{said.text} {worded.text}"
        self._saying, self._is_worded = replace(said, text=text), True
        if self._last_asked is said:
            self._last_asked = self._saying
        if worded.move is Move.CHALLENGE_NUMBER:
            self._follow_ups_left = 0

    def _not_heard(self, heard: str) -> str:
        """Return the rest of the question just cut off, where too little of it was heard to be understood."""
        asked = self._last_asked
        if asked is None or asked is not self._saying:
            return ""
        was_to_ask = self._is_worded and "?" in self._script_words and "?" not in asked.text
        parts = sentences(self._script_words if was_to_ask else asked.text)
        left = 0 if was_to_ask else len(heard.split())
        stale = len(parts) > 1 and parts[0] in self._persona.acknowledgements
        for at, sentence in enumerate(parts):
            words = len(sentence.split())
            if left < words:
                is_understood = at == len(parts) - 1 and left >= words * UNDERSTOOD_FROM
                return "" if is_understood else " ".join(parts[max(at, stale) :])
            left -= words
        return ""

    def _end_turn(self) -> _CandidateTurn:
        """Return what the candidate has said, having taken note of it, and begin anew."""
        turn, self._turn = self._turn, _CandidateTurn()
        self._floor.turn_taken()
        if turn:
            self._note(turn.text, turn.reading)
        return turn

    def _note(self, text: str, reading: Reading) -> None:
        self._positions.add(self._turns, reading)
        self._conduct.heard(text)
        asked = self._probe.criterion if self._probe else None
        is_told = reading.proposes_at is not None and len(text.split()) >= DESIGN_WORDS
        self._has_heard_design = self._has_heard_design or is_told
        self._ledger.candidate_said(text, reading)
        for observation in reading.observations:
            criterion = observation.criterion
            words = text[observation.start : observation.end]
            if reading.act is not Act.QUESTION:
                self._touched.setdefault(criterion, []).append((self._turns, words))
            is_new = asked == criterion or criterion not in self._figures
            if observation.status is Status.MET and is_new:
                figure = figure_of(text, reading, observation, asked)
                if figure is not None:
                    self._figures[criterion] = figure

    def _obey(self, command: Command) -> list[Action]:
        if command is Command.HINT:
            return [self._hint()]
        if self._pending is not Command.END:
            self._pending = command
        return self._floor.broken_into(self._now)

    def _do(self, command: Command) -> list[Action]:
        self._end_turn()  # what was begun answers nothing that comes now
        match command:
            case Command.REPEAT:
                return self._repeat()
            case Command.END:
                return self._goodbye(EndReason.CANDIDATE_ENDED)
            case _ if self._agenda.is_wrapping_up:
                return self._goodbye(EndReason.COMPLETED)
            case _:
                return self._drop_subject()

    def _pass_time(self) -> list[Action]:
        now, agenda, floor = self._now, self._agenda, self._floor
        if now >= agenda.end_due_s + GRACE_S:
            return self._goodbye(EndReason.TIME_UP)
        due = floor.due[1] if floor.due and now >= floor.due[0] else None
        if due is Due.TAKE_TURN:
            return [*self._acknowledge(), *self._take_turn()]
        if floor.holder is Holder.CANDIDATE and now >= agenda.end_due_s and not self._time_up_shown:
            self._time_up_shown = True
            return [ShowNotice(NoticeKind.TIME_UP, "Time is up. Finish your sentence.")]
        if due is Due.NUDGE:
            return self._nudge_on()
        if floor.holder is not Holder.NOBODY:
            return []
        if now >= agenda.end_due_s:
            return self._goodbye(EndReason.TIME_UP)
        if now >= agenda.wrap_up_due_s and not agenda.is_wrapping_up:
            return self._wrap_up(agenda.go_to_last_phase(now), ("",))
        return self._break_silence() if due is Due.BREAK_SILENCE else []

    def _nudge_on(self) -> list[Action]:
        """Help a candidate who is stuck in mid-sentence; the turn stays theirs."""
        self._floor.nudged()
        line = self._script.line(self._persona.nudges)
        return [self._say(line, Move.NUDGE)] if line else []

    def _break_silence(self) -> list[Action]:
        silences = self._floor.silence_broken()
        if self._unheard:
            return self._say_the_rest()
        if silences <= Floor.NUDGES_PER_SILENCE:
            line = self._script.line(self._persona.nudges)
            if line is not None:
                return [self._say(line, Move.NUDGE)]
        return self._goodbye(EndReason.COMPLETED) if self._agenda.is_wrapping_up else self._drop_subject()

    # What the interviewer makes of a turn

    def _take_turn(self, break_in: str = "") -> list[Action]:
        turn = self._end_turn()
        self._turns += 1
        if self._now >= self._agenda.end_due_s:
            return self._goodbye(EndReason.TIME_UP)
        act = turn.reading.act
        was_done, self._was_done = self._was_done, act is Act.DONE
        was_to_repeat, self._was_to_repeat = self._was_to_repeat, act is Act.REPEAT
        if act is Act.REPEAT and not (was_to_repeat or wants_other_words(turn.text)):
            return self._repeat()
        if act in (Act.REPEAT, Act.REPHRASE) or (is_lost(turn.text) and turn.words <= LOST_WORDS):
            return self._rephrase()
        if act in (Act.WAIT, Act.THINKING):
            return self._give_time()
        if self._agenda.is_wrapping_up:
            return self._close(turn)
        ends = turn.words <= ENDING_WORDS and wants_to_end(turn.text)
        if ends or (act is Act.DONE and was_done):
            return self._wrap_up(self._agenda.go_to_last_phase(self._now), ("",))
        if act in (Act.SKIP, Act.DOES_NOT_KNOW) or wants_to_move_on(turn.text):
            return self._drop_subject()
        if act is Act.QUESTION:
            is_about_it = not turn.reading.facts and asks_what_is_meant(turn.text)
            return self._rephrase() if is_about_it else self._answer_question(turn)
        self._questions_in_a_row = 0
        if act is Act.DONE:
            return self._go_on((self._acknowledgement(),))
        answer, move = self._answer_within(turn)
        if answer and not break_in and not turn.reading.facts and offers_more(turn.text):
            return [self._say(answer, move)]
        if break_in or answer:
            leads: Sequence[str] = (f"{break_in} {answer}".strip(),)
        else:
            leads = (self._acknowledgement(), "")
        is_opening = self._last_asked is not None and self._last_asked.move is Move.OPEN
        lead = answer if is_opening else leads[0]
        return self._ask_again(turn, lead) or self._follow_up(turn, leads) or self._go_on(leads)

    def _answer_within(self, turn: _CandidateTurn) -> tuple[str, Move]:
        """Word the answer to what an answer of theirs asks; a fact brushed once more is no question."""
        is_new = any(fact not in self._told for fact in turn.reading.facts)
        is_asked = turn.asks and (is_new or turn.ends_in_a_question or turn.asks_again)
        return self._tell(turn) if is_asked else ("", Move.DOES_NOT_KNOW)

    def _answer_question(self, turn: _CandidateTurn) -> list[Action]:
        self._questions_in_a_row += 1
        in_first_phase = self.phase is self._scenario.phases[0]
        limit = QUESTIONS_IN_A_ROW_AT_FIRST if in_first_phase else QUESTIONS_IN_A_ROW
        facts = turn.reading.facts
        answer, move = self._tell(turn)
        again = self._ask_again(turn, answer)
        if again:
            return again
        if answer and self._questions_in_a_row < limit:
            return [self._say(answer, move, facts[0] if facts else "")]
        self._questions_in_a_row = 0
        back = self._script.line(self._persona.back_to_you, (answer,)) or answer
        leads = tuple(dict.fromkeys((back, answer)))
        return self._follow_up(turn, leads) or self._go_on(leads)

    def _ask_again(self, turn: _CandidateTurn, lead: str) -> list[Action]:
        """Put a question cut off too early once more behind `lead`, unless it has been answered."""
        if self._probe and turn.observed(self._probe.criterion):
            self._unheard = ""
        return self._say_the_rest(lead)

    def _say_the_rest(self, lead: str = "") -> list[Action]:
        rest, self._unheard = self._unheard, ""
        if not rest or self._last_asked is None:
            return []
        self._conduct.said(lead)
        return [self._speak(Say(f"{lead} {rest}".lstrip(), Move.REPEAT, self._last_asked.subject))]

    def _tell(self, turn: _CandidateTurn) -> tuple[str, Move]:
        """Word the answer to the questions of a turn; an empty string where nothing is left to say."""
        persona = self._persona
        facts = [self._facts[fact_id] for fact_id in turn.reading.facts]
        locked = [
            fact
            for fact in facts
            if fact.id in self._locked or ConductRule.HIDDEN_CONSTRAINT in self._conduct.broken_by(fact.text)
        ]
        open_facts = [fact for fact in facts if fact not in locked]
        new = [fact for fact in open_facts if fact.id not in self._told]
        old = [fact for fact in open_facts if fact.id in self._told]
        if new:
            told = new if not turn.asks_again else [*new, *old]
            answer = " ".join(self._tell_fact(fact) for fact in told[:FACTS_AT_ONCE])
            rest = self._of_the_rest(turn, len(told)) if turn.reading.act is Act.QUESTION else None
            return f"{answer} {rest}" if rest else answer, Move.TELL_FACT
        if locked and not (old and turn.asks_again):
            return self._script.line(persona.not_yet) or "", Move.DOES_NOT_KNOW
        if old:
            lead = self._script.line(persona.says_again)
            told_again = " ".join(self._tell_fact(fact) for fact in old[:FACTS_AT_ONCE])
            return f"{lead} {told_again}" if lead else told_again, Move.REPEAT
        lines = persona.cannot_say if self._agenda.is_wrapping_up else persona.does_not_know
        if not self._agenda.is_wrapping_up and asks_to_decide(turn.text):
            lines = persona.leaves_to_you or lines
        return self._script.line(lines) or "", Move.DOES_NOT_KNOW

    def _of_the_rest(self, turn: _CandidateTurn, found: int) -> str | None:
        """Say what becomes of what else was asked: it has to wait where more was `found`, or nobody knows."""
        if found > FACTS_AT_ONCE:
            is_more = len(things_asked(turn.text)) > FACTS_AT_ONCE
            return self._script.line(self._persona.rest_later) if is_more else None
        is_unknown = asks_beyond(turn.text, self._scenario.facts)
        return self._script.line(self._persona.rest_unknown) if is_unknown else None

    def _tell_fact(self, fact: Fact) -> str:
        if fact.id in self._told:
            self._conduct.asked_again(fact.text)
        self._told.add(fact.id)
        self._ledger.fact_told(fact.text)
        return fact.text

    def _give_time(self) -> list[Action]:
        line = self._script.line(self._persona.takes_time)
        if line is None:
            self._floor.offered(self._now)
            return []
        return [self._say(line, Move.GIVE_TIME)]

    def _repeat(self) -> list[Action]:
        if self._last_asked is None:
            return []
        self._unheard = ""
        parts, remarks = sentences(self._last_asked.text), frozenset(_remarks(self._persona))
        while len(parts) > 1 and parts[0] in remarks:
            del parts[0]
        return [self._speak(Say(" ".join(parts), Move.REPEAT, self._last_asked.subject))]

    def _rephrase(self) -> list[Action]:
        """Put what was asked last in other words, or in the same where there are none left."""
        probe, asked = self._probe, self._last_asked
        if probe is None or asked is None:
            return self._repeat()
        line: str | None
        match asked.move:
            case Move.CHALLENGE_NUMBER:
                line = self._challenge(probe, ("",))
            case Move.PRESS_VAGUE:
                line = self._script.line(probe.if_vague)
            case Move.PRESS_DEFERRAL:
                line = self._script.line(probe.if_deferred)
            case Move.REVEAL_CONSTRAINT:
                line = None
            case _:
                line = self._script.line(probe.question)
        return [self._say(line, asked.move, probe.id)] if line else self._repeat()

    def _hint(self) -> ShowNotice:
        if not self._practice:
            return ShowNotice(
                NoticeKind.NO_HINTS, "No hints in a realistic interview; start with --practice to get them."
            )
        return ShowNotice(NoticeKind.HINT, self._probe.hint if self._probe else self.phase.goal)

    def _drop_subject(self) -> list[Action]:
        self._floor.silences = 0
        lead = self._script.line(self._persona.moves_on)
        return self._go_on((lead or "",))

    def _follow_up(self, turn: _CandidateTurn, leads: Sequence[str]) -> list[Action]:
        """Stay on the current probe once more, where the answer and the budget ask for it."""
        probe = self._probe
        if probe is None or self._follow_ups_left == 0 or self._now >= self._agenda.wrap_up_due_s:
            return []
        observed = turn.observed(probe.criterion)
        has_substance = turn.commits or turn.words >= SUBSTANTIAL_WORDS
        if self._has_pressed and (has_said_it(turn.text) or (observed is None and has_substance)):
            return []  # they hold that it is said, or have more to say elsewhere: to insist is not to listen
        if self._positions.status(probe.criterion) is Status.MET:
            self._follow_ups_left = 0
            line = self._challenge(probe, leads) if observed and observed[0].status is Status.MET else None
            move = Move.CHALLENGE_NUMBER
        else:
            self._follow_ups_left -= 1
            self._has_pressed = True
            if observed and observed[0].status is Status.DEFERRED:
                line, move = self._script.line(probe.if_deferred, leads), Move.PRESS_DEFERRAL
            else:
                line, move = self._press(probe, observed[1] if observed else "", leads), Move.PRESS_VAGUE
        return [self._say(line, move, probe.id)] if line else []

    def _press(self, probe: Probe, words: str, leads: Sequence[str]) -> str | None:
        """Word a press on a vague answer, with its own words where they have not been quoted yet."""
        quote = quotable(words)
        line = self._script.line(probe.if_vague, leads, quote=None if quote in self._said_back else quote)
        if quote and line and quote in line:
            self._said_back.add(quote)
        return line

    def _challenge(self, probe: Probe, leads: Sequence[str]) -> str | None:
        """Word a challenge by a sum with the candidate's number where one can be made, else by the number."""
        total = self._ledger.sum_for(probe.criterion)
        if total is not None:
            self._conduct.derived(total.results)
            with_sum = [line for line in probe.if_number if "{sum}" in line]
            worded = self._script.line(with_sum, leads, sum=total.sentence)
            if worded:
                return worded
        figure = self._figures.get(probe.criterion)
        words = figure and quotable(figure.words)
        return self._script.line(probe.if_number, leads, figure=words) if words else None

    def _go_on(self, leads: Sequence[str]) -> list[Action]:
        """Take the next item of the agenda that can still be worded; `leads` go before it, best first."""
        leads = (*leads, "")
        actions: list[Action] = []
        while True:
            item = self._agenda.next(self._positions, frozenset(self._figures), self._now)
            line: str | None
            match item:
                case None:
                    return [*actions, *self._goodbye(EndReason.COMPLETED)]
                case Enter(phase):
                    if self._agenda.is_wrapping_up:
                        return [*actions, *self._wrap_up(item, leads)]
                    actions.append(EnterPhase(phase.id))
                    if phase.invites and self._has_heard_design:
                        continue
                    line = self._script.line(phase.enter, leads)
                    if line and phase.invites:
                        self._probe = None
                        return [*actions, self._say(line, Move.ENTER_PHASE, phase.id)]
                    leads = (line, *leads) if line else leads
                case Reveal(constraint):
                    self._conduct.reveal(constraint, [self._facts[fact].text for fact in constraint.reveals])
                    self._locked.difference_update(constraint.reveals)
                    self._revealed.add(constraint.id)
                    line = self._script.line([constraint.text], leads)
                    if line:
                        self._begin_probe(
                            self._agenda.probe_on(constraint.criterion), FOLLOW_UPS_TO_A_CONSTRAINT
                        )
                        return [*actions, self._say(line, Move.REVEAL_CONSTRAINT, constraint.id)]
                case AskProbe(probe):
                    line = self._script.line(probe.question, self._with_call_back(probe.criterion, leads))
                    if line:
                        self._begin_probe(probe, self._persona.follow_ups_per_probe)
                        return [*actions, self._say(line, Move.PROBE, probe.id)]
                case Challenge(probe):
                    line = self._challenge(probe, leads)
                    if line:
                        self._begin_probe(probe, 0)
                        return [*actions, self._say(line, Move.CHALLENGE_NUMBER, probe.id)]

    def _begin_probe(self, probe: Probe | None, follow_ups: int) -> None:
        self._probe = probe
        self._follow_ups_left = follow_ups
        self._has_pressed = False

    def _with_call_back(self, criterion: str, leads: Sequence[str]) -> tuple[str, ...]:
        """Put a way back to the candidate's own passing words before a question they bear on."""
        if self._positions.status(criterion) is not Status.VAGUE:
            return tuple(leads)
        said = ((turn, quotable(words)) for turn, words in reversed(self._touched.get(criterion, ())))
        telling = ((turn, quote) for turn, quote in said if quote and len(quote.split()) >= CALL_BACK_WORDS)
        said_in, quote = next(telling, (self._turns, ""))
        just_now = said_in >= self._turns - 1
        if just_now or quote in self._said_back:
            return tuple(leads)
        self._said_back.add(quote)
        call_backs = (self._script.line(self._persona.call_backs, (lead,), quote=quote) for lead in leads)
        return (*filter(None, call_backs), *leads)

    # The end

    def _wrap_up(self, entry: Enter, leads: Sequence[str]) -> list[Action]:
        self._probe = None
        line = self._script.line(self._persona.wrap_up, leads)
        if line is None:
            return self._goodbye(EndReason.COMPLETED)
        return [EnterPhase(entry.phase.id), self._say(line, Move.WRAP_UP, entry.phase.id)]

    def _close(self, turn: _CandidateTurn) -> list[Action]:
        """Answer the candidate's closing questions until there are none."""
        answer, move = self._tell(turn) if turn.asks else ("", Move.WRAP_UP)
        is_remark = turn.reading.act is Act.ANSWER and turn.words >= CLOSING_REMARK_WORDS
        if move is Move.REPEAT:
            return [self._say(answer, move, self.phase.id)]
        if answer or is_remark:
            line = self._script.line(self._persona.more_questions, (answer,))
            if line is not None:
                return [self._say(line, move, self.phase.id)]
        return self._goodbye(EndReason.COMPLETED)

    def _goodbye(self, reason: EndReason) -> list[Action]:
        if self._floor.is_delivering:
            return [*self._floor.broken_into(self._now), self._end(reason)]
        line = self._script.line(self._persona.farewell)
        farewell: list[Action] = [self._say(line, Move.FAREWELL)] if line else []
        return [*farewell, self._end(reason)]

    def _end(self, reason: EndReason) -> EndInterview:
        self.is_over = True
        return EndInterview(reason)

    def _say(self, text: str, move: Move, subject: str = "") -> Say:
        say = Say(text, move, subject)
        self._conduct.said(text)
        if "?" in text or move in (Move.OPEN, Move.ENTER_PHASE, Move.WRAP_UP):
            self._last_asked, self._unheard = say, ""
        return self._speak(say)

    def _speak(self, say: Say) -> Say:
        self._gave_time = say.move is Move.GIVE_TIME
        self._has_acknowledged = False
        self._saying, self._is_worded, self._script_words = say, False, say.text
        self._floor.to_interviewer(self._now)
        return say


def _remarks(persona: Persona) -> Iterator[str]:
    """Yield the sentences that react to the answer before, and mean nothing without it."""
    reactions = (
        persona.acknowledgements,
        persona.does_not_know,
        persona.leaves_to_you,
        persona.says_again,
        persona.rest_later,
        persona.rest_unknown,
        persona.not_yet,
        persona.moves_on,
        persona.back_to_you,
        persona.interruption.lines,
    )
    return (sentence for lines in reactions for line in lines for sentence in sentences(line))
