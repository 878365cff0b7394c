"""Which articles name a person: by the name as printed, or by the authority record that the name is taken to mean."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.public import reviewed
from articles.text.words import spelled_pattern
from people.models import Mention, NameVariant, Person

LONGEST_NAME = 100


def find_articles_naming(phrase: str) -> models.QuerySet:
    """Primary keys of the articles with a visible mention of somebody whose name, or a variant of it, holds the phrase.

    `phrase` is folded; names are found in either script, whatever their width and case.
    """
    return find_naming(phrase, Mention.objects.visible(), Person.objects.all())


def find_reviewed_naming(phrase: str) -> models.QuerySet:
    """The same by mentions and people that may be seen without an account."""
    return find_naming(phrase, reviewed(Mention.objects.all()), reviewed(Person.objects.all()))


def find_naming(phrase: str, named: models.QuerySet, known: models.QuerySet) -> models.QuerySet:
    mentions = named.values("article")
    if len(phrase) > LONGEST_NAME:
        return mentions.none()
    pattern = spelled_pattern(phrase)
    variants = NameVariant.objects.filter(name__regex=pattern).values("person")
    people = known.filter(Q(name__regex=pattern) | Q(pk__in=variants)).values("pk")
    return mentions.filter(Q(name__regex=pattern) | Q(person__in=people))
