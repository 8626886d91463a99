"""Charts as plain geometry: the places of lines, bars and labels for the templates."""

from .lines import Line, LineChart
from .seasons import SeasonFigure, SeasonsChart, Series
from .timeline import Stop, Timeline

__all__ = ["SeasonFigure", "Line", "LineChart", "SeasonsChart", "Series", "Stop", "Timeline"]
