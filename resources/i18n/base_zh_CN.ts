<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AuditTexts</name>
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
        <source>Proposer</source>
        <translation>出块方</translation>
    </message>
    <message>
        <source>Key of the node that sealed the block, as its header says</source>
        <translation>封装该区块的节点公钥（取自区块头）</translation>
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
        <translation>没有从中读取任何内容。请在映射中选择列和格式。</translation>
    </message>
    <message>
        <source>This upload failed</source>
        <translation>此次导入失败</translation>
    </message>
    <message>
        <source>What was anchored stays anchored. Upload the file again for the rest.</source>
        <translation>已上链的内容保持不变。其余部分请重新导入此文件。</translation>
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
        <translation>停用水表</translation>
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
        <translation>已停用</translation>
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
        <translation>完好</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>已篡改</translation>
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
        <translation>此项未能核验，可能完好，也可能不完好。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
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
    <name>meterseal::ui::BatchChart</name>
    <message>
        <source>%1 records, first at %2</source>
        <translation>%1 条记录，首条 %2</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ChartPanel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Numbers, CSV (*.csv)</source>
        <translation>数据 CSV (*.csv)</translation>
    </message>
    <message>
        <source>Picture, PNG (*.png)</source>
        <translation>图片 PNG (*.png)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Could not be written: %1</source>
        <translation>无法写入：%1</translation>
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
        <source>Show the numbers as a table</source>
        <translation>以表格显示数据</translation>
    </message>
    <message>
        <source>Export as CSV or PNG</source>
        <translation>导出为 CSV 或 PNG</translation>
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
        <source>The ledger has grown</source>
        <translation>账本有新内容</translation>
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
    <name>meterseal::ui::MainWindow</name>
    <message>
        <source>“%1” is nothing that can be searched for</source>
        <translation>“%1”不是可搜索的内容</translation>
    </message>
    <message>
        <source>Search takes a block height, a block or transaction hash, a wallet address or a meter id.</source>
        <translation>可搜索区块高度、区块哈希、交易哈希、钱包地址或水表编号。</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>未找到“%1”</translation>
    </message>
    <message>
        <source>Looked for: %1.</source>
        <translation>已查找：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>MeterSeal</source>
        <translation>MeterSeal</translation>
    </message>
    <message>
        <source>Search height, hash, address or meter id  (Ctrl+K)</source>
        <translation>搜索高度、哈希、钱包地址或水表编号（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search the ledger</source>
        <translation>搜索账本</translation>
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
        <source>Another ledger lies in this folder than before</source>
        <translation>此文件夹中的账本与以前不同</translation>
    </message>
    <message>
        <source>Its fingerprint is %1. Compare it with another party&apos;s before you trust it.</source>
        <translation>其指纹为 %1。采信之前，请与其他参与方核对。</translation>
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
    <name>meterseal::ui::StartPage</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s). It protects the keys on this machine; nobody can recover it for you.</source>
        <translation>
            <numerusform>至少 %n 个字符。口令用于保护本机上的密钥，遗失后无人能够找回。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two entries are not the same yet.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>Keep it safe: nobody can recover it for you.</source>
        <translation>请妥善保管，遗失后无人能够找回。</translation>
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
        <source>Welcome to MeterSeal</source>
        <translation>欢迎使用 MeterSeal</translation>
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
        <translation>在本机建立一个示例账本，含示例水表和记录，并留下一份被篡改的文件等您找出来。</translation>
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
        <source>Connects to a consortium chain with its genesis file and a fingerprint that you confirm.</source>
        <translation>用创世文件接入联盟链，并由您核对指纹。</translation>
    </message>
    <message>
        <source>Comes with a later version.</source>
        <translation>将在后续版本中提供。</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Inspect evidence</source>
        <translation>查验证据</translation>
    </message>
    <message>
        <source>Opens an evidence bundle without keys and without a network, and changes nothing.</source>
        <translation>无需密钥、无需联网即可打开证据包，且不改动任何内容。</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查验</translation>
    </message>
    <message>
        <source>Open an existing workspace…</source>
        <translation>打开已有工作区…</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
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
        <translation>已留下一份被篡改的文件副本，等您找出来：%1</translation>
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
        <translation>正在留下一份被篡改的文件等您找出来…</translation>
    </message>
    <message>
        <source>Choose the folder of a ledger to inspect</source>
        <translation>选择要查验的账本文件夹</translation>
    </message>
    <message>
        <source>Shows a consortium chain&apos;s genesis file with its fingerprint, to compare with the other parties.</source>
        <translation>显示联盟链创世文件及其指纹，供您与其他各方核对。</translation>
    </message>
    <message>
        <source>Taking part comes with a later version.</source>
        <translation>加入联盟链的功能将在后续版本提供。</translation>
    </message>
    <message>
        <source>Look at a genesis file</source>
        <translation>查看创世文件</translation>
    </message>
    <message>
        <source>Opens a ledger&apos;s folder read-only, without keys and without a network. Nothing on disk changes.</source>
        <translation>以只读方式打开账本文件夹，无需密钥，无需联网，不改动磁盘上的任何内容。</translation>
    </message>
    <message>
        <source>Evidence bundles come with a later version.</source>
        <translation>证据包功能将在后续版本提供。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
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
        <source>Signs for %1</source>
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
        <source>Lock the key store</source>
        <translation>锁定密钥库</translation>
    </message>
    <message>
        <source>Unlock the key store, to sign and write</source>
        <translation>解锁密钥库，以便签名和写入</translation>
    </message>
    <message>
        <source>Oldest in the queue: %1</source>
        <translation>队列中最久等待：%1</translation>
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
        <source>Look at a network&apos;s genesis file</source>
        <translation>查看联盟链的创世文件</translation>
    </message>
    <message>
        <source>This version keeps ledgers of its own and cannot take part in a network yet: that comes with the consortium&apos;s engine. What it can do is to read the genesis file that you were given and show its fingerprint, so that you can compare it with the other parties now. Nothing is stored.</source>
        <translation>当前版本只能使用本机账本，尚不能加入联盟链，该功能将随联盟链引擎一同提供。目前可以读取您收到的创世文件并显示其指纹，以便现在就与其他各方核对。不会保存任何内容。</translation>
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
    <name>meterseal::ui::SearchBox</name>
    <message>
        <source>“%1” is nothing that can be searched for</source>
        <translation>无法搜索“%1”</translation>
    </message>
    <message>
        <source>Search takes a block height, a block or transaction hash, a wallet address or a meter id.</source>
        <translation>可以搜索区块高度、区块或交易哈希、钱包地址、水表编号。</translation>
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
        <source>Several meter ids begin like this: type on, or choose one from the list.</source>
        <translation>有多台水表的编号以此开头：请继续输入，或从列表中选择。</translation>
    </message>
    <message>
        <source>Search height, hash, address or meter id  (Ctrl+K)</source>
        <translation>搜索高度、哈希、地址或水表编号（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search the ledger</source>
        <translation>搜索账本</translation>
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
        <translation>退出不会丢失任何内容：队列保存在磁盘上，下次在此解锁该账本时自动继续。</translation>
    </message>
    <message>
        <source>Keep the queue and quit</source>
        <translation>保留队列并退出</translation>
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
</TS>
