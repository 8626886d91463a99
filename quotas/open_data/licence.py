"""The licence of our data."""

import dataclasses

from django.utils.translation import gettext_lazy as _


@dataclasses.dataclass(frozen=True)
class Licence:
    name: str
    title: str
    address: str


LICENCE = Licence(
    "CC0-1.0",
    _("Creative Commons Zero 1.0 (public domain)"),
    "https://creativecommons.org/publicdomain/zero/1.0/",
)
