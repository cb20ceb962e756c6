"""All view states that a module of the record may have."""

from simtrainer.app.views.care import (
    AssessmentView,
    CarePlanView,
    SectionsView,
    ShiftReportView,
    WorkListView,
)
from simtrainer.app.views.finding import AccessLogView, SearchView
from simtrainer.app.views.office import CaseView, DocumentsView
from simtrainer.app.views.record import (
    InboxView,
    MeasurementView,
    MedicationView,
    OverviewView,
    TableView,
    TimelineView,
    WardListView,
)

ModuleView = (
    WardListView
    | OverviewView
    | TimelineView
    | MeasurementView
    | MedicationView
    | InboxView
    | TableView
    | CarePlanView
    | WorkListView
    | AssessmentView
    | ShiftReportView
    | SearchView
    | AccessLogView
    | SectionsView
    | CaseView
    | DocumentsView
)
