from django.urls import path

from . import v1
from .endpoints import LISTS

app_name = "api"
urlpatterns = [
    path("", v1.index, name="api-root"),
    *(path(each.path[1:], v1.view_of(each), name=each.table.name) for each in LISTS),
    path("find", v1.find, name="find"),
]
