<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>meterseal::ui::BatchTimeline</name>
    <message>
        <source>Batch %1 of %2: %3 records, %4 to %5</source>
        <translation>第 %1 批，共 %2 批：%3 条记录，%4 至 %5</translation>
    </message>
    <message>
        <source>Overlaps an earlier batch</source>
        <translation>与较早的批次重叠</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BatchesPanel</name>
    <message>
        <source>Nothing anchored yet</source>
        <translation>尚无上链记录</translation>
    </message>
    <message>
        <source>Batches appear here as soon as records of this meter are uploaded.</source>
        <translation>上传此水表的记录后，批次即显示在此处。</translation>
    </message>
    <message>
        <source>Batches along time. Arrow keys walk, Enter opens the transaction.</source>
        <translation>按时间排列的批次。方向键切换，回车键打开交易。</translation>
    </message>
    <message>
        <source>%1 batches, %2 records</source>
        <translation>%1 个批次，%2 条记录</translation>
    </message>
    <message>
        <source>%1; no gap, no overlap</source>
        <translation>%1；无间断，无重叠</translation>
    </message>
    <message>
        <source>%1; gaps: %2, overlaps: %3</source>
        <translation>%1；间断 %2 处，重叠 %3 处</translation>
    </message>
    <message>
        <source>Records usually come every %1. A stretch without a batch longer than three times that is shown as a gap. Overlaps come from late or repeated readings and are no fault.</source>
        <translation>记录通常每隔 %1一条。无批次的时段超过该间隔三倍时，显示为间断。重叠由迟到或重复的读数造成，不是故障。</translation>
    </message>
    <message>
        <source>No batch has two records, so how often records come is unknown and gaps cannot be told.</source>
        <translation>没有任何批次包含两条以上的记录，无法得知记录间隔，因此不能判断是否有间断。</translation>
    </message>
    <message>
        <source>Records per batch</source>
        <translation>每批记录数</translation>
    </message>
    <message>
        <source>By the time of the first record. The values of the records are not on the ledger, only their fingerprints, so no values can be drawn here.</source>
        <translation>按首条记录的时间排列。账本上只有记录的哈希，没有数值，因此此处无法绘制数值曲线。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MeterActions</name>
    <message>
        <source>Review…</source>
        <translation>审核…</translation>
    </message>
    <message>
        <source>Activation slip…</source>
        <translation>激活单…</translation>
    </message>
    <message>
        <source>Activate…</source>
        <translation>激活…</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>暂停…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>注销…</translation>
    </message>
    <message>
        <source>Opened read-only: the meter&apos;s state cannot be changed here.</source>
        <translation>以只读方式打开，不能更改水表状态。</translation>
    </message>
    <message>
        <source>Retired: its state cannot change any more.</source>
        <translation>已注销，状态不能再更改。</translation>
    </message>
    <message>
        <source>Rejected: the meter has to be registered again.</source>
        <translation>已驳回，须重新登记。</translation>
    </message>
    <message>
        <source>Only the water utility may do this</source>
        <translation>此操作只能由水务公司执行</translation>
    </message>
    <message>
        <source>The key store on this machine holds no utility&apos;s key. Nothing was sent.</source>
        <translation>本机密钥库中没有水务公司的密钥。未发送任何内容。</translation>
    </message>
    <message>
        <source>More that can be done with this meter</source>
        <translation>对此水表的更多操作</translation>
    </message>
    <message>
        <source>Make evidence…</source>
        <translation>制作证据…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MeterView</name>
    <message>
        <source>Meter %1</source>
        <translation>水表 %1</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Waiting for its decision</source>
        <translation>等待其审核</translation>
    </message>
    <message>
        <source>Did not approve</source>
        <translation>未批准</translation>
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
        <source>Registered</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1，由 %2 登记</translation>
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
        <source>Activation token</source>
        <translation>激活令牌</translation>
    </message>
    <message>
        <source>expired at %1; the meter can only be retired</source>
        <translation>已于 %1 过期，此水表只能注销</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Anchored</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>%1 records in %2 batches</source>
        <translation>%1 条记录，共 %2 个批次</translation>
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
        <source>Last anchored</source>
        <translation>最近上链</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Wallet address</source>
        <translation>钱包地址</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Derivation</source>
        <translation>地址推算</translation>
    </message>
    <message>
        <source>The address is the one of this public key</source>
        <translation>地址与此公钥相符</translation>
    </message>
    <message>
        <source>The address does not belong to this public key</source>
        <translation>地址与此公钥不符</translation>
    </message>
    <message>
        <source>QR code of the wallet address</source>
        <translation>钱包地址二维码</translation>
    </message>
    <message>
        <source>Dossier and wallet</source>
        <translation>资料与钱包</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>钱包</translation>
    </message>
    <message>
        <source>Check words: read them to the other party instead of the whole address.</source>
        <translation>核对词：与对方核对时，读出这几个字即可，不必读出整个地址。</translation>
    </message>
    <message>
        <source>No transaction here</source>
        <translation>此处没有交易</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>已激活</translation>
    </message>
    <message>
        <source>after both approvals, with its slip</source>
        <translation>双方批准后，凭激活单激活</translation>
    </message>
    <message>
        <source>can be activated now</source>
        <translation>现在可以激活</translation>
    </message>
    <message>
        <source>its records are accepted</source>
        <translation>其记录可以上链</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MetersWidget</name>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Opened read-only: meters cannot be registered here.</source>
        <translation>以只读方式打开，不能登记水表。</translation>
    </message>
    <message>
        <source>Register a meter…</source>
        <translation>登记水表…</translation>
    </message>
    <message>
        <source>Register from a list…</source>
        <translation>按清单登记…</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Meter id begins with…</source>
        <translation>水表编号开头…</translation>
    </message>
    <message>
        <source>Meter id begins with</source>
        <translation>水表编号开头</translation>
    </message>
    <message>
        <source>Manufacturer, whole name</source>
        <translation>制造商全称</translation>
    </message>
    <message>
        <source>No such meter</source>
        <translation>没有符合条件的水表</translation>
    </message>
    <message>
        <source>No meter yet</source>
        <translation>尚无水表</translation>
    </message>
    <message>
        <source>The filter above leaves none.</source>
        <translation>没有符合上方筛选条件的水表。</translation>
    </message>
    <message>
        <source>Register the first one, or a list of them.</source>
        <translation>请登记第一台水表，或按清单登记。</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>暂停…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Activate…</source>
        <translation>激活…</translation>
    </message>
    <message>
        <source>Slips…</source>
        <translation>激活单…</translation>
    </message>
    <message>
        <source>Activation slips of all that are chosen, in one document</source>
        <translation>所选水表的激活单，合为一份文件</translation>
    </message>
</context>
</TS>
