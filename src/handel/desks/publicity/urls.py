from django.urls import path

from handel.desks.publicity import views

app_name = "publicity"
urlpatterns = [
    path("", views.index, name="list"),
    path("start/", views.Draft.as_view(), name="start"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/edit/", views.Edit.as_view(), name="edit"),
    path("<str:reference>/quotation/", views.ProposeQuotation.as_view(), name="quotation"),
    path("<str:reference>/quotation/approve/", views.ApproveQuotation.as_view(), name="approve_quotation"),
    path("<str:reference>/approve/", views.Approve.as_view(), name="approve"),
    path("<str:reference>/publish/", views.Publish.as_view(), name="publish"),
    path("<str:reference>/supersede/", views.Supersede.as_view(), name="supersede"),
    path("<str:reference>/retract/", views.Retract.as_view(), name="retract"),
]
