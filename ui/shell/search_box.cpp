#include "shell/search_box.h"

#include "models/meter_suggestions.h"
#include "shell/search.h"
#include "shell/session.h"
#include "theme/follow.h"
#include "theme/icons.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QMenu>

namespace meterseal::ui {

namespace {
constexpr int kMostShown = 80;
}

SearchBox::SearchBox(Session& session, QWidget* parent) : QLineEdit(parent), m_session(session)
{
    onLanguage(this, [this] { retranslate(); });
    setObjectName(QStringLiteral("searchBox"));
    addAction(icon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setMaximumWidth(480);
    auto* suggestions = new MeterSuggestions(this, [this] { return m_session.ledger(); });
    connect(suggestions, &MeterSuggestions::chosen, this,
            [this](const QString& mn) { emit found(QStringLiteral("meters/") + mn); });
    connect(this, &QLineEdit::returnPressed, this, &SearchBox::search);
    retranslate();
}

void SearchBox::search()
{
    const QString input = text();
    if (input.trimmed().isEmpty() || m_session.ledger() == nullptr) {
        return;
    }
    m_searching = m_session.ledger()->query(
        this, [input](LedgerReader& reader) { return search::find(reader, input); },
        [this, input](const Result<search::Hit>& hit) {
            if (!hit.ok()) {
                emit failed(hit.error());
            } else if (!hit->place.isEmpty()) {
                emit found(hit->place);
            } else if (!hit->matches.empty()) {
                offer(*hit);
            } else {
                tellMiss(input.left(kMostShown), *hit);
            }
        });
}

void SearchBox::tellMiss(const QString& input, const search::Hit& hit)
{
    if (hit.tried.empty()) {
        emit told(Tone::Warn, tr("“%1” is nothing that can be searched for").arg(input),
                  tr("Search takes a block height, a whole hash, a wallet address, a meter id, a location or an "
                     "organisation."));
        return;
    }
    QStringList kinds;
    for (const SoughtAs kind : hit.tried) {
        kinds << search::name(kind);
    }
    const QString tried = tr("Looked for: %1.").arg(kinds.join(tr(", ")));
    emit told(Tone::Warn, tr("Nothing found for “%1”").arg(input),
              hit.hashDigits == 0
                  ? tried
                  : tr("A hash is found by all of its 64 digits; these are %1.").arg(hit.hashDigits) + u' ' + tried);
}

void SearchBox::offer(const search::Hit& hit)
{
    completer()->popup()->hide();
    auto* list = new QMenu(this);
    list->setObjectName(QStringLiteral("searchMatches"));
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->setMinimumWidth(width());
    for (const search::Hit::Match& match : hit.matches) {
        // An ampersand of a name is no shortcut.
        QAction* const action = list->addAction(QString(match.words).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, place = match.place] { emit found(place); });
    }
    if (hit.more) {
        list->addSeparator();
        list->addAction(tr("There are more: type on"))->setEnabled(false);
    }
    list->popup(mapToGlobal(QPoint(0, height())));
    list->setActiveAction(list->actions().front());
}

void SearchBox::retranslate()
{
    setPlaceholderText(tr("Search meter, location, hash, height, organisation  (Ctrl+K)"));
    setAccessibleName(tr("Search the ledger"));
}

}  // namespace meterseal::ui
