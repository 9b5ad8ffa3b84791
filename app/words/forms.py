"""Words for questionnaires: what is wrong with a form, a workbook or a response."""

WORDS: dict[str, tuple[str, str]] = {
    "form": (
        "问卷不能使用（{why}）。请把问卷文件和这句话交给编写问卷的人。",
        "The questionnaire cannot be used ({why}). Pass the file and this sentence to whoever wrote it.",
    ),
    "not-a-form": (
        "这个文件不是问卷（{why}）。请选择按 XLSForm 编写的 Excel 文件，或由它转换得到的 XML 文件。",
        (
            "This file is no questionnaire ({why}). Choose an Excel file written as an XLSForm, or the XML made from "
            "one."
        ),
    ),
    "form-expression": (
        "问卷中“{where}”的规则（{rule}）读不懂：{expression}，第{at}个字符处。请改正后重新导入。",
        (
            "The rule of “{where}” ({rule}) cannot be read: {expression}, at character {at}. Correct it and import "
            "again."
        ),
    ),
    "form-cycle": (
        "问卷中的规则互相等待，永远算不出结果：{paths}。请去掉其中一条引用后重新导入。",
        (
            "Rules of the questionnaire wait for one another and can never be worked out: {paths}. Remove one "
            "reference and import again."
        ),
    ),
    "list-missing": (
        "问卷要用名单“{name}”，但没有给出文件“{file}”。请把这个文件与问卷一起导入。",
        (
            "The questionnaire needs the list “{name}”, but the file “{file}” was not given. Import it together with "
            "the form."
        ),
    ),
    "bad-list": (
        "名单文件“{file}”读不出来（{why}）。请另存为 CSV（UTF-8）后重新导入。",
        "The list “{file}” cannot be read ({why}). Save it as CSV (UTF-8) and import it again.",
    ),
    "other-form": (
        "这份答卷属于另一份问卷或另一个版本，不能在这里打开。请用当时的问卷版本打开。",
        (
            "This response belongs to another questionnaire or another version. Open it with the version it was "
            "written in."
        ),
    ),
    "no-such-question": (
        "问卷中现在没有“{reference}”这道题。它可能因前面的回答而不再出现；请回到题目列表重新选择。",
        (
            "There is no question “{reference}” now; an earlier answer may have hidden it. Choose again from the "
            "list of questions."
        ),
    ),
    "repeat-fixed": (
        "“{reference}”的份数由问卷决定，不能手工增减。请修改决定份数的那道题。",
        "How many “{reference}” there are is set by the questionnaire. Change the question that decides it.",
    ),
    "runaway-rules": (
        "问卷中的规则一直互相触发，停不下来（{details}）。已有回答都保留着；请把问卷交给编写的人修改。",
        (
            "Rules of the questionnaire set one another off without end ({details}). All answers are kept; have the "
            "form corrected."
        ),
    ),
    "workbook": (
        "这份 Excel 问卷有{count}处问题，没有导入。第一处：{sheet} 第{row}行 {column}。请按清单改好后重新导入。",
        (
            "This workbook has {count} problem(s) and was not imported. The first: {sheet}, row {row}, {column}. "
            "Correct them and import again."
        ),
    ),
    "not-a-workbook": (
        "这个文件不能作为问卷打开（{why}）。请用 Excel 另存为 .xlsx 后再导入。",
        "This file cannot be opened as a questionnaire ({why}). Save it as .xlsx in Excel and import it again.",
    ),
    "bad-xml": (
        "文件第{line}行第{column}列不是正确的 XML（{why}）。请重新从 Excel 问卷生成。",
        "Line {line}, column {column} of the file is not proper XML ({why}). Make it anew from the Excel form.",
    ),
    "expression": (
        "一条规则无法计算（{why}）。请把问卷交给编写的人修改。",
        "A rule cannot be worked out ({why}). Have the questionnaire corrected.",
    ),
    "expression-syntax": (
        "规则写法有误：{expression}，第{at}个字符处。请检查括号和引号是否成对。",
        "The rule is not well-formed: {expression}, at character {at}. Check that brackets and quotes come in pairs.",
    ),
    "unknown-function": (
        "规则用了没有的函数 {name}()。可以改用：{instead}。",
        "The rule uses an unknown function {name}(). Use instead: {instead}.",
    ),
    "wrong-arguments": (
        "函数 {name}() 的参数个数不对（给了{given}个）。请查阅 XLSForm 函数说明后改正。",
        "{name}() was given the wrong number of arguments ({given}). Look it up in the list of XLSForm functions.",
    ),
    "not-computable": (
        "规则遇到无法计算的值“{value}”（{why}）。请检查相关回答，或请编写问卷的人修改规则。",
        (
            "A rule met a value it cannot use: “{value}” ({why}). Check the answers it reads, or have the rule "
            "corrected."
        ),
    ),
    "too-few-returns": (
        "回收{returned}份，少于{least}份，为保护填写人不显示这项内容。请等回收更多后再看。",
        (
            "Only {returned} returned, fewer than {least}: not shown, to protect those who answered. Look again when "
            "more are in."
        ),
    ),
    "workbooks-refused": (
        "有{count}份问卷没有通过检查：{files}。请按上面列出的行和列改正后再检查。",
        "{count} workbook(s) give no form: {files}. Correct the rows and columns named above and check again.",
    ),
    "cli-help-form": ("问卷：检查、导出、按用例评判", "questionnaires: check, export, judge by cases"),
    "cli-help-form-check": (
        "检查问卷工作簿，逐条指出工作表、行、列",
        "check workbooks; each finding with sheet, row and column",
    ),
    "cli-help-form-cases": ("用表达式用例评判计算引擎", "judge the expression engine by a file of expressions"),
    "cli-help-form-scenarios": ("用整份问卷的用例评判引擎", "judge the form engine by a file of whole-form behaviours"),
    "cli-help-form-export": ("把自带的六份问卷写成 Excel 文件", "write the six built-in questionnaires as workbooks"),
    "cli-help-form-file": ("问卷工作簿（.xlsx、.xls、.csv、.md）", "workbook (.xlsx, .xls, .csv, .md)"),
    "cli-form-good": (
        "{file}：可以使用，{questions}道题，{findings}处提醒",
        "{file}: a form with {questions} questions, {findings} finding(s)",
    ),
    "cli-form-bad": ("{file}：不能使用，有{findings}处问题", "{file}: no form, {findings} finding(s)"),
    "cli-form-judged": (
        "共{total}条，通过{passed}条，未通过{failed}条",
        "{total} cases: {passed} passed, {failed} failed",
    ),
    "cli-form-outside": ("  不在范围内 {id}：{reason}", "  out of scope {id}: {reason}"),
    "cli-form-written": ("已写出 {file}", "written: {file}"),
    "form-problem-no-survey": (
        "没有找到题目表（survey 或“题目”“问卷”）。现有工作表：{sheets}。请把写题目的工作表改名为 survey 或“题目”。",
        (
            "There is no sheet of questions (survey, 题目 or 问卷). Sheets found: {sheets}. Name the sheet with the "
            "questions “survey”."
        ),
    ),
    "form-problem-no-column": (
        "缺少必需的列“{needed}”。请在第一行加上这个列名。",
        "The column “{needed}” is missing. Add it to the first row.",
    ),
    "form-problem-header-twice": (
        "列名“{header}”出现两次（另一处在{other}列）。请删去或改名其中一列。",
        "The column “{header}” stands twice (the other is {other}). Rename or remove one.",
    ),
    "form-problem-no-type": (
        "这一行（{name}）没有写题型。请在类型列填写，例如 text、select_one 列表名、单选 列表名。",
        "This row ({name}) has no type. Write one, such as text or select_one LIST.",
    ),
    "form-problem-include": (
        "这里要插入另一个问卷“{name}”（include），不支持。请把那些题目直接复制到本表。",
        "It includes another form, “{name}”, which is not supported. Copy its questions into this sheet.",
    ),
    "form-problem-no-name": (
        "这道题（{type}）没有名称。请填一个英文字母开头的短名称，例如 q01。",
        "This question ({type}) has no name. Give it a short one that begins with a letter, such as q01.",
    ),
    "form-problem-no-label": (
        "这道题（{name}）没有题目文字。请在题目列（label）写上要问的话。",
        "This question ({name}) has no words. Write in the label column what is to be asked.",
    ),
    "form-problem-bad-name": (
        "名称“{name}”含有空格或符号，不能使用。请改为字母开头，只用字母、数字和下划线。",
        "The name “{name}” holds blanks or signs. Begin with a letter and use letters, digits and underscores only.",
    ),
    "form-problem-name-not-ascii": (
        (
            "名称“{name}”不是英文字母。本程序能用，但 ODK Collect、KoboToolbox 打不开；建议改为拼音或 q01，中文写在题"
            "目列。"
        ),
        (
            "The name “{name}” is not plain ASCII. It works here, but ODK Collect and KoboToolbox refuse it: use q01 "
            "and keep words in the label."
        ),
    ),
    "form-problem-name-long": (
        "名称“{name}”超过32个字符，SPSS、Stata 会截断。建议缩短。",
        "The name “{name}” is longer than 32 characters; SPSS and Stata cut it. Shorten it.",
    ),
    "form-problem-name-reserved": (
        "名称“{name}”是保留字。请换一个名称。",
        "The name “{name}” is reserved. Choose another.",
    ),
    "form-problem-name-twice": (
        "名称“{name}”在第{other}行已经用过。请改名，同一分组内不能重复。",
        "The name “{name}” is already used in row {other}. Rename one; names must differ within a group.",
    ),
    "form-problem-name-case": (
        "名称“{name}”与“{other}”只差大小写，有的统计软件分不清。建议改名。",
        "“{name}” and “{other}” differ in capitals only, which some tools cannot tell apart. Rename one.",
    ),
    "form-problem-no-list": (
        "选项列表“{list}”在选项表里没有。已有：{known}。请补上这个列表，或改正列表名。",
        "The list “{list}” is not on the choices sheet. There are: {known}. Add it, or correct its name.",
    ),
    "form-problem-choice-no-name": (
        "列表“{list}”的这个选项没有值。请填一个短代码，例如 1 或 a。",
        "This choice of the list “{list}” has no value. Give it a short one, such as 1 or a.",
    ),
    "form-problem-choice-blank": (
        "多选题的选项值“{name}”含有空格，存下来会被拆成几个。请去掉空格。",
        "The value “{name}” of a multiple choice holds a blank and would be read as several. Remove the blank.",
    ),
    "form-problem-end-without-begin": (
        "有结束（end {kind}）没有开始。请删去这一行，或在前面补上 begin {kind}。",
        "“end {kind}” without a beginning. Remove this row, or add “begin {kind}” above.",
    ),
    "form-problem-begin-without-end": (
        "有开始（begin {kind}）没有结束。请在最后一题之后补上 end {kind}。",
        "“begin {kind}” is never ended. Add “end {kind}” after its last question.",
    ),
    "form-problem-end-of-another": (
        "这里结束的是 {kind}，但第{row}行开始的不是它。请检查分组与循环是否交叉。",
        "This ends a {kind}, but what began in row {row} is another. Check that groups and repeats do not cross.",
    ),
    "form-problem-unknown-reference": (
        "引用了不存在的题目“{name}”。最接近的是“{like}”。请改正花括号里的名称。",
        (
            "It refers to a question “{name}” that does not exist. The closest is “{like}”. Correct the name in the "
            "braces."
        ),
    ),
    "form-problem-bad-rule": (
        "规则写法有误：{rule}，第{at}个字符附近“{near}”。请检查括号、引号是否成对，是否用了全角符号。",
        (
            "The rule is not well-formed: {rule}, near character {at}: “{near}”. Check brackets and quotes, and "
            "full-width signs."
        ),
    ),
    "form-problem-unknown-function": (
        "规则用了没有的函数 {name}()：{rule}。可以改用：{instead}。",
        "The rule uses an unknown function {name}(): {rule}. Use instead: {instead}.",
    ),
    "form-problem-cycle": (
        "这些题目的规则互相等待：{paths}。请去掉其中一条引用。",
        "The rules of these questions wait for one another: {paths}. Remove one of the references.",
    ),
    "form-problem-list-file": (
        "问卷要用名单文件“{file}”。使用前请把它与问卷一起导入。",
        "The form uses the list file “{file}”. Import it together with the form before use.",
    ),
    "form-problem-media-file": (
        "问卷要用文件“{file}”（图片或录音），工作簿旁边没有。请放在同一文件夹或其中的 media 文件夹，再导入一次。",
        (
            "The form uses the file “{file}” (a picture or a sound), which is not beside the workbook. Put it into the "
            "same folder, or a folder media in it, and bring the form in again."
        ),
    ),
    "form-problem-choice-no-label": (
        "这个选项没有显示文字。请在选项文字列（label）填写，否则填写人看到的是代码。",
        "This choice has no words. Fill in its label; else people see the code.",
    ),
    "form-problem-choice-twice": (
        "同一列表里选项值重复。请改成不同的值。",
        "Two choices of one list have the same value. Make them differ.",
    ),
    "form-problem-language-missing": (
        "语言“{language}”缺少这些列的文字：{columns}。请补上，否则切换语言后会是空白。",
        "The language “{language}” lacks words in: {columns}. Add them, or they will be blank in that language.",
    ),
    "form-problem-language-code": (
        "语言名没有带代码：{language}。建议写成“中文 (zh)”“English (en)”。",
        "These languages carry no code: {language}. Better write “English (en)”, “中文 (zh)”.",
    ),
    "form-problem-photo-size": (
        "拍照题没有限制大小。建议在参数列写 max-pixels=1600，U盘交接会快很多。",
        "Photos are not limited. Write max-pixels=1600 in the parameters column to keep handovers small.",
    ),
    "form-problem-other-translated": (
        "or_other 自动加的“其他”没有译文。多语言问卷请自己写“其他”选项和填空题。",
        "The “other” that or_other adds has no translation. In a form of several languages write that choice yourself.",
    ),
    "form-problem-unknown-type": (
        "没有“{type}”这种题型。常用：text、integer、date、select_one 列表、note；或 填空、整数、单选 列表。",
        "There is no type “{type}”. Common ones: text, integer, date, select_one LIST, select_multiple LIST, note.",
    ),
    "form-problem-converter": (
        "转换程序不接受这里的写法，它说：{said}",
        "The converter does not accept this. It says: {said}",
    ),
    "form-problem-converter-warning": (
        "转换程序提醒：{said}",
        "The converter remarks: {said}",
    ),
}
