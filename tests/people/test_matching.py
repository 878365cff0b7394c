"""Which person a mention is taken to mean, and when the archive says that it does not know."""

from django.test import SimpleTestCase

from articles.text.spans import Span
from people.extraction.types import MentionDraft, Role
from people.matching import Candidate, Decision, match_mention

PAPER, OTHER_PAPER = "qszb", "lhwb"


def mention(role=Role.SUBJECT, title=None, organization=None, name="韩松涛", partial=False):
    return MentionDraft(name, role, (Span(0, 3),), title, organization, partial)


def person(public_id="p1", roles=(), organizations=(), titles=(), places=(), name="韩松涛"):
    return Candidate(
        public_id, frozenset({name}), frozenset(roles), frozenset(organizations), frozenset(titles), frozenset(places)
    )


class MatchingTests(SimpleTestCase):
    def decide(self, draft, *candidates, newspaper=PAPER):
        match = match_mention(draft, newspaper, candidates)
        self.assertTrue(match.why)
        self.assertEqual(match.public_id is not None, match.decision is Decision.LINKED)
        return match.decision, match.public_id

    def test_a_name_that_nobody_bears_is_a_new_person(self):
        self.assertEqual(self.decide(mention(title="局长")), (Decision.NEW, None))
        self.assertEqual(self.decide(mention(), person(name="韩松波")), (Decision.NEW, None))

    def test_part_of_a_name_names_nobody(self):
        draft = mention(name="韩大娘", partial=True)
        self.assertEqual(self.decide(draft, person(name="韩大娘")), (Decision.NONE, None))
        self.assertEqual(self.decide(draft), (Decision.NONE, None))

    def test_a_name_alone_never_links(self):
        everything = person(roles=[(Role.SUBJECT, PAPER)], organizations=["青石县水利局"], titles=["局长"])
        self.assertEqual(self.decide(mention(), everything), (Decision.UNSURE, None))

    def test_a_byline_links_by_paper_and_role(self):
        reporter = person(roles=[(Role.REPORTER, PAPER)])
        for role, newspaper, expected in [
            (Role.REPORTER, PAPER, Decision.LINKED),
            (Role.PHOTOGRAPHER, PAPER, Decision.LINKED),  # one newsroom
            (Role.CORRESPONDENT, PAPER, Decision.UNSURE),
            (Role.REPORTER, OTHER_PAPER, Decision.NEW),
            (Role.REPORTER, None, Decision.UNSURE),
        ]:
            with self.subTest(role=role.value, newspaper=str(newspaper)):
                decision, _ = self.decide(mention(role), reporter, newspaper=newspaper)
                self.assertEqual(decision, expected)

    def test_a_mayor_is_not_taken_for_the_reporter_of_that_name(self):
        reporter = person(roles=[(Role.REPORTER, PAPER)])
        decision, _ = self.decide(mention(title="市长", organization="青石市"), reporter)
        self.assertEqual(decision, Decision.UNSURE)

    def test_a_name_in_a_story_links_by_what_agrees(self):
        known = person(
            roles=[(Role.SUBJECT, PAPER)], organizations=["青石县水利局"], titles=["局长"], places=["青石县"]
        )
        for title, organization, newspaper, expected in [
            ("局长", "青石县水利局", OTHER_PAPER, Decision.LINKED),
            ("副局长", "青石县水利局", PAPER, Decision.LINKED),
            ("局长", "水利局", PAPER, Decision.LINKED),  # the town's own paper leaves the town out
            ("局长", "水利局", OTHER_PAPER, Decision.UNSURE),
            ("局长", None, PAPER, Decision.LINKED),
            ("局长", None, OTHER_PAPER, Decision.UNSURE),
            ("村民", "柳沟县白塔村", PAPER, Decision.NEW),
            ("村民", "青石县白塔村", PAPER, Decision.UNSURE),  # the same county, another post
            ("医生", None, PAPER, Decision.UNSURE),
        ]:
            with self.subTest(title=title, organization=organization, newspaper=str(newspaper)):
                decision, _ = self.decide(mention(title=title, organization=organization), known, newspaper=newspaper)
                self.assertEqual(decision, expected)

    def test_what_every_town_has_tells_nothing_in_another_paper(self):
        known = person(roles=[(Role.SUBJECT, OTHER_PAPER)], organizations=["市委"], titles=["常委"])
        self.assertEqual(self.decide(mention(title="常委", organization="市委"), known), (Decision.UNSURE, None))
        decision = self.decide(mention(title="常委", organization="市委"), known, newspaper=OTHER_PAPER)
        self.assertEqual(decision, (Decision.LINKED, "p1"))

    def test_being_a_villager_is_no_evidence(self):
        known = person(roles=[(Role.SUBJECT, PAPER)], titles=["村民"])
        self.assertEqual(self.decide(mention(title="村民"), known), (Decision.UNSURE, None))

    def test_an_office_of_the_nation_is_known_in_every_paper(self):
        known = person(roles=[(Role.SUBJECT, OTHER_PAPER)], titles=["国务院总理"])
        self.assertEqual(self.decide(mention(title="国务院总理"), known), (Decision.LINKED, "p1"))

    def test_two_who_fit_leave_it_open(self):
        first = person("p1", roles=[(Role.REPORTER, PAPER)])
        second = person("p2", roles=[(Role.REPORTER, PAPER)])
        match = match_mention(mention(Role.REPORTER), PAPER, [first, second])
        self.assertEqual(match.decision, Decision.UNSURE)
        self.assertIn("p1", match.why)
        self.assertIn("p2", match.why)

    def test_one_who_fits_among_several_is_linked(self):
        teacher = person("p1", roles=[(Role.SUBJECT, PAPER)], organizations=["青石县第一中学"])
        doctor = person("p2", roles=[(Role.SUBJECT, PAPER)], organizations=["青石县人民医院"])
        draft = mention(title="院长", organization="青石县人民医院")
        self.assertEqual(self.decide(draft, teacher, doctor), (Decision.LINKED, "p2"))

    def test_a_variant_of_the_name_is_the_name(self):
        known = Candidate("p1", frozenset({"韩松涛", "韩 嵩涛"}), frozenset({(Role.REPORTER, PAPER)}))
        self.assertEqual(self.decide(mention(Role.REPORTER, name="韩嵩涛"), known), (Decision.LINKED, "p1"))
