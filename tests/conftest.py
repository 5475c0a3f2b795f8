"""How the whole suite is run: Hypothesis draws the same examples every time, without a stopwatch.

`HYPOTHESIS_PROFILE=utforska` draws new ones and many more; use it when looking for what nobody thought of.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.gate import Gate

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("regelratt", deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)
settings.register_profile("utforska", deadline=None, max_examples=3000, database=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "regelratt"))

IN_ONE_PROCESS = ("tests/site/test_incremental.py", "tests/content/test_pytest_checklists.py")
"""Files whose tests build on one another, or share what is dear to make: one process runs all tests of each."""


class _Shared(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Deals out tests one by one, and a file of `IN_ONE_PROCESS` whole.

    The mark `xdist_group` should do it and does not: xdist 3.8 writes the group into a name that pytest 9.2 does not
    read, so the mark is passed over in silence.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if path in IN_ONE_PROCESS else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Used where the processes are to keep groups together (`--dist loadgroup`), as `make test` asks."""
    return _Shared(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def gate() -> Gate:
    """One last wall for all texts of a process; making it judges the whole project."""
    return Gate()
