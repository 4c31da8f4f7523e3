"""What a person is to a compartment. A role opens kinds of record; rank and the law decide on acts."""

from django.db import models


class Role(models.TextChoices):
    REPORT_DESK = "report_desk", "report desk"
    INTELLIGENCE = "intelligence", "intelligence officer"
    INVESTIGATOR = "investigator", "investigator"
    COMMANDER = "commander", "commander"
    AUTHORISER = "authoriser", "authorising inspector"
    PLANNER = "planner", "planner"
    TEAM = "team", "search team"
    CUSTODY = "custody", "custody officer"
    EXHIBITS = "exhibits", "exhibits officer"
    PRESS = "press", "press officer"
    PARTNER = "partner", "partner"
    AUDITOR = "auditor", "auditor"


LEADERS = (Role.COMMANDER, Role.INVESTIGATOR)
"""Who runs an operation."""
