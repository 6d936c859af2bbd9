// What a person takes away from a job: its figures, receipts, rejected rows.
#include "format/texts.h"
#include "meterseal/workspace/receipts.h"
#include "pages/upload/job_view.h"
#include "widgets/banner.h"
#include "widgets/facts.h"

#include <QFileDialog>
#include <QFileInfo>

namespace meterseal::ui {

void JobView::chooseFile(bool receipts)
{
    auto* dialog = new QFileDialog(this, receipts ? tr("Save the receipts") : tr("Save the rejected rows"));
    dialog->setObjectName(QStringLiteral("jobFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QFileInfo source(QString::fromStdString(m_job.name));
    if (receipts) {
        dialog->setNameFilters({tr("JSON Lines (*.jsonl)"), tr("CSV (*.csv)")});
        dialog->setDefaultSuffix(QStringLiteral("jsonl"));
        connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
            dialog->setDefaultSuffix(filter.contains(QLatin1String("csv")) ? QStringLiteral("csv")
                                                                           : QStringLiteral("jsonl"));
        });
        dialog->selectFile(source.completeBaseName() + QStringLiteral(".receipts.jsonl"));
        connect(dialog, &QFileDialog::fileSelected, this, &JobView::writeReceipts);
    } else {
        dialog->selectFile(source.completeBaseName() + QStringLiteral(".rejected.") + source.suffix());
        connect(dialog, &QFileDialog::fileSelected, this, &JobView::writeRejects);
    }
    dialog->open();
}

void JobView::writeReceipts(const QString& file)
{
    const auto format =
        file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? ReceiptFormat::Csv : ReceiptFormat::JsonLines;
    m_done->set({0, 0});
    m_banner->clear();
    m_working->start(tr("Writing receipts…"));
    m_look.start();
    m_writing = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [folder = m_context.session.workspace()->journalFolder(), id = m_job.id, target = file.toStdString(), format,
         done = m_done](LedgerReader& reader, std::stop_token stop) {
            return meterseal::writeReceipts(
                folder, id, reader, target, format,
                [&done](std::uint64_t now, std::uint64_t total) {
                    done->set({now, total});
                },
                stop);
        },
        [this, file](const Result<ReceiptSummary>& written) {
            m_look.stop();
            m_working->finish();
            refresh();
            if (!written) {
                m_banner->showError(written.error());
                return;
            }
            const Format& f = m_context.format;
            QString detail = file;
            if (written->rejected > 0) {
                detail += u'\n' + tr("%1 rejected rows have none.").arg(f.number(written->rejected));
            }
            if (written->unplaced > 0) {
                detail += u'\n' + tr("For %1 rows that were anchored before this upload the place cannot be told, "
                                     "because the file is no longer there or has changed.")
                                      .arg(f.number(written->unplaced));
            }
            m_banner->showMessage(written->unplaced > 0 ? Tone::Warn : Tone::Ok,
                                  tr("%1 receipts were written").arg(f.number(written->receipts)), detail);
        });
    refresh();
}

void JobView::writeRejects(const QString& file)
{
    m_banner->clear();
    m_working->start(tr("Copying the rejected rows…"));
    m_writing = m_worker.run(
        this,
        [folder = m_context.session.workspace()->journalFolder(), id = m_job.id,
         target = file.toStdString()](std::stop_token stop) { return writeRejectedRows(folder, id, target, stop); },
        [this, file](const Result<std::uint64_t>& written) {
            m_working->finish();
            refresh();
            if (written) {
                m_banner->showMessage(Tone::Ok,
                                      tr("%1 rejected rows were written").arg(m_context.format.number(*written)), file);
            } else {
                m_banner->showError(written.error());
            }
        });
    refresh();
}

void JobView::fillFacts()
{
    const Format& f = m_context.format;
    m_facts->clear();
    m_counts->clear();
    m_counts->add(tr("Rows read"), f.number(m_job.rows));
    m_counts->add(tr("Committed"),
                  tr("%1 of %2 sealed records").arg(f.number(m_job.committedRecords), f.number(m_job.records)));
    m_counts->add(tr("Batches"),
                  tr("%1 of %2 in a block").arg(f.number(m_job.committedBatches), f.number(m_job.batches)));
    m_counts->add(tr("Anchored before"), f.number(m_job.alreadyAnchored));
    m_counts->add(tr("Duplicates in the file"), f.number(m_job.duplicates));
    m_counts->add(tr("Rejected"), f.number(m_job.rejected));
    if (m_job.dropped > 0 || m_job.state == JobState::Cancelled) {
        m_counts->add(tr("Dropped when cancelled"),
                      tr("%1 rows read, and what was not read yet").arg(f.number(m_job.dropped)));
    }
    m_facts->add(tr("File"), QString::fromStdString(m_job.name));
    if (!m_job.live) {
        m_facts->addHash(tr("SHA-256"), text(m_job.sha256.hex()));
        m_facts->add(tr("Read"), tr("%1 of %2").arg(f.bytes(m_job.bytesRead), f.bytes(m_job.bytesTotal)));
    }
    m_facts->add(tr("Started"), f.time(m_job.started), f.timeInFull(m_job.started));
    m_facts->add(tr("Finished"), m_job.finished.ms > 0 ? f.time(m_job.finished) : texts::none());
    m_facts->add(tr("Time left"), m_left);
}

}  // namespace meterseal::ui
