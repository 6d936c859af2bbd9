// ProfileStore: names, files put there by hand, and that nothing is replaced unasked.
#include "meterseal/workspace/profile_store.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QTest>

#include <fstream>

using namespace meterseal;

class TestProfileStore : public QObject {
    Q_OBJECT

    static MappingProfile named(const std::string& name)
    {
        MappingProfile profile;
        profile.name = name;
        profile.mn.name = "meter";
        profile.alarmCode.constant = "READING";
        profile.alarmTime.name = "time";
        profile.value.name = "litres";
        profile.unit = "L";
        return profile;
    }

private slots:
    void keepsLoadsRenamesAndRemoves()
    {
        const test::TemporaryFolder folder;
        const ProfileStore store(folder / "profiles");
        QVERIFY(store.list().ok() && store.list()->empty());
        for (const char* name : {"水表 / 日报", "..", "Itron 50% ß"}) {
            QVERIFY(store.save(named(name)).ok());
            QCOMPARE(store.load(name)->name, std::string(name));
        }
        const auto all = store.list();
        QCOMPARE(all->size(), std::size_t(3));
        for (const StoredProfile& one : *all) {
            QCOMPARE(one.file.parent_path(), folder / "profiles");
        }
        QCOMPARE(store.save(named("..")).error().reason, std::string("profile.exists"));
        auto changed = named("..");
        changed.unit = "m3";
        QVERIFY(store.save(changed, true).ok());
        QCOMPARE(store.load("..")->unit, std::string("m3"));

        QVERIFY(store.rename("..", "日报").ok());
        QCOMPARE(store.load("日报")->unit, std::string("m3"));
        QCOMPARE(store.load("..").error().reason, std::string("profile.not-found"));
        QCOMPARE(store.rename("日报", "水表 / 日报").error().reason, std::string("profile.exists"));
        QVERIFY(store.rename("日报", "日报").ok());
        QCOMPARE(store.rename("日报", "two\nlines").error().reason, std::string("profile.name"));
        QVERIFY(store.remove("日报").ok());
        QCOMPARE(store.list()->size(), std::size_t(2));
        QCOMPARE(store.remove("日报").error().reason, std::string("profile.not-found"));
    }

    void importsAndExports()
    {
        const test::TemporaryFolder folder;
        const ProfileStore store(folder / "profiles");
        QVERIFY(store.save(named("daily")).ok());
        const auto out = folder / "out.json";
        QVERIFY(store.exportFile("daily", out).ok());
        QCOMPARE(store.exportFile("daily", out).error().reason, std::string("file.exists"));
        QCOMPARE(store.importFile(out).error().reason, std::string("profile.exists"));
        const ProfileStore other(folder / "elsewhere" / "profiles");
        QCOMPARE(*other.importFile(out), std::string("daily"));
        QCOMPARE(profileToJson(*other.load("daily")), profileToJson(named("daily")));
    }

    void aFileThatIsNoProfileIsListedWithItsFault()
    {
        const test::TemporaryFolder folder;
        const ProfileStore store(folder / "profiles");
        QVERIFY(store.save(named("daily")).ok());
        std::ofstream(folder / "profiles" / "broken.json") << "{";
        std::ofstream(folder / "profiles" / "by hand.json") << profileToJson(named("other name"));
        const auto all = store.list();
        QCOMPARE(all->size(), std::size_t(3));
        QCOMPARE(all->front().name, std::string("broken.json"));
        QVERIFY(!all->front().profile.ok());
        QCOMPARE(store.load("other name")->name, std::string("other name"));
        QVERIFY(store.rename("other name", "its name").ok());
        QVERIFY(!std::filesystem::exists(folder / "profiles" / "by hand.json"));
        QVERIFY(store.remove("broken.json").ok());
        QCOMPARE(store.list()->size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profile_store.moc"
