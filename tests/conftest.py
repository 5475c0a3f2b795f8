"""How the whole suite is run: Hypothesis draws the same examples every time, without a stopwatch.

`HYPOTHESIS_PROFILE=utforska` draws new ones and many more; use it when looking for what nobody thought of.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("regelratt", deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)
settings.register_profile("utforska", deadline=None, max_examples=3000, database=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "regelratt"))
