from django.urls import path

from handel.desks.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.index, name="list"),
    path("open/", views.Open.as_view(), name="open"),
    path("<str:reference>/team/", views.team, name="team"),
    path("<str:reference>/team/add/", views.AddMember.as_view(), name="add_member"),
    path("<str:reference>/team/end/", views.EndMembership.as_view(), name="end_membership"),
    path("<str:reference>/policy-log/", views.policy_log, name="policy_log"),
    path("<str:reference>/policy-log/enter/", views.Decide.as_view(), name="decide"),
    path("<str:reference>/adopt/", views.Adopt.as_view(), name="adopt"),
    path("<str:reference>/close/", views.Close.as_view(), name="close"),
]
