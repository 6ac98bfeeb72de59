"""Tables of recommendations or simple events, read from CSV with a mapping of their columns."""

from pathlib import Path

from monitor.dossiers.checking import check
from monitor.dossiers.csv_mapping import MappingForm
from monitor.dossiers.csv_rows import Mapped, append_of, unmapped
from monitor.dossiers.csv_table import read_table
from monitor.dossiers.dossier import AppendFile, DossierAppend, Head, read_appends
from monitor.dossiers.form import day
from monitor.dossiers.loading import read_node, read_text
from monitor.dossiers.problems import DossierInvalid
from monitor.dossiers.written import Fields


def load_csv(path: Path, mapping: Path) -> DossierAppend:
    """The events in the rows of a CSV file (UTF-8, with or without a byte order mark), as one append.

    ``mapping`` is a YAML file that says which column goes where (``MappingForm``).

    Raises:
        DossierInvalid: with every problem of the mapping, or else of the table, by line and name of column.
    """
    node, problems = read_node(mapping)
    if node is None:
        raise DossierInvalid(problems)
    checked = check(node, MappingForm.model_validate, [MappingForm])
    problems += checked.problems
    written, unread = read_text(path)
    problems += unread
    if checked.value is None or written is None or not isinstance(checked.node, Fields):
        raise DossierInvalid(problems)
    mapped = Mapped(checked.value, checked.node)
    table, faults = read_table(written, path.name, mapped.form.delimiter)
    problems += faults
    problems += unmapped(mapped, table) if table.columns else []
    append, unfilled = append_of(mapped, table)
    head = Head(mapped.form.dossier, mapped.form.append, day(mapped.form.compiled))
    return read_appends(head, [AppendFile(path.name, append)], [*problems, *unfilled])[0]
