#include "ui/support/small_world.h"

#include "meterseal/crypto/key_store.h"
#include "upload/codec.h"
#include "upload/notes.h"

#include <QByteArray>
#include <QtGlobal>

namespace meterseal::test {

namespace {

void must(const Status& status)
{
    if (!status.ok()) {
        qFatal("the test's world cannot be made: %s", status.error().message.c_str());
    }
}

}  // namespace

SmallWorld::SmallWorld(const Size& size)
{
    // As Desktop does: another world of the same genesis document may have been seen before.
    qputenv("XDG_STATE_HOME", QByteArray::fromStdString(m_state.path().string()));
    const auto file = m_folder / "ledger.db";
    writeFile(m_folder / "genesis.json", canonicalGenesis(m_builder.genesis()));
    must(EmbeddedChain::create(file, m_builder.genesis()));
    auto chain = EmbeddedChain::open(file, m_builder.sealer());
    must(chain.status());
    m_chain = std::move(chain).value();
    for (std::size_t i = 0; i < size.meters; ++i) {
        submit(m_builder.registerMeter(i));
        // The last four stay on the way: pending, half approved, rejected, approved.
        const std::size_t fromEnd = size.meters - i;
        if (fromEnd == 4 && size.meters > 4) {
            continue;
        }
        submit(m_builder.review(i, m_builder.utility(), !(fromEnd == 2 && size.meters > 4)));
        if ((fromEnd == 3 || fromEnd == 2) && size.meters > 4) {
            continue;
        }
        submit(m_builder.review(i, m_builder.manufacturer()));
        if (fromEnd == 1 && size.meters > 4) {
            continue;
        }
        submit(m_builder.activate(i));
        for (std::size_t batch = 0; batch < size.batchesPerMeter; ++batch) {
            submit(m_builder.convert(i, m_builder.records(i, size.recordsPerBatch)));
            flush();
        }
        if (i == 1) {
            submit(m_builder.meterAction(i, MeterAction::Suspend));
        }
        flush();
    }
    flush();
    if (size.keys) {
        // The cheapest scrypt there is: these keys protect nothing.
        auto keys =
            crypto::KeyStore::create(m_folder / "keys.meterseal", crypto::SecretBytes(std::string_view(kPassphrase)),
                                     {.n = 1u << 10, .r = 8, .p = 1});
        must(keys.status());
        keys->putOrganisation({"utility", m_builder.utility()});
        keys->putOrganisation({"maker", m_builder.manufacturer()});
        keys->setSealer(m_builder.sealer());
        for (std::size_t i = 0; size.meterKeys && i < size.meters; ++i) {
            const auto& meter = m_builder.meter(i);
            keys->putMeter({meter.mn,
                            meter.location,
                            meter.manufacturer,
                            meter.address,
                            crypto::SecretBytes(std::string_view(meter.password)),
                            {},
                            meter.key});
        }
        must(keys->save());
    }
    writeFile(m_folder / "settings.json", "{\"v\":1,\"engine\":\"embedded\"}");
}

void SmallWorld::submit(Bytes wire)
{
    must(m_chain->submit(std::move(wire)).status());
}

void SmallWorld::flush()
{
    must(m_chain->flush());
}

void SmallWorld::noteAlarms(Timestamp day, const char* code, std::uint64_t records)
{
    const auto journal = m_folder / "journal";
    std::filesystem::create_directories(journal);
    auto notes = upload::Notes::open(journal);
    must(notes.status());
    upload::Batch batch;
    batch.id = ++m_notedBatches;
    batch.count = static_cast<std::uint32_t>(records);
    batch.alarms = {{day, code, records}};
    Bytes rows;
    upload::putRows({}, rows);
    (*notes)->sealed(batch.id, "job", {}, rows);
    (*notes)->committed(batch, 1);
    must((*notes)->flush(true));
}

void SmallWorld::append()
{
    submit(m_builder.convert(0, m_builder.records(0, 24)));
    flush();
}

}  // namespace meterseal::test
