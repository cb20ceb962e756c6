"""In place of PyInstaller's own hook: what is left out must not bring its libraries along."""

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from trim import trim

hiddenimports, binaries, datas = add_qt6_dependencies(__file__)
binaries, datas = trim(binaries), trim(datas)
