"""Qt's own words are ours in every language, also where Qt makes a dialog itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from simtrainer.desktop.qt_words import SOURCES, QtWords
from simtrainer.launch.words import LANGUAGES, texts

ENGLISH = set(SOURCES) - {"OK", "Type", "Drive"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each language, spoken by Qt."""
    before, words = QLocale(), QtWords(qapp, texts(request.param))
    yield request.param
    words.remove()
    QLocale.setDefault(before)


def test_every_word_is_there(language: str) -> None:
    own = texts(language)
    assert [key for key in SOURCES.values() if not own.has(key)] == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_field(language: str, kind: type[QLineEdit], qtbot: QtBot) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    said = [action.text().split("\t")[0].replace("&", "") for action in menu.actions()]
    menu.deleteLater()
    own = texts(language)
    assert own("qt.paste").replace("&", "") in said
    assert language == "en" or ENGLISH & set(said) == set()


def test_standard_buttons(language: str, qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Save | kinds.Cancel | kinds.Discard | kinds.Close | kinds.Retry)
    qtbot.addWidget(box)
    own = texts(language)
    said = {button.text().replace("&", "") for button in box.buttons()}
    keys = ("qt.save", "qt.cancel", "qt.discard", "qt.close", "qt.retry")
    assert said == {own(key).replace("&", "") for key in keys}


def test_the_file_dialog(language: str, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    shown = [w.text() for kind in (QLabel, QPushButton) for w in dialog.findChildren(kind)]
    tips = [button.toolTip() for button in dialog.findChildren(QToolButton)]
    said = {text.replace("&", "") for text in (*shown, *tips) if text}
    own = texts(language)
    assert own("qt.look_in") in said
    assert language == "en" or ENGLISH & said == set()


def test_numbers_and_days_follow(language: str) -> None:
    assert QLocale().name() == {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}[language]


def test_what_is_not_known_is_left_as_it_is(language: str) -> None:
    assert QApplication.translate("Elsewhere", "Something else") == "Something else"
