"""One line of a talk's record: a question, an answer or a note of the recorder."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

SPEAKERS = (
    Choice("q", Words("问", "Q")),
    Choice("a", Words("答", "A")),
    Choice("n", Words("记", "Note")),
)

KIND = Kind(
    code="interview_line",
    form="F15",
    words=Words("谈话内容", "Line"),
    plural=Words("谈话内容", "Lines"),
    place=Place.VILLAGE,
    stage="field",
    parent="interview",
    title=("text",),
    listed=False,
    fields=(
        Field("speaker", Type.CHOICE, Words("问答", "Speaker"), choices=SPEAKERS, required=True, column=True),
        Field("text", Type.LONG_TEXT, Words("内容", "Text"), search=True, column=True),
        Field("tags", Type.CHOICES, Words("问题分类", "Problem tags"), vocabulary="taxonomy", column=True),
        Field("persons", Type.REFERENCES, Words("涉及人员", "People named"), of="person"),
        # 内部: shown on screen, never printed with the record; it marks words, not the person who spoke them.
        Field("doubt", Type.BOOLEAN, Words("疑点（内部）", "Doubtful (internal)"), column=True),
        Field("question", Type.TEXT, Words("提纲问题", "Outline question"), generated=True),
    ),
)
