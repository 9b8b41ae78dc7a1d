"""The mutants of a module: cosmic-ray's operators, less those that only change types.

In: a module. Out: its text with one place changed. Nothing is written to disk.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

__all__ = ["Mutant", "Place", "mutant", "places", "sample"]

#: A comparison becomes its negation and its neighbour at the bound; the other replacements of
#: cosmic-ray (`<` by `is`, say) are killed by any test at all and only cost time.
_COMPARED = "Eq_NotEq Eq_LtE Eq_GtE NotEq_Eq Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt Is_IsNot IsNot_Is"
_COUNTED = "Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mul Mod_Mul Pow_Mul BitOr_BitAnd BitAnd_BitOr BitXor_BitOr LShift_RShift RShift_LShift"
_OTHERS = """AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd
ReplaceBreakWithContinue ReplaceContinueWithBreak ExceptionReplacer NumberReplacer
ZeroIterationForLoop ReplaceUnaryOperator_Delete_USub ReplaceUnaryOperator_Delete_Not"""
OPERATORS = (
    [f"core/ReplaceComparisonOperator_{name}" for name in _COMPARED.split()]
    + [f"core/ReplaceBinaryOperator_{name}" for name in _COUNTED.split()]
    + [f"core/{name}" for name in _OTHERS.split()]
)
#: An order in place of equality: only where numbers are compared.
_ORDERED = {f"core/ReplaceComparisonOperator_{name}" for name in ("Eq_LtE", "Eq_GtE")}


@dataclass(frozen=True, slots=True)
class Place:
    """What an operator can change."""

    module: str
    operator: str
    occurrence: int
    line: int


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module."""

    module: str  #: path below the project's root
    operator: str
    occurrence: int
    line: int  #: where the change stands, from 1
    lines: tuple[int, int]  #: first and last line of the statement it stands in, without its block
    function: str  #: qualified name of the function around it; "" outside of one
    text: str  #: the whole module, changed
    before: str  #: the changed lines as they are, without blanks around
    after: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it however lines move."""
        return self.module, self.function, self.before, self.after


def places(root: Path, module: str) -> list[Place]:
    """Where a module can be changed, places that only have types left out."""
    text = (root / module).read_text(encoding="utf-8")
    tree = ast.parse(text)
    types, numbers = list(_types(tree)), list(_with_numbers(tree))
    nodes = list(ast_nodes(get_ast(text)))
    found = []
    for name in OPERATORS:
        operator = get_operator(name)()
        spans = (span for node in nodes for span in operator.mutation_positions(node))
        for occurrence, ((line, column), _) in enumerate(spans):
            if any(_within(node, line, column) for node in types):
                continue
            if name in _ORDERED and not any(_within(n, line, column) for n in numbers):
                continue
            found.append(Place(module, name, occurrence, line))
    return found


def sample(found: list[Place], most: int, seed: int) -> list[Place]:
    """At most so many, in their order; the same ones in every run."""
    if len(found) <= most:
        return found
    chosen = random.Random(f"{seed} {found[0].module}").sample(range(len(found)), most)
    return [found[at] for at in sorted(chosen)]


def mutant(root: Path, place: Place) -> Mutant:
    """The module changed there."""
    text = (root / place.module).read_text(encoding="utf-8")
    changed = mutate_code(text, get_operator(place.operator)(), place.occurrence)
    tree, before, after = ast.parse(text), text.splitlines(), changed.splitlines()
    differ = [at for at in range(min(len(before), len(after))) if before[at] != after[at]]
    at = differ[0] if differ else place.line - 1
    return Mutant(
        module=place.module,
        operator=place.operator.removeprefix("core/"),
        occurrence=place.occurrence,
        line=place.line,
        lines=_statement(tree, place.line),
        function=_function(tree, place.line),
        text=changed,
        before=before[at].strip(),
        after=after[at].strip(),
    )


def _types(tree: ast.Module) -> Iterator[ast.expr]:
    """Where a change is none of behaviour.

    Annotations, aliases such as `Node = A | B`, and what is there for mistakes of ours: the
    options of a class's decorator and `zip(…, strict=True)`.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from node.decorator_list
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            yield node.value
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns
    for statement in tree.body:
        value = getattr(statement, "value", None)
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
            yield value


def _with_numbers(tree: ast.Module) -> Iterator[ast.expr]:
    """Comparisons with a number; names and texts are equal or not, and their order is no matter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(getattr(side, "value", None), int | float) for side in sides):
                yield node


def _within(node: ast.expr, line: int, column: int) -> bool:
    first = node.lineno, node.col_offset
    last = node.end_lineno or node.lineno, node.end_col_offset or 0
    return first <= (line, column) < last


def _statement(tree: ast.Module, line: int) -> tuple[int, int]:
    """The lines of the innermost statement at a line; of one with a block, those before it."""
    best = (line, line)
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        body = getattr(node, "body", None)
        last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
        if node.lineno <= line <= max(last, node.lineno):
            best = (node.lineno, max(last, node.lineno))
    return best


def _function(tree: ast.Module, line: int) -> str:
    """The outermost function or method whose body has the line."""
    for node in tree.body:
        for inner in [node, *(node.body if isinstance(node, ast.ClassDef) else [])]:
            if not isinstance(inner, ast.FunctionDef):
                continue
            if inner.body[0].lineno <= line <= (inner.end_lineno or 0):
                return inner.name if inner is node else f"{getattr(node, 'name', '')}.{inner.name}"
    return ""
