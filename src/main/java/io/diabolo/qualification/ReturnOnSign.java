package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.identity.Members;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who was kept for later and gives a sign is worked on again at once. */
@Component
class ReturnOnSign implements Follower {
    /** More at once are an import's past, not a sign. */
    private static final int SIGNS = 50;

    private final DSLContext sql;
    private final ObjectProvider<Nurture> nurture;
    private final ObjectProvider<Members> members;

    ReturnOnSign(DSLContext sql, ObjectProvider<Nurture> nurture, ObjectProvider<Members> members) {
        this.sql = sql;
        this.nurture = nurture;
        this.members = members;
    }

    @Override
    public void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (!type.id().equals("activity") || !sql.fetchExists(LEAD, LEAD.RETURN_ON.isNotNull())) {
            return;
        }
        var few = ScoreFollowers.first(SIGNS + 1, ids, sql);
        if (!few.isEmpty() && few.size() <= SIGNS) {
            var workspace = Objects.requireNonNull(WorkspaceScope.workspace());
            nurture.getObject()
                    .returnOnSign(
                            few,
                            members.getObject().firstAdministrator(workspace).through(Origin.RULE));
        }
    }
}
