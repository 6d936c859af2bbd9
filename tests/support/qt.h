// Small helpers that make Qt Test speak core's types: failure messages show the Error, not "false".
#pragma once

#include "meterseal/base/result.h"

#include <QString>
#include <QTest>

// Fails the test with the error's reason and message.
#define MS_VERIFY_OK(expression)                                                                                       \
    do {                                                                                                               \
        const auto& msResult_ = (expression);                                                                          \
        QVERIFY2(msResult_.ok(),                                                                                       \
                 msResult_.ok() ? "" : (msResult_.error().reason + ": " + msResult_.error().message).c_str());         \
    } while (false)

// Fails unless the expression is an Error with this reason.
#define MS_VERIFY_REASON(expression, expected)                                                                         \
    do {                                                                                                               \
        const auto& msResult_ = (expression);                                                                          \
        QVERIFY2(!msResult_.ok(), "an error was expected");                                                            \
        QCOMPARE(QString::fromStdString(msResult_.error().reason), QString::fromUtf8(expected));                       \
    } while (false)

inline QString qs(const std::string& text)
{
    return QString::fromStdString(text);
}
