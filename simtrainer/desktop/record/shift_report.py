"""View kind ``shift_report``: what happened on the shift to the left, the report to the right.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``OpenPatient``, ``RowWish`` and the
form's commands. Object names: ``filter.<id>``; painted targets ``entry.<entry>``.
"""

from simtrainer.desktop.record.care_sheet import CareSheet


class ShiftReport(CareSheet):
    """The report of the shift."""

    design, least = (460, 404), (350, 330)
    scrolls = False
