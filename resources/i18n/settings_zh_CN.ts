<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>meterseal::ui::BackupSection</name>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Nothing was left behind.</source>
        <translation>未留下任何内容。</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>正在复制…</translation>
    </message>
    <message>
        <source>Packing…</source>
        <translation>正在打包…</translation>
    </message>
    <message>
        <source>Reading it back and comparing…</source>
        <translation>正在读回并比对…</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>创建备份</translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation>备份 (*.zip)</translation>
    </message>
    <message>
        <source>The backup was made and read back</source>
        <translation>备份已创建并读回比对</translation>
    </message>
    <message>
        <source>%1: %2 files, %3, up to block %4.</source>
        <translation>%1：%2 个文件，%3，截至区块 %4。</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backup and restore</source>
        <translation>备份与恢复</translation>
    </message>
    <message>
        <source>One .zip file with ledger, keys (encrypted as they are), audit log, profiles and the uploader&apos;s journal. Uploads go on while it is made; it is read back before it counts.</source>
        <translation>一个 .zip 文件，包含账本、密钥（保持加密）、审计日志、映射方案和上链队列日志。备份期间上链照常进行；读回比对无误后才算完成。</translation>
    </message>
    <message>
        <source>Make a backup…</source>
        <translation>创建备份…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::KeysSection</name>
    <message numerus="yes">
        <source>At least %n character(s). Nobody can recover it for you.</source>
        <translation>
            <numerusform>至少 %n 个字符。口令一旦遗失，任何人都无法找回。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two entries are not the same yet.</source>
        <translation>两次输入尚不一致。</translation>
    </message>
    <message>
        <source>Backups made before still open with the former passphrase.</source>
        <translation>此前的备份仍须用原口令打开。</translation>
    </message>
    <message>
        <source>The passphrase was changed</source>
        <translation>口令已更改</translation>
    </message>
    <message>
        <source>From now on the key store opens with the new one only.</source>
        <translation>今后只能用新口令打开密钥库。</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>已解锁</translation>
    </message>
    <message>
        <source>Opened read-only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>This program signs for: %1</source>
        <translation>本程序代表以下机构签名：%1</translation>
    </message>
    <message>
        <source>Nothing on disk is changed, so nothing can be signed.</source>
        <translation>不会改动磁盘上的任何内容，因此也不能签名。</translation>
    </message>
    <message>
        <source>Reading needs no keys. To register, review, activate or upload, unlock the key store.</source>
        <translation>查看无需密钥。登记、审核、启用或导入上链前，请先解锁密钥库。</translation>
    </message>
    <message>
        <source>Key store</source>
        <translation>密钥库</translation>
    </message>
    <message>
        <source>The private keys of your organisations and meters, in one encrypted file.</source>
        <translation>贵机构及水表的私钥，保存在一个加密文件中。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>自动锁定</translation>
    </message>
    <message>
        <source>Counted from the last key or mouse movement in this program. While records are being uploaded it waits until they are on the ledger.</source>
        <translation>从本程序中最后一次键盘或鼠标操作起计时。正在上链时，会等到记录全部写入账本后再锁定。</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message numerus="yes">
        <source>after %n minute(s)</source>
        <translation>
            <numerusform>%n 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>当前口令</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::LedgersSection</name>
    <message>
        <source>not opened yet</source>
        <translation>尚未打开过</translation>
    </message>
    <message>
        <source>%1 · fingerprint %2</source>
        <translation>%1 · 指纹 %2</translation>
    </message>
    <message>
        <source>%1 (open now)</source>
        <translation>%1（当前打开）</translation>
    </message>
    <message>
        <source>Add a workspace folder</source>
        <translation>添加工作区文件夹</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Compare the fingerprint with another party&apos;s before you trust a ledger.</source>
        <translation>采信账本之前，请与其他参与方核对指纹。</translation>
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
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>read-only: nothing on disk changes</source>
        <translation>只读：不改动磁盘上的任何内容</translation>
    </message>
    <message>
        <source>for reading and writing</source>
        <translation>可读写</translation>
    </message>
    <message>
        <source>Close this ledger</source>
        <translation>关闭此账本</translation>
    </message>
    <message>
        <source>Known ledgers</source>
        <translation>已知账本</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Takes it from this list; the folder stays as it is.</source>
        <translation>仅从此列表中移除，文件夹不受影响。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::LooksSection</name>
    <message>
        <source>As the system</source>
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
        <source>Normal (100 %)</source>
        <translation>标准（100%）</translation>
    </message>
    <message>
        <source>Large (125 %)</source>
        <translation>大（125%）</translation>
    </message>
    <message>
        <source>Largest (150 %)</source>
        <translation>特大（150%）</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Every change takes effect at once.</source>
        <translation>更改立即生效。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Times are shown in</source>
        <translation>时间显示为</translation>
    </message>
    <message>
        <source>For example: %1</source>
        <translation>例如：%1</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::NodesSection</name>
    <message>
        <source>Uploads go straight to the ledger of this workspace.</source>
        <translation>记录直接写入此工作区的账本。</translation>
    </message>
    <message numerus="yes">
        <source>Uploads go through %n simulated node(s).</source>
        <translation>
            <numerusform>记录通过 %n 个模拟节点上链。</numerusform>
        </translation>
    </message>
    <message>
        <source>This begins when the key store is locked and unlocked again.</source>
        <translation>锁定并重新解锁密钥库后生效。</translation>
    </message>
    <message>
        <source>Access nodes</source>
        <translation>接入节点</translation>
    </message>
    <message>
        <source>On a consortium chain, batches are handed in at several nodes. This ledger is kept on this machine alone, so its nodes are simulated: they show how the load moves, and prove nothing to others.</source>
        <translation>在联盟链上，批次会提交给多个节点。此账本只保存在本机，因此节点是模拟的：用于演示负载如何转移，对他人不具证明力。</translation>
    </message>
    <message>
        <source>Simulated nodes</source>
        <translation>模拟节点</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ProfilesSection</name>
    <message>
        <source>Time zone %1, unit %2</source>
        <translation>时区 %1，单位 %2</translation>
    </message>
    <message>
        <source>%1: cannot be read</source>
        <translation>%1：无法读取</translation>
    </message>
    <message>
        <source>Delete the profile “%1”?</source>
        <translation>删除映射方案“%1”？</translation>
    </message>
    <message>
        <source>Files that were uploaded with it are not touched. It cannot be brought back.</source>
        <translation>已用它上链的文件不受影响。删除后无法找回。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Import a mapping profile</source>
        <translation>导入映射方案</translation>
    </message>
    <message>
        <source>Mapping profiles (*.json)</source>
        <translation>映射方案 (*.json)</translation>
    </message>
    <message>
        <source>Export the mapping profile</source>
        <translation>导出映射方案</translation>
    </message>
    <message>
        <source>Mapping profiles</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>How the columns of a record file become records. The Upload page makes them; they lie in the folder “profiles” of this workspace.</source>
        <translation>规定如何将数据文件的各列转换为记录。在“导入上链”页面创建，保存在此工作区的 profiles 文件夹中。</translation>
    </message>
    <message>
        <source>No profile yet</source>
        <translation>还没有映射方案</translation>
    </message>
    <message>
        <source>Save one on the Upload page, or import a file.</source>
        <translation>请在“导入上链”页面保存，或导入文件。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::SettingsWidget</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Key store</source>
        <translation>密钥库</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>设置分类</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Access nodes</source>
        <translation>接入节点</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>映射方案</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
</context>
</TS>
