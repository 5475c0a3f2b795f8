"""What tells an account name (`@pahittby.bibliotek`) from an e-mail address with a space before its sign."""

from __future__ import annotations

import phonenumbers

_OPEN_TO_ALL = """
aero academy accountants agency ai app art asia associates auction band bank bar beer best bid bike bio biz black blog
blue boutique build builders business buzz cab cafe camera camp capital cards care careers cash cat center chat church
city cleaning clinic cloud club codes coffee com community company computer construction consulting contractors cool
coop credit dance dating day deals delivery dental design dev digital direct directory domains earth edu education
email energy engineer engineering events exchange expert express family fans farm film finance fit fitness foundation
fun fund games gallery garden gift global gmbh gov green group guide guru health help holdings homes hospital host
hotel house how inc industries info ink institute int international investments io jobs kitchen land law lawyer legal
life limited live llc love ltd management market marketing media men mil mobi money museum name net network news ngo
ninja nu one ong online org page partners parts party pet photo photography photos place plus press pro productions
properties pub radio realty red reise rent repair report rest restaurant rocks run sale school science scot services
shop shopping show site ski social software solutions space sport store stockholm studio style supplies support
surgery swiss systems team tech technology tel tips today tools top tours town toys trade training travel tube
university vacations ventures vet video villas vip vision wales watch web website wedding wiki win wine work works
world wtf xyz yoga zone
"""
_TOPS = frozenset({*map(str.lower, phonenumbers.SUPPORTED_REGIONS), "eu", "uk", *_OPEN_TO_ALL.split()})
"""Top-level domains: of countries, and those that anyone may have an address in."""
OF_ACCOUNTS = frozenset(
    "bluesky facebook instagram linkedin mastodon snapchat threads tiktok twitter x youtube konto kontot konton kanal "
    "kanalen kanalerna följ gilla tagga taggen follow".split())
"""Words that say that accounts are spoken of."""
_BEFORE_ACCOUNTS = OF_ACCOUNTS.union(
    "av oss på via och eller till från hos med är heter se i in on at the us our som samt här vid för".split())
"""Words that stand before accounts, and are nobody's name in an address."""
_EXAMPLES = ("example.com", "example.se")
"""Hosts that belong to nobody; an address there is an example."""


def is_top_domain(label: str) -> bool:
    """True for a label that addresses end in."""
    return label in _TOPS or label.startswith("xn--")


def is_example_host(host: str) -> bool:
    """True for a host that belongs to nobody."""
    return any(host == each or host.endswith(f".{each}") for each in _EXAMPLES)


def may_be_account(before: str, host: str) -> bool:
    """True when what stands before a space and `@`, and what follows, make no address: an account is meant."""
    is_word = before.casefold().strip(".,:;!?") in _BEFORE_ACCOUNTS
    is_path = before.endswith("/") and "." in before
    return is_word or is_path or not any(map(is_top_domain, host.split(".")[1:]))
