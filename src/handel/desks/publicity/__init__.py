"""The publicity desk: a public account in which every figure is counted from the operation's records.

Flow: a draft is written from facts -> the person quoted approves their words -> a second person approves the release
-> it is published, its facts frozen -> it reaches the public site -> a later release supersedes it, or it is retracted.
"""
