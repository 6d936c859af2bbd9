#include "meter/list_columns.h"
#include "source/field_text.h"
#include "source/suggest/alarm_words.h"
#include "source/suggest/column_name.h"

#include <algorithm>
#include <array>

namespace meterseal {

namespace {

struct Name {
    std::string_view name;  // folded
    ListField field;
    bool doubtful = false;
};

constexpr ListField kMn = ListField::Mn, kPlace = ListField::Location, kMaker = ListField::Manufacturer,
                    kPassword = ListField::Password;

constexpr Name kNames[] = {
    {"location", kPlace},
    {"installationlocation", kPlace},
    {"installlocation", kPlace},
    {"installationaddress", kPlace},
    {"installationsite", kPlace},
    {"meterlocation", kPlace},
    {"address", kPlace},
    {"serviceaddress", kPlace},
    {"site", kPlace, true},
    {"place", kPlace},
    {"premises", kPlace},
    {"installedat", kPlace},
    {"位置", kPlace},
    {"安装位置", kPlace},
    {"安装地址", kPlace},
    {"安装地点", kPlace},
    {"安装点", kPlace},
    {"水表位置", kPlace},
    {"表位", kPlace},
    {"地点", kPlace},
    {"地址", kPlace},
    {"用水地址", kPlace},
    {"详细地址", kPlace},
    {"standort", kPlace},
    {"einbauort", kPlace},
    {"installationsort", kPlace},
    {"zählerstandort", kPlace},
    {"einbauadresse", kPlace},
    {"adresse", kPlace},
    {"anschrift", kPlace},
    {"locatie", kPlace},
    {"adres", kPlace},
    {"installatieadres", kPlace},
    {"installatielocatie", kPlace},
    {"opstelplaats", kPlace},
    {"meterlocatie", kPlace},
    {"emplacement", kPlace},
    {"adressedinstallation", kPlace},
    {"lieudinstallation", kPlace},
    {"lieu", kPlace},
    {"localisation", kPlace},
    {"ubicación", kPlace},
    {"ubicacion", kPlace},
    {"dirección", kPlace},
    {"direccion", kPlace},
    {"emplazamiento", kPlace},
    {"lugar", kPlace},
    {"lugardeinstalación", kPlace},
    {"manufacturer", kMaker},
    {"manufacturername", kMaker},
    {"metermanufacturer", kMaker},
    {"maker", kMaker},
    {"metermaker", kMaker},
    {"madeby", kMaker},
    {"producer", kMaker},
    {"make", kMaker},
    {"brand", kMaker, true},
    {"vendor", kMaker, true},
    {"supplier", kMaker, true},
    {"制造商", kMaker},
    {"制造厂家", kMaker},
    {"制造厂", kMaker},
    {"制造单位", kMaker},
    {"生产厂家", kMaker},
    {"生产厂商", kMaker},
    {"生产商", kMaker},
    {"生产单位", kMaker},
    {"厂家", kMaker},
    {"厂商", kMaker},
    {"厂家名称", kMaker},
    {"水表厂家", kMaker},
    {"水表厂商", kMaker},
    {"表厂", kMaker},
    {"表厂家", kMaker},
    {"品牌", kMaker, true},
    {"供应商", kMaker, true},
    {"hersteller", kMaker},
    {"zählerhersteller", kMaker},
    {"fabrikat", kMaker},
    {"produzent", kMaker},
    {"marke", kMaker, true},
    {"lieferant", kMaker, true},
    {"fabrikant", kMaker},
    {"producent", kMaker},
    {"merk", kMaker, true},
    {"leverancier", kMaker, true},
    {"fabricant", kMaker},
    {"constructeur", kMaker},
    {"marque", kMaker, true},
    {"fournisseur", kMaker, true},
    {"fabricante", kMaker},
    {"marca", kMaker, true},
    {"proveedor", kMaker, true},
    {"password", kPassword},
    {"密码", kPassword},
    {"口令", kPassword},
    {"passwort", kPassword},
    {"kennwort", kPassword},
    {"wachtwoord", kPassword},
    {"motdepasse", kPassword},
    {"contraseña", kPassword},
    {"number", kMn, true},
    {"no", kMn, true},
    {"nummer", kMn, true},
    {"nr", kMn, true},
    {"numéro", kMn, true},
    {"número", kMn, true},
    {"编号", kMn, true},
    {"号码", kMn, true},
    {"serialno", kMn, true},
    {"seriennummer", kMn, true},
    {"serienummer", kMn, true},
    {"fabriknummer", kMn, true},
    {"fabrieksnummer", kMn, true},
    {"numérodesérie", kMn, true},
    {"númerodeserie", kMn, true},
    {"出厂编号", kMn, true},
    {"钢印号", kMn, true},
    {"meternr", kMn},
    {"zählernr.", kMn},
    {"wasserzählernummer", kMn},
    {"wasserzähler", kMn},
    {"watermeternummer", kMn},
    {"watermeter", kMn},
    {"watermeternumber", kMn},
    {"numérodecompteur", kMn},
    {"numeroducompteur", kMn},
    {"numérocompteur", kMn},
    {"numéroducompteur", kMn},
    {"n°compteur", kMn},
    {"númerodecontador", kMn},
    {"númerodelcontador", kMn},
    {"númerodemedidor", kMn},
    {"númerodelmedidor", kMn},
    {"nºcontador", kMn},
    {"compteurno", kMn},
};

// What a device is called by others than the utility; beside a meter's number it is another number.
constexpr std::string_view kOtherIds[] = {"imei",   "id",           "deveui",   "deviceid",   "devid",  "devno",
                                          "serial", "serialnumber", "deviceno", "devicecode", "device", "设备号",
                                          "终端号", "表地址",       "水表地址", "设备编号"};

constexpr std::string_view kPartsOfPlace[] = {
    "street", "streetname", "housenumber", "houseno",   "city",      "town",       "zip",        "zipcode",
    "post",   "postcode",   "postalcode",  "building",  "apartment", "unit",       "floor",      "district",
    "straße", "strasse",    "hausnummer",  "hausnr",    "ort",       "stadt",      "plz",        "postleitzahl",
    "straat", "straatnaam", "huisnummer",  "huisnr",    "plaats",    "woonplaats", "toevoeging", "rue",
    "ville",  "codepostal", "commune",     "numérorue", "calle",     "ciudad",     "municipio",  "códigopostal",
    "城市",   "区县",       "街道",        "小区",      "小区名称",  "楼栋",       "楼号",       "单元",
    "房号",   "门牌号",     "楼层"};

template <std::size_t N>
bool holds(const std::string_view (&names)[N], std::string_view name)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// In small letters without blanks and marks of punctuation, and without what stands in brackets at its end.
std::string bareName(std::string_view header)
{
    header = source::trimmed(header);
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"(", ")"}, {"[", "]"}, {"\xef\xbc\x88", "\xef\xbc\x89"}}) {
        const std::size_t at = header.rfind(open);
        if (at != std::string_view::npos && at > 0 && header.ends_with(close)) {
            header = header.substr(0, at);
        }
    }
    std::string name;
    char before = ' ';
    for (char c : source::folded(header)) {
        if (before == '\xc3' && static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) <= 0x9e) {
            c = static_cast<char>(c + 0x20);  // Ä Ö Ü É
        }
        before = c;
        if (c != '.' && c != '\'' && c != '*' && c != ':' && c != '#' && c != '/') {
            name += c;
        }
    }
    return name;
}

}  // namespace

ListName listNameOf(std::string_view header)
{
    const std::string name = bareName(header);
    for (const Name& one : kNames) {
        if (one.name == name) {
            return {one.field, one.doubtful, false};
        }
    }
    if (holds(kPartsOfPlace, name)) {
        return {std::nullopt, false, true};
    }
    const source::NamedColumn column = source::classifyColumn(header);
    if (column.field == source::Field::Mn) {
        return {ListField::Mn, column.doubtful || holds(kOtherIds, name), false};
    }
    return {};
}

std::size_t namedFields(const std::vector<std::string>& cells)
{
    std::array<bool, kListFields> named{};
    for (const std::string& cell : cells) {
        const ListName name = listNameOf(cell);
        if (name.field && !name.doubtful) {
            named[static_cast<std::size_t>(*name.field)] = true;
        }
    }
    return static_cast<std::size_t>(std::count(named.begin(), named.end(), true));
}

}  // namespace meterseal
