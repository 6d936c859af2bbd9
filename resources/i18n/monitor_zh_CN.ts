<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Columns</name>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Whose node it is, where the node says so</source>
        <translation>节点所属机构（节点有说明时）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>White: transactions are dealt to it. Grey: none are, until it answers again.</source>
        <translation>白色：向其分派交易。灰色：暂不分派，直至其恢复应答。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>As last probed</source>
        <translation>最近一次探测所得</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>落后</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>Transactions dealt to it and not answered yet</source>
        <translation>已分派给该节点、尚未应答的交易</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Accepted by it, but in no block; offered again</source>
        <translation>节点已接受但未进入区块，已重新提交</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Of its last answer</source>
        <translation>最近一次应答所用时间</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>Blocks behind the ledger when it was last probed</source>
        <translation>最近一次探测时与账本相差的区块数</translation>
    </message>
</context>
<context>
    <name>NodeTexts</name>
    <message>
        <source>White: available</source>
        <translation>白色：可用</translation>
    </message>
    <message>
        <source>Grey: taken down</source>
        <translation>灰色：已手动停用</translation>
    </message>
    <message>
        <source>Grey: not available</source>
        <translation>灰色：不可用</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>This node does not say whose it is.</source>
        <translation>该节点未说明所属机构。</translation>
    </message>
    <message>
        <source>Node %1 (simulated)</source>
        <translation>节点 %1（模拟）</translation>
    </message>
    <message>
        <source>Embedded chain</source>
        <translation>内嵌链</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::Figures</name>
    <message>
        <source>%1 · %2 records</source>
        <translation>%1 · %2 条</translation>
    </message>
    <message>
        <source>nothing waiting</source>
        <translation>无等待</translation>
    </message>
    <message>
        <source>%1 · %2/s</source>
        <translation>%1 · 每秒 %2 次</translation>
    </message>
    <message>
        <source>Since the key store was unlocked</source>
        <translation>本次解锁以来</translation>
    </message>
    <message>
        <source>Batches committed</source>
        <translation>已上链批次</translation>
    </message>
    <message>
        <source>Records committed</source>
        <translation>已上链数据</translation>
    </message>
    <message>
        <source>Batches waiting · open</source>
        <translation>待上链批次 · 未封批数据</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最久等待</translation>
    </message>
    <message>
        <source>Offered again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Buffer swaps</source>
        <translation>缓冲交换</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MonitorWidget</name>
    <message>
        <source>The chart was saved</source>
        <translation>图表已保存</translation>
    </message>
    <message>
        <source>tx/s</source>
        <translation>笔/秒</translation>
    </message>
    <message>
        <source>records/s</source>
        <translation>条/秒</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>swaps</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>swaps/s</source>
        <translation>次/秒</translation>
    </message>
    <message>
        <source>last 10 s</source>
        <translation>最近 10 秒</translation>
    </message>
    <message>
        <source>since start</source>
        <translation>启动以来</translation>
    </message>
    <message>
        <source>Node %1</source>
        <translation>节点 %1</translation>
    </message>
    <message>
        <source>Not running; last seen %1</source>
        <translation>未运行；最近记录于 %1</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>Opened read-only: no uploader runs here</source>
        <translation>以只读方式打开：此处不运行上链程序</translation>
    </message>
    <message>
        <source>The key store is locked, so the uploader does not run</source>
        <translation>密钥库已锁定，上链程序未运行</translation>
    </message>
    <message>
        <source>The charts show what it recorded before. The nodes, their shares and what is in the buffers now are not known.</source>
        <translation>图表显示此前的记录。节点、各节点分担比例和缓冲区现有内容未知。</translation>
    </message>
    <message>
        <source>Nothing was recorded yet in this workspace. The nodes, their shares and what is in the buffers are not known.</source>
        <translation>此工作区尚无记录。节点、各节点分担比例和缓冲区内容未知。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Stopped by an error</source>
        <translation>因错误停止</translation>
    </message>
    <message>
        <source>Uploader paused</source>
        <translation>上链已暂停</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Anchoring</source>
        <translation>正在上链</translation>
    </message>
    <message>
        <source>Idle: nothing waiting</source>
        <translation>空闲：无待上链数据</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监控</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>时间范围</translation>
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
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>Range of time of all charts</source>
        <translation>所有图表的时间范围</translation>
    </message>
    <message>
        <source>Resume charts</source>
        <translation>继续刷新图表</translation>
    </message>
    <message>
        <source>Pause charts</source>
        <translation>暂停图表</translation>
    </message>
    <message>
        <source>Keeps what is drawn. The uploader goes on.</source>
        <translation>保持当前画面，上链照常进行。</translation>
    </message>
    <message>
        <source>Transactions committed</source>
        <translation>已上链交易</translation>
    </message>
    <message>
        <source>Records committed</source>
        <translation>已上链数据</translation>
    </message>
    <message>
        <source>Submit to commit</source>
        <translation>提交至上链用时</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>Double buffer A/B, highest fill</source>
        <translation>双缓冲队列 A/B，最高占用</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Share per node</source>
        <translation>各节点分担</translation>
    </message>
    <message>
        <source>Share per simulated node</source>
        <translation>各模拟节点分担</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::NodesPanel</name>
    <message>
        <source>Simulated: these nodes stand before one ledger on this machine. Take one down and watch its share move to the others.</source>
        <translation>模拟：这些节点共用本机上的同一账本。可停用一个节点，观察其负载转移到其他节点。</translation>
    </message>
    <message>
        <source>Transactions go straight to the ledger on this machine. Simulated nodes, to try what happens when one fails, are switched on under Settings.</source>
        <translation>交易直接写入本机账本。如需试验节点失效的情形，可在“设置”中开启模拟节点。</translation>
    </message>
    <message>
        <source>Bring the node back</source>
        <translation>恢复该节点</translation>
    </message>
    <message>
        <source>Take the node down</source>
        <translation>停用该节点</translation>
    </message>
    <message>
        <source>Choose a node in the table first.</source>
        <translation>请先在表中选择节点。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Answers after</source>
        <translation>应答延迟</translation>
    </message>
    <message>
        <source>no delay</source>
        <translation>无延迟</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>No nodes to show</source>
        <translation>没有可显示的节点</translation>
    </message>
    <message>
        <source>Nodes are seen while the uploader runs, and it runs while the key store is unlocked.</source>
        <translation>上链程序运行时才能看到节点；解锁密钥库后上链程序即运行。</translation>
    </message>
    <message>
        <source>Simulate nodes…</source>
        <translation>模拟节点…</translation>
    </message>
</context>
</TS>
