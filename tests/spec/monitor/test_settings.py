import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from monitor.settings import Settings, refusals, unknown_variables, variable

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/settings.md").read_text("utf-8")

SHOW = "from monitor.settings import Settings; print(Settings().{field})"
EXPLAIN = """
from pydantic import ValidationError
from monitor.settings import Settings, refusals
try:
    Settings()
except ValidationError as error:
    print(*refusals(error), sep="\\n")
"""


def run(program: str, **environment: str) -> str:
    """What a fresh process prints whose environment holds these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "PYTHONPATH"}}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def refused(**values: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(**values)
    return refusals(caught.value)


def row(name: str, field: FieldInfo) -> str:
    """The line of the page that says what the class says."""
    about = field.json_schema_extra
    assert isinstance(about, dict)
    default = about.get("default") or (str(field.default).lower() if isinstance(field.default, bool) else field.default)
    written = f"`{default}`" if default != "" else "none"
    return f"| `{variable(name)}` | {written} | {about['unit']} | {field.description} | {about['reason']} |"


def test_unconfigured_the_service_keeps_to_this_machine_and_one_folder() -> None:
    seen = json.loads(run(SHOW.format(field="model_dump_json()")))
    here = {"data_dir": "var", "database_url": "sqlite:///var/reform-monitor.db", "host": "127.0.0.1", "port": 8000}
    assert here.items() <= seen.items()
    nobody = {"smtp_url": "", "mail_dir": None, "mail_from": "alerts@localhost", "staff_email": ""}
    assert nobody.items() <= seen.items(), "nobody is mailed"
    guarded = {"webhook_allow_cidrs": "", "webhook_allow_http": False, "webhook_ports": "443,8443"}
    assert guarded.items() <= seen.items(), "no network of anybody's is reached"


def test_the_environment_decides_and_an_empty_variable_counts_as_not_set() -> None:
    seen = run(
        SHOW.format(field="model_dump(include={'database_url', 'port', 'reads_public', 'max_body_bytes', 'host'})"),
        DATABASE_URL="postgresql://localhost/reform",
        REFORM_MONITOR_PORT="8080",
        REFORM_MONITOR_READS_PUBLIC="false",
        REFORM_MONITOR_MAX_BODY_BYTES="2MiB",
        REFORM_MONITOR_HOST="",
    )
    assert seen == (
        "{'database_url': 'postgresql://localhost/reform', 'host': '127.0.0.1', 'port': 8080, 'reads_public': False, "
        "'max_body_bytes': 2097152}"
    )


def test_the_embedded_database_lies_in_the_data_folder() -> None:
    assert run(SHOW.format(field="database_url"), REFORM_MONITOR_DATA_DIR="/srv/data") == (
        "sqlite:////srv/data/reform-monitor.db"
    )


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:80"), ("::", "http://[::1]:80"), ("fd00::1", "http://[fd00::1]:80")],  # noqa: S104 - nothing listens
)
def test_links_begin_with_an_address_that_can_be_reached(host: str, address: str) -> None:
    assert Settings(host=host, port=80, database_url="sqlite:///x.db").public_url == address


def test_a_refusal_names_the_variable_and_keeps_the_value_to_itself() -> None:
    seen = run(EXPLAIN, DATABASE_URL="mysql://reform:hunter2@db/reform", REFORM_MONITOR_PORT="http")
    assert seen.splitlines() == [
        "DATABASE_URL: begins with one of sqlite:///, postgresql://, postgresql+psycopg://",
        "REFORM_MONITOR_PORT: Input should be a valid integer, unable to parse string as an integer",
    ]


def test_even_the_whole_refusal_keeps_the_value_to_itself() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(database_url="mysql://reform:hunter2@db/reform")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_is_no_record(url: str) -> None:
    (line,) = refused(database_url=url)
    assert line.startswith("DATABASE_URL: ")


def test_the_short_name_of_postgresql_is_understood() -> None:
    assert Settings(database_url="postgres://db/reform").database_url == "postgresql://db/reform"


@pytest.mark.parametrize("url", ["monitor.example.org", "ftp://example.org", "https://example.org/?a=b", "https://"])
def test_links_begin_with_a_web_address(url: str) -> None:
    assert refused(public_url=url) == [
        "REFORM_MONITOR_PUBLIC_URL: is an http or https address without query or fragment"
    ]


def test_a_public_address_loses_the_slash_at_its_end() -> None:
    assert Settings(public_url="https://example.org/reform/").public_url == "https://example.org/reform"


def test_a_batch_may_be_as_large_as_a_single_event() -> None:
    assert refused(max_body_bytes=4096, max_batch_bytes=2048) == [
        "REFORM_MONITOR_MAX_BATCH_BYTES is below REFORM_MONITOR_MAX_BODY_BYTES"
    ]


def test_settings_do_not_change_and_do_not_show_the_address_of_the_database() -> None:
    settings = Settings(database_url="postgresql://reform:hunter2@db/reform")
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]
    assert "hunter2" not in repr(settings)


def test_a_variable_spelt_wrong_is_found() -> None:
    names = ["REFORM_MONITOR_PROT", "REFORM_MONITOR_PORT", "reform_monitor_host", "DATABASE_URL", "PATH"]
    assert unknown_variables(names) == ["REFORM_MONITOR_PROT"]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_on_the_page_as_it_is(name: str) -> None:
    assert row(name, Settings.model_fields[name]) in PAGE.splitlines()


def test_the_page_has_no_setting_that_there_is_not() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(variable(name) for name in Settings.model_fields)
