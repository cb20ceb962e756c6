"""A module as it would be drawn, before anybody has opened it: so that its forms can be built while
nobody waits. Nothing is opened, logged or remembered by it."""

from copy import copy

from simtrainer.app.desk import Desk
from simtrainer.app.forms import Forms
from simtrainer.app.play import Play
from simtrainer.app.present.kinds import module_view
from simtrainer.app.views.modules import ModuleView


def module_ahead(play: Play, module: str) -> ModuleView | None:
    """For the first of the trainee's own patients; None where there is none to draw it for."""
    program, patient = play.session.program, ""
    if program.pack.modules[module].group == "patient":
        patient = next((p.id for p in program.patients.values() if p.assigned), "")
        if not patient:
            return None
    session, draw = copy(play.session), copy(play.draw)
    session.run = copy(session.run)
    session.run.history = draw.now = now = copy(play.session.history)
    now.patient, now.module, now.entry = patient, module, ""
    forms = Forms(program.pack, play.begun)
    return module_view(draw, Desk(session, forms, play.desk.finder))
