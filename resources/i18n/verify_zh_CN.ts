<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Calculation</name>
    <message>
        <source>MeterSeal: how this verdict was reached. Run it with bash; it writes to a temporary folder alone, which it removes.</source>
        <translation>MeterSeal：此结论的推算过程。可用 bash 运行；只写入一个临时文件夹，结束时删除。</translation>
    </message>
    <message>
        <source>Exit status: 0 every step agrees, 1 one does not, 3 a hash or a signature could not be checked here.</source>
        <translation>退出状态：0 每一步都一致；1 有一步不一致；3 有哈希或签名在此无法检查。</translation>
    </message>
    <message>
        <source>The meter&apos;s signature of the header (ECDSA over secp256k1). The key is the meter&apos;s: the address in the header is the Base58 of the key&apos;s SHA-256.</source>
        <translation>水表对交易头的签名（secp256k1 上的 ECDSA）。密钥属于该水表：交易头中的地址是密钥 SHA-256 的 Base58。</translation>
    </message>
    <message>
        <source>The block&apos;s seal. The genesis document names who may seal; its SHA-256 is the ledger&apos;s fingerprint. Compare the fingerprint with another party&apos;s.</source>
        <translation>区块的封签。创世文件载明谁可封块；其 SHA-256 即账本指纹。请与另一方核对指纹。</translation>
    </message>
    <message>
        <source>Meter %1, verdict %2 [%3]</source>
        <translation>水表 %1，结论 %2 [%3]</translation>
    </message>
    <message>
        <source>There is no record in the file for this leaf, so there are no canonical bytes to hash.</source>
        <translation>文件中没有与此叶子对应的记录，因此没有可供计算的规范字节。</translation>
    </message>
    <message>
        <source>The record&apos;s canonical bytes (RFC 8785), and its leaf: SHA-256 of a zero byte and these bytes.</source>
        <translation>记录的规范字节（RFC 8785）及其叶子：一个零字节加这些字节的 SHA-256。</translation>
    </message>
    <message>
        <source>The batch holds another leaf at this place, so this record is not the one that was anchored.</source>
        <translation>批次在此位置上是另一个叶子，因此这条记录不是当初上链的那一条。</translation>
    </message>
    <message>
        <source>With one field put back the record hashes to the anchored leaf:</source>
        <translation>把一个字段还原后，记录的哈希就是上链的叶子：</translation>
    </message>
    <message>
        <source>sibling on the left</source>
        <translation>左侧兄弟节点</translation>
    </message>
    <message>
        <source>sibling on the right</source>
        <translation>右侧兄弟节点</translation>
    </message>
    <message>
        <source>From leaf %1 of %2 (index %3) up to the Merkle root: SHA-256 of 0x01, left, right.</source>
        <translation>从第 %1 个叶子（共 %2 个，序号 %3）向上到默克尔根：0x01、左、右的 SHA-256。</translation>
    </message>
    <message>
        <source>The transaction&apos;s header as the meter signed it. The root stands in it; its SHA-256 is what was signed.</source>
        <translation>水表所签名的交易头。默克尔根就在其中；被签名的是它的 SHA-256。</translation>
    </message>
    <message>
        <source>The whole transaction: header, signature and all leaves. Its SHA-256 is its name.</source>
        <translation>完整交易：交易头、签名和全部叶子。其 SHA-256 就是交易哈希。</translation>
    </message>
    <message>
        <source>None of its leaves is this record&apos;s:</source>
        <translation>其中没有一个叶子属于这条记录：</translation>
    </message>
    <message>
        <source>The same with MeterSeal&apos;s own commands.</source>
        <translation>用 MeterSeal 自带的命令再算一遍。</translation>
    </message>
    <message>
        <source>Decodes the transaction, checks its signature and its root:</source>
        <translation>解码交易，核对签名与默克尔根：</translation>
    </message>
    <message>
        <source>No transaction of the ledger belongs to this record, so the way ends here.</source>
        <translation>账本上没有属于这条记录的交易，推算到此为止。</translation>
    </message>
    <message>
        <source>The transaction&apos;s place in the log: entry %1 of %2 under the log root of block %3.</source>
        <translation>交易在日志中的位置：区块 %3 的日志根之下，第 %1 条，共 %2 条。</translation>
    </message>
    <message>
        <source>Its log entry: the block&apos;s height and time (ms since 1970), then its name.</source>
        <translation>它的日志条目：区块高度与时间（自 1970 年起的毫秒数），然后是它的名称。</translation>
    </message>
    <message>
        <source>The checkpoint of the block holds the log root, in Base64, as its third line; its SHA-256 is the block&apos;s hash, and the sealer signed it.</source>
        <translation>区块的检查点第三行是 Base64 形式的日志根；检查点的 SHA-256 即区块哈希，并由封块者签名。</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Of the record</source>
        <translation>记录的时间</translation>
    </message>
    <message>
        <source>Alarm code</source>
        <translation>报警代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>在文件中</translation>
    </message>
    <message>
        <source>Transaction hash</source>
        <translation>交易哈希</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>叶子</translation>
    </message>
    <message>
        <source>Place in the batch, from 0</source>
        <translation>在批次中的位置，从 0 起</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Anchored leaf</source>
        <translation>已上链的叶子</translation>
    </message>
    <message>
        <source>Leaf of the file&apos;s record</source>
        <translation>文件中记录的叶子</translation>
    </message>
    <message>
        <source>Anchored at</source>
        <translation>上链时间</translation>
    </message>
    <message>
        <source>Batch from</source>
        <translation>批次起始</translation>
    </message>
    <message>
        <source>Batch to</source>
        <translation>批次截止</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>原因代码</translation>
    </message>
    <message>
        <source>Row in the file</source>
        <translation>文件中的原文</translation>
    </message>
    <message>
        <source>Of rows that could not be read as a record</source>
        <translation>无法读成记录的行</translation>
    </message>
    <message>
        <source>Copy 1</source>
        <translation>副本 1</translation>
    </message>
    <message>
        <source>Copy 2</source>
        <translation>副本 2</translation>
    </message>
    <message>
        <source>Copy 3</source>
        <translation>副本 3</translation>
    </message>
    <message>
        <source>Copy 4</source>
        <translation>副本 4</translation>
    </message>
    <message>
        <source>Anchored was</source>
        <translation>上链的是</translation>
    </message>
    <message>
        <source>Found by search and proved by its hash</source>
        <translation>由搜索找到，并由其哈希证明</translation>
    </message>
    <message>
        <source>What the row says</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Not read</source>
        <translation>未能读取</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Verification report</source>
        <translation>核验报告</translation>
    </message>
    <message>
        <source>What was not checked</source>
        <translation>未核验的内容</translation>
    </message>
    <message>
        <source>What was compared</source>
        <translation>核验对象</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>核验发现</translation>
    </message>
    <message>
        <source>The report shows whether these records are the ones that were anchored, and when. It does not show that a meter measured correctly. Anybody with the file and a copy of the ledger can check it again.</source>
        <translation>本报告说明这些记录是否就是当初上链的记录，以及何时上链；不说明水表计量是否准确。任何持有该文件和账本副本的人都可以重新核验。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File SHA-256</source>
        <translation>文件 SHA-256</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Read by the profile</source>
        <translation>读取配置</translation>
    </message>
    <message>
        <source>Ledger fingerprint</source>
        <translation>账本指纹</translation>
    </message>
    <message>
        <source>Ledger head</source>
        <translation>账本最新区块</translation>
    </message>
    <message>
        <source>block %1, sealed %2</source>
        <translation>区块 %1，封装于 %2</translation>
    </message>
    <message>
        <source>no block yet</source>
        <translation>尚无区块</translation>
    </message>
    <message>
        <source>Head block hash</source>
        <translation>最新区块哈希</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>读取行数</translation>
    </message>
    <message>
        <source>Exact duplicates</source>
        <translation>完全重复的行</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Batches checked</source>
        <translation>已核验批次</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>核验时间</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>区块 %1</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>The first %1 of %2 findings are listed here. All of them are in the report as CSV or JSON Lines.</source>
        <translation>此处列出 %2 项发现中的前 %1 项；CSV 或 JSON Lines 报告包含全部。</translation>
    </message>
    <message>
        <source>leaf index %1</source>
        <translation>叶子序号 %1</translation>
    </message>
    <message>
        <source>What the file should hold</source>
        <translation>文件应包含的内容</translation>
    </message>
    <message>
        <source>What the verdict speaks of</source>
        <translation>结论的范围</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>The check was stopped: %1 of the rows read so far were not compared, and the rest of the file was not looked at.</source>
        <translation>核验已停止：已读取的行中有 %1 行未比对，文件其余部分未查看。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) could not be read as a record and were not checked.</source>
        <translation>
            <numerusform>%Ln 行无法读成记录，未核验。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln batch(es) of these meters lie outside the time checked and were not compared.</source>
        <translation>
            <numerusform>这些水表有 %Ln 个批次在核验时间之外，未比对。</numerusform>
        </translation>
    </message>
    <message>
        <source>The file was checked as an extract: whether it leaves out anchored records was not checked.</source>
        <translation>文件按摘录核验：未检查它是否遗漏已上链的记录。</translation>
    </message>
    <message>
        <source>Nothing was left out: every row was read and compared.</source>
        <translation>无遗漏：每一行都已读取并比对。</translation>
    </message>
    <message>
        <source>%1 of %2 records are exactly as they were anchored.</source>
        <translation>%2 条记录中有 %1 条与上链时完全一致。</translation>
    </message>
    <message>
        <source>INTACT</source>
        <translation>核验通过</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln record(s) are exactly as they were anchored.</source>
        <translation>
            <numerusform>全部 %Ln 条记录与上链时完全一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>NOT INTACT</source>
        <translation>核验未通过</translation>
    </message>
    <message numerus="yes">
        <source>%Ln difference(s) from the ledger.</source>
        <translation>
            <numerusform>与账本有 %Ln 处不一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>STOPPED</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>The check did not reach its end.</source>
        <translation>核验没有进行到底。</translation>
    </message>
    <message>
        <source>NOTHING CHECKED</source>
        <translation>未核验任何内容</translation>
    </message>
    <message>
        <source>No record could be read from this file, so nothing was compared.</source>
        <translation>无法从此文件读出任何记录，因此没有比对。</translation>
    </message>
    <message>
        <source>NOT PROVED</source>
        <translation>无法证明</translation>
    </message>
    <message>
        <source>Some records are not on this ledger.</source>
        <translation>有些记录不在此账本上。</translation>
    </message>
    <message>
        <source>UNDECIDED</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>Some records could not be judged.</source>
        <translation>有些记录无法判定。</translation>
    </message>
    <message>
        <source>NOT WHOLLY CHECKED</source>
        <translation>未完全核验</translation>
    </message>
    <message>
        <source>Only this record was looked at, not whether others are missing.</source>
        <translation>只核验了这一条记录，未检查是否缺少其他记录。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Records in this file: %1 to %2. Meters: %3 (%4).</source>
        <translation>此文件中的记录：%1 至 %2。水表：%3（%4）。</translation>
    </message>
    <message>
        <source>On the ledger before the file&apos;s first record of a meter, and not in the file: %1 records in %2 batches, %3 to %4.</source>
        <translation>账本上早于文件中该水表首条记录、而文件中没有的：%1 条记录，%2 个批次，%3 至 %4。</translation>
    </message>
    <message>
        <source>On the ledger between the file&apos;s records of a meter, and not in the file: %1 records in %2 batches, %3 to %4.</source>
        <translation>账本上介于文件中该水表各记录之间、而文件中没有的：%1 条记录，%2 个批次，%3 至 %4。</translation>
    </message>
    <message>
        <source>On the ledger after the file&apos;s last record of a meter, and not in the file: %1 records in %2 batches, %3 to %4.</source>
        <translation>账本上晚于文件中该水表末条记录、而文件中没有的：%1 条记录，%2 个批次，%3 至 %4。</translation>
    </message>
    <message>
        <source>On the ledger of meters that are not in the file at all: %1 records in %2 batches, %3 to %4.</source>
        <translation>账本上属于文件中完全没有的水表的：%1 条记录，%2 个批次，%3 至 %4。</translation>
    </message>
    <message>
        <source>Active meters that are not in the file at all: %1.</source>
        <translation>文件中完全没有的在用水表数：%1。</translation>
    </message>
    <message>
        <source>Not in the file at all: %1.</source>
        <translation>文件中完全没有：%1。</translation>
    </message>
    <message>
        <source>Which meters of the ledger are not in the file could not be told.</source>
        <translation>无法得知账本上的哪些水表不在文件中。</translation>
    </message>
    <message>
        <source>NOT COMPLETE</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source> Range: %1 to %2.</source>
        <translation> 范围：%1 至 %2。</translation>
    </message>
    <message>
        <source>The file was said to hold all records of its meters.</source>
        <translation>所述：文件包含其中各水表的全部记录。</translation>
    </message>
    <message>
        <source>The file was said to hold all records of all meters.</source>
        <translation>所述：文件包含所有水表的全部记录。</translation>
    </message>
    <message>
        <source>The file was said to be an extract.</source>
        <translation>所述：文件是摘录。</translation>
    </message>
    <message>
        <source>Nobody said what the file should hold: each meter was compared from its first to its last record in it.</source>
        <translation>未说明文件应包含的内容：每个水表只从文件中的首条记录比对到末条记录。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln anchored record(s) may stand in rows that could not be read.</source>
        <translation>
            <numerusform>%Ln 条已上链的记录可能在未能读取的行中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln anchored record(s) of the scope are not in the file.</source>
        <translation>
            <numerusform>范围内有 %Ln 条已上链的记录不在文件中。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::FileChoice</name>
    <message>
        <source>File of records to verify</source>
        <translation>要核验的记录文件</translation>
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
        <source>Mapping profile</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>Mapping profiles (*.json)</source>
        <translation>映射方案 (*.json)</translation>
    </message>
    <message>
        <source>Looking at the first rows…</source>
        <translation>正在查看前几行…</translation>
    </message>
    <message>
        <source>Separated text</source>
        <translation>分隔文本</translation>
    </message>
    <message>
        <source>Text separated by “%1”</source>
        <translation>以“%1”分隔的文本</translation>
    </message>
    <message>
        <source>meter %1, alarm code %2, time %3 (%4, %5), value %6</source>
        <translation>水表 %1，报警代码 %2，时间 %3（%4，%5），数值 %6</translation>
    </message>
    <message>
        <source>Suggested by the first rows</source>
        <translation>根据前几行推测</translation>
    </message>
    <message>
        <source>By the profile %1</source>
        <translation>按配置 %1</translation>
    </message>
    <message>
        <source>How this file is to be read is not clear, and it is not guessed. Load a mapping profile.</source>
        <translation>此文件应如何读取尚不明确，程序不作猜测。请载入映射方案。</translation>
    </message>
    <message>
        <source>The range ends before it begins.</source>
        <translation>时间范围的结束早于开始。</translation>
    </message>
    <message>
        <source>A range takes UTC days (2026-11-22) or times (2026-11-22T08:00:00.000Z).</source>
        <translation>时间范围须为 UTC 日期（2026-11-22）或时间（2026-11-22T08:00:00.000Z）。</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>另选文件…</translation>
    </message>
    <message>
        <source>Load a profile…</source>
        <translation>载入方案…</translation>
    </message>
    <message>
        <source>A JSON file that says which column is what</source>
        <translation>说明各列含义的 JSON 文件</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>This reading is right; verify the file so</source>
        <translation>以上读法正确，按此核验</translation>
    </message>
    <message>
        <source>It covers from</source>
        <translation>覆盖范围从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>first record</source>
        <translation>首条记录</translation>
    </message>
    <message>
        <source>last record</source>
        <translation>末条记录</translation>
    </message>
    <message>
        <source>%1: %2; %3.</source>
        <translation>%1：%2；%3。</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>UTC day or time from which on the file claims to be complete</source>
        <translation>文件声称自此 UTC 日期或时间起完整</translation>
    </message>
    <message>
        <source>UTC day or time up to which the file claims to be complete</source>
        <translation>文件声称至此 UTC 日期或时间止完整</translation>
    </message>
    <message>
        <source>This file should hold</source>
        <translation>此文件应包含</translation>
    </message>
    <message>
        <source>A file does not show what was cut from it: what it should hold has to be said</source>
        <translation>文件看不出被删去了什么：须说明它应包含的内容</translation>
    </message>
    <message>
        <source>Please choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>all records of its meters</source>
        <translation>其中各水表的全部记录</translation>
    </message>
    <message>
        <source>all records of all meters</source>
        <translation>所有水表的全部记录</translation>
    </message>
    <message>
        <source>some records, an extract</source>
        <translation>部分记录（摘录）</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>不清楚</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::FileView</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Hashing the file…</source>
        <translation>正在计算文件哈希…</translation>
    </message>
    <message>
        <source>Reading: %1 records</source>
        <translation>正在读取：%1 条记录</translation>
    </message>
    <message>
        <source>Compared %1 of %2 records</source>
        <translation>已比对 %2 条记录中的 %1 条</translation>
    </message>
    <message numerus="yes">
        <source>%Ln batch(es)</source>
        <translation>
            <numerusform>%Ln 个批次</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Report, PDF (*.pdf)</source>
        <translation>报告，PDF (*.pdf)</translation>
    </message>
    <message>
        <source>All findings, CSV (*.csv)</source>
        <translation>全部发现，CSV (*.csv)</translation>
    </message>
    <message>
        <source>All findings, JSON Lines (*.jsonl)</source>
        <translation>全部发现，JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>正在写入报告…</translation>
    </message>
    <message numerus="yes">
        <source>The report was written, with %Ln finding(s)</source>
        <translation>
            <numerusform>报告已写入，含 %Ln 项发现</numerusform>
        </translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>全部发现</translation>
    </message>
    <message>
        <source>Drop a file of records here</source>
        <translation>将记录文件拖到此处</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON or JSON Lines. Each record is compared with what was anchored; the file and the ledger stay as they are.</source>
        <translation>CSV、TSV、JSON 或 JSON Lines。每条记录都与上链内容比对；文件和账本保持原样。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Findings shown</source>
        <translation>显示的发现</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>核验发现</translation>
    </message>
    <message>
        <source>No finding</source>
        <translation>没有发现</translation>
    </message>
    <message>
        <source>Findings appear here as they are made.</source>
        <translation>发现会随核验进行显示在此处。</translation>
    </message>
    <message>
        <source>Checked against ledger %1 at height %2 · %3 · %4 · file SHA-256 %5</source>
        <translation>核验所用账本 %1，高度 %2 · %3 · %4 · 文件 SHA-256 %5</translation>
    </message>
    <message numerus="yes">
        <source>%Ln meter(s)</source>
        <translation>
            <numerusform>%Ln 个水表</numerusform>
        </translation>
    </message>
    <message>
        <source>Make evidence…</source>
        <translation>制作证据…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::FindingView</name>
    <message>
        <source>This row could not be read as a record, so it has no leaf.</source>
        <translation>此行无法读成记录，因此没有叶子。</translation>
    </message>
    <message>
        <source>No batch belongs to this record, so there is no tree to show.</source>
        <translation>没有批次属于这条记录，因此没有可显示的树。</translation>
    </message>
    <message>
        <source>The batch is being read…</source>
        <translation>正在读取批次…</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Line in the file</source>
        <translation>文件行号</translation>
    </message>
    <message>
        <source>Row in the file</source>
        <translation>文件中的原文</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Alarm code</source>
        <translation>报警代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Anchored leaf</source>
        <translation>已上链的叶子</translation>
    </message>
    <message>
        <source>Leaf of this record</source>
        <translation>这条记录的叶子</translation>
    </message>
    <message>
        <source>Place in the batch</source>
        <translation>批次中的位置</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 条，共 %2 条</translation>
    </message>
    <message>
        <source>Batch from</source>
        <translation>批次起始</translation>
    </message>
    <message>
        <source>Batch to</source>
        <translation>批次截止</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Anchored at</source>
        <translation>上链时间</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>改动之处</translation>
    </message>
    <message>
        <source>Cannot be told: the ledger holds the anchored record&apos;s hash, not the record.</source>
        <translation>无法得知：账本保存的是上链记录的哈希，而不是记录本身。</translation>
    </message>
    <message>
        <source>The alarm code: anchored was %1</source>
        <translation>报警代码：上链时为 %1</translation>
    </message>
    <message>
        <source>The time: anchored was %1</source>
        <translation>时间：上链时为 %1</translation>
    </message>
    <message>
        <source>The value: anchored was %1</source>
        <translation>数值：上链时为 %1</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Merkle tree</source>
        <translation>默克尔树</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>推算过程</translation>
    </message>
    <message>
        <source>Open the transaction</source>
        <translation>打开交易</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the calculation</source>
        <translation>复制推算过程</translation>
    </message>
    <message>
        <source>A bash script: it does every step again with printf, xxd and sha256sum, then with meterseal-cli.</source>
        <translation>这是一段 bash 脚本：先用 printf、xxd 和 sha256sum，再用 meterseal-cli 重做每一步。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No finding chosen</source>
        <translation>未选择发现</translation>
    </message>
    <message>
        <source>Choose one to see what was expected and found, its tree and the calculation.</source>
        <translation>选择一项，即可查看应有与实有的内容、默克尔树和推算过程。</translation>
    </message>
    <message>
        <source>Nothing verified yet</source>
        <translation>尚未核验</translation>
    </message>
    <message>
        <source>What was expected and found, the tree and the calculation appear here.</source>
        <translation>应有与实有的内容、默克尔树和推算过程将显示在此处。</translation>
    </message>
    <message>
        <source>Make evidence…</source>
        <translation>制作证据…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RecordView</name>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Alarm code</source>
        <translation>报警代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Leaf, from 0</source>
        <translation>叶子序号，从 0 起</translation>
    </message>
    <message>
        <source>Paste a record as JSON, or fill in its fields</source>
        <translation>粘贴 JSON 格式的记录，或填写各字段</translation>
    </message>
    <message>
        <source>Where a receipt says it stands (may be left empty)</source>
        <translation>回执所称的位置（可不填）</translation>
    </message>
    <message>
        <source>Verify this record</source>
        <translation>核验这条记录</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::VerifyWidget</name>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>One record</source>
        <translation>单条记录</translation>
    </message>
    <message>
        <source>What is verified</source>
        <translation>核验对象</translation>
    </message>
    <message>
        <source>Against a sheet</source>
        <translation>与单据比对</translation>
    </message>
    <message>
        <source>Compare copies</source>
        <translation>比较各方副本</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::SheetView</name>
    <message>
        <source>Choose a picture of the sheet, or a note</source>
        <translation>选择单据的图片，或检查点文本</translation>
    </message>
    <message>
        <source>Pictures and notes (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.note *.txt)</source>
        <translation>图片与检查点文本 (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.note *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading the sheet…</source>
        <translation>正在读取单据…</translation>
    </message>
    <message>
        <source>Nothing verified yet</source>
        <translation>尚未核验</translation>
    </message>
    <message>
        <source>What the sheet says and what this ledger has instead appear here.</source>
        <translation>单据所载内容与本账本的对应内容显示在这里。</translation>
    </message>
    <message>
        <source>Unchanged since this sheet</source>
        <translation>自此单据以来未变</translation>
    </message>
    <message>
        <source>The same history, but a signature on the sheet does not hold</source>
        <translation>历史相同，但单据上有签名无效</translation>
    </message>
    <message>
        <source>The ledger as of this sheet (%1 transactions, %2) is unchanged inside the ledger that is open here.</source>
        <translation>此单据所载的账本（%1 笔交易，%2）在当前打开的账本中未变。</translation>
    </message>
    <message>
        <source>This ledger is shorter than your sheet</source>
        <translation>此账本比您的单据短</translation>
    </message>
    <message>
        <source>The sheet is of block %1: this ledger is an older copy, or was cut.</source>
        <translation>单据为区块 %1：此账本是较旧的副本，或已被截短。</translation>
    </message>
    <message>
        <source>This ledger is NOT the one on your sheet</source>
        <translation>此账本不是您单据上的账本</translation>
    </message>
    <message>
        <source>Transactions up to number %1 were changed, removed or re-ordered after it was printed. It cannot be said which.</source>
        <translation>单据打印之后，前 %1 笔交易中有内容被更改、移除或重排，无法指出是哪一笔。</translation>
    </message>
    <message>
        <source>Your sheet is of another ledger</source>
        <translation>您的单据属于另一账本</translation>
    </message>
    <message>
        <source>Its name is %1. Open that ledger, or ask who printed the sheet.</source>
        <translation>其名称为 %1。请打开那个账本，或询问打印单据的人。</translation>
    </message>
    <message>
        <source>The sheet&apos;s own signatures were checked.</source>
        <translation>已检查单据自身的签名。</translation>
    </message>
    <message>
        <source>What was typed is the paper&apos;s word: it carries no signature.</source>
        <translation>录入的内容只凭纸面：不带签名。</translation>
    </message>
    <message>
        <source>Ledger on the sheet</source>
        <translation>单据上的账本</translation>
    </message>
    <message>
        <source>Its fingerprint</source>
        <translation>其指纹</translation>
    </message>
    <message>
        <source>Block on the sheet</source>
        <translation>单据上的区块</translation>
    </message>
    <message>
        <source>%1 of %2, %3 transactions</source>
        <translation>%1，%2，%3 笔交易</translation>
    </message>
    <message>
        <source>Its hash</source>
        <translation>其哈希</translation>
    </message>
    <message>
        <source>Block here</source>
        <translation>此处的区块</translation>
    </message>
    <message>
        <source>Its hash here</source>
        <translation>此处的哈希</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封印</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Cosigned</source>
        <translation>会签</translation>
    </message>
    <message>
        <source>%1, %2 by its clock</source>
        <translation>%1，据其时钟 %2</translation>
    </message>
    <message>
        <source>%1: does not hold</source>
        <translation>%1：无效</translation>
    </message>
    <message>
        <source>%1: by a key that is not known here</source>
        <translation>%1：密钥在此未知</translation>
    </message>
    <message>
        <source>A checkpoint sheet that you kept</source>
        <translation>您保存的检查点单据</translation>
    </message>
    <message>
        <source>Drop a scan or a photograph of the sheet here, paste its note, or type it as it stands. A slip is found by the two check digits of its line.</source>
        <translation>把单据的扫描件或照片拖到这里，粘贴其检查点文本，或按原样录入。录入错误可由每行的两位校验码发现。</translation>
    </message>
    <message>
        <source>Sheet or note</source>
        <translation>单据或检查点文本</translation>
    </message>
    <message>
        <source>Hold it against the ledger</source>
        <translation>与账本比对</translation>
    </message>
    <message>
        <source>Choose a picture or a file…</source>
        <translation>选择图片或文件…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::CopyRow</name>
    <message>
        <source>Mapping profile</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>Mapping profiles (*.json)</source>
        <translation>映射方案 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>How it is to be read is not clear: load a mapping profile</source>
        <translation>如何读取尚不明确：请载入映射方案</translation>
    </message>
    <message>
        <source>can be read</source>
        <translation>可以读取</translation>
    </message>
    <message>
        <source>Looking at the first rows…</source>
        <translation>正在查看前几行…</translation>
    </message>
    <message>
        <source>Whose copy number %1 is</source>
        <translation>第 %1 份副本属于谁</translation>
    </message>
    <message>
        <source>whose copy it is</source>
        <translation>副本归属</translation>
    </message>
    <message>
        <source>Load a profile…</source>
        <translation>载入方案…</translation>
    </message>
    <message>
        <source>Leave this copy out</source>
        <translation>去掉此副本</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::CompareView</name>
    <message>
        <source>Copies to compare</source>
        <translation>要比较的副本</translation>
    </message>
    <message>
        <source>Record files (*.csv *.tsv *.txt *.json *.jsonl *.xlsx *.xls *.sqlite *.zip *.gz)</source>
        <translation>记录文件 (*.csv *.tsv *.txt *.json *.jsonl *.xlsx *.xls *.sqlite *.zip *.gz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Four copies at most are compared</source>
        <translation>最多比较四份副本</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Searching for what was anchored: %1 guesses</source>
        <translation>正在搜索上链的记录：已试 %1 次</translation>
    </message>
    <message>
        <source>%1: copy %2 of %3</source>
        <translation>%1：第 %2 份，共 %3 份</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Every copy holds the anchored record at %1 places; rows below: %2.</source>
        <translation>所有副本在 %1 处均为上链的记录；下列 %2 行。</translation>
    </message>
    <message>
        <source>Searched for what was anchored: %1 guesses.</source>
        <translation>已搜索上链的记录：试 %1 次。</translation>
    </message>
    <message>
        <source>Searched for what was anchored: %1 guesses, then the time was up or it was stopped.</source>
        <translation>已搜索上链的记录：试 %1 次后到达时限或被停止。</translation>
    </message>
    <message>
        <source>Drop two to four parties&apos; files here</source>
        <translation>将两到四方的文件拖到这里</translation>
    </message>
    <message>
        <source>Files of the same meters, held against the ledger side by side: which of them holds what was anchored, place by place. Where none does, the anchored record is searched for.</source>
        <translation>同一批水表的文件，并排与账本比对：逐处说明哪一份是上链的记录。如均不是，则搜索上链的记录。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>That copies and ledger agree says nothing of the meter: a row says who holds what was anchored, and no more.</source>
        <translation>副本与账本一致并不说明水表计量正确：每行只说明哪一方持有上链的记录。</translation>
    </message>
    <message>
        <source>Add a copy…</source>
        <translation>添加副本…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Search for what was anchored, at most</source>
        <translation>搜索上链的记录，最长</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>0: no search</source>
        <translation>0：不搜索</translation>
    </message>
    <message>
        <source>every value of a register of</source>
        <translation>逐一尝试读数位数</translation>
    </message>
    <message>
        <source> digits</source>
        <translation> 位</translation>
    </message>
    <message>
        <source>0: only values near those at hand</source>
        <translation>0：只尝试与现有值相近的值</translation>
    </message>
    <message>
        <source>Places where not all hold the anchored record</source>
        <translation>并非各方均为上链记录之处</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>Every copy holds the anchored record at every place that it covers.</source>
        <translation>每份副本在其覆盖的每一处均为上链的记录。</translation>
    </message>
</context>
<context>
    <name>CompareWords</name>
    <message>
        <source>another party&apos;s record</source>
        <translation>另一方的记录</translation>
    </message>
    <message>
        <source>fields of several records</source>
        <translation>多条记录的字段组合</translation>
    </message>
    <message>
        <source>another alarm code</source>
        <translation>另一报警代码</translation>
    </message>
    <message>
        <source>one slip of a digit</source>
        <translation>一位数字之误</translation>
    </message>
    <message>
        <source>the decimal point or the sign</source>
        <translation>小数点或正负号</translation>
    </message>
    <message>
        <source>another unit</source>
        <translation>另一单位</translation>
    </message>
    <message>
        <source>a few steps of the last digit</source>
        <translation>末位相差几步</translation>
    </message>
    <message>
        <source>another time</source>
        <translation>另一时间</translation>
    </message>
    <message>
        <source>another time zone</source>
        <translation>另一时区</translation>
    </message>
    <message>
        <source>a time cut off</source>
        <translation>时间被截断</translation>
    </message>
    <message>
        <source>day and month swapped</source>
        <translation>日月互换</translation>
    </message>
    <message>
        <source>one slip of a digit of the time</source>
        <translation>时间的一位数字之误</translation>
    </message>
    <message>
        <source>two slips of digits</source>
        <translation>两位数字之误</translation>
    </message>
    <message>
        <source>a value between the neighbours</source>
        <translation>相邻读数之间的值</translation>
    </message>
    <message>
        <source>every value of the register</source>
        <translation>逐一尝试全部读数</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>not covered</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>as anchored</source>
        <translation>与链上一致</translation>
    </message>
    <message>
        <source>another record</source>
        <translation>另一条记录</translation>
    </message>
    <message>
        <source>none</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>in no batch</source>
        <translation>不在任何批次</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>未能判断</translation>
    </message>
    <message>
        <source>%1 holds a record that stands in no batch.</source>
        <translation>%1有一条不在任何批次中的记录。</translation>
    </message>
    <message>
        <source>%1 hold a record that stands in no batch.</source>
        <translation>%1有一条不在任何批次中的记录。</translation>
    </message>
    <message>
        <source>%1 holds the anchored record.</source>
        <translation>%1持有上链的记录。</translation>
    </message>
    <message>
        <source>%1 hold the anchored record.</source>
        <translation>%1均持有上链的记录。</translation>
    </message>
    <message>
        <source>No copy holds the anchored record. Anchored was %1: found by search (%2) and proved by its hash.</source>
        <translation>没有副本持有上链的记录。上链的是 %1：由搜索找到（%2），并由其哈希证明。</translation>
    </message>
    <message>
        <source>No copy holds the anchored record, and it was not found in %1 guesses. This says nothing about which copy is true.</source>
        <translation>没有副本持有上链的记录，试 %1 次也未找到。这不说明哪份副本属实。</translation>
    </message>
    <message>
        <source>%1 holds another record here.</source>
        <translation>%1在此处是另一条记录。</translation>
    </message>
    <message>
        <source>%1 hold another record here.</source>
        <translation>%1在此处是另一条记录。</translation>
    </message>
    <message>
        <source>%1 holds none.</source>
        <translation>%1在此处缺失。</translation>
    </message>
    <message>
        <source>%1 hold none.</source>
        <translation>%1在此处缺失。</translation>
    </message>
    <message>
        <source>%1 could not be judged.</source>
        <translation>%1未能判断。</translation>
    </message>
    <message>
        <source>The copies agree with each other.</source>
        <translation>各副本彼此一致。</translation>
    </message>
</context>
</TS>
