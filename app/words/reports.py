"""Words for the errors of paper."""

WORDS: dict[str, tuple[str, str]] = {
    "no-usable-font": (
        "这台电脑上没有能嵌入打印件的中文字体，没有打印。请安装仿宋、宋体或文泉驿微米黑（TrueType）后再打印。",
        (
            "This computer has no Chinese font that can be embedded in a page; nothing was printed. Install FangSong,"
            " SimSun or WenQuanYi Micro Hei (TrueType), then print again."
        ),
    ),
    "template-refused": (
        "模板“{name}”有{count}处问题，没有生成文件。第一处：{first}请在 Word 里改好，再点“检查模板”。",
        (
            "The template “{name}” has {count} problem(s); no file was made. The first: {first} Correct it in Word,"
            " then check it again."
        ),
    ),
    "template-not-word": (
        "{place}：不是 Word 文档（.docx）。请在 Word 或 WPS 里另存为 .docx。",
        "{place}: not a Word document (.docx). Save it as .docx in Word or WPS.",
    ),
    "template-too-large": (
        "{place}：展开后太大，不像一份表格模板。请换一份只有文字和表格的模板。",
        "{place}: too large once unpacked for a form. Use a template of text and tables only.",
    ),
    "template-active": (
        "{place}：含有宏、嵌入文件或外部链接（{found}），不能使用。请删去后另存为 .docx。",
        "{place}: holds a macro, an embedded file or a link to elsewhere ({found}). Remove it and save as .docx.",
    ),
    "template-full-width": (
        "{place}：花括号是全角的（{found}）。请关闭中文输入法，改成半角 {{ }}。",
        "{place}: full-width braces ({found}). Switch the input method off and type {{ }}.",
    ),
    "template-open-tag": (
        "{place}：花括号不成对（{found}）。请补齐，一个填充项不要跨两段。",
        "{place}: braces without their partner ({found}). Complete them; a tag stays within one paragraph.",
    ),
    "template-single-brace": (
        "{place}：{found} 只有一层花括号，不会被填充。请改成两层。",
        "{place}: {found} has single braces and would not be filled. Double them.",
    ),
    "template-syntax": (
        "{place}：写法有误（{found}）。请对照模板说明改正，例如 for 要有 endfor。",
        "{place}: not written correctly ({found}). Compare the manual; a for, for one, needs its endfor.",
    ),
    "template-forbidden": (
        "{place}：{found} 不允许使用。模板只能填名称、逐行重复和判断是否为空，不能调用或计算。",
        "{place}: {found} is not allowed. A template names values, repeats rows and asks whether a value is empty.",
    ),
    "template-unknown-name": (
        "{place}：没有叫“{found}”的填充项。请从填充项清单里选一个。",
        "{place}: there is no value named “{found}”. Choose one from the list of values.",
    ),
    "paper-not-written": (
        "“{file}”没有写成（{why}），操作日志里留有这次记录。请检查文件夹能否写入、是否还有空间，再试一次。",
        (
            "“{file}” was not written ({why}); the log keeps this attempt. Check that the folder can be written to and"
            " has room, then try again."
        ),
    ),
    "bad-input-too-large": (
        "“{details}”太大，不像一份表格模板（最多 1 MB）。请去掉图片后再选。",
        "“{details}” is too large for a form's template (1 MB at most). Remove pictures, then choose it again.",
    ),
}
