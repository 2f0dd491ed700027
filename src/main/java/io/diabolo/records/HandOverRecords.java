package io.diabolo.records;

import static org.jooq.impl.DSL.select;

import io.diabolo.identity.MemberLeft;
import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever leaves owns nothing more: all their records are the successor's, as one change set. */
@Component
class HandOverRecords {
    private final RecordTypes types;
    private final BulkWriter writer;
    private final ChangeSets changeSets;
    private final Members members;
    private final TransactionTemplate transactions;

    HandOverRecords(
            RecordTypes types,
            BulkWriter writer,
            ChangeSets changeSets,
            Members members,
            TransactionTemplate transactions) {
        this.types = types;
        this.writer = writer;
        this.changeSets = changeSets;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> handOver(event)));
    }

    private void handOver(MemberLeft event) {
        // Both may have left before this runs, or runs again.
        var me = members.orderedBy(event.by());
        var successor = members.present(event.successor());
        var leaver = members.find(event.member());
        @Nullable UUID changeSet = null;
        for (var type : types.all()) {
            var owned = owned(type, event.member());
            if (owned == null) {
                continue;
            }
            if (changeSet == null) {
                changeSet = changeSets.open(me, "member.handed-over", leaver == null ? "" : leaver.name());
            }
            writer.lock(type, owned.ids());
            writer.edit(owned.field(), successor.toString(), owned.ids(), changeSet, me);
        }
    }

    private record Owned(ListField field, Select<Record1<UUID>> ids) {}

    private static @Nullable Owned owned(RecordType type, MemberId member) {
        var owner = type.table().field("owner_id", UUID.class);
        var field = type.fields().stream()
                .filter(one -> one.name().equals("owner"))
                .findFirst()
                .orElse(null);
        if (type.isReadOnly() || owner == null || field == null) {
            return null;
        }
        var id = type.column("id", UUID.class);
        return new Owned(
                new ListField(type, field, null),
                select(id).from(type.table()).where(owner.eq(member.value())).and(type.handedOver()));
    }
}
