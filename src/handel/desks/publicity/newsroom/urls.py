"""The public pages of the news, for the public site to include at /."""

from django.urls import path

from handel.desks.publicity.newsroom import views

app_name = "news"
urlpatterns = [
    path("", views.home, name="home"),
    path("news/", views.index, name="list"),
    path("news/feed.atom", views.feed, name="feed"),
    path("news/<slug:slug>", views.release, name="release"),
    path("news/<slug:slug>.txt", views.text, name="text"),
    path("privacy", views.privacy, name="privacy"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("contact", views.contact, name="contact"),
]
