"""What happens after launch: what is watched, who owns it, and what it learns."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

MONITORING = lens(
    "monitoring",
    asked=(
        r"monitor\w*|after (?:launch|go[- ]live|release|that)|once (?:it's|it is|it has been) (?:live|"
        r"on|switched on|running)|(?:how|what)[^?]*(?:notice|know|tells? you|detect|spot|watch|"
        r"observe|find out)[^?]*(?:working|healthy|wrong|stale|drift|degrad|slipping|astray|stopped|"
        r"outdated|misbehav|off|changed|production|live|honest|fail)|alerts?|alarms?|dashboards?|live "
        r"(?:metrics|tracking)|drift|production|watch|healthy|what do you (?:look at|watch)|woken up|"
        r"track"
    ),
    about=(
        r"monitor\w*|dashboards?|drift\w*|alerts?|alarms?|observability|track(?:ing|ed)?\b|watch(?:ed|"
        r"ing)?\b|p9[59]|page[sd]?\b|health|signals?|numbers on|dials|logs?\b|keep an eye|stability|"
        r"instruments"
    ),
    slots={
        "signal": (
            r"(?:rate|share|latency|p9[059]|percentile|response time|drift|distribution|histogram|"
            r"stability index|cost per|cents per|per (?:contract|claim|query|thousand|day|week|hour|"
            r"board|month)|overturn\w*|overrides?|corrections?|error(?:s)?|mean|average|calibration|"
            r"precision|recall|accuracy|agreement|complaints?|thumbs?[- ]down|zero-results?|"
            r"click-?through|skips?|returns?|un-?hid\w*|sample[ds]?|sampling|re-?reads?|score[s]?|"
            r"holds?|edits?|reversals?|volume|false (?:stops|alarms|positives)|missed|misses|"
            r"confidence|appeals?|allow(?:s|ed)?|number of|moves?|moved|gap|deviation|opinions|stuck|"
            r"lying there)"
        ),
        "cadence": (
            r"(?:<cadence>|live|rolling|week over week|real[- ]time|(?:<num>|two|three|four) (?:\w+ "
            r")?(?:days|weeks|hours|windows) (?:in a row|running|straight)|(?:in|for|over|within|"
            r"during) (?:a|one|any|<num>|two|half an|an|the) (?:\w+ )?(?:hours?|days?|weeks?|minutes|"
            r"month|shift|row)|daily|in production|after launch|each|every|hourly|trailing|compared "
            r"with|against)"
        ),
        "limit": r"(?:<worse>)",
        "react": (
            r"(?:page[sd]?\b|pages\b|pager|alert(?:s|ed)?\b|alarm\w*|roll(?:s|ed|ing)? ?back|rolls "
            r"back|reverts?|reverted|restored?|go(?:es)? back (?:to|in)|switch(?:ed|es)? (?:off|to|"
            r"back)|disabled?|suspend\w*|paus(?:e|es|ed)|flips?|pin\b|we pin|freeze[sd]?|downgrade|"
            r"call(?:s|ed)\b|phone (?:rings|message)|text(?:ed)? (?:message)?|gets a text|woken|wakes|"
            r"opens a (?:review|ticket)|email(?:ed|s)|hears|notif\w+|retrain\w* (?:kicks|starts)|"
            r"locks?|returns to|put back|previous (?:version|prompt|model|policy)|stops?\b|returns to|"
            r"investigat\w+|back on)"
        ),
        "gated": r"(?:before (?:launch|release)|then everybody|widen)",
    },
    relations=(
        Relation("signal-with-reaction", ("signal", "limit", "react", "cadence"), 260),
        Relation("signal-with-reaction-asked", ("signal", "react"), 200, when_asked=True),
    ),
    deferred=(
        r"(?:monitor\w*|alarms?|drift|dashboard|metrics|observ\w+|instruments|quality sampling|"
        r"production|live tracking)\b[^.]{0,80}(?:later|afterwards?|leave to|phase three|next year|"
        r"park|platform people|devops|overkill|scrap|not part|second half|matter for when|skip)"
    ),
)

OWNERSHIP = lens(
    "ownership",
    asked=(
        r"\bwho(?:'s|'d| is| has| will| would| owns?| gets?| looks?| runs?| do| answers?| debugs?| "
        r"fixes| keeps| tunes| handles| reacts| picks| updates| listens| in| gets?|m)?\b|ownership|"
        r"owner|on[- ]call|responsib\w+|accountable|answerable|in charge|looks? after|woken up|gets "
        r"called|smells|retrain(?:s|ing)?\?"
    ),
    about=(
        r"own(?:s|er|ers|ership|ed)\b|on[- ]call|responsib\w+|accountab\w*|pager|rota\b|raci|looks after|"
        r"in charge|the team|retrain\w*|hand(?:s|ed)? over|maintain\w*|somebody|squad|answerable|whoever"
    ),
    slots={
        "who": (
            r"(?:<role>|mr\.? \w+|ms\.? \w+|dr\.? \w+|[\w-]+ engineering|operations|group of \w+|\w+ "
            r"desk|\w+ team of <num>|trust and safety|vendor's|provider|the \w+ (?:squad|lead|manager|"
            r"crew|group|desk|chief|office))"
        ),
        "task": (
            r"(?:own(?:s|ed)?\b|retrain\w*|refits?|recalibrat\w+|re-?estimat\w+|on[- ]call|pager|"
            r"phone|woken|debug\w*|queue|inbox|pile|fix(?:es)?|repair\w*|answers? (?:for|candidates)|"
            r"responsible|accountable|belongs? to|sits? with|clear(?:s)?|rota|rotation|maintain\w*|"
            r"run(?:s)? (?:the|it)|hold(?:s)?|takes? (?:it over|the queue|referred)|approves?|signs?|"
            r"digs|gets it|reacts|reads the|picks up|assigned|looks after|in charge|incident|updates?|"
            r"patched|appoints?|handles?|revert|review queue|job\b|attends|overrule|night)"
        ),
        "split": (
            r"(?:and the|while|then|first|second|day-to-day|at night|nights?|weekends?|under contract|"
            r"not us|not to us|per shift|<num> (?:people|in rotation|engineers|clerks|analysts|"
            r"adjusters)|each)"
        ),
        "vague_who": (
            r"(?:the team\b|my team|somebody|someone|everyone|we all|the organisation|the squad|both "
            r"have|the business|excellent|depends)"
        ),
    },
    relations=(
        Relation("named-owner", ("who", "task"), 90, when_asked=True),
        Relation("named-owner-in-passing", ("who", "task", "split"), 120),
    ),
    deferred=(
        r"(?:who|owner\w*|org charts?|inbox|unassigned|roles|rotas?|name anyone|draw that up|"
        r"responsib\w+|somebody)\b[^.]{0,80}(?:later|afterwards?|next year|once it is|not needed|when "
        r"the season|in spring|other department|at this stage)"
    ),
)

FEEDBACK = lens(
    "feedback-loop",
    asked=(
        r"correct\w*|feedback|learn(?:s|ed|t|ing)?\b|improve\w*|overrul\w*|overrid\w*|disagree|get "
        r"better|edits?|retrain|refit|stale|up to date|after go-live|after launch|where does (?:that|"
        r"it) go|signal|adapt|appeal"
    ),
    about=(
        r"feedback|correct(?:ions?|s|ed)?|learn(?:s|ing)?\b|improve\w*|overrid\w*|overrul\w*|retrain\w*|"
        r"refit|fine[- ]?tun\w+|thumbs|labels?|edits?|loop\b|disagreements?|adapt\w*|clicks|flywheel|"
        r"outcomes?|finished|done\b|reports?"
    ),
    slots={
        "capture": (
            r"(?:correct(?:s|ed|ions?)|overrid\w+|overrul\w*|overturn\w*|edit(?:s|ed)?\b|reject(?:s|"
            r"ed|ions?)|accept\w*|dismiss\w*|clicks?|press(?:es)?|thumbs?[- ]?(?:up|down)?|reports?\b|"
            r"flag(?:s|ged)|outcomes?|actual|chargebacks?|verdicts?|disagreements?|returns?\b|"
            r"reason(?:s)?\b|before and after|says? (?:yes or no|why)|complaints?|moves?|appeals?|"
            r"relabel\w*|the truth|unbans|yields|zero-?results?|queries|skipped|changes the|mistake|"
            r"reading|false alarm|operator|dispatcher|hires|back within|struck out)"
        ),
        "flow": (
            r"(?:retrain\w*|refits?\b|refit\b|re-?fitted|fine[- ]?tun\w+|join(?:s|ed)?\b|added? to|"
            r"go(?:es)? (?:in)?to|flows? (?:in)?to|feed(?:s)?|into the|rewritten|rewrite|"
            r"re-?weight\w*|update(?:s|d)?\b|(?:evaluation|regression|test) (?:set|suite|cases?)|"
            r"prompt\w*|training (?:set|data|table|row)|recalibrat\w*|rebuilt|examples?|weights|"
            r"synonym|instructions|notes|turned into|rules|re-?estimat\w*|trained again|become|"
            r"counts? (?:double|triple|toward)|improve)"
        ),
        "cadence": (
            r"(?:<cadence>|nightly|whenever|once|at <num>|when (?:precision|a|the)|if (?:a|the)|after "
            r"each|each batch|before the next|every|until the next|<num> (?:pairs|presses|alerts|"
            r"corrections|labels)|per (?:week|month)|about once)"
        ),
        "loose": (
            r"(?:some way|look into|over time|naturally|a treasure|see whether|continuous improvement|"
            r"flywheel|adaptive|look at|dashboard|picture of|dig into)"
        ),
    },
    relations=(
        Relation("correction-flows-back", ("capture", "flow", "cadence"), 260),
        Relation("correction-flows-back-asked", ("capture", "flow", "cadence"), 420, when_asked=True),
    ),
    deferred=(
        r"(?:it's done|is done\b|no loop|leave it alone|no re-?tuning|once it's taught|hands? off|frozen|"
        r"not (?:record|wire|touch)|not for us|other supplier|scrap that|worry about what|"
        r"after the holidays|nowhere|close the ticket|delivered|throw them away|"
        r"no updates|see no need to keep)|(?:corrections?|overrides?|clicks|loop|retrain\w*|refits?|"
        r"verdicts?)\b[^.]{0,80}(?:later|afterwards?|next year|risk department|not in scope|hire someone)"
    ),
)

LENSES = (MONITORING, OWNERSHIP, FEEDBACK)
