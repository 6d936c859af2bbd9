// How everything on the screen keeps up with the person's choices, instead of a changeEvent() in every widget:
//   onLanguage(widget, again)           words: when the language changes
//   onWords(widget, format, again)      words with numbers or times: also when the time zone changes
//   onLooks(widget, again)              colours and fonts derived from the program's
//   onChange(widget, {types}, again)    any other change event: QEvent::FontChange, QEvent::PaletteChange, ...
// `again` is not called at once, and no more once the widget is gone. A page that is not shown gets its language later,
// a page a turn of the event loop: see shell/main_window.
#pragma once

#include "format/format.h"

#include <QEvent>
#include <QWidget>

#include <functional>
#include <initializer_list>

namespace meterseal::ui {

void onChange(QWidget* widget, std::initializer_list<QEvent::Type> types, std::function<void()> again);
void onLooks(QWidget* widget, std::function<void()> again);
void onLanguage(QWidget* widget, std::function<void()> again);
void onWords(QWidget* widget, const Format& format, const std::function<void()>& again);

}  // namespace meterseal::ui
