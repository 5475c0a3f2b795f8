"""What Regelrätt is about: laws, documents, rules, checks, evidence and statuses.

Only the standard library is known here: no files, no clock, no framework.
"""
