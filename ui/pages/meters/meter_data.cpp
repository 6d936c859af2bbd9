#include "pages/meters/meter_data.h"

namespace meterseal::ui {

Result<MeterData> readMeter(LedgerReader& reader, const std::string& mn)
{
    MeterData data;
    MS_ASSIGN(data.row, reader.meterByMn(mn));
    MS_ASSIGN(const TxRow registration, reader.transactionByHash(data.row.entry.registerTx));
    data.submittedBy = registration.organisation;
    data.addressFits = crypto::addressOf(data.row.entry.publicKey) == data.row.entry.address;
    MS_ASSIGN(std::vector<BatchRow> batches, reader.batchesOf(data.row.entry.id));
    data.spans = layOut(std::move(batches));
    return data;
}

}  // namespace meterseal::ui
