"""Texts and rows of the evidence in a text."""
