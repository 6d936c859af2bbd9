#include "source/suggest/alarm_words.h"

#include "source/field_text.h"

#include <algorithm>
#include <iterator>

namespace meterseal::source {

namespace {

// What makers call their alarms where each has a column of its own; misspelt ones are stable. Folded.
constexpr std::string_view kFlags[] = {"lowflowalarm",
                                       "highflowalarm",
                                       "tamperalarm",
                                       "lowbatteryalarm",
                                       "batteryrunoutalarm",
                                       "highinternaltemperature",
                                       "reverseflowalarm",
                                       "highpressurealarm",
                                       "lowpressurealarm",
                                       "hightemperaturealarm",
                                       "lowtemperaturealarm",
                                       "innererroralarm",
                                       "storagefault",
                                       "watertempraturesensorfault",
                                       "innertempraturesensorfault",
                                       "watertemperaturesensorfault",
                                       "innertemperaturesensorfault",
                                       "pressuresensorfault",
                                       "longtimeflowalarm",
                                       "pressuremutationalarm",
                                       "lowreverseflowalarm",
                                       "highreverseflowalarm",
                                       "communicationalarm",
                                       "psmalarm",
                                       "valveactionalarm",
                                       "emptypipe",
                                       "networkleak",
                                       "leaking",
                                       "dismantlingalarm",
                                       "magneticinterference",
                                       "flowsensorfault",
                                       "directreadingabnormal",
                                       "overdraft",
                                       "insufficientbalance",
                                       "openexception",
                                       "closeexception",
                                       "abnormalcurrent",
                                       "abnormalpower",
                                       "magneticattack",
                                       "anhydrousabnormal",
                                       "disconnectionabnormal",
                                       "持续低流量",
                                       "持续高流量",
                                       "数据被篡改",
                                       "低电量",
                                       "电量即将耗尽",
                                       "内部高温",
                                       "反流",
                                       "高压",
                                       "低压",
                                       "内部错误",
                                       "存储故障",
                                       "长时间有流量",
                                       "压力突变",
                                       "通讯异常",
                                       "阀门动作",
                                       "空管",
                                       "管网泄漏",
                                       "漏水",
                                       "拆表",
                                       "磁干扰",
                                       "直读模块异常",
                                       "透支",
                                       "余额不足",
                                       "开到位异常",
                                       "关到位异常",
                                       "磁暴攻击",
                                       "无水",
                                       "断线"};

// More names and codes as cells hold them. Folded.
constexpr std::string_view kWords[] = {"读数",          "leak",
                                       "leakage",       "burst",
                                       "tamper",        "backflow",
                                       "reverseflow",   "lowbattery",
                                       "overload",      "underload",
                                       "airinpipe",     "emptypipe",
                                       "nowater",       "frost",
                                       "magnetic",      "error",
                                       "alarm",         "fault",
                                       "warning",       "e01",
                                       "e02",           "reading",
                                       "stopped",       "泄漏",
                                       "爆管",          "欠压",
                                       "电池欠压",      "磁攻击",
                                       "磁攻击报警",    "倒流",
                                       "逆流",          "超流量",
                                       "大流量",        "小流量",
                                       "零流量",        "停走",
                                       "管道空管",      "水温异常",
                                       "温度异常",      "阀门故障",
                                       "阀门异常",      "通信故障",
                                       "通讯故障",      "采集异常",
                                       "开盖",          "拆卸",
                                       "低电",          "低电压",
                                       "电池低电压",    "电量低",
                                       "过流",          "漏损",
                                       "冻结",          "水锤",
                                       "leckage",       "rohrbruch",
                                       "rückfluss",     "batterieschwach",
                                       "manipulation",  "stillstand",
                                       "fuite",         "fraude",
                                       "retour",        "lekkage",
                                       "terugstroming", "fuga",
                                       "bateríabaja"};

bool holds(const std::string_view* from, const std::string_view* to, std::string_view word)
{
    return std::find(from, to, word) != to;
}

}  // namespace

std::string folded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '_' || c == '-') {
            continue;
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

bool isAlarmFlag(std::string_view name)
{
    return holds(std::begin(kFlags), std::end(kFlags), name);
}

bool isAlarmWord(std::string_view text)
{
    std::string word = folded(trimmed(text));
    for (const std::string_view tail : {"报警", "告警", "alarm"}) {
        if (word.size() > tail.size() && word.ends_with(tail)) {
            const std::string bare = word.substr(0, word.size() - tail.size());
            if (holds(std::begin(kWords), std::end(kWords), bare) || isAlarmFlag(bare)) {
                return true;
            }
        }
    }
    return isAlarmFlag(word) || holds(std::begin(kWords), std::end(kWords), word);
}

}  // namespace meterseal::source
