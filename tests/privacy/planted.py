"""The words planted in the world of the access tests, each with exactly the people who may read it."""

from tests.privacy.adopted_world import TAKING_PART
from tests.privacy.cast import KERNTEAM, PROFESSIONALS, WELFARE
from tests.privacy.residents_world import GUIDE, TRACK

# Each planted word with exactly the people who may read it somewhere. Long words: one of four letters once stood in the
# random token of a form by chance.
CANARIES = {
    "kwikstaart": {"petra"},  # registration of the police, shared with nobody: title
    "987651": {"petra"},  # its number
    "roodborst": {"petra"},  # its text
    "appelvink": {"petra"},  # the name of its file
    "barmsijs": {"petra"},  # what is in its file
    "sijsje": {"petra"},  # what it said before
    "tjiftjaf": {"petra", "willem"},  # a file with what the police shared with welfare
    "baardman": {"petra"},  # in a table that Petra brought and that waits for her
    "snorzanger": {"petra"},  # a signal of the police for welfare that waits for its second reader
    "karekiet": {"petra"},  # shared with welfare until yesterday
    "bergeend": {"petra"},  # its source
    "ijsvogel": {"petra", "willem"},  # registration of the police, shared with welfare: title
    "steenuil": WELFARE,  # registration of welfare, in words
    "wielewaal": KERNTEAM,  # draft session: title
    "grutto": KERNTEAM,  # its place
    "kievit": KERNTEAM,  # its agenda item
    "tureluur": KERNTEAM,  # its preparation
    "scholekster": KERNTEAM,  # its homework, given to the police
    "lepelaar": KERNTEAM,  # a decision in it
    "bosuil": KERNTEAM,  # what the logbook tells of it
    "zilvermeeuw": KERNTEAM,  # a file with its agenda item
    "kwakreiger": KERNTEAM,  # a party that is missing at it
    "nachtegaal": KERNTEAM | {"petra"},  # sent session with the police: title
    "zwaluw": KERNTEAM | {"petra"},  # its agenda item
    "draaihals": KERNTEAM | {"petra"},  # a file with its agenda item
    "geelgors": KERNTEAM,  # a party that is missing at it, and why
    "merel": KERNTEAM | {"petra"},  # its homework
    "ortolaan": KERNTEAM | {"petra"},  # in the history of that homework
    "kwartel": KERNTEAM | {"petra"},  # a decision in it
    "dwergstern": KERNTEAM | {"petra"},  # what the police said with their answer to its invitation
    "wulpen": KERNTEAM | {"petra"},  # what the logbook tells of it
    "bontbekplevier": KERNTEAM | {"petra"},  # held session with the police: title
    "beflijster": KERNTEAM | {"petra"},  # an outcome of it
    "zomertortel": KERNTEAM | {"petra"},  # a note of it, taken over into the plan in other words
    "zilverplevier": KERNTEAM | {"petra"},  # the answer to its homework, taken over in other words
    "goudhaan": KERNTEAM | {"petra"},  # what its minutes say
    "spotvogel": KERNTEAM | {"petra"},  # what the police add to them
    "notenkraker": KERNTEAM | {"petra"},  # a later note under them
    "kramsvogel": KERNTEAM | {"petra"},  # a topic of it that was parked
    "oeverloper": KERNTEAM,  # its preparation
    "rietgors": set(),  # a note that is not revealed: only the device that stuck it shows it
    "waterpieper": KERNTEAM,  # a note that lies open
    "visdief": KERNTEAM,  # the heading above it
    "spreeuw": KERNTEAM,  # name on an open invitation
    "aalscholver": PROFESSIONALS,  # action of the traject
    "waterhoen": PROFESSIONALS | {"achmed"},  # problem statement, also in the submitted version
    "meerkoet": PROFESSIONALS | {"achmed"},  # measure in the plan, also in the submitted version
    "pestvogel": PROFESSIONALS,  # assumption of welfare
    "kuifeend": PROFESSIONALS,  # cause
    "zeearend": PROFESSIONALS,  # opportunity, newer than the submitted version
    "rotgans": PROFESSIONALS,  # evidence of welfare
    "havikskruid": KERNTEAM | {"petra"},  # evidence from the held session
    "kraaiheide": {"petra"},  # evidence from a registration of the police, shared with nobody
    "ganzerik": {"petra", "willem"},  # evidence from what the police shared with welfare
    "kolgans": PROFESSIONALS,  # what an evaluation is about
    "brandgans": PROFESSIONALS,  # indicator of a goal
    "zaagbek": PROFESSIONALS,  # source of its number
    "dodaars": PROFESSIONALS,  # point to arrange, newer than the submitted version
    "eidereend": PROFESSIONALS,  # objection
    "zomertaling": PROFESSIONALS | {"achmed"},  # what the police say about it, for their back office too
    "slobeend": PROFESSIONALS,  # what welfare says about it
    "krakeend": PROFESSIONALS | {"achmed"},  # what the police comment on it
    "tafeleend": PROFESSIONALS | {"achmed"},  # what the kernteam answers the police
    "wintertaling": PROFESSIONALS | {"achmed"},  # what the police can bring in
    "brilduiker": PROFESSIONALS,  # what welfare comments on it
    "nonnetje": PROFESSIONALS,  # what the kernteam answers welfare
    "pijlstaart": PROFESSIONALS,  # what welfare can bring in
    "torenvalk": PROFESSIONALS | {"achmed"},  # submitted version of the plan
    "grauwklauwier": PROFESSIONALS,  # how a measure goes
    "bijeneter": PROFESSIONALS,  # a question about what is stuck
    "scharrelaar": PROFESSIONALS,  # the answer to it
    "wespendief": PROFESSIONALS,  # what a lead says in a check-in: what goes well
    "duinpieper": PROFESSIONALS,  # where it is stuck
    "strandleeuwerik": PROFESSIONALS,  # what is needed
    "roodkeelduiker": PROFESSIONALS,  # a question to the board
    "zeekoetjes": PROFESSIONALS,  # the name of a working group
    "kerkuil": TAKING_PART,  # a line of the adopted plan of another traject
    "sneeuwgors": TAKING_PART,  # why it was adopted although not everybody agreed
    "zwartkop": TAKING_PART,  # the same line in the draft after it
    "reiger": PROFESSIONALS,  # document
    "roerdomp": KERNTEAM,  # the next privacy agreement, as a draft
    "braamsluiper": {"petra"},  # her action, hidden after somebody reported it
    "goudvink": {"petra"},  # who looked at a registration of the police
    "buizerd": {"otto"},  # question of another traject
    "haddad": {"bea", "root", "yasmin"} | GUIDE,  # the resident's own name: accounts, her own page, her guide
    "koekoek": TRACK,  # note of a resident
    "regenwulp": TRACK,  # meeting of residents: title
    "steltkluut": TRACK,  # its place
    "patrijs": TRACK,  # what it is about
    "tapuit": TRACK,  # finding that waits for residents
    "blauwborst": TRACK,  # finding that residents sent back
    "winterkoning": TRACK,  # why
    "sperwer": TRACK,  # finding that residents withdrew
    "boomklever": PROFESSIONALS | TRACK,  # finding that residents handed over
    "kneuterij": PROFESSIONALS,  # feedback that the guide has not passed on
    "putter": PROFESSIONALS | TRACK,  # feedback that was passed on
    "grasmus": GUIDE,  # the residents' next agreement, as a draft
    "groenling": GUIDE,  # name on an open invitation to a resident
}
