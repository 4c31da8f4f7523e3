"""The operation's own page: the thread as a picture, what waits for whom, which clock runs out next, map, timeline."""
