"""All measurements, one after the other."""

from __future__ import annotations

from bench import checks, site

checks.main()
site.main()
