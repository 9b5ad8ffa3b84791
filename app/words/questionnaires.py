"""Words for the troubles of questionnaires: bringing in, filling in, counting."""

WORDS: dict[str, tuple[str, str]] = {
    "no-village": (
        "还没有选定村（居），问卷不知道放到哪里。请先在窗口上方选一个村（居）。",
        "No village is chosen, so the questionnaire has no place. Choose a village at the top of the window first.",
    ),
    "questionnaire-closed": (
        "这份问卷现在不在使用中，不能填写。拟稿的请先点“开始使用”；已结束的不再收答卷。",
        "This questionnaire is not in use. If it is a draft, begin to use it first; a closed one takes no responses.",
    ),
    "response-final": (
        "这份答卷已经完成，不能直接改动。需要改正时另做一份更正答卷。",
        "This response is finished and cannot be changed. To put it right, make a correction of its own.",
    ),
    "anonymous-response": (
        "不记名的答卷混在一起入柜，分不清哪一份是谁的，所以不能更正。确有差错的，请在登记中注明作废份数。",
        "Anonymous responses are mixed: nobody can correct one. Note it as spoiled in the register of papers.",
    ),
    "response-open": (
        "这份答卷还没有完成，不需要更正。请接着填写。",
        "This response is not finished, so there is nothing to correct. Go on filling it in.",
    ),
    "already-corrected": (
        "这份答卷已经有更正件。请在更正件上再做更正。",
        "This response has been corrected already. Correct the one that stands in its place.",
    ),
    "anonymous-file": (
        "不记名的答卷不收文件：照片或录音可能暴露是谁答的。",
        "An anonymous response takes no files: a picture or a recording could tell who answered.",
    ),
    "reason-missing": (
        "更正答卷要写明理由。请写一句再继续。",
        "A correction says why. Write a sentence, then go on.",
    ),
    "entry-empty": (
        "这个批次还没有录完一份问卷，没有可比对的。请先录入至少一份，或者删去这个批次。",
        "No sheet of this batch is typed to its end yet. Type at least one first, or delete the batch.",
    ),
    "entry-sheet-open": (
        "这几份问卷只录了一部分：{serials}。请输入卷号接着录完，或者按 F9 剔出批次，再结束首次录入。",
        "Begun and not finished: {serials}. Finish them, or leave them out with F9; then end the first typing.",
    ),
    "entry-undecided": (
        "这个批次还有 {count} 处没有复录或没有确定，不能入柜。请接着复录，或在不一致清单里逐条选定。",
        "This batch has {count} left to be typed a second time or decided. Do that first, then let it enter.",
    ),
    "entry-waiting": (
        "这份问卷还有 {count} 份纸质答卷没有入柜，现在结束会漏掉。请先在“纸质问卷录入”里把批次入柜。",
        "{count} typed sheets wait in a batch and would be left out. Let it enter under “Type paper sheets” first.",
    ),
    "workbook-too-large": (
        "这个表格文件太大（{size} 字节，最多 {most} 字节），不像是问卷。请检查是不是选错了文件。",
        "This workbook is too large to be a questionnaire ({size} bytes, at most {most}). Check the file.",
    ),
    "too-many-asks": (
        "口令连续输错，请等 {seconds} 秒再试。已存好的内容不会丢失。",
        "Wrong passphrase several times: wait {seconds} seconds and try again. What was saved is safe.",
    ),
}
