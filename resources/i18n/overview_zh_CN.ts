<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Columns</name>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Alarm code</source>
        <translation>报警代码</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ActivityPanel</name>
    <message>
        <source>all others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Records anchored (UTC)</source>
        <translation>上链记录数（UTC）</translation>
    </message>
    <message>
        <source>Last hour, by minute</source>
        <translation>最近 1 小时（按分钟）</translation>
    </message>
    <message>
        <source>30 days, by day</source>
        <translation>30 天（按日）</translation>
    </message>
    <message>
        <source>12 months, by month</source>
        <translation>12 个月（按月）</translation>
    </message>
    <message>
        <source>No records in this range</source>
        <translation>此时段内没有记录</translation>
    </message>
    <message>
        <source>The range ends with the newest block. Choose a longer one.</source>
        <translation>时段截至最新区块，请选择更长的时段。</translation>
    </message>
    <message>
        <source>Without %1 readings</source>
        <translation>不含 %1 条抄表读数</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>无报警</translation>
    </message>
    <message>
        <source>All %1 records anchored here are readings.</source>
        <translation>本机上链的 %1 条记录全部是抄表读数。</translation>
    </message>
    <message>
        <source>Alarms by code</source>
        <translation>按代码统计的报警</translation>
    </message>
    <message>
        <source>Alarms by code, anchored here since %1</source>
        <translation>按代码统计的报警（本机自 %1 起上链）</translation>
    </message>
    <message>
        <source>code not kept</source>
        <translation>代码未留存</translation>
    </message>
    <message>
        <source>Not known on this machine</source>
        <translation>本机没有此项数据</translation>
    </message>
    <message>
        <source>The ledger holds hashes, not codes. Codes are counted where records are anchored.</source>
        <translation>账本只保存哈希，不含报警代码；报警代码由上传记录的计算机统计。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::Attention</name>
    <message>
        <source>What needs attention</source>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>去审核</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Show the blocks of the ledger</source>
        <translation>查看账本的区块</translation>
    </message>
    <message>
        <source>Reviews: %1</source>
        <translation>审核：%1</translation>
    </message>
    <message>
        <source>No meters awaiting review</source>
        <translation>没有等待审核的水表</translation>
    </message>
    <message numerus="yes">
        <source>%n meter(s) wait for review</source>
        <translation>
            <numerusform>有 %n 台水表等待审核</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the reviews</source>
        <translation>前往审核页面</translation>
    </message>
    <message>
        <source>Opened read-only: nothing is anchored from here</source>
        <translation>以只读方式打开，不会从本机上链</translation>
    </message>
    <message>
        <source>Uploading is paused while the key store is locked</source>
        <translation>密钥库已锁定，上链暂停</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation>上链队列：%1</translation>
    </message>
    <message>
        <source>Records are waiting to be anchored, the oldest for %1</source>
        <translation>有记录等待上链，最久已等待 %1</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>导入上链</translation>
    </message>
    <message>
        <source>No records waiting to be anchored</source>
        <translation>没有等待上链的记录</translation>
    </message>
    <message>
        <source>Newest block: %1</source>
        <translation>最新区块：%1</translation>
    </message>
    <message>
        <source>No block was sealed yet</source>
        <translation>尚未产生区块</translation>
    </message>
    <message>
        <source>Newest block sealed %1</source>
        <translation>最新区块封装于%1</translation>
    </message>
    <message>
        <source>Newest block</source>
        <translation>最新区块</translation>
    </message>
    <message>
        <source>Show who sealed and cosigned it</source>
        <translation>查看由谁封块、由谁联署</translation>
    </message>
    <message>
        <source>On whose word: %1</source>
        <translation>作证方：%1</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::OverviewWidget</name>
    <message>
        <source>anchored</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>%1 suspended</source>
        <translation>另有 %1 台已暂停</translation>
    </message>
    <message>
        <source>need both signatures</source>
        <translation>需双方签名</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Latest blocks</source>
        <translation>最新区块</translation>
    </message>
    <message>
        <source>Block height</source>
        <translation>区块高度</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Health records</source>
        <translation>健康状态数据</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Active meters</source>
        <translation>使用中的水表</translation>
    </message>
    <message>
        <source>Waiting for review</source>
        <translation>等待审核</translation>
    </message>
    <message>
        <source>No block yet</source>
        <translation>尚无区块</translation>
    </message>
    <message>
        <source>Verify the altered file</source>
        <translation>核验改动过的文件</translation>
    </message>
    <message>
        <source>Next: find out which records were altered</source>
        <translation>下一步：找出哪些记录被改动过</translation>
    </message>
    <message>
        <source>An altered copy of the sample is at %1.</source>
        <translation>示例的改动副本位于 %1。</translation>
    </message>
    <message>
        <source>This ledger is empty</source>
        <translation>此账本尚无内容</translation>
    </message>
    <message>
        <source>It was opened read-only, so nothing can be written to it from here.</source>
        <translation>以只读方式打开，不能从本机写入。</translation>
    </message>
    <message>
        <source>Begin with a meter: register it, have it reviewed by utility and manufacturer, activate it, and upload its records.</source>
        <translation>请从一台水表开始：登记，由水务公司和制造商审核，激活，然后上传其记录。</translation>
    </message>
    <message>
        <source>Register a meter</source>
        <translation>登记水表</translation>
    </message>
    <message>
        <source>Verify a file…</source>
        <translation>核验文件…</translation>
    </message>
    <message>
        <source>Upload records…</source>
        <translation>导入记录…</translation>
    </message>
</context>
</TS>
