// How many simulated access nodes the uploader of this workspace deals to.
#pragma once

#include "pages/settings/section.h"

class QSpinBox;

namespace meterseal::ui {

class NodesSection : public SettingsSection {
    Q_OBJECT
public:
    explicit NodesSection(const PageContext& context);

protected:
    void retranslate() override;

private:
    void refresh();

    QLabel *m_label, *m_now;
    QSpinBox* m_nodes;
    QPushButton* m_apply;
    bool m_changed = false;
};

}  // namespace meterseal::ui
