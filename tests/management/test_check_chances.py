"""The command that holds what pages told against what followed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from .. import PROJECT
from ..factories import make_season


def printed(*years):
    output = StringIO()
    call_command("check_chances", *years, stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("year", [2023, 2026])
def test_the_docs_have_what_the_command_prints(shipped, year):
    assert printed(year) in (PROJECT / "docs" / "chances.md").read_text()


def test_without_a_year_every_season_with_weekly_figures_is_checked(shipped):
    assert printed() == printed(2023) + printed(2026)


def test_a_season_that_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="There is no season of 1999"):
        printed(1999)


def test_a_season_without_weekly_figures_is_named(db):
    make_season(year=2027)

    with pytest.raises(CommandError, match="There are no weekly figures of 2027"):
        printed(2027)
