"""One panel of a chart of lines, drawn."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from .drawing import apart, rounded, scale
from .picture import Label, Layout, Path

# Each mark is a path from the point that it stands on.
SHAPES = {
    "first": "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    "second": "m-3-3h6v6h-6z",
    "third": "m0-4l4 7h-8z",
}
NAME_ROOM = {"narrow": 92, "wide": 150}  # of the name of a line, which is wrapped
BEFORE_LABEL = 14  # from the end of the field: the leader
BETWEEN_MARKS = {"narrow": 21, "wide": 30, "share": 40}
MOST_STEPS = {"narrow": 4, "wide": 4, "share": 2}  # of the scale
SAMPLED = 4  # units from one point of a line to the next where words look for room


@dataclass(frozen=True)
class DrawnPanel:
    """A Panel of a LinesChart in a layout."""

    chart: Any
    panel: Any
    layout: Layout

    @cached_property
    def labels(self):
        """The label of each line: its name, and its value on the last day, if it has one.

        The value stands below the name, or beside it where the height is given.
        """
        return [self._label(line) for line in self.panel.held]

    def _label(self, line):
        value = "" if line.values[-1] is None else self.chart.write(line.values[-1])
        if self.layout.height:
            return [f"{line.name} {value}".strip()], ""
        return self.layout.wrapped(line.name, NAME_ROOM[self.layout.name]), value

    @property
    def labels_width(self):
        """The room of the widest label, with what is before it."""
        return BEFORE_LABEL + max(
            self.layout.width_of(text, bold=True)
            for lines, value in self.labels
            for text in (*lines, value)
        )

    @cached_property
    def label_heights(self):
        return [
            self.layout.leading * (len(lines) + bool(value)) + 6 for lines, value in self.labels
        ]

    @property
    def labels_height(self):
        return sum(self.label_heights)

    @cached_property
    def scale(self):
        """Round numbers from 0 to the largest value or a little more."""
        return scale(self.panel.largest, MOST_STEPS[self.layout.name])

    @property
    def scale_width(self):
        """The room of the widest number of the scale."""
        return max(self.layout.width_of(self.chart.write(number)) for number in self.scale)

    def draw(self, axis, left, top, bottom):
        """Return its shapes between two heights; its numbers begin at `left`."""
        y_of = self._placing(top, bottom)
        heights = {number: y_of(number) for number in self.scale}
        shapes = [Path("grid", "".join(f"M{axis.left} {y}H{axis.right}" for y in heights.values()))]
        shapes += [
            Label(left, rounded(y + self.layout.size * 0.35), [self.chart.write(number)], "quiet")
            for number, y in heights.items()
        ]
        shapes.append(Path("axis", f"M{axis.left} {bottom}H{axis.right}"))
        runs = [self._runs(line, axis, y_of) for line in self.panel.held]
        shapes += self._gaps(axis, bottom)
        shapes += self._rule(axis, y_of, runs, top)
        return shapes + self._lines(axis, runs, top, bottom)

    def _placing(self, top, bottom):
        most = self.scale[-1]
        return lambda value: rounded(bottom - (bottom - top) * value / most)

    def _gaps(self, axis, bottom):
        """The words for the gaps that have room for them."""
        words = _("no figures")
        return [
            Label(
                rounded((axis.x(before) + axis.x(after)) / 2),
                rounded(bottom - 6),
                [words],
                "quiet middle",
            )
            for before, after in self.chart.gaps
            if axis.x(after) - axis.x(before) > self.layout.width_of(words) + 12
        ]

    def _runs(self, line, axis, y_of):
        """The points of `line` that follow each other without a gap."""
        runs, after_gaps = [[]], {after for _before, after in self.chart.gaps}
        for day, value in zip(self.chart.days, line.values, strict=True):
            if day in after_gaps:
                runs.append([])
            if value is not None:
                runs[-1].append((axis.x(day), y_of(value)))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _lines(self, axis, every_run, top, bottom):
        """The lines, their marks, and their labels at the end of the field."""
        ends = [runs[-1][-1] for runs in every_run]
        tops = apart([y for _x, y in ends], self.label_heights, top, bottom)
        shapes = []
        for line, runs, end, label_top, (names, value) in zip(
            self.panel.held, every_run, ends, tops, self.labels, strict=True
        ):
            mark = SHAPES[line.look]
            lines = "".join("M" + " ".join(f"{x} {y}" for x, y in run) for run in runs)
            marks = "".join(f"M{x} {y}{mark}" for x, y in self._marks(runs))
            first_y = rounded(label_top + 3 + 0.8 * self.layout.leading)
            middle = rounded(first_y - self.layout.size * 0.35)
            if line.values[-1] is not None:
                x = rounded(axis.right + BEFORE_LABEL - 4)
                shapes.append(Path("leader", f"M{end[0]} {end[1]}L{x} {middle}"))
            else:
                marks += f"M{rounded(axis.right + 7)} {middle}{mark}"
            shapes += [Path(f"{line.look} run", lines), Path(f"{line.look}-area", marks)]
            x = rounded(axis.right + BEFORE_LABEL)
            shapes.append(Label(x, first_y, names, f"{line.look}-word"))
            if value:
                below = rounded(first_y + self.layout.leading * len(names))
                shapes.append(Label(x, below, [value], f"strong {line.look}-word"))
        return shapes

    def _marks(self, runs):
        """The ends of every run, and as many points between as stand clear of each other."""
        distance = BETWEEN_MARKS[self.layout.name] if len(self.chart.days) > 12 else 7
        marks = []
        for run in runs:
            clear = run[:1]
            for x, y in run[1:-1]:
                if x - clear[-1][0] >= distance and run[-1][0] - x >= distance:
                    clear.append((x, y))
            marks += clear + run[1:][-1:]
        return marks

    def _rule(self, axis, y_of, runs, top):
        """The rule as steps, and its name with the first and the last of its values."""
        rule = self.panel.rule
        if rule is None or not rule.is_held:
            return []
        path, points, before = "", [], None
        for day, value in zip(self.chart.days, rule.values, strict=True):
            if value is not None:
                x, y = axis.x(day), y_of(value)
                path += f"M{x} {y}" if before is None else f"H{x}" if before == y else f"H{x}V{y}"
                points.append((x, y))
            before = None if value is None else y_of(value)
        path += f"H{axis.right}" if before is not None else ""
        return [Path("rule", path), self._rule_label(rule, axis, points, runs, top)]

    def _rule_label(self, rule, axis, points, runs, top):
        """The words of the rule, above or below it, where they cover least of the lines."""
        held = [value for value in rule.values if value is not None]
        first, last = self.chart.write(held[0]), self.chart.write(held[-1])
        words = {"name": rule.name, "first": first, "last": last}
        text = _("%(name)s: %(last)s") % words
        if first != last:
            longer = _("%(name)s: %(first)s at first, %(last)s at last") % words
            if self.layout.width_of(longer, bold=True) < axis.right - axis.left - 8:
                text = longer
        width, size = self.layout.width_of(text, bold=True), self.layout.size
        room = axis.right - axis.left - width - 8
        samples = [point for each in runs for run in each for point in sampled(run)]

        def covered(place):
            x, y = place
            return sum(x - 3 <= a <= x + width + 3 and y - size <= b <= y + 4 for a, b in samples)

        places = []
        for part in range(5):
            x = axis.left + 4 + max(0, room) * part / 4
            near = [y for a, y in points if x - 12 <= a <= x + width + 12] or [points[-1][1]]
            places += [(x, min(near) - 5), (x, max(near) + size + 2)]
        x, y = min((place for place in places if place[1] - size >= top - 12), key=covered)
        return Label(rounded(x), rounded(y), [text], "strong halo")


def sampled(run):
    """Return points along the run of a line, close enough to see what they cover."""
    points = list(run)
    for (x, y), (next_x, next_y) in zip(run, run[1:], strict=False):
        steps = max(1, int(max(abs(next_x - x), abs(next_y - y)) / SAMPLED))
        points += [
            (x + (next_x - x) * n / steps, y + (next_y - y) * n / steps) for n in range(steps)
        ]
    return points
