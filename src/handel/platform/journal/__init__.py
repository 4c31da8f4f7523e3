"""Everything done and everything looked at, written in the same transaction as the act or the look itself."""
