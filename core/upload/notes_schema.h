// The tables of notes.db, and how rows of a block are written: shared by who writes and who reads.
#pragma once

#include "sqlite/database.h"
#include "upload/codec.h"

namespace meterseal::upload {

inline constexpr std::uint64_t kBlockRows = 4096;

inline constexpr const char* kNotesSchema = R"sql(
CREATE TABLE job(id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name(number INTEGER PRIMARY KEY, job TEXT NOT NULL UNIQUE);  -- short names of jobs for the tables below
CREATE TABLE batch(
    id INTEGER PRIMARY KEY, job INTEGER NOT NULL, stage INTEGER NOT NULL, tx BLOB NOT NULL, height INTEGER NOT NULL,
    node TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL, rows BLOB NOT NULL);
CREATE INDEX batch_job ON batch(job);
CREATE TABLE skip(id INTEGER PRIMARY KEY, job INTEGER NOT NULL, stage INTEGER NOT NULL);
-- Rows of one block of 4096 that a batch (ref > 0: its id) or a list of rows passed over (ref < 0: minus its id) holds.
CREATE TABLE spot(
    job INTEGER NOT NULL, block INTEGER NOT NULL, ref INTEGER NOT NULL, rows BLOB NOT NULL,
    PRIMARY KEY(job, block, ref)) WITHOUT ROWID;
CREATE TABLE reject(
    job INTEGER NOT NULL, row INTEGER NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY(job, row)) WITHOUT ROWID;
CREATE TABLE history(
    step INTEGER NOT NULL, time INTEGER NOT NULL, point BLOB NOT NULL, PRIMARY KEY(step, time)) WITHOUT ROWID;
PRAGMA user_version=1;
)sql";

// From version 1 to 2. Binds: the moment from which alarms are counted.
inline constexpr std::int64_t kNotesVersion = 2;
inline constexpr const char* kAlarmSchema = R"sql(
CREATE TABLE alarm_day(
    day INTEGER NOT NULL, code TEXT NOT NULL, records INTEGER NOT NULL, PRIMARY KEY(day, code)) WITHOUT ROWID;
CREATE TABLE alarm_count(since INTEGER NOT NULL, uncounted INTEGER NOT NULL);  -- one row
PRAGMA user_version=2;
)sql";

inline constexpr sqlite::FileKind kNotesFile{
    "upload journal's notes",
    "What was acknowledged before is safe.",
    "Move notes.db away and start again: what is anchored is found so, where it stands is forgotten.",
    {"upload.journal-io", "upload.journal-io", "upload.journal-io", "upload.journal-damaged", "upload.journal-damaged",
     "upload.journal-io", "upload.journal-io", "upload.journal-io"}};

inline constexpr std::size_t kPointBytes = 2 * 8 + 4 * 4;

}  // namespace meterseal::upload
