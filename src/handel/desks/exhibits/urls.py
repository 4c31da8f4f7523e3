from django.urls import path

from handel.desks.exhibits import views

app_name = "exhibits"
urlpatterns = [
    path("", views.index, name="list"),
    path("operations/<str:operation>/seize/", views.Seize.as_view(), name="seize"),
    path("<str:reference>/", views.show, name="show"),
    path("<str:reference>/hand-over/", views.HandOver.as_view(), name="hand_over"),
    path("<str:reference>/count/", views.Count.as_view(), name="count_cash"),
    path("<str:reference>/order/", views.RecordOrder.as_view(), name="record_order"),
    path("<str:reference>/substance/", views.RecordSubstance.as_view(), name="record_substance"),
    path("<str:reference>/photograph/", views.Photograph.as_view(), name="photograph"),
    path("<str:reference>/photographs/<int:number>/", views.photograph, name="show_photograph"),
]
