"""The law of England and Wales, as plain functions over dated tables.

Import the module of the subject: `from handel.rules.england_wales import warrants`. Subjects: `grading`, `warrants`,
`arrest`, `detention`, `bail`, `drugs`, `cash`, `retention`, `disclosure`, `media`; beneath them `calendar`, `ranks`,
`provision`. The README says what each is for and what is not yet confirmed.
"""
