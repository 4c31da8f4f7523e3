from django.urls import path

from handel.desks.warrants import views

app_name = "warrants"
urlpatterns = [
    path("", views.index, name="list"),
    path("apply/", views.Apply.as_view(), name="apply"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/authorise/", views.Authorise.as_view(), name="authorise"),
    path("<str:reference>/issue/", views.Issue.as_view(), name="issue"),
    path("<str:reference>/refused/", views.RefusedByCourt.as_view(), name="refused"),
    path("<str:reference>/authorise-entry/", views.AuthoriseEntry.as_view(), name="authorise_entry"),
    path("<str:reference>/execute/", views.Execute.as_view(), name="execute"),
    path("<str:reference>/endorse/", views.Endorse.as_view(), name="endorse"),
    path("<str:reference>/return/", views.Return.as_view(), name="return"),
    path("<str:reference>/application.pdf", views.application, name="application"),
    path("<str:reference>/notice.pdf", views.notice, name="notice"),
]
