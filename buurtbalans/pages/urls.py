"""Addresses of pages that several apps make together."""

from django.urls import path

from buurtbalans.pages import chain, health, my_work, overview, post, step_in, traject_list, views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("mijn-werk/", my_work.my_work, name="my-work"),
    path("trajecten/", traject_list.traject_list, name="traject-list"),
    path("trajecten/<int:pk>/", overview.traject, name="traject"),
    path("trajecten/<int:pk>/stap-in/", step_in.step_in, name="step-in"),
    path("trajecten/<int:traject_pk>/buurtbeeld/aannames/<int:pk>/", chain.assumption, name="assumption"),
    path("trajecten/<int:traject_pk>/plan/maatregelen/<int:pk>/waarom/", chain.measure_why, name="measure-why"),
    path("hulp/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("licenties/", views.licences, name="licences"),
    path("gezond/", health.health, name="health"),
    path("demo/post/", post.post_list, name="post-list"),
    path("demo/post/<int:number>/", post.post_detail, name="post-detail"),
]
