<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddPersonDialog</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Passphrase, typed by that person</source>
        <translation>口令（由本人输入）</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Add a person to this computer</source>
        <translation>在这台电脑上加一个人</translation>
    </message>
    <message>
        <source>Enter name and staff number.</source>
        <translation>请填写姓名和工号。</translation>
    </message>
</context>
<context>
    <name>AnsweredView</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Correct it…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>接着填写</translation>
    </message>
    <message>
        <source>Save how it was filled in…</source>
        <translation>导出填写过程…</translation>
    </message>
    <message>
        <source>Responses</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>How it was filled in</source>
        <translation>填写过程</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>By</source>
        <translation>填写人</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原答案</translation>
    </message>
    <message>
        <source>After</source>
        <translation>现答案</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Finished; corrected twice</source>
        <translation>已完成；另有一份更正件</translation>
    </message>
    <message>
        <source>Correction without a reason</source>
        <translation>更正件没有理由</translation>
    </message>
    <message>
        <source>Being filled in</source>
        <translation>填写中</translation>
    </message>
    <message>
        <source> · irregular: %1</source>
        <translation> · 手续待补：%1</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始填写</translation>
    </message>
    <message>
        <source>Gone on with</source>
        <translation>接着填写</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Not finished: something is wrong</source>
        <translation>未能完成：有题要改</translation>
    </message>
    <message>
        <source>Could not be saved</source>
        <translation>没有存上</translation>
    </message>
    <message>
        <source>Several questions</source>
        <translation>一页多题</translation>
    </message>
    <message>
        <source>Last page</source>
        <translation>最后一页</translation>
    </message>
    <message>
        <source>Jump</source>
        <translation>跳到别的题</translation>
    </message>
    <message>
        <source>One more row</source>
        <translation>增加一行</translation>
    </message>
    <message>
        <source>Row removed</source>
        <translation>删去一行</translation>
    </message>
    <message>
        <source>Answer not admitted</source>
        <translation>答案不合要求</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>A finished response stays as it is. A correction is a response of its own, with its reason.</source>
        <translation>完成的答卷不再改动。要改正的，另做一份更正件并写明理由，原答卷照样能看。</translation>
    </message>
    <message>
        <source>This questionnaire is anonymous: its responses are mixed and none can be told from another.</source>
        <translation>这份问卷不记名：答卷打乱后成批入柜，分不清哪一份是谁的。</translation>
    </message>
    <message>
        <source>So none is listed here, and none can be corrected. Spoiled ones are noted with the papers.</source>
        <translation>所以这里不逐份列出，也不能更正。作废的份数在问卷登记中注明。</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>现在还没有。</translation>
    </message>
    <message>
        <source>The questionnaire is closed; its counts are told.</source>
        <translation>问卷已经结束，统计结果已经定下，不再更正。</translation>
    </message>
    <message>
        <source>This is a correction (%1, %2): %3</source>
        <translation>这是更正件（%1，%2）：%3</translation>
    </message>
    <message>
        <source>Corrected on %1 by %2: %3</source>
        <translation>%1 由 %2 更正：%3</translation>
    </message>
    <message>
        <source>Correct a finished response</source>
        <translation>更正已完成的答卷</translation>
    </message>
    <message>
        <source>Why is it corrected?</source>
        <translation>为什么要更正？</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
</context>
<context>
    <name>AskingDialog</name>
    <message>
        <source>The new passphrase is too weak: 12 characters, or four Chinese words; nothing usual.</source>
        <translation>新口令太弱：至少12个字符，或四个中文词，不要用常见的。</translation>
    </message>
    <message>
        <source>The two new passphrases differ.</source>
        <translation>两次输入的新口令不一样。</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>看</translation>
    </message>
    <message>
        <source>Enter: pictures and PDFs are drawn by a process apart that can do nothing else.</source>
        <translation>回车：图片和 PDF 由一个什么别的都做不了的隔离进程画出来。</translation>
    </message>
    <message>
        <source>Copy…</source>
        <translation>另存…</translation>
    </message>
    <message>
        <source>Save a copy in clear</source>
        <translation>另存一份不加密的副本</translation>
    </message>
    <message>
        <source>Drop files here. They are kept encrypted; only a process apart draws them.</source>
        <translation>可以把文件拖到这里。文件加密存放，只由隔离进程显示。</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭这条提示</translation>
    </message>
</context>
<context>
    <name>Brand</name>
    <message>
        <source>Everything you enter stays encrypted on this computer.</source>
        <translation>录入的内容全部加密，只存在这台电脑上。</translation>
    </message>
    <message>
        <source>It never uses a network. Nothing leaves by itself.</source>
        <translation>从不联网，任何内容都不会自己传出去。</translation>
    </message>
    <message>
        <source>What has to travel goes sealed and signed by USB stick.</source>
        <translation>需要带走的，加密封装并数字签名后用U盘交接。</translation>
    </message>
    <message>
        <source>Satchel</source>
        <translation>巡察工作本</translation>
    </message>
    <message>
        <source>巡察工作本</source>
        <translation>Satchel</translation>
    </message>
    <message>
        <source>The field kit of village inspection groups</source>
        <translation>村（居）巡察组的现场工具</translation>
    </message>
    <message>
        <source>Version %1 · not for state secrets</source>
        <translation>版本 %1 · 不得录入国家秘密</translation>
    </message>
</context>
<context>
    <name>BulkCard</name>
    <message>
        <source>Several villages at once</source>
        <translation>多个村一次导出</translation>
    </message>
    <message>
        <source>Villages</source>
        <translation>村（居）</translation>
    </message>
    <message>
        <source>All villages</source>
        <translation>全部村（居）</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Export for %1 villages…</source>
        <translation>导出 %1 个村…</translation>
    </message>
    <message>
        <source>Tick villages first</source>
        <translation>请先勾选村（居）</translation>
    </message>
</context>
<context>
    <name>CardStep</name>
    <message>
        <source>The office card says whose laptop this is: everything you hand over is sealed to that office. The inspection office gives it to you on a stick, and its eight words on paper.</source>
        <translation>办公室名片说明这台笔记本归哪个巡察办：您交出的一切都只封装给它。巡察办用U盘给您名片，用纸给您八个词。</translation>
    </message>
    <message>
        <source>Choose the office card…</source>
        <translation>选择办公室名片…</translation>
    </message>
    <message>
        <source>I compared all eight words with the paper from the office; they are the same.</source>
        <translation>我已与巡察办给的纸逐一核对，八个词完全一致。</translation>
    </message>
    <message>
        <source>Which office does this laptop belong to?</source>
        <translation>这台笔记本归哪个巡察办？</translation>
    </message>
    <message>
        <source>Office card</source>
        <translation>办公室名片</translation>
    </message>
    <message>
        <source>Choose the office card</source>
        <translation>选择办公室名片</translation>
    </message>
</context>
<context>
    <name>ChangePassphraseDialog</name>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Passphrase until now</source>
        <translation>现在的口令</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>New passphrase, once more</source>
        <translation>新口令，再输一遍</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change my passphrase</source>
        <translation>更改我的口令</translation>
    </message>
    <message>
        <source>Enter your staff number and the passphrase until now.</source>
        <translation>请填写工号和现在的口令。</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Four exact points</source>
        <translation>四准确</translation>
    </message>
    <message>
        <source>Person, act, figure</source>
        <translation>见人见事见数据</translation>
    </message>
    <message>
        <source>Read from fields and text. A hint only: it may err, and it stops nobody.</source>
        <translation>按栏目和文字判断，只作提示，可能看错，不妨碍办理。</translation>
    </message>
    <message>
        <source>%1: see above</source>
        <translation>%1：见上</translation>
    </message>
    <message>
        <source>how known</source>
        <translation>怎么知道</translation>
    </message>
    <message>
        <source>whose duty</source>
        <translation>谁的责任</translation>
    </message>
    <message>
        <source>when</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>where</source>
        <translation>何地</translation>
    </message>
    <message>
        <source>basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>person</source>
        <translation>见人</translation>
    </message>
    <message>
        <source>act</source>
        <translation>见事</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>见数据</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>印证</translation>
    </message>
</context>
<context>
    <name>Checked</name>
    <message>
        <source>Sound. Saves: %1, digital signatures checked: %2, parts of attachments: %3 (%4).</source>
        <translation>全部完好。保存 %1 次，核对数字签名 %2 个，附件 %3 块（%4）。</translation>
    </message>
    <message>
        <source>Damage was found: %5. Stop working here, make no backup, and take this computer to the office.</source>
        <translation>发现损坏 %5 处。请停止在这台电脑上工作，不要备份，把电脑带到巡察办。</translation>
    </message>
    <message>
        <source> Worth knowing: %6.</source>
        <translation>另有 %6 条需要知道。</translation>
    </message>
</context>
<context>
    <name>CheckedDialog</name>
    <message>
        <source>What the check found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>份号</translation>
    </message>
    <message>
        <source>Nothing is lost. Missing saves come with the next handover of whoever wrote them; unregistered writers are checked once the office has registered them.</source>
        <translation>内容没有丢失。缺的保存由录入人下次U盘交接时带来；没有登记的录入人，巡察办登记以后再核对。</translation>
    </message>
    <message>
        <source>What the office has confirmed is safe there. Do not delete anything: backups lie in the folder of the data, and the office can tell which one to go back to. ✗ is damage, · only worth knowing.</source>
        <translation>巡察办已确认的内容在巡察办是完好的。不要删除任何文件：备份在数据文件夹里，巡察办能判断该退回哪一份。✗ 是损坏，· 只是需要知道。</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>1 given · 2 in part · 3 does not exist · 4 refused · 5 given back · Enter opens · Ctrl+G makes a finding</source>
        <translation>1 已提供 · 2 部分提供 · 3 无此材料 · 4 拒绝提供 · 5 已归还 · 回车打开 · Ctrl+G 转为底稿</translation>
    </message>
    <message>
        <source>Ask for more…</source>
        <translation>补充清单…</translation>
    </message>
    <message>
        <source>Ask for the rest (%1)</source>
        <translation>列出其余 %1 项</translation>
    </message>
    <message>
        <source>Ask for the whole list</source>
        <translation>列出全部清单</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>提供时限</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>书面说明</translation>
    </message>
    <message>
        <source>%1, +%2 days</source>
        <translation>%1 超%2天</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>未写</translation>
    </message>
    <message>
        <source>refused too, witnessed</source>
        <translation>拒写，有见证</translation>
    </message>
    <message>
        <source>Overdue %1</source>
        <translation>逾期 %1</translation>
    </message>
    <message>
        <source>Without a written statement %1</source>
        <translation>缺书面说明 %1</translation>
    </message>
    <message>
        <source>One button asks for the whole standing list; strike out what is not needed.</source>
        <translation>按一下列出全部清单，不需要的再删去。</translation>
    </message>
    <message>
        <source>Ask for the whole standing list</source>
        <translation>列出全部调阅清单</translation>
    </message>
    <message>
        <source>Make the list</source>
        <translation>列出清单</translation>
    </message>
    <message>
        <source>Several at once: put a ; between them.</source>
        <translation>一次多项，用分号隔开。</translation>
    </message>
    <message>
        <source>Supplementary list</source>
        <translation>补充清单</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>列入清单</translation>
    </message>
</context>
<context>
    <name>ChosenPackage</name>
    <message>
        <source>Print slip</source>
        <translation>打印交接单</translation>
    </message>
    <message>
        <source>Declare void…</source>
        <translation>作废…</translation>
    </message>
    <message>
        <source>%1 no. %2 to %3</source>
        <translation>%1 第%2号，交给 %3</translation>
    </message>
    <message>
        <source>%1 no. %2 from %3</source>
        <translation>%1 第%2号，来自 %3</translation>
    </message>
    <message>
        <source>Set aside for checking, everything else of it was taken:</source>
        <translation>以下暂存待核，其余已全部收下：</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>digest %1</source>
        <translation>文件指纹 %1</translation>
    </message>
    <message>
        <source>on its way for %1 days</source>
        <translation>已在途 %1 天</translation>
    </message>
    <message>
        <source>reason: %1</source>
        <translation>原因：%1</translation>
    </message>
</context>
<context>
    <name>ClearingCard</name>
    <message>
        <source>After the round: clear this laptop</source>
        <translation>本轮结束后：清机</translation>
    </message>
    <message>
        <source>Only when the office has confirmed every record and attachment. Two persons confirm; the keys are destroyed and the vault is deleted. What stays is a slip to be signed.</source>
        <translation>办公室对每一条记录、每一件附件都出了回执，才能清机。由两人确认；密钥销毁，加密柜删除，只留一张待签字的清机单。</translation>
    </message>
    <message>
        <source>See what is still missing</source>
        <translation>看看还差什么</translation>
    </message>
    <message>
        <source>My passphrase</source>
        <translation>本人口令</translation>
    </message>
    <message>
        <source>Clear this laptop…</source>
        <translation>清机…</translation>
    </message>
    <message>
        <source>The office has everything that is on this laptop.</source>
        <translation>本机的内容办公室都已收到。</translation>
    </message>
    <message>
        <source>drafts: %1</source>
        <translation>草稿：%1</translation>
    </message>
    <message>
        <source>changes the office has not confirmed: %1</source>
        <translation>办公室没有收到的改动：%1</translation>
    </message>
    <message>
        <source>parts of attachments the office has not confirmed: %1</source>
        <translation>办公室没有收到的附件：%1</translation>
    </message>
    <message>
        <source>set aside: %1</source>
        <translation>暂存待核：%1</translation>
    </message>
    <message>
        <source>numbers with two changes: %1</source>
        <translation>同号的改动：%1</translation>
    </message>
    <message>
        <source>answers waiting for their batch: %1</source>
        <translation>待并批的答卷：%1</translation>
    </message>
    <message>
        <source>Not yet. Hand over to the office and take its receipt in. Still here alone:</source>
        <translation>还不能清机。请先上交办公室并收下回执。只在本机的有：</translation>
    </message>
    <message>
        <source>   and %1 more</source>
        <translation>   还有 %1 项</translation>
    </message>
    <message>
        <source>Where to keep the slip</source>
        <translation>清机单保存到哪里</translation>
    </message>
    <message>
        <source>laptop-cleared.pdf</source>
        <translation>清机单.pdf</translation>
    </message>
    <message>
        <source>%1 gives a passphrase here.</source>
        <translation>第二人 %1 在本机输入口令。</translation>
    </message>
    <message>
        <source>%1 signs the slip.</source>
        <translation>第二人 %1 在清机单上签字。</translation>
    </message>
    <message>
        <source>This cannot be undone: the keys are destroyed and every file of the vault is deleted. The slip is written first, outside the vault; print it, sign it and hand it in. Exported files and paper are not touched.</source>
        <translation>清机不能撤回：密钥销毁，加密柜的全部文件删除。清机单先写到加密柜之外，请打印、签字、交办公室。导出的文件和纸质材料不在其内，另行清退。</translation>
    </message>
    <message>
        <source>Clear this laptop?</source>
        <translation>确定清机？</translation>
    </message>
    <message>
        <source>Destroy keys and delete</source>
        <translation>销毁密钥并删除</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Nothing to compare with yet: the same questionnaire has to be used in another village that this laptop holds, or in an earlier round of this village.</source>
        <translation>还没有可以对比的：同一份问卷要在本机的另一个村(居)用过，或者在本村上一轮巡察中用过。</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>不显示</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Responses counted</source>
        <translation>计入份数</translation>
    </message>
    <message>
        <source>Sum of %1 villages</source>
        <translation>%1 个村合计</translation>
    </message>
    <message>
        <source>Each village shows what its own counts show. “—” stands for too few responses or not asked.</source>
        <translation>各村显示的与本村结果页一致。“—”表示答卷太少，或没有问到。</translation>
    </message>
    <message>
        <source>The sum holds closed surveys; what it would give away of one village is hidden in it.</source>
        <translation>合计只算已结束的调查；会推算出某一个村的数，合计中也不显示。</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>Nothing differs: every field has one value.</source>
        <translation>没有不一致：每一栏都只有一个内容。</translation>
    </message>
</context>
<context>
    <name>CountsTab</name>
    <message>
        <source>Fewer than %1 responses: nothing is shown, to protect those who answered.</source>
        <translation>答卷不足 %1 份，为保护填写人，不显示结果。</translation>
    </message>
    <message>
        <source>While responses still come in, counts are shown from %1 on, to protect those who answered.</source>
        <translation>调查还没有结束，满 %1 份才显示结果，以保护填写人。</translation>
    </message>
    <message>
        <source>Mean %1, standard deviation %2</source>
        <translation>平均 %1，标准差 %2</translation>
    </message>
    <message>
        <source>Words that stand out (in how many answers): %1</source>
        <translation>高频词（出现份数）：%1</translation>
    </message>
    <message>
        <source>Counts of one to four are hidden, and others with them that would give them away.</source>
        <translation>1至4份的结果不显示；能推算出它们的也一并不显示。</translation>
    </message>
    <message>
        <source>Open answers are shown from ten responses on.</source>
        <translation>意见建议满10份答卷才显示。</translation>
    </message>
    <message>
        <source>Too few answered, or too few did not, to say how many.</source>
        <translation>作答或未作答的人太少，不显示作答份数。</translation>
    </message>
    <message>
        <source>Too few did not answer to say how many; shares are of all responses.</source>
        <translation>未作答的人太少，不显示作答份数；比例按全部答卷计算。</translation>
    </message>
    <message>
        <source>%1 of %2 answered</source>
        <translation>%2 份中有 %1 份作答</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>不显示</translation>
    </message>
    <message>
        <source>Score: %1</source>
        <translation>得分：%1 分</translation>
    </message>
    <message>
        <source>Score: about %1 (rounded, because a count is hidden)</source>
        <translation>得分：约 %1 分（有不显示的份数，故取整）</translation>
    </message>
    <message>
        <source>Content: %1%</source>
        <translation>满意率：%1%</translation>
    </message>
    <message>
        <source>Content: about %1% (rounded, because a count is hidden)</source>
        <translation>满意率：约 %1%（有不显示的份数，故取整）</translation>
    </message>
    <message>
        <source>below %1%: to be listed as not put right, for checking</source>
        <translation>低于 %1%，列入“未整改到位”待核</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Assessed</source>
        <translation>测评对象</translation>
    </message>
    <message>
        <source>others (few votes each)</source>
        <translation>其余（各自票数少）</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（未写姓名）</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in the program</source>
        <translation>程序出错</translation>
    </message>
    <message>
        <source>A fault in the program. What you typed is safe.</source>
        <translation>程序出错，您录入的内容没有丢。</translation>
    </message>
    <message>
        <source>The step you took was not carried out; everything saved before is untouched. The report below holds no names and no text of records; give it to whoever looks after Satchel.</source>
        <translation>刚才的操作没有执行，此前保存的内容都没有动。下面的报告不含任何姓名和记录内容，可以交给维护人员。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The last time, the program ended by a fault. What was saved is safe.</source>
        <translation>上次程序因故障退出。已保存的内容都在。</translation>
    </message>
    <message>
        <source>What you typed up to two seconds before comes back when you unlock. The report below holds no names and no text of records; give it to whoever looks after Satchel.</source>
        <translation>打开加密柜后，故障前两秒为止输入的内容都会回来。下面的报告不含人名，也不含记录内容；请交给负责维护本软件的人。</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>CrossTab</name>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>by</source>
        <translation>对</translation>
    </message>
    <message>
        <source>No two questions can be crossed here yet: too few responses, or no fixed answers.</source>
        <translation>现在还不能做交叉分析：答卷太少，或者没有选择题。</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>不显示</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Shares are of each column. Counts of one to four are hidden, and others that tell them.</source>
        <translation>百分比按列计算。1至4份的不显示，能推算出它们的也不显示。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Few each, together</source>
        <translation>人数少的选项合计</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>（未填）</translation>
    </message>
</context>
<context>
    <name>DifferenceText</name>
    <message>
        <source>put in: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>taken out: %1</source>
        <translation>删去：%1</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Before: %1</source>
        <translation>原来：%1</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Underlined: put in. Struck through: taken out.</source>
        <translation>下划线：新增的字。删除线：删去的字。</translation>
    </message>
    <message>
        <source>Show the whole number</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>Showing it is written to the log.</source>
        <translation>显示一次，操作日志记一笔。</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Proposal: the edits joined</source>
        <translation>建议：把各方改动合在一起</translation>
    </message>
    <message>
        <source>Take the proposal</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>都保留</translation>
    </message>
    <message>
        <source>Write another</source>
        <translation>另写一个</translation>
    </message>
    <message>
        <source>Compare with what stood before</source>
        <translation>与原来的内容比</translation>
    </message>
    <message>
        <source>Compare with each other</source>
        <translation>两个版本互相比</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>只看不同的地方</translation>
    </message>
    <message>
        <source>Show the whole text</source>
        <translation>显示全文</translation>
    </message>
    <message>
        <source>(taken out)</source>
        <translation>（已清除）</translation>
    </message>
    <message>
        <source>🔒 Sealed: only who wrote it and the office can read this.</source>
        <translation>🔒 已密封：只有写的人和办公室能看。</translation>
    </message>
    <message>
        <source>not registered yet</source>
        <translation>待登记</translation>
    </message>
    <message>
        <source> (brought back by %1)</source>
        <translation>（由%1撤销决定后恢复）</translation>
    </message>
    <message>
        <source>Enter this one anew</source>
        <translation>把这一条另行录入</translation>
    </message>
    <message>
        <source>Leave both as they are</source>
        <translation>两条都照原样留着</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保留这个</translation>
    </message>
    <message>
        <source>Somebody wrote another record under the inner number of this one. Nothing was lost: each is kept in its own list. If both are meant, enter the second one anew; it then gets a number of its own.</source>
        <translation>有人用这条记录的内部编号写了另一条记录。内容都没有丢，各在各的列表里。如果两条都要，请把第二条另行录入，它会得到自己的编号。</translation>
    </message>
    <message>
        <source>Only the office may decide this.</source>
        <translation>这一处只能由办公室来定。</translation>
    </message>
    <message>
        <source>The operation log is never changed.</source>
        <translation>操作日志不能改动。</translation>
    </message>
    <message>
        <source>This record was moved, joined or deleted. Bring it back first.</source>
        <translation>这条记录已移走、合并或删除，请先恢复。</translation>
    </message>
    <message>
        <source>Two different steps were taken. Choose the one that counts; what was signed stays signed.</source>
        <translation>两个人分别办了不同的步骤。请选算数的那一个；已签字的仍算已签字。</translation>
    </message>
    <message>
        <source>This is signed. Only the signed version can be kept; write the other into an addendum.</source>
        <translation>这里已经签字锁定，只能保留签字时的版本；另一个版本请写进补充说明。</translation>
    </message>
    <message>
        <source>Who may not read every version may not decide. Leave it to the office.</source>
        <translation>有的版本您不能看，所以不能由您来定，请留给办公室。</translation>
    </message>
    <message>
        <source>This version cannot be kept.</source>
        <translation>这个版本不能保留。</translation>
    </message>
    <message>
        <source>Choose first: 1, 2 … for a version, P, B or E.</source>
        <translation>请先选：按 1、2 选版本，或按 P、B、E。</translation>
    </message>
    <message>
        <source>Ctrl+Enter takes this. Esc leaves it.</source>
        <translation>Ctrl+Enter 采用，Esc 先放下。</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>采用这个</translation>
    </message>
    <message>
        <source>Two people changed the same words. Choose whose, place by place: 1, 2 or B.</source>
        <translation>同一处两个人都改了。请逐处选用谁的：1、2，或 B 都要。</translation>
    </message>
    <message>
        <source>What was typed means nothing here yet. Put it right first.</source>
        <translation>输入的内容在这里还读不懂，请先改好。</translation>
    </message>
    <message>
        <source>Between ⟦ and ⟧ two versions still stand. Leave one and take the signs out.</source>
        <translation>⟦ 和 ⟧ 之间还留着两个版本。请留下一个，并去掉这两个符号。</translation>
    </message>
</context>
<context>
    <name>DifferencesPage</name>
    <message>
        <source>Differences</source>
        <translation>内容不一致</translation>
    </message>
    <message>
        <source>Undo  Ctrl+Z</source>
        <translation>撤销  Ctrl+Z</translation>
    </message>
    <message>
        <source>Lets the versions of the last decision stand again.</source>
        <translation>撤销上一个决定，各版本重新并列。</translation>
    </message>
    <message>
        <source>Open the record  Ctrl+O</source>
        <translation>打开这条记录  Ctrl+O</translation>
    </message>
    <message>
        <source>Nothing contradicts itself. When two people write different things in one place without knowing of each other, both stand here until somebody decides.</source>
        <translation>没有不一致的内容。两个人互不知情、在同一处写了不同内容时，两个版本都会列在这里，等人来定。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Where it differs</source>
        <translation>不一致之处</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（居）</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>录入人</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>not registered yet</source>
        <translation>待登记</translation>
    </message>
    <message>
        <source>1 2 …: a version</source>
        <translation>1 2 …：选版本</translation>
    </message>
    <message>
        <source>P: the proposal</source>
        <translation>P：选建议</translation>
    </message>
    <message>
        <source>B: both</source>
        <translation>B：都保留</translation>
    </message>
    <message>
        <source>E: write another</source>
        <translation>E：另写</translation>
    </message>
    <message>
        <source>Enter: take it</source>
        <translation>Enter：确定</translation>
    </message>
    <message>
        <source>↑ ↓: another one</source>
        <translation>↑ ↓：上一处、下一处</translation>
    </message>
    <message>
        <source>Space: read on</source>
        <translation>空格：往下看</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <translation>%1 处待定</translation>
    </message>
    <message>
        <source>This needs a newer Satchel.</source>
        <translation>这一处要用新版本的程序才能看。</translation>
    </message>
    <message>
        <source>A new version arrived while you were writing. What you typed is still here.</source>
        <translation>您正写着，又收到一个新版本。您写的还在这里。</translation>
    </message>
    <message>
        <source>Look at what stands now</source>
        <translation>看看现在的内容</translation>
    </message>
    <message>
        <source>Written. Meanwhile another version of “%1” arrived and stands beside yours: decide once more.</source>
        <translation>已写入。期间又收到“%1”的一个新版本，与您定的并列，请再定一次。</translation>
    </message>
    <message>
        <source>Decided: %1. Ctrl+Z takes it back; the other versions stay in the history.</source>
        <translation>已定：%1。按 Ctrl+Z 撤销；其他版本留在修改记录里。</translation>
    </message>
    <message>
        <source>Decided: %1.</source>
        <translation>已定：%1。</translation>
    </message>
    <message>
        <source>Taken back: the versions stand beside each other again.</source>
        <translation>已撤销：各版本重新并列。</translation>
    </message>
</context>
<context>
    <name>DifferencesView</name>
    <message>
        <source>Answers that differ</source>
        <translation>两次录入不一致的题</translation>
    </message>
    <message>
        <source>First typing  ·  F7 keeps it</source>
        <translation>首次录入  ·  F7 取这个</translation>
    </message>
    <message>
        <source>Second typing  ·  F8 keeps it</source>
        <translation>复录  ·  F8 取这个</translation>
    </message>
    <message>
        <source>Keep the first (F7)</source>
        <translation>取首次录入 (F7)</translation>
    </message>
    <message>
        <source>Keep the second (F8)</source>
        <translation>取复录 (F8)</translation>
    </message>
    <message>
        <source>Type again (Esc)</source>
        <translation>重新录这题 (Esc)</translation>
    </message>
    <message>
        <source>Enter the batch (Enter)</source>
        <translation>整批入柜 (Enter)</translation>
    </message>
    <message>
        <source>All a second time (F9)</source>
        <translation>全部复录 (F9)</translation>
    </message>
    <message>
        <source>Later (F10)</source>
        <translation>以后再定 (F10)</translation>
    </message>
    <message>
        <source>%1 · question %2</source>
        <translation>%1 · 第 %2 题</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <translation>待定 %1 题</translation>
    </message>
    <message>
        <source>Look at the paper: only where the two typings differ.</source>
        <translation>只列两次录入不一致的题。请对照纸质问卷选定。</translation>
    </message>
    <message>
        <source>Sheet %1</source>
        <translation>问卷 %1</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>（无答案）</translation>
    </message>
    <message>
        <source>Decided so, this question applies and has no answer. Type it from the paper (Esc).</source>
        <translation>按刚才的选定，这一题应当有答案而两次都没有录。请按 Esc，照纸质问卷补录。</translation>
    </message>
    <message>
        <source>Nothing is left to decide</source>
        <translation>没有待定的题了</translation>
    </message>
    <message>
        <source>Esc leaves it undecided</source>
        <translation>Esc 先不定</translation>
    </message>
    <message>
        <source>F7 keeps the first · F8 keeps the second · Esc types it again · F10 later</source>
        <translation>F7 取首次录入 · F8 取复录 · Esc 重新录这题 · F10 以后再定</translation>
    </message>
    <message>
        <source>Enter lets the batch enter: after that it does not change · F9 all a second time · F10 later</source>
        <translation>Enter 整批入柜，入柜后不再改动 · F9 全部复录 · F10 以后再定</translation>
    </message>
    <message>
        <source>Press F7 for the first, F8 for the second, or Esc to type what the paper says.</source>
        <translation>请按 F7 取首次录入，按 F8 取复录，或按 Esc 照纸质问卷重新录。</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Done. What comes next</source>
        <translation>完成。接下来</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>The office card was written to %1. Write down or print these eight words and give them to every inspector on paper, apart from the stick.</source>
        <translation>办公室名片已写到 %1。请把这八个词抄写或打印出来，与U盘分开，用纸交给每一位巡察人员。</translation>
    </message>
    <message>
        <source>Then enter the round, the groups, the villages and the inspectors. Laptops announce themselves on the handover page.</source>
        <translation>然后录入轮次、组别、村（居）和巡察人员。笔记本会在“U盘交接”页登记。</translation>
    </message>
    <message>
        <source>This laptop is not registered yet. Open the handover page, plug in a stick and press the button: it writes the enrolment. Take the stick to the office and read these eight words to the officer.</source>
        <translation>这台笔记本还没有登记。打开“U盘交接”页，插上U盘，按一下按钮，就写好了本机登记。把U盘带到巡察办，把这八个词念给工作人员核对。</translation>
    </message>
    <message>
        <source>The office gives back an assignment with your villages on the same stick.</source>
        <translation>巡察办会在同一个U盘上给您任务包，里面有您负责的村（居）。</translation>
    </message>
</context>
<context>
    <name>Doubt</name>
    <message>
        <source>None</source>
        <translation>未选</translation>
    </message>
    <message>
        <source>2026-03-05; empty: later</source>
        <translation>如 2026-03-05；留空以后再填</translation>
    </message>
    <message>
        <source>Numbers of the choices, the first place first: 3 1 2; empty: later</source>
        <translation>按名次写选项号，第一名在前，如 3 1 2；留空以后再填</translation>
    </message>
    <message>
        <source>What is written here; empty: later</source>
        <translation>照着写的字录入；留空以后再填</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Choose with the digits; 0 says that nothing is ticked.</source>
        <translation>请按数字键选择；都没选按 0。</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不一致</translation>
    </message>
</context>
<context>
    <name>EightWords</name>
    <message>
        <source>Save to print…</source>
        <translation>存成可打印的文件…</translation>
    </message>
    <message>
        <source>Save the eight words</source>
        <translation>保存八个词</translation>
    </message>
    <message>
        <source>Saved to %1. Open it there and print it.</source>
        <translation>已保存到 %1，打开后可以打印。</translation>
    </message>
</context>
<context>
    <name>Enrolments</name>
    <message>
        <source>Laptops that wait to be registered</source>
        <translation>等待登记的笔记本</translation>
    </message>
    <message>
        <source>Staff number %1</source>
        <translation>工号 %1</translation>
    </message>
    <message>
        <source>Laptop %1</source>
        <translation>笔记本 %1</translation>
    </message>
    <message>
        <source>Let the inspector read the eight words from the laptop. Register only if all eight are these:</source>
        <translation>请本人照着笔记本念出八个词。八个词与下面全部一致，才可登记：</translation>
    </message>
    <message>
        <source>All eight agree: register</source>
        <translation>八个词全部一致，登记</translation>
    </message>
    <message>
        <source>They do not agree</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Already on the roster; role and villages stay.</source>
        <translation>此人已在名册上，职责和负责的村（居）不变。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Villages: %1</source>
        <translation>负责村（居）：%1</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>After the answers before, nothing is to be chosen here. Enter goes on.</source>
        <translation>按前面的答案，这一题没有可选的选项。按 Enter 到下一题。</translation>
    </message>
    <message>
        <source>This question needs an answer. If the paper has none, press 0 or *.</source>
        <translation>这一题必答。纸上确实没有填的，选择题按 0，其他题按 *。</translation>
    </message>
    <message>
        <source>No sheet before this one to repeat from. Type the answer.</source>
        <translation>这是第一份，没有上一份可以照录。请录入答案。</translation>
    </message>
    <message>
        <source>The sheet before has no answer here to repeat. Type the answer.</source>
        <translation>上一份这一题没有答案，不能照录。请录入答案。</translation>
    </message>
    <message>
        <source>The answer of the sheet before is not offered here. Press a digit.</source>
        <translation>上一份的答案在这里不可选。请按选项数字。</translation>
    </message>
    <message>
        <source>This is not a number. Correct it with Backspace.</source>
        <translation>这不是数字。请按退格键改正。</translation>
    </message>
    <message>
        <source>This answer is too long. Shorten it.</source>
        <translation>答案太长，请缩短。</translation>
    </message>
    <message>
        <source>Type the number printed on the sheet, such as A-0012, then Enter.</source>
        <translation>请输入纸上印的卷号，如 A-0012，再按 Enter。</translation>
    </message>
    <message>
        <source>This is the beginning: there is no sheet before.</source>
        <translation>已经是第一份，前面没有问卷了。</translation>
    </message>
    <message>
        <source>The questionnaire does not admit this answer. Look at the paper again; unreadable is *.</source>
        <translation>问卷不允许这个答案。请再看一遍纸上写的；无法辨认的按 *。</translation>
    </message>
    <message>
        <source>This number is out of the range. Look at the paper again.</source>
        <translation>这个数超出了范围。请再看一遍纸上写的。</translation>
    </message>
    <message>
        <source>This answer does not have the form that is asked for.</source>
        <translation>这个答案的格式不对。请照题目要求录入。</translation>
    </message>
    <message>
        <source>F7 back · + as the sheet before · Esc later</source>
        <translation>F7 上一题 · + 同上一份 · Esc 以后再录</translation>
    </message>
    <message>
        <source>There is no choice %1 here: the digits are 1 to %2, 0 is none.</source>
        <translation>这一题没有第 %1 个选项：请按 1 到 %2，没有填的按 0。</translation>
    </message>
    <message>
        <source>“%1” means nothing here: press a digit from 1 to %2, 0 for no answer.</source>
        <translation>这一题不能按“%1”：请按 1 到 %2，没有填的按 0。</translation>
    </message>
    <message>
        <source>“%1” means nothing here: 1 is ticked, 0 is not.</source>
        <translation>这一题不能按“%1”：打了勾按 1，没有打勾按 0。</translation>
    </message>
    <message>
        <source>“%1” means nothing here: 1 adds one more, Enter goes on.</source>
        <translation>这里不能按“%1”：还有一行按 1，没有了按 Enter。</translation>
    </message>
    <message>
        <source>“%1” does not belong into a number: digits, a point, Enter goes on.</source>
        <translation>数字里不能有“%1”：请按数字键和小数点，录完按 Enter。</translation>
    </message>
    <message>
        <source>There is no day “%1”. Type it as 20260703, or 0703 for this year.</source>
        <translation>没有“%1”这一天。请录成 20260703，当年的可只录 0703。</translation>
    </message>
    <message>
        <source>“%1” does not belong into a day. Type it as 20260703, or 0703.</source>
        <translation>日期里不能有“%1”。请录成 20260703 或 0703。</translation>
    </message>
    <message>
        <source>There is no time “%1”. Type it as 0930.</source>
        <translation>没有“%1”这个时刻。请录成 0930。</translation>
    </message>
    <message>
        <source>“%1” does not belong into a time. Type it as 0930.</source>
        <translation>时刻里不能有“%1”。请录成 0930。</translation>
    </message>
    <message>
        <source>“%1” does not belong into the number of a sheet: letters A to Z, digits, a hyphen. Never a name.</source>
        <translation>卷号里不能有“%1”：只用字母、数字和短横线，不写姓名。</translation>
    </message>
    <message>
        <source>Sheet %1 was kept before, typed or read from a picture. It would count twice: take the next.</source>
        <translation>问卷 %1 已经录过或识读过，再录就重复计数了。请换下一份。</translation>
    </message>
    <message>
        <source>Sheet %1 lies in another batch already. Take the next sheet.</source>
        <translation>问卷 %1 已经在另一个批次里。请换下一份。</translation>
    </message>
    <message>
        <source>Sheet %1 was not drawn for the second typing. Take the one named.</source>
        <translation>问卷 %1 没有被抽中复录。请取出提示的那一份。</translation>
    </message>
    <message>
        <source>Sheet %1 is typed already: you are changing it. Esc leaves it as it was.</source>
        <translation>问卷 %1 已经录过，现在是修改。按 Esc 不改，保持原样。</translation>
    </message>
    <message>
        <source>After the answers before, this choice is not offered. Take another.</source>
        <translation>按前面的答案，这个选项不可选。请按别的数字。</translation>
    </message>
    <message>
        <source>Enter agrees, or type another number that was drawn · F7 last sheet · Esc later</source>
        <translation>Enter 就是这份，不是就另输抽中的卷号 · F7 回上一份 · Esc 以后再录</translation>
    </message>
    <message>
        <source>Enter agrees, or type another number · F7 last sheet · F12 all typed · Esc later</source>
        <translation>Enter 就是这个卷号，不是就另输 · F7 回上一份 · F12 全部录完 · Esc 以后再录</translation>
    </message>
    <message>
        <source>1 one more · Backspace takes the last away · Enter goes on · F7 back · Esc later</source>
        <translation>1 再加一行 · 退格去掉最后一行 · Enter 到下一题 · F7 上一题 · Esc 以后再录</translation>
    </message>
    <message>
        <source>Digit chooses and goes on · 0 no answer · Enter leaves empty</source>
        <translation>数字键选定并到下一题 · 0 无答案或无法辨认 · Enter 空着</translation>
    </message>
    <message>
        <source>Digits choose · 0 no answer · Enter goes on</source>
        <translation>数字键选，再按取消 · 0 无答案或无法辨认 · Enter 到下一题</translation>
    </message>
    <message>
        <source>1 ticked · 0 not · Enter leaves empty</source>
        <translation>1 打了勾 · 0 没打勾 · Enter 空着</translation>
    </message>
    <message>
        <source>Type, Enter goes on · Shift+Enter new line · * unreadable</source>
        <translation>录入文字，Enter 到下一题 · Shift+Enter 换行 · * 无答案或无法辨认</translation>
    </message>
    <message>
        <source>Type, Enter goes on · * no answer or unreadable</source>
        <translation>录入后 Enter 到下一题 · * 无答案或无法辨认</translation>
    </message>
    <message>
        <source>First typing</source>
        <translation>首次录入中</translation>
    </message>
    <message>
        <source>Second typing: %1 of %2</source>
        <translation>复录 %1 / %2</translation>
    </message>
    <message>
        <source>To be decided and entered</source>
        <translation>待选定、入柜</translation>
    </message>
    <message>
        <source>%1 sheets. None was typed a second time: nothing is known of wrong keys.</source>
        <translation>共 %1 份，没有复录，录入差错情况不详。</translation>
    </message>
    <message>
        <source>%1 of %2 sheets were typed a second time. Of %3 answers compared %4 differed (%5), on %6 sheets; in %7 the first typing was wrong.</source>
        <translation>共 %2 份，复录 %1 份。比对 %3 题，不一致 %4 题（%5），涉及 %6 份；其中首次录错 %7 题。</translation>
    </message>
    <message>
        <source>%1 of them were typed twice by the same person.</source>
        <translation>其中 %1 份两次由同一人录入。</translation>
    </message>
    <message>
        <source>More than one in a hundred differ: it is wise to have all sheets typed a second time (F9).</source>
        <translation>不一致超过百分之一，建议按 F9 把全部问卷复录一遍。</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>%1 sheets are typed. %2 were drawn to be typed a second time, best by another person.</source>
        <translation>首次录入完成，共 %1 份。已随机抽出 %2 份复录，最好换一个人录。</translation>
    </message>
    <message>
        <source>%1 typed sheets are forgotten. The papers remain; nothing of them has entered.</source>
        <translation>将删去已录的 %1 份。纸质问卷还在，录入的内容都没有入柜。</translation>
    </message>
    <message>
        <source>Delete this batch?</source>
        <translation>删去这个批次？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删去</translation>
    </message>
    <message>
        <source>%1 sheets have entered and are counted with the questionnaire. Keep the papers together.</source>
        <translation>%1 份已入柜，计入这份问卷。请把纸质问卷成批留存。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong inside the program. What was saved is safe. Lock, unlock, and try once more.</source>
        <translation>程序内部出错，已保存的内容没有丢。请锁定后重新打开，再试一次。</translation>
    </message>
    <message>
        <source>The disk or stick is full. Nothing was left half written. Make room, then try again.</source>
        <translation>磁盘或U盘满了，没有留下写了一半的文件。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>This place cannot be written to: %1. Choose another folder, or take off the write protection.</source>
        <translation>这里写不进去：%1。请换一个文件夹，或关闭写保护。</translation>
    </message>
    <message>
        <source>The file or stick is not there any more: %1. Plug it in again, then repeat the step.</source>
        <translation>文件或U盘不见了：%1。请重新插上，再做一次。</translation>
    </message>
    <message>
        <source>The computer refused to read or write: %1. Check disk and stick, then try again.</source>
        <translation>电脑读写失败：%1。请检查磁盘和U盘后重试。</translation>
    </message>
</context>
<context>
    <name>EveningCard</name>
    <message>
        <source>Plug in a stick, merge</source>
        <translation>插U盘，合并</translation>
    </message>
    <message>
        <source>Not merged today: %1 of %2</source>
        <translation>今天还没有合并：%2 人中 %1 人</translation>
    </message>
    <message>
        <source>Everybody has merged today (%1)</source>
        <translation>今天 %1 人都已合并</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 人</translation>
    </message>
    <message>
        <source>Plug in a stick, receive</source>
        <translation>插U盘，接收</translation>
    </message>
    <message>
        <source>%1: no laptop registered</source>
        <translation>%1：没有登记的电脑</translation>
    </message>
    <message>
        <source>Handed nothing in today: %1 of %2</source>
        <translation>今天还没有交来：%2 人中 %1 人</translation>
    </message>
    <message>
        <source>Everybody has handed in today (%1)</source>
        <translation>今天 %1 人都已交来</translation>
    </message>
    <message>
        <source>%1 (laptop %2, never yet)</source>
        <translation>%1（电脑 %2，还没有来过）</translation>
    </message>
    <message>
        <source>%1 (laptop %2, last on %3)</source>
        <translation>%1（电脑 %2，上次 %3）</translation>
    </message>
    <message>
        <source>%1 left %2 half-typed records behind</source>
        <translation>%1有 %2 条未写完的记录没有带来</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>No pages yet</source>
        <translation>还没有材料页</translation>
    </message>
    <message>
        <source>Take in what the scanner, the phone or the camera card holds: pictures and PDFs become the pages of this one piece. The originals stay as they came, encrypted, each with its digest. You may also drop files here.</source>
        <translation>把扫描仪、手机或相机卡里的图片和 PDF 收进来，就成为这一份证据的各页。原件保持原样、加密存放，每件都有指纹。也可以把文件拖到这里。</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add pages…</source>
        <translation>添加页…</translation>
    </message>
    <message>
        <source>Files: Ctrl+O, a folder: Ctrl+Shift+O</source>
        <translation>文件：Ctrl+O，文件夹：Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Finding from this page</source>
        <translation>由本页立底稿</translation>
    </message>
    <message>
        <source>Make a finding of this page (Ctrl+G)</source>
        <translation>由这一页立一份问题底稿（Ctrl+G）</translation>
    </message>
    <message>
        <source>Only the page, or all beside it (F9)</source>
        <translation>只看这一页，或显示旁边内容（F9）</translation>
    </message>
    <message>
        <source>Page Up/Down: pages · + − W 0: size · Ctrl+] Ctrl+[: turn · Alt+↑ Alt+↓: move · Delete: take out</source>
        <translation>PageUp/PageDown 翻页 · ＋ － W 0 大小 · Ctrl+] Ctrl+[ 旋转 · Alt+↑ Alt+↓ 移动 · Delete 取出</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>材料页</translation>
    </message>
    <message>
        <source>Details and signing</source>
        <translation>详情与签字</translation>
    </message>
    <message>
        <source>The page was taken out. It lies in the recycle list; its file stays.</source>
        <translation>这一页已取出，在回收列表里；原文件仍在。</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Analysis in Word…</source>
        <translation>统计分析（Word）…</translation>
    </message>
    <message>
        <source>Analysis in Word, with open answers…</source>
        <translation>统计分析（Word，附意见建议）…</translation>
    </message>
    <message>
        <source>Counts in Excel or CSV…</source>
        <translation>统计结果（Excel 或 CSV）…</translation>
    </message>
    <message>
        <source>Single responses as ODK Central has them…</source>
        <translation>逐份数据（ODK Central 格式）…</translation>
    </message>
    <message>
        <source>Single responses as KoboToolbox has them…</source>
        <translation>逐份数据（KoboToolbox 格式）…</translation>
    </message>
    <message>
        <source>Single responses for SPSS…</source>
        <translation>逐份数据（SPSS）…</translation>
    </message>
    <message>
        <source>Single anonymous responses leave at the office only.</source>
        <translation>不记名答卷的逐份数据只能在巡察办导出。</translation>
    </message>
    <message>
        <source>Single anonymous responses leave when the survey is closed.</source>
        <translation>调查结束后才能导出不记名答卷的逐份数据。</translation>
    </message>
    <message>
        <source>Too few responses for single ones to leave.</source>
        <translation>答卷太少，不能导出逐份数据。</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>问卷统计分析</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>问卷统计结果</translation>
    </message>
    <message>
        <source>Single responses</source>
        <translation>答卷数据</translation>
    </message>
    <message>
        <source>Saved to %1.</source>
        <translation>已保存到 %1。</translation>
    </message>
</context>
<context>
    <name>FewEditor</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>FieldBox</name>
    <message>
        <source>Needed before the record can be confirmed.</source>
        <translation>确认这条记录之前必须填写。</translation>
    </message>
    <message>
        <source>Differs – decide</source>
        <translation>内容不一致，请决定</translation>
    </message>
</context>
<context>
    <name>Filed</name>
    <message>
        <source>Choose a file… (Space)</source>
        <translation>选择文件…（空格）</translation>
    </message>
    <message>
        <source>Take it away (Delete)</source>
        <translation>取消这个文件（Delete）</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>A file as an answer</source>
        <translation>选一个文件作为答案</translation>
    </message>
    <message>
        <source>What was answered in it will be forgotten.</source>
        <translation>这一部分已答的内容不再保留。</translation>
    </message>
    <message>
        <source>Remove this part?</source>
        <translation>删去这一部分？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删去</translation>
    </message>
</context>
<context>
    <name>Filling</name>
    <message>
        <source>Correction of a finished response, which stays as it is: %1</source>
        <translation>正在更正一份已完成的答卷，原答卷不动。理由：%1</translation>
    </message>
    <message>
        <source>Language of the questions</source>
        <translation>题目语言</translation>
    </message>
    <message>
        <source>Large type (F6)</source>
        <translation>大字（F6）</translation>
    </message>
    <message>
        <source>All questions (F4)</source>
        <translation>全部题目 (F4)</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>作废…</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>以后继续</translation>
    </message>
    <message>
        <source>Back (F7)</source>
        <translation>上一题 (F7)</translation>
    </message>
    <message>
        <source>Digits choose · Enter goes on · F7 goes back</source>
        <translation>数字键选择 · 回车下一题 · F7 上一题</translation>
    </message>
    <message>
        <source>That was the last question.</source>
        <translation>题目都问完了。</translation>
    </message>
    <message>
        <source>Without an answer: %1</source>
        <translation>没有作答的题目：%1</translation>
    </message>
    <message>
        <source>All are answered.</source>
        <translation>每题都已作答。</translation>
    </message>
    <message>
        <source>One more?</source>
        <translation>还有吗？</translation>
    </message>
    <message>
        <source>+  One more</source>
        <translation>＋  再填一个</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>下一部分</translation>
    </message>
    <message>
        <source>Remove this part (Delete)</source>
        <translation>删去这一部分（Delete）</translation>
    </message>
    <message>
        <source>Finish (Enter)</source>
        <translation>完成 (回车)</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>下一题 (回车)</translation>
    </message>
    <message>
        <source>To be put right first: %1</source>
        <translation>请先改正，共 %1 处</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Add “%1” as new</source>
        <translation>新增“%1”</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>FindingList</name>
    <message>
        <source>Area: all</source>
        <translation>领域：全部</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题分类</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>formalities</source>
        <translation>手续待补</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>签后有改动</translation>
    </message>
</context>
<context>
    <name>FindingView</name>
    <message>
        <source>Checks</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>chosen with the problem</source>
        <translation>选定问题分类后带出</translation>
    </message>
    <message>
        <source>Frames: %1</source>
        <translation>分类口径：%1</translation>
    </message>
    <message>
        <source>What was said (type some words of it):</source>
        <translation>谈话中的哪一句（输入其中几个字）：</translation>
    </message>
    <message>
        <source>Which evidence:</source>
        <translation>哪份证据：</translation>
    </message>
    <message>
        <source>Which document:</source>
        <translation>哪份调阅资料：</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>First say in one line what the finding is.</source>
        <translation>请先填“问题概述”，再加印证材料。</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>A laptop for the villages</source>
        <translation>下村用的笔记本</translation>
    </message>
    <message>
        <source>You inspect villages with it. Bring the office card on a stick and its eight words.</source>
        <translation>巡察组下村时使用。请准备好U盘里的办公室名片和纸上的八个词。</translation>
    </message>
    <message>
        <source>The computer of the inspection office</source>
        <translation>巡察办的电脑</translation>
    </message>
    <message>
        <source>It gives out assignments and takes in what comes back. One for each office.</source>
        <translation>下发任务包，接收上交包。每个巡察办一台。</translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation>先练一练</translation>
    </message>
    <message>
        <source>Made-up villages and people; about 15 minutes. Nothing has to be set up.</source>
        <translation>村和人都是编造的，大约15分钟，什么都不用准备。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Making the encrypted store; this takes a few seconds…</source>
        <translation>正在建立加密柜，需要几秒钟…</translation>
    </message>
    <message>
        <source>What is this computer?</source>
        <translation>这台电脑做什么用？</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>Start working</source>
        <translation>开始工作</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Choose the office card first.</source>
        <translation>请先选择办公室名片。</translation>
    </message>
    <message>
        <source>Compare the eight words, then tick the box.</source>
        <translation>请核对八个词，再勾选。</translation>
    </message>
    <message>
        <source>Enter the name of the office.</source>
        <translation>请填写巡察办名称。</translation>
    </message>
    <message>
        <source>Choose where the office card is written.</source>
        <translation>请选择办公室名片写到哪里。</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>Enter your staff number.</source>
        <translation>请填写工号。</translation>
    </message>
    <message>
        <source>The passphrase is not strong enough yet.</source>
        <translation>口令还不够强。</translation>
    </message>
    <message>
        <source>Type the same passphrase once more.</source>
        <translation>请再输一遍同样的口令。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>This folder is not empty. Choose an empty one.</source>
        <translation>这个文件夹不是空的，请选一个空文件夹。</translation>
    </message>
</context>
<context>
    <name>GroupLook</name>
    <message>
        <source>
Village</source>
        <translation>
村（居）</translation>
    </message>
    <message>
        <source>
held</source>
        <translation>
谈完</translation>
    </message>
    <message>
        <source>
printed</source>
        <translation>
已印未签</translation>
    </message>
    <message>
        <source>
no scan</source>
        <translation>
未附扫描</translation>
    </message>
    <message>
        <source>
missing</source>
        <translation>
缺件</translation>
    </message>
    <message>
        <source>Findings
draft</source>
        <translation>底稿
暂存</translation>
    </message>
    <message>
        <source>Talks
planned</source>
        <translation>谈话
计划</translation>
    </message>
    <message>
        <source>
to sign</source>
        <translation>
未签字</translation>
    </message>
    <message>
        <source>Docs
asked</source>
        <translation>资料
已要求</translation>
    </message>
    <message>
        <source>
late</source>
        <translation>
逾期</translation>
    </message>
    <message>
        <source>
review</source>
        <translation>
审签中</translation>
    </message>
    <message>
        <source>
done</source>
        <translation>
已审签</translation>
    </message>
    <message>
        <source>Awaiting
receipt</source>
        <translation>办公室
未收</translation>
    </message>
    <message>
        <source>Talks planned</source>
        <translation>计划的谈话</translation>
    </message>
    <message>
        <source>Talks held</source>
        <translation>谈完的谈话</translation>
    </message>
    <message>
        <source>Talks not signed yet</source>
        <translation>还没有签字的谈话</translation>
    </message>
    <message>
        <source>Talks printed and not signed yet</source>
        <translation>已打印、还没有签字的谈话</translation>
    </message>
    <message>
        <source>Signed talks without a scan</source>
        <translation>已签字、未附扫描件的谈话</translation>
    </message>
    <message>
        <source>Documents asked for</source>
        <translation>已要求的资料</translation>
    </message>
    <message>
        <source>Documents overdue</source>
        <translation>逾期未提供的资料</translation>
    </message>
    <message>
        <source>Documents refused, missing or given in part</source>
        <translation>拒绝提供、无此材料或部分提供的资料</translation>
    </message>
    <message>
        <source>Findings not signed by a handler yet</source>
        <translation>承办人还没有签字的底稿</translation>
    </message>
    <message>
        <source>Findings in review</source>
        <translation>审签中的底稿</translation>
    </message>
    <message>
        <source>Findings the leader approved</source>
        <translation>组长已审签的底稿</translation>
    </message>
    <message>
        <source>Not received by the office yet</source>
        <translation>巡察办还没有收到的</translation>
    </message>
    <message>
        <source>Finished or printed, and nobody has signed yet</source>
        <translation>已谈完或已打印，还没有人签字</translation>
    </message>
    <message>
        <source>Printed at this place and not signed yet; what other laptops print only the office learns</source>
        <translation>在本机打印过、还没有签字；其他电脑打印的，只有巡察办知道</translation>
    </message>
    <message>
        <source>Signed or refused, and neither scan nor photo of the pages is kept with it</source>
        <translation>已签字或已登记拒签，还没有附上扫描件或照片</translation>
    </message>
    <message>
        <source>Saves that the office has not confirmed</source>
        <translation>巡察办还没有确认的改动</translation>
    </message>
</context>
<context>
    <name>GroupPage</name>
    <message>
        <source>Enter on a number shows what is behind it, Esc comes back; Space puts the highest first.</source>
        <translation>在数字上按回车，列出这些记录，按 Esc 返回；按空格，把这一列最多的排在前面。</translation>
    </message>
    <message>
        <source>Open villages</source>
        <translation>打开村（居）</translation>
    </message>
    <message>
        <source>Open handover</source>
        <translation>打开U盘交接</translation>
    </message>
    <message>
        <source>No village has been entered yet. Enter the villages, and choose their group.</source>
        <translation>还没有录入村（居）。请先录入，并选定负责的巡察组。</translation>
    </message>
    <message>
        <source>No village of yours is here yet. Plug in the stick with the assignment from the office.</source>
        <translation>本机还没有您负责的村（居）。请插入巡察办给的U盘，接收任务包。</translation>
    </message>
    <message>
        <source>Leader&apos;s overview</source>
        <translation>组长看板</translation>
    </message>
    <message>
        <source>My villages</source>
        <translation>我的村情</translation>
    </message>
</context>
<context>
    <name>GuideStrip</name>
    <message>
        <source>Take me there</source>
        <translation>带我去</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Put the guide away</source>
        <translation>收起引导</translation>
    </message>
    <message>
        <source>PRACTICE %1</source>
        <translation>演练 %1</translation>
    </message>
    <message>
        <source>Open a talk planned for today: on the page Today, click its line under “Planned talks”.</source>
        <translation>打开今天计划的谈话：在“现场今日”的“计划谈话”里点那一条。</translation>
    </message>
    <message>
        <source>Begin the talk: press “Begin” at the right. The time is noted by itself.</source>
        <translation>开始谈话：点右侧的“开始谈话”，时间自动记下。</translation>
    </message>
    <message>
        <source>Write a question, press Enter, write the answer. Enter always goes on with the other speaker; there is no Save button.</source>
        <translation>写一句问话，按回车，再写回答。每按一次回车就换对方说；不用点保存。</translation>
    </message>
    <message>
        <source>Pull the next question from the outline: Ctrl+Enter, or click it at the left.</source>
        <translation>从提纲取下一个问题：按 Ctrl+回车，或点左边的问题。</translation>
    </message>
    <message>
        <source>A document is refused: choose one on the list, press 4, and type the number of the written statement.</source>
        <translation>一份资料被拒绝提供：在清单上选一份，按 4，写上书面说明的编号。</translation>
    </message>
    <message>
        <source>Two sources contradict each other. Open the finding, read them side by side, and add a third source.</source>
        <translation>两处来源说法不一：打开这张底稿，对照着看，再加一处来源。</translation>
    </message>
    <message>
        <source>This finding lacks its amount: the checks at the right say so. Type the amount, or why there is none.</source>
        <translation>这张底稿没有数额，右侧“检查”写着。补上数额，或写明没有的原因。</translation>
    </message>
    <message>
        <source>Print the record of a checked talk for signing: Ctrl+P. Without a printer save it as a PDF.</source>
        <translation>打印核对过的谈话记录，准备签字：Ctrl+P。没有打印机就存成 PDF。</translation>
    </message>
    <message>
        <source>The signed pages come back: attach their scan under “Files” at the right. The PDF just saved will do.</source>
        <translation>签好字的几页收回来了：在右侧“附件”附上扫描件，用刚才存的 PDF 就行。</translation>
    </message>
    <message>
        <source>Two people wrote different things. Open the record, then the tab “Differs” at the right, compare, and press “Keep this”.</source>
        <translation>有两个人写得不一样。打开这条记录，点右侧的“不一致”，对照后选“保留这个”。</translation>
    </message>
    <message>
        <source>Sign a talk that was checked: settle what the card at the right still asks for (under “Details and signing”: how it was signed), then press “Mark as signed”.</source>
        <translation>为核对过的谈话登记签字：先补齐右侧提示的内容（签字方式在“基本情况与签字”里），再点“登记已签字”。</translation>
    </message>
    <message>
        <source>Put a villager on file: the name is enough. It is saved while you type; Alt+Left goes back.</source>
        <translation>新增一名人员：填姓名即可，边填边保存；按 Alt+← 返回。</translation>
    </message>
    <message>
        <source>Hand over: choose a stick, or a folder instead, and press the one button. What goes is sealed and signed.</source>
        <translation>做一次U盘交接：选U盘，没有就改用文件夹，然后点那一个按钮。带走的内容都加密封装并数字签名。</translation>
    </message>
    <message>
        <source>Last one: lock with Ctrl+L. Then press “Practise first” to come back: everything you typed is there.</source>
        <translation>最后一步：按 Ctrl+L 锁定，再点“先练一练”回来，录入的内容都还在。</translation>
    </message>
    <message>
        <source>That was everything. Go on trying; nothing here is real. For real work: lock, then “Set up this computer”. The card for your pocket is in the manual, under “Practice”.</source>
        <translation>全部练完了。可以接着随意试，这里都是编造的。正式使用：锁定后点“设置这台电脑”。随身卡片见使用说明的“演练”一章。</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Alarm: a laptop or its data was copied</source>
        <translation>警报：有笔记本或其数据被复制</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>Both are kept and shown as contradictions. Find out which laptop was restored or copied, and have the office end its key.</source>
        <translation>两份都已保留，并作为内容不一致显示。请查明哪台笔记本被还原或复制，并请办公室停用其数字签名。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>未接收</translation>
    </message>
    <message>
        <source>Packages for somebody else, left as they are: %1</source>
        <translation>给别人的交接文件，原样未动：%1 个</translation>
    </message>
    <message>
        <source>There was nothing to read and nothing to write. All is handed over.</source>
        <translation>没有要接收的，也没有要写出的，全部已交接。</translation>
    </message>
    <message>
        <source>Comes in</source>
        <translation>将接收</translation>
    </message>
    <message>
        <source>There is nothing of Satchel on this stick yet.</source>
        <translation>这个U盘上还没有本程序的文件。</translation>
    </message>
    <message>
        <source>Goes out</source>
        <translation>将带走</translation>
    </message>
    <message>
        <source>Nothing has to go: everything here is confirmed or on this stick.</source>
        <translation>没有要带走的：这里的内容都已确认，或已在这个U盘上。</translation>
    </message>
    <message>
        <source>Your %1 half-typed records are finished and go along.</source>
        <translation>您没写完的 %1 条会先保存好，一起带走。</translation>
    </message>
    <message>
        <source>Anonymous answers that stay here until ten are together or the round ends: %1. Do not clear this laptop before they have gone.</source>
        <translation>还留在本机、等凑满十份或本轮结束再上交的匿名答卷：%1 份。上交之前不要清空这台电脑。</translation>
    </message>
    <message>
        <source>Not included: %2 half-typed records of %1, who has to unlock here first.</source>
        <translation>未包含：%1 没写完的 %2 条，需要本人先在这台电脑上打开加密柜。</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>还缺</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>打印交接单</translation>
    </message>
    <message>
        <source>Package no. %1 never came, but later ones made up for it.</source>
        <translation>第 %1 号没有收到，但后来的已经补齐。</translation>
    </message>
    <message>
        <source>Package no. %1 has not come: %2 saves, %3 attachments. Ask for it.</source>
        <translation>第 %1 号没有收到：缺 %2 处改动、%3 个附件，请对方重新交来。</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>已经收过</translation>
    </message>
    <message>
        <source>Compare the eight words below, then register.</source>
        <translation>请核对下面的八个词，再登记。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>%1 new saves, %2 attachments, %3 contradictions</source>
        <translation>新增 %1 处改动、%2 个附件，%3 处内容不一致</translation>
    </message>
    <message>
        <source>Confirms %1 packages sent from here</source>
        <translation>确认收到这里交出的 %1 份</translation>
    </message>
    <message>
        <source>%1 set aside for checking</source>
        <translation>%1 项暂存待核</translation>
    </message>
    <message>
        <source>%1 no. %2 → %3</source>
        <translation>%1 第%2号 → %3</translation>
    </message>
    <message>
        <source>digest %1</source>
        <translation>文件指纹 %1</translation>
    </message>
    <message>
        <source>Written, read back</source>
        <translation>已写出并复核</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>任务包</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>上交包</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Decisions of the office</source>
        <translation>巡察办处理结果</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>本机登记</translation>
    </message>
    <message>
        <source>Checked by %1, passphrase given</source>
        <translation>已由 %1 核对（输入口令）</translation>
    </message>
    <message>
        <source>Checked by %1, who signs the slip: print it</source>
        <translation>已由 %1 核对，请打印交接单签字</translation>
    </message>
    <message>
        <source>Not yet checked by a second person.</source>
        <translation>尚未经第二人核对。</translation>
    </message>
    <message>
        <source>New, will be read</source>
        <translation>新的，将接收</translation>
    </message>
    <message>
        <source>Written here</source>
        <translation>这里写出的</translation>
    </message>
    <message>
        <source>For somebody else</source>
        <translation>给别人的</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Every package came, yet %2 saves and %3 attachments are missing. Let them hand over again.</source>
        <translation>各号交接文件都已收到，但仍缺 %2 条修改、%3 个附件。请对方再交接一次。</translation>
    </message>
    <message>
        <source>Two different packages carry no. %1.</source>
        <translation>第%1号出现两个不同的交接文件。</translation>
    </message>
    <message>
        <source>Package no. %1 does not follow the one before it.</source>
        <translation>第%1号交接文件与前一号接不上。</translation>
    </message>
    <message>
        <source>The sender once held %1 saves that it now no longer holds.</source>
        <translation>对方曾有 %1 条修改，现在却没有了。</translation>
    </message>
    <message>
        <source>The laptop went on from an older state of itself (restored or copied). Ask who restored it.</source>
        <translation>这台笔记本是从较早的状态继续工作的（被还原或复制过）。请问清是谁还原的。</translation>
    </message>
    <message>
        <source>%1, laptop %2: two different saves carry number %3 (%4).</source>
        <translation>%1，笔记本 %2：两条不同的修改用了同一序号 %3（%4）。</translation>
    </message>
    <message>
        <source>an unregistered person</source>
        <translation>未登记人员</translation>
    </message>
    <message>
        <source>shared data</source>
        <translation>公共资料</translation>
    </message>
    <message>
        <source>clues</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>a village not held here</source>
        <translation>本机没有的村</translation>
    </message>
    <message>
        <source>Serial number %1</source>
        <translation>序列号 %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>读不出</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source>In the register</source>
        <translation>已登记U盘</translation>
    </message>
    <message>
        <source>Not in the register</source>
        <translation>未登记U盘</translation>
    </message>
    <message>
        <source>The office admits registered sticks only: nothing is read from it or written to it.</source>
        <translation>办公室规定只能用已登记的U盘：不会从它读取，也不会写入。</translation>
    </message>
    <message>
        <source>The office wants registered sticks. Use one of them, or have this one registered.</source>
        <translation>办公室要求使用已登记的U盘。请换用已登记的，或请办公室登记这一个。</translation>
    </message>
    <message>
        <source>Inspection office</source>
        <translation>巡察办</translation>
    </message>
    <message>
        <source>A laptop not registered yet</source>
        <translation>尚未登记的笔记本</translation>
    </message>
    <message>
        <source>Laptop %1</source>
        <translation>笔记本 %1</translation>
    </message>
    <message>
        <source>%1 saves, %2 attachments, %3</source>
        <translation>%1 处改动、%2 个附件，共 %3</translation>
    </message>
    <message>
        <source>nothing new to send along</source>
        <translation>没有新内容要带</translation>
    </message>
</context>
<context>
    <name>HandoverPage</name>
    <message>
        <source>Not registered yet</source>
        <translation>尚未登记</translation>
    </message>
    <message>
        <source>The button below writes your enrolment. Read these eight words to the officer:</source>
        <translation>下面的按钮会写出本机登记。请把这八个词念给巡察办工作人员：</translation>
    </message>
    <message>
        <source>Stick handover</source>
        <translation>U盘交接</translation>
    </message>
    <message>
        <source>One button reads what came for you and writes what has to go, sealed and signed.</source>
        <translation>一个按钮：接收给您的，写出要带走的，全部加密封装并数字签名。</translation>
    </message>
    <message>
        <source>1   Which stick?</source>
        <translation>1   用哪个U盘？</translation>
    </message>
    <message>
        <source>Pull out, plug in, check</source>
        <translation>拔出再插入复核</translation>
    </message>
    <message>
        <source>Pull the stick out, plug it in again, then check that it kept every byte</source>
        <translation>拔下U盘再插上，检查每个字节是否都写好了</translation>
    </message>
    <message>
        <source>Reading the stick…</source>
        <translation>正在读U盘…</translation>
    </message>
    <message>
        <source>Handing over…</source>
        <translation>正在交接…</translation>
    </message>
    <message>
        <source>Reading the stick again…</source>
        <translation>正在重读U盘…</translation>
    </message>
    <message>
        <source>Not as it was written: %1. Use another stick and hand over again.</source>
        <translation>与写出时不一致：%1。请换一个U盘重新交接。</translation>
    </message>
    <message>
        <source>Packages on the stick: %1. Every byte is as it was written.</source>
        <translation>U盘上共 %1 份，每个字节都与写出时一致。</translation>
    </message>
    <message>
        <source>Registered. Press “Hand over” once more: the assignment goes onto this stick.</source>
        <translation>已登记。请再点一次“开始交接”，把任务包写到这个U盘。</translation>
    </message>
    <message>
        <source>Registered, but without a village: nothing could be entered there. Choose villages for this person under Inspectors, then press “Hand over” for the assignment.</source>
        <translation>已登记，但没有选负责的村（居），那台笔记本还录不了内容。请在“巡察人员”里为此人选村（居），再点“开始交接”写任务包。</translation>
    </message>
    <message>
        <source>Set this enrolment aside?</source>
        <translation>不登记这台笔记本？</translation>
    </message>
    <message>
        <source>If the words differ, somebody may have exchanged the file. The laptop can enrol again.</source>
        <translation>八个词不一致，文件可能被人换过。笔记本可以重新登记。</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>不登记</translation>
    </message>
    <message>
        <source>Write enrolment</source>
        <translation>写出本机登记</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>开始交接</translation>
    </message>
    <message>
        <source>Now plug the same stick in again; it is checked by itself.</source>
        <translation>请把同一个U盘再插入，会自动复核。</translation>
    </message>
    <message>
        <source>Pull the stick out, plug it in again and check it; only then is it certain.</source>
        <translation>请拔下U盘再插上，检查一遍，才算稳妥。</translation>
    </message>
    <message>
        <source>Nothing is read or written before you press the button.</source>
        <translation>按下按钮之前，什么都不会读写。</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>not registered yet</source>
        <translation>待登记</translation>
    </message>
    <message>
        <source>formalities missing, not applied</source>
        <translation>手续待补，未生效</translation>
    </message>
    <message>
        <source>waits for registration or for earlier changes</source>
        <translation>等待登记或更早的改动</translation>
    </message>
    <message>
        <source>needs a newer Satchel</source>
        <translation>需要新版本</translation>
    </message>
    <message>
        <source>Took values out for good</source>
        <translation>永久删去内容</translation>
    </message>
    <message>
        <source>not assigned to this village</source>
        <translation>不是其负责的村（居）</translation>
    </message>
    <message>
        <source>✓ The office decided: %1</source>
        <translation>✓ 办公室已定：%1</translation>
    </message>
    <message>
        <source>✓ Decided: %1</source>
        <translation>✓ 已定：%1</translation>
    </message>
    <message>
        <source>%1: changed (not shown here)</source>
        <translation>%1：已改（此处不显示）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: decided for %2</source>
        <translation>%1：定为 %2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Put into the recycle list</source>
        <translation>放入回收列表</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Moved to another village</source>
        <translation>移到别的村（居）</translation>
    </message>
    <message>
        <source>Moved here</source>
        <translation>移到这里</translation>
    </message>
    <message>
        <source>Joined with another record</source>
        <translation>与另一条合并</translation>
    </message>
    <message>
        <source>Joining taken back</source>
        <translation>取消合并</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>Type paper sheets</source>
        <translation>纸质问卷录入</translation>
    </message>
    <message>
        <source>New batch (Ctrl+N)</source>
        <translation>新建批次 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Batches of paper sheets</source>
        <translation>纸质问卷录入批次</translation>
    </message>
    <message>
        <source>First typing is over</source>
        <translation>首次录入完成</translation>
    </message>
    <message>
        <source>Delete this batch…</source>
        <translation>删去这个批次…</translation>
    </message>
    <message>
        <source>Filled in on</source>
        <translation>填写日期</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>How handed out</source>
        <translation>发放方式</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>不一致率</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>已入柜</translation>
    </message>
    <message>
        <source>Choose a village at the top of the window first.</source>
        <translation>请先在窗口上方选一个村(居)。</translation>
    </message>
    <message>
        <source>No questionnaire of this village is in use. Begin to use one under Questionnaires first.</source>
        <translation>这个村(居)没有使用中的问卷。请先在“问卷”页开始使用一份。</translation>
    </message>
    <message>
        <source>Nothing typed yet. Put the filled-in sheets of the village in a pile and press Ctrl+N: then every digit is an answer, and the next sheet opens by itself.</source>
        <translation>还没有录入。请把本村填好的纸质问卷理成一摞，按 Ctrl+N 开始：按数字键就是答案，录完一份自动到下一份。</translation>
    </message>
    <message>
        <source>Sheets wait here until the second typing is decided; then the batch enters and stays as it is.</source>
        <translation>录入的问卷先在这里等复录和选定，然后整批入柜，入柜后不再改动。</translation>
    </message>
    <message>
        <source>Type the sheets (Enter)</source>
        <translation>录入 (Enter)</translation>
    </message>
    <message>
        <source>Type the drawn sheets again (Enter)</source>
        <translation>复录抽中的问卷 (Enter)</translation>
    </message>
    <message>
        <source>Decide and enter (Enter)</source>
        <translation>选定、入柜 (Enter)</translation>
    </message>
    <message>
        <source>First typing: %1</source>
        <translation>首次录入：%1</translation>
    </message>
    <message>
        <source>You did not type these sheets the first time: the best person for the second.</source>
        <translation>首次录入不是您做的，由您复录最合适。</translation>
    </message>
    <message>
        <source>You typed these sheets the first time. Best let a colleague unlock and type them; if you do it yourself, that is recorded.</source>
        <translation>首次录入是您做的，最好请同事登录后复录。由您自己复录也可以，会如实记入批次。</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Add pages</source>
        <translation>添加材料页</translation>
    </message>
    <message>
        <source>Which folder holds the pages?</source>
        <translation>材料页在哪个文件夹？</translation>
    </message>
    <message>
        <source>No pictures and no PDFs were found in this folder.</source>
        <translation>这个文件夹里没有图片，也没有 PDF。</translation>
    </message>
    <message>
        <source>Take in %1 files?</source>
        <translation>收进 %1 个文件？</translation>
    </message>
    <message>
        <source>All pictures and PDFs of this folder and those in it become pages, in the order of names.</source>
        <translation>这个文件夹和里面各文件夹的图片、PDF 都会按文件名顺序成为材料页。</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>收进</translation>
    </message>
    <message>
        <source>Taking pages in…</source>
        <translation>正在收进材料页…</translation>
    </message>
    <message>
        <source>Files taken in: %1.</source>
        <translation>已收进文件：%1 个。</translation>
    </message>
    <message>
        <source>Already here, byte for byte: %1.</source>
        <translation>内容完全相同、已经有了：%1。</translation>
    </message>
    <message>
        <source>Left out, being no pictures and no PDFs: %1.</source>
        <translation>不是图片或 PDF、没有收：%1 个。</translation>
    </message>
</context>
<context>
    <name>InterviewView</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Details and signing</source>
        <translation>基本情况与签字</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>This village&apos;s own outline is kept: %1</source>
        <translation>本村的提纲已保存：%1</translation>
    </message>
    <message>
        <source>At the same time somebody of this talk is in another one: %1</source>
        <translation>同一时间有人还在另一场谈话中：%1</translation>
    </message>
    <message>
        <source>Enter/Tab: speaker · Ctrl+Enter: question · Ctrl+1–9: phrase · Ctrl+G: finding · F1: all keys</source>
        <translation>回车、Tab 换人说 · Ctrl+回车 下一问 · Ctrl+1–9 常用语 · Ctrl+M 疑点 · Ctrl+G 底稿 · F1 全部按键</translation>
    </message>
    <message>
        <source>Ctrl+G: make a finding from this line · Ctrl+T tag · Ctrl+Shift+T person</source>
        <translation>Ctrl+G 转为问题底稿 · Ctrl+T 标分类 · Ctrl+Shift+T 标人员</translation>
    </message>
    <message>
        <source>Tagged: %1</source>
        <translation>问题标签：%1</translation>
    </message>
    <message>
        <source>This line is empty. Put the cursor into what was said.</source>
        <translation>这一行是空的。请把光标放到谈话内容里。</translation>
    </message>
    <message>
        <source>Tag this line with a person:</source>
        <translation>这一行涉及的人：</translation>
    </message>
    <message>
        <source>Tag this line with a problem:</source>
        <translation>给这一句加问题标签：</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>加标签</translation>
    </message>
    <message>
        <source>Who, when, where, by whom</source>
        <translation>谈话对象、时间、地点、谈话人</translation>
    </message>
</context>
<context>
    <name>Jumps</name>
    <message>
        <source>All questions</source>
        <translation>全部题目</translation>
    </message>
    <message>
        <source>No answer yet: %1</source>
        <translation>还没有回答：%1</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>Stop and keep nothing</source>
        <translation>不填了，什么都不留</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>巡察人员</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回电脑</translation>
    </message>
    <message>
        <source>The inspector&apos;s passphrase</source>
        <translation>巡察人员的口令</translation>
    </message>
    <message>
        <source>Begin (Enter)</source>
        <translation>开始填写 (回车)</translation>
    </message>
    <message>
        <source>Your answers are anonymous: no name and no time is kept, and they are mixed with those of others.</source>
        <translation>问卷不记名：不留姓名，不留时间，您的答卷会和别人的混在一起。</translation>
    </message>
    <message>
        <source>Go on where it stopped</source>
        <translation>接着上次没填完的</translation>
    </message>
    <message>
        <source>✓  Thank you. Your answers are kept. Please give the laptop back.</source>
        <translation>✓  谢谢您。答卷已经存好，请把电脑交还巡察人员。</translation>
    </message>
    <message>
        <source>Stop and keep nothing?</source>
        <translation>不填了吗？</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>不留</translation>
    </message>
    <message>
        <source>What you answered will be forgotten.</source>
        <translation>已经填的内容将全部清除。</translation>
    </message>
    <message>
        <source>This is not the passphrase of whoever unlocked.</source>
        <translation>这不是打开加密柜的人的口令，请重新输入。</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>%1: the file leaves the encrypted vault</source>
        <translation>%1：文件将离开加密柜</translation>
    </message>
    <message>
        <source>Whoever holds the file can read it: it is not encrypted. The log notes where it went. Delete it when it is no longer needed.</source>
        <translation>文件不加密，谁拿到都能看。去向会记入操作日志。用完请删除。</translation>
    </message>
    <message>
        <source>Choose a place…</source>
        <translation>选择位置…</translation>
    </message>
</context>
<context>
    <name>LineEditor</name>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>2026-03-05, 20260305 or 3月5日</source>
        <translation>2026-03-05、20260305 或 3月5日</translation>
    </message>
    <message>
        <source>2026-03-05 14:30, or 14:30</source>
        <translation>2026-03-05 14:30，或 14:30</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>All villages</source>
        <translation>全部村（居）</translation>
    </message>
    <message>
        <source>Back to the table (Esc)</source>
        <translation>返回看板（Esc）</translation>
    </message>
    <message>
        <source>Attach the scan…</source>
        <translation>附上扫描件…</translation>
    </message>
    <message>
        <source>Nothing is waiting here any more. Esc goes back to the table.</source>
        <translation>这里已经没有待办的记录。按 Esc 返回看板。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>(no name yet)</source>
        <translation>（还没有名称）</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>移交情况</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（居）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>录入人</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>最近录入</translation>
    </message>
    <message>
        <source>overdue by %1 days</source>
        <translation>逾期 %1 天</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 条</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 条</translation>
    </message>
    <message>
        <source>%1 saves</source>
        <translation>%1 处改动</translation>
    </message>
    <message>
        <source>Scanned or photographed pages of the talk</source>
        <translation>谈话记录的扫描件或照片</translation>
    </message>
    <message>
        <source>Kept with the talk with %1: %2 files.</source>
        <translation>已附到与%1的谈话：%2 个文件。</translation>
    </message>
</context>
<context>
    <name>LookTable</name>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Guide me</source>
        <translation>打开引导</translation>
    </message>
    <message>
        <source>PRACTICE: every village and person here is made up. Nothing gets into real data.</source>
        <translation>演练：这里的村和人都是编造的，不会进入真实数据。</translation>
    </message>
    <message>
        <source>Inspection office</source>
        <translation>巡察办</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Not registered yet</source>
        <translation>尚未登记</translation>
    </message>
    <message>
        <source>Nobody else can unlock here yet. Add a person in the settings.</source>
        <translation>还没有其他人能打开本机。请在设置里增加使用人。</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Who goes on at this laptop?</source>
        <translation>换谁来用本机？</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换人</translation>
    </message>
</context>
<context>
    <name>ManualPage</name>
    <message>
        <source>Print the pocket card…</source>
        <translation>打印随身卡片…</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>使用说明</translation>
    </message>
</context>
<context>
    <name>MaskedEditor</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Showing it is written to the log.</source>
        <translation>显示会记入操作日志。</translation>
    </message>
</context>
<context>
    <name>MeStep</name>
    <message>
        <source>Your name stands beside what you write. It is kept inside, never outside.</source>
        <translation>您的姓名会写在您录入的内容旁边，只保存在加密柜里面。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>As on the roster.</source>
        <translation>与名册一致。</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>You unlock with it, so that no name is shown on a locked computer.</source>
        <translation>用工号打开加密柜，锁定的电脑上就不会显示任何姓名。</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>您是谁？</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您的信息</translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>Versions differ</source>
        <translation>内容不一致</translation>
    </message>
    <message>
        <source>Formalities missing</source>
        <translation>手续待补</translation>
    </message>
    <message>
        <source>Changed since signing</source>
        <translation>签字后有改动</translation>
    </message>
    <message>
        <source>To settle first: %1</source>
        <translation>还要先办：%1 项</translation>
    </message>
    <message>
        <source>%1 ▸</source>
        <translation>缺 %1 项 ▸</translation>
    </message>
    <message>
        <source>%1 ▾</source>
        <translation>缺 %1 项 ▾</translation>
    </message>
    <message>
        <source>Still needed: %1</source>
        <translation>还需要：%1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>提醒：%1</translation>
    </message>
    <message>
        <source>Before that: %1</source>
        <translation>在此之前：%1</translation>
    </message>
</context>
<context>
    <name>NoticesDialog</name>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>OfficePart</name>
    <message>
        <source>Is this the office now?</source>
        <translation>本机是现用的巡察办吗？</translation>
    </message>
    <message>
        <source>This folder was put back from a copy or moved here. Until you confirm, it signs nothing for the office. Confirm only when the one it was copied from is no longer in use.</source>
        <translation>这个文件夹是从备份恢复或移动过来的。确认之前，它不能以巡察办名义签发。只有原来那份已停用，才可以确认。</translation>
    </message>
    <message>
        <source>Yes, this is the office now</source>
        <translation>确认本机为现用巡察办</translation>
    </message>
    <message>
        <source>Let the office sign here?</source>
        <translation>让巡察办在本机签发？</translation>
    </message>
    <message>
        <source>If the other one is still in use, both would sign the same numbers and every laptop raises alarm.</source>
        <translation>如果原来那份还在使用，两边会签发相同的序号，每台电脑都会报警。</translation>
    </message>
    <message>
        <source>The office card</source>
        <translation>办公室名片</translation>
    </message>
    <message>
        <source>Every inspector compares these eight words, on paper, with a new laptop.</source>
        <translation>每位巡察人员设置新笔记本时，用纸上的这八个词逐一核对。</translation>
    </message>
    <message>
        <source>A passphrase was forgotten</source>
        <translation>有人忘了口令</translation>
    </message>
    <message>
        <source>The office&apos;s key opens the work and lets its owner choose a new passphrase. Best: bring the folder here on a disk. If it cannot be brought, write the key to a stick, use it there under “Passphrase forgotten?”, and delete it at once.</source>
        <translation>巡察办的恢复密钥能打开此人的工作内容，由本人设新口令。最好把数据文件夹用移动硬盘带到这里；带不来的，把恢复密钥写到U盘，在那台电脑的“忘记口令？”里使用，用完立即删除。</translation>
    </message>
    <message>
        <source>Open a folder again…</source>
        <translation>重新打开一个文件夹…</translation>
    </message>
    <message>
        <source>Write the recovery key…</source>
        <translation>写出恢复密钥…</translation>
    </message>
    <message>
        <source>The folder of the work that is to be opened again</source>
        <translation>要重新打开的工作内容在哪个文件夹</translation>
    </message>
    <message>
        <source>Opening with the office&apos;s key…</source>
        <translation>正在用巡察办的密钥打开…</translation>
    </message>
    <message>
        <source>It opens with the new passphrase. The digital signature starts anew: the laptop enrols once more.</source>
        <translation>已能用新口令打开。数字签名重新开始：这台笔记本要再做一次本机登记。</translation>
    </message>
    <message>
        <source>Write the recovery key to</source>
        <translation>恢复密钥写到哪里</translation>
    </message>
    <message>
        <source>Write the recovery key in clear?</source>
        <translation>要明文写出恢复密钥吗？</translation>
    </message>
    <message>
        <source>Whoever holds this file and a laptop of yours can read everything on it. Use a stick that stays with you, and delete the file as soon as it was used. The log notes it.</source>
        <translation>谁拿到这个文件和您单位的一台笔记本，就能看到里面的全部内容。请用不离身的U盘，用完立即删除。操作日志会记下。</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>Writing the key…</source>
        <translation>正在写出密钥…</translation>
    </message>
    <message>
        <source>The key lies in %1. Delete it once it was used.</source>
        <translation>密钥已写到 %1。用完请立即删除。</translation>
    </message>
</context>
<context>
    <name>OfficeStep</name>
    <message>
        <source>This makes the keys of the office. They exist on this computer only; the card holds their public half and goes to every laptop.</source>
        <translation>这一步生成巡察办的密钥，只保存在这台电脑上。名片里是公开的那一半，发给每台笔记本。</translation>
    </message>
    <message>
        <source>Name of the office</source>
        <translation>巡察办名称</translation>
    </message>
    <message>
        <source>As it stands on its documents, with the county.</source>
        <translation>与公文上的全称一致，含县（区）名。</translation>
    </message>
    <message>
        <source>Write the office card to</source>
        <translation>办公室名片写到</translation>
    </message>
    <message>
        <source>Choose stick or folder…</source>
        <translation>选择U盘或文件夹…</translation>
    </message>
    <message>
        <source>What is the office called?</source>
        <translation>巡察办叫什么？</translation>
    </message>
    <message>
        <source>The office</source>
        <translation>巡察办</translation>
    </message>
</context>
<context>
    <name>OnPaper</name>
    <message>
        <source>No printer: save a PDF file…</source>
        <translation>不用打印机，存为PDF文件…</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Which printer?</source>
        <translation>用哪台打印机？</translation>
    </message>
    <message>
        <source>Blank questionnaires as a file</source>
        <translation>空白问卷存为文件</translation>
    </message>
    <message>
        <source>Blank sheets sent to %1</source>
        <translation>空白问卷已送到 %1</translation>
    </message>
    <message>
        <source>numbers %1</source>
        <translation>卷号 %1</translation>
    </message>
    <message>
        <source>Not in any font here, printed as boxes: %1</source>
        <translation>本机字体没有这些字，印成方框：%1</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Click, or Ctrl+Enter for the next one.</source>
        <translation>点一下，或按 Ctrl+回车 取下一问。</translation>
    </message>
    <message>
        <source>Choose the person&apos;s role above; its questions appear here.</source>
        <translation>在上面选定身份类别，这里会列出提问。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>One question a line</source>
        <translation>一行一个问题</translation>
    </message>
    <message>
        <source>Follow up: %1</source>
        <translation>追问：%1</translation>
    </message>
    <message>
        <source>Adapt</source>
        <translation>改成本村的</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>改好了</translation>
    </message>
    <message>
        <source>An outline of this village&apos;s own, copied from the last one of this role.</source>
        <translation>本村自己的提纲，从这一角色上一次用的提纲复制而来。</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>One question a line. Unchanged ones keep what to follow up.</source>
        <translation>一行一个问题。没有改动的问题保留原来的追问。</translation>
    </message>
</context>
<context>
    <name>Packages</name>
    <message>
        <source>not in the form a save has</source>
        <translation>格式不对</translation>
    </message>
    <message>
        <source>stood under another person&apos;s name or another village</source>
        <translation>放在了别人名下或别的村</translation>
    </message>
    <message>
        <source>its digital signature does not hold</source>
        <translation>数字签名不成立</translation>
    </message>
    <message>
        <source>signed with a key that proves nothing</source>
        <translation>所用的数字签名密钥不起证明作用</translation>
    </message>
    <message>
        <source>Save no. %1 (%2…): %3</source>
        <translation>第 %1 条修改（%2…）：%3</translation>
    </message>
    <message>
        <source>Any stick may be used</source>
        <translation>任何U盘都可用</translation>
    </message>
    <message>
        <source>Warn of sticks not in the register</source>
        <translation>未登记的U盘给出提醒</translation>
    </message>
    <message>
        <source>Refuse sticks not in the register</source>
        <translation>拒绝未登记的U盘</translation>
    </message>
</context>
<context>
    <name>PackagesPage</name>
    <message>
        <source>Packages in and out</source>
        <translation>收发的交接文件</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>交接记录</translation>
    </message>
    <message>
        <source>Handover progress list…</source>
        <translation>交接进度清单…</translation>
    </message>
    <message>
        <source>Every record and attachment of a village and how far it has come, as a table</source>
        <translation>一个村的每条记录和附件交到了哪一步，存成表格</translation>
    </message>
    <message>
        <source>Sticks not in the register:</source>
        <translation>未登记的U盘：</translation>
    </message>
    <message>
        <source>Rule for sticks not in the register</source>
        <translation>未登记U盘的规定</translation>
    </message>
    <message>
        <source>Register of sticks</source>
        <translation>载体登记</translation>
    </message>
    <message>
        <source>Nothing was handed over yet. Every package in and out will stand here.</source>
        <translation>还没有交接过。每次收发的交接文件都会列在这里。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>From or to</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>暂存待核</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>文件指纹</translation>
    </message>
    <message>
        <source>out</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>in</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>%1 packages</source>
        <translation>共 %1 个</translation>
    </message>
    <message>
        <source>Declare package no. %1 void</source>
        <translation>作废第%1号交接文件</translation>
    </message>
    <message>
        <source>Reason (stick lost, sent to the wrong person …). The next package announces it.</source>
        <translation>原因（U盘丢失、交错了人等）。下一次交接会告知对方。</translation>
    </message>
    <message>
        <source>Package no. %1 is void. Hand over again: what was in it goes along.</source>
        <translation>第%1号已作废。请再交接一次，其中的内容会一并带上。</translation>
    </message>
    <message>
        <source>No village is held here yet.</source>
        <translation>本机还没有村的资料。</translation>
    </message>
    <message>
        <source>Which village?</source>
        <translation>哪个村？</translation>
    </message>
    <message>
        <source>The list leaves the encrypted vault</source>
        <translation>清单将离开加密柜</translation>
    </message>
    <message>
        <source>Whoever holds the file can read it. It bears its copy number, and the log notes where it went.</source>
        <translation>拿到文件的人都能看。文件带有份号，去向记入操作日志。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择保存位置…</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存清单</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Written in clear to %1 · copy %2</source>
        <translation>已明文写到 %1 · 份号 %2</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Leader&apos;s overview</source>
        <translation>组长看板</translation>
    </message>
    <message>
        <source>My villages</source>
        <translation>我的村情</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>现场今日</translation>
    </message>
    <message>
        <source>Stick handover</source>
        <translation>U盘交接</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>交接记录</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>内容不一致</translation>
    </message>
    <message>
        <source>Read ticked sheets</source>
        <translation>识读已填问卷</translation>
    </message>
    <message>
        <source>Type paper sheets</source>
        <translation>纸质问卷录入</translation>
    </message>
    <message>
        <source>Print and export</source>
        <translation>打印与导出</translation>
    </message>
    <message>
        <source>Recycle list</source>
        <translation>回收列表</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>使用说明</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Search records, people, pages, actions</source>
        <translation>搜索记录、人员、页面、操作</translation>
    </message>
    <message>
        <source>↑ ↓ choose   ·   Enter open   ·   Esc close   ·   pinyin initials work too</source>
        <translation>↑ ↓ 选择   ·   回车 打开   ·   Esc 关闭   ·   可用拼音首字母</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换人</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer words.</source>
        <translation>没有找到，少输几个字试试。</translation>
    </message>
</context>
<context>
    <name>PaperButton</name>
    <message>
        <source>Print, export</source>
        <translation>打印、导出</translation>
    </message>
    <message>
        <source>Print: %1…</source>
        <translation>打印：%1…</translation>
    </message>
    <message>
        <source>Save as PDF: %1…</source>
        <translation>存为 PDF：%1…</translation>
    </message>
    <message>
        <source>Export to Word: %1…</source>
        <translation>导出 Word：%1…</translation>
    </message>
    <message>
        <source>Nothing is written here yet.</source>
        <translation>这里还没有内容。</translation>
    </message>
    <message>
        <source>Print (Ctrl+P) or export to Word (Ctrl+Shift+E)</source>
        <translation>打印（Ctrl+P）或导出 Word（Ctrl+Shift+E）</translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>%1: the file leaves the encrypted vault</source>
        <translation>%1：文件将离开加密柜</translation>
    </message>
    <message>
        <source>Whoever holds the file can read it: it is not encrypted. It bears its mark, a copy number and a watermark, and the log notes where it went. Delete it when it is no longer needed.</source>
        <translation>导出的文件没有加密，拿到的人都能看。文件带有密级标识、份号和水印，去向记入操作日志。用完请删除。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Into which folder?</source>
        <translation>存到哪个文件夹？</translation>
    </message>
    <message>
        <source>No printer: save a PDF file…</source>
        <translation>不打印，存为 PDF 文件…</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Which printer?</source>
        <translation>用哪台打印机？</translation>
    </message>
    <message>
        <source>Exported in clear to %1</source>
        <translation>已导出（未加密）到 %1</translation>
    </message>
    <message>
        <source>copy %2</source>
        <translation>份号 %2</translation>
    </message>
    <message>
        <source>mark: %3</source>
        <translation>密级标识：%3</translation>
    </message>
    <message>
        <source>Sent to printer %1</source>
        <translation>已送打印机 %1</translation>
    </message>
    <message>
        <source>%4 pages</source>
        <translation>共 %4 页</translation>
    </message>
    <message>
        <source>Not in any font here, printed as boxes: %5</source>
        <translation>这台电脑没有这些字，印成了方框：%5</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Nothing of this form was found in these villages.</source>
        <translation>这些村里没有这种材料。</translation>
    </message>
    <message>
        <source>%1 written to %2: %3</source>
        <translation>共 %1 份，已存到 %2：%3</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Print and export</source>
        <translation>打印与导出</translation>
    </message>
    <message>
        <source>Files that left in clear</source>
        <translation>已导出的明文文件</translation>
    </message>
    <message>
        <source>Blank forms</source>
        <translation>空白表格</translation>
    </message>
    <message>
        <source>For a day without the laptop: ruled pages, numbered, to sign.</source>
        <translation>没有电脑的日子用：有横线、有页码、可签字。</translation>
    </message>
    <message>
        <source>Blank record of a talk…</source>
        <translation>空白谈话记录…</translation>
    </message>
    <message>
        <source>Other blank forms…</source>
        <translation>其他空白表…</translation>
    </message>
    <message>
        <source>The whole set, into a folder…</source>
        <translation>整套空白表，存到文件夹…</translation>
    </message>
    <message>
        <source>Printed and exported in clear</source>
        <translation>已打印、已导出的明文</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>份号</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>密级标识</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>文件指纹</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Nothing has left in clear. Every print and export will be listed here.</source>
        <translation>还没有打印或导出过。每次打印、导出都会列在这里。</translation>
    </message>
    <message>
        <source>%1 copies</source>
        <translation>%1 份</translation>
    </message>
</context>
<context>
    <name>PartTable</name>
    <message>
        <source>More fields</source>
        <translation>更多栏目</translation>
    </message>
    <message>
        <source>Take this line out</source>
        <translation>删去这一行</translation>
    </message>
    <message>
        <source>Add a line: %1</source>
        <translation>加一行：%1</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Show or hide what is typed</source>
        <translation>显示或隐藏输入的内容</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已打开。</translation>
    </message>
    <message>
        <source>Typed in full width (ａｂｃ). Switch the keyboard to half width.</source>
        <translation>输入了全角字符（ａｂｃ），请切换为半角。</translation>
    </message>
</context>
<context>
    <name>PassphraseStep</name>
    <message>
        <source>It alone opens your work on this computer. Long and easy to remember beats short and odd.</source>
        <translation>只有它能打开您在这台电脑上的工作。长而好记，胜过短而古怪。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>Passphrase, once more</source>
        <translation>口令，再输一遍</translation>
    </message>
    <message>
        <source>Suggest one</source>
        <translation>推荐一个</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>设一个口令</translation>
    </message>
    <message>
        <source>At least 12 characters, or four Chinese words. No birthdays, no numbers in a row.</source>
        <translation>至少12个字符，或四个中文词。不要用生日，不要连续数字。</translation>
    </message>
    <message>
        <source>Strong enough.</source>
        <translation>强度够了。</translation>
    </message>
    <message>
        <source>Too short: 12 characters, or four Chinese words.</source>
        <translation>太短：至少12个字符，或四个中文词。</translation>
    </message>
    <message>
        <source>Too many repeats. Use different words.</source>
        <translation>重复太多，请用不同的词。</translation>
    </message>
    <message>
        <source>Rows such as 123456 or qwerty are tried first. Leave them out.</source>
        <translation>123456、qwerty 这类最先被猜，请去掉。</translation>
    </message>
    <message>
        <source>Many people use this; it is tried first. Choose another.</source>
        <translation>很多人用这个，最先被猜，请换一个。</translation>
    </message>
    <message>
        <source>Staff number, telephone or date can be guessed. Leave them out.</source>
        <translation>工号、电话、日期容易被猜，请去掉。</translation>
    </message>
</context>
<context>
    <name>PhrasePanel</name>
    <message>
        <source>Phrases</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>One phrase a line</source>
        <translation>一行一句</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>改好了</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Everything is kept, encrypted, in one folder of this computer. Keep it on the inner disk, not on a stick.</source>
        <translation>所有内容加密保存在这台电脑的一个文件夹里。请放在内置硬盘，不要放在U盘。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>另选文件夹…</translation>
    </message>
    <message>
        <source>You entered</source>
        <translation>您填写的</translation>
    </message>
    <message>
        <source>Ready to be made</source>
        <translation>准备建立</translation>
    </message>
    <message>
        <source>Where shall the work be kept?</source>
        <translation>工作内容存放在哪里？</translation>
    </message>
</context>
<context>
    <name>PocketCard</name>
    <message>
        <source>No printer: save a PDF file…</source>
        <translation>没有打印机：存成 PDF 文件…</translation>
    </message>
    <message>
        <source>Print the pocket card</source>
        <translation>打印随身卡片</translation>
    </message>
    <message>
        <source>Which printer?</source>
        <translation>用哪台打印机？</translation>
    </message>
    <message>
        <source>The card was sent to printer %1</source>
        <translation>卡片已送到打印机 %1</translation>
    </message>
    <message>
        <source>The card lies in %1</source>
        <translation>卡片存在 %1</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>How many sheets</source>
        <translation>打印几份</translation>
    </message>
    <message>
        <source>A number on each sheet, so that its pages stay together</source>
        <translation>每份印卷号，便于各页对齐</translation>
    </message>
    <message>
        <source>Large type, for older people</source>
        <translation>大字版（方便老人）</translation>
    </message>
    <message>
        <source>Blocks of each part that repeats</source>
        <translation>重复部分每种印几块</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print blank questionnaires</source>
        <translation>打印空白问卷</translation>
    </message>
    <message>
        <source>Language of the sheets</source>
        <translation>问卷语言</translation>
    </message>
    <message>
        <source>%1 pages a sheet, %2 pages in all</source>
        <translation>每份 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping; nothing will be left half done…</source>
        <translation>正在停止，不会留下半成品…</translation>
    </message>
</context>
<context>
    <name>Proposal</name>
    <message>
        <source>Changed by both – place %1 of %2. Whose words?</source>
        <translation>同一处都改了（第 %1 处，共 %2 处）。用谁的？</translation>
    </message>
    <message>
        <source>(taken out)</source>
        <translation>（删去）</translation>
    </message>
    <message>
        <source>B  both, one after the other</source>
        <translation>B  都要，一前一后</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Take the question back (Esc)</source>
        <translation>取消（Esc）</translation>
    </message>
    <message>
        <source>Still needed: %1</source>
        <translation>还缺：%1</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Guidance (F2)</source>
        <translation>填写说明（F2）</translation>
    </message>
    <message>
        <source>Sound or film, not played here: %1</source>
        <translation>录音或录像，这里不播放：%1</translation>
    </message>
    <message>
        <source>An anonymous response takes no files: a picture or a recording could tell who answered.</source>
        <translation>不记名的答卷不收文件：照片或录音可能暴露是谁答的。</translation>
    </message>
    <message>
        <source>This question needs an answer.</source>
        <translation>这道题必须作答。</translation>
    </message>
    <message>
        <source>This answer is outside what the questionnaire admits. Check it.</source>
        <translation>这个答案不在问卷允许的范围内，请核对。</translation>
    </message>
    <message>
        <source>This is not a whole number.</source>
        <translation>这不是整数。</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>This is outside the range.</source>
        <translation>超出了范围。</translation>
    </message>
    <message>
        <source>This is no place: latitude first (-90 to 90), then longitude (-180 to 180).</source>
        <translation>这不是一个地点：先写纬度（-90 到 90），再写经度（-180 到 180）。</translation>
    </message>
    <message>
        <source>This answer does not have the form that is asked for.</source>
        <translation>答案的写法不符合要求。</translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>No answer, or unreadable</source>
        <translation>无答案或无法辨认</translation>
    </message>
    <message>
        <source>One more?</source>
        <translation>还有一行吗？</translation>
    </message>
    <message>
        <source>1 adds one more, Enter goes on</source>
        <translation>还有按 1，没有了按 Enter</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>打了勾</translation>
    </message>
</context>
<context>
    <name>QuestionnairesPage</name>
    <message>
        <source>Questionnaires</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Bring in Excel…</source>
        <translation>导入Excel问卷…</translation>
    </message>
    <message>
        <source>Use a built-in one</source>
        <translation>使用自带问卷</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>发放和测评登记</translation>
    </message>
    <message>
        <source>Ask face to face (Enter)</source>
        <translation>当面询问 (回车)</translation>
    </message>
    <message>
        <source>Type paper sheets (Ctrl+E)</source>
        <translation>纸质问卷录入 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Hand to a villager</source>
        <translation>交群众自己填</translation>
    </message>
    <message>
        <source>Responses</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>统计结果</translation>
    </message>
    <message>
        <source>Begin to use</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Close the survey…</source>
        <translation>结束调查…</translation>
    </message>
    <message>
        <source>Print blank sheets…</source>
        <translation>打印空白问卷…</translation>
    </message>
    <message>
        <source>Read ticked sheets…</source>
        <translation>识读已填问卷…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>不记名</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>已入柜</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待入柜</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Choose a village at the top of the window first.</source>
        <translation>请先在窗口上方选一个村（居）。</translation>
    </message>
    <message>
        <source>No questionnaire yet. Use a built-in one, or bring in a workbook (XLSForm).</source>
        <translation>还没有问卷。可以使用自带问卷，或者导入Excel问卷（XLSForm）。</translation>
    </message>
    <message>
        <source>Anonymous responses are entered ten at a time, shuffled. Nobody can tell whose is which.</source>
        <translation>不记名答卷攒够10份才打乱次序一起入柜，谁也看不出哪份是谁填的。</translation>
    </message>
    <message>
        <source>Go on with an unfinished one (%1)</source>
        <translation>继续未完成的（%1）</translation>
    </message>
    <message>
        <source>Bring in a questionnaire</source>
        <translation>导入问卷</translation>
    </message>
    <message>
        <source>Brought in. Worth a look:</source>
        <translation>已导入。以下几处值得看一看：</translation>
    </message>
    <message>
        <source>Nothing was brought in. Put these right in Excel and try again:</source>
        <translation>没有导入。请在Excel里改正以下各处再试：</translation>
    </message>
    <message>
        <source>The response is kept.</source>
        <translation>答卷已经存好。</translation>
    </message>
    <message>
        <source>Discard this response?</source>
        <translation>作废这份答卷吗？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>What was answered in it will be forgotten.</source>
        <translation>已经填的内容将全部清除。</translation>
    </message>
    <message>
        <source>Close the survey?</source>
        <translation>结束调查吗？</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>No more responses are taken. Those that wait enter now, and everything is counted.</source>
        <translation>以后不再收答卷；待入柜的现在入柜，全部参加统计。</translation>
    </message>
</context>
<context>
    <name>RecordColumns</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>formalities</source>
        <translation>手续待补</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>签后有改动</translation>
    </message>
</context>
<context>
    <name>RecordFrame</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Ctrl+Z. Takes back your last save, until it is signed.</source>
        <translation>Ctrl+Z。签字之前，可以撤销您上次的保存。</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>RecordList</name>
    <message>
        <source>New: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>筛选（Ctrl+F）</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>%1: all</source>
        <translation>%1：全部</translation>
    </message>
    <message>
        <source>%1: yes</source>
        <translation>%1：是</translation>
    </message>
    <message>
        <source>%1: no</source>
        <translation>%1：否</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>State: all</source>
        <translation>状态：全部</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Versions differ</source>
        <translation>内容不一致</translation>
    </message>
    <message>
        <source>Formalities missing</source>
        <translation>手续待补</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 条</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 条</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有符合的</translation>
    </message>
    <message>
        <source>Nothing fits this filter. Esc shows everything again.</source>
        <translation>没有符合筛选条件的。按 Esc 显示全部。</translation>
    </message>
    <message>
        <source>Begin with the first: press Ctrl+N. It is saved while you type.</source>
        <translation>按 Ctrl+N 录入第一条，边写边保存。</translation>
    </message>
    <message>
        <source>%1: nothing here yet</source>
        <translation>%1：还没有内容</translation>
    </message>
    <message>
        <source>The villages come with the assignment of the office, on a stick. Open the handover page.</source>
        <translation>村（居）随巡察办的任务包由U盘带来，请打开“U盘交接”接收。</translation>
    </message>
    <message>
        <source>No village has come yet</source>
        <translation>还没有收到村（居）</translation>
    </message>
    <message>
        <source>Choose a village at the top of the window; then this list can be added to.</source>
        <translation>请先在窗口上方选定村（居），才能在这里新增。</translation>
    </message>
    <message>
        <source>No village chosen</source>
        <translation>没有选定村（居）</translation>
    </message>
    <message>
        <source>This list comes from the office. Receive the newest assignment at Handover.</source>
        <translation>这里的内容由巡察办下发，请在“U盘交接”接收最新的任务包。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Open handover</source>
        <translation>去交接</translation>
    </message>
    <message>
        <source>Not finished:</source>
        <translation>没写完的：</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>未写名称</translation>
    </message>
    <message>
        <source>Deleted: %1. It lies in the recycle list.</source>
        <translation>已删除：%1，可在回收列表找回。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Keep this view…</source>
        <translation>保存这个视图…</translation>
    </message>
    <message>
        <source>Forget “%1”</source>
        <translation>删除视图“%1”</translation>
    </message>
    <message>
        <source>Keep this view</source>
        <translation>保存这个视图</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>%1?</source>
        <translation>%1？</translation>
    </message>
    <message>
        <source>After this the record can be read but not changed. What comes later is an addendum.</source>
        <translation>此后这条记录只能看、不能改，后来的内容写成补充。</translation>
    </message>
    <message>
        <source>Your last save was taken back. History shows both.</source>
        <translation>已撤销上次保存，历史中两次都能看到。</translation>
    </message>
    <message>
        <source>Taking files in…</source>
        <translation>正在存入文件…</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>A copy was saved to %1.</source>
        <translation>已另存到 %1。</translation>
    </message>
    <message>
        <source>Written. Meanwhile another version arrived: decide once more.</source>
        <translation>已写入。期间又收到一个新版本，请再定一次。</translation>
    </message>
    <message>
        <source>Decided. Undo lets the versions stand beside each other again.</source>
        <translation>已定。按“撤销”，各版本重新并列。</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Make a finding of this</source>
        <translation>转为问题底稿</translation>
    </message>
    <message>
        <source>Move to another village…</source>
        <translation>移到别的村（居）…</translation>
    </message>
    <message>
        <source>Same person as…</source>
        <translation>与某人是同一人…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>It belongs to this village:</source>
        <translation>它属于这个村（居）：</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>This is the same person as:</source>
        <translation>与这个人是同一人：</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Already on file: %1. Is it the same person?</source>
        <translation>已有同名：%1。是同一个人吗？</translation>
    </message>
    <message>
        <source>Use that one</source>
        <translation>用已有的</translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
    <message>
        <source>Not a day. Type 2026-03-05, 20260305 or 3月5日.</source>
        <translation>不是日期。可写 2026-03-05、20260305 或 3月5日。</translation>
    </message>
    <message>
        <source>Not a time. Type 2026-03-05 14:30, or 14:30 for today.</source>
        <translation>不是时间。可写 2026-03-05 14:30，今天可只写 14:30。</translation>
    </message>
    <message>
        <source>Not a whole number. Type digits, such as 1200.</source>
        <translation>不是整数。请写数字，如 1200。</translation>
    </message>
    <message>
        <source>Not an amount. Type yuan, such as 1234.50 or 1.2万.</source>
        <translation>不是金额。请写元数，如 1234.50 或 1.2万。</translation>
    </message>
    <message>
        <source>Nothing by this name yet. Choose one, or add it.</source>
        <translation>还没有这个名字，请选择或新增。</translation>
    </message>
    <message>
        <source>This cannot be used here. Check it once more.</source>
        <translation>这里不能这样填，请再看看。</translation>
    </message>
</context>
<context>
    <name>RecoverDialog</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>New passphrase, typed by that person</source>
        <translation>新口令（由本人输入）</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Who gets in again?</source>
        <translation>为谁重新打开？</translation>
    </message>
    <message>
        <source>Enter name and staff number.</source>
        <translation>请填写姓名和工号。</translation>
    </message>
</context>
<context>
    <name>RecyclePage</name>
    <message>
        <source>Recycle list</source>
        <translation>回收列表</translation>
    </message>
    <message>
        <source>Nothing here is lost. Enter brings the chosen line back.</source>
        <translation>这里的内容都没有丢。选中一行按回车即可恢复。</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>What</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Same as %1</source>
        <translation>与 %1 相同</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>The recycle list is empty. What you delete lies here until needed.</source>
        <translation>回收列表是空的。删除的内容会留在这里，需要时可以找回。</translation>
    </message>
    <message>
        <source>Brought back: %1</source>
        <translation>已恢复：%1</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>(not on this laptop)</source>
        <translation>（不在这台电脑上）</translation>
    </message>
    <message>
        <source>Type a name, or ↓ for all</source>
        <translation>输入名称，或按 ↓ 列出全部</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>ReferencesEditor</name>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>(not on this laptop)</source>
        <translation>（不在这台电脑上）</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
</context>
<context>
    <name>RegistersView</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Papers handed out</source>
        <translation>登记问卷发放回收</translation>
    </message>
    <message>
        <source>Vote in a meeting</source>
        <translation>登记民主测评</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>发放和测评登记</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Edition, or who is assessed</source>
        <translation>版别或测评对象</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>参会</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Numbers contradict</source>
        <translation>数字前后不符</translation>
    </message>
    <message>
        <source>Numbers only, no names: how many were handed out, returned and valid. Two people count a vote.</source>
        <translation>只登记数字，不登记姓名：发出、收回、有效各多少。民主测评由两人计票。</translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation>还没有登记。</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Save or write…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Question by question</source>
        <translation>逐题结果</translation>
    </message>
    <message>
        <source>One by another</source>
        <translation>交叉分析</translation>
    </message>
    <message>
        <source>Villages and rounds</source>
        <translation>村与轮次对比</translation>
    </message>
    <message>
        <source>Note papers</source>
        <translation>登记份数</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>发放份数</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>回收份数</translation>
    </message>
    <message>
        <source>Spoiled</source>
        <translation>作废份数</translation>
    </message>
    <message>
        <source>Responses entered: %1</source>
        <translation>已入柜 %1 份</translation>
    </message>
    <message>
        <source>waiting for company (they enter ten at a time): %1</source>
        <translation>待入柜（攒够10份一起入柜）%1 份</translation>
    </message>
    <message>
        <source>counted: %1; the latest wait, so that no two counts tell a single answer</source>
        <translation>统计了 %1 份；最近的几份暂不统计，免得前后两次结果一减就看出某一份</translation>
    </message>
    <message>
        <source>Papers: nothing noted yet</source>
        <translation>纸质问卷：还没有登记份数</translation>
    </message>
    <message>
        <source>Papers: %1 handed out, %2 returned (%3), %4 valid (%5)</source>
        <translation>纸质问卷：发放 %1 份，回收 %2 份（%3），有效 %4 份（%5）</translation>
    </message>
</context>
<context>
    <name>Road</name>
    <message>
        <source>Not handed over</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>On a stick, verified</source>
        <translation>已写入U盘（已校验）</translation>
    </message>
    <message>
        <source>Leader has it</source>
        <translation>组长已收</translation>
    </message>
    <message>
        <source>Office has it</source>
        <translation>办公室已收</translation>
    </message>
    <message>
        <source>On a stick</source>
        <translation>已写入U盘</translation>
    </message>
    <message>
        <source>The other laptop has it</source>
        <translation>对方笔记本已收</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>Receipt due</source>
        <translation>已收，待写回执</translation>
    </message>
    <message>
        <source>Receipt written</source>
        <translation>已收，已写回执</translation>
    </message>
    <message>
        <source>Waits to be registered</source>
        <translation>待登记</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Set aside: words differed</source>
        <translation>暂存：八个词不一致</translation>
    </message>
    <message>
        <source>Not read to its end</source>
        <translation>没有读完</translation>
    </message>
</context>
<context>
    <name>RoadMarks</name>
    <message>
        <source>On its way</source>
        <translation>交接进度</translation>
    </message>
</context>
<context>
    <name>Scanning</name>
    <message>
        <source>A box is not seen clearly: folded, covered or out of the light.</source>
        <translation>有方框看不清：折了、遮了或光线太暗。</translation>
    </message>
    <message>
        <source>There is a faint mark, or only part of one.</source>
        <translation>有很淡或不完整的记号。</translation>
    </message>
    <message>
        <source>Something is drawn around a box.</source>
        <translation>方框外面画了东西（例如画圈）。</translation>
    </message>
    <message>
        <source>More than one box is marked.</source>
        <translation>选了不止一个方框。</translation>
    </message>
    <message>
        <source>A box painted over stands beside ticked ones: it may be taken back.</source>
        <translation>有涂满的方框，别的方框又打了勾：涂满的也许是作废。</translation>
    </message>
    <message>
        <source>Some of its boxes are on a page that was not read.</source>
        <translation>这一题有方框在没有读到的那一页。</translation>
    </message>
    <message>
        <source>Nothing is marked here.</source>
        <translation>这一题没有记号。</translation>
    </message>
    <message>
        <source>Answered, although the answers before lead around it.</source>
        <translation>按前面的答案应跳过这一题，这里却填了。</translation>
    </message>
    <message>
        <source>Something is written here. Type it, or leave it for later.</source>
        <translation>这里写了字。请录入，或留到以后。</translation>
    </message>
    <message>
        <source>no code of ours is seen; the whole sheet must be in the picture, sharp and bright</source>
        <translation>没有看到本程序的二维码；请把整张纸拍全、拍清、拍亮</translation>
    </message>
    <message>
        <source>a sheet of another questionnaire, or of another version of this one</source>
        <translation>是别的问卷，或这份问卷的另一个版本</translation>
    </message>
    <message>
        <source>printed by a version of this program that laid it out differently; type it in</source>
        <translation>是排版不同的程序版本打印的，请按键录入</translation>
    </message>
    <message>
        <source>its boxes are not found; lay it flat and take the picture from above</source>
        <translation>找不到方框；请铺平，从正上方重拍</translation>
    </message>
    <message>
        <source>this page was read already</source>
        <translation>这一页已经读过</translation>
    </message>
    <message>
        <source>the file cannot be opened</source>
        <translation>文件打不开</translation>
    </message>
    <message>
        <source>the file is locked by a password</source>
        <translation>文件加了锁，打不开</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>the telephone&apos;s own format; let it save pictures as JPEG</source>
        <translation>是手机自己的格式，请在手机上改存为 JPEG</translation>
    </message>
    <message>
        <source>this kind of file is not shown here</source>
        <translation>这种文件不能识读</translation>
    </message>
</context>
<context>
    <name>ScanningPage</name>
    <message>
        <source>Read ticked sheets</source>
        <translation>识读已填问卷</translation>
    </message>
    <message>
        <source>Choose pictures…</source>
        <translation>选择照片或扫描件…</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>问卷各份</translation>
    </message>
    <message>
        <source>Back (F7)</source>
        <translation>返回（F7）</translation>
    </message>
    <message>
        <source>No questionnaire of this village is in use. Begin to use one first.</source>
        <translation>这个村还没有启用的问卷，请先启用一份。</translation>
    </message>
    <message>
        <source>Print blank sheets under Questionnaires, have them ticked, then scan or photograph each page: whole, flat, from above, in even light. What is not plain is shown, and every sheet is kept only after you have compared it. It then waits as an unfinished response, to be confirmed.</source>
        <translation>先在“问卷”页打印空白问卷，填好后逐页扫描或拍照：拍全、铺平、从正上方拍、光线均匀。看不准的地方会拿给您定，每一份都要您核对过才存；存下的是未完成的问卷，还要确认。</translation>
    </message>
    <message>
        <source>Pictures of ticked sheets</source>
        <translation>已填问卷的照片或扫描件</translation>
    </message>
    <message>
        <source>Pictures and PDF</source>
        <translation>图片和PDF</translation>
    </message>
    <message>
        <source>Not read: %1</source>
        <translation>没有读出 %1 页：</translation>
    </message>
    <message>
        <source>Sheet %1</source>
        <translation>第 %1 份</translation>
    </message>
    <message>
        <source>%1: kept</source>
        <translation>%1：已存</translation>
    </message>
    <message>
        <source>%1: kept before</source>
        <translation>%1：以前存过</translation>
    </message>
    <message>
        <source>%1: a page is missing</source>
        <translation>%1：缺页</translation>
    </message>
    <message>
        <source>%1: %2 to decide</source>
        <translation>%1：%2 处待定</translation>
    </message>
    <message>
        <source>%1: to be compared</source>
        <translation>%1：待核对</translation>
    </message>
    <message>
        <source>Kept. Confirm it under Questionnaires: go on with an unfinished one.</source>
        <translation>已存。请到“问卷”页点“继续未完成的”逐份确认。</translation>
    </message>
    <message>
        <source>A sheet of this number was kept before. Keep it only if it is another one.</source>
        <translation>这个卷号的问卷以前存过。确认是另一份才可以再存。</translation>
    </message>
    <message>
        <source>Page %1 was not read. Kept now, its questions stay without an answer.</source>
        <translation>第 %1 页没有读到。现在就存，那一页的题目都会空着。</translation>
    </message>
    <message>
        <source>Compare: what counts as ticked has a ring.</source>
        <translation>请对照原件：认作已选的方框都加了圈。</translation>
    </message>
    <message>
        <source>Digits choose · 0 none · Enter goes on</source>
        <translation>数字键选择 · 0 表示未选 · 回车下一处</translation>
    </message>
    <message>
        <source>Enter goes on</source>
        <translation>回车下一处</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>下一处（回车）</translation>
    </message>
    <message>
        <source>Enter keeps this sheet and goes to the next</source>
        <translation>回车存下这一份，转到下一份</translation>
    </message>
    <message>
        <source>Agreed, keep it (Enter)</source>
        <translation>核对无误，存下（回车）</translation>
    </message>
    <message>
        <source>Found no place in the response, type them when you confirm it: %1</source>
        <translation>这些答案放不进这份问卷，请在确认时补录：%1</translation>
    </message>
    <message>
        <source>%1 sheets kept as unfinished responses. Confirm them under Questionnaires.</source>
        <translation>已存 %1 份，都是未完成的问卷，请到“问卷”页逐份确认。</translation>
    </message>
</context>
<context>
    <name>SealedEditor</name>
    <message>
        <source>Only you and the office can read this.</source>
        <translation>只有您本人和巡察办能看。</translation>
    </message>
    <message>
        <source>Written by somebody else: only they and the office can read it.</source>
        <translation>由别人写入，只有其本人和巡察办能看。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>填写</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>Type a part of it; Enter takes it</source>
        <translation>输入其中几个字，回车选中</translation>
    </message>
    <message>
        <source>Search the choices</source>
        <translation>查找选项</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
</context>
<context>
    <name>SecondCard</name>
    <message>
        <source>Confirmed by two</source>
        <translation>两人核对</translation>
    </message>
    <message>
        <source>The second person compares the recipient and the first eight characters of the digest with the slip of the stick.</source>
        <translation>请第二人把接收方、文件指纹前8位与U盘的交接单逐字对照。</translation>
    </message>
    <message>
        <source>Same; signs the slip</source>
        <translation>核对一致，在交接单上签字</translation>
    </message>
    <message>
        <source>Same; confirm</source>
        <translation>核对一致，确认</translation>
    </message>
</context>
<context>
    <name>SecondPerson</name>
    <message>
        <source>Second person</source>
        <translation>第二人</translation>
    </message>
    <message>
        <source>Passphrase of the second person</source>
        <translation>第二人的口令</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>请选择…</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>after %1 minutes</source>
        <translation>%1 分钟后</translation>
    </message>
    <message>
        <source>Locking</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock when idle</source>
        <translation>无人操作时自动锁定</translation>
    </message>
    <message>
        <source>Change my passphrase…</source>
        <translation>更改我的口令…</translation>
    </message>
    <message>
        <source>Changing the passphrase…</source>
        <translation>正在更改口令…</translation>
    </message>
    <message>
        <source>The passphrase was changed. The old one no longer opens anything here.</source>
        <translation>口令已更改，旧口令在这里不再有用。</translation>
    </message>
    <message>
        <source>Who may unlock this computer&apos;s work</source>
        <translation>谁能打开这台电脑上的工作内容</translation>
    </message>
    <message>
        <source>Add a person…</source>
        <translation>加一个人…</translation>
    </message>
    <message>
        <source>me</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Adding the person…</source>
        <translation>正在加入…</translation>
    </message>
    <message>
        <source>Added. The office still has to register the new key: hand over once.</source>
        <translation>已加入。新的数字签名还需巡察办登记，请做一次U盘交接。</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>移除 %1？</translation>
    </message>
    <message>
        <source>Everything is encrypted anew; what this person wrote stays. Older backups can still be opened.</source>
        <translation>全部内容将重新加密，此人写的内容保留。以前的备份此人仍能打开。</translation>
    </message>
    <message>
        <source>Encrypting anew…</source>
        <translation>正在重新加密…</translation>
    </message>
    <message>
        <source>Removed. The passphrase of that person no longer opens this computer&apos;s work.</source>
        <translation>已移除，此人的口令不再能打开这台电脑上的工作内容。</translation>
    </message>
    <message>
        <source>The data on this computer</source>
        <translation>这台电脑上的数据</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面检查</translation>
    </message>
    <message>
        <source>Rebuild lists and search</source>
        <translation>重建列表和搜索</translation>
    </message>
    <message>
        <source>Copying and checking the copy…</source>
        <translation>正在备份并核对…</translation>
    </message>
    <message>
        <source>A checked copy lies in %1.</source>
        <translation>核对过的备份在 %1。</translation>
    </message>
    <message>
        <source>Checking every page, signature and attachment…</source>
        <translation>正在核对每一页、每个数字签名和附件…</translation>
    </message>
    <message>
        <source>Show what was found</source>
        <translation>查看检查结果</translation>
    </message>
    <message>
        <source>Rebuilding from the journal…</source>
        <translation>正在重建…</translation>
    </message>
    <message>
        <source>Lists and search were rebuilt; nothing was lost or added.</source>
        <translation>列表和搜索已重建，内容不多不少。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Satchel %1. It uses no network and is not for state secrets. Free software under the MIT licence.</source>
        <translation>巡察工作本 %1。不联网，不得录入国家秘密。自由软件，MIT 许可证。</translation>
    </message>
    <message>
        <source>Licences of the parts used…</source>
        <translation>所用部件的许可证…</translation>
    </message>
</context>
<context>
    <name>SetupView</name>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Filled in on</source>
        <translation>填写日期</translation>
    </message>
    <message>
        <source>How handed out</source>
        <translation>发放方式</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>发放地点</translation>
    </message>
    <message>
        <source>Typed a second time</source>
        <translation>复录比例</translation>
    </message>
    <message>
        <source>A batch of paper sheets</source>
        <translation>新建录入批次</translation>
    </message>
    <message>
        <source>Said once, it holds for every sheet of the batch. Put the sheets in one pile, in the order of their numbers. The sheets of the second typing are drawn when the first is over; nobody knows them before.</source>
        <translation>这里只填一次，对整批都有效。请把问卷按卷号理成一摞。复录哪几份，等首次录入完成后才随机抽取，事先谁也不知道。</translation>
    </message>
    <message>
        <source>Begin (Enter)</source>
        <translation>开始 (Enter)</translation>
    </message>
    <message>
        <source>Not now (Esc)</source>
        <translation>先不录 (Esc)</translation>
    </message>
    <message>
        <source>None (no error rate can be told)</source>
        <translation>不复录（说不出差错率）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1% of the sheets</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Satchel</source>
        <translation>巡察工作本</translation>
    </message>
</context>
<context>
    <name>SourceBoard</name>
    <message>
        <source>1 independent source</source>
        <translation>独立来源 1 个</translation>
    </message>
    <message>
        <source>%1 independent sources</source>
        <translation>独立来源 %1 个</translation>
    </message>
    <message>
        <source>They disagree: %1 contradict</source>
        <translation>说法不一：%1 份与之矛盾</translation>
    </message>
    <message>
        <source>Sources side by side</source>
        <translation>对比印证</translation>
    </message>
    <message>
        <source>No source yet. A finding rests on at least one; two of different origin are better.</source>
        <translation>还没有印证材料。底稿至少要有一份，最好有两份不同来源的。</translation>
    </message>
    <message>
        <source>From a talk…</source>
        <translation>谈话内容…</translation>
    </message>
    <message>
        <source>From evidence…</source>
        <translation>证据…</translation>
    </message>
    <message>
        <source>From a document…</source>
        <translation>调阅资料…</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Take this source out</source>
        <translation>移除这份印证材料</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Prepare</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Assess</source>
        <translation>研判</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>U盘交接</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>整改</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>管理</translation>
    </message>
</context>
<context>
    <name>StickChooser</name>
    <message>
        <source>Plug in the stick; it shows here by itself.</source>
        <translation>请插上U盘，这里会自动显示。</translation>
    </message>
    <message>
        <source>Use a folder instead…</source>
        <translation>改用文件夹…</translation>
    </message>
    <message>
        <source>Folder for the handover</source>
        <translation>交接用的文件夹</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>可用 %1</translation>
    </message>
    <message>
        <source>write-protected</source>
        <translation>写保护</translation>
    </message>
</context>
<context>
    <name>StickStanding</name>
    <message>
        <source>Put it into the register…</source>
        <translation>登记这个U盘…</translation>
    </message>
    <message>
        <source>First 8 characters of the digest on the slip</source>
        <translation>交接单上文件指纹前8位</translation>
    </message>
    <message>
        <source>Is it this stick?</source>
        <translation>是不是这个U盘？</translation>
    </message>
    <message>
        <source>Right stick: %1 is the file of this slip, byte for byte.</source>
        <translation>U盘拿对了：%1 就是这张交接单上的文件，内容完整无误。</translation>
    </message>
    <message>
        <source>Right stick, but %1 is damaged. Ask its sender to write it again.</source>
        <translation>U盘拿对了，但 %1 已损坏。请对方重新写出。</translation>
    </message>
    <message>
        <source>Wrong stick: there is no package of Satchel on it.</source>
        <translation>U盘拿错了：上面没有交接文件。</translation>
    </message>
    <message>
        <source>Wrong stick: the packages on it begin with %1.</source>
        <translation>U盘拿错了：上面的交接文件文件指纹前8位是 %1。</translation>
    </message>
</context>
<context>
    <name>TargetChooser</name>
    <message>
        <source>My work goes to</source>
        <translation>我的改动交到</translation>
    </message>
    <message>
        <source>the inspection office</source>
        <translation>巡察办</translation>
    </message>
    <message>
        <source>laptop %1 of %2, who leads the group</source>
        <translation>电脑 %1（%2，组领导）</translation>
    </message>
    <message>
        <source>laptop %1 of %2</source>
        <translation>电脑 %1（%2）</translation>
    </message>
</context>
<context>
    <name>TemplateCard</name>
    <message>
        <source>Word templates</source>
        <translation>Word 模板</translation>
    </message>
    <message>
        <source>Check a template…</source>
        <translation>检查模板…</translation>
    </message>
    <message>
        <source>Take out the one in use…</source>
        <translation>取出现用模板…</translation>
    </message>
    <message>
        <source>Fields it may use</source>
        <translation>可用填充项</translation>
    </message>
    <message>
        <source>Use it from now on</source>
        <translation>从现在起采用</translation>
    </message>
    <message>
        <source>Back to the one that ships</source>
        <translation>恢复自带模板</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>in use: the one that ships</source>
        <translation>现用：自带模板</translation>
    </message>
    <message>
        <source>in use: %1</source>
        <translation>现用：%1</translation>
    </message>
    <message>
        <source>Which template?</source>
        <translation>选择模板文件</translation>
    </message>
    <message>
        <source>%1: %2 to correct, listed below. Correct it in Word and check again.</source>
        <translation>%1 有 %2 处要改，列在下面。请在 Word 里改好，再检查一次。</translation>
    </message>
    <message>
        <source>%1 can be used as it is.</source>
        <translation>%1 没有问题，可以采用。</translation>
    </message>
    <message>
        <source>%1 is in use from now on; laptops get it with the next assignment.</source>
        <translation>%1 已采用，笔记本会在下次任务包中收到。</translation>
    </message>
    <message>
        <source>Take out the template</source>
        <translation>取出模板</translation>
    </message>
    <message>
        <source>Template saved to %1.</source>
        <translation>模板已存到 %1。</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>现场今日</translation>
    </message>
    <message>
        <source>All villages</source>
        <translation>全部村（居）</translation>
    </message>
    <message>
        <source>%1   ·   %2 talks   ·   %3 people</source>
        <translation>%1   ·   谈话 %2   ·   人员 %3</translation>
    </message>
    <message>
        <source>This laptop is not registered yet.</source>
        <translation>这台笔记本还没有登记。</translation>
    </message>
    <message>
        <source>Plug in a stick, open the handover page and press the button; take the stick to the office.</source>
        <translation>插上U盘，打开“U盘交接”页按一下按钮，把U盘带到巡察办。</translation>
    </message>
    <message>
        <source>Open handover</source>
        <translation>去交接</translation>
    </message>
    <message>
        <source>Laptops waiting to be registered: %1</source>
        <translation>等待登记的笔记本：%1 台</translation>
    </message>
    <message>
        <source>Compare eight words with each inspector, then confirm.</source>
        <translation>与每位巡察人员核对八个词，然后登记。</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>现在核对</translation>
    </message>
    <message>
        <source>Two different saves carry the same number.</source>
        <translation>有两次不同的保存用了同一个序号。</translation>
    </message>
    <message>
        <source>A vault was probably copied to a second computer. Both are kept; tell the office.</source>
        <translation>加密柜可能被拷到了另一台电脑。两边都已保留，请报告巡察办。</translation>
    </message>
    <message>
        <source>Nothing has been entered yet.</source>
        <translation>还没有录入任何内容。</translation>
    </message>
    <message>
        <source>Begin with the round, then its groups, inspectors and villages.</source>
        <translation>先录入轮次，再录入组别、巡察人员和村（居）。</translation>
    </message>
    <message>
        <source>Enter the round</source>
        <translation>录入轮次</translation>
    </message>
    <message>
        <source>No assignment has come yet.</source>
        <translation>还没有收到任务包。</translation>
    </message>
    <message>
        <source>Plug in the stick from the office and press the button on the handover page.</source>
        <translation>插上巡察办给的U盘，在“U盘交接”页按一下按钮。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>内容不一致</translation>
    </message>
    <message>
        <source>Nobody has written two different things.</source>
        <translation>没有两人写得不一样的地方。</translation>
    </message>
    <message>
        <source>Formalities missing</source>
        <translation>手续待补</translation>
    </message>
    <message>
        <source>Every formality is complete.</source>
        <translation>手续都已办齐。</translation>
    </message>
    <message>
        <source>Planned talks</source>
        <translation>计划谈话</translation>
    </message>
    <message>
        <source>No talk is planned up to today.</source>
        <translation>到今天没有计划中的谈话。</translation>
    </message>
    <message>
        <source>Plan a talk</source>
        <translation>安排谈话</translation>
    </message>
    <message>
        <source>Unfinished talks</source>
        <translation>未完成的谈话</translation>
    </message>
    <message>
        <source>No talk is unfinished.</source>
        <translation>没有未完成的谈话。</translation>
    </message>
    <message>
        <source>Paper of talks</source>
        <translation>谈话记录的纸质件</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>还没有签字</translation>
    </message>
    <message>
        <source>Signed, scan not attached</source>
        <translation>已签字，未附扫描件</translation>
    </message>
    <message>
        <source>Every talk that was held is signed and its scan is here.</source>
        <translation>谈完的都已签字，扫描件也已附上。</translation>
    </message>
    <message>
        <source>What I was typing</source>
        <translation>我没写完的</translation>
    </message>
    <message>
        <source>Nothing is half typed.</source>
        <translation>没有写了一半的内容。</translation>
    </message>
    <message>
        <source>%1 more…</source>
        <translation>还有 %1 条…</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>U盘交接</translation>
    </message>
    <message>
        <source>Saves the office has not confirmed</source>
        <translation>巡察办尚未确认的改动</translation>
    </message>
    <message>
        <source>Received, writer not registered yet</source>
        <translation>已收到，录入人待登记</translation>
    </message>
    <message>
        <source>Set aside for checking</source>
        <translation>暂存待核</translation>
    </message>
    <message>
        <source>(no name yet)</source>
        <translation>（未命名）</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Search   Ctrl+K</source>
        <translation>搜索   Ctrl+K</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L). What you typed is saved first.</source>
        <translation>锁定（Ctrl+L），会先保存您录入的内容。</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换人</translation>
    </message>
    <message>
        <source>A colleague goes on at this laptop (Ctrl+Shift+L). What you typed stays yours.</source>
        <translation>换同事使用本机（Ctrl+Shift+L）。您写了一半的内容仍归您。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>The manual at this page (F1)</source>
        <translation>本页的使用说明（F1）</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（居）</translation>
    </message>
    <message>
        <source>Every page shows this village only</source>
        <translation>每一页都只显示这个村（居）</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>All villages</source>
        <translation>全部村（居）</translation>
    </message>
    <message>
        <source>All rounds</source>
        <translation>全部轮次</translation>
    </message>
    <message>
        <source>Awaiting receipt: %1</source>
        <translation>办公室未收 %1</translation>
    </message>
    <message>
        <source>Saves the office has not confirmed yet. Hand over by stick; its receipt brings this down.</source>
        <translation>办公室还没有回执的改动。用U盘交接，收到回执后数字才会减少。</translation>
    </message>
    <message>
        <source>Office has everything</source>
        <translation>办公室已全收</translation>
    </message>
    <message>
        <source>The office has confirmed everything saved here.</source>
        <translation>这里保存的内容，巡察办都已确认收到。</translation>
    </message>
</context>
<context>
    <name>Typed</name>
    <message>
        <source>Calendar (F9)</source>
        <translation>日历（F9）</translation>
    </message>
    <message>
        <source>A year, such as 2026</source>
        <translation>年份，如 2026</translation>
    </message>
    <message>
        <source>A month, such as 2026-07</source>
        <translation>月份，如 2026-07</translation>
    </message>
    <message>
        <source>A whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>A day, such as 2026-07-09 or 20260709</source>
        <translation>日期，如 2026-07-09 或 20260709</translation>
    </message>
    <message>
        <source>A time, such as 09:30 or 0930</source>
        <translation>时间，如 09:30 或 0930</translation>
    </message>
    <message>
        <source>Day and time, such as 2026-07-09 09:30</source>
        <translation>日期和时间，如 2026-07-09 09:30</translation>
    </message>
    <message>
        <source>Latitude, longitude, such as 30.2500, 120.1600</source>
        <translation>纬度, 经度，如 30.2500, 120.1600</translation>
    </message>
    <message>
        <source>Scan the code, or type it</source>
        <translation>扫码，或手工输入</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
</context>
<context>
    <name>TypingView</name>
    <message>
        <source>Answers of this sheet</source>
        <translation>这一份的答案</translation>
    </message>
    <message>
        <source>Back (F7)</source>
        <translation>上一题 (F7)</translation>
    </message>
    <message>
        <source>Leave this sheet out (F9)</source>
        <translation>剔出这一份 (F9)</translation>
    </message>
    <message>
        <source>Later (Esc)</source>
        <translation>以后再录 (Esc)</translation>
    </message>
    <message>
        <source>Second typing</source>
        <translation>复录</translation>
    </message>
    <message>
        <source>First typing</source>
        <translation>首次录入</translation>
    </message>
    <message>
        <source>F2 language</source>
        <translation>F2 换语言</translation>
    </message>
    <message>
        <source>Next sheet</source>
        <translation>下一份</translation>
    </message>
    <message>
        <source>Take the sheet of this number from the pile and press Enter.</source>
        <translation>请从一摞问卷中找出这个卷号的一份，再按 Enter。</translation>
    </message>
    <message>
        <source>No number is printed? Write this one on the sheet in pencil and press Enter.</source>
        <translation>纸上没有印卷号？请用铅笔把这个号写在纸上，再按 Enter。</translation>
    </message>
    <message>
        <source>Enter, if this is the number on the sheet; else type what is printed there.</source>
        <translation>纸上印的就是这个卷号，按 Enter；不是，请输入纸上的卷号。</translation>
    </message>
    <message>
        <source>Number of the sheet</source>
        <translation>这一份的卷号</translation>
    </message>
    <message>
        <source>Begin this sheet (Enter)</source>
        <translation>开始这一份 (Enter)</translation>
    </message>
    <message>
        <source>Last sheet (F7)</source>
        <translation>上一份 (F7)</translation>
    </message>
    <message>
        <source>Sheet %1</source>
        <translation>问卷 %1</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>下一题 (Enter)</translation>
    </message>
    <message>
        <source>One more?</source>
        <translation>还有一行吗？</translation>
    </message>
    <message>
        <source>Sheet %1 is saved.</source>
        <translation>问卷 %1 已存好。</translation>
    </message>
    <message>
        <source>Does not apply, skipped: question %1</source>
        <translation>不用答，已跳过：第 %1 题</translation>
    </message>
    <message>
        <source>%1 of %2 typed</source>
        <translation>已录 %1 / %2 份</translation>
    </message>
    <message>
        <source>%1 typed</source>
        <translation>已录 %1 份</translation>
    </message>
    <message>
        <source>Sheet %1 and its answers leave the batch: F9 once more. Any other key goes on.</source>
        <translation>要把问卷 %1 和已录的答案剔出批次，请再按一次 F9；按其他键继续录入。</translation>
    </message>
    <message>
        <source>Sheet %1 is left out.</source>
        <translation>问卷 %1 已剔出。</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>The office&apos;s key is here…</source>
        <translation>已有巡察办的密钥…</translation>
    </message>
    <message>
        <source>Recover through the office</source>
        <translation>通过巡察办恢复</translation>
    </message>
    <message>
        <source>Nobody can look a passphrase up. Take this computer to the inspection office: its recovery key opens the data and gives you a new passphrase. Nothing that was saved is lost; your digital signature starts anew.</source>
        <translation>口令谁也查不到。请把这台电脑带到巡察办，用办公室的恢复密钥打开数据，为您设新口令。已保存的内容不会丢，数字签名重新开始。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>打开加密柜</translation>
    </message>
    <message>
        <source>Work kept in</source>
        <translation>工作内容存放在</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase forgotten?</source>
        <translation>忘记口令？</translation>
    </message>
    <message>
        <source>Set up this computer</source>
        <translation>设置这台电脑</translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation>先练一练</translation>
    </message>
    <message>
        <source>Made-up villages and people; about 15 minutes. Real data cannot get in.</source>
        <translation>村和人都是编造的，大约15分钟，真实数据进不来。</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>另选文件夹…</translation>
    </message>
    <message>
        <source>Where is the work kept?</source>
        <translation>工作内容存放在哪里？</translation>
    </message>
    <message>
        <source>Choose the recovery key of the office</source>
        <translation>选择巡察办的恢复密钥</translation>
    </message>
    <message>
        <source>Choose the folder, or set up this computer first.</source>
        <translation>请选择文件夹，或先设置这台电脑。</translation>
    </message>
    <message>
        <source>Use the previous one</source>
        <translation>使用上一份开柜文件</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Checking the passphrase…</source>
        <translation>正在验证口令…</translation>
    </message>
    <message>
        <source>Next try in %1 s</source>
        <translation>%1 秒后可再试</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Page</source>
        <translation>材料页</translation>
    </message>
    <message>
        <source>Page before (Page Up)</source>
        <translation>上一页（PageUp）</translation>
    </message>
    <message>
        <source>Next page (Page Down)</source>
        <translation>下一页（PageDown）</translation>
    </message>
    <message>
        <source>Smaller (-)</source>
        <translation>缩小（－）</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大（＋）</translation>
    </message>
    <message>
        <source>As wide as the room (W)</source>
        <translation>适合宽度（W）</translation>
    </message>
    <message>
        <source>Whole page (0)</source>
        <translation>整页（0）</translation>
    </message>
    <message>
        <source>Turn left (Ctrl+[)</source>
        <translation>左转（Ctrl+[）</translation>
    </message>
    <message>
        <source>Turn right (Ctrl+])</source>
        <translation>右转（Ctrl+]）</translation>
    </message>
    <message>
        <source>Save a copy in clear…</source>
        <translation>另存不加密的副本…</translation>
    </message>
    <message>
        <source>Drawing the page…</source>
        <translation>正在显示这一页…</translation>
    </message>
    <message>
        <source>The file is cut short: grey is missing.</source>
        <translation>文件不完整，灰色部分缺失。</translation>
    </message>
    <message>
        <source>Not shown: %1</source>
        <translation>没有显示：%1</translation>
    </message>
    <message>
        <source>A copy was saved to %1.</source>
        <translation>副本已存到 %1。</translation>
    </message>
    <message>
        <source>%1: the file leaves the encrypted vault</source>
        <translation>%1：文件将离开加密柜</translation>
    </message>
    <message>
        <source>Whoever holds the copy can read it: it is not encrypted. It came from others and may carry macros or programs; open it only on a computer that holds no work. The log notes the copy. Delete it when it is no longer needed.</source>
        <translation>副本不加密，谁拿到都能看。它来自外部，可能带宏或程序，只能在不存工作内容的电脑上打开。操作日志会记下这次另存。用完请删除。</translation>
    </message>
    <message>
        <source>Choose a place…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>not what its name says</source>
        <translation>内容与文件名后缀不符</translation>
    </message>
    <message>
        <source>JPEG photo</source>
        <translation>JPEG 照片</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>TIFF scan</source>
        <translation>TIFF 扫描件</translation>
    </message>
    <message>
        <source>GIF picture</source>
        <translation>GIF 图片</translation>
    </message>
    <message>
        <source>BMP picture</source>
        <translation>BMP 图片</translation>
    </message>
    <message>
        <source>WebP picture</source>
        <translation>WebP 图片</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF 文件</translation>
    </message>
    <message>
        <source>HEIC photo of an iPhone</source>
        <translation>苹果手机 HEIC 照片</translation>
    </message>
    <message>
        <source>AVIF picture</source>
        <translation>AVIF 图片</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG 图形</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>presentation</source>
        <translation>演示文稿</translation>
    </message>
    <message>
        <source>OFD document</source>
        <translation>OFD 版式文件</translation>
    </message>
    <message>
        <source>older Office document</source>
        <translation>旧版 Office 文件</translation>
    </message>
    <message>
        <source>RTF document</source>
        <translation>RTF 文档</translation>
    </message>
    <message>
        <source>ZIP archive</source>
        <translation>ZIP 压缩包</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>sound recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>video</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>unknown kind of file</source>
        <translation>未知类型的文件</translation>
    </message>
</context>
<context>
    <name>ViewerDialog</name>
    <message>
        <source>Save a copy in clear…</source>
        <translation>另存不加密的副本…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Files of this record</source>
        <translation>这条记录的文件</translation>
    </message>
</context>
</TS>
