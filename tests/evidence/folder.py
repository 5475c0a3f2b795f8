"""Evidence folders written by a few lines: files, links and pipes, and the manifest that lists them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

BLOCK = {
    "fil": '"nämnder.csv"', "tabell": '"nämnder"', "metod": '"utdrag"', "insamlat": "2026-09-30", '"från"': "2026-01-01",
    "till": "2026-09-30", "objekt": '["alla"]', "personuppgifter": '"inga"',
}
"""A block that is right, key by key as TOML."""

FILES = {"nämnder.csv": "nämnd_id,namn\nN1,Ett\n"}
"""The file that the block describes."""


def content(given: Any) -> bytes:
    """The bytes of a file: a text, `hex`, or a `text` that is repeated or written in another `encoding`."""
    if isinstance(given, str):
        return given.encode()
    if "hex" in given:
        return bytes.fromhex(given["hex"])
    text: str = given.get("head", "") + given["text"] * given.get("times", 1) + given.get("tail", "")
    return text.encode(given.get("encoding", "utf-8"))


def write_evidence(folder: Path, given: dict[str, Any]) -> None:
    """Write what a case says: `files`, `blocks` (each the right block with keys set or, as null, taken away) or the
    `manifest` as it stands, `links` (name to target) and `pipes`. `{sha:name}` is the sum of a file.
    With a `folder` of null nothing is written."""
    if "folder" in given:
        return
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: content(each) for name, each in given.get("files", FILES).items()}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name, target in given.get("links", {}).items():
        (folder / name).symlink_to(target)
    for name in given.get("pipes", ()):
        os.mkfifo(folder / name)
    manifest = given["manifest"] if "manifest" in given else "\n".join(map(_block, given.get("blocks", [{}])))
    if manifest is None:
        return
    raw = content(manifest)
    for name, data in files.items():
        as_cloned = data.replace(b"\r\n", b"\n")
        raw = raw.replace(f"{{sha:{name}}}".encode(), hashlib.sha256(as_cloned).hexdigest().encode())
    (folder / "underlag.toml").write_bytes(raw)


def _block(changed: dict[str, str | None]) -> str:
    name = (changed.get("fil") or BLOCK["fil"]).strip('"')
    keys = {**BLOCK, "sha256": f'"{{sha:{name}}}"', **changed}
    return "".join(["[[underlag]]\n", *(f"{key} = {value}\n" for key, value in keys.items() if value is not None)])
