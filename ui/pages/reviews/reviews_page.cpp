#include "pages/reviews/reviews_page.h"

#include "pages/reviews/reviews_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class ReviewsPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(ReviewsPage)
public:
    QString id() const override { return QStringLiteral("reviews"); }
    QString title() const override { return tr("Reviews"); }
    QString iconName() const override { return QStringLiteral("reviews"); }
    int order() const override { return kReviews; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new ReviewsWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeReviewsPage()
{
    return std::make_unique<ReviewsPage>();
}

}  // namespace meterseal::ui
