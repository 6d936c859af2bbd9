// The live view of an upload on standard error: on a terminal a few lines drawn over, with p to pause and resume;
// elsewhere a plain line now and then.
#pragma once

#include "cli/context.h"
#include "cli/terminal.h"
#include "meterseal/upload/uploader.h"

#include <chrono>
#include <memory>

namespace meterseal::cli {

class UploadView {
public:
    UploadView(const Context& context, Uploader& uploader);
    ~UploadView();  // takes the view away and gives the terminal back
    UploadView(const UploadView&) = delete;
    UploadView& operator=(const UploadView&) = delete;

    // To be called often: looks at the keyboard, draws when it is time.
    void update(const std::vector<std::string>& jobs);
    void clear();

private:
    void lookAtKeyboard();
    std::string draw(const std::vector<std::string>& jobs) const;

    Uploader& m_uploader;
    const bool m_terminal, m_quiet;
    std::unique_ptr<Keyboard> m_keyboard;
    std::size_t m_lines = 0;
    std::chrono::steady_clock::time_point m_next, m_began;
};

}  // namespace meterseal::cli
