// Child processes and local sockets: what they give, how they end, what is said where they cannot be had.
#include "meterseal/base/local_socket.h"
#include "meterseal/base/process.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <csignal>
#include <sys/stat.h>
#include <thread>

using namespace meterseal;
using namespace std::chrono_literals;

namespace {

ChildCommand shell(const std::string& script)
{
    return {.program = "/bin/sh", .arguments = {"-c", script}, .output = ChildCommand::Output::Piped};
}

std::string allOf(ChildProcess& child)
{
    std::string all;
    char part[7];
    while (const std::size_t got = child.read(part, sizeof part)) {
        all.append(part, got);
    }
    return all;
}

}  // namespace

class TestProcess : public QObject {
    Q_OBJECT

private slots:
    void endsAreTold_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("printed");
        QTest::addColumn<QString>("end");
        QTest::newRow("prints") << "echo one; echo two"
                                << "one\ntwo\n"
                                << "exit code 0";
        QTest::newRow("fails") << "printf x; exit 3"
                               << "x"
                               << "exit code 3";
        QTest::newRow("killed") << "kill -9 $$"
                                << ""
                                << "signal 9";
    }
    void endsAreTold()
    {
        QFETCH(QString, script);
        QFETCH(QString, printed);
        QFETCH(QString, end);
        auto child = ChildProcess::start(shell(script.toStdString()));
        MS_VERIFY_OK(child);
        QCOMPARE(QString::fromStdString(allOf(*child)), printed);
        QCOMPARE(QString::fromStdString(describe(child->wait())), end);
        QVERIFY(child->ended());  // and stays told
        QCOMPARE(QString::fromStdString(describe(child->stop(0ms))), end);
    }

    void aloneMeansWithoutEnvironment()
    {
        ::setenv("METERSEAL_TEST_SECRET", "seen", 1);
        ChildCommand command = shell("printf %s \"$METERSEAL_TEST_SECRET\"; cat");
        command.alone = true;
        auto child = ChildProcess::start(command);
        MS_VERIFY_OK(child);
        QCOMPARE(allOf(*child), std::string());
        auto other = ChildProcess::start(shell("printf %s \"$METERSEAL_TEST_SECRET\""));
        MS_VERIFY_OK(other);
        QCOMPARE(allOf(*other), std::string("seen"));
    }

    void errorsComeWhereTheyAreAskedFor()
    {
        ChildCommand command = shell("echo one; echo two >&2");
        command.output = ChildCommand::Output::PipedWithErrors;
        auto child = ChildProcess::start(command);
        MS_VERIFY_OK(child);
        QCOMPARE(allOf(*child), std::string("one\ntwo\n"));
    }

    void deafChildrenAreKilled()
    {
        auto child = ChildProcess::start(shell("trap '' TERM; echo deaf; while :; do sleep 1; done"));
        MS_VERIFY_OK(child);
        char line[5];
        QCOMPARE(child->read(line, sizeof line), sizeof line);
        QVERIFY(!child->ended() && processRuns(child->id()));
        QCOMPARE(child->stop(1ms).signal, SIGKILL);
        QVERIFY(!processRuns(child->id()));
    }

    void goneWithItsObject()
    {
        long id = 0;
        {
            auto child = ChildProcess::start(shell("while :; do sleep 1; done"));
            MS_VERIFY_OK(child);
            ChildProcess moved(std::move(*child));
            id = moved.id();
            QVERIFY(processRuns(id));
        }
        QVERIFY(!processRuns(id));
    }

    void whatIsNotThereIsNamed()
    {
        const auto child = ChildProcess::start({.program = "/nowhere/program"});
        MS_VERIFY_REASON(child, "process.start");
        QVERIFY(child.error().message.find("/nowhere/program") != std::string::npos);
    }

    void socketsCarryBothWays()
    {
        const test::TemporaryFolder folder;
        const auto path = folder / "a.sock";
        test::writeFile(path, "left by a process that was killed");
        auto listener = LocalListener::listen(path);
        MS_VERIFY_OK(listener);
        struct stat made = {};
        QVERIFY(::stat(path.c_str(), &made) == 0 && (made.st_mode & 0777) == 0600);
        QVERIFY(!listener->accept(1ms));
        // python3 is what the project's checks need anyway; it speaks for CometBFT here.
        auto peer = ChildProcess::start(
            {.program = "python3",
             .arguments = {"-c",
                           "import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); "
                           "s.sendall(b'hello'); print(s.recv(100).decode(), s.recv(100).decode(), sep='|')",
                           path.string()},
             .output = ChildCommand::Output::Piped});
        MS_VERIFY_OK(peer);
        auto connection = listener->accept(60s);
        QVERIFY(connection);
        char word[5];
        std::size_t got = 0;
        while (got < sizeof word) {
            const std::size_t part = connection->read(word + got, sizeof word - got);
            QVERIFY(part > 0);
            got += part;
        }
        QCOMPARE(std::string(word, sizeof word), std::string("hello"));
        QVERIFY(connection->write("answer"));
        connection->shutDown();
        QCOMPARE(connection->read(word, sizeof word), std::size_t(0));
        QCOMPARE(allOf(*peer), std::string("answer|\n"));
        {
            const LocalListener gone(std::move(*listener));
        }
        QVERIFY(!std::filesystem::exists(path));
    }

    void socketsThatCannotBe()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_REASON(LocalListener::listen(folder / std::string(200, 'x')), "socket.listen");
        MS_VERIFY_REASON(LocalListener::listen(folder / "no" / "folder.sock"), "socket.listen");
    }
};

QTEST_APPLESS_MAIN(TestProcess)
#include "tst_process.moc"
