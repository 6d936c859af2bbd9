<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ActivationSlip</name>
    <message>
        <source>Activation slip</source>
        <translation>激活单</translation>
    </message>
    <message>
        <source>For the person who installs this water meter. Compare the check words with the ones on the ledger before you activate it.</source>
        <translation>交给安装此水表的人员。激活前，请先与账本上显示的核对词逐一比对。</translation>
    </message>
    <message>
        <source>Meter id</source>
        <translation>水表编号</translation>
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
        <source>Wallet address</source>
        <translation>钱包地址</translation>
    </message>
    <message>
        <source>Check words</source>
        <translation>核对词</translation>
    </message>
    <message>
        <source>Ledger and fingerprint</source>
        <translation>账本与指纹</translation>
    </message>
    <message>
        <source>Fold here and seal the part below</source>
        <translation>沿此线折叠，并将以下部分密封</translation>
    </message>
    <message>
        <source>Wallet password (secret)</source>
        <translation>钱包密码（机密）</translation>
    </message>
    <message>
        <source>Activation token (secret, works once)</source>
        <translation>激活令牌（机密，仅可使用一次）</translation>
    </message>
    <message>
        <source>Token valid until</source>
        <translation>令牌有效期至</translation>
    </message>
    <message>
        <source>Who has the password has the meter&apos;s key. Keep this part sealed until the meter is activated, then destroy it or lock it away.</source>
        <translation>掌握密码即掌握此水表的私钥。激活之前请保持密封，激活之后请销毁或锁存。</translation>
    </message>
    <message>
        <source>not shown on the screen</source>
        <translation>屏幕上不显示</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>Everything that can be computed is in order</source>
        <translation>逐项推算一致</translation>
    </message>
    <message>
        <source>Not in a state in which this can be done</source>
        <translation>当前状态不能执行此操作</translation>
    </message>
    <message>
        <source>The address does not belong to the public key</source>
        <translation>地址与公钥推算不符</translation>
    </message>
    <message>
        <source>What was signed does not hold</source>
        <translation>签名核对未通过</translation>
    </message>
    <message>
        <source>The activation token is over</source>
        <translation>激活令牌已过期</translation>
    </message>
    <message>
        <source>No manufacturer on this ledger has this name</source>
        <translation>账本上没有此名称的制造商</translation>
    </message>
    <message>
        <source>Same location as %1</source>
        <translation>安装位置与 %1 相同</translation>
    </message>
    <message>
        <source>Done, but not activated: %1</source>
        <translation>已完成，但未激活：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Done and activated</source>
        <translation>已完成并激活</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Meter</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>安装位置</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ActivateDialog</name>
    <message>
        <source>Choose an encrypted slip</source>
        <translation>选择加密激活单</translation>
    </message>
    <message>
        <source>Encrypted slips (*.meterseal)</source>
        <translation>加密激活单 (*.meterseal)</translation>
    </message>
    <message>
        <source>Activate meter %1</source>
        <translation>激活水表 %1</translation>
    </message>
    <message>
        <source>From then on the meter&apos;s batches are accepted. The token works once and goes onto the ledger; it is valid until %1.</source>
        <translation>激活后，账本开始接受此水表的批次。令牌仅可使用一次，并会写入账本；有效期至 %1。</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>With the token in the key store</source>
        <translation>使用密钥库中的令牌</translation>
    </message>
    <message>
        <source>With the token typed from the slip</source>
        <translation>手工输入激活单上的令牌</translation>
    </message>
    <message>
        <source>With an encrypted slip</source>
        <translation>使用加密激活单</translation>
    </message>
    <message>
        <source>The key store has this meter&apos;s key, but no token for it.</source>
        <translation>密钥库中有此水表的私钥，但没有令牌。</translation>
    </message>
    <message>
        <source>The key store does not have this meter&apos;s key, and only that key can activate it. An encrypted slip brings it.</source>
        <translation>密钥库中没有此水表的私钥，而激活必须由该私钥签名。可从加密激活单中导入。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>文件口令</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BulkDialog</name>
    <message>
        <source>Dossiers checked</source>
        <translation>资料已核对</translation>
    </message>
    <message>
        <source>Looking at the dossiers…</source>
        <translation>正在查看资料…</translation>
    </message>
    <message numerus="yes">
        <source>Approve %Ln meter(s)</source>
        <translation>
            <numerusform>批准 %Ln 台水表</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln meter(s)</source>
        <translation>
            <numerusform>驳回 %Ln 台水表</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Activate %Ln meter(s)</source>
        <translation>
            <numerusform>激活 %Ln 台水表</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suspend %Ln meter(s)</source>
        <translation>
            <numerusform>暂停 %Ln 台水表</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %Ln meter(s)</source>
        <translation>
            <numerusform>恢复 %Ln 台水表</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 will be signed.</source>
        <translation>将签名 %1 台。</translation>
    </message>
    <message>
        <source>%1 will be signed. %2 are left alone, at the top of the list: a person must judge each of them.</source>
        <translation>将签名 %1 台。另有 %2 台保持不动，列在最前面，需要您逐台判断。</translation>
    </message>
    <message>
        <source>%1 of %2 signed</source>
        <translation>已签名 %1 台，共 %2 台</translation>
    </message>
    <message>
        <source>%1 done, of them %2 activated; %3 failed; %4 not touched.</source>
        <translation>完成 %1 台，其中激活 %2 台；失败 %3 台；未处理 %4 台。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>批准 %1 台</translation>
    </message>
    <message>
        <source>Reject %1</source>
        <translation>驳回 %1 台</translation>
    </message>
    <message>
        <source>Activate %1</source>
        <translation>激活 %1 台</translation>
    </message>
    <message>
        <source>Suspend %1</source>
        <translation>暂停 %1 台</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>恢复 %1 台</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名身份</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Also activate what both parties have approved</source>
        <translation>双方均已批准的一并激活</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::DecisionDialog</name>
    <message>
        <source>Dossier checked</source>
        <translation>资料已核对</translation>
    </message>
    <message>
        <source>It stays on the ledger, readable for every party.</source>
        <translation>理由将永久保存在账本上，各方均可查看。</translation>
    </message>
    <message>
        <source>Approve meter %1</source>
        <translation>批准水表 %1</translation>
    </message>
    <message>
        <source>Your organisation confirms the dossier. With the other party&apos;s approval the meter can be activated. An approval cannot be taken back; a meter can be suspended or retired later.</source>
        <translation>贵机构确认资料无误。另一方也批准后即可激活。批准不可撤回，但之后可以暂停或注销水表。</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Reject meter %1</source>
        <translation>驳回水表 %1</translation>
    </message>
    <message>
        <source>This ends the registration, whatever the other party says. The meter id is free again; the wallet address is not: registering again makes a new wallet.</source>
        <translation>驳回后本次登记即告终止，与另一方的结论无关。水表编号可重新使用，钱包地址则不可：重新登记会生成新的钱包。</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Suspend meter %1</source>
        <translation>暂停水表 %1</translation>
    </message>
    <message>
        <source>No batch of this meter is accepted until it is resumed. What was anchored stays valid.</source>
        <translation>恢复之前，账本不再接受此水表的批次。已上链的内容仍然有效。</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume meter %1</source>
        <translation>恢复水表 %1</translation>
    </message>
    <message>
        <source>Batches of this meter are accepted again.</source>
        <translation>账本将重新接受此水表的批次。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Retire meter %1</source>
        <translation>注销水表 %1</translation>
    </message>
    <message>
        <source>This is final: the meter never anchors again, and its id, wallet address and key are never given to another. What was anchored stays valid.</source>
        <translation>注销不可撤销：此水表不能再上链，其编号、钱包地址和密钥也不会再分配给其他水表。已上链的内容仍然有效。</translation>
    </message>
    <message>
        <source>Retire for good</source>
        <translation>永久注销</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名方</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::EvidenceDialog</name>
    <message>
        <source>Choose the file of records</source>
        <translation>选择记录文件</translation>
    </message>
    <message>
        <source>Save the evidence bundle</source>
        <translation>保存证据包</translation>
    </message>
    <message>
        <source>Evidence bundles (*.mseal.zip)</source>
        <translation>证据包 (*.mseal.zip)</translation>
    </message>
    <message>
        <source>A time is written like %1</source>
        <translation>时间的写法如 %1</translation>
    </message>
    <message>
        <source>%1 records of %2 batches are shown, %3 are withheld.</source>
        <translation>出示 %2 个批次的 %1 条记录，%3 条未出示。</translation>
    </message>
    <message>
        <source>%1 are NOT the anchored ones at their places and %2 stand in no batch: the bundle shows that.</source>
        <translation>%1 条与其位置上链的不一致，%2 条不在任何批次中：证据包会如实显示。</translation>
    </message>
    <message>
        <source>%1 rows of the file could not be read and are not among its records.</source>
        <translation>文件中有 %1 行无法读取，不在其记录之中。</translation>
    </message>
    <message>
        <source>The leaves of this ledger are open: who has the bundle can find a withheld record by trying values.</source>
        <translation>此账本的叶子是公开的：持有证据包的人可通过试值找到未出示的记录。</translation>
    </message>
    <message>
        <source>Evidence made: %1</source>
        <translation>证据包已生成：%1</translation>
    </message>
    <message>
        <source>Make evidence</source>
        <translation>制作证据</translation>
    </message>
    <message>
        <source>One file that shows by itself that this record was anchored, since when and on whose word.</source>
        <translation>生成一个文件，可独立证明此记录已上链、自何时、凭谁作证。</translation>
    </message>
    <message>
        <source>One file that shows by itself which of these records were anchored, since when and on whose word. The ledger holds hashes only: the records come from a file.</source>
        <translation>生成一个文件，可独立证明这些记录中哪些已上链、自何时、凭谁作证。账本只存哈希，记录取自文件。</translation>
    </message>
    <message>
        <source>File of records</source>
        <translation>记录文件</translation>
    </message>
    <message>
        <source>Meters</source>
        <translation>水表</translation>
    </message>
    <message>
        <source>Record time from, to</source>
        <translation>记录时间 起、止</translation>
    </message>
    <message>
        <source>Presented by</source>
        <translation>提交人</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Sign as the presenter</source>
        <translation>以提交人签名</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Record time to</source>
        <translation>记录时间 止</translation>
    </message>
    <message>
        <source>all of the file; several with commas</source>
        <translation>文件中的全部；多个用逗号分隔</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>a name, as it stands in the report</source>
        <translation>写入报告的名称</translation>
    </message>
    <message>
        <source>the question or the claim, in your words</source>
        <translation>用您的话写明问题或主张</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>不签名</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Put the file&apos;s own bytes into the bundle</source>
        <translation>将原始文件的字节放入证据包</translation>
    </message>
    <message>
        <source>Claim that all batches of these meters are in it</source>
        <translation>声明包含这些水表的全部批次</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RegisterDialog</name>
    <message>
        <source>No key to register with</source>
        <translation>没有可用于登记的密钥</translation>
    </message>
    <message>
        <source>Only a water utility or a manufacturer registers meters, and this key store holds the key of neither.</source>
        <translation>只有水务公司或制造商可以登记水表，而此密钥库中没有其中任何一方的密钥。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Meter %1 is registered</source>
        <translation>水表 %1 已登记</translation>
    </message>
    <message>
        <source>It is on the ledger and waits for the review of utility and manufacturer. Hand the slip to the person who installs the meter.</source>
        <translation>登记已写入账本，等待水务公司和制造商审核。请将激活单交给安装此水表的人员。</translation>
    </message>
    <message>
        <source>Register a meter</source>
        <translation>登记水表</translation>
    </message>
    <message>
        <source>The dossier goes onto the ledger as you type it here and cannot be changed later. The wallet is derived from it and a generated password.</source>
        <translation>资料将按此处填写的内容写入账本，之后不能修改。钱包由资料和自动生成的密码派生。</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Meter id</source>
        <translation>水表编号</translation>
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
        <source>Signed by</source>
        <translation>签名方</translation>
    </message>
    <message>
        <source>Token valid for</source>
        <translation>令牌有效期</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Generated: 32 random bytes. It comes on the activation slip and is kept in the key store.</source>
        <translation>自动生成（32 个随机字节），印在激活单上，并保存在密钥库中。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RegisterListDialog</name>
    <message>
        <source>Choose a list of meters</source>
        <translation>选择水表清单</translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt *.xlsx *.xls *.db *.sqlite *.sqlite3 *.zip *.gz);;All files (*)</source>
        <translation>清单文件 (*.csv *.tsv *.txt *.xlsx *.xls *.db *.sqlite *.sqlite3 *.zip *.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation>正在登记…</translation>
    </message>
    <message>
        <source>%1 of %2 meters</source>
        <translation>第 %1 台，共 %2 台</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>保存结果</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>No file chosen yet. You can also drop it here.</source>
        <translation>尚未选择文件，也可以拖放到此处。</translation>
    </message>
    <message>
        <source>%1 registered, %2 with errors, %3 not submitted</source>
        <translation>已登记 %1 台，有错误 %2 行，未提交 %3 行</translation>
    </message>
    <message>
        <source>%1 rows in order, %2 with errors. Rows with errors are not submitted.</source>
        <translation>%1 行无误，%2 行有错误。有错误的行不会提交。</translation>
    </message>
    <message>
        <source>%1 rows, all in order</source>
        <translation>共 %1 行，全部无误</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Register meters from a list</source>
        <translation>按清单登记水表</translation>
    </message>
    <message>
        <source>A CSV file, workbook or database with a column each for number, location, manufacturer and, if wanted, password. Nothing is submitted before you have seen every row.</source>
        <translation>CSV 文件、工作簿或数据库，含表号、安装位置、制造商各一列，可另加密码列。在您看过所有行之前，不会提交任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>Register %n meter(s)</source>
        <translation>
            <numerusform>登记 %n 台水表</numerusform>
        </translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Activation slips</source>
        <translation>激活单</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Save results…</source>
        <translation>保存结果…</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名方</translation>
    </message>
    <message>
        <source>Token valid for</source>
        <translation>令牌有效期</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>No rows yet</source>
        <translation>暂无内容</translation>
    </message>
    <message>
        <source>Choose a file to see what would be registered.</source>
        <translation>选择文件后，可预览将要登记的内容。</translation>
    </message>
    <message>
        <source>%1 (read as GB18030)</source>
        <translation>%1（按 GB18030 编码读取）</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::SlipDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Activation slip of meter %1</source>
        <translation>水表 %1 的激活单</translation>
    </message>
    <message>
        <source>%1 of those chosen have no slip: they are active already, or were registered on another machine.</source>
        <translation>所选中有 %1 台没有激活单：已激活，或在其他电脑上登记。</translation>
    </message>
    <message>
        <source>Activation slips of %1 meters</source>
        <translation>%1 台水表的激活单</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::SlipView</name>
    <message numerus="yes">
        <source>Encrypted file, for sending: choose a passphrase of at least %n character(s) and tell it on another way.</source>
        <translation>
            <numerusform>用于发送的加密文件：请设置至少 %n 个字符的口令，并通过其他途径告知对方。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two entries are not the same yet.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>Send the file and the passphrase on different ways.</source>
        <translation>请通过不同的途径发送文件和口令。</translation>
    </message>
    <message>
        <source>Save the encrypted slip</source>
        <translation>保存加密激活单</translation>
    </message>
    <message>
        <source>Save the slip as PDF</source>
        <translation>将激活单保存为 PDF</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Activation slip</source>
        <translation>激活单</translation>
    </message>
    <message>
        <source>The printer did not take the slip</source>
        <translation>打印机未接受激活单</translation>
    </message>
    <message>
        <source>Nothing was printed. The key store still holds the secrets; try another printer or a PDF.</source>
        <translation>未打印任何内容。机密信息仍保存在密钥库中，请换一台打印机或保存为 PDF。</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已发送到打印机</translation>
    </message>
    <message numerus="yes">
        <source>%n slip(s). Password and token are on the sealed part of the paper only; this screen never shows them. The key store keeps them too, so a slip can be made again.</source>
        <translation>
            <numerusform>共 %n 张激活单。密码和令牌只出现在纸张的密封部分，屏幕上从不显示。密钥库中也有保存，因此可以重新制作。</numerusform>
        </translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>保存为 PDF…</translation>
    </message>
    <message>
        <source>Save encrypted…</source>
        <translation>加密保存…</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>文件口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Preview of the activation slip, without its secrets</source>
        <translation>激活单预览（不含机密信息）</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::TaskDialog</name>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::UnlockDialog</name>
    <message>
        <source>The clock of this computer is right</source>
        <translation>这台计算机的时钟是准确的</translation>
    </message>
    <message>
        <source>Unlock the key store</source>
        <translation>解锁密钥库</translation>
    </message>
    <message>
        <source>What you are about to do is signed with keys from the key store. It stays open until you lock it.</source>
        <translation>接下来的操作需要用密钥库中的密钥签名。解锁后将保持打开，直到您将其锁定。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Nobody writes to the original any more: this copy goes on</source>
        <translation>原工作区不再写入：由此副本继续</translation>
    </message>
</context>
</TS>
