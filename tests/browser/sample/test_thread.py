"""The whole thread in Chromium, through forms alone, each step as the person whose step it is."""

import pytest
from tests.browser.sample.before_the_day import (
    adopt,
    get_warrant,
    new_report,
    open_operation,
    reports,
    take_as_intelligence,
    tell_the_police,
    work_on_the_report,
)
from tests.browser.sample.the_account import publish, read_the_news, write_release
from tests.browser.sample.the_day import (
    approve_the_plan,
    arrest,
    count,
    detain,
    draw_up_the_plan,
    hand_over,
    muster,
    search,
    seize,
)

pytestmark = pytest.mark.browser

NAME = "Operation Thread"
TOLD = "Every evening people buy small wraps at our door and there are fights about it on the stairs."
SANITISED = "Drugs are supplied from a flat in Ilbert Street in the evening, with violence on the landing."


def test_from_the_first_concern_to_the_public_account_and_back(browse, person, served):
    visitor = browse(served.public, scripts=False)
    known = reports(person("reader"))
    visitor.open("/report/")
    receipt = tell_the_police(visitor, TOLD)
    work_on_the_report(person("reader"), new_report(person("reader"), known), SANITISED)
    intelligence = take_as_intelligence(person("page"), SANITISED)

    operation = open_operation(person("storey"), "Thread")
    adopt(person("page"), operation, intelligence)
    warrant = get_warrant(person("storey"), person("proctor"), NAME, intelligence)
    too_late = get_warrant(
        person("storey"),
        person("proctor"),
        NAME,
        intelligence,
        address="Flat 4, Invented House, Ilbert Street",
        printed_expiry="2015-09-22",
    )

    plan = draw_up_the_plan(person("planner"), NAME, warrant, too_late)
    approve_the_plan(person("planner"), person("gold"), plan)
    served.set_clock("2015-09-23T04:30+01:00")
    muster(person("planner"), plan)
    served.set_clock("2015-09-23T06:50+01:00")
    search(person("read"), warrant, too_late)
    arrest(person("searcher"), NAME, warrant)
    detain(person("custody"))
    cash = seize(person("read"), operation, "S1000001", kind="Cash", description="Roll of notes", warrant=warrant)
    seize(
        person("read"),
        operation,
        "S1000002",
        kind="Suspected drugs",
        substance="crack cocaine",
        description="Wraps, not opened",
        warrant=warrant,
    )
    hand_over(person("read"), cash, "S1000001")
    count(person("exhibits"), cash, "450")

    release = write_release(person("press"), person("storey"), NAME)
    publish(person("press"), person("press2"), release)
    appeal = read_the_news(visitor)
    known = reports(person("reader"))
    visitor.follow("Tell us in confidence")
    tell_the_police(visitor, "I read the news. The same people stand in the next street now.")
    report = new_report(person("reader"), known)
    person("reader").open(f"/reports/{report}/")
    person("reader").reads(appeal)

    visitor.open("/report/check")
    visitor.answer("Your receipt", receipt)
    visitor.press("Check")
