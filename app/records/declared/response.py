"""One named response to a questionnaire. Anonymous ones never become a record of their own: see ``response_batch``.

Finishing locks it: from then on it changes only by a correction, a response of its own that names it in ``corrects``.
"""

from app.records.kinds import Choice, Field, Kind, Place, State, Step, Type, Words

MODES = (
    Choice("face_to_face", Words("当面询问", "Face to face")),
    Choice("paper", Words("纸质录入", "Typed from paper")),
    Choice("kiosk", Words("本人自填", "Filled in alone")),
)

KIND = Kind(
    code="response",
    form="",
    words=Words("答卷", "Response"),
    plural=Words("答卷", "Responses"),
    place=Place.VILLAGE,
    stage="field",
    parent="questionnaire",
    title=("name",),
    attachments=True,
    listed=False,
    fields=(
        Field("name", Type.TEXT, Words("答卷名称", "Name of the response"), column=True, generated=True),
        Field("mode", Type.CHOICE, Words("填写方式", "How"), choices=MODES, column=True),
        Field("finished", Type.BOOLEAN, Words("已完成", "Finished"), column=True, generated=True),
        Field("digest", Type.TEXT, Words("问卷指纹", "Digest of the form"), generated=True),
        Field("corrects", Type.REFERENCE, Words("更正的答卷", "Corrects"), of="response", generated=True),
        Field("reason", Type.LONG_TEXT, Words("更正理由", "Why it is corrected"), generated=True),
        Field("answers", Type.JSON, Words("答案", "Answers"), generated=True),
        Field("trail", Type.JSON, Words("填写过程", "How it was filled in"), generated=True),
        Field("files", Type.JSON, Words("答卷所附文件", "Files of the answers"), generated=True),
    ),
    states=(
        State("open", Words("填写中", "Being filled in")),
        State("finished", Words("已完成", "Finished"), locked=True),
    ),
    steps=(Step("finish", Words("完成", "Finish"), ("open",), "finished", ("G06",), ("finished",)),),
)
