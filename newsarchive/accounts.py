"""Accounts and groups in the admin: Django's own forms, without the parts that a screen reader cannot read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

admin.site.unregister([User, Group])

# What Django keeps of a permission is English; the word before the model in its code is the same in all languages.
ACTIONS = {"add": _("may add"), "change": _("may change"), "delete": _("may delete"), "view": _("may view")}


def name_permission(permission: Permission) -> str:
    """`稿件：可以修改`, in the language of whoever looks; a permission of another kind keeps the name it was given."""
    action = ACTIONS.get(permission.codename.partition("_")[0])
    model = permission.content_type.model_class()
    if action is None or model is None:
        return str(permission)
    return gettext("%(model)s: %(action)s") % {"model": gettext(str(model._meta.verbose_name)), "action": action}


class NamedPermissions(admin.ModelAdmin):
    """A form whose permissions are told in the language of whoever looks."""

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest | None = None, **options: Any
    ) -> Any:
        field = super().formfield_for_manytomany(db_field, request=request, **options)
        if field is not None and db_field.remote_field.model is Permission:
            field.label_from_instance = name_permission
        return field


@admin.register(User)
class AccountAdmin(NamedPermissions, UserAdmin):
    """An account. When it was made and last used is told, not typed; roles are chosen from a plain box."""

    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")


@admin.register(Group)
class RoleAdmin(NamedPermissions, GroupAdmin):
    """A role: what its accounts may do."""

    filter_horizontal = ()
