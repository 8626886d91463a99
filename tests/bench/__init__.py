"""The speed of the home page, beside what plain Django and plain django-tables2 can do."""
