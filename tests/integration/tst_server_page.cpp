// The integrator's page does what it says: all of its commands, run as they stand, in one shell.
#include "source_dir.h"
#include "support/qt.h"
#include "support/service_world.h"

#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace meterseal;

namespace {

QStringList commandsOf(const char* page)
{
    const QString text =
        QString::fromStdString(test::readFile(std::filesystem::path(METERSEAL_SOURCE_DIR) / "app" / "server" / page));
    static const QRegularExpression kBlock(QStringLiteral("```sh\n(.*?)```"),
                                           QRegularExpression::DotMatchesEverythingOption);
    QStringList blocks;
    for (auto it = kBlock.globalMatch(text); it.hasNext();) {
        blocks << it.next().captured(1);
    }
    return blocks;
}

// One that nobody listens on now.
int freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        address.sin_port = 0;
    }
    ::close(descriptor);
    return ntohs(address.sin_port);
}

}  // namespace

class TestServerPage : public QObject {
    Q_OBJECT

private slots:
    void bothLanguagesHaveTheSameCommands()
    {
        QVERIFY(commandsOf("README.md").size() >= 8);
        QCOMPARE(commandsOf("README.zh-CN.md"), commandsOf("README.md"));
    }

    void itsCommandsRun()
    {
        test::TemporaryFolder folder;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", QFileInfo(qEnvironmentVariable("METERSEAL_CLI")).path() + ":" +
                                       QFileInfo(qEnvironmentVariable("METERSEALD")).path() + ":" +
                                       environment.value("PATH"));
        environment.insert("PORT", QString::number(freePort()));
        QProcess shell;
        shell.setProcessEnvironment(environment);
        shell.setWorkingDirectory(qs(folder.path().string()));
        shell.setProcessChannelMode(QProcess::MergedChannels);
        shell.start("bash", {"-euxo", "pipefail", "-c",
                             "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + commandsOf("README.md").join("")});
        const bool ended = shell.waitForFinished(300'000);
        const QByteArray said = shell.readAll();
        const std::string log = test::readFile(folder / "meterseald.log");
        QVERIFY2(ended && shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0,
                 (said.right(4000) + "\n" + QByteArray::fromStdString(log)).constData());
        // Every request left its line, without the token or a parameter's value.
        const std::string access = test::readFile(folder / "access.jsonl");
        QVERIFY(access.find("\"route\":\"/v1/meters/{meter}\"") != std::string::npos);
        QVERIFY(access.find("mst_") == std::string::npos && access.find("source=") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestServerPage)
#include "tst_server_page.moc"
