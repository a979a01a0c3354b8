from django.urls import path, register_converter
from django.urls.converters import IntConverter

from goals.service import views as legal_views
from goals.site import indicator_views, views
from goals.style_guide import views as style_guide
from goals.year import file_views
from goals.year import views as summary_views


class NumberConverter(IntConverter):
    """A year or a version, spelt in one way: a page has one address."""

    regex = "[1-9][0-9]{0,3}"


register_converter(NumberConverter, "num")

urlpatterns = [
    path("", views.start, name="start"),
    path("inriktningar/<slug:slug>/", views.focus_area, name="focus_area"),
    path("mal/", views.goal_list, name="goal_list"),
    path("mal/<slug:slug>/", views.goal, name="goal"),
    path("indikatorer/", indicator_views.indicator_list, name="indicator_list"),
    path("indikatorer/<slug:slug>/", indicator_views.indicator, name="indicator"),
    path("indikatorer/<slug:slug>/diagram.json", indicator_views.indicator_figure, name="indicator_figure"),
    path("indikatorer/<slug:slug>.svg", indicator_views.indicator_svg, name="indicator_svg"),
    path("perioder/", views.period_list, name="period_list"),
    path("perioder/<slug:slug>/", views.period, name="period"),
    path("sok/", views.search, name="search"),
    path("uppfoljning/", summary_views.summary_list, name="summary_list"),
    path("uppfoljning/<num:year>/", summary_views.summary, name="summary"),
    path("uppfoljning/<num:year>/version/<num:version>/", summary_views.summary_version, name="summary_version"),
    path("uppfoljning/<num:year>.pdf", file_views.summary_pdf, name="summary_pdf"),
    path("uppfoljning/<num:year>.docx", file_views.summary_docx, name="summary_docx"),
    path("uppfoljning/<num:year>.xlsx", file_views.summary_xlsx, name="summary_xlsx"),
    path("uppfoljning/<num:year>/version/<num:version>.pdf", file_views.summary_pdf, name="summary_version_pdf"),
    path("uppfoljning/<num:year>/version/<num:version>.docx", file_views.summary_docx, name="summary_version_docx"),
    path("uppfoljning/<num:year>/version/<num:version>.xlsx", file_views.summary_xlsx, name="summary_version_xlsx"),
    path("uppfoljning/<num:year>/visa/", summary_views.summary_slides, name="summary_slides"),
    path("rattelser/", summary_views.correction_list, name="correction_list"),
    path("sa-bedomer-vi/", views.rules, name="rules"),
    path("om/", legal_views.about, name="about"),
    path("tillganglighet/", legal_views.accessibility, name="accessibility"),
    path("kontakt/", legal_views.contact, name="contact"),
    path("kontakt/tack/", legal_views.contact_thanks, name="contact_thanks"),
    path("kakor/", legal_views.cookies, name="cookies"),
    path("stilguide/", style_guide.style_guide, name="style_guide"),
    path("stilguide/<slug:slug>/", style_guide.style_guide, name="style_guide"),
]
