"""Accounts and groups in the admin: Django's own forms, without the parts that a screen reader cannot read."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(UserAdmin):
    """An account. When it was made and last used is told, not typed; roles are chosen from a plain box."""

    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """A role: what its accounts may do."""

    filter_horizontal = ()
