"""Logs that never repeat what a person typed."""

import logging
import traceback


class PlainFormatter(logging.Formatter):
    """Time, level, logger; of an exception its type and where it was raised, never its values or message.

    An exception's message and a request's path can hold what somebody typed, so neither is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        status = getattr(record, "status_code", None)
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])[-4:]
            where = "; ".join(f"{frame.filename.rsplit('/src/', 1)[-1]}:{frame.lineno}" for frame in frames)
            said = f"{record.exc_info[0].__name__} at {where}"
        elif status:
            said = f"status {status}"
        else:
            said = "message withheld" if record.args else record.msg
        return f"{self.formatTime(record)} {record.levelname} {record.name} {said}"
