"""Refreshers and the three questions, drawn."""

from collections.abc import Iterable

from simtrainer.app.journey import QUESTIONS, Answers, Round
from simtrainer.app.own_data import OwnData
from simtrainer.app.refresher import AT_ONCE, Card
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.journey import RefresherView
from simtrainer.app.views.practice import OwnDataView, RefresherRow, SurveyQuestion, SurveyView
from simtrainer.base.text import Texts

ROWS = 3


def refresher_rows(texts: Texts, due: Iterable[Card]) -> tuple[RefresherRow, ...]:
    """One row per competence goal, the one that has waited longest first."""
    goals: dict[str, list[Card]] = {}
    for card in due:
        goals.setdefault(card.goal, []).append(card)
    language = texts.language
    return tuple(
        RefresherRow(
            goal=goal,
            title=cards[0].text("goal", language) or texts("app.refresher.any"),
            detail=_detail(texts, [card.text("task", language) for card in cards]),
            action=texts("app.refresher.start"),
        )
        for goal, cards in list(goals.items())[:ROWS]
    )


def _detail(texts: Texts, tasks: list[str]) -> str:
    more = min(len(tasks), AT_ONCE) - 1
    return texts("app.refresher.detail", first=tasks[0], more=more) if more else tasks[0]


def refresher(
    texts: Texts, now: Round, person: tuple[str, str, str], line: StatusView
) -> RefresherView:
    """The card on the screen; ``person`` is (name, initials, unit)."""
    name, initials, unit = person
    language = texts.language
    card = now.left[0] if now.left else None
    turned = card is not None and now.turned

    def part(key: str) -> str:
        return card.text(key, language) if card is not None else ""

    parts = [(texts(f"app.refresher.{key}"), part(key)) for key in ("answer", "where", "hint")]
    ratings = [(how, texts(f"app.refresher.rate.{how}")) for how in ("no", "partly", "yes")]
    number = now.total - len(now.left) + 1
    return RefresherView(
        person=name,
        initials=initials,
        unit=unit,
        heading=texts("app.refresher.heading"),
        progress=texts("app.refresher.progress", n=number, of=now.total) if card else "",
        kicker=" · ".join(filter(None, (part("goal"), part("title")))),
        task=part("task"),
        text=part("text"),
        ask=texts("app.refresher.ask") if card and not turned else "",
        show=texts("app.refresher.show") if card and not turned else "",
        answer=tuple(pair for pair in parts if pair[1]) if turned else (),
        source=part("source") if turned else "",
        question=texts("app.refresher.question") if turned else "",
        ratings=tuple(ratings) if turned else (),
        done="" if card else texts("app.refresher.done", n=now.total),
        detail="" if card else texts("app.refresher.done.detail"),
        status=line,
    )


def own_data(texts: Texts, own: OwnData) -> OwnDataView:
    """What is stored about the person."""
    return OwnDataView(own.lines(texts), bool(own.asked()), own.may_take_back())


def survey(texts: Texts, answers: Answers | None) -> SurveyView | None:
    """The questions after a scored run; None after practice."""
    if answers is None:
        return None
    questions = tuple(
        SurveyQuestion(
            id=question,
            label=texts(f"app.survey.{question}"),
            choices=tuple((v, texts(f"app.survey.{question}.{v}")) for v in choices),
            chosen=answers.chosen.get(question, ""),
        )
        for question, choices in QUESTIONS.items()
    )
    return SurveyView(
        questions=() if answers.sent else questions,
        thanks=texts("app.survey.thanks") if answers.sent else "",
    )
