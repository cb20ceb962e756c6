"""simtrainer: rehearse the work in a new health record, as a scripted run in a mock of it."""

__version__ = "0.1.0"
