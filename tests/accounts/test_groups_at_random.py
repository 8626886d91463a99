"""Each group does random things wherever the admin lets it: what it may not change stays.

FUZZ=20000 does so many things as each group, and SEED=7 does others.
"""

import contextlib
import os
import random
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from quotas.accounts.groups import IDENTITY, PAGES, PLACES
from quotas.drafts.publishing import publish_due
from quotas.history.versions import kept_models
from quotas.models import Draft, Season

from ..factories import make_quota, make_season
from ..pages import parse, ticks

COUNT, SEED = int(os.environ.get("FUZZ", "20")), int(os.environ.get("SEED", "1"))
ACTIONS = ("publish", "make_current", "take_back", "delete_selected", "remove_second_factor")
BUTTONS = ("", "", "_draft", "_preview", "_continue", "_addanother", "_saveasnew", "_popup")
VALUES = ("", "0", "1", "on", "2031", "2026", "-5", "JP", "QQ", "words", "2026-03-01", "x" * 300)
GUARDED = {
    "is_published": "on",
    "is_current": "on",
    "has_table": "",
    "is_superuser": "on",
    "is_staff": "on",
    "slug": "another",
    "slug_fr": "une-autre",
    "year": "2032",
    "code": "ZZ",
}
FILES = {
    "quota": "season,country,category,state,places,as_of,source",
    "eligibility": "country,category,youngest,oldest,longest_stay,participations,"
    "participations_here,residence,must_study_there,takes_non_students,must_match_field,"
    "needs_certain_employer,must_be_paid,only_from,conditions_en,conditions_fr,as_of,source",
}


class Somebody:
    """A member of staff who does anything that comes to mind."""

    def __init__(self, client, user, seed):
        self.client, self.user = client, user
        self.random = random.Random(seed)  # noqa: S311, it keeps no secret
        self.models = [*kept_models(), User, Group, Season, Season, Season]
        self.client.force_login(user)
        self.done = []

    def do(self):
        what = self.random.choice(
            (self.fill_in, self.fill_in, self.make_up, self.go_back, self.go_back, self.act)
            + (self.delete, self.draft, self.sheet, self.new_season, self.upload)
        )
        with contextlib.suppress(NoReverseMatch):
            what()

    def address(self, model, page, *args):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)

    def row(self, model):
        """Any row, or None."""
        pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.random.choice(pks)) if pks else None

    def get(self, address, sent=None):
        self.done.append(("GET", address, sent))
        return self.answered(self.client.get(address, sent))

    def post(self, address, sent):
        self.done.append(("POST", address, sent))
        return self.answered(self.client.post(address, sent))

    def answered(self, response):
        assert response.status_code < 500, self.done[-1]
        return response

    def form_at(self, address):
        """Read the largest form at `address`."""
        response = self.get(address)
        if response.status_code != 200:
            return {}
        forms = parse(response).forms
        form = max(forms, key=lambda each: len(each.fields), default=None)
        values = {} if form is None else form.form_values()
        sent = {}
        for name, value in values:
            sent.setdefault(name, []).append(value)
        return sent

    def any_value(self, model, name):
        """Choose a value for `name`: nonsense, or what another row says."""
        other = self.row(model)
        if other and hasattr(other, name) and self.random.random() < 0.6:
            value = getattr(other, f"{name}_id", getattr(other, name))
            return str(value) if isinstance(value, (str, int)) else "1"
        return self.random.choice(VALUES)

    def any_form(self):
        model = self.random.choice(self.models)
        row = self.row(model) if self.random.random() < 0.8 else None
        return model, self.address(model, "change", row.pk) if row else self.address(model, "add")

    def fill_in(self):
        """Open a form, type something else into some of its fields, and more that it has not."""
        model, address = self.any_form()
        sent = self.form_at(address)
        for name in self.random.sample([*sent], min(len(sent), self.random.randrange(4))):
            sent[name] = [self.any_value(model, name)]
        if self.random.random() < 0.5:
            sent |= GUARDED
        sent.setdefault("reason", ["So."])
        if button := self.random.choice(BUTTONS):
            sent[button] = "1"
        self.post(address, sent | {"reason": "So."})

    def make_up(self):
        """Send what no form has sent."""
        model, address = self.any_form()
        sent = {
            field.name: self.any_value(model, field.name)
            for field in model._meta.concrete_fields
            if self.random.random() < 0.8
        }
        self.post(address, sent | (GUARDED if self.random.random() < 0.5 else {}))

    def go_back(self):
        model = self.random.choice([each for each in self.models if hasattr(each, "history")])
        entries = model.history.order_by("history_id")
        if count := entries.count():
            entry = entries[self.random.randrange(count)]
            address = self.address(model, "go_back", entry.id, entry.history_id)
            self.get(address)
            self.post(address, {})

    def act(self):
        model = self.random.choice(self.models)
        row = self.row(model)
        chosen = {"_selected_action": [row.pk if row else 1], "post": "yes"}
        action = {"action": self.random.choice(ACTIONS)}
        self.post(self.address(model, "changelist"), chosen | action)

    def delete(self):
        model = self.random.choice(self.models)
        if row := self.row(model):
            self.get(self.address(model, "deleted") if hasattr(model, "history") else "/admin/")
            self.post(self.address(model, "delete", row.pk), {"post": "yes"})

    def draft(self):
        """Publish a draft by hand, at its time, or throw it away."""
        draft = self.row(Draft)
        if draft is None:
            return
        Draft.objects.filter(pk=draft.pk).update(publish_at="2020-01-01T00:00Z")
        how = self.random.choice(("form", "time", "discard"))
        if how == "form":
            self.post(draft.form_address, self.form_at(draft.form_address) | GUARDED)
        elif how == "time":
            publish_due()
        else:
            chosen = {"_selected_action": [draft.pk], "action": "discard"}
            self.post(self.address(Draft, "changelist"), chosen)

    def sheet(self):
        address = reverse("admin:quotas_season_sheet", args=(self.row(Season).pk,))
        sent = self.form_at(address)
        cells = [name for name in sent if name.startswith("cell-")]
        for name in self.random.sample(cells, min(len(cells), 3)):
            sent[name] = [self.random.choice(("", "5", "X", "U", "ten"))]
        sent |= {"as_of": "2026-11-20", "reason": "So."}
        sent.setdefault("source", ["1"])
        page = parse(self.post(address, sent))
        shown = page.xpath("//input[@name='digest']/@value") or [""]
        sent |= {"_publish": "1", "digest": shown[0], "checked": ticks(page)}
        self.post(address, sent | GUARDED)

    def new_season(self):
        year = self.random.randrange(2032, 2040)
        sent = {"year": year, "as_of": "2026-11-20", "source": "1"}
        address, sent = reverse("admin:quotas_season_new"), sent | {"is_published": "on"}
        self.post(address, sent | {"checked": ticks(parse(self.post(address, sent)))})

    def upload(self):
        """Import a row that is there with one cell changed, and confirm what is shown."""
        kind = self.random.choice([*FILES])
        columns = FILES[kind].split(",")
        export = self.get(reverse(f"admin:quotas_{kind}_export"))
        lines = export.content.decode("utf-8-sig").splitlines() if export.status_code == 200 else []
        cells = (self.random.choice(lines[1:]) if lines[1:] else ",".join(columns)).split(",")
        model = apps.get_model("quotas", kind)
        at = self.random.randrange(len(cells))
        cells[at] = self.any_value(model, columns[min(at, len(columns) - 1)])
        content = ((lines[:1] or [",".join(columns)])[0] + "\n" + ",".join(cells)).encode()
        file = SimpleUploadedFile("rows.csv", content)
        response = self.post(reverse(f"admin:quotas_{kind}_import"), {"file": file})
        if response.status_code == 302:
            address = response.headers["Location"]
            page = parse(self.get(address))
            shown = page.xpath("//input[@name='digest']/@value") or [""]
            self.post(address, {"digest": shown[0], "checked": ticks(page)})


def public_addresses(client):
    """The address of every public page."""
    return set(re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode()))


def names_of(rows):
    """Map each row, by its model and key, to the columns named in `rows`."""
    return {
        (kind, pk): names
        for kind, columns in rows.items()
        for pk, *names in apps.get_model("quotas", kind).objects.values_list("pk", *columns)
    }


def accounts():
    """Every account and group with its rights."""
    users = User.objects.order_by("pk")
    facts = users.values_list("pk", "username", "password", "is_staff", "is_superuser", "is_active")
    given = User.objects.order_by("pk").values_list("pk", "groups", "user_permissions")
    groups = Group.objects.order_by("pk", "permissions").values_list("pk", "name", "permissions")
    return [*facts], sorted(given, key=str), [*groups]


def seasons(**which):
    rows = Season.objects.filter(**which).order_by("pk")
    return list(rows.values_list("pk", "year", "is_published", "is_current", *PAGES))


def known_names():
    """The names that stay, by model and row; of seasons those that readers know."""
    unpublished = {season.pk for season in Season.objects.all() if not season.was_published}
    return {
        (kind, pk): names
        for (kind, pk), names in names_of(IDENTITY).items()
        if kind != "country" and (kind != "season" or pk not in unpublished)
    }


def public_places():
    """Map each public row to where it belongs."""
    return {
        (kind, pk): names
        for kind, columns in PLACES.items()
        for pk, *names in (
            apps.get_model("quotas", kind)
            .objects.filter(**({"season__is_published": True} if "season" in columns else {}))
            .values_list("pk", *columns)
        )
    }


def not_for_editors():
    countries = names_of({"country": ("code",)})
    return {
        "published": seasons(is_published=True),
        "accounts": accounts(),
        "names": known_names() | public_places() | countries,
    }


def not_for_publishers():
    public = [pk for pk, *_rest in seasons(is_published=True)]
    return {"accounts": accounts(), "names": known_names(), "public": public}


def not_for_administrators():
    above = User.objects.filter(is_superuser=True).order_by("pk").values_list("pk", "password")
    given = User.objects.filter(user_permissions__isnull=False).count()
    return {"above": [*above], "given": given, "names": known_names()}


def broken(before, after, *, may_delete):
    """Find what differs of what should have stayed; new rows are nobody's."""
    names, now = before["names"], after["names"]
    gone = set(names) - set(now)
    wrong = {key: (names[key], now[key]) for key in set(names) & set(now) if names[key] != now[key]}
    public = set(before.get("public", ())) - {pk for pk, *_rest in seasons()}
    others = [key for key in ("published", "accounts", "above", "given") if key in before]
    different = {key: after[key] for key in others if before[key] != after[key]}
    return {"gone": gone if not may_delete else set(), "public": public} | wrong | different


@pytest.mark.long
@pytest.mark.parametrize(
    ("group", "facts"),
    [
        ("editor", not_for_editors),
        ("publisher", not_for_publishers),
        ("administrator", not_for_administrators),
    ],
)
def test_whatever_somebody_does_what_their_group_may_not_change_stays(
    client, shipped, request, admin_user, group, facts
):
    make_quota(season=make_season(year=2030, is_published=False))
    user = request.getfixturevalue(group)
    groups = list(user.groups.all())
    somebody = Somebody(client, user, seed=f"{SEED} {group}")
    addresses = public_addresses(client) if group == "editor" else set()

    after = facts()
    for _n in range(COUNT):
        before, already = after, len(somebody.done)
        somebody.do()
        after = facts()
        found = broken(before, after, may_delete=group != "editor")
        assert not any(found.values()), (found, somebody.done[already:])
        if group == "administrator":  # who may have taken their own rights away
            User.objects.filter(pk=user.pk).update(is_active=True, is_staff=True)
            user.groups.set(groups)
            client.force_login(user)

    assert addresses <= (public_addresses(client) if group == "editor" else set())
