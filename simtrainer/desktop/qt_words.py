"""Qt's own words in our languages: menus of fields, standard buttons, the file dialog, what a
screen reader is told a control can do. Qt ships no bokmål, so the words are ours, in all three.
"""

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from simtrainer.base.text import Texts

SOURCES = {
    # The menu of a field.
    "Undo": "qt.undo", "Redo": "qt.redo", "Cut": "qt.cut", "Copy": "qt.copy", "Paste": "qt.paste",
    "Delete": "qt.delete", "Select All": "qt.select_all", "Copy Link Location": "qt.copy_link",
    "Clear": "qt.clear", "Insert Unicode control character": "qt.control_character",
    # Standard buttons.
    "OK": "qt.ok", "Save": "qt.save", "Save All": "qt.save_all", "Open": "qt.open",
    "Yes": "qt.yes", "Yes to All": "qt.yes_all", "No": "qt.no", "No to All": "qt.no_all",
    "Abort": "qt.abort", "Retry": "qt.retry", "Ignore": "qt.ignore", "Close": "qt.close",
    "Cancel": "qt.cancel", "Discard": "qt.discard", "Help": "qt.help", "Apply": "qt.apply",
    "Reset": "qt.reset", "Restore Defaults": "qt.defaults", "Don't Save": "qt.discard",
    # The file dialog.
    "Choose": "qt.choose", "Look in:": "qt.look_in", "File name:": "qt.file_name",
    "Directory:": "qt.folder_name", "Files of type:": "qt.file_type",
    "All Files (*)": "qt.all_files", "All files (*)": "qt.all_files", "Back": "qt.back",
    "Forward": "qt.forward", "Parent Directory": "qt.parent", "Go back": "qt.back",
    "Go forward": "qt.forward", "Go to the parent directory": "qt.parent",
    "Create New Folder": "qt.new_folder", "Create a New Folder": "qt.new_folder",
    "New Folder": "qt.new_folder", "List View": "qt.list", "Change to list view mode": "qt.list",
    "Detail View": "qt.details", "Change to detail view mode": "qt.details", "Name": "qt.name",
    "Size": "qt.size", "Type": "qt.type", "Kind": "qt.type", "Date Modified": "qt.changed",
    "Rename": "qt.rename", "Show hidden files": "qt.hidden", "Sidebar": "qt.places",
    "List of places and bookmarks": "qt.places", "Files": "qt.files",
    "Find Directory": "qt.find_folder", "Save As": "qt.save_as", "Computer": "qt.computer",
    "My Computer": "qt.computer", "Drive": "qt.drive", "File": "qt.file", "Folder": "qt.folder",
    "File Folder": "qt.folder", "Directories": "qt.folders", "Recent Places": "qt.recent",
    "Remove": "qt.remove", "%1 already exists.\nDo you want to replace it?": "qt.replace",
    "%1\nFile not found.\nPlease verify the correct file name was given.": "qt.no_file",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
        "qt.no_folder",
    "'%1' is write protected.\nDo you want to delete it anyway?": "qt.protected",
    "Are you sure you want to delete '%1'?": "qt.sure",
    "Could not delete directory.": "qt.not_deleted",
    # What a screen reader is told a control can do.
    "Press": "qt.press", "Toggle": "qt.toggle", "Check": "qt.check", "Uncheck": "qt.uncheck",
    "Increase": "qt.increase", "Decrease": "qt.decrease", "ShowMenu": "qt.show_menu",
    "SetFocus": "qt.set_focus", "Scroll Left": "qt.scroll_left", "Scroll Right": "qt.scroll_right",
    "Scroll Up": "qt.scroll_up", "Scroll Down": "qt.scroll_down", "Next Page": "qt.next_page",
    "Previous Page": "qt.previous_page",
    # Scroll bars and tabs.
    "Scroll here": "qt.scroll_here", "Top": "qt.top", "Bottom": "qt.bottom",
    "Page up": "qt.page_up", "Page down": "qt.page_down", "Scroll up": "qt.scroll_up",
    "Scroll down": "qt.scroll_down", "Left edge": "qt.left_edge", "Right edge": "qt.right_edge",
    "Page left": "qt.page_left", "Page right": "qt.page_right", "Scroll left": "qt.scroll_left",
    "Scroll right": "qt.scroll_right", "Line up": "qt.scroll_up", "Line down": "qt.scroll_down",
}  # fmt: skip
"""Qt's source texts, without the marks of their shortcuts, to our keys."""
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


class QtWords(QTranslator):
    """Installed on the application, it answers for the texts in ``SOURCES`` and leaves the rest."""

    def __init__(self, app: QApplication, texts: Texts) -> None:
        super().__init__(app)
        self._texts = texts
        app.installTranslator(self)
        QLocale.setDefault(QLocale(_LOCALES.get(texts.language, texts.language)))

    def remove(self) -> None:
        """Leave the word to the next one."""
        QApplication.removeTranslator(self)
        self.deleteLater()

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        key = SOURCES.get(text.replace("&", ""))
        if key is None:
            return None  # type: ignore[return-value]  # an empty text would be a translation
        return self._texts(key)
