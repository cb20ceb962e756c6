"""Draw every sample to a picture: ``python -m tests.desktop.record.shots OUT [theme] [scale]``."""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from simtrainer.base.text import Texts
from simtrainer.desktop.record import build
from simtrainer.desktop.theme import Theme
from tests.desktop.record import samples

RESOURCES = Path(__file__).parents[3] / "resources"
WIDE = ("measurement", "device", "medication", "witnessed", "follow_up")
"""Kinds for which the task panel is folded: the whole sheet."""


def texts() -> Texts:
    """The reference language."""
    return Texts("nb", json.loads((RESOURCES / "text" / "nb.json").read_text(encoding="utf-8")))


def main(out: Path, name: str = "light", scale: float = 1.0) -> None:
    """Save one picture per sample."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(RESOURCES, name, scale)
    theme.apply(app)
    out.mkdir(parents=True, exist_ok=True)
    for sample, view in samples.ALL.items():
        widget = build(view, texts(), theme)  # type: ignore[arg-type]
        widget.resize(1128 if sample in WIDE else 864, 690)
        widget.show()
        app.processEvents()
        widget.grab().save(str(out / f"{sample}.png"))
        widget.close()
        widget.deleteLater()
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3], *(float(a) for a in sys.argv[3:4]))
