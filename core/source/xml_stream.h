// XML read block by block with expat, in constant memory: elements and texts are told as they come. A document type is
// refused, so that no entity can be declared.
//
// Thread-safety: one thread per stream.
#pragma once

#include "source/byte_input.h"

#include <memory>
#include <string_view>

struct XML_ParserStruct;

namespace meterseal::source {

// The value of an attribute by its name without prefix; empty where it is not there.
std::string_view attributeOf(const char** attributes, std::string_view name);

class XmlStream {
public:
    // `what` names the part in errors.
    XmlStream(std::unique_ptr<ByteInput> bytes, std::string what);
    virtual ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    // Parses one block more; false where the document has ended. reason: source.workbook, source.*
    Result<bool> feed();
    // Parses all that is left.
    Status feedAll();
    std::uint64_t bytesRead() const { return m_bytes->bytesRead(); }
    std::uint64_t bytesTotal() const { return m_bytes->bytesTotal(); }

protected:
    // Names without prefix.
    virtual void onStart(std::string_view name, const char** attributes) = 0;
    virtual void onEnd(std::string_view name) = 0;
    virtual void onText(std::string_view) {}
    // Ends the parse with this sentence.
    void stop(std::string why);

private:
    struct Handlers;
    Error failure(std::string_view why) const;

    std::unique_ptr<ByteInput> m_bytes;
    std::string m_what, m_stopped;
    XML_ParserStruct* m_parser;
    bool m_done = false;
};

}  // namespace meterseal::source
