"""Sphinx settings of this site. Everything else is set by the extension; there is no logic here."""

project = "Regelrätt"
author = "Regelrätt"
copyright = "Regelrätt, EUPL-1.2"
language = "sv"
extensions = ["regelratt.sphinx_ext"]
myst_enable_extensions = ["colon_fence"]
include_patterns = ["index.md", "policies/**", "checklists/**", "docs/**"]
exclude_patterns = ["_build", ".venv", "**/_static"]
nitpicky = True
