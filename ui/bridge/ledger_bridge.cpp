#include "bridge/ledger_bridge.h"

namespace meterseal::ui {

namespace {
constexpr int kPollMs = 250;
}

Status LedgerBridge::LaneState::ensureOpen()
{
    if (!reader) {
        auto opened = open();
        if (!opened) {
            return opened.error();
        }
        reader.emplace(std::move(opened).value());
    }
    return {};
}

void LedgerBridge::LaneState::afterwards(const Status& status)
{
    // A file that was replaced or a disk that came back needs a fresh connection; the next question makes one.
    if (!status && (status.error().code == ErrorCode::Io || status.error().code == ErrorCode::Damaged)) {
        reader.reset();
    }
}

LedgerBridge::LedgerBridge(Open open, QObject* parent)
    : QObject(parent), m_interactive(open, "ms-ui-read"), m_background(std::move(open), "ms-ui-back")
{
    m_timer.setInterval(kPollMs);
    connect(&m_timer, &QTimer::timeout, this, &LedgerBridge::poll);
    m_timer.start();
    poll();
}

LedgerBridge::~LedgerBridge()
{
    m_look.cancel();
}

void LedgerBridge::poll()
{
    if (m_look.running()) {
        return;
    }
    m_look = query(
        this, Lane::Background, [](LedgerReader& reader) { return reader.totals(); },
        [this](Result<LedgerTotals> totals) {
            if (!totals) {
                const bool news = !m_error || m_error->reason != totals.error().reason;
                m_error = totals.error();
                if (news) {
                    emit errorChanged();
                }
                return;
            }
            if (m_error) {
                m_error.reset();
                emit errorChanged();
            }
            const bool grown =
                !m_totals || m_totals->height != totals->height || m_totals->transactions != totals->transactions;
            m_totals = std::move(totals).value();
            if (grown) {
                emit totalsChanged();
            }
        });
}

}  // namespace meterseal::ui
