<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>meterseal::ui::AuditWidget</name>
    <message>
        <source>Unreadable line</source>
        <translation>无法识别的行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Action id</source>
        <translation>操作标识</translation>
    </message>
    <message>
        <source>Chained to</source>
        <translation>所链接的哈希</translation>
    </message>
    <message>
        <source>Its own hash</source>
        <translation>本条哈希</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>Opened read-only: nothing that is done now is added to the log.</source>
        <translation>账本以只读方式打开：当前操作不会写入日志。</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Any result</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>全部时间</translation>
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
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Text in the entry</source>
        <translation>条目中的文字</translation>
    </message>
    <message>
        <source>Entries of the audit log</source>
        <translation>审计日志条目</translation>
    </message>
    <message>
        <source>No such entry</source>
        <translation>没有符合条件的条目</translation>
    </message>
    <message>
        <source>What changes or judges something is written here: who, when, with what result.</source>
        <translation>凡是更改或作出判定的操作都会记录在此：何人、何时、结果如何。</translation>
    </message>
    <message>
        <source>Choose an entry</source>
        <translation>请选择一条记录</translation>
    </message>
    <message>
        <source>All that is known of it is shown here.</source>
        <translation>此处显示该条目的全部内容。</translation>
    </message>
    <message>
        <source>The line in audit.jsonl</source>
        <translation>audit.jsonl 中的原始行</translation>
    </message>
    <message>
        <source>No entry yet</source>
        <translation>还没有条目</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ChainState</name>
    <message>
        <source>Checking the chain…</source>
        <translation>正在检查哈希链…</translation>
    </message>
    <message>
        <source>And %1 more places.</source>
        <translation>另有 %1 处。</translation>
    </message>
    <message>
        <source>Keep the file audit.jsonl as it is, and compare it with a backup from before.</source>
        <translation>请原样保留 audit.jsonl 文件，并与此前的备份比对。</translation>
    </message>
    <message>
        <source>Every entry is chained to the one before by its SHA-256, and the end is the one last written.</source>
        <translation>每条记录都以 SHA-256 与前一条相链接，末条即最后写入的一条。</translation>
    </message>
    <message>
        <source>A line of %1 was begun and never finished: a program was cut off while writing. It is set aside with the next entry.</source>
        <translation>有一行（%1）只写了开头：程序在写入时被中断。写入下一条时会将其另存。</translation>
    </message>
    <message>
        <source>There are new entries since this check.</source>
        <translation>检查之后又有新条目。</translation>
    </message>
    <message>
        <source>The chain was not checked</source>
        <translation>尚未检查哈希链</translation>
    </message>
    <message>
        <source>The log is broken at entry %1</source>
        <translation>日志在第 %1 条处断裂</translation>
    </message>
    <message>
        <source>The log has no entries yet</source>
        <translation>日志中还没有条目</translation>
    </message>
    <message>
        <source>The log is whole: %1 entries</source>
        <translation>日志完整：共 %1 条</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Last entry&apos;s hash</source>
        <translation>末条哈希</translation>
    </message>
</context>
</TS>
