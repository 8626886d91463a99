from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.fields import FrenchCharField, FrenchTextField, Translated
from ..i18n.matching import Match, Names, words_of
from .claim import Claim, looked_at_again_later
from .slugs import BilingualModel, BilingualQuerySet


class QuestionQuerySet(BilingualQuerySet):
    def without_answers(self):
        """Leave out the answers, for lists that only lead to them."""
        return self.defer("answer_en", "answer_fr")

    def about(self, text):
        """Return those with every word of `text` in their title, then those in their short answer.

        Case and accents are ignored, the beginning of a word is enough, and so is one language.
        """
        words = words_of(text)
        named, answered = [], []
        for question in self.without_answers():
            if question.names.match(words) <= Match.WORDS:
                named.append(question)
            elif question.texts.match(words) <= Match.WORDS:
                answered.append(question)
        return named + answered


class Question(Claim, BilingualModel):
    """A question that people ask, with an answer in a few plain sentences."""

    class Live(models.TextChoices):
        """The figures that can stand under an answer, computed each time it is read."""

        CHANCES = "chances", _("Chance ratings of the newest week")
        SPOTS = "spots", _("Quotas and spots available")
        INVITATIONS = "invitations", _("Invitations beyond the quota")
        INVITED = "invited", _("Invitations of the season by country")
        DAYS = "days", _("When the last seasons opened and closed")
        WEEKS = "weeks", _("The newest weekly rounds")
        CHANGES = "changes", _("What changed between the two newest seasons")
        PARTICIPATIONS = "participations", _("Participations by country")
        AGES = "ages", _("Oldest age by country")
        STAYS = "stays", _("Longest stay by country")
        WAITING = "waiting", _("Spots and candidates by category")
        OFFERS = "offers", _("Job offer and permit by category")
        FEES = "fees", _("Fees and funds")
        COUNTRIES = "countries", _("Countries with an arrangement")
        DEADLINES = "deadlines", _("Deadlines of the steps")

    slug = models.SlugField(
        _("name in addresses"),
        unique=True,
        help_text=_("In English addresses. Changing it breaks links."),
    )
    slug_fr = models.SlugField(_("name in French addresses"), unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first.")
    )
    question_en = models.CharField(_("question in English"), max_length=150)
    question_fr = FrenchCharField(_("question in French"), max_length=150)
    summary_en = models.CharField(
        _("short answer in English"),
        max_length=250,
        help_text=_("One sentence that is enough for most. Lists and search engines show it."),
    )
    summary_fr = FrenchCharField(_("short answer in French"), max_length=250)
    answer_en = models.TextField(_("answer in English"))
    answer_fr = FrenchTextField(_("answer in French"))
    live = models.CharField(
        _("live figures"),
        max_length=20,
        choices=Live,
        blank=True,
        default="",
        help_text=_("Shown under the answer and always current. Do not repeat them in the answer."),
    )
    sources = models.ManyToManyField("Source", verbose_name=_("sources"), related_name="+")

    question = Translated()
    summary = Translated()
    answer = Translated()

    objects = QuestionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=("sources",))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("position", "slug")
        constraints = (looked_at_again_later("question"),)

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("question", args=(self.local_slug,))

    @property
    def names(self):
        return Names.of(self.question_en, self.question_fr)

    @property
    def texts(self):
        """The short answers, which a search looks at after the titles."""
        return Names.of(self.summary_en, self.summary_fr)
