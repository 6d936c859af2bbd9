<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>LedgerPage</name>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
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
        <source>Does not hold: this block was changed after it was sealed</source>
        <translation>无效：此区块在封装后被改动</translation>
    </message>
    <message>
        <source>Block hash</source>
        <translation>区块哈希</translation>
    </message>
    <message>
        <source>Transaction root</source>
        <translation>交易根</translation>
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
</context>
<context>
    <name>meterseal::ui::LedgerWidget</name>
    <message>
        <source>There is no block %1 in this list</source>
        <translation>此列表中没有区块 %1</translation>
    </message>
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
        <source>All types</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Type of transaction</source>
        <translation>交易类型</translation>
    </message>
    <message>
        <source>Go to height…</source>
        <translation>跳转到高度…</translation>
    </message>
    <message>
        <source>Go to block height</source>
        <translation>跳转到区块高度</translation>
    </message>
    <message>
        <source>No block yet</source>
        <translation>尚无区块</translation>
    </message>
    <message>
        <source>The first block appears as soon as a meter is registered.</source>
        <translation>登记水表后即出现第一个区块。</translation>
    </message>
    <message>
        <source>No transaction here</source>
        <translation>此处没有交易</translation>
    </message>
    <message>
        <source>The filter above leaves none.</source>
        <translation>没有符合上方筛选条件的交易。</translation>
    </message>
    <message>
        <source>The first one appears as soon as a meter is registered.</source>
        <translation>登记水表后即出现第一笔交易。</translation>
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
        <source>Header, as signed</source>
        <translation>交易头（签名原文）</translation>
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
        <source>Merkle tree</source>
        <translation>默克尔树</translation>
    </message>
</context>
</TS>
