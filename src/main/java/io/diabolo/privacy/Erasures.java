package io.diabolo.privacy;

import static io.diabolo.jooq.Tables.ERASURE;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The right to erasure (GDPR art. 17): what erasing one person would do, doing it, and the proof that it was done, which
 * says nothing of whom. It can't be taken back. For administrators.
 */
@Service
public class Erasures {
    /** Who may have asked; the retention period asks by itself. */
    static final List<String> ASKERS = List.of("person", "representative", "authority", "us");

    private final DSLContext sql;
    private final Jobs jobs;
    private final OneHuman same;
    private final Erasing.Wording wording;
    private final Clock clock;

    Erasures(DSLContext sql, Jobs jobs, OneHuman same, Erasing.Wording wording, Clock clock) {
        this.sql = sql;
        this.jobs = jobs;
        this.same = same;
        this.wording = wording;
        this.clock = clock;
    }

    /** Another person with the same address, number or name: perhaps the same human twice. */
    public record Twin(UUID id, String name) {}

    /**
     * @param name what has to be typed to confirm
     * @param erased how many rows go, by table
     * @param kept how many stay without the person, because figures count them
     */
    public record Preview(
            UUID person, String name, Map<String, Long> erased, Map<String, Long> kept, List<Twin> twins) {}

    /**
     * @param requestedBy one of {@link #ASKERS}
     * @param confirmation the person's name, typed
     */
    public record Request(
            @Nullable String requestedBy,
            @Nullable LocalDate requestedOn,
            @Nullable String confirmation) {}

    /** What was done, and for whom it can only be checked by who knows the id. */
    public record Proof(
            UUID id,
            String state,
            String requestedBy,
            LocalDate requestedOn,
            String member,
            Map<String, Long> counts,
            String salt,
            String hash,
            Instant at,
            @Nullable Instant doneAt) {
        public boolean isDone() {
            return state.equals("done");
        }

        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @throws NoSuchRecord when there is no such person */
    @Transactional(readOnly = true)
    public Preview preview(UUID person, Actor me) {
        me.mayAdminister();
        var name = sql.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ID.eq(person))
                .and(PERSON.MERGED_INTO.isNull())
                .fetchOptional(PERSON.NAME)
                .orElseThrow(() -> new NoSuchRecord("person", person));
        var all = same.of(person);
        var erased = new LinkedHashMap<String, Long>();
        erased.put("person", (long) all.size());
        for (var table : List.of("person_position", "legal_basis")) {
            count(erased, table, "select count(*) from " + table + " where person_id = any ({0})", all);
        }
        count(
                erased,
                "activity",
                "select count(*) from activity where person_id = any ({0}) and num_nonnulls(company_id, lead_id,"
                        + " opportunity_id) = 0",
                all);
        count(
                erased,
                "change",
                "select count(*) from change where record_type = 'person' and record_id = any ({0})",
                all);
        count(
                erased,
                "import",
                "select count(distinct i.id) from import i join change c on c.change_set_id = i.change_set_id where"
                        + " c.record_id = any ({0})",
                all);
        var kept = new LinkedHashMap<String, Long>();
        for (var table : List.of("lead", "opportunity", "journey")) {
            count(kept, table, "select count(*) from " + table + " where person_id = any ({0})", all);
        }
        count(
                kept,
                "activity",
                "select count(*) from activity where person_id = any ({0}) and num_nonnulls(company_id, lead_id,"
                        + " opportunity_id) > 0",
                all);
        return new Preview(person, name, erased, kept, twins(person));
    }

    private void count(Map<String, Long> counts, String table, String query, List<UUID> people) {
        var rows = Objects.requireNonNull(
                sql.fetchSingle(query, val(FindTraces.ids(people))).get(0, Long.class));
        if (rows > 0) {
            counts.put(table, rows);
        }
    }

    private List<Twin> twins(UUID person) {
        return sql.fetch("""
            select o.id, o.name from person p
            join person o on o.id <> p.id and (o.email = p.email or o.phone = p.phone or o.name_key = p.name_key)
            where p.id = {0} and o.deleted_at is null and o.merged_into is null order by o.name, o.id limit 10
            """, val(person)).map(row -> new Twin(row.get(0, UUID.class), row.get(1, String.class)));
    }

    /**
     * Begins to erase; what figures count stays without the person.
     *
     * @return the erasure, which becomes the proof
     * @throws BadInput unless the name is confirmed and who asked and when is told
     */
    @Transactional
    public UUID begin(UUID person, Request request, Actor me) {
        me.mayAdminister();
        var name = sql.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ID.eq(person))
                .and(PERSON.MERGED_INTO.isNull())
                .forUpdate()
                .fetchOptional(PERSON.NAME)
                .orElseThrow(() -> new NoSuchRecord("person", person));
        refuse(request, name);
        var running = sql.select(ERASURE.ID)
                .from(ERASURE)
                .where(ERASURE.PERSON_ID.eq(person))
                .fetchOne(ERASURE.ID);
        if (running != null) {
            return running;
        }
        var id = note(person, String.valueOf(request.requestedBy()), Objects.requireNonNull(request.requestedOn()), me);
        jobs.submit(EraseWork.KIND, "", new EraseWork.Wanted(List.of(id)), me);
        return id;
    }

    private void refuse(Request request, String name) {
        var faults = new ArrayList<BadInput.Fault>();
        if (request.requestedBy() == null || !ASKERS.contains(request.requestedBy())) {
            faults.add(new BadInput.Fault("requested_by", "problem.field.choice"));
        }
        var on = request.requestedOn();
        var today =
                LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).plusDays(1);
        if (on == null || on.isAfter(today) || on.getYear() < 2000) {
            faults.add(new BadInput.Fault("requested_on", "privacy.fault.requested-on"));
        }
        var typed = request.confirmation();
        if (typed == null || !Traces.plain(typed.strip()).equals(Traces.plain(name.strip()))) {
            faults.add(new BadInput.Fault("confirmation", "privacy.fault.confirmation", name));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    /** The row that becomes the proof. */
    @Transactional(propagation = Propagation.MANDATORY)
    UUID note(UUID person, String requestedBy, LocalDate requestedOn, Actor me) {
        return sql.fetchSingle(
                        """
                        insert into erasure (person_id, requested_by, requested_on, member_id, created_at, salt, person_hash,
                                             person_keys)
                        select {0}, {1}, {2}, {3}, {4}, salt, sha256(salt || convert_to({0}::text, 'UTF8')),
                               array[sha256(convert_to(current_workspace()::text || ':' || {0}::text, 'UTF8'))]
                        from (select uuid_send(gen_random_uuid()) as salt) fresh
                        returning id
                        """,
                        val(person),
                        val(requestedBy),
                        val(requestedOn),
                        val(me.member().value()),
                        val(clock.instant().atOffset(java.time.ZoneOffset.UTC)))
                .get(0, UUID.class);
    }

    /** Those of the retention period that were begun, and not finished when a node died. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> unfinished(int limit) {
        return sql.select(ERASURE.ID)
                .from(ERASURE)
                .where(ERASURE.REQUESTED_BY.eq("retention"))
                .and(ERASURE.REPEATS.isFalse())
                .and(ERASURE.STATE.ne("done"))
                .orderBy(ERASURE.CREATED_AT, ERASURE.ID)
                .limit(limit)
                .fetch(ERASURE.ID);
    }

    /** @throws NoSuchRecord when there is none in this workspace */
    @Transactional(readOnly = true)
    public Proof find(UUID id, Actor me) {
        me.mayAdminister();
        return proofs().where(ERASURE.ID.eq(id))
                .fetchOptional(this::proof)
                .orElseThrow(() -> new NoSuchRecord("erasure", id));
    }

    /** The newest first, from the one after {@code cursor} on. Reads the index erasure_log. */
    @Transactional(readOnly = true)
    public List<Proof> list(@Nullable UUID cursor, int limit, Actor me) {
        me.mayAdminister();
        Condition after = cursor == null
                ? DSL.noCondition()
                : row(ERASURE.CREATED_AT, ERASURE.ID)
                        .lt(select(ERASURE.CREATED_AT, ERASURE.ID).from(ERASURE).where(ERASURE.ID.eq(cursor)));
        return proofs().where(after)
                .orderBy(ERASURE.CREATED_AT.desc(), ERASURE.ID.desc())
                .limit(limit)
                .fetch(this::proof);
    }

    private SelectOnConditionStep<Record> proofs() {
        return sql.select(ERASURE.asterisk(), MEMBER.NAME)
                .from(ERASURE)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ERASURE.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ERASURE.MEMBER_ID));
    }

    private Proof proof(Record row) {
        var counts = row.get(ERASURE.COUNTS);
        var done = row.get(ERASURE.DONE_AT);
        var hex = java.util.HexFormat.of();
        return new Proof(
                row.get(ERASURE.ID),
                row.get(ERASURE.STATE),
                row.get(ERASURE.REQUESTED_BY),
                row.get(ERASURE.REQUESTED_ON),
                Objects.requireNonNullElse(row.get(MEMBER.NAME), ""),
                counts.data().equals("{}")
                        ? Map.of()
                        : wording.read(counts, Erasing.Counts.class).rows(),
                hex.formatHex(row.get(ERASURE.SALT)),
                hex.formatHex(row.get(ERASURE.PERSON_HASH)),
                row.get(ERASURE.CREATED_AT).toInstant(),
                done == null ? null : done.toInstant());
    }
}
