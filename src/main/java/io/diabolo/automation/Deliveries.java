package io.diabolo.automation;

import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static io.diabolo.jooq.Tables.WEBHOOK;
import static io.diabolo.jooq.Tables.WEBHOOK_DELIVERY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordJson;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What webhooks are told: written in the transaction that has it told, read in the log, told once more by hand. */
@Service
class Deliveries {
    static final List<String> STATES = List.of("waiting", "sending", "delivered", "failed");
    private final DSLContext sql;
    private final RecordTypes types;
    private final JsonMapper json;
    private final Clock clock;

    Deliveries(DSLContext sql, RecordTypes types, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.types = types;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One thing told, and how far that is.
     *
     * @param body empty where the record isn't for who asks
     * @param answer the beginning of the last answer
     * @param trouble text key of why there was none
     */
    record Delivery(
            UUID id,
            UUID webhook,
            String webhookName,
            @Nullable UUID replayOf,
            String event,
            @Nullable String recordType,
            @Nullable UUID record,
            String body,
            String state,
            int tries,
            @Nullable Instant nextAt,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String trouble,
            @Nullable Integer millis,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** Of an action; the same action tells nothing twice. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID put(UUID webhook, Deed.Doing doing, RecordRow record) {
        var id = UUID.randomUUID();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", id.toString());
        body.put("type", doing.type().id() + "." + doing.run().event());
        body.put("timestamp", doing.run().at().toString());
        body.put(
                "automation",
                java.util.Map.of(
                        "id", doing.automation().id().toString(),
                        "name", doing.automation().name(),
                        "run", doing.run().id().toString()));
        body.put("detail", doing.run().detail());
        body.put("path", "/api/v1/" + doing.type().plural() + "/" + record.id());
        body.put("data", RecordJson.of(record, types.fields(doing.type())));
        return insert(
                id,
                webhook,
                doing.action(),
                null,
                doing.type().id() + "." + doing.run().event(),
                doing.type().id(),
                record.id(),
                json.writeValueAsString(body));
    }

    /** Something to try an address with. */
    @Transactional
    public UUID test(UUID webhook, Actor me) {
        AutomationRights.write(me);
        if (!sql.fetchExists(WEBHOOK, WEBHOOK.ID.eq(webhook).and(WEBHOOK.DELETED_AT.isNull()))) {
            throw new NoSuchRecord("webhook", webhook);
        }
        var id = UUID.randomUUID();
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id.toString());
        body.put("type", "webhook.test");
        body.put("timestamp", clock.instant().toString());
        body.put("data", java.util.Map.of());
        return insert(id, webhook, null, null, "webhook.test", null, null, json.writeValueAsString(body));
    }

    private UUID insert(
            UUID id,
            UUID webhook,
            @Nullable UUID action,
            @Nullable UUID replayOf,
            String event,
            @Nullable String type,
            @Nullable UUID record,
            String body) {
        var now = Runs.utc(clock.instant());
        sql.insertInto(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.ID, id)
                .set(WEBHOOK_DELIVERY.WEBHOOK_ID, webhook)
                .set(WEBHOOK_DELIVERY.ACTION_ID, action)
                .set(WEBHOOK_DELIVERY.REPLAY_OF, replayOf)
                .set(WEBHOOK_DELIVERY.EVENT, event)
                .set(WEBHOOK_DELIVERY.RECORD_TYPE, type)
                .set(WEBHOOK_DELIVERY.RECORD_ID, record)
                .set(WEBHOOK_DELIVERY.BODY, body)
                .set(WEBHOOK_DELIVERY.NEXT_AT, now)
                .set(WEBHOOK_DELIVERY.CREATED_AT, now)
                .execute();
        return id;
    }

    /**
     * Tells the same once more, under an id of its own: somebody wants it told again.
     *
     * @throws NoSuchRecord when there is none
     */
    @Transactional
    public UUID replay(UUID id, Actor me) {
        AutomationRights.write(me);
        var one = found(WEBHOOK_DELIVERY.ID.eq(id), null, 1).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("webhook_delivery", id));
        return insert(
                UUID.randomUUID(), one.webhook(), null, id, one.event(), one.recordType(), one.record(), one.body());
    }

    /** The newest first, from behind the one named. */
    @Transactional(readOnly = true)
    public List<Delivery> all(
            @Nullable UUID webhook, @Nullable String state, @Nullable UUID after, int limit, Actor me) {
        AutomationRights.read(me);
        return found(
                (webhook == null ? noCondition() : WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhook))
                        .and(state == null ? noCondition() : WEBHOOK_DELIVERY.STATE.eq(state))
                        .and(after == null ? noCondition() : behind(after)),
                me,
                limit);
    }

    private Condition behind(UUID after) {
        var at = sql.select(WEBHOOK_DELIVERY.CREATED_AT)
                .from(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.ID.eq(after))
                .fetchOptional(WEBHOOK_DELIVERY.CREATED_AT)
                .orElseThrow(() -> new NoSuchRecord("webhook_delivery", after));
        return row(WEBHOOK_DELIVERY.CREATED_AT, WEBHOOK_DELIVERY.ID).lt(at, after);
    }

    private List<Delivery> found(Condition which, @Nullable Actor me, int limit) {
        return sql.select(WEBHOOK_DELIVERY.asterisk(), WEBHOOK.NAME, SEARCH_ENTRY.OWNER_ID)
                .from(WEBHOOK_DELIVERY)
                .join(WEBHOOK)
                .on(WEBHOOK.WORKSPACE_ID.eq(WEBHOOK_DELIVERY.WORKSPACE_ID))
                .and(WEBHOOK.ID.eq(WEBHOOK_DELIVERY.WEBHOOK_ID))
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.WORKSPACE_ID.eq(WEBHOOK_DELIVERY.WORKSPACE_ID))
                .and(SEARCH_ENTRY.KIND.eq(WEBHOOK_DELIVERY.RECORD_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(WEBHOOK_DELIVERY.RECORD_ID))
                .where(which)
                .orderBy(WEBHOOK_DELIVERY.CREATED_AT.desc(), WEBHOOK_DELIVERY.ID.desc())
                .limit(limit)
                .fetch(one -> delivery(one, me));
    }

    private static Delivery delivery(Record found, @Nullable Actor me) {
        var one = found.into(WEBHOOK_DELIVERY);
        var isSeen = me == null || one.getRecordId() == null || RunLog.covers(me, found.get(SEARCH_ENTRY.OWNER_ID));
        return new Delivery(
                one.getId(),
                one.getWebhookId(),
                found.get(WEBHOOK.NAME),
                one.getReplayOf(),
                one.getEvent(),
                one.getRecordType(),
                one.getRecordId(),
                isSeen ? one.getBody() : "",
                one.getState(),
                one.getTries(),
                instant(one.getNextAt()),
                one.getStatus(),
                one.getAnswer(),
                one.getTrouble(),
                one.getMillis(),
                one.getCreatedAt().toInstant(),
                instant(one.getFinishedAt()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** @throws NoSuchRecord when there is none */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Delivery get(UUID id, Actor me) {
        AutomationRights.read(me);
        return found(WEBHOOK_DELIVERY.ID.eq(id), me, 1).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("webhook_delivery", id));
    }
}
