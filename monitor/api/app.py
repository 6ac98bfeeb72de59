"""The HTTP application of a service."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from typing_extensions import override

from monitor.api import commitments, health, problems, reference, writing
from monitor.api.credentials import may_ingest, may_read
from monitor.api.serving import Serving
from monitor.api.strictness import documented_parameters_only
from monitor.bootstrap import Service

READS: tuple[APIRouter, ...] = (commitments.router,)
"""Calls that read the record; they need a key only where reads are not public."""

OPEN: tuple[APIRouter, ...] = ()
"""Calls about the service itself, which never need a key."""
