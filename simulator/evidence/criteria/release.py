"""How it comes to its users: tested before, then in stages, and how it works while it has seen nothing."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

EVALUATION = lens(
    "evaluation",
    asked=(
        r"how (?:do|would|will|can|is|are|did)[^.?]*(?:test|prove|validat|check|know (?:it|that it)|"
        r"establish|convince|assess|judge|evaluat|demonstrate|made sure|make sure)|before (?:it|users?|"
        r"anyone|anybody|they|my|our|a|any|release|launch|go[- ]live|you'd let)|"
        r"test(?:ed|ing|s)?\b|evaluat\w+|validat\w+|benchmark|try it|trial|dry run|offline|"
        r"release candidate|what (?:study|evidence)|which test set|ground truth|proven|labelled set|"
        r"find those slips|satisfy me|prove it|measure that"
    ),
    about=(
        r"test(?:ed|ing|s)?\b|evaluat\w+|validat\w+|benchmark|labelled|held[- ]out|golden|gold|backtest|"
        r"replay|a/b|blind|ground truth|test set|red pen|rerun|sampled|trial|checked before|demo\b|"
        r"quality is on the checklist|try it|verified"
    ),
    slots={
        "set": (
            r"(?:<num> (?:[\w-]+ ){0,4}(?:questions?|contracts?|claims?|cases?|tickets?|documents?|"
            r"examples?|images?|photos?|posts?|files?|calls?|letters?|reports?|drafts?|queries|pairs|"
            r"articles?|meetings?|alerts?|loans?|days|weeks|scenes|patients?|plans|cvs|conversations?|"
            r"clauses?|agreements?|"
            r"samples?|records?|summaries|leaves|products?|dialogues?|messages?|searches|segments?|nda?s|"
            r"transactions?|decisions?|chats|replies|tests?|pages|receipts|listings|reviews|emails|mails|"
            r"recordings|sentences|orders|disputes|subcontracts|forms|studies|filings|frauds|bids|trips|"
            r"\w+s)\b|"
            r"last (?:year|spring|winter|summer|month|term|season|quarter)(?:'s)?|(?:past|closed|archived?|"
            r"historic\w*|old|real|signed) \w+|from the (?:archive|past|last)|held[- ]out|golden (?:set|"
            r"file)|labelled (?:set|data)|test set|evaluation set|six months of|backtest|replay|look-back|"
            r"out of time|out of the archive)"
        ),
        "judge": (
            r"(?:<num> (?:[\w-]+ ){0,3}<role>|independently|blind|(?:two|both|three|several|"
            r"senior) \w+ (?:label|mark|grade|score|read|check|annotate|rate)\w*|graded? by|labelled by|"
            r"marked (?:up )?by|scored by|each (?:label|mark|grade|checked|scored)|annotat\w+|kappa|a/b|"
            r"control|split traffic|experiment|adjudicat\w+|<role> (?:grade|label|mark|score|read|go|judge|"
            r"review|check|rate|rank|tick|reply|code)\w*|grades?\b|"
            r"let the model|run (?:both|the|it|old|them)|compare(?:d)?|hide the outcome|as gold|as truth|"
            r"true label|simulation|reference)"
        ),
        "pass": (
            r"(?:<percent>|at (?:least|most)|below|under|above|no more than|only if|otherwise|must|has to|"
            r"have to|has to beat|beat|bar\b|else|pass(?:es)?\b|fails? the build|ships?|release|go live|"
            r"goes live|before (?:it|a|any|anybody|users|the)|needs?|agreement|condition|never|until|or it|"
            r"zero|fewer than|require)"
        ),
        "before": (
            r"(?:before|prior to|ahead of|pre-?launch|until|release|go[- ]live|ship|launch|first|goes out|"
            r"sealed|offline|deploys?|lets? it|building|nobody (?:looks|tunes)|final check|has a login|"
            r"candidate)"
        ),
        "loose": (
            r"(?:see if they like|extensive|comfortable|play with|get a sense|put through its paces|"
            r"a bunch of|some kind of|a range of|different people|demo|feel for|nicely|frameworks?|pyramid|"
            r"a heap of|careful|what do you have|meticulous|policy)"
        ),
    },
    relations=(
        Relation("set-with-judge", ("set", "judge"), 170, when_asked=True),
        Relation("set-with-pass-rule", ("set", "pass", "judge"), 230),
        Relation("set-with-pass-asked", ("set", "pass"), 200, when_asked=True),
    ),
    deferred=(
        r"(?:test|validat|measur|label|assess|benchmark|evaluat)\w*\b[^.]{0,70}(?:later|afterwards?|"
        r"next year|leave out|after,|when there's income|no thanks|not for version)|(?:no need to check|"
        r"launch without it|directly into operation)|no thanks"
    ),
)

PHASED_ROLLOUT = lens(
    "phased-rollout",
    asked=(
        r"roll(?:ed|ing)?[- ]?(?:it )?out|rollout|roll it|launch|introduc\w+|pilot|canary|stages?|"
        r"everyone (?:at once|gets)|all (?:\w+ ){0,3}(?:on|at) (?:the same|one) day|get(?:s)? (?:this |"
        r"it )?(?:from|to|into)|who gets it first|switch on|trial in|release plan|phases?|go live|"
        r"first meet|expose|between the prototype"
    ),
    about=(
        r"roll(?:ed|ing)?[- ]?out|pilot|canary|shadow|phase[sd]?|stages?|waves?|gradual\w*|beta|alpha|"
        r"early access|staged|percent of (?:users|traffic)|volunteers|then everyone|launch plan|go(?:es|"
        r"ing)? live|iterative|small(?:er)? first|big switch|switch it on|push it|friendly"
    ),
    slots={
        "stage": (
            r"(?:pilot|canary|shadow|silent(?:ly)?|in the dark|paper trading|beta|volunteers?|friendly|"
            r"internal(?:ly)?|first\b|start(?:s|ing)? with|begin(?:ning)? (?:in|with)|(?:one|two|three|"
            r"five|ten|twelve|a single|a few|\d+) (?:\w+ ){0,2}(?:regions?|branch(?:es)?|districts?|"
            r"countr(?:y|ies)|offices?|teams?|lawyers?|users?|customers?|hospitals?|clinics?|shops?|"
            r"stores?|sites?|room|basin|lines?|depots?|channels?|percent|schools?|"
            r"juniors|wards?|plants?|cities|lawyers|people|hotels?|farms?|stations?|yard|streamers|growers|"
            r"councils?|markets?|architect)|<num> ?(?:%|percent) of|\b5%|stage (?:one|1)|step (?:zero|one)|"
            r"phase (?:one|1)|two weeks (?:silent|in the dark)|for (?:two|three|four|six|a) (?:weeks?|"
            r"months?)|marks only|does nothing|nothing is hidden|drivers see)"
        ),
        "next": (
            r"(?:then\b|after that|next|everyone|everybody|all (?:of|the|\w+)|the (?:rest|whole|others?|"
            r"remaining|other \w+)|full(?:y)?|wider|widen\w*|two more|second (?:stage|step|wave)|stage two|"
            r"step two|phase two|a quarter|half|20|50 ?(?:%|percent)|follow|join|expand|until|go(?:es)? to|"
            r"opens? (?:to|the)|grow)"
        ),
        "gate": (
            r"(?:\bif\b|once|when|only (?:after|when|if)|as long as|provided|given|gate|until|unless|"
            r"condition|holds?|stays? (?:below|under|above)|passes|cleared?|clears|meet(?:s)? the|"
            r"move on when|same (?:bar|condition|ratio)|otherwise|fewer than|below|under|less than|"
            r"more than|at most|objection|dry up|signs? (?:each|off|the)|want fewer)"
        ),
        "measure": (
            r"(?:<percent>|<num>|complaints?|errors?|rate|recall|precision|incidents?|objections?|appeals?|"
            r"metric|no (?:red|serious|missed)|free of|zero|median|holds?|overturn\w*|gap|reports|wrong)"
        ),
        "loose": (
            r"(?:pretty standard|dimmer|bit wider|more confident|looks good|when it's time|maybe|could do|"
            r"gently|agile|iterate|marketing calendar|maturing|notice when|thumb|calendar|like any product|"
            r"either)"
        ),
    },
    relations=(Relation("stages-with-gate", ("stage", "next", "gate", "measure"), 330),),
    deferred=(
        r"(?:everyone|all \w+|full audience|switch it on)[^.]{0,40}(?:at once|on the first|on monday|"
        r"for all)|no canary|marketing's business|not a design matter|launch plan for when|"
        r"leave to the commercial|(?:pilot|waves|portions|launch|introduction)\b[^.]{0,80}(?:later|"
        r"afterwards?|next year|postpone|remind me|leave to|operations people)|don't believe in"
    ),
)

COLD_START = lens(
    "cold-start",
    asked=(
        r"(?:first|one|1) (?:day|week|morning)|day one|week one|no (?:data|labels?|labelled|history|"
        r"records|annotat\w+|past|sales|sorted)|never (?:\w+ ){0,3}(?:labelled|tagged|hired|played|labeled|"
        r"recorded|seen|signed)|nobody has (?:ever )?(?:labelled|used|recorded)|without (?:any |"
        r"past )?(?:data|labels?|yield|history)|"
        r"begin without|start without|cold[- ]start|before (?:it|the lawyers|anything) ha\w+|"
        r"haven't (?:any|got)|hardly any labels|brand[- ]new|new (?:to us|account|customer|player|item)|"
        r"how will you start|learn(?:s)? from|almost no recorded|opened (?:an hour|last week)|"
        r"joins in spring|at the beginning|very first|learnt anything|what does it (?:actually )?know"
    ),
    about=(
        r"cold[- ]start|day one|first (?:day|week|weeks|morning|month|season)|no (?:history|labels|"
        r"labelled|data|records|hires|signal|past|sales|examples|baseline|rating)|bootstrap\w*|seed(?:ed|"
        r"s)?|to start with|nothing (?:behind|on file|known|is known)|zero (?:pictures|history)|"
        r"new (?:accounts?|items?|products?|players?|tenant|meters?|users?|farm)|sparse|"
        r"chicken[- ]and[- ]egg|at the (?:beginning|start)|begin with|initial(?:ly)?|few-shot|"
        r"transfer learning|few annotated|begins?|from nobody|don't wait for data|hungry for data|empty"
    ),
    slots={
        "start": (
            r"(?:day one|first (?:day|week|weeks|\w+ days|month|season|release|morning)|week one|to start|"
            r"at the (?:start|beginning)|start(?:s|ing)? (?:with|from|on)|begin(?:s)? with|until|"
            r"before (?:anything|we|it|real)|version zero|launch on|when doors open|initially|from nobody|"
            r"no (?:history|labels|data|hires|records|rating|sales signal|baseline)|nothing (?:behind|"
            r"on file)|zero|nobody has|new (?:accounts?|products?|players?|tenant|shops?|items?|users?)|"
            r"cold start|very first|fresh|installed yesterday|don't wait|never surface|seed|brand[- ]new|"
            r"without (?:any )?(?:history|labels|data)|doesn't need (?:them|any|labels)|needs no)"
        ),
        "stand_in": (
            r"(?:rules?\b|rule[- ]based|handbook|playbook|guidelines?|policy text|keyword|"
            r"off[- ]the[- ]shelf|public|pretrained|pre-trained|zero[- ]shot|few[- ]shot|as examples|"
            r"hand[- ]written|wrote|write(?:s)? (?:down )?(?:the|fifty)|decision table|formula|average|"
            r"standard (?:load|profile|curve)|prior\b|borrow|nearest|similar(?:ity)?|stand-ins|"
            r"popular(?:ity)?|statistics|physics|"
            r"hydraulic|synthetic|from headnotes|bm25|experts? label|label(?:s|led)? \w+|tag(?:s)? \w+|"
            r"seed(?:ed|s)?|default|segment average|heuristics?|checklist|existing|national|county average|"
            r"satellite|reserved|placement|content vector|anomaly detector|only with good|sigma rules|"
            r"interaction table|distance divided|timetable|encode|catalogue of|template|curators hear|"
            r"vendor|market|generic|open dataset|handlers know|mass balance|manual)"
        ),
        "handover": (
            r"(?:until|once|when it has|after (?:<num>|a|six|five)|kicks in|takes over|only when|"
            r"then (?:the|we)|starts (?:re-?ordering|learning)|as soon as|later|<num> (?:\w+ )?(?:examples|"
            r"trips|bookings|decisions|claims|overrides|labels|openings|corrections)|carries us)"
        ),
        "loose": (
            r"(?:somehow|something (?:sensible|else|along)|some (?:way|notion)|lean on|gut feeling|"
            r"build up from|one of these|several techniques|creative|good enough|robustly|"
            r"always have something|tends to be|there's material|haven't decided|bootstrap from it|fill up|"
            r"getting going|get going)"
        ),
    },
    relations=(
        Relation("stand-in-for-data", ("start", "stand_in"), 170),
        Relation("stand-in-when-asked", ("stand_in",), 60, when_asked=True),
    ),
    deferred=(
        r"(?:sort themselves out|not a launch problem|figure out afterwards|isn't part of my design|"
        r"must deal with that|we will see later|give it to an intern|not needed|version three|"
        r"on the backlog|look back at it|stays open till|no effort|not spend effort)"
    ),
)

LENSES = (EVALUATION, PHASED_ROLLOUT, COLD_START)
