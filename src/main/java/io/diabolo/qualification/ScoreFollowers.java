package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record2;
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
        var leads = few.size() > AT_ONCE ? few : leads(type.id(), few);
        if (leads.size() <= AT_ONCE) {
            scoring.score(leads);
        } else if (sql.fetchExists(LEAD)) {
            rescore.begin(members.getObject().firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace())));
        }
    }

    /** So many of the written ones at most, whatever query names them. */
    static List<UUID> first(int most, Select<Record1<UUID>> ids, DSLContext sql) {
        var written = ids.asTable("written", "id");
        return sql.select(field(name("written", "id"), UUID.class))
                .from(written)
                .limit(most)
                .fetch(Record1::value1);
    }

    /** One more than {@link #AT_ONCE} at most: one company may have thousands. Each way has its index. */
    private List<UUID> leads(String type, List<UUID> ids) {
        return switch (type) {
            case "lead" -> ids;
            case "person" -> leads(LEAD.PERSON_ID.in(ids));
            case "company" -> leads(LEAD.COMPANY_ID.in(ids));
            case "activity" -> ofActivities(ids);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private List<UUID> leads(Condition which) {
        return sql.select(LEAD.ID).from(LEAD).where(which).limit(AT_ONCE + 1).fetch(LEAD.ID);
    }

    /** Either way apart: asked together, by "or", they would have all leads read. */
    private List<UUID> ofActivities(List<UUID> ids) {
        var about = sql.select(ACTIVITY.PERSON_ID, ACTIVITY.LEAD_ID)
                .from(ACTIVITY)
                .where(ACTIVITY.ID.in(ids))
                .fetch();
        var leads = new LinkedHashSet<UUID>();
        about.stream().map(Record2::value2).filter(Objects::nonNull).forEach(leads::add);
        var people = about.stream()
                .map(Record2::value1)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!people.isEmpty()) {
            leads.addAll(leads(LEAD.PERSON_ID.in(people)));
        }
        return List.copyOf(leads);
    }
}
