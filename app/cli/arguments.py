"""What the command line understands. Verbs are declared here; their modules are imported only when they run."""

import argparse
import datetime as dt
import importlib
from collections.abc import Callable, Sequence
from typing import NoReturn

from app.cli.troubles import BadUsageError
from app.cli.voice import Answer, Voice

COUNTING = ("results", "compare", "analyse", "answers")
Run = Callable[[argparse.Namespace, Voice], Answer]


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving the program: the voice says it, in JSON if need be."""

    def error(self, message: str) -> NoReturn:
        raise BadUsageError(details=message)


class Arguments:
    """The parser, in one language."""

    def __init__(self, voice: Voice) -> None:
        self._say = voice.say
        self._root = _Parser(
            prog="satchel",
            description=self._say("help"),
            epilog=f"{self._say('help-exit')}\n{self._say('help-secret')}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self._everywhere(self._root)
        self._root.add_argument("--version", action="version", version=_version())
        self._verbs = self._root.add_subparsers(metavar="VERB", required=True)
        for declare in (
            self._vault,
            self._people,
            self._card,
            self._road,
            self._looking,
            self._papers,
            self._evening,
            self._forms,
            self._rest,
        ):
            declare()

    def read(self, line: Sequence[str]) -> argparse.Namespace:
        """Understand a line.

        Raises:
            BadUsageError: it cannot be understood.
        """
        return self._root.parse_args(line)

    # ---- the verbs

    def _vault(self) -> None:
        under = self._group("vault")
        create = self._verb("vault create", "vault.create", under)
        self._person(create)
        create.add_argument("--card", metavar="PATH", help=self._say("help-card-path"))
        create.add_argument("--office", metavar="NAME", help=self._say("help-office"))
        create.add_argument("--card-to", metavar="DIR", help=self._say("help-card-to"))
        create.add_argument("--practice", action="store_true", help=self._say("help-practice"))
        self._words(create)
        self._verb("vault info", "vault.info", under)
        self._verb("vault verify", "vault.verify", under)
        self._verb("vault backup", "vault.backup", under)
        self._verb("vault confirm-office", "vault.confirm_office", under)
        recover = self._verb("vault recover", "vault.recover", under)
        self._person(recover)
        recover.add_argument("--identity", metavar="FILE", help=self._say("help-identity"))
        recover.add_argument("--office-vault", metavar="DIR", help=self._say("help-office-vault"))
        recover.add_argument("--office-staff", metavar="NO", help=self._say("help-staff"))
        recover.add_argument("--office-passphrase-file", metavar="FILE", help=self._say("help-passphrase-file"))

    def _card(self) -> None:
        under = self._group("card")
        show = self._verb("card show", "card.show", under)
        show.add_argument("--card", metavar="PATH", help=self._say("help-card-path"))
        export = self._verb("card export", "card.export", under)
        export.add_argument("--to", metavar="DIR", required=True, help=self._say("help-to"))

    def _road(self) -> None:
        enrol = self._verb("enrol", "enrol.enrol")
        enrol.add_argument("--to", metavar="DIR", help=self._say("help-to"))
        enrol.add_argument("--list", action="store_true", help=self._say("help-enrol-list"))
        enrol.add_argument("--confirm", type=int, metavar="ROW", help=self._say("help-enrol-confirm"))
        enrol.add_argument("--decline", type=int, metavar="ROW", help=self._say("help-enrol-decline"))
        enrol.add_argument("--role", default="member", help=self._say("help-role"))
        enrol.add_argument("--group", default="", metavar="REC", help=self._say("help-group"))
        enrol.add_argument("--village", action="append", default=[], metavar="REC", help=self._say("help-village"))
        enrol.add_argument("--laptop", default="", metavar="CODE", help=self._say("help-laptop"))
        self._words(enrol)
        for name in ("assign", "acknowledge"):
            verb = self._verb(name, f"road.{name}")
            verb.add_argument("--to", metavar="DIR", required=True, help=self._say("help-to"))
            verb.add_argument("--laptop", action="append", metavar="CODE", help=self._say("help-laptop"))
        pack = self._verb("pack", "road.pack")
        pack.add_argument("--to", metavar="DIR", required=True, help=self._say("help-to"))
        pack.add_argument("--for", dest="place", default="office", metavar="CODE", help=self._say("help-for"))
        pack.add_argument("--whole", action="store_true", help=self._say("help-whole"))
        receive = self._verb("receive", "road.receive")
        receive.add_argument("path", nargs="+", help=self._say("help-receive"))
        confirm = self._verb("confirm", "confirming.confirm")
        confirm.add_argument("package", help=self._say("help-confirm-package"))
        clear = self._verb("clear", "clearing.clear")
        for verb in (confirm, clear):
            verb.add_argument("--second", default="", metavar="WHO", help=self._say("help-clear-second"))
            verb.add_argument("--second-passphrase-file", metavar="FILE|-", help=self._say("help-second-passphrase"))
        clear.add_argument("--slip", default="", metavar="FILE", help=self._say("help-clear-slip"))
        stick = self._verb("handover", "road.hand_over")
        stick.add_argument("stick", metavar="DIR", help=self._say("help-to"))
        stick.add_argument("--for", dest="place", default="", metavar="CODE", help=self._say("help-for"))
        under = self._group("package")
        inspect = self._verb("package inspect", "package.inspect", under)
        inspect.add_argument("file", help=self._say("help-file"))

    def _looking(self) -> None:
        kinds = self._verb("kinds", "kinds.kinds", vault=False)
        kinds.add_argument("kind", nargs="?", default="", help=self._say("help-kind"))
        listing = self._verb("list", "records.listing")
        listing.add_argument("kind", help=self._say("help-kind"))
        listing.add_argument("--text", default="", help=self._say("help-text"))
        listing.add_argument("--village", default="", help=self._say("help-village"))
        listing.add_argument("--where", action="append", default=[], metavar="F=V", help=self._say("help-where"))
        listing.add_argument("--sort", default="", metavar="FIELD", help=self._say("help-sort"))
        listing.add_argument("--limit", type=int, default=50, metavar="N", help=self._say("help-limit"))
        listing.add_argument("--only", default="", choices=("conflicts", "irregular", "deleted"))
        show = self._verb("show", "records.show")
        show.add_argument("rec", help=self._say("help-rec"))
        show.add_argument("--history", action="store_true", help=self._say("help-history"))
        show.add_argument("--reveal", action="append", default=[], metavar="FIELD", help=self._say("help-reveal"))
        add = self._verb("add", "adding.add")
        add.add_argument("kind", help=self._say("help-kind"))
        add.add_argument("field", nargs="*", metavar="FIELD=VALUE", help=self._say("help-field"))
        add.add_argument("--village", default="", help=self._say("help-village"))
        add.add_argument("--in", dest="parent", default="", metavar="REC", help=self._say("help-parent"))
        edit = self._verb("edit", "editing.edit")
        edit.add_argument("rec", help=self._say("help-rec"))
        edit.add_argument("field", nargs="+", metavar="FIELD=VALUE", help=self._say("help-edit-field"))
        step = self._verb("step", "stepping.step")
        step.add_argument("rec", help=self._say("help-rec"))
        step.add_argument("name", metavar="STEP", help=self._say("help-step-name"))
        step.add_argument("field", nargs="*", metavar="FIELD=VALUE", help=self._say("help-field"))
        differences = self._verb("differences", "differences.listing")
        differences.add_argument("rec", nargs="?", default="", help=self._say("help-differences-rec"))
        decide = self._verb("decide", "differences.decide")
        decide.add_argument("rec", help=self._say("help-rec"))
        decide.add_argument("field", help=self._say("help-decide-field"))
        how = decide.add_mutually_exclusive_group(required=True)
        how.add_argument("--keep", type=_count, metavar="N", help=self._say("help-keep"))
        how.add_argument("--both", action="store_true", help=self._say("help-both"))
        how.add_argument("--proposal", action="store_true", help=self._say("help-proposal"))
        search = self._verb("search", "records.search")
        search.add_argument("text", nargs="+", help=self._say("help-text"))
        search.add_argument("--kind", action="append", help=self._say("help-kind"))
        search.add_argument("--limit", type=int, default=50, metavar="N", help=self._say("help-limit"))

    def _papers(self) -> None:
        from app.reports.papers import FORMS

        report = self._verb("report", "papers.report")
        report.add_argument("form", choices=[form.code for form in FORMS], help=self._say("help-paper"))
        report.add_argument("--village", action="append", default=[], help=self._say("help-report-village"))
        report.add_argument("--all", action="store_true", help=self._say("help-all-villages"))
        report.add_argument("--rec", action="append", default=[], help=self._say("help-report-rec"))
        report.add_argument("--state", default="", metavar="CODE", help=self._say("help-state"))
        report.add_argument("--blank", action="store_true", help=self._say("help-report-blank"))
        report.add_argument("--out", metavar="DIR", required=True, help=self._say("help-report-out"))
        self._verb("in-clear", "papers.in_clear")
        check = self._verb("check-template", "papers.check_template", vault=False)
        check.add_argument("file", help=self._say("help-file"))
        templates = [form.code for form in FORMS if form.template]
        check.add_argument("--form", choices=templates, required=True, help=self._say("help-paper"))

    def _evening(self) -> None:
        look = self._verb("look", "group.look")
        look.add_argument("number", nargs="?", default="", help=self._say("help-look-number"))
        look.add_argument("--village", default="", help=self._say("help-village"))
        self._verb("evening", "group.evening")
        card = self._verb("pocket-card", "group.card", vault=False)
        card.add_argument("--out", metavar="DIR", required=True, help=self._say("help-report-out"))

    def _people(self) -> None:
        change = self._verb("passphrase", "people.passphrase")
        change.add_argument("--new-passphrase-file", metavar="FILE|-", help=self._say("help-new-passphrase"))
        under = self._group("person")
        self._verb("person list", "people.listing", under)
        add = self._verb("person add", "people.add", under)
        add.add_argument("number", metavar="NO", help=self._say("help-person-number"))
        self._person(add)
        add.add_argument("--new-passphrase-file", metavar="FILE|-", help=self._say("help-new-passphrase"))
        remove = self._verb("person remove", "people.remove", under)
        remove.add_argument("person", help=self._say("help-person-who"))

    def _forms(self) -> None:
        under = self._group("form")
        check = self._verb("form check", "form.check", under, vault=False)
        check.add_argument("file", nargs="+", help=self._say("help-form-file"))
        for name in ("cases", "scenarios"):
            judged = self._verb(f"form {name}", f"form.{name}", under, vault=False)
            judged.add_argument("file", help=self._say("help-file"))
        export = self._verb("form export", "form.export", under, vault=False)
        export.add_argument("--to", metavar="DIR", required=True, help=self._say("help-to"))
        blank = self._verb("form print", "form_paper.print_", under)
        blank.add_argument("form", metavar="FILE|CODE|REC", help=self._say("help-form-which"))
        blank.add_argument("--copies", type=_count, default=1, metavar="N", help=self._say("help-copies"))
        blank.add_argument("--out", metavar="FILE|DIR", required=True, help=self._say("help-form-out"))
        blank.add_argument("--big", action="store_true", help=self._say("help-big"))
        blank.add_argument("--unnumbered", action="store_true", help=self._say("help-unnumbered"))
        blank.add_argument("--rows", type=_count, default=3, metavar="N", help=self._say("help-rows"))
        blank.add_argument("--language", action="append", default=[], metavar="NAME", help=self._say("help-language"))
        self._counting(under)
        ticked = self._verb("form read", "form_paper.read", under)
        ticked.add_argument("form", metavar="FILE|CODE|REC", help=self._say("help-form-which"))
        ticked.add_argument("picture", nargs="+", help=self._say("help-picture"))
        self._verb("form batches", "form_batches.batches", under)

    def _counting(self, under: "argparse._SubParsersAction[_Parser]") -> None:
        found = {name: self._verb(f"form {name}", f"form_counts.{name}", under) for name in COUNTING}
        for verb in found.values():
            verb.add_argument("rec", help=self._say("help-counted-rec"))
        for name in ("analyse", "answers"):
            found[name].add_argument("--out", metavar="FILE|DIR", required=True, help=self._say("help-analysis-out"))
        analyse, answers = found["analyse"], found["answers"]
        analyse.add_argument("--comments", action="store_true", help=self._say("help-comments"))
        pair = ("ROW", "COLUMN")
        analyse.add_argument(
            "--cross", nargs=2, action="append", default=[], metavar=pair, help=self._say("help-cross")
        )
        ways = ("central", "kobo", "spss")
        answers.add_argument("--as", dest="way", choices=ways, default="central", help=self._say("help-way"))
        answers.add_argument("--labels", action="store_true", help=self._say("help-value-labels"))
        answers.add_argument("--unsplit", action="store_true", help=self._say("help-unsplit"))

    def _rest(self) -> None:
        self._verb("rebuild", "upkeep.rebuild")
        self._verb("dump", "upkeep.dump")
        demo = self._verb("demo", "demo.demo", vault=False)
        demo.add_argument("--out", metavar="DIR", required=True, help=self._say("help-out"))
        for name, default in (("villages", 3), ("laptops", 2), ("seed", 1), ("attachment-mb", 20)):
            demo.add_argument(f"--{name}", type=_count, default=default, metavar="N", help=self._say(f"help-{name}"))
        demo.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help=self._say("help-date"))

        simulate = self._verb("simulate", "simulate.simulate", vault=False)
        for name, default in (("villages", 3), ("laptops", 3), ("days", 4), ("seed", 1), ("rounds", 1), ("edits", 3)):
            simulate.add_argument(
                f"--{name}", type=_count, default=default, metavar="N", help=self._say(f"help-{name}")
            )

    # ---- parts

    def _group(self, name: str) -> "argparse._SubParsersAction[_Parser]":
        parser = self._verbs.add_parser(name, help=self._say(f"help-{name}"), description=self._say(f"help-{name}"))
        self._everywhere(parser)
        return parser.add_subparsers(metavar="VERB", required=True)

    def _verb(
        self, name: str, runs: str, under: "argparse._SubParsersAction[_Parser] | None" = None, *, vault: bool = True
    ) -> _Parser:
        words = self._say("help-" + name.replace(" ", "-"))
        parser = (under or self._verbs).add_parser(name.rpartition(" ")[2], help=words, description=words)
        self._everywhere(parser)
        if vault:
            parser.add_argument("--vault", metavar="DIR", help=self._say("help-vault-path"))
            parser.add_argument("--staff", metavar="NO", default="", help=self._say("help-staff"))
            parser.add_argument("--passphrase-file", metavar="FILE|-", help=self._say("help-passphrase-file"))
        parser.set_defaults(runs=runs)
        return parser

    def _everywhere(self, parser: _Parser) -> None:
        # given before the verb or after it; a default here would undo what stood before
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=self._say("help-json"))
        parser.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=self._say("help-lang"))

    def _person(self, parser: _Parser) -> None:
        parser.add_argument("--name", default="", help=self._say("help-name"))

    def _words(self, parser: _Parser) -> None:
        parser.add_argument("--words", metavar='"…"', help=self._say("help-words"))


def runner_of(args: argparse.Namespace) -> Run:
    """Return the function of the verb, imported now."""
    module, _, name = str(args.runs).partition(".")
    run: Run = getattr(importlib.import_module(f"app.cli.verbs.{module}"), name)
    return run


def _version() -> str:
    from app import VERSION

    return f"Satchel {VERSION}"


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 9999:
        raise ValueError(text)
    return number


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
