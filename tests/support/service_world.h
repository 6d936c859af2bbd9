// A workspace with two organisations and some active meters, served on a free port: what tests of the service begin
// with.
//
// Thread-safety: one thread, as OpenWorkspace.
#pragma once

#include "meterseal/rest/service.h"
#include "meterseal/rest/tokens.h"
#include "support/http_client.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace meterseal::test {

class ServiceWorld {
public:
    static constexpr const char* kPassphrase = "correct horse battery staple";

    explicit ServiceWorld(const std::function<void(ServiceOptions&, OpenWorkspace&)>& change = {});
    ~ServiceWorld();

    // Empty: it runs.
    const std::string& fault() const { return m_fault; }
    std::uint16_t port() const { return m_port; }
    OpenWorkspace& workspace() { return *m_open; }
    std::filesystem::path folder() const { return m_folder / "w"; }
    // The text of a new token.
    std::string token(const std::string& scopes, const std::string& organisation = {});
    // Registers, approves and activates.
    std::string addMeter(const std::string& mn);
    HttpAnswer ask(const HttpRequest& request) const { return test::ask(m_port, request); }
    std::string log();
    void stop();

private:
    TemporaryFolder m_folder;
    std::string m_fault;
    std::unique_ptr<OpenWorkspace> m_open;
    std::unique_ptr<Service> m_service;
    std::uint16_t m_port = 0;
    int m_names = 0;
    std::mutex m_logMutex;
    std::string m_log;
};

// {"alarmCode":...,"mn":mn,...}, the n-th of its meter.
std::string recordText(const std::string& mn, int n);

}  // namespace meterseal::test
