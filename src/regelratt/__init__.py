"""Regelrätt: guidelines as rules that can be traced, tested and followed."""

__version__ = "0.1.0"
