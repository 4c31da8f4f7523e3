"""The desks' verbs in words, together."""

from handel.desks.custody.verbs import VERBS as CUSTODY
from handel.desks.exhibits.verbs import VERBS as EXHIBITS
from handel.desks.intelligence.verbs import VERBS as INTELLIGENCE
from handel.desks.operations.verbs import VERBS as OPERATIONS
from handel.desks.publicity.verbs import VERBS as PUBLICITY
from handel.desks.search_day.verbs import VERBS as SEARCH_DAY
from handel.desks.warrants.verbs import VERBS as WARRANTS

WORDS = INTELLIGENCE | OPERATIONS | WARRANTS | SEARCH_DAY | CUSTODY | EXHIBITS | PUBLICITY
