"""Dates as Canadian French writes them in forms: 2021-03-01, never the ambiguous 01/03/2021."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
