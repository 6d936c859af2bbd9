<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>meterseal::ui::ReviewView</name>
    <message>
        <source>Registration of meter %1</source>
        <translation>水表 %1 的登记</translation>
    </message>
    <message>
        <source>Registration</source>
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
        <source>No manufacturer on this ledger has this name: look twice</source>
        <translation>账本上没有此名称的制造商，请仔细核对</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>%1, by %2 (%3)</source>
        <translation>%1，由 %2（%3）提交</translation>
    </message>
    <message>
        <source>Activation token</source>
        <translation>激活令牌</translation>
    </message>
    <message>
        <source>expired at %1</source>
        <translation>已于 %1 过期</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>资料项</translation>
    </message>
    <message>
        <source>Exactly as signed in the transaction</source>
        <translation>与交易中签名的内容完全一致</translation>
    </message>
    <message>
        <source>Not what was signed in the transaction</source>
        <translation>与交易中签名的内容不一致</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Hold: the submitter&apos;s, and the meter key&apos;s own</source>
        <translation>有效：提交方签名与水表私钥签名</translation>
    </message>
    <message>
        <source>Do not hold: %1</source>
        <translation>无效：%1</translation>
    </message>
    <message>
        <source>1. Public key</source>
        <translation>1. 公钥</translation>
    </message>
    <message>
        <source>2. Its SHA-256</source>
        <translation>2. 公钥的 SHA-256</translation>
    </message>
    <message>
        <source>3. That in Base58</source>
        <translation>3. 转为 Base58</translation>
    </message>
    <message>
        <source>Address registered</source>
        <translation>登记的地址</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The same: the address belongs to this key</source>
        <translation>一致：地址属于此公钥</translation>
    </message>
    <message>
        <source>Not the same: the address belongs to another key</source>
        <translation>不一致：地址属于另一公钥</translation>
    </message>
    <message>
        <source>Check words</source>
        <translation>核对词</translation>
    </message>
    <message>
        <source>Approved by %1</source>
        <translation>%1 已批准</translation>
    </message>
    <message>
        <source>Rejected by %1</source>
        <translation>%1 已驳回</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <translation>%1：“%2”</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待审核</translation>
    </message>
    <message>
        <source>Did not decide</source>
        <translation>未作结论</translation>
    </message>
    <message>
        <source>Derivation of the address</source>
        <translation>地址派生过程</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>审核结论</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>The next registration on the list</source>
        <translation>列表中的下一项登记</translation>
    </message>
    <message>
        <source>What can be computed is in order. Whether the dossier is true, you have to know.</source>
        <translation>可计算的各项均无误。资料是否属实，须由您判断。</translation>
    </message>
    <message>
        <source>A check below does not hold. Do not approve this registration.</source>
        <translation>下方有一项校验未通过，请勿批准此登记。</translation>
    </message>
    <message>
        <source>This registration has been decided: %1.</source>
        <translation>此登记已有结论：%1。</translation>
    </message>
    <message>
        <source>Opened read-only: decisions cannot be made here.</source>
        <translation>以只读方式打开，不能在此审核。</translation>
    </message>
    <message>
        <source>Nobody here can decide this</source>
        <translation>本机无法作出此结论</translation>
    </message>
    <message>
        <source>The key store on this machine holds no key of a party whose decision is still open. Nothing was sent.</source>
        <translation>本机密钥库中没有尚待审核一方的密钥。未发送任何内容。</translation>
    </message>
    <message>
        <source>Approved; it is on the ledger</source>
        <translation>已批准，并已写入账本</translation>
    </message>
    <message>
        <source>Rejected; it is on the ledger</source>
        <translation>已驳回，并已写入账本</translation>
    </message>
    <message>
        <source>The meter key did not sign</source>
        <translation>水表密钥未签名</translation>
    </message>
</context>
<context>
    <name>meterseal::ui::ReviewsWidget</name>
    <message>
        <source>No other registration is on this list</source>
        <translation>列表中没有其他登记</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Waiting for review</source>
        <translation>等待审核</translation>
    </message>
    <message>
        <source>State of the registrations</source>
        <translation>登记状态</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>没有等待审核的登记</translation>
    </message>
    <message>
        <source>No such registration</source>
        <translation>没有此类登记</translation>
    </message>
    <message>
        <source>Every registration has been decided by both parties.</source>
        <translation>所有登记均已由双方审核完毕。</translation>
    </message>
    <message>
        <source>Choose a registration</source>
        <translation>请选择一项登记</translation>
    </message>
    <message>
        <source>Its dossier is shown here, field by field, with what could be checked.</source>
        <translation>此处将逐项显示其资料及校验结果。</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>驳回…</translation>
    </message>
</context>
</TS>
