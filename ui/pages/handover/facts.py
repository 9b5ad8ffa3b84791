"""The cards of the handover: what comes in, what goes out, what is missing, what was done."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import errors
from ui.pages.handover.words import gap_lines, outgoing_words, state_words
from ui.widgets import parts
from ui.widgets.road_words import fours, kind_words, place_words, size_words

if TYPE_CHECKING:
    from app.services.handover_facts import Drafts, OnStick, Outcome, Outgoing, Plan, Sent
    from app.sync.gaps import Gap
    from app.sync.receive import Received


MOST_ALARMS = 6


def plan_cards(plan: "Plan") -> list[QWidget]:
    """What the button would do, as cards: comes in, goes out, and what is missing."""
    cards: list[QWidget] = [_incoming(plan), _outgoing(plan)]
    if plan.gaps:
        cards.append(_gaps(plan.gaps))
    return cards


def alarm_card(alarms: Sequence[str]) -> QWidget:
    """Copied laptops: what is known, and what to do."""
    frame, inside = _card(
        "warning", QCoreApplication.translate("Handover", "Alarm: a laptop or its data was copied"), "bad"
    )
    for words in alarms[:MOST_ALARMS]:
        inside.addWidget(parts.label("bad", words, wrap=True))
    if len(alarms) > MOST_ALARMS:
        more = QCoreApplication.translate("Handover", "and %1 more")
        inside.addWidget(parts.label("bad", more.replace("%1", str(len(alarms) - MOST_ALARMS))))
    words = QCoreApplication.translate(
        "Handover",
        "Both are kept and shown as contradictions. Find out which laptop was restored or copied, and have the office"
        " end its key.",
    )
    inside.addWidget(parts.label("quiet", words, wrap=True))
    return frame


def outcome_card(outcome: "Outcome", name_of: Callable[[str], str], slip: Callable[[str], None]) -> QWidget:
    """What was done. ``slip`` prints the slip of a package written."""
    frame, inside = _card("check", QCoreApplication.translate("Handover", "Done"))
    for one in outcome.read:
        inside.addWidget(_received(one, name_of(one.person)))
    for bad in outcome.refused:
        inside.addWidget(
            _fact(
                bad.file,
                errors.words(bad.error),
                QCoreApplication.translate("Handover", "Refused"),
                "chip-bad",
            )
        )
    for sent in outcome.written:
        inside.addWidget(_sent(sent, slip))
    if outcome.others:
        words = QCoreApplication.translate("Handover", "Packages for somebody else, left as they are: %1")
        inside.addWidget(parts.label("quiet", words.replace("%1", str(outcome.others)), wrap=True))
    if not (outcome.read or outcome.refused or outcome.written):
        words = QCoreApplication.translate(
            "Handover", "There was nothing to read and nothing to write. All is handed over."
        )
        inside.addWidget(parts.label("quiet", words, wrap=True))
    for words in _left_behind(outcome.drafts):
        inside.addWidget(parts.label("warn", words, wrap=True))
    return frame


def _incoming(plan: "Plan") -> QWidget:
    frame, inside = _card("receive", QCoreApplication.translate("Handover", "Comes in"))
    if not plan.packages:
        words = QCoreApplication.translate("Handover", "There is nothing of Satchel on this stick yet.")
        inside.addWidget(parts.label("quiet", words, wrap=True))
    for found in plan.packages:
        inside.addWidget(_on_stick(found))
    inside.addStretch(1)
    return frame


def _on_stick(found: "OnStick") -> QWidget:
    words, tone = state_words(found)
    title = kind_words(found.kind) if found.kind else found.file
    who = " · ".join(part for part in (found.person, place_words(found.place) if found.kind else "") if part)
    detail = errors.words(found.trouble) if found.trouble is not None else f"{who}   {size_words(found.size)}".strip()
    return _fact(title, detail, words, tone)


def _outgoing(plan: "Plan") -> QWidget:
    frame, inside = _card("send", QCoreApplication.translate("Handover", "Goes out"))
    if not plan.outgoing:
        words = QCoreApplication.translate(
            "Handover", "Nothing has to go: everything here is confirmed or on this stick."
        )
        inside.addWidget(parts.label("quiet", words, wrap=True))
    for going in plan.outgoing:
        inside.addWidget(_going(going))
    mine = next((drafts for drafts in plan.drafts if drafts.mine), None)
    if mine is not None and plan.outgoing:
        words = QCoreApplication.translate("Handover", "Your %1 half-typed records are finished and go along.")
        inside.addWidget(parts.label("quiet", words.replace("%1", str(mine.count)), wrap=True))
    for words in _left_behind(plan.drafts):
        inside.addWidget(parts.label("warn", words, wrap=True))
    if plan.responses:
        words = QCoreApplication.translate(
            "Handover",
            "Anonymous answers that stay here until ten are together or the round ends: %1. Do not clear this laptop"
            " before they have gone.",
        )
        inside.addWidget(parts.label("warn", words.replace("%1", str(plan.responses)), wrap=True))
    inside.addStretch(1)
    return frame


def _going(going: "Outgoing") -> QWidget:
    kinds = " + ".join(kind_words(kind) for kind in going.kinds)
    people = "、".join(name for name in going.people if name)
    detail = outgoing_words(going) if "enrolment" not in going.kinds else people
    if people and "enrolment" not in going.kinds:
        detail = f"{people}   {detail}"
    return _fact(place_words(going.place), detail, kinds, "chip")


def _left_behind(drafts: "Iterable[Drafts]") -> Iterable[str]:
    for one in drafts:
        if not one.mine:
            words = QCoreApplication.translate(
                "Handover", "Not included: %2 half-typed records of %1, who has to unlock here first."
            )
            yield words.replace("%1", one.name or "—").replace("%2", str(one.count))


def _gaps(gaps: "Iterable[Gap]") -> QWidget:
    frame, inside = _card("warning", QCoreApplication.translate("Handover", "Still missing"))
    for gap in gaps:
        inside.addWidget(parts.label("strong", place_words(gap.place)))
        for words, tone in gap_lines(gap):
            inside.addWidget(parts.label(tone, words, wrap=True))
    inside.addStretch(1)
    return frame


def _received(one: "Received", name: str) -> QWidget:
    if one.state == "already":
        chip = QCoreApplication.translate("Handover", "Already here")
        return _fact(kind_words(one.kind), f"{name} {place_words(one.place)}".strip(), chip, "chip-quiet")
    if one.kind == "enrolment":
        words = QCoreApplication.translate("Handover", "Compare the eight words below, then register.")
        return _fact(kind_words(one.kind), words, QCoreApplication.translate("Handover", "Read"), "chip-ok")
    words = QCoreApplication.translate("Handover", "%1 new saves, %2 attachments, %3 contradictions")
    arrived = one.arrived
    detail = (
        words.replace("%1", f"{arrived.changes_new:,}")
        .replace("%2", f"{arrived.blobs_new:,}")
        .replace("%3", f"{arrived.conflicts:,}")
    )
    if one.answered:
        detail = QCoreApplication.translate("Handover", "Confirms %1 packages sent from here").replace(
            "%1", str(one.answered)
        )
    if one.set_aside:
        more = QCoreApplication.translate("Handover", "%1 set aside for checking").replace("%1", str(one.set_aside))
        detail = f"{detail} · {more}"
    title = f"{kind_words(one.kind)}  {name}".strip()
    return _fact(title, detail, QCoreApplication.translate("Handover", "Read"), "chip-ok")


def _sent(sent: "Sent", slip: Callable[[str], None]) -> QWidget:
    title = QCoreApplication.translate("Handover", "%1 no. %2 → %3")
    title = title.replace("%1", kind_words(sent.kind)).replace("%2", str(sent.counter))
    title = title.replace("%3", place_words(sent.place))
    digest = QCoreApplication.translate("Handover", "digest %1").replace("%1", fours(sent.sha256))
    detail = f"{sent.file}   {size_words(sent.size)}   {digest}"
    if sent.of > 1:
        detail = f"{sent.index}/{sent.of}   {detail}"
    holder = _fact(title, detail, QCoreApplication.translate("Handover", "Written, read back"), "chip-ok")
    button = parts.button("", "print")
    button.setText(QCoreApplication.translate("Handover", "Print slip"))
    button.clicked.connect(lambda: slip(sent.package))
    line = holder.layout()
    if line is not None:
        line.addWidget(button)
    return holder


def _card(icon: str, title: str, tone: str = "accent") -> tuple[QFrame, QVBoxLayout]:
    frame, inside = parts.card(margin=16, spacing=8)
    head = parts.row(spacing=10)
    parts.add(head, (parts.picture(icon, 20, tone), parts.label("heading", title), None))
    inside.addLayout(head)
    return frame, inside


def _fact(title: str, detail: str, chip: str, tone: str) -> QWidget:
    holder = QWidget()
    line = parts.row(holder, spacing=10)
    line.setContentsMargins(0, 4, 0, 4)
    words = parts.column(spacing=1)
    words.addWidget(parts.label("strong", title, wrap=True))
    if detail:
        words.addWidget(parts.label("quiet", detail, wrap=True))
    line.addLayout(words, 1)
    if chip:
        line.addWidget(parts.label(tone, chip), 0, Qt.AlignmentFlag.AlignVCenter)
    return holder
