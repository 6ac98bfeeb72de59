"""The dossiers that come with the package."""

from importlib import resources
from pathlib import Path

from monitor.dossiers.loading import HEAD
from monitor.dossiers.problems import DossierUnknown


def bundled(name: str) -> Path:
    """The folder of a dossier that comes with the package, such as ``kazakhstan``.

    Raises:
        DossierUnknown: there is none of that name; the error lists those there are.
    """
    folder = Path(str(resources.files("monitor.dossiers")))
    known = sorted(entry.parent.name for entry in folder.glob(f"*/{HEAD}"))
    if name not in known:
        raise DossierUnknown(name, known)
    return folder / name
