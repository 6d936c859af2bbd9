// checkpoint, consistency: what the ledger has signed so far, and that it has only grown since.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/sheet_text.h"
#include "cli/verbs.h"
#include "cli/verify_compare.h"
#include "meterseal/chain/members.h"
#include "meterseal/crypto/time_stamp.h"
#include "meterseal/evidence/sheet.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/history.h"
#include "meterseal/workspace/published.h"
#include "meterseal/workspace/time_stamps.h"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace meterseal::cli {

namespace {

Result<SealedBlock> blockAt(LedgerReader& reader, std::optional<Height> height)
{
    if (height) {
        return reader.block(*height);
    }
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    if (!totals.head) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-block",
                         "The ledger has no block yet, and so no checkpoint.");
    }
    return *totals.head;
}

Result<std::string> noteOf(LedgerReader& reader, const SealedBlock& block)
{
    MS_ASSIGN(const std::vector<Cosignature> cosignatures, reader.cosignatures(block.header.height));
    return checkpointNote(block, reader.genesis(), cosignatures);
}

// A copy that leaves the house is remembered, so that later evidence carries the proof that the ledger only grew since.
void remember(const Context& context, const SealedBlock& block, PublishedAs kind)
{
    const auto workspace = openWorkspace(context);
    const Status noted =
        workspace.ok() ? notePublished(workspace->folder(), block.header, kind, now()) : workspace.status();
    if (!noted.ok()) {
        note(fmt::format("It is not noted that this checkpoint was {}: {}", toString(kind), noted.error().message));
    }
}

Result<Outcome> runSheet(const Context& context, std::optional<Height> at, const std::string& language)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const SealedBlock block, blockAt(reader, at));
    MS_ASSIGN(const auto cosignatures, reader.cosignatures(block.header.height));
    MS_ASSIGN(const auto organisations, reader.organisations());
    const std::string sheet = checkpointSheet(block, cosignatures, organisations,
                                              language == "zh" ? SheetLanguage::Chinese : SheetLanguage::English);
    remember(context, block, PublishedAs::Printed);
    if (context.json) {
        printJson(Json{{"height", block.header.height}, {"sheet", sheet}});
    } else {
        print(sheet);
    }
    return Outcome::Done;
}

Result<Outcome> runShow(const Context& context, std::optional<Height> at, bool deposit)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const SealedBlock block, blockAt(reader, at));
    if (deposit) {
        remember(context, block, PublishedAs::Deposited);
    }
    MS_ASSIGN(std::string checkpoint, noteOf(reader, block));
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const auto kept, timeStamps(workspace.folder(), reader));
    std::vector<Bytes> tokens;
    for (const auto& [height, token] : kept) {
        if (height == block.header.height) {
            tokens.push_back(token);
        }
    }
    checkpoint = crypto::withTimeStamps(std::move(checkpoint), tokens);
    if (context.json) {
        printJson(Json{{"height", block.header.height}, {"checkpoint", checkpoint}});
    } else {
        print(checkpoint);
    }
    return Outcome::Done;
}

// ---- time stamps of others (RFC 3161) -------------------------------------------------------------------------------

Result<Outcome> runStampRequest(const Context& context, std::optional<Height> at, const std::string& file, bool replace)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const SealedBlock block, blockAt(reader, at));
    const Bytes request = crypto::timeStampRequest(block.hash);
    MS_ASSIGN(WholeFile whole, WholeFile::make(file));
    whole.stream() << asText(request);
    MS_TRY(whole.commit(replace ? Replace::Yes : Replace::No));
    if (context.json) {
        printJson(Json{{"height", block.header.height}, {"blockHash", block.hash.hex()}, {"request", file}});
    } else {
        printFields({{"checkpoint", fmt::format("block {} of {}, SHA-256 {}", block.header.height,
                                                formatTimestamp(block.header.time), block.hash.hex())},
                     {"request", printable(file)}});
        note("Send it to a time stamp authority (Content-Type: application/timestamp-query); what it answers is taken "
             "by --stamp-answer.");
    }
    return Outcome::Done;
}

// Which authority's word it is, where certificates are at hand to say so.
Result<std::string> authoritiesFrom(const std::string& file)
{
    return file.empty() ? Result<std::string>(std::string()) : readTextFile(file, 1u << 20);
}

Result<Outcome> runStampAnswer(const Context& context, const std::string& file, const std::string& authorityFile)
{
    MS_ASSIGN(const std::string answer, readTextFile(file, 1u << 20));
    MS_ASSIGN(const Bytes token, crypto::timeStampToken(asBytes(answer)));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const SealedBlock block, stampedBlock(reader, token));
    MS_ASSIGN(const std::string authorities, authoritiesFrom(authorityFile));
    MS_ASSIGN(const crypto::TimeStamp stamp, authorities.empty()
                                                 ? crypto::readTimeStamp(token)
                                                 : crypto::checkTimeStamp(token, block.hash, authorities));
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_TRY(keepTimeStamp(workspace.folder(), block.header.height, token));
    if (context.json) {
        printJson(Json{{"height", block.header.height},
                       {"time", formatTimestamp(stamp.time)},
                       {"authority", stamp.authority},
                       {"serial", stamp.serial},
                       {"checked", !authorities.empty()}});
        return Outcome::Done;
    }
    printFields({{"checkpoint", fmt::format("block {} of {}", block.header.height, formatTimestamp(block.header.time))},
                 {"stamped", fmt::format("{} by {}, serial {}", formatTimestamp(stamp.time), printable(stamp.authority),
                                         stamp.serial)}});
    note(authorities.empty() ? "Kept. Its signature is NOT checked: give the authority's certificate with "
                               "--time-authority to have it checked."
                             : "Kept: it holds by the certificate given.");
    return Outcome::Done;
}

// Those of a note: a row each. `holds` becomes false where one is broken.
Result<Json> checkStamps(const std::string& text, const Hash256& hash, const std::string& authorityFile, bool& holds)
{
    MS_ASSIGN(const std::string authorities, authoritiesFrom(authorityFile));
    MS_ASSIGN(const crypto::SignedNote signedNote, crypto::parseNote(text));
    Json rows = Json::array();
    for (const crypto::NoteSignature& line : signedNote.signatures) {
        if (!crypto::isTimeStampLine(line)) {
            continue;
        }
        const auto says = crypto::readTimeStamp(line.body);
        const auto held = authorities.empty() ? says : crypto::checkTimeStamp(line.body, hash, authorities);
        holds = holds && held.ok() && held->hash == hash;
        rows.push_back({{"time", says.ok() ? Json(formatTimestamp(says->time)) : Json()},
                        {"authority", says.ok() ? says->authority : ""},
                        {"check", !held.ok()            ? held.error().reason
                                  : authorities.empty() ? "not-checked"
                                                        : "holds"}});
    }
    return rows;
}

struct RelationText {
    std::string_view name, sentence;
};

RelationText textOf(HistoryRelation relation)
{
    switch (relation) {
    case HistoryRelation::Same:
        return {"same", "It is this ledger's newest checkpoint."};
    case HistoryRelation::Earlier:
        return {"earlier", "This ledger has it and has only grown since."};
    case HistoryRelation::Ahead:
        return {"ahead", "This ledger is SHORTER than the checkpoint: it is an older copy, or was cut."};
    case HistoryRelation::Other:
        return {"other-history", "This ledger has ANOTHER history than the checkpoint."};
    case HistoryRelation::OtherLedger:
        break;
    }
    return {"other-ledger", "The checkpoint is of ANOTHER ledger."};
}

// What was typed from a sheet of paper has no signature: its figures are compared.
Result<Outcome> runCheckSheet(const Context& context, const std::string& text)
{
    MS_ASSIGN(const KeptCheckpoint kept, readKeptCheckpoint(text));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const HistoryCheck history, compareHistory(reader, kept));
    const bool holds = history.relation == HistoryRelation::Same || history.relation == HistoryRelation::Earlier;
    if (context.json) {
        printJson(Json{{"holds", holds},
                       {"relation", textOf(history.relation).name},
                       {"signed", false},
                       {"ledger", history.own ? Json(history.own->headerBytes) : Json()}});
    } else {
        printLine(describe(kept, history.relation));
        printLine("What was typed is the paper's word; it carries no signature.");
    }
    return holds ? Outcome::Done : Outcome::NotIntact;
}

Result<Outcome> runCheck(const Context& context, const std::string& file, const std::string& authorityFile = {})
{
    MS_ASSIGN(const std::string text, readSheetText(file));
    if (!text.starts_with("meterseal/") || text.find("\n\n") == std::string::npos) {
        return runCheckSheet(context, text);
    }
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(Checkpoint checkpoint, parseCheckpoint(text, reader.genesis()));
    MS_ASSIGN(const HistoryCheck history, compareHistory(reader, checkpoint.block.header));
    if (reader.genesis().consortium() && history.own && history.own->hash == checkpoint.block.hash) {
        checkpoint.block.seal = history.own->seal;  // a consortium's note does not carry it
    }
    const Status sealed = checkSealIn(reader, checkpoint.block);
    const BlockHeader& header = checkpoint.block.header;
    MS_ASSIGN(const std::vector<Organisation> members, membersAt(reader, header.height));
    bool holds =
        sealed.ok() && (history.relation == HistoryRelation::Same || history.relation == HistoryRelation::Earlier);
    for (const Cosignature& cosignature : checkpoint.cosignatures) {
        holds = holds && checkCosignature(header, cosignature, members) != CosignatureCheck::Broken;
    }
    Json stamps = Json::array();
    if (!checkpoint.block.seal.bytes.empty() || !checkpoint.cosignatures.empty()) {  // else it has no signature line
        MS_ASSIGN(stamps, checkStamps(text, checkpoint.block.hash, authorityFile, holds));
    }
    const RelationText relation = textOf(history.relation);
    const std::string own = history.own ? history.own->headerBytes : "";
    if (context.json) {
        printJson(Json{{"holds", holds},
                       {"sealValid", sealed.ok()},
                       {"relation", relation.name},
                       {"cosignatures", cosignaturesToJson(header, checkpoint.cosignatures, members)},
                       {"timeStamps", std::move(stamps)},
                       {"checkpoint", checkpoint.block.headerBytes},
                       {"ledger", own}});
        return holds ? Outcome::Done : Outcome::NotIntact;
    }
    printFields(
        {{"checkpoint", fmt::format("block {} of {}, {} entries, root {}", header.height, formatTimestamp(header.time),
                                    header.logSize, header.logRoot.hex())},
         {"this ledger", history.own ? fmt::format("block {} of {}, {} entries, root {}", history.own->header.height,
                                                   formatTimestamp(history.own->header.time),
                                                   history.own->header.logSize, history.own->header.logRoot.hex())
                                     : "has no block"},
         {"seal", sealed.ok() ? "holds" : sealed.error().message},
         {"cosigned by", cosignersText(header, checkpoint.cosignatures, members)}});
    for (const Json& stamp : stamps) {
        printFields(
            {{"time stamp",
              printable(fmt::format("{} by {}: {}", stamp["time"].is_null() ? "-" : stamp["time"].get<std::string>(),
                                    stamp["authority"].get<std::string>(), stamp["check"].get<std::string>()))}});
    }
    printLine(std::string(relation.sentence));
    return holds ? Outcome::Done : Outcome::NotIntact;
}

Result<Outcome> runConsistency(const Context& context, std::uint64_t from, std::optional<Height> at)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const SealedBlock block, blockAt(reader, at));
    const BlockHeader& header = block.header;
    MS_ASSIGN(const auto proof, reader.consistencyProof(from, header.logSize));
    MS_ASSIGN(const Hash256 oldRoot, reader.logRootAt(from));
    MS_ASSIGN(const std::string checkpoint, noteOf(reader, block));
    Json object = toJson(ConsistencyProof{from, header.logSize, oldRoot, header.logRoot, proof});
    object["checkpoint"] = checkpoint;
    printJson(object);
    return Outcome::Done;
}

}  // namespace

Result<Outcome> checkKeptCheckpoint(const Context& context, const std::string& file)
{
    return runCheck(context, file);
}

void addCheckpoint(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(app, "checkpoint",
                             "The newest checkpoint as a signed note, to be kept elsewhere; exit 1 where a kept one "
                             "does not fit this ledger",
                             "  meterseal-cli checkpoint > today.note\n"
                             "  meterseal-cli checkpoint --at 120\n"
                             "  meterseal-cli checkpoint --sheet --language zh | lpr\n"
                             "  meterseal-cli checkpoint --check today.note\n"
                             "  meterseal-cli checkpoint --stamp-request today.tsq\n"
                             "  curl -H 'Content-Type: application/timestamp-query' --data-binary @today.tsq "
                             "https://authority.example/tsr > today.tsr\n"
                             "  meterseal-cli checkpoint --stamp-answer today.tsr --time-authority authority.pem");
    struct Options {
        std::optional<Height> at;
        std::string check, language = "en", stampRequest, stampAnswer, authority;
        bool sheet = false, deposit = false, replace = false;
    };
    const auto options = std::make_shared<Options>();
    auto* sheet = verb->add_flag("--sheet", options->sheet,
                                 "As a sheet to be printed and kept, with line checks and check words");
    verb->add_option("--language", options->language, "Of the sheet: en or zh")
        ->type_name("LANGUAGE")
        ->needs(sheet)
        ->check(CLI::IsMember({"en", "zh"}));
    verb->add_flag("--deposit", options->deposit, "Note that this copy is kept elsewhere: later evidence carries it")
        ->excludes(sheet);
    auto* at = verb->add_option("--at", options->at, "Of this block (default: the last one)")->type_name("HEIGHT");
    verb->add_option("--check", options->check,
                     "Does this note, typed sheet or picture of one fit the ledger: seal, cosignatures, and the same "
                     "history? (- "
                     "for standard input)")
        ->type_name("NOTE")
        ->excludes(at)
        ->excludes(sheet);
    auto* request = verb->add_option("--stamp-request", options->stampRequest,
                                     "Write a request to a time stamp authority (RFC 3161) for this checkpoint")
                        ->type_name("FILE")
                        ->excludes(sheet);
    verb->add_flag("--force", options->replace, "Replace the request file")->needs(request);
    auto* answer = verb->add_option("--stamp-answer", options->stampAnswer,
                                    "Keep the authority's answer: the checkpoint and evidence carry it from then on")
                       ->type_name("FILE")
                       ->excludes(at)
                       ->excludes(sheet)
                       ->excludes(request);
    verb->add_option("--time-authority", options->authority,
                     "Certificates (PEM) of time stamp authorities whose word counts, for --stamp-answer and --check")
        ->type_name("FILE")
        ->excludes(request);
    onRun(verb, context, [&context, options, answer] {
        if (!options->stampRequest.empty()) {
            return runStampRequest(context, options->at, options->stampRequest, options->replace);
        }
        if (answer->count() > 0) {
            return runStampAnswer(context, options->stampAnswer, options->authority);
        }
        if (options->sheet) {
            return runSheet(context, options->at, options->language);
        }
        return options->check.empty() ? runShow(context, options->at, options->deposit)
                                      : runCheck(context, options->check, options->authority);
    });

    CLI::App* consistency =
        addVerb(app, "consistency", "Proof (a JSON object) that the log of an earlier size is a prefix of today's",
                "  meterseal-cli consistency --from 1200 > grown.json\n"
                "  meterseal-cli consistency --from 1200 | meterseal-cli merkle verify-consistency");
    struct ConsistencyOptions {
        std::uint64_t from = 0;
        std::optional<Height> at;
    };
    const auto grown = std::make_shared<ConsistencyOptions>();
    consistency->add_option("--from", grown->from, "Earlier size of the log")->required()->type_name("SIZE");
    consistency->add_option("--at", grown->at, "Up to this block (default: the last one)")->type_name("HEIGHT");
    onRun(consistency, context, [&context, grown] { return runConsistency(context, grown->from, grown->at); });
}

}  // namespace meterseal::cli
