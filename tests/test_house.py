"""The rules of the house: which wing may import which, how long a file is, where its tests are."""

import ast
from pathlib import Path

import pytest

from . import PROJECT

LONGEST_FILE = 400  # lines
LONGEST_TEMPLATE_LINE = 160  # characters
# Names that Django looks for at the top of an app.
TOP_OF_APP = {
    "__init__",
    "apps",
    "context_processors",
    "filters",
    "forms",
    "tables",
    "urls",
    "validators",
}
# Wings from the ground up: each imports those below it, and none beside it or above.
FLOORS = (
    {"i18n", "validators"},
    {"history", "markdown", "charts"},
    {"models"},
    {"plausibility"},
    {"forms", "filters", "tables", "figures", "accounts", "rounds"},
    {"files"},
    {"open_data", "search"},
    {"caching"},
    {"views"},
    {"api", "embed", "drafts"},
    {"desk"},
    {"admin"},
    {"management", "templatetags", "context_processors", "urls", "apps"},
)
FLOOR_OF = {wing: number for number, wings in enumerate(FLOORS) for wing in wings}


def source_files(*folders):
    return [
        path
        for folder in folders
        for path in sorted((PROJECT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def module_of(path):
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in source_files("quotas", "iec_site")}


def imports_of(module):
    """The modules of ours that `module` imports, wherever in the file."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                name = f"{base}.{alias.name}"
                if name in MODULES or base in MODULES:
                    yield name if name in MODULES else base


def wing_of(module):
    """The wing that `module` is in: `figures` for `quotas.figures.changes`."""
    package, *rest = module.split(".")
    return rest[0] if package == "quotas" and rest else package


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("quotas.")])
def test_a_module_imports_only_its_own_wing_and_those_on_floors_below(module):
    wing = wing_of(module)
    assert wing in FLOOR_OF, f"{wing} has no floor: give it one in this test, or another place."
    for imported in imports_of(module):
        other = wing_of(imported)
        assert other != "iec_site", f"{module} imports {imported}: nobody imports the wiring."
        if other in ("quotas", wing):
            continue
        assert FLOOR_OF[other] < FLOOR_OF[wing], (
            f"{module} imports {imported}, which is not on a floor below it."
        )


def test_no_two_modules_import_each_other():
    graph = {module: set(imports_of(module)) for module in MODULES}
    done, path = set(), []

    def visit(module):
        assert module not in path, f"These import each other: {' → '.join([*path, module])}."
        if module in done:
            return
        path.append(module)
        for imported in sorted(graph[module] - {module}):
            visit(imported)
        done.add(path.pop())

    for module in graph:
        visit(module)


def test_figures_and_models_know_nothing_of_requests():
    for module, path in MODULES.items():
        if wing_of(module) in ("models", "figures", "history"):
            assert "django.http" not in path.read_text(), f"{module} imports django.http."


def test_at_the_top_of_the_app_are_only_names_that_django_gives():
    names = {path.stem for path in (PROJECT / "quotas").glob("*.py")}
    assert names <= TOP_OF_APP, f"Give these a wing: {', '.join(sorted(names - TOP_OF_APP))}."


@pytest.mark.parametrize("path", source_files("quotas", "iec_site", "tests"), ids=module_of)
def test_a_file_holds_one_thing_in_at_most_400_lines(path):
    lines = len(path.read_text().splitlines())
    assert lines <= LONGEST_FILE, f"{module_of(path)} has {lines} lines: cut it by what it holds."


def test_no_template_line_is_longer_than_160_characters():
    long = [
        f"{path.relative_to(PROJECT)}:{number} has {len(line)}"
        for path in sorted((PROJECT / "templates").rglob("*"))
        if path.is_file()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert not long, f"Make a component of it: {'; '.join(long)}."


def test_every_component_and_partial_is_drawn_by_something():
    """Those of live figures are named by what is live, so they have no name to look for."""
    folder = PROJECT / "templates"
    parts = [path for name in ("components", "partials") for path in (folder / name).glob("*.html")]
    readers = [*folder.rglob("*.html"), *(PROJECT / "quotas").rglob("*.py")]
    texts = "".join(path.read_text() for path in readers)

    named = [path.relative_to(folder).as_posix() for path in parts if path.name[:5] != "live_"]
    assert [name for name in named if name not in texts] == []


def test_tests_of_a_wing_are_named_for_the_module_they_are_about():
    """``tests/figures/test_changes_order.py`` is about ``quotas/figures/changes.py``."""
    for path in sorted((PROJECT / "tests").rglob("test_*.py")):
        folder = path.parent.relative_to(PROJECT / "tests")
        if folder == Path() or folder.parts[0] == "browser":
            continue
        package = PROJECT / (folder if folder.parts[0] == "iec_site" else Path("quotas") / folder)
        modules = {each.stem for each in package.rglob("*.py")} | {"wing"}
        name = path.stem.removeprefix("test_")
        assert any(f"{name}_".startswith(f"{module}_") for module in modules), (
            f"{path.relative_to(PROJECT)} is named for no module of {package.name}."
        )


DOCSTRING_CLAUSES = (
    "What", "Whether", "Who", "Whoever", "How", "Where", "When", "Why", "Which",
)  # fmt: skip


@pytest.mark.parametrize("path", source_files("quotas", "iec_site", "tests"), ids=module_of)
def test_a_docstring_opens_with_a_noun_or_a_verb(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            first = (ast.get_docstring(node) or "-").split()[0].strip(",.:")
            name = getattr(node, "name", module_of(path))
            assert first not in DOCSTRING_CLAUSES, f"The docstring of {name} opens with a clause."
