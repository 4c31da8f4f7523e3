"""The custody desk: who was arrested and why, who is held and for how long that is lawful.

Flow: an officer arrests -> the person arrives at a station -> a custody officer authorises detention -> inspectors
review it, a superintendent or a court may extend it -> charge, bail or release. The clock of `rules.england_wales`
reads the ledger of what happened; nothing in the ledger is ever changed.
"""
