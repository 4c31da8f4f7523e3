"""Business time: the one place that reads the clock for the law. Only the sample operation may set it."""
