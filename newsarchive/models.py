"""The project's own tables, each in the package whose nouns they hold."""

from __future__ import annotations

from newsarchive.desk.kept import AccuracyCount, Finding, MonthCount
from newsarchive.desk.operations.models import Operation
from newsarchive.uploads.models import UploadedFile, Worker

__all__ = ["AccuracyCount", "Finding", "MonthCount", "Operation", "UploadedFile", "Worker"]
