// Where the person has been: a list of places with a position. Pure; no Qt objects.
#pragma once

#include <QString>

#include <vector>

namespace meterseal::ui {

class History {
public:
    static constexpr std::size_t kMost = 200;

    void visit(const QString& place)
    {
        if (!m_places.empty() && m_places[m_at] == place) {
            return;
        }
        if (!m_places.empty()) {
            m_places.resize(m_at + 1);
        }
        m_places.push_back(place);
        if (m_places.size() > kMost) {
            m_places.erase(m_places.begin());
        }
        m_at = m_places.size() - 1;
    }
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    // Preconditions: canGoBack(), canGoForward().
    QString back() { return m_places[--m_at]; }
    QString forward() { return m_places[++m_at]; }
    QString current() const { return m_places.empty() ? QString() : m_places[m_at]; }
    void clear()
    {
        m_places.clear();
        m_at = 0;
    }

private:
    std::vector<QString> m_places;
    std::size_t m_at = 0;
};

}  // namespace meterseal::ui
