"""The interview: events in, actions out; decides each move, whoever listens and however it is worded."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.content.persona import Persona
from simulator.content.scenario import Fact, Phase, Probe, Scenario, Visibility
from simulator.evidence.observation import Act, Observation, Reading, Status
from simulator.evidence.position import Positions
from simulator.interview.actions import (
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
from simulator.interview.arithmetic import Figure, Ledger, figure_of
from simulator.interview.conduct import Conduct, ConductRule
from simulator.interview.events import (
    CandidateCommanded,
    CandidateLeft,
    CandidateSaid,
    CandidateStarted,
    CandidateStopped,
    Command,
    Departure,
    Event,
    InterviewerFinished,
    InterviewStarted,
    TimePassed,
)
from simulator.interview.floor import Floor, Holder
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
CLOSING_REMARK_WORDS = 6
"""In the wrap-up a remark of fewer words ("thanks, bye") is a goodbye."""

_ENDINGS = {
    Departure.INPUT_ENDED: EndReason.INPUT_ENDED,
    Departure.INTERRUPTED: EndReason.INTERRUPTED,
}


class _CandidateTurn:
    """What the candidate has said since the interviewer last spoke: one or more utterances."""

    def __init__(self) -> None:
        self._utterances: list[CandidateSaid] = []

    def add(self, utterance: CandidateSaid) -> None:
        self._utterances.append(utterance)

    def __bool__(self) -> bool:
        return bool(self._utterances)

    @property
    def act(self) -> Act:
        acts = [u.reading.act for u in self._utterances]
        return Act.ANSWER if Act.ANSWER in acts else acts[-1]

    @property
    def asks(self) -> bool:
        return any(u.reading.asks for u in self._utterances)

    @property
    def facts(self) -> list[str]:
        return [fact for u in self._utterances for fact in u.reading.facts]

    @property
    def words(self) -> int:
        return sum(len(u.text.split()) for u in self._utterances)

    def observed(self, criterion: str) -> tuple[Observation, str] | None:
        """Return the latest observation on a criterion with its verbatim words."""
        for utterance in reversed(self._utterances):
            for observation in utterance.reading.observations:
                if observation.criterion == criterion:
                    return observation, utterance.text[observation.start : observation.end]
        return None


class Interview:
    """One interview from greeting to farewell; `now` is seconds since its start."""

    def __init__(self, scenario: Scenario, persona: Persona, *, seed: int, practice: bool = False) -> None:
        self._scenario = scenario
        self._persona = persona
        self._practice = practice
        self._conduct = Conduct(scenario)
        self._script = Script(persona, self._conduct, seed)
        self._agenda = Agenda(scenario, persona)
        self._floor = Floor(persona.patience_s)
        self._positions = Positions()
        self._ledger = Ledger()
        self._facts = {fact.id: fact for fact in scenario.facts}
        self._locked = {fact.id for fact in scenario.facts if fact.visibility is Visibility.HIDDEN}
        self._told: set[str] = set()
        self._quotes: dict[str, tuple[int, str]] = {}
        self._figures: dict[str, Figure] = {}
        self._turn = _CandidateTurn()
        self._turns = 0
        self._probe: Probe | None = None
        self._follow_ups_left = 0
        self._questions_in_a_row = 0
        self._was_done = False
        self._last_asked: Say | None = None
        self._gave_time = False
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
    def wake_at(self) -> float | None:
        """When to send `TimePassed` if nothing else has happened; None only when the interview is over."""
        if self.is_over:
            return None
        hard_end = self._agenda.end_due_s + GRACE_S
        if self._floor.holder is Holder.INTERVIEWER:
            return hard_end
        if self._floor.holder is Holder.CANDIDATE:
            clock = hard_end if self._time_up_shown else self._agenda.end_due_s
        else:
            clock = self._agenda.end_due_s if self._agenda.is_wrapping_up else self._agenda.wrap_up_due_s
        return clock if self._floor.until is None else min(clock, self._floor.until)

    def handle(self, event: Event, now: float) -> list[Action]:
        """Take in an event at `now` and return what is to be done, in order.

        A `now` before an earlier one counts as that one. After the end nothing more is done.
        """
        self._now = max(self._now, now)
        if self.is_over:
            return []
        match event:
            case InterviewStarted():
                return self._open()
            case CandidateStarted():
                self._floor.to_candidate(self._now)
                return []
            case CandidateStopped():
                if self._floor.holder is Holder.CANDIDATE and not self._turn:
                    self._floor.offered(self._now)
                return []
            case CandidateSaid():
                return self._hear(event)
            case CandidateCommanded(command):
                return self._obey(command)
            case CandidateLeft(departure):
                return [self._end(_ENDINGS[departure])]
            case InterviewerFinished():
                if self._floor.holder is Holder.INTERVIEWER:
                    self._floor.offered(self._now, MOMENTS if self._gave_time else 1)
                return []
            case TimePassed():
                return self._pass_time()
            case _:
                return []

    # What the candidate does

    def _open(self) -> list[Action]:
        if self._last_asked is not None:
            return []
        text = f"{self._persona.greeting} {self._scenario.opening}"
        return [EnterPhase(self.phase.id), self._say(text, Move.OPEN, self._scenario.id)]

    def _hear(self, utterance: CandidateSaid) -> list[Action]:
        self._floor.to_candidate(self._now)
        self._turn.add(utterance)
        self._note(utterance.text, utterance.reading)
        if utterance.yields:
            return self._take_turn()
        if self._now - self._floor.since > self._persona.interruption.after_s:
            break_in = self._script.line(self._persona.interruption.lines)
            if break_in is not None:
                return self._take_turn(break_in)
        self._floor.paused(self._now)
        return []

    def _note(self, text: str, reading: Reading) -> None:
        self._positions.add(self._turns, reading)
        self._conduct.heard(text)
        self._ledger.candidate_said(text, reading)
        for observation in reading.observations:
            quote = quotable(text[observation.start : observation.end])
            if quote is not None:
                self._quotes[observation.criterion] = (self._turns, quote)
            figure = figure_of(text, reading, observation)
            if figure is not None and observation.status is Status.MET:
                answers = self._probe is not None and self._probe.criterion == observation.criterion
                if answers or observation.criterion not in self._figures:
                    self._figures[observation.criterion] = figure

    def _obey(self, command: Command) -> list[Action]:
        if command is not Command.HINT:
            self._turn = _CandidateTurn()  # what was begun has been noted; it answers nothing that comes now
        match command:
            case Command.REPEAT:
                return self._repeat()
            case Command.HINT:
                return [self._hint()]
            case Command.SKIP:
                return (
                    self._goodbye(EndReason.COMPLETED)
                    if self._agenda.is_wrapping_up
                    else self._drop_subject()
                )
            case Command.END:
                return self._goodbye(EndReason.CANDIDATE_ENDED)

    def _pass_time(self) -> list[Action]:
        now, agenda, floor = self._now, self._agenda, self._floor
        if now >= agenda.end_due_s + GRACE_S:
            return self._goodbye(EndReason.TIME_UP)
        if floor.until is not None and now >= floor.until and self._turn:
            return self._take_turn()
        if floor.holder is Holder.CANDIDATE and now >= agenda.end_due_s and not self._time_up_shown:
            self._time_up_shown = True
            return [ShowNotice(NoticeKind.TIME_UP, "Time is up. Finish your sentence.")]
        if floor.holder is not Holder.NOBODY:
            return []
        if now >= agenda.end_due_s:
            return self._goodbye(EndReason.TIME_UP)
        if now >= agenda.wrap_up_due_s and not agenda.is_wrapping_up:
            return self._wrap_up(agenda.go_to_last_phase(now), ("",))
        if floor.until is not None and now >= floor.until:
            return self._break_silence()
        return []

    def _break_silence(self) -> list[Action]:
        if self._floor.silence_broken() <= Floor.NUDGES_PER_SILENCE:
            line = self._script.line(self._persona.nudges)
            if line is not None:
                return [self._say(line, Move.NUDGE)]
        return self._goodbye(EndReason.COMPLETED) if self._agenda.is_wrapping_up else self._drop_subject()

    # What the interviewer makes of a turn

    def _take_turn(self, break_in: str = "") -> list[Action]:
        turn, self._turn = self._turn, _CandidateTurn()
        self._turns += 1
        if self._now >= self._agenda.end_due_s:
            return self._goodbye(EndReason.TIME_UP)
        act = turn.act
        was_done, self._was_done = self._was_done, act is Act.DONE
        if act is Act.REPEAT:
            return self._repeat()
        if act is Act.REPHRASE:
            return self._rephrase()
        if act in (Act.WAIT, Act.THINKING):
            return self._give_time()
        if self._agenda.is_wrapping_up:
            return self._close(turn)
        if act is Act.DONE and was_done:
            return self._wrap_up(self._agenda.go_to_last_phase(self._now), ("",))
        if act in (Act.SKIP, Act.DOES_NOT_KNOW):
            return self._drop_subject()
        if act is Act.QUESTION:
            return self._answer_question(turn)
        self._questions_in_a_row = 0
        if act is Act.DONE:
            return self._go_on((self._script.acknowledgement(),))
        answer, _ = self._tell(turn.facts) if turn.asks and turn.facts else ("", Move.TELL_FACT)
        if break_in or answer:
            leads: Sequence[str] = (f"{break_in} {answer}".strip(),)
        else:
            leads = (self._script.acknowledgement(), "")
        return self._follow_up(turn, leads) or self._go_on(leads)

    def _answer_question(self, turn: _CandidateTurn) -> list[Action]:
        self._questions_in_a_row += 1
        in_first_phase = self.phase is self._scenario.phases[0]
        limit = QUESTIONS_IN_A_ROW_AT_FIRST if in_first_phase else QUESTIONS_IN_A_ROW
        answer, move = self._tell(turn.facts)
        if answer and self._questions_in_a_row < limit:
            return [self._say(answer, move, turn.facts[0] if turn.facts else "")]
        self._questions_in_a_row = 0
        back = self._script.line(self._persona.back_to_you, (answer,)) or answer
        leads = tuple(dict.fromkeys((back, answer)))
        return self._follow_up(turn, leads) or self._go_on(leads)

    def _tell(self, asked: Sequence[str]) -> tuple[str, Move]:
        """Word the answer to a question about these facts; an empty string where nothing is left to say."""
        persona = self._persona
        facts = [self._facts[fact_id] for fact_id in asked]
        locked = [
            fact
            for fact in facts
            if fact.id in self._locked or ConductRule.HIDDEN_CONSTRAINT in self._conduct.broken_by(fact.text)
        ]
        new = [fact for fact in facts if fact not in locked and fact.id not in self._told]
        if new:
            return " ".join(self._tell_fact(fact) for fact in new[:FACTS_AT_ONCE]), Move.TELL_FACT
        if locked:
            return self._script.line(persona.not_yet) or "", Move.DOES_NOT_KNOW
        if facts:
            return " ".join(fact.text for fact in facts[:FACTS_AT_ONCE]), Move.REPEAT
        lines = persona.cannot_say if self._agenda.is_wrapping_up else persona.does_not_know
        return self._script.line(lines) or "", Move.DOES_NOT_KNOW

    def _tell_fact(self, fact: Fact) -> str:
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
        self._gave_time = False
        self._floor.to_interviewer(self._now)
        return [Say(self._last_asked.text, Move.REPEAT, self._last_asked.subject)]

    def _rephrase(self) -> list[Action]:
        line = self._script.line(self._probe.question) if self._probe else None
        return [self._say(line, Move.PROBE, self._probe.id)] if line and self._probe else self._repeat()

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
        if self._positions.status(probe.criterion) is Status.MET:
            self._follow_ups_left = 0
            line = self._challenge(probe, leads) if observed and observed[0].status is Status.MET else None
            move = Move.CHALLENGE_NUMBER
        else:
            self._follow_ups_left -= 1
            if observed and observed[0].status is Status.DEFERRED:
                line, move = self._script.line(probe.if_deferred, leads), Move.PRESS_DEFERRAL
            else:
                quote = quotable(observed[1]) if observed else None
                line, move = self._script.line(probe.if_vague, leads, quote=quote), Move.PRESS_VAGUE
        return [self._say(line, move, probe.id)] if line else []

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
                    line = self._script.line(phase.enter, leads)
                    if line and phase.invites:
                        self._probe = None
                        return [*actions, self._say(line, Move.ENTER_PHASE, phase.id)]
                    leads = (line, "") if line else leads
                case Reveal(constraint):
                    self._conduct.reveal(constraint, [self._facts[fact].text for fact in constraint.reveals])
                    self._locked.difference_update(constraint.reveals)
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

    def _with_call_back(self, criterion: str, leads: Sequence[str]) -> tuple[str, ...]:
        """Put a way back to the candidate's own passing words before a question they bear on."""
        said_in, quote = self._quotes.get(criterion, (self._turns, ""))
        just_now = said_in >= self._turns - 1
        if just_now or self._positions.status(criterion) is not Status.VAGUE:
            return tuple(leads)
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
        answer, move = self._tell(turn.facts) if turn.asks else ("", Move.WRAP_UP)
        is_remark = turn.act is Act.ANSWER and turn.words >= CLOSING_REMARK_WORDS
        if move is Move.REPEAT:
            return [self._say(answer, move, self.phase.id)]
        if answer or is_remark:
            line = self._script.line(self._persona.more_questions, (answer,))
            if line is not None:
                return [self._say(line, move, self.phase.id)]
        return self._goodbye(EndReason.COMPLETED)

    def _goodbye(self, reason: EndReason) -> list[Action]:
        line = self._script.line(self._persona.farewell)
        farewell: list[Action] = [self._say(line, Move.FAREWELL)] if line else []
        return [*farewell, self._end(reason)]

    def _end(self, reason: EndReason) -> EndInterview:
        self.is_over = True
        return EndInterview(reason)

    def _say(self, text: str, move: Move, subject: str = "") -> Say:
        say = Say(text, move, subject)
        self._conduct.said(text)
        self._gave_time = move is Move.GIVE_TIME
        if "?" in text or move in (Move.OPEN, Move.ENTER_PHASE, Move.WRAP_UP):
            self._last_asked = say
        self._floor.to_interviewer(self._now)
        return say
