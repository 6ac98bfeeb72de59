"""The OpenAPI document as ``docs/openapi.json`` holds it, for whoever has no service at hand."""

import json

from monitor.api.app import routes


def openapi_text() -> str:
    """The document of a service whose reads are public, indented so that a change shows in review."""
    return json.dumps(routes(public=True).openapi(), indent=2, ensure_ascii=False) + "\n"
