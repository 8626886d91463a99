"""Charts as plain geometry: where the lines, bars and labels that a template draws stand."""

from .lines import Line, LineChart
from .seasons import Entry, SeasonsChart, Series
from .timeline import Stop, Timeline

__all__ = ["Entry", "Line", "LineChart", "SeasonsChart", "Series", "Stop", "Timeline"]
