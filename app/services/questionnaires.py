"""Questionnaires: brought in, filled in, counted. Anonymous responses leave no trace of their own moment."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.forms import builtin, tabulate, xlsform
from app.forms.audit import Event
from app.forms.birth import Surroundings
from app.forms.runner import Runner
from app.forms.shown import Problem
from app.jobs import Progress
from app.records import kinds
from app.records.change import new_record_id
from app.services import record_attachments, response_chains, response_files
from app.services.questionnaire_companions import with_companions
from app.services.questionnaire_counts import BATCH, QUESTIONNAIRE, REGISTER, RESPONSE, Results
from app.services.questionnaire_responses import QuestionnaireResponses, ReasonMissingError
from app.services.records import Touched
from app.storage import asking, entry_sheets, finishing, pool
from app.storage.types import Draft, ListQuery, NewChange, Record

COMPANY = 10  # so many anonymous responses enter together, unless the questionnaire is closed
MODE = "~mode"
LARGEST = 20 * 1024 * 1024  # bytes of a workbook


class NoVillageError(AppError):
    """A village must be chosen first."""


class QuestionnaireClosedError(AppError):
    """The questionnaire is not in use: a draft, or closed. Data: ``state``."""


class ResponseFinalError(AppError):
    """A finished response changes only by a correction of its own."""


class EntryWaitingError(AppError):
    """Typed sheets wait in a batch that is not settled. Data: ``count``."""


class WorkbookTooLargeError(AppError):
    """A workbook is too large to be a questionnaire. Data: ``size``, ``most`` (bytes)."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One questionnaire of the list. ``entered`` responses are in the journal; ``waiting`` ones in the pool."""

    rec: str
    title: str
    code: str
    audience: str
    state: str
    anonymous: bool
    questions: int
    entered: int
    waiting: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a workbook: the new record, and what would be wise to change in it."""

    rec: str
    warnings: tuple[str, ...]
    touched: Touched = frozenset({QUESTIONNAIRE})


@dataclass(frozen=True, slots=True)
class Run:
    """A response being filled in. ``key`` is its place in the pool (anonymous) or its record id.

    ``corrects`` is the finished response that it will replace, or '', and ``reason`` says why; ``files`` are answers.
    """

    questionnaire: str
    title: str
    key: str
    mode: str
    anonymous: bool
    runner: Runner
    corrects: str = ""
    reason: str = ""
    files: response_files.Files = field(default_factory=dict)


class QuestionnaireService(QuestionnaireResponses):
    """The user's verbs on questionnaires of the village now chosen."""

    # -- which there are -----------------------------------------------------------------------------------------

    def surveys(self) -> "Sequence[Survey]":
        """Return the questionnaires of the village, by title."""
        query = ListQuery(QUESTIONNAIRE, scopes=self._scopes(kinds.kind(QUESTIONNAIRE)), sort=("title", False))
        rows = self.rows(QUESTIONNAIRE, self.list(query))
        return [self._survey(self._record(row.rec)) for row in rows]

    def _survey(self, record: Record) -> Survey:
        values = record.values
        return Survey(
            rec=record.rec,
            title=str(values.get("title") or ""),
            code=str(values.get("code") or ""),
            audience=str(values.get("audience") or ""),
            state=record.state or "draft",
            anonymous=values.get("anonymous") is not False,
            questions=int(values.get("questions") or 0),
            entered=len(self._entered(record)),
            waiting=pool.waiting(self._vault, record.rec),
            unfinished=len(self.unfinished(record.rec)),
        )

    def builtins(self) -> "Sequence[tuple[str, str]]":
        """Return code and title of the questionnaires that come with the program."""
        return [(code, builtin.title(code, self.language)) for code in builtin.codes()]

    # -- bringing one in -----------------------------------------------------------------------------------------

    def take_builtin(self, code: str) -> Brought:
        """Take a questionnaire that comes with the program, ready for use."""
        made = builtin.form(code)
        title = builtin.title(code, "zh_CN")
        rec = self._bring(made, title, {"code": code, "source": f"builtin:{code}", "least": builtin.least_group(code)})
        self.step(rec, "use")
        return Brought(rec, ())

    def bring_in(self, path: Path, progress: Progress | None = None) -> Brought:
        """Make a questionnaire of a workbook, which is kept as its attachment.

        Raises:
            WorkbookError: no form comes of it; its ``problems`` say sheet, row, column and what to do.
            WorkbookTooLargeError: it is no questionnaire.
        """
        size = path.stat().st_size
        if size > LARGEST:
            raise WorkbookTooLargeError(size=size, most=LARGEST)
        made, media, more = with_companions(xlsform.read(path.read_bytes(), path.stem), path, LARGEST)
        rec = self._bring(made, made.form.title or path.stem, {"code": made.form.id, "source": path.name})
        for file in (path, *media):
            record_attachments.attach(self._vault, self._record(rec), file, progress or Progress(), self.now())
        return Brought(rec, tuple(problem.words(self.language) for problem in (*made.warnings, *more)))

    def media(self, rec: str) -> Mapping[str, str]:
        """Return name → attachment of what belongs to a questionnaire besides its words."""
        return {str(one.values.get("name") or ""): one.rec for one in self.attachments(rec)}

    def _bring(self, made: xlsform.Imported, title: str, more: Mapping[str, Any]) -> str:
        rec = new_record_id()
        scope = self.scope_for(kinds.kind(QUESTIONNAIRE), rec)
        if not scope:
            raise NoVillageError
        asked = sum(1 for control in made.form.controls() if control.is_question)
        fields = {
            "title": title,
            "anonymous": True,
            "least": tabulate.LEAST,
            "digest": made.form.digest,
            "questions": asked,
            "xform": made.xform.decode(),
            **more,
        }
        self._vault.write([NewChange(QUESTIONNAIRE, rec, scope, fields)])
        return rec

    def use(self, rec: str) -> Touched:
        """Begin to use a draft."""
        return self.step(rec, "use")

    def close(self, rec: str) -> Touched:
        """Close a questionnaire: what waits enters, however few, and everything is counted.

        Raises:
            EntryWaitingError: typed sheets wait in a batch that is not settled.
        """
        if count := entry_sheets.waiting(self._vault, rec):
            raise EntryWaitingError(count=count)
        touched = self.enter(rec, whole=True)
        return touched | self.step(rec, "close")

    # -- filling in ----------------------------------------------------------------------------------------------

    def run(self, rec: str, mode: str, key: str = "") -> Run:
        """Begin a response, or go on with the unfinished one of a ``key``. ``mode`` as declared for responses.

        Filled in alone is always anonymous.

        Raises:
            QuestionnaireClosedError: the questionnaire is not in use.
            ResponseFinalError: the response is finished.
        """
        record = self._open_survey(rec)
        anonymous = mode == "kiosk" or record.values.get("anonymous") is not False
        held = self._begun(key, anonymous=anonymous) if key else {}
        saved, trail = held.get("answers") or None, [Event.of(one) for one in held.get("trail") or ()]
        runner = Runner(self.form(rec), self._around(), saved=saved, timed=not anonymous, before=trail)
        if saved:
            missing = runner.unanswered()
            runner.jump(missing[0] if missing else "")
        title, mode = str(record.values.get("title") or ""), str(held.get("mode") or mode)
        key = key or (pool.new_key() if anonymous else new_record_id())
        corrects, reason = (str(held.get(name) or "") for name in ("corrects", "reason"))
        return Run(rec, title, key, mode, anonymous, runner, corrects, reason, dict(held.get("files") or {}))

    def correct(self, response: str, reason: str) -> Run:
        """Begin a correction of a finished, named response: a response of its own that will count in its place.

        Raises:
            AnonymousResponseError, ResponseOpenError, AlreadyCorrectedError: there is nothing to correct.
            ReasonMissingError: no reason is given.
            QuestionnaireClosedError: the questionnaire is closed, its counts are told.
        """
        record = self.correctable(response)
        survey = self._open_survey(record.parent)
        if not reason.strip():
            raise ReasonMissingError
        sealed, form = record.values.get("answers") or {}, self.form(survey.rec)
        runner = Runner.correcting(form, sealed, self._around(), reason=reason.strip())
        title, mode = str(survey.values.get("title") or ""), str(record.values.get("mode") or "paper")
        files = dict(record.values.get("files") or {})
        key = new_record_id()
        return Run(survey.rec, title, key, mode, False, runner, response, reason.strip(), files)  # noqa: FBT003

    def _open_survey(self, rec: str) -> Record:
        record = self._record(rec)
        if record.state != "in_use":
            raise QuestionnaireClosedError(state=record.state or "draft")
        return record

    def _around(self) -> Surroundings:
        return Surroundings(now=lambda: self.now().astimezone(), properties={"username": self._session.me_name})

    def _begun(self, key: str, *, anonymous: bool) -> dict[str, Any]:
        """What is kept of a response that was begun; of an anonymous one nothing but its answers."""
        if anonymous:
            answers = pool.answers(self._vault, key)
            return {"answers": answers, "mode": answers.get(MODE, "")}
        draft, record = self._vault.draft(key), self._vault.record(key)
        if record is not None and response_chains.is_finished(record):
            raise ResponseFinalError
        return dict(draft.fields if draft else record.values if record else {})

    def unfinished(self, rec: str) -> "Sequence[str]":
        """Return keys of responses that were begun and not finished; nobody knows which is the oldest."""
        mine = [draft.rec for draft in self._vault.drafts(self._me) if draft.parent == rec and draft.kind == RESPONSE]
        # packing makes changes of drafts: then the response stands in the journal, still unfinished
        written = [one for one in self._vault.children(rec, RESPONSE) if not one.deleted and one.author == self._me]
        packed = [one.rec for one in written if not response_chains.is_finished(one)]
        pooled = [key for key in pool.unfinished(self._vault, rec) if not self._is_alone(key)]
        return [*dict.fromkeys([*mine, *packed]), *pooled]

    def begun_alone(self, rec: str) -> "Sequence[str]":
        """Return keys of what villagers began alone; nobody but a villager goes on with them."""
        return [key for key in pool.unfinished(self._vault, rec) if self._is_alone(key)]

    def _is_alone(self, key: str) -> bool:
        return pool.answers(self._vault, key).get(MODE) == "kiosk"

    def save(self, run: Run) -> None:
        """Keep the answers so far and how they came about, durably: called at each answer."""
        try:
            self._save(run)
        except (AppError, OSError):
            run.runner.save_failed()
            raise

    def _save(self, run: Run) -> None:
        answers = run.runner.kept()
        if run.anonymous:
            answers |= {MODE: run.mode}  # while it is open only: a finished one does not tell
            pool.put(self._vault, run.key, run.questionnaire, answers, finished=False)
        else:
            self._vault.save_draft(self._draft(run, answers, finished=False))

    def leave(self, run: Run) -> None:
        """Keep a response that somebody will go on with later."""
        run.runner.leave()
        self.save(run)

    def _draft(self, run: Run, answers: Mapping[str, Any], *, finished: bool) -> Draft:
        fields = {
            "name": run.runner.instance_name or run.title,
            "mode": run.mode,
            "finished": finished,
            "digest": run.runner.form.digest,
            "answers": dict(answers),
            "trail": [event.kept() for event in run.runner.events()],
            **({"corrects": run.corrects, "reason": run.reason} if run.corrects else {}),
            **({"files": files} if (files := response_files.named(run.files, answers)) else {}),
        }
        scope = self._record(run.questionnaire).scope
        return Draft(self._me, run.key, scope, RESPONSE, fields, run.questionnaire)

    def finish(self, run: Run) -> tuple[Problem, ...]:
        """Close a response for good; it stays open while anything is wrong, and that is returned."""
        found = run.runner.finalise()
        if found:
            return found
        answers = run.runner.sealed()
        if run.anonymous:
            bare = {name: value for name, value in answers.items() if "/meta/" not in name}
            pool.put(self._vault, run.key, run.questionnaire, bare, finished=True)
        else:
            draft = self._draft(run, answers, finished=True)
            files, beside = response_files.attachments(draft)
            if files:
                draft.fields["files"] = files
            finishing.finish(self._vault, draft, "finish", beside)
        return ()

    def keep_file(self, run: Run, path: Path, progress: Progress | None = None) -> str:
        """Encrypt a file into the vault as it is read; returns the name that is its answer.

        Raises:
            AnonymousFileError: the response is anonymous.
        """
        if run.anonymous:
            raise response_files.AnonymousFileError
        name = response_files.free_name(path, run.files)
        kept = record_attachments.keep(self._vault, path, progress or Progress(), self.now())
        run.files[name] = {**kept, "name": name}
        return name

    def drop(self, key: str) -> Touched:
        """Forget an unfinished response."""
        pool.drop(self._vault, key)
        if self._vault.draft(key) is not None:
            self._vault.drop_draft(key)
        record = self._vault.record(key)
        if record is not None and not response_chains.is_finished(record):
            self.delete(key)
        return frozenset({RESPONSE})

    def enter(self, rec: str, *, whole: bool = False) -> Touched:
        """Enter the anonymous responses that wait, as one shuffled batch dated to the day.

        Fewer than ten stay in the pool, unless the ``whole`` of them is wanted because the questionnaire ends. Meant
        to be called when the person who holds the laptop comes back to it, not when somebody finishes.
        """
        fresh = pool.waiting(self._vault, rec) - sum(map(len, pool.marked(self._vault, rec).values()))
        if fresh >= COMPANY or (whole and fresh):
            pool.mark(self._vault, rec, new_record_id())
        held = pool.marked(self._vault, rec)
        for batch, answers in held.items():
            self._enter_batch(rec, batch, answers)
        return frozenset({BATCH}) if held else frozenset()

    def _enter_batch(self, rec: str, batch: str, answers: list[pool.Answers]) -> None:
        if self._vault.record(batch) is None:
            random.SystemRandom().shuffle(answers)
            record = self._record(rec)
            fields = {
                "day": self.now().date().isoformat(),
                "count": len(answers),
                "digest": record.values.get("digest"),
                "answers": answers,
            }
            self._vault.write([NewChange(BATCH, batch, record.scope, fields, parent=rec)])
        pool.forget(self._vault, batch)

    def enter_due(self) -> Touched:
        """Enter every batch that is due in the village."""
        touched: Touched = frozenset()
        query = ListQuery(QUESTIONNAIRE, scopes=self._scopes(kinds.kind(QUESTIONNAIRE)))
        for row in self.rows(QUESTIONNAIRE, self.list(query)):
            touched |= self.enter(row.rec)
        return touched

    # -- leaving the laptop to a villager ------------------------------------------------------------------------

    def right_passphrase(self, passphrase: str) -> bool:
        """Return whether a passphrase is the one of whoever unlocked. It takes as long as an unlock.

        Raises:
            TooManyAsksError: wait before the next try.
        """
        return asking.is_mine(self._vault, self._session.unlocks_with, passphrase)


__all__ = [
    "BATCH",
    "QUESTIONNAIRE",
    "REGISTER",
    "RESPONSE",
    "Brought",
    "QuestionnaireService",
    "Results",
    "Run",
    "Survey",
]
