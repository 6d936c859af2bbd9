<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::OverviewWidget</name>
    <message>
        <source>sealed %1</source>
        <translation>封装于 %1</translation>
    </message>
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
        <translation>另有 %1 台已停用</translation>
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
        <source>The first block appears as soon as a meter is registered.</source>
        <translation>登记水表后即出现第一个区块。</translation>
    </message>
</context>
</TS>
