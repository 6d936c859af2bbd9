<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>MemberTexts</name>
    <message>
        <source>Seals blocks</source>
        <translation>封块</translation>
    </message>
    <message>
        <source>Decides blocks</source>
        <translation>表决区块</translation>
    </message>
    <message>
        <source>May cosign</source>
        <translation>可联署</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>区块 %1</translation>
    </message>
    <message>
        <source>Not lately</source>
        <translation>近期未联署</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已注销</translation>
    </message>
    <message>
        <source>%1 blocks behind the newest</source>
        <translation>落后最新区块 %1 个</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MembersPanel</name>
    <message>
        <source>Signing key</source>
        <translation>签名密钥</translation>
    </message>
    <message>
        <source>Witness key</source>
        <translation>见证密钥</translation>
    </message>
    <message>
        <source>Signing key before</source>
        <translation>以前的签名密钥</translation>
    </message>
    <message>
        <source>Witness key before</source>
        <translation>以前的见证密钥</translation>
    </message>
    <message>
        <source>Organisations of the ledger</source>
        <translation>账本的机构</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Choose an organisation</source>
        <translation>请选择一个机构</translation>
    </message>
    <message>
        <source>Its keys, and those it had before, are shown here.</source>
        <translation>此处显示其现有和以前的密钥。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ChangesPanel</name>
    <message>
        <source>Changes of the organisations</source>
        <translation>机构变更</translation>
    </message>
    <message>
        <source>No organisation was added, rotated or retired</source>
        <translation>没有新增、更换密钥或注销的机构</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>The first %1 stand in the genesis document of %2.</source>
        <translation>最初的 %1 家机构载于 %2 的创世文件。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::BookPanel</name>
    <message>
        <source>Ledgers that you compared</source>
        <translation>已核对的账本</translation>
    </message>
    <message>
        <source>You have not compared a ledger yet</source>
        <translation>您尚未核对过任何账本</translation>
    </message>
    <message>
        <source>A ledger or a bundle is worth what its fingerprint is worth. Compare it once with another party; it is remembered here.</source>
        <translation>账本或证据包的可信程度取决于其指纹。与另一方核对一次，即记录在此。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>You are asked again when this ledger is opened to be inspected.</source>
        <translation>再次打开该账本检视时会重新询问。</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::NetworkWidget</name>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>There is no block yet</source>
        <translation>尚无区块</translation>
    </message>
    <message>
        <source>Nobody has sealed anything so far.</source>
        <translation>至今无人封块。</translation>
    </message>
    <message>
        <source>Several parties&apos; word</source>
        <translation>多方之言</translation>
    </message>
    <message>
        <source>Newest block %1. To write its history anew, the sealer would have to act together with those who cosigned it.</source>
        <translation>最新区块 %1。要改写历史，封块方须与联署方共同行事。</translation>
    </message>
    <message>
        <source>Check words: %1</source>
        <translation>校验词：%1</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>尚未核对</translation>
    </message>
    <message>
        <source>Compared %1</source>
        <translation>已于 %1 核对</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>联盟网络</translation>
    </message>
    <message>
        <source>Fingerprint of the ledger</source>
        <translation>账本指纹</translation>
    </message>
    <message>
        <source>I compared it</source>
        <translation>我已核对</translation>
    </message>
    <message>
        <source>With another party, by another way than this file came: on the telephone or on paper.</source>
        <translation>与另一方核对，并使用与此文件来源不同的途径：电话或纸面。</translation>
    </message>
    <message>
        <source>Organisations and keys</source>
        <translation>机构与密钥</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Fingerprint book</source>
        <translation>指纹册</translation>
    </message>
    <message>
        <source>Parts of the network</source>
        <translation>网络的各部分</translation>
    </message>
    <message>
        <source>One party&apos;s word</source>
        <translation>仅一方之言</translation>
    </message>
    <message>
        <source>Nobody else has cosigned the newest block, %1. Until then the sealer alone could show different people different histories.</source>
        <translation>最新区块 %1 没有其他机构联署。在此之前，封块方可以向不同的人出示不同的历史。</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>By its own clock</source>
        <translation>以其自身时钟为准</translation>
    </message>
    <message>
        <source>Cosigned at</source>
        <translation>联署时间</translation>
    </message>
    <message>
        <source>Cosigned up to</source>
        <translation>已联署至</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>More than half of the active organisations, a utility and a manufacturer among them</source>
        <translation>有效机构的半数以上，其中须有一家水务公司和一家制造商</translation>
    </message>
    <message>
        <source>The newest block that it cosigned, and so all before it</source>
        <translation>其联署的最新区块，此前的区块也随之联署</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Check words</source>
        <translation>校验词</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>核对时间</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Witness key</source>
        <translation>见证密钥</translation>
    </message>
</context>
</TS>
