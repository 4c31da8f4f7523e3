from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "handel.desks.publicity.newsroom"
    label = "newsroom"
