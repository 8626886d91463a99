"""The invitations of one country in single weeks, all categories together."""

import dataclasses

from django.utils.functional import cached_property

from ..models import Country, CountryInvitations


@dataclasses.dataclass(frozen=True)
class InvitationsByPeriod:
    """The public invitations of a country, but of the days that its weekly figures cover."""

    country: Country

    @cached_property
    def rows(self):
        """The rows, the newest period first, each with the sum of all countries."""
        of_country = CountryInvitations.objects.public().filter(country=self.country)
        rows = of_country.beside_weekly_figures().with_sum()
        return list(rows.with_period().in_order())
