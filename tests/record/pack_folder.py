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
      invalidate: {moves: {signed: invalid}, reason: true, reasons: why}
types:
  note:
    lifecycle: signed
    summary: [text]
    fields:
      text: {kind: long, required: true}
      tone: {kind: choice, choices: [calm, worried]}
      why: {kind: text, required_when: {tone: worried}}
      score: {kind: number, min: 0, max: 10, soft_max: 8, default: 5}
      drug: {kind: drug, from_list: drugs, fills: {atc: code}}
      atc: {kind: code}
      state: {kind: choice, choices: [new, old]}
      about: {kind: entry, of: note, only: {state: new}}
      sure: {kind: yesno, visible_when: {state: new}}
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
    filters: [status]
    only: {order: x}
    statuses: [signed]
    group_by: order
    sort: [-when, order]
    actions: [invalidate]
banner:
  cells: [contact]
"""
LISTS = """\
lists:
  why:
    items:
      mistake: {}
      other: {text: Annet, own_words: true}
  drugs:
    items:
      N02BE01: {text: Paracetamol, code: N02BE01, more: {form: tablett}}
"""
TERMS = """\
list.why.mistake: Skrevet feil
field.note.score: Skår
field.note.about: Gjelder
field.note.atc: ATC
field.note.state: Tilstand
choice.note.state.new: Ny
choice.note.state.old: Gammel
field.note.drug: Legemiddel
field.note.sure: Sikker
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


def write_pack(folder: Path, pack: str = PACK, terms: str = TERMS, lists: str = LISTS) -> Path:
    """Write the pack and answer its folder."""
    (folder / "terms").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8", newline="")
    (folder / "lists.yaml").write_text(lists, encoding="utf-8", newline="")
    (folder / "terms" / "nb.yaml").write_text(terms, encoding="utf-8", newline="")
    return folder


def place_of(text: str, needle: str) -> tuple[int, int]:
    """Line and column, 1-based, of the first time these letters stand in a text."""
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
