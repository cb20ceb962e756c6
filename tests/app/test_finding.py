"""Searching: what is found, what is logged, and where a find leads."""

from dataclasses import replace

import pytest

from simtrainer.app import commands as c
from simtrainer.app.finding import People
from simtrainer.app.views.finding import AccessLogView, SearchView
from simtrainer.app.views.record import TimelineView
from simtrainer.base.problem import Problem
from simtrainer.record.access import first_reason
from simtrainer.record.identity import check_digits
from tests.app.rig import Rig


def real_number() -> str:
    """A number of real form, made now."""
    starts = (f"010150{number}" for number in range(300, 400))
    return next(s + str(check_digits(s)) for s in starts if check_digits(s) is not None)


@pytest.fixture
def rig() -> Rig:
    rig = Rig()
    rig.start()
    rig.do(c.OpenModule("search"))
    return rig


def view(rig: Rig) -> SearchView:
    found = rig.trainer.module()
    assert isinstance(found, SearchView)
    return found


def people(found: SearchView) -> list[str]:
    return [row.patient for row in found.rows if not row.entry]


def test_before_anything_is_asked_it_says_what_to_do(rig: Rig) -> None:
    assert view(rig).rows == ()
    assert "Skriv" in view(rig).status


@pytest.mark.parametrize("text", ["testdal", "Synne T", "202", "148338 49892", "14833849892"])
def test_people_are_found_by_name_room_and_number(rig: Rig, text: str) -> None:
    rig.do(c.Find(text))
    assert "SYN" in people(view(rig))


def test_texts_are_found_by_words_newest_first(rig: Rig) -> None:
    rig.do(c.Find("salbutamol"))
    rows = [row for row in view(rig).rows if row.entry]
    record = rig.play.session.history.record
    times = [record.entry(row.entry).first.at_ms for row in rows]
    assert times
    assert times == sorted(times, reverse=True)
    assert all("salbutamol" in rig.play.desk.finder.text(record.entry(r.entry)).casefold()
               for r in rows)  # fmt: skip


def test_what_is_written_now_is_found_at_once_and_not_when_it_is_marked_wrong(rig: Rig) -> None:
    fields = {"observation": "Snakket om sjiraffer i går"}
    rig.do(c.Act("create", {"type": "note", "patient": "SYN", "fields": fields}))
    rig.do(c.Find("sjiraff"))
    (row,) = view(rig).rows
    assert (row.patient, row.text) == ("SYN", "Snakket om sjiraffer i går")
    rig.do(c.RowWish("invalidate", row.entry, "Skrevet på feil pasient"))
    rig.do(c.Find("sjiraff"))
    assert view(rig).rows == ()


def test_what_is_searched_for_is_on_the_log(rig: Rig) -> None:
    rig.do(c.Find("  vekt "))
    last = rig.play.session.run.log[-1]
    assert (last.kind, last.data) == ("search", {"text": "vekt"})
    length = len(rig.play.session.run.log)
    rig.do(c.Find("   "))
    assert len(rig.play.session.run.log) == length


def test_a_number_that_could_be_real_is_refused(rig: Rig) -> None:
    with pytest.raises(Problem, match="real_identity"):
        rig.do(c.Find(real_number()))
    assert view(rig).text == ""


def test_a_find_leads_to_the_entry_and_counts_as_opening_the_record(rig: Rig) -> None:
    rig.do(c.Find("salbutamol"))
    row = next(row for row in view(rig).rows if row.entry)
    rig.do(c.OpenFound(row.patient, row.entry))
    history = rig.play.session.history
    assert row.patient in history.opened_patients
    assert row.entry in history.opened_entries
    journal = rig.trainer.module()
    assert isinstance(journal, TimelineView)
    assert [i.entry for _, items in journal.days for i in items if i.current] == [row.entry]


def test_a_person_leads_to_their_first_page(rig: Rig) -> None:
    rig.do(c.OpenFound("SYN"))
    now = rig.play.session.history
    assert now.patient == "SYN"
    assert now.program.pack.modules[now.module].group == "patient"


def test_while_the_index_is_made_people_are_found_and_it_says_so(rig: Rig) -> None:
    rig.play.desk.finder._indexes.making = True  # type: ignore[attr-defined]
    rig.do(c.Find("testdal"))
    assert people(view(rig)) == ["SYN"]
    assert "leses inn" in view(rig).status


def test_what_is_sealed_is_not_found(rig: Rig) -> None:
    rig.play.desk.finder._sealed = lambda patient: patient == "ODD"
    rig.do(c.Find("salbutamol"))
    assert "ODD" not in {row.patient for row in view(rig).rows if row.entry}


def test_nobody_is_found_twice_and_the_rarest_word_decides() -> None:
    rig = Rig()
    rig.start()
    everyone = list(rig.play.session.program.patients.values())
    found = list(People(everyone).find(f"{everyone[0].given} {everyone[0].family}"))
    assert found == [everyone[0]]
    assert list(People(everyone).find("")) == []


def access(rig: Rig) -> AccessLogView:
    rig.do(c.OpenModule("access"))
    found = rig.trainer.module()
    assert isinstance(found, AccessLogView)
    return found


def test_the_access_log_tells_who_wrote_and_who_is_there_now(rig: Rig) -> None:
    rig.do(c.OpenPatient("ODD", "Skal gi medisin"))
    log = access(rig)
    first = log.rows[0]
    assert (first.who, first.reason, first.mine) == ("Deg", "Skal gi medisin", True)
    record = rig.play.session.history.record
    kinds = rig.play.session.program.pack.types
    authors = {e.author for e in record.newest(kinds, "ODD")}
    assert len({row.who for row in log.rows}) == len(authors) + 1
    assert sum(row.mine for row in log.rows) == 1


def test_another_patients_opening_is_not_in_it(rig: Rig) -> None:
    rig.do(c.OpenPatient("SYN"))
    rig.do(c.OpenPatient("ODD"))
    assert sum(row.mine for row in access(rig).rows) == 1


def closed(rig: Rig) -> str:
    """Somebody outside the own list, whose record is closed from now on."""
    patients = rig.play.session.program.patients
    name = next(p.id for p in patients.values() if not p.assigned)
    patients[name] = replace(patients[name], restricted=True)
    return name


def test_what_is_written_in_a_closed_record_is_not_found_until_it_is_opened(rig: Rig) -> None:
    name = closed(rig)
    record = rig.play.session.history.record
    kinds = rig.play.session.program.pack.types
    entry = next(e for e in record.newest(kinds, name) if rig.play.desk.finder.text(e))
    rig.do(c.Find(rig.play.desk.finder.text(entry)[:60]))
    assert entry.id not in {row.entry for row in view(rig).rows}
    rig.do(c.OpenPatient(name, "Pasienten har falt på gulvet", emergency=True))
    rig.do(c.OpenModule("search"))
    assert entry.id in {row.entry for row in view(rig).rows}


def test_a_reason_that_is_asked_for_leads_on_to_what_was_found(rig: Rig) -> None:
    pack, record = rig.play.session.program.pack, rig.play.session.history.record
    found = (p for p in rig.play.session.program.patients.values() if not p.assigned)
    entry = next(e for p in found for e in record.newest(("note",), p.id))
    rig.do(c.OpenFound(entry.patient, entry.id))
    assert rig.play.desk.asked_patient == entry.patient
    assert not rig.play.session.history.opened_patients
    reason = first_reason(pack, record.patients[entry.patient])["reason"]
    rig.do(c.OpenPatient(entry.patient, reason))
    assert entry.id in rig.play.session.history.opened_entries
