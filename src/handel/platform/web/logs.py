"""Logs that never repeat what a person typed."""

import logging
import traceback


class PlainFormatter(logging.Formatter):
    """Time, level, logger; of an exception its type and where it was raised, never its values or message.

    An exception's message and a request's path can hold what somebody typed, so neither is written.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(place)s")

    def format(self, record: logging.LogRecord) -> str:
        status = getattr(record, "status_code", None)
        record.place = f"status {status}" if status else record.msg if not record.args else "message withheld"
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            where = "; ".join(
                f"{frame.filename.rsplit('/src/', 1)[-1]}:{frame.lineno}" for frame in frames[-4:]
            )
            record.place = f"{record.exc_info[0].__name__} at {where}"
        record.message = record.place
        record.asctime = self.formatTime(record)
        return self.formatMessage(record)
