import re
from pathlib import Path

from monitor.dossiers.csv_import import load_csv
from monitor.dossiers.loading import load_dossier

PAGE = Path(__file__).parents[4] / "docs" / "dossier-form.md"


def examples() -> list[str]:
    return re.findall(r"^```(?:yaml|csv)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_dossier_in_the_reference_of_the_form_loads(tmp_path: Path) -> None:
    head, append, correction, *_ = examples()
    (tmp_path / "dossier.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "1-government-account.yaml").write_text(append, encoding="utf-8")
    defaults = "defaults: {jurisdiction: KZ, language: en, account: government}"
    second = f"append: The brief\n{defaults}\nevents:\n{correction}"
    (tmp_path / "2-policy-brief.yaml").write_text(second, encoding="utf-8")
    first, restated = (append.events for append in load_dossier(tmp_path).appends)
    assert restated[0]["data"]["target"] == first[0]["id"]


def test_the_table_in_the_reference_of_the_form_loads(tmp_path: Path) -> None:
    *_, mapping, table = examples()
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    made, response = load_csv(tmp_path / "table.csv", tmp_path / "mapping.yaml").events
    assert made["data"]["commitment"]["id"] == response["data"]["commitment"] == "kz-upr-125-1"
