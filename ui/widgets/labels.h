// Small labels with a meaning: a tone with its shape, a hash that can be copied, titles that follow the text size.
#pragma once

#include "theme/theme.h"

#include <QLabel>
#include <QToolButton>

namespace meterseal::ui {

// An icon that follows the theme and, in lines of text (side 0), the text size.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    explicit IconLabel(int side = 0, QWidget* parent = nullptr);
    void setIcon(const QString& name, Tone tone = Tone::Neutral);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int side() const;

    int m_side;
    QString m_name;
    Tone m_tone = Tone::Neutral;
};

// A shape and a text in the colour of a tone: states, verdicts. Never colour alone.
class ToneLabel : public QWidget {
    Q_OBJECT
public:
    explicit ToneLabel(QWidget* parent = nullptr);
    // `symbol` takes the place of the tone's own shape.
    void setTone(Tone tone, const QString& text, const QString& symbol = {});
    QString text() const { return m_text->text(); }
    Tone tone() const { return m_tone; }

private:
    void refresh();

    IconLabel* m_symbol;
    QLabel* m_text;
    Tone m_tone = Tone::Neutral;
    QString m_shape;
};

// A hash or address in fixed width: short or whole, selectable, with a copy button; the tooltip has all of it. Where
// the room is too narrow for the whole one, as much of its beginning and end as fits.
class HashLabel : public QWidget {
    Q_OBJECT
public:
    enum class Shown { Short, Whole };
    explicit HashLabel(Shown shown = Shown::Whole, QWidget* parent = nullptr);
    // `place`, where given, makes the text a link: see linkActivated.
    void setHash(const QString& value, const QString& place = {});
    QString hash() const { return m_value; }
    QSize sizeHint() const override;

signals:
    void linkActivated(const QString& place);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showFitting();

    Shown m_shown;
    QString m_value, m_place;
    QLabel* m_text;
    QToolButton* m_copy;
};

// A label whose font is derived from the application's and follows it.
class ScaledLabel : public QLabel {
    Q_OBJECT
public:
    enum class Kind { Title, Heading, Figure, Muted, Caption };
    explicit ScaledLabel(Kind kind, const QString& text = {}, QWidget* parent = nullptr);

private:
    void refresh();

    Kind m_kind;
    bool m_busy = false;
};

// A framed area on the page's background. It brings its own margins: layouts inside need none.
class Card : public QWidget {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace meterseal::ui
