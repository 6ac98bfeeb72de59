"""The project's own modules, what each imports, and which of them are pure."""

import ast
import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("alerts", "events", "monitor")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Libraries that compute and nothing else: Pydantic is what pure files are made of, edtf and orjson read and write text,
# Babel reads the catalogues that the program ships and writes dates, markupsafe tells HTML from other text.
PURE_LIBRARIES = frozenset(
    {"annotated_types", "babel", "edtf", "markupsafe", "orjson", "pydantic", "pydantic_core", "typing_extensions"}
)
# Standard modules that reach outside in part. What a package ships beside its code (importlib.resources) is a constant
# of the program, as its code is.
SHELL_PARTS = frozenset({"time", "urllib.request"})
PURE_PARTS = frozenset({"time.struct_time"})

CLOCK_OR_CHANCE = re.compile(r"(^|\.)(datetime|date|dt)\.(now|utcnow|today)$|(^|\.)uuid[1-8]$|(^|\.)getnode$")
REACHING_OUT = frozenset({"breakpoint", "eval", "exec", "input", "open", "print"})


@dataclass(frozen=True)
class Module:
    """One file of the project under its dotted name; a package is the module of its ``__init__``."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def is_door(self) -> bool:
        """Whether this is an ``__init__``, which shows what its package offers and does nothing itself."""
        return self.path.name == "__init__.py"


def contract(contract_id: str) -> dict[str, Any]:
    """The import-linter contract of that id, as pyproject.toml has it."""
    contracts: list[dict[str, Any]] = PYPROJECT["tool"]["importlinter"]["contracts"]
    return next(each for each in contracts if each["id"] == contract_id)


def python_files(root: Path = ROOT) -> Iterator[Path]:
    """Every Python file that people write: the packages, the migrations and the tests."""
    for folder in (*PACKAGES, "migrations", "tests"):
        yield from sorted((root / folder).rglob("*.py"))


def modules(root: Path = ROOT) -> dict[str, Module]:
    """Every module of the three packages by its dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = Module(name, path, ast.parse(path.read_text("utf-8")))
    return found


def imports(module: Module, known: Mapping[str, Module]) -> set[str]:
    """Everything the module imports, as dotted names.

    A name taken from a package's ``__init__`` counts as an import of the module that defines it. A name taken from
    elsewhere keeps its own part (``os.path``), since it may be a module.
    """
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = _source(node, module)
            found |= {_origin(source, alias.name, known) for alias in node.names}
    return found


def pure(known: Mapping[str, Module], shell_libraries: Collection[str]) -> set[str]:
    """The names of all modules that reach nothing but pure libraries, themselves or through each other.

    ``shell_libraries`` are top-level names; of the standard library only what they name is shell, of all else only
    ``PURE_LIBRARIES`` is pure.
    """
    taken = {name: imports(module, known) for name, module in known.items()}
    shell: set[str] = set()
    while True:
        more = {
            name
            for name, targets in taken.items()
            if name not in shell
            and any(target in shell if target in known else _is_shell(target, shell_libraries) for target in targets)
        }
        if not more:
            return set(known) - shell
        shell |= more


def impure_calls(module: Module) -> list[str]:
    """Calls that ask the clock, make an id or reach outside without an import that shows it, with their lines."""
    calls = [(node.lineno, ast.unparse(node.func)) for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return [
        f"{module.name}:{line}: {call}()"
        for line, call in calls
        if call in REACHING_OUT or CLOCK_OR_CHANCE.search(call)
    ]


def _source(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    around = parts[: len(parts) - node.level + module.is_door]
    return ".".join([*around, node.module] if node.module else around)


def _origin(source: str, name: str, known: Mapping[str, Module]) -> str:
    if f"{source}.{name}" in known or source not in known:
        return f"{source}.{name}"
    if known[source].is_door:
        for node in known[source].tree.body:
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        return _origin(_source(node, known[source]), alias.name, known)
    return source


def _is_shell(target: str, shell_libraries: Collection[str]) -> bool:
    root = target.partition(".")[0]
    if target in PURE_PARTS:
        return False
    if any(target == part or target.startswith(f"{part}.") for part in SHELL_PARTS):
        return True
    return root in shell_libraries or (root not in sys.stdlib_module_names and root not in PURE_LIBRARIES)
