// HOW-TO-VERIFY.txt: fixed for format 1. tests/core/evidence/tst_evidence_by_hand.cpp runs the commands as they stand.
#include "evidence/maker.h"

namespace meterseal::evidence {

std::string howToVerify()
{
    return R"TEXT(HOW TO VERIFY THIS FILE BY HAND / 如何手工核验本文件

You need bash and the programs sha256sum, base64, sed, tail, xxd and openssl (3.0 or later). No network.
需要 bash 以及 sha256sum、base64、sed、tail、xxd、openssl（3.0 或更高）。不需要网络。

Do not take a verifier from whoever gave you this file, and compare the ledger's fingerprint (step 2) with somebody else
than the presenter. This file shows what was anchored and since when. It does not show that a reading was true before it
was anchored. The leaves of the ledger are open: a withheld record can be found by trying values.
请勿使用提交人提供的核验程序；账本指纹（第 2 步）须与提交人以外的人核对。本文件说明记录上链之后未被改动以及上链的时间，
不说明上链之前读数是否真实。账本的叶子是公开算法：未出示的记录可以通过尝试数值猜出。

Unpack the file into an empty folder, open a terminal there, and choose a batch (a number in records/) and a line in it
that is not empty:
将本文件解压到空文件夹，在其中打开终端，选择一个批次（records/ 中的编号）和其中一个非空行：

    I=$(ls records | sed 's/\.jsonl$//' | head -n 1)
    LINE=$(grep -n . records/$I.jsonl | head -n 1 | cut -d: -f1)
    node() { (printf '\1'; echo $1$2 | xxd -r -p) | sha256sum | cut -d' ' -f1; }

1. Every member is as listed. / 每个成员与清单一致。
    sha256sum --quiet -c SHA256SUMS

2. The fingerprint of the ledger; compare it. / 账本指纹，请核对。
    FINGERPRINT=$(sha256sum genesis.json | cut -d' ' -f1); echo $FINGERPRINT
    sed -n 1p checkpoint | grep -q "/$FINGERPRINT$"

3. The record's leaf is the one anchored there. / 记录的叶子与上链的叶子相同。
    COUNT=$(wc -l < records/$I.jsonl)
    MINE=$( (printf '\0'; sed -n ${LINE}p records/$I.jsonl | tr -d '\n') | sha256sum | cut -d' ' -f1)
    THEIRS=$(tail -c $((32 * COUNT)) tx/$I.bin | xxd -p -c32 | sed -n ${LINE}p)
    echo $MINE; test $MINE = $THEIRS

4. The leaves give the root that the meter signed. / 所有叶子算出表计签名的根。
    tail -c $((32 * COUNT)) tx/$I.bin | xxd -p -c32 > level
    while [ $(wc -l < level) -gt 1 ]; do
      while read -r a; do if read -r b; then node $a $b; else echo $a; fi; done < level > upper; mv upper level
    done
    ROOT=$(cat level); grep -aq "\"root\":\"$ROOT\"" tx/$I.bin

5. The transaction is the one that the log entry names; its block and time. / 日志条目所指的交易、区块与时间。
    sed -n 's/^extra //p' tx/$I.proof | base64 -d > entry
    test $(xxd -p -s16 -c32 entry) = $(sha256sum tx/$I.bin | cut -d' ' -f1)
    echo block $((0x$(xxd -p -l8 entry))); date -u -d @$((0x$(xxd -p -s8 -l8 entry) / 1000))

6. The entry is in the log: its leaf, and up the path to the log's root. / 条目在日志中：由叶子沿路径到日志根。
    H=$( (printf '\0'; cat entry) | sha256sum | cut -d' ' -f1)
    FN=$(sed -n 's/^index //p' tx/$I.proof); SN=$(($(sed -n 2p checkpoint) - 1))
    for P in $(sed -n '4,$p' tx/$I.proof); do
      P=$(echo $P | base64 -d | xxd -p -c32)
      if [ $((FN & 1)) = 1 ] || [ $FN = $SN ]; then
        H=$(node $P $H); while [ $((FN & 1)) = 0 ] && [ $FN != 0 ]; do FN=$((FN >> 1)); SN=$((SN >> 1)); done
      else H=$(node $H $P); fi
      FN=$((FN >> 1)); SN=$((SN >> 1))
    done
    test $SN = 0
    test $H = $(sed -n 3p checkpoint | base64 -d | xxd -p -c32)

7. The checkpoint is sealed by the key that the genesis document names. / 检查点由创世文件所载密钥签封。
    sed '/^$/,$d' checkpoint > header; sha256sum header
    KEY=$(sed 's/.*"sealer":{[^}]*"publicKey":"\([0-9a-f]*\)".*/\1/' genesis.json)
    (printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; echo $KEY | xxd -r -p) > pub.der
    sed '1,/^$/d' checkpoint | sed -n 1p | cut -d' ' -f3 | base64 -d | tail -c 64 > sig
    openssl pkeyutl -verify -pubin -keyform DER -inkey pub.der -rawin -in header -sigfile sig

8. The batch is signed by the meter's key. / 批次由表计密钥签名。
    ADDRESS=$(grep -ao '"from":"[^"]*"' tx/$I.bin | cut -d'"' -f4)
    REG=$(grep -al '"type":"register"' $(grep -al "\"address\":\"$ADDRESS\"" tx/*.bin))
    METER=$(grep -ao '"publicKey":"[0-9a-f]*"' $REG | cut -d'"' -f4)
    (printf '\x30\x36\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x0a\x03\x22\x00'; echo $METER | xxd -r -p) > meter.der
    HEX=$(xxd -p tx/$I.bin | tr -d '\n'); RS=${HEX#*0a21${METER}1240}; RS=${RS:0:128}
    grep -ao '{.*"v":1}' tx/$I.bin | head -n 1 | tr -d '\n' > hdr
    int() { X=$1; while [ ${X:0:2} = 00 ] && [ $((0x${X:2:1})) -lt 8 ]; do X=${X:2}; done; [ $((0x${X:0:1})) -lt 8 ] || X=00$X; printf '02%02x%s' $((${#X} / 2)) $X; }
    SEQ=$(int ${RS:0:64})$(int ${RS:64:64}); printf '30%02x%s' $((${#SEQ} / 2)) $SEQ | xxd -r -p > sig.der
    openssl dgst -sha256 -verify meter.der -keyform DER -signature sig.der hdr

Cosignatures of other members (further lines below the empty line of checkpoint) are made over "cosignature/v1", a line
"time <seconds>" and the header; their keys are the witnessKey of the members in genesis.json and in tx/.
其他成员的会签（checkpoint 空行之后的其余各行）对 "cosignature/v1"、"time <秒>" 行和区块头签名，公钥为成员的 witnessKey。
)TEXT";
}

}  // namespace meterseal::evidence
