"""How fast the home page is, beside what plain Django and plain django-tables2 can do."""
