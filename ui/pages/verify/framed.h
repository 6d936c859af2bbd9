// A view on a card that leaves only the card's line around it.
#pragma once

#include "widgets/labels.h"

#include <QVBoxLayout>

namespace meterseal::ui {

inline Card* framed(QWidget* inside, QWidget* parent)
{
    auto* card = new Card(parent);
    card->setContentsMargins(1, 1, 1, 1);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(inside);
    return card;
}

}  // namespace meterseal::ui
