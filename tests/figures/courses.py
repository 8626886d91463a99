"""Weeks of pools to explain."""

import datetime

FRIDAY = datetime.date(2023, 2, 17)
DAY = datetime.timedelta(days=1)
FRANCE = "/en/pools/2023/fr/working-holiday/"


def pace(told):
    return [sentence for sentence in told if sentence.startswith("Spots ")]
