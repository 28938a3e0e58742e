"""How far a clause is the candidate's own position: denied, put off, hedged, asked or taken back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from simulator.evidence.addressed import rhetorical
from simulator.evidence.clauses import Clause, clauses
from simulator.evidence.deferral import deferrals, dismissals
from simulator.evidence.echo import FUNCTION_WORDS, content_words, echo
from simulator.evidence.normalise import Normalised, normalise

_NEGATED = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|hardly|refuse to|instead of"
    r"|rather than)\b"
)
_BOUND = re.compile(
    r"\b(?:no|not) (?:more|less|longer|later|fewer|worse|higher|lower|slower|sooner|earlier|above|below"
    r"|over|under)\b"
    r"|\bnot (?:(?:ever|to|be|have to) )*(?:exceed|surpass|take (?:any )?(?:longer|more)|cost (?:us )?more"
    r"|go|get|drop|fall|rise"
    r"|slip|sink|climb|pass|wait (?:any )?(?:longer|more)|last longer|be (?:more|longer|slower|higher|lower"
    r"|less|fewer|worse"
    r"|above|below|over|under|larger|bigger|smaller|later))\b"
    r"|\bnot (?:only|just|simply|least|to mention)\b|\bno (?:doubt|matter|problem|question|worries|wonder)\b"
    r"|\bwhether or not\b|\bor not\b|\bwhy not\b|\bif not\b|\bnot [^,.;!?]{1,40}? (?:without|unless|until"
    r"|before)\b"
    r"|\bnothing [^,.;!?]{1,40}? (?:without|unless|until|before)\b|\bno one\b|\bcan not (?:wait|help)\b"
    r"|\bnot without\b"
    r"|\bnot [^,.;!?]{1,30}? (?:more|less|longer|fewer|higher|lower|slower|worse) than\b"
)
"""Words of denial that set a bound or a condition: "not more than two seconds", "not without a signature"."""

_HEDGED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|conceivably|hopefully|ideally|somehow|might|i guess"
    r"|i suppose|supposedly)\b"
    r"|\b(?:sort|kind) of\b|\bsome (?:sort|kind|form|type) of\b|\bsomething (?:like|along|similar|in that)\b"
    r"|\b(?:it|that|this|which|all) (?:all |really |very much |would )?depends?\b|\bdepend(?:s|ing)? on\b"
    r"|\b(?:would|will|should|could|might|need to|have to|want to|must) (?:(?:probably|also|first|then"
    r"|have to|need to|want to|like to|certainly|definitely) )*"
    r"(?:think about|look at|look into|consider|explore|investigate|evaluate options|see what|see whether"
    r"|see how|see if|keep an eye|be careful|"
    r"be mindful|take care of|deal with|discuss|brainstorm|figure out|find out|work out|play with"
    r"|experiment)\b"
    r"|\bnot (?:\w+ )?(?:sure|certain)\b|\b(?:do|would|did|could) not (?:really |exactly |actually )?know\b"
    r"|\bno idea\b|\bhard to (?:say|tell)\b"
    r"|\b(?:or|and) (?:something|whatever|so on|anything|things? like that|stuff)\b|\bin (?:principle"
    r"|theory)\b|\bto be (?:defined|decided|determined|seen|agreed)\b"
    r"|\bas (?:\w+ ){1,2}as (?:possible|we can|it gets|necessary|needed)\b|\b(?:we|you|one|i"
    r"|they) could\b(?! not)|\bin some (?:way|form)\b|\bone way or another\b"
    r"|\bof some (?:sort|kind)\b|\b(?:reasonable|appropriate|sensible|suitable|adequate|acceptable"
    r"|decent)\b|\b(?:fast|good|quick|cheap) enough\b"
    r"|\bshould be (?:fine|okay|good|alright|enough|possible)\b|\b(?:open|no strong) (?:mind|opinion"
    r"|to suggestions)\b"
)
_ABOUT_A_NUMBER = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|i guess|i suppose|presumably|something like|sort of|kind of"
    r"|ideally|hopefully|say|might be|should be|"
    r"or so|or thereabouts)\b(?:,| (?:a|an|at|of|about|around|like|under|below|within|in|to|two|up|be|it is"
    r"|roughly|over|above))* ?[$€£]?[0-9]"
)
"""A hedge on a number only makes it approximate."""

_COMPANIES = (
    r"netflix|google|amazon|uber|airbnb|meta|facebook|microsoft|openai|stripe|spotify|tesla|apple|twitter"
    r"|linkedin|tiktok|bytedance|"
    r"alibaba|salesforce|ibm|deloitte|mckinsey|accenture|klarna|zalando|booking|shopify|walmart|nvidia"
    r"|paypal|instagram|youtube|duolingo"
)
_FIRM = (
    r"(?:company|companies|job|employer|place|team|firm|startup|start-up|bank|role|project|life|client|gig"
    r"|workplace|department|position|"
    r"hospital|insurer|agency|shop|organi[sz]ation|lab|university|thesis|internship|product)"
)
_ELSEWHERE = re.compile(
    rf"\b(?:at|in|from|with|for|during) (?:my|our|the|a|an|his|her|their|another) (?:\w+ )?(?:last|previous"
    rf"|former|old|first|prior|past|ex|earlier|"
    rf"other|different|current) (?:\w+ )?{_FIRM}\b|\b(?:my|our|a) (?:last|previous|former|prior|ex"
    rf"|old)[- ]{_FIRM}\b"
    rf"|\b(?:my|the) last (?:\w+ )?{_FIRM}\b|\banother (?:\w+ )?{_FIRM}\b"
    rf"|\bmy (?:former|old|last|previous|ex)[- ](?:boss|manager|colleagues?|director|professor|lead|cto)\b"
    rf"|\bin my (?:thesis|phd|internship|studies|time (?:at|in)|days (?:at|in))\b"
    rf"|\b(?:when|while|where|back when) i (?:was|worked|used to work|still worked) (?:at|in|for|with)\b"
    rf"|\bi (?:once|used to) \w+"
    rf"|\bi (?:worked|was) (?:at|for) (?:a |an )?\w+"
    rf"|\bback (?:at|in) (?:my|20[0-9][0-9]|the (?:days?|old|bank|firm))\b"
    rf"|\b(?:a|my|one|some) (?:good |old |former |close )?(?:friend|cousin|brother|sister|nephew|niece"
    rf"|uncle|ex-colleague|former colleague|flatmate|roommate)\b"
    rf"|\b(?:friend|colleague|client|buddy|mate)s? of mine\b"
    rf"|\b(?:{_COMPANIES}) (?:do|does|did|uses|used|has|have|had|runs|ran|built|builds|shipped|solved|went"
    rf"|keeps|kept|measures?|measured|pays|paid|"
    rf"caps?|always|famously|apparently|published|they|people|engineers)\b"
    rf"|\b(?:at|like|how|what|over at|the way) (?:{_COMPANIES})\b(?! (?:scale|speed))"
    rf"|\b(?:i|we) (?:read|heard|saw) (?:\w+ ){{0,4}}?(?:that|about|of|where|how|in|on) (?:a|an|one|some"
    rf"|the|another|\w+ where)\b"
    rf"|\b(?:there is|there was|i know|i knew|i know of) (?:a|an|one|this|another) (?:\w+ )?{_FIRM}\b"
    r"(?= (?:that|which|where|in|who|i|we|called|near)\b)"
    rf"|\b(?:a|the|our|one|your) competitors? (?:of (?:ours|yours) )?(?:do|does|did|has|had|uses|used|went"
    rf"|launched|built)\b"
    rf"|\bat the (?:\w+ )?{_FIRM} (?:it|there|they|we|each|every|the|he|she)\b"
    rf"|\bthere (?:it|they|we|he|she) (?:was|were|had|did|used|made|measured|got|ran)\b"
    rf"|\b(?:was|were|had|did|[a-z]{{3,}}ed) [^.,;:!?]{{0,40}}\b(?<!out )(?<!in )there(?=[,.;!?]|$)"
)
_PAST = re.compile(
    r"\b(?:they|he|she|we|it|i|there) (?:all |also |always |even |just |only |then |first |never )?(?:was"
    r"|were|had|did|made|used|wanted|took|got|built|ran|kept|put|said|"
    r"wrote|went|came|gave|found|knew|saw|thought|told|cost|paid|held|sat|led|began|chose|(?:have"
    r"|has) (?:taken|made|done|found|had|been|built|"
    r"used|led|\w+ed)|[a-z]{2,}ed)\b"
)
_PAST_TENSE = re.compile(r"\b(?:was|were|had|did|[a-z]{3,}ed)\b")
_BARE_DENIAL = re.compile(
    r"(?:(?:and|but|so|well|also),? )*(?:(?:there (?:is|are|will be)|(?:we|i|you|it) (?:have|has|need|see|set"
    r"|want)|with) )?(?:no|zero|not any|without any?) (?:[\w-]+ ){0,6}[\w-]+[.,;:!?]*"
    r"|(?:(?:and|but|so),? )*(?:nobody|no one|nothing|none)(?: [\w-]+){1,6}[.,;:!?]*"
    r"|(?:(?:and|but|so),? )*(?:i|we|it) (?:do|does|will|would|can|is|are|am) not(?: [\w-]+){1,6}[.,;:!?]*"
)
"""A clause that only denies: "no rate limits", "nobody owns it", "we do not test anything"."""
_CONDITIONAL = re.compile(r"(?:unless|until|without|before)\b")
_REASON = re.compile(r"(?:because|since|as|so that|so|unless|until|before|without|that is|they are|it is)\b")

_PRESENT = re.compile(r"\b(?:is|are|do|does|has|have|will|can|you|i|we)\b")
_WE_PAST = re.compile(
    r"\b(?:i|we) (?:all |also |always |even |just |only |then |first |never )?(?:cut|put|set|let|hit|split"
    r"|made|took|got|built|ran|kept|went|gave|chose|paid|sent|held|lost|spent|brought|bought|broke|sold|wrote|found)\b"
)
"""After a bare "at my last company," even verbs that look the same in the present are told of then."""
_SUBJECT = re.compile(r"\b(?:i|we|you|they|he|she|it|who|that)\b|^(?:unlike|like|as|compared)\b")
_OTHERS_PAST = re.compile(
    r"\b(?:was|were|had|did)\b(?! you)|\b(?:it|they|he|she|which|(?:the|their) (?:[\w-]+ ){1,3}?)(?:fell"
    r"|left|made|took|got|built|ran|kept|went|gave|chose|paid|sent|held|lost|spent|caught|brought|bought|grew|threw|broke|sold"
    r"|told|[a-z]{3,}ed)\b"
)
"""What goes on with a story after a question of the interviewer's, where a bare number would be an answer."""
_THEY_PAST = re.compile(
    r"(?:^|[.;,:!?] |\band |\bbut |\bthere |\b(?:in|at) (?:the )?[\w-]{1,20} )(?:they|he|she) (?:all |also "
    r"|always |even |just |only |then "
    r"|first |never )?(?:was|were|had|did|made|took|got|built|ran|kept|put|said|wrote|went|gave|chose|paid"
    r"|fell|left|sent|held|lost|spent|caught|brought|bought|grew|threw|broke|sold|met|told|thought"
    r"|(?:have|has) (?:taken|made|done|had|built|used|led)"
    r"|(?!(?:need|feed|speed|proceed|succeed|exceed|embed|seed|shed|bleed|heed|breed)\b)[a-z]{2,}ed)\b"
)
_HERE = re.compile(
    r"\b(?:here|for (?:you|us|this|our|ours|your)|your|our case|in this (?:case|design|project|system)"
    r"|today|now|same (?:here|thing|way)|"
    r"the same|(?:i|we) (?:would|will|am|are|can|should|do|want|need|take|pick|keep|set|store|use|have|go"
    r"|start|cap)\b|let us|my (?:design|plan|target|budget|proposal)|"
    r"this (?:system|design|assistant|product|one))"
)
"""What brings a story back to the design at hand."""

_HYPOTHETICAL = re.compile(
    r"\bif (?:i|we|you|it|they|there|one|somebody|money|somehow|only) (?:really |only |ever |just )?(?:had"
    r"|were|was|wanted|could|did|might|knew)\b"
    r"|\b(?:you|one|somebody|people|someone) could\b(?! not)|\b(?:i|we|you|one|they) (?:could|would|might"
    r"|should) (?:also )?have (?!to\b|a\b|an\b|the\b|one\b|some\b|our\b|two\b|[0-9])"
    r"\w+|\b(?:imagine|in theory|theoretically|in an ideal world|in a perfect world|with unlimited"
    r"|hypothetically)\b"
    r"|\bi (?:considered|thought about|was (?:about|going) to|had in mind|wanted to say)\b"
)
_CONDITION = re.compile(
    r"\bif (?:i|we|you|it|they|there|money|somehow) (?:really |only |ever |just )?(?:had|were|knew|wanted)\b"
)

_TAKES_BACK = re.compile(
    r"\b(?:scrap|scratch|strike|cancel|withdraw) (?:that|it|this|what|all)\b|\bcross (?:that|it|this) out\b"
    r"|(?<!people )(?<!ers )(?<!they )(?<!not )(?<!never )(?<!to )(?<!we )(?<!you )"
    r"(?<!will )\bforget (?:that|it|what i"
    r"|everything i|the (?:thing|part|bit))\b"
    r"|\bignore (?:that|what i (?:said|just))\b|\b(?:no|oh|well|sorry|actually|and|but),? wait\b(?! (?:in"
    r"|for|at|on|of|list|time))"
    r"|\bwait,? no\b|\bactually,? (?:no|scrap|forget|not|wait)\b"
    r"|\bno,? (?:actually|hang on|hold on|scrap|scratch|sorry|let me (?:think|rephrase|correct))\b"
    r"|\bi (?:would |want to |have to |must )?(?:take (?:that|it|this) back|withdraw|retract|correct myself"
    r"|change my mind|changed my mind|misspoke|was wrong"
    r"|said (?:that|it) wrong|did not mean)\b|\bon (?:second thoughts?|reflection)\b|\bi take back\b"
    r"|\bnever ?mind(?=[.,;!]|$| that| it)"
    r"|\blet me (?:rephrase|correct|restate|take that back|change that|revise)\b"
    r"|\bbut (?:actually )?no\b(?=[,.]|$| wait| hang)|\bor rather,? (?:no|not)\b"
    r"|\b(?:actually|no),? (?:actually,? )?(?:no,? )?(?:forget|scrap|scratch|drop|strike) the \w+"
)
_TAKES_BACK_ABOUT = re.compile(
    r"\b(?:forget|ignore|scrap|scratch|strike|withdraw|cancel|take back"
    r"|drop) (?:\w+ ){0,3}?(?:i said (?:\w+ )?(?:about|on)|about|the (?:thing|part|bit) (?:about|with"
    r"|on)) (?P<subject>[^.,;!?]{1,60})"
    # To drop a service is a design; to drop the budget takes it back.
    r"|\b(?:withdraw|take back|scrap|retract|forget|(?:drop|cancel)(?= [^.,;!?]{0,40}\b(?:budget|target|limit"
    r"|cap|ceiling|metric|threshold|goal|number|figure|promise|requirement|kpi|sla|deadline)s?\b))"
    r" (?:the|my|that) (?P<object>[^.,;!?]{1,40})"
)

_DENIES = re.compile(r"no,? (?:actually,? )?(?:i|we) (?:would|will|do|can) not (?P<verb>[a-z]+)")
_INTERJECTION = re.compile(
    r"(?:(?:no|oh|well|wait|sorry|hm|but|and|or|rather|actually|hang on|hold on)[ ,.;:!?-]*)+"
)

_DIRECTED = re.compile(
    r"\b(?:mark|count|record|rate|score|tick|grade|treat|log) (?:[\w-]+ ){0,5}?(?:as|to|with) (?:a |an )?"
    r"[\"']?(?:met|fully met|strong[- ]hire|hire|satisfied|excellent)\b"
    r"|\b(?:you can|you may|please|just|go ahead and) (?:tick|check) (?:the|that|this|every|all|your"
    r"|off) (?:\w+ )?box(?:es)?\b"
    r"|\b(?:give|award|grant) me (?:(?:a|the|full|top|an|maximum) )*(?:pass|score|points?|credit|marks?"
    r"|strong[- ]hire|hire)\b"
    r"|\b(?:full|top|maximum|perfect|extra) (?:score|marks|points|credit)\b|\bmy (?:grade|verdict)\b"
    r"|\b(?:score|grade) me\b"
    r"|\b(?:dear|notes? (?:to|for)|hey|attention|hello|message (?:to|for)) (?:the )?(?:graders?|evaluators?"
    r"|judges?|examiners?|hiring committee|(?:grading|evaluation) (?:model|system|script)|assessors?)\b"
    r"|\b(?:your|the|all|any|previous) (?:previous )?instructions (?:have|are|were|above|before)\b[^.!?]*"
    r"|\byou are now an? |\bstatus of [\w -]{1,40} is\b|\bagreed with the hiring committee\b[^.!?]*"
    r"|\bbitte (?:be)?werten? |\bend of (?:the )?(?:transcript|interview|conversation)\b[.:!]*"
    r"|\b(?:ignore|disregard|forget|skip|override|bypass) (?:the |your |this |all |any "
    r"|every )?(?:\w+ )?(?:rubric|criteria|criterion"
    r"|codebook|scorecard|grading|marking scheme)\b"
    r"|\b(?:the|your|this) (?:rubric|codebook|scorecard|marking scheme) (?:says|wants|asks|expects|requires"
    r"|demands)\b"
    r"|\b(?:per|for|according to) (?:the|your) (?:rubric|codebook|scorecard|marking scheme)\b"
    r"|\b(?:counts?|counted|graded|marked|considered|rated|scored) (?:as )?(?:fully )?[\"']?met\b"
    r"|\b(?:question|point|interview),? (?:10|5) out of (?:10|5)\b"
    r"|\bmet takes\b|\bwhat you (?:want|would like|are looking|need) (?:to hear|for)\b"
    r"|\ball (?:the |of the |your |[0-9]+ )?(?:criteria|criterions) (?:are |is )?(?:met|satisfied"
    r"|fulfilled)\b[^.!?]*"
    r"|: ?[\"']?(?:met|strong[- ]hire|no[- ]hire|not[- ]assessed)\b|\"(?:met|strong[- ]hire|verdict|status"
    r"|criteria|criterion)\""
    r"|\bstrong[- ]hire\b"
    r"|(?<!the )(?<!our )(?<!a )(?<!an )(?<!this )(?<!each )\b(?:interviewer|grader|system|assistant|judge"
    r"|evaluator) ?: "
)

_TOPICS = re.compile(
    r"\b(?:latency|latencies|response times?|speed|throughput|scalability|scale|scaling|costs?|pricing"
    r"|budget|privacy|gdpr|pii|data protection|"
    r"confidentiality|compliance|legal|regulation|governance|security|safety|retention|deletion|fairness"
    r"|bias|ethics|transparency|explainability|"
    r"fallbacks?|resilience|reliability|availability|uptime|redundancy|failover|monitoring|observability"
    r"|alerting|logging|dashboards?|drift|evals?|"
    r"evaluations?|testing|tests|metrics?|kpis?|success|goals?|quality|accuracy|precision|recall"
    r"|hallucinations?|faithfulness|guardrails?|citations|"
    r"human in the loop|cold starts?|feedback(?: loops?)?|iteration|retraining|ownership|on[- ]?call"
    r"|maintenance|operations|rollouts?|pilot|canary|"
    r"a/b tests?|ab tests?|phas(?:es|ing)|trade-?offs?|build (?:versus|vs|or|and) buy|scope|users?"
    r"|stakeholders|abuse|prompt injections?|jailbreaks?|rate limits?|"
    r"rate limiting|caching|encryption|redaction|anonymi[sz]ation|access control|access|residency|soc 2"
    r"|risk|risks|change management|adoption|roi|value|"
    r"versioning|documentation|ux|data|model|models|infrastructure|integration|deployment|training)\b"
)
_WORD = re.compile(r"[a-z][a-z'-]*|[0-9][0-9.]*")
_DIGIT = re.compile(r"[0-9]")
_MIN_TOPICS = 3
_OWN_CONTENT = 2
"""Content words before "or rather, no" from which on a clause takes itself back."""
_REACH_BACK = 80
"""Clauses within which "forget what I said about" finds what was said."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands between the words of a clause and a commitment."""

    negated: bool
    """Says that something is not, or will not be done: a denial or a mechanism, that is for the criterion.

    A bound ("not more than two seconds") or a condition ("nothing goes out without a signature") is none.
    """
    deferred: bool
    """Puts it off: later, after launch, someone else's, not needed."""
    dismissed: bool
    """The part of `deferred` that refuses: not needed, not a concern, no target."""
    hedged: bool
    """Does not commit: might, somehow, we would think about, it depends. "Maybe thirty" is a number, not a
    hedge."""
    question: bool
    """Asks the interviewer."""
    rhetorical: bool
    """Has the form of a question that the candidate answers, or only repeats."""
    elsewhere: bool
    """Tells of another company, project or person, or goes on telling of it."""
    hypothetical: bool
    """Imagines what is not proposed: "if we had", "one could", "I could have"."""
    echo: float
    """Share of its content words that come from the interviewer's question just before, 0 to 1."""
    retracts: bool
    """Takes back what was said before: "scrap that", "actually, no"."""
    retracted: bool
    """A later clause of the same text takes it back."""
    denies: bool
    """Does nothing but deny, and gives no reason: "no rate limits", "nobody owns it"."""
    directed: bool
    """Speaks to the grader or interviewer about the score: "mark this as met"."""
    listing: bool
    """Names three subjects or more with next to nothing said of them."""

    @property
    def stands(self) -> bool:
        """The candidate says it of this design and leaves it standing; it may be denied or deferred."""
        return not (
            self.question
            or self.rhetorical
            or self.elsewhere
            or self.retracts
            or self.retracted
            or self.directed
            or self.listing
        )


@dataclass(frozen=True, slots=True)
class Scoped:
    """A clause with its scope."""

    clause: Clause
    scope: Scope


def scoped(
    text: str | Normalised, question: str | Normalised = "", telling: bool = False
) -> tuple[Scoped, ...]:
    """Return the clauses of `text` with their scope; `question` is what the interviewer said just before.

    `telling` tells that the candidate's last words before it were a story from elsewhere.
    """
    return _scoped(normalise(text), normalise(question), telling)


@lru_cache(maxsize=16)
def _scoped(view: Normalised, question: Normalised, telling: bool) -> tuple[Scoped, ...]:
    # who told it and what it says are asked apart, mostly of the same words
    found = clauses(view)
    marks = _Marks(view.text, found)
    asked_words = content_words(question.text)
    answered = rhetorical(found, question)
    retracts = marks.of(_TAKES_BACK) | marks.of(_TAKES_BACK_ABOUT) | _denials(found)
    retracted = _retracted(found, retracts)
    elsewhere = _elsewhere(found, marks, telling)
    dismissed = marks.at(dismissals(view.text))
    deferred = marks.at(deferrals(view.text)) | dismissed
    hedged = marks.of(_HEDGED) - marks.of(_ABOUT_A_NUMBER)
    hypothetical = _hypothetical(found, marks)
    directed = marks.of(_DIRECTED)
    return tuple(
        Scoped(
            clause,
            Scope(
                negated=_is_negated(clause.text) and not _has_condition(found, at),
                deferred=at in deferred,
                dismissed=at in dismissed,
                hedged=at in hedged,
                question=clause.asks and at not in answered,
                rhetorical=at in answered,
                elsewhere=at in elsewhere,
                hypothetical=at in hypothetical,
                echo=echo(clause.text, asked_words),
                retracts=at in retracts,
                retracted=at in retracted,
                denies=_only_denies(found, at),
                directed=at in directed,
                listing=_is_listing(clause.text),
            ),
        )
        for at, clause in enumerate(found)
    )


class _Marks:
    """Where patterns occur, by clause; a pattern may reach from one clause into the next."""

    def __init__(self, text: str, found: Sequence[Clause]) -> None:
        self._text = text
        self._starts = [clause.at for clause in found]

    def of(self, pattern: re.Pattern[str]) -> set[int]:
        """Return the indices of the clauses that an occurrence touches."""
        return self.at(match.span() for match in pattern.finditer(self._text))

    def at(self, places: Iterable[tuple[int, int]]) -> set[int]:
        """Return the indices of the clauses that one of the places touches."""
        marked: set[int] = set()
        for start, end in places:
            first = max(0, bisect_right(self._starts, start) - 1)
            marked.update(range(first, max(first + 1, bisect_left(self._starts, end))))
        return marked


def _has_condition(found: Sequence[Clause], at: int) -> bool:
    """Tell whether a clause is denied only until or unless what the next one says."""
    following = found[at + 1 : at + 2]
    return any(c.sentence == found[at].sentence and _CONDITIONAL.match(c.text) for c in following)


def still_telling(said: Sequence[Scoped]) -> bool:
    """Tell whether an utterance ends in a story from elsewhere: nothing after it comes back to the design."""
    told = [at for at, item in enumerate(said) if item.scope.elsewhere]
    return bool(told) and not any(_HERE.search(item.clause.text) for item in said[told[-1] + 1 :])


def _only_denies(found: Sequence[Clause], at: int) -> bool:
    """Tell whether a clause denies and neither says why nor holds a number or a condition."""
    words = found[at].text
    if not _BARE_DENIAL.fullmatch(words) or _DIGIT.search(words) or _BOUND.search(words):
        return False
    following = found[at + 1 : at + 2]
    return not any(c.sentence == found[at].sentence and _REASON.match(c.text) for c in following)


def _is_negated(words: str) -> bool:
    return _NEGATED.search(_BOUND.sub(" ", words)) is not None


def _is_listing(words: str) -> bool:
    if _DIGIT.search(words):
        return False
    topics = {match.group() for match in _TOPICS.finditer(words)}
    if len(topics) < _MIN_TOPICS:
        return False
    rest = [word for word in _WORD.findall(_TOPICS.sub(" ", words)) if word not in FUNCTION_WORDS]
    return len(rest) <= len(topics)


def _retracted(found: Sequence[Clause], retracts: set[int]) -> set[int]:
    result: set[int] = set()
    itself: set[int] = set()
    words = [content_words(clause.text) for clause in found] if retracts else []
    for at in sorted(retracts):
        about = _TAKES_BACK_ABOUT.search(found[at].text)
        if about:
            subject = content_words(about.group("subject") or about.group("object") or "")
            matching = {i for i in range(max(0, at - _REACH_BACK), at) if subject & words[i]}
            if matching or about.group("object"):
                result |= matching
                continue
        takes_back = _TAKES_BACK.search(found[at].text)
        if takes_back and len(content_words(found[at].text[: takes_back.start()])) >= _OWN_CONTENT:
            itself.add(at)
        elif at - 1 not in retracts:
            result |= _said_last(found, at, result | retracts)
    return (result - retracts) | itself


def _said_last(found: Sequence[Clause], at: int, taken_back: set[int]) -> set[int]:
    """Return the clauses that "scrap that", said at `at`, takes back: of its sentence, else of the last."""
    before = range(max(0, at - 8), at)
    said = [i for i in before if i not in taken_back and not _INTERJECTION.fullmatch(found[i].text)]
    own = {i for i in said if found[i].sentence == found[at].sentence}
    return own or {i for i in said if found[i].sentence == found[said[-1]].sentence}


def _denials(found: Sequence[Clause]) -> set[int]:
    """Return the clauses that deny what the sentence before them said: "I'd ask. No, I wouldn't ask"."""
    denials: set[int] = set()
    for at, (clause, following) in enumerate(pairwise(found)):
        denied = _DENIES.match(f"{clause.text} {following.text}")
        if denied and at and found[at - 1].sentence != clause.sentence:
            before = [c.text for c in found[max(0, at - 8) : at] if c.sentence == found[at - 1].sentence]
            if denied["verb"] in " ".join(before).split():
                denials.add(at)
    return denials


def _elsewhere(found: Sequence[Clause], marks: _Marks, telling: bool) -> set[int]:
    """Return the clauses of a story from elsewhere, until the words come back to the design.

    `telling` tells that the candidate was in the middle of one when they last spoke.
    """
    opened = marks.of(_ELSEWHERE) | marks.of(_THEY_PAST)
    result = set(opened)
    begun = False
    for at, clause in enumerate(found):
        words = clause.text
        if at in opened:
            telling = begun = True
        elif telling and _HERE.search(words) and not _PAST.search(words):
            telling = begun = False
        elif begun and (_PAST_TENSE.search(words) or not _PRESENT.search(words)):
            result.add(at)
        elif begun and found[at - 1].sentence == clause.sentence and at - 1 in result:
            # "At my last company, we cut": after a bare place even such verbs tell of then.
            if _WE_PAST.search(words) and not _SUBJECT.search(found[at - 1].text):
                result.add(at)
        elif telling and _OTHERS_PAST.search(words):
            result.add(at)
    return result


def _hypothetical(found: Sequence[Clause], marks: _Marks) -> set[int]:
    result = marks.of(_HYPOTHETICAL)
    for at in marks.of(_CONDITION):
        # What follows from an imagined condition is imagined too.
        if at + 1 < len(found) and found[at + 1].sentence == found[at].sentence:
            result.add(at + 1)
    return result
