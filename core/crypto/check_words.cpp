#include "meterseal/crypto/check_words.h"

#include "meterseal/crypto/sha256.h"

namespace meterseal::crypto {

namespace {

constexpr std::size_t kCount = 6;  // 48 bits
constexpr std::string_view kEnglish =
    "acorn almond anchor apple april arrow autumn badge bagel baker bamboo banjo barley basil basket "
    "beach beacon bell berry bicycle birch biscuit blanket blossom boat bonnet bottle branch bread bridge "
    "brook broom bucket butter button cabin cactus camel candle canoe canyon carbon carpet carrot castle "
    "cedar cello chalk cherry chess chimney cinema circle citrus clover cobalt coconut comet copper coral "
    "cotton cradle crane crayon cricket crystal daisy dancer delta denim desert diamond dolphin domino "
    "donkey dragon drum eagle easel eclipse elbow elephant ember emerald engine fabric falcon feather "
    "fern fiddle flannel flute forest fossil fountain fox galaxy garden garlic gazelle ginger glacier "
    "globe goblet granite grape guitar hammer harbor harvest hazel hedge helmet hero hickory honey "
    "horizon hotel iceberg igloo indigo island ivory jacket jaguar jasmine jelly jigsaw juniper kayak "
    "kettle kitten kiwi koala ladder lagoon lamp lantern lavender leaf lemon library lilac linen lizard "
    "lobster lotus magnet mango maple marble meadow melon meteor mint mirror monsoon mosaic mountain "
    "muffin museum mustard napkin nectar needle nickel nutmeg oasis ocean olive onion opera orange "
    "orchard orchid otter owl paddle paper parrot peach pebble pelican pencil pepper piano pigeon pillow "
    "pine planet plum pocket pond potato prairie pumpkin puzzle quartz rabbit radish railway raven ribbon "
    "river robin rocket rose ruby saddle saffron sailor salmon sandal satin saturn shadow shell silver "
    "sparrow spinach spruce squirrel stable summer sunset swan table tango teapot temple thistle thunder "
    "tiger timber tomato topaz trumpet tulip tunnel turtle umbrella valley vanilla velvet village violin "
    "volcano walnut willow window winter wolf yogurt zebra zephyr zigzag ";

// After the Thousand Character Classic, whose characters are all different; rare ones are replaced by everyday ones.
constexpr std::string_view kChinese = "天地玄黄宇宙洪荒日月盈亮辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"
                                      "云腾致雨露结为霜金生丽水玉出昆冈剑号巨舟珠称夜光果珍李梅菜重芥姜"
                                      "海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐"
                                      "绿民西东周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎北远近一体率宾归王"
                                      "鸣凤在竹白马食场化被草木赖及万方盖此身肤四大五常恭惟茶养岂敢南春"
                                      "女慕贞洁男效才良知过必改得能莫忘松谈彼短桥灯己长信使可琴器欲难量"
                                      "墨青丝染诗赞羔羊景行维贤克念作圣德建名立形端表正空谷传声虚堂习听"
                                      "夏因红积福缘善庆尺璧非宝寸阴是竞资父事君曰严与敬孝当竭力忠则尽命";

constexpr std::size_t kCharacterBytes = 3;  // of each of them in UTF-8

std::string_view englishWord(std::size_t place)
{
    std::size_t begin = 0;
    for (; place > 0; --place) {
        begin = kEnglish.find(' ', begin) + 1;
    }
    return kEnglish.substr(begin, kEnglish.find(' ', begin) - begin);
}

}  // namespace

std::vector<std::string> checkWords(std::string_view text, WordList list)
{
    const Hash256 hash = sha256(text);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < kCount; ++i) {
        const std::size_t place = hash.bytes[i];
        words.emplace_back(list == WordList::English ? englishWord(place)
                                                     : kChinese.substr(place * kCharacterBytes, kCharacterBytes));
    }
    return words;
}

}  // namespace meterseal::crypto
