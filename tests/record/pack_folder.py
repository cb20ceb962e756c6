"""A small valid screen pack on disk, for tests that break one line of it."""

from pathlib import Path

PACK = """\
format: 2
id: small
version: 1.0.0
languages: [nb]
lifecycles:
  signed:
    start: signed
    draft: draft
    statuses:
      draft: {counts: false}
      signed: {}
      invalid: {counts: false, struck: true, end: true}
    verbs:
      amend: {moves: {draft: draft}}
      sign: {moves: {draft: signed}}
      invalidate: {moves: {signed: invalid}, reason: true}
types:
  note:
    lifecycle: signed
    summary: [text]
    fields:
      text: {kind: long, required: true}
      tone: {kind: choice, choices: [calm, worried]}
      why: {kind: text, required_when: {tone: worried}}
  controlled:
    lifecycle: signed
    calculator: balance
    fields:
      order: {kind: entry, of: note}
modules:
  ward:
    view: ward_list
    columns: [room, name]
  journal:
    view: timeline
    group: patient
    types: [note]
    forms: [note]
    filters: [note]
  register:
    view: table
    types: [controlled]
    columns: [order, balance]
banner:
  cells: [contact]
"""
TERMS = """\
status.signed.draft: Kladd
status.signed.signed: Signert
status.signed.invalid: Feilført
verb.signed.amend: Rett
verb.signed.sign: Signer
verb.signed.invalidate: Feilført
type.note: Notat
type.note.new: Nytt notat
type.controlled: Linje
field.note.text: Tekst
field.note.tone: Tone
field.note.why: Hvorfor
field.controlled.order: Ordinasjon
choice.note.tone.calm: Rolig
choice.note.tone.worried: Bekymret
module.ward: Avdeling
module.ward.empty: Ingen
module.journal: Journal
module.journal.empty: Tomt
module.register: Regnskap
module.register.empty: Tomt
group.patient: Pasient
column.ward.room: Rom
column.ward.name: Navn
field.controlled.balance: Saldo
filter.journal.all: Alle
filter.journal.note: Notater
banner.cave: CAVE
banner.cave.none: Ingen
banner.contact: Pårørende
"""


def write_pack(folder: Path, pack: str = PACK, terms: str = TERMS) -> Path:
    """Write the pack and answer its folder."""
    (folder / "terms").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8", newline="")
    (folder / "terms" / "nb.yaml").write_text(terms, encoding="utf-8", newline="")
    return folder


def place_of(text: str, needle: str) -> tuple[int, int]:
    """Line and column, 1-based, of the first time these letters stand in a text."""
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
