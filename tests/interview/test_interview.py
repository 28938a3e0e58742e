"""How the interviewer behaves, as scripts of events and actions."""

from __future__ import annotations

import pytest

from simulator.evidence.observation import Act, Ending, Quantity, QuantityKind, Status
from simulator.evidence.sentences import sentences
from simulator.interview.actions import (
    EndInterview,
    EndReason,
    EnterPhase,
    Move,
    NoticeKind,
    ShowNotice,
)
from simulator.interview.events import (
    CandidateCommanded,
    CandidateLeft,
    CandidateStarted,
    CandidateStopped,
    Command,
    Departure,
    InterviewStarted,
    TimePassed,
)
from simulator.interview.floor import Holder
from simulator.interview.interview import Interview
from tests.interview.playbook import ACKNOWLEDGED, Playbook, Said
from tests.interview.small import PERSONA, SCENARIO, interview, said

MET, VAGUE, DEFERRED = Status.MET, Status.VAGUE, Status.DEFERRED
METRIC_MET = {"success-metric": (MET, "four hours")}


def opened(**options: bool) -> Playbook:
    play = Playbook(interview(**options))
    return (
        play
        >> InterviewStarted()
        << EnterPhase("clarify")
        << Said(Move.OPEN, holding="Hello there. Design something")
    )


def designing() -> Playbook:
    """The candidate has been asked to walk through the design."""
    play = opened() >> said("Success is four hours.", observed=METRIC_MET)
    return play << EnterPhase("design") << Said(Move.ENTER_PHASE, "design", "Walk me through it.")


def test_asks_first_what_the_persona_presses_first() -> None:
    with designing() as play:
        play >> said("There is an index and a model.") << Said(Move.PROBE, "speed")


def test_does_not_ask_what_was_met_unprompted() -> None:
    with designing() as play:
        play >> said("Answers in two seconds.", observed={"latency-target": (MET, "two seconds")})
        play << Said(Move.PROBE, "cost")


def test_presses_a_vague_answer_with_its_own_words_within_the_budget() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        vague = said("It will be pretty fast.", observed={"latency-target": (VAGUE, "pretty fast")})
        play >> vague << Said(Move.PRESS_VAGUE, "speed", 'You said "It will be pretty fast"')
        play >> vague << Said(Move.PRESS_VAGUE, "speed", "Press speed firmly?")
        play >> vague << Said(Move.PROBE, "cost")


def test_the_same_words_are_quoted_once() -> None:
    lines = ('You said "{quote}". So what?', 'And "{quote}" means what?', "Press firmly?")
    probes = tuple(probe.model_copy(update={"if_vague": lines}) for probe in SCENARIO.probes)
    play = Playbook(Interview(SCENARIO.model_copy(update={"probes": probes}), PERSONA, seed=1))
    play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
    play >> said("Something.") << Said(Move.PROBE, "metric")
    for quoted in (True, False):
        play >> said("Users will be happy.", observed={"success-metric": (VAGUE, "Users will be happy.")})
        play << Said(Move.PRESS_VAGUE, "metric")
        assert ('"Users will be happy"' in play.said[-1].text) is quoted


def test_who_answers_something_else_and_has_something_to_say_is_pressed_once() -> None:
    priced = said("Five cents a query.", observed={"cost-target": (MET, "Five cents a query")})
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        play >> priced << Said(Move.PRESS_VAGUE, "speed")
        play >> priced << Said(Move.REVEAL_CONSTRAINT)


def test_a_design_told_already_is_not_asked_for() -> None:
    design = " ".join(["success is four hours, and an index feeds a model which answers"] * 3)
    with opened() as play:
        play >> said(design, observed=METRIC_MET, proposes_at=25)
        play << EnterPhase("design") << Said(Move.PROBE, "speed")


def test_challenges_a_deferral() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        play >> said("We tune that later.", observed={"latency-target": (DEFERRED, "later")})
        play << Said(Move.PRESS_DEFERRAL, "speed", "Why is speed for later?")


def test_does_the_sum_with_the_candidates_price_and_the_volume_it_told() -> None:
    with designing() as play:
        (
            play
            >> said("How many is it?", Act.QUESTION, facts=("volume",))
            << Said(Move.TELL_FACT, "volume", "40,000")
        )
        (
            play
            >> said("Two seconds.", observed={"latency-target": (MET, "Two seconds")})
            << Said(Move.PROBE, "cost")
        )
        price = Quantity(QuantityKind.MONEY_PER_UNIT, 0.05, "USD/query", "", 0, 18)
        play >> said(
            "Five cents a query.", observed={"cost-target": (MET, "Five cents a query")}, quantities=(price,)
        )
        play << Said(
            Move.CHALLENGE_NUMBER,
            "cost",
            "Five cents a query and 40,000 queries a day is about $60,000 a month. Who pays for that?",
        )


def test_challenges_the_number_where_there_is_nothing_to_sum() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        limit = Quantity(QuantityKind.DURATION, 2.0, "s", "", 0, 11)
        answer = said("Two seconds.", observed={"latency-target": (MET, "Two seconds")}, quantities=(limit,))
        play >> answer << Said(Move.CHALLENGE_NUMBER, "speed", "What breaks at two seconds?")
        play >> said("The cache is cold then.") << Said(Move.PROBE, "cost")


def test_calls_back_to_passing_words_before_asking_about_them() -> None:
    with designing() as play:
        play >> said("It runs at low cost.", observed={"cost-target": (VAGUE, "at low cost")})
        play << Said(Move.PROBE, "speed")
        play >> said("Two seconds.", observed={"latency-target": (MET, "Two seconds")})
        play << Said(Move.PROBE, "cost", 'Earlier you said "at low cost"')


def test_calls_back_to_no_question_and_to_no_two_words() -> None:
    asked = said(
        "Who pays, and how much.", Act.QUESTION, observed={"cost-target": (VAGUE, "Who pays, and how")}
    )
    touched = said("It is cheap, mostly.", observed={"cost-target": (VAGUE, "is cheap")})
    for passing in (asked, touched):
        with designing() as play:
            (play >> passing).settle()
            (play >> said("An index.")).settle()
            play >> said("Two seconds.", observed={"latency-target": (MET, "Two seconds")})
            play << Said(Move.PROBE, "cost")
        assert "Earlier you said" not in play.said[-1].text


def test_tells_facts_on_request_and_says_so_when_it_does_not_know() -> None:
    with opened() as play:
        play >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        (
            play
            >> said("How many again?", Act.QUESTION, facts=("volume",))
            << Said(Move.REPEAT, "volume", "40,000")
        )
        play >> said("What colour?", Act.QUESTION) << Said(Move.DOES_NOT_KNOW, "", "Assume what you need")


def test_a_fact_asked_about_again_and_again_is_never_told_twice_in_the_same_words() -> None:
    again = said("How many again?", Act.QUESTION, facts=("volume",))
    with opened() as play:
        play >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        for _ in range(4):
            play >> again << Said(Move.REPEAT, "volume", "We see 40,000 queries a day.")
    assert len({say.text for say in play.said}) == len(play.said)


def test_tells_what_was_told_along_with_what_is_new_only_where_it_is_asked_about_again() -> None:
    fact = SCENARIO.facts[0].model_copy(update={"id": "seats", "text": "There are 900 seats."})
    scenario = SCENARIO.model_copy(update={"facts": (*SCENARIO.facts, fact)})
    for text, told in (("And seats?", "There are 900 seats."), ("And seats? And how many again?", "40,000")):
        play = Playbook(Interview(scenario, PERSONA, seed=1))
        play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
        play >> said("How many?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        play >> said(text, Act.QUESTION, facts=("volume", "seats")) << Said(Move.TELL_FACT, None, told)
        assert ("40,000" in play.said[-1].text) == (told == "40,000")


def test_who_asks_more_in_one_breath_than_is_answered_is_told_to_come_back() -> None:
    texts = {"seats": "There are 900 seats.", "firms": "There are 70 firms.", "desks": "There are 30 desks."}
    facts = tuple(SCENARIO.facts[0].model_copy(update={"id": i, "text": text}) for i, text in texts.items())
    play = Playbook(Interview(SCENARIO.model_copy(update={"facts": facts}), PERSONA, seed=1))
    play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
    play >> said("How many seats, firms and desks?", Act.QUESTION, facts=tuple(texts))
    play << Said(Move.TELL_FACT, "seats", "There are 900 seats. There are 70 firms. Ask the rest again")
    play >> said("How many desks?", Act.QUESTION, facts=("desks",))
    play << Said(Move.TELL_FACT, "desks")
    assert play.said[-1].text == texts["desks"]


def test_what_else_was_asked_and_nobody_knows_is_said_to_be_unknown() -> None:
    with opened() as play:
        play >> said("How many is it? And who reads them?", Act.QUESTION, facts=("volume",))
        play << Said(Move.TELL_FACT, "volume", "We see 40,000 queries a day. The other thing nobody knows")


@pytest.mark.parametrize(
    "text", ["How many is it? Is that fixed?", "May I ask? How many is it?", "How many is it?"]
)
def test_nothing_is_said_of_a_question_that_leans_on_the_one_answered(text: str) -> None:
    with opened() as play:
        play >> said(text, Act.QUESTION, facts=("volume",))
        play << Said(Move.TELL_FACT, "volume")
    assert play.said[-1].text == "We see 40,000 queries a day."


def test_a_fact_asked_about_again_is_told_though_the_words_brush_a_hidden_one() -> None:
    with opened() as play:
        play >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        play >> said("How many, once more?", Act.QUESTION, facts=("volume", "secret"))
        play << Said(Move.REPEAT, "volume", "40,000")
        play >> said("How many for what budget?", Act.QUESTION, facts=("volume", "secret"))
        play << Said(Move.DOES_NOT_KNOW, "volume", "Leave that open")


def test_a_question_for_leave_or_approval_is_left_to_the_candidate() -> None:
    with opened() as play:
        play >> said("Is four hours enough for you?", Act.QUESTION)
        play << Said(Move.DOES_NOT_KNOW, "", "You choose")


def test_who_asks_what_a_question_is_after_gets_it_in_other_words() -> None:
    with opened() as play:
        play >> said("A tool for lawyers it is.") << Said(Move.PROBE, "metric")
        asked = play.said[-1].text
        play >> said("Do you mean in money, or in time?", Act.QUESTION) << Said(Move.PROBE, "metric")
        assert play.said[-1].text != asked
        play >> said("Do you mean how many it is?", Act.QUESTION, facts=("volume",))
        play << Said(Move.TELL_FACT, "volume")


def test_a_candidate_who_offers_to_go_into_something_gets_the_floor() -> None:
    with designing() as play:
        play >> said("An index. Should I go into how it is built?", asks=True)
        play << Said(Move.DOES_NOT_KNOW, "", "You choose")
        play >> said("It is built at night.") << Said(Move.PROBE, "speed")


def test_who_asks_to_move_on_does() -> None:
    with designing() as play:
        play >> said("An index. Can we go to what happens after launch?", asks=True)
        play << Said(Move.PROBE, "speed", "We leave that")


def test_keeps_a_hidden_fact_until_a_constraint_reveals_it() -> None:
    with designing() as play:
        play >> said("What is the budget?", Act.QUESTION, facts=("secret",))
        play << Said(Move.DOES_NOT_KNOW, "secret", "Leave that open")
        play.at(7 * 60) >> said("Two seconds.", observed={"latency-target": (MET, "Two seconds")})
        play << Said(Move.REVEAL_CONSTRAINT, "cut")
        (
            play
            >> said("What is the budget now?", Act.QUESTION, facts=("secret",))
            << Said(Move.TELL_FACT, "secret", "$900")
        )


def test_a_late_constraint_arrives_before_its_phase_is_left() -> None:
    with designing() as play:
        both = {"latency-target": (MET, "two seconds"), "cost-target": (MET, "a cent")}
        play >> said("It takes two seconds and a cent.", observed=both) << Said(Move.REVEAL_CONSTRAINT, "cut")
        play >> said("Drafting goes.") << EnterPhase("deep-dive")
        play << Said(Move.PROBE, "owner", "Down to the details.")


def test_answers_a_question_inside_an_answer_in_the_same_breath_as_the_next_one() -> None:
    with designing() as play:
        play >> said("An index. How many is it?", asks=True, facts=("volume",))
        play << Said(Move.PROBE, "speed", "We see 40,000 queries a day. Question speed")


def test_a_fact_asked_about_again_inside_an_answer_is_told_again() -> None:
    with designing() as play:
        play >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        play >> said("An index. How many was it again?", asks=True, facts=("volume",))
        play << Said(Move.PROBE, "speed", "We see 40,000 queries a day. Question speed")


def test_a_fact_brushed_once_more_inside_an_answer_is_not() -> None:
    with designing() as play:
        play >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        play >> said("However many, an index.", asks=True, facts=("volume",)) << Said(Move.PROBE, "speed")
    assert "40,000" not in play.said[-1].text


def test_what_is_after_a_fact_is_a_question_whatever_its_form() -> None:
    with designing() as play:
        play >> said("An index. What do you know about how many?", facts=("volume",))
        play << Said(Move.PROBE, "speed", "We see 40,000 queries a day. Question speed")


def test_a_question_at_the_end_of_an_answer_is_answered_though_nobody_knows() -> None:
    with designing() as play:
        play >> said("An index. And what colour?", asks=True)
        play << Said(Move.PROBE, "speed", "Assume what you need")


def test_whether_it_made_sense_is_no_such_question() -> None:
    with designing() as play:
        play >> said("An index. Does that make sense?", asks=True, ending=Ending.CLOSING)
        play << Said(Move.PROBE, "speed")
    assert "Assume what you need" not in play.said[-1].text


def test_an_answer_to_a_question_survives_a_change_of_phase_that_asks_as_well() -> None:
    phases = [
        phase.model_copy(update={"enter": ("What breaks down there?",)}) if phase.id == "deep-dive" else phase
        for phase in SCENARIO.phases
    ]
    scenario = SCENARIO.model_copy(update={"phases": tuple(phases)})
    play = Playbook(Interview(scenario, PERSONA, seed=1))
    play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
    play >> said("Success is four hours.", observed=METRIC_MET)
    play << EnterPhase("design") << Said(Move.ENTER_PHASE)
    play.at(11 * 60) >> said("An index.") << Said(Move.REVEAL_CONSTRAINT)
    play >> said("Drop the index. How many is it?", asks=True, facts=("volume",))
    (
        play
        << EnterPhase("deep-dive")
        << Said(Move.PROBE, "speed", "We see 40,000 queries a day. Question speed")
    )


def test_a_candidate_who_only_asks_is_asked_in_turn() -> None:
    with designing() as play:
        for _ in range(2):
            play >> said("And what colour?", Act.QUESTION) << Said(Move.DOES_NOT_KNOW)
        play >> said("And what size?", Act.QUESTION) << Said(Move.PROBE, "speed", "Let me ask")


@pytest.mark.parametrize("act", [Act.SKIP, Act.DOES_NOT_KNOW])
def test_leaves_a_subject_the_candidate_gives_up(act: Act) -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        play >> said("Pass.", act) << Said(Move.PROBE, "cost", "We leave that")


@pytest.mark.parametrize("act", [Act.WAIT, Act.THINKING])
def test_gives_time_without_asking(act: Act) -> None:
    with designing() as play:
        play >> said("One moment.", act) << Said(Move.GIVE_TIME, "", "Take your time")
        assert "?" not in play.said[-1].text


def test_repeats_the_question_not_the_nudge() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        question = sentences(play.said[-1].text)[-1]
        play.at(40) >> TimePassed() << Said(Move.NUDGE)
        play >> said("Again please.", Act.REPEAT) << Said(Move.REPEAT, "speed", question)


def test_repeats_the_question_and_not_the_remark_before_it() -> None:
    with designing() as play:
        play >> said("An index. And what colour?", asks=True)
        play << Said(Move.PROBE, "speed", "Assume what you need")
        play >> said("What was the question?", Act.REPEAT) << Said(Move.REPEAT, "speed", "Question speed")
    assert "Assume" not in play.said[-1].text


@pytest.mark.parametrize("text", ["Could you rephrase that?", "I don't understand the question."])
def test_who_did_not_understand_hears_other_words_at_once(text: str) -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        first = play.said[-1].text
        play >> said(text, Act.REPEAT) << Said(Move.PROBE, "speed", "Question speed")
        assert play.said[-1].text not in first


def test_who_is_lost_is_not_pressed_whatever_their_words_were_taken_for() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        play >> said("I don't understand. Could you put that plainly?")
        play << Said(Move.PROBE, "speed", "Question speed")


def test_what_was_not_understood_twice_is_put_in_other_words() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        first = sentences(play.said[-1].text)[-1]
        play >> said("Again please.", Act.REPEAT) << Said(Move.REPEAT, "speed", first)
        play >> said("I still don't get it.", Act.REPEAT) << Said(Move.PROBE, "speed", "Question speed")
        assert play.said[-1].text not in first


def test_a_press_is_rephrased_as_a_press() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        vague = {"latency-target": (VAGUE, "pretty fast")}
        play >> said("It is pretty fast.", observed=vague) << Said(Move.PRESS_VAGUE, "speed", "pretty fast")
        (
            play
            >> said("What do you mean?", Act.REPHRASE)
            << Said(Move.PRESS_VAGUE, "speed", "Press speed firmly?")
        )


def test_does_not_press_again_who_has_said_it_or_says_more_than_is_understood() -> None:
    vague = {"latency-target": (VAGUE, "pretty fast")}
    longer = "It is the adjusters in the water damage unit who wait for all of it, nobody else."
    for answer in (said("As I said, pretty fast.", observed=vague), said(longer)):
        with designing() as play:
            play >> said("An index.") << Said(Move.PROBE, "speed")
            play >> said("It is pretty fast.", observed=vague) << Said(Move.PRESS_VAGUE, "speed")
            play >> answer << Said(Move.PROBE, "cost")


def test_done_twice_wraps_up_and_no_questions_ends() -> None:
    with designing() as play:
        play >> said("I'm done.", Act.DONE) << Said(Move.PROBE, "speed")
        play >> said("I'm done.", Act.DONE) << EnterPhase("wrap-up") << Said(Move.WRAP_UP, "wrap-up")
        play >> said("No.", Act.DONE) << Said(Move.FAREWELL) << EndInterview(EndReason.COMPLETED)


def test_who_asks_for_the_end_gets_it() -> None:
    with designing() as play:
        play >> said("I really am done, shall we close here?")
        play << EnterPhase("wrap-up") << Said(Move.WRAP_UP, "wrap-up")
        play >> said("No.", Act.DONE) << Said(Move.FAREWELL) << EndInterview(EndReason.COMPLETED)


def test_answers_closing_questions() -> None:
    with designing() as play:
        play >> said("Done.", Act.DONE) << Said(Move.PROBE)
        play >> said("Done.", Act.DONE) << EnterPhase("wrap-up") << Said(Move.WRAP_UP)
        play >> said("How many is it?", Act.QUESTION, facts=("volume",))
        play << Said(Move.TELL_FACT, "wrap-up", "We see 40,000 queries a day. Anything else")
        play >> said("Thanks, bye.") << Said(Move.FAREWELL) << EndInterview(EndReason.COMPLETED)


def test_nudges_twice_then_moves_on() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        for move in (Move.NUDGE, Move.NUDGE, Move.PROBE):
            wake_at = play.interview.wake_at
            assert wake_at is not None
            play.at(wake_at) >> TimePassed() << Said(move)


def test_never_hurries_a_candidate_who_has_begun() -> None:
    with designing() as play:
        play >> CandidateStarted()
        play.at(500) >> TimePassed()
        assert play.interview.floor_holder is Holder.CANDIDATE


def test_wraps_up_on_the_clock() -> None:
    with designing() as play:
        play.at(25 * 60) >> TimePassed() << EnterPhase("wrap-up") << Said(Move.WRAP_UP)
        play.at(30 * 60) >> TimePassed() << Said(Move.FAREWELL) << EndInterview(EndReason.TIME_UP)


def test_lets_a_candidate_finish_their_sentence_at_the_end() -> None:
    with designing() as play:
        play.at(24 * 60) >> CandidateStarted()
        (
            play.at(30 * 60)
            >> TimePassed()
            << ShowNotice(NoticeKind.TIME_UP, "Time is up. Finish your sentence.")
        )
        play.at(31 * 60) >> said("And that is it.") << Said(Move.FAREWELL) << EndInterview(EndReason.TIME_UP)


def test_does_not_wait_for_ever() -> None:
    with designing() as play:
        play.at(24 * 60) >> CandidateStarted()
        play.at(30 * 60) >> TimePassed()
        play.settle()
        play.at(32 * 60) >> TimePassed() << Said(Move.FAREWELL) << EndInterview(EndReason.TIME_UP)


def test_breaks_into_a_monologue_only_at_a_pause_after_its_time_box() -> None:
    with designing() as play:
        play >> CandidateStarted()
        play.at(100) >> said("First of all", yields=False)
        play.at(130) >> said("and furthermore", yields=False) << Said(Move.PROBE, "speed", "Let me stop you")


def test_takes_an_unfinished_turn_after_its_patience() -> None:
    with designing() as play:
        play >> said("So there is an index", yields=False)
        play.at(40) >> TimePassed() << ACKNOWLEDGED << Said(Move.PROBE, "speed")


def test_hints_in_practice_only() -> None:
    with opened(practice=True) as play:
        play >> CandidateCommanded(Command.HINT) << ShowNotice(NoticeKind.HINT, "Find the goal.")
        play >> said("Well.") << Said(Move.PROBE, "metric")
        play >> CandidateCommanded(Command.HINT) << ShowNotice(NoticeKind.HINT, "Hint for metric.")
    with opened() as play:
        play >> CandidateCommanded(Command.HINT)
        play << ShowNotice(
            NoticeKind.NO_HINTS, "No hints in a realistic interview; start with --practice to get them."
        )


def test_commands_skip_repeat_and_end() -> None:
    with designing() as play:
        play >> CandidateCommanded(Command.SKIP) << Said(Move.PROBE, "speed")
        play >> CandidateCommanded(Command.REPEAT) << Said(Move.REPEAT, "speed")
        (
            play
            >> CandidateCommanded(Command.END)
            << Said(Move.FAREWELL)
            << EndInterview(EndReason.CANDIDATE_ENDED)
        )
        play >> said("One more thing.")


@pytest.mark.parametrize(
    ("departure", "reason"),
    [(Departure.INPUT_ENDED, EndReason.INPUT_ENDED), (Departure.INTERRUPTED, EndReason.INTERRUPTED)],
)
def test_a_candidate_who_leaves_ends_it(departure: Departure, reason: EndReason) -> None:
    with opened() as play:
        play >> CandidateLeft(departure) << EndInterview(reason)
        assert play.interview.wake_at is None


def test_a_clock_set_back_changes_nothing() -> None:
    with designing() as play:
        play.at(25 * 60) >> TimePassed() << EnterPhase("wrap-up") << Said(Move.WRAP_UP)
        play.at(10) >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT)


def test_a_line_begun_and_cleared_gives_the_floor_back() -> None:
    with designing() as play:
        play.at(10) >> CandidateStarted()
        play.at(12) >> CandidateStopped()
        assert play.interview.wake_at == 12 + 40


def test_words_before_a_skip_answer_nothing_behind_it() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        play >> said("Pretty fast.", yields=False, observed={"latency-target": (VAGUE, "Pretty fast")})
        play >> CandidateCommanded(Command.SKIP) << Said(Move.PROBE, "cost")
        play.at(40) >> TimePassed() << Said(Move.NUDGE)


def test_a_question_not_understood_is_put_in_other_words() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed", "Question speed")
        first = play.said[-1].text
        play >> said("What do you mean?", Act.REPHRASE) << Said(Move.PROBE, "speed", "Question speed")
        assert play.said[-1].text not in first


def test_a_moment_asked_for_is_given() -> None:
    with designing() as play:
        play >> said("Give me five minutes.", Act.WAIT) << Said(Move.GIVE_TIME)
        assert play.interview.wake_at == 3 * 40


def test_repeat_means_the_question_not_the_fact_told_since() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        question = sentences(play.said[-1].text)[-1]
        play >> said("How many is it?", Act.QUESTION, facts=("volume",)) << Said(Move.TELL_FACT, "volume")
        play >> CandidateCommanded(Command.REPEAT) << Said(Move.REPEAT, "speed", question)


def test_every_later_silence_is_nudged_too() -> None:
    with designing() as play:
        play >> said("An index.") << Said(Move.PROBE, "speed")
        for move in (Move.NUDGE, Move.NUDGE, Move.PROBE, Move.NUDGE):
            play.at(play.interview.wake_at or 0) >> TimePassed() << Said(move)
