"""Charts as plain geometry: the places of lines, bars and labels for the templates."""

from .lines import Line, LineChart
from .ratings import RatingOutcome, RatingsChart
from .seasons import SeasonFigure, SeasonsChart, Series
from .strip import Cell, Strip
from .timeline import Stop, Timeline

__all__ = [
    "Cell",
    "SeasonFigure",
    "Line",
    "LineChart",
    "RatingOutcome",
    "RatingsChart",
    "SeasonsChart",
    "Series",
    "Stop",
    "Strip",
    "Timeline",
]
