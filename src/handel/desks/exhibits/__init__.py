"""The exhibits desk: what was seized, where it is, and what is known of it.

Flow: an officer seizes under a power, marks and seals -> the exhibit is handed on, each time under the seal that was
last recorded -> cash is counted by two people, substances are tested -> the figures stand in the public account.
Nothing here is ever changed: what is so now is what the last row of each ledger says.
"""
