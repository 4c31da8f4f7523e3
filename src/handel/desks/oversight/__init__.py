"""The oversight desk: who did and who looked at what, and when, from the journal. It keeps nothing of its own."""
