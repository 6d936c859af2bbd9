#include "source/xml_stream.h"

#include <cstring>
#include <expat.h>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr int kBlockBytes = 64 * 1024;

std::string_view localName(std::string_view name)
{
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view attributeOf(const char** attributes, std::string_view name)
{
    for (; *attributes != nullptr; attributes += 2) {
        if (localName(attributes[0]) == name) {
            return attributes[1];
        }
    }
    return {};
}

struct XmlStream::Handlers {
    static void start(void* self, const XML_Char* name, const XML_Char** attributes)
    {
        static_cast<XmlStream*>(self)->onStart(localName(name), attributes);
    }
    static void end(void* self, const XML_Char* name) { static_cast<XmlStream*>(self)->onEnd(localName(name)); }
    static void text(void* self, const XML_Char* text, int size)
    {
        static_cast<XmlStream*>(self)->onText({text, static_cast<std::size_t>(size)});
    }
    static void documentType(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int)
    {
        static_cast<XmlStream*>(self)->stop("it declares a document type, which no workbook does");
    }
};

XmlStream::XmlStream(std::unique_ptr<ByteInput> bytes, std::string what)
    : m_bytes(std::move(bytes)), m_what(std::move(what)), m_parser(XML_ParserCreate(nullptr))
{
    if (m_parser != nullptr) {
        XML_SetUserData(m_parser, this);
        XML_SetElementHandler(m_parser, &Handlers::start, &Handlers::end);
        XML_SetCharacterDataHandler(m_parser, &Handlers::text);
        XML_SetStartDoctypeDeclHandler(m_parser, &Handlers::documentType);
    }
}

XmlStream::~XmlStream()
{
    XML_ParserFree(m_parser);
}

void XmlStream::stop(std::string why)
{
    m_stopped = std::move(why);
    XML_StopParser(m_parser, XML_FALSE);
}

Error XmlStream::failure(std::string_view why) const
{
    return makeError(ErrorCode::Damaged, "source.workbook",
                     fmt::format("The workbook's part {} cannot be read further: {}. Open it in a spreadsheet program "
                                 "and save it again.",
                                 m_what, why));
}

Result<bool> XmlStream::feed()
{
    if (m_done) {
        return false;
    }
    void* const block = m_parser == nullptr ? nullptr : XML_GetBuffer(m_parser, kBlockBytes);
    if (block == nullptr) {
        return failure("there is not memory enough");
    }
    MS_ASSIGN(const std::size_t got, m_bytes->read(static_cast<char*>(block), kBlockBytes));
    m_done = got == 0;
    if (XML_ParseBuffer(m_parser, static_cast<int>(got), m_done ? 1 : 0) != XML_STATUS_OK) {
        m_done = true;
        return failure(m_stopped.empty() ? fmt::format("line {}: {}", XML_GetCurrentLineNumber(m_parser),
                                                       XML_ErrorString(XML_GetErrorCode(m_parser)))
                                         : m_stopped);
    }
    return true;
}

Status XmlStream::feedAll()
{
    for (;;) {
        MS_ASSIGN(const bool more, feed());
        if (!more) {
            return {};
        }
    }
}

}  // namespace meterseal::source
