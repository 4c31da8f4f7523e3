"""What a page tells beside its text: no address in a title, and no withheld name between two spaces."""

import re
from typing import Any

import pytest
from tests.desks.search_day.conftest import draft, issue, issued, plan, planner  # noqa: F401

from handel.rules.england_wales.media import problems


@pytest.mark.parametrize("page", ["needs", "drop"])
def test_a_title_tells_no_address(page: str, plan: Any, planner: Any, browse: Any) -> None:  # noqa: F811
    premises = plan.premises.first()
    shown = browse(planner).get(f"/search-day/{plan.reference}/premises/{premises.warrant}/{page}/").content.decode()
    titles = re.findall(r"<(?:title|h1)[^>]*>(.*?)</", shown, re.DOTALL)
    assert len(titles) == 2
    assert not any(premises.address in title for title in titles)
    assert premises.address in shown


@pytest.mark.parametrize("between", [" ", "  ", "\n", "\xa0"])
def test_a_name_is_found_however_its_words_are_spaced(between: str) -> None:
    assert [problem.passage for problem in problems(f"We hold robin{between}Sample.", ["Robin Sample"])]
