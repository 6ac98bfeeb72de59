"""The container files hold together. No container engine is needed."""

import re
import subprocess
import sys

from tests.architecture.containers import COMPOSE, DOCKERFILE, OURS, SERVICES
from tests.architecture.source_tree import ROOT

SECRET = re.compile("PASSWORD|SECRET|TOKEN")


def test_the_compose_file_is_valid_by_the_compose_schema() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_api_worker_postgresql_and_a_mail_catcher_run_together() -> None:
    assert {"api", "worker", "postgres", "mail"} <= set(SERVICES)


def test_every_service_that_answers_on_a_port_has_a_health_check() -> None:
    assert "/healthz" in DOCKERFILE.partition("HEALTHCHECK")[2].partition("\n")[0]
    answering = [name for name, service in SERVICES.items() if name not in OURS or "ports" in service]
    checks = {
        name: SERVICES[name].get("healthcheck", {"test": "the image's own"} if name in OURS else {})
        for name in answering
    }
    assert [name for name, check in checks.items() if "test" not in check] == []


def test_what_has_to_last_is_kept_in_named_volumes() -> None:
    kept = {name: [volume.partition(":")[0] for volume in service["volumes"]] for name, service in SERVICES.items()}
    assert {volume for volumes in kept.values() for volume in volumes} == set(COMPOSE["volumes"])


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    substituted = [found for found in re.findall(r"\$\{(\w+)([^}]*)", text) if SECRET.search(found[0])]
    assert substituted
    assert [name for name, otherwise in substituted if not otherwise.startswith(":?")] == []
    given = {key: value for service in SERVICES.values() for key, value in service["environment"].items()}
    assert [key for key, value in given.items() if SECRET.search(key) and "${" not in value] == []


def test_the_image_runs_as_a_user_of_its_own_and_installs_only_what_is_hashed() -> None:
    assert re.search(r"^USER (?!root\b|0\b)\S+$", DOCKERFILE, re.MULTILINE)
    installs = re.findall(r"pip install .+", DOCKERFILE)
    assert [line for line in installs if "--require-hashes" not in line and "--no-deps" not in line] == []
