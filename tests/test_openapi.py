"""The OpenAPI document is right, and schemathesis finds no answer that it does not describe."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from pooled import client
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.types import Receive, Scope, Send

from aitalent_kg.server.openapi import document
from aitalent_kg.service.operations import OPERATIONS

DOCUMENT = document()
#: `positive_data_acceptance` is not among them: no schema can say which names there are.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
#: It tries each combination of boundaries, which takes minutes; `AITALENT_KG_THOROUGH=1` asks for it.
SCHEMA.config.phases.coverage.enabled = bool(os.environ.get("AITALENT_KG_THOROUGH"))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The application, whose workers are loaded at the first request and not by collecting."""
    await client().app(scope, receive, send)


SCHEMA.app = application


def test_the_document_is_served() -> None:
    assert client().get("/api/openapi.json").json() == DOCUMENT


def test_every_operation_is_described() -> None:
    posts = {
        path.removeprefix("/api/") for path, item in DOCUMENT["paths"].items() if "post" in item
    }
    assert posts == set(OPERATIONS)
    assert "get" not in DOCUMENT["paths"]["/api/assess"]  # a record is no part of an address
    assert DOCUMENT["openapi"] == "3.1.0"


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


def test_every_reference_leads_somewhere() -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [found for part in value.values() for found in references(part)]
        return (
            [found for part in value for found in references(part)]
            if isinstance(value, list)
            else []
        )

    for reference in references(DOCUMENT):
        place: Any = DOCUMENT
        for key in reference.removeprefix("#/").split("/"):
            place = place[key]


@SCHEMA.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_no_answer_breaks_what_the_document_says(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)
