"""A stick, disk or other carrier and who has it (F11 物资、设备、载体领用归还登记); the register of sticks."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words, Writes

SORTS = (
    Choice("stick", Words("U盘", "USB stick")),
    Choice("disk", Words("移动硬盘", "External disk")),
    Choice("laptop", Words("笔记本电脑", "Laptop")),
    Choice("desktop", Words("台式电脑", "Desktop computer")),
    Choice("disc", Words("光盘", "Optical disc")),
    Choice("printer", Words("打印机", "Printer")),
    Choice("recorder", Words("录音笔", "Voice recorder")),
    Choice("camera", Words("相机", "Camera")),
    Choice("phone", Words("手机", "Telephone")),
    Choice("cabinet_key", Words("文件柜钥匙", "Key of a cabinet")),
    Choice("token", Words("介质密钥", "Key token")),
)
MARKS = (
    Choice("internal", Words("内部", "Internal")),
    Choice("work_secret", Words("工作秘密", "Work secret")),
    Choice("classified", Words("涉密", "Classified")),
)
CHECKS = (
    Choice("sound", Words("完好", "In good order")),
    Choice("cleared", Words("已清除核验", "Cleared and verified")),
    Choice("damaged", Words("损坏", "Damaged")),
    Choice("lost", Words("丢失", "Lost")),
)

KIND = Kind(
    code="media",
    form="F11",
    words=Words("载体登记", "Carrier"),
    plural=Words("载体登记", "Carriers"),
    place=Place.COMMON,
    stage="handover",
    writes=Writes.OFFICE,
    title=("number", "model"),
    fields=(
        Field("number", Type.TEXT, Words("编号", "No."), required=True, search=True, column=True),
        Field("sort", Type.CHOICE, Words("名称", "What"), choices=SORTS, required=True, column=True, filter=True),
        Field("model", Type.TEXT, Words("品牌型号", "Make and model"), search=True, column=True),
        Field(
            "serial",
            Type.TEXT,
            Words("序列号", "Serial number"),
            required=True,
            search=True,
            column=True,
            help=Words("插上U盘，在交接页可以看到。", "Plug the stick in; the handover page shows it."),
        ),
        Field("mark", Type.CHOICE, Words("密级标识", "Marking"), choices=MARKS, column=True, filter=True),
        Field("holder", Type.REFERENCE, Words("责任人", "Holder"), of="inspector", column=True, filter=True),
        Field("purpose", Type.TEXT, Words("用途", "Purpose"), search=True),
        Field("issued_on", Type.DATE, Words("领用日期", "Issued on"), column=True),
        Field("issued_signed", Type.BOOLEAN, Words("领用已签字", "Signed when issued"), column=True),
        Field("returned_on", Type.DATE, Words("归还日期", "Returned on"), column=True),
        Field("returned_signed", Type.BOOLEAN, Words("归还已签字", "Signed when returned")),
        Field("check", Type.CHOICE, Words("检查结果", "Found"), choices=CHECKS, column=True, filter=True),
        Field("handed_by", Type.REFERENCES, Words("交接人", "Handed over by"), of="inspector"),
        Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True),
    ),
)
