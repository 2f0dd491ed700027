package io.diabolo.configuration;

import static io.diabolo.jooq.Tables.CONFIGURATION_IMPORT;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.jooq.tables.records.ConfigurationImportRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Configuration files: what this workspace would write, what one would change here, and taking it over. Administrators and
 * sales operations; beyond that each section's own rights hold.
 */
@Service
public class ConfigurationImports {
    private static final int LISTED = 100;
    private static final Duration WAITS = Duration.ofDays(30);
    private final DSLContext sql;
    private final ConfigurationFile file;
    private final Sections sections;
    private final Compare compare;
    private final Trial trial;
    private final Importing importing;
    private final ChangeSets changeSets;
    private final Shapes shapes;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ConfigurationImports(
            DSLContext sql,
            ConfigurationFile file,
            Sections sections,
            Compare compare,
            Trial trial,
            Importing importing,
            ChangeSets changeSets,
            Shapes shapes,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.file = file;
        this.sections = sections;
        this.compare = compare;
        this.trial = trial;
        this.importing = importing;
        this.changeSets = changeSets;
        this.shapes = shapes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A file that was given.
     *
     * @param faults each with its place in the file; a section with any isn't taken over
     * @param kept of what was undone: what had been changed since
     */
    record Given(
            UUID id,
            String name,
            String state,
            String member,
            Instant at,
            List<Fault> faults,
            List<String> sections,
            List<String> kept,
            @Nullable UUID changeSet,
            @Nullable String appliedBy,
            @Nullable Instant appliedAt) {
        boolean isFaulty(String section) {
            return faults.stream()
                    .anyMatch(one -> one.field().equals("sections." + section)
                            || one.field().startsWith("sections." + section + "."));
        }

        boolean isOpen() {
            return state.equals("compared");
        }
    }

    /** The answer to "take this over". */
    public sealed interface Answer {
        /** @param changeSet what takes it back */
        record Done(UUID changeSet) implements Answer {}

        /** Something was set since it was compared: it is to be looked at again. */
        record Outdated() implements Answer {}

        record AlreadyApplied() implements Answer {}

        /** Everything chosen is here already. */
        record Nothing() implements Answer {}
    }

    /** What an item said before an import and after it, where the change log can't take it back; null: there was none. */
    record Back(
            String section,
            String key,
            @Nullable String before,
            @Nullable String after) {}

    /** The whole configuration, as a file. */
    @Transactional(readOnly = true)
    public String export(Actor me) {
        Sections.see(me);
        return file.write();
    }

    /**
     * Reads a file and keeps it to be looked at; nothing is set.
     *
     * @throws BadInput when it isn't a configuration file that this version knows
     */
    public UUID compare(String name, String text, Actor me) {
        Sections.write(me);
        var read = file.read(text);
        var compared = Objects.requireNonNull(transactions.execute(_ -> compare.with(read)));
        var faults = trial.faults(read, compared, me);
        return Objects.requireNonNull(transactions.execute(_ -> keep(name, text, faults, me)));
    }

    private UUID keep(String name, String text, List<Fault> faults, Actor me) {
        // Nobody takes over what was looked at a month ago.
        sql.deleteFrom(CONFIGURATION_IMPORT)
                .where(CONFIGURATION_IMPORT.STATE.eq("compared"))
                .and(CONFIGURATION_IMPORT.AT.lt(clock.instant().minus(WAITS).atOffset(ZoneOffset.UTC)))
                .execute();
        var plain = name.replaceAll("\\p{Cntrl}|\\p{Cs}", "").strip();
        return sql.insertInto(CONFIGURATION_IMPORT)
                .set(CONFIGURATION_IMPORT.NAME, plain.length() > 120 ? plain.substring(0, 120) : plain)
                .set(CONFIGURATION_IMPORT.DOCUMENT, text)
                .set(CONFIGURATION_IMPORT.FAULTS, json(faults))
                .set(CONFIGURATION_IMPORT.MEMBER_ID, me.member().value())
                .set(CONFIGURATION_IMPORT.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .returningResult(CONFIGURATION_IMPORT.ID)
                .fetchSingle()
                .value1();
    }

    /** @throws NoSuchRecord when there is no such file */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Given find(UUID id, Actor me) {
        Sections.see(me);
        return given(CONFIGURATION_IMPORT.ID.eq(id), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("configuration_import", id));
    }

    /** What it would change now. */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Comparison comparison(UUID id, Actor me) {
        Sections.see(me);
        return compare.with(file.read(document(id)));
    }

    /** Those that were taken over and those that wait for it; the newest first. */
    @Transactional(readOnly = true)
    public List<Given> all(Actor me) {
        Sections.see(me);
        return given(org.jooq.impl.DSL.noCondition(), LISTED);
    }

    /** The sections that {@code me} may not change one by one, and so not by a file. */
    Set<String> closed(Actor me) {
        return sections.all().stream()
                .filter(section -> !section.mayApply(me))
                .map(ConfigurationSection::id)
                .collect(Collectors.toSet());
    }

    private List<Given> given(org.jooq.Condition condition, int limit) {
        var applier = MEMBER.as("applier");
        var one = CONFIGURATION_IMPORT;
        return sql.select(one.asterisk().except(one.DOCUMENT, one.SET_BACK))
                .select(MEMBER.NAME, applier.NAME)
                .from(one)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(one.WORKSPACE_ID))
                .and(MEMBER.ID.eq(one.MEMBER_ID))
                .leftJoin(applier)
                .on(applier.WORKSPACE_ID.eq(one.WORKSPACE_ID))
                .and(applier.ID.eq(one.APPLIED_BY))
                .where(condition)
                .orderBy(one.ID.desc())
                .limit(limit)
                .fetch(row -> given(row.into(one), row.get(MEMBER.NAME), row.get(applier.NAME)));
    }

    private Given given(ConfigurationImportRecord row, String member, @Nullable String appliedBy) {
        return new Given(
                row.getId(),
                row.getName(),
                row.getState(),
                member,
                row.getAt().toInstant(),
                List.of(shapes.json().readValue(row.getFaults().data(), Fault[].class)),
                List.of(row.getSections()),
                List.of(row.getKept()),
                row.getChangeSetId(),
                appliedBy,
                row.getAppliedAt() == null ? null : row.getAppliedAt().toInstant());
    }

    private String document(UUID id) {
        return sql.select(CONFIGURATION_IMPORT.DOCUMENT)
                .from(CONFIGURATION_IMPORT)
                .where(CONFIGURATION_IMPORT.ID.eq(id))
                .fetchOptional(CONFIGURATION_IMPORT.DOCUMENT)
                .orElseThrow(() -> new NoSuchRecord("configuration_import", id));
    }

    /**
     * Takes the chosen sections over, all or nothing, as one change set.
     *
     * @param fingerprint of the comparison that was looked at; null takes what is there
     * @throws BadInput naming each place in the file that can't be taken over
     */
    @Transactional
    public Answer apply(UUID id, Set<String> chosen, @Nullable String fingerprint, Actor me) {
        Sections.write(me);
        sql.execute("select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || 'configuration', 0))");
        var row = sql.selectFrom(CONFIGURATION_IMPORT)
                .where(CONFIGURATION_IMPORT.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("configuration_import", id));
        if (!row.getState().equals("compared")) {
            return new Answer.AlreadyApplied();
        }
        var read = file.read(row.getDocument());
        var comparison = compare.with(read);
        if (fingerprint != null && !fingerprint.equals(comparison.fingerprint())) {
            return new Answer.Outdated();
        }
        refuse(given(row, "", null), chosen);
        var parts = comparison.sections().stream()
                .filter(part -> chosen.contains(part.id()) && part.isChanging())
                .toList();
        if (parts.isEmpty()) {
            return new Answer.Nothing();
        }
        var changeSet = changeSets.open(me, "configuration.imported", row.getName(), null);
        var back = new ArrayList<Back>();
        importing.in(changeSet, () -> parts.forEach(part -> apply(part, read, back, me)));
        changeSets.count(changeSet, many(parts, Comparison.Kind.ADDED), many(parts, Comparison.Kind.CHANGED), 0);
        row.setState("applied");
        row.setSections(parts.stream().map(Comparison.OfSection::id).toArray(String[]::new));
        row.setSetBack(json(back));
        row.setChangeSetId(changeSet);
        row.setAppliedBy(me.member().value());
        row.setAppliedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
        return new Answer.Done(changeSet);
    }

    /** Records and settings alike: the log counts what the file brought. */
    private static int many(List<Comparison.OfSection> parts, Comparison.Kind kind) {
        return Math.toIntExact(
                parts.stream().mapToLong(part -> part.count(kind)).sum());
    }

    private static void refuse(Given given, Set<String> chosen) {
        var faults = given.faults().stream()
                .filter(fault ->
                        chosen.stream().anyMatch(one -> (fault.field() + ".").startsWith("sections." + one + ".")))
                .toList();
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private void apply(Comparison.OfSection part, ConfigurationFile.Read read, List<Back> back, Actor me) {
        var section = sections.get(part.id());
        var before = compare.present(section);
        var changed = part.items().stream()
                .filter(item -> item.kind() != Comparison.Kind.KEPT)
                .map(Comparison.OfItem::key)
                .toList();
        for (var key : changed) {
            try {
                var item = Objects.requireNonNull(read.items().get(part.id())).get(key);
                Sections.apply(section, key, Objects.requireNonNull(item), me);
            } catch (BadInput bad) {
                throw new BadInput(Trial.placed(bad, Trial.place(part.id(), key)));
            }
        }
        if (section.isSetBack()) {
            var after = compare.present(section);
            changed.forEach(key -> back.add(new Back(part.id(), key, text(before.get(key)), text(after.get(key)))));
        }
    }

    /** What the change log can't take back goes back to what it was, unless somebody set something else since. */
    @Transactional
    public void setBack(UUID changeSet, Actor me) {
        var row = sql.selectFrom(CONFIGURATION_IMPORT)
                .where(CONFIGURATION_IMPORT.CHANGE_SET_ID.eq(changeSet))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return;
        }
        var kept = new ArrayList<String>();
        var all = Arrays.asList(shapes.json().readValue(row.getSetBack().data(), Back[].class));
        for (var one : all.reversed()) {
            if (!setBack(one, me)) {
                kept.add(one.section() + "." + one.key());
            }
        }
        row.setState("undone");
        row.setKept(kept.toArray(String[]::new));
        row.update();
    }

    private boolean setBack(Back one, Actor me) {
        var section = sections.find(one.section());
        if (section == null || !section.mayApply(me)) {
            return false;
        }
        var present = compare.present(section).get(one.key());
        if (Differences.between(present, tree(one.before())).isEmpty()) {
            return true;
        }
        var after = tree(one.after());
        if (!Differences.between(present, after).isEmpty()) {
            return false;
        }
        if (one.before() == null) {
            return section.remove(one.key(), me);
        }
        var item = shapes.read(section.shape(), shapes.json().readTree(one.before()), one.key(), new ArrayList<>());
        if (item == null) {
            return false;
        }
        Sections.apply(section, one.key(), item, me);
        return true;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private @Nullable JsonNode tree(@Nullable String said) {
        return said == null ? null : shapes.json().readTree(said);
    }

    private JSONB json(Object value) {
        return JSONB.valueOf(shapes.json().writeValueAsString(value));
    }
}
