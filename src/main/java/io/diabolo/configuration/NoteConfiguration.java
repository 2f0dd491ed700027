package io.diabolo.configuration;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CONFIGURATION_CHANGE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.unnest;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import io.diabolo.records.HearsCommands;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The one history of all settings. Each command opens a change set, and its action tells whether a section may have changed:
 * then, before the transaction ends, what the section says is held against what it said before, which another transaction
 * still sees. So page, API, import and undo are noted alike, and no service has to say what was old and new.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class NoteConfiguration implements HearsCommands, AfterUndo {
    /** Commands on records of any kind: the log of changes says of which. */
    private static final Set<String> OF_ANY_KIND = Set.of("bulk-updated", "bulk-deleted", "merged", "import");

    private final DSLContext sql;
    private final Sections sections;
    private final Compare compare;
    private final Importing importing;
    private final TransactionTemplate apart;
    private final Clock clock;

    NoteConfiguration(
            DSLContext sql,
            Sections sections,
            Compare compare,
            Importing importing,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.sql = sql;
        this.sections = sections;
        this.compare = compare;
        this.importing = importing;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        apart.setReadOnly(true);
    }

    @Override
    public @Nullable UUID causeOf(Actor me) {
        return importing.changeSet();
    }

    @Override
    public void opened(UUID changeSet, String action, Actor me) {
        // Of an import that goes on, the whole is what is taken back.
        var whole = importing.changeSet() == null ? changeSet : importing.changeSet();
        var dot = action.indexOf('.');
        var stem = dot < 0 ? action : action.substring(0, dot + 1);
        for (var section : sections.all()) {
            if (section.actions().contains(action) || section.actions().contains(stem)) {
                watched(me).sections.putIfAbsent(section.id(), whole);
            }
        }
        if (OF_ANY_KIND.contains(action)) {
            watched(me).sets.add(changeSet);
        }
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        watched(me).sets.add(changeSet);
    }

    private Watched watched(Actor me) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Watched present) {
            return present;
        }
        var fresh = new Watched(me);
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    /** What a transaction may have set, until it ends. */
    private final class Watched implements TransactionSynchronization {
        private final Actor me;
        private final Map<String, UUID> sections = new LinkedHashMap<>();
        private final Set<UUID> sets = new LinkedHashSet<>();

        Watched(Actor me) {
            this.me = me;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            sets.forEach(set -> ofAnyKind(set).forEach(section -> sections.putIfAbsent(section, set)));
            if (!sections.isEmpty()) {
                note(sections, me);
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(NoteConfiguration.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(NoteConfiguration.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(NoteConfiguration.this);
        }
    }

    /** Asks once for all kinds, each by the key of the log, however many records the command had. */
    private Set<String> ofAnyKind(UUID set) {
        var kinds = sections.all().stream()
                .flatMap(section -> section.kinds().stream())
                .distinct()
                .toArray(String[]::new);
        var kind = field(name("kinds", "kind"), String.class);
        var changed = sql.select(kind)
                .from(unnest(kinds).as("kinds", "kind"))
                .where(exists(selectOne()
                        .from(CHANGE)
                        .where(CHANGE.CHANGE_SET_ID.eq(set))
                        .and(CHANGE.RECORD_TYPE.eq(kind))))
                .fetchSet(kind);
        var found = new LinkedHashSet<String>();
        for (var section : sections.all()) {
            if (section.kinds().stream().anyMatch(changed::contains)) {
                found.add(section.id());
            }
        }
        return found;
    }

    private void note(Map<String, UUID> touched, Actor me) {
        var before = new HashMap<String, Map<String, JsonNode>>();
        apart.executeWithoutResult(_ ->
                touched.keySet().forEach(id -> before.put(id, compare.present(sections.get(id)))));
        touched.forEach((id, changeSet) -> {
            var was = before.getOrDefault(id, Map.of());
            var is = compare.present(sections.get(id));
            var items = new LinkedHashSet<>(is.keySet());
            items.addAll(was.keySet());
            for (var item : items) {
                var isNew = !was.containsKey(item) || !is.containsKey(item);
                if (isNew || !Differences.between(was.get(item), is.get(item)).isEmpty()) {
                    write(id, item, was.get(item), is.get(item), changeSet, me);
                }
            }
        });
    }

    private void write(
            String section,
            String item,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            UUID changeSet,
            Actor me) {
        sql.insertInto(CONFIGURATION_CHANGE)
                .set(CONFIGURATION_CHANGE.CHANGE_SET_ID, changeSet)
                .set(CONFIGURATION_CHANGE.MEMBER_ID, me.member().value())
                .set(CONFIGURATION_CHANGE.SECTION, section)
                .set(CONFIGURATION_CHANGE.ITEM, item)
                .set(CONFIGURATION_CHANGE.BEFORE, jsonb(before))
                .set(CONFIGURATION_CHANGE.AFTER, jsonb(after))
                .set(CONFIGURATION_CHANGE.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static @Nullable JSONB jsonb(@Nullable JsonNode node) {
        return node == null ? null : JSONB.valueOf(node.toString());
    }
}
