"""What the group marks on a line of a signed talk: tags and people. It touches no signed word and is never printed."""

from app.records.kinds import Field, Kind, Place, Type, Words

KIND = Kind(
    code="interview_mark",
    form="F15",
    words=Words("谈话标记", "Mark on a talk"),
    plural=Words("谈话标记", "Marks on a talk"),
    place=Place.VILLAGE,
    stage="field",
    parent="interview",
    title=("line",),
    listed=False,
    after_lock=True,
    fields=(
        Field("line", Type.REFERENCE, Words("谈话内容", "Line of the talk"), of="interview_line", required=True),
        Field("tags", Type.CHOICES, Words("问题分类", "Problem tags"), vocabulary="taxonomy", column=True),
        Field("persons", Type.REFERENCES, Words("涉及人员", "People named"), of="person"),
    ),
)
