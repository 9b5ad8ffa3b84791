"""The cards of a plan: what stays on the laptop is said."""

from PySide6.QtWidgets import QLabel

from app.services.handover_facts import Plan
from app.sync.drives import Drive
from ui.pages.handover.facts import plan_cards


def said(qtbot, plan):
    cards = plan_cards(plan)
    for card in cards:
        qtbot.addWidget(card)
    return " ".join(label.text() for card in cards for label in card.findChildren(QLabel))


def test_anonymous_answers_that_stay_here_are_named(qtbot, tmp_path):
    drive = Drive(tmp_path, "", 0, 0)
    plan = Plan("1", drive, (), (), (), (), responses=7)
    assert "Anonymous answers that stay here until ten are together or the round ends: 7." in said(qtbot, plan)
    assert "Anonymous" not in said(qtbot, Plan("1", drive, (), (), (), ()))
