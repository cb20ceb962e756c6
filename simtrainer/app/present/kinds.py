"""The view kinds of the record: one builder each, one table."""

from collections.abc import Callable, Mapping

from simtrainer.app.desk import Desk
from simtrainer.app.present.access_log import access_log
from simtrainer.app.present.assessment import assessment
from simtrainer.app.present.care_plan import care_plan
from simtrainer.app.present.case import case
from simtrainer.app.present.documents import documents
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.inbox import inbox
from simtrainer.app.present.measurement import measurement
from simtrainer.app.present.medication import medication
from simtrainer.app.present.overview import overview
from simtrainer.app.present.search import search
from simtrainer.app.present.sections import sections
from simtrainer.app.present.shift_report import shift_report
from simtrainer.app.present.table import table
from simtrainer.app.present.timeline import timeline
from simtrainer.app.present.ward import ward_list
from simtrainer.app.present.work_list import work_list
from simtrainer.app.views.modules import ModuleView
from simtrainer.record.pack import Module

VIEW_KINDS: Mapping[str, Callable[[Drawing, Desk, Module], ModuleView]] = {
    "ward_list": ward_list,
    "overview": overview,
    "timeline": timeline,
    "measurement": measurement,
    "medication": medication,
    "inbox": inbox,
    "table": table,
    "care_plan": care_plan,
    "work_list": work_list,
    "assessment": assessment,
    "shift_report": shift_report,
    "search": search,
    "access_log": access_log,
    "sections": sections,
    "case": case,
    "documents": documents,
}


def module_view(draw: Drawing, desk: Desk) -> ModuleView:
    """The view state of the module on the screen."""
    module = draw.now.program.pack.modules[draw.now.module]
    return VIEW_KINDS[module.view](draw, desk, module)
