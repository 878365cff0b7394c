"""Two people who are one: mentions follow, names are kept as variants, and the merge can be undone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.curation import TOMBSTONES, Status
from articles.history import keep_standing
from articles.merging import CannotMerge, check_pair, find_survivor, lock_pair, move_back, move_rows
from people.models import Mention, NameVariant, Person, PersonMerge


@transaction.atomic
def merge_people(gone: Person, survivor: Person, reason: str = "", user: Any = None) -> PersonMerge:
    """Merge one person into another. Raises CannotMerge where either is a tombstone, or both are one."""
    gone, survivor = lock_pair(gone, survivor)
    check_pair(gone, survivor)
    for person in (gone, survivor):
        if person.status in TOMBSTONES:
            told = {"row": person, "status": person.get_status_display()}
            raise CannotMerge(_("“%(row)s” is %(status)s and cannot be merged.") % told)
    moved: dict[str, Any] = move_rows(Mention.objects.all(), "person", gone, survivor, reason)
    moved["status"] = gone.status
    moved["variants"] = add_names(gone, survivor)
    keep_standing(gone)
    gone.status, gone.merged_into = Status.WITHDRAWN, survivor
    gone._change_reason = reason or None
    gone.save()
    survivor.save(update_fields=["updated_at"])
    return PersonMerge.objects.create(gone=gone, survivor=survivor, reason=reason, moved=moved, user=user)


def add_names(gone: Person, survivor: Person) -> list[int]:
    """Every name of the one becomes a variant of the other, unless it is its name already; the variants made."""
    names = dict.fromkeys([gone.name, *gone.variants.values_list("name", flat=True)])
    known = {survivor.name, *survivor.variants.values_list("name", flat=True)}
    return [NameVariant.objects.create(person=survivor, name=name).pk for name in names if name not in known]


@transaction.atomic
def unmerge_person(gone: Person, reason: str = "") -> Person:
    """Take a merge back: the person, and the mentions that still lead to the one who took them. Gives the person.

    Raises CannotMerge for somebody who was not merged.
    """
    survivor = find_survivor(gone)
    gone, survivor = lock_pair(gone, survivor)
    merge = PersonMerge.objects.filter(gone=gone, undone_at=None).first()
    if gone.merged_into_id is None or merge is None:
        raise CannotMerge(_("“%(row)s” was not merged into another record.") % {"row": gone})
    move_back(Mention.objects.all(), "person", gone, survivor, merge.moved, reason)
    NameVariant.objects.filter(pk__in=merge.moved["variants"], person=merge.survivor).delete()
    keep_standing(gone)
    gone.status, gone.merged_into = merge.moved["status"], None
    gone._change_reason = reason or None
    gone.save()
    PersonMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    return gone
