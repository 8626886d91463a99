"""The columns of our data: what each holds, how it is spelled, and where a row keeps it."""

import dataclasses
import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ...i18n.languages import language
from ...models import Category, Fee, SeasonDay
from ...models.quota import QuotaState, pool_address
from ...models.quota_value import WITHDRAWN
from ...models.source import Source
from ...models.weekly_figures import Rating, RoundDay, Word
from .shared import (
    AS_OF,
    CATEGORY,
    CATEGORY_NAME,
    COUNTRY,
    COUNTRY_NAME,
    IS_CORRECTION,
    PAGE,
    PLACES,
    POOL,
    RECORDED_AT,
    SEASON,
    SOURCE,
    STATE,
    SUBPOOL,
    Column,
    absolute,
    changed,
    field,
    words,
)
