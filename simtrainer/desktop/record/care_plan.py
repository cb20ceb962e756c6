"""View kind ``care_plan``: the plan by area to the left, the form to the right.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``RowWish``, ``WriteAbout`` and the
form's commands. Object names: ``filter.<id>``; painted targets ``entry.<entry>``,
``row.write.<type>.<entry>``, ``row.invalidate.<entry>``.
"""

from simtrainer.desktop.record.care_sheet import CareSheet


class CarePlan(CareSheet):
    """The care plan."""
