"""Where people work, in the order of the thread: a desk may use a desk upstream of it, never downstream."""
