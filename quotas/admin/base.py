"""What the forms and lists of the desk share."""

from django.contrib import admin

from ..names import fold


class PublicAdmin(admin.ModelAdmin):
    """What every form here has: a warning before typed words are lost."""

    class Media:
        js = ("js/admin/unsaved.js",)


class FoldedSearch:
    """Finds by columns that hold text in small letters without accents."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


class ReadOnly:
    """A list that staff read, and that something else writes."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
