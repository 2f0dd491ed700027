package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A lead's score follows the lead, its person, its company and what happens with them, in the transaction that wrote it. */
@Component
class ScoreFollowers implements Follower {
    /** Above this many written records, or leads that follow from them, a job scores: an import doesn't wait for it. */
    static final int AT_ONCE = 200;

    private static final Set<String> FOLLOWED = Set.of("lead", "person", "company", "activity");

    private final DSLContext sql;
    private final Scoring scoring;
    private final RescoreLeads rescore;
    private final ObjectProvider<Members> members;

    ScoreFollowers(DSLContext sql, Scoring scoring, RescoreLeads rescore, ObjectProvider<Members> members) {
        this.sql = sql;
        this.scoring = scoring;
        this.rescore = rescore;
        this.members = members;
    }

    @Override
    public void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (!FOLLOWED.contains(type.id())) {
            return;
        }
        var few = first(AT_ONCE + 1, ids, sql);
        var which = which(type.id(), few);
        if (few.size() <= AT_ONCE && !isMany(which)) {
            scoring.score(which);
        } else if (sql.fetchExists(LEAD)) {
            rescore.begin(members.getObject().firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace())));
        }
    }

    /** One company may have thousands of leads. */
    private boolean isMany(Condition which) {
        return sql.select(LEAD.ID).from(LEAD).where(which).limit(AT_ONCE + 1).execute() > AT_ONCE;
    }

    /** So many of the written ones at most, whatever query names them. */
    static List<UUID> first(int most, Select<Record1<UUID>> ids, DSLContext sql) {
        var written = ids.asTable("written", "id");
        return sql.select(field(name("written", "id"), UUID.class))
                .from(written)
                .limit(most)
                .fetch(Record1::value1);
    }

    private static Condition which(String type, List<UUID> ids) {
        return switch (type) {
            case "lead" -> LEAD.ID.in(ids);
            case "person" -> LEAD.PERSON_ID.in(ids);
            case "company" -> LEAD.COMPANY_ID.in(ids);
            case "activity" ->
                LEAD.PERSON_ID
                        .in(select(ACTIVITY.PERSON_ID).from(ACTIVITY).where(ACTIVITY.ID.in(ids)))
                        .or(LEAD.ID.in(select(ACTIVITY.LEAD_ID).from(ACTIVITY).where(ACTIVITY.ID.in(ids))));
            default -> throw new IllegalArgumentException(type);
        };
    }
}
