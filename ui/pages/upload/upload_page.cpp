#include "pages/upload/upload_page.h"

#include "pages/upload/upload_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class UploadPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(UploadPage)
public:
    QString id() const override { return QStringLiteral("upload"); }
    QString title() const override { return tr("Upload"); }
    QString iconName() const override { return QStringLiteral("upload"); }
    int order() const override { return kUpload; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new UploadWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeUploadPage()
{
    return std::make_unique<UploadPage>();
}

}  // namespace meterseal::ui
