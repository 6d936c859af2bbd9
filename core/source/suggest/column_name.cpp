#include "source/suggest/column_name.h"

#include "source/suggest/alarm_words.h"
#include "source/suggest/units.h"

#include <algorithm>
#include <iterator>
#include <vector>

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
    {"表编号", Field::Mn},
    {"表计号", Field::Mn},
    {"表具号", Field::Mn},
    {"水表号", Field::Mn},
    {"水表表号", Field::Mn},
    {"水表地址", Field::Mn},
    {"电表号", Field::Mn},
    {"仪表编号", Field::Mn},
    {"设备号", Field::Mn},
    {"终端号", Field::Mn},
    {"meter", Field::Mn},
    {"meternumber", Field::Mn},
    {"meterserial", Field::Mn},
    {"meterserialnumber", Field::Mn},
    {"deveui", Field::Mn},
    {"lclid", Field::Mn},
    {"devicenumber", Field::Mn},
    {"deviceno", Field::Mn},
    {"devicecode", Field::Mn},
    {"zählernummer", Field::Mn},
    {"zaehlernummer", Field::Mn},
    {"zählernr", Field::Mn},
    {"zähler", Field::Mn},
    {"zaehler", Field::Mn},
    {"meternummer", Field::Mn},
    {"teller", Field::Mn},
    {"tellernummer", Field::Mn},
    {"numérocompteur", Field::Mn},
    {"compteur", Field::Mn},
    {"pdl", Field::Mn},
    {"prm", Field::Mn},
    {"contador", Field::Mn},
    {"medidor", Field::Mn},
    {"cups", Field::Mn},
    {"ean", Field::Mn},
    {"eancode", Field::Mn},
    {"eannummer", Field::Mn},
    {"pod", Field::Mn},
    {"nmi", Field::Mn},
    {"mpan", Field::Mn},
    {"mprn", Field::Mn},
    {"esiid", Field::Mn},
    {"serial", Field::Mn, true},
    {"serialnumber", Field::Mn, true},
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
    {"报警代码", Field::AlarmCode},
    {"报警编码", Field::AlarmCode},
    {"报警类型", Field::AlarmCode},
    {"报警名称", Field::AlarmCode},
    {"报警码", Field::AlarmCode},
    {"报警内容", Field::AlarmCode},
    {"告警编码", Field::AlarmCode},
    {"告警名称", Field::AlarmCode},
    {"告警码", Field::AlarmCode},
    {"告警内容", Field::AlarmCode},
    {"故障代码", Field::AlarmCode},
    {"故障码", Field::AlarmCode},
    {"故障类型", Field::AlarmCode},
    {"异常类型", Field::AlarmCode},
    {"异常码", Field::AlarmCode},
    {"异常名称", Field::AlarmCode},
    {"警报代码", Field::AlarmCode},
    {"alarm", Field::AlarmCode},
    {"errorcode", Field::AlarmCode},
    {"faultcode", Field::AlarmCode},
    {"warningcode", Field::AlarmCode},
    {"eventcode", Field::AlarmCode},
    {"alertcode", Field::AlarmCode},
    {"alerttype", Field::AlarmCode},
    {"fehlercode", Field::AlarmCode},
    {"störungscode", Field::AlarmCode},
    {"alarmcodes", Field::AlarmCode},
    {"codealarme", Field::AlarmCode},
    {"codeerreur", Field::AlarmCode},
    {"códigodealarma", Field::AlarmCode},
    {"foutcode", Field::AlarmCode},
    {"类型", Field::AlarmCode, true},
    {"事件类型", Field::AlarmCode, true},
    {"event", Field::AlarmCode, true},
    {"eventtype", Field::AlarmCode, true},
    {"value", Field::Value},
    {"actualvalue", Field::Value},
    {"cumulativeflow", Field::Value},
    {"positivecumulativeflow", Field::Value},
    {"totalcumulatewater", Field::Value},
    {"peakflow", Field::Value, true},
    {"batteryvoltage", Field::Value, true},
    {"pressure", Field::Value, true},
    {"measurevalue", Field::Value},
    {"water", Field::Value},
    {"实际值", Field::Value},
    {"当前值", Field::Value},
    {"表底数", Field::Value},
    {"累计流量", Field::Value},
    {"读数", Field::Value},
    {"表读数", Field::Value},
    {"水表读数", Field::Value},
    {"抄表读数", Field::Value},
    {"示数", Field::Value},
    {"表示数", Field::Value},
    {"用水量", Field::Value},
    {"累计水量", Field::Value},
    {"累计用水量", Field::Value},
    {"水量", Field::Value},
    {"数值", Field::Value},
    {"报警值", Field::Value},
    {"告警值", Field::Value},
    {"当前读数", Field::Value},
    {"正向累计流量", Field::Value},
    {"reading", Field::Value},
    {"meterreading", Field::Value},
    {"volume", Field::Value},
    {"totalvolume", Field::Value},
    {"consumption", Field::Value},
    {"usage", Field::Value},
    {"waterusage", Field::Value},
    {"zählerstand", Field::Value},
    {"zaehlerstand", Field::Value},
    {"meterstand", Field::Value},
    {"tellerstand", Field::Value},
    {"stand", Field::Value},
    {"verbrauch", Field::Value},
    {"verbruik", Field::Value},
    {"consommation", Field::Value},
    {"consumo", Field::Value},
    {"lectura", Field::Value},
    {"index", Field::Value},
    {"relevé", Field::Value},
    {"valeur", Field::Value},
    {"valor", Field::Value},
    {"wert", Field::Value},
    {"waarde", Field::Value},
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
    {"时间", Field::AlarmTime},
    {"日期", Field::AlarmTime},
    {"抄表时间", Field::AlarmTime},
    {"抄表日期", Field::AlarmTime},
    {"上报时间", Field::AlarmTime},
    {"产生时间", Field::AlarmTime},
    {"触发时间", Field::AlarmTime},
    {"记录时间", Field::AlarmTime},
    {"数据时间", Field::AlarmTime},
    {"读数时间", Field::AlarmTime},
    {"时刻", Field::AlarmTime},
    {"time", Field::AlarmTime},
    {"date", Field::AlarmTime},
    {"datetime", Field::AlarmTime},
    {"moment", Field::AlarmTime},
    {"datum", Field::AlarmTime},
    {"zeit", Field::AlarmTime},
    {"zeitpunkt", Field::AlarmTime},
    {"zeitstempel", Field::AlarmTime},
    {"datumzeit", Field::AlarmTime},
    {"tijd", Field::AlarmTime},
    {"tijdstip", Field::AlarmTime},
    {"datumtijd", Field::AlarmTime},
    {"heure", Field::AlarmTime},
    {"horodate", Field::AlarmTime},
    {"horodatage", Field::AlarmTime},
    {"fecha", Field::AlarmTime},
    {"fechahora", Field::AlarmTime},
    {"tstp", Field::AlarmTime},
    {"ts", Field::AlarmTime},
    {"timeofalarm", Field::AlarmTime},
    {"readingtime", Field::AlarmTime},
    {"readingdate", Field::AlarmTime},
};

// One system's "raised" is another's "handled"; a customer is not a meter.
constexpr std::string_view kRefused[] = {"status", "state",      "状态",         "户号",     "userno",  "custno",
                                         "用户号", "customerno", "kundennummer", "customer", "客户编号"};

// Words of a name that lean towards a field; `inside` others too, because German and Dutch write them as one.
struct Word {
    std::string_view text;
    Field field;
    double weight;
    bool inside = false;
};
constexpr Word kWords[] = {
    {"meter", Field::Mn, 0.7},
    {"zähler", Field::Mn, 0.7, true},
    {"teller", Field::Mn, 0.7, true},
    {"compteur", Field::Mn, 0.7},
    {"contador", Field::Mn, 0.7},
    {"ean", Field::Mn, 0.9},
    {"eui", Field::Mn, 0.8},
    {"serial", Field::Mn, 0.7},
    {"device", Field::Mn, 0.6},
    {"sensor", Field::Mn, 0.6},
    {"id", Field::Mn, 0.6},
    {"lclid", Field::Mn, 0.8},
    {"表号", Field::Mn, 0.9, true},
    {"表计", Field::Mn, 0.7, true},
    {"表编号", Field::Mn, 0.9, true},
    {"设备", Field::Mn, 0.6, true},
    {"alarm", Field::AlarmCode, 0.8},
    {"error", Field::AlarmCode, 0.7},
    {"fault", Field::AlarmCode, 0.7},
    {"warning", Field::AlarmCode, 0.7},
    {"alert", Field::AlarmCode, 0.7},
    {"fehler", Field::AlarmCode, 0.7, true},
    {"störung", Field::AlarmCode, 0.7, true},
    {"storing", Field::AlarmCode, 0.7, true},
    {"alarme", Field::AlarmCode, 0.8},
    {"erreur", Field::AlarmCode, 0.7},
    {"alarma", Field::AlarmCode, 0.8},
    {"报警", Field::AlarmCode, 0.8, true},
    {"告警", Field::AlarmCode, 0.8, true},
    {"故障", Field::AlarmCode, 0.7, true},
    {"异常", Field::AlarmCode, 0.7, true},
    {"time", Field::AlarmTime, 0.8},
    {"date", Field::AlarmTime, 0.8},
    {"datetime", Field::AlarmTime, 0.8},
    {"timestamp", Field::AlarmTime, 0.9},
    {"stamp", Field::AlarmTime, 0.6},
    {"hour", Field::AlarmTime, 0.7},
    {"day", Field::AlarmTime, 0.6},
    {"period", Field::AlarmTime, 0.6},
    {"start", Field::AlarmTime, 0.7},
    {"end", Field::AlarmTime, 0.7},
    {"from", Field::AlarmTime, 0.7},
    {"until", Field::AlarmTime, 0.7},
    {"to", Field::AlarmTime, 0.7},
    {"vanaf", Field::AlarmTime, 0.7},
    {"van", Field::AlarmTime, 0.7},
    {"tot", Field::AlarmTime, 0.7},
    {"von", Field::AlarmTime, 0.7},
    {"bis", Field::AlarmTime, 0.7},
    {"datum", Field::AlarmTime, 0.8, true},
    {"zeit", Field::AlarmTime, 0.8, true},
    {"tijd", Field::AlarmTime, 0.8, true},
    {"dag", Field::AlarmTime, 0.6},
    {"date", Field::AlarmTime, 0.8},
    {"heure", Field::AlarmTime, 0.8},
    {"horodat", Field::AlarmTime, 0.8, true},
    {"fecha", Field::AlarmTime, 0.8},
    {"hora", Field::AlarmTime, 0.8},
    {"时间", Field::AlarmTime, 0.8, true},
    {"日期", Field::AlarmTime, 0.8, true},
    {"value", Field::Value, 0.8},
    {"reading", Field::Value, 0.8},
    {"volume", Field::Value, 0.8},
    {"consumption", Field::Value, 0.8},
    {"consumed", Field::Value, 0.8},
    {"usage", Field::Value, 0.8},
    {"used", Field::Value, 0.8},
    {"returned", Field::Value, 0.8},
    {"water", Field::Value, 0.8},
    {"energy", Field::Value, 0.8},
    {"production", Field::Value, 0.8},
    {"generation", Field::Value, 0.8},
    {"delivery", Field::Value, 0.8},
    {"flow", Field::Value, 0.7},
    {"stand", Field::Value, 0.9, true},
    {"verbrauch", Field::Value, 0.8, true},
    {"verbruik", Field::Value, 0.8, true},
    {"levering", Field::Value, 0.8, true},
    {"opwek", Field::Value, 0.8, true},
    {"consommation", Field::Value, 0.8},
    {"index", Field::Value, 0.8},
    {"relevé", Field::Value, 0.8},
    {"consumo", Field::Value, 0.8},
    {"consumos", Field::Value, 0.8},
    {"lectura", Field::Value, 0.8},
    {"wert", Field::Value, 0.8, true},
    {"waarde", Field::Value, 0.8, true},
    {"valeur", Field::Value, 0.8},
    {"valor", Field::Value, 0.8},
    {"读数", Field::Value, 0.9, true},
    {"示数", Field::Value, 0.9, true},
    {"水量", Field::Value, 0.8, true},
    {"流量", Field::Value, 0.8, true},
    {"底数", Field::Value, 0.9, true},
    {"表底", Field::Value, 0.9, true},
    {"值", Field::Value, 0.6, true},
};

// Measured or told beside a reading.
constexpr std::string_view kOther[] = {
    "temperature", "temp",    "temperatur", "temperatuur", "température", "temperatura", "battery",    "batterie",
    "batterij",    "voltage", "volt",       "signal",      "rssi",        "snr",         "lsnr",       "cost",
    "costs",       "kosten",  "price",      "prix",        "preis",       "prijs",       "precio",     "lat",
    "lon",         "lng",     "latitude",   "longitude",   "crc",         "checksum",    "port",       "fcnt",
    "cnt",         "count",   "seq",        "sequence",    "offset",      "length",      "quality",    "status",
    "dr",          "freq",    "sf",         "wind",        "humidity",    "version",     "confidence", "channel",
    "type",        "typ",     "model",      "name",        "tamper",      "register",    "piek",       "peak"};
// A price by itself; beside a word for a reading, the register that it was read from.
constexpr std::string_view kTariffs[] = {"tariff", "tarif", "tarief", "tarifa"};
constexpr std::string_view kOtherInside[] = {"温度", "电池", "电压", "电量", "信号", "费用", "金额",
                                             "单价", "经度", "纬度", "序号", "状态", "地址", "位置"};

// When a record was stored or handled, not when it happened.
constexpr std::string_view kHandling[] = {"create",  "created", "update",   "updated", "modified", "handle",
                                          "handled", "upload",  "uploaded", "insert",  "inserted", "received",
                                          "storage", "stored",  "install",  "expire",  "export",   "processed"};
constexpr std::string_view kHandlingInside[] = {"处理", "更新", "创建", "上传", "入库", "安装", "到期", "接收", "确认"};

template <std::size_t N>
bool holds(const std::string_view (&names)[N], std::string_view name)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

template <std::size_t N>
bool holdsInside(const std::string_view (&names)[N], std::string_view name)
{
    return std::any_of(std::begin(names), std::end(names),
                       [name](std::string_view one) { return name.find(one) != std::string_view::npos; });
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// The words of "waterUsage (total)" or "DEV_EUI", in small letters.
std::vector<std::string> wordsOf(std::string_view header)
{
    std::vector<std::string> words(1);
    char before = ' ';
    for (std::size_t i = 0; i < header.size(); ++i) {
        char c = header[i];
        const bool capital = c >= 'A' && c <= 'Z';
        c = capital ? static_cast<char>(c + 32) : c;
        if (before == '\xc3' && static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) <= 0x9e) {
            c = static_cast<char>(c + 0x20);  // Ä Ö Ü É
        }
        const bool letter = isLetter(c) || isDigit(c);
        if (!letter || (capital && isLetter(before) && before >= 'a' && before <= 'z')) {
            words.emplace_back();
        }
        if (letter) {
            words.back() += c;
        }
        before = header[i];
    }
    std::erase(words, std::string());
    return words;
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
    const std::size_t blank = header.rfind(' ');
    if (blank != std::string_view::npos && blank > 0 && isUnit(header.substr(blank))) {
        std::string unit(header.substr(blank + 1));
        header = header.substr(0, blank);
        return unit;
    }
    return {};
}

void weigh(NamedColumn& column, const std::vector<std::string>& words, const std::string& name)
{
    double& mn = column.says[static_cast<std::size_t>(Field::Mn)];
    double& code = column.says[static_cast<std::size_t>(Field::AlarmCode)];
    const double& time = column.says[static_cast<std::size_t>(Field::AlarmTime)];
    double& value = column.says[static_cast<std::size_t>(Field::Value)];
    for (const Word& word : kWords) {
        const bool there = word.inside ? name.find(word.text) != std::string::npos
                                       : std::find(words.begin(), words.end(), word.text) != words.end();
        double& says = column.says[static_cast<std::size_t>(word.field)];
        says = there ? std::max(says, word.weight) : says;
    }
    if (isUnit(column.unit)) {
        value = std::max(value, 0.8);
    }
    const auto isOther = [](const std::string& word) { return holds(kOther, word); };
    const auto isTariff = [](const std::string& word) { return holds(kTariffs, word); };
    column.other = std::any_of(words.begin(), words.end(), isOther) || holdsInside(kOtherInside, name) ||
                   (value < 0.8 && std::any_of(words.begin(), words.end(), isTariff));
    column.handling =
        std::any_of(words.begin(), words.end(), [](const std::string& word) { return holds(kHandling, word); }) ||
        holdsInside(kHandlingInside, name);
    if (value >= 0.8 || time >= 0.6) {
        mn = code = 0;  // a meter's reading, an alarm's time
    }
    if (column.other) {
        mn = value = 0;
    }
}

}  // namespace

NamedColumn classifyColumn(std::string_view header)
{
    NamedColumn column;
    header = trimmed(header);
    const std::string whole = folded(header);
    column.unit = takeUnit(header);
    column.name = trimmed(header);
    const std::vector<std::string> words = wordsOf(header);
    std::string name;
    for (const std::string& word : words) {
        name += word;
    }
    column.flag = isAlarmFlag(name) || isAlarmFlag(whole);
    column.refused = holds(kRefused, name);
    column.isUnit = name == "unit" || name == "units" || name == "uom" || name == "einheit" || name == "eenheid" ||
                    name == "unité" || name == "unidad" || name == "单位";
    weigh(column, words, name);
    for (const Alias& alias : kAliases) {
        if (alias.name == name) {
            column.field = alias.field;
            column.doubtful = alias.doubtful;
            column.says = {};
            column.says[static_cast<std::size_t>(alias.field)] = alias.doubtful ? 0.6 : 1;
            column.other = false;
        }
    }
    if (column.flag || column.refused) {
        column.says = {};
    }
    return column;
}

}  // namespace meterseal::source
