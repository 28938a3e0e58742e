"""How a judge's answers and the rules' statuses become one scorecard, without asking anybody itself.

The rules say what is beyond dispute, the judge what they cannot read. A status rises above the rules' only by
words of the candidate that could earn it (`admission`), and only if the judge, shown those words alone beside
two passages that do not earn it, gives it to them and not to the others: a judge that calls everything met,
or follows an order found in the transcript, raises nothing. It is asked the same way before what the rules
found is lost. Where the two still differ on what decides the verdict, two of three votes settle it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace

from simulator.content.rubric import Criterion, Rubric
from simulator.content.scenario import Probe
from simulator.evidence.observation import Status
from simulator.grading.admission import Admission
from simulator.grading.judge_prompts import MENU, PASSAGES, Prompt, fenced, first_look, repair, second_look
from simulator.grading.judge_replies import Answer, Checked, UnusableError, check, passages
from simulator.grading.scorecard import CriterionGrade, Judgement, Quote, Raised, Scorecard, Verdict
from simulator.grading.verdict import verdict
from simulator.transcript import Transcript

TOGETHER = 4
"""Criteria asked about in one call: the transcript is read a quarter as often as with one, and each is still
answered by itself."""
VOTES = 3
_RANK = (Status.MISSING, Status.DEFERRED, Status.VAGUE, Status.MET)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No reply came."""

    reason: str


Outcome = str | Unanswered
"""The judge's reply, or why there is none."""
Round = Generator[tuple[Prompt, ...], Sequence[Outcome], None]
"""Yields questions that may be asked at the same time, takes their outcomes in the same order."""
Rounds = Generator[tuple[Prompt, ...], Sequence[Outcome], Scorecard | Unanswered]
"""Round after round, to the scorecard, or why the judge gave no usable answer at all."""


@dataclass(slots=True)
class _Opinion:
    """Where the judge stands on one criterion."""

    answer: Answer | None = None
    fault: str = ""
    """Why there is no answer."""
    overruled: str = ""
    """Why the rules' status stands all the same."""
    votes: str = ""
    """How the votes went, where there were any."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a second look is to show."""

    passage: str
    """The name of the quote among the passages."""
    status: Status
    rises: bool
    """The quote is the judge's, for more than the rules hold; else the rules', which the judge overlooked."""


def judging(
    transcript: Transcript, rubric: Rubric, rules: Scorecard, model: str, probes: tuple[Probe, ...] = ()
) -> Rounds:
    """Ask round by round and return the scorecard.

    `rules` is what the rules grader made of the same transcript, and what is returned where there is too
    little to judge. Red flags, signal and noise, delivery and timing stay the rules' in any case.
    """
    if rules.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return rules
    return (yield from _Judging(transcript, rubric, rules, model, probes).rounds())


class _Judging:
    def __init__(
        self,
        transcript: Transcript,
        rubric: Rubric,
        rules: Scorecard,
        model: str,
        probes: tuple[Probe, ...],
    ) -> None:
        self._transcript = transcript
        self._rubric = rubric
        self._rules = rules
        self._model = model
        self._admission = Admission(transcript, rubric, probes)
        self._told = fenced(transcript, self._admission)
        self._by_rules = {grade.id: grade for grade in rules.criteria}
        self._opinions = {criterion.id: _Opinion() for criterion in rubric.criteria}

    def rounds(self) -> Rounds:
        yield from self._first_looks()
        faults = [opinion.fault for opinion in self._opinions.values() if opinion.answer is None]
        if len(faults) == len(self._opinions):
            return Unanswered(Counter(faults).most_common(1)[0][0])
        yield from self._second_looks()
        yield from self._votes()
        return self._scorecard()

    # Round by round

    def _first_looks(self) -> Round:
        criteria = self._rubric.criteria
        groups = [criteria[at : at + TOGETHER] for at in range(0, len(criteria), TOGETHER)]
        prompts = tuple(first_look(self._told, group) for group in groups)
        outcomes = yield prompts
        repairs: list[tuple[Prompt, list[Criterion]]] = []
        for group, prompt, outcome in zip(groups, prompts, outcomes, strict=True):
            if isinstance(outcome, Unanswered):
                self._note(group, Checked(faults={c.id: outcome.reason for c in group}))
                continue
            checked = check(outcome, [c.id for c in group], self._transcript)
            self._note(group, checked)
            if checked.faults:
                wrong = [c for c in group if c.id in checked.faults]
                repairs.append((repair(prompt, outcome, checked.faults, wrong), wrong))
        if not repairs:
            return
        outcomes = yield tuple(prompt for prompt, _ in repairs)
        for (_, wrong), outcome in zip(repairs, outcomes, strict=True):
            if not isinstance(outcome, Unanswered):
                self._note(wrong, check(outcome, [c.id for c in wrong], self._transcript))

    def _note(self, criteria: Iterable[Criterion], checked: Checked) -> None:
        for criterion in criteria:
            opinion = self._opinions[criterion.id]
            answer = checked.answers.get(criterion.id)
            opinion.answer = answer and self._of_whole_clauses(answer)
            opinion.fault = checked.faults.get(criterion.id, "")

    def _of_whole_clauses(self, answer: Answer) -> Answer:
        if answer.status is Status.MISSING:
            return answer
        start, end = self._admission.whole(answer.turn, answer.start, answer.end)
        return replace(answer, start=start, end=end)

    def _second_looks(self) -> Round:
        """See to it that no status rises, and nothing said is overlooked, on the judge's word alone."""
        looks: list[tuple[_Opinion, Prompt, _Look]] = []
        for place, criterion in enumerate(self._rubric.criteria):
            opinion, held = self._opinions[criterion.id], self._by_rules[criterion.id]
            answer = opinion.answer
            if answer is None or answer.status is held.status:
                continue
            rises = _RANK.index(answer.status) > _RANK.index(held.status)
            if rises:
                opinion.overruled = self._admission.refusal(
                    criterion.id, answer.status, answer.turn, answer.start, answer.end
                )
                if opinion.overruled:
                    continue
                status, quote = answer.status, self._quoted(answer)
            elif held.evidence and answer.turn <= held.evidence[0].turn:
                status, quote = held.status, held.evidence[0]
            else:
                continue  # taken back later, by the judge's quote
            at = place % len(PASSAGES)
            question = self._transcript.question_before(quote.turn)
            prompt = second_look(criterion, question, quote.text, at, status)
            looks.append((opinion, prompt, _Look(PASSAGES[at], status, rises)))
        if not looks:
            return
        outcomes = yield tuple(prompt for _, prompt, _ in looks)
        for (opinion, _, look), outcome in zip(looks, outcomes, strict=True):
            doubt = _doubt(outcome, look)
            if look.rises:
                opinion.overruled = doubt
            elif not doubt:
                opinion.overruled = f"shown those words alone, the judge calls them {look.status} too"

    def _votes(self) -> Round:
        voted: set[str] = set()
        while deciding := [c for c in self._deciding() if c not in voted]:
            voted.update(deciding)
            ballots = [
                (criterion, (*MENU[turned:], *MENU[:turned]))
                for criterion in deciding
                for turned in range(1, VOTES)
            ]
            outcomes = yield tuple(
                first_look(self._told, [self._rubric.criterion(criterion)], menu)
                for criterion, menu in ballots
            )
            cast: dict[str, list[Answer]] = {criterion: [] for criterion in deciding}
            for (criterion, _), outcome in zip(ballots, outcomes, strict=True):
                if not isinstance(outcome, Unanswered):
                    answers = check(outcome, [criterion], self._transcript).answers
                    cast[criterion] += map(self._of_whole_clauses, answers.values())
            for criterion, further in cast.items():
                self._count(criterion, further)

    def _count(self, criterion: str, further: Sequence[Answer]) -> None:
        opinion, held = self._opinions[criterion], self._by_rules[criterion].status
        assert opinion.answer is not None
        cast = [opinion.answer, *further]
        status, count = Counter(answer.status for answer in cast).most_common(1)[0]
        elected = next(answer for answer in cast if answer.status is status)
        opinion.votes = f"voted {', '.join(answer.status for answer in cast)}"
        if count <= VOTES // 2:
            opinion.overruled = "no two of its votes agree"
        elif elected is not opinion.answer and _RANK.index(status) > _RANK.index(held):
            opinion.overruled = "its votes contradict its first answer"
        else:
            opinion.answer = elected

    def _deciding(self) -> list[str]:
        """Return the criteria on which the judge's word against the rules' makes the verdict another.

        Each does by itself, or, where none does, all of them do together.
        """
        statuses = {criterion: self._status(criterion) for criterion in self._opinions}
        differing = [
            criterion
            for criterion, status in statuses.items()
            if status is not Status.NOT_ASSESSED
            and (status is Status.MET) is not (self._by_rules[criterion].status is Status.MET)
        ]
        flags = [flag.id for flag in self._rules.red_flags]
        held = verdict(statuses, flags)[0]

        def changes(criteria: Iterable[str]) -> bool:
            instead = {criterion: self._by_rules[criterion].status for criterion in criteria}
            return verdict({**statuses, **instead}, flags)[0] is not held

        alone = [criterion for criterion in differing if changes([criterion])]
        return alone or (differing if changes(differing) else [])

    # What comes of it

    def _status(self, criterion: str) -> Status:
        opinion = self._opinions[criterion]
        if opinion.answer is None:
            return Status.NOT_ASSESSED
        return self._by_rules[criterion].status if opinion.overruled else opinion.answer.status

    def _scorecard(self) -> Scorecard:
        criteria = tuple(self._grade(criterion.id) for criterion in self._rubric.criteria)
        decision, arithmetic = verdict(
            {grade.id: grade.status for grade in criteria}, [flag.id for flag in self._rules.red_flags]
        )
        return replace(
            self._rules,
            grader=replace(self._rules.grader, name=f"{self._rules.grader.name}+{self._model}"),
            criteria=criteria,
            verdict=decision,
            arithmetic=arithmetic,
        )

    def _grade(self, criterion: str) -> CriterionGrade:
        opinion, held = self._opinions[criterion], self._by_rules[criterion]
        answer = opinion.answer
        if answer is None:
            why = f"the judge gave no usable answer: {opinion.fault}"
            judgement = Judgement(Status.NOT_ASSESSED, held.status, "", why)
            return CriterionGrade(criterion, Status.NOT_ASSESSED, None, None, None, (), why, judgement)
        judgement = Judgement(answer.status, held.status, answer.why, _settled(opinion, held.status))
        if opinion.overruled or (answer.status is held.status and self._is_weaker(criterion, answer)):
            return replace(held, judgement=judgement)
        if answer.status is Status.MISSING:
            reason = "the judge finds nothing on it"
            return CriterionGrade(criterion, answer.status, None, None, None, (), reason, judgement)
        return CriterionGrade(
            id=criterion,
            status=answer.status,
            raised=held.raised if answer.status is held.status else self._raised(criterion, answer.turn),
            turn=answer.turn,
            at=self._transcript.turns[answer.turn].start,
            evidence=(self._quoted(answer),),
            reason="judge",
            judgement=judgement,
        )

    def _is_weaker(self, criterion: str, answer: Answer) -> bool:
        """Tell whether the rules' quote for the status that both give is the better one."""
        if answer.status is Status.MISSING:
            return True
        place = answer.turn, answer.start, answer.end
        return bool(self._admission.refusal(criterion, Status.VAGUE, *place))

    def _raised(self, criterion: str, turn: int) -> Raised:
        return Raised.PROMPTED if self._admission.was_asked(criterion, turn) else Raised.UNPROMPTED

    def _quoted(self, answer: Answer) -> Quote:
        turn = self._transcript.turns[answer.turn]
        return Quote(answer.turn, turn.start, turn.text[answer.start : answer.end])


def _doubt(outcome: Outcome, look: _Look) -> str:
    """Return why a second look does not show that the quote earns its status, or nothing where it does."""
    if isinstance(outcome, Unanswered):
        return f"it could not be asked again: {outcome.reason}"
    try:
        given = passages(outcome, PASSAGES)
    except UnusableError as error:
        return f"asked again, it gave no usable answer: {error}"
    needed = _RANK.index(Status.MET if look.status is Status.MET else Status.DEFERRED)
    if _RANK.index(given.pop(look.passage)) < needed:
        return f"shown the quote alone, the judge does not call it {look.status}"
    if any(_RANK.index(status) >= needed for status in given.values()):
        return "shown words beside it that earn nothing of the kind, the judge gives it to those as well"
    return ""


def _settled(opinion: _Opinion, held: Status) -> str:
    """Tell how judge and rules were settled; nothing where they agree and were never at odds."""
    if opinion.overruled:
        stands = f"the rules' status stands, because {opinion.overruled}"
        return "; ".join(filter(None, (stands, opinion.votes)))
    if opinion.votes:
        return opinion.votes
    return "" if opinion.answer is None or opinion.answer.status is held else "the judge's status is taken"
