"""Modules that are loaded when they are first used."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def late_module(name: str) -> ModuleType:
    """A module of ours that is not run before something in it is asked for; an ImportError comes then.

    Help needs none of what the commands do, and a build has started Sphinx before it loads the rest: each takes as
    long as the other.
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
