"""The operations desk: what an operation is for, who is on it, what was decided and why.

Flow: an inspector opens an operation over wards with objectives -> members join in roles -> sanitised intelligence
is adopted -> decisions go into the policy log, which only grows -> the operation is closed.
"""
