"""Areas and goals built without a database: the lists of the site only read frozen answers."""

from goals.site.shapes import AreaBlock, GoalRow
from indicators.presenters.marks import status_distribution, trend_distribution


def make_goal(title, *cards, gap_note=""):
    return GoalRow(
        number=1,
        title=title,
        url=f"/mal/{title.lower()}/",
        unit="",
        text="",
        gap_note=gap_note,
        other_texts=(),
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        cards=cards,
        continues=None,
    )


def make_area(name, *goals):
    cards = {card.slug: card for goal in goals for card in goal.cards}.values()
    return AreaBlock(
        slug=name.lower(),
        name=name,
        url=f"/inriktningar/{name.lower()}/",
        tagline="",
        text="",
        hue="lake",
        goal_count=len(goals),
        indicator_count=len(cards),
        distribution=status_distribution(each.judged.verdict for each in cards),
        trends=trend_distribution(each.judged.trend for each in cards),
        goals=goals,
    )
