"""One year's collective income of a village (part of F05)."""

from app.records.kinds import Field, Kind, Place, Type, Words

KIND = Kind(
    code="income_year",
    form="F05",
    words=Words("集体收入年度", "Income year"),
    plural=Words("集体收入", "Collective income"),
    place=Place.VILLAGE,
    stage="prepare",
    parent="village",
    title=("year",),
    listed=False,
    fields=(
        Field("year", Type.INTEGER, Words("年度", "Year"), required=True, column=True),
        Field("income", Type.MONEY, Words("集体收入（元）", "Income (yuan)"), required=True, column=True),
        Field("operating", Type.MONEY, Words("其中经营性收入（元）", "Of it from operations (yuan)"), column=True),
        Field("expense", Type.MONEY, Words("支出（元）", "Spent (yuan)"), column=True),
        Field("source", Type.TEXT, Words("主要来源", "Main sources"), column=True, search=True),
        Field("note", Type.TEXT, Words("备注", "Note"), search=True),
    ),
)
