"""One borrowing of a document and its return (F13 资料借阅归还登记): both sides sign at both ends."""

from app.records.choices import DOCUMENT_FORMS
from app.records.kinds import Field, Kind, Place, Type, Words

KIND = Kind(
    code="document_loan",
    form="F13",
    words=Words("借阅归还", "Loan"),
    plural=Words("借阅归还", "Loans"),
    place=Place.VILLAGE,
    stage="field",
    parent="document_check",
    title=("what",),
    listed=False,
    fields=(
        Field("what", Type.TEXT, Words("借阅内容", "What was borrowed"), required=True, search=True, column=True),
        Field("pages", Type.INTEGER, Words("页数、册数", "Pages or volumes"), column=True),
        Field("form", Type.CHOICE, Words("原件或复印件", "Original or copy"), choices=DOCUMENT_FORMS, column=True),
        Field("borrowed_on", Type.DATE, Words("借出时间", "Borrowed on"), required=True, column=True),
        Field("lender", Type.TEXT, Words("出借人", "Lent by"), search=True),
        Field("borrower", Type.REFERENCE, Words("借阅人", "Borrowed by"), of="inspector", column=True),
        Field("lent_signed", Type.BOOLEAN, Words("借出时双方已签字", "Both signed when it was lent"), column=True),
        Field("place", Type.TEXT, Words("存放位置", "Kept at"), search=True),
        Field("copied", Type.TEXT, Words("复制情况（页数、编号）", "Copies taken (pages, numbers)")),
        Field("returned_on", Type.DATE, Words("归还时间", "Returned on"), column=True),
        Field("returner", Type.REFERENCE, Words("归还人", "Returned by"), of="inspector"),
        Field("receiver", Type.TEXT, Words("接收归还人", "Taken back by"), search=True),
        Field("return_signed", Type.BOOLEAN, Words("归还时双方已签字", "Both signed on return"), column=True),
        Field("missing", Type.TEXT, Words("缺失说明", "What is missing"), search=True),
    ),
)
