"""View kind ``sections``: what is known of the patient under headings, and the form for more.

Signals: ``wished(object)`` with ``Filter``, ``OpenEntry``, ``RowWish``, ``WriteAbout`` and the
form's commands. Object names: ``filter.<id>``; painted targets ``entry.<entry>``,
``row.<verb>.<entry>``.
"""

from simtrainer.desktop.record.care_sheet import CareSheet


class Sections(CareSheet):
    """Relatives and consents, critical information."""
