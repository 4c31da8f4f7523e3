"""The public site's half of the report desk: form, seal and receipt. It can seal, and it can open nothing."""
