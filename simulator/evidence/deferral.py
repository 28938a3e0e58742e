"""How something is pushed out of the design: later, not ours, not needed."""

from __future__ import annotations

import re

_GAP = r"[^.;!?]{0,45}?"
"""A few words of the same sentence."""
_N = r"(?:second|third|next|later|future|following|separate)"
_STAGE = (
    r"(?:phase|version|v|release|step|iteration|stage|sprint|round|wave|contract|project|season|year|quarter)"
)
_NEXT_STAGE = rf"(?:(?:the |a |an )?{_N}[ -]{_STAGE}|{_STAGE}[ -]?(?:[2-9]|two|three)|v[2-9])"
_SOME_TIME = (
    r"(?:later(?: on)?|some ?day|one day|eventually|in due course|another (?:time|day)|down the (?:line|road)"
    rf"|in {_NEXT_STAGE}|in the (?:future|second half|new year|long run)|at (?:some|a later"
    r"|the last) (?:point|stage|moment)|at the end"
    r"|next (?:year|season|quarter|summer|spring|autumn|fall|winter|phase|time|round)|(?:maybe "
    r"|perhaps )?in (?:some|a few|[0-9]+|a|the coming) (?:months?|years?)"
    r"|in (?:spring|summer|autumn|winter|the (?:spring|summer|autumn|winter))|in 20[2-9][0-9]|the year after"
    r"|towards? the end|(?:after|once|when|until|till|for when) (?:it|they|that|this|the \w+(?:'s)?|we|you"
    r"|things?) (?:(?:is|are|has|have|had|will) )?(?:been )?"
    r"(?:live|running|used|in production|in use|standing|up and running|working|know|floats)"
    r"|(?:in|into|for) the (?:\w+ )?(?:release|version|phase|sprint) after"
    r"|after (?:the )?(?:launch|go[- ]live|build|release|rollout|mvp|pilot|that|christmas|summer|election"
    r"|fact|deadline)"
    r"|(?:when|once|until|till|if|as soon as|the day) (?:somebody|someone|anybody|anyone|people|they|users"
    r"|legal|customers|it|the \w+|there is|there are|we have|we have got"
    r"|we know|we see|we get) (?:\w+ )?(?:complains?|asks?|finds? time|turns out|time|money|budget|income"
    r"|headcount|traffic|demand|interest"
    r"|a (?:real|paid|first|need)|a case|revenue|evidence|volume|stable|live|running|works|proven"
    r"|is (?:stable|live|running|there|up|finished|done|over|built|ready|proven)"
    r"|are (?:live|there|happy|over)|runs|exists?|stands|lands|grows|gets loud|what|more|show(?:s|ed) up)\b)"
)
_POSTPONES = (
    r"(?:leave|worry|worries|think|decid\w+|look (?:at|into|again|back)|talk|speak|sort|figur\w+|deal"
    r"|com(?:e|es|ing)(?: back)?|get (?:back )?to|revisit\w*|address\w*"
    r"|tackl\w+|defin\w+|agree|discuss\w*|settl\w+|choose|work (?:it |that )?out|iron out|cross|bolt\w*"
    r"|fill|find out|turn to|rais\w+|open\w*|reopen\w*|retrofit\w*"
    r"|add|added|build|built|writ\w+|extend\w*|hire|tune|optimi[sz]\w+|follow\w*|introduc\w+|harden\w*|do"
    r"|done|fix|handle|make|set|propos\w+|assembl\w+|invent\w*|plan)"
)
_THEIR = (
    r"(?:(?:the|your|our|another|some other|a different|their) )?(?:\w+ ){0,2}?(?:team|teams|department"
    r"|departments|side|group|people|folks|guys|squad|legal|security"
    r"|compliance|finance|infrastructure|infra|ops|devops|it|operations|procurement|vendor|provider"
    r"|supplier|lawyers|business|management|somebody else|someone else"
    r"|others|commercial|marketing|engineering|committee|ministry|authority|desk)"
)
_JOB = (
    r"(?:job|problem|business|concern|task|call|decision|question|topic|responsibility|matter|homework"
    r"|department|remit|worry|area|subject|headache)"
)

_LATER = (
    rf"{_POSTPONES} {_GAP}\b{_SOME_TIME}",
    r"(?:worry|think|decide|look|talk|sort|do|deal|add|leave|tell us|is|for|a day of work"
    r"|arrange) (?:\w+ ){0,5}?afterwards",
    # "Later" by itself, but for the "later" of a story or a schedule, which `_NO_DELAY` takes out.
    r"later(?: on)?(?! than| in the)",
    r"(?:can|could|may|might|will|must|should|have to|has to) (?:all |easily |certainly )?(?:wait"
    r"|follow)(?: (?:until|till|when|after|once|for|later)|[.,;]|$)",
    r"(?:comes?|coming|is|are|belongs?|goes|planned|scheduled|meant|reserved|item|list) (?:\w+ )?(?:in|for"
    rf"|to|into|with|after|on) (?:the |an? )?(?:{_NEXT_STAGE}|second half|hardening"
    r"|launch$|redesign|roadmap|backlog|parking lot|wish ?list|someday list|later)",
    rf"(?:comes?|come) (?:only )?(?:when|once|after|later)\b(?= {_GAP}\b(?:live|launch|season|election|paid"
    r"|running|pilot|money|done|stable|everything|there is))",
    rf"(?:is|are|be|that is|as) (?:really |more |rather |definitely |only )?an? (?:{_NEXT_STAGE}|summer"
    r"|winter|future|later|run[- ]phase|separate|follow[- ]?up|research|post-launch)"
    r"[ -](?:\w+ )?(?:item|thing|feature|topic|project|subject|problem|question|matter|task|story|release"
    r"|consideration|discussion)s?",
    r"(?:future|later|post-launch) (?:topic|feature|work|project|question|consideration|discussion|debate)s?",
    r"not (?:a |the |for |in |something for )*(?:\w+ ){0,2}?(?:now|yet|today|at this (?:point|stage)"
    r"|for now|right now|for (?:the )?(?:launch|version|phase|v1|first|release|this)"
    r"|earlier|soon|today's (?:problem|topic|question)|launch (?:problem|topic|issue)|in scope)\b",
    r"(?:for now|for the moment|for the time being|meanwhile|at this (?:stage|point)|initially"
    r"|in the beginning|until then|till then|in this (?:phase|version|round|release))"
    rf",? {_GAP}\b(?:skip|ignore|no|not|nothing|accumulat\w+|yes|as (?:it )?is|stays)\b",
    rf"(?:skip\w*|ignore|drop|nothing|no|not|leave|leaving|keep it all|blank|open) {_GAP}\b(?:for now"
    r"|for the moment|for the time being|at this (?:stage|point|moment)"
    r"|in this (?:phase|version|round|release)|at first|initially|before launch|at the moment)",
    r"(?:postpone|shelve|punt|defer|put off|kick (?:it|that|this) down|back ?burner|park (?:it|that|this"
    r"|them|those)|is parked|parking lot|nice[- ]to[- ]have|afterthought"
    r"|hardening sprint|someday)",
    r"(?:postponed?|push(?:ed)?|delay(?:ed)?|deferred?|moved?|leave|left) (?:\w+ ){0,4}?(?:to|until|till"
    rf"|for|after) (?:the |my |our )?(?:{_NEXT_STAGE}|later|end|launch|afterwards"
    r"|hardening|pilot|go[- ]live|another)",
    r"(?:leave|leaving|left|keep|keeping|stays?) (?:\w+ ){0,4}?(?:open|undecided|unassigned|undefined)\b",
    r"(?:too early|premature|early days|wait and see|play it by ear|as we go along|when the time comes"
    r"|cross that bridge"
    r"|(?:we|i) (?:will|shall) (?:then )?see\b|once the dust|when the dust|(?:see|look) (?:how|what"
    r"|where) (?:it|that|things|this) (?:goes?|go|works?|turns? out|happens?|leads?)"
    r"|see what happens)",
    r"after the (?:launch|build|go[- ]live|release|pilot|fact|first (?:season|release|year))(?=[,.]|$)",
    r"first (?:it|we|i|let me|let us|get it|get the|get ten|build|ship|prove)\b(?= (?:must|have to|need to"
    r"|should)(?! (?:know|ask|understand|clarify|find out))| (?:build|see|ship|launch|get|prove|show"
    r"|working|\w+ing))",
    r"(?:get|let us get) through the first|come back to (?:it|that|this) then",
    r"goes (?:in|into) (?:once|when|after|the release after)",
    r"(?:let (?:me|us)|we|i) (?:first )?(?:prove|show) (?:the )?value\b",
)
_EVENTUALLY = (
    r"(?:eventually|at some point|some ?day|down the road),? (?:there would|we (?:would|will|could)|i would"
    r"|one would)",
    r"(?:when|once|if) there is (?:some |any |still |more |enough )*(?:time|money|budget|capacity|demand)\b",
)
_NOT_OURS = (
    rf"(?:somebody|someone|anyone) else(?:'s| is)? {_JOB}",
    rf"not (?:really |exactly |for |by |with )?(?:my|our|us|me)\b(?: (?:{_JOB}|system|side|to (?:decide|say"
    r"|settle|draw|choose|answer|wire|solve)))",
    r"(?:is|are|was) not (?:for|by|on|with|up to) (?:us|me)\b|not by us",
    r"not (?:mine|ours) to \w+|not (?:mine|ours)\b",
    r"not (?:really )?a (?:design|technical|engineering) (?:matter|question|topic|decision|problem)",
    r"(?:is|are|be|that is|it is) (?:really |more |rather |entirely |then |still )?(?:a (?:question|matter"
    r"|topic|thing|decision|task|job|problem) (?:for|of) |up to |for |left to )"
    rf"{_THEIR}(?: to \w+)?(?=[ ,.;]|$)",
    rf"(?:is|are|was|be) (?:\w+ )?(?:their|your|his|her|the \w+'s|\w+'s) {_JOB}\b",
    r"(?:legal|compliance|security|finance|procurement|business|management|vendor|provider|department|team"
    rf"|operations)'s {_JOB}\b",
    r"(?:a|an) (?:hr|legal|procurement|compliance|security|ops|operations|it|finance|business|management"
    r"|policy|vendor|run[- ]phase) (?:matter|topic|subject|question|issue|thing|problem)",
    r"(?:leave|leaving|left|give|hand|pass|push) (?:it |that |this |all of that |those "
    rf"|\w+ (?:\w+ )?)?(?:up |over )?to {_THEIR}\b(?= to |[,.;]| later|$)",
    rf"(?:i|we) (?:would )?leave (?:up )?to {_THEIR}",
    r"(?:they|legal|finance|security|compliance|operations|management|the business|the (?:\w+ ){0,2}\w+"
    r"|somebody|someone) (?:can|could|will|would|should|may|must|might|has to|have to)"
    r" (?:then |just |themselves |arrange |come back and )?(?:decide|figure (?:it|that) out|sort (?:it"
    r"|that)|settle|work (?:it|that) out|choose|say what|tell us what|deal with (?:it|that|this)"
    r"|arrange (?:it|that|this|whatever)|do (?:that|it|this)|take care of (?:it|that|this)|solve (?:it|that"
    r"|this)|look (?:into|at) (?:it|that|this)|come back to (?:it|that))\b",
    r"(?:outside|out|beyond) (?:of )?(?:my|our|the|this) (?:remit|scope|design|pay grade|contract|tender"
    r"|first)|above my pay ?grade",
    r"not (?:a )?(?:part of|in|within) (?:the|my|this|our|what) (?:scope|design|proposal|plan|first|tender"
    r"|contract|brief|version|i)\b",
    r"(?:was|were|is|are) not (?:in|scoped|part of)(?: the)?(?: (?:tender|scope|contract|brief"
    r"|plan))?(?=[,.]|$)",
)
_NOT_NEEDED = (
    r"(?:(?:we|you|i|one) (?:(?:would|will|really|just|honestly|probably|simply|actually"
    r"|even) )*do(?:es)? not (?:really |even |honestly )?need"
    r"|(?:nobody|no one) (?:really |even )?needs) (?:a|an|any|that|this|those|one|such|to|\w+s|ownership)\b",
    r"not (?:really |even |going to |want to |actually )?(?:bother|worry|care|lose (?:any )?sleep|obsess"
    r"|believe in|see (?:why|any|a|the) (?:need|point|reason)?)",
    r"not (?:want to )?spend (?:\w+ ){0,3}?(?:on|time|effort|day|money|design)",
    r"(?:see |there is )?no (?:need|point) (?:for|to|in)|no need(?=[,.]|$)|no thanks",
    r"(?:is|are|be|seems|feels) (?:not|hardly|really not|simply not) (?:really |actually |that |so "
    r"|strictly |all that |yet )?(?:needed|necessary|required|important|relevant"
    r"|a (?:concern|problem|worry|priority|issue|constraint|factor|topic|requirement|big deal)|worth (?:it"
    r"|the|a|doing|designing)|an issue|my concern|our concern)",
    r"(?:unnecessary|irrelevant|beside the point|over-?engineering|a non-?issue|(?:a |it is )waste"
    r"|pointless|would be overkill|is overkill)",
    r"(?:does|do|did|will|would) not (?:really |actually )?(?:matter|apply|concern us|interest me)",
    r"(?:nobody|no one) (?:will |would |really |ever )*(?:cares?|asks?|asked|notices?|attacks?)|who cares",
    r"(?:i|we) (?:(?:do|will|would|am|are|can|could) )+not (?:really |going to |want to |wish to |like to "
    r"|be )?(?:set|setting|define|defining|specify|commit|committing|name|naming|fix|fixing"
    r"|put|putting|state|give|giving|say|pick|measure|track|calculate|count|plan|budget|limit|cap|restrict"
    r"|promise|quote|design for|examine|collect|waste|complicate|touch|go into|open)"
    r"(?: (?:to )?(?:a|an|any|one|this|that|it|now|figures?|numbers?|targets?|budgets?|limits?|myself"
    r"|for)\b|(?=[,.]|$))",
    r"(?:i|we) (?:(?:would|will|just|simply|happily|deliberately|am|are) )*"
    r"(?:(?:skip|skipping) (?:it|that|this|these|those|them)|do nothing|leave (?:it|that|this|those) out"
    r"|leaving (?:it|that|this|those) out)\b",
    r"let us not\b|(?:happy to|would) ignore",
    r"no (?:\w+ )?(?:budget|target|limit|cap|ceiling|metric|threshold|kpi|sla|plan|number"
    r"|deadline)s? (?:for now|needed|at all|yet|here|from me|required|necessary|planned)",
    r"forget (?:about )?(?:the )?(?:cost|costs|latency|money|price|speed|privacy|budget|compliance|security"
    r"|fairness|bias)",
    r"whatever (?:it|that|the (?:cost|price|bill|budget|latency))(?: (?:costs?|takes?|says?|is))?\b(?=[,.]"
    r"|$| (?:costs|takes|says))|(?:however|as) long as? it takes|however long",
    r"(?:money|cost|price|speed|latency|time) is (?:no (?:object|issue|concern)|secondary|irrelevant)",
    r"without (?:a |any )(?:budget|target|limit|cap|fallback|monitoring|check)",
    r"(?:it|they) (?:will )?sorts? (?:itself|themselves) out|(?:it|that|this) (?:just )?never (?:goes|went"
    r"|happens|fails) (?:down|wrong)?",
)
_REFUSED_OUTRIGHT = (
    r"(?:really )?not (?:really )?(?:needed|necessary|required|a concern|a problem|an issue|a topic"
    r"|something (?:i|we) would)",
    r"(?:nothing at the moment|skip it|not interested|no comment)",
)
_NO_DELAY = re.compile(
    r"\b(?:[0-9.]{1,9}|an?|few|some|several|many|couple of|much|even|sooner or|half an?"
    r"|that same) ?(?:[a-z]+ )?later\b"
    r"|\b(?:came|comes?|coming|arriv\w+|turn\w*|found|confirm\w*|known?|happen\w*|becom\w+|appears?"
    r"|shows?) (?:in |out |up |on |up )?later\b"
    r"|\blater (?:than|versions? of|the same)\b"
)
"""The "later" of what happens by itself, not of what is put off."""


def _any(*groups: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{words})" for group in groups for words in group))


_DISMISSED = _any(_NOT_NEEDED)
_REFUSED = re.compile("|".join(rf"(?:^|[.,;!?] ){words}" for words in _REFUSED_OUTRIGHT))
_DEFERRED = _any(_LATER, _EVENTUALLY, _NOT_OURS)


def deferrals(text: str) -> list[tuple[int, int]]:
    """Return where a normalised text says later, or not ours."""
    plain = _NO_DELAY.sub(lambda match: "~" * len(match.group()), text)
    return [match.span() for match in _DEFERRED.finditer(plain)]


def dismissals(text: str) -> list[tuple[int, int]]:
    """Return where a normalised text says not needed, not wanted, no concern."""
    return [match.span() for pattern in (_DISMISSED, _REFUSED) for match in pattern.finditer(text)]
