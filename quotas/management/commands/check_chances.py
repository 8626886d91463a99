from itertools import groupby

from django.core.management.base import BaseCommand, CommandError

from quotas.figures.backtest import backtest
from quotas.models import Season, WeeklyFigures


class Command(BaseCommand):
    """Print, for each season, how often what a pool's page tells of chances came true."""

    help = (
        "Holds what the page of each pool would have said in each week of a season against what "
        "followed. Run it again when a season is over, and keep the result in docs/chances.md."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "seasons", nargs="*", type=int, help="by their years; all with weekly figures if none"
        )

    def handle(self, seasons, **options):
        years = seasons or sorted(WeeklyFigures.objects.days_by_season())
        for year in years:
            season = Season.objects.filter(year=year).first()
            if season is None:
                raise CommandError(f"There is no season of {year}.")
            self.report(season)

    def report(self, season):
        rows = WeeklyFigures.objects.of_season_by_pool(season)
        pools = [list(figures) for key, figures in groupby(rows, lambda row: row[:3]) if not key[2]]
        outcomes = backtest(pools)
        days = [figure.as_of for figures in pools for figure in figures]
        if not days:
            raise CommandError(f"There are no weekly figures of {season.year}.")
        self.stdout.write(f"{season.year}: {len(pools)} pools, {min(days)} to {max(days)}")
        for title, outcome in (
            ("Share of the next week, against those of the last four", outcomes.next_week),
            ("Share of the next week, against the span of the rating", outcomes.rating),
            (
                "Chance of the next four weeks, against the last, give or take half",
                outcomes.four_weeks,
            ),
        ):
            self.show(title, outcome, ("within", "below", "above"))
        self.show(
            "Level of the next week, against that of the last",
            {"the same": outcomes.same_level[True], "another": outcomes.same_level[False]},
            ("the same", "another"),
        )
        self.show(
            "Day without spots, against the days told by their pace",
            outcomes.spots,
            ("within", "earlier", "later", "some left on the last day"),
        )

    def show(self, title, counts, names):
        total = sum(counts[name] for name in names)
        self.stdout.write(f"  {title}: {total}")
        for name in names:
            share = f"{counts[name] / total:.0%}" if total else "-"
            self.stdout.write(f"    {name:26}{counts[name]:5}{share:>6}")
