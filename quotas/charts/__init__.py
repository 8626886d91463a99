"""Charts as plain geometry: the places of lines, bars and labels for the templates."""

from .lines import Line, LinesChart, Panel
from .picture import Statement
from .ranks import Rank, RanksChart
from .ratings import RatingOutcome, RatingsChart
from .seasons import SeasonFigure, SeasonsChart, Series
from .timeline import Stop, Timeline

__all__ = [
    "SeasonFigure",
    "Line",
    "LinesChart",
    "Panel",
    "Rank",
    "RanksChart",
    "RatingOutcome",
    "RatingsChart",
    "SeasonsChart",
    "Series",
    "Statement",
    "Stop",
    "Timeline",
]
