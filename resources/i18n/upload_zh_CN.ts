<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Columns</name>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Rows that are committed, rejected or were anchored before, of all rows</source>
        <translation>已上链、被拒收或此前已上链的行数占全部行数的比例</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>Records in a block, of those sealed in batches</source>
        <translation>已进入区块的记录数，占已封装成批的记录数</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Anchored before</source>
        <translation>此前已上链</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>PreviewTexts</name>
    <message>
        <source>Column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>Meter id</source>
        <translation>水表编号</translation>
    </message>
    <message>
        <source>Alarm code</source>
        <translation>报警代码</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Not read: the mapping is not complete</source>
        <translation>未读取：映射方案尚不完整</translation>
    </message>
</context>
<context>
    <name>RejectTexts</name>
    <message>
        <source>The journal knows no such row.</source>
        <translation>上传日志中没有此行。</translation>
    </message>
    <message>
        <source>Received; not read yet.</source>
        <translation>已接收，尚未读取。</translation>
    </message>
    <message>
        <source>Read; waiting to be sealed.</source>
        <translation>已读取，等待封装。</translation>
    </message>
    <message>
        <source>Signed in a batch; not yet with a node.</source>
        <translation>已签名成批，尚未交给节点。</translation>
    </message>
    <message>
        <source>Submitted to %1; not yet in a block.</source>
        <translation>已提交到 %1，尚未进入区块。</translation>
    </message>
    <message>
        <source>Committed in block %1.</source>
        <translation>已上链，区块高度 %1。</translation>
    </message>
    <message>
        <source>Rejected: %1</source>
        <translation>拒收：%1</translation>
    </message>
    <message>
        <source>Occurs more than once in the file; anchored once.</source>
        <translation>在文件中出现多次，只上链一次。</translation>
    </message>
    <message>
        <source>Was anchored before this upload.</source>
        <translation>此次导入之前已上链。</translation>
    </message>
    <message>
        <source>Not anchored: the upload was cancelled before it was sealed.</source>
        <translation>未上链：封装之前导入已取消。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Committing</source>
        <translation>正在上链</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Finished, with rejects</source>
        <translation>已完成，有拒收</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ImportView</name>
    <message>
        <source>Save the mapping</source>
        <translation>保存映射方案</translation>
    </message>
    <message>
        <source>Load a mapping</source>
        <translation>载入映射方案</translation>
    </message>
    <message>
        <source>Mapping profiles (*.json)</source>
        <translation>映射方案 (*.json)</translation>
    </message>
    <message>
        <source>The mapping was saved</source>
        <translation>映射方案已保存</translation>
    </message>
    <message>
        <source>Taking it…</source>
        <translation>正在接收…</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>上链</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>没有可显示的内容</translation>
    </message>
    <message>
        <source>Reading the first rows…</source>
        <translation>正在读取前几行…</translation>
    </message>
    <message>
        <source>the first %1 rows</source>
        <translation>前 %1 行</translation>
    </message>
    <message>
        <source>all %1 rows</source>
        <translation>全部 %1 行</translation>
    </message>
    <message>
        <source>The file has no rows</source>
        <translation>文件中没有数据行</translation>
    </message>
    <message>
        <source>Of %1: %2 in order, %3 would be rejected. The rest of the file is anchored.</source>
        <translation>%1中：%2 行正常，%3 行将被拒收。其余内容照常上链。</translation>
    </message>
    <message>
        <source>Of %1 all are in order</source>
        <translation>%1均正常</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 more to come</source>
        <translation>%1 · %2 · 之后还有 %3 个</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Leave the file as it is; nothing is anchored</source>
        <translation>不处理此文件；不会上链任何内容</translation>
    </message>
    <message>
        <source>Load mapping…</source>
        <translation>载入映射方案…</translation>
    </message>
    <message>
        <source>Save mapping…</source>
        <translation>保存映射方案…</translation>
    </message>
    <message>
        <source>Of %1 none can be recorded. Correct the mapping.</source>
        <translation>%1均无法记录。请修正映射方案。</translation>
    </message>
    <message>
        <source>All %1 records: from %2 to %3</source>
        <translation>全部 %1 条记录：从 %2 到 %3</translation>
    </message>
    <message>
        <source>%1 meters, %2 to %3 records each</source>
        <translation>%1 块水表，每块 %2 至 %3 条</translation>
    </message>
    <message>
        <source>%1 rows rejected</source>
        <translation>拒绝 %1 行</translation>
    </message>
    <message>
        <source>%1 rows without a record</source>
        <translation>%1 行不产生记录</translation>
    </message>
    <message>
        <source>%1 records later than now</source>
        <translation>%1 条记录晚于当前时间</translation>
    </message>
    <message>
        <source>%1 records from before 2000</source>
        <translation>%1 条记录早于 2000 年</translation>
    </message>
    <message>
        <source>%1 records contradict another one of the same meter, code and time</source>
        <translation>%1 条记录与同表号、同代码、同时间的另一条矛盾</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::JobView</name>
    <message>
        <source>%1 of %2 receipts</source>
        <translation>%1 / %2 份回执</translation>
    </message>
    <message>
        <source>Cancel this upload?</source>
        <translation>要取消此次导入吗？</translation>
    </message>
    <message>
        <source>%1 records are sealed already: they are, or will be, on the ledger and stay there. What is not sealed yet is dropped. You can upload the file again later; nothing is anchored twice.</source>
        <translation>已有 %1 条记录封装成批：它们已经或即将上链，并会一直保留。尚未封装的内容将被丢弃。以后可以重新导入此文件，不会重复上链。</translation>
    </message>
    <message>
        <source>Cancel the upload</source>
        <translation>取消导入</translation>
    </message>
    <message>
        <source>Transaction %1</source>
        <translation>交易 %1</translation>
    </message>
    <message>
        <source>Progress of this upload</source>
        <translation>此次导入的进度</translation>
    </message>
    <message>
        <source>Receipts can be written when the upload has ended</source>
        <translation>导入结束后才能生成回执</translation>
    </message>
    <message>
        <source>For each row: transaction, place in its batch, block</source>
        <translation>每一行对应的交易、在批次中的位置和区块</translation>
    </message>
    <message>
        <source>Rejected rows (%1)</source>
        <translation>拒收的行（%1）</translation>
    </message>
    <message>
        <source>Cancel upload…</source>
        <translation>取消导入…</translation>
    </message>
    <message>
        <source>Save receipts…</source>
        <translation>保存回执…</translation>
    </message>
    <message>
        <source>Save rejected rows…</source>
        <translation>保存拒收的行…</translation>
    </message>
    <message>
        <source>In the file&apos;s own format, each with its reason</source>
        <translation>按原文件格式，每行附上原因</translation>
    </message>
    <message>
        <source>Where is row</source>
        <translation>查找行</translation>
    </message>
    <message>
        <source>Row number</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>拒收的行</translation>
    </message>
    <message>
        <source>No row was rejected</source>
        <translation>没有拒收的行</translation>
    </message>
    <message>
        <source>Save the receipts</source>
        <translation>保存回执</translation>
    </message>
    <message>
        <source>Save the rejected rows</source>
        <translation>保存拒收的行</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Writing receipts…</source>
        <translation>正在生成回执…</translation>
    </message>
    <message>
        <source>%1 rejected rows have none.</source>
        <translation>%1 行被拒收，没有回执。</translation>
    </message>
    <message>
        <source>For %1 rows that were anchored before this upload the place cannot be told, because the file is no longer there or has changed.</source>
        <translation>有 %1 行在此次导入之前已上链，但由于文件已不存在或已更改，无法给出其位置。</translation>
    </message>
    <message>
        <source>%1 receipts were written</source>
        <translation>已生成 %1 份回执</translation>
    </message>
    <message>
        <source>Copying the rejected rows…</source>
        <translation>正在复制拒收的行…</translation>
    </message>
    <message>
        <source>%1 rejected rows were written</source>
        <translation>已写出 %1 行拒收的数据</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>已读取的行</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>%1 of %2 sealed records</source>
        <translation>已封装 %2 条，其中 %1 条</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>%1 of %2 in a block</source>
        <translation>%2 批，其中 %1 批已入块</translation>
    </message>
    <message>
        <source>Anchored before</source>
        <translation>此前已上链</translation>
    </message>
    <message>
        <source>Duplicates in the file</source>
        <translation>文件内重复</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Dropped when cancelled</source>
        <translation>取消时丢弃</translation>
    </message>
    <message>
        <source>%1 rows read, and what was not read yet</source>
        <translation>已读取的 %1 行，以及尚未读取的内容</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Nothing of it is sealed yet, so all of it is dropped. You can upload the file again later.</source>
        <translation>尚未封装任何内容，因此将全部丢弃。以后可以重新导入此文件。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::PreviewTables</name>
    <message>
        <source>As in the file</source>
        <translation>文件中的原文</translation>
    </message>
    <message>
        <source>As it will be recorded</source>
        <translation>将要记录的内容</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ProfileForm</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Values and codes</source>
        <translation>数值与代码</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Lines to skip first</source>
        <translation>先跳过的行数</translation>
    </message>
    <message>
        <source>Time format</source>
        <translation>时间格式</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Hour that comes twice</source>
        <translation>重复的一小时</translation>
    </message>
    <message>
        <source>Hour that never comes</source>
        <translation>不存在的一小时</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>Thousands mark</source>
        <translation>千位分隔符</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Multiply by</source>
        <translation>倍率</translation>
    </message>
    <message>
        <source>Alarm codes</source>
        <translation>报警代码对照</translation>
    </message>
    <message>
        <source>The first row names the columns</source>
        <translation>第一行是列名</translation>
    </message>
    <message>
        <source>Delimited text (CSV)</source>
        <translation>分隔文本（CSV）</translation>
    </message>
    <message>
        <source>JSON array</source>
        <translation>JSON 数组</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Detected: %1</source>
        <translation>自动识别：%1</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Comma ,</source>
        <translation>逗号 ,</translation>
    </message>
    <message>
        <source>Semicolon ;</source>
        <translation>分号 ;</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>Full-width comma ，</source>
        <translation>全角逗号 ，</translation>
    </message>
    <message>
        <source>Reject the row</source>
        <translation>拒收该行</translation>
    </message>
    <message>
        <source>Take the earlier</source>
        <translation>取较早的时间</translation>
    </message>
    <message>
        <source>Take the later</source>
        <translation>取较晚的时间</translation>
    </message>
    <message>
        <source>Shift forward</source>
        <translation>向后顺延</translation>
    </message>
    <message>
        <source>Point .</source>
        <translation>句点 .</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Apostrophe &apos;</source>
        <translation>撇号 &apos;</translation>
    </message>
    <message>
        <source>%Y year, %m month, %d day, %H hour, %M minute, %S second, %f fraction, %z offset; or rfc3339, unix, unix-ms</source>
        <translation>%Y 年，%m 月，%d 日，%H 时，%M 分，%S 秒，%f 秒的小数，%z 时差；也可填 rfc3339、unix、unix-ms</translation>
    </message>
    <message>
        <source>Choose, e.g. Asia/Shanghai</source>
        <translation>请选择，如 Asia/Shanghai</translation>
    </message>
    <message>
        <source>L, m3 … (informative)</source>
        <translation>L、m3 等（仅供说明）</translation>
    </message>
    <message>
        <source>text in the file = code, one a line</source>
        <translation>文件中的文字 = 代码，每行一条</translation>
    </message>
    <message>
        <source>%1, the same for every row</source>
        <translation>%1，各行相同</translation>
    </message>
    <message>
        <source>the same for every row</source>
        <translation>各行相同</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>A constant</source>
        <translation>固定值</translation>
    </message>
    <message>
        <source>Workbook (.xlsx, .xls)</source>
        <translation>工作簿（.xlsx、.xls）</translation>
    </message>
    <message>
        <source>SQLite database</source>
        <translation>SQLite 数据库</translation>
    </message>
    <message>
        <source>In the file&apos;s order: first, then second</source>
        <translation>按文件中的先后顺序：先第一次，后第二次</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::QuestionList</name>
    <message>
        <source>It names the columns</source>
        <translation>是列名</translation>
    </message>
    <message>
        <source>It is a meter</source>
        <translation>是一台水表</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两条都保留</translation>
    </message>
    <message>
        <source>Only the first</source>
        <translation>只保留第一条</translation>
    </message>
    <message>
        <source>Only the last</source>
        <translation>只保留最后一条</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>都不锚定</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Choose or type…</source>
        <translation>选择或输入…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::UploadWidget</name>
    <message>
        <source>Choose record files</source>
        <translation>选择记录文件</translation>
    </message>
    <message>
        <source>Record files (*.csv *.tsv *.txt *.json *.jsonl)</source>
        <translation>记录文件 (*.csv *.tsv *.txt *.json *.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Pauses the uploader as a whole: nothing more is sealed or sent until it is resumed</source>
        <translation>暂停整个上传：继续之前不再封装，也不再发送</translation>
    </message>
    <message>
        <source>The folder cannot be watched</source>
        <translation>无法监视该文件夹</translation>
    </message>
    <message>
        <source>Not taken: %1</source>
        <translation>未接收：%1</translation>
    </message>
    <message>
        <source>Watching %1</source>
        <translation>正在监视 %1</translation>
    </message>
    <message>
        <source>Watches when unlocked</source>
        <translation>解锁后监视</translation>
    </message>
    <message>
        <source>Opened read-only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Nothing on disk is changed, so nothing can be uploaded here. The jobs below are those of the journal. Open the ledger again without read-only to upload.</source>
        <translation>不会更改磁盘上的任何内容，因此无法在此导入。下方是上传日志中的任务。如需导入，请以非只读方式重新打开账本。</translation>
    </message>
    <message>
        <source>The uploader rests while the key store is locked</source>
        <translation>密钥库锁定期间上传处于停止状态</translation>
    </message>
    <message>
        <source>The jobs below stand as the journal has them. What is unfinished goes on by itself after unlocking. Files can be looked at before.</source>
        <translation>下方任务以上传日志为准。未完成的任务在解锁后自动继续。解锁之前也可以先查看文件。</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>The uploader is paused</source>
        <translation>上传已暂停</translation>
    </message>
    <message>
        <source>What is sealed and queued is kept; nothing is sent until you resume.</source>
        <translation>已封装和已进入上链队列的内容均已保留；恢复之前不会发送。</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>导入上链</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>监视文件夹…</translation>
    </message>
    <message>
        <source>Upload jobs</source>
        <translation>导入任务</translation>
    </message>
    <message>
        <source>Drop record files here</source>
        <translation>将记录文件拖放到此处</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON or JSON Lines. You see what is made of the first rows before anything is anchored.</source>
        <translation>支持 CSV、TSV、JSON 和 JSON Lines。上链之前，您可以先查看前几行的解析结果。</translation>
    </message>
    <message>
        <source>Choose a job</source>
        <translation>选择一个任务</translation>
    </message>
    <message>
        <source>How far it is and what became of its rows.</source>
        <translation>此处显示其进度以及每一行的去向。</translation>
    </message>
    <message>
        <source>Nothing to upload in what was dropped</source>
        <translation>拖放的内容中没有可导入的文件</translation>
    </message>
    <message>
        <source>Drop record files; a folder can be watched instead.</source>
        <translation>请拖放记录文件；文件夹可改用“监视文件夹”。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::WatchDialog</name>
    <message>
        <source>Choose the folder to watch</source>
        <translation>选择要监视的文件夹</translation>
    </message>
    <message>
        <source>Choose a mapping profile</source>
        <translation>选择映射方案</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Every record file that is put into this folder is uploaded by itself once it is complete, while the key store is unlocked. The same content is taken once.</source>
        <translation>密钥库解锁期间，放入此文件夹的记录文件写完后会自动导入上链。相同内容只接收一次。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Mapping profile</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>none: detected from each file where it is unambiguous</source>
        <translation>未指定：在没有疑义时由文件自动识别</translation>
    </message>
    <message>
        <source>the one chosen before</source>
        <translation>此前选定的方案</translation>
    </message>
    <message>
        <source>Watch this folder</source>
        <translation>监视此文件夹</translation>
    </message>
</context>
</TS>
