"""Charts as plain geometry: where the lines, bars and labels that a template draws stand."""

from .lines import Line, LineChart
from .seasons import Cell, SeasonsChart, Series
from .timeline import Stop, Timeline

__all__ = ["Cell", "Line", "LineChart", "SeasonsChart", "Series", "Stop", "Timeline"]
