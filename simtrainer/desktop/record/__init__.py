"""The mock record's screens: one widget per view kind.

``VIEW_KINDS`` is the whole table; a new view kind is a view state in ``app.views.record``, one
widget here and a row in it. A widget is built once and drawn again for every patient.
"""

from collections.abc import Mapping
from typing import Any

from simtrainer.app.views import care, finding, office
from simtrainer.app.views import record as views
from simtrainer.app.views.modules import ModuleView
from simtrainer.base.text import Texts
from simtrainer.desktop.record.access_log import AccessLog
from simtrainer.desktop.record.assessment import Assessment
from simtrainer.desktop.record.care_plan import CarePlan
from simtrainer.desktop.record.case import Case
from simtrainer.desktop.record.documents import Documents
from simtrainer.desktop.record.inbox import Inbox
from simtrainer.desktop.record.measurement import Measurement
from simtrainer.desktop.record.medication import Medication
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.overview import Overview
from simtrainer.desktop.record.search import Search
from simtrainer.desktop.record.sections import Sections
from simtrainer.desktop.record.shift_report import ShiftReport
from simtrainer.desktop.record.table import Table
from simtrainer.desktop.record.timeline import Timeline
from simtrainer.desktop.record.ward import WardList
from simtrainer.desktop.record.work_list import WorkList
from simtrainer.desktop.theme import Theme

VIEW_KINDS: Mapping[type[Any], type[ModuleWidget]] = {
    views.WardListView: WardList,
    views.OverviewView: Overview,
    views.TimelineView: Timeline,
    views.MeasurementView: Measurement,
    views.MedicationView: Medication,
    views.InboxView: Inbox,
    views.TableView: Table,
    care.CarePlanView: CarePlan,
    care.WorkListView: WorkList,
    care.AssessmentView: Assessment,
    care.ShiftReportView: ShiftReport,
    finding.SearchView: Search,
    finding.AccessLogView: AccessLog,
    care.SectionsView: Sections,
    office.CaseView: Case,
    office.DocumentsView: Documents,
}


def build(view: ModuleView, texts: Texts, theme: Theme) -> ModuleWidget:
    """The widget of a view state, already drawn."""
    widget = VIEW_KINDS[type(view)](texts, theme)
    widget.render(view)
    return widget
