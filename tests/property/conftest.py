"""Properties are tried on the same examples every time, so that a change is judged by what it changed.

``HYPOTHESIS_PROFILE=exploring`` tries others: how new counterexamples are found.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("exploring", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
