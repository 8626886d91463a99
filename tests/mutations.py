"""Mutations: small faults put into a module one by one, to see which of them no test notices.

    make mutations OF=quotas/filters.py BY=tests/test_filters.py

Runs the tests once, and then until the first failure for each mutation, in a process of its own
that has the changed function in memory. What survives is listed at the end with its line.
"""

import ast
import copy
import importlib
import os
import random
import signal
import sys
from pathlib import Path

import pytest
from django.db import connections

SLOWEST = 120  # seconds: a mutation may never end
SWAPPED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


def pytest_addoption(parser):
    parser.addoption("--mutate", help="the module to put faults into")
    parser.addoption("--mutations", type=int, default=0, help="at most so many, chosen at random")


def variants(node):  # noqa: C901, a case for each kind of node
    """Each way to change one node a little: a pair of what it says and the new node."""
    new = copy.deepcopy(node)
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in SWAPPED:
            new.ops = [SWAPPED[type(operator)]()]
            yield new
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPPED:
            new.op = SWAPPED[type(node.op)]()
            yield new
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield new.operand
        case ast.Constant(value=bool()):
            new.value = not node.value
            yield new
        case ast.Constant(value=int()):
            new.value = node.value + 1
            yield new
        case ast.Constant(value=str()) if node.value.startswith("-") and len(node.value) > 1:
            new.value = node.value[1:]
            yield new
        case ast.If() | ast.IfExp():
            new.test = ast.UnaryOp(ast.Not(), new.test)
            yield new
        case ast.Return(value=ast.AST()) if not is_none(node.value):
            new.value = ast.Constant(None)
            yield new
        case ast.comprehension(ifs=[_, *_]):
            new.ifs = []
            yield new
        case ast.Continue():
            yield ast.Break()
        case ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield ast.Pass()


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


class Replacement(ast.NodeTransformer):
    """Puts the variant of the given number in the place of its node."""

    def __init__(self, number):
        self.number, self.line = number, None

    def visit(self, node):
        if self.line is None:
            for variant in variants(node):
                if self.number == 0:
                    self.line = getattr(node, "lineno", 0)
                    return ast.copy_location(variant, node)
                self.number -= 1
        return self.generic_visit(node)


def functions_in(tree):
    """The functions of a module and of its classes, each with the names that lead to it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield (node.name,), node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield (node.name, inner.name), inner


def numbers_in(tree):
    """The whole numbers that a module and its classes give names to, with what leads to each."""
    for names, body in [((), tree.body)] + [
        ((node.name,), node.body) for node in tree.body if isinstance(node, ast.ClassDef)
    ]:
        for node in body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=int(number))):
                    if not isinstance(number, bool):
                        yield (*names, name), number, node.lineno


def mutants(path):
    """Each mutation of a module: its place and words, and what `apply` needs."""
    source = Path(path).read_text()
    tree = ast.parse(source)
    for names, number, line in numbers_in(tree):
        yield f"{path}:{line}: {names[-1]} = {number}\n    → {number + 1}", number, names
    for names, function in functions_in(tree):
        number = 0
        while True:
            changed = copy.deepcopy(tree)
            target = dict(functions_in(changed))[names]
            replacement = Replacement(number)
            target.body = [replacement.visit(statement) for statement in target.body]
            if replacement.line is None:
                break
            number += 1
            ast.fix_missing_locations(changed)
            line = source.splitlines()[replacement.line - 1].strip()
            after = ast.unparse(target).splitlines()
            before = ast.unparse(function).splitlines()
            words = next((a.strip() for a, b in zip(after, before, strict=False) if a != b), "")
            yield f"{path}:{replacement.line}: {line}\n    → {words}", changed, names


def code_of(thing):
    """The function behind a plain function, a method or a property of any kind."""
    for name in ("fget", "func", "__func__", "__wrapped__"):
        thing = getattr(thing, name, None) or thing
    return thing


def raise_number(module, number, names):
    """Add one to a number wherever it was imported to."""
    if len(names) > 1:
        setattr(getattr(module, names[0]), names[1], number + 1)
        return
    for name, other in list(sys.modules.items()):
        if name.startswith("quotas.") and vars(other).get(names[0]) == number:
            setattr(other, names[0], number + 1)


def apply(path, tree, names):
    """Give the functions that run the code of the changed module, or change a number."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    if isinstance(tree, int):
        raise_number(module, tree, names)
        return
    code = compile(tree, path, "exec")
    for name in names:
        code = next(each for each in code.co_consts if getattr(each, "co_name", None) == name)
    thing = module
    for name in names:
        thing = vars(thing)[name]
    function = code_of(thing)
    if len(code.co_freevars) == len(function.__code__.co_freevars):
        function.__code__ = code


def survives(items, path, tree, names):
    """Run the tests with one mutation in a process of its own; True if none fails."""
    child = os.fork()
    if child == 0:
        signal.alarm(SLOWEST)
        for connection in connections.all():
            connection.connection = None  # the parent's, which two processes must not share
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        apply(path, tree, names)
        # After the last comes the first: without a next test the database would be removed.
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            item._initrequest()
            reports = run_item(item, following)
            if any(report.failed for report in reports):
                os._exit(1)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    return status == 0


def run_item(item, following):
    from _pytest.runner import runtestprotocol

    return runtestprotocol(item, log=False, nextitem=following)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    path = session.config.getoption("--mutate")
    if not path or session.config.option.collectonly:
        return None
    items = session.items
    alive, times = [], {}
    for item, following in zip(items, [*items[1:], items[0]], strict=True):
        reports = run_item(item, following)
        assert not any(report.failed for report in reports), f"{item.nodeid} fails as it is"
        times[item] = sum(report.duration for report in reports)
    items = sorted(items, key=times.get)  # the quick ones first
    chosen = list(mutants(path))
    most = session.config.getoption("--mutations")
    if most and most < len(chosen):
        chosen = random.Random(1).sample(chosen, most)  # noqa: S311, the same each time
    for words, tree, names in chosen:
        if survives(items, path, tree, names):
            alive.append(words)
            print(words, flush=True)  # noqa: T201
    counts = f"{len(alive)} of {len(chosen)} mutations survive {len(items)} tests"
    print(f"{path}: {counts}")  # noqa: T201
    return True
