"""Which papers there are: for which kind, from which template, as which file."""

from dataclasses import dataclass

from app.errors import NotFoundError
from app.paths import resource
from app.records.kinds import Words

PDF, DOCX = "pdf", "docx"


@dataclass(frozen=True, slots=True)
class Form:
    """One paper. ``template`` is empty when its layout is computed; ``many`` gives one row a record, not one sheet."""

    code: str
    number: str  # F15 …
    words: Words
    kind: str  # '' when it belongs to no record
    makes: str
    template: str = ""
    many: bool = False


FORMS = (
    Form("talk_sheet", "F15", Words("谈话记录（打印件）", "Record of a talk, to print"), "interview", PDF),
    Form("interview", "F15", Words("谈话记录", "Record of a talk"), "interview", DOCX),
    Form(
        "addendum_sheet",
        "F15",
        Words("谈话补充记录（打印件）", "Addendum to a talk, to print"),
        "interview_addendum",
        PDF,
    ),
    Form("addendum", "F15", Words("谈话补充记录", "Addendum to a talk"), "interview_addendum", DOCX),
    Form("blank_talk", "F15", Words("空白谈话记录", "Blank record of a talk"), "", PDF),
    Form("slip", "F11", Words("U盘交接单", "Handover slip"), "", PDF),
    Form(
        "document_request",
        "F12",
        Words("调阅资料清单", "Document request"),
        "document_check",
        DOCX,
        "document-request",
        many=True,
    ),
    Form(
        "borrowing_register",
        "F13",
        Words("资料借阅归还登记表", "Borrowing register"),
        "document_loan",
        DOCX,
        "borrowing-register",
        many=True,
    ),
    Form("evidence", "F24", Words("取证单", "Evidence sheet"), "evidence", DOCX, "evidence"),
    Form("finding", "F26", Words("巡察问题底稿", "Finding"), "finding", DOCX, "finding"),
    Form(
        "fact_confirmation",
        "F27",
        Words("事实确认单", "Fact confirmation"),
        "fact_confirmation",
        DOCX,
        "fact-confirmation",
    ),
    Form("village_report", "F34", Words("巡察情况报告", "Village report"), "village", DOCX),
)

# papers of questionnaires have services of their own, so none of these forms' makes them: blank ones
SHEETS = Form("questionnaire_sheets", "F20", Words("空白问卷", "Blank questionnaires"), "questionnaire", PDF)
# what counting makes of one, small groups taken out; and the answers themselves, one response a row
ANALYSIS = Form("questionnaire_analysis", "F20", Words("问卷统计分析", "Questionnaire analysis"), "questionnaire", DOCX)
ANSWERS = Form("questionnaire_answers", "F20", Words("答卷数据", "Answers of a questionnaire"), "questionnaire", "data")
COUNTS = Form("questionnaire_counts", "F20", Words("问卷统计结果", "Questionnaire counts"), "questionnaire", "data")
OTHERS = (SHEETS, COUNTS, ANALYSIS, ANSWERS)
BLANK_SHEETS = ("blank_talk", "addendum_sheet")  # drawn here, without Word


def form(code: str) -> Form:
    """Return a paper by its code.

    Raises:
        NotFoundError: there is none of this code.
    """
    found = next((one for one in FORMS if one.code == code), None)
    if found is None:
        raise NotFoundError(what="form", name=code)
    return found


def writable(of: Form) -> bool:
    """Whether a form can be had empty, with lines to write on."""
    return bool(of.template) or of.code in BLANK_SHEETS


def blank_words(of: Form) -> Words:
    """How the empty form is called."""
    if of.code == "blank_talk":
        return of.words
    zh = of.words.zh.partition("（")[0]
    return Words(f"空白{zh}", f"Blank {of.words.en.partition(',')[0].lower()}")


def shipped(of: Form) -> bytes:
    """Return the template of a paper as it ships."""
    return resource("templates", f"{of.template}.docx").read_bytes()
