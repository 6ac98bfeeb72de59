"""Programs of others that the proofs run."""

import os
import shutil

import pytest

# A path for root has these; that of other users often has not.
_ADMINISTRATION = ("/usr/local/sbin", "/usr/sbin", "/sbin")


def program(name: str) -> str:
    """The path of a program; where it is missing the test fails and says what to do, since no proof is optional."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *_ADMINISTRATION]))
    if found is None:
        pytest.fail(
            f"{name} is not installed: run `make strangers`, which installs it on Debian or says what is missing"
        )
    return found
