<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Columns</name>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Record time</source>
        <translation>记录时间</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Anchored</source>
        <translation>上链时间</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>叶子</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What is checked</source>
        <translation>检查内容</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
    <message>
        <source>Not judged: a step before the records fails</source>
        <translation>未作判断：记录之前的步骤不成立</translation>
    </message>
    <message>
        <source>%1. Anchored was: %2, %3, %4. Found by search and proved by its hash.</source>
        <translation>%1。上链的是：%2，%3，%4。由搜索找到，并由其哈希证明。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ContentsView</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Presented by</source>
        <translation>提交人</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Says the presenter</source>
        <translation>提交人陈述</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>%1 meters</source>
        <translation>%1 台水表</translation>
    </message>
    <message>
        <source>Range claimed</source>
        <translation>声明的范围</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Original file</source>
        <translation>原始文件</translation>
    </message>
    <message>
        <source>%1, %2 bytes%3</source>
        <translation>%1，%2 字节%3</translation>
    </message>
    <message>
        <source>, in part</source>
        <translation>，部分</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>制作</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>block %1 of %2, %3 entries</source>
        <translation>区块 %1，%2，%3 个条目</translation>
    </message>
    <message>
        <source>Block hash</source>
        <translation>区块哈希</translation>
    </message>
    <message>
        <source>Log root</source>
        <translation>日志根</translation>
    </message>
    <message>
        <source>Cosigned</source>
        <translation>会签</translation>
    </message>
    <message>
        <source>%1, block %2, %3 by its clock</source>
        <translation>%1，区块 %2，其时钟 %3</translation>
    </message>
    <message>
        <source>%1: does not count: %2</source>
        <translation>%1：不计入：%2</translation>
    </message>
    <message>
        <source>Earlier checkpoint</source>
        <translation>更早的检查点</translation>
    </message>
    <message>
        <source>What this does not show</source>
        <translation>不能证明的内容</translation>
    </message>
    <message>
        <source>What was handed in</source>
        <translation>提交的文件</translation>
    </message>
    <message>
        <source>Ledger and checkpoint</source>
        <translation>账本与检查点</translation>
    </message>
    <message>
        <source>Members of the bundle</source>
        <translation>证据包成员</translation>
    </message>
    <message>
        <source>No members</source>
        <translation>没有成员</translation>
    </message>
    <message>
        <source>The container could not be read.</source>
        <translation>无法读取容器。</translation>
    </message>
    <message>
        <source>an unnamed authority</source>
        <translation>未具名的机构</translation>
    </message>
    <message>
        <source>Time stamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>%1, block %2, %3</source>
        <translation>%1，区块 %2，%3</translation>
    </message>
    <message>
        <source>%1, block %2: does not count: %3</source>
        <translation>%1，区块 %2：不计入：%3</translation>
    </message>
    <message>
        <source>%1, block %2, %3: NOT checked, no certificate of the authority was given</source>
        <translation>%1，区块 %2，%3：未检查，没有提供该机构的证书</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::EvidenceWidget</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Nothing is said of the bundle. The file is as it was.</source>
        <translation>对证据包不作任何结论。文件保持原样。</translation>
    </message>
    <message>
        <source>Open an evidence bundle</source>
        <translation>打开证据包</translation>
    </message>
    <message>
        <source>Evidence bundles (*.mseal.zip)</source>
        <translation>证据包 (*.mseal.zip)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>正在查验…</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开另一个…</translation>
    </message>
    <message>
        <source>Compare the fingerprint…</source>
        <translation>核对指纹…</translation>
    </message>
    <message>
        <source>Drop an evidence bundle here</source>
        <translation>将证据包拖到此处</translation>
    </message>
    <message>
        <source>A file NAME.mseal.zip shows by itself which records were anchored, since when and on whose word. It is opened read-only, without a ledger, keys or a network.</source>
        <translation>NAME.mseal.zip 文件可独立证明哪些记录已上链、自何时、凭谁作证。以只读方式打开，无需账本、密钥或网络。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Every step</source>
        <translation>全部步骤</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Ledger and sheets you trust</source>
        <translation>您信任的账本与单据</translation>
    </message>
    <message>
        <source>What was handed in</source>
        <translation>提交的文件</translation>
    </message>
    <message>
        <source>Parts of the evidence</source>
        <translation>证据的各部分</translation>
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
        <source>The report was written</source>
        <translation>报告已生成</translation>
    </message>
    <message>
        <source>%1, SHA-256 %2</source>
        <translation>%1，SHA-256 %2</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RecordsView</name>
    <message>
        <source>= equal</source>
        <translation>＝ 相等</translation>
    </message>
    <message>
        <source>≠ DIFFERENT</source>
        <translation>≠ 不相等</translation>
    </message>
    <message>
        <source>Records shown</source>
        <translation>所示记录</translation>
    </message>
    <message>
        <source>No record is shown</source>
        <translation>没有出示记录</translation>
    </message>
    <message>
        <source>All records of this bundle are withheld, or it could not be read.</source>
        <translation>此证据包的记录均未出示，或无法读取。</translation>
    </message>
    <message>
        <source>Redo this record</source>
        <translation>重做此记录</translation>
    </message>
    <message>
        <source>Each line can be redone with sha256sum on the members of the bundle; HOW-TO-VERIFY.txt in it has the commands.</source>
        <translation>每一行都可用 sha256sum 对证据包成员重做；包内 HOW-TO-VERIFY.txt 有命令。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The calculation, to be redone by hand</source>
        <translation>可手工重做的计算</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::StepsView</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Steps of the verification</source>
        <translation>查验步骤</translation>
    </message>
    <message>
        <source>Nothing was verified</source>
        <translation>未作任何查验</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::TrustView</name>
    <message>
        <source>A fingerprint has 64 digits from 0-9 and a-f</source>
        <translation>指纹由 64 位 0-9、a-f 组成</translation>
    </message>
    <message>
        <source>%1 were typed. Nothing was compared.</source>
        <translation>输入了 %1 位，未作核对。</translation>
    </message>
    <message>
        <source>This bundle is NOT of the ledger whose fingerprint you typed</source>
        <translation>此证据包不属于您输入指纹的账本</translation>
    </message>
    <message>
        <source>Its own is shown above. Ask the presenter why, before you rely on anything in it.</source>
        <translation>其自身指纹见上。在采信任何内容之前，请向提交人问明原因。</translation>
    </message>
    <message>
        <source>The same fingerprint</source>
        <translation>指纹一致</translation>
    </message>
    <message>
        <source>This bundle is of the ledger that you compared. It is remembered here.</source>
        <translation>此证据包属于您核对过的账本，已在此记住。</translation>
    </message>
    <message>
        <source>Choose a checkpoint note, a typed sheet or a picture of one</source>
        <translation>选择检查点文本或录入的单据</translation>
    </message>
    <message>
        <source>The bundle has no readable genesis document.</source>
        <translation>证据包没有可读的创世文件。</translation>
    </message>
    <message>
        <source>Check words, for the telephone: %1</source>
        <translation>电话核对用词：%1</translation>
    </message>
    <message>
        <source>It is the ledger that is open here, %1.</source>
        <translation>即此处打开的账本 %1。</translation>
    </message>
    <message>
        <source>%1 · block %2 of %3 · %4 entries</source>
        <translation>%1 · 区块 %2，%3 · %4 个条目</translation>
    </message>
    <message>
        <source>Which ledger is it?</source>
        <translation>这是哪个账本？</translation>
    </message>
    <message>
        <source>Get the ledger&apos;s fingerprint from somebody other than the person who gave you the file: another member, a printed sheet, a publication. Everything in the bundle rests on it.</source>
        <translation>请向提交文件以外的人获取账本指纹：其他成员、打印的单据或公开刊物。证据包的一切都以它为基础。</translation>
    </message>
    <message>
        <source>The fingerprint that you were given</source>
        <translation>您得到的指纹</translation>
    </message>
    <message>
        <source>64 digits, spaces do not matter</source>
        <translation>64 位，空格不计</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>I compared this fingerprint with somebody other than the presenter</source>
        <translation>我已与提交人以外的人核对此指纹</translation>
    </message>
    <message>
        <source>Checkpoints that you kept</source>
        <translation>您保存的检查点</translation>
    </message>
    <message>
        <source>A sheet printed or a note deposited earlier shows whether the ledger was rewritten since. Type the sheet as it stands, paste the note, or choose its file or a scan of it.</source>
        <translation>此前打印的单据或存放的文本可表明账本此后是否被重写。请按原样录入单据、粘贴文本或选择文件。</translation>
    </message>
    <message>
        <source>Sheet or note</source>
        <translation>单据或文本</translation>
    </message>
    <message>
        <source>Hold it against the bundle</source>
        <translation>与证据包对照</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Forget the sheets</source>
        <translation>移除单据</translation>
    </message>
    <message>
        <source>Certificate of a time stamp authority</source>
        <translation>时间戳机构的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Time stamp authority: %1</source>
        <translation>时间戳机构：%1</translation>
    </message>
    <message>
        <source>Time stamp authority…</source>
        <translation>时间戳机构…</translation>
    </message>
    <message>
        <source>A certificate by which time stamps in the bundle are checked</source>
        <translation>用于检查证据包中时间戳的证书</translation>
    </message>
</context>
</TS>
