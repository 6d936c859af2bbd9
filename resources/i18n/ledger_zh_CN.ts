<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>RawPages</name>
    <message>
        <source>With the ledger at hand:</source>
        <translation>手头有账本时：</translation>
    </message>
    <message>
        <source>The transaction&apos;s name is the SHA-256 of its bytes:</source>
        <translation>交易哈希是交易全部字节的 SHA-256：</translation>
    </message>
    <message>
        <source>The data block hash, which is signed, is the SHA-256 of the header:</source>
        <translation>被签名的数据块哈希是交易头的 SHA-256：</translation>
    </message>
    <message>
        <source>The block&apos;s hash is the SHA-256 of its header:</source>
        <translation>区块哈希是区块头的 SHA-256：</translation>
    </message>
    <message>
        <source>Everything that hangs on it, the whole ledger:</source>
        <translation>核验整个账本：</translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>易读</translation>
    </message>
    <message>
        <source>Without it, paste the tab “Hex” into transaction.hex. Then decode it; signatures and root are checked:</source>
        <translation>没有账本时，请将“十六进制”页粘贴到 transaction.hex。然后解析，同时核验签名和默克尔根：</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手工核验</translation>
    </message>
    <message>
        <source>The seal is an Ed25519 signature of the header, by the key in the genesis document:</source>
        <translation>封印是用创世文档中的密钥对区块头作的 Ed25519 签名：</translation>
    </message>
    <message>
        <source>Signed checkpoint</source>
        <translation>已签名的检查点</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BatchNeighbours</name>
    <message>
        <source>Previous batch</source>
        <translation>上一批次</translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>下一批次</translation>
    </message>
    <message>
        <source>This is the meter&apos;s first batch</source>
        <translation>这是该水表的首个批次</translation>
    </message>
    <message>
        <source>The batch of this meter before this one</source>
        <translation>该水表的上一个批次</translation>
    </message>
    <message>
        <source>There is no later batch of this meter yet</source>
        <translation>该水表尚无更晚的批次</translation>
    </message>
    <message>
        <source>The batch of this meter after this one</source>
        <translation>该水表的下一个批次</translation>
    </message>
    <message>
        <source>Make evidence…</source>
        <translation>制作证据…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BlockView</name>
    <message>
        <source>Block %1</source>
        <translation>区块 %1</translation>
    </message>
    <message>
        <source>Transactions of this block</source>
        <translation>本区块的交易</translation>
    </message>
    <message>
        <source>Previous block</source>
        <translation>上一区块</translation>
    </message>
    <message>
        <source>Next block</source>
        <translation>下一区块</translation>
    </message>
    <message>
        <source>No transaction here</source>
        <translation>此处没有交易</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封装签名</translation>
    </message>
    <message>
        <source>Holds: header, hash and the sealer&apos;s signature fit together</source>
        <translation>有效：区块头、哈希与封装者签名相符</translation>
    </message>
    <message>
        <source>Still to come: the validators decide it with the next header</source>
        <translation>尚待形成：验证者将随下一区块头作出裁定</translation>
    </message>
    <message>
        <source>Holds: header, hash and the validators&apos; decision fit together</source>
        <translation>有效：区块头、哈希与验证者的裁定相符</translation>
    </message>
    <message>
        <source>Does not hold: this block was changed after it was sealed</source>
        <translation>无效：此区块在封装后被改动</translation>
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
        <source>Transactions</source>
        <translation>交易数</translation>
    </message>
    <message>
        <source>Health records</source>
        <translation>健康状态数据</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Raw header</source>
        <translation>原始区块头</translation>
    </message>
    <message>
        <source>Cosigned by</source>
        <translation>联署者</translation>
    </message>
    <message>
        <source>Entries in the log</source>
        <translation>日志条目数</translation>
    </message>
    <message>
        <source>Sealer&apos;s key</source>
        <translation>封块方密钥</translation>
    </message>
    <message>
        <source>%1, %2: holds</source>
        <translation>%1，%2：成立</translation>
    </message>
    <message>
        <source>%1, %2: does not hold</source>
        <translation>%1，%2：不成立</translation>
    </message>
    <message>
        <source>%1, %2: not checked, by a key that this ledger does not know</source>
        <translation>%1，%2：未核验，所用密钥不为本账本所知</translation>
    </message>
    <message>
        <source>On whose word</source>
        <translation>作证方</translation>
    </message>
    <message>
        <source>Save the checkpoint sheet</source>
        <translation>保存检查点单据</translation>
    </message>
    <message>
        <source>Sheet on A5, PDF (*.pdf)</source>
        <translation>A5 单据，PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Sheet on A4, PDF (*.pdf)</source>
        <translation>A4 单据，PDF (*.pdf)</translation>
    </message>
    <message>
        <source>The sheet was written</source>
        <translation>单据已生成</translation>
    </message>
    <message>
        <source>It is remembered as printed: later evidence carries the proof that the ledger only grew since.</source>
        <translation>已记为打印：日后的证据将附带账本此后只增不改的证明。</translation>
    </message>
    <message>
        <source>Checkpoint sheet…</source>
        <translation>检查点单据…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::LedgerList</name>
    <message>
        <source>The filters above leave none.</source>
        <translation>没有符合上方筛选条件的内容。</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>No block here</source>
        <translation>此处没有区块</translation>
    </message>
    <message>
        <source>The first block appears as soon as a meter is registered.</source>
        <translation>登记水表后即会产生第一个区块。</translation>
    </message>
    <message>
        <source>Go to height…</source>
        <translation>转到高度…</translation>
    </message>
    <message>
        <source>Go to block height</source>
        <translation>转到区块高度</translation>
    </message>
    <message>
        <source>There is no block %1 in this list</source>
        <translation>此列表中没有区块 %1</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>No transaction here</source>
        <translation>此处没有交易</translation>
    </message>
    <message>
        <source>The first one appears as soon as a meter is registered.</source>
        <translation>登记水表后即会产生第一笔交易。</translation>
    </message>
    <message>
        <source>Anchored records</source>
        <translation>已上链记录</translation>
    </message>
    <message>
        <source>No anchored record here</source>
        <translation>此处没有已上链的记录</translation>
    </message>
    <message>
        <source>They appear as soon as records of a meter are uploaded.</source>
        <translation>上传水表记录后即会出现在此处。</translation>
    </message>
    <message>
        <source>The ledger holds the hash of each record and its place in a batch, not the record. Whether a record that you have is one of them, its file&apos;s verification says.</source>
        <translation>账本只保存每条记录的哈希及其在批次中的位置，不保存记录本身。要确认手中的记录是否在其中，请核验其所在的文件。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::LedgerWidget</name>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Lists of the ledger</source>
        <translation>账本列表</translation>
    </message>
    <message>
        <source>Meters of this ledger</source>
        <translation>此账本的水表</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ListFilters</name>
    <message>
        <source>No meter has the id “%1”; the list is not filtered by it.</source>
        <translation>没有编号为“%1”的水表，列表未按此筛选。</translation>
    </message>
    <message>
        <source>Type: %1</source>
        <translation>类型：%1</translation>
    </message>
    <message>
        <source>Meter: %1</source>
        <translation>水表：%1</translation>
    </message>
    <message>
        <source>Signed by: %1</source>
        <translation>签名方：%1</translation>
    </message>
    <message>
        <source>Sealed: %1 to %2</source>
        <translation>封装时间：%1 至 %2</translation>
    </message>
    <message>
        <source>Sealed since %1</source>
        <translation>封装时间：%1 以后</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Type of transaction</source>
        <translation>交易类型</translation>
    </message>
    <message>
        <source>Meter id</source>
        <translation>水表编号</translation>
    </message>
    <message>
        <source>Only this meter</source>
        <translation>仅此水表</translation>
    </message>
    <message>
        <source>All signers</source>
        <translation>全部签名方</translation>
    </message>
    <message>
        <source>Organisation that signed</source>
        <translation>签名机构</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>指定时间段…</translation>
    </message>
    <message>
        <source>Time of sealing</source>
        <translation>封装时间</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>从新到旧</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>从旧到新</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>列表顺序</translation>
    </message>
    <message>
        <source>Sealed from</source>
        <translation>封装时间起</translation>
    </message>
    <message>
        <source>Sealed to</source>
        <translation>封装时间止</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ProofPanel</name>
    <message>
        <source>Proof that it stands in the log</source>
        <translation>日志包含证明</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Make the proof</source>
        <translation>生成证明</translation>
    </message>
    <message>
        <source>Copy the proof</source>
        <translation>复制证明</translation>
    </message>
    <message>
        <source>Holds: place %1 of %2 in the log as of block %3</source>
        <translation>有效：位于日志第 %1 位，共 %2 笔（截至区块 %3）</translation>
    </message>
    <message>
        <source>Does not hold: the ledger file was changed</source>
        <translation>无效：账本文件被改动</translation>
    </message>
    <message>
        <source>The transaction, a few hashes that lead from it to the log root of the newest checkpoint, and that checkpoint with its signatures. With the genesis document and the fingerprint it needs nothing else; “meterseal-cli proof --check” checks it.</source>
        <translation>内含交易本身、从它通向最新检查点日志根的若干哈希，以及带签名的该检查点。除创世文档与指纹外不需要任何其他东西；可用“meterseal-cli proof --check”核验。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::TracePanel</name>
    <message>
        <source>Earlier batches of this meter, followed back along “previous”</source>
        <translation>沿“上一批次”逐一溯源该水表更早的批次</translation>
    </message>
    <message>
        <source>%1 batches, %2 records</source>
        <translation>%1 个批次，%2 条记录</translation>
    </message>
    <message>
        <source>None: this is the meter&apos;s first batch.</source>
        <translation>无：这是该水表的首个批次。</translation>
    </message>
    <message>
        <source>The chain of batches is broken after %1.</source>
        <translation>批次链在 %1 之后断开。</translation>
    </message>
    <message>
        <source>The chain is whole, back to the meter&apos;s first batch: %1.</source>
        <translation>批次链完整，可一直溯源到该水表的首个批次：%1。</translation>
    </message>
    <message>
        <source>So far every link holds: %1. Scroll down for more.</source>
        <translation>目前各环节均有效：%1。向下滚动可继续溯源。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::TransactionView</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Transaction %1</source>
        <translation>交易 %1</translation>
    </message>
    <message>
        <source>Header, decoded</source>
        <translation>交易头（解析）</translation>
    </message>
    <message>
        <source>Transaction hash</source>
        <translation>交易哈希</translation>
    </message>
    <message>
        <source>Data block hash</source>
        <translation>数据块哈希</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>%1, place %2 in the log</source>
        <translation>%1，日志位置 %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>%1: holds</source>
        <translation>%1：有效</translation>
    </message>
    <message>
        <source>%1: does not hold</source>
        <translation>%1：无效</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链标识</translation>
    </message>
    <message>
        <source>Wallet address</source>
        <translation>钱包地址</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>First record</source>
        <translation>首条记录时间</translation>
    </message>
    <message>
        <source>Last record</source>
        <translation>末条记录时间</translation>
    </message>
    <message>
        <source>Merkle root</source>
        <translation>默克尔根</translation>
    </message>
    <message>
        <source>Previous batch</source>
        <translation>上一批次</translation>
    </message>
    <message>
        <source>none: this is the meter&apos;s first</source>
        <translation>无：这是该水表的首个批次</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>安装位置</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Token valid until</source>
        <translation>令牌有效期至</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>所审核的登记</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>审核结论</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始内容</translation>
    </message>
    <message>
        <source>Merkle tree</source>
        <translation>默克尔树</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>block %1, transaction %2</source>
        <translation>区块 %1，第 %2 笔交易</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>区块 %1</translation>
    </message>
    <message>
        <source>meter %1</source>
        <translation>水表 %1</translation>
    </message>
    <message>
        <source>%1 blocks, %2 transactions with %3 records, from the genesis document on.</source>
        <translation>自创世文件起，%1 个区块、%2 笔交易、%3 条记录。</translation>
    </message>
    <message>
        <source>MeterSeal: check of a ledger</source>
        <translation>MeterSeal：账本检查</translation>
    </message>
    <message>
        <source>Ledger: %1</source>
        <translation>账本：%1</translation>
    </message>
    <message>
        <source>Fingerprint: %1</source>
        <translation>指纹：%1</translation>
    </message>
    <message>
        <source>Begun: %1</source>
        <translation>开始：%1</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>结束：%1</translation>
    </message>
    <message>
        <source>Checked: %1</source>
        <translation>检查范围：%1</translation>
    </message>
    <message>
        <source>Faults: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>Everything holds: hashes, seals and signatures, rules, links and totals.</source>
        <translation>全部成立：哈希、封签与签名、规则、链接和合计。</translation>
    </message>
    <message>
        <source>The first %1 faults are listed.</source>
        <translation>仅列出前 %1 个问题。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::CheckView</name>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>%1 of %2 transactions checked, %3 faults so far</source>
        <translation>已检查 %1 / %2 笔交易，目前发现 %3 个问题</translation>
    </message>
    <message>
        <source>Save the report of the check</source>
        <translation>保存检查报告</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>The report was saved</source>
        <translation>报告已保存</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check the ledger</source>
        <translation>检查账本</translation>
    </message>
    <message>
        <source>The ledger holds</source>
        <translation>账本完好</translation>
    </message>
    <message>
        <source>The ledger has faults: %1</source>
        <translation>账本存在 %1 个问题</translation>
    </message>
    <message>
        <source>Every hash, seal, signature, rule, link and total agrees. Checked %1.</source>
        <translation>所有哈希、封签、签名、规则、链接和合计均一致。检查时间：%1。</translation>
    </message>
    <message>
        <source>Keep the file as it is and compare it with another party&apos;s copy or a backup. Nothing was changed.</source>
        <translation>请保持文件原样，并与另一方的副本或备份比较。未做任何更改。</translation>
    </message>
    <message>
        <source>The check was stopped: nothing is known of the rest</source>
        <translation>检查已停止：其余部分情况未知</translation>
    </message>
    <message>
        <source>The ledger was not checked as a whole yet</source>
        <translation>尚未对整个账本进行检查</translation>
    </message>
    <message>
        <source>Everything is calculated again from the genesis document on: hashes, seals and signatures, the rules each transaction obeys, links between batches, and all totals. You can go on working; the check sees the ledger as it is when it begins.</source>
        <translation>从创世文件起全部重新计算：哈希、封签与签名、每笔交易须遵守的规则、批次之间的链接以及所有合计。检查期间可继续工作；检查的是开始时的账本。</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Faults of the ledger</source>
        <translation>账本的问题</translation>
    </message>
</context>
</TS>
