"""The fees of a category as one sum: the parts that an applicant pays, and the employer's."""

import dataclasses

from django.utils.translation import gettext

from ..i18n.formats import canadian_dollars, plus
from ..models import Category, Fee
from ..models.calendar import by_season_and


@dataclasses.dataclass(frozen=True)
class Total:
    """The fees of one season that an applicant in a category pays, the highest of each kind."""

    category: Category
    fees: list[Fee]

    @property
    def season(self):
        return self.fees[0].season

    @property
    def dollars(self):
        return sum(fee.dollars for fee in self.fees)

    @property
    def sentence(self):
        return gettext("%(dollars)s in all for %(category)s: %(parts)s") % {
            "dollars": canadian_dollars(self.dollars),
            "category": self.category.name,
            "parts": plus(fee.dollars for fee in self.fees),
        }

    @property
    def names(self):
        """The names of its parts, in the order of the sum."""
        if self.has_employer:
            return gettext("IEC fee + biometrics fee")
        return gettext("IEC fee + open work permit holder fee + biometrics fee")

    @property
    def remark(self):
        """Its season, and the sum for somebody who need not give biometrics again."""
        fees = [fee for fee in self.fees if fee.kind != Fee.Kind.BIOMETRICS]
        return gettext(
            "Fees of the %(year)s season; %(less)s if your biometrics are still valid."
        ) % {
            "year": self.season.year,
            "less": canadian_dollars(sum(fee.dollars for fee in fees)),
        }

    @property
    def has_employer(self):
        return self.category.permit == Category.Permit.EMPLOYER_SPECIFIC


@dataclasses.dataclass(frozen=True)
class Totals:
    """The totals of categories, and the newest fee that an employer pays beside them."""

    totals: list[Total]
    employer: Fee | None

    @classmethod
    def of(cls, categories):
        """Return the totals of those `categories` of which a season has every part."""
        by_season = by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind)
        seasons = [dict(zip(Fee.Kind, kinds, strict=True)) for _season, kinds in by_season]
        found = [total_of(category, seasons) for category in categories]
        paid = [kinds[Fee.Kind.COMPLIANCE] for kinds in seasons if kinds[Fee.Kind.COMPLIANCE]]
        totals = [total for total in found if total]
        is_paid = bool(paid) and any(total.has_employer for total in totals)
        return cls(totals, highest(paid[0]) if is_paid else None)

    @property
    def sources(self):
        """The sources of all that is added up, each once."""
        fees = [fee for total in self.totals for fee in total.fees]
        fees += [self.employer] if self.employer else []
        return list(dict.fromkeys(fee.source for fee in fees))


def total_of(category, seasons):
    """Return the total of the newest of the `seasons` with every part, or None.

    The `seasons` are dicts of lists of fees by kind, the newest first.
    """
    kinds = [Fee.Kind.IEC, Fee.Kind.BIOMETRICS]
    if category.permit == Category.Permit.OPEN:
        kinds.insert(1, Fee.Kind.OPEN_PERMIT)
    for held in seasons:
        if all(held[kind] for kind in kinds):
            return Total(category, [highest(held[kind]) for kind in kinds])
    return None


def highest(fees):
    return max(fees, key=lambda fee: fee.dollars)
