"""Answers for staff: what applies to me, what my role carries, and the tick list of a phase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regelratt.domain.content import ChecklistItem, Role, Rule
from regelratt.domain.words import Level, Phase, State
from regelratt.sphinx_ext.site import Site

_HEADINGS = {
    Level.MUST: "Du ska", Level.RESPONSIBLE: "Du ansvarar för", Level.MUST_NOT: "Du får inte",
    Level.SHOULD: "Du bör", Level.SHOULD_NOT: "Du bör inte", Level.MAY: "Du får", Level.DECIDES: "Du beslutar",
}
"""How an answer addresses the reader, in the order that matters to them."""

SITUATIONS = {
    Phase.START: "Jag vill starta en kanal",
    Phase.BEFORE_PUBLISHING: "Jag ska publicera något",
    Phase.RUNNING: "Jag sköter en kanal",
    Phase.REMOVAL: "Någon har skrivit något olämpligt",
    Phase.HALF_YEARLY: "Det är dags för halvårets kontroll",
    Phase.CRISIS: "Det är kris",
    Phase.CLOSING: "Kanalen ska avslutas",
    Phase.YEARLY: "Det är dags för årets genomgång",
}
"""What the reader is in the middle of, by phase."""

ANSWER_LENGTH = 5
"""Lines of one answer on the start page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A card on the start page: what one role has to think of in one situation."""

    role: str
    role_id: str
    phase: Phase
    situation: str
    rules: tuple[Rule, ...]
    more: int
    """Rules left out of the card."""


def rules_of_role(site: Site, role: str) -> list[Rule]:
    """Rules in force that name the role."""
    return [
        rule for rule in site.catalog.rules
        if rule.state is State.IN_FORCE and any(each.role == role for each in rule.roles)
    ]


def start(site: Site, _argument: str) -> dict[str, object]:
    """Cards for every role and situation that has rules, the most binding first."""
    order = list(_HEADINGS)
    cards = []
    carried = {role.title: {rule.id for rule in rules_of_role(site, role.title)} for role in site.catalog.roles}
    for role in sorted(site.catalog.roles, key=lambda each: -len(carried[each.title])):
        mine = carried[role.title]
        for phase in Phase:
            rules = {
                ident: site.catalog.rules_by_id[ident]
                for item in site.catalog.items if item.phase is phase
                for ident in item.verifies if ident in mine
            }
            listed = sorted(rules.values(), key=lambda rule: (order.index(rule.level), rule.id))
            if listed:
                cards.append(Answer(role.title, role.id, phase, SITUATIONS[phase],
                                    tuple(listed[:ANSWER_LENGTH]), max(0, len(listed) - ANSWER_LENGTH)))
    roles = [role for role in site.catalog.roles if any(card.role == role.title for card in cards)]
    return {"cards": cards, "roles": roles, "situations": SITUATIONS}


def role(site: Site, argument: str) -> dict[str, object]:
    """Everything a role must, must not, should, may and decides, in force; and the items it answers."""
    found: Role | None = next((each for each in site.catalog.roles if each.title == argument), None)
    rules = rules_of_role(site, argument)
    groups = [(heading, [rule for rule in rules if rule.level is level]) for level, heading in _HEADINGS.items()]
    items = [item for item in site.catalog.items if item.role == argument]
    historical = [
        rule for rule in site.catalog.rules
        if rule.state is State.HISTORICAL and any(each.role == argument for each in rule.roles)
    ]
    return {"role": found, "groups": [(heading, each) for heading, each in groups if each], "items": items,
            "historical": historical}


def checklist(site: Site, argument: str) -> dict[str, object]:
    """The items of a phase by whom they concern, as questions to tick."""
    items: Iterable[ChecklistItem] = (item for item in site.catalog.items if item.phase.value == argument)
    groups: dict[str, list[ChecklistItem]] = {}
    for item in items:
        groups.setdefault(str(item.subject), []).append(item)
    return {"groups": sorted(groups.items())}
