"""A package's ``__init__`` lists what others may use, and does nothing else."""

import ast
import importlib

import pytest

from tests.architecture.source_tree import Module, modules

DOORS = [module for module in modules().values() if module.is_door]


def _listed(door: Module) -> list[str]:
    for node in door.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def _as_listed(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by the alphabet: the order that ruff's RUF022 keeps."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_holds_imports_and_its_list_and_no_code(door: Module) -> None:
    code = [node for node in door.tree.body[1:] if not isinstance(node, ast.ImportFrom | ast.Assign)]
    assigned = [ast.unparse(node.targets[0]) for node in door.tree.body if isinstance(node, ast.Assign)]
    assert ast.get_docstring(door.tree)
    assert [ast.unparse(node) for node in code] == []
    assert set(assigned) <= {"__all__"}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_lists_all_that_it_imports_sorted_and_each_of_it_exists(door: Module) -> None:
    nodes = [node for node in door.tree.body if isinstance(node, ast.ImportFrom)]
    imported = {alias.asname or alias.name for node in nodes for alias in node.names}
    listed = _listed(door)
    assert listed == sorted(imported, key=_as_listed)
    package = importlib.import_module(door.name)
    assert [name for name in listed if not hasattr(package, name)] == []
