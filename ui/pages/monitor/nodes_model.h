// NodesModel: the nodes that the uploader deals to, as it sees them: white is usable, grey is not.
#pragma once

#include "bridge/upload_bridge.h"
#include "models/table_model.h"

namespace meterseal::ui {

// What a person calls the node: a simulated one is always said to be simulated.
QString nodeName(const NodeStatus& node, std::size_t index, bool simulated);

class NodesModel : public TableModel {
    Q_OBJECT
public:
    struct Row {
        NodeStatus status;
        QString name;
        std::optional<SimulatedNodeState> simulated;
    };

    explicit NodesModel(const Format& format, QObject* parent = nullptr);
    // Nothing: there is no uploader now.
    void setNodes(const std::vector<NodeStatus>& nodes, const std::vector<SimulatedNodeState>& simulated);
    const std::vector<Row>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override { return RowCount::Complete; }
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return false; }
    const std::optional<Error>& error() const override { return m_noError; }
    void reload() override {}

private:
    std::vector<Row> m_rows;
    const std::optional<Error> m_noError;
};

}  // namespace meterseal::ui
