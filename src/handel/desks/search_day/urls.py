from django.urls import path

from handel.desks.search_day import act_views, views

app_name = "search_day"
urlpatterns = [
    path("", views.index, name="list"),
    path("draft/", act_views.Draft.as_view(), name="draft"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/places.geojson", views.places, name="places"),
    path("<str:reference>/premises/add/", act_views.AddPremises.as_view(), name="add_premises"),
    path("<str:reference>/premises/<str:warrant>/needs/", act_views.SetNeeds.as_view(), name="set_needs"),
    path("<str:reference>/premises/<str:warrant>/drop/", act_views.DropPremises.as_view(), name="drop_premises"),
    path("<str:reference>/call-out/", act_views.CallOut.as_view(), name="call_out"),
    path("<str:reference>/stand-down/", act_views.StandDown.as_view(), name="stand_down"),
    path("<str:reference>/conflict/", act_views.DeclareConflict.as_view(), name="declare_conflict"),
    path("<str:reference>/assign/", act_views.Assign.as_view(), name="assign"),
    path("<str:reference>/move/", act_views.Move.as_view(), name="move"),
    path("<str:reference>/approve/", act_views.Approve.as_view(), name="approve"),
    path("<str:reference>/withdraw-approval/", act_views.WithdrawApproval.as_view(), name="withdraw_approval"),
    path("<str:reference>/muster/", act_views.Muster.as_view(), name="muster"),
    path("<str:reference>/finish/", act_views.Finish.as_view(), name="finish"),
    path("<str:reference>/my-team/", views.my_team, name="my_team"),
    path("<str:reference>/team/<str:team>/", views.team, name="team"),
    path("<str:reference>/team/<str:team>/card.pdf", views.card, name="card"),
]
