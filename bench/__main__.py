"""All measurements, one after the other."""

from __future__ import annotations

from bench import checks, lint, site

checks.main()
lint.main()
site.main()
