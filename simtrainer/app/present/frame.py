"""The training frame around the record: clock, shift line, tasks, calls, navigation, banner."""

from collections.abc import Iterable, Mapping

from simtrainer.app.breaks import chapter_at
from simtrainer.app.desk import Desk
from simtrainer.app.modes import rules
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.inbox import unread
from simtrainer.app.present.ladder import help_lines
from simtrainer.app.present.signout import identity_text
from simtrainer.app.views.shell import (
    BannerView,
    CardChoice,
    CardView,
    FrameView,
    NavItem,
    NavView,
    ShiftLineView,
    Stop,
    TaskPanelView,
    TaskView,
)
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS, Check
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD, VOID, next_help, result
from simtrainer.record.entry import Patient
from simtrainer.record.fields import is_empty
from simtrainer.record.pack import Cell, Module

CELL_ICONS: Mapping[str, str] = {"consent": "shield-check-outline"}
BANNER = "banner"
"""What a thing in a reference list says of itself where the banner must tell of it."""
SKIP_MS = 5_000
"""A wait shorter than this is not worth a button."""


def frame(draw: Drawing, desk: Desk) -> FrameView:
    """The bar above the record."""
    run = desk.session.run
    score = result(run.program, draw.now.verdicts)
    left = max(0, run.program.length_ms - desk.session.now_ms)
    saved, mode = desk.session.saved_at is not None, desk.session.info.mode
    scored, free = rules(mode).scored, rules(mode).free
    return FrameView(
        title=draw.value(run.program.title),
        place=_chapter_and_place(draw, run),
        clock=draw.clock(desk.session.now_ms),
        remaining="" if free else draw("app.frame.left", time=duration(draw, left)),
        tasks_left="" if free else draw("app.frame.tasks_left", n=tasks_left(run)),
        line=shift_line(draw, run, desk.session.now_ms),
        stars=score["stars"] if scored else 0,
        points=draw("app.frame.points", n=score["points"]) if scored else draw("app.frame.free"),
        mode=draw(f"app.mode.{mode}.name"),
        scored=scored,
        frozen=draw("app.frame.frozen") if draw.now.frozen else "",
        hand=draw("app.frame.hand") if draw.now.hand_up else "",
        paused=draw.now.paused,
        skip=_skip(draw, desk),
        # By the shift's own clock, which stands beside it.
        saved=draw("app.frame.saved", clock=draw.clock(draw.now.now_ms)) if saved else "",
    )


def _chapter_and_place(draw: Drawing, run: Run) -> str:
    """Which chapter it is, and where."""
    place, here = draw.value(run.program.place), chapter_at(run, run.now_ms)
    if here is None:
        return place
    number, chapter = here
    return draw(
        "app.frame.chapter",
        number=number,
        of=len(run.program.chapters),
        title=draw.value(chapter.title),
        place=place,
    )


def tasks_left(run: Run) -> int:
    """Tasks that are not over, those that have not come yet too, but none of a way not taken."""
    now = run.history
    return sum(
        bool(check.task)
        and not is_over(now, check.id)
        and (not check.way[0] or now.ways.get(check.way[0]) == check.way[1])
        for check in run.program.checks.values()
    )


def is_over(now: History, check: str) -> bool:
    """Whether nothing more is asked for."""
    state = now.check_states.get(check)
    return state in (*GOOD, "missed", "violated", VOID) or _done_too_late(now, check)


def _done_too_late(now: History, check: str) -> bool:
    """It did harm, so it is wrong for good; what the task asks for has been done all the same."""
    verdict = now.verdicts.get(check, {})
    return bool(verdict.get("harm")) and verdict.get("done_ms") is not None


def duration(draw: Drawing, ms: int) -> str:
    """As in "1 t 18 min" or "18 min", rounded up."""
    return draw.duration(-(-ms // MINUTE_MS))


def may_skip(draw: Drawing, desk: Desk) -> bool:
    """Only when no task is open, nobody is waiting for an answer, and the wait is worth it."""
    run = desk.session.run
    if rules(desk.session.info.mode).free:
        return False
    if draw.now.paused or any(c.state in ("ringing", "talking") for c in draw.now.calls.values()):
        return False
    if any(check.task for check in tasks_open(run)):
        return False
    following = run.next_ms()
    return following is not None and following - desk.session.now_ms >= SKIP_MS


def _skip(draw: Drawing, desk: Desk) -> str:
    if not may_skip(draw, desk):
        return ""
    run, stop = desk.session.run, desk.session.next_stop_ms()
    if stop >= run.program.length_ms and not tasks_left(run):
        return draw("app.frame.finish")
    left = stop - desk.session.now_ms
    return draw("app.frame.skip", n=-(-left // MINUTE_MS))


def tasks_open(run: Run) -> list[Check]:
    """Checks that are open and not done, nearest deadline first."""
    now = run.history
    found = [
        run.program.checks[name]
        for name in now.opened_checks
        if not is_over(now, name) and run.program.checks[name].require is not None
    ]
    end = run.program.length_ms
    return sorted(found, key=lambda c: run.deadline_ms(c.id) or end)


def shown_checks(run: Run) -> Iterable[Check]:
    """Checks with a task that has come."""
    now = run.history
    told = (c for c in run.program.checks.values() if c.task and c.id in now.opened_checks)
    return (c for c in told if now.check_states.get(c.id) != VOID)


def shift_line(draw: Drawing, run: Run, now_ms: int) -> ShiftLineView:
    """A dot for each task: where it was done, or at its deadline while it is not."""
    length = run.program.length_ms
    stops = []
    for check in shown_checks(run):
        at = run.deadline_ms(check.id) or length
        state = draw.now.check_states.get(check.id, "open")
        done = state in GOOD or _done_too_late(draw.now, check.id)
        if done:
            at = min(draw.now.verdict_ms[check.id], now_ms)
        kind = "done" if done else "late" if now_ms > at else "next"
        stops.append(Stop(min(1.0, at / length), kind, draw.value(check.short)))  # type: ignore[arg-type]
    return ShiftLineView(
        stops=tuple(sorted(stops, key=lambda stop: stop.share)),
        now=min(1.0, now_ms / length),
        start_text=draw.clock(0),
        now_text=draw.clock(now_ms),
        end_text=draw("app.frame.end", clock=draw.clock(length)),
    )


def nav(draw: Drawing, desk: Desk) -> NavView:
    """The pack's modules under their group headings."""
    groups: dict[str, list[NavItem]] = {}
    for module in draw.now.program.pack.modules.values():
        groups.setdefault(module.group, []).append(_nav_item(draw, module))
    return NavView(
        groups=tuple(
            (draw(f"group.{group}") if group else "", tuple(items))
            for group, items in groups.items()
        ),
        foot=draw("app.nav.foot"),
        layout=draw.now.program.pack.navigation,
        search=next(
            (m.id for m in draw.now.program.pack.modules.values() if m.view == "search"), ""
        ),
    )


def _nav_item(draw: Drawing, module: Module) -> NavItem:
    return NavItem(
        id=module.id,
        label=draw(f"module.{module.id}"),
        icon=module.icon,
        badge=unread(draw, module) if module.view == "inbox" else 0,
        current=module.id == draw.now.module,
        enabled=module.group != "patient" or bool(draw.now.patient),
    )


def banner(draw: Drawing) -> BannerView | None:
    """Who the record belongs to; None on ward pages and before a patient is opened."""
    if draw.now.program.pack.modules[draw.now.module].group != "patient" or not draw.now.patient:
        return None
    patient = draw.now.program.patients[draw.now.patient]
    return BannerView(
        patient=patient.id,
        name=patient.name,
        about=draw("app.banner.about", n=draw.now.program.age(patient), sex=_sex(draw, patient)),
        identity=identity_text(patient.identity),
        synthetic=draw("app.banner.synthetic"),
        place=_place(draw, patient),
        cave_label=draw("banner.cave"),
        cave=tuple(draw("app.banner.cave", what=what) for what in warnings(draw, patient)),
        cave_none=draw("banner.cave.none"),
        cells=tuple(_cell(draw, patient, cell) for cell in draw.now.program.pack.banner),
        icons=tuple(CELL_ICONS.get(cell.id, "") for cell in draw.now.program.pack.banner),
    )


def _place(draw: Drawing, patient: Patient) -> str:
    """A room in a ward, an address at home."""
    if patient.room[:1].isdigit():
        return draw("app.banner.room", room=patient.room)
    return patient.room


def warnings(draw: Drawing, patient: Patient) -> list[str]:
    """What the banner warns of: known before the shift, and registered since. A pack marks the
    categories that do (``banner`` in its list)."""
    found = [draw.value(cave["text"]) for cave in patient.cave]
    for kind, field, marked in draw.once("warned of", None, lambda: _warned_of(draw)):
        entries = draw.now.record.entries(kind, patient.id)
        told = (e for e in entries if e.valid and e.fields.get(field) in marked)
        found += [draw.summary(entry).split("\n")[0] for entry in told]
    return list(dict.fromkeys(found))


def _warned_of(draw: Drawing) -> list[tuple[str, str, set[str]]]:
    """Type, field and the categories in it that the pack marks; the pack stays as it is."""
    pack = draw.now.program.pack
    marked = {
        name: {item.id for item in items.values() if item.more.get(BANNER)}
        for name, items in pack.lists.items()
    }
    return [
        (kind.id, field.id, marked[field.from_list])
        for kind in pack.types.values()
        for field in kind.fields.values()
        if marked.get(field.from_list)
    ]


def _sex(draw: Drawing, patient: Patient) -> str:
    return draw(f"app.sex.{patient.sex}")


def _cell(draw: Drawing, patient: Patient, cell: Cell) -> tuple[str, str, str]:
    if cell.type:
        value, detail = _newest(draw, patient, cell)
    elif cell.id == "contact":
        value = draw.value(patient.contact.get("name"))
        detail = draw.value(patient.contact.get("relation"))
    else:
        source = patient.consent if cell.id == "consent" else patient.treatment
        value, detail = draw.value(source.get("text")), draw.value(source.get("detail"))
    return draw(f"banner.{cell.id}"), value or draw("app.banner.none"), detail


def _newest(draw: Drawing, patient: Patient, cell: Cell) -> tuple[str, str]:
    """The value of the newest entry that counts, and when it is from."""
    kind = draw.now.program.pack.types[cell.type]
    for entry in reversed(draw.now.record.entries(cell.type, patient.id)):
        value = draw.now.record.value(entry, cell.field)
        if entry.valid and not is_empty(value):
            at = entry.first.at_ms
            item = kind.fields.get(cell.field)
            text = draw.field(kind, item, value) if item is not None else draw.number(value)
            return text, f"{draw.day(at)} {draw.clock(at)}"
    return "", ""


def tasks(draw: Drawing, desk: Desk) -> TaskPanelView:
    """Done first, then the current one, then the rest by deadline."""
    run = desk.session.run
    shown = list(shown_checks(run))
    done = [c for c in shown if is_over(run.history, c.id)]
    rest = [c for c in tasks_open(run) if c.task]
    views = [_task(draw, desk, c, "done") for c in done]
    for index, check in enumerate(rest):
        due = run.deadline_ms(check.id)
        late = due is not None and desk.session.now_ms > due
        state = "current" if index == 0 else "late" if late else "next"
        views.append(_task(draw, desk, check, state))
    if rules(desk.session.info.mode).free:
        name, empty = draw("app.mode.fri.name"), draw("app.mode.fri.empty")
        return TaskPanelView(heading=name, count="", tasks=(), empty=empty)
    return TaskPanelView(
        heading=draw("app.tasks"),
        count=draw("app.tasks.count", done=len(done), all=len(shown)),
        tasks=tuple(views),
        empty="" if views else draw("app.tasks.empty"),
    )


def _task(draw: Drawing, desk: Desk, check: Check, state: str) -> TaskView:
    run = desk.session.run
    due = run.deadline_ms(check.id)
    if state == "done":
        clock = draw.clock(draw.now.verdict_ms.get(check.id, 0))
        did = draw.now.check_states[check.id] in GOOD or _done_too_late(draw.now, check.id)
        left = "" if did else draw("app.tasks.missed")
    else:
        clock = draw.clock(due) if due is not None else ""
        left = _left(draw, desk, due)
    helped = draw.now.helps.get(check.id, [])
    mode = rules(desk.session.info.mode)
    level = next_help(helped) if state != "done" and mode.help and not mode.shows else ""
    share = run.program.help_prices.get(level, 0.0)
    price = int(check.total * share + 0.5) if level else 0
    priced = mode.scored
    return TaskView(
        check=check.id,
        title=draw.value(check.task),
        text=draw.value(check.text),
        state=state,  # type: ignore[arg-type]
        clock=clock,
        left=left,
        help_price=_price(draw, price, priced) if level else "",
        help_label=draw(f"app.help.{level}") if level else "",
        hint="\n".join(help_lines(draw, check, helped)) if state != "done" else "",
        late=state != "done" and due is not None and desk.session.now_ms > due,
    )


def _price(draw: Drawing, price: int, priced: bool) -> str:
    return draw("app.help.price", n=price) if priced and price else draw("app.help.free")


def _left(draw: Drawing, desk: Desk, due: int | None) -> str:
    if due is None:
        return ""
    left = due - desk.session.now_ms
    if left >= 0:
        return draw("app.tasks.left", time=duration(draw, left))
    return draw("app.tasks.over", time=duration(draw, -left))


def card(draw: Drawing) -> CardView | None:
    """The call that needs an answer, else the oldest notice."""
    for call in draw.now.calls.values():
        if call.state not in ("ringing", "talking"):
            continue
        dialogue = draw.now.program.dialogues[call.dialogue]
        ringing = call.state == "ringing"
        node = dialogue.nodes[call.node]
        who = draw.value(dialogue.who)
        kind = dialogue.channel or dialogue.kind
        phone = kind == "phone"
        choices = node["choices"].items()
        return CardView(
            id=call.dialogue,
            kind=kind,  # type: ignore[arg-type]
            who=draw(f"app.card.rings.{kind}", who=who) if ringing else who,
            detail=draw.value(dialogue.detail),
            text="" if ringing else draw.value(node["text"]),
            ringing=ringing,
            answer=draw("app.card.answer" if phone else "app.card.listen") if ringing else "",
            wait=draw("app.card.wait") if dialogue.wait_ms else "",
            choices=()
            if ringing
            else tuple(CardChoice(name, draw.value(c["text"])) for name, c in choices),
        )
    if draw.now.notices:
        number, text = draw.now.notices[0]
        ok = CardChoice("ok", draw("app.card.ok"))
        return CardView(
            f"notice-{number}", "notice", draw("app.card.notice"), "", draw.value(text), False,
            "", "", (ok,),
        )  # fmt: skip
    return None
