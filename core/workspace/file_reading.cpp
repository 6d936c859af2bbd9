#include "meterseal/workspace/file_reading.h"

#include "meterseal/crypto/hash_file.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/source/preview.h"
#include "meterseal/upload/uploader.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLookedAt = 200;
constexpr std::string_view kMeter = "mn";

std::string nameFor(std::string_view kind, const Hash256& hash)
{
    return fmt::format("{}-{}.json", kind, hash.hex().substr(0, 32));
}

std::string headerName(const std::string& shape)
{
    return nameFor("header", crypto::sha256(shape));
}

// What this file's own content decides is as it was for the other file: only what a person says is taken from there.
bool agrees(const ProfileSuggestion& own, const MappingProfile& kept)
{
    const bool asked = std::any_of(own.questions.begin(), own.questions.end(), [](const Question& question) {
        return question.key != "time.zone" && question.key != "number.unit" && question.key != kMeter;
    });
    MappingProfile seen = own.profile;
    seen.timeZone = kept.timeZone;
    seen.unit = kept.unit;
    if (kept.mn.constant) {
        seen.mn = kept.mn;
    }
    return !asked && profileToJson(seen) == profileToJson(kept);
}

// Rows that it rejects are a doubt about the reading, but for those of a file that reads itself in the same way.
bool fits(const fs::path& file, const ProfileSuggestion& own, const MappingProfile& kept)
{
    const Result<Preview> preview = previewRecords(file, kept, kLookedAt);
    return preview.ok() && !preview->fault && (preview->rejected == 0 || (preview->good > 0 && agrees(own, kept)));
}

}  // namespace

FileReadings::FileReadings(fs::path profiles, LedgerReader* ledger)
    : m_folder(std::move(profiles) / "kept"), m_ledger(ledger)
{}

SuggestionHints FileReadings::hints(const std::map<std::string, std::string>& answers) const
{
    SuggestionHints hints;
    hints.localZone = localTimeZone();
    hints.answers = answers;
    if (m_ledger != nullptr) {
        hints.isMeter = [ledger = m_ledger](std::string_view mn) { return ledger->meterByMn(mn).ok(); };
    }
    return hints;
}

std::optional<MappingProfile> FileReadings::kept(const std::string& name) const
{
    const Result<MappingProfile> profile = loadProfile(m_folder / name);
    return profile.ok() ? std::optional(*profile) : std::nullopt;
}

Result<FileReading> FileReadings::read(const fs::path& file, const std::map<std::string, std::string>& answers) const
{
    FileReading reading;
    const bool said =
        std::any_of(answers.begin(), answers.end(), [](const auto& answer) { return answer.first != kMeter; });
    std::error_code none;
    const bool any = !said && fs::is_directory(m_folder, none);
    MS_ASSIGN(reading.suggestion, suggestProfile(file, hints(answers)));
    reading.profile = undoubtedProfile(reading.suggestion);
    if (any && answers.empty()) {
        MS_ASSIGN(const Hash256 hash, hashFile(file));
        if (auto profile = kept(nameFor("file", hash))) {
            reading.from = FileReading::From::SameFile;
            reading.suggestion.profile = *profile;
            reading.suggestion.questions.clear();
            reading.profile = std::move(profile);
            return reading;
        }
    }
    const std::string shape = shapeOf(reading.suggestion);
    auto profile = any && !shape.empty() ? kept(headerName(shape)) : std::nullopt;
    if (!profile) {
        return reading;
    }
    profile->name = reading.suggestion.profile.name;
    profile->encoding = reading.suggestion.profile.encoding;
    std::vector<Question> open;
    if (profile->mn.constant) {  // said for another file
        profile->mn = reading.suggestion.profile.mn;
        std::copy_if(reading.suggestion.questions.begin(), reading.suggestion.questions.end(), std::back_inserter(open),
                     [](const Question& question) { return question.key == kMeter; });
    }
    MappingProfile tried = *profile;
    if (!open.empty()) {
        tried.mn = FieldSource{std::nullopt, std::nullopt, "0"};
    }
    if (!fits(file, reading.suggestion, tried)) {
        return reading;
    }
    reading.from = FileReading::From::SameHeader;
    reading.suggestion.profile = *profile;
    reading.suggestion.questions = std::move(open);
    reading.profile = reading.suggestion.questions.empty() ? std::move(profile) : std::nullopt;
    return reading;
}

Status FileReadings::keep(const fs::path& file, const MappingProfile& profile) const
{
    std::error_code error;
    if (fs::create_directories(m_folder, error)) {
        fs::permissions(m_folder, fs::perms::owner_all, error);
    }
    if (error) {
        return makeError(ErrorCode::Io, "file.io",
                         fmt::format("How {} was read could not be kept in {}: {}. The next time it is asked again.",
                                     file.string(), m_folder.string(), error.message()));
    }
    MS_ASSIGN(const Hash256 hash, hashFile(file));
    MS_TRY(replaceFile(m_folder / nameFor("file", hash), profileToJson(profile), kPrivateMode));
    MS_ASSIGN(const ProfileSuggestion suggestion, suggestProfile(file, hints({})));
    const std::string shape = shapeOf(suggestion);
    if (shape.empty()) {
        return {};
    }
    MappingProfile next = profile;
    next.leaveOut.clear();  // rows of this file
    return replaceFile(m_folder / headerName(shape), profileToJson(next), kPrivateMode);
}

}  // namespace meterseal
