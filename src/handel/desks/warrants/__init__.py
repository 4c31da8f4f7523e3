"""The warrants desk: from the grounds for a search to the warrant's return to the court.

Flow: an investigator drafts the application with each statement that the court needs -> an inspector who is another
person authorises it -> the court issues the warrant or refuses it -> each entry is recorded and endorsed on the
warrant -> the warrant goes back to the court, executed or not.
"""
