"""Forms of accounts and groups, as the admin asks for them and takes them."""

from django.urls import reverse


def account_form(user, **changes):
    """Return what the form of an account posts."""
    joined = user.date_joined
    facts = {
        "username": user.username,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in user.groups.all()],
        "date_joined_0": f"{joined:%Y-%m-%d}",
        "date_joined_1": f"{joined:%H:%M:%S}",
    }
    return facts | changes


def form_of(row):
    return reverse(f"admin:auth_{row._meta.model_name}_change", args=[row.pk])
