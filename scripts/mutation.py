"""Mutation testing: change the code in one place, and see whether a test notices.

    python scripts/mutation.py            all groups of scripts/mutation.toml
    python scripts/mutation.py rules      one of them
    python scripts/mutation.py --report   the tables of docs/testing.md, of the last runs

Mutants are made by cosmic-ray; how they are tried, and why not by cosmic-ray: mutation_session.py.
Results are kept in build/mutation/, a line of JSON for each mutant.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from mutation_mutants import Mutant, mutant, places, sample
from mutation_session import Trial

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "mutation"
CONFIG = Path(__file__).with_suffix(".toml")


def main() -> int:
    """Try the groups, or write what was found."""
    options = _options()
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    groups = {name: config["groups"][name] for name in options.groups or config["groups"]}
    if options.report:
        from mutation_report import report

        print(report(groups, config.get("explained", []), RESULTS))
        return 0
    RESULTS.mkdir(parents=True, exist_ok=True)
    for name, group in groups.items():
        _run(name, group, config, options)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("groups", nargs="*", help="groups of scripts/mutation.toml")
    parser.add_argument("--module", help="only modules whose path has this in it")
    parser.add_argument("--again", action="store_true", help="only what survived the last run")
    parser.add_argument("--tests", nargs="+", help="only these test files, of the group's")
    parser.add_argument("--report", action="store_true", help="tables of the last runs")
    return parser.parse_args()


def _run(name: str, group: dict[str, Any], config: dict[str, Any], options: Any) -> None:
    """Try one group; its results replace those of the last run."""
    file = RESULTS / f"{name}.jsonl"
    old = _read(file)
    found, totals = _found(group, config, options)
    kept = {(*m.key, str([m.operator, m.occurrence])) for m in found}
    if options.again:
        open_ = {tuple(r["key"]) for r in old if r["outcome"] in {"survived", "no test"}}
        found = [each for each in found if each.key in open_]
    print(f"{name}: {len(found)} mutants", flush=True)
    results: dict[tuple[str, ...], dict[str, Any]] = {}
    if options.again or options.module:
        results = {(*r["key"], str(r["at"])): r for r in old}
        if not options.module:  # what is no mutant any longer goes
            results = {key: line for key, line in results.items() if key in kept}

    def told(mutant: Mutant, outcome: str, test: str, left_out: int) -> None:
        line = _line(mutant, outcome, test, left_out)
        line["of"] = totals[mutant.module]
        results[(*mutant.key, str(line["at"]))] = line
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results.values()))
        if outcome in {"survived", "no test", "not reached"}:
            print(
                f"{outcome} ({left_out} left out) {mutant.module}:{mutant.line} {mutant.operator}"
            )
            print(f"    {mutant.before}\n    {mutant.after}", flush=True)

    trial = Trial(ROOT, found, config["budget"], told)
    names = [name for name in group["tests"] if name in (options.tests or group["tests"])]
    tests = [str(ROOT / "tests" / f"test_{name}.py") for name in names]
    settings = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "-s"]
    pytest.main([*settings, "--rootdir", str(ROOT), *tests], plugins=[trial])


def _found(
    group: dict[str, Any], config: dict[str, Any], options: Any
) -> tuple[list[Mutant], dict[str, int]]:
    """The mutants of a group, and how many each module has before sampling."""
    found: list[Mutant] = []
    totals = {}
    for pattern in group["modules"]:
        for path in sorted(ROOT.glob(pattern)):
            module = path.relative_to(ROOT).as_posix()
            if options.module and options.module not in module:
                continue
            all_ = places(ROOT, module)
            totals[module] = len(all_)
            chosen = sample(all_, group.get("most", config["most"]), config["seed"])
            found += [mutant(ROOT, place) for place in chosen]
    return found, totals


def _line(mutant: Mutant, outcome: str, test: str, left_out: int) -> dict[str, Any]:
    return {
        "key": mutant.key,
        "at": [mutant.operator, mutant.occurrence],
        "line": mutant.line,
        "outcome": outcome,
        "test": test,
        "left_out": left_out,
    }


def _read(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
