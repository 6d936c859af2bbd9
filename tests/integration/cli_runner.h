// Runs the real meterseal-cli (path in METERSEAL_CLI) in a process of its own, as a user's shell would.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>

#include <nlohmann/json.hpp>

namespace meterseal::test {

struct CliResult {
    int exitCode = -1;  // -1: it crashed or did not end
    QByteArray out, err;

    // Standard output as one JSON value; null where it is none.
    nlohmann::json json() const
    {
        auto value = nlohmann::json::parse(out.constData(), nullptr, false);
        return value.is_discarded() ? nlohmann::json() : value;
    }
    // The reason in the error object that --json gives on standard error.
    QString reason() const
    {
        const auto value = nlohmann::json::parse(err.constData(), nullptr, false);
        return value.is_object() ? QString::fromStdString(value["error"].value("reason", "")) : QString();
    }
    QList<QByteArray> lines() const
    {
        QList<QByteArray> all = out.split('\n');
        if (!all.isEmpty() && all.last().isEmpty()) {
            all.removeLast();
        }
        return all;
    }
};

class Cli {
public:
    static constexpr const char* kPassphrase = "correct horse battery staple";

    // `workspace` empty: none is named, and none is found by default either.
    explicit Cli(QString workspace = {}) : m_workspace(std::move(workspace)) {}

    CliResult run(const QStringList& arguments, const QByteArray& input = {},
                  const QString& passphrase = QString::fromUtf8(kPassphrase)) const
    {
        QProcess process;
        process.setProcessEnvironment(environment(passphrase));
        process.start(qEnvironmentVariable("METERSEAL_CLI"), arguments);
        if (!process.waitForStarted()) {
            return {};
        }
        process.write(input);
        process.closeWriteChannel();
        CliResult result;
        if (process.waitForFinished(300000) && process.exitStatus() == QProcess::NormalExit) {
            result.exitCode = process.exitCode();
        }
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }

    QProcessEnvironment environment(const QString& passphrase = QString::fromUtf8(kPassphrase)) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("METERSEAL_PASSPHRASE", passphrase);
        environment.insert("METERSEAL_WORKSPACE", m_workspace.isEmpty() ? "/nonexistent/workspace" : m_workspace);
        return environment;
    }

private:
    QString m_workspace;
};

}  // namespace meterseal::test

// Fails with what the program said.
#define MS_VERIFY_EXIT(result, code)                                                                                   \
    do {                                                                                                               \
        const auto& once = (result);                                                                                   \
        QVERIFY2(once.exitCode == (code), (QByteArray::number(once.exitCode) + ": " + once.err).constData());          \
    } while (false)
