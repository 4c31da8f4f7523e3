from django.urls import path

from handel.desks.custody import views

app_name = "custody"
urlpatterns = [
    path("", views.board, name="board"),
    path("fragment/", views.board_fragment, name="board_fragment"),
    path("detentions/", views.register, name="register"),
    path("operations/<str:operation>/arrests/", views.arrests, name="arrests"),
    path("operations/<str:operation>/arrests/make/", views.Make.as_view(), name="make_arrest"),
    path("arrests/<str:reference>/", views.arrest, name="arrest"),
    path("arrests/<str:reference>/arrive/", views.Arrive.as_view(), name="arrive"),
    path("arrests/<str:reference>/release/", views.ReleaseOnTheWay.as_view(), name="release_on_the_way"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/authorise/", views.Authorise.as_view(), name="authorise"),
    path("<str:reference>/review/", views.Review.as_view(), name="review"),
    path("<str:reference>/extend/", views.Extend.as_view(), name="extend"),
    path("<str:reference>/record-warrant/", views.RecordWarrant.as_view(), name="record_warrant"),
    path("<str:reference>/record-event/", views.RecordEvent.as_view(), name="record_event"),
    path("<str:reference>/delay-rights/", views.DelayRights.as_view(), name="delay_rights"),
    path("<str:reference>/give-rights/", views.GiveRights.as_view(), name="give_rights"),
    path("<str:reference>/charge/", views.Charge.as_view(), name="charge"),
    path("<str:reference>/release/", views.Release.as_view(), name="release"),
    path("<str:reference>/answer-bail/", views.AnswerBail.as_view(), name="answer_bail"),
]
