"""Makes anew what is made from the code: ``python -m tests.docs.printed``, which is what ``make docs`` runs."""

from events import json_schemas
from monitor.api.printed import openapi_text
from monitor.dossiers import schema
from monitor.status.flags import FLAGS
from monitor.status.printed import status_rules_page
from tests.architecture.source_tree import ROOT

STATUS_RULES = "docs/status-rules.md"
OPENAPI = "docs/openapi.json"
DOSSIER_SCHEMA = "monitor/dossiers/dossier.schema.json"


def write() -> None:
    """Write the page of the status rules, the OpenAPI document, and the JSON Schemas of events and dossiers."""
    (ROOT / STATUS_RULES).write_text(status_rules_page(FLAGS), "utf-8")
    (ROOT / OPENAPI).write_text(openapi_text(), "utf-8")
    (ROOT / DOSSIER_SCHEMA).write_text(schema.schema_text(), "utf-8")
    json_schemas.write()


if __name__ == "__main__":
    write()
