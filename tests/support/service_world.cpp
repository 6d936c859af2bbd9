#include "support/service_world.h"

#include <fmt/format.h>

namespace meterseal::test {

ServiceWorld::ServiceWorld(const std::function<void(ServiceOptions&, OpenWorkspace&)>& change)
{
    const crypto::SecretBytes passphrase{std::string_view(kPassphrase)};
    auto made = Workspace::create(
        folder(), "harbour", {{"water", Role::Utility, "Water"}, {"maker", Role::Manufacturer, "Maker"}}, passphrase);
    if (!made) {
        m_fault = made.error().message;
        return;
    }
    auto open = OpenWorkspace::open(std::move(*made), passphrase);
    if (!open) {
        m_fault = open.error().message;
        return;
    }
    m_open = std::move(*open);
    if (const Status started = m_open->startUploader(); !started) {
        m_fault = started.error().message;
        return;
    }
    ServiceOptions options;
    options.listen = {{"127.0.0.1", 0, false}};
    options.diskReserve = 0;
    options.version = "test";
    options.accessLog = [this](std::string_view line) {
        const std::lock_guard lock(m_logMutex);
        m_log.append(line).append("\n");
    };
    if (change) {
        change(options, *m_open);
    }
    auto service = Service::start(*m_open, options);
    if (!service) {
        m_fault = service.error().message;
        return;
    }
    m_service = std::move(*service);
    m_port = m_service->ports().empty() ? 0 : m_service->ports().front();
}

ServiceWorld::~ServiceWorld()
{
    stop();
}

void ServiceWorld::stop()
{
    m_service.reset();
    if (m_open) {
        static_cast<void>(m_open->close());
    }
}

std::string ServiceWorld::log()
{
    const std::lock_guard lock(m_logMutex);
    return m_log;
}

std::string ServiceWorld::token(const std::string& scopes, const std::string& organisation)
{
    const auto wanted = Scopes::parse(scopes);
    auto made = TokenStore(folder() / "tokens.json")
                    .create(fmt::format("t{}", ++m_names), wanted ? *wanted : Scopes(), organisation,
                            Timestamp{now().ms + 3'600'000});
    return made ? std::string(made->text.text()) : made.error().message;
}

std::string ServiceWorld::addMeter(const std::string& mn)
{
    const Status done = m_open->change([&](OpenKeys& open) -> Status {
        MS_ASSIGN(const Registered meter, open.meters.registerMeter({mn, "Lane 1", "Maker", {}}, "water"));
        MS_TRY(open.chain.flush());
        MS_TRY(open.meters.review(meter.txHash, "water", true, "seen"));
        MS_TRY(open.meters.review(meter.txHash, "maker", true, "made"));
        MS_TRY(open.chain.flush());
        MS_TRY(open.meters.activate(meter.address));
        return open.chain.flush();
    });
    return done.ok() ? std::string() : done.error().message;
}

std::string recordText(const std::string& mn, int n)
{
    return fmt::format(
        R"({{"alarmCode":"highFlowAlarm","alarmTime":"2026-11-22T{:02}:{:02}:{:02}.000Z","mn":"{}","value":{}}})",
        n / 3600 % 24, n / 60 % 60, n % 60, mn, n);
}

}  // namespace meterseal::test
