#include "pages/meters/meter_data.h"

namespace meterseal::ui {

Result<std::optional<MeterData>> readMeter(LedgerReader& reader, const std::string& mn,
                                           const std::optional<MeterEntry>& known)
{
    MeterData data;
    MS_ASSIGN(data.row, reader.meterByMn(mn));
    const MeterEntry& entry = data.row.entry;
    if (known && known->id == entry.id && known->state == entry.state && known->lastConvert == entry.lastConvert &&
        known->approvedByUtility == entry.approvedByUtility &&
        known->approvedByManufacturer == entry.approvedByManufacturer) {
        return std::optional<MeterData>();
    }
    MS_ASSIGN(const TxRow registration, reader.transactionByHash(data.row.entry.registerTx));
    data.submittedBy = registration.organisation;
    data.addressFits = crypto::addressOf(data.row.entry.publicKey) == data.row.entry.address;
    MS_ASSIGN(std::vector<BatchRow> batches, reader.batchesOf(data.row.entry.id));
    data.spans = layOut(std::move(batches));
    return std::optional(std::move(data));
}

}  // namespace meterseal::ui
