"""What the journal's verbs mean, in words for people."""

VERBS = {
    "release.draft": "Release drafted",
    "release.edit": "Release edited",
    "release.propose_quotation": "Quotation proposed",
    "release.approve_quotation": "Quotation approved by the person quoted",
    "release.approve": "Release approved",
    "release.publish": "Release published",
    "release.deliver": "Release put on the public site",
    "release.supersede": "Superseding release drafted",
    "release.retract": "Release retracted",
}
