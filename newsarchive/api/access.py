"""Who may use the API: permissions of Django's models, reading included. The settings name this, so views stay out."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import DjangoModelPermissions
from rest_framework.request import Request

from articles.public import is_public


class ModelPermissions(DjangoModelPermissions):
    """Django's permissions on each model, the one to view it as well."""

    perms_map = {
        **DjangoModelPermissions.perms_map,
        "GET": ["%(app_label)s.view_%(model_name)s"],
        "HEAD": ["%(app_label)s.view_%(model_name)s"],
    }

    def has_permission(self, request: Request, view: Any) -> bool:
        if is_public(request) and request.method in ("GET", "HEAD"):
            is_root = getattr(view, "_ignore_model_permissions", False)
            return is_root or getattr(view, "action", "") in getattr(view, "public_actions", ())
        return bool(super().has_permission(request, view))


class ChangePermissions(ModelPermissions):
    """For what is sent by POST and changes records that are there."""

    perms_map = {**ModelPermissions.perms_map, "POST": ModelPermissions.perms_map["PATCH"]}
