"""Where sentences and clauses begin and end, with or without punctuation, and which of them ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.word_list import word_list

_TOKEN = re.compile(r"[^\s,;:.!?()\"]+(?:[.:][0-9a-z]+)*|[,;:.!?()\"]")
_ABBREVIATIONS = word_list("e.g i.e vs approx dr mr mrs ms prof fig cf inc ltd u.s u.k a.m p.m v")
_ENDS = frozenset(".!?")
_PAUSES = frozenset(',;:()"-')
_MARKS = _ENDS | _PAUSES
_RUN_ON = 25
"""Words of a sentence without a comma from which on its punctuation is taken to be missing."""

_NOMINATIVES = word_list("i we they he she")
_PRONOUNS = word_list(
    "anything you it that this there these those who nobody everybody everyone somebody someone nothing "
    "everything anyone anybody one both"
)
_ARTICLES = word_list("the a an our my your their his her its")
_AUXILIARIES = word_list(
    "is are was were am be been has have had do does did will would can could should may might must shall "
    "cannot"
)
_VERBS = word_list(
    "get gets got go goes went come comes came take takes took make makes made run runs ran use uses used "
    "keep keeps kept see sees saw know knows say says said want wants need needs think thinks pay pays cost "
    "costs cut cuts let lets put puts read reads send sends sent store stores hold holds held sit sits stay "
    "stays stand stands fall falls fell drop drops rise rises help helps work works decide decides decided "
    "own owns look looks ask asks start starts stop stops build builds built buy buys rent rents train "
    "trains call calls answer answers return returns write writes wrote show shows happen happens happened "
    "mean means meant matter matters become becomes give gives gave tell tells told find finds found lose "
    "loses win wins leave leaves left live lives begin begins bring brings carry carries catch catches "
    "check checks choose chooses count counts depend depends end ends exist exists expect expects fail "
    "fails feel feels fit fits follow follows handle handles hit hits keep land lands last lasts like likes "
    "measure measures open opens page pages pick picks reach reaches receive receives remove removes sees "
    "serve serves ship ships sign signs switch switches touch touches try tries turn turns wait waits wins"
)
_ADVERBS = word_list("just also only then never always really still")
_NOT_VERBS = word_list(
    "and or but so because if when while in on at to from with for of by as than then now later again too "
    "well here back up down out off only first daily weekly all both each every the a an our my your their "
    "his her its this that these those i we they he she you it there not no never or just also very more "
    "less fast faster slow slower cheap cheaper hard easy after before until under over without within "
    "between through through into onto about directly there together separately anyway instead twice once "
    "today tomorrow yesterday either"
)
_NO_VERB_HERE = _NOT_VERBS | _MARKS
_CONNECTORS = word_list(
    "and but or so then also now okay yes no well because if when whenever while whereas although though "
    "unless until since once otherwise else still plus yet however actually right maybe perhaps basically "
    "honestly first second finally next anyway obviously of course sure where as soon only even here today"
)
_CONDITIONS = word_list("if when whenever while once")
_SUBJECTS = _NOMINATIVES | _PRONOUNS | _ARTICLES
_OPENERS = word_list("but because whereas although though unless otherwise however whereby")
"""A clause begins with these wherever they stand."""
_NEW_STATEMENT = word_list("so okay then but and now also plus")
_TAGS = word_list("right okay correct yes no eh")
"""With a question mark these ask for no more than a nod."""
_TIMED = word_list("if when whenever while once until since after before")
"""A clause begins with these where a verb follows."""
_STOPS_SEARCH = _MARKS | _NOMINATIVES | _OPENERS | _TIMED | word_list("to that which who")
_JOINERS = word_list("and or so then plus yet")
"""A clause begins with these where a subject and its verb follow."""
_PREPOSITIONS = word_list(
    "to for of with by in on at from into onto over under per than as between through during against within "
    "without about around beyond past below above like before after until since"
)
_APART = word_list("not no never without except rather instead unlike which whose")
"""After a pause these begin a part with a meaning of its own: "the small one, not the large one"."""
_TAKES_BACK = re.compile(
    r"(?:(?:well|but|and|actually|oh|sorry|or) )*(?:(?:actually|no|wait|hang on|hold on|sorry) )*"
    r"(?:(?:scrap|scratch|strike|forget|cancel|ignore|withdraw) (?:that|it|this|what i)"
    r"|no (?:wait|actually|hang on|hold on)"
    r"|actually (?:no|wait|not)|wait no|i take (?:that|it) back|on second thoughts?|never mind)\b"
)
_FIRST_TAKING_BACK = word_list(
    "well but and actually oh sorry or no wait hang hold scrap scratch strike forget cancel ignore withdraw "
    "i on never"
)
_LAST_TAKING_BACK = word_list("that it wait no back on thought thoughts mind")
_TOOK_BACK = re.compile(
    r"(?:(?:scrap|scratch|strike|forget|cancel|ignore|withdraw) (?:that|it)|no wait|wait no|actually no"
    r"|that back|hang on|hold on|second thoughts?|never mind)"
)
_INTERJECTIONS = word_list(
    "yes no okay right sure well so oh ah hello hi thanks great good fine alright exactly correct "
    "absolutely true and but now look hm thank you"
)
_LEADS_TO_CLAUSE = word_list(
    "think thinks thought say says said saying know knows guess hope believe assume suppose expect mean "
    "means sure bet feel wish told tell tells that whether if because when while as than what how who where "
    "why which whose unless until since once although though where like and or but so then let make makes "
    "until before after to for of with by in on at from about thing things way everything anything all "
    "something part reason time moment day one ones stuff afraid ensure see agree decide imagine claim "
    "argue swear promise until"
)
"""A subject right after one of these belongs to the clause that is going on."""

_WH = word_list("who whose whom what which how where why when")
_EXACTLY = word_list(
    "exactly precisely actually really else typically usually currently specifically roughly"
)
"""Between a question word and its question."""
_INDIRECT = re.compile(
    r"\b(?:i|we) (?:would |just |first |really |still |also |do |should |must )*"
    r"(?:(?:(?:like|need|want|have|love|wanted) to |must |should )(?:first )?"
    r"(?:know|understand|learn|find out|check|hear)|"
    r"(?:(?:like|need|want|have|love|wanted) to |must |should )?(?:first )?(?:ask|clarify|wonder))"
    r"(?: (?:you|also|first|something|one thing|about))?:? "
    r"(?:who|whose|what|which|how|where|why|whether|is|are|do|does)\b"
    r"|\b(?:tell me|let me ask|(?:may|can|could) i ask|(?:could|can) you tell|help me understand|remind me)\b"
    r"|\b(?:my|a|one|first|another|second|quick|next) (?:\w+ )?question(?: is| to you| for you|:)"
    r"|\bi (?:would like|need) to (?:know|understand|hear|learn) (?:about )?(?:the|your|their|our|more)\b"
    r"|\bi (?:am|was) (?:wondering|curious)\b|\bi wonder\b"
)
_UPSPEAK = re.compile(
    r"\b(?:i|we) (?:(?:would|will|might|could|also|just|then|probably|definitely) )*"
    r"(?:would|will|might|say|think|guess|mean|suppose|go|take|pick|keep|use|want|put|start|leave|have to)\b"
    r"|^(?:(?:so|and|or|like|what|well|okay|yes|no),? )*(?:maybe|probably|perhaps|say|about|around|under)\b"
)
"""A statement with a question mark, as unsure speakers end theirs: "so I'd say ninety-five?"."""
_ASKED = word_list(
    "the a an your our my their this that these those there it you we i they he she anyone anybody any"
)
_STATES_ITSELF = re.compile(r"what (?:\w+ ){1,6}(?:is|was|are)\b")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text as said: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement, question or aside."""

    text: str
    """In the form `normalise` gives, without surrounding space: for matching, never for quoting."""
    at: int
    """Where it begins in the normalised text: `view.text[at:at + len(text)]` is `text`."""
    start: int
    end: int
    """`source[start:end]` is the clause as said."""
    sentence: int
    """Index of its sentence in the text."""
    asks: bool
    """It has the form of a question: a question mark, or the word order of one."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def sentences(text: str | Normalised) -> tuple[Span, ...]:
    """Return the sentences in order, without surrounding space; together they hold every word.

    A long stretch without punctuation is split where a new statement seems to begin.
    """
    view = normalise(text)
    return tuple(
        Span(*view.span(tokens[0].start, tokens[-1].end)) for tokens in _sentences(_tokens(view.text))
    )


def clauses(text: str | Normalised) -> tuple[Clause, ...]:
    """Return the clauses in order; each lies within one sentence, and together they hold every word."""
    return _clauses(normalise(text))


@lru_cache(maxsize=16)
def _clauses(view: Normalised) -> tuple[Clause, ...]:
    # everything that reads an answer asks for its clauses
    found: list[Clause] = []
    for index, tokens in enumerate(_sentences(_tokens(view.text))):
        parts = _parts(tokens, _is_run_on(tokens))
        asking = _asking(parts)
        for part, asks in zip(parts, asking, strict=True):
            at, end = part[0].start, part[-1].end
            found.append(Clause(view.text[at:end], at, *view.span(at, end), index, asks))
    return tuple(found)


def has_question_form(words: Sequence[str]) -> bool:
    """Tell a question by its word order: "how many do we", "is it for", "tell me who"."""
    words = [word for word in words if word not in _MARKS]
    at = 0
    while at < len(words) - 1 and words[at] in _CONNECTORS and words[at] not in ("if", "when", "where", "as"):
        at += 1
    words = words[at : at + 12]
    if len(words) < 2:
        return words == ["why"]
    line = " ".join(words)
    if _INDIRECT.search(line) or line.startswith(("what about", "how about", "what if")):
        return True
    first, second = words[0], words[1]
    if first in _WH:
        return _wh_question(words)
    if first in ("for", "in", "on", "at", "to", "by", "with", "from") and second in _WH:
        return _wh_question(words[1:])
    if first in ("should", "had", "were"):
        # "should it fail, we roll back" is a condition
        return first == "should" and second in ("i", "we")
    return (
        first in _AUXILIARIES
        and first not in ("be", "been")
        and second in _ASKED
        and words[1:3] != ["that", "said"]
    )


def asks_outright(words: str) -> bool:
    """Tell whether normalised words say that they ask: "can I ask", "I need to know who", "tell me"."""
    return _INDIRECT.search(words) is not None


def _wh_question(words: Sequence[str]) -> bool:
    words = [word for at, word in enumerate(words) if at != 1 or word not in _EXACTLY]
    if len(words) < 2:
        return True
    first, second = words[0], words[1]
    if second in _AUXILIARIES:
        if first in ("when", "where", "which"):
            return len(words) > 2 and words[2] in _ASKED
        return not (first == "what" and _STATES_ITSELF.match(" ".join(words[2:])))
    if first in ("who", "what", "which") and (
        second in _VERBS or (second.endswith("s") and "".join(words[2:3]) not in _AUXILIARIES)
    ):
        # "Who pays decides", "what matters is speed": the question is the subject of a statement.
        return not any(word in ("is", "was", "we", "i") for word in words[2:]) and not _is_verb(
            "".join(words[2:3])
        )
    if first == "what" and second in _NOMINATIVES:
        # "What I would do is a pilot": whoever asks says "what would I".
        return False
    if first == "how" and second in ("many", "much") and len(words) > 2:
        # "How many tickets come in a day" asks; "how many tickets come in decides" does not.
        verbs = [word for word in words[2:] if _is_verb(word)]
        if len(verbs) == 1 and verbs[0] not in _AUXILIARIES:
            return True
    if first in ("whose", "which", "what", "how"):
        return not any(_is_verb(word) for word in words[1:]) or any(
            word in _AUXILIARIES and later in _ASKED for word, later in pairwise(words[2:8])
        )
    return False


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _sentences(tokens: Sequence[_Token]) -> list[Sequence[_Token]]:
    """Split at full stops, and what has none where a new statement seems to begin."""
    found: list[Sequence[_Token]] = []
    start = 0
    says = False
    for at, token in enumerate(tokens):
        says = says or token.text not in _MARKS
        if says and (at + 1 == len(tokens) or _closes(tokens, at)):
            found.extend(_statements(tokens[start : at + 1]))
            start, says = at + 1, False
    if start < len(tokens) and found:
        # Nothing but marks is left: they belong to the last sentence.
        found[-1] = [*found[-1], *tokens[start:]]
    elif start < len(tokens):
        found.append(tokens[start:])
    return found


def _closes(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether a sentence ends with the token at `at`, which is not the last."""
    token, following = tokens[at], tokens[at + 1]
    glued = following.start == token.end
    if following.text == "," or (glued and following.text in _ENDS | {'"', ")"}):
        return False
    if token.text in ('"', ")"):
        return (
            not glued
            and following.text not in _JOINERS
            and at > 0
            and tokens[at - 1].text in _ENDS
            and tokens[at - 1].end == token.start
        )
    return token.text in _ENDS and not _abbreviates(tokens, at)


def _abbreviates(tokens: Sequence[_Token], at: int) -> bool:
    if tokens[at].text != "." or at == 0:
        return False
    before = tokens[at - 1]
    if before.text == "no":
        return at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit()
    return before.text in _ABBREVIATIONS and before.end == tokens[at].start


def _is_run_on(tokens: Sequence[_Token]) -> bool:
    pauses = sum(token.text in _PAUSES for token in tokens)
    return len(tokens) > _RUN_ON * (pauses + 1) or (
        pauses == 0 and len(tokens) > 10 and tokens[-1].text not in _ENDS
    )


def _statements(tokens: Sequence[_Token]) -> list[Sequence[_Token]]:
    if not _is_run_on(tokens):
        return [tokens]
    found: list[Sequence[_Token]] = []
    start = 0
    says = awaits = False
    for at, token in enumerate(tokens):
        if says and at - start >= 4 and at + 2 < len(tokens):
            if token.text in _NEW_STATEMENT and not awaits:
                new = tokens[at - 1].text not in _CONNECTORS and _subject_at(
                    tokens, _past_connectors(tokens, at)
                )
            else:
                new = _bare_start(tokens, at)
            if new and awaits:
                awaits = False
            elif new:
                found.append(tokens[start:at])
                start, says = at, False
            elif _takes_back(tokens, start, at):
                found.append(tokens[start:at])
                start, says, awaits = at, False, False
        says = says or _is_verb(token.text)
        # "If it is slow we fail over": what begins after a condition completes it.
        awaits = awaits or (token.text in _TIMED and _verb_within(tokens, at + 1, 7))
    found.append(tokens[start:])
    return found


def _parts(tokens: Sequence[_Token], run_on: bool) -> list[Sequence[_Token]]:
    """Split one sentence into clauses."""
    parts: list[Sequence[_Token]] = []
    start = 0
    for at in range(1, len(tokens)):
        after_pause = tokens[at - 1].text in _PAUSES
        if tokens[at].text in _MARKS or not _has_word(tokens, start, at):
            continue
        if tokens[at - 1].text == ";" or _begins(tokens, start, at, after_pause, run_on):
            opened = tokens[at - 1].text in ('"', "(") and tokens[at - 1].end == tokens[at].start
            cut = at - 1 if opened and at - 1 > start else at
            parts.append(tokens[start:cut])
            start = cut
    parts.append(tokens[start:])
    return parts


def _has_word(tokens: Sequence[_Token], start: int, stop: int) -> bool:
    return any(tokens[at].text not in _MARKS for at in range(start, min(stop, start + 4)))


def _begins(tokens: Sequence[_Token], start: int, at: int, after_pause: bool, run_on: bool) -> bool:
    """Tell whether a clause begins at `at`, the one before having begun at `start`."""
    word = tokens[at].text
    before = tokens[at - 1].text
    if _takes_back(tokens, start, at):
        return True
    if after_pause:
        if _only_interjections(tokens, start, at):
            # "No, two seconds": the denial is of what was said before. "So, two seconds" is one.
            return any(token.text == "no" for token in tokens[start:at])
        if word in _APART or _is_tag(tokens, at):
            return True
        return (
            _subject_at(tokens, _past_connectors(tokens, at))
            or word in _OPENERS
            or has_question_form([token.text for token in tokens[at : at + 8]])
        )
    if at - start < 2 or before in _CONNECTORS:
        return False
    if word in _OPENERS:
        return True
    if word in _TIMED:
        follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
        has_subject = word in _CONDITIONS and follows in _SUBJECTS
        return (has_subject or _verb_within(tokens, at + 1, 7)) and before not in (
            "as",
            "even",
            "and",
            "or",
            "such",
            "soon",
            "long",
            "well",
        )
    if word in _JOINERS:
        return _subject_at(tokens, _past_connectors(tokens, at))
    return (
        run_on
        and at - start >= 4
        and _bare_start(tokens, at)
        and any(_is_verb(token.text) for token in tokens[max(start, at - 30) : at])
    )


def _takes_back(tokens: Sequence[_Token], start: int, at: int) -> bool:
    """Tell whether "scrap that" and the like begin at `at`, or ended right before it."""
    word = tokens[at].text
    before = [token.text for token in tokens[max(start, at - 4) : at] if token.text not in _PAUSES]
    ended = before[-1:] and before[-1] in _LAST_TAKING_BACK and _TOOK_BACK.fullmatch(" ".join(before[-2:]))
    if ended and word not in ("that", "what", "no", "actually"):
        return True
    if word not in _FIRST_TAKING_BACK:
        return False
    line = " ".join(token.text for token in tokens[at : at + 9] if token.text not in _PAUSES)
    return _TAKES_BACK.match(line) is not None and not (before and _TAKES_BACK.match(f"{before[-1]} {line}"))


def _past_connectors(tokens: Sequence[_Token], at: int) -> int:
    stop = min(at + 4, len(tokens) - 1)
    while at < stop and (tokens[at].text in _CONNECTORS or tokens[at].text == ","):
        at += 1
    return at


def _subject_at(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether a subject with its verb stands at `at`."""
    word = tokens[at].text
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word in _NOMINATIVES:
        return following not in ("", ".", "?", "!")
    if word in _PRONOUNS and following and following not in _NO_VERB_HERE:
        return (
            word in ("you", "it", "there", "who")
            or _is_verb(following)
            or (following[-1] == "s" and len(following) > 3)
        )
    if word == "let" and following in ("us", "me"):
        return True
    return word not in _PAUSES and _verb_within(tokens, at + 1, 5)


def _is_verb(word: str) -> bool:
    return word in _AUXILIARIES or word in _VERBS


def _verb_within(tokens: Sequence[_Token], at: int, reach: int) -> bool:
    for index in range(at, min(at + reach, len(tokens))):
        word = tokens[index].text
        if word in _STOPS_SEARCH:
            return False
        # "The cost" and "our use" are nouns.
        if _is_verb(word) and tokens[index - 1].text not in _ARTICLES:
            return True
    return False


def _bare_start(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether a statement begins at `at` though neither a pause nor a connector says so."""
    word, before = tokens[at].text, tokens[at - 1].text
    if (
        (before in _LEADS_TO_CLAUSE and not (before in _PRONOUNS and word in _ARTICLES))
        or before in _AUXILIARIES
        or before in _ARTICLES
        or before in _PAUSES
    ):
        return False
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if word in _NOMINATIVES:
        return _is_verb(following) or following in _ADVERBS
    if word == "let":
        return following == "us"
    if word in _PRONOUNS and word not in ("one", "both", "who"):
        return following in _AUXILIARIES or (
            word not in ("it", "you", "that", "this") and following in _VERBS
        )
    # "We keep nothing the session is dropped": a noun phrase with its verb, straight after another statement.
    return (
        word in ("the", "our", "your", "my", "a", "each", "every")
        and before not in _VERBS
        and before not in _PREPOSITIONS
        and any(token.text in _AUXILIARIES for token in tokens[at + 2 : at + 4])
        and _verb_within(tokens, at + 2, 2)
    )


def _only_interjections(tokens: Sequence[_Token], start: int, at: int) -> bool:
    words = tokens[start:at] if at - start < 8 else ()
    return bool(words) and all(token.text in _INTERJECTIONS or token.text in _PAUSES for token in words)


def _is_tag(tokens: Sequence[_Token], at: int) -> bool:
    return tokens[at].text in _TAGS and at + 1 < len(tokens) and tokens[at + 1].text == "?"


def _asking(parts: Sequence[Sequence[_Token]]) -> list[bool]:
    """Tell for each clause of a sentence whether it asks."""
    forms = [has_question_form([token.text for token in part]) for part in parts]
    if parts[-1][-1].text in (".", "!"):
        # Punctuation says that it is none; "I need to know who reads it." asks all the same.
        return [
            form and asks_outright(" ".join(token.text for token in part))
            for form, part in zip(forms, parts, strict=True)
        ]
    if not any(token.text == "?" for token in parts[-1][-3:]):
        return forms
    if True not in forms:
        # "We already have labels?" asks; "we use a queue, right?" and "so I'd say ninety-five?" do not.
        statement = _UPSPEAK.search(" ".join(token.text for part in parts for token in part))
        return [not (statement or _is_tag(parts[-1], 0))] * len(parts)
    first = forms.index(True)
    return [at >= first or part[0].text in _TIMED for at, part in enumerate(parts)]
