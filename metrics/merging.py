"""Two indicators that are one: figures and phrases follow, and the merge can be undone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.history import keep_standing
from articles.merging import CannotMerge, check_pair, find_survivor, lock_pair, move_back, move_rows
from metrics.models import Indicator, IndicatorMerge, IndicatorVariant, Metric


@transaction.atomic
def merge_indicators(gone: Indicator, survivor: Indicator, reason: str = "", user: Any = None) -> IndicatorMerge:
    """Merge one indicator into another. Raises CannotMerge where either was merged already, or both are one."""
    gone, survivor = lock_pair(gone, survivor)
    check_pair(gone, survivor)
    moved: dict[str, Any] = move_rows(Metric.objects.all(), "indicator", gone, survivor, reason)
    # A phrase names one indicator only, so phrases are not copied but moved; the name becomes one.
    moved["variants"] = list(gone.variants.order_by("pk").values_list("pk", flat=True))
    IndicatorVariant.objects.filter(pk__in=moved["variants"]).update(indicator=survivor)
    name, is_new = IndicatorVariant.objects.get_or_create(phrase=gone.name, defaults={"indicator": survivor})
    moved["names"] = [name.pk] if is_new else []
    keep_standing(gone)
    gone.merged_into = survivor
    gone._change_reason = reason or None
    gone.save()
    survivor.save(update_fields=["updated_at"])
    return IndicatorMerge.objects.create(gone=gone, survivor=survivor, reason=reason, moved=moved, user=user)


@transaction.atomic
def unmerge_indicator(gone: Indicator, reason: str = "") -> Indicator:
    """Take a merge back: the indicator, its phrases, and the figures that still lead to the one that took them.

    Raises CannotMerge for one that was not merged.
    """
    survivor = find_survivor(gone)
    gone, survivor = lock_pair(gone, survivor)
    merge = IndicatorMerge.objects.filter(gone=gone, undone_at=None).first()
    if gone.merged_into_id is None or merge is None:
        raise CannotMerge(_("“%(row)s” was not merged into another record.") % {"row": gone})
    move_back(Metric.objects.all(), "indicator", gone, survivor, merge.moved, reason)
    IndicatorVariant.objects.filter(pk__in=merge.moved["names"], indicator=survivor).delete()
    IndicatorVariant.objects.filter(pk__in=merge.moved["variants"], indicator=survivor).update(indicator=gone)
    keep_standing(gone)
    gone.merged_into = None
    gone._change_reason = reason or None
    gone.save()
    IndicatorMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    return gone
