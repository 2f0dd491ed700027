package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Records;
import io.diabolo.sheets.Sheets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The right of access (GDPR art. 15): all that is kept about one candidate as one file. What interviewers wrote about them is
 * theirs to read too.
 */
@Service
class CandidateFiles {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> ROW = new TypeReference<>() {};
    private static final List<String> INNER = List.of("workspace_id", "name_key", "created_in", "version");
    private final DSLContext sql;
    private final Records records;
    private final CandidateType type;
    private final Applications applications;
    private final Sheets sheets;
    private final Workspaces workspaces;
    private final JsonMapper json;
    private final Clock clock;

    CandidateFiles(
            DSLContext sql,
            Records records,
            CandidateType type,
            Applications applications,
            Sheets sheets,
            Workspaces workspaces,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.applications = applications;
        this.sheets = sheets;
        this.workspaces = workspaces;
        this.json = json;
        this.clock = clock;
    }

    /** For who hires. @throws NoSuchRecord when there is no such candidate */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Map<String, @Nullable Object> about(UUID candidate, Actor me) {
        HiringRights.look(me);
        records.get(type, candidate, me);
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("workspace", workspaces.settings().name());
        all.put("gathered_at", clock.instant().toString());
        all.put(
                "candidate",
                rows("select to_jsonb(t)::text from candidate t where t.id = {0}", candidate)
                        .getFirst());
        all.put("files", List.copyOf(applications.files(candidate).values()));
        var talks = new ArrayList<Map<String, @Nullable Object>>();
        for (var id : sql.select(INTERVIEW.ID)
                .from(INTERVIEW)
                .where(INTERVIEW.CANDIDATE_ID.eq(candidate))
                .orderBy(INTERVIEW.CREATED_AT)
                .fetch(INTERVIEW.ID)) {
            var talk = rows("select to_jsonb(t)::text from interview t where t.id = {0}", id)
                    .getFirst();
            var answers = new LinkedHashMap<String, @Nullable Object>();
            sheets.of("interview", id, me.locale()).entries().forEach(entry -> {
                var answer = entry.own();
                if (answer != null) {
                    answers.put(
                            entry.question().label(),
                            answer.note().isEmpty() ? answer.value() : answer.value() + " (" + answer.note() + ")");
                }
            });
            talk.put("answers", answers);
            talks.add(talk);
        }
        all.put("interviews", talks);
        all.put(
                "changes",
                rows(
                        "select to_jsonb(t)::text from change t where t.record_type = 'candidate' and t.record_id = {0} order by t.at",
                        candidate));
        return all;
    }

    private List<Map<String, @Nullable Object>> rows(String query, UUID id) {
        return sql.fetch(query, val(id)).map(row -> {
            Map<String, @Nullable Object> one = json.readValue(row.get(0, String.class), ROW);
            INNER.forEach(one::remove);
            return one;
        });
    }

    /** What the file is called: without the name, for it lies in a folder of downloads. */
    static String name(UUID candidate) {
        return CANDIDATE.getName() + "-" + candidate + ".json";
    }
}
