"""Every setting, declared once: key, type, default, what it is about, its form and its bounds."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from datetime import date
from typing import Any

from regelratt.settings.forms import (
    Day,
    Folder,
    Form,
    Number,
    OneLine,
    Texts,
    WebAddress,
    YesOrNo,
    contact_problem,
    heading_problem,
    place_problem,
    same_contact,
    same_heading,
)


def _declared(about: str, form: Form, key: str = "") -> dict[str, object]:
    """What a field carries; the key is the field's name with hyphens unless another is given."""
    return {"about": about, "form": form, "key": key}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one project; paths are relative to its root."""

    title: str = field(default="", metadata=_declared(
        "webbplatsens namn, överst på varje sida; utan den gäller namnet i conf.py", OneLine(100)))
    content: tuple[str, ...] = field(default=("index.md", "policies", "checklists", "docs"), metadata=_declared(
        "mappar och .md-filer som webbplatsen är gjord av",
        Texts("mappar eller .md-filer", place_problem, 50, 1)))
    evidence: str = field(default="evidence", metadata=_declared("mapp med underlag", Folder("data/underlag")))
    as_of: date | None = field(default=None, metadata=_declared(
        "dag som kontrollen bedömer; utan den gäller dagen då den körs", Day(date(2000, 1, 1), date(2099, 12, 31))))
    run_store: str = field(default="_build/runs", metadata=_declared(
        "mapp där alla kontroller sparas", Folder("_build/runs")))
    item_deadline: float = field(default=5.0, metadata=_declared(
        "längsta tid för en kontrollpunkt", Number(0.1, 120, "sekunder", whole=False)))
    # The process that evaluates needs a part of the memory before it has seen any evidence.
    memory_limit_mb: int = field(default=2048, metadata=_declared(
        "högsta minne för kontrollerna", Number(256, 16_384, "megabyte")))
    edit_url: str = field(default="", metadata=_declared(
        "adress till filernas mapp, för länken Föreslå ändring; utan den finns ingen sådan länk", WebAddress()))
    public_addresses: tuple[str, ...] = field(default=(), metadata=_declared(
        "organisationens officiella e-postadresser och telefonnummer, de enda som får stå på webbplatsen",
        Texts("e-postadresser eller telefonnummer", contact_problem, 200, same=same_contact, is_quoted=False)))
    public_headings: tuple[str, ...] = field(default=(), metadata=_declared(
        "rubriker på öppna uppgifter som får stå bredvid en kanal, utöver dem som webbplatsen känner",
        Texts("rubriker", heading_problem, 200, same=same_heading)))
    # Of a total over two objects, whoever knows one of them knows the other; over three the two others stay mixed.
    smallest_count: int = field(default=5, metadata=_declared(
        "minsta antal objekt som en öppen summa får gälla",
        Number(3, 1_000_000, "objekt",
               why="En summa över färre än tre objekt säger hur ett enskilt objekt föll ut."), "minsta-antal"))
    demonstration: bool = field(
        default=False, metadata=_declared("om underlaget hör till en påhittad kommun", YesOrNo()))


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared about one setting."""

    key: str
    """The key in the file."""
    name: str
    """The field of `Settings`."""
    default: object
    about: str
    """What it is, in Swedish, as the rest of a line after the key."""
    form: Form


def _declaration(each: Field[Any]) -> Declaration:
    key = each.metadata["key"] or each.name.replace("_", "-")
    return Declaration(key, each.name, each.default, each.metadata["about"], each.metadata["form"])


DECLARATIONS = {each.key: each for each in map(_declaration, fields(Settings))}
"""Every setting by its key, in the order of the reference page."""
