#include "source/aliases.h"

#include <algorithm>
#include <array>

namespace meterseal::source {

namespace {

struct Alias {
    std::string_view name;  // folded
    Field field;
    bool doubtful = false;
};

constexpr Alias kAliases[] = {
    {"mn", Field::Mn},
    {"meterno", Field::Mn},
    {"watermeterno", Field::Mn},
    {"metercode", Field::Mn},
    {"meterid", Field::Mn},
    {"watermeterid", Field::Mn},
    {"devno", Field::Mn},
    {"devid", Field::Mn},
    {"deviceid", Field::Mn},
    {"imei", Field::Mn},
    {"id", Field::Mn, true},
    {"表地址", Field::Mn},
    {"表号", Field::Mn},
    {"水表编号", Field::Mn},
    {"设备编号", Field::Mn},
    {"表具编号", Field::Mn},
    {"alarmcode", Field::AlarmCode},
    {"alarmname", Field::AlarmCode},
    {"alarmtype", Field::AlarmCode},
    {"warningtype", Field::AlarmCode},
    {"errorno", Field::AlarmCode},
    {"err", Field::AlarmCode},
    {"type", Field::AlarmCode, true},
    {"告警代码", Field::AlarmCode},
    {"报警代号", Field::AlarmCode},
    {"异常代码", Field::AlarmCode},
    {"告警类型", Field::AlarmCode},
    {"value", Field::Value},
    {"actualvalue", Field::Value},
    {"cumulativeflow", Field::Value},
    {"positivecumulativeflow", Field::Value},
    {"totalcumulatewater", Field::Value},
    {"peakflow", Field::Value},
    {"batteryvoltage", Field::Value},
    {"pressure", Field::Value},
    {"measurevalue", Field::Value},
    {"water", Field::Value},
    {"实际值", Field::Value},
    {"当前值", Field::Value},
    {"表底数", Field::Value},
    {"累计流量", Field::Value},
    {"alarmtime", Field::AlarmTime},
    {"timestamp", Field::AlarmTime},
    {"eventtime", Field::AlarmTime},
    {"evnettime", Field::AlarmTime},  // misspelt, and for that reason stable
    {"ctime", Field::AlarmTime},
    {"recordtime", Field::AlarmTime},
    {"readtime", Field::AlarmTime},
    {"timeofreading", Field::AlarmTime},
    {"currentdatetime", Field::AlarmTime},
    {"busdate", Field::AlarmTime},
    {"告警时间", Field::AlarmTime},
    {"报警时间", Field::AlarmTime},
    {"发生时间", Field::AlarmTime},
    {"采集时间", Field::AlarmTime},
};

// One system's "raised" is another's "handled"; a customer is not a meter.
constexpr std::array<std::string_view, 8> kRefused{"status", "state",  "状态",   "户号",
                                                   "userno", "custno", "用户号", "customerno"};

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

// Takes "(m3)", "[L]" or "（吨）" off the end of `header`.
std::string takeUnit(std::string_view& header)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kBrackets{
        {{"(", ")"}, {"[", "]"}, {"\xef\xbc\x88", "\xef\xbc\x89"}}};
    for (const auto& [open, close] : kBrackets) {
        const std::size_t at = header.rfind(open);
        if (at != std::string_view::npos && at > 0 && header.ends_with(close) &&
            at + open.size() + close.size() < header.size()) {
            const std::size_t from = at + open.size();
            std::string unit(header.substr(from, header.size() - close.size() - from));
            header = header.substr(0, at);
            return unit;
        }
    }
    return {};
}

}  // namespace

NamedColumn classifyColumn(std::string_view header)
{
    NamedColumn column;
    column.unit = takeUnit(header);
    column.name = trimmed(header);
    const std::string name = folded(header);
    column.flag = std::find(std::begin(kFlags), std::end(kFlags), name) != std::end(kFlags);
    column.refused = std::find(kRefused.begin(), kRefused.end(), name) != kRefused.end();
    for (const Alias& alias : kAliases) {
        if (alias.name == name) {
            column.field = alias.field;
            column.doubtful = alias.doubtful;
        }
    }
    return column;
}

}  // namespace meterseal::source
