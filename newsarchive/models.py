"""The project's own tables, each in the package whose nouns they hold."""

from __future__ import annotations

from newsarchive.desk.operations.models import Operation
from newsarchive.uploads.models import UploadedFile, Worker

__all__ = ["Operation", "UploadedFile", "Worker"]
