<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AuditTexts</name>
    <message>
        <source>Transactions of others taken</source>
        <translation>已接收他方交易</translation>
    </message>
    <message>
        <source>Network joined</source>
        <translation>已加入网络</translation>
    </message>
    <message>
        <source>Blocks fetched</source>
        <translation>已获取区块</translation>
    </message>
    <message>
        <source>Two histories found</source>
        <translation>发现两段历史</translation>
    </message>
    <message>
        <source>Cosignatures kept</source>
        <translation>已保存联署</translation>
    </message>
    <message>
        <source>Witness begun</source>
        <translation>见证已开始</translation>
    </message>
    <message>
        <source>Witness resumed</source>
        <translation>见证已恢复</translation>
    </message>
    <message>
        <source>Block cosigned</source>
        <translation>区块已联署</translation>
    </message>
    <message>
        <source>Everything about meters</source>
        <translation>水表相关的全部操作</translation>
    </message>
    <message>
        <source>Meter registered</source>
        <translation>登记水表</translation>
    </message>
    <message>
        <source>Meters registered from a list</source>
        <translation>按清单登记水表</translation>
    </message>
    <message>
        <source>Registration approved</source>
        <translation>审核通过</translation>
    </message>
    <message>
        <source>Registration rejected</source>
        <translation>审核驳回</translation>
    </message>
    <message>
        <source>Meter activated</source>
        <translation>启用水表</translation>
    </message>
    <message>
        <source>Meter suspended</source>
        <translation>暂停水表</translation>
    </message>
    <message>
        <source>Meter resumed</source>
        <translation>恢复水表</translation>
    </message>
    <message>
        <source>Meter retired</source>
        <translation>注销水表</translation>
    </message>
    <message>
        <source>Activation slip made</source>
        <translation>制作激活单</translation>
    </message>
    <message>
        <source>Everything about uploads</source>
        <translation>上链相关的全部操作</translation>
    </message>
    <message>
        <source>Upload started</source>
        <translation>开始导入上链</translation>
    </message>
    <message>
        <source>Upload cancelled</source>
        <translation>取消导入上链</translation>
    </message>
    <message>
        <source>Uploads paused</source>
        <translation>暂停导入上链</translation>
    </message>
    <message>
        <source>Uploads resumed</source>
        <translation>继续导入上链</translation>
    </message>
    <message>
        <source>File anchored</source>
        <translation>文件上链</translation>
    </message>
    <message>
        <source>Live records anchored</source>
        <translation>实时记录上链</translation>
    </message>
    <message>
        <source>Everything verified</source>
        <translation>全部核验操作</translation>
    </message>
    <message>
        <source>File verified</source>
        <translation>核验文件</translation>
    </message>
    <message>
        <source>Record verified</source>
        <translation>核验记录</translation>
    </message>
    <message>
        <source>Ledger checked</source>
        <translation>检查账本</translation>
    </message>
    <message>
        <source>Everything about the key store</source>
        <translation>密钥库相关的全部操作</translation>
    </message>
    <message>
        <source>Key store unlocked</source>
        <translation>解锁密钥库</translation>
    </message>
    <message>
        <source>Unlocking failed</source>
        <translation>解锁失败</translation>
    </message>
    <message>
        <source>Key store locked</source>
        <translation>锁定密钥库</translation>
    </message>
    <message>
        <source>Passphrase changed</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Everything about organisations</source>
        <translation>机构相关的全部操作</translation>
    </message>
    <message>
        <source>Organisation added</source>
        <translation>新增机构</translation>
    </message>
    <message>
        <source>Organisation&apos;s key replaced</source>
        <translation>更换机构密钥</translation>
    </message>
    <message>
        <source>Organisation retired</source>
        <translation>注销机构</translation>
    </message>
    <message>
        <source>Everything about profiles</source>
        <translation>映射方案相关的全部操作</translation>
    </message>
    <message>
        <source>Profile saved</source>
        <translation>保存映射方案</translation>
    </message>
    <message>
        <source>Profile renamed</source>
        <translation>重命名映射方案</translation>
    </message>
    <message>
        <source>Profile deleted</source>
        <translation>删除映射方案</translation>
    </message>
    <message>
        <source>Profile imported</source>
        <translation>导入映射方案</translation>
    </message>
    <message>
        <source>Ledger made</source>
        <translation>创建账本</translation>
    </message>
    <message>
        <source>Sample made</source>
        <translation>生成示例</translation>
    </message>
    <message>
        <source>List exported</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>创建备份</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>Cut-off line set aside</source>
        <translation>另存被中断的行</translation>
    </message>
    <message>
        <source>Head of the audit log was lost</source>
        <translation>审计日志的末尾标记丢失</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>First meter</source>
        <translation>首只水表</translation>
    </message>
    <message>
        <source>Last meter</source>
        <translation>末只水表</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表数</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File&apos;s SHA-256</source>
        <translation>文件 SHA-256</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次数</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1（代表 %2）</translation>
    </message>
    <message>
        <source>Unreadable line</source>
        <translation>无法识别的行</translation>
    </message>
    <message>
        <source>Not intact</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Entry %1 was changed: it is not the one that was chained.</source>
        <translation>第 %1 条被更改：与链上记下的不符。</translation>
    </message>
    <message>
        <source>Entry %1 was removed.</source>
        <translation>第 %1 条被删除。</translation>
    </message>
    <message>
        <source>Entries %1 to %2 were removed.</source>
        <translation>第 %1 至 %2 条被删除。</translation>
    </message>
    <message>
        <source>Line %1 is no entry: it was overwritten.</source>
        <translation>第 %1 行不是条目：已被覆盖。</translation>
    </message>
    <message>
        <source>audit.head was missing or damaged after entry %1: whether entries were removed there cannot be said.</source>
        <translation>记录 %1 之后 audit.head 缺失或损坏：无法判断其后是否有记录被删除。</translation>
    </message>
    <message>
        <source>Evidence inspected</source>
        <translation>查验证据包</translation>
    </message>
    <message>
        <source>Evidence made</source>
        <translation>制作证据包</translation>
    </message>
    <message>
        <source>Evidence report written</source>
        <translation>生成证据报告</translation>
    </message>
    <message>
        <source>Checkpoint sheet written</source>
        <translation>生成检查点单据</translation>
    </message>
    <message>
        <source>Ledger held against a sheet</source>
        <translation>账本与单据比对</translation>
    </message>
    <message>
        <source>Copies compared</source>
        <translation>比较各方副本</translation>
    </message>
    <message>
        <source>Restored copy goes on alone</source>
        <translation>恢复的副本独自继续</translation>
    </message>
</context>
<context>
    <name>CheckpointPaper</name>
    <message>
        <source>Checkpoint sheet</source>
        <translation>检查点单据</translation>
    </message>
    <message>
        <source>MeterSeal · checkpoint sheet · %1 · block %2</source>
        <translation>MeterSeal · 检查点单据 · %1 · 区块 %2</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>%1, block %2</source>
        <translation>%1，区块 %2</translation>
    </message>
    <message>
        <source>Keep this sheet where the keeper of the ledger cannot reach it. Held against the ledger or an evidence bundle later, it shows whether the ledger was rewritten since.</source>
        <translation>请将此单据存放在账本保管方无法触及之处。日后与账本或证据包对照，可表明账本此后是否被重写。</translation>
    </message>
    <message>
        <source>The signed checkpoint, to be scanned: it proves more than what is typed</source>
        <translation>可扫描的已签名检查点：其证明力强于手工录入</translation>
    </message>
    <message>
        <source>The checkpoint is too long for a QR code: keep its note as a file as well.</source>
        <translation>检查点过长，无法放入二维码：请另存其文本文件。</translation>
    </message>
    <message>
        <source>Received by (name)</source>
        <translation>接收人（姓名）</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Stamp</source>
        <translation>盖章</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When the block was sealed</source>
        <translation>区块封装的时间</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易数</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Health records anchored by this block</source>
        <translation>本区块上链的健康状态数据条数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Block hash</source>
        <translation>区块哈希</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Place in the ledger&apos;s log, from 0</source>
        <translation>在账本日志中的位置，从 0 起</translation>
    </message>
    <message>
        <source>Transaction hash</source>
        <translation>交易哈希</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>When its block was sealed</source>
        <translation>所在区块封装的时间</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Health records in this batch</source>
        <translation>本批次的健康状态数据条数</translation>
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
        <source>Signed by</source>
        <translation>签名方</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>安装位置</translation>
    </message>
    <message>
        <source>Wallet address</source>
        <translation>钱包地址</translation>
    </message>
    <message>
        <source>Last anchored</source>
        <translation>最近上链</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Manufacturer&apos;s decision</source>
        <translation>制造商结论</translation>
    </message>
    <message>
        <source>Utility&apos;s decision</source>
        <translation>水务公司结论</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Submitted by</source>
        <translation>提交方</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Its number in the chain, from 1</source>
        <translation>在哈希链中的序号，从 1 起</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>The user of this machine, and the organisation acted for</source>
        <translation>本机用户及其所代表的机构</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Entry&apos;s hash</source>
        <translation>条目哈希</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>The transaction that anchored the record&apos;s batch</source>
        <translation>将该记录所在批次上链的交易</translation>
    </message>
    <message>
        <source>Leaf no.</source>
        <translation>叶序号</translation>
    </message>
    <message>
        <source>The record&apos;s place in its batch, from 0</source>
        <translation>记录在批次中的位置，从 0 起</translation>
    </message>
    <message>
        <source>Leaf hash</source>
        <translation>叶哈希</translation>
    </message>
    <message>
        <source>All that the ledger holds of the record itself</source>
        <translation>账本对该记录本身只保存这一项</translation>
    </message>
    <message>
        <source>Batch from</source>
        <translation>批次起</translation>
    </message>
    <message>
        <source>Time of the first record of its batch</source>
        <translation>所在批次首条记录的时间</translation>
    </message>
    <message>
        <source>Batch to</source>
        <translation>批次止</translation>
    </message>
    <message>
        <source>Time of the last record of its batch</source>
        <translation>所在批次末条记录的时间</translation>
    </message>
    <message>
        <source>Anchored</source>
        <translation>上链时间</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>Merkle root</source>
        <translation>默克尔根</translation>
    </message>
    <message>
        <source>Root of the batch&apos;s tree, as its header says</source>
        <translation>批次默克尔树的根（取自交易头）</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一批次</translation>
    </message>
    <message>
        <source>The batch of the same meter before this one</source>
        <translation>同一水表的上一个批次</translation>
    </message>
    <message>
        <source>Steps back</source>
        <translation>回溯步数</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a time and its zone</comment>
        <translation>%1（%2）</translation>
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
        <source>Last opened</source>
        <translation>上次打开</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>The passphrase is not the right one</source>
        <translation>口令不正确</translation>
    </message>
    <message>
        <source>Nothing was changed. Check capital letters and the keyboard layout, then try again.</source>
        <translation>未作任何更改。请检查大小写和键盘布局后重试。</translation>
    </message>
    <message>
        <source>The key store file is damaged</source>
        <translation>密钥库文件已损坏</translation>
    </message>
    <message>
        <source>The passphrase is not the trouble. Restore keys.meterseal from a backup.</source>
        <translation>问题不在口令。请用备份恢复 keys.meterseal。</translation>
    </message>
    <message>
        <source>Another program is writing to this ledger</source>
        <translation>另一个程序正在写入此账本</translation>
    </message>
    <message>
        <source>You can go on reading. To write from here, close the other program and unlock again.</source>
        <translation>仍可继续查看。如需在此写入，请先关闭那个程序，再重新解锁。</translation>
    </message>
    <message>
        <source>The ledger is shorter than it was</source>
        <translation>此账本比以前短</translation>
    </message>
    <message>
        <source>Its end was cut off, ledger.db-wal was lost, or it is an older copy. Nothing was changed; restore the newest backup.</source>
        <translation>它的末尾被截去、ledger.db-wal 丢失，或者这是较旧的副本。未做任何更改；请恢复最新的备份。</translation>
    </message>
    <message>
        <source>The ledger has another history than the one seen before</source>
        <translation>此账本的历史与以前看到的不同</translation>
    </message>
    <message>
        <source>Nothing was changed. Keep the files and show them to the other parties.</source>
        <translation>未做任何更改。请保留这些文件并交给其他各方查看。</translation>
    </message>
    <message>
        <source>What was seen of this ledger before cannot be read</source>
        <translation>以前看到的账本检查点无法读取</translation>
    </message>
    <message>
        <source>Compare the ledger with a checkpoint kept elsewhere, then remove the damaged file.</source>
        <translation>请将账本与保存在别处的检查点比较，然后删除损坏的文件。</translation>
    </message>
    <message>
        <source>head.note is missing: nobody can say whether the ledger was cut</source>
        <translation>head.note 缺失：无法判断账本是否被截短</translation>
    </message>
    <message>
        <source>head.note is damaged: nobody can say whether the ledger was cut</source>
        <translation>head.note 已损坏：无法判断账本是否被截短</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore the newest backup into a new folder.</source>
        <translation>未做任何更改。请将最新的备份恢复到新文件夹。</translation>
    </message>
    <message>
        <source>The clock is behind the ledger&apos;s last block</source>
        <translation>时钟早于账本的最后一个区块</translation>
    </message>
    <message>
        <source>The clock is behind the files of this workspace</source>
        <translation>时钟早于此工作区的文件</translation>
    </message>
    <message>
        <source>The clock is far ahead of the ledger&apos;s last block</source>
        <translation>时钟远远晚于账本的最后一个区块</translation>
    </message>
    <message>
        <source>Nothing was changed. Set the clock, or say when unlocking that it is right.</source>
        <translation>未做任何更改。请校准时钟，或在解锁时确认时钟无误。</translation>
    </message>
    <message>
        <source>There is no ledger in this folder</source>
        <translation>此文件夹中没有账本</translation>
    </message>
    <message>
        <source>Choose another folder, or make a new ledger.</source>
        <translation>请选择其他文件夹，或新建账本。</translation>
    </message>
    <message>
        <source>This file is not a MeterSeal ledger</source>
        <translation>此文件不是 MeterSeal 账本</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another file.</source>
        <translation>未作任何更改。请选择其他文件。</translation>
    </message>
    <message>
        <source>This ledger was written by another version</source>
        <translation>此账本由其他版本写入</translation>
    </message>
    <message>
        <source>Nothing was changed. Open it with a newer MeterSeal.</source>
        <translation>未作任何更改。请用更新版本的 MeterSeal 打开。</translation>
    </message>
    <message>
        <source>The ledger file is damaged</source>
        <translation>账本文件已损坏</translation>
    </message>
    <message>
        <source>Keep the file as it is for the investigation and compare it with another party&apos;s copy.</source>
        <translation>请原样保留此文件以备调查，并与其他参与方的副本比对。</translation>
    </message>
    <message>
        <source>There is no workspace in this folder</source>
        <translation>此文件夹中没有工作区</translation>
    </message>
    <message>
        <source>Choose another folder, or begin with one of the doors on the start page.</source>
        <translation>请选择其他文件夹，或从起始页的入口开始。</translation>
    </message>
    <message>
        <source>This workspace was never finished</source>
        <translation>此工作区未创建完成</translation>
    </message>
    <message>
        <source>Its making was cut off. Remove the folder and make it again.</source>
        <translation>创建过程曾被中断。请删除该文件夹后重新创建。</translation>
    </message>
    <message>
        <source>The ledger and the genesis document do not belong together</source>
        <translation>账本与创世文件不匹配</translation>
    </message>
    <message>
        <source>Somebody replaced one of the two. Compare the fingerprint with another party before you trust either.</source>
        <translation>其中之一已被替换。在采信任何一方之前，请先与其他参与方核对指纹。</translation>
    </message>
    <message>
        <source>The input is not valid</source>
        <translation>输入无效</translation>
    </message>
    <message>
        <source>It was not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>The ledger&apos;s rules do not allow this now</source>
        <translation>账本规则目前不允许此操作</translation>
    </message>
    <message>
        <source>This is not allowed</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>Stored data is damaged</source>
        <translation>已存储的数据损坏</translation>
    </message>
    <message>
        <source>The disk refused</source>
        <translation>磁盘读写失败</translation>
    </message>
    <message>
        <source>It is busy at the moment</source>
        <translation>目前正忙</translation>
    </message>
    <message>
        <source>It does not answer</source>
        <translation>对方无响应</translation>
    </message>
    <message>
        <source>Stopped, as you asked</source>
        <translation>已按您的要求停止</translation>
    </message>
    <message>
        <source>This version does not know it</source>
        <translation>当前版本不支持</translation>
    </message>
    <message>
        <source>The program made a mistake</source>
        <translation>程序内部错误</translation>
    </message>
    <message>
        <source>The audit log could not be written</source>
        <translation>无法写入审计日志</translation>
    </message>
    <message>
        <source>What was done stands; only its entry is missing. Check the disk and the folder&apos;s permissions.</source>
        <translation>操作本身已生效，只是缺少相应的日志条目。请检查磁盘和文件夹权限。</translation>
    </message>
    <message>
        <source>The audit log is held by another program</source>
        <translation>审计日志正被其他程序占用</translation>
    </message>
    <message>
        <source>What was done stands; only its entry is missing.</source>
        <translation>操作本身已生效，只是缺少相应的日志条目。</translation>
    </message>
    <message>
        <source>There is something under this name already</source>
        <translation>该名称已被占用</translation>
    </message>
    <message>
        <source>It was kept. Choose another name for the backup.</source>
        <translation>原有内容未动。请为备份另取名称。</translation>
    </message>
    <message>
        <source>The backup is damaged</source>
        <translation>备份已损坏</translation>
    </message>
    <message>
        <source>Nothing was restored. Take another backup.</source>
        <translation>未恢复任何内容。请改用其他备份。</translation>
    </message>
    <message>
        <source>This is no MeterSeal backup</source>
        <translation>这不是 MeterSeal 备份</translation>
    </message>
    <message>
        <source>Nothing was restored. Choose another file.</source>
        <translation>未恢复任何内容。请选择其他文件。</translation>
    </message>
    <message>
        <source>The folder is not empty</source>
        <translation>文件夹不为空</translation>
    </message>
    <message>
        <source>It was kept. Name a folder that is not there yet.</source>
        <translation>原有内容未动。请指定一个尚不存在的文件夹。</translation>
    </message>
    <message>
        <source>There is a profile of this name already</source>
        <translation>已有同名映射方案</translation>
    </message>
    <message>
        <source>It was kept. Choose another name.</source>
        <translation>原有内容未动。请另取名称。</translation>
    </message>
    <message>
        <source>The chain of batches is broken: one that is named is not here</source>
        <translation>批次链已断：所指的批次不在账本上</translation>
    </message>
    <message>
        <source>The chain of batches is broken: a batch was changed</source>
        <translation>批次链已断：有批次被改动</translation>
    </message>
    <message>
        <source>The chain of batches is broken: it leads to another meter</source>
        <translation>批次链已断：指向了另一台水表</translation>
    </message>
    <message>
        <source>This ledger has no such block</source>
        <translation>此账本没有该区块</translation>
    </message>
    <message>
        <source>Check what was typed, and whether this is the right ledger.</source>
        <translation>请核对输入内容，并确认打开的是正确的账本。</translation>
    </message>
    <message>
        <source>This ledger has no such transaction</source>
        <translation>此账本没有该交易</translation>
    </message>
    <message>
        <source>This ledger has no such meter</source>
        <translation>此账本没有该水表</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>Nothing was read or changed. Look whether it was moved, and choose it again.</source>
        <translation>没有读取或改动任何内容。请查看文件是否已移走，然后重新选择。</translation>
    </message>
    <message>
        <source>Another program is uploading from this workspace</source>
        <translation>另一个程序正在使用此工作区导入</translation>
    </message>
    <message>
        <source>Nothing was changed. Wait until it ends, or stop it there, and unlock again.</source>
        <translation>没有更改任何内容。请等待其结束或在该程序中停止，然后重新解锁。</translation>
    </message>
    <message>
        <source>The cancelled upload of this file is not over yet</source>
        <translation>此文件已取消的导入尚未结束</translation>
    </message>
    <message>
        <source>Its sealed batches are still being committed. Add the file again after that.</source>
        <translation>其已封装的批次仍在上链。请在完成后重新添加此文件。</translation>
    </message>
    <message>
        <source>The file is no longer the one that was uploaded</source>
        <translation>此文件已不是当初导入的文件</translation>
    </message>
    <message>
        <source>Nothing was written. Put the original back; what was anchored stays anchored.</source>
        <translation>没有写出任何内容。请恢复原文件；已上链的内容保持不变。</translation>
    </message>
    <message>
        <source>This folder cannot be watched</source>
        <translation>无法监视此文件夹</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose a folder that exists and can be read.</source>
        <translation>没有更改任何内容。请选择存在且可读取的文件夹。</translation>
    </message>
    <message>
        <source>How this file is to be read is not clear</source>
        <translation>无法确定此文件的读取方式</translation>
    </message>
    <message>
        <source>Nothing was taken from it. Choose its columns and formats in a mapping.</source>
        <translation>没有从中读取任何内容。请在映射方案中选择列和格式。</translation>
    </message>
    <message>
        <source>This upload failed</source>
        <translation>此次导入失败</translation>
    </message>
    <message>
        <source>What was anchored stays anchored. Upload the file again for the rest.</source>
        <translation>已上链的内容保持不变。其余部分请重新导入此文件。</translation>
    </message>
    <message>
        <source>meter id</source>
        <translation>水表编号</translation>
    </message>
    <message>
        <source>alarm code</source>
        <translation>报警代码</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Cause: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Original text: %1</source>
        <translation>原文：%1</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a whole sentence</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>The action in the transaction header is not known</source>
        <translation>交易头中的操作无法识别</translation>
    </message>
    <message>
        <source>The wallet address in the transaction header is not valid</source>
        <translation>交易头中的钱包地址无效</translation>
    </message>
    <message>
        <source>The number of records in the transaction header is not allowed</source>
        <translation>交易头中的记录条数不被允许</translation>
    </message>
    <message>
        <source>The review&apos;s decision is neither approval nor rejection</source>
        <translation>审核结论既非通过也非驳回</translation>
    </message>
    <message>
        <source>The batch goes from one wallet to another; a meter converts to itself only</source>
        <translation>批次的转出与转入钱包不同；水表只能转给自身</translation>
    </message>
    <message>
        <source>A hash in the transaction header is not valid</source>
        <translation>交易头中有无效的哈希</translation>
    </message>
    <message>
        <source>An id in the transaction header is not valid</source>
        <translation>交易头中有无效的编号</translation>
    </message>
    <message>
        <source>The transaction header lacks a member</source>
        <translation>交易头缺少成员</translation>
    </message>
    <message>
        <source>A member of the transaction header has the wrong type</source>
        <translation>交易头中有成员的类型不对</translation>
    </message>
    <message>
        <source>The transaction header has a member too many</source>
        <translation>交易头中有多余的成员</translation>
    </message>
    <message>
        <source>The transaction header is not in canonical form</source>
        <translation>交易头不是规范形式</translation>
    </message>
    <message>
        <source>A public key in the transaction header is not valid</source>
        <translation>交易头中有无效的公钥</translation>
    </message>
    <message>
        <source>The role in the transaction header is not known</source>
        <translation>交易头中的角色无法识别</translation>
    </message>
    <message>
        <source>The transaction header is not a JSON object</source>
        <translation>交易头不是 JSON 对象</translation>
    </message>
    <message>
        <source>A text in the transaction header is not allowed</source>
        <translation>交易头中有文本不被允许</translation>
    </message>
    <message>
        <source>A time in the transaction header is not valid</source>
        <translation>交易头中有无效的时间</translation>
    </message>
    <message>
        <source>The batch begins later than it ends</source>
        <translation>批次的起始时间晚于截止时间</translation>
    </message>
    <message>
        <source>The activation token does not have 26 characters from a to z and 2 to 7</source>
        <translation>激活令牌须为 26 个字符（a 至 z、2 至 7），此处不是</translation>
    </message>
    <message>
        <source>Check what was typed.</source>
        <translation>请核对输入内容。</translation>
    </message>
    <message>
        <source>The transaction header is too large</source>
        <translation>交易头过大</translation>
    </message>
    <message>
        <source>The type of the transaction is not known</source>
        <translation>交易类型无法识别</translation>
    </message>
    <message>
        <source>The transaction header was written by another version</source>
        <translation>交易头由其他版本写入</translation>
    </message>
    <message>
        <source>The genesis file could not be opened</source>
        <translation>无法打开创世文件</translation>
    </message>
    <message>
        <source>Nothing was changed. Look whether it was moved, and choose it again.</source>
        <translation>未作任何更改。请查看文件是否已移走，然后重新选择。</translation>
    </message>
    <message>
        <source>A hash in the genesis document is not valid</source>
        <translation>创世文件中有无效的哈希</translation>
    </message>
    <message>
        <source>Ask the party that gave it to you for another copy.</source>
        <translation>请向提供方另索一份。</translation>
    </message>
    <message>
        <source>The chain or an organisation has an id that is not valid</source>
        <translation>链或机构的编号无效</translation>
    </message>
    <message>
        <source>Two organisations in the genesis document have the same id</source>
        <translation>创世文件中有两个机构编号相同</translation>
    </message>
    <message>
        <source>Two organisations in the genesis document have the same key</source>
        <translation>创世文件中有两个机构公钥相同</translation>
    </message>
    <message>
        <source>The genesis document lacks a member</source>
        <translation>创世文件缺少成员</translation>
    </message>
    <message>
        <source>A member of the genesis document has the wrong type</source>
        <translation>创世文件中有成员的类型不对</translation>
    </message>
    <message>
        <source>The genesis document has a member too many</source>
        <translation>创世文件中有多余的成员</translation>
    </message>
    <message>
        <source>The genesis document is not in canonical form</source>
        <translation>创世文件不是规范形式</translation>
    </message>
    <message>
        <source>It was edited or converted on its way. Ask for another copy, byte for byte.</source>
        <translation>文件在传递过程中被编辑或转换过。请逐字节另索一份。</translation>
    </message>
    <message>
        <source>An organisation in the genesis document has a past</source>
        <translation>创世文件中有机构带有历史记录</translation>
    </message>
    <message>
        <source>A ledger begins without one. Ask the party that gave it to you for another copy.</source>
        <translation>账本创建时不应有历史记录。请向提供方另索一份。</translation>
    </message>
    <message>
        <source>A public key in the genesis document is not valid</source>
        <translation>创世文件中有无效的公钥</translation>
    </message>
    <message>
        <source>A role in the genesis document is not known</source>
        <translation>创世文件中有无法识别的角色</translation>
    </message>
    <message>
        <source>The genesis document lacks a utility or a manufacturer</source>
        <translation>创世文件缺少水务公司或制造商</translation>
    </message>
    <message>
        <source>Name at least one of each: registering a meter takes both.</source>
        <translation>二者各须至少一个：登记水表需要双方参与。</translation>
    </message>
    <message>
        <source>This is no genesis document</source>
        <translation>这不是创世文件</translation>
    </message>
    <message>
        <source>A text in the genesis document is not allowed</source>
        <translation>创世文件中有文本不被允许</translation>
    </message>
    <message>
        <source>A time in the genesis document is not valid</source>
        <translation>创世文件中有无效的时间</translation>
    </message>
    <message>
        <source>The file is larger than any genesis document</source>
        <translation>文件过大，不可能是创世文件</translation>
    </message>
    <message>
        <source>The genesis document was written by another version</source>
        <translation>创世文件由其他版本写入</translation>
    </message>
    <message>
        <source>The role is not known</source>
        <translation>角色无法识别</translation>
    </message>
    <message>
        <source>It is one of utility, manufacturer, insurer and auditor.</source>
        <translation>角色应为 utility、manufacturer、insurer、auditor 之一。</translation>
    </message>
    <message>
        <source>The ledger&apos;s list of this meter&apos;s batches contradicts itself</source>
        <translation>账本中该水表的批次清单自相矛盾</translation>
    </message>
    <message>
        <source>This block cannot prove the transaction</source>
        <translation>此区块无法证明该交易</translation>
    </message>
    <message>
        <source>Choose a block that is not before the transaction&apos;s own.</source>
        <translation>请选择不早于该交易所在区块的区块。</translation>
    </message>
    <message>
        <source>There is something at this place already</source>
        <translation>此位置已有内容</translation>
    </message>
    <message>
        <source>It was kept. Choose another place.</source>
        <translation>原有内容未动。请另选位置。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>The ledger stays at its last whole block. Make room and try again.</source>
        <translation>账本停留在最后一个完整区块。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The ledger could not be read or written</source>
        <translation>账本读写失败</translation>
    </message>
    <message>
        <source>It stays at its last whole block. Check the disk and the folder&apos;s permissions.</source>
        <translation>账本停留在最后一个完整区块。请检查磁盘和文件夹权限。</translation>
    </message>
    <message>
        <source>The ledger cannot be written here</source>
        <translation>无法在此写入账本</translation>
    </message>
    <message>
        <source>Nothing was changed; it can still be read.</source>
        <translation>未作任何更改，仍可查看。</translation>
    </message>
    <message>
        <source>Reading the ledger was stopped</source>
        <translation>已停止读取账本</translation>
    </message>
    <message>
        <source>The ledger file did not answer as it should</source>
        <translation>账本文件未按预期应答</translation>
    </message>
    <message>
        <source>Nothing was changed. Open the ledger again; if it comes back, report the code below.</source>
        <translation>未作任何更改。请重新打开账本；如再次出现，请反馈下方代码。</translation>
    </message>
    <message>
        <source>What the ledger keeps of its meters contradicts itself</source>
        <translation>账本保存的水表状态自相矛盾</translation>
    </message>
    <message>
        <source>The block file ends in the middle of a block</source>
        <translation>区块文件在某个区块中间中断</translation>
    </message>
    <message>
        <source>What came before was kept. Fetch the file again.</source>
        <translation>之前的内容已保留。请重新获取该文件。</translation>
    </message>
    <message>
        <source>A block file holds more than is allowed</source>
        <translation>区块文件超出允许的大小</translation>
    </message>
    <message>
        <source>Nothing of this block was taken. Use another source.</source>
        <translation>该区块未被采用。请换用其他来源。</translation>
    </message>
    <message>
        <source>This is not a block file</source>
        <translation>这不是区块文件</translation>
    </message>
    <message>
        <source>Nothing was taken from it. Choose another file.</source>
        <translation>未从中取用任何内容。请选择其他文件。</translation>
    </message>
    <message>
        <source>The block file could not be read or written</source>
        <translation>区块文件无法读取或写入</translation>
    </message>
    <message>
        <source>Check the disk or the stick and try again.</source>
        <translation>请检查磁盘或 U 盘后重试。</translation>
    </message>
    <message>
        <source>These blocks are of another ledger</source>
        <translation>这些区块属于另一个账本</translation>
    </message>
    <message>
        <source>Nothing was taken from it. Choose the source of this ledger.</source>
        <translation>未从中取用任何内容。请选择本账本的来源。</translation>
    </message>
    <message>
        <source>The source left blocks out</source>
        <translation>来源缺少中间的区块</translation>
    </message>
    <message>
        <source>What fits was kept. Fetch the missing blocks, or use another source.</source>
        <translation>相接的部分已保留。请获取缺少的区块，或换用其他来源。</translation>
    </message>
    <message>
        <source>The source changed a block&apos;s transactions</source>
        <translation>来源改动了区块中的交易</translation>
    </message>
    <message>
        <source>The block carries a seal of another kind of ledger</source>
        <translation>该区块带有另一类账本的封印</translation>
    </message>
    <message>
        <source>Nothing of it was taken. Use another source.</source>
        <translation>未采用该区块。请换用其他来源。</translation>
    </message>
    <message>
        <source>There are two histories of this ledger, or its sealer broke the rules</source>
        <translation>此账本出现两段不同历史，或封印方违反了规则</translation>
    </message>
    <message>
        <source>Following and cosigning stopped at the last good block; the evidence was kept. Show it to the other members and decide together.</source>
        <translation>同步与联署已停在最后一个有效区块，证据已保留。请出示给其他成员并共同决定。</translation>
    </message>
    <message>
        <source>This is about a block that is not here yet</source>
        <translation>所指的区块尚未到达本地</translation>
    </message>
    <message>
        <source>Nothing was kept. Fetch the blocks first.</source>
        <translation>未保留任何内容。请先获取区块。</translation>
    </message>
    <message>
        <source>Executing a block gave another result than its header says</source>
        <translation>执行区块的结果与其区块头不符</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Check the ledger with fsck.</source>
        <translation>该区块未保留。请用 fsck 检查账本。</translation>
    </message>
    <message>
        <source>The program made a mistake while checking a block</source>
        <translation>程序在检查区块时出错</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Try again; if it comes back, report the code below.</source>
        <translation>该区块未保留。请重试；如再次出现，请反馈下方代码。</translation>
    </message>
    <message>
        <source>The source of blocks cannot be reached</source>
        <translation>无法访问区块来源</translation>
    </message>
    <message>
        <source>The ledger here stays at its last good block. Try again later or use another source.</source>
        <translation>本地账本停在最后一个有效区块。请稍后重试或换用其他来源。</translation>
    </message>
    <message>
        <source>The source of blocks does not answer, or too slowly</source>
        <translation>区块来源没有应答或过慢</translation>
    </message>
    <message>
        <source>Fetching blocks was stopped</source>
        <translation>已停止获取区块</translation>
    </message>
    <message>
        <source>Blocks cannot be fetched from this address</source>
        <translation>无法从该地址获取区块</translation>
    </message>
    <message>
        <source>It begins with https:// or http:// and has no user name in it.</source>
        <translation>地址应以 https:// 或 http:// 开头，且不含用户名。</translation>
    </message>
    <message>
        <source>The cosignature is for another block than the one here</source>
        <translation>该联署针对的区块与本地区块不同</translation>
    </message>
    <message>
        <source>Nothing was kept. Ask who cosigned it for the sealed note.</source>
        <translation>未保留任何内容。请向联署方索取带封印的文件。</translation>
    </message>
    <message>
        <source>No cosignature in the file counts</source>
        <translation>文件中没有有效的联署</translation>
    </message>
    <message>
        <source>Nothing was kept. It must be by an active member with its key of that block.</source>
        <translation>未保留任何内容。联署须由在任成员用该区块时的密钥作出。</translation>
    </message>
    <message>
        <source>The evidence of two histories could not be kept</source>
        <translation>两段历史的证据未能保存</translation>
    </message>
    <message>
        <source>Following stays where it is. Make room and try again; it will be found again.</source>
        <translation>同步停在原处。请腾出空间后重试；届时会再次发现。</translation>
    </message>
    <message>
        <source>A witness here has cosigned before</source>
        <translation>此处的见证方已联署过</translation>
    </message>
    <message>
        <source>It goes on from there. Nothing was changed.</source>
        <translation>将从原处继续。未作任何更改。</translation>
    </message>
    <message>
        <source>Another program is cosigning here</source>
        <translation>另一程序正在此处联署</translation>
    </message>
    <message>
        <source>Close it, or let it go on.</source>
        <translation>请关闭该程序，或让其继续。</translation>
    </message>
    <message>
        <source>The witness state is of another ledger or organisation</source>
        <translation>见证状态属于另一账本或组织</translation>
    </message>
    <message>
        <source>Nothing was cosigned.</source>
        <translation>未作联署。</translation>
    </message>
    <message>
        <source>The note holds no cosignature made with the key that is here</source>
        <translation>文件中没有用本地密钥作出的联署</translation>
    </message>
    <message>
        <source>Nothing was changed. Ask another member for the newest note that you cosigned.</source>
        <translation>未作任何更改。请向其他成员索取您最近联署的文件。</translation>
    </message>
    <message>
        <source>The organisation is no active member of this ledger</source>
        <translation>该组织不是此账本的在任成员</translation>
    </message>
    <message>
        <source>The witness key here is not the one the ledger has</source>
        <translation>本地见证密钥与账本所载不符</translation>
    </message>
    <message>
        <source>Nothing was cosigned. Use the key store with the present key.</source>
        <translation>未作联署。请使用含现行密钥的密钥库。</translation>
    </message>
    <message>
        <source>The ledger here ends before what was cosigned</source>
        <translation>本地账本落后于已联署的区块</translation>
    </message>
    <message>
        <source>Nothing was cosigned. Fetch the blocks first.</source>
        <translation>未作联署。请先获取区块。</translation>
    </message>
    <message>
        <source>The ledger here is not the one that was cosigned</source>
        <translation>本地账本与已联署的不是同一段历史</translation>
    </message>
    <message>
        <source>Nothing was cosigned. Keep both and show them to the other members.</source>
        <translation>未作联署。请保留两者并出示给其他成员。</translation>
    </message>
    <message>
        <source>The clock here and the ledger&apos;s times do not fit</source>
        <translation>本地时钟与账本时间不符</translation>
    </message>
    <message>
        <source>Nothing was cosigned. Set the clock, or ask the sealer about its own.</source>
        <translation>未作联署。请校准时钟，或询问封印方的时钟。</translation>
    </message>
    <message>
        <source>The file with what was cosigned last cannot be used</source>
        <translation>记录最近联署内容的文件无法使用</translation>
    </message>
    <message>
        <source>Nothing was cosigned. Put it aside and resume with the newest note that another member has.</source>
        <translation>未作联署。请将其移开，并用其他成员持有的最新文件恢复。</translation>
    </message>
    <message>
        <source>Nothing here knows what was cosigned last</source>
        <translation>此处没有最近联署内容的记录</translation>
    </message>
    <message>
        <source>Begin for a key that never cosigned; resume for one that did.</source>
        <translation>从未联署过的密钥请“开始”，联署过的请“恢复”。</translation>
    </message>
    <message>
        <source>What was cosigned last could not be read or written</source>
        <translation>最近联署内容无法读取或写入</translation>
    </message>
    <message>
        <source>Nothing was cosigned. Check the disk and the folder&apos;s permissions.</source>
        <translation>未作联署。请检查磁盘和文件夹权限。</translation>
    </message>
    <message>
        <source>The key store here has no such witness key</source>
        <translation>密钥库中没有该见证密钥</translation>
    </message>
    <message>
        <source>Nothing can be cosigned. Use the key store of that organisation.</source>
        <translation>无法联署。请使用该组织的密钥库。</translation>
    </message>
    <message>
        <source>The key store here has witness keys of several organisations</source>
        <translation>密钥库中有多个组织的见证密钥</translation>
    </message>
    <message>
        <source>Name one.</source>
        <translation>请指定其一。</translation>
    </message>
    <message>
        <source>Only changes of the members take several signatures</source>
        <translation>只有成员变更需要多方签名</translation>
    </message>
    <message>
        <source>Nothing was signed. Offer the transaction as it is.</source>
        <translation>未作任何签名。请原样提交该交易。</translation>
    </message>
    <message>
        <source>This is no card that can be used</source>
        <translation>该名片无法使用</translation>
    </message>
    <message>
        <source>Nothing was done with it. Ask for it again.</source>
        <translation>未作任何处理。请重新索取。</translation>
    </message>
    <message>
        <source>The card was changed after it was signed</source>
        <translation>该名片在签名后被改动过</translation>
    </message>
    <message>
        <source>It is not clear who seals</source>
        <translation>不清楚由谁封印</translation>
    </message>
    <message>
        <source>Exactly one card must be able to seal, or one is named.</source>
        <translation>须恰有一张名片可封印，或指定其一。</translation>
    </message>
    <message>
        <source>The node&apos;s folder cannot be used</source>
        <translation>无法使用该节点的文件夹</translation>
    </message>
    <message>
        <source>Look at the file named. Nothing else was changed.</source>
        <translation>请查看所指文件，其他均未改动。</translation>
    </message>
    <message>
        <source>The node&apos;s RPC may listen on this machine alone</source>
        <translation>节点的 RPC 只能在本机监听</translation>
    </message>
    <message>
        <source>It has no authentication. Use 127.0.0.1 or a unix socket.</source>
        <translation>它没有身份验证。请使用 127.0.0.1 或 unix 套接字。</translation>
    </message>
    <message>
        <source>This is no peer</source>
        <translation>这不是对等节点</translation>
    </message>
    <message>
        <source>Write NODEID@HOST:PORT.</source>
        <translation>请写成 NODEID@HOST:PORT。</translation>
    </message>
    <message>
        <source>The ledger names another validator key</source>
        <translation>账本所载的验证者密钥与此不同</translation>
    </message>
    <message>
        <source>This node would decide nothing. Use the folder in which the key was made.</source>
        <translation>该节点将无法参与裁定。请使用生成该密钥的文件夹。</translation>
    </message>
    <message>
        <source>The ledger has blocks already</source>
        <translation>账本中已有区块</translation>
    </message>
    <message>
        <source>A node executes all blocks itself. Begin with an empty folder.</source>
        <translation>节点须自行执行所有区块。请从空文件夹开始。</translation>
    </message>
    <message>
        <source>This is the ledger of another genesis document</source>
        <translation>这是另一份创世文件的账本</translation>
    </message>
    <message>
        <source>Nothing was changed. Look whether the folder is the right one.</source>
        <translation>未作任何改动。请检查文件夹是否正确。</translation>
    </message>
    <message>
        <source>None of the cards is of this folder&apos;s validator</source>
        <translation>没有一张名片属于此文件夹的验证者</translation>
    </message>
    <message>
        <source>Give the own card too, or use the folder in which it was made.</source>
        <translation>请同时给出本方名片，或使用生成它的文件夹。</translation>
    </message>
    <message>
        <source>The card has other keys than the ledger names</source>
        <translation>名片上的密钥与账本所载不同</translation>
    </message>
    <message>
        <source>Nothing was changed. Ask that member for the right card.</source>
        <translation>未作任何改动。请向该成员索取正确的名片。</translation>
    </message>
    <message>
        <source>A node keeps the ledger in this folder</source>
        <translation>此文件夹中的账本由节点维护</translation>
    </message>
    <message>
        <source>Nothing was changed. Follow in a folder of its own.</source>
        <translation>未作任何改动。请在另一个文件夹中跟随。</translation>
    </message>
    <message>
        <source>Some cards have a validator and some can seal</source>
        <translation>有的名片带验证者，有的可封印</translation>
    </message>
    <message>
        <source>A ledger has the one or the other. Ask for cards of one kind.</source>
        <translation>一个账本只能取其一。请索取同一种名片。</translation>
    </message>
    <message>
        <source>A consortium gives no receipts</source>
        <translation>联盟链不出具回执</translation>
    </message>
    <message>
        <source>Look for the transaction on the ledger.</source>
        <translation>请在账本中查找该交易。</translation>
    </message>
    <message>
        <source>The validators have not decided it yet</source>
        <translation>验证者尚未作出裁定</translation>
    </message>
    <message>
        <source>It may still come. Look at the ledger before anything is done again.</source>
        <translation>仍可能稍后入账。重做之前请先查看账本。</translation>
    </message>
    <message>
        <source>This ledger has a sealer and no validators</source>
        <translation>此账本由封印方出块，没有验证者</translation>
    </message>
    <message>
        <source>The genesis document is not the one that was compared</source>
        <translation>创世文件与核对过的不一致</translation>
    </message>
    <message>
        <source>Nothing was made. Ask the other parties which fingerprint is right.</source>
        <translation>未创建任何内容。请向其他各方核实指纹。</translation>
    </message>
    <message>
        <source>It is not known where to fetch blocks from</source>
        <translation>不清楚从何处获取区块</translation>
    </message>
    <message>
        <source>Name a block file, a folder of them or an address.</source>
        <translation>请指定区块文件、其所在文件夹或地址。</translation>
    </message>
    <message>
        <source>This is not a file of transactions</source>
        <translation>这不是交易文件</translation>
    </message>
    <message>
        <source>The transactions are for another ledger</source>
        <translation>这些交易属于另一个账本</translation>
    </message>
    <message>
        <source>A file of transactions knows nothing of the ledger</source>
        <translation>交易文件不含账本信息</translation>
    </message>
    <message>
        <source>Ask the party that seals.</source>
        <translation>请询问封印方。</translation>
    </message>
    <message>
        <source>The program lost track of what it tried on the ledger</source>
        <translation>程序丢失了在账本上试运行的位置</translation>
    </message>
    <message>
        <source>There is no such state of a meter</source>
        <translation>没有这种水表状态</translation>
    </message>
    <message>
        <source>The hashes kept of the ledger&apos;s log do not fit its length</source>
        <translation>账本日志所存的哈希与其长度不符</translation>
    </message>
    <message>
        <source>The ledger has many transactions waiting and takes no more now</source>
        <translation>账本待处理的交易过多，暂不接收</translation>
    </message>
    <message>
        <source>It was not accepted. Offer it again in a moment.</source>
        <translation>未被接收，请稍后重试。</translation>
    </message>
    <message>
        <source>The sealer key in the key store is not that of this ledger</source>
        <translation>密钥库中的封块密钥不属于此账本</translation>
    </message>
    <message>
        <source>Nothing was written. Use the key store that was made with this ledger.</source>
        <translation>未写入任何内容。请使用随此账本创建的密钥库。</translation>
    </message>
    <message>
        <source>A block&apos;s header cannot be decoded</source>
        <translation>区块头无法解析</translation>
    </message>
    <message>
        <source>The transaction writes a field that is empty</source>
        <translation>交易中写有空字段</translation>
    </message>
    <message>
        <source>The transaction does not begin with its header</source>
        <translation>交易不以交易头开始</translation>
    </message>
    <message>
        <source>The transaction&apos;s header is too large</source>
        <translation>交易头过大</translation>
    </message>
    <message>
        <source>The transaction&apos;s leaves are no whole number of hashes</source>
        <translation>交易中叶子的长度不是哈希长度的整数倍</translation>
    </message>
    <message>
        <source>A signature of the transaction has the wrong form</source>
        <translation>交易中有签名格式不对</translation>
    </message>
    <message>
        <source>The transaction has too many leaves</source>
        <translation>交易中的叶子过多</translation>
    </message>
    <message>
        <source>The transaction has too many signatures</source>
        <translation>交易中的签名过多</translation>
    </message>
    <message>
        <source>The transaction is cut off</source>
        <translation>交易内容被截断</translation>
    </message>
    <message>
        <source>Something stands in the transaction that does not belong there</source>
        <translation>交易中有不应出现的内容</translation>
    </message>
    <message>
        <source>A length in the transaction is not written as it must be</source>
        <translation>交易中有长度的写法不合规定</translation>
    </message>
    <message>
        <source>A meter id has 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit</source>
        <translation>水表编号须为 1 至 64 个字母、数字、点、连字符或下划线，并以字母或数字开头</translation>
    </message>
    <message>
        <source>The new key is not the one that the change names</source>
        <translation>新密钥与变更中所写的不一致</translation>
    </message>
    <message>
        <source>Nothing was submitted.</source>
        <translation>未提交任何内容。</translation>
    </message>
    <message>
        <source>The secrets of this meter are not in the key store</source>
        <translation>密钥库中没有此水表的机密信息</translation>
    </message>
    <message>
        <source>Nothing was submitted. Ask whoever registered it for its slip, or work where its secrets are kept.</source>
        <translation>未提交任何内容。请向登记方索取激活单，或在保存其机密信息的电脑上操作。</translation>
    </message>
    <message>
        <source>The key store holds no key of this organisation</source>
        <translation>密钥库中没有此机构的密钥</translation>
    </message>
    <message>
        <source>Nothing was submitted. Work where the key is kept.</source>
        <translation>未提交任何内容。请在保存该密钥的电脑上操作。</translation>
    </message>
    <message>
        <source>The key store holds no activation token of this meter</source>
        <translation>密钥库中没有此水表的激活令牌</translation>
    </message>
    <message>
        <source>Nothing was submitted. Give the token that was handed out.</source>
        <translation>未提交任何内容。请输入已发放的令牌。</translation>
    </message>
    <message>
        <source>The password is shorter than 20 bytes</source>
        <translation>密码少于 20 字节</translation>
    </message>
    <message>
        <source>Give a longer one, or none to have one made.</source>
        <translation>请提供更长的密码，或留空由程序生成。</translation>
    </message>
    <message>
        <source>Only a utility or a manufacturer registers meters</source>
        <translation>只有水务公司或制造商可以登记水表</translation>
    </message>
    <message>
        <source>This line has more or fewer cells than the header</source>
        <translation>此行的列数与表头不一致</translation>
    </message>
    <message>
        <source>The list names no meter</source>
        <translation>清单中没有水表</translation>
    </message>
    <message>
        <source>Nothing was registered.</source>
        <translation>未登记任何水表。</translation>
    </message>
    <message>
        <source>The text of the list cannot be read</source>
        <translation>无法识别清单的文本编码</translation>
    </message>
    <message>
        <source>Nothing was registered. Save it as UTF-8 and choose it again.</source>
        <translation>未登记任何水表。请将其另存为 UTF-8 后重新选择。</translation>
    </message>
    <message>
        <source>The columns of the list cannot be told</source>
        <translation>无法判断清单各列的含义</translation>
    </message>
    <message>
        <source>Nothing was registered. It needs a column each for number, location, manufacturer and, if wanted, password.</source>
        <translation>未登记任何水表。清单需含表号、安装位置、制造商各一列，可另加密码列。</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>无法读取清单</translation>
    </message>
    <message>
        <source>Nothing was registered. Check the file&apos;s permissions, or choose another file.</source>
        <translation>未登记任何水表。请检查文件权限，或选择其他文件。</translation>
    </message>
    <message>
        <source>A quote in the list does not close as it must</source>
        <translation>清单中有引号未正确闭合</translation>
    </message>
    <message>
        <source>Nothing was registered. Correct the list and choose it again.</source>
        <translation>未登记任何水表。请更正清单后重新选择。</translation>
    </message>
    <message>
        <source>The list is too big</source>
        <translation>清单过大</translation>
    </message>
    <message>
        <source>Nothing was registered. Split it and register the parts.</source>
        <translation>未登记任何水表。请拆分后分别登记。</translation>
    </message>
    <message>
        <source>This meter id stands in an earlier line of the list</source>
        <translation>此水表编号已在清单前面出现</translation>
    </message>
    <message>
        <source>The slip could not be written</source>
        <translation>无法写入激活单</translation>
    </message>
    <message>
        <source>Nothing of it was left there; the key store still holds the secrets. Choose another place.</source>
        <translation>没有留下任何文件；机密信息仍保存在密钥库中。请另选位置。</translation>
    </message>
    <message>
        <source>This file holds no slip of this meter</source>
        <translation>此文件中没有这台水表的激活单</translation>
    </message>
    <message>
        <source>An alarm code in the list of codes is not valid</source>
        <translation>代码对照表中有无效的报警代码</translation>
    </message>
    <message>
        <source>A constant does not fit its field</source>
        <translation>有一个固定值不符合其字段的要求</translation>
    </message>
    <message>
        <source>Correct it in the mapping.</source>
        <translation>请在映射方案中更正。</translation>
    </message>
    <message>
        <source>The decimal mark must be a point or a comma</source>
        <translation>小数点必须是句点或逗号</translation>
    </message>
    <message>
        <source>A field has no column and no constant, or more than one of them</source>
        <translation>有字段未指定来源，或指定了多个来源</translation>
    </message>
    <message>
        <source>Choose a column or a constant for every field.</source>
        <translation>请为每个字段选择一列或填写固定值。</translation>
    </message>
    <message>
        <source>The alarm flags of the profile do not fit together</source>
        <translation>映射方案中的报警标志相互矛盾</translation>
    </message>
    <message>
        <source>Correct the flags in the profile.</source>
        <translation>请在映射方案中更正报警标志。</translation>
    </message>
    <message>
        <source>This is no mapping profile</source>
        <translation>这不是映射方案</translation>
    </message>
    <message>
        <source>A member of the profile has a value that is not allowed</source>
        <translation>映射方案中有成员的取值不被允许</translation>
    </message>
    <message>
        <source>Correct it in the profile.</source>
        <translation>请在映射方案中更正。</translation>
    </message>
    <message>
        <source>This is no name for a profile</source>
        <translation>此名称不能用作映射方案的名称</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another name.</source>
        <translation>未作任何更改。请另取名称。</translation>
    </message>
    <message>
        <source>There is no profile of this name</source>
        <translation>没有此名称的映射方案</translation>
    </message>
    <message>
        <source>A path to a member is not valid</source>
        <translation>成员路径无效</translation>
    </message>
    <message>
        <source>The factor must be a number other than zero</source>
        <translation>倍率必须是不为零的数</translation>
    </message>
    <message>
        <source>The separator must be a single character</source>
        <translation>分隔符必须是单个字符</translation>
    </message>
    <message>
        <source>The thousands mark must differ from the decimal mark</source>
        <translation>千位分隔符不能与小数点相同</translation>
    </message>
    <message>
        <source>The time format has a part that is not known</source>
        <translation>时间格式中有无法识别的部分</translation>
    </message>
    <message>
        <source>The time zone is missing, or this system does not know it</source>
        <translation>未指定时区，或本机不识别该时区</translation>
    </message>
    <message>
        <source>Choose the time zone: these times do not say their offset from UTC.</source>
        <translation>请选择时区：这些时间没有注明与 UTC 的时差。</translation>
    </message>
    <message>
        <source>The file is longer than any mapping profile</source>
        <translation>文件过长，不可能是映射方案</translation>
    </message>
    <message>
        <source>The profile has a member that means nothing there</source>
        <translation>映射方案中有无意义的成员</translation>
    </message>
    <message>
        <source>Remove it, or correct its name.</source>
        <translation>请将其删除，或更正其名称。</translation>
    </message>
    <message>
        <source>The alarm code of the record is not valid</source>
        <translation>记录的报警代码无效</translation>
    </message>
    <message>
        <source>It must not be empty, nor begin or end with a space.</source>
        <translation>不能为空，开头和末尾不能有空格。</translation>
    </message>
    <message>
        <source>The time of the record is not valid</source>
        <translation>记录的时间无效</translation>
    </message>
    <message>
        <source>Write it as 2026-11-22T08:00:00.000Z (UTC), between 1970 and 9999.</source>
        <translation>请写成 2026-11-22T08:00:00.000Z 的形式（UTC，1970 至 9999 年）。</translation>
    </message>
    <message>
        <source>The record lacks a member</source>
        <translation>记录缺少成员</translation>
    </message>
    <message>
        <source>A record has exactly alarmCode, alarmTime, mn and value.</source>
        <translation>一条记录恰好包含 alarmCode、alarmTime、mn 和 value。</translation>
    </message>
    <message>
        <source>A member of the record has the wrong type</source>
        <translation>记录中有成员的类型不对</translation>
    </message>
    <message>
        <source>The value is a number, the others are text.</source>
        <translation>value 为数字，其余为文本。</translation>
    </message>
    <message>
        <source>The record has a member too many</source>
        <translation>记录中有多余的成员</translation>
    </message>
    <message>
        <source>The meter id of the record is not valid</source>
        <translation>记录的水表编号无效</translation>
    </message>
    <message>
        <source>It has 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.</source>
        <translation>须为 1 至 64 个字母、数字、点、连字符或下划线，并以字母或数字开头。</translation>
    </message>
    <message>
        <source>The record is not a JSON object</source>
        <translation>记录不是 JSON 对象</translation>
    </message>
    <message>
        <source>The value of the record is not a number</source>
        <translation>记录的数值不是数字</translation>
    </message>
    <message>
        <source>A member stands twice in this object</source>
        <translation>此对象中有成员重复出现</translation>
    </message>
    <message>
        <source>A number has more digits than can be kept exactly</source>
        <translation>有数字位数过多，无法精确保存</translation>
    </message>
    <message>
        <source>Write it with at most 15 digits.</source>
        <translation>请将其写成不超过 15 位。</translation>
    </message>
    <message>
        <source>This is not valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>The JSON text is nested too deep</source>
        <translation>JSON 文本嵌套过深</translation>
    </message>
    <message>
        <source>The JSON text is not valid UTF-8</source>
        <translation>JSON 文本不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>The time does not have the form 2026-11-22T08:00:00.000Z</source>
        <translation>时间不是 2026-11-22T08:00:00.000Z 的形式</translation>
    </message>
    <message>
        <source>There is no such date or time</source>
        <translation>不存在这样的日期或时间</translation>
    </message>
    <message>
        <source>A text has a control character, such as a tab or a line end</source>
        <translation>文本含有控制字符，如制表符或换行符</translation>
    </message>
    <message>
        <source>A text that is needed is empty</source>
        <translation>必填文本为空</translation>
    </message>
    <message>
        <source>A text has characters that are not in normal form</source>
        <translation>文本含有未规范化的字符</translation>
    </message>
    <message>
        <source>A text is not valid UTF-8</source>
        <translation>文本不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>A text begins or ends with a space</source>
        <translation>文本开头或末尾有空格</translation>
    </message>
    <message>
        <source>Remove the space.</source>
        <translation>请删除该空格。</translation>
    </message>
    <message>
        <source>A text is too long</source>
        <translation>文本过长</translation>
    </message>
    <message>
        <source>A hash has 64 lowercase hex digits; this one has not</source>
        <translation>哈希须为 64 位小写十六进制数，此处不是</translation>
    </message>
    <message>
        <source>There is a character that is no lowercase hex digit</source>
        <translation>有字符不是小写十六进制数字</translation>
    </message>
    <message>
        <source>The number of hex digits is odd</source>
        <translation>十六进制数字的个数为奇数</translation>
    </message>
    <message>
        <source>A key does not have the right length</source>
        <translation>密钥长度不对</translation>
    </message>
    <message>
        <source>A public key is no point of its curve</source>
        <translation>公钥不是曲线上的点</translation>
    </message>
    <message>
        <source>A private key is out of range</source>
        <translation>私钥超出取值范围</translation>
    </message>
    <message>
        <source>This version does not know the cryptographic suite</source>
        <translation>当前版本不支持此密码套件</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Nothing was changed. Check the file&apos;s permissions and its disk, then try again.</source>
        <translation>未作任何更改。请检查文件权限和所在磁盘后重试。</translation>
    </message>
    <message>
        <source>The rejected rows could not be written</source>
        <translation>无法写入拒收行</translation>
    </message>
    <message>
        <source>What was written before is kept. Make room, or choose another place.</source>
        <translation>此前写入的内容均已保留。请腾出空间，或换一个位置。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止，未写入任何内容</translation>
    </message>
    <message>
        <source>A chosen column is not in the header, or stands there twice</source>
        <translation>所选的列不在表头中，或在表头中出现两次</translation>
    </message>
    <message>
        <source>Choose other columns in the mapping.</source>
        <translation>请在映射方案中改选其他列。</translation>
    </message>
    <message>
        <source>More than one separator fits, or none</source>
        <translation>有多种分隔符都适用，或没有适用的分隔符</translation>
    </message>
    <message>
        <source>Choose the separator in the mapping.</source>
        <translation>请在映射方案中选定分隔符。</translation>
    </message>
    <message>
        <source>The bytes are not text in this encoding</source>
        <translation>这些字节不是此编码的文本</translation>
    </message>
    <message>
        <source>Choose the encoding in the mapping.</source>
        <translation>请在映射方案中选定编码。</translation>
    </message>
    <message>
        <source>The alarm code is not valid</source>
        <translation>报警代码无效</translation>
    </message>
    <message>
        <source>More than one element of an array fits the path</source>
        <translation>数组中有多个元素符合所选路径</translation>
    </message>
    <message>
        <source>The row has more or fewer columns than expected</source>
        <translation>此行的列数与预期不符</translation>
    </message>
    <message>
        <source>A field that is needed is empty</source>
        <translation>必填字段为空</translation>
    </message>
    <message>
        <source>An alarm flag says neither raised nor cleared</source>
        <translation>报警标志的取值既非触发也非解除</translation>
    </message>
    <message>
        <source>Say in the mapping what means raised and what means cleared.</source>
        <translation>请在映射方案中注明何种取值表示触发、何种表示解除。</translation>
    </message>
    <message>
        <source>A spreadsheet has destroyed the meter id (E notation)</source>
        <translation>水表编号已被电子表格破坏（科学记数法）</translation>
    </message>
    <message>
        <source>Export the file again, with this column as text.</source>
        <translation>请将该列设为文本格式后重新导出文件。</translation>
    </message>
    <message>
        <source>The meter id is a number with a fraction or too many digits</source>
        <translation>水表编号是带小数或位数过多的数字</translation>
    </message>
    <message>
        <source>A member is neither text nor a number</source>
        <translation>有成员既不是文本也不是数字</translation>
    </message>
    <message>
        <source>A member that is needed is missing</source>
        <translation>缺少必需的成员</translation>
    </message>
    <message>
        <source>The meter id has characters that are not allowed</source>
        <translation>水表编号含有不允许的字符</translation>
    </message>
    <message>
        <source>The row is not a JSON object</source>
        <translation>此行不是 JSON 对象</translation>
    </message>
    <message>
        <source>The row has NUL characters; the encoding is probably another</source>
        <translation>此行含有 NUL 字符；编码很可能选错了</translation>
    </message>
    <message>
        <source>There is text between a closing quote and the separator</source>
        <translation>右引号与分隔符之间还有文字</translation>
    </message>
    <message>
        <source>The row is too long</source>
        <translation>此行过长</translation>
    </message>
    <message>
        <source>This local time came twice that day (end of daylight saving)</source>
        <translation>当天此本地时间出现了两次（夏令时结束）</translation>
    </message>
    <message>
        <source>The time does not have the chosen format</source>
        <translation>时间与所选格式不符</translation>
    </message>
    <message>
        <source>The time is finer than a millisecond</source>
        <translation>时间精度超过毫秒</translation>
    </message>
    <message>
        <source>The hour is 24 or more</source>
        <translation>小时数大于或等于 24</translation>
    </message>
    <message>
        <source>The time has no valid offset from UTC</source>
        <translation>时间没有有效的 UTC 时差</translation>
    </message>
    <message>
        <source>The time is later than this system&apos;s table of its time zone; give it with its offset</source>
        <translation>该时间晚于本系统的时区表，请使用带时差的时间</translation>
    </message>
    <message>
        <source>This local time never came that day (start of daylight saving)</source>
        <translation>当天不存在此本地时间（夏令时开始）</translation>
    </message>
    <message>
        <source>The object is nested too deep</source>
        <translation>对象嵌套过深</translation>
    </message>
    <message>
        <source>The file ends in the middle: it was cut off</source>
        <translation>文件在中途结束：内容被截断</translation>
    </message>
    <message>
        <source>A quote that opens here never closes</source>
        <translation>此处的左引号没有对应的右引号</translation>
    </message>
    <message>
        <source>The value is not a number with these marks</source>
        <translation>按所选的小数点和千位分隔符，此值不是数字</translation>
    </message>
    <message>
        <source>The value has more digits than can be kept exactly</source>
        <translation>数值位数过多，无法精确保存</translation>
    </message>
    <message>
        <source>This kind of file is not read, or the profile says another one</source>
        <translation>不支持此类文件，或映射中指定的格式不符</translation>
    </message>
    <message>
        <source>Nothing was read. Export the table as CSV or .xlsx, or choose the format in the mapping.</source>
        <translation>未读取任何内容。请导出为 CSV 或 .xlsx，或在映射方案中选择格式。</translation>
    </message>
    <message>
        <source>The gzip file is damaged or cut off</source>
        <translation>gzip 文件已损坏或不完整</translation>
    </message>
    <message>
        <source>What came before the damage was read. Take another copy of it.</source>
        <translation>损坏处之前的内容已读取。请重新获取该文件。</translation>
    </message>
    <message>
        <source>The zip file is damaged</source>
        <translation>zip 文件已损坏</translation>
    </message>
    <message>
        <source>Take another copy of it, or unpack it and choose what was in it.</source>
        <translation>请重新获取该文件，或解压后选择其中的文件。</translation>
    </message>
    <message>
        <source>The file in the zip file is protected by a password</source>
        <translation>zip 中的文件受密码保护</translation>
    </message>
    <message>
        <source>Nothing was read. Unpack it with its password first.</source>
        <translation>未读取任何内容。请先用密码解压。</translation>
    </message>
    <message>
        <source>The zip file holds no file, or several</source>
        <translation>zip 文件中没有文件或有多个文件</translation>
    </message>
    <message>
        <source>Nothing was read. Name the file that is meant in the mapping, or unpack it.</source>
        <translation>未读取任何内容。请在映射方案中指定文件，或先解压。</translation>
    </message>
    <message>
        <source>This is a NEM12 file: each interval is a row, at the market&apos;s clock (UTC+10)</source>
        <translation>这是 NEM12 文件：每个时段为一行，时间为电力市场时钟（UTC+10）</translation>
    </message>
    <message>
        <source>Read from the zip file: %1</source>
        <translation>读取自 zip 文件中的：%1</translation>
    </message>
    <message>
        <source>More comes out of the packed file than is read</source>
        <translation>压缩文件解压后过大</translation>
    </message>
    <message>
        <source>Unpack it by other means and look at it.</source>
        <translation>请用其他方式解压并检查。</translation>
    </message>
    <message>
        <source>A temporary copy could not be written</source>
        <translation>无法写入临时副本</translation>
    </message>
    <message>
        <source>Nothing was read. Make room in the folder for temporary files.</source>
        <translation>未读取任何内容。请清理临时文件夹空间。</translation>
    </message>
    <message>
        <source>The workbook is protected by a password</source>
        <translation>工作簿受密码保护</translation>
    </message>
    <message>
        <source>Nothing was read. Save it without a password, or as CSV.</source>
        <translation>未读取任何内容。请另存为无密码的文件或 CSV。</translation>
    </message>
    <message>
        <source>Which sheet or table is meant is not clear</source>
        <translation>无法确定要读取的工作表或数据表</translation>
    </message>
    <message>
        <source>Nothing was read. Choose the sheet or table in the mapping.</source>
        <translation>未读取任何内容。请在映射方案中选择工作表或数据表。</translation>
    </message>
    <message>
        <source>Read: %1</source>
        <translation>已读取：%1</translation>
    </message>
    <message>
        <source>The workbook cannot be read further</source>
        <translation>无法继续读取工作簿</translation>
    </message>
    <message>
        <source>What came before was read. Open it in a spreadsheet program and save it again.</source>
        <translation>之前的内容已读取。请用电子表格软件打开并重新保存。</translation>
    </message>
    <message>
        <source>The database cannot be read further</source>
        <translation>无法继续读取数据库</translation>
    </message>
    <message>
        <source>What came before was read. Look whether it is encrypted or damaged.</source>
        <translation>之前的内容已读取。请检查数据库是否加密或损坏。</translation>
    </message>
    <message>
        <source>Beside the database lies a write-ahead log (%1): what stands only in it is not read</source>
        <translation>数据库旁有预写日志（%1）：仅存在于其中的内容未读取</translation>
    </message>
    <message>
        <source>%1 cells hold formulas: the values read are those calculated last</source>
        <translation>%1 个单元格含公式：读取的是最近一次计算的值</translation>
    </message>
    <message>
        <source>%1 hidden rows of the sheet are read like the others</source>
        <translation>工作表中 %1 个隐藏行与其他行一样被读取</translation>
    </message>
    <message>
        <source>Hidden sheets are not read: %1</source>
        <translation>未读取隐藏的工作表：%1</translation>
    </message>
    <message>
        <source>What stands in merged cells is read for each of their rows and columns</source>
        <translation>合并单元格的内容适用于其每一行每一列</translation>
    </message>
    <message>
        <source>The cell holds no text that can be read</source>
        <translation>单元格中没有可读取的文本</translation>
    </message>
    <message>
        <source>The helper program for .xls workbooks cannot be run</source>
        <translation>无法运行读取 .xls 工作簿的辅助程序</translation>
    </message>
    <message>
        <source>Install MeterSeal whole; files of other formats are read without it.</source>
        <translation>请完整安装 MeterSeal；读取其他格式不需要它。</translation>
    </message>
    <message>
        <source>The text can be read in more than one encoding, with different words</source>
        <translation>文本可用多种编码读取，结果不同</translation>
    </message>
    <message>
        <source>Nothing was read. Choose the encoding in the mapping.</source>
        <translation>未读取任何内容。请在映射方案中选择编码。</translation>
    </message>
    <message>
        <source>The first row reads as a record, not as a header</source>
        <translation>首行看起来是记录而不是表头</translation>
    </message>
    <message>
        <source>Nothing was read. Say in the mapping that the file has no header.</source>
        <translation>未读取任何内容。请在映射方案中说明文件没有表头。</translation>
    </message>
    <message>
        <source>A second header stands in the middle of the file</source>
        <translation>文件中间出现了第二个表头</translation>
    </message>
    <message>
        <source>The rows before it were read. Split the file there.</source>
        <translation>此前的行已读取。请在该处拆分文件。</translation>
    </message>
    <message>
        <source>The .zip file is damaged</source>
        <translation>.zip 文件已损坏</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Take another copy of it.</source>
        <translation>未解压任何内容。请换一份副本。</translation>
    </message>
    <message>
        <source>The .zip file holds no file</source>
        <translation>.zip 文件中没有文件</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Choose another file.</source>
        <translation>未解压任何内容。请选择其他文件。</translation>
    </message>
    <message>
        <source>The .zip file is protected by a password</source>
        <translation>.zip 文件受密码保护</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Unpack it with its password first.</source>
        <translation>未解压任何内容。请先用密码将其解压。</translation>
    </message>
    <message>
        <source>The .zip file could not be unpacked</source>
        <translation>无法解压 .zip 文件</translation>
    </message>
    <message>
        <source>Nothing was left behind. Check the room on the disk.</source>
        <translation>没有留下任何文件。请检查磁盘空间。</translation>
    </message>
    <message>
        <source>The .zip file holds more than one file</source>
        <translation>.zip 文件中有多个文件</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Unpack it and choose the file that is meant.</source>
        <translation>未解压任何内容。请先解压，再选择所需的文件。</translation>
    </message>
    <message>
        <source>This is no sound .zip file</source>
        <translation>这不是完好的 .zip 文件</translation>
    </message>
    <message>
        <source>The file in the .zip file is too big</source>
        <translation>.zip 文件中的文件过大</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Unpack it by other means.</source>
        <translation>未解压任何内容。请用其他工具解压。</translation>
    </message>
    <message>
        <source>The CSV file cannot be written further</source>
        <translation>无法继续写入 CSV 文件</translation>
    </message>
    <message>
        <source>What was written before is kept. Check the room on the disk.</source>
        <translation>此前写入的内容均已保留。请检查磁盘空间。</translation>
    </message>
    <message>
        <source>The first %1 lines come before the header and are passed over</source>
        <translation>表头之前的 %1 行已跳过</translation>
    </message>
    <message>
        <source>No separator fits the first rows; choose it</source>
        <translation>没有适用于前几行的分隔符，请指定</translation>
    </message>
    <message>
        <source>The file has no rows</source>
        <translation>文件中没有数据行</translation>
    </message>
    <message>
        <source>“%1” is not used: a status means raised in one system and handled in another, and a customer is not a meter</source>
        <translation>未采用“%1”：状态列在不同系统中含义不同（触发或已处理），户号也不等于水表编号</translation>
    </message>
    <message>
        <source>“%1” looks like an alarm flag of its own beside the alarm code; say in a profile which of them counts</source>
        <translation>除报警代码外，“%1”看似单独的报警标志；请在映射方案中注明以哪个为准</translation>
    </message>
    <message>
        <source>No column was found for %1</source>
        <translation>未找到“%1”对应的列</translation>
    </message>
    <message>
        <source>The row “%1” below the records is no record; it is rejected</source>
        <translation>记录下方的“%1”行不是记录，将被拒绝</translation>
    </message>
    <message>
        <source>Which column has the meters&apos; numbers?</source>
        <translation>哪一列是表号？</translation>
    </message>
    <message>
        <source>Which column says where the meters are installed? (Or give one place for all)</source>
        <translation>哪一列是安装位置？（或为全部水表填写同一位置）</translation>
    </message>
    <message>
        <source>Which column says who made the meters? (Or give one maker for all)</source>
        <translation>哪一列是制造商？（或为全部水表填写同一制造商）</translation>
    </message>
    <message>
        <source>Does the first row (%1) name the columns, or is it a meter?</source>
        <translation>第一行（%1）是列名，还是一台水表？</translation>
    </message>
    <message>
        <source>Not used: %1</source>
        <translation>未使用：%1</translation>
    </message>
    <message>
        <source>location</source>
        <translation>安装位置</translation>
    </message>
    <message>
        <source>manufacturer</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>“%1” is taken for %2</source>
        <translation>“%1”用作%2</translation>
    </message>
    <message>
        <source>The alarm flags say no known pair of words; say in a profile what means raised and what means cleared</source>
        <translation>无法识别报警标志的取值；请在映射方案中注明何种取值表示触发、何种表示解除</translation>
    </message>
    <message>
        <source>%1 columns are taken for alarm flags (“%2” and others): a row gives one record for each that says %3</source>
        <translation>%1 列用作报警标志（“%2”等）：每有一列取值为 %3，该行就生成一条记录</translation>
    </message>
    <message>
        <source>The meter id “%1” is in E notation: a spreadsheet has destroyed it. Such rows are rejected; export the file again</source>
        <translation>水表编号“%1”是科学记数法，已被电子表格破坏。这类行将被拒收，请重新导出文件</translation>
    </message>
    <message>
        <source>Some meter ids have 15 digits and then zeros, as spreadsheets leave them; compare them with the source</source>
        <translation>有些水表编号在 15 位之后全为零，像是被电子表格改过；请与原始数据核对</translation>
    </message>
    <message>
        <source>No known time format fits the times; choose it</source>
        <translation>没有已知的时间格式与这些时间相符，请指定</translation>
    </message>
    <message>
        <source>The times have the format %1</source>
        <translation>时间格式为 %1</translation>
    </message>
    <message>
        <source>The unit of the values is not known; give it (L, m3, ...). Makers use different units for equal names</source>
        <translation>数值的单位未知，请注明（L、m3 等）。不同厂家的同名列可能使用不同单位</translation>
    </message>
    <message>
        <source>Not all values are numbers with any known decimal and thousands marks; such rows are rejected</source>
        <translation>有些数值按任何已知的小数点和千位分隔符都不是数字，这些行将被拒收</translation>
    </message>
    <message>
        <source>The values have the decimal mark “%1” and the thousands mark “%2”</source>
        <translation>数值的小数点为“%1”，千位分隔符为“%2”</translation>
    </message>
    <message>
        <source>The transaction is for another ledger</source>
        <translation>该交易属于另一个账本</translation>
    </message>
    <message>
        <source>Nothing was changed. Check whether this is the right ledger.</source>
        <translation>未作任何更改。请确认打开的是正确的账本。</translation>
    </message>
    <message>
        <source>The stored bytes are not those of this transaction</source>
        <translation>所存字节与此交易不符</translation>
    </message>
    <message>
        <source>The ledger file was changed. Keep it as it is for the investigation.</source>
        <translation>账本文件被改动过。请原样保留以备调查。</translation>
    </message>
    <message>
        <source>A signature that is needed is missing</source>
        <translation>缺少必需的签名</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何更改。</translation>
    </message>
    <message>
        <source>A key signed that was not asked for</source>
        <translation>有不应签名的密钥签了名</translation>
    </message>
    <message>
        <source>The same key signed twice</source>
        <translation>同一密钥签了两次名</translation>
    </message>
    <message>
        <source>A signature does not hold</source>
        <translation>有签名不成立</translation>
    </message>
    <message>
        <source>The transaction or its signature was changed. Do not rely on it.</source>
        <translation>交易或其签名被改动过，请勿采信。</translation>
    </message>
    <message>
        <source>The transaction has leaves although it is no batch</source>
        <translation>交易不是批次却带有叶子</translation>
    </message>
    <message>
        <source>The batch does not hold as many records as its header says</source>
        <translation>批次的记录条数与交易头所写不符</translation>
    </message>
    <message>
        <source>The Merkle root is not that of the leaves</source>
        <translation>默克尔根与叶子不符</translation>
    </message>
    <message>
        <source>The transaction was changed. Do not rely on it.</source>
        <translation>交易被改动过，请勿采信。</translation>
    </message>
    <message>
        <source>The same transaction is on the ledger already</source>
        <translation>相同的交易已在账本上</translation>
    </message>
    <message>
        <source>Nothing was changed; nothing more is needed.</source>
        <translation>未作任何更改，也无需再做。</translation>
    </message>
    <message>
        <source>The signatures of the registration are in the wrong order</source>
        <translation>登记的签名顺序不对</translation>
    </message>
    <message>
        <source>The signing key belongs to no organisation of this ledger</source>
        <translation>签名密钥不属于此账本的任何机构</translation>
    </message>
    <message>
        <source>Nothing was changed. Unlock a key store that belongs to this ledger.</source>
        <translation>未作任何更改。请解锁属于此账本的密钥库。</translation>
    </message>
    <message>
        <source>The signing key was replaced by a newer one</source>
        <translation>签名密钥已被新密钥取代</translation>
    </message>
    <message>
        <source>Nothing was changed. Sign with the newer key.</source>
        <translation>未作任何更改。请用新密钥签名。</translation>
    </message>
    <message>
        <source>The signing organisation is retired</source>
        <translation>签名机构已停用</translation>
    </message>
    <message>
        <source>The signing organisation&apos;s role may not do this</source>
        <translation>签名机构的角色无权执行此操作</translation>
    </message>
    <message>
        <source>Nothing was changed. Ask the party whose job it is.</source>
        <translation>未作任何更改。请由有权的一方办理。</translation>
    </message>
    <message>
        <source>This meter id is on the ledger already</source>
        <translation>此水表编号已在账本上</translation>
    </message>
    <message>
        <source>Nothing was changed. Check the id; a meter is registered once.</source>
        <translation>未作任何更改。请核对编号；每台水表只登记一次。</translation>
    </message>
    <message>
        <source>This wallet address is on the ledger already</source>
        <translation>此钱包地址已在账本上</translation>
    </message>
    <message>
        <source>This public key stands, or once stood, for somebody else</source>
        <translation>此公钥现为或曾为他人所用</translation>
    </message>
    <message>
        <source>Nothing was changed. Take another key.</source>
        <translation>未作任何更改。请换一个密钥。</translation>
    </message>
    <message>
        <source>The review names no registration on this ledger</source>
        <translation>所审核的登记不在此账本上</translation>
    </message>
    <message>
        <source>This registration is approved or rejected already</source>
        <translation>此登记已通过或已驳回</translation>
    </message>
    <message>
        <source>Your side has approved this registration already</source>
        <translation>您方已通过此登记</translation>
    </message>
    <message>
        <source>Nothing was changed; the other party&apos;s approval is still awaited.</source>
        <translation>未作任何更改；仍待另一方审核。</translation>
    </message>
    <message>
        <source>No such meter is on this ledger</source>
        <translation>此账本上没有这台水表</translation>
    </message>
    <message>
        <source>The wallet address belongs to another meter</source>
        <translation>该钱包地址属于另一台水表</translation>
    </message>
    <message>
        <source>The signing key is not that of the meter</source>
        <translation>签名密钥不是该水表的密钥</translation>
    </message>
    <message>
        <source>The meter is not approved by both parties yet</source>
        <translation>水表尚未经双方审核通过</translation>
    </message>
    <message>
        <source>Nothing was changed. Activate it after both have approved.</source>
        <translation>未作任何更改。请在双方通过后再激活。</translation>
    </message>
    <message>
        <source>The meter has been activated before</source>
        <translation>水表此前已激活</translation>
    </message>
    <message>
        <source>The activation token is not the one that was registered</source>
        <translation>激活令牌与登记时的不一致</translation>
    </message>
    <message>
        <source>Nothing was changed. Check what was typed against the slip.</source>
        <translation>未作任何更改。请与激活单核对输入内容。</translation>
    </message>
    <message>
        <source>The activation token has expired</source>
        <translation>激活令牌已过期</translation>
    </message>
    <message>
        <source>Nothing was changed. The meter has to be registered anew.</source>
        <translation>未作任何更改。该水表须重新登记。</translation>
    </message>
    <message>
        <source>The meter is not active</source>
        <translation>水表未处于启用状态</translation>
    </message>
    <message>
        <source>The meter is suspended</source>
        <translation>水表已暂停</translation>
    </message>
    <message>
        <source>Nothing was changed. Resume the meter first.</source>
        <translation>未作任何更改。请先恢复该水表。</translation>
    </message>
    <message>
        <source>Only a suspended meter can be resumed</source>
        <translation>只有已暂停的水表才能恢复</translation>
    </message>
    <message>
        <source>The meter is retired, which is final</source>
        <translation>水表已注销，不可恢复</translation>
    </message>
    <message>
        <source>The batch does not follow the meter&apos;s last one</source>
        <translation>该批次未接在水表的上一批次之后</translation>
    </message>
    <message>
        <source>It is signed again behind the right one.</source>
        <translation>将接在正确的批次之后重新签名。</translation>
    </message>
    <message>
        <source>Not more than half of the organisations signed</source>
        <translation>签名机构未过半数</translation>
    </message>
    <message>
        <source>No utility or no manufacturer is among the signers</source>
        <translation>签名方中缺少水务公司或制造商</translation>
    </message>
    <message>
        <source>The organisation&apos;s id is or was in use</source>
        <translation>该机构编号现已或曾经使用</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another id.</source>
        <translation>未作任何更改。请另取编号。</translation>
    </message>
    <message>
        <source>No organisation has this id</source>
        <translation>没有此编号的机构</translation>
    </message>
    <message>
        <source>The organisation is retired, which is final</source>
        <translation>该机构已停用，不可恢复</translation>
    </message>
    <message>
        <source>The organisation is not the one the ledger has under this id</source>
        <translation>该机构与账本上此编号的机构不符</translation>
    </message>
    <message>
        <source>No active utility or no active manufacturer would be left</source>
        <translation>停用后将没有可用的水务公司或制造商</translation>
    </message>
    <message>
        <source>This workspace is uploading already</source>
        <translation>此工作区已在上链中</translation>
    </message>
    <message>
        <source>The upload journal is damaged</source>
        <translation>上传日志已损坏</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore its files from a backup, or upload again: what is anchored already is found.</source>
        <translation>未作任何更改。请用备份恢复其文件，或重新导入：已上链的内容会被识别。</translation>
    </message>
    <message>
        <source>The ledger ends before blocks that the upload journal has seen</source>
        <translation>账本缺少上传日志已见过的区块</translation>
    </message>
    <message>
        <source>Nothing was changed or rejected. Put back the ledger that belongs to this journal, or restore the newest backup.</source>
        <translation>未做任何更改，也未拒收任何记录。请放回与此上传日志对应的账本，或恢复最新的备份。</translation>
    </message>
    <message>
        <source>The upload journal could not be written</source>
        <translation>无法写入上传日志</translation>
    </message>
    <message>
        <source>What was acknowledged before is safe. Free space or repair the disk, then unlock again.</source>
        <translation>此前已确认的内容安全无虞。请腾出空间或修复磁盘，再重新解锁。</translation>
    </message>
    <message>
        <source>This name belongs to the upload of a file</source>
        <translation>此名称属于某个文件的导入任务</translation>
    </message>
    <message>
        <source>Choose another name for live records.</source>
        <translation>请为实时数据另取名称。</translation>
    </message>
    <message>
        <source>This job took live records; there is no file behind it</source>
        <translation>此任务接收的是实时数据，没有对应的文件</translation>
    </message>
    <message>
        <source>This upload has ended already</source>
        <translation>此导入任务已经结束</translation>
    </message>
    <message>
        <source>There is no such upload</source>
        <translation>没有这个导入任务</translation>
    </message>
    <message>
        <source>The uploader has stopped</source>
        <translation>上链程序已停止</translation>
    </message>
    <message>
        <source>Nothing acknowledged is lost. Look at the cause below, then lock and unlock the key store.</source>
        <translation>已确认的内容不会丢失。请查看下方原因，然后锁定并重新解锁密钥库。</translation>
    </message>
    <message>
        <source>What is anchored stays anchored. Put it back, check its permissions, and upload it again.</source>
        <translation>已上链的内容仍然有效。请将文件放回原处、检查其权限，然后重新导入。</translation>
    </message>
    <message>
        <source>The file changed while it was read</source>
        <translation>文件在读取过程中发生变化</translation>
    </message>
    <message>
        <source>What was read is anchored, but the file may hold something else now. Upload it again.</source>
        <translation>已读取的内容均已上链，但文件现在的内容可能不同。请重新导入。</translation>
    </message>
    <message>
        <source>This meter is not registered on the ledger</source>
        <translation>此水表未在账本上登记</translation>
    </message>
    <message>
        <source>Register it, have it reviewed and activated, then upload the record again.</source>
        <translation>请先登记、审核并激活该水表，再重新导入记录。</translation>
    </message>
    <message>
        <source>This meter is not active on the ledger</source>
        <translation>此水表在账本上不是启用状态</translation>
    </message>
    <message>
        <source>Upload the record again once it is active.</source>
        <translation>请在水表启用后重新导入记录。</translation>
    </message>
    <message>
        <source>The key of this meter is not in the key store</source>
        <translation>密钥库中没有此水表的密钥</translation>
    </message>
    <message>
        <source>Import the key, or upload where it is kept.</source>
        <translation>请导入该密钥，或在保存该密钥的电脑上导入记录。</translation>
    </message>
    <message>
        <source>Too many records wait to be sealed</source>
        <translation>待封装的记录过多</translation>
    </message>
    <message>
        <source>Nothing of this call was kept. Try again later.</source>
        <translation>本次提交的内容未保留，请稍后重试。</translation>
    </message>
    <message>
        <source>Both upload buffers are full</source>
        <translation>双缓冲队列均已满</translation>
    </message>
    <message>
        <source>Nothing of this call was kept. Try again when the backlog is smaller.</source>
        <translation>本次提交的内容未保留，请待积压减少后重试。</translation>
    </message>
    <message>
        <source>Waiting was stopped</source>
        <translation>已停止等待</translation>
    </message>
    <message>
        <source>What is queued stays in the journal and goes on with the next unlock.</source>
        <translation>上链队列中的内容保存在上传日志中，下次解锁后继续。</translation>
    </message>
    <message>
        <source>The uploader is stopping</source>
        <translation>上链程序正在停止</translation>
    </message>
    <message>
        <source>Nothing of this call was kept. Send it again after unlocking.</source>
        <translation>本次提交的内容未保留，请在解锁后重新提交。</translation>
    </message>
    <message>
        <source>The uploader has no node or no folder for its journal</source>
        <translation>上链程序没有节点，或没有存放日志的文件夹</translation>
    </message>
    <message>
        <source>Check the nodes in the settings.</source>
        <translation>请检查“设置”中的节点。</translation>
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
        <source>No node is available</source>
        <translation>没有可用节点</translation>
    </message>
    <message>
        <source>What is sealed is kept and goes on as soon as one answers.</source>
        <translation>已封装的内容均已保留，有节点应答后立即继续。</translation>
    </message>
    <message>
        <source>Every node refuses the next batch of a meter</source>
        <translation>所有节点都拒收某台水表的下一批次</translation>
    </message>
    <message>
        <source>Its records are kept and offered again; other meters go on.</source>
        <translation>其记录均已保留并会再次提交；其他水表不受影响。</translation>
    </message>
    <message>
        <source>The ledger cannot be read at the moment</source>
        <translation>暂时无法读取账本</translation>
    </message>
    <message>
        <source>The records are kept; it is tried again by itself.</source>
        <translation>记录均已保留，程序会自动重试。</translation>
    </message>
    <message>
        <source>Batches cannot be sealed at the moment</source>
        <translation>暂时无法封装批次</translation>
    </message>
    <message>
        <source>A node&apos;s refusal cannot be looked into at the moment</source>
        <translation>暂时无法查明节点拒收的原因</translation>
    </message>
    <message>
        <source>The batches are kept; it is tried again by itself.</source>
        <translation>批次均已保留，程序会自动重试。</translation>
    </message>
    <message>
        <source>It is catching up with the ledger</source>
        <translation>正在追赶账本高度</translation>
    </message>
    <message>
        <source>It is used again once it is level.</source>
        <translation>追平后会重新启用。</translation>
    </message>
    <message>
        <source>It does not answer within the time-out</source>
        <translation>超时未应答</translation>
    </message>
    <message>
        <source>It is asked again from time to time.</source>
        <translation>程序会定时重新探测。</translation>
    </message>
    <message>
        <source>It accepted a transaction and lost it</source>
        <translation>接收了交易，但未入块</translation>
    </message>
    <message>
        <source>The transaction is offered again.</source>
        <translation>该交易会再次提交。</translation>
    </message>
    <message>
        <source>It gave no answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>It refused a batch that the ledger expects</source>
        <translation>拒收了账本所需的批次</translation>
    </message>
    <message>
        <source>The batch is offered to another node.</source>
        <translation>该批次会提交给其他节点。</translation>
    </message>
    <message>
        <source>The node is not available</source>
        <translation>节点不可用</translation>
    </message>
    <message>
        <source>Nothing was kept there. Try again, or use another node.</source>
        <translation>内容未保存在该节点。请重试，或使用其他节点。</translation>
    </message>
    <message>
        <source>This is no receipt</source>
        <translation>这不是回执</translation>
    </message>
    <message>
        <source>The receipts could not be written</source>
        <translation>无法写入回执</translation>
    </message>
    <message>
        <source>Nothing was left behind. Make room, or choose another place.</source>
        <translation>没有留下任何文件。请腾出空间，或换一个位置。</translation>
    </message>
    <message>
        <source>It is the record that was anchored</source>
        <translation>与上链的记录一致</translation>
    </message>
    <message>
        <source>It differs from the record anchored at its place</source>
        <translation>与此位置上链的记录不一致</translation>
    </message>
    <message>
        <source>Anchored, but the file does not have it</source>
        <translation>已上链，但文件中没有</translation>
    </message>
    <message>
        <source>A batch covers its time and does not hold it</source>
        <translation>有批次覆盖其时间，但不含这条记录</translation>
    </message>
    <message>
        <source>Anchored, but not where it is claimed to be</source>
        <translation>已上链，但不在所称的位置</translation>
    </message>
    <message>
        <source>No batch of this meter covers its time</source>
        <translation>该水表没有批次覆盖其时间</translation>
    </message>
    <message>
        <source>The meter is not on this ledger</source>
        <translation>此账本上没有该水表</translation>
    </message>
    <message>
        <source>The meter was never activated</source>
        <translation>该水表从未激活</translation>
    </message>
    <message>
        <source>Not judged: the meter is in use without the approval of both parties</source>
        <translation>无法判定：水表未经双方审核通过即被使用</translation>
    </message>
    <message>
        <source>Not judged: the meter&apos;s registration does not check out</source>
        <translation>无法判定：水表的登记未通过核验</translation>
    </message>
    <message>
        <source>Not judged: the ledger&apos;s wallet of this meter is not that of its key</source>
        <translation>无法判定：账本上该水表的钱包与其公钥不符</translation>
    </message>
    <message>
        <source>Not judged: the block&apos;s header was changed</source>
        <translation>无法判定：区块头被改动</translation>
    </message>
    <message>
        <source>Not judged: the block&apos;s header does not check out</source>
        <translation>无法判定：区块头未通过核验</translation>
    </message>
    <message>
        <source>Not judged: the block does not carry the sealer&apos;s signature</source>
        <translation>无法判定：区块没有封块方的有效签名</translation>
    </message>
    <message>
        <source>Not judged: the block cannot be read</source>
        <translation>无法判定：区块无法读取</translation>
    </message>
    <message>
        <source>Not judged: the batch does not hold as many records as it says</source>
        <translation>无法判定：批次的记录条数与其所写不符</translation>
    </message>
    <message>
        <source>Not judged: the batch is not encoded as it must be</source>
        <translation>无法判定：批次的编码不合规定</translation>
    </message>
    <message>
        <source>Not judged: the transaction is no batch of records</source>
        <translation>无法判定：该交易不是数据批次</translation>
    </message>
    <message>
        <source>Not judged: the batch does not follow the one before it</source>
        <translation>无法判定：该批次未接在上一批次之后</translation>
    </message>
    <message>
        <source>Not judged: the batch&apos;s Merkle root is not that of its leaves</source>
        <translation>无法判定：批次的默克尔根与其叶子不符</translation>
    </message>
    <message>
        <source>Not judged: the ledger&apos;s tables contradict the signed batch</source>
        <translation>无法判定：账本数据表与已签名的批次矛盾</translation>
    </message>
    <message>
        <source>Not judged: the batch is not signed by the meter&apos;s key</source>
        <translation>无法判定：批次不是由该水表的密钥签名</translation>
    </message>
    <message>
        <source>Not judged: this version does not know the batch&apos;s cryptographic suite</source>
        <translation>无法判定：当前版本不支持该批次的密码套件</translation>
    </message>
    <message>
        <source>Not judged: the batch cannot be read</source>
        <translation>无法判定：批次无法读取</translation>
    </message>
    <message>
        <source>Not judged: the bytes of the batch were changed</source>
        <translation>无法判定：批次的字节被改动</translation>
    </message>
    <message>
        <source>Not judged: the batch is of another ledger</source>
        <translation>无法判定：批次属于另一个账本</translation>
    </message>
    <message>
        <source>Not judged: the batch is of another meter</source>
        <translation>无法判定：批次属于另一台水表</translation>
    </message>
    <message>
        <source>The verification was stopped</source>
        <translation>核验已停止</translation>
    </message>
    <message>
        <source>What was not told until then was not checked.</source>
        <translation>此前未列出的内容均未核验。</translation>
    </message>
    <message>
        <source>The verification broke off</source>
        <translation>核验中断</translation>
    </message>
    <message>
        <source>What was not told until then was not checked. Verify again.</source>
        <translation>此前未列出的内容均未核验。请重新核验。</translation>
    </message>
    <message>
        <source>No temporary file can be made</source>
        <translation>无法创建临时文件</translation>
    </message>
    <message>
        <source>Nothing was checked. Make room in the folder for temporary files and try again.</source>
        <translation>未作任何核验。请为临时文件夹腾出空间后重试。</translation>
    </message>
    <message>
        <source>A temporary file cannot be written or read</source>
        <translation>临时文件读写失败</translation>
    </message>
    <message>
        <source>It is removed. Make room in the folder for temporary files and verify again.</source>
        <translation>该文件已删除。请为临时文件夹腾出空间后重新核验。</translation>
    </message>
    <message>
        <source>A meter has more records in this file than can be checked at once</source>
        <translation>文件中某台水表的记录过多，无法一次核验</translation>
    </message>
    <message>
        <source>Nothing of this meter was checked. Split the file by time and verify the parts.</source>
        <translation>该水表未作核验。请按时间拆分文件后分别核验。</translation>
    </message>
    <message>
        <source>Nothing was checked and nothing was changed. Choose another file or look at its permissions.</source>
        <translation>未作核验，也未作任何更改。请选择其他文件，或检查其权限。</translation>
    </message>
    <message>
        <source>The file was changed while it was being checked</source>
        <translation>文件在核验过程中被改动</translation>
    </message>
    <message>
        <source>The result would be about neither version. Verify it again when it is at rest.</source>
        <translation>结果对前后两个版本都不成立。请待文件不再变化后重新核验。</translation>
    </message>
    <message>
        <source>The transaction this verdict names anchors no records</source>
        <translation>此结论所指的交易未将任何记录上链</translation>
    </message>
    <message>
        <source>The findings could not be kept in the folder for temporary files</source>
        <translation>无法将核验结果存入临时文件夹</translation>
    </message>
    <message>
        <source>Make room there and verify again.</source>
        <translation>请在该处腾出空间后重新核验。</translation>
    </message>
    <message>
        <source>The check has not ended, so its findings are not all there</source>
        <translation>核验尚未结束，结果还不完整</translation>
    </message>
    <message>
        <source>Nothing was written. Wait for its end or stop it, then export.</source>
        <translation>未写入任何内容。请待其结束或将其停止后再导出。</translation>
    </message>
    <message>
        <source>The folder could not be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>Nothing was kept. Check the disk and the folder&apos;s permissions, or choose another place.</source>
        <translation>没有留下任何文件。请检查磁盘和文件夹权限，或另选位置。</translation>
    </message>
    <message>
        <source>The settings of this workspace cannot be read</source>
        <translation>无法读取此工作区的设置</translation>
    </message>
    <message>
        <source>Nothing was changed. Open it with the version that made it, or restore a backup.</source>
        <translation>未作任何更改。请用创建它的版本打开，或用备份恢复。</translation>
    </message>
    <message>
        <source>There is no home folder to keep a workspace in</source>
        <translation>没有可存放工作区的主文件夹</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择一个文件夹。</translation>
    </message>
    <message>
        <source>The key store holds no sealer key</source>
        <translation>密钥库中没有封块密钥</translation>
    </message>
    <message>
        <source>Nothing can be written to this ledger from here; it can still be read.</source>
        <translation>无法在此写入该账本，仍可查看。</translation>
    </message>
    <message>
        <source>The key store is locked</source>
        <translation>密钥库已锁定</translation>
    </message>
    <message>
        <source>Nothing was sent. Unlock it and try again.</source>
        <translation>未发送任何内容。请解锁后重试。</translation>
    </message>
    <message>
        <source>This ledger was opened read-only</source>
        <translation>此账本以只读方式打开</translation>
    </message>
    <message>
        <source>Nothing was changed. Open it again without read-only.</source>
        <translation>未作任何更改。请以非只读方式重新打开。</translation>
    </message>
    <message>
        <source>The file could not be read or written</source>
        <translation>文件读写失败</translation>
    </message>
    <message>
        <source>Check the disk and the file&apos;s permissions.</source>
        <translation>请检查磁盘和文件权限。</translation>
    </message>
    <message>
        <source>Look whether it was moved, and choose it again.</source>
        <translation>请查看文件是否已移走，然后重新选择。</translation>
    </message>
    <message>
        <source>The file was changed while it was read</source>
        <translation>文件在读取期间被修改</translation>
    </message>
    <message>
        <source>Nothing was taken from it. Try again when it is finished.</source>
        <translation>未从中取用任何内容。请在其写入完成后重试。</translation>
    </message>
    <message>
        <source>The folder could not be brought to the disk</source>
        <translation>无法将文件夹写入磁盘</translation>
    </message>
    <message>
        <source>A power failure now may bring back what it held before. Check the disk.</source>
        <translation>此时断电可能恢复为先前的内容。请检查磁盘。</translation>
    </message>
    <message>
        <source>This is not an ordinary file</source>
        <translation>这不是普通文件</translation>
    </message>
    <message>
        <source>It was left alone. Choose another name.</source>
        <translation>已保持原样。请选择其他名称。</translation>
    </message>
    <message>
        <source>The file is too big</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>Nothing was left behind and a file of that name is as it was. Choose another place.</source>
        <translation>没有留下任何文件，原有同名文件未动。请另选位置。</translation>
    </message>
    <message>
        <source>The export was stopped</source>
        <translation>已停止导出</translation>
    </message>
    <message>
        <source>Nothing was left behind. Export again when you like.</source>
        <translation>没有留下任何文件，可随时重新导出。</translation>
    </message>
    <message>
        <source>The passphrase is empty</source>
        <translation>口令为空</translation>
    </message>
    <message>
        <source>The keys would be open to everybody. Choose another.</source>
        <translation>密钥将对所有人开放。请另设口令。</translation>
    </message>
    <message>
        <source>There is a key store at this place already</source>
        <translation>此位置已有密钥库</translation>
    </message>
    <message>
        <source>It was kept. Open it, or choose another place.</source>
        <translation>原有内容未动。请打开它，或另选位置。</translation>
    </message>
    <message>
        <source>The key store would grow too large</source>
        <translation>密钥库将超过大小上限</translation>
    </message>
    <message>
        <source>The file keeps its former content.</source>
        <translation>文件保持原有内容。</translation>
    </message>
    <message>
        <source>Another program saved the key store meanwhile</source>
        <translation>另一个程序在此期间保存了密钥库</translation>
    </message>
    <message>
        <source>Its content was kept. Lock and unlock, then repeat the change.</source>
        <translation>其内容未动。请锁定并重新解锁，再重复此更改。</translation>
    </message>
    <message>
        <source>The key store asks for more work than this program spends</source>
        <translation>密钥库要求的计算量超出本程序的上限</translation>
    </message>
    <message>
        <source>It was not changed. Open it with the program that wrote it.</source>
        <translation>密钥库未作更改。请用写入它的程序打开。</translation>
    </message>
    <message>
        <source>The key store was written by another version</source>
        <translation>密钥库由其他版本写入</translation>
    </message>
    <message>
        <source>There is not enough memory to open the key store</source>
        <translation>内存不足，无法打开密钥库</translation>
    </message>
    <message>
        <source>Nothing was changed. Close other programs and try again.</source>
        <translation>未作任何更改。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The key store cannot be read</source>
        <translation>无法读取密钥库</translation>
    </message>
    <message>
        <source>Nothing was changed. Check the disk and the file&apos;s permissions.</source>
        <translation>未作任何更改。请检查磁盘和文件权限。</translation>
    </message>
    <message>
        <source>The key store cannot be saved</source>
        <translation>无法保存密钥库</translation>
    </message>
    <message>
        <source>The file keeps its former content. Make room or allow writing, and try again.</source>
        <translation>文件保持原有内容。请腾出空间或允许写入后重试。</translation>
    </message>
    <message>
        <source>There is no key store in this folder</source>
        <translation>此文件夹中没有密钥库</translation>
    </message>
    <message>
        <source>The ledger can be read without one.</source>
        <translation>没有密钥库也可以查看账本。</translation>
    </message>
    <message>
        <source>Another program is saving the key store</source>
        <translation>另一个程序正在保存密钥库</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again.</source>
        <translation>未作任何更改，请重试。</translation>
    </message>
    <message>
        <source>The key store was saved, but not yet safe from a power failure</source>
        <translation>密钥库已保存，但断电时可能丢失此次更改</translation>
    </message>
    <message>
        <source>Save again.</source>
        <translation>请再次保存。</translation>
    </message>
    <message>
        <source>Reading the audit log was stopped</source>
        <translation>已停止读取审计日志</translation>
    </message>
    <message>
        <source>A line of the audit log is longer than any entry</source>
        <translation>审计日志中有一行过长，不可能是日志条目</translation>
    </message>
    <message>
        <source>Something else wrote it. Nothing was changed.</source>
        <translation>该行由其他程序写入。未作任何更改。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was left behind.</source>
        <translation>已停止，没有留下任何文件</translation>
    </message>
    <message>
        <source>The backup could not be written or read</source>
        <translation>备份读写失败</translation>
    </message>
    <message>
        <source>Nothing was left behind. Check the room on the disk and the folder&apos;s permissions.</source>
        <translation>没有留下任何文件。请检查磁盘空间和文件夹权限。</translation>
    </message>
    <message>
        <source>A file of the workspace is missing</source>
        <translation>工作区中缺少文件</translation>
    </message>
    <message>
        <source>The ledger is not the one that belongs here</source>
        <translation>账本与此处不匹配</translation>
    </message>
    <message>
        <source>Nothing was backed up or restored. Compare the fingerprint with another party.</source>
        <translation>未备份或恢复任何内容。请与其他参与方核对指纹。</translation>
    </message>
    <message>
        <source>This backup was written by another version</source>
        <translation>此备份由其他版本写入</translation>
    </message>
    <message>
        <source>Nothing was restored. Restore it with a newer MeterSeal.</source>
        <translation>未恢复任何内容。请用更新版本的 MeterSeal 恢复。</translation>
    </message>
    <message>
        <source>The sample records could not be anchored</source>
        <translation>示例记录未能上链</translation>
    </message>
    <message>
        <source>What was made stays in its folder and may be deleted.</source>
        <translation>已创建的内容保留在其文件夹中，可自行删除。</translation>
    </message>
    <message>
        <source>Making the sample was stopped</source>
        <translation>已停止创建示例</translation>
    </message>
    <message>
        <source>The sample could not be written</source>
        <translation>无法写入示例</translation>
    </message>
    <message>
        <source>Check the room on the disk and the folder&apos;s permissions.</source>
        <translation>请检查磁盘空间和文件夹权限。</translation>
    </message>
    <message>
        <source>The sample readings are not there</source>
        <translation>找不到示例读数</translation>
    </message>
    <message>
        <source>Install the program again, or choose another door.</source>
        <translation>请重新安装程序，或从起始页的其他入口开始。</translation>
    </message>
    <message>
        <source>The sample readings cannot be read</source>
        <translation>无法读取示例读数</translation>
    </message>
    <message>
        <source>The readings are too few for a sample</source>
        <translation>读数太少，不足以创建示例</translation>
    </message>
    <message>
        <source>There is no backup at this place</source>
        <translation>此位置没有备份</translation>
    </message>
    <message>
        <source>Cause: %1. %2</source>
        <translation>原因：%1。%2</translation>
    </message>
    <message>
        <source>The witness key in the transaction header is not safe to use</source>
        <translation>交易头中的见证密钥不可安全使用</translation>
    </message>
    <message>
        <source>Make a new key with a program.</source>
        <translation>请用程序生成新的密钥。</translation>
    </message>
    <message>
        <source>A witness&apos;s or the sealer&apos;s key is not safe to use</source>
        <translation>某个见证密钥或封块方密钥不可安全使用</translation>
    </message>
    <message>
        <source>This is the ledger of a consortium of a kind that is not known here</source>
        <translation>这是联盟账本，本程序尚不认识</translation>
    </message>
    <message>
        <source>The genesis document&apos;s leaves are neither open nor salted</source>
        <translation>创世文档的叶子规则既不是公开也不是加盐</translation>
    </message>
    <message>
        <source>This ledger is of a version that was never released</source>
        <translation>该账本属于从未发布过的版本</translation>
    </message>
    <message>
        <source>Nothing was changed. Make a new ledger, register its meters and anchor the files again.</source>
        <translation>未作任何更改。请新建账本，重新登记水表并重新上链这些文件。</translation>
    </message>
    <message>
        <source>This ledger has salted leaves, which are not known here</source>
        <translation>该账本使用加盐叶子，本程序尚不认识</translation>
    </message>
    <message>
        <source>The sealer is none of the organisations in the genesis document</source>
        <translation>封块方不是创世文档中的任何机构</translation>
    </message>
    <message>
        <source>An entry of the ledger&apos;s log cannot be decoded</source>
        <translation>账本日志中的一个条目无法解码</translation>
    </message>
    <message>
        <source>This is not a signed checkpoint</source>
        <translation>这不是已签名的检查点</translation>
    </message>
    <message>
        <source>This is not a cosignature</source>
        <translation>这不是联署签名</translation>
    </message>
    <message>
        <source>The address has a character that no address has</source>
        <translation>地址中有不允许的字符</translation>
    </message>
    <message>
        <source>The address is longer than any address</source>
        <translation>地址过长</translation>
    </message>
    <message>
        <source>A text is not Base64 in its canonical form</source>
        <translation>文本不是规范形式的 Base64</translation>
    </message>
    <message>
        <source>An Ed25519 key is not safe to use: anyone could sign for it</source>
        <translation>某个 Ed25519 密钥不可安全使用：任何人都能以它签名</translation>
    </message>
    <message>
        <source>The block&apos;s header was changed</source>
        <translation>区块头被更改</translation>
    </message>
    <message>
        <source>The block carries no seal</source>
        <translation>区块没有封印</translation>
    </message>
    <message>
        <source>The block is of another ledger</source>
        <translation>该区块属于另一个账本</translation>
    </message>
    <message>
        <source>The block does not carry the sealer&apos;s signature</source>
        <translation>区块没有封块方的有效签名</translation>
    </message>
    <message>
        <source>The seal is of another block</source>
        <translation>封印属于另一个区块</translation>
    </message>
    <message>
        <source>The seal&apos;s time has not come yet by this machine&apos;s clock</source>
        <translation>按本机时钟，封印的时间尚未到</translation>
    </message>
    <message>
        <source>Check this machine&apos;s clock.</source>
        <translation>请检查本机时钟。</translation>
    </message>
    <message>
        <source>The block carries a seal already</source>
        <translation>该区块已有封印</translation>
    </message>
    <message>
        <source>The validator&apos;s key is missing, or stands where the ledger has no validators</source>
        <translation>缺少验证者密钥，或账本没有验证者却写有该密钥</translation>
    </message>
    <message>
        <source>More than a third of the validators would change at once, or too few would be left</source>
        <translation>一次更换的验证者超过三分之一，或剩余过少</translation>
    </message>
    <message>
        <source>Spread the change over several blocks, and add before you take away.</source>
        <translation>请分多个区块更换，先增后减。</translation>
    </message>
    <message>
        <source>The genesis document names validators wrongly</source>
        <translation>创世文档中的验证者有误</translation>
    </message>
    <message>
        <source>A member has cosigned a block that this ledger does not have: it is an older copy, and nothing is sealed here</source>
        <translation>某成员已会签一个本账本没有的区块：此副本较旧，不再封块</translation>
    </message>
    <message>
        <source>Fetch the missing blocks from that member, then open the ledger again.</source>
        <translation>请从该成员获取缺少的区块，然后重新打开账本。</translation>
    </message>
    <message>
        <source>This ledger was restored from a backup and others cosign it: nothing is sealed before it is compared</source>
        <translation>本账本由备份恢复，且有其他成员会签：比对之前不封块</translation>
    </message>
    <message>
        <source>Take the newest cosigned note of a member (ledger cosignatures).</source>
        <translation>请取入某成员最新的会签记录（ledger cosignatures）。</translation>
    </message>
    <message>
        <source>This is not a receipt of a transaction</source>
        <translation>这不是交易回执</translation>
    </message>
    <message>
        <source>The receipt is of another ledger</source>
        <translation>回执属于另一个账本</translation>
    </message>
    <message>
        <source>The receipt does not carry the sealer&apos;s signature: it proves nothing</source>
        <translation>回执没有封块方的签名：不能证明任何事</translation>
    </message>
    <message>
        <source>The transaction was not taken here</source>
        <translation>本方未接收该交易</translation>
    </message>
    <message>
        <source>This is not the address of a validator</source>
        <translation>这不是验证者的地址</translation>
    </message>
    <message>
        <source>An address begins with http://, or is a socket file as unix:///folder/file.</source>
        <translation>地址以 http:// 开头，或为套接字文件，如 unix:///folder/file。</translation>
    </message>
    <message>
        <source>A validator could not be reached</source>
        <translation>无法连接某个验证者</translation>
    </message>
    <message>
        <source>Other validators are asked; this one is tried again.</source>
        <translation>会改问其他验证者，并稍后重试此验证者。</translation>
    </message>
    <message>
        <source>A validator does not answer in time</source>
        <translation>某个验证者未及时应答</translation>
    </message>
    <message>
        <source>A validator refuses what it was asked</source>
        <translation>某个验证者拒绝了请求</translation>
    </message>
    <message>
        <source>Asking a validator was stopped</source>
        <translation>对验证者的询问已停止</translation>
    </message>
    <message>
        <source>A validator gives an answer that is none</source>
        <translation>某个验证者的应答无法理解</translation>
    </message>
    <message>
        <source>Check its address: another program may answer there.</source>
        <translation>请检查其地址：应答的可能是另一个程序。</translation>
    </message>
    <message>
        <source>A validator&apos;s answer is larger than any may be</source>
        <translation>某个验证者的应答超过允许的大小</translation>
    </message>
    <message>
        <source>The validator does not have this height</source>
        <translation>该验证者没有此高度</translation>
    </message>
    <message>
        <source>A validator has as many transactions waiting as it keeps</source>
        <translation>某个验证者的待处理交易已满</translation>
    </message>
    <message>
        <source>Nothing to do: it is offered again.</source>
        <translation>无需操作：将再次提交。</translation>
    </message>
    <message>
        <source>A validator keeps another chain</source>
        <translation>某个验证者维护的是另一条链</translation>
    </message>
    <message>
        <source>Check its address.</source>
        <translation>请检查其地址。</translation>
    </message>
    <message>
        <source>No validator of the consortium is named</source>
        <translation>未指明联盟的任何验证者</translation>
    </message>
    <message>
        <source>Name the address of at least one.</source>
        <translation>请至少指明一个地址。</translation>
    </message>
    <message>
        <source>The seal is not a CometBFT light block in its one form</source>
        <translation>封印不是规定格式的 CometBFT 轻区块</translation>
    </message>
    <message>
        <source>The seal is of another chain</source>
        <translation>封印属于另一条链</translation>
    </message>
    <message>
        <source>The seal is of a version of CometBFT that this program does not know</source>
        <translation>封印出自本程序不认识的 CometBFT 版本</translation>
    </message>
    <message>
        <source>The block was decided by other validators than those of the ledger</source>
        <translation>决定该区块的验证者不是账本所列的验证者</translation>
    </message>
    <message>
        <source>Too few validators signed the block</source>
        <translation>签署该区块的验证者不足</translation>
    </message>
    <message>
        <source>The seal does not follow the one before it</source>
        <translation>封印与前一个封印不相接</translation>
    </message>
    <message>
        <source>The seal is not later than the one before it</source>
        <translation>封印的时间不晚于前一个封印</translation>
    </message>
    <message>
        <source>The rotation names the keys that the organisation has</source>
        <translation>轮换所列的正是该机构现有的密钥</translation>
    </message>
    <message>
        <source>Not judged yet: the validators&apos; decision on the block is still to come</source>
        <translation>暂不判定：验证者尚未对该区块作出裁定</translation>
    </message>
    <message>
        <source>No proof yet: the validators&apos; decision on the block is still to come</source>
        <translation>暂无证明：验证者尚未对该区块作出裁定</translation>
    </message>
    <message>
        <source>Check again in a moment.</source>
        <translation>请稍后再次核查。</translation>
    </message>
    <message>
        <source>Ask again in a moment.</source>
        <translation>请稍后再次获取。</translation>
    </message>
    <message>
        <source>Not judged: the ledger&apos;s newest checkpoint does not hold</source>
        <translation>未判定：账本最新的检查点不成立</translation>
    </message>
    <message>
        <source>Not judged: the log does not say that the batch was accepted in this block</source>
        <translation>未判定：日志并未记载该批次在此区块被接受</translation>
    </message>
    <message>
        <source>Not judged: the log&apos;s entries are not those that were sealed</source>
        <translation>未判定：日志条目并非封块时的条目</translation>
    </message>
    <message>
        <source>Not judged: the ledger&apos;s log cannot be read</source>
        <translation>未判定：无法读取账本的日志</translation>
    </message>
    <message>
        <source>The proof is not well formed</source>
        <translation>证明的格式不正确</translation>
    </message>
    <message>
        <source>Nothing was checked. Take the proof as it was written, whole.</source>
        <translation>未作任何核验。请使用完整的原始证明。</translation>
    </message>
    <message>
        <source>No batch covers its time, and later records of this meter are anchored: it will not come</source>
        <translation>没有批次覆盖其时间，而该水表之后的记录已上链：它不会再上链</translation>
    </message>
    <message>
        <source>Could not be read: this anchored record may stand in a row that is no record</source>
        <translation>未能读取：此已上链的记录可能在无法读成记录的行中</translation>
    </message>
    <message>
        <source>Left out, because it contradicts another row</source>
        <translation>与另一行矛盾，已排除</translation>
    </message>
    <message>
        <source>The text was taken for %1, because it is not UTF-8 and reads well so</source>
        <translation>文本不是 UTF-8，按 %1 读取后内容通顺</translation>
    </message>
    <message>
        <source>The file has no header; its columns are named by number</source>
        <translation>文件没有表头，各列按编号命名</translation>
    </message>
    <message>
        <source>%1 rows below the header are no records and are passed over</source>
        <translation>表头下方的 %1 行不是记录，已跳过</translation>
    </message>
    <message>
        <source>Rows have more fields than the header has names; nothing tells which field is which</source>
        <translation>数据行的字段多于表头列名，无法确定各字段的含义</translation>
    </message>
    <message>
        <source>The answer for “%1” was not asked for</source>
        <translation>没有询问“%1”，该回答未使用</translation>
    </message>
    <message>
        <source>“%1” is no time zone of this system; choose another</source>
        <translation>本系统没有时区“%1”，请另选</translation>
    </message>
    <message>
        <source>The years have two digits and are counted from %1</source>
        <translation>年份只有两位数，按 %1 年起算</translation>
    </message>
    <message>
        <source>%1 of the first times do not have that format; such rows are rejected</source>
        <translation>前面的时间中有 %1 个不符合该格式，这些行会被拒绝</translation>
    </message>
    <message>
        <source>Dates with points in a file separated by semicolons have the day before the month</source>
        <translation>以分号分隔的文件中，带点的日期按“日在前、月在后”读取</translation>
    </message>
    <message>
        <source>%1 records have the meter, alarm code and time of another one and another value; rows %2 and %3 are the first of them. Which are to be anchored?</source>
        <translation>有 %1 条记录的水表、报警代码和时间与另一条相同而数值不同，首见于第 %2 行和第 %3 行。要锚定哪些？</translation>
    </message>
    <message>
        <source>An hour that the clock showed twice stands in the file twice; its order tells which is which</source>
        <translation>时钟重复的一小时在文件中出现两次，按先后顺序区分</translation>
    </message>
    <message>
        <source>No column names a meter; all records are of meter %1, which the file names and the ledger knows</source>
        <translation>没有表号列；文件指明且账本中存在水表 %1，全部记录归于该表</translation>
    </message>
    <message>
        <source>The ids stand as text for spreadsheets; that is taken off</source>
        <translation>表号带有电子表格的文本标记，读取时去掉</translation>
    </message>
    <message>
        <source>No column holds alarm codes: every record gets the code READING</source>
        <translation>没有报警代码列：每条记录的代码为 READING</translation>
    </message>
    <message>
        <source>Rows whose value is %1 have no reading: they give no record and are counted</source>
        <translation>值为 %1 的行没有读数：不产生记录，只计数</translation>
    </message>
    <message>
        <source>“%1” says each value&apos;s unit: values are recorded in %2</source>
        <translation>“%1”列给出每个数值的单位：统一按 %2 记录</translation>
    </message>
    <message>
        <source>Which column holds the meters&apos; numbers? (Or give the one meter&apos;s number)</source>
        <translation>哪一列是表号？（或直接填写唯一的表号）</translation>
    </message>
    <message>
        <source>Which column holds the alarm codes? READING says that the records are readings</source>
        <translation>哪一列是报警代码？READING 表示这些记录是读数</translation>
    </message>
    <message>
        <source>More than one column could be the time of a record. Which is it?</source>
        <translation>有多列可能是记录的时间，是哪一列？</translation>
    </message>
    <message>
        <source>More than one column could be the reading. Which is to be recorded?</source>
        <translation>有多列可能是读数，记录哪一列？</translation>
    </message>
    <message>
        <source>Day and month cannot be told apart. Which is it?</source>
        <translation>无法区分日和月，是哪种格式？</translation>
    </message>
    <message>
        <source>The years have two digits. Which century are they of?</source>
        <translation>年份只有两位数，属于哪个世纪？</translation>
    </message>
    <message>
        <source>Each row is a day: its %1 columns from %2 to %3 give one record each</source>
        <translation>每一行是一天：从 %2 到 %3 的 %1 列各生成一条记录</translation>
    </message>
    <message>
        <source>“%1” says a time of day, and the names of the columns do too; say in a profile which of them counts</source>
        <translation>“%1”中有时刻，各列的名称也是时刻；请在映射方案中说明以哪个为准</translation>
    </message>
    <message>
        <source>The columns name intervals of a day. Is a value recorded with the time at which its interval begins, or ends?</source>
        <translation>各列的名称是一天中的时段。数值按时段开始的时间记录，还是按结束的时间记录？</translation>
    </message>
    <message>
        <source>The times are finer than a millisecond. Cut them off, or reject such rows?</source>
        <translation>时间精度超过毫秒：截去，还是拒绝这些行？</translation>
    </message>
    <message>
        <source>In which time zone were the times written?</source>
        <translation>这些时间使用哪个时区？</translation>
    </message>
    <message>
        <source>Is the “%1” in the values a decimal or a thousands mark?</source>
        <translation>数值中的“%1”是小数点还是千分位符？</translation>
    </message>
    <message>
        <source>%2 of the first values are %1. Does it mean that there is no reading?</source>
        <translation>前面的数值中有 %2 个是 %1，这是否表示没有读数？</translation>
    </message>
    <message>
        <source>The values come in several units (%1). In which are they to be recorded?</source>
        <translation>数值有多种单位（%1），统一按哪种单位记录？</translation>
    </message>
    <message>
        <source>Nothing in the file says its encoding; it was read as %1. Which is it?</source>
        <translation>文件没有说明编码，暂按 %1 读取，实际是哪种？</translation>
    </message>
    <message>
        <source>More than one separator fits the first rows. Which is it?</source>
        <translation>有多个分隔符都符合前几行，是哪一个？</translation>
    </message>
    <message>
        <source>“%1” has dates alone, and a meter has several records on a day</source>
        <translation>“%1”只有日期，而同一水表一天有多条记录</translation>
    </message>
    <message>
        <source>The mapping does not say the time zone of its times</source>
        <translation>映射方案没有说明时间所用的时区</translation>
    </message>
    <message>
        <source>As a time the number lies outside the years 1980 to 2099</source>
        <translation>作为时间，该数字不在 1980 至 2099 年之间</translation>
    </message>
    <message>
        <source>The word for summer or winter time contradicts the time zone</source>
        <translation>夏令时或冬令时标记与时区矛盾</translation>
    </message>
    <message>
        <source>The serial day has too few digits to say the second</source>
        <translation>日期序列号的位数不足，无法确定到秒</translation>
    </message>
    <message>
        <source>The mapping does not know this unit</source>
        <translation>映射方案不认识该单位</translation>
    </message>
    <message>
        <source>The value is in E notation: a spreadsheet has dropped digits</source>
        <translation>数值为科学计数法：电子表格已丢失部分数字</translation>
    </message>
    <message>
        <source>The bundle is larger than evidence may be</source>
        <translation>证据包超过允许的大小</translation>
    </message>
    <message>
        <source>No bundle was made. Take a shorter range, or leave the original out.</source>
        <translation>未生成证据包。请缩短时间范围或不附原始文件。</translation>
    </message>
    <message>
        <source>The file is no evidence bundle</source>
        <translation>该文件不是证据包</translation>
    </message>
    <message>
        <source>Nothing is proved. Ask the presenter for another copy.</source>
        <translation>未能证明任何内容。请向提交人索取另一份。</translation>
    </message>
    <message>
        <source>A member of the bundle has another form than evidence has</source>
        <translation>证据包成员的格式不符合规定</translation>
    </message>
    <message>
        <source>Nothing is proved. If a mail program packed it anew, restore it with &quot;evidence repack&quot;.</source>
        <translation>未能证明任何内容。若由邮件程序重新打包，可用“evidence repack”恢复。</translation>
    </message>
    <message>
        <source>A member of the bundle is packed</source>
        <translation>证据包成员被压缩</translation>
    </message>
    <message>
        <source>A member of the bundle has a name that evidence does not have</source>
        <translation>证据包成员的名称不符合规定</translation>
    </message>
    <message>
        <source>The members of the bundle stand in another order</source>
        <translation>证据包成员的顺序不符合规定</translation>
    </message>
    <message>
        <source>The bundle was damaged on its way</source>
        <translation>证据包在传输中损坏</translation>
    </message>
    <message>
        <source>The directory of the bundle is not that of its members</source>
        <translation>证据包目录与成员不一致</translation>
    </message>
    <message>
        <source>The bundle is cut off or has something behind its end</source>
        <translation>证据包不完整或末尾有多余内容</translation>
    </message>
    <message>
        <source>The file is of another kind than evidence</source>
        <translation>该文件不属于证据类型</translation>
    </message>
    <message>
        <source>The bundle has more than evidence may have</source>
        <translation>证据包内容超过允许的数量</translation>
    </message>
    <message>
        <source>The bundle has a member that is not known</source>
        <translation>证据包含有未知成员</translation>
    </message>
    <message>
        <source>Open it with a newer MeterSeal.</source>
        <translation>请用更新版本的 MeterSeal 打开。</translation>
    </message>
    <message>
        <source>The list of sums is not in its form</source>
        <translation>校验和清单格式不正确</translation>
    </message>
    <message>
        <source>The list of sums names a member that is not there</source>
        <translation>校验和清单列出了不存在的成员</translation>
    </message>
    <message>
        <source>A member is not the one that is listed</source>
        <translation>某成员与清单不一致</translation>
    </message>
    <message>
        <source>A member is not in the list of sums</source>
        <translation>某成员未列入校验和清单</translation>
    </message>
    <message>
        <source>The claim of the bundle is not in its form</source>
        <translation>证据声明格式不正确</translation>
    </message>
    <message>
        <source>The bundle is of a version that is not known here</source>
        <translation>证据包版本未知</translation>
    </message>
    <message>
        <source>The bundle has no genesis document</source>
        <translation>证据包缺少创世文件</translation>
    </message>
    <message>
        <source>The ledger has not been confirmed</source>
        <translation>账本尚未确认</translation>
    </message>
    <message>
        <source>Compare the fingerprint with somebody else than the presenter.</source>
        <translation>请与提交人以外的人核对指纹。</translation>
    </message>
    <message>
        <source>The bundle has no transaction</source>
        <translation>证据包不含任何交易</translation>
    </message>
    <message>
        <source>The proof of a log entry is not in its form</source>
        <translation>日志条目证明格式不正确</translation>
    </message>
    <message>
        <source>A transaction has no proof of its place in the log</source>
        <translation>某交易缺少其日志位置的证明</translation>
    </message>
    <message>
        <source>A proof has no transaction</source>
        <translation>某证明没有对应的交易</translation>
    </message>
    <message>
        <source>A proof is of another place in the log</source>
        <translation>某证明指向日志的其他位置</translation>
    </message>
    <message>
        <source>A log entry is of another transaction</source>
        <translation>某日志条目属于其他交易</translation>
    </message>
    <message>
        <source>A log entry is not in the log of this checkpoint</source>
        <translation>某日志条目不在该检查点的日志中</translation>
    </message>
    <message>
        <source>Blocks or times of the log entries fall</source>
        <translation>日志条目的区块或时间倒退</translation>
    </message>
    <message>
        <source>The bundle has no checkpoint</source>
        <translation>证据包缺少检查点</translation>
    </message>
    <message>
        <source>The checkpoint is older than an entry under it</source>
        <translation>检查点早于其覆盖的条目</translation>
    </message>
    <message>
        <source>The proof of an earlier checkpoint is not in its form</source>
        <translation>较早检查点的证明格式不正确</translation>
    </message>
    <message>
        <source>An earlier checkpoint or its proof is missing</source>
        <translation>缺少较早的检查点或其证明</translation>
    </message>
    <message>
        <source>An earlier checkpoint is of another size than its name says</source>
        <translation>较早检查点的大小与名称不符</translation>
    </message>
    <message>
        <source>The ledger does not continue an earlier checkpoint</source>
        <translation>账本未延续较早的检查点</translation>
    </message>
    <message>
        <source>A transaction lies on the wrong side of an earlier checkpoint</source>
        <translation>某交易与较早检查点的先后不符</translation>
    </message>
    <message>
        <source>This ledger is NOT the one on your sheet</source>
        <translation>该账本不是您单据上的账本</translation>
    </message>
    <message>
        <source>Ask the holder of the ledger for a bundle with that checkpoint.</source>
        <translation>请向账本持有人索取包含该检查点的证据包。</translation>
    </message>
    <message>
        <source>Your sheet is of another ledger</source>
        <translation>您的单据属于另一账本</translation>
    </message>
    <message>
        <source>The bundle is older than your sheet, or the ledger is shorter</source>
        <translation>证据包早于您的单据，或账本变短</translation>
    </message>
    <message>
        <source>The bundle has no proof for your sheet</source>
        <translation>证据包没有与您单据对应的证明</translation>
    </message>
    <message>
        <source>The bundle has no batch</source>
        <translation>证据包不含任何批次</translation>
    </message>
    <message>
        <source>The bundle has more or fewer lines than the batch has records</source>
        <translation>行数与批次记录数不符</translation>
    </message>
    <message>
        <source>A record of the bundle is not in its canonical form</source>
        <translation>证据包中某记录不是规范形式</translation>
    </message>
    <message>
        <source>Records of the bundle have no batch</source>
        <translation>证据包中某些记录没有对应批次</translation>
    </message>
    <message>
        <source>A record is not the one that was anchored</source>
        <translation>某记录不是上链的记录</translation>
    </message>
    <message>
        <source>A record stands in no batch of the bundle</source>
        <translation>某记录不在证据包的任何批次中</translation>
    </message>
    <message>
        <source>No record is shown</source>
        <translation>未出示任何记录</translation>
    </message>
    <message>
        <source>A record could not be judged</source>
        <translation>某记录无法判定</translation>
    </message>
    <message>
        <source>An original file is missing</source>
        <translation>缺少原始文件</translation>
    </message>
    <message>
        <source>An original file is not the one claimed</source>
        <translation>原始文件与声明不符</translation>
    </message>
    <message>
        <source>The bundle has an original file that the claim does not name</source>
        <translation>证据包含有声明未列出的原始文件</translation>
    </message>
    <message>
        <source>A row of the original file does not give its record</source>
        <translation>原始文件的某行与记录不符</translation>
    </message>
    <message>
        <source>The list of rows is not in its form</source>
        <translation>行对应表格式不正确</translation>
    </message>
    <message>
        <source>The signature of the presenter is not in its form</source>
        <translation>提交人签名格式不正确</translation>
    </message>
    <message>
        <source>The signature of the presenter does not hold</source>
        <translation>提交人签名无效</translation>
    </message>
    <message>
        <source>The bundle is signed with a key that is not the presenter&apos;s</source>
        <translation>签名密钥不属于提交人</translation>
    </message>
    <message>
        <source>The bundle needs something that is not known here</source>
        <translation>证据包需要此处未知的功能</translation>
    </message>
    <message>
        <source>The bundle holds other meters than claimed</source>
        <translation>证据包中的表计与声明不符</translation>
    </message>
    <message>
        <source>A record lies outside the range claimed</source>
        <translation>某记录超出声明的时间范围</translation>
    </message>
    <message>
        <source>The bundle claims all batches and lacks one</source>
        <translation>证据包声明包含全部批次但缺少一个</translation>
    </message>
    <message>
        <source>Making the bundle was stopped</source>
        <translation>已停止生成证据包</translation>
    </message>
    <message>
        <source>No bundle was made.</source>
        <translation>未生成证据包。</translation>
    </message>
    <message>
        <source>The checkpoint does not cover the records</source>
        <translation>检查点未覆盖这些记录</translation>
    </message>
    <message>
        <source>The bundle could not be read</source>
        <translation>无法读取证据包</translation>
    </message>
    <message>
        <source>The bundle does not hold it</source>
        <translation>证据包不含该内容</translation>
    </message>
    <message>
        <source>There is nothing to show</source>
        <translation>没有可出示的内容</translation>
    </message>
    <message>
        <source>The original file cannot be put into the bundle</source>
        <translation>无法将原始文件放入证据包</translation>
    </message>
    <message>
        <source>The key is not the presenter&apos;s on this ledger</source>
        <translation>该密钥不是提交人在此账本上的密钥</translation>
    </message>
    <message>
        <source>It cannot be packed as evidence</source>
        <translation>无法打包为证据</translation>
    </message>
    <message>
        <source>A line of the sheet does not fit its check digits</source>
        <translation>单据某行与校验位不符</translation>
    </message>
    <message>
        <source>Look for a slip in that line and type it again.</source>
        <translation>请检查该行是否输错并重新输入。</translation>
    </message>
    <message>
        <source>This is no checkpoint sheet, header or note</source>
        <translation>这不是检查点单据、区块头或检查点文件</translation>
    </message>
    <message>
        <source>Type the sheet as it is printed, with its labels.</source>
        <translation>请按打印的样式连同标签输入单据。</translation>
    </message>
    <message>
        <source>Between one and four copies can be compared</source>
        <translation>可比对一至四份文件</translation>
    </message>
    <message>
        <source>Nothing was checked.</source>
        <translation>未作任何检查。</translation>
    </message>
    <message>
        <source>The ledger has no block yet</source>
        <translation>账本尚无区块</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>未写入任何内容。</translation>
    </message>
    <message>
        <source>A file of the export could not be written</source>
        <translation>无法写入导出文件</translation>
    </message>
    <message>
        <source>What is complete stays. Export again when there is room.</source>
        <translation>已完成的部分保留。有空间后请再次导出。</translation>
    </message>
    <message>
        <source>The folder holds another log</source>
        <translation>该文件夹存有另一日志</translation>
    </message>
    <message>
        <source>Nothing was written. Choose an empty folder.</source>
        <translation>未写入任何内容。请选择空文件夹。</translation>
    </message>
    <message>
        <source>The list of published checkpoints is damaged</source>
        <translation>已发布检查点清单已损坏</translation>
    </message>
    <message>
        <source>Nothing was changed. Put published.jsonl aside to go on without it.</source>
        <translation>未作任何更改。将 published.jsonl 移开即可继续。</translation>
    </message>
    <message>
        <source>Evidence of a consortium&apos;s ledger is not known yet</source>
        <translation>尚不支持联盟账本的证据</translation>
    </message>
    <message>
        <source>The file can be read in more than one way</source>
        <translation>文件有多种读法</translation>
    </message>
    <message>
        <source>No bundle was made. Open it on the Verify page, answer the questions there, and make the evidence from its result.</source>
        <translation>未生成证据包。请在“核验”页打开该文件并回答问题，再由核验结果制作证据。</translation>
    </message>
    <message>
        <source>This record cannot be calculated</source>
        <translation>无法计算此记录</translation>
    </message>
    <message>
        <source>A member that it needs is missing or cannot be read: see the steps.</source>
        <translation>所需成员缺失或无法读取，请看各步骤。</translation>
    </message>
    <message>
        <source>No QR code was found in the picture, or it cannot be read</source>
        <translation>图片中没有二维码，或无法识读</translation>
    </message>
    <message>
        <source>Scan the sheet again, flat and at 300 dots an inch or more, or type it.</source>
        <translation>请将单据放平，以 300 dpi 以上重新扫描，或手工录入。</translation>
    </message>
    <message>
        <source>The picture cannot be read</source>
        <translation>无法读取图片</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG, or type the sheet.</source>
        <translation>请另存为 PNG 或 JPEG，或手工录入单据。</translation>
    </message>
    <message>
        <source>The sheet could not be read</source>
        <translation>无法读取单据</translation>
    </message>
    <message>
        <source>This is no time stamp (RFC 3161)</source>
        <translation>这不是时间戳（RFC 3161）</translation>
    </message>
    <message>
        <source>The time stamp is not one of a SHA-256</source>
        <translation>时间戳不是针对 SHA-256 的</translation>
    </message>
    <message>
        <source>The authority gave no time stamp</source>
        <translation>时间戳机构没有给出时间戳</translation>
    </message>
    <message>
        <source>Nothing was kept. Send the request again, or to another authority.</source>
        <translation>没有保存任何内容。请重新发送请求，或换一家机构。</translation>
    </message>
    <message>
        <source>The time stamp is of another text</source>
        <translation>时间戳属于另一文本</translation>
    </message>
    <message>
        <source>The time stamp does not hold by the authority&apos;s certificates given</source>
        <translation>凭所给机构证书，时间戳不成立</translation>
    </message>
    <message>
        <source>The file of the authority has no certificate in PEM form</source>
        <translation>机构文件中没有 PEM 格式的证书</translation>
    </message>
    <message>
        <source>No certificate of a time stamp authority was given</source>
        <translation>没有提供时间戳机构的证书</translation>
    </message>
    <message>
        <source>The time stamp is of no block of this ledger</source>
        <translation>时间戳不属于此账本的任何区块</translation>
    </message>
    <message>
        <source>Nothing was kept.</source>
        <translation>没有保存任何内容。</translation>
    </message>
    <message>
        <source>The list of time stamps is damaged</source>
        <translation>时间戳列表已损坏</translation>
    </message>
    <message>
        <source>Nothing was changed. Put stamps.jsonl aside to go on without it.</source>
        <translation>没有更改任何内容。移开 stamps.jsonl 即可在没有它的情况下继续。</translation>
    </message>
    <message>
        <source>The file itself is damaged</source>
        <translation>文件本身已损坏</translation>
    </message>
    <message>
        <source>This part of the ledger could not be read</source>
        <translation>账本的这一部分无法读取</translation>
    </message>
    <message>
        <source>A block is missing</source>
        <translation>缺少一个区块</translation>
    </message>
    <message>
        <source>The block&apos;s header cannot be read</source>
        <translation>区块头无法读取</translation>
    </message>
    <message>
        <source>The block&apos;s hash is not the hash of its header</source>
        <translation>区块哈希与其区块头不符</translation>
    </message>
    <message>
        <source>The block belongs to another ledger</source>
        <translation>该区块属于另一个账本</translation>
    </message>
    <message>
        <source>The block&apos;s seal does not hold</source>
        <translation>区块的封签不成立</translation>
    </message>
    <message>
        <source>The block does not follow the one before it</source>
        <translation>该区块没有接续前一区块</translation>
    </message>
    <message>
        <source>The block is dated before the one before it</source>
        <translation>区块时间早于前一区块</translation>
    </message>
    <message>
        <source>The block&apos;s figures are not those of its transactions</source>
        <translation>区块的统计与其交易不符</translation>
    </message>
    <message>
        <source>There is a seal that belongs to no block</source>
        <translation>有一个封签不属于任何区块</translation>
    </message>
    <message>
        <source>A cosignature does not hold</source>
        <translation>一个联署签名不成立</translation>
    </message>
    <message>
        <source>The transactions do not give the log root that was sealed</source>
        <translation>由交易算出的日志根与封签的不一致</translation>
    </message>
    <message>
        <source>A stored hash of the log is not what its transactions give</source>
        <translation>存储的日志哈希与其交易算出的不一致</translation>
    </message>
    <message>
        <source>The transaction breaks a rule of the ledger</source>
        <translation>该交易违反账本规则</translation>
    </message>
    <message>
        <source>The transaction or its signature does not hold</source>
        <translation>该交易或其签名不成立</translation>
    </message>
    <message>
        <source>A transaction is missing</source>
        <translation>缺少一笔交易</translation>
    </message>
    <message>
        <source>A list shows the transaction otherwise than it is</source>
        <translation>列表中的交易与实际内容不符</translation>
    </message>
    <message>
        <source>There are transactions after the last sealed block</source>
        <translation>最后一个已封区块之后还有交易</translation>
    </message>
    <message>
        <source>There are transactions that no block holds</source>
        <translation>有交易不属于任何区块</translation>
    </message>
    <message>
        <source>There are transactions that no list shows</source>
        <translation>有交易未列入任何列表</translation>
    </message>
    <message>
        <source>The meter is listed otherwise than its transactions say</source>
        <translation>列表中的水表与其交易不符</translation>
    </message>
    <message>
        <source>The meter&apos;s totals are not those of its batches</source>
        <translation>水表的合计与其批次不符</translation>
    </message>
    <message>
        <source>The organisations are listed otherwise than their transactions say</source>
        <translation>列表中的机构与其交易不符</translation>
    </message>
    <message>
        <source>A total per minute or day is not that of its blocks</source>
        <translation>按分钟或按日的合计与其区块不符</translation>
    </message>
    <message>
        <source>This part was not compared, because transactions could not be read</source>
        <translation>因有交易无法读取，这一部分未作比较</translation>
    </message>
    <message>
        <source>This copy was restored from a backup: is the original still written to?</source>
        <translation>此副本由备份恢复：原工作区是否仍在写入？</translation>
    </message>
    <message>
        <source>Nothing was written. If both are written to, there will be two histories of one ledger. Go on only when the original is put away for good.</source>
        <translation>未写入任何内容。若两者都写入，同一账本将出现两份历史。仅在原工作区永久停用后才可继续。</translation>
    </message>
    <message>
        <source>The check was stopped</source>
        <translation>检查已停止</translation>
    </message>
    <message>
        <source>The rest was not checked. Nothing was changed.</source>
        <translation>其余部分未检查。未做任何更改。</translation>
    </message>
</context>
<context>
    <name>EvidencePaper</name>
    <message>
        <source>1  What was handed in</source>
        <translation>1  提交的文件</translation>
    </message>
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
        <source>After the inspection</source>
        <translation>查验之后</translation>
    </message>
    <message>
        <source>the same SHA-256: the inspection changed nothing</source>
        <translation>SHA-256 相同：查验未改动任何内容</translation>
    </message>
    <message>
        <source>ANOTHER SHA-256: the file was changed meanwhile</source>
        <translation>SHA-256 不同：文件在此期间有变化</translation>
    </message>
    <message>
        <source>Original file in it</source>
        <translation>其中的原始文件</translation>
    </message>
    <message>
        <source>%1, %2 bytes, SHA-256 %3</source>
        <translation>%1，%2 字节，SHA-256 %3</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>%1 by the presenter&apos;s clock, with %2</source>
        <translation>%1（提交人的时钟），%2</translation>
    </message>
    <message>
        <source>2  The question, as the presenter puts it</source>
        <translation>2  提交人提出的问题</translation>
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
        <source>In the presenter&apos;s words</source>
        <translation>提交人原话</translation>
    </message>
    <message>
        <source>nothing was said</source>
        <translation>未作陈述</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Record times claimed</source>
        <translation>声明的记录时间</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>3  Verdict</source>
        <translation>3  结论</translation>
    </message>
    <message>
        <source>4  What this shows, and what it does not</source>
        <translation>4  能证明与不能证明的内容</translation>
    </message>
    <message>
        <source>After anchoring</source>
        <translation>上链之后</translation>
    </message>
    <message>
        <source>A record found to be the anchored one has not been changed, replaced or moved since the time in the second line of the verdict.</source>
        <translation>经查与上链一致的记录，自结论第二行所述时间起未被改动、替换或移位。</translation>
    </message>
    <message>
        <source>Before anchoring</source>
        <translation>上链之前</translation>
    </message>
    <message>
        <source>Whether a reading was true when it was anchored is a question of its own. Nothing here answers it.</source>
        <translation>上链时读数是否真实是另一个问题，本报告不作回答。</translation>
    </message>
    <message>
        <source>Who keeps the ledger</source>
        <translation>账本由谁保管</translation>
    </message>
    <message>
        <source>5  Every step of the inspection</source>
        <translation>5  查验的全部步骤</translation>
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
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>not found: the ledger holds its hash only</source>
        <translation>未找到：账本只存其哈希</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>数值 %1</translation>
    </message>
    <message>
        <source>code %1</source>
        <translation>代码 %1</translation>
    </message>
    <message>
        <source>time %1</source>
        <translation>时间 %1</translation>
    </message>
    <message>
        <source>anchored was: %1 (proved by its hash)</source>
        <translation>上链的是：%1（由其哈希证明）</translation>
    </message>
    <message>
        <source>6  Findings</source>
        <translation>6  发现</translation>
    </message>
    <message>
        <source>Every record shown is the one that was anchored at its place; there is no finding to list.</source>
        <translation>每条所示记录都与其位置上链的一致，没有可列的发现。</translation>
    </message>
    <message>
        <source>%1 of %2 records are not, or not shown to be, the anchored ones.</source>
        <translation>%2 条记录中有 %1 条与上链的不一致，或未能证明一致。</translation>
    </message>
    <message>
        <source>The anchored record was searched for among %1 likely changes of the records at hand%2.</source>
        <translation>已在现有记录的 %1 种可能改动中搜索上链的记录%2。</translation>
    </message>
    <message>
        <source>, not all of them: time ran out</source>
        <translation>（未全部完成：时间用尽）</translation>
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
        <source>Record time (UTC)</source>
        <translation>记录时间（UTC）</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Value shown</source>
        <translation>所示数值</translation>
    </message>
    <message>
        <source>Batch, leaf</source>
        <translation>批次、叶子</translation>
    </message>
    <message>
        <source>Anchored value</source>
        <translation>上链的数值</translation>
    </message>
    <message>
        <source>The first %1 of %2 findings are listed. The program shows and exports all of them.</source>
        <translation>列出 %2 项发现中的前 %1 项，程序可显示并导出全部。</translation>
    </message>
    <message>
        <source>7  One record calculated in full</source>
        <translation>7  一条记录的完整计算</translation>
    </message>
    <message>
        <source>Each line can be redone with sha256sum on the members of the bundle; HOW-TO-VERIFY.txt in it has the commands.</source>
        <translation>每一行都可用 sha256sum 对证据包成员重做；包内 HOW-TO-VERIFY.txt 有命令。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>DIFFERENT</source>
        <translation>不相等</translation>
    </message>
    <message>
        <source>8  The ledger, its keys and witnesses</source>
        <translation>8  账本、密钥与见证</translation>
    </message>
    <message>
        <source>The bundle names no ledger that can be read.</source>
        <translation>证据包没有可读的账本。</translation>
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
        <source>Check words</source>
        <translation>核对词</translation>
    </message>
    <message>
        <source>yes: the inspector confirmed it with somebody other than the presenter</source>
        <translation>是：查验人已与提交人以外的人核对</translation>
    </message>
    <message>
        <source>NO: everything above rests on a fingerprint that nobody compared</source>
        <translation>否：以上一切都基于无人核对的指纹</translation>
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
        <source>Earlier checkpoint</source>
        <translation>更早的检查点</translation>
    </message>
    <message>
        <source>Founding member</source>
        <translation>创始成员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Nobody cosigned: the sealer&apos;s word stands alone.</source>
        <translation>无人会签：仅有封块方作证。</translation>
    </message>
    <message>
        <source>Cosignature of</source>
        <translation>会签方</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Time, by its clock</source>
        <translation>其时钟的时间</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no: %1</source>
        <translation>否：%1</translation>
    </message>
    <message>
        <source>9  With what it was inspected</source>
        <translation>9  查验所用程序</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Program&apos;s SHA-256</source>
        <translation>程序的 SHA-256</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>10  NOT shown, NOT checked</source>
        <translation>10  未证明、未检查的内容</translation>
    </message>
    <message>
        <source>11  Signatures</source>
        <translation>11  签署</translation>
    </message>
    <message>
        <source>Inspected by (name)</source>
        <translation>查验人（姓名）</translation>
    </message>
    <message>
        <source>Place and date</source>
        <translation>地点与日期</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Stamp</source>
        <translation>盖章</translation>
    </message>
    <message>
        <source>SHA-256 of the bundle</source>
        <translation>证据包的 SHA-256</translation>
    </message>
    <message>
        <source>The checkpoint with its signatures, as the bundle has it</source>
        <translation>证据包中的检查点及其签名</translation>
    </message>
    <message>
        <source>Evidence report %1</source>
        <translation>证据报告 %1</translation>
    </message>
    <message>
        <source>MeterSeal · evidence report %1 · %2</source>
        <translation>MeterSeal · 证据报告 %1 · %2</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Evidence report</source>
        <translation>证据报告</translation>
    </message>
    <message>
        <source>No. %1 · printed %2 · all times are UTC</source>
        <translation>编号 %1 · 打印于 %2 · 所有时间均为 UTC</translation>
    </message>
    <message>
        <source>Annex: all %1 findings as a CSV file beside this report, SHA-256 %2</source>
        <translation>附件：全部 %1 条不符项，为本报告旁的 CSV 文件，SHA-256 %2</translation>
    </message>
    <message>
        <source>Time stamp (RFC 3161)</source>
        <translation>时间戳（RFC 3161）</translation>
    </message>
    <message>
        <source>%1, block %2, %3: %4</source>
        <translation>%1，区块 %2，%3：%4</translation>
    </message>
    <message>
        <source>holds by the certificate that the inspector brought</source>
        <translation>凭检验人提供的证书成立</translation>
    </message>
</context>
<context>
    <name>EvidenceWords</name>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>The file is a ZIP in the one form that evidence has: nothing before, between or behind its members, nothing packed or encrypted.</source>
        <translation>文件是证据规定的唯一 ZIP 形式：成员前后及之间无多余内容，未压缩、未加密。</translation>
    </message>
    <message>
        <source>Check sums</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Every member has the SHA-256 that SHA256SUMS lists, none is missing or added, and the claim has its form.</source>
        <translation>每个成员与 SHA256SUMS 所列 SHA-256 一致，没有缺少或增加，声明格式正确。</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>The genesis document names the founding members and their keys. Its SHA-256 is the ledger&apos;s fingerprint, which only you can compare.</source>
        <translation>创世文件列出创始成员及其密钥，其 SHA-256 即账本指纹，只有您能核对。</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易数</translation>
    </message>
    <message>
        <source>Each transaction is in its one encoding and carries valid ECDSA signatures.</source>
        <translation>每笔交易采用唯一编码，ECDSA 签名有效。</translation>
    </message>
    <message>
        <source>Log entries</source>
        <translation>日志条目</translation>
    </message>
    <message>
        <source>Each transaction stands in the log with its block and time, proved by a path of hashes to the checkpoint&apos;s root.</source>
        <translation>每笔交易连同区块与时间位于日志中，由通向检查点根的哈希路径证明。</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>All changes of the members are replayed by the majority rule: whose keys count at which block.</source>
        <translation>按多数规则重放全部成员变更：哪些密钥在哪个区块有效。</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>The sealer signed this state of the log; cosignatures of other members are counted.</source>
        <translation>封块方签署了此日志状态；统计其他成员的会签。</translation>
    </message>
    <message>
        <source>Earlier checkpoints</source>
        <translation>更早的检查点</translation>
    </message>
    <message>
        <source>Checkpoints published before, and the sheets you kept, are the beginning of this log.</source>
        <translation>此前公布的检查点与您保存的单据是此日志的开头。</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Each meter was registered, approved by a utility and a manufacturer, and activated before its batches.</source>
        <translation>每台水表在其批次之前已登记、经供水方与制造方批准并激活。</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Each batch is signed by its meter, its leaves give its root, and batches follow each other.</source>
        <translation>每个批次由其水表签名，叶子得出根，批次首尾相接。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>SHA-256 of each record shown is the leaf anchored at its place.</source>
        <translation>每条所示记录的 SHA-256 即其位置上链的叶子。</translation>
    </message>
    <message>
        <source>Original files</source>
        <translation>原始文件</translation>
    </message>
    <message>
        <source>The source files have the bytes and SHA-256 claimed, and their rows give the records shown.</source>
        <translation>源文件的字节与 SHA-256 与声明一致，其各行得出所示记录。</translation>
    </message>
    <message>
        <source>Presenter&apos;s signature</source>
        <translation>提交人签名</translation>
    </message>
    <message>
        <source>An organisation signed SHA256SUMS as the one who presents this bundle.</source>
        <translation>某机构以提交人身份签署了 SHA256SUMS。</translation>
    </message>
    <message>
        <source>Claim and scope</source>
        <translation>声明与范围</translation>
    </message>
    <message>
        <source>What the bundle claims is held against what was found in it.</source>
        <translation>将证据包的声明与其实际内容对照。</translation>
    </message>
    <message>
        <source>no member of this name at that block</source>
        <translation>该区块时没有此名称的成员</translation>
    </message>
    <message>
        <source>the member had left before that block</source>
        <translation>该成员在此区块前已退出</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不成立</translation>
    </message>
    <message>
        <source>the sealer&apos;s own: it adds nothing to the seal</source>
        <translation>封块方自己的签名，不增加证明力</translation>
    </message>
    <message>
        <source>the member is counted already</source>
        <translation>该成员已计入</translation>
    </message>
    <message>
        <source>a key that the member did not have at that block</source>
        <translation>该区块时不是此成员的密钥</translation>
    </message>
    <message>
        <source>does not hold for this checkpoint</source>
        <translation>对此检查点不成立</translation>
    </message>
    <message>
        <source>Not proved.</source>
        <translation>未证明。</translation>
    </message>
    <message>
        <source>Not proved: step %1 (%2) fails [%3].</source>
        <translation>未证明：第 %1 步（%2）不成立 [%3]。</translation>
    </message>
    <message>
        <source>%1 of 1 record is the one that was anchored.</source>
        <translation>1 条记录中 %1 条与上链的一致。</translation>
    </message>
    <message>
        <source>%1 of %2 records are the ones that were anchored.</source>
        <translation>%2 条记录中 %1 条与上链的一致。</translation>
    </message>
    <message>
        <source>%1 is not.</source>
        <translation>%1 条不一致。</translation>
    </message>
    <message>
        <source>%1 are not.</source>
        <translation>%1 条不一致。</translation>
    </message>
    <message>
        <source>%1 more stands in no batch shown.</source>
        <translation>另有 %1 条不在所示批次中。</translation>
    </message>
    <message>
        <source>%1 more stand in no batch shown.</source>
        <translation>另有 %1 条不在所示批次中。</translation>
    </message>
    <message>
        <source>%1 of the same batches is not shown.</source>
        <translation>相同批次中有 %1 条未出示。</translation>
    </message>
    <message>
        <source>%1 of the same batches are not shown.</source>
        <translation>相同批次中有 %1 条未出示。</translation>
    </message>
    <message>
        <source>anchored in block %1, dated %2 by the sealer</source>
        <translation>在区块 %1 上链，封块方所记时间为 %2</translation>
    </message>
    <message>
        <source>anchored in blocks %1 to %2, dated %3 to %4 by the sealer</source>
        <translation>在区块 %1 至 %2 上链，封块方所记时间为 %3 至 %4</translation>
    </message>
    <message>
        <source>; not later than %1 by the clock of %2</source>
        <translation>；按“%2”的时钟，不晚于 %1</translation>
    </message>
    <message>
        <source>; by no other clock</source>
        <translation>；没有其他时钟可证</translation>
    </message>
    <message>
        <source>on the ledger %1 that you confirmed</source>
        <translation>依据您已确认的账本 %1</translation>
    </message>
    <message>
        <source>on the ledger %1 that you have NOT confirmed: compare its fingerprint with somebody else than the presenter</source>
        <translation>依据您尚未确认的账本 %1：请与提交人以外的人核对其指纹</translation>
    </message>
    <message>
        <source>; sealed by %1 alone</source>
        <translation>；仅由“%1”封块</translation>
    </message>
    <message>
        <source>; sealed by %1, cosigned by %2 (%3 of %4 others)</source>
        <translation>；由“%1”封块，%2 会签（其他 %4 方中的 %3 方）</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>；%1</translation>
    </message>
    <message>
        <source>; the presenter&apos;s signature fails: %1</source>
        <translation>；提交人签名不成立：%1</translation>
    </message>
    <message>
        <source>SHA-256 of 01, %1 and the line above</source>
        <translation>01、%1 与上一行的 SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of 01, the line above and %1</source>
        <translation>01、上一行与 %1 的 SHA-256</translation>
    </message>
    <message>
        <source>The evidence holds</source>
        <translation>证据成立</translation>
    </message>
    <message>
        <source>Nothing is wrong, something is open</source>
        <translation>未发现问题，尚有待确认之处</translation>
    </message>
    <message>
        <source>Not what was anchored</source>
        <translation>与上链的不一致</translation>
    </message>
    <message>
        <source>Refused: nothing is proved</source>
        <translation>不予采信：未能证明任何内容</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>不成立</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>not in the bundle</source>
        <translation>证据包中没有</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>自何时</translation>
    </message>
    <message>
        <source>On whose word</source>
        <translation>凭谁作证</translation>
    </message>
    <message>
        <source>Whether a reading was true before it was anchored. Evidence shows that it has not changed since.</source>
        <translation>上链之前读数是否真实。证据只表明此后没有改变。</translation>
    </message>
    <message>
        <source>That no later batch of the meters exists below the checkpoint, that they were not suspended then, or that no change of the members was left out: only the whole log shows these.</source>
        <translation>检查点之前没有这些水表的更晚批次、水表当时未被暂停、成员变更没有遗漏：只有完整日志能证明。</translation>
    </message>
    <message>
        <source>The bundle does not claim to hold all batches of its meters.</source>
        <translation>证据包未声明包含其水表的全部批次。</translation>
    </message>
    <message>
        <source>The leaves of this ledger are open: who holds the bundle can find a withheld record by trying values.</source>
        <translation>此账本的叶子是公开的：持有证据包的人可通过试值找到未出示的记录。</translation>
    </message>
    <message>
        <source>%1 rows of the original file could not be mapped again and were not compared; its bytes and their SHA-256 are as claimed.</source>
        <translation>原始文件有 %1 行无法重新映射，未作比较；其字节与 SHA-256 与声明一致。</translation>
    </message>
    <message>
        <source>%1 records could not be judged.</source>
        <translation>%1 条记录无法判断。</translation>
    </message>
    <message>
        <source>A sealer alone can write all its blocks anew. A cosignature, or a checkpoint sheet kept elsewhere from before, exposes that; there is none here.</source>
        <translation>仅凭封块方可以重写其全部区块。会签，或此前另存他处的检查点单据，可以揭示这一点；此处没有。</translation>
    </message>
    <message>
        <source>The record: line %1 of records/%2.jsonl</source>
        <translation>记录：records/%2.jsonl 第 %1 行</translation>
    </message>
    <message>
        <source>SHA-256 of 00 and that line</source>
        <translation>00 与该行的 SHA-256</translation>
    </message>
    <message>
        <source>Leaf %1 of %2 in tx/%3.bin, signed by the meter</source>
        <translation>tx/%3.bin 中第 %1 个叶子（共 %2 个），由水表签名</translation>
    </message>
    <message>
        <source>Root that the meter %1 signed</source>
        <translation>水表 %1 签名的根</translation>
    </message>
    <message>
        <source>SHA-256 of tx/%1.bin</source>
        <translation>tx/%1.bin 的 SHA-256</translation>
    </message>
    <message>
        <source>Log entry in tx/%1.proof: block %2, %3</source>
        <translation>tx/%1.proof 中的日志条目：区块 %2，%3</translation>
    </message>
    <message>
        <source>SHA-256 of 00 and the entry&apos;s 48 bytes</source>
        <translation>00 与条目 48 字节的 SHA-256</translation>
    </message>
    <message>
        <source>Root of the log in the checkpoint, %1 entries</source>
        <translation>检查点中的日志根，%1 个条目</translation>
    </message>
    <message>
        <source>SHA-256 of the checkpoint&apos;s header: block hash, which is sealed</source>
        <translation>检查点头的 SHA-256：区块哈希，已封块</translation>
    </message>
    <message>
        <source>Time stamps of others over a checkpoint that were not checked, or do not hold by the certificates given: %1. They are as if they were not there.</source>
        <translation>第三方对检查点的时间戳中未经检查、或凭所给证书不成立的：%1 个。视同没有。</translation>
    </message>
</context>
<context>
    <name>InputFaults</name>
    <message>
        <source>1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.</source>
        <translation>须为 1 至 64 个字母、数字、点、连字符或下划线，并以字母或数字开头。</translation>
    </message>
    <message>
        <source>It must not be empty.</source>
        <translation>不能为空。</translation>
    </message>
    <message>
        <source>It is longer than 256 bytes (about 85 Chinese characters).</source>
        <translation>超过 256 字节（约 85 个汉字）。</translation>
    </message>
    <message>
        <source>It is not valid text.</source>
        <translation>不是有效的文本。</translation>
    </message>
    <message>
        <source>It contains a control character, such as a tab or a line end.</source>
        <translation>含有控制字符，如制表符或换行符。</translation>
    </message>
    <message>
        <source>It begins or ends with a space. Remove it, or the wallet would be another.</source>
        <translation>开头或末尾有空格。请删除，否则会派生出不同的钱包。</translation>
    </message>
    <message>
        <source>It contains characters that are not in normal form.</source>
        <translation>含有未规范化的字符。</translation>
    </message>
    <message>
        <source>Its password is shorter than 20 bytes. Give a longer one, or none to have one made.</source>
        <translation>密码少于 20 字节。请提供更长的密码，或留空由程序生成。</translation>
    </message>
    <message>
        <source>This meter id stands in an earlier line of the list.</source>
        <translation>此水表编号已在清单前面出现。</translation>
    </message>
    <message>
        <source>This line has more or fewer cells than the header.</source>
        <translation>此行的列数与表头不一致。</translation>
    </message>
    <message>
        <source>This meter id is on the ledger already.</source>
        <translation>此水表编号已在账本上。</translation>
    </message>
    <message>
        <source>This wallet address is on the ledger already.</source>
        <translation>此钱包地址已在账本上。</translation>
    </message>
    <message>
        <source>The first line must name the columns mn, location, manufacturer and, if wanted, password, each once.</source>
        <translation>首行须为列名 mn、location、manufacturer，可另加 password，每列各出现一次。</translation>
    </message>
    <message>
        <source>The list names no meter.</source>
        <translation>清单中没有水表。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已提供</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>自动生成</translation>
    </message>
    <message>
        <source>Registered: %1</source>
        <translation>已登记：%1</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>无误</translation>
    </message>
</context>
<context>
    <name>MeterSpans</name>
    <message>
        <source>Gap</source>
        <translation>间断</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>导入上链</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监控</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>联盟网络</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Folder not found</source>
        <translation>未找到文件夹</translation>
    </message>
</context>
<context>
    <name>ReviewModel</name>
    <message>
        <source>Approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待审核</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>block height</source>
        <translation>区块高度</translation>
    </message>
    <message>
        <source>block hash</source>
        <translation>区块哈希</translation>
    </message>
    <message>
        <source>transaction hash</source>
        <translation>交易哈希</translation>
    </message>
    <message>
        <source>wallet address</source>
        <translation>钱包地址</translation>
    </message>
    <message>
        <source>meter id</source>
        <translation>水表编号</translation>
    </message>
    <message>
        <source>Block %1 · %2</source>
        <translation>区块 %1 · %2</translation>
    </message>
    <message>
        <source>Transaction %1 · %2</source>
        <translation>交易 %1 · %2</translation>
    </message>
    <message>
        <source>Meter %1 · %2</source>
        <translation>水表 %1 · %2</translation>
    </message>
    <message>
        <source>Organisation %1 · %2</source>
        <translation>机构 %1 · %2</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>location</source>
        <translation>安装位置</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Register meter</source>
        <translation>登记水表</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Activate meter</source>
        <translation>激活水表</translation>
    </message>
    <message>
        <source>Anchor records</source>
        <translation>记录上链</translation>
    </message>
    <message>
        <source>Suspend meter</source>
        <translation>暂停水表</translation>
    </message>
    <message>
        <source>Resume meter</source>
        <translation>恢复水表</translation>
    </message>
    <message>
        <source>Retire meter</source>
        <translation>注销水表</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已注销</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Water utility</source>
        <translation>水务公司</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>Insurer</source>
        <translation>保险公司</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计方</translation>
    </message>
    <message>
        <source>Add organisation</source>
        <translation>新增机构</translation>
    </message>
    <message>
        <source>Change key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Retire organisation</source>
        <translation>注销机构</translation>
    </message>
    <message>
        <source>Intact</source>
        <translation>与链上一致</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>与链上不一致</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>多出</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>位置不符</translation>
    </message>
    <message>
        <source>Not anchored</source>
        <translation>未上链</translation>
    </message>
    <message>
        <source>Undetermined</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>This record is exactly the one that was anchored.</source>
        <translation>此记录与上链时完全一致。</translation>
    </message>
    <message>
        <source>This record differs from the one that was anchored at its place.</source>
        <translation>此记录与该位置上链时的记录不一致。</translation>
    </message>
    <message>
        <source>A record was anchored here, and the file does not have it.</source>
        <translation>此处曾有记录上链，而文件中没有。</translation>
    </message>
    <message>
        <source>The file has this record inside an anchored batch that does not.</source>
        <translation>文件中有此记录，而已上链的批次中没有。</translation>
    </message>
    <message>
        <source>This record was anchored, but at another place than claimed.</source>
        <translation>此记录确已上链，但不在所声称的位置。</translation>
    </message>
    <message>
        <source>No batch on this ledger covers this record; nothing is proved for or against it.</source>
        <translation>账本上没有批次涵盖此记录，既不能证明其真，也不能证明其伪。</translation>
    </message>
    <message>
        <source>This could not be checked; it may be intact or not.</source>
        <translation>此项未能核验，无法断定与链上是否一致。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>WhoseWord</name>
    <message>
        <source>Sealed by %1 alone</source>
        <translation>仅由%1封块</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>尚未裁定</translation>
    </message>
    <message>
        <source>Decided by %1 of %2 validators: %3</source>
        <translation>由 %2 个验证者中的 %1 个裁定：%3</translation>
    </message>
    <message>
        <source>%1; cosigned by %2 (%3 of %4 others), last %5</source>
        <translation>%1；%2联署（其他机构共 %4 家，已联署 %3 家），最近一次：%5</translation>
    </message>
    <message>
        <source>Sealed by %1, cosigned by %2 (%3 of %4 others), last %5</source>
        <translation>由%1封块，%2联署（其他机构共 %4 家，已联署 %3 家），最近一次：%5</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::Banner</name>
    <message>
        <source>Code: %1</source>
        <translation>代码：%1</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>复制此消息</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BarCard</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>将图表保存为图片</translation>
    </message>
    <message>
        <source>Picture, PNG (*.png)</source>
        <translation>图片 PNG (*.png)</translation>
    </message>
    <message>
        <source>The picture was saved</source>
        <translation>图片已保存</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Show the numbers as a table, to copy or export them</source>
        <translation>以表格显示数据，可复制或导出</translation>
    </message>
    <message>
        <source>Save as a picture, PNG</source>
        <translation>保存为 PNG 图片</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BarPanel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BatchChart</name>
    <message>
        <source>%1 records, first at %2</source>
        <translation>%1 条记录，首条 %2</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ChartFrame</name>
    <message>
        <source>Numbers as CSV…</source>
        <translation>数值存为 CSV…</translation>
    </message>
    <message>
        <source>Picture as PNG…</source>
        <translation>图片存为 PNG…</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Picture, PNG (*.png)</source>
        <translation>图片 PNG (*.png)</translation>
    </message>
    <message>
        <source>Numbers, CSV (*.csv)</source>
        <translation>数值 CSV (*.csv)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Show the numbers as a table</source>
        <translation>以表格显示数值</translation>
    </message>
    <message>
        <source>Export as CSV or PNG</source>
        <translation>导出为 CSV 或 PNG</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ChartPanel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 分钟</translation>
    </message>
    <message>
        <source>10 minutes</source>
        <translation>10 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Pause: keep what is drawn</source>
        <translation>暂停：保持当前画面</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 (right)</source>
        <translation>%1（右轴）</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::CloseQuestion</name>
    <message>
        <source>Closing when everything is committed</source>
        <translation>全部上链后关闭</translation>
    </message>
    <message>
        <source>An upload is not finished</source>
        <translation>有导入尚未完成</translation>
    </message>
    <message>
        <source>Files under way: %1. Signed batches not yet in a block: %2.</source>
        <translation>正在处理的文件：%1 个。已签名但尚未入块的批次：%2 个。</translation>
    </message>
    <message>
        <source>The uploader is paused: nothing will be committed until you resume it.</source>
        <translation>上传已暂停：继续之前不会上链任何内容。</translation>
    </message>
    <message>
        <source>You can go on working, or quit at once.</source>
        <translation>您可以继续工作，也可以立即退出。</translation>
    </message>
    <message>
        <source>Nothing is lost if you quit: the queue is on the disk and goes on when you next unlock this ledger here.</source>
        <translation>退出不会丢失任何内容：上链队列保存在磁盘上，下次在此解锁该账本时自动继续。</translation>
    </message>
    <message>
        <source>Keep the queue and quit</source>
        <translation>保留上链队列并退出</translation>
    </message>
    <message>
        <source>Wait until committed, then quit</source>
        <translation>等待上链后退出</translation>
    </message>
    <message>
        <source>Do not quit</source>
        <translation>不退出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::DataTable</name>
    <message>
        <source>loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>显示 %1 行，共 %2 行</translation>
    </message>
    <message>
        <source>the first %1 rows</source>
        <translation>前 %1 行</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>The list could not be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>The message above says why.</source>
        <translation>原因见上方提示。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>暂无内容</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>导出所显示的内容</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Show them. Until then the list stays as it is.</source>
        <translation>点击后显示；在此之前列表保持不动。</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制整行</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>在新窗口中打开</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 rows were exported</source>
        <translation>已导出 %1 行</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) so far</source>
        <translation>
            <numerusform>已加载 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>共 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new row(s)</source>
        <translation>
            <numerusform>%Ln 条新记录</numerusform>
        </translation>
    </message>
    <message>
        <source>This list has changed</source>
        <translation>列表有更新</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) selected</source>
        <translation>
            <numerusform>已选 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::FilterChips</name>
    <message>
        <source>Remove the filter “%1”</source>
        <translation>取消筛选“%1”</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Remove all filters of this list</source>
        <translation>取消此列表的全部筛选</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::Format</name>
    <message>
        <source>Local: %1
UTC: %2
ISO 8601: %3</source>
        <translation>本地：%1
UTC：%2
ISO 8601：%3</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 ahead of this clock</source>
        <translation>比本机时钟快 %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::HashLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::JoinForm</name>
    <message>
        <source>Choose a genesis file</source>
        <translation>选择创世文件</translation>
    </message>
    <message>
        <source>Genesis documents (*.json)</source>
        <translation>创世文件 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>选择其他文件…</translation>
    </message>
    <message>
        <source>Choose a genesis file…</source>
        <translation>选择创世文件…</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链标识</translation>
    </message>
    <message>
        <source>Founded</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Choose the folder with the block files</source>
        <translation>选择存放区块文件的文件夹</translation>
    </message>
    <message>
        <source>Choose an empty folder for your copy</source>
        <translation>为本机副本选择一个空文件夹</translation>
    </message>
    <message>
        <source>Compare the fingerprint first.</source>
        <translation>请先核对指纹。</translation>
    </message>
    <message>
        <source>Say where the blocks are fetched from.</source>
        <translation>请填写从哪里获取区块。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>Your copy holds every block up to %1</source>
        <translation>本机副本已包含截至高度 %1 的全部区块</translation>
    </message>
    <message>
        <source>%1 transactions with %2 records were executed and checked here. The copy is open read-only.</source>
        <translation>本次共在本机执行并核验了 %1 笔交易、%2 条记录。副本已以只读方式打开。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>The blocks that were checked until then are kept. Join again with the same folder to go on.</source>
        <translation>已核验的区块均已保留。选择同一文件夹再次加入即可继续。</translation>
    </message>
    <message>
        <source>Check words</source>
        <translation>核对词</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <translation>封块方</translation>
    </message>
    <message>
        <source>The fingerprint as a QR code</source>
        <translation>指纹二维码</translation>
    </message>
    <message>
        <source>Block %1: %2 transactions with %3 records executed and checked</source>
        <translation>区块 %1：已执行并核验 %2 笔交易、%3 条记录</translation>
    </message>
    <message>
        <source>Join a network</source>
        <translation>加入联盟链</translation>
    </message>
    <message>
        <source>Read the genesis file that you were given, compare its fingerprint with another party by another way than the file came, and fetch the blocks. Every transaction is executed and checked here; nothing that the source says is believed. The copy opens read-only.</source>
        <translation>读取您收到的创世文件，通过文件来源以外的途径与其他机构核对指纹，然后获取区块。每笔交易都在本机执行并核验，不轻信来源的任何说法。副本以只读方式打开。</translation>
    </message>
    <message>
        <source>I compared the fingerprint, or the six check words, with another party</source>
        <translation>我已与其他机构核对过指纹或六个核对词</translation>
    </message>
    <message>
        <source>Blocks from</source>
        <translation>区块来源</translation>
    </message>
    <message>
        <source>https://… or a folder of block files</source>
        <translation>https://… 或存放区块文件的文件夹</translation>
    </message>
    <message>
        <source>Your copy</source>
        <translation>本机副本</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Fetch and check</source>
        <translation>获取并核验</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MainWindow</name>
    <message>
        <source>MeterSeal</source>
        <translation>MeterSeal</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>后退（Alt+左）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>前进（Alt+右）</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>The key store was locked</source>
        <translation>密钥库已锁定</translation>
    </message>
    <message numerus="yes">
        <source>Nobody used the program for %n minute(s).</source>
        <translation>
            <numerusform>程序已有 %n 分钟无人使用。</numerusform>
        </translation>
    </message>
    <message>
        <source>This folder now holds a different ledger</source>
        <translation>此文件夹中的账本与以前不同</translation>
    </message>
    <message>
        <source>Its fingerprint is %1. Compare it with another party&apos;s before you trust it.</source>
        <translation>其指纹为 %1。采信之前，请与其他参与方核对。</translation>
    </message>
    <message>
        <source>The key store is locked</source>
        <translation>密钥库已锁定</translation>
    </message>
    <message>
        <source>Nothing is signed until it is unlocked. What waits to be anchored is kept.</source>
        <translation>解锁前不会签名。等待上链的内容会保留。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MerkleTreePanel</name>
    <message>
        <source>Click a node, or walk with the arrow keys.</source>
        <translation>点击节点，或用方向键移动。</translation>
    </message>
    <message>
        <source>Magnify</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show the whole tree</source>
        <translation>显示整棵树</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Copy the selected node&apos;s hash</source>
        <translation>复制所选节点的哈希</translation>
    </message>
    <message>
        <source>Copy the chosen leaf&apos;s inclusion proof. Double-click a leaf, or press Enter on it, to choose it</source>
        <translation>复制所选叶子的包含证明。双击叶子或在其上按回车键即可选定</translation>
    </message>
    <message>
        <source>Thick: path of the chosen leaf · dashed: its proof · cross: differs</source>
        <translation>粗线：所选叶子的路径 · 虚线：其证明 · 叉号：不一致</translation>
    </message>
    <message>
        <source>Merkle tree of the batch</source>
        <translation>本批次的默克尔树</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MerkleTreeView</name>
    <message>
        <source>Along the leaves</source>
        <translation>沿叶子滚动</translation>
    </message>
    <message numerus="yes">
        <source>Merkle root over %Ln leaf(s)</source>
        <translation>
            <numerusform>%Ln 个叶子的默克尔根</numerusform>
        </translation>
    </message>
    <message>
        <source>Leaf %1 of %2</source>
        <translation>第 %1 个叶子，共 %2 个</translation>
    </message>
    <message>
        <source>Node over leaves %1 to %2</source>
        <translation>叶子 %1 至 %2 的节点</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>on the chosen leaf&apos;s path</source>
        <translation>在所选叶子的路径上</translation>
    </message>
    <message>
        <source>part of its proof</source>
        <translation>属于其证明</translation>
    </message>
    <message>
        <source>Copy hash</source>
        <translation>复制哈希</translation>
    </message>
    <message>
        <source>Copy inclusion proof</source>
        <translation>复制包含证明</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::NewLedgerForm</name>
    <message>
        <source>The ledger id needs 1 to 64 letters, digits, points, hyphens or underscores.</source>
        <translation>账本标识须为 1 至 64 个字符，可用字母、数字、点、连字符和下划线。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>Every organisation needs an id of letters, digits, points, hyphens or underscores.</source>
        <translation>每个机构都须填写编号，可用字母、数字、点、连字符和下划线。</translation>
    </message>
    <message>
        <source>Every organisation needs a name.</source>
        <translation>每个机构都须填写名称。</translation>
    </message>
    <message>
        <source>Two organisations have the id %1.</source>
        <translation>有两个机构使用了同一编号 %1。</translation>
    </message>
    <message>
        <source>At least one water utility and one manufacturer are needed: they review meters together.</source>
        <translation>至少需要一家水务公司和一家制造商：水表由双方共同审核。</translation>
    </message>
    <message>
        <source>Choose a passphrase.</source>
        <translation>请设置口令。</translation>
    </message>
    <message>
        <source>Choose an empty folder for the ledger</source>
        <translation>为账本选择一个空文件夹</translation>
    </message>
    <message>
        <source>The ledger was made</source>
        <translation>账本已建立</translation>
    </message>
    <message>
        <source>Fingerprint %1. Compare it with the other parties, and keep the passphrase: without it the keys are lost.</source>
        <translation>指纹为 %1。请与其他各方核对指纹，并妥善保管口令：口令遗失，密钥也就无法取用。</translation>
    </message>
    <message>
        <source>Making keys and the ledger…</source>
        <translation>正在生成密钥和账本…</translation>
    </message>
    <message>
        <source>Make a new ledger</source>
        <translation>新建账本</translation>
    </message>
    <message>
        <source>For one machine: the keys of all organisations are made here and lie in one encrypted key store. Ids, names and roles stand in the ledger for good.</source>
        <translation>适用于单机：所有机构的密钥都在本机生成，保存在同一个加密的密钥库中。机构的编号、名称和角色写入账本后不可更改。</translation>
    </message>
    <message>
        <source>Ledger id</source>
        <translation>账本标识</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Organisation id</source>
        <translation>机构编号</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>全称</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Add an organisation</source>
        <translation>添加机构</translation>
    </message>
    <message>
        <source>Make the ledger</source>
        <translation>建立账本</translation>
    </message>
    <message>
        <source>Remove this organisation</source>
        <translation>移除此机构</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::PassphraseFields</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s). It protects the keys on this machine; nobody can recover it for you.</source>
        <translation>
            <numerusform>至少 %n 个字符。口令用于保护本机上的密钥，遗失后无人能够找回。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two entries are not the same yet.</source>
        <translation>两次输入尚不一致。</translation>
    </message>
    <message>
        <source>Keep it safe: nobody can recover it for you.</source>
        <translation>请妥善保管，遗失后无人能够找回。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ProgressStrip</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RawPanel</name>
    <message>
        <source>(the first %1 of %2 characters; “Copy” takes all of them)</source>
        <translation>（仅显示前 %1 个字符，共 %2 个；“复制”会复制全部内容）</translation>
    </message>
    <message>
        <source>Copy all of this tab</source>
        <translation>复制此页全部内容</translation>
    </message>
    <message>
        <source>Notations</source>
        <translation>显示形式</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RecentLedgers</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Recent ledgers</source>
        <translation>最近打开的账本</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RestoreForm</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Nothing was left behind.</source>
        <translation>未留下任何内容。</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>选择备份</translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation>备份 (*.zip)</translation>
    </message>
    <message>
        <source>Reading the backup…</source>
        <translation>正在读取备份…</translation>
    </message>
    <message>
        <source>Restore into a new folder</source>
        <translation>恢复到新文件夹</translation>
    </message>
    <message>
        <source>Unpacking and checking every file…</source>
        <translation>正在解包并逐个检查文件…</translation>
    </message>
    <message>
        <source>The backup was restored</source>
        <translation>备份已恢复</translation>
    </message>
    <message>
        <source>It is open now: %1. Only one of the two folders may be written to from now on, since both hold the same keys.</source>
        <translation>现已打开：%1。两个文件夹持有相同的密钥，今后只能写入其中一个。</translation>
    </message>
    <message>
        <source>Into a new folder; nothing is replaced. Every file is checked before the folder gets its name.</source>
        <translation>恢复到新文件夹，不替换任何内容。逐个检查文件无误后才启用该文件夹。</translation>
    </message>
    <message>
        <source>Choose a backup…</source>
        <translation>选择备份…</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新文件夹</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Restore and open</source>
        <translation>恢复并打开</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链标识</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>the ledger that is open now</source>
        <translation>与当前打开的账本相同</translation>
    </message>
    <message>
        <source>another ledger than the one open now</source>
        <translation>与当前打开的账本不同</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>%1 files, %2, up to block %3</source>
        <translation>%1 个文件，%2，截至区块 %3</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::SearchBox</name>
    <message>
        <source>“%1” is nothing that can be searched for</source>
        <translation>无法搜索“%1”</translation>
    </message>
    <message>
        <source>Looked for: %1.</source>
        <translation>已按以下类型查找：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>未找到“%1”</translation>
    </message>
    <message>
        <source>Search the ledger</source>
        <translation>搜索账本</translation>
    </message>
    <message>
        <source>There are more: type on</source>
        <translation>还有更多，请继续输入</translation>
    </message>
    <message>
        <source>Search meter, location, hash, height, organisation  (Ctrl+K)</source>
        <translation>搜索水表、位置、哈希、高度、机构（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search takes a block height, a whole hash, a wallet address, a meter id, a location or an organisation.</source>
        <translation>可以搜索区块高度、完整哈希、钱包地址、水表编号、安装位置或机构。</translation>
    </message>
    <message>
        <source>A hash is found by all of its 64 digits; these are %1.</source>
        <translation>哈希须输入全部 64 位才能查找；现为 %1 位。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ShortcutsDialog</name>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Search the ledger</source>
        <translation>搜索账本</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Pages of the rail, from the top</source>
        <translation>左侧页面，自上而下</translation>
    </message>
    <message>
        <source>Next and previous control</source>
        <translation>下一个、上一个控件</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>显示此列表</translation>
    </message>
    <message>
        <source>In a table</source>
        <translation>在表格中</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>打开所选行</translation>
    </message>
    <message>
        <source>Open it in a window of its own</source>
        <translation>在新窗口中打开</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>复制整行</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>导出所显示的内容</translation>
    </message>
    <message>
        <source>Read the list again</source>
        <translation>重新读取列表</translation>
    </message>
    <message>
        <source>What can be done with the row</source>
        <translation>显示该行可用的操作</translation>
    </message>
    <message>
        <source>In a chart</source>
        <translation>在图表中</translation>
    </message>
    <message>
        <source>Value before and after</source>
        <translation>前一个、后一个数值</translation>
    </message>
    <message>
        <source>First and last value</source>
        <translation>第一个、最后一个数值</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>在单独窗口中</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Lock or unlock the key store</source>
        <translation>锁定或解锁密钥库</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::StartPage</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Registering sample meters…</source>
        <translation>正在登记示例水表…</translation>
    </message>
    <message>
        <source>Making keys and the ledger…</source>
        <translation>正在生成密钥和账本…</translation>
    </message>
    <message>
        <source>Open a workspace folder</source>
        <translation>打开工作区文件夹</translation>
    </message>
    <message>
        <source>It seals water-meter records on a ledger that several parties keep, and shows later, offline, whether a record is still the one that was sealed.</source>
        <translation>将水表记录存证到多方共同维护的账本上，日后无需联网即可核验某条记录是否仍与存证时一致。</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>先试一试</translation>
    </message>
    <message>
        <source>Makes a local ledger with sample meters and records, and one altered file for you to find.</source>
        <translation>在本机建立一个示例账本，含示例水表和记录，并留下一份改动过的文件等您找出来。</translation>
    </message>
    <message>
        <source>Not available in this build.</source>
        <translation>此版本未包含示例。</translation>
    </message>
    <message>
        <source>Join a network</source>
        <translation>加入联盟链</translation>
    </message>
    <message>
        <source>Inspect evidence</source>
        <translation>查验证据</translation>
    </message>
    <message>
        <source>Open an existing workspace…</source>
        <translation>打开已有工作区…</translation>
    </message>
    <message>
        <source>Make the sample ledger</source>
        <translation>建立示例账本</translation>
    </message>
    <message>
        <source>What had been made of the sample is removed again.</source>
        <translation>已建立的示例内容会被清除。</translation>
    </message>
    <message>
        <source>%1 records of %2 meters were anchored</source>
        <translation>已将 %2 台水表的 %1 条记录上链</translation>
    </message>
    <message>
        <source>An altered copy of the file was left for you to find: %1</source>
        <translation>已留下一份改动过的文件副本，等您找出来：%1</translation>
    </message>
    <message>
        <source>Reviewing for both organisations…</source>
        <translation>正在代表双方机构审核…</translation>
    </message>
    <message>
        <source>Activating the meters…</source>
        <translation>正在激活水表…</translation>
    </message>
    <message>
        <source>Anchoring sample records through four simulated nodes…</source>
        <translation>正在通过四个模拟节点将示例记录上链…</translation>
    </message>
    <message>
        <source>Leaving an altered file for you to find…</source>
        <translation>正在留下一份改动过的文件等您找出来…</translation>
    </message>
    <message>
        <source>Choose the folder of a ledger to inspect</source>
        <translation>选择要查验的账本文件夹</translation>
    </message>
    <message>
        <source>Make a new ledger…</source>
        <translation>新建账本…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>从备份恢复…</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
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
        <source>A file is verified against a ledger</source>
        <translation>核验文件需要先有账本</translation>
    </message>
    <message>
        <source>Open the ledger first, or drop its folder here. Nothing was read.</source>
        <translation>请先打开账本，或将账本文件夹拖到此处。未读取任何内容。</translation>
    </message>
    <message>
        <source>Keeps your own copy of a ledger that another party seals: compare its fingerprint, fetch the blocks, and every transaction is checked here.</source>
        <translation>为其他机构封块的账本保存一份自己的副本：核对指纹，获取区块，每笔交易都在本机核验。</translation>
    </message>
    <message>
        <source>Choose a genesis file…</source>
        <translation>选择创世文件…</translation>
    </message>
    <message>
        <source>Drop an evidence bundle here to verify it, a ledger&apos;s folder to look at it read-only, or a file of records to compare it with the ledger opened last.</source>
        <translation>将证据包拖到此处即可查验；拖入账本文件夹则以只读方式查看；拖入记录文件则与上次打开的账本核对。</translation>
    </message>
    <message>
        <source>Verifies an evidence bundle: which of its records were anchored, since when and on whose word. Without a ledger, keys or a network; nothing on disk changes.</source>
        <translation>查验证据包：其中哪些记录已上链、自何时、凭谁作证。无需账本、密钥或网络，也不改动磁盘。</translation>
    </message>
    <message>
        <source>Open a bundle…</source>
        <translation>打开证据包…</translation>
    </message>
    <message>
        <source>Look at a ledger read-only…</source>
        <translation>以只读方式查看账本…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::StatusStrip</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Ledger %1
Fingerprint %2
Folder %3</source>
        <translation>账本 %1
指纹 %2
文件夹 %3</translation>
    </message>
    <message>
        <source>The ledger cannot be read</source>
        <translation>无法读取账本</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>no block yet</source>
        <translation>尚无区块</translation>
    </message>
    <message>
        <source>Block %1, %2</source>
        <translation>区块 %1，%2</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Signing for %1</source>
        <translation>代表 %1 签名</translation>
    </message>
    <message>
        <source>Viewing</source>
        <translation>仅查看</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>已解锁</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Oldest in the queue: %1</source>
        <translation>上链队列中最久等待：%1</translation>
    </message>
    <message>
        <source>Lock the key store (Ctrl+L)</source>
        <translation>锁定密钥库（Ctrl+L）</translation>
    </message>
    <message>
        <source>Unlock the key store, to sign and write (Ctrl+L)</source>
        <translation>解锁密钥库，以便签名和写入（Ctrl+L）</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::TableExport</name>
    <message>
        <source>Export what is shown</source>
        <translation>导出所显示的内容</translation>
    </message>
    <message>
        <source>Spreadsheet, CSV (*.csv)</source>
        <translation>电子表格 CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>%1 rows written</source>
        <translation>已写入 %1 行</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::FingerprintQuestion</name>
    <message>
        <source>This ledger is the one that you compared</source>
        <translation>此账本即您核对过的账本</translation>
    </message>
    <message>
        <source>It is remembered. You are warned where a ledger of this name has another fingerprint.</source>
        <translation>已记住。若同名账本的指纹不同，将提出警告。</translation>
    </message>
    <message>
        <source>This is not the ledger that you compared before</source>
        <translation>这不是您以前核对过的账本</translation>
    </message>
    <message>
        <source>Is this the ledger that you expect?</source>
        <translation>这是您要看的账本吗？</translation>
    </message>
    <message>
        <source>A ledger “%1” that you compared on %2 has another fingerprint. One of the two is not what its name says. Ask another party before you trust anything that is shown here.</source>
        <translation>您于 %2 核对过的账本“%1”指纹与此不同，二者之一名不副实。在相信此处显示的内容之前，请先询问另一方。</translation>
    </message>
    <message>
        <source>Compare the fingerprint or the check words with a party of the ledger, by telephone or on paper and not by the way the file came. You are asked once.</source>
        <translation>请通过电话或纸面与账本的一方核对指纹或校验词，勿使用文件传来的途径。只询问一次。</translation>
    </message>
    <message>
        <source>Check words: %1</source>
        <translation>校验词：%1</translation>
    </message>
    <message>
        <source>I compared it: it is the same</source>
        <translation>已核对，一致</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
</context>
</TS>
