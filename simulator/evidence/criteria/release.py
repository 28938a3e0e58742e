"""How it comes to its users: tested before, then in stages, and how it works while it has seen nothing."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

EVALUATION = lens(
    "evaluation",
    asked=(
        r"how (?:do|would|will|can|is|are|did)[^.?]*(?:test|prove|validat|check|know (?:it|that it)|"
        r"establish|convince|assess|judge|evaluat|demonstrate|made sure|make sure)|before (?:it|"
        r"users?|anyone|anybody|they|my|our|a|any|release|launch|go[- ]live|you'd let)|test(?:ed|ing|"
        r"s)?\b|evaluat\w+|validat\w+|benchmark|try it|trial|offline|what (?:study|evidence)|proven|"
        r"prove it"
    ),
    about=(
        r"test(?:ed|ing|s)?\b|evaluat\w+|validat\w+|benchmark|labelled|held[- ]out|golden|gold|"
        r"backtest|replay|a/b|blind|ground truth|test set|red pen|rerun|sampled|trial|demo\b|try it|"
        r"verified"
    ),
    slots={
        "set": (
            r"(?:<num> (?:[\w-]+ ){0,4}(?:questions?|contracts?|claims?|cases?|tickets?|documents?|"
            r"examples?|images?|photos?|posts?|files?|calls?|letters?|reports?|drafts?|queries|pairs|"
            r"articles?|meetings?|alerts?|loans?|days|weeks|scenes|patients?|plans|cvs|conversations?|"
            r"clauses?|agreements?|samples?|records?|summaries|leaves|products?|dialogues?|messages?|"
            r"searches|segments?|nda?s|transactions?|decisions?|chats|replies|tests?|pages|receipts|"
            r"listings|reviews|emails|mails|recordings|sentences|orders|disputes|subcontracts|forms|"
            r"studies|filings|frauds|bids|trips|\w+s)\b|last (?:year|spring|winter|summer|month|term|"
            r"season|quarter)(?:'s)?|(?:past|closed|archived?|historic\w*|old|real|signed) \w+|from "
            r"the (?:archive|past|last)|held[- ]out|golden (?:set|file)|test set|evaluation set|"
            r"backtest|replay|look-back|out of time)"
        ),
        "judge": (
            r"(?:<num> (?:[\w-]+ ){0,3}<role>|independently|blind|(?:two|both|three|several|senior) "
            r"\w+ (?:label|mark|grade|score|read|check|annotate|rate)\w*|graded? by|labelled by|"
            r"scored by|each (?:label|mark|grade|checked|scored)|annotat\w+|kappa|a/b|control|"
            r"experiment|adjudicat\w+|<role> (?:grade|label|mark|score|read|go|judge|review|check|"
            r"rate|rank|tick|reply|code)\w*|grades?\b|let the model|run (?:both|the|it|old|them)|"
            r"compare(?:d)?|as truth|simulation|reference)"
        ),
        "pass": (
            r"(?:<percent>|at (?:least|most)|below|under|above|no more than|only if|otherwise|must|has to|"
            r"have to|has to beat|beat|bar\b|else|pass(?:es)?\b|fails? the build|ships?|release|go live|"
            r"goes live|before (?:it|a|any|anybody|users|the)|needs?|agreement|condition|never|until|or it|"
            r"zero|fewer than|require)"
        ),
        "before": (
            r"(?:before|prior to|ahead of|pre-?launch|until|release|go[- ]live|ship|launch|first|goes "
            r"out|sealed|offline|deploys?|lets? it|building|nobody (?:looks|tunes)|candidate)"
        ),
        "loose": (
            r"(?:extensive|comfortable|play with|a bunch of|some kind of|demo|feel for|nicely|"
            r"frameworks?|pyramid|a heap of|careful|meticulous|policy)"
        ),
    },
    relations=(
        Relation("set-with-judge", ("set", "judge"), 170, when_asked=True),
        Relation("set-with-pass-rule", ("set", "pass", "judge"), 230),
        Relation("set-with-pass-asked", ("set", "pass"), 200, when_asked=True),
    ),
    deferred=(
        r"(?:test|validat|measur|label|assess|benchmark|evaluat)\w*\b[^.]{0,70}(?:later|afterwards?|"
        r"next year|leave out|after,|when there's income|no thanks|not for version)|(?:no need to "
        r"check|launch without it|directly into operation)"
    ),
)

PHASED_ROLLOUT = lens(
    "phased-rollout",
    asked=(
        r"roll(?:ed|ing)?[- ]?(?:it )?out|rollout|roll it|launch|introduc\w+|pilot|canary|stages?|"
        r"everyone (?:at once|gets)|get(?:s)? (?:this |it )?(?:from|to|into)|switch on|phases?|go "
        r"live|expose"
    ),
    about=(
        r"roll(?:ed|ing)?[- ]?out|pilot|canary|shadow|phase[sd]?|stages?|waves?|gradual\w*|beta|alpha|"
        r"early access|staged|volunteers|then everyone|go(?:es|ing)? live|iterative|push it|friendly"
    ),
    slots={
        "stage": (
            r"(?:pilot|canary|shadow|silent(?:ly)?|beta|volunteers?|friendly|internal(?:ly)?|first\b|"
            r"start(?:s|ing)? with|begin(?:ning)? (?:in|with)|(?:one|two|three|five|ten|twelve|a "
            r"single|a few|\d+) (?:\w+ ){0,2}(?:regions?|branch(?:es)?|districts?|countr(?:y|ies)|"
            r"offices?|teams?|lawyers?|users?|customers?|hospitals?|clinics?|shops?|stores?|sites?|"
            r"room|basin|lines?|depots?|channels?|percent|schools?|juniors|wards?|plants?|cities|"
            r"lawyers|people|hotels?|farms?|stations?|yard|streamers|growers|councils?|markets?|"
            r"architect)|<num> ?(?:%|percent) of|\b5%|stage (?:one|1)|step (?:zero|one)|phase (?:one|"
            r"1)|for (?:two|three|four|six|a) (?:weeks?|months?)|does nothing)"
        ),
        "next": (
            r"(?:then\b|after that|next|everyone|everybody|all (?:of|the|\w+)|the (?:rest|whole|"
            r"others?|remaining|other \w+)|full(?:y)?|wider|widen\w*|second (?:stage|step|wave)|a "
            r"quarter|half|20|50 ?(?:%|percent)|follow|join|expand|until|go(?:es)? to|opens? (?:to|"
            r"the)|grow)"
        ),
        "gate": (
            r"(?:\bif\b|once|when|only (?:after|when|if)|as long as|provided|given|gate|until|unless|"
            r"condition|holds?|stays? (?:below|under|above)|passes|cleared?|clears|meet(?:s)? the|"
            r"same (?:bar|condition|ratio)|otherwise|fewer than|below|under|less than|more than|at "
            r"most|objection|signs? (?:each|off|the))"
        ),
        "measure": (
            r"(?:<percent>|<num>|complaints?|errors?|rate|recall|precision|incidents?|objections?|appeals?|"
            r"metric|no (?:red|serious|missed)|free of|zero|median|holds?|overturn\w*|gap|reports|wrong)"
        ),
        "loose": (
            r"(?:maybe|could do|gently|agile|iterate|maturing|notice when|calendar|"
            r"either)"
        ),
    },
    relations=(Relation("stages-with-gate", ("stage", "next", "gate", "measure"), 330),),
    deferred=(
        r"(?:everyone|all \w+|full audience|switch it on)[^.]{0,40}(?:at once|on the first|on monday|"
        r"for all)|(?:pilot|waves|portions|launch|introduction)\b[^.]{0,80}(?:later|afterwards?|next "
        r"year|postpone|remind me|leave to|operations people)"
    ),
)

COLD_START = lens(
    "cold-start",
    asked=(
        r"(?:first|one|1) (?:day|week|morning)|day one|week one|no (?:data|labels?|labelled|history|"
        r"records|annotat\w+|past|sales|sorted)|never (?:\w+ ){0,3}(?:labelled|tagged|hired|played|"
        r"labeled|recorded|seen|signed)|nobody has (?:ever )?(?:labelled|used|recorded)|without "
        r"(?:any |past )?(?:data|labels?|yield|history)|cold[- ]start|before (?:it|the lawyers|"
        r"anything) ha\w+|brand[- ]new|new (?:to us|account|customer|player|item)|how will you start|"
        r"learn(?:s)? from|opened (?:an hour|last week)|very first|what does it (?:actually )?know"
    ),
    about=(
        r"cold[- ]start|day one|first (?:day|week|weeks|morning|month|season)|no (?:history|labels|"
        r"labelled|data|records|hires|signal|past|sales|examples|baseline|rating)|bootstrap\w*|"
        r"seed(?:ed|s)?|nothing (?:behind|on file|known|is known)|new (?:accounts?|items?|products?|"
        r"players?|tenant|meters?|users?|farm)|sparse|chicken[- ]and[- ]egg|at the (?:beginning|"
        r"start)|begin with|initial(?:ly)?|few-shot|transfer learning|begins?|from nobody|empty"
    ),
    slots={
        "start": (
            r"(?:day one|first (?:day|week|weeks|\w+ days|month|season|release|morning)|week one|to "
            r"start|at the (?:start|beginning)|start(?:s|ing)? (?:with|from|on)|begin(?:s)? with|"
            r"until|before (?:anything|we|it|real)|launch on|initially|from nobody|no (?:history|"
            r"labels|data|hires|records|rating|sales signal|baseline)|zero|nobody has|new "
            r"(?:accounts?|products?|players?|tenant|shops?|items?|users?)|cold start|fresh|seed|"
            r"brand[- ]new|without (?:any )?(?:history|labels|data)|needs no)"
        ),
        "stand_in": (
            r"(?:rules?\b|rule[- ]based|handbook|playbook|guidelines?|keyword|off[- ]the[- ]shelf|"
            r"public|pretrained|pre-trained|zero[- ]shot|few[- ]shot|as examples|hand[- ]written|"
            r"wrote|write(?:s)? (?:down )?(?:the|fifty)|formula|average|prior\b|borrow|nearest|"
            r"similar(?:ity)?|stand-ins|popular(?:ity)?|statistics|physics|hydraulic|synthetic|bm25|"
            r"label(?:s|led)? \w+|tag(?:s)? \w+|seed(?:ed|s)?|default|heuristics?|checklist|existing|"
            r"national|satellite|reserved|placement|interaction table|timetable|encode|template|"
            r"vendor|market|generic|manual)"
        ),
        "handover": (
            r"(?:until|once|when it has|after (?:<num>|a|six|five)|kicks in|takes over|only when|then "
            r"(?:the|we)|as soon as|later|<num> (?:\w+ )?(?:examples|trips|bookings|decisions|claims|"
            r"overrides|labels|openings|corrections))"
        ),
        "loose": (
            r"(?:somehow|something (?:sensible|else|along)|some (?:way|notion)|lean on|one of these|"
            r"creative|good enough|robustly|get going)"
        ),
    },
    relations=(
        Relation("stand-in-for-data", ("start", "stand_in"), 170),
        Relation("stand-in-when-asked", ("stand_in",), 60, when_asked=True),
    ),
    deferred=(r"(?:sort themselves out|not needed|on the backlog)"),
)

LENSES = (EVALUATION, PHASED_ROLLOUT, COLD_START)
