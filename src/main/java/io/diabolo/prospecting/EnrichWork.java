package io.diabolo.prospecting;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.records.Bulk;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.JobOutcome;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for more about many companies or people, one after the other: each in a transaction of its own, so that the work can be
 * stopped and one that isn't taken doesn't hold up the others. All that it writes is one change set.
 */
@Component
class EnrichWork implements Jobs.Work {
    static final String KIND = "enrich";
    private final DSLContext sql;
    private final Enrichments enrichments;
    private final Provider provider;
    private final Lists lists;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Members members;
    private final Texts texts;
    private final TransactionTemplate transactions;

    EnrichWork(
            DSLContext sql,
            Enrichments enrichments,
            Provider provider,
            Lists lists,
            RecordTypes types,
            ChangeSets changeSets,
            Members members,
            Texts texts,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.enrichments = enrichments;
        this.provider = provider;
        this.lists = lists;
        this.types = types;
        this.changeSets = changeSets;
        this.members = members;
        this.texts = texts;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var wanted = run.input(Bulk.Wanted.class);
        var me = members.actor(run.member(), Origin.PAGE, Scope.WRITE);
        var type = types.byPlural(wanted.plural());
        var ids = Objects.requireNonNull(transactions.execute(_ -> chosen(wanted, me)));
        var title = texts.text(me.locale(), "records." + type.id() + ".many");
        var changeSet =
                Objects.requireNonNull(transactions.execute(_ -> changeSets.open(me, type.id() + ".enriched", title)));
        var sum = new Enrichments.Outcome(0, 0);
        var done = 0;
        for (var id : ids) {
            sum = sum.plus(one(type.id(), id, changeSet, me));
            done++;
            if (done % 20 == 0 || done == ids.size()) {
                run.progress(done, ids.size());
            }
        }
        return new JobOutcome("enrichment.done", List.of(sum.applied(), sum.proposed(), ids.size()), changeSet);
    }

    private List<UUID> chosen(Bulk.Wanted wanted, Actor me) {
        if (!wanted.ids().isEmpty()) {
            return wanted.ids();
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        wanted.parameters().forEach((key, value) -> parameters.put(key, List.of(value)));
        parameters.remove("cursor");
        return sql.fetch(lists.ids(lists.parse(types.byPlural(wanted.plural()), parameters, me), me))
                .map(row -> row.value1());
    }

    /** The service is asked before the transaction, which waits for nobody outside. */
    private Enrichments.Outcome one(String type, UUID id, UUID changeSet, Actor me) {
        try {
            var further = provider.isThere()
                    ? provider.ask(Objects.requireNonNull(transactions.execute(_ -> enrichments.subject(type, id, me))))
                    : List.<Finding>of();
            return Objects.requireNonNull(transactions.execute(
                    _ -> enrichments.take(enrichments.subject(type, id, me), further, changeSet, me)));
        } catch (BadInput | NoSuchRecord _) {
            // Deleted meanwhile, or given a value that it doesn't take: the others go on.
            return new Enrichments.Outcome(0, 0);
        }
    }
}
