"""Logs as lines of JSON on standard error, for machines to gather. No addresses with their
queries, no parameters of SQL, no names: what is logged is written here, field by field."""

import json
import logging
import os
import time
from typing import Any

_FIELDS = ("method", "route", "status", "ms", "path")


class JsonLines(logging.Formatter):
    """One line per record; a traceback goes as one text."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, Any] = {
            "time": f"{moment}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "from": record.name,
            "process": os.getpid(),
            "message": record.getMessage(),
        }
        line |= {key: getattr(record, key) for key in _FIELDS if hasattr(record, key)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


LOG_CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "uvicorn": {"level": "WARNING"},
        "simtrainer.hub.requests": {"level": "INFO"},
    },
}
"""For ``logging.config.dictConfig``; uvicorn applies it in every worker process."""
