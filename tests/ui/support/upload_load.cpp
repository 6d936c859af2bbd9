#include "ui/support/upload_load.h"

#include "support/upload_world.h"
#include "ui/support/hands.h"

#include <QCoreApplication>

namespace meterseal::test {

namespace {
constexpr std::size_t kRecordsPerDay = 4;
constexpr std::int64_t kDayMs = 86'400'000;
}  // namespace

std::filesystem::path writeReadings(LedgerBuilder& builder, const std::filesystem::path& file, std::size_t meters,
                                    std::size_t days, std::size_t round)
{
    std::string text;
    HealthRecord record;
    record.alarmCode = "READING";
    for (std::size_t n = 0; n < days * kRecordsPerDay; ++n) {
        const std::size_t at = round * days * kRecordsPerDay + n;
        record.alarmTime = Timestamp{LedgerBuilder::kStart.ms + static_cast<std::int64_t>(at) * kDayMs /
                                                                    static_cast<std::int64_t>(kRecordsPerDay)};
        for (std::size_t m = 0; m < meters; ++m) {
            record.mn = builder.meter(m).mn;
            record.value = static_cast<double>(at * 7 + m);
            appendCanonical(record, text);
            text += '\n';
        }
    }
    writeFile(file, text);
    return file;
}

bool unlock(ui::Session& session)
{
    std::optional<Status> answer;
    session.unlock(
        crypto::SecretBytes(std::string_view(SmallWorld::kPassphrase)), QCoreApplication::instance(),
        [&answer](const Status& status) { answer = status; }, ClockTrust::Right);  // a big ledger's times are made up
    static_cast<void>(QTest::qWaitFor([&] { return answer.has_value(); }, kPatienceMs));
    if (answer && !answer->ok()) {
        qWarning("%s", answer->error().message.c_str());
    }
    return answer && answer->ok();
}

bool upload(ui::Session& session, const std::filesystem::path& file, std::chrono::milliseconds latency)
{
    std::optional<Status> answer;
    const ui::TaskHandle adding = session.upload()->run(
        QCoreApplication::instance(),
        [file, latency](ui::UploadEngine& engine) {
            if (engine.simulated) {
                engine.simulated->setAll({.latency = latency});
            }
            return engine.uploader->addFile(file, plainJsonLines()).status();
        },
        [&answer](const Status& status) { answer = status; });
    static_cast<void>(QTest::qWaitFor([&] { return answer.has_value(); }, kPatienceMs));
    if (answer && !answer->ok()) {
        qWarning("%s", answer->error().message.c_str());
    }
    return answer && answer->ok();
}

}  // namespace meterseal::test
